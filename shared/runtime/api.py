"""The two faces of a process: the service's API under its own name, and what only an operator's port shows."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager, suppress
from functools import cache
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from fastapi_offline import FastAPIOffline
from faststream.specification import AsyncAPI
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from pydantic.json_schema import models_json_schema
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Mount, Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from shared.kernel.envelope import Codec
from shared.kernel.policy import PolicyNotYetInForce
from shared.kernel.refusals import Refusal
from shared.runtime import feed, log_api, parked_api, schemas
from shared.runtime.clock import ClockNotSet
from shared.runtime.direct import directly
from shared.runtime.problems import problem
from shared.runtime.refusals import DayBeforePolicy, MethodNotAllowed, NoSuchRoute
from shared.runtime.settings import Settings
from shared.runtime.telemetry import correlation_id, logger, said_correlation
from shared.runtime.unavailable import (
    Busy,
    ClockSuspect,
    InternalError,
    LogDamaged,
    LogUnreachable,
    Starting,
    VaultClosedToUs,
)
from shared.store.port import LogUnavailable, RogueEntry, StoreBusy
from shared.vault.errors import VaultUnavailable

if TYPE_CHECKING:
    from contextlib import AbstractAsyncContextManager

    from shared.runtime.service import Parts, Service

_CORRELATION = b"x-correlation-id"
_PASSING: Mapping[type[Exception], Refusal] = {
    LogUnavailable: LogUnreachable(),
    StoreBusy: Busy(),
    RogueEntry: LogDamaged(),
    VaultUnavailable: VaultClosedToUs(),
    ClockNotSet: ClockSuspect(why="was never set"),
}
"""What may fail around a decision, in reads and before commands, and passes."""


def process(
    settings: Settings, parts: Parts, running: Callable[..., AbstractAsyncContextManager[Service]]
) -> Starlette:
    """The ASGI application of one service; `state.end` lets go who follows its log before the server waits."""
    here: dict[str, Service] = {}

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        async with running(settings, parts) as service:
            here["service"] = service
            yield

    async def live(_request: Request) -> Response:
        return JSONResponse({"service": parts.name, "live": True})

    async def ready(_request: Request) -> Response:
        status = await here["service"].status()
        return JSONResponse(status, 200 if status["ready"] else 503)

    async def metrics(_request: Request) -> Response:
        return Response(generate_latest(here["service"].metrics.registry), media_type=CONTENT_TYPE_LATEST)

    async def api(scope: Scope, receive: Receive, send: Send) -> None:
        await _correlated(here["service"].api or _starting, scope, receive, send)

    routes = [
        Route("/health/live", live),
        Route("/health/ready", ready),
        Route("/metrics", metrics),
        Mount(f"/{parts.name}", app=api),
        Mount("/", app=_nothing),
    ]

    def end() -> None:
        if service := here.get("service"):
            service.desk.ending.set()

    application = Starlette(routes=routes, lifespan=lifespan, exception_handlers={HTTPException: _http_error})
    application.state.end = end
    return application


def api_of(service: Service) -> ASGIApp:
    """The service's own API, with its documents."""
    described = _described(service)
    return directly(service.desk.direct, described, _failed)


def _described(service: Service) -> FastAPI:
    parts, desk = service.parts, service.desk
    api = FastAPIOffline(
        title=f"Huimin {parts.title_en} · {parts.title_zh}",
        version="1",
        redoc_url=None,
        docs_url="/docs",
        redirect_slashes=False,
    )
    api.include_router(log_api.routes(desk))
    for routes in parts.routes:
        api.include_router(routes(desk))
    api.add_api_route("/schemas/{name}", _schemas(parts), include_in_schema=False)
    api.add_api_route("/asyncapi", _asyncapi(service, api.title), include_in_schema=False)
    api.include_router(parked_api.routes(desk, service.parking))
    api.add_exception_handler(HTTPException, _http_error)
    for failure in (*_PASSING, PolicyNotYetInForce, Exception):
        api.add_exception_handler(failure, _failed)
    api.openapi = lambda: _openapi(api, service)  # type: ignore[method-assign]
    return api


def _openapi(api: FastAPI, service: Service) -> dict[str, Any]:
    if api.openapi_schema is None:
        document = get_openapi(
            title=api.title, version=api.version, openapi_version=api.openapi_version, routes=api.routes
        )
        models = sorted(service.desk.schemas, key=lambda model: model.__name__)
        _, definitions = models_json_schema(
            [(model, "validation") for model in models], ref_template="#/components/schemas/{model}"
        )
        document["components"] = {
            "schemas": definitions.get("$defs", {}),
            "securitySchemes": {"bearer": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"}},
        }
        document["servers"] = [{"url": f"/{service.parts.name}"}]
        api.openapi_schema = document
    return api.openapi_schema


def _schemas(parts: Parts) -> Callable[[str], Awaitable[Response]]:
    events = {schemas.name(event): event for event in parts.events}

    async def answer(name: str) -> Response:
        event = events.get(name)
        if event is None:
            raise HTTPException(HTTPStatus.NOT_FOUND)
        return Response(schemas.text(parts.name, event), media_type="application/json")

    return answer


def _asyncapi(service: Service, title: str) -> Callable[[], Awaitable[Response]]:
    """What the service follows and writes; described, which takes a while, when somebody first asks."""
    one_at_a_time = asyncio.Lock()

    @cache
    def document() -> str:
        parts = service.parts
        feed.publish_contracts(service.broker, service.keys(parts.name), Codec(parts.name, parts.events))
        return AsyncAPI(service.broker, title=title, version="1").to_specification().to_json()

    async def answer() -> Response:
        async with one_at_a_time:
            return Response(await asyncio.to_thread(document), media_type="application/json")

    return answer


async def _failed(request: Request, error: Exception) -> Response:
    language = request.headers.get("accept-language", "")
    if isinstance(error, PolicyNotYetInForce):
        return problem(DayBeforePolicy(error.key, error.first), language)
    for failure, refusal in _PASSING.items():
        if isinstance(error, failure):
            return problem(refusal, language)
    logger().error("bug", path=request.url.path, error=type(error).__name__, exc_info=error)
    return problem(InternalError(), language)


async def _http_error(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    refusal: Refusal = {404: NoSuchRoute(), 405: MethodNotAllowed()}.get(status, InternalError())
    return problem(refusal, request.headers.get("accept-language", ""))


async def _correlated(app: ASGIApp, scope: Scope, receive: Receive, send: Send) -> None:
    """Give the request its correlation id, the caller's or a new one, and tell it back."""
    said = next((value.decode("latin-1") for name, value in scope["headers"] if name == _CORRELATION), None)
    current = said_correlation(said) or uuid.uuid4().hex
    correlation_id.set(current)

    async def tell(message: Message) -> None:
        if message["type"] == "http.response.start":
            message["headers"] = [*message["headers"], (_CORRELATION, current.encode())]
        await send(message)

    # The framework raises again what `_failed` has answered and logged; the server would log it with its values.
    with suppress(Exception):
        await app(scope, receive, tell)


async def _starting(scope: Scope, receive: Receive, send: Send) -> None:
    await problem(Starting())(scope, receive, send)


async def _nothing(scope: Scope, receive: Receive, send: Send) -> None:
    if scope["type"] == "http":
        await problem(NoSuchRoute())(scope, receive, send)
