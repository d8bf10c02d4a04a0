"""A household objects to a filing through HTTP and Redis: at the counter, with a token, or by a code without one."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from services.associations.domain.association import ASSOCIATION
from shared.contracts.associations.association_objection import FilingObjected
from shared.kernel.actors import Role
from shared.runtime.opening import opened
from shared.testing import servers
from tests.associations.district import District, district_on, slug
from tests.associations.service import PAPERS, centre, drafting, somebody

pytestmark = pytest.mark.server

BY_CODE, LOOKUP = "/public/association-objections", "/public/association-objections/lookup"
DISMISSED = {"outcome": "DISMISSED", "statement": "已到场核实"}


@pytest.fixture
async def district(tmp_path: Path) -> AsyncIterator[District]:
    embedded = servers.embedded()
    async with district_on(embedded, tmp_path) as district:
        await district.know()
        yield district
    embedded.stop()


@pytest.fixture
async def troupe(district: District) -> str:
    """A filing whose notice runs through 13 October."""
    drafted = await district.post(Role.CLERK, "/associations", **drafting("国际村社区艺术团"))
    path = f"/associations/{drafted.json()['id']}"
    await district.do(Role.CLERK, f"{path}/submission", person=somebody(), papers=PAPERS)
    early = await district.refused(Role.CLERK, f"{path}/objection-codes", register_numbers=["HK-0001"])
    assert early == (409, "association-at-another-stage"), "there is no notice to hand out"
    await district.do(Role.EXAMINER, f"{path}/notice")
    return path


async def slips_of(district: District, path: str, *numbers: str) -> list[dict[str, str]]:
    told = await district.post(Role.CLERK, f"{path}/objection-codes", register_numbers=numbers)
    assert told.is_success, told.text
    return [{**slip, "association_id": path.rsplit("/", 1)[-1]} for slip in told.json()["codes"]]


async def by_code(district: District, slip: dict[str, str], ground: str) -> tuple[int, str]:
    """Object without a token: what is recorded, or why nothing is."""
    answer = await district.http.post(
        f"/v1{BY_CODE}", json={**slip, "ground": ground}, headers={"Idempotency-Key": f"key-{next(district.keys):05d}"}
    )
    if not answer.is_success:
        return slug(answer)
    told = answer.json()
    district.position = int(told["position"].removeprefix("associations:"))
    return answer.status_code, "".join(event["type"].split(".")[2] for event in told["events"])


async def asked(district: District, slip: dict[str, str]) -> dict[str, Any]:
    told: dict[str, Any] = (await district.http.post(f"/v1{LOOKUP}", json=slip)).json()
    return told


async def test_a_household_objects_by_its_code_and_follows_it(district, troupe):
    slip, other = await slips_of(district, troupe, "hk-0001", "HK-0002")
    assert slip["register_number"] == "HK-0001"
    assert (await asked(district, slip))["type"].endswith(":filing-objection-unknown")
    assert await by_code(district, slip, "PLACE") == (200, "filing-objected")
    assert await by_code(district, slip, "NAME") == (200, ""), "a household objects once"
    waiting = {"ground": "PLACE", "answer_due_on": "2015-10-12", "stage": "ON_NOTICE"}
    assert await asked(district, slip) == waiting
    assert (await asked(district, other))["type"].endswith(":filing-objection-unknown")

    assert (await district.get(troupe))["objections_open"] == 1
    assert (await district.get("/associations"))["associations"][0]["objections_open"] == 1
    (objection,) = (await district.get(f"{troupe}/objections"))["objections"]
    shown = {"ground": "PLACE", "answer_due_on": "2015-10-12", "missed": False}
    assert objection == {"id": objection["id"], **shown}, "who objected is told to nobody"
    (notice,) = (await district.public("/association-notices"))["notices"]
    assert not {"objections", "objections_open"} & notice.keys()

    await district.at("2015-10-14T09:00")
    refused = await district.post(Role.EXAMINER, f"{troupe}/filing")
    assert (slug(refused), refused.json()["objections"]) == ((409, "filing-objections-open"), [objection["id"]])
    path = f"{troupe}/objections/{objection['id']}/answer"
    assert await district.refused(Role.CLERK, path, **DISMISSED) == (403, "role-forbidden")
    words = await district.do(Role.EXAMINER, path, **DISMISSED)
    assert words[-1] == "filing-objection-answered"
    assert (await district.get(troupe)).get("objections_open") == 0
    assert "filed" in await district.do(Role.EXAMINER, f"{troupe}/filing")
    assert await asked(district, slip) == {**waiting, **DISMISSED, "stage": "FILED"}
    assert await by_code(district, other, "NAME") == (409, "association-at-another-stage")


async def test_an_upheld_one_leaves_the_refusal_alone(district, troupe):
    (slip,) = await slips_of(district, troupe, "HK-0001")
    await by_code(district, slip, "FOR_PROFIT")
    (objection,) = (await district.get(f"{troupe}/objections"))["objections"]
    path = f"{troupe}/objections/{objection['id']}/answer"
    upheld = {"outcome": "UPHELD", "statement": "收费培训"}
    assert await district.do(Role.CENTRE_DIRECTOR, path, **upheld) == ["filing-objection-answered"]
    assert await district.refused(Role.EXAMINER, path, **DISMISSED) == (409, "filing-objection-answered-otherwise")
    await district.at("2015-10-14T09:00")
    assert await district.refused(Role.EXAMINER, f"{troupe}/filing") == (409, "filing-objection-upheld")
    refusal = {"grounds": ["FOR_PROFIT"], "statement": "收费培训班"}
    await district.do(Role.EXAMINER, f"{troupe}/filing-refusal", **refusal)
    told = {"ground": "FOR_PROFIT", "answer_due_on": "2015-10-12", "stage": "ENDED"}
    assert await asked(district, slip) == {**told, **upheld}


async def test_no_code_is_guessed(district, troupe):
    slip, other = await slips_of(district, troupe, "HK-0001", "HK-0002")
    wrong = ({**slip, "code": "00000000"}, {**slip, "association_id": "none"}, {**slip, "code": other["code"]})
    assert {await by_code(district, said, "NAME") for said in wrong} == {(404, "code-wrong")}, (
        "what is wrong is not told"
    )
    numbers = {"register_numbers": ["HK-0001"]}
    elsewhere = await district.refused(Role.CLERK, f"{troupe}/objection-codes", centre("dg"), **numbers)
    assert elsewhere == (403, "not-the-centre")
    unknown = await district.refused(Role.CLERK, "/associations/none/objection-codes", **numbers)
    assert unknown == (404, "association-unknown")


async def test_each_household_objects_once_however_it_does(district, troupe):
    path, slips = f"{troupe}/objections", await slips_of(district, troupe, "HK-0001", "HK-0002", "HK-0003")
    name = {"ground": "NAME"}
    assert await district.refused(Role.CLERK, path, **name) == (400, "missing-field"), "nobody says for whom"
    counter = {**name, "register_number": "HK-0001", "document": "d-1"}
    assert await district.do(Role.CLERK, path, **counter) == ["filing-objected"]
    assert await district.do(Role.RESIDENT, path, **name, register_number="HK-0002") == ["filing-objected"]
    second = await district.refused(Role.RESIDENT, path, **name, register_number="HK-0003")
    assert second == (409, "objected-for-another")
    assert await by_code(district, slips[2], "PLACE") == (200, "filing-objected")
    assert {await by_code(district, slip, "OTHER") for slip in slips} == {(200, "")}
    first, second, third = [await district.service.desk.vault.find("household", f"HK-000{n}") for n in (1, 2, 3)]
    events = await opened(district.service.desk.executor, ASSOCIATION.ref(troupe.rsplit("/", 1)[-1]))
    made = [each.recorded for each in events if isinstance(each.recorded.event, FilingObjected)]
    assert [(each.document.actorrole, each.event.household, each.event.resident) for each in made] == [
        ("clerk", first, None),
        ("resident", second, "somebody"),
        ("resident", third, None),
    ]
    (told, *_) = (await district.get(path))["objections"]
    assert (told["ground"], told["document"]) == ("NAME", "d-1")
