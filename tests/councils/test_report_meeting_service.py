"""Report meetings through HTTP, on a server of their own: called, known to anybody, begun, scored at, minuted late."""

from __future__ import annotations

import pytest

from services.councils.domain.types import PersonId
from shared.kernel.actors import Role
from tests.councils.appraisal_house import (
    ABOVE,
    CENTRE,
    CLERK,
    DIRECTOR,
    MEETS_ON,
    begun_with,
    call,
    called_for,
    eventually,
    opened_for,
    the_rules_are_known,
    three_are_on_the_register,
)
from tests.councils.bodies import COMMUNITY_ID, TUANJIE
from tests.councils.house import House, house_on, somebody

pytestmark = pytest.mark.server


async def test_residents_are_called_and_score_at_the_meeting(server, tmp_path):
    async with house_on(server, tmp_path) as house:
        await the_rules_are_known(house)
        people = [await somebody(house) for _ in range(3)]
        await three_are_on_the_register(house, people)
        appraisal = await opened_for(house, "SERVICE_CENTRE", CENTRE, "2014-H2")
        meeting = await it_is_called(house, appraisal)
        await it_begins_with_two_of_three(house, meeting, people)
        await it_is_scored_at(house, meeting, appraisal)
        await its_minutes_are_late(house, meeting)


async def it_is_called(house: House, appraisal: str) -> str:
    path = "/v1/report-meetings"
    assert await house.say(path, Role.RESIDENT, **call(appraisal)) == (403, "role-forbidden")
    assert await house.say(path, ABOVE, "w2", "taining", **call(appraisal)) == (403, "of-another-community")
    too_early = call(appraisal, day="2014-11-09")
    assert await house.say(path, ABOVE, "w1", COMMUNITY_ID, **too_early) == (422, "call-incomplete")
    assert await house.say(path, CLERK, **call("nobody")) == (404, "appraisal-unknown")
    meeting = await called_for(house, appraisal)
    told = await house.get(f"/v1/meetings/{meeting}")
    assert (told["kind"], told["state"], told["agenda"]) == ("REPORT", "CONVENED", [appraisal])
    (notice,) = (await house.get("/v1/public/notices", None, committee_id=TUANJIE))["meetings"]
    assert (notice["id"], notice["kind"], notice["agenda"]) == (meeting, "REPORT", [appraisal])
    return meeting


async def it_begins_with_two_of_three(house: House, meeting: str, people: list[PersonId]) -> None:
    path = f"/v1/meetings/{meeting}"
    assert await house.say(f"{path}/opening", CLERK) == (409, "meeting-not-today")
    await house.on(MEETS_ON)
    came = [{"person_id": people[0], "capacity": "REPRESENTATIVE"}]
    assert await house.say(f"{path}/attendance", CLERK, attendees=came) == (200, "attendance-marked")
    assert await house.say(f"{path}/opening", CLERK) == (409, "quorum-not-met")
    await begun_with(house, meeting, people[1:2])
    told = await house.get(path)
    assert (told["state"], told["base"], told["present"]) == ("IN_SESSION", 3, 2)
    assert (await house.get("/v1/meetings", committee_id=TUANJIE))["meetings"] == [told]


async def it_is_scored_at(house: House, meeting: str, appraisal: str) -> None:
    path = f"/v1/appraisals/{appraisal}"
    totals = {"excellent": 0, "competent": 2, "basically_competent": 0, "not_competent": 0}
    cast = {"committee_id": TUANJIE, "held_on": MEETS_ON, "present": 2, "scores": totals}
    assert (await house.say(f"{path}/report", DIRECTOR, "d1", CENTRE, words="办结三件"))[0] == 200
    assert await house.say(f"{path}/scores", CLERK, **cast) == (409, "appraisal-stage-open")
    assert await house.say(f"{path}/scores", CLERK, **cast, meeting_id="nobody") == (404, "meeting-unknown")
    three = {**cast, "present": 3, "meeting_id": meeting}
    assert await house.say(f"{path}/scores", CLERK, **three) == (422, "scoring-rules-broken")
    assert await house.say(f"{path}/scores", CLERK, **cast, meeting_id=meeting) == (200, "scores-cast")


async def its_minutes_are_late(house: House, meeting: str) -> None:
    path = f"/v1/meetings/{meeting}"
    await house.on("2014-11-14", hour=0)

    async def is_late() -> bool:
        return bool((await house.get(path))["minutes_missed"])

    await eventually(is_late)
    assert await house.say(f"{path}/minutes", CLERK, summary="两名代表到会评议") == (200, "minutes-filed")
    assert (await house.ask(f"/v1/committees/{TUANJIE}/reports")).status_code == 404, "no member of it has reported"
    assert (await house.happened(path))[-3:] == ["meeting-opened", "minutes-missed", "minutes-filed"]
