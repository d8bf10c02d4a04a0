"""What a community's centre does with a filing (备案): notice, filing, change, renewal, and how it ends."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from services.associations.domain.association_acting import Act, Events, not_by_authority, not_while_standing
from services.associations.domain.association_care import idle_through, never_reported
from services.associations.domain.association_care_refusals import FilingNotInactive, ReportsNotMissing
from services.associations.domain.association_changes import changed
from services.associations.domain.association_commands import (
    CancelFiling,
    ChangeFiling,
    ConvertFiling,
    ExpireFiling,
    FileAssociation,
    PostNotice,
    RefuseFiling,
    RenewFiling,
)
from services.associations.domain.association_file import File
from services.associations.domain.association_founding import not_ready
from services.associations.domain.association_limits import late_by_working_days, missed, through_notice
from services.associations.domain.association_objection import objected, objections_open
from services.associations.domain.association_refusals import (
    AssetsGoNowhere,
    CommunityCodeMissing,
    NoticeRunning,
    at_another_stage,
)
from services.associations.domain.association_state import (
    Association,
    Known,
    OnFile,
    OnNotice,
    Over,
    UnderCorrection,
    UnderExamination,
)
from services.associations.domain.community import COMMUNITY
from services.associations.domain.filing_numbers import FILING_NUMBERS, series_id
from shared.contracts.associations.association_filing import (
    Filed,
    FilingCancelCause,
    FilingCancelled,
    FilingChanged,
    FilingConverted,
    FilingExpired,
    FilingRefused,
    FilingRenewed,
    NoticePosted,
)
from shared.contracts.associations.association_founding import Name, Track
from shared.kernel.counting import months_after
from shared.kernel.decider import Context
from shared.kernel.limits import END_OF_DAY
from shared.kernel.messages import Command
from shared.kernel.personal import Published
from shared.kernel.refusals import Conflict, Refusal

NUMBER_PATTERN = "file.number_pattern"
VALID_YEARS = "file.valid_years"
CHANGE_WD, END_NOTICE_WD = "file.change_wd", "file.end_notice_wd"
_MONTHS = 12

# --- refusals ---------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class FilingEndsOn(Conflict):
    """The filing ends on another day, `valid_until_on`."""

    slug: ClassVar[str] = "filing-ends-on-another-day"
    zh: ClassVar[str] = "备案有效期截止日不符"
    en: ClassVar[str] = "The filing ends on another day"
    valid_until_on: date


@dataclass(frozen=True, slots=True)
class FilingNotExpired(Conflict):
    """The filing is valid through `valid_until_on`."""

    slug: ClassVar[str] = "filing-not-expired"
    zh: ClassVar[str] = "备案尚在有效期内"
    en: ClassVar[str] = "The filing is still valid"
    valid_until_on: date


@dataclass(frozen=True, slots=True)
class NotWarned(Conflict):
    """A filing is cancelled as a sanction after a warning, not at once."""

    slug: ClassVar[str] = "association-not-warned"
    zh: ClassVar[str] = "未经警告不得撤销备案"
    en: ClassVar[str] = "The association was not warned before"


@dataclass(frozen=True, slots=True)
class ConvertedBefore(Conflict):
    """The filing ended when `registered_id` was registered out of it."""

    slug: ClassVar[str] = "filing-converted-before"
    zh: ClassVar[str] = "该备案社团已转为登记，不得再次转登记"
    en: ClassVar[str] = "Another association was registered out of the filed one"
    registered_id: str


# --- until it is filed ------------------------------------------------------


def _post_notice(_command: PostNotice, association: Known, context: Context) -> Events | Refusal:
    if isinstance(association, OnNotice):
        return []
    if not isinstance(association, UnderExamination) or association.file.track is not Track.FILED:
        return at_another_stage(association)
    if association.limits is None:
        return at_another_stage(association)
    until_on, limits = through_notice(association.limits, context)
    posted = NoticePosted(
        until_on=until_on, decision_due_on=limits.decision_due_on, promised_due_on=limits.promised_due_on
    )
    return not_ready(association) or [*missed(association, context), posted]


def _file(command: FileAssociation, association: Known, context: Context) -> Events | Refusal:
    if isinstance(association, OnFile):
        return []
    if not isinstance(association, OnNotice):
        return at_another_stage(association)
    if association.until_on >= context.today:
        return NoticeRunning(association.until_on)
    if refusal := objected(association.file):
        return refusal
    filed = filed_on(association.file, context.today, command.in_charge, context)
    return filed if isinstance(filed, Refusal) else [*missed(association, context), filed]


def filed_on(file: File, day: date, in_charge: Published[Name] | None, context: Context) -> Filed | Refusal:
    """The filing of a day, under the next number of its community and year, which were given."""
    policy, drafted = context.policy, file.drafted
    code = context.look(COMMUNITY, drafted.community_id).code
    if not code:
        return CommunityCodeMissing()
    numbers = context.look(FILING_NUMBERS, series_id(drafted.community_id, day.year))
    return Filed(
        number=numbers.next_number(policy.text(NUMBER_PATTERN, day), code, day.year),
        community_id=drafted.community_id,
        lineage_id=drafted.lineage_id,
        name_zh=file.name_zh,
        filed_on=day,
        valid_until_on=months_after(day, policy.whole(VALID_YEARS, day) * _MONTHS),
        in_charge=in_charge,
    )


def _refuse(command: RefuseFiling, association: Known, context: Context) -> Events | Refusal:
    if isinstance(association, Over) and isinstance(association.by, FilingRefused):
        return []
    waits = isinstance(association, UnderExamination | UnderCorrection | OnNotice)
    if not waits or association.file.track is not Track.FILED:
        return at_another_stage(association)
    refused = FilingRefused(grounds=command.grounds, statement=command.statement)
    return objections_open(association.file) or [*missed(association, context), refused]


# --- while it is valid ------------------------------------------------------


def _change(command: ChangeFiling, association: Known, context: Context) -> Events | Refusal:
    if not isinstance(association, OnFile):
        return at_another_stage(association)
    told = not_while_standing(command.changed_on, association.file, context) or changed(
        command, association.file, context
    )
    if told is None or isinstance(told, Refusal):
        return told or []
    return [
        FilingChanged(
            changed_on=command.changed_on,
            late=late_by_working_days(command.changed_on, CHANGE_WD, context),
            name_zh=told.name_zh,
            name_answer=told.name_answer,
            person=told.person,
            place=told.place,
        )
    ]


def _renew(command: RenewFiling, association: Known, context: Context) -> Events | Refusal:
    if not isinstance(association, OnFile):
        return at_another_stage(association)
    longer = months_after(command.from_on, context.policy.whole(VALID_YEARS, command.from_on) * _MONTHS)
    if association.valid_until_on == longer:
        return []
    if association.valid_until_on != command.from_on:
        return FilingEndsOn(association.valid_until_on)
    return [FilingRenewed(from_on=command.from_on, valid_until_on=longer)]


# --- its ends ---------------------------------------------------------------


def _cancel(command: CancelFiling, association: Known, context: Context) -> Events | Refusal:
    if isinstance(association, Over) and isinstance(association.by, FilingCancelled):
        return []
    if not isinstance(association, OnFile):
        return at_another_stage(association)
    untimely = not_while_standing(command.ended_on, association.file, context)
    if refusal := untimely or _unfounded(command, association, context):
        return refusal
    return [
        FilingCancelled(
            cause=command.cause,
            community_id=association.file.drafted.community_id,
            lineage_id=association.file.drafted.lineage_id,
            ended_on=command.ended_on,
            assets_to=command.assets_to,
            late=late_by_working_days(command.ended_on, END_NOTICE_WD, context),
        )
    ]


def _unfounded(command: CancelFiling, association: OnFile, context: Context) -> Refusal | None:
    if command.cause is FilingCancelCause.OWN_WISH:
        return None if command.assets_to else AssetsGoNowhere()
    return not_by_authority(association.file, context) or _without_cause(command, association, context)


def _without_cause(command: CancelFiling, association: OnFile, context: Context) -> Refusal | None:
    if command.cause is FilingCancelCause.SANCTIONED:
        return None if association.file.warned else NotWarned()
    if command.cause is FilingCancelCause.NO_REPORTS:
        return None if never_reported(association, context) else ReportsNotMissing()
    through_on = idle_through(association, context)
    return FilingNotInactive(through_on) if through_on is not None and context.today <= through_on else None


def expires_at(association: Association) -> datetime | None:
    """The first instant at which a filing is not valid any more."""
    return END_OF_DAY.of(association.valid_until_on) if isinstance(association, OnFile) else None


def _expire(_command: ExpireFiling, association: Known, context: Context) -> Events | Refusal:
    if not isinstance(association, OnFile):
        return []
    at = END_OF_DAY.of(association.valid_until_on)
    if at > context.now:
        return FilingNotExpired(association.valid_until_on)
    drafted = association.file.drafted
    return [FilingExpired(community_id=drafted.community_id, lineage_id=drafted.lineage_id, fell_due_at=at)]


def _convert(command: ConvertFiling, association: Known, context: Context) -> Events | Refusal:
    """A filing that ended before the registration is not there to be converted; it becomes one registered one alone."""
    if isinstance(association, Over) and isinstance(association.by, FilingConverted):
        successor = association.by.registered_id
        return [] if successor == command.registered_id else ConvertedBefore(successor)
    if not isinstance(association, OnFile):
        return []
    drafted = association.file.drafted
    return [
        FilingConverted(
            registered_id=command.registered_id,
            community_id=drafted.community_id,
            lineage_id=drafted.lineage_id,
            converted_on=context.today,
        )
    ]


ACTS: Mapping[type[Command], Act] = {
    PostNotice: _post_notice,
    FileAssociation: _file,
    RefuseFiling: _refuse,
    ChangeFiling: _change,
    RenewFiling: _renew,
    CancelFiling: _cancel,
    ExpireFiling: _expire,
    ConvertFiling: _convert,
}
