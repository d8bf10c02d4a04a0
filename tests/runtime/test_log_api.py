"""The log over HTTP: pages, lines and a stream, all with the very bytes that were written."""

from __future__ import annotations

import asyncio
import hashlib
import json
from collections.abc import MutableMapping
from dataclasses import dataclass, field
from typing import Any

import pytest

from shared.kernel.actors import Role
from shared.runtime import log_api
from shared.store.port import LogUnavailable
from tests.runtime.front import Front, told


@pytest.fixture(autouse=True)
async def _five(api: Front) -> None:
    """Five events, with all that could break a line."""
    id_ = await api.opened()
    for number in range(4):
        coin = {"coin_id": f"c{number}", "fen": 1, "note": f'换行\n引号"{number}\u2028 data: '}
        assert (await api.post(f"/v1/tills/{id_}/coins", coin)).status_code == 200


def digest(documents: list[bytes]) -> str:
    return hashlib.sha256(b"\0".join(documents)).hexdigest()


async def written(api: Front) -> list[bytes]:
    return [entry.document for entry in await api.log.read(0, 1000)]


def documents_of_page(page: bytes) -> list[bytes]:
    """The documents of a page as they stand in it, byte for byte."""
    found, decoder, text = [], json.JSONDecoder(), page.decode()
    mark = '"event":'
    at = text.find(mark)
    while at >= 0:
        _, end = decoder.raw_decode(text, at + len(mark))
        found.append(text[at + len(mark) : end].encode())
        at = text.find(mark, end)
    return found


@dataclass
class Listening:
    """A reader of the stream, who goes away when it has heard enough."""

    api: Front
    headers: dict[str, str] = field(default_factory=dict)
    heard: bytes = b""
    status: int = 0
    _grew: asyncio.Condition = field(default_factory=asyncio.Condition)

    async def __aenter__(self) -> Listening:
        said = {"authorization": f"Bearer {self.api.token(Role.INTEGRATOR)}", **self.headers}
        scope = {
            "type": "http",
            "asgi": {"version": "3.0"},
            "http_version": "1.1",
            "method": "GET",
            "scheme": "http",
            "path": "/till/v1/log/stream",
            "raw_path": b"/till/v1/log/stream",
            "root_path": "",
            "query_string": b"",
            "headers": [(name.encode(), value.encode()) for name, value in said.items()],
            "client": ("127.0.0.1", 1),
            "server": ("till", 80),
        }
        self._gone = asyncio.Event()
        self._task = asyncio.create_task(self.api.app(scope, self._receive, self._send))
        return self

    async def __aexit__(self, *_: object) -> None:
        self._gone.set()
        self._task.cancel()
        await asyncio.gather(self._task, return_exceptions=True)

    async def events(self, count: int) -> list[bytes]:
        """The events once there are so many, each as the lines between two blank ones."""
        async with asyncio.timeout(5), self._grew:
            await self._grew.wait_for(lambda: self.heard.count(b"\n\n") >= count)
        return self.heard.split(b"\n\n")[:-1]

    async def _receive(self) -> dict[str, object]:
        await self._gone.wait()
        return {"type": "http.disconnect"}

    async def _send(self, message: MutableMapping[str, Any]) -> None:
        async with self._grew:
            self.status = int(str(message.get("status", self.status)))
            body = message.get("body", b"")
            self.heard += body if isinstance(body, bytes) else b""
            self._grew.notify_all()


def documents_of_stream(events: list[bytes]) -> list[bytes]:
    return [event.split(b"\ndata: ", 1)[1] for event in events]


async def test_pages_lines_and_stream_carry_the_bytes_that_were_written(api):
    await api.follow()
    page = (await api.get("/v1/log", Role.AUDITOR)).content
    lines = (await api.get("/v1/log", Role.AUDITOR, Accept="application/x-ndjson")).content
    async with Listening(api) as reader:
        streamed = documents_of_stream(await reader.events(5))
    expected = digest(await written(api))
    assert digest(documents_of_page(page)) == expected
    assert digest([line for one in lines.splitlines() for line in documents_of_page(one)]) == expected
    assert digest(streamed) == expected
    assert digest([*streamed[:-1], streamed[-1].replace(b"1", b"2", 1)]) != expected, "the twin"


async def test_a_page_names_positions_and_where_to_go_on(api):
    first = (await api.get("/v1/log?limit=2", Role.INTEGRATOR)).json()
    assert ([one["position"] for one in first["events"]], first["next"]) == ([1, 2], 2)
    second = (await api.get(f"/v1/log?limit=100&after={first['next']}", Role.INTEGRATOR)).json()
    assert ([one["position"] for one in second["events"]], second["next"]) == ([3, 4, 5], 5)
    last = (await api.get("/v1/log?after=5", Role.INTEGRATOR)).json()
    assert last == {"events": [], "next": 5}


WRONG = ("after=-1", "after=x", "after=1.5", "limit=0", "limit=1001", "limit=x", "colour=red", "after=" + "9" * 16)


@pytest.mark.parametrize("query", WRONG)
@pytest.mark.parametrize("path", ["/v1/log", "/v1/log/stream"])
async def test_what_cannot_be_asked_is_refused(path, query, api):
    assert told(await api.get(f"{path}?{query}", Role.INTEGRATOR)) == (400, "invalid-parameter")


@pytest.mark.parametrize("role", [Role.CLERK, Role.RESIDENT, Role.MACHINE])
async def test_the_log_is_for_integrators_auditors_and_administrators(role, api):
    assert told(await api.get("/v1/log", role)) == (403, "role-forbidden")
    assert told(await api.get("/v1/log/stream", role)) == (403, "role-forbidden")


async def test_the_stream_goes_on_after_the_last_event_that_was_seen(api):
    await api.follow()
    async with Listening(api, {"last-event-id": "3"}) as reader:
        events = await reader.events(2)
    assert [event.split(b"\n")[0] for event in events] == [b"id: 4", b"id: 5"]


async def test_the_stream_brings_what_is_recorded_while_it_is_open(api):
    await api.follow()
    async with Listening(api, {"last-event-id": "5"}) as reader:
        await api.opened()
        await api.follow()
        (event,) = await reader.events(1)
    assert event.startswith(b"id: 6\ndata: {")
    assert documents_of_stream([event]) == (await written(api))[5:]


async def test_a_stream_with_nothing_to_say_shows_that_it_is_alive(api, monkeypatch):
    monkeypatch.setattr(log_api, "KEEP_ALIVE_SECONDS", 0.01)
    await api.follow()
    async with Listening(api, {"last-event-id": "5"}) as reader:
        assert (await reader.events(2))[:2] == [b": still here", b": still here"]


async def test_a_log_that_is_away_is_a_problem_and_no_bug(api, monkeypatch):
    async def away(_after: int, _limit: int) -> None:
        raise LogUnavailable

    monkeypatch.setattr(api.log, "read", away)
    assert told(await api.get("/v1/log", Role.INTEGRATOR)) == (503, "log-unavailable")
