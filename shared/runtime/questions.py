"""Questions beside those of `Routes`: in the body of a POST, where an address would tell too much, and open to anybody.

Nothing of a body is logged or kept, and nothing is recorded but who reads personal values, as of a GET: such a POST is
as harmless as one.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

from pydantic import BaseModel, TypeAdapter
from starlette.requests import Request
from starlette.responses import Response

from shared.contracts.access import Purpose
from shared.kernel.actors import ANYBODY, Role
from shared.kernel.refusals import Refusal
from shared.runtime.bodies import parsed, received
from shared.runtime.direct import direct
from shared.runtime.http import Query, QueryHandler, Routes, headers_of
from shared.runtime.openapi import described, path_parameters, query_parameters
from shared.runtime.problems import Problem, problem
from shared.runtime.refusals import NotFound

B = TypeVar("B", bound=BaseModel)
Answer = BaseModel | Refusal | None
SearchHandler = Callable[[Query, Any], Awaitable[Answer]]


class Questions(Routes):
    """The routes of one aggregate, with such questions."""

    def search(
        self,
        path: str,
        *roles: Role,
        body: type[BaseModel],
        answer: type[BaseModel],
        purpose: Purpose | None = None,
    ) -> Callable[[SearchHandler], SearchHandler]:
        """Register a question with a body at `POST path`, open to `roles`, or without any to everybody.

        It needs no Idempotency-Key. One that opens personal values says for what `purpose`.
        """
        adapter = TypeAdapter(body)

        def register(handler: SearchHandler) -> SearchHandler:
            async def endpoint(request: Request) -> Response:
                return _told(request, await _searched(request))

            async def _searched(request: Request) -> Answer:
                query = await (self._query(request, roles, ()) if roles else self._asked_by_anybody(request, ()))
                if isinstance(query, Refusal):
                    return query
                raw = await received(request, headers_of(request))
                said = raw if isinstance(raw, Refusal) else parsed(raw, adapter)
                if isinstance(said, Refusal):
                    return said
                return await self._shown(query, purpose, handler(query, said.value))

            schema = {"$ref": f"#/components/schemas/{body.__name__}"}
            content = {"required": True, "content": {"application/json": {"schema": schema}}}
            security: list[dict[str, list[str]]] = [{"bearer": []}] if roles else []
            described_as = {"parameters": path_parameters(path), "requestBody": content, "security": security}
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
                query = await self._asked_by_anybody(request, parameters)
                told = query if isinstance(query, Refusal) else await self._shown(query, None, handler(query))
                return _told(request, told)

            described_as = {"parameters": query_parameters(path, parameters), "security": []}
            self._registered(path, endpoint, "GET", handler, answer, described_as)
            return handler

        return register

    async def _asked_by_anybody(self, request: Request, parameters: tuple[str, ...]) -> Query | Refusal:
        return await self._asked(request, ANYBODY, parameters)

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
