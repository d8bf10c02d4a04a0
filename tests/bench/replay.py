"""Replay: the log read to its end on one core, raw, with type and data decoded, and into views."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import cast

from deploy.registry import SERVICES, parts
from services.intake.app import PARTS
from shared.kernel.envelope import Codec, LogName
from shared.runtime import reference
from shared.runtime.effects import ViewEffect
from shared.runtime.follower import Follower
from shared.runtime.metrics import Metrics
from shared.runtime.parking import Parking
from shared.runtime.service import Parts
from shared.runtime.timers import view_of
from shared.runtime.views import Views
from shared.store.pump import Pump
from shared.store.redis_log import RedisLog
from tests.bench.fill import INTAKE
from tests.bench.table import Row, at_least, middle

PAGE = 1000
READ_AGAIN = 100_000
"""Events of a log that are read at most, if it takes several readings of it."""
RATIO = 0.5
VIEWS_PER_SECOND = 30_000
RAW_WHY = "pydantic decodes the whole document; a reader that needs type and data alone may skip half"
VIEWS_WHY = "SQLAlchemy and SQLite cost more per event than decoding; see the notes"


async def rows(url: str, upto: int, pairs: int) -> list[Row]:
    """Both rows, over the first `upto` events."""
    pump = Pump(url)
    await pump.start()
    log = RedisLog(pump, INTAKE)
    codec = Codec(PARTS.name, PARTS.events)
    rates: dict[str, list[float]] = {"raw": [], "read": [], "decoded": []}
    for _ in range(pairs):
        for name, loop in (("raw", _raw), ("decoded", _decoded), ("read", _read)):
            begun = perf_counter()
            count = await loop(pump, log, codec, upto)
            rates[name].append(count / (perf_counter() - begun))
    ratios = middle([decoded / raw for decoded, raw in zip(rates["decoded"], rates["raw"], strict=True)])
    views = await _views(pump, log, codec, upto)
    await pump.stop()
    met, missed_by = at_least(ratios.value, RATIO)
    rebuilt, short_by = at_least(views, VIEWS_PER_SECOND)
    return [
        Row(
            "replay, type and data decoded, one core",
            f"{middle(rates['decoded']).value:,.0f} events/s; {ratios} of the raw loop",
            f"≥ {RATIO} × the XRANGE loop without decoding",
            f"raw replies {middle(rates['raw']).value:,.0f}/s; as stored events {middle(rates['read']).value:,.0f}/s",
            met,
            missed_by,
            RAW_WHY,
        ),
        Row(
            "views of intake rebuilt",
            f"{views:,.0f} events/s",
            f"≥ {VIEWS_PER_SECOND:,} events/s",
            f"{upto:,} events",
            rebuilt,
            short_by,
            VIEWS_WHY,
        ),
    ]


async def _raw(pump: Pump, log: RedisLog, _codec: Codec, upto: int) -> int:
    at = 0
    while at < upto:
        page = cast("list[list[bytes]]", await pump.ask("XRANGE", log.keys.log, f"{at + 1}-0", "+", "COUNT", PAGE))
        at += len(page)
    return at


async def _read(_pump: Pump, log: RedisLog, _codec: Codec, upto: int) -> int:
    at = 0
    while at < upto:
        at = (await log.read(at, PAGE))[-1].position
    return at


async def _decoded(_pump: Pump, log: RedisLog, codec: Codec, upto: int) -> int:
    at = 0
    while at < upto:
        page = await log.read(at, PAGE)
        for event in page:
            codec.decode(event.type, event.document)
        at = page[-1].position
    return at


async def others(url: str, times: int) -> list[Row]:
    """A row for each other service, over all that its log holds; the shorter, the more often it is read."""
    rows, pump = [], Pump(url)
    await pump.start()
    for service in SERVICES:
        if service == PARTS.name:
            continue
        log, its = RedisLog(pump, LogName(INTAKE.division, service)), parts(service)
        events = await log.head()
        often = max(1, min(times, READ_AGAIN // events))
        rates = [await _views(pump, log, Codec(its.name, its.events), events, its) for _ in range(often)]
        beside = f"{events:,} events, {often} times"
        rows.append(Row(f"views of {service} rebuilt", f"{middle(rates).value:,.0f} events/s", "–", beside))
    await pump.stop()
    return rows


async def _views(pump: Pump, log: RedisLog, codec: Codec, upto: int, its: Parts = PARTS) -> float:
    with TemporaryDirectory() as directory:
        known = reference.Reference()
        views = Views(Path(directory), "bench", (*its.views, reference.VIEW, view_of(its.timers)), "bench")
        parking = Parking(pump, "bench:parked", Metrics("bench"))
        follower = Follower("bench", log, codec, ViewEffect(views, its.name, known), parking)
        begun = perf_counter()
        while follower.position < upto:
            await follower.take(await log.read(follower.position, PAGE))
        rate = follower.position / (perf_counter() - begun)
        views.close()
        assert not parking.parked
    return rate
