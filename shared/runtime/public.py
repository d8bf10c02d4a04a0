"""Commands of people without an account: what proves who asks, a code for instance, stands in the body.

Nobody looks at a token. The Idempotency-Key of one stranger is not kept apart from another's by who asks, so it counts
together with the content: the same key with other words is another request.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from typing import Any

from pydantic import BaseModel, TypeAdapter
from starlette.requests import Request
from starlette.responses import Response

from shared.kernel.actors import ANYBODY
from shared.kernel.refusals import Refusal
from shared.runtime.bodies import once_of
from shared.runtime.direct import direct
from shared.runtime.http import Call, CommandHandler, headers_of
from shared.runtime.openapi import command_openapi, described
from shared.runtime.problems import Problem
from shared.runtime.questions import Questions
from shared.runtime.receipts import Receipt

_DIGITS = 32


class PublicRoutes(Questions):
    """The routes of one aggregate that need no token."""

    def act(
        self, path: str, *, body: type[BaseModel], creates: bool = False, answer: type[BaseModel] = Receipt
    ) -> Callable[[CommandHandler], CommandHandler]:
        """Register a command at `POST path` that anybody may send."""
        adapter = TypeAdapter(body)

        def register(handler: CommandHandler) -> CommandHandler:
            async def endpoint(request: Request) -> Response:
                call = await self._read_call(request, headers_of(request), ANYBODY, adapter)
                result = call if isinstance(call, Refusal) else await handler(_by_content(call, request))
                return self._answer(request, result, creates)

            status = 201 if creates else 200
            self.router.add_api_route(
                path,
                endpoint,
                methods=["POST"],
                name=handler.__name__,
                summary=(handler.__doc__ or "").strip(),
                response_class=Response,
                status_code=status,
                responses=described(answer, status),
                openapi_extra={**command_openapi(path, body), "security": []},
            )
            self._desk.schemas.update({body, answer, Problem})
            self._desk.direct.append(direct(path, endpoint, "POST"))
            return handler

        return register


def _by_content(call: Call[Any], request: Request) -> Call[Any]:
    key = f"{call.key}/{sha256(call.once.content).hexdigest()[:_DIGITS]}"
    return replace(call, key=key, once=once_of((call.actor.id, request.method, request.url.path, key), key))
