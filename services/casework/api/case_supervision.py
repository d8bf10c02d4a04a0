"""Supervision of cases over HTTP: the colour of one, what it missed, and who was told."""

from __future__ import annotations

from datetime import date

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict

from services.casework.api.case_work import READERS
from services.casework.domain.case import CASE
from services.casework.domain.case_state import NotOpened, Open
from services.casework.domain.case_supervision import Colour, colour
from shared.contracts.casework.case_clocks import Clock
from shared.contracts.casework.case_supervision import Card
from shared.runtime.desk import Desk
from shared.runtime.http import Query, Routes


class SupervisionNotice(BaseModel):
    """One notice: what it was of, and to whom it went."""

    model_config = ConfigDict(from_attributes=True)

    card: Card
    clock: Clock
    due_on: date
    body: str
    post_id: str | None = None
    to_director: bool


class SupervisionOut(BaseModel):
    """How a case stands with its limits; `colour` is absent once it has ended. What was missed stays missed."""

    case_id: str
    colour: Colour | None = None
    missed: tuple[Clock, ...]
    notices: tuple[SupervisionNotice, ...]


def routes(desk: Desk) -> APIRouter:
    """Register the routes of supervision."""
    to = Routes(desk, "cases")

    @to.query("/v1/cases/{id}/supervision", *READERS, answer=SupervisionOut)
    async def supervision(query: Query) -> SupervisionOut | None:
        """Show the colour of a case, the limits that it missed and the notices that were issued (督办)."""
        case = await desk.state(CASE, query.id)
        if isinstance(case, NotOpened):
            return None
        clocks, known = case.file.clocks, desk.executor.reference
        now = await desk.executor.clock.now()
        shown = colour(clocks.due, clocks.told, clocks.breached, now, known.calendar, known.policy)
        return SupervisionOut(
            case_id=query.id,
            colour=shown if isinstance(case, Open) else None,
            missed=tuple(sorted(clocks.breached | clocks.missed_before)),
            notices=tuple(SupervisionNotice.model_validate(each) for each in case.file.supervision.issued),
        )

    return to.router
