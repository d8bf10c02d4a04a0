"""What grants does about councils: from the event as councils recorded it to its own facts, over a log in memory."""

from __future__ import annotations

from datetime import date

import pytest

from services.grants.domain.committee import COMMITTEES, DISTRICT, SEATS
from services.grants.domain.fund_project import FUND_PROJECT
from services.grants.domain.kin import KIN
from services.grants.domain.resolution import RESOLUTION
from services.grants.domain.types import opened_by
from shared.contracts.councils.committee import (
    Authority,
    CommitteeAbolished,
    CommitteeAssigned,
    CommitteeFounded,
    CommitteeKind,
    Ruling,
)
from shared.contracts.councils.committee_members import AssemblyVote, MemberElected, MemberRemoved
from shared.contracts.councils.committee_members import Office as CommitteeOffice
from shared.contracts.councils.person import Kinship, KinshipDeclared, KinshipEnded
from shared.contracts.councils.resolution import (
    Budget,
    FundSource,
    LapseCause,
    ResolutionAdopted,
    ResolutionExecuted,
    ResolutionInForce,
    ResolutionLapsed,
    ResolutionObjected,
    ReVoteDemanded,
    ReVoteHeld,
)
from shared.contracts.councils.supervision_committee import (
    Office,
    SeatLoss,
    SupervisionMemberElected,
    SupervisionMemberRecalled,
    SupervisionSeatLost,
)
from shared.contracts.councils.supervision_committee_acts import CountersignatureRefused, Countersigned, SubjectKind
from shared.contracts.grants.committee import CommitteeKnown, Seat
from shared.contracts.grants.fund_project import Opinion, ProjectOpened, SupervisionOpinionGiven
from shared.contracts.grants.resolution import ResolutionTaken, Standing
from shared.kernel.ids import AggregateRef
from shared.kernel.money import Money
from shared.kernel.personal import Published
from shared.kernel.provenance import Provenance
from tests.grants.funds import COMMITTEE, fen
from tests.grants.heard import Log
from tests.grants.projects import AROUND, SUPPORTED, TO_OPINION, WATCHER

TODAY = date(2015, 5, 11)


def adopted(amount: int | None = 500, source: FundSource = FundSource.SPECIAL_FUND) -> ResolutionAdopted:
    return ResolutionAdopted(
        committee_id=COMMITTEE,
        topic_id="t-1",
        meeting_id="m-1",
        task="stairwell lights",
        owner=COMMITTEE,
        due_on=date(2015, 12, 1),
        budget=None if amount is None else Budget(amount=Money(amount=amount), source=source),
        adopted_on=TODAY,
    )


IN_FORCE = ResolutionInForce(from_on=TODAY)
OPENED = ProjectOpened(committee_id=COMMITTEE, resolution_id="r-1", amount=fen(500))
REASON = "against the rules"


def test_a_resolution_that_the_fund_pays_for_opens_a_project_when_it_is_in_force():
    log = Log()
    log.hears(adopted())
    assert OPENED not in log.facts
    log.hears(IN_FORCE)
    assert log.facts.count(OPENED) == 1
    assert log.states[RESOLUTION.ref("r-1")].project_id == opened_by("r-1")
    assert log.hears_at(log.position, IN_FORCE) == [], "heard twice it opens one"


def test_a_project_that_named_it_before_it_was_known_stays_the_only_one():
    log = Log({RESOLUTION.ref("r-1"): RESOLUTION.fold([ResolutionTaken(project_id="p-1")])})
    log.hears(adopted())
    log.hears(IN_FORCE)
    assert OPENED not in log.facts
    assert log.states[RESOLUTION.ref("r-1")].standing is Standing.IN_FORCE


@pytest.mark.parametrize(
    "event",
    [adopted(None), adopted(0), adopted(source=FundSource.GOVERNMENT)],
    ids=["no money", "nothing", "others pay"],
)
def test_what_the_fund_does_not_pay_for_opens_nothing(event):
    log = Log()
    log.hears(event)
    log.hears(IN_FORCE)
    assert OPENED not in log.facts


