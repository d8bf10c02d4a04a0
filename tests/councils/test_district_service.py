"""The district through HTTP, on a server: communities that change, who acts for whom, what lies beside a committee."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from services.councils.domain.types import centre_id
from shared.contracts.councils.community import CentreKind
from shared.kernel.actors import Role
from tests.councils.service import Desk, slug
from tests.councils.structure import (
    CLERK,
    COMMITTEE,
    HAN,
    LI,
    MA,
    WORKING,
    asked,
    committee,
    community,
    history,
    structure_on,
)

pytestmark = pytest.mark.server


@pytest.fixture
async def desk(server, tmp_path) -> AsyncIterator[Desk]:
    async with structure_on(server, tmp_path) as here:
        yield here


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
    then, now = [
        await asked(desk, f"/v1/communities/{three}", Role.RESIDENT, as_of=day) for day in ("2015-12-31", "2016-01-01")
    ]
    assert ("ended_on" in then, now["ended_on"], now["into_ids"]) == (False, "2016-01-01", [two, four])
    assert now == await asked(desk, f"/v1/communities/{three}")
    ended = await desk.send(
        "/v1/resident-units", community_id=one, kind="OTHER", name_zh="示例", resident_from_on="2016-01-01"
    )
    assert slug(ended) == (422, "community-not-founded")


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
    for none in ("G2", "G" * 80):
        assert slug(await desk.send(f"{path}/{none}/leader", person_id=ma, from_on="2014-03-01")) == (
            404,
            "group-unknown",
        )
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
