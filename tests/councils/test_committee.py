"""Committee and the codes that it needs: decisions, one row each."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.councils.domain.committee import (
    COMMITTEE,
    AssignCommittee,
    CommitteeUnknown,
    CountHouseholds,
    FoundCommittee,
    area_size,
)
from services.councils.domain.committee_refusals import (
    AssignmentOutOfOrder,
    CodeOutsideStreet,
    CountAhead,
    StreetNotListed,
)
from services.councils.domain.community import COMMUNITY, Size
from services.councils.domain.community_refusals import CommunityNotFounded, CountOutOfOrder
from services.councils.domain.mandate import OfAnotherCommunity
from services.councils.domain.statistical_code import STATISTICAL_CODE, CodeTaken, TakeStatisticalCode
from services.councils.domain.street import STREET, ListStreet, StreetListedAlready
from services.councils.domain.types import CommitteeId, CommunityId
from shared.contracts.councils.committee import (
    CommitteeAssigned,
    CommitteeEvent,
    CommitteeFounded,
    CommitteeKind,
    HouseholdsCounted,
)
from shared.contracts.councils.community import CommunityEstablished
from shared.contracts.councils.statistical_code import StatisticalCodeTaken
from shared.contracts.councils.street import StreetListed
from shared.kernel.actors import Actor, ActorId, Role
from shared.kernel.codes import CodeFault, InvalidCode
from shared.kernel.instants import start_of
from shared.kernel.provenance import Provenance
from shared.kernel.refusals import CorruptStream, Refusal
from shared.testing.decider import Spec, context, known
from tests.councils.bodies import POLICY

SPEC = Spec(COMMITTEE)
CONTEXT = context()
REFORM = date(2013, 9, 29)
STREET_CODE, CODE = "630102002", "630102002008"


def street(code: str = STREET_CODE, name_zh: str = "清真巷街道") -> StreetListed:
    return StreetListed(code=code, name_zh=name_zh, provenance=Provenance.LAW, source="S43")


def community(name_zh: str) -> CommunityEstablished:
    return CommunityEstablished(
        name_zh=name_zh, name_en="x", aliases=(), founded_on=REFORM, provenance=Provenance.LAW, source="S4"
    )


def found(code: str = CODE, street_code: str = STREET_CODE) -> FoundCommittee:
    return FoundCommittee(
        kind=CommitteeKind.RESIDENTS,
        name_zh="团结社区居民委员会",
        aliases=("团结",),
        stat_code_12=code,
        street_code=street_code,
        provenance=Provenance.LAW,
        source="S43",
    )


def assign(
    community_id: str,
    effective_on: date = REFORM,
    provenance: Provenance = Provenance.DEFAULT,
    source: str = "a fixture",
) -> AssignCommittee:
    return AssignCommittee(
        community_id=CommunityId(community_id), effective_on=effective_on, provenance=provenance, source=source
    )


def assigned(*words: object) -> CommitteeAssigned:
    return CommitteeAssigned(**assign(*words).model_dump())  # type: ignore[arg-type]


RELATED = (
    known(STREET, STREET_CODE, street())
    | known(STREET, "630102003")
    | known(COMMUNITY, "qingzhenxiang", community("清真巷"))
    | known(COMMUNITY, "taining", community("泰宁"))
    | known(COMMUNITY, "nowhere")
)
founded = CommitteeFounded(**found().model_dump())
LATER, BEFORE = date(2015, 3, 1), REFORM - timedelta(days=1)

FOUNDING = {
    "a committee is founded": ([], found(), [founded]),
    "founding twice records once": ([founded], found(), []),
    "a code of eleven digits": ([], found(CODE[:-1]), InvalidCode(CodeFault.LENGTH)),
    "a code of thirteen digits": ([], found(CODE + "1"), InvalidCode(CodeFault.LENGTH)),
    "a code with a letter": ([], found("63010200200O"), InvalidCode(CodeFault.CHARACTERS)),
    "a code of another district": ([], found("630103002008"), InvalidCode(CodeFault.DIVISION)),
    "the code of a street": ([], found("630102002000"), InvalidCode(CodeFault.NO_COMMITTEE)),
    "a code of another street": ([], found("630102003008"), CodeOutsideStreet),
    "a street that is not listed": ([], found("630102003008", "630102003"), StreetNotListed),
}
ASSIGNING = {
    "a committee is assigned": ([founded], assign("taining"), [assigned("taining")]),
    "the same assignment again says nothing": ([founded, assigned("taining")], assign("taining"), []),
    "nor does it from a later day": ([founded, assigned("taining")], assign("taining", LATER), []),
    "a transfer is an assignment from a later day": (
        [founded, assigned("taining")],
        assign("qingzhenxiang", LATER),
        [assigned("qingzhenxiang", LATER)],
    ),
    "what was wrong from the first day is put right from that day": (
        [founded, assigned("taining")],
        assign("qingzhenxiang"),
        [assigned("qingzhenxiang")],
    ),
    "a fixture becomes a fact when a source is found": (
        [founded, assigned("taining")],
        assign("taining", REFORM, Provenance.ARTICLE, "S1"),
        [assigned("taining", REFORM, Provenance.ARTICLE, "S1")],
    ),
    "a day before the last assignment is refused": (
        [founded, assigned("taining", LATER)],
        assign("qingzhenxiang", LATER - timedelta(days=1)),
        AssignmentOutOfOrder(LATER),
    ),
    "a community that does not exist": ([founded], assign("nowhere"), CommunityNotFounded),
    "a day before the community was founded": ([founded], assign("taining", BEFORE), CommunityNotFounded),
    "a committee that does not exist": ([], assign("taining"), CommitteeUnknown),
}


@pytest.mark.parametrize(("given", "when", "then"), FOUNDING.values(), ids=FOUNDING.keys())
def test_founding(given, when, then):
    SPEC.check(given, when, then, CONTEXT, RELATED)


@pytest.mark.parametrize(("given", "when", "then"), ASSIGNING.values(), ids=ASSIGNING.keys())
def test_assigning(given, when, then):
    SPEC.check(given, when, then, CONTEXT, RELATED)


TODAY, SPRING = CONTEXT.today, date(2014, 3, 1)


def count(households: int, counted_on: date = SPRING) -> CountHouseholds:
    return CountHouseholds(
        committee_id=CommitteeId("c1"), households=households, counted_on=counted_on, source="街道统计"
    )


def counted(households: int, counted_on: date = SPRING) -> HouseholdsCounted:
    return HouseholdsCounted(households=households, counted_on=counted_on, source="街道统计")


COUNTING = {
    "households are counted": ([founded], count(650), [counted(650)]),
    "and told once": ([founded, counted(650)], count(650), []),
    "a wrong count is put right": ([founded, counted(650)], count(651), [counted(651)]),
    "a later count follows": ([founded, counted(650)], count(700, TODAY), [counted(700, TODAY)]),
    "an earlier one does not": ([founded, counted(650)], count(640, REFORM), CountOutOfOrder(SPRING)),
    "nor one of tomorrow": ([founded], count(650, TODAY + timedelta(days=1)), CountAhead(TODAY)),
    "an assignment leaves it as it is": ([founded, counted(650), assigned("taining")], count(650), []),
    "a committee that does not exist has none": ([], count(650), CommitteeUnknown),
}


@pytest.mark.parametrize(("given", "when", "then"), COUNTING.values(), ids=COUNTING.keys())
def test_counting(given, when, then):
    SPEC.check(given, when, then, CONTEXT, RELATED | known(COMMITTEE, "c1", *given))


def test_a_working_committee_enters_and_counts_in_its_own_community():
    of_qingzhenxiang = replace(CONTEXT, actor=Actor(ActorId("w1"), Role.WORKING_COMMITTEE, "qingzhenxiang"))
    given: list[CommitteeEvent] = [founded, assigned("taining")]
    related = known(COMMITTEE, "c1", *given)
    SPEC.check(given, count(650), OfAnotherCommunity("taining"), of_qingzhenxiang, related)
    SPEC.check([founded], assign("taining"), OfAnotherCommunity("taining"), of_qingzhenxiang, RELATED)
    SPEC.check([founded], assign("qingzhenxiang"), [assigned("qingzhenxiang")], of_qingzhenxiang, RELATED)


SIZES = {99: Size.BELOW_STANDARD, 100: Size.STANDARD, 700: Size.STANDARD, 701: Size.ABOVE_STANDARD}


@pytest.mark.parametrize(("households", "size"), SIZES.items())
def test_a_committees_area_has_from_100_to_700_households_until_2026(households, size):
    assert area_size(CommitteeKind.RESIDENTS, households, POLICY, LATER) is size
    assert area_size(CommitteeKind.RESIDENTS, households, POLICY, date(2026, 1, 1)) is Size.BELOW_STANDARD
    assert area_size(CommitteeKind.VILLAGERS, households, POLICY, LATER) is None


def list_street(code: str = STREET_CODE, name_zh: str = "清真巷街道") -> ListStreet:
    return ListStreet(division="630102", code=code, name_zh=name_zh, provenance=Provenance.LAW, source="S43")


LISTING = {
    "a street is listed": ([], list_street(), [street()]),
    "listing twice records once": ([street()], list_street(), []),
    "the code of another street": ([street()], list_street(name_zh="大众街街道"), StreetListedAlready("清真巷街道")),
    "a street of another district": ([], list_street("630103002"), InvalidCode(CodeFault.DIVISION)),
}


@pytest.mark.parametrize(("given", "when", "then"), LISTING.values(), ids=LISTING.keys())
def test_listing(given, when, then):
    Spec(STREET).check(given, when, then, CONTEXT)


take = TakeStatisticalCode(committee_id=CommitteeId("c1"))
TAKING = {
    "a free code is taken": ([], take, [StatisticalCodeTaken(committee_id="c1")]),
    "its holder takes it once": ([StatisticalCodeTaken(committee_id="c1")], take, []),
    "nobody else may": ([StatisticalCodeTaken(committee_id="c2")], take, CodeTaken("c2")),
}


@pytest.mark.parametrize(("given", "when", "then"), TAKING.values(), ids=TAKING.keys())
def test_taking_a_code(given, when, then):
    Spec(STATISTICAL_CODE).check(given, when, then, CONTEXT)


def test_an_assignment_counts_from_the_beginning_of_its_day():
    assert assigned("taining").effective_at() == start_of(REFORM)


def test_an_assignment_before_the_foundation_is_no_history():
    with pytest.raises(CorruptStream):
        COMMITTEE.fold([assigned("taining")])


@given(
    st.lists(
        st.builds(assign, st.sampled_from(["taining", "qingzhenxiang", "nowhere"]), st.dates(BEFORE, date(2013, 10, 9)))
    )
)
def test_assignments_follow_one_another_by_day_and_each_says_something_new(commands):
    history: list[CommitteeEvent] = [founded]
    for command in commands:
        decided = COMMITTEE.decide(command, COMMITTEE.fold(history), replace(CONTEXT, related=RELATED))
        history += [] if isinstance(decided, Refusal) else decided
    said = [event for event in history if isinstance(event, CommitteeAssigned)]
    assert [event.effective_on for event in said] == sorted(event.effective_on for event in said)
    assert all(one.community_id != next_.community_id for one, next_ in pairwise(said))
