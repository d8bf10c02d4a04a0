"""What is set up once: the catalogue, halls with their windows, and the roster of a month."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from deploy.seeding import catalogue
from tests.bench.counter.turn import Turn

MONTH, HOLIDAY, DAYS = "2013-10", date(2013, 10, 1), 31
DUTY = (("09:00", "12:00"),)
STAGGERED = (("12:00", "14:30"), ("18:00", "19:00"))


def on_duty(turn: int) -> str:
    """Who is on duty on the holiday and gets leave for it: one for each turn."""
    return f"s-bench-duty-{turn}"


def set_up(turn: Turn, staff: tuple[str, ...]) -> None:
    """All that a director or the administration enters."""
    _catalogue(turn)
    _hall(turn)
    _roster(turn, staff)


def _catalogue(turn: Turn) -> None:
    watch, admin = turn.watch, turn.admin
    shipped = catalogue()[0]["versions"][0]
    one, other = (f"{letters}-ZZ-{turn.number:03d}" for letters in ("YY", "ZZ"))
    watch.act("/v1/items/{id}/versions", {"item": shipped["item"]}, admin, id=one)
    guide = {"item_version": 1, "guide": shipped["guide"]}
    watch.act("/v1/items/{id}/guide", guide, admin, id=one)
    watch.act("/v1/items/{id}/opening", {}, admin, id=one)
    watch.act("/v1/items/{id}/suspension", {"reason": "NO_STAFF"}, admin, id=one)
    resumed = watch.act("/v1/items/{id}/resumption", {}, admin, id=one)
    watch.act("/v1/catalogue/entries", {"items": [{"code": other, "versions": [shipped]}]}, admin)
    watch.ask("/v1/items", admin, resumed)
    watch.ask("/v1/items/{id}", admin, id=one)
    watch.ask("/v1/items/{id}/guides", admin, id=one)
    watch.ask("/v1/public/items")
    watch.ask("/v1/public/items/{id}", id=one)


def _hall(turn: Turn) -> None:
    watch, admin = turn.watch, turn.admin
    centre = watch.ask("/v1/halls/{id}", admin, id=turn.hall)["centre_id"]
    code = f"BENCH{chr(ord('A') + turn.number)}"
    named = {"centre_id": centre, "code": code, "name_zh": "示例大厅", "name_en": "Example hall"}
    hall = watch.act("/v1/halls", named, admin)["id"]
    for window in ("W1", "W2", "W3"):
        watch.act("/v1/halls/{id}/windows", {"window_id": window}, admin, id=hall)
    watch.act("/v1/halls/{id}/pauses", {"window_id": "W3", "reason": "示例"}, admin, id=hall)
    closed = watch.act("/v1/halls/{id}/closures", {"window_id": "W3"}, admin, id=hall)
    watch.ask("/v1/halls", admin, closed)
    watch.ask("/v1/centres", admin)
    watch.ask("/v1/public/halls")


def _roster(turn: Turn, staff: tuple[str, ...]) -> None:
    """The next month, at the turn's own hall; on the holiday everybody is there."""
    watch, hall = turn.watch, turn.hall
    asked = {"month": MONTH, "staff": list(staff)}
    proposal = watch.look_up("/v1/halls/{id}/roster-proposals", asked, turn.director, id=hall)
    rest = {date.fromisoformat(each["day"]) for each in proposal["days"]}
    shifts = [shift for n in range(DAYS) for shift in _shifts(HOLIDAY + timedelta(days=n), rest, staff)]
    published = watch.act("/v1/halls/{id}/rosters", {"month": MONTH, "shifts": shifts}, turn.director, id=hall)
    watch.ask("/v1/halls/{id}/roster", turn.director, published, id=hall, month=MONTH)
    watch.ask("/v1/public/halls/{id}/hours", id=hall, on=str(HOLIDAY))


def _shifts(day: date, rest: set[date], staff: tuple[str, ...]) -> list[dict[str, Any]]:
    spans, kind = (DUTY, "DUTY") if day in rest else (STAGGERED, "STAGGERED")
    there = staff if day == HOLIDAY else staff[:1]
    return [
        {"staff": person, "window_id": "W1", "day": str(day), "begins": begins, "ends": ends, "kind": kind}
        for person in there
        for begins, ends in spans
    ]
