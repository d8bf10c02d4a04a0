"""The service through its HTTP API, on a server of its own: the structure of the district is entered and read."""

from __future__ import annotations

import pytest

from tests.councils import seed
from tests.councils.service import Desk, desk_on, slug

pytestmark = pytest.mark.server


async def enter_structure(desk: Desk) -> None:
    """As a new deployment does."""
    await desk.know("structure.centres.WORK.name_zh", "社区综治工作中心")
    for street in seed.streets():
        await desk.post("/v1/streets", street.model_copy(update={"division": None}), street.code)
    ids = {}
    for row in seed.communities():
        ids[row.name_zh] = (await desk.post("/v1/communities", row.command(), row.name_en)).json()["id"]
        for centre in row.centres:
            await desk.post(f"/v1/communities/{ids[row.name_zh]}/centres", centre, f"{row.name_en}-{centre.kind}")
    committees = {}
    for committee in seed.committees():
        founded = await desk.post("/v1/committees", committee, committee.stat_code_12)
        committees[committee.stat_code_12] = founded.json()["id"]
    for assignment in seed.assignments():
        path = f"/v1/committees/{committees[assignment.stat_code_12]}/assignment"
        await desk.post(path, assignment.command(ids[assignment.community]), f"a-{assignment.stat_code_12}")


async def test_the_structure_of_the_district_is_entered_and_read(server, tmp_path):
    async with desk_on(server, tmp_path) as desk:
        await enter_structure(desk)
        head = await desk.service.desk.executor.log.head()
        await enter_structure(desk)
        assert await desk.service.desk.executor.log.head() == head, "entering it again records nothing"

        communities = (await desk.get("/v1/communities"))["communities"]
        assert len(communities) == 12
        assert {tuple(centre["kind"] for centre in each["centres"]) for each in communities} == {
            ("PUBLIC_SERVICE", "WORK")
        }
        dongguan = next(each for each in communities if each["name_zh"] == "东关")
        assert await desk.get(f"/v1/communities/{dongguan['id']}") == dongguan
        assert [centre["name_zh"] for centre in dongguan["centres"]] == ["东关社区公共服务中心", "东关社区综治工作中心"]
        assert (dongguan["provenance"], dongguan["founded_on"]) == ("ARTICLE", "2013-09-29")
        assert len((await desk.get(f"/v1/communities/{dongguan['id']}/history"))["events"]) == 3

        assert len((await desk.get("/v1/streets"))["streets"]) == 10
        assert (await desk.get("/v1/streets/630102001"))["name_zh"] == "东关大街街道"

        await committees_are_listed(desk, dongguan["id"])
        await what_breaks_a_rule_is_refused(desk, dongguan["id"])
        assert await desk.service.desk.executor.log.head() == head, "a refused command records nothing"
        await a_committee_moves(desk, dongguan["id"])
        await its_households_are_counted(desk)


async def committees_are_listed(desk: Desk, dongguan: str) -> None:
    first = await desk.get("/v1/committees", limit="40")
    second = await desk.get("/v1/committees", limit="40", after=first["next"])
    codes = [each["stat_code_12"] for page in (first, second) for each in page["committees"]]
    assert codes == [each.stat_code_12 for each in seed.committees()]
    assert "next" not in second
    assert len((await desk.get("/v1/committees", kind="VILLAGERS"))["committees"]) == 20
    ciyou = (await desk.get("/v1/committees", community_id=dongguan))["committees"]
    assert [each["aliases"] for each in ciyou] == [["慈幼"]]
    before = await desk.get("/v1/committees", community_id=dongguan, as_of="2013-09-28")
    assert before["committees"] == []


