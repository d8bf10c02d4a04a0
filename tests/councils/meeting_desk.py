"""夏都花园 at the API of a service that runs in this process, on a server of its own, with a clock moved by hand."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Any

import httpx

from services.councils.app import PARTS
from services.councils.domain import exclusions
from services.councils.domain.committee import COMMITTEE
from services.councils.domain.person import PERSON, EnterPerson
from services.councils.domain.representatives import REPRESENTATIVES
from services.councils.domain.representatives_commands import ApportionSeats, ElectRepresentative
from services.councils.domain.supervision_committee import SUPERVISION_COMMITTEE
from services.councils.domain.supervision_committee_commands import Candidate, HoldElection, Nominate
from services.councils.domain.types import CommitteeId, PersonId
from shared.contracts.councils.person import Identity
from shared.contracts.councils.representatives import Apportionment, GroupShare
from shared.contracts.councils.supervision_committee import Office
from shared.kernel.actors import Actor, ActorId, Role
from shared.kernel.decider import Step
from shared.kernel.instants import SHANGHAI
from shared.kernel.personal import Personal, Published
from shared.runtime.act import Act, Done
from shared.runtime.known import KNOWN_POLICY, RecordPolicy
from shared.runtime.patience import NotNow, patiently
from shared.testing import servers
from tests.councils.deliberation import FIFTY, POLICY, group_of
from tests.runtime.on_server import OnServer, on_server

PATIENCE_SECONDS = 20
KEYS = (
    "assembly.",
    "opinion.",
    "topic.",
    "decision.",
    "councils.",
    "committee.term",
    "representatives.",
    "supervision_committee.",
)
TERM_FROM = date(2015, 1, 5)
ENTERS = Actor(ActorId("w1"), Role.WORKING_COMMITTEE)


class MeetingDesk:
    """Everybody who has to do with the committee `xiadu`; `people` are its representatives, p1 to p50."""

    def __init__(self, here: OnServer) -> None:
        self.here, self.service, self.issuer, self.http = here, here.service, here.issuer, here.http
        self.committee = CommitteeId("")
        self.people: dict[str, PersonId] = {}
        self.position = 0
        self.keys = 0

    async def post(
        self, path: str, who: str | None = "chair", role: Role = Role.COMMITTEE, org: str = "", /, **body: Any
    ) -> httpx.Response:
        """A command under a fresh key; nobody's where `who` is None."""
        self.keys += 1
        headers = {"Idempotency-Key": f"meeting-{self.keys:04d}", "Content-Type": "application/json"}
        if who is not None:
            of = org or (self.committee if role is Role.COMMITTEE else "")
            headers["Authorization"] = f"Bearer {self.issuer.token(who, [role], of)}"
        answer = await self.http.post(f"/v1{path}", content=json.dumps(body).encode(), headers=headers)
        if answer.is_success and "position" in answer.json():
            self.position = max(self.position, int(answer.json()["position"].removeprefix("councils:")))
        return answer

    async def do(self, path: str, who: str | None = "chair", role: Role = Role.COMMITTEE, /, **body: Any) -> list[str]:
        """A command that must not be refused; the words of the events that it recorded."""
        answer = await self.post(path, who, role, **body)
        assert answer.is_success, answer.text
        return [event["type"].split(".")[2] for event in answer.json()["events"]]

    async def make(self, path: str, who: str | None = "chair", role: Role = Role.COMMITTEE, /, **body: Any) -> str:
        """The id of what a command creates."""
        answer = await self.post(path, who, role, **body)
        assert answer.status_code == 201, answer.text
        return str(answer.json()["id"])

    async def get(self, path: str, role: Role | None = Role.AUDITOR, **parameters: str) -> dict[str, Any]:
        """A question, with a token or without, that sees all that was recorded."""
        headers = {"Read-After": f"councils:{await self.service.desk.executor.log.head()}"}
        if role is not None:
            headers["Authorization"] = f"Bearer {self.issuer.token('reader', [role], self.committee)}"
        answer = await self.http.get(f"/v1{path}", params=parameters, headers=headers)
        assert answer.is_success, answer.text
        told: dict[str, Any] = answer.json()
        return told

    async def act(self, *steps: Step) -> None:
        """What another room of the service would do."""
        done = await self.service.desk.executor.execute(Act(steps, ENTERS))
        assert isinstance(done, Done), done

    async def time(self, instant: str) -> None:
        """Let it become a local instant."""
        at = datetime.fromisoformat(instant if "T" in instant else f"{instant}T19:00").replace(tzinfo=SHANGHAI)
        await self.here.set_clock(at)

    async def happened(self, path: str, word: str) -> list[str]:
        """What happened to something, once `word` is among it."""

        async def told() -> list[str]:
            events = (await self.get(f"{path}/history"))["events"]
            words = [event["type"].split(".")[2] for event in events]
            if word not in words:
                raise NotNow
            return words

        async with asyncio.timeout(PATIENCE_SECONDS):
            return await patiently(told)

    def marks(self, *names: str, capacity: str = "REPRESENTATIVE") -> list[dict[str, str]]:
        return [{"person_id": self.people[each], "capacity": capacity} for each in names]

    async def convene(self, kind: str, day: str, *agenda: str, **said: Any) -> httpx.Response:
        """Call a meeting for seven in the evening."""
        told = {"committee_id": self.committee, "kind": kind, "begins_at": f"{day}T19:00:00+08:00", "place": "会议室"}
        return await self.post("/meetings", **told, **said, agenda=agenda)

    async def seat_fifty(self) -> None:
        """Fifty representatives in ten groups, of whom the fiftieth chairs the supervision committee."""
        for place, name in enumerate(FIFTY):
            number = f"P{place:08d}"
            subject = PersonId(await self.service.desk.vault.enrol("passport", number))
            told = Identity(name=f"代表{place}", id_kind="passport", id_number=number)
            await self.act(Step(PERSON, subject, EnterPerson(identity=Personal[Identity].of(subject, told))))
            self.people[name] = subject
        groups = tuple(GroupShare(group_id=f"g{n}", households=150, seats=5) for n in range(1, 11))
        shares = ApportionSeats(
            committee_id=self.committee, apportionment=Apportionment.BY_HOUSEHOLDS, groups=groups, from_on=TERM_FROM
        )
        known = (COMMITTEE.ref(self.committee),)
        await self.act(Step(REPRESENTATIVES, self.committee, shares, related=known))
        for name, person_id in self.people.items():
            elected = ElectRepresentative(
                committee_id=self.committee,
                person_id=person_id,
                group_id=group_of(name),
                elected_on=TERM_FROM,
                from_on=TERM_FROM,
            )
            await self.act(Step(REPRESENTATIVES, self.committee, elected, related=(*known, PERSON.ref(person_id))))
        await self._elect_supervisor()

    async def _elect_supervisor(self) -> None:
        chair, committee_id = self.people["p50"], self.committee
        of_committee = (COMMITTEE.ref(committee_id), REPRESENTATIVES.ref(committee_id))
        related = (*of_committee, *exclusions.refs(committee_id, chair))
        proposed = Nominate(committee_id=committee_id, person_id=chair, office=Office.CHAIR)
        named = Candidate(person_id=chair, name=Published[str](value="马兰", reason="居务监督"), votes=40)
        held = HoldElection(
            committee_id=committee_id, meeting_id="r1", held_on=TERM_FROM, present=50, candidates=(named,)
        )
        await self.act(Step(SUPERVISION_COMMITTEE, committee_id, proposed, related=related))
        await self.act(Step(SUPERVISION_COMMITTEE, committee_id, held, related=related))


