"""The rewards of a year: associations that did enough apply, a panel scores them, and what is posted is objected to."""

from __future__ import annotations

from typing import Any

from shared.kernel.actors import Role
from tests.faults.bodies import PERIOD, TODAY
from tests.faults.requests import Acknowledged
from tests.faults.stories.association import entered
from tests.faults.turn import Turn
from tests.journeys.answers import fen

GRANTS, MOST = "grants", 100
ROUND = f"/v1/reward-rounds/{PERIOD}"
CALL = {"year": PERIOD, "apply_until_on": TODAY, "budget": fen(200_000_000)}
SINCE, ACTIVITIES = "2013-01-15", 6
PANEL = [{"person": f"m{n}", "resident": n < 4, "ties": []} for n in range(5)]
TOTALS = [95, 91, 90, 92]
NOTHING_WRONG = {"outcome": "DISMISSED", "reason": "示例"}


async def reward(turn: Turn) -> None:
    """Whoever comes first calls; an association with six activities and a report applies."""
    if turn.choice == 0:
        await _act(turn, "invite", "/v1/reward-rounds", Role.FUND_OFFICER, **CALL)
    association = await entered(turn, on=SINCE)
    path = f"/v1/associations/{association.id}"
    await turn.see(path, Role.ADMIN, after=association.after, service=GRANTS)
    for n in range(ACTIVITIES):
        held = {"activity_id": f"act-{n}", "held_on": f"2013-0{n + 2}-10"}
        await _act(turn, f"{n}-know", f"{path}/activities", Role.CLERK, **held)
    await _act(turn, "yearly", f"{path}/annual-reports", Role.CLERK, year=PERIOD - 1)
    account = {"account": "COMMUNITY", "account_ref": "acc-1"}
    said = {"year": PERIOD, "association_id": association.id, **account}
    await _act(turn, "compete", "/v1/reward-applications", Role.CLERK, **said)


async def judged(turn: Turn) -> None:
    """The call is over: a panel of five, one of whom is kin, gives its scores; the notice is up, and one objects."""
    await _act(turn, "panel", f"{ROUND}/panel", Role.FUND_OFFICER, members=PANEL)
    listed = f"/v1/reward-applications?year={PERIOD}&limit={MOST}"
    entries = (await turn.see(listed, Role.ADMIN, service=GRANTS))["applications"]
    for entry in entries:
        of = {"application_id": entry["id"]}
        await _act(turn, f"{entry['id'][:8]}-recuse", f"{ROUND}/recusals", Role.FUND_OFFICER, person="m0", **of)
        scores = {"scorers": [each["person"] for each in PANEL[1:]], "totals": TOTALS}
        await _act(turn, f"{entry['id'][:8]}-score", f"{ROUND}/scores", Role.FUND_OFFICER, **of, **scores)
    await _act(turn, "honour", f"{ROUND}/notice", Role.FUND_OFFICER)
    objection = {"objection_id": "o-1", "application_id": entries[0]["id"]}
    await _act(turn, "protest", f"{ROUND}/objections", Role.CLERK, **objection, ground="SCORE", document="p-1")
    reviewed = {"objection_id": "o-1", **NOTHING_WRONG}
    await _act(turn, "reconsider", f"{ROUND}/objection-reviews", Role.FUND_OFFICER, **reviewed)


async def _act(turn: Turn, word: str, path: str, role: Role, **body: Any) -> Acknowledged:
    return await turn.act(word, path, body, role, service=GRANTS)
