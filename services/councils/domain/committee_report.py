"""Reports of a committee (述职): its members owe one to their residents every so many months, at a report meeting.

Invariants: a report is one of the committee's own members, at a meeting that has begun · after each, and after each
that was missed, the months begin anew · what was missed stays so.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Annotated, ClassVar, assert_never

from pydantic import Field

from services.councils.domain.appraisal_state import NotOpened, appraisal_of
from services.councils.domain.types import MeetingId
from shared.contracts.councils.appraisal import SubjectKind
from shared.contracts.councils.committee_report import (
    CommitteeReported,
    CommitteeReportEvent,
    CommitteeReportMissed,
    CommitteeReportsEnded,
    CommitteeReportsExpected,
)
from shared.contracts.councils.opinion import BodyId
from shared.kernel.counting import months_after
from shared.kernel.decider import Context, Decider
from shared.kernel.instants import Day, start_of
from shared.kernel.messages import Command
from shared.kernel.refusals import Conflict, CorruptStream, Refusal

MONTHS = "report.months"

# --- state ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class NotExpected:
    """Nobody's election was entered, and nobody has reported; or the committee was abolished."""


@dataclass(frozen=True, slots=True)
class Expected:
    """A report is owed by the end of `due_on`; `overdue` where the one before was missed."""

    due_on: date
    reported: CommitteeReported | None = None
    overdue: bool = False


Reports = NotExpected | Expected


def evolve(reports: Reports, event: CommitteeReportEvent) -> Reports:
    """Apply one recorded fact."""
    match event:
        case CommitteeReportsExpected():
            return Expected(event.due_on)
        case CommitteeReported():
            return Expected(event.next_due_on, event)
        case CommitteeReportMissed():
            if isinstance(reports, NotExpected):
                raise CorruptStream("a report was missed that nobody expected")
            return Expected(event.next_due_on, reports.reported, overdue=True)
        case CommitteeReportsEnded():
            return NotExpected()
        case _:
            assert_never(event)


# --- commands and refusals --------------------------------------------------


class ExpectReports(Command):
    """Those who were elected owe reports from now on."""


class RecordReport(Command):
    """A report meeting begins, in the same act; the decision is given the appraisals of its `agenda`."""

    meeting_id: MeetingId
    agenda: Annotated[tuple[BodyId, ...], Field(max_length=50)]


class MissCommitteeReport(Command):
    """The last day for a report is over."""


class EndReports(Command):
    """In the act that abolishes the committee: `ended_on` is the first day without it."""

    ended_on: Day


CommitteeReportCommand = ExpectReports | RecordReport | MissCommitteeReport | EndReports


@dataclass(frozen=True, slots=True)
class CommitteeReportNotDue(Conflict):
    """There is still time to report."""

    slug: ClassVar[str] = "committee-report-not-due"
    zh: ClassVar[str] = "述职期限尚未届满"
    en: ClassVar[str] = "There is still time to report"


# --- decisions --------------------------------------------------------------

Facts = list[CommitteeReportEvent] | Refusal


def decide(command: CommitteeReportCommand, reports: Reports, context: Context) -> Facts:
    """Answer a command with facts or a refusal; no facts means that it already took effect."""
    match command:
        case ExpectReports():
            return _expect(reports, context)
        case RecordReport():
            return _record(command, reports, context)
        case MissCommitteeReport():
            return _miss(reports, context)
        case EndReports():
            return _end(command, reports, context)
        case _:
            assert_never(command)


def _next(day: date, context: Context) -> date:
    return months_after(day, context.policy.whole(MONTHS, day))


def _expect(reports: Reports, context: Context) -> Facts:
    return [] if isinstance(reports, Expected) else [CommitteeReportsExpected(due_on=_next(context.today, context))]


def _record(command: RecordReport, reports: Reports, context: Context) -> Facts:
    last = reports.reported if isinstance(reports, Expected) else None
    if (last is not None and last.meeting_id == command.meeting_id) or not _of_members(command, context):
        return []
    today = context.today
    reported = CommitteeReported(meeting_id=command.meeting_id, held_on=today, next_due_on=_next(today, context))
    return [*_missed(reports, context), reported]


def _of_members(command: RecordReport, context: Context) -> bool:
    """Whether any of the committee's own members reports; outsiders may be alone on an agenda."""
    appraisals = (appraisal_of(context, each) for each in command.agenda)
    kinds = {each.file.opened.subject_kind for each in appraisals if not isinstance(each, NotOpened)}
    return SubjectKind.COMMITTEE_MEMBER in kinds


# --- what becomes due -------------------------------------------------------


def committee_report_due(reports: Reports, _context: Context) -> datetime | None:
    """The first instant at which a report is late; None where none is owed."""
    return None if isinstance(reports, NotExpected) else start_of(reports.due_on + timedelta(days=1))


def _missed(reports: Reports, context: Context) -> list[CommitteeReportEvent]:
    """That the last day has passed, also where somebody acts before the timer has looked."""
    due_at = committee_report_due(reports, context)
    if isinstance(reports, NotExpected) or due_at is None or due_at > context.now:
        return []
    return [CommitteeReportMissed(due_on=reports.due_on, next_due_on=_next(reports.due_on, context))]


def _end(command: EndReports, reports: Reports, context: Context) -> Facts:
    """What was missed while there was a committee stays so."""
    if isinstance(reports, NotExpected):
        return []
    late = _missed(reports, context) if reports.due_on < command.ended_on else []
    return [*late, CommitteeReportsEnded(ended_on=command.ended_on)]


def _miss(reports: Reports, context: Context) -> Facts:
    return _missed(reports, context) or CommitteeReportNotDue()


COMMITTEE_REPORT = Decider[Reports, CommitteeReportCommand, CommitteeReportEvent](
    "committee-report", NotExpected(), evolve, decide, CommitteeReportEvent
)
