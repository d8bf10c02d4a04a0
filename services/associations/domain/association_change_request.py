"""What a registered association asks to have entered (变更登记申请), which the registry enters or refuses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from services.associations.domain.association_acting import Act, Events, not_while_standing
from services.associations.domain.association_change_request_commands import (
    RefuseRegistrationChange,
    RequestRegistrationChange,
)
from services.associations.domain.association_conditions import forbidden_name
from services.associations.domain.association_consent import not_consented
from services.associations.domain.association_file import File
from services.associations.domain.association_limits import late_by_calendar_days
from services.associations.domain.association_refusals import at_another_stage
from services.associations.domain.association_state import Known, OnRegister
from shared.contracts.associations.association_registration import (
    ConsentedAct,
    RegistrationChangeRefused,
    RegistrationChangeRequested,
)
from shared.kernel.decider import Context
from shared.kernel.messages import Command
from shared.kernel.refusals import Conflict, Refusal

CHANGE_CD = "registration.change_cd"


@dataclass(frozen=True, slots=True)
class ChangeWaits(Conflict):
    """Something else was asked for before, and waits for the registry."""

    slug: ClassVar[str] = "registration-change-waits"
    zh: ClassVar[str] = "此前的变更登记申请尚未办结"
    en: ClassVar[str] = "Another change waits for the registry"


@dataclass(frozen=True, slots=True)
class NoChangeRequested(Conflict):
    """Nothing waits for the registry."""

    slug: ClassVar[str] = "no-registration-change-requested"
    zh: ClassVar[str] = "没有待办的变更登记申请"
    en: ClassVar[str] = "No change was asked for"


def told_late(consented_on: date, file: File, context: Context) -> bool:
    """Whether the association came to the registry later than the law gives: when it asked, else today."""
    asked = file.change_requested
    if asked is not None and asked.consented_on == consented_on:
        return asked.late
    return late_by_calendar_days(consented_on, CHANGE_CD, context)


def _request(command: RequestRegistrationChange, association: Known, context: Context) -> Events | Refusal:
    if not isinstance(association, OnRegister):
        return at_another_stage(association)
    file, before = association.file, association.file.change_requested
    requested = RegistrationChangeRequested(**dict(command), late=told_late(command.consented_on, file, context))
    if before is not None:
        return [] if before == requested else ChangeWaits()
    untimely = not_while_standing(command.consented_on, file, context)
    unheard = not_consented(ConsentedAct.CHANGE, command.consented_on, file, context)
    if refusal := untimely or unheard or _forbidden(command, context):
        return refusal
    same = command.name_zh in (None, file.name_zh) and command.place in (None, file.place)
    return [] if same and not command.new_representative else [requested]


def _forbidden(command: RequestRegistrationChange, context: Context) -> Refusal | None:
    """The hard rules alone: what is warned of the registry answers when it enters the name."""
    if command.name_zh is None:
        return None
    return forbidden_name(command.name_zh, False, context.policy, context.today)


def _refuse(command: RefuseRegistrationChange, association: Known, _context: Context) -> Events | Refusal:
    if not isinstance(association, OnRegister) or association.file.change_requested is None:
        return NoChangeRequested()
    return [RegistrationChangeRefused(statement=command.statement)]


ACTS: Mapping[type[Command], Act] = {
    RequestRegistrationChange: _request,
    RefuseRegistrationChange: _refuse,
}
