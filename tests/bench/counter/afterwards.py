"""After the holidays: bad ratings are followed up, leave is taken for duty, and the public reads what came of it."""

from __future__ import annotations

from shared.kernel.actors import Role
from tests.bench.counter.setting_up import on_duty
from tests.bench.counter.turn import Turn

REACHED = {"result": "REACHED"}
TOMORROW = "2013-10-09"


def ratings(turn: Turn) -> None:
    """Two bad ratings of the hall: one is put right, the other was a mistake."""
    watch, director = turn.watch, turn.director
    supervisor = turn.district.person("s-bench-supervisor", Role.SUPERVISOR).token
    right, mistaken = (each["id"] for each in watch.ask("/v1/ratings", director, state="TO_CONTACT")["ratings"][:2])
    watch.ask("/v1/ratings/{id}", director, id=right)
    watch.ask("/v1/ratings/{id}/words", director, id=right)
    for one in (right, mistaken):
        watch.act("/v1/ratings/{id}/contact", REACHED, director, id=one)
    watch.act("/v1/ratings/{id}/verification", {"finding": "CLEAR"}, director, id=right)
    watch.act("/v1/ratings/{id}/correction", {"measure": "示例"}, director, id=right)
    again = {**REACHED, "content": True}
    told = watch.act("/v1/ratings/{id}/second-contact", again, director, id=right)
    watch.act("/v1/ratings/{id}/verification", {"finding": "MISTAKEN"}, director, id=mistaken)
    watch.act("/v1/ratings/{id}/appeal", {"grounds": "示例"}, director, id=mistaken)
    watch.act("/v1/ratings/{id}/recheck", {"confirmed": True}, supervisor, id=mistaken)
    watch.ask("/v1/ratings/{id}/history", supervisor, told, id=right)
    watch.ask("/v1/public/ratings")
    watch.ask("/v1/public/statistics/satisfaction")


def leave(turn: Turn) -> None:
    """Half a day for who was on duty on the holiday."""
    half = {"from_on": TOMORROW, "until_on": TOMORROW, "half_days": 1}
    of = on_duty(turn.number)
    turn.watch.act("/v1/compensatory-leave/{id}/takings", half, turn.admin, id=of)
    turn.watch.ask("/v1/compensatory-leave", turn.admin)
    turn.watch.ask("/v1/notification-failures", turn.admin)
