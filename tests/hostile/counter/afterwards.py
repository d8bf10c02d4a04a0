"""What is said of the service afterwards: ratings that nobody has given yet, and bad ones at each step."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tests.hostile.backoffice import ALONE
from tests.hostile.counter.at import SOME, TODAY, Counter

OPENED = f"{TODAY}T09:15"
RATING = {"level": "DISSATISFIED", "comment": "示例", "contact": {"phone": "13997000000"}}
STEPS: Mapping[str, Mapping[str, Any]] = {
    "contact": {"result": "REACHED"},
    "verification": {"finding": "CLEAR"},
    "correction": {"measure": "示例"},
    "second-contact": {"result": "REACHED", "content": True},
}
DOUBTED: Mapping[str, Mapping[str, Any]] = {
    "contact": {"result": "REACHED"},
    "verification": {"finding": "MISTAKEN"},
    "appeal": {"grounds": "示例"},
    "recheck": {"confirmed": False},
}
"""How a bad rating is followed up, and how one is that is thought a mistake."""

ANOTHER = {"recheck": "examiner"}
"""Whose turn it is where it is not the director's."""


def ratings(at: Counter) -> None:
    """Some services that could be rated, and a bad rating before each step."""
    steps = [(way, act) for way in (STEPS, DOUBTED) for act in way]
    vouchers = [at.voucher(_served(at)) for _ in range(SOME + len(steps))]
    at.district.settle()
    at.fit("clerk", "/v1/public/ratings", (({}, {**each, **RATING}) for each in vouchers[:SOME]))
    for each in vouchers[SOME:]:
        at.tell(at.clerk, "/v1/public/ratings", {**each, **RATING})
    at.district.until(OPENED)
    at.district.settle()
    bad = at.director.get("intake", "/v1/ratings", centre_id=at.centre)["ratings"]
    at.ids["ratings"] = [each["id"] for each in bad]
    for (way, act), rating in zip(steps, at.ids["ratings"], strict=True):
        for step in list(way)[: list(way).index(act)]:
            at.tell(at.director, f"/v1/ratings/{rating}/{step}", way[step])
        at.fit(ANOTHER.get(act, "director"), f"/v1/ratings/{{id}}/{act}", [({"id": rating}, way[act])])


def _served(at: Counter) -> str:
    served = at.form(item_code=ALONE, outcome="GRANT")
    return str(at.make(at.clerk, "/v1/instant-services", served)["id"])
