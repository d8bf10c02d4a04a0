"""S1 through HTTP and Redis: the structure of the district after the reform, and who sits in 东关's working committee.
Then S10(a): what is built for its communities and committees, two years later.

Persons, units and the day of their heads are policy of the test; communities, centres and functions are the seed's.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from typing import Any

import pytest

from deploy.client import Client
from deploy.seeding import load
from shared.kernel.actors import Role
from tests.journeys.answers import fen, log_of, now_and_then, refused, words
from tests.journeys.district import District, running
from tests.journeys.people import resident

pytestmark = pytest.mark.server

_keys = count()
TOWN = "韵家口镇"
HONOURS = (
    ("全国和谐社区建设示范城区", "2015-04-24"),
    ("全国第三批社区治理和服务创新实验区", "2015-07-01"),
)


@pytest.fixture(scope="module")
def district(tmp_path_factory: pytest.TempPathFactory) -> Iterator[District]:
    with running(tmp_path_factory.mktemp("structure")) as here:
        yield here


@pytest.fixture(scope="module")
def communities(district: District) -> dict[str, dict[str, Any]]:
    found = district.anybody().get("councils", "/v1/public/communities")["communities"]
    return {each["name_zh"]: each for each in found}


def say(who: Client, path: str, **body: object) -> dict[str, Any]:
    """A command to councils under a key of its own."""
    return who.post("councils", path, body, f"structure-{next(_keys):04}")


@dataclass(frozen=True)
class WorkingCommittee:
    """东关's working committee and somebody of it, the units U1 and U2, and three heads of Party organisations."""

    office: Client
    path: str
    u1: str
    u2: str
    p1: str
    p2: str
    p3: str

    def appoint(self, unit: str, person: str, from_on: str = "2013-10-08") -> tuple[str, dict[str, str]]:
        return f"{self.path}/part-time-members", {"unit_id": unit, "person_id": person, "from_on": from_on}


@pytest.fixture(scope="module")
def dongguan(district: District, communities: dict[str, dict[str, Any]]) -> WorkingCommittee:
    here, there = communities["东关"]["id"], communities["泰宁"]["id"]
    people = [say(district.admin, "/v1/people", **resident(f"示例·书记{n}"))["id"] for n in (1, 2, 3)]
    units = [
        say(
            district.admin,
            "/v1/resident-units",
            community_id=community,
            kind=kind,
            name_zh=name,
            party_org={"head_id": head, "party_member_count": 5},
            resident_from_on="2013-09-29",
        )["id"]
        for community, kind, name, head in (
            (here, "PROPERTY_COMPANY", "示例物业公司", people[0]),
            (there, "NON_PUBLIC_ENTERPRISE", "示例商贸公司", people[1]),
        )
    ]
    path = f"/v1/communities/{here}/party-working-committee"
    office = district.person("w-dongguan", Role.WORKING_COMMITTEE, org=here)
    say(office, path, formed_on="2013-09-29")
    return WorkingCommittee(office, path, *units, *people)


def test_s1_twelve_communities_have_two_centres_each(communities):
    assert len(communities) == 12
    kinds = {tuple(centre["kind"] for centre in each["centres"]) for each in communities.values()}
    assert kinds == {("PUBLIC_SERVICE", "WORK")}
    assert {each["founded_on"] for each in communities.values()} == {"2013-09-29"}


def test_s1_a_second_public_service_centre_may_not(district, communities):
    centre = {"kind": "PUBLIC_SERVICE", "name_zh": "第二中心", "name_en": "Second", "opened_on": "2013-10-01"}
    path = f"/v1/communities/{communities['东关']['id']}/centres"
    assert refused(say, district.admin, path, **centre) == (409, "centre-exists")


def test_s1_the_head_of_a_resident_unit_sits_part_time(district, dongguan):
    district.until("2013-10-08T09:00")
    path, seat = dongguan.appoint(dongguan.u1, dongguan.p1)
    assert words(say(dongguan.office, path, **seat)["events"]) == ["part-time-member-appointed"]
    path, seat = dongguan.appoint(dongguan.u2, dongguan.p2)
    assert refused(say, dongguan.office, path, **seat) == (422, "unit-not-resident")
    assert sitting(district, dongguan) == [dongguan.p1]


