"""Rooms of committees: what is there is surveyed, a house is built, and another is bought or given up."""

from __future__ import annotations

from typing import Any

from shared.kernel.actors import Role
from tests.faults.bodies import DEPARTMENT, TODAY
from tests.faults.requests import Acknowledged
from tests.faults.turn import Turn
from tests.journeys.answers import fen

PRICE, AREA_M2 = fen(100_000_000), 520
PAPER = {"document": "paper-1"}
PLANNED = {"kind": "COMMITTEE_COMPLEX", "area_m2": AREA_M2, "department": DEPARTMENT, "decided_on": TODAY, **PAPER}
FOUND = {"address": "共和路", "use": "COMMITTEE_COMPLEX", "owner": "DISTRICT", "surveyed_on": TODAY}


async def infra(turn: Turn) -> None:
    """One way after another."""
    await (_surveyed, _built, _bought)[turn.choice % 3](turn)


async def _surveyed(turn: Turn) -> None:
    """Rooms are large enough, and when they are looked at again no longer fit."""
    said = {"committee_id": turn.staff.committee, **FOUND, "area_m2": 320}
    found = await _act(turn, "inventory", "/v1/premises", Role.ADMIN, **said, condition="FIT")
    again = {**said, "condition": "DANGEROUS"}
    await _act(turn, "again-inventory", f"/v1/premises/{found.id}/surveys", Role.ADMIN, **again)


async def _built(turn: Turn) -> None:
    """The money is granted, work rests in winter and goes on, and people move in."""
    path = await _planned(turn, "NEW_BUILD")
    design = {"area_m2": AREA_M2, "approved_on": TODAY, **PAPER}
    await _act(turn, "design", f"{path}/design-approval", Role.ADMIN, **design)
    await _act(turn, "dig", f"{path}/construction-start", Role.ADMIN, price=PRICE, started_on=TODAY, **PAPER)
    await _act(turn, "rest", f"{path}/suspension", Role.ADMIN, reason="WINTER", suspended_on=TODAY)
    await _act(turn, "rise", f"{path}/resumption", Role.ADMIN, resumed_on=TODAY)
    await _act(turn, "finish", f"{path}/completion", Role.ADMIN, completed_on=TODAY)
    await _act(turn, "measure", f"{path}/acceptance", Role.ADMIN, area_m2=AREA_M2, accepted_on=TODAY, **PAPER)
    await _act(turn, "move", f"{path}/use", Role.ADMIN, in_use_from_on=TODAY)


async def _bought(turn: Turn) -> None:
    """One is bought; of another nothing comes."""
    path = await _planned(turn, "PURCHASE")
    await _act(turn, "purchase", f"{path}/premises-contract", Role.ADMIN, price=PRICE, signed_on=TODAY, **PAPER)
    other = await _act(turn, "other-blueprint", "/v1/infra-projects", Role.ADMIN, **_plan(turn, "NEW_BUILD"))
    end = {"reason": "NO_SITE", "cancelled_on": TODAY}
    await _act(turn, "scrap", f"/v1/infra-projects/{other.id}/cancellation", Role.ADMIN, **end)


async def _planned(turn: Turn, mode: str) -> str:
    planned = await _act(turn, "blueprint", "/v1/infra-projects", Role.ADMIN, **_plan(turn, mode))
    path, source = f"/v1/infra-projects/{planned.id}", {"source_id": "s-1", "amount": PRICE, **PAPER}
    await _act(turn, "seek", f"{path}/applications", Role.FUND_OFFICER, **source, level="PROVINCE", applied_on=TODAY)
    await _act(turn, "endow", f"{path}/grants", Role.FUND_OFFICER, **source, granted_on=TODAY)
    await _act(turn, "site", f"{path}/site", Role.ADMIN, site="互助中路", selected_on=TODAY)
    return path


def _plan(turn: Turn, mode: str) -> dict[str, Any]:
    holder = {"kind": "COMMITTEE", "id": turn.staff.committee}
    return {**PLANNED, "title": f"示例{turn.key}", "holder": holder, "mode": mode}


async def _act(turn: Turn, word: str, path: str, role: Role, **body: Any) -> Acknowledged:
    return await turn.act(word, path, body, role, service="grants")