@asynccontextmanager
async def meeting_desk(server: servers.Server, state_dir: Path) -> AsyncIterator[MeetingDesk]:
    """The service on a Monday in May, with the committee and all who sit in its meetings."""
    async with on_server(PARTS, server, state_dir, datetime(2015, 5, 4, 9, tzinfo=SHANGHAI)) as here:
        desk = MeetingDesk(here)
        entries = (each for entries in POLICY.entries.values() for each in entries if each.key.startswith(KEYS))
        for place, entry in enumerate(entries, start=1):
            known = RecordPolicy(entry=entry, source_position=place)
            await desk.act(Step(KNOWN_POLICY, entry.key.split(".", maxsplit=1)[0], known))
        await desk.get("/streets")
        await desk.post("/streets", "w1", Role.WORKING_COMMITTEE, code="630102001", name_zh="东关大街街道")
        desk.committee = CommitteeId(await _founded(desk, "RESIDENTS", "夏都花园", "630102001001"))
        await desk.seat_fifty()
        yield desk


async def _founded(desk: MeetingDesk, kind: str, name: str, code: str) -> str:
    told = {"kind": kind, "name_zh": name, "stat_code_12": code, "street_code": "630102001"}
    return await desk.make("/committees", "w1", Role.WORKING_COMMITTEE, **told)