def test_s1_a_new_head_of_the_unit_ends_the_seat_of_the_old_one(district, dongguan):
    district.until("2014-03-03T09:00")
    path = f"/v1/resident-units/{dongguan.u1}/head"
    changed = say(district.admin, path, head_id=dongguan.p3, from_on="2014-03-01")
    assert words(changed["events"]) == ["unit-head-changed", "part-time-member-released"]
    community_id = dongguan.path.split("/")[3]
    *_, released = log_of(district.admin, "councils", f"party-working-committee/{community_id}")
    assert released["data"] == {
        **{"person_id": dongguan.p1, "unit_id": dongguan.u1},
        **{"released_on": "2014-03-01", "cause": "HEADSHIP_LOST"},
    }
    assert sitting(district, dongguan) == []
    assert sitting(district, dongguan, as_of="2014-02-28") == [dongguan.p1]

    def sat(**moment: str) -> list[str]:
        return sitting(district, dongguan, **moment)

    the_day_between = "2014-03-02T12:00:00+08:00"
    assert now_and_then(sat, "2014-03-01", the_day_between, changed) == ([], [dongguan.p1], [dongguan.p1])
    path, seat = dongguan.appoint(dongguan.u1, dongguan.p3, "2014-03-03")
    say(dongguan.office, path, **seat)
    assert sitting(district, dongguan, as_of="2014-03-03") == [dongguan.p3]


def sitting(district: District, committee: WorkingCommittee, **when: str) -> list[str]:
    """Who sits in the committee on a day, today unless said."""
    when = when or {"as_of": district.today}
    return [each["person_id"] for each in district.admin.get("councils", committee.path, **when)["members"]]


def test_s1_functions_went_up_and_services_went_down(district):
    passed = district.anybody().get("councils", "/v1/public/district")["transfers"]
    assert {each["function"]: each["to"] for each in passed} == {
        "PARTY_LEADERSHIP": "PARTY_WORKING_COMMITTEE",
        "ECONOMY": "DISTRICT",
        "URBAN_ENFORCEMENT": "DISTRICT",
        "PUBLIC_SERVICE": "CENTRE",
    }


def test_s1_no_committee_of_residents_bears_a_public_function(district):
    transfer = {"function": "PUBLIC_SERVICE", "from_body": "DISTRICT", "to": "RESIDENTS_COMMITTEE", "basis": "a test"}
    path = "/v1/district/function-transfers"
    assert refused(say, district.admin, path, **transfer, effective_on="2014-03-03") == (403, "separation")


def test_s1_the_centre_acts_for_the_subdistrict_office_and_the_town_for_itself(district, communities):
    home = district.anybody()
    office = {"organ": "SUBDISTRICT_OFFICE", "community_id": communities["东关"]["id"]}
    acts = home.get("councils", "/v1/public/acting-body", **office)
    centre = next(each for each in communities["东关"]["centres"] if each["kind"] == "PUBLIC_SERVICE")
    assert (acts["kind"], acts["id"]) == ("CENTRE", centre["id"])
    before = ("councils", "/v1/public/acting-body")
    assert refused(home.get, *before, **office, as_of="2013-09-28") == (404, "no-acting-body")

    streets = {each["name_zh"]: each["code"] for each in district.admin.get("councils", "/v1/streets")["streets"]}
    town = {"organ": "TOWN_GOVERNMENT", "street_code": streets[TOWN]}
    assert home.get("councils", "/v1/public/acting-body", **town) == {
        "kind": "TOWN",
        "id": streets[TOWN],
        "name_zh": TOWN,
    }


def test_s1_both_hierarchies_stand_side_by_side(district):
    both = district.anybody().get("councils", "/v1/public/hierarchies")
    (fangzhi,) = (
        (community["name_zh"], each["id"])
        for community in both["communities"]
        for each in community["committees"]
        if each["stat_code_12"] == "630102101006"
    )
    town = next(each for each in both["streets"] if each["name_zh"] == TOWN)
    assert fangzhi[0] == "互中", "its community"
    assert fangzhi[1] in [each["id"] for each in town["committees"]], "its place in statistics"
    assert sum(len(each["committees"]) for each in both["streets"]) == 59
    assert len(both["unassigned"]) == 48


def test_s1_titles_of_the_district_are_read_by_anybody(district):
    district.until("2015-07-02T09:00")
    for title, awarded_on in HONOURS:
        say(district.admin, "/v1/district/honours", title=title, awarded_by="民政部", awarded_on=awarded_on)
    shown = district.anybody().get("councils", "/v1/public/district")["honours"]
    assert [(each["title"], each["awarded_on"]) for each in shown] == list(HONOURS)
    units = district.anybody().get("councils", "/v1/public/resident-units")["units"]
    assert [each["name_zh"] for each in units] == ["示例物业公司", "示例商贸公司"]


