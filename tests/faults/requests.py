"""Commands under a key of their own, sent again under it as long as nobody has answered; and patient questions."""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import inf
from typing import Any

from tests.faults.wire import Answer, Broken, Wire

TRIES = 400
SENT_TWICE_EVERY = 5
PAUSE_SECONDS = 0.05
NO_TOKEN = ""
# Refusals that say "not now": nothing is recorded, and the same request may be sent again.
NOT_NOW = frozenset({"log-unavailable", "starting", "busy", "vault-unavailable", "concurrent-change", "view-late"})


@dataclass(frozen=True)
class File:
    """A command's body that is a file; what is said about it stands in the address."""

    content: bytes
    media_type: str


Body = Mapping[str, Any] | File


@dataclass(frozen=True)
class Command:
    """What is sent, under which key; what it `may_be` refused for is an answer, anything else a failure.

    Of what is done in `secret` nothing in the log says that it was this command.
    """

    service: str
    path: str
    body: Body
    token: str
    key: str
    may_be: tuple[str, ...] = ()
    secret: bool = False


@dataclass(frozen=True)
class Question:
    """What is asked of who has followed `after`, with a `body` where an address would say too much."""

    service: str
    path: str
    token: str
    after: str = ""
    body: Mapping[str, Any] | None = None


@dataclass(frozen=True)
class Acknowledged:
    """What a client was told: its command wrote `events` (type, position), the last of them at `position`.

    What a command for a list wrote stands in the list's order; `id` and `version` are those of the first of it.
    """

    service: str
    key: str
    id: str
    version: int
    position: int
    events: tuple[tuple[str, int], ...]
    code: str = ""
    secret: bool = False
    path: str = ""

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
    """What clients were told, and how many commands nobody has answered yet.

    They pause when `pause_at` commands are acknowledged. `ballots` are what they said in secret, by hall and level.
    """

    ports: Mapping[str, Sequence[int]]
    wire: Wire
    up: Mapping[str, asyncio.Event]
    both_at_once: bool = False
    pause_at: float = inf
    acknowledged: list[Acknowledged] = field(default_factory=list)
    declined: list[Declined] = field(default_factory=list)
    sent_twice: list[tuple[Acknowledged, Acknowledged]] = field(default_factory=list)
    ballots: Counter[tuple[str, str]] = field(default_factory=Counter)
    in_flight: int = 0
    unknown: int = 0
    written_unanswered: int = 0
    not_now: Counter[str] = field(default_factory=Counter)
    _moved: asyncio.Condition = field(default_factory=asyncio.Condition)
    _sent: int = 0

    async def go_on(self, more: float = inf) -> None:
        """Let clients go on until so many more commands are acknowledged."""
        self.pause_at = len(self.acknowledged) + more
        async with self._moved:
            self._moved.notify_all()

    async def busy(self, more: int, in_flight: int) -> None:
        """Wait until `more` further commands are acknowledged and so many are in flight."""
        wanted = len(self.acknowledged) + more
        async with self._moved:
            await self._moved.wait_for(lambda: len(self.acknowledged) >= wanted and self.in_flight >= in_flight)

    async def command(self, command: Command) -> Acknowledged | Declined:
        """Send a command until it is answered."""
        async with self._moved:
            await self._moved.wait_for(lambda: len(self.acknowledged) < self.pause_at)
        if self.both_at_once:
            return await self._by_both(command)
        told, replayed = await self._until_answered(command)
        if isinstance(told, Declined):
            self.declined.append(told)
            return told
        self.acknowledged.append(told)
        self.written_unanswered += replayed
        if len(self.acknowledged) % SENT_TWICE_EVERY == 0:
            again, _ = await self._until_answered(command)
            assert isinstance(again, Acknowledged)
            self.sent_twice.append((told, again))
        return told

    async def _by_both(self, command: Command) -> Acknowledged | Declined:
        told, again = [told for told, _ in await asyncio.gather(*(self._until_answered(command) for _ in range(2)))]
        if isinstance(told, Declined) and isinstance(again, Declined):
            self.declined.append(told)
            return told
        if isinstance(told, Acknowledged) and isinstance(again, Acknowledged):
            self.sent_twice.append((told, again))
        # What one replica declined the other may have taken a moment later.
        taken = told if isinstance(told, Acknowledged) else again
        assert isinstance(taken, Acknowledged)
        self.acknowledged.append(taken)
        return taken

    async def _until_answered(self, command: Command) -> tuple[Acknowledged | Declined, bool]:
        for _ in range(TRIES):
            if (response := await self._sent_once(command)) is None:
                await asyncio.sleep(PAUSE_SECONDS)
                continue
            answer = response.json()
            if response.is_success:
                return _acknowledged(command, answer), "idempotent-replay" in response.headers
            slug = slug_of(answer)
            if slug in command.may_be:
                return Declined(command.service, command.key, slug), False
            assert slug in NOT_NOW, f"{command.key} was refused: {answer}"
            self.not_now[slug] += 1
            await asyncio.sleep(PAUSE_SECONDS)
        raise AssertionError(f"{command.key} was never answered")

    async def _sent_once(self, command: Command) -> Answer | None:
        await self.up[command.service].wait()
        key, body = command.key, command.body
        headers = {**_bearer(command.token), "Idempotency-Key": key, "X-Correlation-Id": key}
        file = body if isinstance(body, File) else _as_json(body)
        headers["Content-Type"] = file.media_type
        self.in_flight += 1
        try:
            return await self.wire.send(*self._at(command), headers, file.content)
        except Broken:
            self.unknown += 1
            return None
        finally:
            self.in_flight -= 1
            async with self._moved:
                self._moved.notify_all()

    async def question(self, question: Question) -> dict[str, Any]:
        """Ask until it is answered."""
        for _ in range(TRIES):
            await self.up[question.service].wait()
            try:
                response = await self._asked_once(question)
            except Broken:
                await asyncio.sleep(PAUSE_SECONDS)
                continue
            answer = response.json()
            if response.is_success:
                return answer
            assert slug_of(answer) in NOT_NOW, f"{question}: {answer}"
            await asyncio.sleep(PAUSE_SECONDS)
        raise AssertionError(f"{question} was never answered")

    async def _asked_once(self, question: Question) -> Answer:
        headers = _bearer(question.token)
        if question.after:
            headers["Read-After"] = question.after
        if question.body is None:
            return await self.wire.send(*self._at(question, "GET"), headers)
        said = _as_json(question.body)
        return await self.wire.send(*self._at(question), {**headers, "Content-Type": said.media_type}, said.content)

    def _at(self, request: Command | Question, method: str = "POST") -> tuple[int, str, str]:
        """Port, method and path; replicas take turns."""
        self._sent += 1
        ports = self.ports[request.service]
        return ports[self._sent % len(ports)], method, f"/{request.service}{request.path}"


def slug_of(problem: Mapping[str, Any]) -> str:
    """What a problem says in one word."""
    return str(problem["type"]).rpartition(":")[2]


def _as_json(body: Mapping[str, Any]) -> File:
    return File(json.dumps(body).encode(), "application/json")


def _bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"} if token else {}


def _acknowledged(command: Command, answer: Mapping[str, Any]) -> Acknowledged:
    parts = answer.get("results", [answer])
    return Acknowledged(
        service=command.service,
        key=command.key,
        id=parts[0]["id"],
        version=parts[0]["version"],
        position=int(parts[-1]["position"].rpartition(":")[2]),
        events=tuple((event["type"], event["position"]) for part in parts for event in part["events"]),
        code=answer.get("code", ""),
        secret=command.secret,
        path=command.path,
    )
