"""How a benefit stood on a day, over HTTP: what was due and what had been paid, in law and as was known."""

from __future__ import annotations

from datetime import date

from fastapi import APIRouter
from pydantic import BaseModel

from services.casework.api.benefit import READERS
from services.casework.domain.benefit import BENEFIT
from services.casework.domain.benefit_state import Benefit, NotGranted
from shared.kernel.instants import day_of
from shared.kernel.money import Money
from shared.kernel.refusals import Refusal
from shared.runtime import as_of
from shared.runtime.days import day_asked
from shared.runtime.desk import Desk
from shared.runtime.http import Query, Routes


class BenefitStanding(BaseModel):
    """A benefit on the day asked for: `due` for a period that counts on it, and what had been paid until then."""

    id: str
    item_code: str
    payer: str
    as_of: date
    due: Money
    paid: Money
    overpaid: Money
    arrears: Money


def routes(desk: Desk) -> APIRouter:
    """Register the route of how benefits stood."""
    to = Routes(desk, "benefits")

    @to.query("/v1/benefits/{id}/standing", *READERS, answer=BenefitStanding, parameters=as_of.PARAMETERS)
    async def standing(query: Query) -> BenefitStanding | Refusal | None:
        """Show what was due of a benefit on a day and what had been paid, as far as it was known."""
        day = day_asked(query, "as_of", day_of(await desk.executor.clock.now()))
        if isinstance(day, Refusal):
            return day
        found = await as_of.held(query, BENEFIT)
        return _standing(query.id, found.state, day) if isinstance(found, as_of.Held) else found

    return to.router


def _standing(id_: str, benefit: Benefit, day: date) -> BenefitStanding | None:
    if isinstance(benefit, NotGranted):
        return None
    granted, ledger = benefit.book.granted, benefit.book.ledger
    return BenefitStanding(
        id=id_,
        item_code=granted.item_code,
        payer=granted.payer,
        as_of=day,
        due=Money(amount=ledger.due_on(day)),
        paid=Money(amount=sum(each.kept for each in ledger.paid.values())),
        overpaid=Money(amount=ledger.overpaid),
        arrears=Money(amount=ledger.arrears),
    )