# --- S10(a): what is built for communities and committees -------------------

STANDING = {
    "COMPLETED": {"为民", "德令哈路"},
    "UNDER_CONSTRUCTION": {"东兴", "青藏花园"},
    "CONTRACT_SIGNED": {"泰宁", "纺织", "园山"},
    "SITE_SELECTED": {"夏都花园", "团结", "树林巷", "康南", "康西"},
}
PAPER = {"document": "paper-1"}


def build(district: District, path: str, **body: object) -> dict[str, Any]:
    """A command to grants about what is built, from paper."""
    return district.admin.post("grants", f"/v1/infra-projects{path}", body, f"built-{next(_keys):04}")


def planned(district: District, row: dict[str, Any], communities: dict[str, dict[str, Any]]) -> str:
    """A project of the seed is put into the plan for whom it is; its id."""
    words_of = {name: said for name, said in row.items() if name not in {"acts", "holder"}}
    told = row["holder"]
    if "community" in told:
        holder = communities[told["community"]]["id"]
    else:
        listed = district.admin.pages("councils", "/v1/committees", "committees")
        holder = next(each["id"] for each in listed if each["stat_code_12"] == told["stat_code_12"])
    return str(build(district, "", **words_of, holder={"kind": told["kind"], "id": holder})["id"])


@pytest.fixture(scope="module")
def projects(district: District, communities: dict[str, dict[str, Any]]) -> dict[str, str]:
    """The twelve of the article by their places, entered on 2016-04-14 with all that had happened."""
    district.until("2016-04-14T09:00")
    ids = {}
    for row in load("infra.yaml"):
        place = next(each for places in STANDING.values() for each in places if row["title"].startswith(each))
        ids[place] = planned(district, row, communities)
        for act in row["acts"]:
            build(district, f"/{ids[place]}/{act['path']}", **act["body"])
    return ids


def test_s10a_the_twelve_projects_stand_where_the_article_says(district, projects):
    district.settle()
    places = {id_: place for place, id_ in projects.items()}
    for status, names in STANDING.items():
        listed = district.anybody().get("grants", "/v1/public/infra-projects", status=status)["infra_projects"]
        assert {places[each["id"]] for each in listed} == names


def test_s10a_what_is_bought_is_as_large_as_what_is_new_and_an_office_has_no_rule(district, projects, communities):
    bought, office = (f"/{projects[place]}" for place in ("园山", "泰宁"))
    for path in (bought, office):
        build(district, f"{path}/completion", completed_on="2016-04-10")
    measured = {**PAPER, "accepted_on": "2016-04-13"}
    small = refused(build, district, f"{bought}/acceptance", area_m2=480, **measured)
    assert small == (422, "area-below-minimum")
    for path, area in ((bought, 520), (office, 280)):
        accepted = build(district, f"{path}/acceptance", area_m2=area, **measured)
        assert words(accepted["events"]) == ["project-accepted"]
    existing = next(row for row in load("infra.yaml") if row["mode"] == "RENOVATE")
    design = {**PAPER, "area_m2": 280, "approved_on": "2016-04-14"}
    approved = build(district, f"/{planned(district, existing, communities)}/design-approval", **design)
    assert words(approved["events"]) == ["design-approved", "area-target-missed"], "of what is there it is warned"

    def stage(**moment: str) -> str:
        return str(district.admin.get("grants", f"/v1/infra-projects{bought}", **moment)["status"])

    when_asked = "2016-04-14T08:00:00+08:00"
    assert stage(as_of="2016-04-13") == "ACCEPTED"
    assert refused(stage, as_of="2016-04-13", known_at=when_asked)[0] == 404, "nobody had entered it"


def test_s10a_nothing_is_signed_that_its_sources_do_not_cover(district, projects, communities):
    row = next(each for each in load("infra.yaml") if each["title"].startswith("泰宁"))
    path = f"/{planned(district, row, communities)}"
    source = {**PAPER, "source_id": "s-1", "amount": fen(100)}
    build(district, f"{path}/applications", **source, level="PROVINCE", applied_on="2015-04-01")
    build(district, f"{path}/site", site="互助中路", selected_on="2015-05-01")
    build(district, f"{path}/grants", **source, granted_on="2016-03-31")
    contract = {**PAPER, "signed_on": "2016-04-01"}
    gap = refused(build, district, f"{path}/premises-contract", **contract, price=fen(101))
    assert gap == (422, "funding-gap")
    signed = build(district, f"{path}/premises-contract", **contract, price=fen(100))
    assert words(signed["events"]) == ["premises-contract-signed"]
