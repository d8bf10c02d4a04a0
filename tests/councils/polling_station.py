"""The councils on a server of their own, with a committee, a village, people, and a day that the test sets."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path
from typing import Any

from services.councils.app import PARTS
from services.councils.domain.committee import COMMITTEE, FoundCommittee
from services.councils.domain.street import STREET, ListStreet
from shared.contracts.councils.committee import CommitteeKind
from shared.kernel.actors import TIMER, Role
from shared.kernel.decider import Step
from shared.kernel.instants import at
from shared.runtime.act import Act, Done
from shared.runtime.known import KNOWN_POLICY, RecordPolicy
from shared.testing import servers
from tests.councils.elections import POLICY, TUANJIE
from tests.runtime.on_server import OnServer, on_server

VILLAGE = "tuanjie-village"
ASKED = ("election", "committee", "councils", "electorate", "assembly", "report")


class Station:
    """Everybody at the API of a service that runs in this process."""

    def __init__(self, here: OnServer) -> None:
        self.here, self.service, self.issuer, self.http = here, here.service, here.issuer, here.http
        self.position = self.keys = 0
        self.made = ""

    async def say(self, path: str, role: Role, who: str = "somebody", **body: Any) -> tuple[int, str]:
        """The status, and the slug where it is refused or else the events; `made` is what it spoke of."""
        self.keys += 1
        headers = {**self._bearer(role, who), "Idempotency-Key": f"station-{self.keys:05d}"}
        response = await self.http.post(path, json=body, headers=headers)
        told = response.json()
        if not response.is_success:
            return response.status_code, told["type"].rsplit(":", 1)[-1]
        self.position = max(self.position, int(told["position"].removeprefix("councils:")))
        self.made = told["id"]
        return response.status_code, " ".join(event["type"].split(".")[2] for event in told["events"])

    async def get(self, path: str, role: Role | None = Role.AUDITOR, **parameters: str) -> dict[str, Any]:
        """What an auditor reads, or without a role anybody."""
        bearer = {} if role is None else self._bearer(role, "somebody")
        headers = {**bearer, "Read-After": f"councils:{self.position}"}
        response = await self.http.get(path, params=parameters, headers=headers)
        assert response.is_success, response.text
        answer: dict[str, Any] = response.json()
        return answer

    async def person(self, name: str, number: str) -> str:
        """Somebody, entered at the counter."""
        await self.say("/v1/people", Role.CLERK, name=name, id_kind="passport", id_number=number)
        return self.made

    async def on(self, day: str) -> None:
        await self.here.set_clock(at(date.fromisoformat(day), 9))

    async def act(self, *steps: Step) -> None:
        done = await self.service.desk.executor.execute(Act(steps, TIMER))
        assert isinstance(done, Done), done

    def _bearer(self, role: Role, who: str) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.issuer.token(who, [role])}"}


@asynccontextmanager
async def station_on(server: servers.Server, state_dir: Path, day: str) -> AsyncIterator[Station]:
    async with on_server(PARTS, server, state_dir, at(date.fromisoformat(day), 9)) as here:
        station = Station(here)
        await enter(station)
        yield station


async def enter(station: Station) -> None:
    """The rules, a residents' committee and the village of the same name."""
    told = (entry for key, entries in POLICY.entries.items() if key.split(".")[0] in ASKED for entry in entries)
    for position, entry in enumerate(told, 1):
        known = RecordPolicy(entry=entry, source_position=position)
        await station.act(Step(KNOWN_POLICY, entry.key.split(".")[0], known))
    street = ListStreet(division="630102", code="630102002", name_zh="清真巷街道")
    await station.act(Step(STREET, street.code, street))
    kinds = {TUANJIE: (CommitteeKind.RESIDENTS, "630102002008"), VILLAGE: (CommitteeKind.VILLAGERS, "630102002201")}
    for id_, (kind, code) in kinds.items():
        found = FoundCommittee(kind=kind, name_zh="团结", stat_code_12=code, street_code=street.code)
        await station.act(Step(COMMITTEE, id_, found, related=(STREET.ref(street.code),)))
