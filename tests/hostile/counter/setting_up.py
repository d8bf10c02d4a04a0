"""What is set up: posts and rules of the day, rosters and leave for duty, another hall, and the catalogue."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from deploy.seeding import catalogue
from tests.hostile.counter.at import MONDAY, SOME, TODAY, Counter

ON_DUTY = "s-qzx-second"
RULES = {"rating.enabled_from": TODAY, "rating.box_opened_at": ["09:10", "23:30"]}
DUTY, STAGGERED = (("09:00", "12:00"),), (("12:00", "14:30"), ("18:00", "19:00"))
ITEMS = tuple(f"FZ-ZZ-{n:03d}" for n in range(5))
OFFERED, PUBLISHED, GUIDED, SUSPENDED, NEW = ITEMS


def rosters(at: Counter) -> None:
    """On the first day: a month with a holiday is planned, for which somebody will have leave."""
    here, leave = {"id": at.hall}, {"from_on": MONDAY, "until_on": MONDAY, "half_days": 1}
    at.tell(at.director, f"/v1/halls/{at.hall}/rosters", _month(at, "2013-10"))
    at.fit("director", "/v1/halls/{id}/rosters", [(here, _month(at, "2013-12"))])
    at.fit("director", "/v1/halls/{id}/roster-proposals", [(here, {"month": "2013-12", "staff": [ON_DUTY]})])
    at.fit("director", "/v1/compensatory-leave/{id}/takings", [({"id": ON_DUTY}, leave)])
    at.ids["compensatory-leave"] = [ON_DUTY]


def _month(at: Counter, month: str) -> dict[str, Any]:
    asked = {"month": month, "staff": [ON_DUTY]}
    proposal = at.tell(at.director, f"/v1/halls/{at.hall}/roster-proposals", asked)
    rest, first = {each["day"] for each in proposal["days"]}, date.fromisoformat(f"{month}-01")
    days = [str(first + timedelta(days=n)) for n in range(31)]
    return {"month": month, "shifts": [shift for day in days for shift in _shifts(day, day in rest)]}


def _shifts(day: str, rest: bool) -> Iterator[dict[str, str]]:
    for begins, ends in DUTY if rest else STAGGERED:
        kind = "DUTY" if rest else "STAGGERED"
        yield {"staff": ON_DUTY, "window_id": "W1", "day": day, "begins": begins, "ends": ends, "kind": kind}


def rules(at: Counter) -> None:
    """Who is at the first window, and that ratings are given here, in a box that is opened in the morning too."""
    place = {"org": at.centre, "kind": "WINDOW", "hall_id": at.hall, "window_id": "W1"}
    post = at.tell(at.admin, "/v1/posts", {**place, "title_zh": "窗口", "title_en": "Window"}, "casework")["id"]
    at.tell(at.admin, f"/v1/posts/{post}/assignment", {"holder": "s-qzx-clerk"}, "casework")
    for key, value in RULES.items():
        entry = {"key": key, "value": value, "effective_on": TODAY, "basis": "示例", "provenance": "SYNTHETIC"}
        at.tell(at.admin, "/v1/policies/rating/adoptions", {"entry": entry}, "casework")
    at.district.settle()


def halls(at: Counter) -> None:
    """Other halls, with windows that would be opened, paused and closed."""
    named = {"centre_id": at.centre, "name_zh": "示例大厅", "name_en": "Example hall"}
    at.fit("director", "/v1/halls", (({}, {**named, "code": f"NEW{letter}"}) for letter in "ABC"))
    for n, (act, said) in enumerate((("windows", {}), ("pauses", {"reason": "示例"}), ("closures", {}))):
        hall = at.make(at.director, "/v1/halls", {**named, "code": f"FUZZ{'ABC'[n]}"})["id"]
        for window in ("W1", "W2", "W3")[: 2 + bool(n)]:
            at.tell(at.director, f"/v1/halls/{hall}/windows", {"window_id": window})
        at.fit("director", f"/v1/halls/{{id}}/{act}", [({"id": hall}, {"window_id": "W3", **said})])


def items(at: Counter) -> None:
    """Items that are offered, to be completed, to be opened, suspended; and one that a release would ship."""
    shipped = catalogue()[0]["versions"][0]
    version, guide = {"item": shipped["item"]}, {"item_version": 1, "guide": shipped["guide"]}
    for code in (OFFERED, PUBLISHED, GUIDED, SUSPENDED):
        at.tell(at.admin, f"/v1/items/{code}/versions", version)
    for code in (OFFERED, GUIDED, SUSPENDED):
        at.tell(at.admin, f"/v1/items/{code}/guide", guide)
    for code in (OFFERED, SUSPENDED):
        at.tell(at.admin, f"/v1/items/{code}/opening", {})
    at.tell(at.admin, f"/v1/items/{SUSPENDED}/suspension", {"reason": "NO_STAFF"})
    route = "/v1/items/{id}"
    at.fit("admin", f"{route}/versions", [({"id": NEW}, version)])
    at.fit("admin", f"{route}/guide", [({"id": PUBLISHED}, guide)])
    at.fit("admin", f"{route}/opening", [({"id": GUIDED}, {})])
    at.fit("admin", f"{route}/suspension", [({"id": OFFERED}, {"reason": "NO_STAFF"})])
    at.fit("admin", f"{route}/resumption", [({"id": SUSPENDED}, {})])
    entries = ([{"code": f"FZ-ZY-{n:03d}", "versions": [shipped]}] for n in range(SOME))
    at.fit("admin", "/v1/catalogue/entries", (({}, {"items": each}) for each in entries))
    at.ids["items"] = list(ITEMS)
