"""What the registry does with a registration (登记), under the rules of the day of the application."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from services.associations.domain.association_acting import Act, Events, not_done_yet, not_while_standing
from services.associations.domain.association_change_request import told_late
from services.associations.domain.association_changes import changed
from services.associations.domain.association_commands import (
    AcceptRegistration,
    ApproveCharter,
    ApprovePreparation,
    ChangeRegistration,
    HoldFoundingMeeting,
    LapsePreparation,
    RefuseRegistration,
    RegisterAssociation,
)
from services.associations.domain.association_consent import not_consented
from services.associations.domain.association_file import File
from services.associations.domain.association_founding import not_ready
from services.associations.domain.association_limits import missed, of_registration
from services.associations.domain.association_refusals import at_another_stage
from services.associations.domain.association_state import (
    Association,
    BeforeRegistry,
    InPreparation,
    Known,
    OnRegister,
    Over,
    UnderCorrection,
    UnderExamination,
)
from shared.contracts.associations.association_founding import Name, Track
from shared.contracts.associations.association_registration import (
    CharterApproved,
    ConsentedAct,
    FoundingMeetingHeld,
    PreparationApproved,
    PreparationLapsed,
    Registered,
    RegistrationAccepted,
    RegistrationChanged,
    RegistrationRefused,
)
from shared.kernel.counting import months_after
from shared.kernel.decider import Context
from shared.kernel.limits import END_OF_DAY
from shared.kernel.messages import Command
from shared.kernel.personal import Published
from shared.kernel.refusals import Conflict, Refusal, Unacceptable

FOUNDING_MONTHS = "registration.social_group.founding_months"
CREDIT_CODES_FROM = date(2015, 10, 1)
"""GB 32100-2015 came into force."""

# --- refusals ---------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class FoundedTooLate(Conflict):
    """The founding meeting was to be held by `founding_by_on`."""

    slug: ClassVar[str] = "founded-too-late"
    zh: ClassVar[str] = "成立大会逾期召开，筹备批准失效"
    en: ClassVar[str] = "The founding meeting was held too late"
    founding_by_on: date


@dataclass(frozen=True, slots=True)
class CharterNotApproved(Conflict):
    """Nobody is registered before the registry has approved the charter."""

    slug: ClassVar[str] = "charter-not-approved"
    zh: ClassVar[str] = "章程尚未核准"
    en: ClassVar[str] = "The charter was not approved"


@dataclass(frozen=True, slots=True)
class NumberOfAnotherTime(Unacceptable):
    """Before 2015-10-01 an association is registered under a number of the old kind, from then on by a credit code."""

    slug: ClassVar[str] = "number-of-another-time"
    zh: ClassVar[str] = "2015年10月1日前用原登记号，其后用统一社会信用代码"
    en: ClassVar[str] = "A credit code is given from 2015-10-01 on, a number of the old kind before"


@dataclass(frozen=True, slots=True)
class PreparationRunning(Conflict):
    """The founding meeting may be held through `founding_by_on`."""

    slug: ClassVar[str] = "preparation-running"
    zh: ClassVar[str] = "筹备期限未满"
    en: ClassVar[str] = "The time for the founding meeting is not over"
    founding_by_on: date


# --- until it is registered -------------------------------------------------


def _approve_preparation(_command: ApprovePreparation, association: Known, context: Context) -> Events | Refusal:
    if isinstance(association, InPreparation):
        return []
    if not _with_registry(association) or not isinstance(association, UnderExamination) or not association.limits:
        return at_another_stage(association)
    months = context.policy.whole(FOUNDING_MONTHS, association.file.applied_on or context.today)
    approved = PreparationApproved(founding_by_on=months_after(context.today, months))
    return not_ready(association) or [*missed(association, context), approved]


def _hold_founding(command: HoldFoundingMeeting, association: Known, context: Context) -> Events | Refusal:
    if association.file.founded_on == command.held_on:
        return []
    if not isinstance(association, InPreparation) or association.file.founded_on is not None:
        return at_another_stage(association)
    if command.held_on > association.founding_by_on:
        return FoundedTooLate(association.founding_by_on)
    return not_done_yet(command.held_on, context) or [FoundingMeetingHeld(held_on=command.held_on)]


def preparation_over(association: Association) -> datetime | None:
    """The first instant after the time for a founding meeting that was not held."""
    if not isinstance(association, InPreparation) or association.file.founded_on is not None:
        return None
    return END_OF_DAY.of(association.founding_by_on)


def _lapse(_command: LapsePreparation, association: Known, context: Context) -> Events | Refusal:
    at = preparation_over(association)
    if at is None or not isinstance(association, InPreparation):
        return []
    return PreparationRunning(association.founding_by_on) if at > context.now else [PreparationLapsed(fell_due_at=at)]


def _accept(_command: AcceptRegistration, association: Known, context: Context) -> Events | Refusal:
    if isinstance(association, BeforeRegistry):
        return []
    if not _with_registry(association) or not isinstance(association, UnderExamination) or association.limits:
        return at_another_stage(association)
    limits = of_registration(association.file, context)
    accepted = RegistrationAccepted(
        accepted_on=context.today,
        decision_due_on=limits.decision_due_on,
        promised_due_on=limits.promised_due_on,
    )
    return not_ready(association) or [accepted]


def _approve_charter(command: ApproveCharter, association: Known, context: Context) -> Events | Refusal:
    if association.file.charter_approved_on == command.approved_on:
        return []
    if not isinstance(association, BeforeRegistry | OnRegister):
        return at_another_stage(association)
    return not_done_yet(command.approved_on, context) or [CharterApproved(approved_on=command.approved_on)]


def _register(command: RegisterAssociation, association: Known, context: Context) -> Events | Refusal:
    if isinstance(association, OnRegister):
        return []
    if not isinstance(association, BeforeRegistry):
        return at_another_stage(association)
    if association.file.charter_approved_on is None:
        return CharterNotApproved()
    numbers = (command.uscc, command.legacy_reg_no)
    registered = registered_on(association.file, context.today, *numbers, command.in_charge)
    return registered if isinstance(registered, Refusal) else [*missed(association, context), registered]


def registered_on(
    file: File,
    day: date,
    uscc: str | None,
    legacy_reg_no: str | None,
    in_charge: Published[Name] | None,
) -> Registered | Refusal:
    """The registration of a day under the number of its time."""
    drafted, coded = file.drafted, day >= CREDIT_CODES_FROM
    if drafted.form is None or coded is (uscc is None) or coded is (legacy_reg_no is not None):
        return NumberOfAnotherTime()
    return Registered(
        form=drafted.form,
        community_id=drafted.community_id,
        lineage_id=drafted.lineage_id,
        name_zh=file.name_zh,
        registered_on=day,
        uscc=uscc,
        legacy_reg_no=legacy_reg_no,
        filed_id=drafted.filed_id,
        in_charge=in_charge,
    )


def _refuse(command: RefuseRegistration, association: Known, context: Context) -> Events | Refusal:
    if isinstance(association, Over) and isinstance(association.by, RegistrationRefused):
        return []
    if not _with_registry(association):
        return at_another_stage(association)
    return [*missed(association, context), RegistrationRefused(grounds=command.grounds, statement=command.statement)]


def _with_registry(association: Known) -> bool:
    waits = isinstance(association, UnderExamination | UnderCorrection | InPreparation | BeforeRegistry)
    return waits and association.file.track is Track.REGISTERED


# --- while it stands --------------------------------------------------------


def _change(command: ChangeRegistration, association: Known, context: Context) -> Events | Refusal:
    if not isinstance(association, OnRegister):
        return at_another_stage(association)
    day, file = command.consented_on, association.file
    untimely = not_while_standing(day, file, context) or not_consented(ConsentedAct.CHANGE, day, file, context)
    told = untimely or changed(command, file, context)
    if told is None or isinstance(told, Refusal):
        return told or []
    return [
        RegistrationChanged(
            consented_on=day,
            late=told_late(day, file, context),
            name_zh=told.name_zh,
            name_answer=told.name_answer,
            person=told.person,
            place=told.place,
        )
    ]


ACTS: Mapping[type[Command], Act] = {
    ApprovePreparation: _approve_preparation,
    HoldFoundingMeeting: _hold_founding,
    LapsePreparation: _lapse,
    AcceptRegistration: _accept,
    ApproveCharter: _approve_charter,
    RegisterAssociation: _register,
    RefuseRegistration: _refuse,
    ChangeRegistration: _change,
}
