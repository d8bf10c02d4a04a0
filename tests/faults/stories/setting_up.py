"""What the administration enters: items with their guides, a hall with its windows, and the roster of a month."""

from __future__ import annotations

from datetime import date, timedelta

from deploy.seeding import catalogue
from shared.kernel.actors import Role
from tests.faults.turn import Turn

MONTH, FIRST, DAYS = "2013-10", date(2013, 10, 1), 31
SPANS = {True: (("09:00", "12:00", "DUTY"),), False: (("12:00", "14:30", "STAGGERED"), ("18:00", "19:00", "STAGGERED"))}
_SHIPPED = catalogue()[0]["versions"][0]


async def item(turn: Turn) -> None:
    """An item begins, is suspended, and goes on; two more are entered as they are shipped."""
    path = f"/v1/items/{turn.newcomers.item()}"
    await turn.enter("publish", f"{path}/versions", {"item": _SHIPPED["item"]})
    await turn.enter("guide", f"{path}/guide", {"item_version": 1, "guide": _SHIPPED["guide"]})
    await turn.enter("begin", f"{path}/opening", {})
    await turn.enter("halt", f"{path}/suspension", {"reason": "NO_STAFF"})
    await turn.enter("continue", f"{path}/resumption", {})
    shipped = [{"code": turn.newcomers.item(), "versions": [_SHIPPED]} for _ in range(2)]
    await turn.enter("ship", "/v1/catalogue/entries", {"items": shipped})


async def hall(turn: Turn) -> None:
    """A hall opens with three windows, one of which closes again; and who is there in October is published."""
    centre = (await turn.see(f"/v1/halls/{turn.counter.hall}", Role.CLERK))["centre_id"]
    named = {"centre_id": centre, "code": turn.newcomers.code(), "name_zh": "示例大厅", "name_en": "Example hall"}
    path = f"/v1/halls/{(await turn.enter('establish', '/v1/halls', named)).id}"
    for window in ("W1", "W2", "W3"):
        await turn.enter(f"{window}-window", f"{path}/windows", {"window_id": window})
    await turn.enter("pause", f"{path}/pauses", {"window_id": "W3", "reason": "示例"})
    await turn.enter("shut", f"{path}/closures", {"window_id": "W3"})
    staff = f"s-clerk-{turn.counter.code}"
    asked = {"month": MONTH, "staff": [staff]}
    proposed = await turn.see(f"{path}/roster-proposals", Role.CENTRE_DIRECTOR, body=asked)
    rest = {date.fromisoformat(each["day"]) for each in proposed["days"]}
    shifts = [
        {"staff": staff, "window_id": "W1", "day": str(day), "begins": begins, "ends": ends, "kind": kind}
        for day in (FIRST + timedelta(days=n) for n in range(DAYS))
        for begins, ends, kind in SPANS[day in rest]
    ]
    await turn.act("roster", f"{path}/rosters", {"month": MONTH, "shifts": shifts}, Role.CENTRE_DIRECTOR)
