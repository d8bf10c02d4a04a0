"""The load: a process of its own that speaks HTTP/1.1 over kept connections and costs as little as Python can.

It reads a plan from standard input and prints what it measured: `python -m tests.bench.load < plan.json`.
"""

from __future__ import annotations

import asyncio
import json
import sys
from abc import ABC, abstractmethod
from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from hashlib import sha256
from itertools import count
from time import perf_counter
from typing import Any, ClassVar, cast

import uvloop

from tests.journeys.associations import PAPERS, founding

ID_CHARACTERS = 36


@dataclass(frozen=True)
class Plan:
    """`targets` are ports of the same service; each round begins `count` things at each, then goes on with all of them.

    Nobody comes twice. `run` keeps keys and people of two loads apart.
    """

    service: str
    targets: tuple[int, ...]
    token: str
    places: tuple[str, ...]
    run: str
    rounds: int
    count: int
    connections: int = 64


@dataclass(frozen=True)
class Slice:
    """What one act of one round took; `milliseconds` holds p50 and p99 of its answers."""

    target: int
    act: str
    round: int
    done: int
    refused: int
    seconds: float
    milliseconds: tuple[float, float]


class Connection(asyncio.Protocol):
    """One kept connection, one request at a time."""

    def __init__(self) -> None:
        self._transport: asyncio.Transport | None = None
        self._received = b""
        self._answer: asyncio.Future[bytes] | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)

    def ask(self, request: bytes) -> asyncio.Future[bytes]:
        """The whole response, head and body."""
        assert self._transport is not None
        self._answer = asyncio.get_running_loop().create_future()
        self._transport.write(request)
        return self._answer

    def data_received(self, data: bytes) -> None:
        self._received += data
        head = self._received.find(b"\r\n\r\n")
        if head < 0:
            return
        at = self._received.lower().find(b"content-length:", 0, head)
        length = int(self._received[at + 15 : self._received.index(b"\r\n", at)])
        if len(self._received) >= head + 4 + length and self._answer is not None and not self._answer.done():
            answer, self._received = self._received, b""
            self._answer.set_result(answer)

    def connection_lost(self, exc: Exception | None) -> None:
        if self._answer is not None and not self._answer.done():
            self._answer.set_exception(exc or ConnectionResetError("the service closed the connection"))


class Requests(ABC):
    """Ready-made requests of one target: what begins something at the next place in turn, and what follows on it."""

    acts: ClassVar[tuple[str, str]]

    def __init__(self, plan: Plan, port: int) -> None:
        self._plan = plan
        self._head = (
            f"Host: 127.0.0.1:{port}\r\nAuthorization: Bearer {plan.token}\r\nContent-Type: application/json\r\n"
        )
        self._number = count(1)
        self._port = port

    @abstractmethod
    def first(self) -> bytes:
        """One more."""

    @abstractmethod
    def then(self, id_: str) -> bytes:
        """Go on with one."""

    def _document(self, number: int) -> str:
        """A number of its own for each person of each run: who asks for a thing twice has to answer for it first."""
        return sha256(f"{self._plan.run}-{self._port}-{number}".encode()).hexdigest()[:20]

    def _place(self, number: int) -> str:
        return self._plan.places[number % len(self._plan.places)]

    def _request(self, path: str, body: Mapping[str, Any], number: int) -> bytes:
        content = json.dumps(body, ensure_ascii=False).encode()
        key = f"Idempotency-Key: {self._plan.run}-{self._port}-{number}\r\nContent-Length: {len(content)}\r\n\r\n"
        return f"POST /{self._plan.service}{path} HTTP/1.1\r\n{self._head}{key}".encode() + content


