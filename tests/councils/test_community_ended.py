"""The clock and the end of a community: from its first day without, nobody sits in its working committee."""

from __future__ import annotations

from services.councils.app import PARTS
from shared.kernel.actors import Role
from shared.kernel.working_days import Calendar
from tests.councils.joint import policy
from tests.runtime.served import Served, served

ABOLISHED = {"effective_on": "2015-07-01", "basis": "区政府决定"}


async def led(councils: Served) -> str:
    """A community whose working committee has a secretary."""
    here = (await councils.post("/communities", name_zh="东关", name_en="x", founded_on="2013-09-29")).json()["id"]
    identity = {"name": "某人", "id_kind": "passport", "id_number": f"E{here[:8]}"}
    person = (await councils.post("/people", **identity)).json()["id"]
    committee = f"/communities/{here}/party-working-committee"
    await councils.do(committee, formed_on="2013-09-29")
    seat = {"person_id": person, "role": "SECRETARY", "from_on": "2014-03-01"}
    await councils.do(f"{committee}/full-time-members", **seat)
    return str(here)


async def test_seats_end_on_the_day_on_which_a_community_does(tmp_path):
    async with served(PARTS, tmp_path, policy(), Calendar()) as councils:
        await councils.at("2015-02-01T09:00")
        here, there = await led(councils), await led(councils)
        await councils.do(f"/communities/{here}/abolition", **ABOLISHED)
        assert await councils.at("2015-06-30T23:59") == []
        assert await councils.at("2015-07-01T00:00") == ["working-committee-dissolved"]
        told = await councils.get(f"/communities/{here}/party-working-committee", Role.CLERK)
        assert (told["dissolved_on"], [each["released_on"] for each in told["members"]]) == (
            "2015-07-01",
            ["2015-07-01"],
        )
        before = await councils.get(f"/communities/{here}/party-working-committee", Role.CLERK, as_of="2015-06-30")
        assert (len(before["members"]), before.get("dissolved_on")) == (1, None)
        listed = (await councils.get("/party-working-committees", Role.CLERK))["working_committees"]
        assert {each["community_id"]: len(each["members"]) for each in listed} == {here: 0, there: 1}

        await councils.do(
            f"/communities/{there}/merger", into_id=await led(councils), effective_on="2015-03-01", basis="x"
        )
        assert await councils.at("2015-07-01T00:01") == ["working-committee-dissolved"], "what ended before it was told"
        assert await councils.at("2016-07-01T00:00") == []
