"""Supervision committee: who may sit on it, how it is chosen, what it does and what is due to it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.councils.domain.exclusions import Exclusion
from services.councils.domain.mandate import OfAnotherCommittee
from services.councils.domain.person import PERSON, PersonUnknown
from services.councils.domain.representatives_refusals import NotYetHappened, SeatsNotApportioned
from services.councils.domain.rules import CountFault, CountImpossible, QuorumNotMet
from services.councils.domain.supervision_committee import SUPERVISION_COMMITTEE
from services.councils.domain.supervision_committee_acts import report_due
from services.councils.domain.supervision_committee_commands import (
    Candidate,
    Countersign,
    DemandRecall,
    FileCommittee,
    HoldElection,
    LeavePost,
    LeaveSeat,
    MissReport,
    Nominate,
    ProposeMeeting,
    RefuseCountersignature,
    Report,
    ReviewEntitlements,
    ReviewMembers,
    TakePost,
    VoteOnRecall,
)
from services.councils.domain.supervision_committee_refusals import (
    CommitteeIncomplete,
    CountersignedAlready,
    DoesNotSit,
    EntitlementReviewed,
    ExcludedOffice,
    ExcludedRelative,
    MembersChanged,
    NobodySits,
    NotARepresentative,
    NotASupervisor,
    NotReviewed,
    PostNotHeld,
    RecallNotDemanded,
    ReportNotMissed,
    SitsAlready,
    TooFewDemand,
    YearNotBegun,
)
from services.councils.domain.types import PersonId
from shared.contracts.councils.person import Kinship
from shared.contracts.councils.supervision_committee import (
    CountersignatureRefused,
    Countersigned,
    ExcludingPost,
    ExcludingPostLeft,
    ExcludingPostTaken,
    MeetingProposed,
    Office,
    SeatLoss,
    Size,
    StipendEntitled,
    SubjectKind,
    SupervisionCommitteeEvent,
    SupervisionCommitteeFiled,
    SupervisionElectionHeld,
    SupervisionElectionReviewed,
    SupervisionMemberElected,
    SupervisionMemberNominated,
    SupervisionMemberRecalled,
    SupervisionRecallDemanded,
    SupervisionRecallRejected,
    SupervisionReported,
    SupervisionReportMissed,
    SupervisionSeatLost,
    VotesFor,
    WorkingFundsEntitled,
)
from shared.kernel.actors import Role
from shared.kernel.money import Money
from shared.kernel.personal import Published
from shared.testing.decider import Spec, known
from tests.councils.bodies import FROM, TUANJIE, UNTIL, kin, members, on, people, register

SPEC = Spec(SUPERVISION_COMMITTEE)
TODAY, DAY = on("2015-03-02"), date(2015, 3, 2)
CHAIR, MEMBER = Office.CHAIR, Office.MEMBER
THIRTY = tuple(f"r{number}" for number in range(30))
RELATED = people(*THIRTY, "head", "clerk") | register(*THIRTY) | members("boss", "aide") | known(PERSON, "nobody")


def of(person_id: str) -> dict[str, str]:
    return {"committee_id": TUANJIE, "person_id": PersonId(person_id)}


# --- who may sit ------------------------------------------------------------


def nominate(person_id: str = "r1", office: Office = MEMBER) -> Nominate:
    return Nominate(**of(person_id), office=office)


def nominated(person_id: str = "r1", office: Office = MEMBER) -> SupervisionMemberNominated:
    return SupervisionMemberNominated(**of(person_id), office=office)


def took(post: ExcludingPost, person_id: str = "r1", from_on: date = FROM) -> ExcludingPostTaken:
    return ExcludingPostTaken(**of(person_id), post=post, from_on=from_on)


def left(post: ExcludingPost, person_id: str = "r1", from_on: date = DAY) -> ExcludingPostLeft:
    return ExcludingPostLeft(**of(person_id), post=post, from_on=from_on)


def elected(
    person_id: str = "r1", office: Office = MEMBER, from_on: date = FROM, until_on: date = UNTIL
) -> SupervisionMemberElected:
    return SupervisionMemberElected(
        **of(person_id), office=office, name=name(person_id), from_on=from_on, until_on=until_on
    )


def name(person_id: str) -> Published[str]:
    return Published[str](value=f"name of {person_id}", reason="of the test")


NOMINEES = {
    "a representative is nominated": ([], nominate(), {}, [nominated()]),
    "and is so once": ([nominated()], nominate(), {}, []),
    "for another office, if that is better": ([nominated()], nominate(office=CHAIR), {}, [nominated(office=CHAIR)]),
    "not who represents nobody": ([], nominate("head"), {}, NotARepresentative),
    "nor who sits already": ([elected()], nominate(), {}, SitsAlready),
    "a member's spouse is excluded": (
        [],
        nominate(),
        kin("r1", "aide", Kinship.SPOUSE),
        ExcludedRelative((Exclusion.SPOUSE,)),
    ),
    "so are a direct relative": (
        [],
        nominate(),
        kin("r1", "boss", Kinship.DIRECT),
        ExcludedRelative((Exclusion.DIRECT_RELATIVE,)),
    ),
    "and a close one by marriage": (
        [],
        nominate(),
        kin("r1", "boss", Kinship.CLOSE_BY_MARRIAGE),
        ExcludedRelative((Exclusion.CLOSE_RELATIVE_BY_MARRIAGE,)),
    ),
    "a cousin is not": ([], nominate(), kin("r1", "boss", Kinship.COLLATERAL), [nominated()]),
    "nor the spouse of another representative": ([], nominate(), kin("r1", "r2", Kinship.SPOUSE), [nominated()]),
    "a member of the committee is": (
        [],
        nominate(),
        members("boss", "r1"),
        ExcludedOffice((Exclusion.COMMITTEE_MEMBER,)),
    ),
    "so is the spouse of the branch's head": (
        [took(ExcludingPost.BRANCH_HEAD, "head")],
        nominate(),
        kin("r1", "head", Kinship.SPOUSE),
        ExcludedRelative((Exclusion.SPOUSE,)),
    ),
    "not that of the clerk": (
        [took(ExcludingPost.CLERK, "clerk")],
        nominate(),
        kin("r1", "clerk", Kinship.SPOUSE),
        [nominated()],
    ),
    "the branch's head is": (
        [took(ExcludingPost.BRANCH_HEAD)],
        nominate(),
        {},
        ExcludedOffice((Exclusion.BRANCH_HEAD,)),
    ),
    "who heads a group from tomorrow on is not yet": (
        [took(ExcludingPost.GROUP_LEADER, from_on=date(2015, 3, 3))],
        nominate(),
        {},
        [nominated()],
    ),
    "who kept the books until yesterday no longer": (
        [took(ExcludingPost.BOOKKEEPER), left(ExcludingPost.BOOKKEEPER)],
        nominate(),
        {},
        [nominated()],
    ),
    "all grounds are told at once": (
        [took(ExcludingPost.CLERK), took(ExcludingPost.BOOKKEEPER), took(ExcludingPost.GROUP_LEADER)],
        nominate(),
        members("boss", "r1") | kin("r1", "boss", Kinship.SPOUSE),
        ExcludedRelative(
            (
                *(Exclusion.COMMITTEE_MEMBER, Exclusion.SPOUSE),
                *(Exclusion.CLERK, Exclusion.BOOKKEEPER, Exclusion.GROUP_LEADER),
            )
        ),
    ),
}


@pytest.mark.parametrize(("given", "when", "related", "then"), NOMINEES.values(), ids=NOMINEES.keys())
def test_who_may_sit(given, when, related, then):
    SPEC.check(given, when, then, TODAY, RELATED | related)


def take(post: ExcludingPost = ExcludingPost.CLERK, person_id: str = "r1") -> TakePost:
    return TakePost(**of(person_id), post=post, from_on=FROM)


def leave_post(from_on: date = DAY) -> LeavePost:
    return LeavePost(**of("r1"), post=ExcludingPost.CLERK, from_on=from_on)


POSTS = {
    "somebody becomes clerk": ([], take(), [took(ExcludingPost.CLERK)]),
    "and is so once": ([took(ExcludingPost.CLERK)], take(), []),
    "nobody whom nobody has entered": ([], take(person_id="nobody"), PersonUnknown),
    "the clerk goes": ([took(ExcludingPost.CLERK)], leave_post(), [left(ExcludingPost.CLERK)]),
    "once": ([took(ExcludingPost.CLERK), left(ExcludingPost.CLERK)], leave_post(), []),
    "who was never clerk does not": ([], leave_post(), PostNotHeld),
    "nor before they came": ([took(ExcludingPost.CLERK)], leave_post(date(2014, 10, 31)), PostNotHeld),
}


@pytest.mark.parametrize(("given", "when", "then"), POSTS.values(), ids=POSTS.keys())
def test_posts_that_exclude(given, when, then):
    SPEC.check(given, when, then, TODAY, RELATED)


# --- how it is chosen -------------------------------------------------------

SLATE = [nominated("r0", CHAIR), *(nominated(f"r{number}") for number in range(1, 6))]


def hold(present: int, *votes: int, held_on: date = DAY, meeting_id: str = "m1") -> HoldElection:
    candidates = tuple(
        Candidate(person_id=PersonId(f"r{number}"), name=name(f"r{number}"), votes=count)
        for number, count in enumerate(votes)
    )
    return HoldElection(
        committee_id=TUANJIE, meeting_id=meeting_id, held_on=held_on, present=present, candidates=candidates
    )


def held(present: int, *votes: int, on_register: int = 30, meeting_id: str = "m1") -> SupervisionElectionHeld:
    counted = tuple(VotesFor(person_id=f"r{number}", votes=count) for number, count in enumerate(votes))
    return SupervisionElectionHeld(
        committee_id=TUANJIE,
        meeting_id=meeting_id,
        held_on=DAY,
        on_register=on_register,
        present=present,
        votes=counted,
    )


def seats(*numbers: int) -> list[SupervisionCommitteeEvent]:
    return [elected(f"r{number}", MEMBER if number else CHAIR, from_on=DAY) for number in numbers]


ELECTIONS = {
    "16 of 30 elect whom 9 are for, until the end of the representatives' term": (
        SLATE,
        hold(16, 9, 9, 9),
        [held(16, 9, 9, 9), *seats(0, 1, 2)],
    ),
    "15 of 30 are no quorum": (SLATE, hold(15, 15), QuorumNotMet(15, needed=16)),
    "8 of 16 elect nobody": (SLATE, hold(16, 8, 8, 9), [held(16, 8, 8, 9), *seats(2)]),
    "there are five seats, and the most votes come first": (
        SLATE,
        hold(30, 30, 20, 21, 22, 23, 24),
        [held(30, 30, 20, 21, 22, 23, 24), *seats(0, 5, 4, 3, 2)],
    ),
    "who is tied for the last seat is voted on again": (
        SLATE,
        hold(30, 30, 20, 20, 22, 23, 24),
        [held(30, 30, 20, 20, 22, 23, 24), *seats(0, 5, 4, 3)],
    ),
    "there is one chair": (
        [nominated("r0", CHAIR), nominated("r1", CHAIR)],
        hold(30, 20, 20),
        [held(30, 20, 20)],
    ),
    "and none while one sits": (
        [elected("r9", CHAIR), nominated("r0", CHAIR)],
        hold(30, 30),
        [held(30, 30)],
    ),
    "a vote is recorded once": ([*SLATE, held(16, 9, 9, 9)], hold(16, 9, 9, 9), []),
    "nobody is elected whom nobody nominated": ([], hold(16, 9), CountImpossible((CountFault.NOT_PROPOSED,))),
    "nobody has more votes than there are voters": (
        SLATE,
        hold(16, 17),
        CountImpossible((CountFault.MORE_VOTES_THAN_PRESENT,)),
    ),
    "nor do more come than are on the register": (
        SLATE,
        hold(31, 9),
        CountImpossible((CountFault.MORE_PRESENT_THAN_ENTITLED,)),
    ),
    "nobody votes tomorrow": (SLATE, hold(16, 9, held_on=date(2015, 3, 3)), NotYetHappened),
    "nor did anybody before there were representatives": (
        SLATE,
        hold(16, 9, held_on=date(2014, 10, 31)),
        SeatsNotApportioned,
    ),
}


@pytest.mark.parametrize(("given", "when", "then"), ELECTIONS.values(), ids=ELECTIONS.keys())
def test_elections(given, when, then):
    SPEC.check(given, when, then, TODAY, RELATED)


@given(st.integers(0, 30), st.integers(0, 30), st.integers(0, 30))
def test_a_quorum_counts_who_is_on_the_register_that_day(on_it, present, votes):
    related = RELATED | register(*THIRTY[:on_it])
    state = SUPERVISION_COMMITTEE.fold(SLATE)
    command = hold(present, votes)
    answer = SUPERVISION_COMMITTEE.decide(command, state, on_day(related))
    if isinstance(answer, list):
        assert answer[0].on_register == on_it
        assert 2 * present > on_it
        assert (len(answer) == 2) is (2 * votes > present)
    elif isinstance(answer, QuorumNotMet):
        assert 2 * present <= on_it
    else:
        assert present > on_it or votes > present


def on_day(related):
    return replace(TODAY, related=dict(related))


THREE = [held(16, 9, 9, 9), *seats(0, 1, 2)]
reviewed = SupervisionElectionReviewed(committee_id=TUANJIE, reviewed_on=DAY)
filed = SupervisionCommitteeFiled(committee_id=TUANJIE, members=("r0", "r1", "r2"), filed_on=DAY)
struck = SupervisionSeatLost(**of("r1"), office=MEMBER, reason=SeatLoss.EXCLUDED, from_on=DAY)
file = FileCommittee(committee_id=TUANJIE)


def review(*ids: str) -> ReviewMembers:
    return ReviewMembers(committee_id=TUANJIE, members=tuple(PersonId(id_) for id_ in ids or ("r0", "r1", "r2")))


REVIEWS = {
    "who was elected is reviewed": (THREE, review(), {}, [reviewed]),
    "once, while nothing changes": ([*THREE, reviewed], review(), {}, []),
    "whoever may not sit loses the seat": (
        THREE,
        review(),
        kin("r1", "boss", Kinship.SPOUSE),
        [reviewed, struck],
    ),
    "also long after the election": ([*THREE, reviewed, filed], review(), members("boss", "r1"), [reviewed, struck]),
    "only those who sit are looked at": (THREE, review("r0", "r1"), {}, MembersChanged),
    "where nobody sits there is nothing to review": ([], review(), {}, NobodySits),
    "the reviewed committee is filed": ([*THREE, reviewed], file, {}, [filed]),
    "and filed once": ([*THREE, reviewed, filed], file, {}, []),
    "not before the review": (THREE, file, {}, NotReviewed),
    "nor where nobody sits": ([], file, {}, NobodySits),
    "nor two alone": ([*THREE, reviewed, struck], file, {}, CommitteeIncomplete(2, needed=3, chair=True)),
    "nor without a chair": (
        [held(16, 9), *seats(1, 2, 3), reviewed],
        file,
        {},
        CommitteeIncomplete(3, needed=3, chair=False),
    ),
}


@pytest.mark.parametrize(("given", "when", "related", "then"), REVIEWS.values(), ids=REVIEWS.keys())
def test_reviews(given, when, related, then):
    SPEC.check(given, when, then, TODAY, RELATED | related)


# --- how seats are lost -----------------------------------------------------


def demand(joined: int, residents: int = 1001, person_id: str = "r1") -> DemandRecall:
    return DemandRecall(**of(person_id), joined=joined, residents=residents)


def demanded(joined: int, residents: int = 1001) -> SupervisionRecallDemanded:
    return SupervisionRecallDemanded(**of("r1"), joined=joined, residents=residents, demanded_on=DAY)


def vote(present: int, votes_for: int, held_on: date = DAY, person_id: str = "r1") -> VoteOnRecall:
    return VoteOnRecall(**of(person_id), meeting_id="m2", held_on=held_on, present=present, votes_for=votes_for)


def leave(from_on: date = DAY, person_id: str = "r1") -> LeaveSeat:
    return LeaveSeat(**of(person_id), reason=SeatLoss.RESIGNED, from_on=from_on)


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
    "nobody is recalled who was gone by then": ([elected(), demanded(201), resigned], vote(16, 9), DoesNotSit),
    "nor tomorrow": ([elected(), demanded(201)], vote(16, 9, date(2015, 3, 3)), NotYetHappened),
    "nor counted so": (
        [elected(), demanded(201)],
        vote(31, 32),
        CountImpossible((CountFault.MORE_PRESENT_THAN_ENTITLED, CountFault.MORE_VOTES_THAN_PRESENT)),
    ),
    "somebody resigns": ([elected()], leave(), [resigned]),
    "once": ([elected(), resigned], leave(), []),
    "not ahead": ([elected()], leave(date(2015, 3, 3)), NotYetHappened),
    "nor who never sat": ([], leave(), DoesNotSit),
}


@pytest.mark.parametrize(("given", "when", "then"), LOSSES.values(), ids=LOSSES.keys())
def test_how_seats_are_lost(given, when, then):
    SPEC.check(given, when, then, TODAY, RELATED)


# --- what it does -----------------------------------------------------------

SUBJECT = {"committee_id": TUANJIE, "subject_kind": SubjectKind.FUND_PROJECT, "subject_id": "p1"}
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


def test_a_committee_does_not_choose_who_supervises_another():
    other = on("2015-03-02", Role.COMMITTEE, "boss", "another")
    SPEC.check([], nominate(), OfAnotherCommittee(TUANJIE), other, RELATED)
