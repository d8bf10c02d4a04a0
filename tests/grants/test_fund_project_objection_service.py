"""A household objects to a posted project through HTTP and Redis: at the counter, or by a code and without a token."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from services.grants.domain.fund_project import FUND_PROJECT
from shared.contracts.grants.fund_project import ProjectObjected
from shared.kernel.actors import Role
from shared.runtime.opening import opened
from shared.testing import servers
from tests.grants.service import Desk, desk_on
from tests.grants.special_fund import OWN, WATCHING, WORKING, councils_say, proposed, resolved

pytestmark = pytest.mark.server

COUNTER, ELSEWHERE = (Role.CLERK, "", "s-clerk"), (Role.COMMITTEE, "elsewhere")
BY_CODE, LOOKUP = "/public/fund-project-objections", "/public/fund-project-objections/lookup"
LIVING_THERE = {"register_number": "HK-0002", "matter": "NEED"}


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    embedded = servers.embedded()
    async with desk_on(embedded, tmp_path, "2015-05-01T09:00") as desk:
        await councils_say(desk)
        yield desk
    embedded.stop()


@pytest.fixture
async def lights(desk: Desk) -> str:
    """A project that is up for all to see until 8 May."""
    await resolved(desk, "r-lights", None)
    path = await proposed(desk, "stairwell lights", 100_000, "r-lights")
    await desk.tell(f"{path}/survey", *OWN, asked=10, in_favour=6)
    early = await desk.tell(f"{path}/objection-codes", *OWN, register_numbers=["HK-0001"])
    assert early == "409 step-out-of-turn", "there is no notice to hand out"
    await desk.tell(f"{path}/supervision-opinion", *WATCHING, opinion="SUPPORTED")
    await desk.tell(f"{path}/pre-notice", *OWN)
    return path


async def slips_of(desk: Desk, project: str, *numbers: str) -> list[dict[str, str]]:
    told = await desk.post(f"{project}/objection-codes", *OWN, register_numbers=numbers)
    assert told.is_success, told.text
    return [{**slip, "project_id": project.rsplit("/", 1)[-1]} for slip in told.json()["codes"]]


async def asked(desk: Desk, slip: dict[str, str]) -> dict[str, Any]:
    told: dict[str, Any] = (await desk.post(LOOKUP, None, **slip)).json()
    return told


async def test_who_hands_slips_out(desk, lights):
    said = {"register_numbers": ["hk-0001", "HK-0002"]}
    slips = (await desk.post(f"{lights}/objection-codes", *COUNTER, **said)).json()["codes"]
    assert [slip["register_number"] for slip in slips] == ["HK-0001", "HK-0002"]
    assert slips == (await desk.post(f"{lights}/objection-codes", *OWN, **said)).json()["codes"], "each time the same"
    assert await desk.tell(f"{lights}/objection-codes", *ELSEWHERE, **said) == "403 not-the-committee"
    assert await desk.tell(f"{lights}/objection-codes", Role.RESIDENT, **said) == "403 role-forbidden"
    assert await desk.tell("/fund-projects/none/objection-codes", *OWN, **said) == "404 fund-project-unknown"
    household = await desk.service.desk.vault.find("household", "HK-0001")
    desk.position = await desk.service.desk.executor.log.head()
    accesses = (await desk.get(f"/subjects/{household}/access"))["accesses"]
    assert [(each["role"], each["purpose"], each["fields"]) for each in accesses] == [
        ("clerk", "SERVING", ["code"]),
        ("committee", "SERVING", ["code"]),
    ]


async def test_a_household_objects_by_its_code_and_follows_it(desk, lights):
    (slip,) = await slips_of(desk, lights, "HK-0001")
    assert await desk.tell(LOOKUP, None, **slip) == "404 project-objection-unknown"
    assert await desk.tell(BY_CODE, None, **slip, matter="PRICE") == "project-objected"
    assert await desk.tell(BY_CODE, None, **slip, matter="USE") == "", "a household objects once"
    assert await asked(desk, slip) == {"matter": "PRICE", "stage": "POSTED"}
    (objection,) = (await desk.get(lights))["open_objections"]
    await desk.at("2015-05-11T09:00")
    settlement = f"{lights}/objections/{objection}/settlement"
    assert await desk.tell(settlement, *WORKING, upheld=False) == "project-objection-settled"
    assert await desk.tell(f"{lights}/submission", *OWN) == "project-submitted"
    assert await asked(desk, slip) == {"matter": "PRICE", "upheld": False, "stage": "SUBMITTED"}


async def test_after_the_notice_nobody_objects(desk, lights):
    slip, late = await slips_of(desk, lights, "HK-0001", "HK-0002")
    await desk.tell(BY_CODE, None, **slip, matter="NEED")
    await desk.at("2015-05-11T09:00")
    assert await desk.tell(BY_CODE, None, **late, matter="NEED") == "409 project-notice-over"
    (objection,) = (await desk.get(lights))["open_objections"]
    await desk.tell(f"{lights}/objections/{objection}/settlement", *WORKING, upheld=True)
    assert await asked(desk, slip) == {"matter": "NEED", "upheld": True, "stage": "PROPOSED"}
    assert await desk.tell(BY_CODE, None, **late, matter="NEED") == "409 step-out-of-turn"


async def test_no_code_is_guessed(desk, lights):
    slip, other = await slips_of(desk, lights, "HK-0001", "HK-0002")
    wrong = ({**slip, "code": "00000000"}, {**slip, "project_id": "none"}, {**slip, "code": other["code"]})
    answers = [await desk.post(BY_CODE, None, **said, matter="PRICE") for said in wrong]
    assert [each.status_code for each in answers] == [404, 404, 404]
    assert len({each.text for each in answers}) == 1, "what is wrong is not told"
    guess = {**slip, "register_number": "HK-0666", "code": "00000000"}
    guessed = [await desk.tell(LOOKUP, None, **guess) for _ in range(6)]
    assert guessed == [*5 * ["404 code-wrong"], "429 code-locked"]
    assert await desk.tell(BY_CODE, None, **guess, matter="PRICE") == "429 code-locked"
    assert await desk.service.desk.vault.find("household", "HK-0666") is None, "who guesses enters nobody"


async def test_the_counter_says_for_whom_and_each_household_objects_once(desk, lights):
    path, slips = f"{lights}/objections", await slips_of(desk, lights, "HK-0001", "HK-0002", "HK-0003")
    assert await desk.tell(path, *COUNTER, matter="PRICE") == "422 household-missing"
    assert await desk.tell(path, *COUNTER, matter="PRICE", register_number="HK-0001") == "project-objected"
    assert await desk.tell(path, Role.RESIDENT, "", "s-wang", **LIVING_THERE) == "project-objected"
    assert await desk.tell(BY_CODE, None, **slips[2], matter="USE") == "project-objected"
    assert [await desk.tell(BY_CODE, None, **slip, matter="OTHER") for slip in slips] == ["", "", ""]
    assert await desk.tell(path, *COUNTER, matter="PRICE", register_number="hk-0003") == ""
    assert [(await asked(desk, slip))["matter"] for slip in slips] == ["PRICE", "NEED", "USE"]
    first, second, third = [await desk.service.desk.vault.find("household", f"HK-000{n}") for n in (1, 2, 3)]
    assert await _recorded(desk, lights) == [
        ("clerk", "s-clerk", first, None),
        ("resident", "s-wang", second, "s-wang"),
        ("resident", third, third, None),
    ]


async def _recorded(desk: Desk, project: str) -> list[tuple[str, str, str | None, str | None]]:
    """Who objected, in which role, and for whom, as the log has it."""
    events = await opened(desk.service.desk.executor, FUND_PROJECT.ref(project.rsplit("/", 1)[-1]))
    return [
        (each.recorded.document.actorrole, each.recorded.document.actor, objected.household, objected.resident)
        for each in events
        if isinstance(objected := each.recorded.event, ProjectObjected)
    ]
