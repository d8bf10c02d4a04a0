"""Community: decisions, one row each."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.councils.domain.community import COMMUNITY, Size, size_of, stands_on
from services.councils.domain.community_commands import (
    AbolishCommunity,
    CountPopulation,
    EstablishCommunity,
    MergeCommunity,
    OpenCentre,
    SplitCommunity,
)
from services.councils.domain.community_refusals import (
    CentreBeforeCommunity,
    CentreExists,
    CentreNameMissing,
    CommunityEnded,
    CommunityUnknown,
    CountOutOfOrder,
    EndBeforeFoundation,
    SuccessorMissing,
)
from services.councils.domain.mandate import OfAnotherCommunity
from services.councils.domain.types import CommunityId, centre_id
from shared.contracts.councils.community import (
    CentreKind,
    CentreOpened,
    CommunityAbolished,
    CommunityEstablished,
    CommunityEvent,
    CommunityMerged,
    CommunitySplit,
    PopulationCounted,
)
from shared.kernel.actors import Actor, ActorId, Role
from shared.kernel.envelope import Codec, LogName, Stamp, encode
from shared.kernel.instants import start_of
from shared.kernel.policy import Policy, PolicyEntry, PolicyValue
from shared.kernel.provenance import Provenance
from shared.kernel.refusals import CorruptStream, Refusal
from shared.testing.decider import CLERK, Spec, context, known

SPEC = Spec(COMMUNITY)
REFORM, THE_DAY_BEFORE = date(2013, 9, 29), date(2013, 9, 28)
DONGGUAN = CommunityId("dongguan")


def policy(value: PolicyValue, effective_on: date = date(2013, 1, 1)) -> Policy:
    key = "structure.centres.WORK.name_zh"
    entry = PolicyEntry(
        key=key, value=value, effective_on=effective_on, basis="of the test", provenance=Provenance.DEFAULT
    )
    return Policy.of([entry])


CONTEXT = context(policy=policy("社区综治工作中心"))

establish = EstablishCommunity(
    name_zh="东关", name_en="Dongguan", founded_on=REFORM, provenance=Provenance.ARTICLE, source="S1"
)
established = CommunityEstablished(
    name_zh="东关", name_en="Dongguan", aliases=(), founded_on=REFORM, provenance=Provenance.ARTICLE, source="S1"
)


def centre(kind: CentreKind, name_zh: str | None, opened_on: date = REFORM) -> OpenCentre:
    return OpenCentre(
        community_id=DONGGUAN,
        kind=kind,
        name_zh=name_zh,
        name_en="Centre",
        opened_on=opened_on,
        provenance=Provenance.ARTICLE,
        source="S1",
    )


def opened(kind: CentreKind, name_zh: str, opened_on: date = REFORM) -> CentreOpened:
    return CentreOpened(
        centre_id=centre_id(DONGGUAN, kind),
        community_id=DONGGUAN,
        kind=kind,
        name_zh=name_zh,
        name_en="Centre",
        opened_on=opened_on,
        provenance=Provenance.ARTICLE,
        source="S1",
    )


SERVICE, WORK = CentreKind.PUBLIC_SERVICE, CentreKind.WORK
service = opened(SERVICE, "公共服务中心")
work = opened(WORK, "东关社区综治工作中心")

ROWS = {
    "a community is established": ([], establish, [established]),
    "establishing twice records once": ([established], establish, []),
    "a centre opens": ([established], centre(SERVICE, "公共服务中心"), [service]),
    "the same centre opens once": ([established, service], centre(SERVICE, "公共服务中心"), []),
    "a second centre of the kind may not": (
        [established, service],
        centre(SERVICE, "第二中心"),
        CentreExists(SERVICE, service.centre_id),
    ),
    "not even without a name": (
        [established, service],
        centre(SERVICE, None),
        CentreExists(SERVICE, service.centre_id),
    ),
    "nor on a later day": ([established, service], centre(SERVICE, "公共服务中心", date(2014, 1, 1)), CentreExists),
    "the centre of the other kind may": ([established, service], centre(WORK, None), [work]),
    "a nameless work centre is called as the policy says": ([established], centre(WORK, None), [work]),
    "and opens once": ([established, work], centre(WORK, None), []),
    "a name that is given goes before the policy": (
        [established],
        centre(WORK, "综治中心"),
        [opened(WORK, "综治中心")],
    ),
    "a kind that the policy does not name needs a name": ([established], centre(SERVICE, None), CentreNameMissing),
    "no centre is a day older than its community": (
        [established],
        centre(SERVICE, "公共服务中心", THE_DAY_BEFORE),
        CentreBeforeCommunity(REFORM),
    ),
    "no centre opens in no community": ([], centre(SERVICE, "公共服务中心"), CommunityUnknown),
}


@pytest.mark.parametrize(("given", "when", "then"), ROWS.values(), ids=ROWS.keys())
def test_community(given, when, then):
    SPEC.check(given, when, then, CONTEXT)


@pytest.mark.parametrize(("own", "then"), [(True, [service]), (False, OfAnotherCommunity("dongguan"))])
def test_a_working_committee_opens_the_centres_of_its_own_community(own, then):
    actor = Actor(ActorId("w1"), Role.WORKING_COMMITTEE, DONGGUAN if own else "taining")
    SPEC.check([established], centre(SERVICE, "公共服务中心"), then, replace(CONTEXT, actor=actor))


OTHER, YOUNG = CommunityId("zhoujiaquan"), CommunityId("young")
NEXT_YEAR = date(2014, 1, 1)


def count(residents: int, counted_on: date = NEXT_YEAR) -> CountPopulation:
    return CountPopulation(community_id=DONGGUAN, residents=residents, counted_on=counted_on, source="a census")


def counted(residents: int, counted_on: date = NEXT_YEAR) -> PopulationCounted:
    return PopulationCounted(residents=residents, counted_on=counted_on, source="a census")


def split(*into_ids: str, effective_on: date = NEXT_YEAR) -> SplitCommunity:
    return SplitCommunity(community_id=DONGGUAN, into_ids=into_ids, effective_on=effective_on, basis="a decision")


def merge(into_id: str, effective_on: date = NEXT_YEAR) -> MergeCommunity:
    return MergeCommunity(community_id=DONGGUAN, into_id=into_id, effective_on=effective_on, basis="a decision")


def founded(founded_on: date) -> CommunityEstablished:
    return established.model_copy(update={"founded_on": founded_on})


RELATED = (
    known(COMMUNITY, DONGGUAN, established)
    | known(COMMUNITY, OTHER, founded(REFORM))
    | known(COMMUNITY, YOUNG, founded(NEXT_YEAR + timedelta(days=1)))
    | known(COMMUNITY, "third", founded(NEXT_YEAR))
    | known(COMMUNITY, "nowhere")
)
merged = CommunityMerged(into_id=OTHER, effective_on=NEXT_YEAR, basis="a decision")
parts = CommunitySplit(into_ids=(OTHER, "third"), effective_on=NEXT_YEAR, basis="a decision")
abolish = AbolishCommunity(effective_on=NEXT_YEAR, basis="a decision")
abolished = CommunityAbolished(effective_on=NEXT_YEAR, basis="a decision")

CHANGES = {
    "people are counted": ([established], count(25_000), [counted(25_000)]),
    "and counted again": ([established, counted(25_000)], count(25_100), [counted(25_100)]),
    "the same count says nothing": ([established, counted(25_000)], count(25_000), []),
    "not on a day before the last count": (
        [established, counted(25_000)],
        count(24_000, date(2013, 12, 31)),
        CountOutOfOrder(NEXT_YEAR),
    ),
    "nor before the foundation": ([established], count(24_000, THE_DAY_BEFORE), CountOutOfOrder(REFORM)),
    "a community that ended is counted no more": ([established, merged], count(0), CommunityEnded(NEXT_YEAR)),
    "a day earlier it is": (
        [established, merged],
        count(1, date(2013, 12, 31)),
        [counted(1, date(2013, 12, 31))],
    ),
    "nothing is counted where there is no community": ([], count(1), CommunityUnknown),
    "a community is merged": ([established], merge(OTHER), [merged]),
    "and merged once": ([established, merged], merge(OTHER), []),
    "not into itself": ([established], merge(DONGGUAN), SuccessorMissing),
    "nor into one that nobody founded": ([established], merge("nowhere"), SuccessorMissing),
    "nor into one that is founded a day later": ([established], merge(YOUNG), SuccessorMissing),
    "it was a community for a day at least": ([established], merge(OTHER, REFORM), EndBeforeFoundation(REFORM)),
    "a community is split": ([established], split(OTHER, "third"), [parts]),
    "not into a part that stands nowhere": ([established], split(OTHER, "nowhere"), SuccessorMissing),
    "what was merged is not split": ([established, merged], split(OTHER, "third"), CommunityEnded(NEXT_YEAR)),
    "a community is abolished": ([established], abolish, [abolished]),
    "and abolished once": ([established, abolished], abolish, []),
    "there must be one": ([], abolish, CommunityUnknown),
    "no centre opens in what ended": (
        [established, merged],
        centre(SERVICE, "公共服务中心", NEXT_YEAR),
        CommunityEnded(NEXT_YEAR),
    ),
}


@pytest.mark.parametrize(("given", "when", "then"), CHANGES.values(), ids=CHANGES.keys())
def test_a_changing_community(given, when, then):
    SPEC.check(given, when, then, CONTEXT, RELATED)


@pytest.mark.parametrize("ending", [merged, parts, abolished])
def test_it_stands_from_its_first_day_until_the_day_before_it_ends(ending):
    community = COMMUNITY.fold([established, ending])
    days = (THE_DAY_BEFORE, REFORM, NEXT_YEAR - timedelta(days=1), NEXT_YEAR)
    assert [stands_on(community, day) for day in days] == [False, True, True, False]
    assert ending.effective_at() == start_of(NEXT_YEAR)


SIZES = {19_999: Size.BELOW_STANDARD, 20_000: Size.STANDARD, 30_000: Size.STANDARD, 30_001: Size.ABOVE_STANDARD}


@pytest.mark.parametrize(("residents", "size"), SIZES.items())
def test_the_standard_is_twenty_to_thirty_thousand_people(residents, size):
    keys = {"structure.community.min_residents": 20_000, "structure.community.max_residents": 30_000}
    entries = [
        PolicyEntry(key=key, value=value, effective_on=REFORM, basis="news of 2013", provenance=Provenance.LAW)
        for key, value in keys.items()
    ]
    assert size_of(residents, Policy.of(entries), REFORM) is size


POLICIES = {
    "no policy": Policy(),
    "a policy that is no word": policy(3),
    "a policy that comes into force a day later": policy("社区综治工作中心", date(2013, 9, 30)),
}


@pytest.mark.parametrize("in_force", POLICIES.values(), ids=POLICIES.keys())
def test_a_nameless_centre_stays_closed_under(in_force):
    SPEC.check([established], centre(WORK, None), CentreNameMissing(WORK), context(policy=in_force))


def test_facts_count_from_the_beginning_of_their_day():
    assert established.effective_at() == start_of(REFORM)
    assert service.effective_at() == start_of(REFORM)
    assert counted(5_000).effective_at() == start_of(NEXT_YEAR)


@given(st.dates(date(1949, 10, 1), date(2999, 12, 31)))
def test_a_community_of_any_day_can_be_read_from_the_log_again(founded_on):
    event = established.model_copy(update={"founded_on": founded_on})
    stamp = Stamp(LogName("630102", "councils"), start_of(REFORM), CLERK, policy_version=1)
    document = encode(event, "e1", COMMUNITY.ref("c1"), stamp)
    read = Codec("councils", [CommunityEstablished]).decode("huimin.councils.community-established.v1", document)
    assert (read.data, read.effectiveat) == (event, start_of(founded_on))


def test_a_centre_without_its_community_is_no_history():
    with pytest.raises(CorruptStream):
        COMMUNITY.fold([service])


def test_the_centre_of_another_community_or_kind_has_another_id():
    ids = {centre_id(community, kind) for community in ("dongguan", "dazhong") for kind in CentreKind}
    assert len(ids) == 4


@given(
    st.lists(
        st.builds(
            centre,
            st.sampled_from(CentreKind),
            st.sampled_from([None, "甲", "乙"]),
            st.dates(date(2013, 9, 27), date(2013, 10, 2)),
        )
    )
)
def test_there_is_never_a_second_centre_of_a_kind(commands):
    history: list[CommunityEvent] = [established]
    for command in commands:
        decided = COMMUNITY.decide(command, COMMUNITY.fold(history), CONTEXT)
        history += [] if isinstance(decided, Refusal) else decided
    kinds = [event.kind for event in history if isinstance(event, CentreOpened)]
    assert len(kinds) == len(set(kinds))
    assert all(event.opened_on >= REFORM for event in history if isinstance(event, CentreOpened))
