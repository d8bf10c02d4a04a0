"""Supervision committee: how seats are lost, what it does and what is due to it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from services.councils.domain.exclusions import Exclusion
from services.councils.domain.representatives_refusals import NotYetHappened
from services.councils.domain.rules import CountFault, CountImpossible, QuorumNotMet
from services.councils.domain.supervision_committee import SUPERVISION_COMMITTEE
from services.councils.domain.supervision_committee_acts import report_due
from services.councils.domain.supervision_committee_commands import (
    Countersign,
    DemandRecall,
    ExcludeHolders,
    LeaveSeat,
    MissReport,
    ProposeMeeting,
    RefuseCountersignature,
    Report,
    ReviewEntitlements,
    TakePost,
    VoteOnRecall,
)
from services.councils.domain.supervision_committee_refusals import (
    CountersignedAlready,
    DoesNotSit,
    EntitlementReviewed,
    ExclusionNotReviewed,
    NobodySits,
    NotASupervisor,
    RecallNotDemanded,
    ReportNotMissed,
    TooFewDemand,
    YearNotBegun,
)
from services.councils.domain.types import PersonId
from shared.contracts.councils.supervision_committee import (
    CountersignatureRefused,
    Countersigned,
    ExcludingPost,
    ExcludingPostTaken,
    MeetingProposed,
    Office,
    SeatLoss,
    Size,
    StipendEntitled,
    SubjectKind,
    SupervisionCommitteeEvent,
    SupervisionMemberRecalled,
    SupervisionRecallDemanded,
    SupervisionRecallRejected,
    SupervisionReported,
    SupervisionReportMissed,
    SupervisionSeatLost,
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
    elected,
    of,
)

# --- how seats are lost -----------------------------------------------------


def demand(joined: int, residents: int = 1001, person_id: str = "r1") -> DemandRecall:
    return DemandRecall(**of(person_id), joined=joined, residents=residents)


def demanded(joined: int, residents: int = 1001) -> SupervisionRecallDemanded:
    return SupervisionRecallDemanded(**of("r1"), joined=joined, residents=residents, demanded_on=DAY)


def vote(present: int, votes_for: int, held_on: date = DAY, person_id: str = "r1") -> VoteOnRecall:
    return VoteOnRecall(**of(person_id), meeting_id="m2", held_on=held_on, present=present, votes_for=votes_for)


def leave(from_on: date = DAY, person_id: str = "r1") -> LeaveSeat:
    return LeaveSeat(**of(person_id), reason=SeatLoss.RESIGNED, from_on=from_on)


def exclude(from_on: date | None = None) -> ExcludeHolders:
    return ExcludeHolders(
        committee_id=TUANJIE,
        people=(PersonId("r1"), PersonId("x")),
        grounds=(Exclusion.COMMITTEE_MEMBER,),
        from_on=from_on,
    )


def excluded(from_on: date = DAY) -> SupervisionSeatLost:
    return SupervisionSeatLost(**of("r1"), office=MEMBER, reason=SeatLoss.EXCLUDED, from_on=from_on)


recalled = SupervisionMemberRecalled(
    **of("r1"), office=MEMBER, meeting_id="m2", on_register=30, present=16, votes_for=9, from_on=DAY
)
kept = SupervisionRecallRejected(**of("r1"), meeting_id="m2", on_register=30, present=16, votes_for=8, voted_on=DAY)
resigned = SupervisionSeatLost(**of("r1"), office=MEMBER, reason=SeatLoss.RESIGNED, from_on=DAY)

LOSSES = {
    "a fifth of 1001 residents, 201, demand a recall": ([elected()], demand(201), [demanded(201)]),
    "200 are too few": ([elected()], demand(200), TooFewDemand(200, needed=201)),
    "of 1000 they are enough": ([elected()], demand(200, 1000), [demanded(200, 1000)]),
    "it is demanded once": ([elected(), demanded(201)], demand(300), []),
    "more than all cannot": ([elected()], demand(1002), CountImpossible((CountFault.MORE_VOTES_THAN_PRESENT,))),
    "nobody recalls who does not sit": ([], demand(201), DoesNotSit),
    "9 of 16 recall": ([elected(), demanded(201)], vote(16, 9), [recalled]),
    "8 of 16 do not": ([elected(), demanded(201)], vote(16, 8), [kept]),
    "15 of 30 decide nothing": ([elected(), demanded(201)], vote(15, 15), QuorumNotMet(15, needed=16)),
    "a vote is recorded once": ([elected(), demanded(201), recalled], vote(16, 9), []),
    "nobody votes where nobody demanded it": ([elected()], vote(16, 9), RecallNotDemanded),
    "what was rejected is demanded anew": ([elected(), demanded(201), kept], demand(201), [demanded(201)]),
    "nobody is recalled who was gone by then": (
        [elected(until_on=date(2015, 3, 1)), demanded(201)],
        vote(16, 9),
        DoesNotSit,
    ),
    "nor whose demand ended with their seat": ([elected(), demanded(201), resigned], vote(16, 9), RecallNotDemanded),
    "nor who was elected anew after it": (
        [elected(), demanded(201), elected(from_on=DAY)],
        vote(16, 9),
        RecallNotDemanded,
    ),
    "nor by a meeting of before it": (
        [elected(), demanded(201)],
        vote(16, 9, date(2015, 3, 1)),
        RecallNotDemanded,
    ),
    "nor tomorrow": ([elected(), demanded(201)], vote(16, 9, date(2015, 3, 3)), NotYetHappened),
    "nor counted so": (
        [elected(), demanded(201)],
        vote(31, 32),
        CountImpossible((CountFault.MORE_PRESENT_THAN_ENTITLED, CountFault.MORE_VOTES_THAN_PRESENT)),
    ),
    "somebody resigns": ([elected()], leave(), [resigned]),
    "once": ([elected(), resigned], leave(), []),
    "who is elected to the committee sits no longer": ([elected()], exclude(), [excluded()]),
    "which is told once": ([elected(), excluded()], exclude(), []),
    "nor from the day on which a post begins": (
        [elected()],
        exclude(from_on=date(2015, 3, 3)),
        [excluded(date(2015, 3, 3))],
    ),
    "which is told today where it began before": ([elected()], exclude(from_on=date(2015, 3, 1)), [excluded()]),
    "whoever sat not loses nothing": ([elected("r2")], exclude(), []),
    "who becomes clerk sits no longer": (
        [elected()],
        TakePost(**of("r1"), post=ExcludingPost.CLERK, from_on=DAY),
        [ExcludingPostTaken(**of("r1"), post=ExcludingPost.CLERK, from_on=DAY), excluded()],
    ),
    "that somebody may not sit is found by a review alone": (
        [elected()],
        LeaveSeat(**of("r1"), reason=SeatLoss.EXCLUDED, from_on=DAY),
        ExclusionNotReviewed,
    ),
    "not ahead": ([elected()], leave(date(2015, 3, 3)), NotYetHappened),
    "nor who never sat": ([], leave(), DoesNotSit),
}


@pytest.mark.parametrize(("given", "when", "then"), LOSSES.values(), ids=LOSSES.keys())
def test_how_seats_are_lost(given, when, then):
    SPEC.check(given, when, then, TODAY, RELATED)


def test_what_policy_does_not_exclude_ends_no_seat():
    fewer = PolicyEntry(
        key="supervision_committee.excluded",
        value=("SPOUSE",),
        effective_on=date(2015, 1, 1),
        basis="of the test",
        provenance=Provenance.DEFAULT,
    )
    SPEC.check([elected()], exclude(), [], on("2015-03-02", policy=POLICY.adopt(fewer)), RELATED)


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
