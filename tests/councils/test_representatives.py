"""Representatives: how seats are distributed, who is on the register on a day, and what a quorum counts."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.councils.domain.committee import CommitteeUnknown
from services.councils.domain.mandate import OfAnotherCommittee, OfAnotherCommunity
from services.councils.domain.person import PERSON, PersonUnknown
from services.councils.domain.regime import RegimeNotEntered
from services.councils.domain.representatives import REPRESENTATIVES
from services.councils.domain.representatives_commands import (
    ApportionSeats,
    ElectRepresentative,
    LeaveRegister,
    RecallRepresentative,
)
from services.councils.domain.representatives_refusals import (
    AlreadyRepresents,
    ApportionmentBreaksRules,
    BeforeElection,
    GroupSeatsTaken,
    GroupSendsNobody,
    MajorityNotReached,
    NotOnRegister,
    NotYetHappened,
    SeatsNotApportioned,
    TermStillRuns,
)
from services.councils.domain.representatives_refusals import (
    ApportionmentFault as Fault,
)
from services.councils.domain.rules import CountFault, CountImpossible, fewest_of, fewest_over
from services.councils.domain.types import CommitteeId, PersonId
from shared.contracts.councils.representatives import (
    Apportionment,
    GroupShare,
    LeavingReason,
    RepresentativeElected,
    RepresentativeLeft,
    RepresentativeRecalled,
    RepresentativesEvent,
)
from shared.contracts.refusals import WrongRegime
from shared.kernel.actors import Role
from shared.testing.decider import Spec, known
from tests.councils.bodies import (
    COMMITTEES,
    COMMUNITY_ID,
    FROM,
    GROUPS,
    NOWHERE,
    TUANJIE,
    UNTIL,
    VILLAGE,
    apportioned,
    on,
    people,
    representative,
)

SPEC = Spec(REPRESENTATIVES)
TODAY = on("2015-03-02")
DAY = date(2015, 3, 2)
BY_HOUSEHOLDS, BY_GROUPS = Apportionment.BY_HOUSEHOLDS, Apportionment.BY_GROUPS


def groups(count: int, households: int, seats: int) -> tuple[GroupShare, ...]:
    return tuple(
        GroupShare(group_id=f"g{number}", households=households, seats=seats) for number in range(1, count + 1)
    )


def apportion(
    shares: tuple[GroupShare, ...] = GROUPS,
    by: Apportionment = BY_HOUSEHOLDS,
    from_on: date = FROM,
    committee_id: CommitteeId = TUANJIE,
) -> ApportionSeats:
    return ApportionSeats(committee_id=committee_id, apportionment=by, groups=shares, from_on=from_on)


def elect(
    person_id: str = "ma", group_id: str = "g1", from_on: date = FROM, elected_on: date = FROM
) -> ElectRepresentative:
    return ElectRepresentative(
        committee_id=TUANJIE,
        person_id=PersonId(person_id),
        group_id=group_id,
        elected_on=elected_on,
        from_on=from_on,
    )


def recall(votes_for: int, from_on: date = DAY, person_id: str = "ma") -> RecallRepresentative:
    return RecallRepresentative(
        committee_id=TUANJIE, person_id=PersonId(person_id), votes_for=votes_for, from_on=from_on
    )


def leave(from_on: date = DAY, person_id: str = "ma") -> LeaveRegister:
    return LeaveRegister(
        committee_id=TUANJIE, person_id=PersonId(person_id), reason=LeavingReason.MOVED_AWAY, from_on=from_on
    )


def recalled(votes_for: int, from_on: date = DAY) -> RepresentativeRecalled:
    return RepresentativeRecalled(person_id="ma", group_id="g1", households=100, votes_for=votes_for, from_on=from_on)


def of_group(count: int, group_id: str = "g1") -> list[RepresentativesEvent]:
    return [representative(f"r{each}", group_id) for each in range(count)]


def replaced(event: RepresentativeElected, **fields: date) -> RepresentativeElected:
    return event.model_copy(update=fields)


left = RepresentativeLeft(person_id="ma", group_id="g1", reason=LeavingReason.MOVED_AWAY, from_on=DAY)
term, ma = apportioned(), representative("ma")
DISTRIBUTIONS = {
    "thirty, each for 15 households": (groups(30, 15, 1), BY_HOUSEHOLDS, ()),
    "sixty, each for 40 households": (groups(60, 40, 1), BY_HOUSEHOLDS, ()),
    "29 are too few": (groups(29, 15, 1), BY_HOUSEHOLDS, (Fault.TOO_FEW_REPRESENTATIVES,)),
    "61 are too many": (groups(61, 15, 1), BY_HOUSEHOLDS, (Fault.TOO_MANY_REPRESENTATIVES,)),
    "14 households do not send one": (groups(30, 14, 1), BY_HOUSEHOLDS, (Fault.TOO_FEW_HOUSEHOLDS_EACH,)),
    "41 households send more than one": (groups(30, 41, 1), BY_HOUSEHOLDS, (Fault.TOO_MANY_HOUSEHOLDS_EACH,)),
    "two from each group, however many households it has": (groups(15, 500, 2), BY_GROUPS, ()),
    "three from each group": (groups(10, 3, 3), BY_GROUPS, ()),
    "not one alone": (groups(30, 15, 1), BY_GROUPS, (Fault.TOO_FEW_OF_GROUP,)),
    "nor four": (groups(8, 100, 4), BY_GROUPS, (Fault.TOO_MANY_OF_GROUP,)),
    "a group is named once": ((*groups(30, 15, 1), *groups(1, 15, 1)), BY_HOUSEHOLDS, (Fault.GROUP_TWICE,)),
    "all that is wrong is said at once": (
        (*groups(1, 5, 1), *groups(1, 50, 1)),
        BY_HOUSEHOLDS,
        (
            Fault.GROUP_TWICE,
            Fault.TOO_FEW_REPRESENTATIVES,
            Fault.TOO_FEW_HOUSEHOLDS_EACH,
            Fault.TOO_MANY_HOUSEHOLDS_EACH,
        ),
    ),
}


@pytest.mark.parametrize(("shares", "by", "faults"), DISTRIBUTIONS.values(), ids=DISTRIBUTIONS.keys())
def test_how_seats_are_distributed(shares, by, faults):
    then = ApportionmentBreaksRules(faults) if faults else [apportioned(shares, by)]
    SPEC.check([], apportion(shares, by), then, TODAY, COMMITTEES)


NEXT = UNTIL + timedelta(days=1)
ROWS = {
    "a term lasts three years": ([], apportion(), [term]),
    "the same again is nothing new": ([term], apportion(), []),
    "one that begins after the amendment of 2018 lasts five": (
        [],
        apportion(from_on=date(2019, 3, 1)),
        [apportioned(from_on=date(2019, 3, 1), until_on=date(2024, 2, 29))],
    ),
    "while a term runs there is no other": ([term], apportion(from_on=UNTIL), TermStillRuns(UNTIL)),
    "after its last day there is": (
        [term],
        apportion(from_on=NEXT),
        [apportioned(from_on=NEXT, until_on=date(2020, 10, 31))],
    ),
    "the law from 2026 on is not entered": ([], apportion(from_on=date(2026, 1, 1)), RegimeNotEntered),
    "a village has a law of its own": ([], apportion(committee_id=VILLAGE), WrongRegime),
    "nobody represents a committee that does not exist": ([], apportion(committee_id=NOWHERE), CommitteeUnknown),
    "a group chooses its representative": ([term], elect(), [ma]),
    "who was chosen is on the register once": ([term, ma], elect(), []),
    "in a term that begins later, from its first day on": (
        [term],
        elect(elected_on=date(2014, 10, 20)),
        [replaced(ma, elected_on=date(2014, 10, 20))],
    ),
    "nobody before they were chosen": ([term], elect(elected_on=DAY), BeforeElection),
    "nor is a choice recorded before it is made": (
        [term],
        elect(from_on=date(2015, 3, 3), elected_on=date(2015, 3, 3)),
        NotYetHappened,
    ),
    "nor where nobody has fixed the seats": ([], elect(), SeatsNotApportioned),
    "nor on a day before the term": ([term], elect(from_on=date(2014, 10, 31), elected_on=FROM), BeforeElection),
    "nor on a day outside of any term": (
        [term],
        elect(from_on=date(2014, 10, 31), elected_on=date(2014, 10, 31)),
        SeatsNotApportioned,
    ),
    "nor for a group without seats": ([term], elect(group_id="g7"), GroupSendsNobody),
    "nor whom nobody has entered": ([term], elect("nobody"), PersonUnknown),
    "the fifth of a group finds a seat": ([term, *of_group(4)], elect(), [ma]),
    "the sixth does not": ([term, *of_group(5)], elect(), GroupSeatsTaken(5)),
    "another group's seats are its own": ([term, *of_group(5, "g2")], elect(), [ma]),
    "nobody represents two groups": ([term, ma], elect(group_id="g2"), AlreadyRepresents("g1")),
    "51 of 100 households recall": ([term, ma], recall(51), [recalled(51)]),
    "no more recall than there are": (
        [term, ma],
        recall(101),
        CountImpossible((CountFault.MORE_VOTES_THAN_PRESENT,)),
    ),
    "all of them may": ([term, ma], recall(100), [recalled(100)]),
    "50 do not": ([term, ma], recall(50), MajorityNotReached(50, needed=51)),
    "nor does anybody recall twice": ([term, ma, recalled(51)], recall(60), []),
    "who is not on the register is not recalled": ([term], recall(51), NotOnRegister),
    "unless it was earlier than had been said": (
        [term, ma, recalled(51)],
        recall(51, DAY - timedelta(days=1)),
        [recalled(51, DAY - timedelta(days=1))],
    ),
    "nor is it recorded ahead": ([term, ma], recall(51, DAY + timedelta(days=1)), NotYetHappened),
    "somebody moves away": ([term, ma], leave(), [left]),
    "and leaves once": ([term, ma, left], leave(), []),
    "not before it happens": ([term, ma], leave(DAY + timedelta(days=1)), NotYetHappened),
    "nor who represents nobody": ([term], leave(), NotOnRegister),
    "who left is not recalled from the same day on": ([term, ma, left], recall(51), NotOnRegister),
    "the seat of who left is free": (
        [term, ma, *of_group(4), left],
        elect("new", from_on=DAY, elected_on=DAY),
        [representative("new", from_on=DAY)],
    ),
    "not on a day when they still had it": (
        [term, ma, *of_group(4), left],
        elect("new", from_on=DAY - timedelta(days=1)),
        GroupSeatsTaken(5),
    ),
    "who left may come back": (
        [term, ma, left],
        elect(from_on=DAY, elected_on=DAY),
        [representative("ma", from_on=DAY)],
    ),
}

RELATED = COMMITTEES | people("ma", "new") | known(PERSON, "nobody")


@pytest.mark.parametrize(("given", "when", "then"), ROWS.values(), ids=ROWS.keys())
def test_representatives(given, when, then):
    SPEC.check(given, when, then, TODAY, RELATED)


def test_a_working_committee_enters_what_is_of_its_own_community():
    for when in (apportion(), recall(51), leave()):
        SPEC.check([term, ma], when, OfAnotherCommunity(COMMUNITY_ID), on("2015-03-02", org="another"), RELATED)


def test_a_committee_keeps_its_own_register_alone():
    own, other = (on("2015-03-02", Role.COMMITTEE, "c1", org) for org in (TUANJIE, "another"))
    SPEC.check([], apportion(), [term], own, RELATED)
    SPEC.check([], apportion(), OfAnotherCommittee(TUANJIE), other, RELATED)


REGISTER = {
    "nobody before the first day": ("2014-10-31", set()),
    "everybody from the first day on": ("2014-11-01", {"ma", "r0"}),
    "on the last day of who leaves they count": ("2015-03-01", {"ma", "r0"}),
    "from the next day on they do not": ("2015-03-02", {"r0"}),
    "the others until the last day of the term": ("2017-10-31", {"r0"}),
    "and nobody after it": ("2017-11-01", set()),
}


@pytest.mark.parametrize(("day", "then"), REGISTER.values(), ids=REGISTER.keys())
def test_who_is_on_the_register(day, then):
    register = REPRESENTATIVES.fold([term, ma, representative("r0", "g2"), left])
    assert register.on(date.fromisoformat(day)).keys() == then


@given(st.integers(0, 100_000))
def test_more_than_half_is_never_half(whole):
    needed = fewest_over("1/2", whole)
    assert 2 * needed > whole >= 2 * (needed - 1)


@given(st.integers(0, 100_000), st.sampled_from([(1, 5), (1, 3), (2, 3)]))
def test_at_least_a_share_is_no_less(whole, share):
    part, of = share
    needed = fewest_of(f"{part}/{of}", whole)
    assert needed * of >= part * whole > (needed - 1) * of
