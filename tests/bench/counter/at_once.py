"""An instant item by one act, timed until the result is delivered; and help in an emergency."""

from __future__ import annotations

import json
from time import perf_counter
from typing import cast

import redis

from shared.kernel.envelope import LogName
from shared.store.keys import Keys
from tests.bench.counter.application import rated
from tests.bench.counter.turn import Turn
from tests.faults.staff import INSTANT_ITEM, POSTED

END_TO_END = "instant service"
INTAKE = Keys(LogName("630102", "intake")).log
BEFORE_OPENING, AT_ONCE = "2013-09-29T08:10:00+08:00", "2013-09-29T08:20:00+08:00"
_Entry = tuple[bytes, dict[bytes, bytes]]


def instant(turn: Turn) -> None:
    """One act, and how long it takes until case and delivery are there."""
    watch, clerk = turn.watch, turn.clerk
    body = {**turn.form(POSTED, INSTANT_ITEM), "outcome": "GRANT"}
    with redis.Redis.from_url(turn.district.local.redis_url) as client:
        at = cast("list[_Entry]", client.xrevrange(INTAKE, count=1))[0][0]
        begun = perf_counter()
        served = watch.act("/v1/instant-services", body, clerk)
        _until_delivered(client, at, str(served["id"]))
    watch.kinds[END_TO_END].append(1000 * (perf_counter() - begun))
    watch.ask("/v1/instant-services/{id}", clerk, served, id=served["id"])
    watch.ask("/v1/instant-services", clerk, hall_id=turn.hall)
    rated(turn, turn.voucher(served))


def _until_delivered(client: redis.Redis, at: bytes, application: str) -> None:
    """Read on until intake has recorded that the applicant has the result."""
    while True:
        for _, entries in cast("list[tuple[bytes, list[_Entry]]]", client.xread({INTAKE: at}, block=5000)):
            at = entries[-1][0]
            for _, fields in entries:
                if b".result-delivered." in fields[b"t"] and application in json.loads(fields[b"ce"])["subject"]:
                    return


def emergency(turn: Turn) -> None:
    """Somebody called before the hall opened."""
    watch, clerk = turn.watch, turn.clerk
    place = {"hall_id": turn.hall, "window_id": POSTED, "item_code": "CD-MZ-003"}
    body = {**place, "reason": "DISASTER", "called_at": BEFORE_OPENING, "applicant": turn.person}
    opened = watch.act("/v1/emergency-services", body, clerk)
    of = str(opened["id"])
    told = watch.ask("/v1/emergency-services/{id}", clerk, opened, id=of)
    watch.ask("/v1/emergency-services/{id}/history", clerk, id=of)
    watch.ask("/v1/emergency-services", clerk, hall_id=turn.hall)
    watch.act("/v1/emergency-services/{id}/response", {"responded_at": AT_ONCE}, clerk, id=of)
    papers = {"materials": told["papers_lacking"]}
    watch.act("/v1/emergency-services/{id}/papers", papers, clerk, id=of)
