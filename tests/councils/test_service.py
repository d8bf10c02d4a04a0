"""The service through its HTTP API, on a server of its own: the structure of the district is entered and read."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path
from typing import Any

import httpx
import pytest
from pydantic import BaseModel

from services.councils.app import PARTS
from shared.kernel.actors import TIMER, Role
from shared.kernel.decider import Step
from shared.kernel.policy import PolicyEntry
from shared.kernel.provenance import Provenance
from shared.runtime.act import Act, Done
from shared.runtime.known import KNOWN_POLICY, RecordPolicy
from shared.runtime.patience import NotNow, patiently
from shared.runtime.security import Issuer
from shared.runtime.service import Service, running
from shared.runtime.settings import Settings
from shared.testing import servers
from tests.councils import seed

pytestmark = pytest.mark.server


@pytest.fixture(scope="module")
def server() -> Iterator[servers.Server]:
    embedded = servers.embedded()
    yield embedded
    embedded.stop()


class Desk:
    """Somebody of a working committee at the API of a service that runs in this process."""

    def __init__(self, service: Service, http: httpx.AsyncClient) -> None:
        self.service = service
        self.http = http
        self.position = 0

    async def post(self, path: str, body: object, key: str) -> httpx.Response:
        sent = body.model_dump(mode="json", exclude_none=True) if isinstance(body, BaseModel) else body
        response = await self.http.post(path, json=sent, headers={"Idempotency-Key": f"test-{key}".replace(" ", "-")})
        if response.is_success:
            self.saw(int(response.json()["position"].removeprefix("councils:")))
        return response

    def saw(self, position: int) -> None:
        self.position = max(self.position, position)

    async def get(self, path: str, **parameters: str) -> dict[str, Any]:
        response = await self.http.get(path, params=parameters, headers={"Read-After": f"councils:{self.position}"})
        assert response.is_success, response.text
        answer: dict[str, Any] = response.json()
        return answer

    async def know(self, key: str, value: str) -> None:
        """Let casework have adopted a policy."""
        entry = PolicyEntry(
            key=key, value=value, effective_on=date(2013, 1, 1), basis="of the test", provenance=Provenance.DEFAULT
        )
        step = Step(KNOWN_POLICY, key.split(".", maxsplit=1)[0], RecordPolicy(entry=entry, source_position=1))
        done = await self.service.desk.executor.execute(Act((step,), TIMER))
        assert isinstance(done, Done)
        self.saw(done.position)
        await self.get("/v1/streets")


@asynccontextmanager
async def desk_on(server: servers.Server, state_dir: Path) -> AsyncIterator[Desk]:
    settings = Settings(redis_url=server.url, state_dir=state_dir, log_level="ERROR")
    async with running(settings, PARTS) as service:

        async def opened() -> httpx.ASGITransport:
            if service.api is None:
                raise NotNow
            return httpx.ASGITransport(app=service.api)

        token = Issuer(state_dir / "issuer", settings.division).token("w1", [Role.WORKING_COMMITTEE])
        headers = {"Authorization": f"Bearer {token}", "Accept-Language": "en"}
        async with httpx.AsyncClient(
            transport=await patiently(opened), base_url="http://councils", headers=headers
        ) as http:
            yield Desk(service, http)


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


def slug(response: httpx.Response) -> tuple[int, str]:
    return response.status_code, response.json()["type"].rsplit(":", 1)[-1]


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
    path = f"/v1/committees/{tuanjie['id']}"
    assert (await desk.post(f"{path}/assignment", transfer, "transfer")).status_code == 200
    then, now = await desk.get(path, as_of="2015-02-28"), await desk.get(path, as_of="2015-03-01")
    assert then["assignment"] == tuanjie["assignment"]
    assert now["assignment"] == transfer
    assert now["assignments"] == [tuanjie["assignment"], transfer]
    assert await desk.get(path) == now