async def what_breaks_a_rule_is_refused(desk: Desk, dongguan: str) -> None:
    centre = {"kind": "PUBLIC_SERVICE", "name_zh": "第二中心", "name_en": "Second", "opened_on": "2014-01-01"}
    committee = {"kind": "RESIDENTS", "name_zh": "团结", "stat_code_12": "630102002008", "street_code": "630102002"}
    street = {"code": "630103001", "name_zh": "某街道"}
    refusals = {
        ("/v1/communities/{}/centres", "centre"): (centre, (409, "centre-exists")),
        ("/v1/committees", "taken"): (committee, (409, "code-taken")),
        ("/v1/committees", "code"): ({**committee, "stat_code_12": "63010200200X"}, (422, "invalid-code")),
        ("/v1/streets", "division"): (street, (422, "invalid-code")),
        ("/v1/communities", "early"): (
            {"name_zh": "古城", "name_en": "Old", "founded_on": "1949-09-30"},
            (422, "invalid-value"),
        ),
        ("/v1/streets", "field"): ({**street, "pinyin": "x"}, (400, "unknown-field")),
        ("/v1/committees/nobody/assignment", "nobody"): (
            {"community_id": dongguan, "effective_on": "2014-01-01", "provenance": "DEFAULT", "source": "a test"},
            (404, "committee-unknown"),
        ),
    }
    for (path, key), (body, refusal) in refusals.items():
        assert slug(await desk.post(path.format(dongguan), body, key)) == refusal
    for parameters in ({"kind": "TOWN"}, {"as_of": "yesterday"}, {"limit": "0"}, {"page": "2"}):
        response = await desk.http.get("/v1/committees", params=parameters)
        assert slug(response) == (400, "invalid-parameter")
    assert slug(await desk.http.get("/v1/committees/nobody")) == (404, "not-found")
    assert slug(await desk.http.get("/v1/communities/nobody")) == (404, "not-found")


async def a_committee_moves(desk: Desk, dongguan: str) -> None:
    tuanjie = next(
        each for each in (await desk.get("/v1/committees"))["committees"] if each["stat_code_12"] == "630102002008"
    )
    transfer = {"community_id": dongguan, "effective_on": "2015-03-01", "provenance": "SYNTHETIC", "source": "a test"}
    path, before = f"/v1/committees/{tuanjie['id']}", f"councils:{desk.position}"
    assert (await desk.post(f"{path}/assignment", transfer, "transfer")).status_code == 200
    then, now = await desk.get(path, as_of="2015-02-28"), await desk.get(path, as_of="2015-03-01")
    assert then["assignment"] == tuanjie["assignment"]
    assert now["assignment"] == transfer
    assert now["assignments"] == [tuanjie["assignment"], transfer]
    assert await desk.get(path) == now
    in_law = await desk.get(f"{path}/standing", as_of="2100-01-01")
    as_then_known = await desk.get(f"{path}/standing", as_of="2100-01-01", known_at=before)
    assert [each["community_id"] for each in (in_law, as_then_known)] == [
        dongguan,
        tuanjie["assignment"]["community_id"],
    ]


async def its_households_are_counted(desk: Desk) -> None:
    for place, (key, value) in enumerate({"min_households": 100, "max_households": 700}.items(), 1):
        await desk.know(f"committee.{key}", value, place)
    listed = (await desk.get("/v1/committees"))["committees"]
    path = next(f"/v1/committees/{each['id']}" for each in listed if each["stat_code_12"] == "630102002008")
    for counted_on, households in (("2014-03-01", 650), ("2015-03-01", 701)):
        said = {"households": households, "counted_on": counted_on, "source": "a test"}
        assert await desk.do(f"{path}/households", **said) == ["households-counted"]
    earlier = {"households": 640, "counted_on": "2014-03-01", "source": "a test"}
    assert slug(await desk.send(f"{path}/households", **earlier)) == (409, "count-out-of-order")
    told = [await desk.get(path, as_of=day) for day in ("2014-02-28", "2015-02-28", "2015-03-01")]
    known = [(each.get("households"), each.get("size")) for each in told]
    assert known == [(None, None), (650, "STANDARD"), (701, "ABOVE_STANDARD")]
