"""A department buys: money comes in, work is reported and accepted, and the contract ends by agreement."""

from __future__ import annotations

from typing import Any

from shared.kernel.actors import Role
from tests.faults.bodies import DEPARTMENT, TASK, TODAY
from tests.faults.requests import Acknowledged
from tests.faults.turn import Turn
from tests.journeys.answers import fen

LINE = {"code": TASK, "unit": "次", "unit_price": fen(4_000), "qty_cap": 200, "standard": "入户并留存记录"}


async def contract(turn: Turn) -> None:
    """The committee is the provider."""
    provider = {"kind": "COMMITTEE", "id": turn.staff.bodies.committee}
    terms = {"terms": "QUARTERLY", "from_on": TODAY, "until_on": "2014-09-28", "signed_on": TODAY}
    words = {"buyer": DEPARTMENT, "provider": provider, "tasks": [LINE], "document": turn.key}
    signed = await _act(turn, "buy", "/v1/contracts", Role.DEPARTMENT, **words, **terms)
    path = f"/v1/contracts/{signed.id}"
    money = {"document": "v-1", "amount": fen(800_000), "transferred_on": TODAY}
    await _act(turn, "fund", f"{path}/transfers", Role.FUND_OFFICER, **money)
    work = {"report_id": "r1", "code": TASK, "quantity": 120, "done_on": TODAY}
    await _act(turn, "work", f"{path}/work-reports", Role.COMMITTEE, **work)
    seen = {"report_id": "r1", "accepted": 110, "reason": "10次无记录"}
    await _act(turn, "check", f"{path}/verifications", Role.DEPARTMENT, **seen)
    if turn.choice % 2:
        await _act(turn, "part", f"{path}/termination", Role.DEPARTMENT, reason="AGREED")


async def _act(turn: Turn, word: str, path: str, role: Role, **body: Any) -> Acknowledged:
    return await turn.act(word, path, body, role, service="grants")
