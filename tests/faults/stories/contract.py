"""A department buys: money comes in, work is accepted, and the contract ends by agreement or is settled."""

from __future__ import annotations

from typing import Any

from shared.kernel.actors import Role
from tests.faults.bodies import DEPARTMENT, TASK, TODAY
from tests.faults.deployed import DUTY_OVER
from tests.faults.requests import Acknowledged
from tests.faults.turn import Turn
from tests.journeys.answers import fen

PRICE, ACCEPTED, PAID_PERCENT = 4_000, 110, 95
LINE = {"code": TASK, "unit": "次", "unit_price": fen(PRICE), "qty_cap": 200, "standard": "入户并留存记录"}
A_YEAR, A_DAY = "2014-09-28", TODAY
DUE = fen(PRICE * ACCEPTED * PAID_PERCENT // 100)
MOST = 3


async def contract(turn: Turn) -> None:
    """The committee is the provider, for a year or for a day."""
    ends = turn.choice % 3
    path = f"/v1/contracts/{(await funded(turn, A_DAY if ends == 2 else A_YEAR)).id}"
    work = {"report_id": "r1", "code": TASK, "quantity": 120, "done_on": TODAY}
    await _act(turn, "work", f"{path}/work-reports", Role.COMMITTEE, **work)
    seen = {"report_id": "r1", "accepted": ACCEPTED, "reason": "10次无记录"}
    await _act(turn, "check", f"{path}/verifications", Role.DEPARTMENT, **seen)
    if ends == 1:
        await _act(turn, "part", f"{path}/termination", Role.DEPARTMENT, reason="AGREED")


async def funded(turn: Turn, until_on: str = A_YEAR) -> Acknowledged:
    """One is signed, and the money for all of it comes in."""
    provider = {"kind": "COMMITTEE", "id": turn.staff.bodies.committee}
    words = {"buyer": DEPARTMENT, "provider": provider, "tasks": [LINE], "document": turn.key}
    terms = {"terms": "QUARTERLY", "from_on": TODAY, "until_on": until_on, "signed_on": TODAY}
    signed = await _act(turn, "buy", "/v1/contracts", Role.DEPARTMENT, **words, **terms)
    money = {"document": "v-1", "amount": fen(800_000), "transferred_on": TODAY}
    return await _act(turn, "fund", f"/v1/contracts/{signed.id}/transfers", Role.FUND_OFFICER, **money)


async def over(turn: Turn) -> list[str]:
    """Contracts of a day, the day after."""
    listed = f"/v1/contracts?state=PERIOD_OVER&limit={MOST}"
    return [each["id"] for each in (await turn.see(listed, Role.ADMIN, service="grants"))["contracts"]]


async def settled(turn: Turn, contract_id: str) -> None:
    """The department says how well the work was done; what is due is paid, comes back, and is paid again."""
    path = f"/v1/contracts/{contract_id}"
    await _act(turn, "appraise", f"{path}/scores", Role.DEPARTMENT, settlement=1, score=84)
    paid = {"amount": DUE, "paid_on": f"{DUTY_OVER:%Y-%m-%d}"}
    await _act(turn, "first-repay", f"{path}/payments", Role.FUND_OFFICER, receipt_ref="b-1", **paid)
    back = {"receipt_ref": "b-1", "returned_on": paid["paid_on"]}
    await _act(turn, "rebound", f"{path}/returned-payments", Role.FUND_OFFICER, **back)
    await _act(turn, "repay", f"{path}/payments", Role.FUND_OFFICER, receipt_ref="b-2", **paid)
    await _act(turn, "conclude", f"{path}/completion", Role.DEPARTMENT)


async def _act(turn: Turn, word: str, path: str, role: Role, **body: Any) -> Acknowledged:
    return await turn.act(word, path, body, role, service="grants")
