"""What an association does and wants: activities that residents rate, and needs that somebody takes up and answers."""

from __future__ import annotations

from shared.kernel.actors import Role
from tests.faults.bodies import TODAY
from tests.faults.stories.association import ASSOCIATIONS, act, entered
from tests.faults.turn import Turn
from tests.journeys.answers import fen

SHOW = {"kind": "PERFORMANCE", "title": "群众文化汇演", "place": "社区广场"}
CAME = {"attended": 40, "residents": 30, "cost": fen(20_000)}
SLIPS = 3
RATED = ("VERY_SATISFIED", "SATISFIED")
NEED = {"kind": "VENUE", "words": "示例"}


async def activity(turn: Turn) -> None:
    """One way after the other."""
    await (_needed if turn.choice % 2 else _held)(turn)


async def _held(turn: Turn) -> None:
    """One is announced, held and rated by two of three, one is called off, and one is told of that nobody announced."""
    association = await entered(turn)
    whose = {"association_id": association.id, "programme": SHOW}
    planned = await act(turn, "schedule", "/v1/activities", Role.CLERK, **whose, planned_on=TODAY)
    path = f"/v1/activities/{planned.id}"
    await act(turn, "perform", f"{path}/report", Role.CLERK, held_on=TODAY, **CAME)
    issued = await act(turn, "slips", f"{path}/rating-codes", Role.CLERK, issued=SLIPS)
    slips = (await turn.see(f"{path}/rating-codes", Role.CLERK, after=issued.after, service=ASSOCIATIONS))["codes"]
    for n, (level, slip) in enumerate(zip(RATED, slips, strict=False)):
        rating = {"activity_id": planned.id, "level": level, **slip}
        await turn.secretly(f"{n}-acclaim", "/v1/public/activity-ratings", rating, service=ASSOCIATIONS)
    other = await act(turn, "other-schedule", "/v1/activities", Role.CLERK, **whose, planned_on=TODAY)
    await act(turn, "forgo", f"/v1/activities/{other.id}/calling-off", Role.CLERK, reason="下雨")
    await act(turn, "recount", "/v1/activity-reports", Role.CLERK, **whose, held_on=TODAY, **CAME)


async def _needed(turn: Turn) -> None:
    """Founders want a room and ask whether there is one; so does an association, whom the centre answers."""
    community = turn.staff.bodies.communities[turn.counter.centre]
    said = {"community_id": community, **NEED}
    asked = await turn.act("want", "/v1/public/needs", said, service=ASSOCIATIONS)
    own = {"id": asked.id, "code": asked.code}
    told = await turn.see("/v1/public/needs/lookup", after=asked.after, body=own, service=ASSOCIATIONS)
    assert not told["answered"]
    association = await entered(turn)
    wanted = await act(turn, "own-want", "/v1/needs", Role.CLERK, **said, association_id=association.id)
    path = f"/v1/needs/{wanted.id}"
    await act(turn, "undertake", f"{path}/taking-up", Role.EXAMINER)
    await act(turn, "advise", f"{path}/answer", Role.EXAMINER, answer="示例")
