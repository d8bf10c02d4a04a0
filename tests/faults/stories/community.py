"""A community is founded and opens its two centres, and the counter hears of both; its filings get their letters."""

from __future__ import annotations

from deploy.seeding import load
from shared.kernel.actors import Role
from tests.faults.bodies import TODAY
from tests.faults.turn import Turn

FILED = next(each for each in load("founding_guides.yaml") if each["track"] == "FILED")


async def community(turn: Turn) -> None:
    """Found one, and say anew what founders of associations must know."""
    founded = {"name_zh": f"示例{turn.key}", "name_en": turn.key, "founded_on": "2013-09-29"}
    there = newest = await turn.found("found", "/v1/communities", founded)
    for kind in ("PUBLIC_SERVICE", "WORK"):
        body = {"kind": kind, "name_zh": f"示例{turn.key}", "name_en": turn.key, "opened_on": "2013-09-29"}
        newest = await turn.found(f"{kind.lower()}-open", f"/v1/communities/{there.id}/centres", body)
        await turn.see("/v1/centres", Role.CLERK, after=newest.after)
    await turn.see("/v1/communities", Role.ADMIN, after=newest.after, service="associations")
    letters = {"code": turn.newcomers.code()}
    await turn.act("letter", f"/v1/communities/{there.id}/code", letters, Role.ADMIN, service="associations")
    *others, last = FILED["entries"]
    guide = {"effective_on": TODAY, "entries": [*others, {**last, "source": turn.key}]}
    await turn.act("instruct", "/v1/founding-guides/FILED/editions", guide, Role.ADMIN, service="associations")
