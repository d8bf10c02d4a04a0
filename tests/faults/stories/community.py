"""A community is founded and opens its two centres, and the counter hears of both."""

from __future__ import annotations

from shared.kernel.actors import Role
from tests.faults.turn import Turn


async def community(turn: Turn) -> None:
    """Found one."""
    founded = {"name_zh": f"示例{turn.key}", "name_en": turn.key, "founded_on": "2013-09-29"}
    there = await turn.found("found", "/v1/communities", founded)
    for kind in ("PUBLIC_SERVICE", "WORK"):
        body = {"kind": kind, "name_zh": f"示例{turn.key}", "name_en": turn.key, "opened_on": "2013-09-29"}
        opened = await turn.found(f"{kind.lower()}-open", f"/v1/communities/{there.id}/centres", body)
        await turn.see("/v1/centres", Role.CLERK, after=opened.after)
