"""What the business supervisor (业务主管单位) consents to: the application, and later a change or the liquidation.

Where it did so by an act of its own, the association and the registry say its day and no other. Else the consent is
on paper: the counter and the registry, which saw it, enter its day; the association itself does not.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from services.associations.domain.association_acting import Act, Events
from services.associations.domain.association_consent_commands import ConsentToAct, ConsentToRegistration
from services.associations.domain.association_file import File
from services.associations.domain.association_founding import SupervisorHasNotConsented
from services.associations.domain.association_refusals import NotTheSupervisor, at_another_stage
from services.associations.domain.association_state import InDraft, Known, OnRegister
from services.associations.domain.community import COMMUNITY
from shared.contracts.associations.association_founding import Track
from shared.contracts.associations.association_registration import (
    AssociationActConsented,
    ConsentedAct,
    SupervisorConsented,
)
from shared.kernel.actors import Role
from shared.kernel.decider import Context
from shared.kernel.messages import Command
from shared.kernel.refusals import Conflict, Refusal


@dataclass(frozen=True, slots=True)
class ConsentOfAnotherDay(Conflict):
    """The supervisor consented on `consented_on`."""

    slug: ClassVar[str] = "consent-of-another-day"
    zh: ClassVar[str] = "与业务主管单位同意的日期不符"
    en: ClassVar[str] = "The supervisor consented on another day"
    consented_on: date


def not_consented(
    act: ConsentedAct, day: date, file: File, context: Context
) -> ConsentOfAnotherDay | SupervisorHasNotConsented | None:
    """That the supervisor consented on another day than is said, or an association alone says that it did.

    What was asked for before is entered as it was asked for, whatever the supervisor consented to since.
    """
    asked, recorded = file.change_requested, file.consents.get(act)
    if act is ConsentedAct.CHANGE and asked is not None and asked.consented_on == day:
        return None
    if recorded is not None:
        return None if recorded == day else ConsentOfAnotherDay(recorded)
    return SupervisorHasNotConsented() if context.actor.role is Role.ASSOCIATION_OFFICER else None


def _consent(_command: ConsentToRegistration, association: Known, context: Context) -> Events | Refusal:
    file = association.file
    if file.consented:
        return []
    if not isinstance(association, InDraft) or file.track is not Track.REGISTERED:
        return at_another_stage(association)
    supervisor_id = _supervisor_of(file, context)
    consented = SupervisorConsented(supervisor_id=supervisor_id, consented_on=context.today)
    return _by_another(supervisor_id, context) or [consented]


def _consent_to_act(command: ConsentToAct, association: Known, context: Context) -> Events | Refusal:
    if not isinstance(association, OnRegister):
        return at_another_stage(association)
    supervisor_id = _supervisor_of(association.file, context)
    if refusal := _by_another(supervisor_id, context):
        return refusal
    if association.file.consents.get(command.act) == context.today:
        return []
    return [AssociationActConsented(supervisor_id=supervisor_id, act=command.act, consented_on=context.today)]


def _supervisor_of(file: File, context: Context) -> str:
    return file.drafted.supervisor_id or context.look(COMMUNITY, file.drafted.community_id).centre_id


def _by_another(supervisor_id: str, context: Context) -> NotTheSupervisor | None:
    return None if context.actor.org == supervisor_id else NotTheSupervisor(supervisor_id)


ACTS: Mapping[type[Command], Act] = {
    ConsentToRegistration: _consent,
    ConsentToAct: _consent_to_act,
}
