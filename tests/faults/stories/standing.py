"""How an association that stands lives and ends, on either track: it changes, is sanctioned, and goes."""

from __future__ import annotations

from shared.kernel.actors import Role
from tests.faults.bodies import TODAY
from tests.faults.stories.association import FIT, act, entered, person, registered
from tests.faults.turn import Turn

VALID_UNTIL = "2016-09-01"
HOUSE, OTHER_HOUSE = ({"address": address, "shared": False} for address in ("国际村路 9 号", "国际村路 10 号"))
SUSPENDED = {"kind": "SUSPENSION", "imposed_on": TODAY, "until_on": "2013-12-31", "offence": "示例"}
WISH = {"cause": "OWN_WISH", "ended_on": TODAY, "assets_to": "示例"}
FRAUD = {"cause": "FRAUD", "offence": "示例"}


async def standing(turn: Turn) -> None:
    """One way after the other."""
    await (_on_register if turn.choice % 2 else _on_file)(turn)


async def _on_file(turn: Turn) -> None:
    """Somebody else takes charge under another name, it is suspended for a while, renewed, and given up."""
    path = f"/v1/associations/{(await entered(turn)).id}"
    changed = {"changed_on": TODAY, "name_zh": f"示例{turn.key}合唱团", "name_answer": "示例"}
    await act(turn, "rename", f"{path}/filing-change", Role.EXAMINER, **changed, person={**person(turn), **FIT})
    await act(turn, "silence", f"{path}/sanctions", Role.EXAMINER, **SUSPENDED)
    await act(turn, "readmit", f"{path}/suspension-end", Role.EXAMINER)
    await act(turn, "renew", f"{path}/filing-renewal", Role.EXAMINER, from_on=VALID_UNTIL)
    await act(turn, "disband", f"{path}/filing-cancellation", Role.CLERK, **WISH)


async def _on_register(turn: Turn) -> None:
    """It moves, may not move again, and is wound up; another one was registered by fraud."""
    path = f"/v1/associations/{(await registered(turn, 'inscribe')).id}"
    moves = {"consented_on": TODAY, "place": HOUSE}
    await act(turn, "assent", f"{path}/supervisor-consents", Role.CENTRE_DIRECTOR, act="CHANGE")
    await act(turn, "apply", f"{path}/registration-change-request", Role.CLERK, **moves)
    await act(turn, "amend", f"{path}/registration-change", Role.REGISTRAR, **moves)
    await act(turn, "again-apply", f"{path}/registration-change-request", Role.CLERK, **{**moves, "place": OTHER_HOUSE})
    await act(turn, "deny", f"{path}/registration-change-refusal", Role.REGISTRAR, statement="示例")
    await act(turn, "liquidate", f"{path}/liquidation", Role.CLERK, consented_on=TODAY)
    await act(turn, "clear", f"{path}/liquidation-end", Role.CLERK, liquidated_on=TODAY, assets_to="示例")
    await act(turn, "strike", f"{path}/deregistration", Role.REGISTRAR, liquidated_on=TODAY)
    other = await registered(turn, "other-inscribe")
    await act(turn, "outlaw", f"/v1/associations/{other.id}/revocation", Role.REGISTRAR, **FRAUD)
