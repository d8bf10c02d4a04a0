"""Clients that take residents through the whole path without pause, each command under a key of its own, and send it
again under that key as long as nobody has answered.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import httpx
from stdnum.cn.ric import calc_check_digit

from shared.kernel.actors import Role
from shared.kernel.ids import by_trigger
from shared.runtime.security import Issuer
from tests.journeys.district import District

IN_FLIGHT = 32
HALLS = 6
RESIDENTS = 72
FOUNDERS = 16
TRIES = 400
SENT_TWICE_EVERY = 5
ITEMS = ("CD-MZ-005", "CD-MZ-003", "CD-JS-001")
WINDOWS = ("W1", "W2", "W3")
# Refusals that say "not now": nothing is recorded, and the same request may be sent again.
NOT_NOW = frozenset({"log-unavailable", "starting", "busy", "vault-unavailable", "concurrent-change", "view-late"})


@dataclass(frozen=True)
class Acknowledged:
    """What a client was told: its command wrote `events` (type, position), the last of them at `position`."""

    service: str
    key: str
    id: str
    version: int
    position: int
    events: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class ServiceCounter:
    """A hall with who works there: tokens by role, and the two posts."""

    hall: str
    tokens: Mapping[Role, str]
    examination: str
    approval: str


@dataclass
class Load:
    """All clients, what they were told, and how many commands nobody has answered yet."""

    ports: Mapping[str, Sequence[int]]
    counters: Sequence[ServiceCounter]
    founder: str
    http: httpx.AsyncClient
    up: Mapping[str, asyncio.Event]
    name: str = "load"
    both_at_once: bool = False
    acknowledged: list[Acknowledged] = field(default_factory=list)
    sent_twice: list[tuple[Acknowledged, Acknowledged]] = field(default_factory=list)
    in_flight: int = 0
    unknown: int = 0
    written_unanswered: int = 0
    not_now: Counter[str] = field(default_factory=Counter)
    done: bool = False
    _moved: asyncio.Condition = field(default_factory=asyncio.Condition)
    _people: int = 0
    _sent: int = 0

    def start(self, clients: asyncio.TaskGroup, turns: int | None = None) -> None:
        """Start all clients; each plays `turns` stories, or until `done`."""
        for number in range(RESIDENTS):
            clients.create_task(self._resident(number, turns))
        for number in range(FOUNDERS):
            clients.create_task(self._founder(number, turns))

    async def busy(self, more: int) -> None:
        """Wait until `more` further commands are acknowledged and enough are in flight."""
        wanted = len(self.acknowledged) + more
        async with self._moved:
            await self._moved.wait_for(lambda: len(self.acknowledged) >= wanted and self.in_flight >= IN_FLIGHT)

    # --- stories ------------------------------------------------------------

    async def _resident(self, number: int, turns: int | None) -> None:
        counter = self.counters[number % len(self.counters)]
        turn = 0
        while not self.done and turn != turns:
            await self._application(counter, f"{self.name}-r{number}-{turn}", number + turn)
            turn += 1

    async def _application(self, counter: ServiceCounter, key: str, choice: int) -> None:
        clerk, examiner, approver = (counter.tokens[role] for role in (Role.CLERK, Role.EXAMINER, Role.APPROVER))
        received = await self._command(
            "intake",
            "/v1/applications",
            {
                "hall_id": counter.hall,
                "window_id": WINDOWS[choice % len(WINDOWS)],
                "item_code": ITEMS[choice % len(ITEMS)],
                "applicant": {"name": "示例", "id_number": self._citizen(), "phone": "13997000000"},
                "materials": ["身份证"],
            },
            clerk,
            f"{key}-receive",
        )
        application = f"/v1/applications/{received.id}"
        accepted = await self._command("intake", f"{application}/acceptance", {}, clerk, f"{key}-accept")
        case = f"/v1/cases/{by_trigger('case', received.id)}"
        await self._followed("casework", case, f"intake:{accepted.position}", clerk)
        work = {"post_id": counter.examination}
        if choice % len(ITEMS) == 0:
            await self._slowed(counter, case, key)
        decision = {"outcome": "GRANT", "reasons": ["示例"]}
        await self._command("casework", f"{case}/proposal", {**work, **decision}, examiner, f"{key}-propose")
        approval = {"post_id": counter.approval, **decision}
        await self._command("casework", f"{case}/decision", approval, approver, f"{key}-decide")
        closed = await self._command("casework", f"{case}/closure", work, examiner, f"{key}-close")
        await self._followed("intake", application, f"casework:{closed.position}", clerk)
        await self._command("intake", f"{application}/delivery", {"mode": "WINDOW"}, clerk, f"{key}-deliver")

    async def _slowed(self, counter: ServiceCounter, case: str, key: str) -> None:
        """The clocks stop and run on, the officer notes why, and more time is asked for and granted."""
        examiner, approver = counter.tokens[Role.EXAMINER], counter.tokens[Role.APPROVER]
        work, why = {"post_id": counter.examination}, {"reasons": ["示例"]}
        await self._command("casework", f"{case}/suspension", work, examiner, f"{key}-suspend")
        await self._command("casework", f"{case}/notes", {**work, "note": "示例"}, examiner, f"{key}-note")
        await self._command("casework", f"{case}/resumption", work, examiner, f"{key}-resume")
        more = {**work, **why, "n": 5}
        await self._command("casework", f"{case}/extension-request", more, examiner, f"{key}-ask")
        granted = {"post_id": counter.approval, **why}
        await self._command("casework", f"{case}/extension", granted, approver, f"{key}-extend")

    async def _founder(self, number: int, turns: int | None) -> None:
        turn = 0
        while not self.done and turn != turns:
            key = f"{self.name}-f{number}-{turn}"
            body = {"name_zh": f"示例{number}-{turn}", "name_en": key, "founded_on": "2013-09-29"}
            community = await self._command("councils", "/v1/communities", body, self.founder, f"{key}-found")
            for kind in ("PUBLIC_SERVICE", "WORK"):
                centre = {"kind": kind, "name_zh": f"示例{key}", "name_en": key, "opened_on": "2013-09-29"}
                path = f"/v1/communities/{community.id}/centres"
                await self._command("councils", path, centre, self.founder, f"{key}-{kind.lower()}-open")
            turn += 1

    def _citizen(self) -> str:
        """The number of somebody who was never here before."""
        self._people += 1
        days, sequence = divmod(self._people, 999)
        number = f"630102{date(1941, 1, 1) + timedelta(days=days):%Y%m%d}{sequence + 1:03d}"
        return f"{number}{calc_check_digit(f'{number}0')}"  # it leaves the last character out

    # --- requests -----------------------------------------------------------

    async def _command(self, service: str, path: str, body: Mapping[str, Any], token: str, key: str) -> Acknowledged:
        if self.both_at_once:
            (told, _), (other, _) = await asyncio.gather(
                *(self._until_answered(service, path, body, token, key) for _ in range(2))
            )
            self.sent_twice.append((told, other))
            self.acknowledged.append(told)
            return told
        told, replayed = await self._until_answered(service, path, body, token, key)
        self.acknowledged.append(told)
        self.written_unanswered += replayed
        if len(self.acknowledged) % SENT_TWICE_EVERY == 0:
            again, _ = await self._until_answered(service, path, body, token, key)
            self.sent_twice.append((told, again))
        return told

    async def _until_answered(
        self, service: str, path: str, body: Mapping[str, Any], token: str, key: str
    ) -> tuple[Acknowledged, bool]:
        headers = {"Authorization": f"Bearer {token}", "Idempotency-Key": key, "X-Correlation-Id": key}
        for _ in range(TRIES):
            if (response := await self._sent_once(service, path, body, headers)) is None:
                continue
            answer = response.json()
            if response.is_success:
                return _acknowledged(service, key, answer), "Idempotent-Replay" in response.headers
            slug = str(answer["type"]).rsplit(":", 1)[-1]
            assert slug in NOT_NOW, f"{key} was refused: {answer}"
            self.not_now[slug] += 1
        raise AssertionError(f"{key} was never answered")

    async def _sent_once(
        self, service: str, path: str, body: Mapping[str, Any], headers: Mapping[str, str]
    ) -> httpx.Response | None:
        await self.up[service].wait()
        self.in_flight += 1
        try:
            return await self.http.post(self._url(service, path), json=body, headers=headers)
        except httpx.TransportError:
            self.unknown += 1
            return None
        finally:
            self.in_flight -= 1
            async with self._moved:
                self._moved.notify_all()

    async def _followed(self, service: str, path: str, position: str, token: str) -> None:
        headers = {"Authorization": f"Bearer {token}", "Read-After": position}
        for _ in range(TRIES):
            await self.up[service].wait()
            try:
                response = await self.http.get(self._url(service, path), headers=headers)
            except httpx.TransportError:
                continue
            if response.is_success:
                return
            slug = str(response.json()["type"]).rsplit(":", 1)[-1]
            assert slug in NOT_NOW, f"{path} after {position}: {response.text}"
        raise AssertionError(f"{service} never followed to {position}")

    def _url(self, service: str, path: str) -> str:
        self._sent += 1
        ports = self.ports[service]
        return f"http://127.0.0.1:{ports[self._sent % len(ports)]}/{service}{path}"


def _acknowledged(service: str, key: str, answer: Mapping[str, Any]) -> Acknowledged:
    return Acknowledged(
        service=service,
        key=key,
        id=answer["id"],
        version=answer["version"],
        position=int(answer["position"].rpartition(":")[2]),
        events=tuple((event["type"], event["position"]) for event in answer["events"]),
    )


def prepared(district: District) -> tuple[list[ServiceCounter], str]:
    """Put people on posts at several halls; the halls, and the token of who founds communities."""
    issuer = Issuer(district.settings.state_dir / "issuer", district.settings.division)
    admin, counters = district.admin, []
    for hall in admin.get("intake", "/v1/halls")["halls"][:HALLS]:
        centre, code = hall["centre_id"], hall["code"].lower()
        posts, tokens = {}, {Role.CLERK: issuer.token(f"s-clerk-{code}", (Role.CLERK,), centre)}
        for kind, role in (("EXAMINATION", Role.EXAMINER), ("APPROVAL", Role.APPROVER)):
            person = f"s-{role.value}-{code}"
            admin.post("casework", "/v1/staff", {"id": person, "name": "示例", "org": centre}, f"staff-{person}")
            post = {"org": centre, "kind": kind, "title_zh": "示例岗", "title_en": kind.title()}
            posts[kind] = admin.post("casework", "/v1/posts", post, f"post-{kind}-{code}")["id"]
            path = f"/v1/posts/{posts[kind]}/assignment"
            admin.post("casework", path, {"holder": person}, f"assign-{kind}-{code}")
            tokens[role] = issuer.token(person, (role,), centre)
        counters.append(ServiceCounter(hall["id"], tokens, posts["EXAMINATION"], posts["APPROVAL"]))
    return counters, issuer.token("founder", (Role.WORKING_COMMITTEE,))
