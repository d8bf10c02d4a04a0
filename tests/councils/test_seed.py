"""The seed: what is in it, and that every row passes its decider."""

from __future__ import annotations

from datetime import date
from itertools import groupby

import pytest

from services.councils.domain.committee import COMMITTEE, Unassigned
from services.councils.domain.community import COMMUNITY, Community, OpenCentre
from services.councils.domain.statistical_code import STATISTICAL_CODE, TakeStatisticalCode
from services.councils.domain.street import STREET
from services.councils.domain.types import CommitteeId, CommunityId, centre_id
from shared.contracts.councils.committee import CommitteeAssigned, CommitteeFounded, CommitteeKind
from shared.contracts.councils.community import CentreKind, CommunityEstablished
from shared.contracts.councils.statistical_code import StatisticalCodeTaken
from shared.contracts.councils.street import StreetListed
from shared.kernel.policy import Policy, PolicyEntry
from shared.kernel.provenance import Provenance
from shared.kernel.refusals import Refusal
from shared.testing.decider import Spec, context, known
from tests.councils import seed

REFORM = date(2013, 9, 29)
CONTEXT = context(
    "2013-09-29T09:00+08:00",
    policy=Policy.of(
        [
            PolicyEntry(
                key="structure.centres.WORK.name_zh",
                value="社区综治工作中心",
                effective_on=date(2013, 1, 1),
                basis="of the test",
                provenance=Provenance.DEFAULT,
            )
        ]
    ),
)
COMMUNITIES, STREETS, COMMITTEES, ASSIGNMENTS = (
    seed.communities(),
    seed.streets(),
    seed.committees(),
    seed.assignments(),
)

NAMED_BY_THE_ARTICLE = {
    "为民": "630102004004",
    "德令哈路": "630102003011",
    "东兴": "630102101003",
    "纺织": "630102101006",
    "园山": "630102003008",
    "夏都花园": "630102002009",
    "团结": "630102002008",
    "树林巷": "630102003009",
    "康南": "630102006009",
    "康西": "630102003013",
}


def test_there_are_the_twelve_communities_of_the_reform():
    names = [
        "东关",
        "清真巷",
        "国际村",
        "周家泉",
        "富强巷",
        "大众",
        "泰宁",
        "康乐",
        "青藏花园",
        "林家崖",
        "互中",
        "火车站",
    ]
    assert [row.name_zh for row in COMMUNITIES] == names
    assert {row.founded_on for row in COMMUNITIES} == {REFORM}
    assert len(set(names)) == len(COMMUNITIES) == 12


def test_each_community_has_one_centre_of_each_kind():
    assert all([centre.kind for centre in row.centres] == list(CentreKind) for row in COMMUNITIES)


def test_there_are_10_streets_39_residents_committees_and_20_villages():
    assert len({street.code for street in STREETS}) == len(STREETS) == 10
    kinds = [committee.kind for committee in COMMITTEES]
    assert (kinds.count(CommitteeKind.RESIDENTS), kinds.count(CommitteeKind.VILLAGERS)) == (39, 20)
    assert len({committee.stat_code_12 for committee in COMMITTEES}) == 59


def test_the_ten_committees_of_the_article_are_there_under_their_codes():
    codes = {alias: committee.stat_code_12 for committee in COMMITTEES for alias in committee.aliases}
    assert NAMED_BY_THE_ARTICLE.items() <= codes.items()


def test_the_committee_tuanjie_and_the_village_tuanjie_are_two():
    found = {one.stat_code_12: (one.name_zh, one.kind) for one in COMMITTEES if one.name_zh.startswith("团结")}
    assert found == {
        "630102002008": ("团结社区居民委员会", CommitteeKind.RESIDENTS),
        "630102006201": ("团结村村民委员会", CommitteeKind.VILLAGERS),
    }


