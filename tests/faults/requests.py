"""Commands under a key of their own, sent again under it as long as nobody has answered; and patient questions."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import httpx

TRIES = 400
SENT_TWICE_EVERY = 5
NO_TOKEN = ""
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
    code: str = ""

    @property
    def after(self) -> str:
        """For `Read-After`."""
        return f"{self.service}:{self.position}"


@dataclass(frozen=True)
class Declined:
    """What a client was told that may be told: the refusal's slug, and nothing was written."""

    service: str
    key: str
    slug: str


@dataclass
class Requests:
    """What clients were told, and how many commands nobody has answered yet."""

    ports: Mapping[str, Sequence[int]]
    http: httpx.AsyncClient
    up: Mapping[str, asyncio.Event]
    both_at_once: bool = False
    acknowledged: list[Acknowledged] = field(default_factory=list)
    declined: list[Declined] = field(default_factory=list)
    sent_twice: list[tuple[Acknowledged, Acknowledged]] = field(default_factory=list)
    in_flight: int = 0
    unknown: int = 0
    written_unanswered: int = 0
    not_now: Counter[str] = field(default_factory=Counter)
    _moved: asyncio.Condition = field(default_factory=asyncio.Condition)
    _sent: int = 0

    async def busy(self, more: int, in_flight: int) -> None:
        """Wait until `more` further commands are acknowledged and so many are in flight."""
        wanted = len(self.acknowledged) + more
        async with self._moved:
            await self._moved.wait_for(lambda: len(self.acknowledged) >= wanted and self.in_flight >= in_flight)

    async def command(
        self, service: str, path: str, body: Mapping[str, Any], token: str, key: str, may_be: Iterable[str] = ()
    ) -> Acknowledged | Declined:
        """Send a command until it is answered; what it `may_be` refused for is an answer, anything else a failure."""
        if self.both_at_once:
            return await self._by_both(service, path, body, token, key, may_be)
        told, replayed = await self._until_answered(service, path, body, token, key, may_be)
        if isinstance(told, Declined):
            self.declined.append(told)
            return told
        self.acknowledged.append(told)
        self.written_unanswered += replayed
        if len(self.acknowledged) % SENT_TWICE_EVERY == 0:
            again, _ = await self._until_answered(service, path, body, token, key)
            assert isinstance(again, Acknowledged)
            self.sent_twice.append((told, again))
        return told

    async def _by_both(
        self, service: str, path: str, body: Mapping[str, Any], token: str, key: str, may_be: Iterable[str]
    ) -> Acknowledged | Declined:
        both = await asyncio.gather(*(self._until_answered(service, path, body, token, key, may_be) for _ in range(2)))
        told = [each for each, _ in both if isinstance(each, Acknowledged)]
        if not told:
            self.declined.append(declined := both[0][0])  # type: ignore[arg-type]
            return declined
        # One that was declined by one replica may have been taken by the other a moment later.
        if len(told) == len(both):
            self.sent_twice.append((told[0], told[1]))
        self.acknowledged.append(told[0])
        return told[0]

    async def _until_answered(
        self, service: str, path: str, body: Mapping[str, Any], token: str, key: str, may_be: Iterable[str] = ()
    ) -> tuple[Acknowledged | Declined, bool]:
        headers = {**_bearer(token), "Idempotency-Key": key, "X-Correlation-Id": key}
        for _ in range(TRIES):
            if (response := await self._sent_once(service, path, body, headers)) is None:
                continue
            answer = response.json()
            if response.is_success:
                return _acknowledged(service, key, answer), "Idempotent-Replay" in response.headers
            slug = slug_of(answer)
            if slug in may_be:
                return Declined(service, key, slug), False
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

    async def question(
        self, service: str, path: str, token: str, after: str = "", body: Mapping[str, Any] | None = None
    ) -> dict[str, Any]:
        """Ask until it is answered, by nobody who has not followed `after`; with a `body` where it asks for one."""
        headers = {**_bearer(token), **({"Read-After": after} if after else {})}
        method = "GET" if body is None else "POST"
        for _ in range(TRIES):
            await self.up[service].wait()
            try:
                response = await self.http.request(method, self._url(service, path), json=body, headers=headers)
            except httpx.TransportError:
                continue
            answer: dict[str, Any] = response.json()
            if response.is_success:
                return answer
            assert slug_of(answer) in NOT_NOW, f"{path} after {after}: {answer}"
        raise AssertionError(f"{service} never followed to {after} for {path}")

    def _url(self, service: str, path: str) -> str:
        self._sent += 1
        ports = self.ports[service]
        return f"http://127.0.0.1:{ports[self._sent % len(ports)]}/{service}{path}"


def slug_of(problem: Mapping[str, Any]) -> str:
    """What a problem says in one word."""
    return str(problem["type"]).rpartition(":")[2]


def _bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"} if token else {}


def _acknowledged(service: str, key: str, answer: Mapping[str, Any]) -> Acknowledged:
    return Acknowledged(
        service=service,
        key=key,
        id=answer["id"],
        version=answer["version"],
        position=int(answer["position"].rpartition(":")[2]),
        events=tuple((event["type"], event["position"]) for event in answer["events"]),
        code=answer.get("code", ""),
    )
