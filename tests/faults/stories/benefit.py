"""Help that goes on: a month is paid, of which too much; it comes back, the household is looked at, and it stops."""

from __future__ import annotations

from typing import Any

from shared.kernel.actors import Role
from tests.faults.bodies import DEPARTMENT, TODAY
from tests.faults.stories.application import decided
from tests.faults.stories.at_once import AT_ONCE
from tests.faults.stories.inquiry import CASEWORK, opened
from tests.faults.turn import Turn
from tests.journeys.answers import fen

MONTHLY, LESS = fen(50_000), fen(40_000)
TERMS = {"standard": "ordinary-2013", "period": "MONTH", "review_category": "A", "payer": DEPARTMENT}
PAID = {"instalment": TODAY[:7], "method": "BANK_CARD", "payee_ref": "payee-1", "paid_at": AT_ONCE}
LATER = "2013-12-31"


async def benefit(turn: Turn) -> None:
    """From the decision to the last month."""
    accepted, case = await opened(turn)
    await decided(turn, case, {"amount": MONTHLY, "grant": {**TERMS, "from_on": TODAY}})
    path = case.replace("/cases/", "/benefits/")
    await _act(turn, "pay", f"{path}/payments", **PAID, amount=MONTHLY)
    await _act(turn, "adjust", f"{path}/change", amount=LESS, from_on=TODAY, reason="INCOME_CHANGED")
    order = {"order_ref": accepted.id, "reason": "LEARNT_LATE", "due_on": LATER}
    await _act(turn, "dun", f"{path}/recovery-order", **order, amount=fen(10_000))
    await _act(turn, "reimburse", f"{path}/recoveries", receipt_ref=accepted.id, amount=fen(10_000))
    await _act(turn, "reassess", f"{path}/reviews", result="STOP")
    await _act(turn, "stop", f"{path}/stop", from_on=LATER, reason="INCOME_ABOVE_STANDARD")


async def _act(turn: Turn, word: str, path: str, **body: Any) -> None:
    await turn.act(word, path, body, Role.DEPARTMENT, service=CASEWORK)
