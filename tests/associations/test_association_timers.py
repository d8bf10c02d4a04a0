"""What falls due of associations by itself, and how many there are, in a service over a log in memory."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
import pytest

from shared.kernel.actors import Role
from tests.associations.service import (
    NAMES,
    PAPERS,
    REGISTRY_PAPERS,
    associations_in,
    at,
    centre,
    drafting,
    hear_of_communities,
    registering,
    somebody,
)
from tests.associations.test_holdings import ARTICLE
from tests.runtime.served import Served, refused

NAME = "国际村示例艺术团"


@asynccontextmanager
async def town(state_dir: Path, when: str = "2015-10-08T09:00") -> AsyncIterator[Served]:
    """The service with three communities, each with its letters."""
    async with associations_in(state_dir) as here:
        here.clock.at = at(when)
        await hear_of_communities(here.service.desk.executor, here.clock.at)
        for id_ in NAMES:
            await here.do(f"/communities/{id_}/code", code=id_.upper())
        yield here


async def drafted(here: Served, body: dict[str, object]) -> str:
    answer = await here.post("/associations", Role.CLERK, centre("gjc"), **body)
    return str(answer.json()["id"])


async def submitted(here: Served, person: dict[str, object], name: str = NAME) -> str:
    """A filing that was handed in."""
    id_ = await drafted(here, drafting(name))
    answer = await submit(here, id_, person)
    assert answer.status_code == 200, answer.text
    return id_


async def submit(here: Served, id_: str, person: dict[str, object], papers: tuple[str, ...] = PAPERS) -> httpx.Response:
    return await here.post(f"/associations/{id_}/submission", Role.CLERK, centre("gjc"), person=person, papers=papers)


async def filed(here: Served, person: dict[str, object], name: str = NAME) -> str:
    """One that was filed twelve days later."""
    id_ = await submitted(here, person, name)
    await here.do(f"/associations/{id_}/notice", Role.EXAMINER, centre("gjc"))
    await here.at("2015-10-20T09:00")
    await here.do(f"/associations/{id_}/filing", Role.EXAMINER, centre("gjc"))
    return id_


async def passes(here: Served, when: str) -> list[str]:
    """What falls due by then, but for what is said of who neither reports nor does anything."""
    of_silence = {"annual-report-missed", "missing-reports-found", "inactivity-found"}
    return [word for word in await here.at(when) if word not in of_silence]


async def test_a_promise_that_passes_is_a_warning_and_so_is_the_limit(tmp_path):
    async with town(tmp_path) as here:
        id_ = await submitted(here, somebody())
        assert await here.at("2015-10-14T23:59") == []
        assert await here.at("2015-10-15T00:00") == ["decision-limit-missed"]
        assert await here.at("2015-10-22T00:00") == ["decision-limit-missed"]
        assert await here.at("2016-10-22T00:00") == []
        assert (await here.get(f"/associations/{id_}"))["missed"] is True
        (entry,) = (await here.get("/associations", community_id="gjc"))["associations"]
        assert (entry["missed"], entry["decision_due_on"]) == (True, "2015-10-21")


async def test_an_objection_without_an_answer_is_a_warning(tmp_path):
    async with town(tmp_path) as here:
        id_ = await submitted(here, somebody())
        await here.do(f"/associations/{id_}/notice", Role.EXAMINER, centre("gjc"))
        said = {"register_number": "HK-0001", "ground": "PLACE"}
        await here.do(f"/associations/{id_}/objections", Role.CLERK, centre("gjc"), **said)
        assert await here.at("2015-10-12T23:59") == []
        assert await here.at("2015-10-13T00:00") == ["filing-objection-answer-missed"]
        assert await here.at("2015-10-15T00:00") == ["decision-limit-missed"]
        (objection,) = (await here.get(f"/associations/{id_}/objections"))["objections"]
        assert objection["missed"] is True


async def test_while_the_founders_are_asked_nothing_passes(tmp_path):
    async with town(tmp_path) as here:
        id_ = await drafted(here, drafting(NAME))
        await submit(here, id_, somebody(), PAPERS[:5])
        await here.do(f"/associations/{id_}/correction-notice", Role.EXAMINER, centre("gjc"), papers=PAPERS[5:])
        assert await here.at("2016-10-22T00:00") == []


async def test_the_decision_of_the_registry_passes_too(tmp_path):
    async with town(tmp_path, "2015-11-02T10:00") as here:
        id_ = await drafted(here, registering("城东示例互助站", "PRIVATE_NON_ENTERPRISE"))
        await here.do(f"/associations/{id_}/supervisor-consent", Role.CENTRE_DIRECTOR, centre("gjc"))
        await submit(here, id_, somebody(), REGISTRY_PAPERS)
        await here.do(f"/associations/{id_}/registration-acceptance", Role.REGISTRAR)
        assert await here.at("2015-12-01T00:00") == ["decision-limit-missed"]
        assert await here.at("2016-01-04T23:59") == []
        assert await here.at("2016-01-05T00:00") == ["decision-limit-missed"]


async def test_a_filing_expires_and_gives_back_what_it_held(tmp_path):
    async with town(tmp_path) as here:
        person = somebody()
        id_ = await filed(here, person)
        again = await drafted(here, drafting(NAME))
        assert refused(await submit(here, again, somebody())) == (409, "name-taken")
        other = await drafted(here, drafting("国际村示例合唱团"))
        assert refused(await submit(here, other, person)) == (409, "in-charge-elsewhere")
        assert await passes(here, "2018-10-20T23:59") == []
        assert await passes(here, "2018-10-21T00:00") == [
            *("filing-expired", "association-name-freed", "charge-released")
        ]
        assert (await here.get(f"/associations/{id_}"))["ended_by"] == "filing-expired"
        assert (await submit(here, again, person)).status_code == 200


async def test_a_filing_that_was_renewed_goes_on(tmp_path):
    async with town(tmp_path) as here:
        id_ = await filed(here, somebody())
        await here.do(f"/associations/{id_}/filing-renewal", Role.EXAMINER, centre("gjc"), from_on="2018-10-20")
        assert await passes(here, "2018-10-21T00:00") == []
        assert (await passes(here, "2021-10-21T00:00"))[0] == "filing-expired"


async def test_a_suspension_is_over_by_itself(tmp_path):
    async with town(tmp_path) as here:
        id_ = await filed(here, somebody())
        days = {"imposed_on": "2015-10-20", "until_on": "2016-06-30"}
        suspension = {"kind": "SUSPENSION", "offence": "拒不接受检查", **days}
        await here.do(f"/associations/{id_}/sanctions", Role.EXAMINER, centre("gjc"), **suspension)
        assert await passes(here, "2016-06-30T23:59") == []
        assert await passes(here, "2016-07-01T00:00") == ["suspension-ended"]
        assert "suspended_until_on" not in await here.get(f"/associations/{id_}")


async def test_a_suspension_that_is_told_when_it_is_over_held_for_its_days(tmp_path):
    async with town(tmp_path) as here:
        id_ = await filed(here, somebody())
        await passes(here, "2016-07-05T09:00")
        days = {"imposed_on": "2016-06-01", "until_on": "2016-06-30"}
        suspension = {"kind": "SUSPENSION", "offence": "拒不接受检查", **days}
        await here.do(f"/associations/{id_}/sanctions", Role.EXAMINER, centre("gjc"), **suspension)
        assert await passes(here, "2016-07-05T09:00") == ["suspension-ended"]
        through = [
            (await here.get(f"/associations/{id_}", as_of=day)).get("suspended_until_on")
            for day in ("2016-05-31", "2016-06-01", "2016-06-30", "2016-07-01")
        ]
        assert through == [None, "2016-06-30", "2016-06-30", None]


async def test_who_is_liquidated_and_not_deregistered_in_time_is_told_of_once(tmp_path):
    async with town(tmp_path, "2016-05-18T09:00") as here:
        paper = {"on": "2015-06-01", "provenance": "SYNTHETIC", "source": "示例", "legacy_reg_no": "R-1"}
        body = registering("城东示例互助站", "PRIVATE_NON_ENTERPRISE")
        of = f"/associations/{(await here.post('/association-entries', **body, **paper)).json()['id']}"
        own = (Role.CLERK, centre("gjc"))
        assert await here.do(f"{of}/liquidation", *own, consented_on="2016-05-02") == ["liquidation-started"]
        told = {"liquidated_on": "2016-05-17"}
        assert refused(await here.post(f"{of}/liquidation-end", *own, **told)) == (422, "assets-go-nowhere")
        assert await here.do(f"{of}/liquidation-end", *own, **told, assets_to="示例基金") == ["liquidation-finished"]
        shown = await here.get(of)
        assert (shown["deregistration_due_on"], shown["liquidated_on"], shown["missed"]) == (
            *("2016-06-01", "2016-05-17", False),
        )
        assert await passes(here, "2016-06-01T23:59") == []
        assert await passes(here, "2016-06-03T09:00") == ["deregistration-missed"]
        assert await passes(here, "2016-09-01T09:00") == []
        assert (await here.get(of))["missed"] is True
        (listed,) = (await here.get("/associations", stage="WINDING_UP"))["associations"]
        assert (listed["missed"], listed["deregistration_due_on"]) == (True, "2016-06-01")
        (said,) = [each for each in (await here.get(f"{of}/history"))["events"] if "missed" in each["type"]]
        assert said["effective_at"][:16] == "2016-06-02T00:00"
        other = {"liquidated_on": "2016-05-18"}
        assert refused(await here.post(f"{of}/deregistration", Role.REGISTRAR, **other)) == (
            *(409, "liquidation-finished-before"),
        )
        assert (await here.do(f"{of}/deregistration", Role.REGISTRAR, **told))[0] == "deregistered"
        ended = await here.get(of)
        assert ended["ended_by"] == "deregistered"
        assert "deregistration_due_on" not in ended


REGISTERED = ("曙光公益援助中心", "家庭教育指导服务中心", "西宁睦邻社会工作服务中心")


@pytest.mark.parametrize("as_of", ["2015-12-31", "2014-12-31"])
async def test_of_the_article_14_are_registered_and_103_filed(tmp_path, as_of):
    """13 named and 104 invented, entered from paper: the stock at the end of 2015, and none a year before."""
    examples = [f"示例社团{number:03d}队" for number in range(104)]
    names = [*ARTICLE, *examples]
    registered = {*REGISTERED, *examples[:11]}
    async with town(tmp_path, "2016-01-11T09:00") as here:
        for name in names:
            paper = {"on": "2015-06-01", "provenance": "SYNTHETIC", "source": "示例"}
            body = drafting(name)
            if name in registered:
                body = {**registering(name, "PRIVATE_NON_ENTERPRISE"), "legacy_reg_no": f"R-{names.index(name)}"}
            assert (await here.post("/association-entries", **body, **paper)).status_code == 201
        stock = await here.get("/associations/statistics", as_of=as_of)
        expected = (14, 103) if as_of == "2015-12-31" else (0, 0)
        assert (stock["registered"], stock["filed"]) == expected