def test_the_kind_of_a_committee_is_what_its_name_says():
    for committee in COMMITTEES:
        assert committee.name_zh.endswith("村民委员会") is (committee.kind is CommitteeKind.VILLAGERS)


def test_only_stated_pairs_claim_a_source_and_the_others_are_fixtures():
    aliases = {committee.stat_code_12: committee.aliases for committee in COMMITTEES}
    pairs = {
        provenance: {(*aliases[row.stat_code_12], row.community) for row in rows}
        for provenance, rows in groupby(ASSIGNMENTS, key=lambda row: row.provenance)
    }
    assert pairs == {
        Provenance.ARTICLE: {("纺织", "互中"), ("园山", "大众")},
        Provenance.LAW: {("慈幼", "东关")},
        Provenance.DEFAULT: {
            ("为民", "周家泉"),
            ("德令哈路", "大众"),
            ("东兴", "互中"),
            ("夏都花园", "清真巷"),
            ("团结", "清真巷"),
            ("树林巷", "泰宁"),
            ("康南", "康乐"),
            ("康西", "康乐"),
        },
    }


def centre_commands(row: seed.CommunityRow) -> list[OpenCentre]:
    return [OpenCentre(community_id=CommunityId(row.name_en), **centre.model_dump()) for centre in row.centres]


@pytest.mark.parametrize("row", COMMUNITIES, ids=lambda row: row.name_zh)
def test_a_community_is_established_and_opens_both_centres(row):
    state = COMMUNITY.initial
    for command in (row.command(), *centre_commands(row)):
        decided = COMMUNITY.decide(command, state, CONTEXT)
        assert not isinstance(decided, Refusal)
        state = COMMUNITY.fold(decided, state)
    assert isinstance(state, Community)
    assert (state.name_zh, state.founded_on) == (row.name_zh, REFORM)
    assert {kind: centre.name_zh for kind, centre in state.centres.items()} == {
        CentreKind.PUBLIC_SERVICE: f"{row.name_zh}社区公共服务中心",
        CentreKind.WORK: f"{row.name_zh}社区综治工作中心",
    }
    assert {centre.centre_id for centre in state.centres.values()} == {
        centre_id(row.name_en, kind) for kind in CentreKind
    }


@pytest.mark.parametrize("command", STREETS, ids=lambda command: command.name_zh)
def test_a_street_is_listed(command):
    Spec(STREET).check([], command, [StreetListed(**command.model_dump(exclude={"division"}))], CONTEXT)


@pytest.mark.parametrize("command", COMMITTEES, ids=lambda command: command.name_zh)
def test_a_committee_is_founded_in_its_street_under_a_free_code(command):
    listed = [StreetListed(**street.model_dump(exclude={"division"})) for street in STREETS]
    street = next(event for event in listed if event.code == command.street_code)
    related = known(STREET, command.street_code, street)
    Spec(COMMITTEE).check([], command, [CommitteeFounded(**command.model_dump())], CONTEXT, related)
    take = TakeStatisticalCode(committee_id=CommitteeId(command.stat_code_12))
    taken = [StatisticalCodeTaken(committee_id=command.stat_code_12)]
    Spec(STATISTICAL_CODE).check([], take, taken, CONTEXT)


@pytest.mark.parametrize("row", ASSIGNMENTS, ids=lambda row: row.stat_code_12)
def test_a_committee_is_assigned_to_a_community_of_the_seed(row):
    community = next(each for each in COMMUNITIES if each.name_zh == row.community)
    founded = next(each for each in COMMITTEES if each.stat_code_12 == row.stat_code_12)
    given = [CommitteeFounded(**founded.model_dump())]
    assert COMMITTEE.fold(given) == Unassigned(founded.kind)
    command = row.command(CommunityId("of the seed"))
    related = known(COMMUNITY, command.community_id, CommunityEstablished(**community.command().model_dump()))
    Spec(COMMITTEE).check(given, command, [CommitteeAssigned(**command.model_dump())], CONTEXT, related)
