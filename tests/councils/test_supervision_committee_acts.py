"""Supervision committee: what it does and what is due to it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from services.councils.domain.supervision_committee import SUPERVISION_COMMITTEE
from services.councils.domain.supervision_committee_acts import report_due
from services.councils.domain.supervision_committee_commands import (
    Countersign,
    MissReport,
    ProposeMeeting,
    RefuseCountersignature,
    Report,
    ReviewEntitlements,
)
from services.councils.domain.supervision_committee_refusals import (
    CountersignedAlready,
    EntitlementReviewed,
    NobodySits,
    NotASupervisor,
    ReportNotMissed,
    YearNotBegun,
)
from shared.contracts.councils.supervision_committee import Office
from shared.contracts.councils.supervision_committee_acts import (
    CountersignatureRefused,
    Countersigned,
    MeetingProposed,
    Size,
    StipendEntitled,
    SubjectKind,
    SupervisionCommitteeEvent,
    SupervisionReported,
    SupervisionReportMissed,
    WorkingFundsEntitled,
)
from shared.kernel.actors import Role
from shared.kernel.money import Money
from shared.kernel.policy import PolicyEntry
from shared.kernel.provenance import Provenance
from tests.councils.bodies import (
    POLICY,
    TUANJIE,
    on,
)
from tests.councils.supervision import (
    CHAIR,
    DAY,
    MEMBER,
    RELATED,
    SPEC,
    TODAY,
    demanded,
    elected,
    of,
    recalled,
)

# --- what it does -----------------------------------------------------------

SUBJECT: dict[str, Any] = {"committee_id": TUANJIE, "subject_kind": SubjectKind.FUND_PROJECT, "subject_id": "p1"}
propose = ProposeMeeting(committee_id=TUANJIE, proposal_id="x1", matter="楼道照明")
proposed = MeetingProposed(committee_id=TUANJIE, proposal_id="x1", matter="楼道照明", proposed_by="r1")
countersign = Countersign(**SUBJECT)
countersigned = Countersigned(**SUBJECT, countersigned_by="r1")
refuse = RefuseCountersignature(**SUBJECT, reason="无三家报价")
refused = CountersignatureRefused(**SUBJECT, reason="无三家报价", refused_by="r1")
report = Report(committee_id=TUANJIE, year=2015, report="查账四次")
reported = SupervisionReported(committee_id=TUANJIE, year=2015, report="查账四次", reported_by="r1", reported_on=DAY)

ACTS = {
    "a member proposes a meeting": ([elected()], propose, [proposed]),
    "once": ([elected(), proposed], propose, []),
    "who does not sit does not": ([], propose, NotASupervisor),
    "nor from the day on which they were recalled": ([elected(), demanded(201), recalled], propose, NotASupervisor),
    "a project is countersigned": ([elected()], countersign, [countersigned]),
    "once, whoever asks": ([elected(), countersigned], countersign, []),
    "and is not refused any more": ([elected(), countersigned], refuse, CountersignedAlready),
    "it is refused, with a reason": ([elected()], refuse, [refused]),
    "which is one refusal": ([elected(), refused], refuse, []),
    "and countersigned when it was put right": ([elected(), refused], countersign, [countersigned]),
    "nobody else countersigns": ([elected("r2")], countersign, NotASupervisor),
    "a year is reported on": ([elected()], report, [reported]),
    "once too": ([elected(), reported], report, []),
    "not the next one": (
        [elected()],
        Report(committee_id=TUANJIE, year=2016, report="x"),
        YearNotBegun,
    ),
}


@pytest.mark.parametrize(("given", "when", "then"), ACTS.values(), ids=ACTS.keys())
def test_what_it_does(given, when, then):
    member = on("2015-03-02", Role.SUPERVISION_COMMITTEE, "r1", TUANJIE)
    SPEC.check(given, when, then, member, RELATED)


NEW_YEAR = "2015-01-01"
missed = SupervisionReportMissed(
    committee_id=TUANJIE, year=2014, fell_due_at=datetime.fromisoformat("2015-01-01T00:00+08:00")
)
miss = MissReport(committee_id=TUANJIE)
REPORTS = {
    "until the year ends there is time": ([elected()], "2014-12-31", ReportNotMissed),
    "then it was missed": ([elected()], NEW_YEAR, [missed]),
    "which is told once": ([elected(), missed], NEW_YEAR, ReportNotMissed),
    "where it was given it was not": (
        [elected(), reported.model_copy(update={"year": 2014})],
        NEW_YEAR,
        ReportNotMissed,
    ),
    "where nobody sat nothing was owed": ([], NEW_YEAR, ReportNotMissed),
}


@pytest.mark.parametrize(("given", "day", "then"), REPORTS.values(), ids=REPORTS.keys())
def test_reports(given, day, then):
    SPEC.check(given, miss, then, on(day), RELATED)


def test_each_year_in_which_anybody_sat_falls_due():
    log: list[SupervisionCommitteeEvent] = [elected()]
    due = []
    while (at := report_due(SUPERVISION_COMMITTEE.fold(log), TODAY)) is not None:
        due.append(at.date())
        log.append(SupervisionReportMissed(committee_id=TUANJIE, year=at.year - 1, fell_due_at=at))
    assert due == [date(year, 1, 1) for year in range(2015, 2019)]


# --- what is due to it ------------------------------------------------------


def entitle(year: int = 2015, size: Size = Size.LARGE) -> ReviewEntitlements:
    return ReviewEntitlements(committee_id=TUANJIE, year=year, size=size)


def funds(fen: int, size: Size = Size.LARGE, year: int = 2015) -> WorkingFundsEntitled:
    return WorkingFundsEntitled(committee_id=TUANJIE, year=year, size=size, amount=Money(amount=fen))


def stipend(person_id: str, office: Office, basic: int, performance: int, year: int = 2015) -> StipendEntitled:
    return StipendEntitled(
        **of(person_id),
        office=office,
        year=year,
        basic=Money(amount=basic),
        performance=Money(amount=performance),
    )


STIPENDS = [stipend("r0", CHAIR, 200_000, 100_000), stipend("r1", MEMBER, 140_000, 60_000)]
TWO = [elected("r0", CHAIR), elected("r1")]
ENTITLEMENTS = {
    "a large committee has 3,000 yuan, its chair 2,000 and 1,000, a member 1,400 and 600": (
        TWO,
        entitle(),
        [funds(300_000), *STIPENDS],
    ),
    "a small one has 2,000": (TWO, entitle(size=Size.SMALL), [funds(200_000, Size.SMALL), *STIPENDS]),
    "it is stated once": ([*TWO, funds(300_000), *STIPENDS], entitle(), []),
    "and not in another size": ([*TWO, funds(300_000), *STIPENDS], entitle(size=Size.SMALL), EntitlementReviewed),
    "of a year that is over it is due to who sat on its last day": (
        [elected("r0", CHAIR, until_on=date(2014, 12, 31)), elected("r1", from_on=date(2015, 1, 1))],
        entitle(2014),
        [funds(300_000, year=2014), stipend("r0", CHAIR, 200_000, 100_000, 2014)],
    ),
    "not of a year that has not begun": (TWO, entitle(2016), YearNotBegun),
    "nor where nobody sat": (TWO, entitle(2013), NobodySits),
}


@pytest.mark.parametrize(("given", "when", "then"), ENTITLEMENTS.values(), ids=ENTITLEMENTS.keys())
def test_what_is_due_to_it(given, when, then):
    SPEC.check(given, when, then, TODAY, RELATED)


@pytest.mark.parametrize(("year", "fen"), [(2014, 300_000), (2015, 400_000)])
def test_it_is_due_by_the_amounts_of_its_year(year, fen):
    rise = PolicyEntry(
        key="supervision.funds.large_fen",
        value=400_000,
        effective_on=date(2015, 1, 1),
        basis="of the test",
        provenance=Provenance.DEFAULT,
    )
    then: list[SupervisionCommitteeEvent] = [funds(fen, year=year), stipend("r0", CHAIR, 200_000, 100_000, year)]
    SPEC.check([elected("r0", CHAIR)], entitle(year), then, on("2015-03-02", policy=POLICY.adopt(rise)), RELATED)
