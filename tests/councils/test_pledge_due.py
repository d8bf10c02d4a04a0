"""The clock and pledges: what nobody pledged is overdue from the first instant after its last day."""

from __future__ import annotations

from services.councils.app import PARTS
from shared.kernel.actors import Role
from shared.kernel.working_days import Calendar
from tests.councils.joint import policy
from tests.runtime.served import served

LISTS = [{"list_of": each, "title": "楼道照明"} for each in ("RESOURCE", "NEED", "PROJECT")]


async def test_a_pledge_is_overdue_once_its_last_day_is_over_and_no_longer_once_it_is_made(tmp_path):
    async with served(PARTS, tmp_path, policy(), Calendar()) as councils:
        await councils.at("2015-02-01T09:00")
        here = (await councils.post("/communities", name_zh="东关", name_en="x", founded_on="2013-09-29")).json()["id"]
        unit = {"community_id": here, "kind": "OTHER", "name_zh": "示例", "resident_from_on": "2014-01-01"}
        u1, u2 = [(await councils.post("/resident-units", **unit)).json()["id"] for _ in range(2)]
        await councils.do(f"/resident-units/{u1}/pledges", Role.UNIT_DELEGATE, u1, year=2015, entries=LISTS)
        assert await councils.at("2015-03-31T23:59") == []
        assert await councils.at("2015-04-01T00:00") == ["pledge-missed"]
        overdue = (await councils.get("/pledges", Role.CLERK, overdue="true"))["pledges"]
        assert [(each["unit_id"], each["due_on"], each["missed"]) for each in overdue] == [(u2, "2015-03-31", True)]
        assert await councils.at("2015-06-01T09:00") == []
        assert await councils.do(f"/resident-units/{u2}/pledges", year=2015, entries=LISTS) == ["pledge-made"]
        assert (await councils.get("/pledges", Role.CLERK, overdue="true"))["pledges"] == []
        (late,) = (await councils.get("/pledges", Role.CLERK, unit_id=u2))["pledges"]
        assert (late["missed"], late["made_on"]) == (True, "2015-06-01")

        await councils.do(f"/resident-units/{u2}/leaving", cause="LEFT_DISTRICT", left_on="2015-06-01")
        assert await councils.at("2016-04-01T00:00") == ["pledge-missed"]
        (missed,) = (await councils.get("/pledges", Role.CLERK, overdue="true"))["pledges"]
        assert (missed["unit_id"], missed["year"]) == (u1, 2016)
