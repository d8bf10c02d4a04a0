"""The log for everybody who may read it: pages, lines, and a stream that can be resumed; always the very bytes."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Coroutine

from fastapi import APIRouter
from pydantic import BaseModel
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from shared.kernel.actors import Role
from shared.kernel.refusals import Refusal
from shared.runtime.desk import Desk
from shared.runtime.openapi import described
from shared.runtime.problems import Problem, problem
from shared.runtime.refusals import InvalidParameter
from shared.runtime.unavailable import LogUnreachable
from shared.store.port import LogUnavailable, StoredEvent

MAX_LIMIT = 1000
KEEP_ALIVE_SECONDS = 15.0
READERS = (Role.INTEGRATOR, Role.AUDITOR, Role.ADMIN)
_POSITION = re.compile(r"[0-9]{1,15}")
_LIMIT = re.compile(r"[0-9]{1,4}")
_PARAMETERS = [
    {"name": name, "in": "query", "schema": {"type": "integer", "minimum": 0}, "description": description}
    for name, description in (("after", "The last position already read"), ("limit", "At most 1000"))
]


class LogEntry(BaseModel):
    """An event at its position, as the document that was written."""

    position: int
    event: dict[str, object]


class LogPage(BaseModel):
    """Some events; `next` is the position to go on after."""

    events: tuple[LogEntry, ...]
    next: int


def routes(desk: Desk) -> APIRouter:
    """`/v1/log` as JSON or, by `Accept: application/x-ndjson`, as lines; `/v1/log/stream` as server-sent events."""
    router = APIRouter(tags=["log"])

    async def log(request: Request) -> Response:
        asked = _asked(desk, request)
        if isinstance(asked, Refusal):
            return problem(asked, request.headers.get("accept-language", ""))
        after, limit = asked
        try:
            events = await desk.followers[desk.service].log.read(after, limit)
        except LogUnavailable:
            return problem(LogUnreachable(), request.headers.get("accept-language", ""))
        if "application/x-ndjson" in request.headers.get("accept", ""):
            return Response(b"".join(_line(event) for event in events), media_type="application/x-ndjson")
        following = events[-1].position if events else after
        body = b",".join(_line(event).rstrip(b"\n") for event in events)
        return Response(b'{"events":[%b],"next":%d}' % (body, following), media_type="application/json")

    async def stream(request: Request) -> Response:
        asked = _asked(desk, request)
        if isinstance(asked, Refusal):
            return problem(asked, request.headers.get("accept-language", ""))
        return StreamingResponse(
            _followed(desk, asked[0]), media_type="text/event-stream", headers={"Cache-Control": "no-store"}
        )

    extra = {"parameters": _PARAMETERS, "security": [{"bearer": []}]}
    page = described(LogPage)
    page[200]["content"]["application/x-ndjson"] = {"schema": {"type": "string"}}
    router.add_api_route(
        "/v1/log",
        log,
        summary="Read the log by page",
        openapi_extra=extra,
        response_class=Response,
        responses=page,
    )
    followed = {
        **page,
        200: {"description": "Events", "content": {"text/event-stream": {"schema": {"type": "string"}}}},
    }
    router.add_api_route(
        "/v1/log/stream",
        stream,
        summary="Follow the log",
        openapi_extra=extra,
        response_class=Response,
        responses=followed,
    )
    desk.schemas.update({LogPage, Problem})
    return router


def _asked(desk: Desk, request: Request) -> tuple[int, int] | Refusal:
    actor = desk.verifier.actor(request.headers.get("authorization"), READERS)
    if isinstance(actor, Refusal):
        return actor
    said = {**request.query_params}
    after = request.headers.get("last-event-id") or said.pop("after", "0")
    said.pop("after", None)
    limit = said.pop("limit", str(MAX_LIMIT))
    if said:
        return InvalidParameter(name=next(iter(said))[:50])
    if not _POSITION.fullmatch(after):
        return InvalidParameter(name="after")
    if not _LIMIT.fullmatch(limit) or not 1 <= int(limit) <= MAX_LIMIT:
        return InvalidParameter(name="limit")
    return int(after), int(limit)


def _line(event: StoredEvent) -> bytes:
    return b'{"position":%d,"event":%b}\n' % (event.position, event.document)


async def _followed(desk: Desk, after: int) -> AsyncIterator[bytes]:
    follower = desk.followers[desk.service]
    while not desk.ending.is_set():
        try:
            events = await follower.log.read(after, MAX_LIMIT)
        except LogUnavailable:
            return  # the reader comes back with its Last-Event-ID
        for event in events:
            # The document has no line break of its own: JSON escapes them.
            yield b"id: %d\ndata: %b\n\n" % (event.position, event.document)
        if events:
            after = events[-1].position
            continue
        if not await _any_of(follower.reached(after + 1), desk.ending.wait()):
            yield b": still here\n\n"


async def _any_of(*waited_for: Coroutine[object, object, object]) -> bool:
    """Wait until the first of these has come to pass; False when it is time to keep the connection alive."""
    tasks = [asyncio.create_task(each) for each in waited_for]
    try:
        done, _ = await asyncio.wait(tasks, timeout=KEEP_ALIVE_SECONDS, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in tasks:
            task.cancel()
    return bool(done)
