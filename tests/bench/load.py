"""The load: a process of its own that speaks HTTP/1.1 over kept connections and costs as little as Python can.

It reads a plan from standard input and prints what it measured: `python -m tests.bench.load < plan.json`.
"""

from __future__ import annotations

import asyncio
import json
import sys
from collections import deque
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from hashlib import sha256
from itertools import count
from time import perf_counter
from typing import cast

import uvloop

ID_CHARACTERS = 36


@dataclass(frozen=True)
class Plan:
    """`targets` are ports of the same service; each round sends `count` receipts to each, then accepts all of them.

    Nobody comes twice. `run` keeps keys and people of two loads apart.
    """

    targets: tuple[int, ...]
    token: str
    halls: tuple[str, ...]
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


class Requests:
    """Ready-made requests of one target."""

    def __init__(self, plan: Plan, port: int) -> None:
        self._plan = plan
        self._head = (
            f"Host: 127.0.0.1:{port}\r\nAuthorization: Bearer {plan.token}\r\nContent-Type: application/json\r\n"
        )
        self._number = count(1)
        self._port = port

    def receipt(self) -> bytes:
        """One more application, at the next hall in turn."""
        number = next(self._number)
        # A document of its own for each receipt of each run: who asks for an item twice has to answer for it first.
        document = sha256(f"{self._plan.run}-{self._port}-{number}".encode()).hexdigest()[:20]
        body = {
            "hall_id": self._plan.halls[number % len(self._plan.halls)],
            "window_id": f"W{number % 3 + 1}",
            "item_code": "CD-MZ-005",
            "applicant": {"name": "马秀英", "id_kind": "passport", "id_number": document, "phone": "13897112345"},
            "materials": ["身份证", "户口簿", "银行卡"],
        }
        return self._request("/intake/v1/applications", json.dumps(body, ensure_ascii=False).encode(), number)

    def acceptance(self, application: str) -> bytes:
        """Accept one application."""
        return self._request(f"/intake/v1/applications/{application}/acceptance", b"{}", next(self._number))

    def _request(self, path: str, body: bytes, number: int) -> bytes:
        key = f"Idempotency-Key: {self._plan.run}-{self._port}-{number}\r\nContent-Length: {len(body)}\r\n\r\n"
        return f"POST {path} HTTP/1.1\r\n{self._head}{key}".encode() + body


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
    requests = {port: Requests(plan, port) for port in plan.targets}
    slices = []
    for number in range(plan.rounds):
        for port in plan.targets if number % 2 == 0 else plan.targets[::-1]:
            to = requests[port]
            received = await measure(plan, port, deque(to.receipt() for _ in range(plan.count)))
            slices.append(_slice(port, "receipt", number, *received))
            accepted = await measure(plan, port, deque(to.acceptance(id_) for id_ in _ids(received[0])))
            slices.append(_slice(port, "acceptance", number, *accepted))
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
    plan = Plan(**{**said, "targets": tuple(said["targets"]), "halls": tuple(said["halls"])})
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        print(json.dumps([asdict(each) for each in runner.run(run(plan))]))


if __name__ == "__main__":
    main()
