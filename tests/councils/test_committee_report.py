"""Reports that a committee owes its residents: decisions, one row each."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from services.councils.domain.appraisal import APPRAISAL
from services.councils.domain.committee_report import (
    COMMITTEE_REPORT,
    CommitteeReportNotDue,
    ExpectReports,
    MissCommitteeReport,
    RecordReport,
    committee_report_due,
)
from services.councils.domain.types import MeetingId
from shared.contracts.councils.committee_report import (
    CommitteeReported,
    CommitteeReportMissed,
    CommitteeReportsExpected,
)
from shared.kernel.actors import TIMER
from shared.kernel.instants import start_of
from shared.kernel.policy import PolicyEntry
from shared.kernel.provenance import Provenance
from shared.kernel.refusals import CorruptStream
from shared.testing.decider import Spec, known
from tests.councils.appraisal_rows import HALF, OF_CENTRE, SUPERVISOR, TODAY, alone
from tests.councils.appraisals import CENTRE, M2, NOW, here, id_of, opened
from tests.councils.bodies import POLICY

SPEC = Spec(COMMITTEE_REPORT)
MINE, OF_THE_CENTRE, WATCHED = id_of("m1"), id_of(CENTRE, OF_CENTRE, HALF), id_of("m2", SUPERVISOR)
NEXT = date(2015, 12, 22)
LAST_MINUTE, LATE = "2015-12-22T23:59+08:00", "2015-12-23T00:00+08:00"
APPRAISED = (
    known(APPRAISAL, MINE, alone)
    | known(APPRAISAL, OF_THE_CENTRE, opened(CENTRE, OF_CENTRE, HALF))
    | known(APPRAISAL, WATCHED, opened("m2", SUPERVISOR, roll=("m2",)))
)


def record(*agenda: str, meeting_id: str = "report") -> RecordReport:
    return RecordReport(meeting_id=MeetingId(meeting_id), agenda=agenda)


expected = CommitteeReportsExpected(due_on=NEXT)
reported = CommitteeReported(meeting_id="report", held_on=TODAY, next_due_on=NEXT)
missed = CommitteeReportMissed(due_on=NEXT, next_due_on=date(2016, 12, 22))
at_last = CommitteeReported(meeting_id="second", held_on=date(2015, 12, 23), next_due_on=date(2016, 12, 23))
ROWS = {
    "who is elected owes a report within a year": ([], ExpectReports(), NOW, [expected]),
    "and owes no other when the next are elected": ([expected], ExpectReports(), LAST_MINUTE, []),
    "a member reports, beside a centre": ([expected], record(OF_THE_CENTRE, MINE), NOW, [reported]),
    "of whom nobody's election was entered, too": ([], record(MINE), NOW, [reported]),
    "a centre's report is none of the committee's": ([expected], record(OF_THE_CENTRE), NOW, []),
    "nor is that of who supervises it": ([expected], record(WATCHED), NOW, []),
    "one meeting is one report": ([reported], record(MINE), NOW, []),
    "on the last day there is still time": ([expected], MissCommitteeReport(), LAST_MINUTE, CommitteeReportNotDue()),
    "then it is missed": ([expected], MissCommitteeReport(), LATE, [missed]),
    "as the one after a report is": ([reported], MissCommitteeReport(), LATE, [missed]),
    "once": ([expected, missed], MissCommitteeReport(), LATE, CommitteeReportNotDue()),
    "who reports late has missed it": ([expected], record(MINE, meeting_id="second"), LATE, [missed, at_last]),
    "and owes the next a year later": ([expected, missed], record(MINE, meeting_id="second"), LATE, [at_last]),
    "nobody misses what is not owed": ([], MissCommitteeReport(), LATE, CommitteeReportNotDue()),
}


@pytest.mark.parametrize(("given", "when", "at", "then"), ROWS.values(), ids=ROWS.keys())
def test_reports(given, when, at, then):
    SPEC.check(given, when, then, here(at, TIMER if when == MissCommitteeReport() else M2), APPRAISED)


def test_half_yearly_reports_may_be_set():
    entry = PolicyEntry(
        key="report.months",
        value=6,
        effective_on=date(2014, 1, 1),
        basis="of the test",
        provenance=Provenance.DEFAULT,
    )
    half_yearly = replace(here(NOW, M2), policy=POLICY.adopt(entry))
    SPEC.check([], ExpectReports(), [CommitteeReportsExpected(due_on=date(2015, 6, 22))], half_yearly)


def test_a_report_is_late_when_its_last_day_is_over():
    for event in (expected, reported):
        assert committee_report_due(COMMITTEE_REPORT.fold([event]), here()) == start_of(date(2015, 12, 23))
    assert committee_report_due(COMMITTEE_REPORT.initial, here()) is None


def test_what_nobody_expects_is_not_missed():
    with pytest.raises(CorruptStream):
        COMMITTEE_REPORT.fold([missed])
