"""Parked events over HTTP: what an administrator sees of them, and trying them again."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter
from pydantic import BaseModel
from starlette.requests import Request
from starlette.responses import Response

from shared.kernel.actors import Role
from shared.kernel.refusals import Refusal
from shared.runtime.desk import Desk
from shared.runtime.openapi import described
from shared.runtime.parking import Parking
from shared.runtime.problems import problem

SECURED: dict[str, Any] = {"security": [{"bearer": []}]}


class ParkedOut(BaseModel):
    """One parked event: places and the class of the error, nothing of what it says."""

    follower: str
    position: int
    aggregate: str
    error: str


class ParkedEvents(BaseModel):
    """All that is parked, in its order."""

    parked: tuple[ParkedOut, ...]


class Redriven(BaseModel):
    """How many events went through, and how many are still parked."""

    mended: int
    parked: int


def routes(desk: Desk, parking: Parking) -> APIRouter:
    """`GET /v1/parked` and `POST /v1/parked/redrive`, which acts once however often it is sent."""
    router = APIRouter(tags=["parked"])

    def refused(request: Request) -> Response | None:
        actor = desk.verifier.actor(request.headers.get("authorization"), (Role.ADMIN,))
        return problem(actor, request.headers.get("accept-language", "")) if isinstance(actor, Refusal) else None

    async def parked(request: Request) -> Response:
        events = (
            ParkedOut(follower=p.follower, position=p.position, aggregate=str(p.aggregate), error=p.error)
            for p in parking.parked
        )
        return refused(request) or _json(ParkedEvents(parked=tuple(events)))

    async def redrive(request: Request) -> Response:
        if no := refused(request):
            return no
        mended = sum([await follower.redrive() for follower in desk.followers.values()])
        return _json(Redriven(mended=mended, parked=len(parking.parked)))

    router.add_api_route(
        "/v1/parked",
        parked,
        summary="Events that no follower could take",
        openapi_extra=SECURED,
        response_class=Response,
        responses=described(ParkedEvents),
    )
    router.add_api_route(
        "/v1/parked/redrive",
        redrive,
        methods=["POST"],
        summary="Try the parked events again",
        openapi_extra=SECURED,
        response_class=Response,
        responses=described(Redriven),
    )
    desk.schemas.update({ParkedEvents, Redriven})
    return router


def _json(answer: BaseModel) -> Response:
    return Response(answer.model_dump_json(), media_type="application/json")