LIVES = {
    "another vote is demanded": ([ReVoteDemanded(member=WATCHER, reason=REASON)], Standing.WAITING),
    "and upholds it": (
        [ReVoteDemanded(member=WATCHER, reason=REASON), ReVoteHeld(meeting_id="m-2", upheld=True)],
        Standing.IN_FORCE,
    ),
    "or not": (
        [ReVoteDemanded(member=WATCHER, reason=REASON), ReVoteHeld(meeting_id="m-2", upheld=False)],
        Standing.FALLEN,
    ),
    "households object": ([ResolutionObjected(households=10)], Standing.FALLEN),
    "nobody ratifies it": ([ResolutionLapsed(cause=LapseCause.NOT_RATIFIED)], Standing.FALLEN),
    "it is carried out": ([ResolutionExecuted(result="done")], Standing.EXECUTED),
}


@pytest.mark.parametrize(("events", "standing"), LIVES.values(), ids=LIVES.keys())
def test_what_becomes_of_a_resolution(events, standing):
    log = Log()
    for event in (adopted(), IN_FORCE, *events):
        log.hears(event)
    assert log.states[RESOLUTION.ref("r-1")].standing is standing


# --- committees and people --------------------------------------------------

OF_COMMITTEE = AggregateRef("committee", COMMITTEE)
KNOWN = CommitteeKnown(committee_id=COMMITTEE, kind=CommitteeKind.RESIDENTS, source_position=1)
FROM, UNTIL = date(2014, 1, 1), date(2016, 12, 31)


def elected() -> MemberElected:
    return MemberElected(
        committee_id=COMMITTEE,
        person_id="p-1",
        office=CommitteeOffice.CHAIR,
        name=Published[str](value="某甲", reason="居民委员会组织法"),
        election_id="e-1",
        term=9,
        term_from_on=FROM,
        term_until_on=UNTIL,
    )


def watches() -> SupervisionMemberElected:
    return SupervisionMemberElected(
        committee_id=COMMITTEE,
        person_id="p-1",
        office=Office.MEMBER,
        name=Published[str](value="某甲", reason="居务监督"),
        from_on=FROM,
        until_on=UNTIL,
    )


def removed(on: date) -> MemberRemoved:
    vote = AssemblyVote(resolution_id="r-9", held_on=on, entitled=100, present=60, in_favour=40)
    return MemberRemoved(
        committee_id=COMMITTEE, person_id="p-1", office=CommitteeOffice.CHAIR, removed_on=on, resolved=vote
    )


def lost(on: date) -> SupervisionSeatLost:
    return SupervisionSeatLost(
        committee_id=COMMITTEE, person_id="p-1", office=Office.MEMBER, reason=SeatLoss.RESIGNED, from_on=on
    )


def recalled(on: date) -> SupervisionMemberRecalled:
    return SupervisionMemberRecalled(
        committee_id=COMMITTEE,
        person_id="p-1",
        office=Office.MEMBER,
        meeting_id="m-1",
        on_register=50,
        present=26,
        votes_for=14,
        from_on=on,
    )


SEATED = {
    "elected, they sit on the committee": ([elected()], Seat.COMMITTEE, True),
    "on the last day before a removal they do": ([elected(), removed(TODAY)], Seat.COMMITTEE, True),
    "the day after it they do not": ([elected(), removed(date(2015, 5, 10))], Seat.COMMITTEE, False),
    "elected, they watch": ([watches()], Seat.SUPERVISION, True),
    "not once they resigned": ([watches(), lost(TODAY)], Seat.SUPERVISION, False),
    "nor once they were recalled": ([watches(), recalled(TODAY)], Seat.SUPERVISION, False),
}


