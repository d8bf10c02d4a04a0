"""How an association that stands lives: the reports of its years, its silence, and what the registry finds in it.

What passes is found and said; an authority answers it, nothing ends by itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime

from services.associations.domain.association_acting import Act, Events, not_by_authority, not_done_yet
from services.associations.domain.association_care_commands import (
    ConcludeInspection,
    FindInactive,
    MissReports,
    NoteActivity,
    SubmitAnnualReport,
)
from services.associations.domain.association_care_refusals import (
    InspectedBefore,
    NothingMissed,
    ReportedBefore,
    ReportNotIn,
    ReportOfAnotherTrack,
    SupervisorHasNoReport,
    YearNotOver,
    YearNotOwed,
)
from services.associations.domain.association_care_state import Owed
from services.associations.domain.association_file import File, stands_since
from services.associations.domain.association_refusals import at_another_stage
from services.associations.domain.association_state import Association, Known, OnFile, OnRegister, Standing
from shared.contracts.associations.association_care import (
    ActivityNoted,
    Addressee,
    AnnualReportMissed,
    AnnualReportSubmitted,
    InactivityFound,
    InspectionConcluded,
    MissingReportsFound,
    Outcome,
)
from shared.contracts.associations.association_founding import Track
from shared.kernel.counting import months_after
from shared.kernel.decider import Context
from shared.kernel.limits import END_OF_DAY
from shared.kernel.messages import Command
from shared.kernel.policy import Policy
from shared.kernel.refusals import Refusal

LAST_DAYS: Mapping[Track, Mapping[Addressee, str]] = {
    Track.FILED: {Addressee.CENTRE: "file.report_month_day"},
    Track.REGISTERED: {
        Addressee.SUPERVISOR: "registration.report_supervisor_month_day",
        Addressee.REGISTRY: "registration.report_registry_month_day",
    },
}
"""To whom the report of a year goes, in this order, and the key of its last day in the next."""

MISSING_YEARS = "file.missing_report_years"
INACTIVE_MONTHS = "file.inactive_months"
INACTIVE_YEARS = "registration.inactive_years"
_MONTHS = 12

# --- the reports of its years -----------------------------------------------


def lives_since(file: File) -> date:
    """From when on its years and its silence count."""
    return file.care.from_on or stands_since(file)


def last_day(owed: Owed, track: Track, policy: Policy) -> date:
    """Until when the report of a year is handed in, in the year after it."""
    year, to = owed
    month, day = policy.text(LAST_DAYS[track][to], date(year + 1, 1, 1)).split("-")
    return date(year + 1, int(month), int(day))


def _owed(association: Association, context: Context) -> Iterator[tuple[date, Owed]]:
    """What has not come in and was not said to be overdue, through the report of the running year."""
    if not isinstance(association, OnFile | OnRegister):
        return
    file = association.file
    for year in range(lives_since(file).year, context.today.year + 1):
        for to in LAST_DAYS[file.track]:
            if (year, to) not in file.care.reports and (year, to) not in file.care.overdue:
                yield last_day((year, to), file.track, context.policy), (year, to)


def report_due(association: Association, context: Context) -> datetime | None:
    """The first instant at which another report is overdue."""
    return min((END_OF_DAY.of(due_on) for due_on, _ in _owed(association, context)), default=None)


def overdue(association: Association, context: Context) -> Events:
    """The reports whose last day has passed, also where somebody acts before the timer has looked."""
    late = [
        AnnualReportMissed(year=year, to=to, due_on=due_on, fell_due_at=END_OF_DAY.of(due_on))
        for due_on, (year, to) in _owed(association, context)
        if END_OF_DAY.of(due_on) <= context.now
    ]
    if not late or not isinstance(association, OnFile):
        return [*late]
    missing = {year for year, _ in association.file.care.missing} | {each.year for each in late}
    last, length = late[-1].year, context.policy.whole(MISSING_YEARS, context.today)
    years = tuple(range(last - length + 1, last + 1))
    return [*late, MissingReportsFound(years=years)] if missing >= {*years} else [*late]


def never_reported(association: OnFile, context: Context) -> bool:
    """Whether the reports of as many years in a row as the rules bear are missing by now."""
    return bool(_in_a_row({year for year, _ in association.file.care.missing}, context))


def _in_a_row(missing: set[int], context: Context) -> tuple[int, ...]:
    """The last so many years in a row that are missing; none where there are fewer."""
    length = context.policy.whole(MISSING_YEARS, context.today)
    rows = (tuple(range(year - length + 1, year + 1)) for year in sorted(missing, reverse=True))
    return next((years for years in rows if missing >= {*years}), ())


def _miss_reports(_command: MissReports, association: Known, context: Context) -> Events | Refusal:
    return overdue(association, context) or NothingMissed()


def _submit(command: SubmitAnnualReport, association: Known, context: Context) -> Events | Refusal:
    if not isinstance(association, OnFile | OnRegister):
        return at_another_stage(association)
    file, owed = association.file, (command.year, command.to)
    if owed in file.care.reports:
        return [] if file.care.reports[owed] == command.report else ReportedBefore()
    if refusal := _not_to(command, file) or _not_of_year(command.year, file, context):
        return refusal
    submitted = AnnualReportSubmitted(
        **dict(command),
        late=context.today > last_day(owed, file.track, context.policy),
        track=file.track,
        community_id=file.drafted.community_id,
        lineage_id=file.drafted.lineage_id,
    )
    late = overdue(association, context)
    return [*late, submitted, *_still_missing(association, late, command.year, context)]


def _still_missing(association: Standing, late: Events, reported: int, context: Context) -> list[MissingReportsFound]:
    """That with the report of one year in, those of others in a row are missing."""
    new = {each.year for each in late if isinstance(each, AnnualReportMissed)}
    missing = ({year for year, _ in association.file.care.missing} | new) - {reported}
    years = _in_a_row(missing, context) if isinstance(association, OnFile) else ()
    return [MissingReportsFound(years=years)] if years else []


def _not_to(command: SubmitAnnualReport, file: File) -> Refusal | None:
    if command.to not in LAST_DAYS[file.track]:
        return ReportOfAnotherTrack(tuple(LAST_DAYS[file.track]))
    waits = command.to is Addressee.REGISTRY and (command.year, Addressee.SUPERVISOR) not in file.care.reports
    return SupervisorHasNoReport() if waits else None


def _not_of_year(year: int, file: File, context: Context) -> Refusal | None:
    if year >= context.today.year:
        return YearNotOver()
    since_on = lives_since(file)
    return YearNotOwed(since_on) if year < since_on.year else None


# --- its silence ------------------------------------------------------------


def idle_through(association: Standing, context: Context) -> date | None:
    """Through which day the rules bear its silence; None where they bear any.

    A filed one is to go on being active, a registered one to begin within its first time (社会团体登记管理条例 §29).
    """
    file = association.file
    since_on = max(lives_since(file), file.care.active_on or date.min)
    if isinstance(association, OnFile):
        return months_after(since_on, context.policy.whole(INACTIVE_MONTHS, since_on))
    if file.care.active_on is not None:
        return None
    return months_after(since_on, context.policy.whole(INACTIVE_YEARS, since_on) * _MONTHS)


def silence_over(association: Association, context: Context) -> datetime | None:
    """The first instant at which it has been silent for too long; None where that was said."""
    if not isinstance(association, OnFile | OnRegister) or association.file.care.idle_since is not None:
        return None
    last_on = idle_through(association, context)
    return None if last_on is None else END_OF_DAY.of(last_on)


def _find_inactive(_command: FindInactive, association: Known, context: Context) -> Events | Refusal:
    at = silence_over(association, context)
    if at is None:
        return []
    if at > context.now:
        return NothingMissed()
    care = association.file.care
    since_on = max(lives_since(association.file), care.active_on or date.min)
    return [InactivityFound(since_on=since_on, fell_due_at=at)]


def _note_activity(command: NoteActivity, association: Known, context: Context) -> Events | Refusal:
    """Of one that ended meanwhile, and of an earlier day than is known, nothing is noted."""
    active_on = association.file.care.active_on
    if not isinstance(association, OnFile | OnRegister) or command.held_on <= (active_on or date.min):
        return []
    return not_done_yet(command.held_on, context) or [ActivityNoted(held_on=command.held_on)]


# --- inspection -------------------------------------------------------------


def _inspect(command: ConcludeInspection, association: Known, context: Context) -> Events | Refusal:
    if not isinstance(association, OnRegister):
        return at_another_stage(association)
    file, year = association.file, command.year
    if year in file.care.inspections:
        before = file.care.inspections[year]
        return [] if before is command.outcome else InspectedBefore(before)
    if refusal := not_by_authority(file, context) or _not_of_year(year, file, context):
        return refusal
    if command.outcome is not Outcome.FAIL and (year, Addressee.REGISTRY) not in file.care.reports:
        return ReportNotIn()
    drafted = file.drafted
    concluded = InspectionConcluded(**dict(command), community_id=drafted.community_id, lineage_id=drafted.lineage_id)
    return [*overdue(association, context), concluded]


ACTS: Mapping[type[Command], Act] = {
    SubmitAnnualReport: _submit,
    MissReports: _miss_reports,
    NoteActivity: _note_activity,
    FindInactive: _find_inactive,
    ConcludeInspection: _inspect,
}
