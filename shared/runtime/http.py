"""HTTP conventions: how a request becomes an act or a query, and how its result is told."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Generic, TypeVar, cast

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, TypeAdapter
from starlette.requests import Request
from starlette.responses import Response

from shared.contracts.access import Purpose
from shared.kernel.actors import WITHHELD, Actor, Role
from shared.kernel.decider import Step
from shared.kernel.ids import by_caller
from shared.kernel.refusals import Refusal
from shared.runtime.act import Act, Done
from shared.runtime.bodies import once_of, parsed, part_of, received
from shared.runtime.desk import Desk
from shared.runtime.direct import direct
from shared.runtime.openapi import ID, IF_MATCH, KEY, command_openapi, described, query_parameters
from shared.runtime.problems import Problem, problem
from shared.runtime.reading import shown
from shared.runtime.receipts import Receipt, Several, receipt, receipts, several
from shared.runtime.refusals import InvalidParameter, KeyMissing, NotFound
from shared.runtime.telemetry import correlation_id, said_trace
from shared.store.port import Once

A = TypeVar("A")
B = TypeVar("B", bound=BaseModel)


class Empty(BaseModel):
    """The body of an act that needs no words."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")


@dataclass(frozen=True, slots=True)
class Call(Generic[B]):
    """A command on its way: who asks, what, and under which key."""

    desk: Desk
    actor: Actor
    body: B
    path: Mapping[str, str]
    key: str
    once: Once
    expected_version: int | None
    traceparent: str

    @property
    def id(self) -> str:
        """The aggregate that the address names."""
        return self.path["id"]

    def new_id(self, kind: str) -> str:
        """The id of what this call creates: the same again for the same caller and key."""
        return by_caller(kind, self.actor.id, self.key)

    async def execute(self, *steps: Step) -> Done | Refusal:
        """Carry out the steps as one act. What an actor does who is withheld, no correlation joins to a request."""
        withheld = self.actor == WITHHELD
        act = Act(
            steps=steps,
            actor=self.actor,
            once=self.once,
            expected_version=self.expected_version,
            correlation_id="" if withheld else correlation_id.get(),
            traceparent="" if withheld else self.traceparent,
        )
        return await self.desk.executor.execute(act)

    def acting(self, actor: Actor) -> Call[B]:
        """This call as somebody else's, whom its body has shown to be who asks."""
        return replace(self, actor=actor)

    async def each(
        self, ids: Iterable[str], carry_out: Callable[[Call[B]], Awaitable[Done | Refusal]]
    ) -> Several | Refusal:
        """Carry out this call for each of several aggregates, as an act of its own with a key of its own."""
        if self.expected_version is not None:
            return InvalidParameter(name="If-Match")
        return await several(ids, lambda id_: carry_out(self._for(id_)))

    def _for(self, id_: str) -> Call[B]:
        return replace(self, path={**self.path, "id": id_}, key=f"{self.key}/{id_}", once=part_of(self.once, id_))


@dataclass(frozen=True, slots=True)
class Query:
    """A question on its way."""

    desk: Desk
    actor: Actor
    path: Mapping[str, str]
    parameters: Mapping[str, str]

    @property
    def id(self) -> str:
        """What the address names."""
        return self.path["id"]


CommandHandler = Callable[[Call[Any]], Awaitable["Done | Refusal | Several"]]
QueryHandler = Callable[[Query], Awaitable["BaseModel | Refusal | None"]]


