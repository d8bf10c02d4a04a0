"""The direct way: commands and queries reach their endpoints without the layers of FastAPI, which describes them.

Those layers took a quarter of a command's time. What they do for others, these endpoints do themselves: they take the
raw request, check it, and answer a finished response.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence

from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Match, Route
from starlette.types import ASGIApp, Receive, Scope, Send

Endpoint = Callable[[Request], Awaitable[Response]]
Failed = Callable[[Request, Exception], Awaitable[Response]]


def direct(path: str, endpoint: Endpoint, method: str) -> Route:
    """A route for one method; a GET does not answer HEAD, as FastAPI's does not."""
    route = Route(path, endpoint, methods=[method])
    route.methods = {method}
    return route


def directly(routes: Sequence[Route], rest: ASGIApp, failed: Failed) -> ASGIApp:
    """Serve what `routes` match, answer what they raise by `failed`, and leave all else to `rest`."""

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        for route in routes if scope["type"] == "http" else ():
            match, found = route.matches(scope)
            if match is Match.FULL:
                scope.update(found)
                await _served(route.endpoint, Request(scope, receive), send, failed)
                return
        await rest(scope, receive, send)

    return app


async def _served(endpoint: Endpoint, request: Request, send: Send, failed: Failed) -> None:
    try:
        response = await endpoint(request)
    except ClientDisconnect:
        return
    except Exception as error:
        response = await failed(request, error)
    await response(request.scope, request.receive, send)
