"""The record of a service centre over HTTP: what intake and casework said of its work in a period."""

from __future__ import annotations

from datetime import date

from fastapi import APIRouter
from pydantic import TypeAdapter, ValidationError

from services.councils.api.appraisal import READERS
from services.councils.domain.centre_record import CENTRE_RECORD
from shared.contracts.councils.appraisal import CentreFacts, Period
from shared.kernel.refusals import Refusal
from shared.runtime import as_of
from shared.runtime.as_of import Moment
from shared.runtime.desk import Desk
from shared.runtime.history import History, history_of
from shared.runtime.http import Query, Routes
from shared.runtime.refusals import InvalidParameter

ASKED_BY = ("period", *as_of.PARAMETERS)
_PERIOD: TypeAdapter[str] = TypeAdapter(Period)


def routes(desk: Desk) -> APIRouter:
    """Register the routes of centres' records."""
    to = Routes(desk, "centre records")

    @to.query("/v1/centre-records/{id}", *READERS, answer=CentreFacts, parameters=ASKED_BY)
    async def record(query: Query) -> CentreFacts | Refusal:
        """Show the cases, ratings and complaints of a year (`2014`) or half a year (`2014-H1`) by their own days."""
        try:
            period = _PERIOD.validate_python(query.parameters.get("period"))
        except ValidationError:
            return InvalidParameter(name="period")
        moment = await as_of.moment_asked(query)
        if isinstance(moment, Refusal):
            return moment
        known = await as_of.state_at(desk.executor, CENTRE_RECORD, query.id, Moment(known_at=moment.known_at))
        return (known.state if known else CENTRE_RECORD.initial).facts(period, moment.as_of or date.max)

    @to.query("/v1/centre-records/{id}/history", *READERS, answer=History)
    async def history(query: Query) -> History | None:
        """List what was recorded of a centre, from the log."""
        return await history_of(desk.executor, CENTRE_RECORD.ref(query.id))

    return to.router
