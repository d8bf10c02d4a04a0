"""The councils on a server of their own: everybody at the API, on days that the test sets."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path
from typing import Any

import httpx

from services.councils.app import PARTS
from services.councils.domain.committee import COMMITTEE, AssignCommittee, FoundCommittee
from services.councils.domain.community import COMMUNITY
from services.councils.domain.community_commands import EstablishCommunity
from services.councils.domain.person import PERSON, EnterPerson
from services.councils.domain.street import STREET, ListStreet
from services.councils.domain.types import CommunityId, PersonId
from shared.contracts.councils.committee import CommitteeKind
from shared.contracts.councils.person import Identity
from shared.kernel.actors import TIMER, Role
from shared.kernel.decider import Step
from shared.kernel.instants import at
from shared.kernel.personal import Personal
from shared.kernel.provenance import Provenance
from shared.runtime.act import Act, Done
from shared.runtime.known import KNOWN_POLICY, RecordPolicy
from shared.testing import servers
from tests.councils.bodies import COMMUNITY_ID, FROM, POLICY, TUANJIE, VILLAGE
from tests.runtime.on_server import OnServer, on_server

ASKED = ("assembly", "representatives", "supervision_committee", "supervision", "committee", "councils", "electorate")
Told = tuple[int, str]
AUDITOR = Role.AUDITOR


class House:
    """Everybody at the API of a service that runs in this process, on days that the test sets."""

    def __init__(self, here: OnServer) -> None:
        self.here, self.service, self.issuer, self.http = here, here.service, here.issuer, here.http
        self.position = self.keys = 0
        self.made = ""

    async def act(self, *steps: Step) -> None:
        done = await self.service.desk.executor.execute(Act(steps, TIMER))
        assert isinstance(done, Done), done
        self.position = max(self.position, done.position)

    async def say(self, path: str, role: Role, who: str = "somebody", org: str = TUANJIE, /, **body: Any) -> Told:
        """The status, and the slug where it is refused or else the events."""
        self.keys += 1
        headers = {**self._bearer(role, who, org), "Idempotency-Key": f"bodies-{self.keys:05d}"}
        response = await self.http.post(path, json=body, headers=headers)
        told = response.json()
        if not response.is_success:
            return response.status_code, told["type"].rsplit(":", 1)[-1]
        self.position = max(self.position, int(told["position"].removeprefix("councils:")))
        self.made = told["id"]
        return response.status_code, " ".join(event["type"].split(".")[2] for event in told["events"])

    async def get(self, path: str, role: Role | None = AUDITOR, **parameters: str) -> dict[str, Any]:
        """What an auditor reads, or without a role anybody."""
        response = await self.ask(path, role, **parameters)
        assert response.is_success, response.text
        answer: dict[str, Any] = response.json()
        return answer

    async def ask(self, path: str, role: Role | None = AUDITOR, **parameters: str) -> httpx.Response:
        bearer = {} if role is None else self._bearer(role, "somebody", TUANJIE)
        headers = {**bearer, "Read-After": f"councils:{self.position}"}
        return await self.http.get(path, params=parameters, headers=headers)

    async def happened(self, path: str) -> list[str]:
        return [event["type"].split(".")[2] for event in (await self.get(f"{path}/history"))["events"]]

    async def on(self, day: str, hour: int = 9) -> None:
        await self.here.set_clock(at(date.fromisoformat(day), hour))

    def _bearer(self, role: Role, who: str, org: str) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.issuer.token(who, [role], org)}"}


@asynccontextmanager
async def house_on(server: servers.Server, state_dir: Path) -> AsyncIterator[House]:
    async with on_server(PARTS, server, state_dir, at(date(2014, 11, 3), 9)) as here:
        house = House(here)
        await enter(house)
        yield house


async def enter(house: House) -> None:
    """The rules, a community with a residents' committee and a village, and the heads of the Party branch."""
    told = (entry for key, entries in POLICY.entries.items() if key.split(".")[0] in ASKED for entry in entries)
    for position, entry in enumerate(told, 1):
        await house.act(
            Step(KNOWN_POLICY, entry.key.split(".")[0], RecordPolicy(entry=entry, source_position=position))
        )
    street = ListStreet(division="630102", code="630102002", name_zh="清真巷街道")
    community = EstablishCommunity(name_zh="东关", name_en="Dongguan", founded_on=date(2013, 9, 29))
    await house.act(Step(STREET, street.code, street))
    await house.act(Step(COMMUNITY, COMMUNITY_ID, community))
    for id_, kind, code in (
        (TUANJIE, CommitteeKind.RESIDENTS, "630102002008"),
        (VILLAGE, CommitteeKind.VILLAGERS, "630102002201"),
    ):
        found = FoundCommittee(kind=kind, name_zh="团结", stat_code_12=code, street_code=street.code)
        await house.act(Step(COMMITTEE, id_, found, related=(STREET.ref(street.code),)))
    assign = AssignCommittee(
        community_id=CommunityId(COMMUNITY_ID), effective_on=FROM, provenance=Provenance.SYNTHETIC, source="of the test"
    )
    await house.act(Step(COMMITTEE, TUANJIE, assign, related=(COMMUNITY.ref(COMMUNITY_ID),)))


async def somebody(house: House) -> PersonId:
    """A new person."""
    id_ = PersonId(await house.service.desk.vault.mint())
    told = Identity(name="某人", id_kind="passport", id_number=id_[:12])
    await house.act(Step(PERSON, id_, EnterPerson(identity=Personal[Identity].of(id_, told))))
    return id_
