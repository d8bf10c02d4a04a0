"""After the first day of rest: bad ratings are followed up, and who was on duty on that day takes leave for it."""

from __future__ import annotations

from shared.kernel.actors import Role
from tests.faults.turn import Turn

REACHED = {"result": "REACHED"}
WORKING_DAY, DAYS_AFTER = "2013-10-08", "2013-10-01"
"""When leave is taken, and when all this happens."""


async def bad_ratings(turn: Turn) -> list[str]:
    """Those of a hall that nobody has called back yet."""
    told = await turn.see("/v1/ratings?state=TO_CONTACT", Role.CENTRE_DIRECTOR)
    return [each["id"] for each in told["ratings"]]


async def follow_up(turn: Turn, rating: str) -> None:
    """One is put right, the next was a mistake and counts no more."""
    path, mistaken = f"/v1/ratings/{rating}", turn.choice % 2 == 1
    await turn.act("ring", f"{path}/contact", REACHED, Role.CENTRE_DIRECTOR)
    finding = {"finding": "MISTAKEN" if mistaken else "CLEAR"}
    await turn.act("verify", f"{path}/verification", finding, Role.CENTRE_DIRECTOR)
    if mistaken:
        await turn.act("appeal", f"{path}/appeal", {"grounds": "示例"}, Role.CENTRE_DIRECTOR)
        await turn.act("exclude", f"{path}/recheck", {"confirmed": True}, Role.SUPERVISOR)
        return
    await turn.act("rectify", f"{path}/correction", {"measure": "示例"}, Role.CENTRE_DIRECTOR)
    again = {**REACHED, "content": True}
    await turn.act("settle", f"{path}/second-contact", again, Role.CENTRE_DIRECTOR)


async def leave(turn: Turn) -> None:
    """The hall's clerk takes half a day."""
    half = {"from_on": WORKING_DAY, "until_on": WORKING_DAY, "half_days": 1}
    path = f"/v1/compensatory-leave/s-clerk-{turn.counter.code}/takings"
    await turn.act("leave", path, half, Role.CENTRE_DIRECTOR)
