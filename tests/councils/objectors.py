"""Households that object to a posted resolution: slips are handed out, and one of them needs no token."""

from __future__ import annotations

from services.councils.domain.resolution import RESOLUTION
from shared.contracts.councils.resolution import HouseholdObjected
from shared.kernel.actors import Role
from shared.runtime.opening import opened
from tests.councils.meeting_desk import MeetingDesk
from tests.councils.service import slug

BY_CODE = "/public/resolution-objections"


async def slips_are_handed_out(desk: MeetingDesk, resolution: str) -> dict[str, dict[str, str]]:
    """Of three households, by the committee or the counter; whose they were told is in the log of readings."""
    path, said = f"/resolutions/{resolution}/objection-codes", {"register_numbers": ["HK-0007", "hk-0008", "HK-0009"]}
    told = await desk.post(path, **said)
    assert (await desk.post(path, "clerk", Role.CLERK, **said)).json() == told.json(), "each time the same"
    assert slug(await desk.post(path, "chair", Role.COMMITTEE, "elsewhere", **said)) == (403, "of-another-committee")
    assert slug(await desk.post(path, "li", Role.RESIDENT, **said)) == (403, "role-forbidden")
    assert slug(await desk.post("/resolutions/none/objection-codes", **said)) == (404, "resolution-unknown")
    slips = {slip["register_number"]: slip for slip in told.json()["codes"]}
    assert list(slips) == ["HK-0007", "HK-0008", "HK-0009"]
    assert len({slip["code"] for slip in slips.values()}) == 3
    household = await desk.service.desk.vault.find("household", "HK-0008")
    accesses = (await desk.get(f"/subjects/{household}/access"))["accesses"]
    assert [(each["role"], each["purpose"], each["concerning"], each["fields"]) for each in accesses] == [
        (role, "SERVING", f"resolution/{resolution}", ["code"]) for role in ("committee", "clerk")
    ]
    return slips


async def one_objects_by_its_code(desk: MeetingDesk, resolution: str, slip: dict[str, str]) -> None:
    own = {**slip, "resolution_id": resolution, "reason": "太亮"}
    wrong = [{**own, "code": "00000000"}, {**own, "resolution_id": "none"}, {**own, "register_number": "HK-0009"}]
    answers = [await desk.post(BY_CODE, None, **said) for said in wrong]
    assert [slug(each) for each in answers] == 3 * [(404, "code-wrong")]
    assert len({each.text for each in answers}) == 1, "what is wrong is not told"
    assert await own_objection(desk, resolution, slip) == {"objected": False, "standing": "NOT_YET_IN_FORCE"}
    assert await desk.do(BY_CODE, None, **own) == ["household-objected"]
    assert await own_objection(desk, resolution, slip) == {"objected": True, "standing": "NOT_YET_IN_FORCE"}
    assert await desk.do(BY_CODE, None, **{**own, "code": slip["code"].lower(), "reason": "还是太亮"}) == []
    guess = {"register_number": "HK-0666", "code": "00000000", "resolution_id": resolution}
    guessed = [slug(await desk.post(BY_CODE, None, **guess)) for _ in range(6)]
    assert guessed == [*5 * [(404, "code-wrong")], (429, "code-locked")]
    assert await desk.service.desk.vault.find("household", "HK-0666") is None, "who guesses enters nobody"


async def own_objection(desk: MeetingDesk, resolution: str, slip: dict[str, str]) -> object:
    """What a household reads with its code."""
    return (await desk.post(f"{BY_CODE}/lookup", None, **slip, resolution_id=resolution)).json()


async def the_log_says_who_and_for_whom(desk: MeetingDesk, resolution: str) -> None:
    here = desk.service.desk
    households = [await here.vault.find("household", f"HK-{number:04d}") for number in range(9)]
    told = [
        (each.recorded.document.actorrole, each.recorded.document.actor, each.recorded.event.household)
        for each in await opened(here.executor, RESOLUTION.ref(resolution))
        if isinstance(each.recorded.event, HouseholdObjected)
    ]
    at_counter = [("clerk", "clerk", household) for household in households[:7]]
    assert told == [*at_counter, ("resident", "li", households[7]), ("resident", households[8], households[8])]
