"""The structure of the district through HTTP, on a server: people, units, working committees, what they do together,
communities that change, what lies beside a committee, and what anybody may read.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import date
from typing import Any

import pytest

from services.councils.domain.types import centre_id
from shared.contracts.councils.community import CentreKind
from shared.kernel.actors import Role
from shared.kernel.policy import PolicyValue
from tests.councils.service import Desk, desk_on, slug

pytestmark = pytest.mark.server

THIS_YEAR, THIS_QUARTER = date.today().year, (date.today().month - 1) // 3 + 1  # noqa: DTZ011 - the server's own clock
MA = {"name": "示例·马书记", "id_number": "630102198503120015"}
HAN = {"name": "示例·韩书记", "id_number": "630102196207081227"}
LI = {"name": "示例·李书记", "id_number": "630102199912310041"}
POLICY: dict[str, dict[str, PolicyValue]] = {
    "structure": {
        "part_time.min_party_members": 3,
        "part_time.party_members_asked_of": ("PUBLIC_INSTITUTION", "OTHER"),
        "centres.WORK.name_zh": "社区综治工作中心",
        "community.min_residents": 20_000,
        "community.max_residents": 30_000,
        "grid.members": 2,
        "officer_kinds": ("PARTY_LIAISON", "PUBLIC_INFORMATION"),
    },
    "joint": {
        "min_units": 2,
        "pledge_lists": ("RESOURCE", "NEED", "PROJECT"),
        "pledge_due_month_day": "03-31",
        "pledge_check_quarter": THIS_QUARTER,
    },
}
CLERK, WORKING, DELEGATE, COMMITTEE = (Role.CLERK, Role.WORKING_COMMITTEE, Role.UNIT_DELEGATE, Role.COMMITTEE)


@pytest.fixture
async def desk(server, tmp_path) -> AsyncIterator[Desk]:
    async with desk_on(server, tmp_path) as here:
        for prefix, values in POLICY.items():
            for position, (key, value) in enumerate(values.items(), start=1):
                await here.know(f"{prefix}.{key}", value, position)
        yield here


async def community(desk: Desk, name_en: str, founded_on: str = "2013-09-29") -> str:
    return await desk.new("/v1/communities", name_zh="示例", name_en=name_en, founded_on=founded_on)


async def committee(desk: Desk, number: str) -> str:
    await desk.send("/v1/streets", code="630102002", name_zh="清真巷街道")
    code = {"stat_code_12": f"630102002{number}", "street_code": "630102002"}
    return await desk.new("/v1/committees", kind="RESIDENTS", name_zh="示例社区居民委员会", **code)


async def unit(desk: Desk, community_id: str, head_id: str | None = None, **said: Any) -> str:
    words = {"kind": "PROPERTY_COMPANY", "name_zh": "示例物业公司", "resident_from_on": "2014-01-01", **said}
    party = {"party_org": {"head_id": head_id, "party_member_count": 5}} if head_id else {}
    return await desk.new("/v1/resident-units", community_id=community_id, **words, **party)


async def asked(desk: Desk, path: str, role: Role | None = Role.ADMIN, /, **parameters: str) -> dict[str, Any]:
    answer = await desk.ask(path, role, **parameters)
    assert answer.is_success, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def history(desk: Desk, path: str) -> list[str]:
    return [each["type"].split(".")[2] for each in (await asked(desk, f"{path}/history"))["events"]]


# --- people -----------------------------------------------------------------


async def test_people_are_entered_once_and_known_without_a_name(desk):
    first = await desk.send("/v1/people", CLERK, **MA)
    again = await desk.send("/v1/people", **{**MA, "name": "示例·马某"})
    ma, han = first.json()["id"], await desk.new("/v1/people", **HAN)
    assert (first.status_code, again.status_code, again.json()["id"]) == (201, 200, ma)
    assert await desk.do(f"/v1/people/{ma}/kin", person_id=han, kinship="SPOUSE") == ["kinship-declared"] * 2
    refused = await desk.send(f"/v1/people/{han}/kin", person_id=ma, kinship="DIRECT")
    assert slug(refused) == (409, "kin-otherwise")
    assert await asked(desk, f"/v1/people/{han}", COMMITTEE) == {
        "id": han,
        "kin": [{"person_id": ma, "kinship": "SPOUSE"}],
    }
    assert (await desk.ask(f"/v1/people/{ma}", Role.RESIDENT)).status_code == 403
    assert (await desk.ask(f"/v1/people/{ma}/name", COMMITTEE)).status_code == 403
    assert await asked(desk, f"/v1/people/{ma}/name", CLERK) == {"name": MA["name"]}
    assert await desk.do(f"/v1/people/{han}/kin-endings", person_id=ma) == ["kinship-ended"] * 2
    assert (await asked(desk, f"/v1/people/{ma}"))["kin"] == []
    assert await history(desk, f"/v1/people/{ma}") == ["person-entered", "kinship-declared", "kinship-ended"]
    wrong = await desk.send("/v1/people", name="示例", id_number="630102198503120016")
    assert slug(wrong) == (422, "id-number-invalid")
    assert (await desk.send("/v1/people", Role.RESIDENT, **MA)).status_code == 403
    for path in ("/v1/people/nobody", "/v1/people/nobody/name"):
        assert slug(await desk.ask(path, CLERK)) == (404, "not-found")


# --- units and working committees -------------------------------------------


async def test_the_seat_of_a_unit_ends_with_what_it_rests_on(desk):
    here, there = await community(desk, "Here"), await community(desk, "There")
    ma, han, li = [await desk.new("/v1/people", **each) for each in (MA, HAN, LI)]
    u1, u2 = await unit(desk, here, ma, uscc="51630102MJX000018F"), await unit(desk, there, han)
    path = f"/v1/communities/{here}/party-working-committee"
    seat = {"unit_id": u1, "person_id": ma, "from_on": "2014-03-01"}
    assert slug(await desk.send(f"{path}/part-time-members", **seat)) == (404, "working-committee-unknown")
    assert await desk.do(path, formed_on="2013-09-29") == ["working-committee-formed"]
    leads = {"person_id": li, "role": "SECRETARY", "from_on": "2013-09-29"}
    assert await desk.do(f"{path}/full-time-members", **leads) == ["full-time-member-appointed"]
    assert await desk.do(f"{path}/part-time-members", WORKING, here, **seat) == ["part-time-member-appointed"]
    assert slug(await desk.send(f"{path}/part-time-members", WORKING, there, **seat)) == (403, "of-another-community")
    elsewhere = {**seat, "unit_id": u2, "person_id": han}
    assert slug(await desk.send(f"{path}/part-time-members", **elsewhere)) == (422, "unit-not-resident")
    assert (await desk.send(f"{path}/part-time-members", CLERK, **elsewhere)).status_code == 403

    changed = await desk.do(f"/v1/resident-units/{u1}/head", head_id=han, from_on="2014-06-01")
    assert changed == ["unit-head-changed", "part-time-member-released"]
    shown = await asked(desk, path)
    assert shown["members"][1] == {
        **{"person_id": ma, "seat": "PART_TIME", "role": "MEMBER", "from_unit_id": u1},
        **{"from_on": "2014-03-01", "released_on": "2014-06-01"},
    }
    assert await sitting(desk, path, as_of="2014-05-31") == [li, ma]
    assert await sitting(desk, path, as_of="2014-06-01") == [li]

    again = {"unit_id": u1, "person_id": han, "from_on": "2014-06-01"}
    await desk.do(f"{path}/part-time-members", **again)
    moved = await desk.do(f"/v1/resident-units/{u1}/move", community_id=there, from_on="2014-07-01")
    assert moved == ["unit-moved", "part-time-member-released"]
    assert await desk.do(f"{path}/releases", person_id=li, released_on="2014-08-01") == ["full-time-member-released"]
    listed = (await asked(desk, "/v1/party-working-committees"))["working_committees"]
    assert listed == [{"community_id": here, "formed_on": "2013-09-29", "members": []}]
    assert (await history(desk, path))[-2:] == ["part-time-member-released", "full-time-member-released"]
    assert slug(await desk.ask(f"/v1/communities/{there}/party-working-committee", CLERK)) == (404, "not-found")


async def sitting(desk: Desk, path: str, **when: str) -> list[str]:
    return [each["person_id"] for each in (await asked(desk, path, Role.ADMIN, **when))["members"]]


async def test_a_unit_is_registered_read_and_leaves(desk):
    here = await community(desk, "Here")
    ma = await desk.new("/v1/people", **MA)
    school = await unit(desk, here, ma, kind="PUBLIC_INSTITUTION", name_zh="示例小学")
    wrong = {"community_id": here, "kind": "OTHER", "name_zh": "示例", "resident_from_on": "2014-01-01"}
    assert slug(await desk.send("/v1/resident-units", **wrong, uscc="5163010200000000XX")) == (422, "invalid-code")
    assert (await desk.send("/v1/resident-units", Role.RESIDENT, **wrong)).status_code == 403
    counted = await desk.do(
        f"/v1/resident-units/{school}/party-member-count", party_member_count=2, counted_on="2014-06-01"
    )
    assert counted == ["unit-party-members-counted"]
    await desk.do(f"/v1/communities/{here}/party-working-committee", formed_on="2013-09-29")
    seat = {"unit_id": school, "person_id": ma, "from_on": "2014-06-01"}
    few = await desk.send(f"/v1/communities/{here}/party-working-committee/part-time-members", **seat)
    assert (slug(few), few.json()["minimum"]) == ((422, "too-few-party-members"), 3)

    shown = await asked(desk, f"/v1/resident-units/{school}", DELEGATE)
    assert (shown["name_zh"], shown["head_id"], shown["party_member_count"]) == ("示例小学", ma, 2)
    page = await asked(desk, "/v1/resident-units", COMMITTEE, community_id=here)
    assert page == {"units": [shown]}
    public = await asked(desk, "/v1/public/resident-units", None, community_id=here)
    words = {"community_id": here, "kind": "PUBLIC_INSTITUTION", "name_zh": "示例小学"}
    assert public == {"units": [{"id": school, **words}]}
    assert (await desk.ask(f"/v1/resident-units/{school}", Role.RESIDENT)).status_code == 403

    left = await desk.do(f"/v1/resident-units/{school}/leaving", cause="CLOSED", left_on="2015-01-01")
    assert left == ["unit-left", "pledges-ended"]
    assert (await asked(desk, "/v1/public/resident-units", None))["units"] == []
    assert (await asked(desk, f"/v1/resident-units/{school}"))["left_on"] == "2015-01-01"
    assert "left_on" not in await asked(desk, f"/v1/resident-units/{school}", Role.ADMIN, as_of="2014-12-31")
    assert await history(desk, f"/v1/resident-units/{school}") == [
        *("unit-registered", "unit-party-members-counted", "unit-left")
    ]
    for path in (f"/v1/resident-units/{school}/head", "/v1/resident-units/nobody/head"):
        assert (await desk.send(path, from_on="2015-02-01")).status_code in {404, 409}


# --- joint building ---------------------------------------------------------


async def test_units_and_a_working_committee_do_something_together(desk):
    here = await community(desk, "Here")
    u1, u2, u3 = [await unit(desk, here) for _ in range(3)]
    plan = {"community_id": here, "subject": "PUBLIC_GOOD", "title": "重阳节慰问", "planned_for_on": "2014-10-02"}
    planned = await desk.send("/v1/joint-activities", WORKING, here, **plan, functions=["SERVE_PEOPLE"])
    path = f"/v1/joint-activities/{planned.json()['id']}"
    assert planned.status_code == 201
    assert await desk.do(f"{path}/invitations", unit_ids=[u1, u2, u3]) == ["unit-invited"] * 3
    assert await desk.do(f"{path}/answers", DELEGATE, u1, unit_id=u1, accepts=True) == ["invitation-accepted"]
    other = await desk.send(f"{path}/answers", DELEGATE, u1, unit_id=u2, accepts=True)
    assert slug(other) == (403, "of-another-unit")
    assert await desk.do(f"{path}/answers", CLERK, unit_id=u2, accepts=True) == ["invitation-accepted"]
    assert await desk.do(f"{path}/answers", unit_id=u3, accepts=False) == ["invitation-declined"]

    attendance = [{"unit_id": each, "people": 4, "hours": 8} for each in (u1, u2)]
    alone = await desk.send(f"{path}/holding", held_on="2014-10-02", attendance=attendance[:1])
    assert (slug(alone), alone.json()["broken"]) == ((422, "holding-rules-broken"), ["ENOUGH_UNITS"])
    assert slug(await desk.send(f"{path}/result", summary="x", beneficiaries=1)) == (409, "activity-not-held")
    assert await desk.do(f"{path}/holding", held_on="2014-10-02", attendance=attendance) == ["joint-activity-held"]
    assert (await asked(desk, "/v1/public/joint-activities", None))["activities"] == []
    result = {"summary": "走访 40 户", "beneficiaries": 40}
    assert await desk.do(f"{path}/result", **result) == ["joint-activity-result-published"]
    (told,) = (await asked(desk, "/v1/public/joint-activities", None, community_id=here))["activities"]
    assert (told["units"], told["people"], told["hours"], told["summary"]) == (2, 8, 16, "走访 40 户")
    shown = await asked(desk, path, COMMITTEE)
    assert {each["unit_id"]: each["answer"] for each in shown["invited"]} == {
        **{u1: "ACCEPTED", u2: "ACCEPTED"},
        u3: "DECLINED",
    }
    dropped = await desk.new("/v1/joint-activities", **plan)
    assert await desk.do(f"/v1/joint-activities/{dropped}/cancellation") == ["joint-activity-cancelled"]
    states = {
        state: len((await asked(desk, "/v1/joint-activities", CLERK, state=state))["activities"])
        for state in ("PLANNED", "PUBLISHED", "CANCELLED")
    }
    assert states == {"PLANNED": 0, "PUBLISHED": 1, "CANCELLED": 1}
    assert slug(await desk.ask("/v1/joint-activities", CLERK, state="OVER")) == (400, "invalid-parameter")
    assert (await history(desk, path))[0] == "joint-activity-planned"
    assert (await desk.send("/v1/joint-activities", DELEGATE, u1, **plan)).status_code == 403


async def test_a_unit_pledges_confirms_and_is_checked(desk):
    here = await community(desk, "Here")
    u1, u2 = await unit(desk, here), await unit(desk, here)
    lists = [{"list_of": each, "title": "楼道照明"} for each in ("RESOURCE", "NEED", "PROJECT")]
    path, year = f"/v1/resident-units/{u1}", THIS_YEAR
    few = await desk.send(f"{path}/pledges", DELEGATE, u1, year=year, entries=lists[:2])
    assert (slug(few), few.json()["missing"]) == ((422, "pledge-lists-missing"), ["PROJECT"])
    other = await desk.send(f"{path}/pledges", DELEGATE, u2, year=year, entries=lists)
    assert slug(other) == (403, "of-another-unit")
    assert await desk.do(f"{path}/pledges", DELEGATE, u1, year=year, entries=lists) == ["pledge-made"]
    confirmed = await desk.do(f"{path}/pledge-confirmations", CLERK, year=year, fulfilled=[1, 3])
    assert confirmed == ["pledge-confirmed"]
    late = await desk.send(f"{path}/pledge-confirmations", CLERK, year=year, fulfilled=[4])
    assert slug(late) == (422, "pledge-entry-unknown")
    checked = await desk.do(f"{path}/pledge-checks", WORKING, here, year=year, fulfilled=[1])
    assert checked == ["pledge-checked"]
    assert (await desk.send(f"{path}/pledge-checks", CLERK, year=year, fulfilled=[1])).status_code == 403
    (pledge,) = (await asked(desk, "/v1/pledges", CLERK, unit_id=u1, year=str(year)))["pledges"]
    assert (pledge["entries"], pledge["confirmed"], pledge["checked"]) == (lists, [1, 3], [1])
    assert pledge["missed"] is False
    assert (await asked(desk, "/v1/pledges", CLERK, overdue="true"))["pledges"] == []
    assert (await history(desk, f"{path}/pledges"))[1:] == ["pledge-made", "pledge-confirmed", "pledge-checked"]
    for wrong in ({"year": "soon"}, {"overdue": "maybe"}, {"limit": "0"}):
        assert slug(await desk.ask("/v1/pledges", CLERK, **wrong)) == (400, "invalid-parameter")


# --- communities and the district -------------------------------------------


async def test_communities_are_counted_merged_split_and_abolished(desk):
    one, two, three, four = [await community(desk, name) for name in ("One", "Two", "Three", "Four")]
    census = {"counted_on": "2014-12-31", "source": "a census"}
    assert await desk.do(f"/v1/communities/{one}/population", residents=19_999, **census) == ["population-counted"]
    young = await desk.send(f"/v1/communities/{one}/population", residents=1, **{**census, "counted_on": "2013-01-01"})
    assert slug(young) == (409, "count-out-of-order")
    shown = await asked(desk, f"/v1/communities/{one}", Role.RESIDENT)
    assert (shown["residents"], shown["size"]) == (19_999, "BELOW_STANDARD")

    end = {"effective_on": "2016-01-01", "basis": "a decision of the test"}
    assert await desk.do(f"/v1/communities/{one}/merger", into_id=two, **end) == ["community-merged"]
    assert await desk.do(f"/v1/communities/{three}/split", into_ids=[two, four], **end) == ["community-split"]
    gone = {**end, "effective_on": "2017-01-01"}
    assert await desk.do(f"/v1/communities/{four}/abolition", **gone) == ["community-abolished"]
    assert slug(await desk.send(f"/v1/communities/{two}/merger", into_id=one, **gone)) == (422, "successor-missing")
    assert (await desk.send(f"/v1/communities/{two}/merger", WORKING, two, into_id=four, **end)).status_code == 403
    centre = {"kind": "WORK", "name_en": "Work", "opened_on": "2016-01-01"}
    assert slug(await desk.send(f"/v1/communities/{one}/centres", **centre)) == (409, "community-ended")

    standing = {
        day: {each["id"] for each in (await asked(desk, "/v1/public/communities", None, as_of=day))["communities"]}
        for day in ("2015-12-31", "2016-01-01", "2017-01-01")
    }
    assert standing == {"2015-12-31": {one, two, three, four}, "2016-01-01": {two, four}, "2017-01-01": {two}}
    assert len((await asked(desk, "/v1/communities"))["communities"]) == 4
    assert (await asked(desk, f"/v1/communities/{three}"))["into_ids"] == [two, four]
    assert [each["id"] for each in (await asked(desk, "/v1/public/communities", None))["communities"]] == [two]
    ended = await desk.send(
        "/v1/resident-units", community_id=one, kind="OTHER", name_zh="示例", resident_from_on="2016-01-01"
    )
    assert slug(ended) == (422, "no-standing-community")


async def test_the_district_its_titles_and_who_acts_for_whom(desk):
    here, town = await community(desk, "Here"), "630102101"
    await desk.do("/v1/streets", code=town, name_zh="韵家口镇")
    honour = {"title": "全国和谐社区建设示范城区", "awarded_by": "民政部", "awarded_on": "2015-04-24"}
    assert await desk.do("/v1/district/honours", **honour) == ["honour-awarded"]
    assert (await desk.send("/v1/district/honours", WORKING, here, **honour)).status_code == 403
    passing = {"function": "PUBLIC_SERVICE", "from_body": "SUBDISTRICT", "basis": "DOC-7", "effective_on": "2013-10-01"}
    apart = await desk.send("/v1/district/function-transfers", **passing, to="RESIDENTS_COMMITTEE")
    assert (slug(apart), apart.json()["body"]) == ((403, "separation"), "RESIDENTS_COMMITTEE")
    assert await desk.do("/v1/district/function-transfers", **passing, to="CENTRE") == ["function-transferred"]
    public = await asked(desk, "/v1/public/district", None)
    assert public == {"id": "630102", "honours": [honour], "transfers": [{**passing, "to": "CENTRE"}]}
    assert await asked(desk, "/v1/district", Role.RESIDENT) == public
    before = await asked(desk, "/v1/district", Role.RESIDENT, as_of="2013-09-30")
    assert before == {"id": "630102", "honours": [], "transfers": []}
    assert await history(desk, "/v1/district") == ["honour-awarded", "function-transferred"]

    body = "/v1/public/acting-body"
    office = {"organ": "SUBDISTRICT_OFFICE", "community_id": here}
    assert slug(await desk.ask(body, **office)) == (404, "no-acting-body")
    centre = {"kind": "PUBLIC_SERVICE", "name_zh": "公共服务中心", "name_en": "Centre", "opened_on": "2013-09-29"}
    await desk.do(f"/v1/communities/{here}/centres", **centre)
    acts = await asked(desk, body, None, **office)
    assert acts == {"kind": "CENTRE", "id": centre_id(here, CentreKind.PUBLIC_SERVICE), "name_zh": "公共服务中心"}
    assert slug(await desk.ask(body, **office, as_of="2013-09-30")) == (404, "no-acting-body")
    assert await asked(desk, body, None, organ="TOWN_GOVERNMENT", street_code=town) == {
        **{"kind": "TOWN", "id": town},
        "name_zh": "韵家口镇",
    }
    for wrong in ({}, {"organ": "EMPEROR"}, {"organ": "TOWN_GOVERNMENT"}, {**office, "as_of": "soon"}):
        assert slug(await desk.ask(body, **wrong)) == (400, "invalid-parameter")


# --- beside a committee -----------------------------------------------------


async def test_both_hierarchies_stand_side_by_side(desk):
    here, there = await community(desk, "Here"), await community(desk, "There")
    one, two = await committee(desk, "001"), await committee(desk, "002")
    assigned = {"provenance": "SYNTHETIC", "source": "a test"}
    await desk.do(f"/v1/committees/{one}/assignment", community_id=here, effective_on="2014-01-01", **assigned)
    await desk.do(f"/v1/committees/{one}/assignment", community_id=there, effective_on="2015-01-01", **assigned)
    placed = {}
    for day in ("2013-12-31", "2014-12-31", "2015-01-01"):
        both = await asked(desk, "/v1/public/hierarchies", None, as_of=day)
        placed[day] = [each["id"] for each in both["communities"] if each["committees"]]
        assert [each["id"] for each in both["streets"][0]["committees"]] == [one, two]
        assert two in [each["id"] for each in both["unassigned"]]
    assert placed == {"2013-12-31": [], "2014-12-31": [here], "2015-01-01": [there]}
    assert slug(await desk.ask("/v1/public/hierarchies", as_of="soon")) == (400, "invalid-parameter")


async def test_groups_grid_and_branch_lie_beside_a_committee(desk):
    here = await committee(desk, "001")
    ma, han, li = [await desk.new("/v1/people", **each) for each in (MA, HAN, LI)]
    await groups_have_leaders(desk, f"/v1/committees/{here}/groups", here, ma)
    await cells_have_two_members(desk, f"/v1/committees/{here}/grid-cells", here, (ma, han, li))
    await the_branch_has_posts(desk, f"/v1/committees/{here}/party-branch-committee", ma)


async def groups_have_leaders(desk: Desk, path: str, here: str, ma: str) -> None:
    group = {"group_id": "G1", "name_zh": "第一居民小组", "formed_on": "2014-03-01"}
    assert await desk.do(path, COMMITTEE, here, **group) == ["resident-group-formed"]
    assert slug(await desk.send(path, COMMITTEE, "another", **group)) == (403, "of-another-committee")
    assert slug(await desk.send("/v1/committees/nobody/groups", **group)) == (404, "committee-unknown")
    led = await desk.do(f"{path}/G1/leader", CLERK, person_id=ma, from_on="2014-03-01")
    assert led == ["group-leader-elected"]
    assert (await asked(desk, path, Role.ELECTION_COMMITTEE))["groups"] == [
        {"id": "G1", "name_zh": "第一居民小组", "formed_on": "2014-03-01", "leader_id": ma}
    ]
    assert await desk.do(f"{path}/G1/leader-leaving", left_on="2014-06-01") == ["group-leader-left"]
    assert await desk.do(f"{path}/G1/dissolution", dissolved_on="2014-07-01") == ["resident-group-dissolved"]
    (then,) = (await asked(desk, path, Role.ADMIN, as_of="2014-05-31"))["groups"]
    assert then["leader_id"] == ma
    assert slug(await desk.send(f"{path}/G2/leader", person_id=ma, from_on="2014-03-01")) == (404, "group-unknown")
    assert len(await history(desk, path)) == 4
    assert (await desk.ask(path, Role.RESIDENT)).status_code == 403


async def cells_have_two_members(desk: Desk, path: str, here: str, people: tuple[str, str, str]) -> None:
    ma, han, li = people
    assert await desk.do(path, COMMITTEE, here, cell_id="A1", name_zh="第一网格", drawn_on="2014-03-01") == [
        "grid-cell-drawn"
    ]
    for person in (ma, han):
        posted = await desk.do(f"{path}/A1/members", person_id=person, from_on="2014-03-01")
        assert posted == ["grid-member-posted"]
    full = await desk.send(f"{path}/A1/members", person_id=li, from_on="2014-03-01")
    assert (slug(full), full.json()["limit"]) == ((409, "grid-cell-full"), 2)
    officer = {"person_id": li, "from_on": "2014-03-01"}
    unknown = await desk.send(f"{path}/A1/officers", **officer, kind="TREE_KEEPER")
    assert slug(unknown) == (422, "officer-kind-unknown")
    assert await desk.do(f"{path}/A1/officers", **officer, kind="PARTY_LIAISON") == ["grid-officer-posted"]
    (cell,) = (await asked(desk, path, COMMITTEE))["cells"]
    assert cell["complete"]
    assert [each.get("officer_kind") for each in cell["posts"]] == [None, None, "PARTY_LIAISON"]
    assert await desk.do(f"{path}/A1/leavings", person_id=ma, left_on="2014-06-01") == ["grid-post-left"]
    assert await desk.do(f"{path}/A1/dissolution", dissolved_on="2014-07-01") == ["grid-cell-dissolved"]
    (then,) = (await asked(desk, path, Role.ADMIN, as_of="2014-06-01"))["cells"]
    assert (then["complete"], len(then["posts"])) == (False, 2)
    assert len(await history(desk, path)) == 6
    assert (await desk.send(path, Role.RESIDENT, cell_id="A2", name_zh="x", drawn_on="2014-03-01")).status_code == 403


async def the_branch_has_posts(desk: Desk, path: str, ma: str) -> None:
    term = {"number": 1, "from_on": "2014-03-01", "until_on": "2017-02-28"}
    post = {"title": "SECRETARY", "person_id": ma, "from_on": "2014-03-01"}
    assert slug(await desk.send(f"{path}/posts", **post)) == (409, "no-branch-term")
    assert await desk.do(f"{path}/terms", CLERK, **term) == ["branch-term-begun"]
    assert await desk.do(f"{path}/posts", **post) == ["branch-post-filled"]
    shown = await asked(desk, path, Role.SUPERVISION_COMMITTEE)
    assert (shown["term"], [each["title"] for each in shown["posts"]]) == (1, ["SECRETARY"])
    assert await desk.do(f"{path}/vacancies", person_id=ma, vacated_on="2015-01-01") == ["branch-post-vacated"]
    assert (await asked(desk, path))["posts"] == []
    assert len((await asked(desk, path, Role.ADMIN, as_of="2014-12-31"))["posts"]) == 1
    assert await history(desk, path) == ["branch-term-begun", "branch-post-filled", "branch-post-vacated"]
    assert (await desk.send(f"{path}/terms", COMMITTEE, **term)).status_code == 403
