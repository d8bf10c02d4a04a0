"""What a committee is asked to help with, under a contract or in an emergency before there is one; what it says."""

from __future__ import annotations

from typing import Any

from shared.kernel.actors import Role
from tests.faults.bodies import TASK, TODAY
from tests.faults.requests import Acknowledged
from tests.faults.stories.contract import funded
from tests.faults.stories.inquiry import CASEWORK
from tests.faults.turn import Turn

DONE = {"quantity": 12, "done_on": TODAY}


async def task(turn: Turn) -> None:
    """One is done, one has its contract afterwards, and one that none covers is refused."""
    committee = turn.staff.bodies.committee
    asked = {"committee_id": committee, "code": TASK, "quantity": 12}
    contract = await funded(turn)
    known = f"/v1/committee-tasks?committee_id={committee}"
    await turn.see(known, Role.DEPARTMENT, after=contract.after, service=CASEWORK)
    named = {"contract_id": contract.id}
    covered = await _act(turn, "enlist", "/v1/committee-tasks", Role.DEPARTMENT, **asked, **named)
    await _act(turn, "accomplish", f"/v1/committee-tasks/{covered.id}/report", Role.COMMITTEE, **DONE)
    urgent = await _act(turn, "urgent-enlist", "/v1/committee-tasks", Role.DEPARTMENT, **asked)
    await _act(turn, "regularise", f"/v1/committee-tasks/{urgent.id}/regularisation", Role.DEPARTMENT, **named)
    other = await _act(turn, "other-enlist", "/v1/committee-tasks", Role.DEPARTMENT, **asked)
    await _act(turn, "spurn", f"/v1/committee-tasks/{other.id}/refusal", Role.COMMITTEE, reason="未经准入")


async def _act(turn: Turn, word: str, path: str, role: Role, **body: Any) -> Acknowledged:
    return await turn.act(word, path, body, role, service=CASEWORK)
