"""Questions beside those of `Routes`: in the body of a POST, where an address would tell too much, and open to anybody.

Nothing of a body is logged or kept, and nothing is recorded: such a POST is as harmless as a GET.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

from pydantic import BaseModel, TypeAdapter
from starlette.requests import Request
from starlette.responses import Response

from shared.kernel.actors import Actor, ActorId, Role
from shared.kernel.refusals import Refusal
from shared.runtime.bodies import parsed, received
from shared.runtime.direct import direct
from shared.runtime.http import Query, QueryHandler, Routes, described
from shared.runtime.problems import Problem, problem
from shared.runtime.refusals import InvalidParameter, NotFound

B = TypeVar("B", bound=BaseModel)
Answer = BaseModel | Refusal | None
SearchHandler = Callable[[Query, Any], Awaitable[Answer]]

ANYBODY = Actor(ActorId("anybody"), Role.RESIDENT)
"""Who asks a public question: nobody looked at a token."""


class Questions(Routes):
    """The routes of one aggregate, with such questions; their addresses name no aggregate."""

    def search(
        self, path: str, *roles: Role, body: type[BaseModel], answer: type[BaseModel]
    ) -> Callable[[SearchHandler], SearchHandler]:
        """Register a question with a body at `POST path`, open to `roles`; it needs no Idempotency-Key."""
        adapter = TypeAdapter(body)

        def register(handler: SearchHandler) -> SearchHandler:
            async def endpoint(request: Request) -> Response:
                return _told(request, await _searched(request))

            async def _searched(request: Request) -> Answer:
                query = await self._query(request, roles, ())
                if isinstance(query, Refusal):
                    return query
                headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in request.scope["headers"]}
                raw = await received(request, headers)
                said = raw if isinstance(raw, Refusal) else parsed(raw, adapter)
                return said if isinstance(said, Refusal) else await handler(query, said.value)

            schema = {"$ref": f"#/components/schemas/{body.__name__}"}
            content = {"required": True, "content": {"application/json": {"schema": schema}}}
            described_as = {"requestBody": content, "security": [{"bearer": []}]}
            self._registered(path, endpoint, "POST", handler, answer, described_as)
            self._desk.schemas.add(body)
            return handler

        return register

    def public(
        self, path: str, *, answer: type[BaseModel], parameters: tuple[str, ...] = ()
    ) -> Callable[[QueryHandler], QueryHandler]:
        """Register a question at `GET path` that anybody may ask, with a token or without."""

        def register(handler: QueryHandler) -> QueryHandler:
            async def endpoint(request: Request) -> Response:
                unknown = next((name for name in request.query_params if name not in parameters), None)
                if unknown is not None:
                    return _told(request, InvalidParameter(name=unknown[:50]))
                query = Query(self._desk, ANYBODY, {}, dict(request.query_params))
                return _told(request, await handler(query))

            named = [{"name": name, "in": "query", "schema": {"type": "string"}} for name in parameters]
            self._registered(path, endpoint, "GET", handler, answer, {"parameters": named, "security": []})
            return handler

        return register

    def _registered(
        self,
        path: str,
        endpoint: Callable[[Request], Awaitable[Response]],
        method: str,
        handler: Callable[..., Awaitable[Answer]],
        answer: type[BaseModel],
        described_as: dict[str, Any],
    ) -> None:
        self.router.add_api_route(
            path,
            endpoint,
            methods=[method],
            name=handler.__name__,
            summary=(handler.__doc__ or "").strip(),
            response_class=Response,
            responses=described(answer),
            openapi_extra=described_as,
        )
        self._desk.schemas.update({answer, Problem})
        self._desk.direct.append(direct(path, endpoint, method))


def _told(request: Request, result: Answer) -> Response:
    if isinstance(result, Refusal) or result is None:
        return problem(result or NotFound(), request.headers.get("accept-language", ""))
    return Response(result.model_dump_json(exclude_none=True), media_type="application/json")