class Receipts(Requests):
    """Applications are received at halls, and accepted."""

    acts = ("receipt", "acceptance")

    def first(self) -> bytes:
        number = next(self._number)
        person = {"name": "马秀英", "id_kind": "passport", "id_number": self._document(number), "phone": "13897112345"}
        body = {
            "hall_id": self._place(number),
            "window_id": f"W{number % 3 + 1}",
            "item_code": "CD-MZ-005",
            "applicant": person,
            "materials": ["身份证", "户口簿", "银行卡"],
        }
        return self._request("/v1/applications", body, number)

    def then(self, id_: str) -> bytes:
        return self._request(f"/v1/applications/{id_}/acceptance", {}, next(self._number))


class Filings(Requests):
    """Associations are written down in communities, and their filings handed in."""

    acts = ("draft of a filing", "filing handed in")

    def first(self) -> bytes:
        number = next(self._number)
        founded = founding(f"示例{self._document(number)}艺术团")
        body = {"track": "FILED", "community_id": self._place(number), "founding": founded}
        return self._request("/v1/associations", body, number)

    def then(self, id_: str) -> bytes:
        number = next(self._number)
        document = {"name": "示例·负责人", "id_kind": "passport", "id_number": self._document(number)}
        person = {**document, "of_age": True, "resident": True, "full_capacity": True}
        return self._request(f"/v1/associations/{id_}/submission", {"person": person, "papers": PAPERS}, number)


OF: Mapping[str, type[Requests]] = {"intake": Receipts, "associations": Filings}
"""What is asked of which service."""


async def measure(plan: Plan, port: int, requests: deque[bytes]) -> tuple[list[bytes], list[float], float]:
    """Send all requests over connections opened before; the answers, their seconds each, and the seconds of all."""
    loop = asyncio.get_running_loop()
    opened = [await loop.create_connection(Connection, "127.0.0.1", port) for _ in range(plan.connections)]
    answers: list[bytes] = []
    seconds: list[float] = []

    async def work(connection: Connection) -> None:
        while requests:
            request = requests.popleft()
            sent = perf_counter()
            answers.append(await connection.ask(request))
            seconds.append(perf_counter() - sent)

    begun = perf_counter()
    await asyncio.gather(*(work(connection) for _, connection in opened))
    elapsed = perf_counter() - begun
    for transport, _ in opened:
        transport.close()
    return answers, seconds, elapsed


async def run(plan: Plan) -> list[Slice]:
    """All rounds; targets take turns, and who is first changes from round to round."""
    requests = {port: OF[plan.service](plan, port) for port in plan.targets}
    slices = []
    for number in range(plan.rounds):
        for port in plan.targets if number % 2 == 0 else plan.targets[::-1]:
            to = requests[port]
            begun = await measure(plan, port, deque(to.first() for _ in range(plan.count)))
            slices.append(_slice(port, to.acts[0], number, *begun))
            followed = await measure(plan, port, deque(to.then(id_) for id_ in _ids(begun[0])))
            slices.append(_slice(port, to.acts[1], number, *followed))
    return slices


def _ids(answers: list[bytes]) -> Iterator[str]:
    for answer in answers:
        if answer.startswith(b"HTTP/1.1 201"):
            at = answer.index(b'"id": "') + 7
            yield answer[at : at + ID_CHARACTERS].decode()


def _slice(port: int, act: str, number: int, answers: list[bytes], seconds: list[float], elapsed: float) -> Slice:
    refused = [answer for answer in answers if not answer.startswith(b"HTTP/1.1 20")]
    if refused:
        print(refused[0][-300:].decode(errors="replace"), file=sys.stderr)
    ordered = sorted(seconds) or [0.0]
    quantiles = tuple(round(1000 * ordered[int(share * (len(ordered) - 1))], 3) for share in (0.5, 0.99))
    return Slice(port, act, number, len(answers), len(refused), elapsed, cast("tuple[float, float]", quantiles))


def main() -> None:
    """Carry out the plan on standard input."""
    said = json.load(sys.stdin)
    plan = Plan(**{**said, "targets": tuple(said["targets"]), "places": tuple(said["places"])})
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        print(json.dumps([asdict(each) for each in runner.run(run(plan))]))


if __name__ == "__main__":
    main()
