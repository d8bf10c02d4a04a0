"""Money for committees: of a year one gets its amount, another waits; a project is given up, tasks are admitted."""

from __future__ import annotations

from typing import Any

from shared.kernel.actors import Role
from tests.faults.bodies import DEPARTMENT, REQUEST
from tests.faults.requests import Acknowledged
from tests.faults.stories.fund import given_up
from tests.faults.turn import Turn
from tests.journeys.answers import fen

PLAN = [{"category": "SMALL_REPAIR", "amount": fen(1_000_000)}]
WITHHELD = {"reason": "ACCOUNTS_NOT_RENDERED", "document": "w-1"}


async def allocation(turn: Turn) -> None:
    """One way after another."""
    await (_allocated, _admitted, given_up)[turn.choice % 3](turn)


async def _allocated(turn: Turn) -> None:
    """A year begins: a committee gets its money and says what for, and what was booked wrongly is taken back."""
    committee, other, year = turn.staff.bodies.committee, turn.staff.bodies.others[0], turn.newcomers.year()
    await _act(turn, "commence", "/v1/allocation-rounds", Role.FUND_OFFICER, period=year)
    path, fund = f"/v1/allocation-rounds/{year}", f"/v1/funds/{committee}-{year}"
    await _act(turn, "allot", f"{path}/allocations", Role.FUND_OFFICER, committee_id=committee)
    await _act(turn, "withhold", f"{path}/withholdings", Role.FUND_OFFICER, committee_id=other, **WITHHELD)
    await _act(turn, "intend", f"{fund}/spend-plan", Role.ADMIN, uses=PLAN)
    await _act(turn, "reverse", f"{fund}/reversals", Role.FUND_OFFICER, reverses=1, document="r-1")


async def _admitted(turn: Turn) -> None:
    """A department may hand one task down, and another not."""
    tasks = [f"task-{turn.newcomers.phone()}" for _ in range(2)]
    for task in tasks:
        request = {**REQUEST, "code": task, "department": DEPARTMENT}
        await _act(turn, f"{task}-entrust", "/v1/tasks", Role.DEPARTMENT, **request)
    await _act(turn, "allow", f"/v1/tasks/{tasks[0]}/admission", Role.ADMIN, document="d-1")
    await _act(turn, "rebuff", f"/v1/tasks/{tasks[1]}/refusal", Role.ADMIN, reason="示例")


async def _act(turn: Turn, word: str, path: str, role: Role, **body: Any) -> Acknowledged:
    return await turn.act(word, path, body, role, service="grants")