@pytest.mark.parametrize(("effective_on", "sit"), [(TODAY, frozenset()), (date(2015, 5, 12), {"p-1"})])
def test_nobody_sits_for_a_committee_that_was_abolished(effective_on, sit):
    log = Log({COMMITTEES.ref(DISTRICT): COMMITTEES.fold([KNOWN])})
    for event in (elected(), watches()):
        log.hears(event, OF_COMMITTEE)
    gone = CommitteeAbolished(
        effective_on=effective_on,
        rulings=(Ruling(authority=Authority.DISTRICT_GOVERNMENT, document="东政〔2015〕9号"),),
    )
    heard = log.hears(gone, OF_COMMITTEE)
    assert isinstance(heard, list)
    assert len(heard) == 2
    assert log.hears(gone, OF_COMMITTEE) == []
    assert log.states[SEATS.ref(COMMITTEE)].sitting(TODAY) == sit
    assert log.states[COMMITTEES.ref(DISTRICT)].by_id[COMMITTEE].abolished_on == effective_on


@pytest.mark.parametrize(("events", "seat", "sits"), SEATED.values(), ids=SEATED.keys())
def test_who_sits(events, seat, sits):
    log = Log()
    for event in events:
        log.hears(event, OF_COMMITTEE)
    assert log.states[SEATS.ref(COMMITTEE)].sits("p-1", seat, TODAY) is sits


def test_committees_and_kin_become_known():
    log, person = Log(), AggregateRef("person", "p-1")
    founded = CommitteeFounded(
        kind=CommitteeKind.RESIDENTS,
        name_zh="树林巷",
        aliases=(),
        stat_code_12="630102001001",
        street_code="630102001",
    )
    log.hears(founded, OF_COMMITTEE)
    assigned = CommitteeAssigned(
        community_id="dongguan", effective_on=FROM, provenance=Provenance.SYNTHETIC, source="a test"
    )
    log.hears(assigned, OF_COMMITTEE)
    assert log.states[COMMITTEES.ref(DISTRICT)].by_id[COMMITTEE].community_id == "dongguan"
    log.hears(KinshipDeclared(person_id="p-2", kinship=Kinship.SPOUSE), person)
    assert log.states[KIN.ref("p-1")].people == {"p-2"}
    log.hears(KinshipEnded(person_id="p-2"), person)
    assert log.states[KIN.ref("p-1")].people == frozenset()


# --- countersignatures ------------------------------------------------------


def countersigned(kind: SubjectKind = SubjectKind.FUND_PROJECT) -> Countersigned:
    return Countersigned(committee_id=COMMITTEE, subject_kind=kind, subject_id="p-1", countersigned_by=WATCHER)


def test_a_countersignature_is_the_opinion_of_the_supervision_committee():
    log = Log({**AROUND, FUND_PROJECT.ref("p-1"): FUND_PROJECT.fold(TO_OPINION)})
    assert log.hears(countersigned(SubjectKind.STATEMENT), OF_COMMITTEE) == []
    assert log.hears(countersigned(), OF_COMMITTEE) == [SUPPORTED]
    assert log.hears(countersigned(), OF_COMMITTEE) == []


def test_one_that_is_refused_sends_the_project_back():
    log = Log({**AROUND, FUND_PROJECT.ref("p-1"): FUND_PROJECT.fold(TO_OPINION)})
    refused = CountersignatureRefused(
        committee_id=COMMITTEE,
        subject_kind=SubjectKind.FUND_PROJECT,
        subject_id="p-1",
        reason=REASON,
        refused_by=WATCHER,
    )
    log.hears(refused, OF_COMMITTEE)
    vetoed = SupervisionOpinionGiven(opinion=Opinion.VETOED, member=WATCHER)
    assert log.states[FUND_PROJECT.ref("p-1")] == FUND_PROJECT.fold([*TO_OPINION, vetoed])


def test_what_is_countersigned_of_nothing_known_is_let_be():
    assert Log().hears(countersigned(), OF_COMMITTEE) == []