class Routes:
    """The routes of one aggregate."""

    def __init__(self, desk: Desk, tag: str) -> None:
        self._desk = desk
        self._tag = tag
        self.router = APIRouter(tags=[tag])

    def command(
        self,
        path: str,
        *roles: Role,
        body: type[BaseModel] = Empty,
        creates: bool = False,
        answer: type[BaseModel] = Receipt,
    ) -> Callable[[CommandHandler], CommandHandler]:
        """Register a command at `POST path`, open to `roles`; one that goes by `Call.each` answers `Receipts`."""
        adapter = TypeAdapter(body)

        def register(handler: CommandHandler) -> CommandHandler:
            async def endpoint(request: Request) -> Response:
                call = await self._call(request, roles, adapter, body is Empty)
                result = call if isinstance(call, Refusal) else await handler(call)
                return self._answer(request, result, creates)

            self.router.add_api_route(
                path,
                endpoint,
                methods=["POST"],
                name=handler.__name__,
                summary=(handler.__doc__ or "").strip(),
                response_class=Response,
                status_code=201 if creates else 200,
                responses=described(answer, 201 if creates else 200),
                openapi_extra=command_openapi(path, body),
            )
            self._desk.schemas.update({body, answer, Problem})
            self._desk.direct.append(direct(path, endpoint, "POST"))
            return handler

        return register

    def query(
        self,
        path: str,
        *roles: Role,
        answer: type[BaseModel],
        parameters: tuple[str, ...] = (),
        purpose: Purpose | None = None,
    ) -> Callable[[QueryHandler], QueryHandler]:
        """Register a question at `GET path`, open to `roles`; a handler that answers None found nothing.

        One that opens personal values says for what `purpose`: who read is recorded before it is answered.
        """

        def register(handler: QueryHandler) -> QueryHandler:
            async def endpoint(request: Request) -> Response:
                language = request.headers.get("accept-language", "")
                query = await self._query(request, roles, parameters)
                result = query if isinstance(query, Refusal) else await self._shown(query, purpose, handler(query))
                if isinstance(result, Refusal) or result is None:
                    return problem(result or NotFound(), language)
                return Response(result.model_dump_json(exclude_none=True), media_type="application/json")

            self.router.add_api_route(
                path,
                endpoint,
                methods=["GET"],
                name=handler.__name__,
                summary=(handler.__doc__ or "").strip(),
                response_class=Response,
                responses=described(answer, 200),
                openapi_extra={"parameters": query_parameters(path, parameters), "security": [{"bearer": []}]},
            )
            self._desk.schemas.update({answer, Problem})
            self._desk.direct.append(direct(path, endpoint, "GET"))
            return handler

        return register

    async def _call(
        self, request: Request, roles: tuple[Role, ...], adapter: TypeAdapter[Any], may_be_empty: bool
    ) -> Call[Any] | Refusal:
        headers = headers_of(request)
        actor = self._desk.verifier.actor(headers.get("authorization"), roles)
        if isinstance(actor, Refusal):
            return actor
        return await self._read_call(request, headers, actor, adapter, may_be_empty)

    async def _read_call(
        self,
        request: Request,
        headers: Mapping[str, str],
        actor: Actor,
        adapter: TypeAdapter[Any],
        may_be_empty: bool = False,
    ) -> Call[Any] | Refusal:
        raw = await received(request, headers)
        body = raw if isinstance(raw, Refusal) else parsed(raw or (b"{}" if may_be_empty else raw), adapter)
        if isinstance(body, Refusal):
            return body
        key, expected = headers.get("idempotency-key", ""), headers.get("if-match")
        match = IF_MATCH.fullmatch(expected) if expected is not None else None
        if wrong := wrong_head(key, expected is not None and match is None, request.path_params):
            return wrong
        return Call(
            desk=self._desk,
            actor=actor,
            body=body.value,
            path=cast("Mapping[str, str]", request.path_params),
            key=key,
            once=once_of((actor.id, request.method, request.url.path, key), body.canonical),
            expected_version=int(match[1]) if match else None,
            traceparent=said_trace(headers.get("traceparent")),
        )

    async def _query(self, request: Request, roles: tuple[Role, ...], parameters: tuple[str, ...]) -> Query | Refusal:
        actor = self._desk.verifier.actor(request.headers.get("authorization"), roles)
        return actor if isinstance(actor, Refusal) else await self._asked(request, actor, parameters)

    async def _asked(self, request: Request, actor: Actor, parameters: tuple[str, ...]) -> Query | Refusal:
        unknown = next((name for name in request.query_params if name not in parameters), None)
        if unknown is not None:
            return InvalidParameter(name=unknown[:50])
        if wrong := _wrong_id(request.path_params):
            return wrong
        if (late := await self._desk.read_after(request.headers.get("read-after"))) is not None:
            return late
        return Query(self._desk, actor, cast("Mapping[str, str]", request.path_params), dict(request.query_params))

    async def _shown(
        self, query: Query, purpose: Purpose | None, answer: Awaitable[A | Refusal | None]
    ) -> A | Refusal | None:
        return await shown(self._desk.executor, query.actor, purpose, answer)

    def _answer(self, request: Request, result: Done | Refusal | Several, creates: bool) -> Response:
        language, service = request.headers.get("accept-language", ""), self._desk.service
        if isinstance(result, Refusal):
            return problem(result, language)
        if isinstance(result, Several):
            told = receipts(result, service, language)
            return Response(json.dumps(told, ensure_ascii=False), media_type="application/json")
        headers = {"ETag": f'"{result.version}"'}
        if creates:
            headers["Location"] = f"{request.url.path}/{result.id}"
        if result.replayed:
            headers["Idempotent-Replay"] = "true"
        status = 201 if creates and result.events else 200
        return Response(json.dumps(receipt(result, service)), status, headers, "application/json")


def headers_of(request: Request) -> Mapping[str, str]:
    """All headers in one pass: Starlette looks through all of them for each that is asked for."""
    return {name.decode("latin-1"): value.decode("latin-1") for name, value in request.scope["headers"]}


def wrong_head(key: str, wrong_version: bool, path_params: Mapping[str, Any]) -> Refusal | None:
    """What is wrong with a command's Idempotency-Key, address and If-Match, if anything is."""
    if not KEY.fullmatch(key):
        return KeyMissing()
    return _wrong_id(path_params) or (InvalidParameter(name="If-Match") if wrong_version else None)


def _wrong_id(path_params: Mapping[str, Any]) -> Refusal | None:
    return None if all(ID.fullmatch(str(value)) for value in path_params.values()) else NotFound()
