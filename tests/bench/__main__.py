"""`make bench`: measures on this machine, prints the table, writes docs/benchmarks.md beside the command.

    python -m tests.bench [--quick | --full]

Absolute numbers are this machine's of this minute; judge the ratios.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import platform
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from deploy.registry import SERVICES
from shared.runtime.settings import ClockKind
from tests.bench import commands, inbox, replay, store, whatif
from tests.bench.bodies import Bodies
from tests.bench.counter import rows as counter
from tests.bench.stage import stage
from tests.bench.table import Row, markdown
from tests.faults.staff import prepared
from tests.journeys.district import District

TURNS_OF_BODIES = 5
REPORT = Path(__file__).parents[2] / "docs" / "benchmarks.md"


@dataclass(frozen=True)
class Size:
    """How much is measured. A quick run does all in one deployment, whose clock is then moved by hand."""

    name: str
    yardstick: int
    pairs: int
    count: int
    few: int
    many: int
    cases: int
    times: int
    turns: int
    settings: int
    one_deployment: bool = False


QUICK = Size(
    "--quick",
    yardstick=500,
    pairs=2,
    count=20,
    few=1_000,
    many=3_000,
    cases=2_000,
    times=3,
    turns=1,
    settings=1,
    one_deployment=True,
)
USUAL = Size(
    "",
    yardstick=20_000,
    pairs=20,
    count=400,
    few=10_000,
    many=300_000,
    cases=1_000_000,
    times=200,
    turns=40,
    settings=5,
)
FULL = Size(
    "--full",
    yardstick=50_000,
    pairs=20,
    count=800,
    few=10_000,
    many=1_000_000,
    cases=1_000_000,
    times=200,
    turns=40,
    settings=5,
)


def measured(size: Size, directory: Path) -> Iterator[Row]:
    """Row after row; almost all in one deployment, whose log grows meanwhile."""
    by_hand = partial(stage, clock_kind=ClockKind.MANUAL)
    with (by_hand if size.one_deployment else stage)(directory / "whole", *SERVICES, seeded=True) as district:
        yield commands.idle(district)
        used, heads = commands.standing(district)
        yield from commands.beside_storeless(district, size.yardstick, size.pairs, size.count)
        district.settle()
        yield commands.bytes_per_event(district, used, heads)
        yield from commands.filings_beside_storeless(district, size.pairs, size.count)
        district.settle()
        yield asyncio.run(commands.latency(district, 2 * size.count))
        if size.one_deployment:
            yield from by_one_client(district, size)
        port = district.local.server_port
        yield asyncio.run(store.appends(district.local.redis_url, port, size.pairs, 20 * size.count))
        yield from asyncio.run(replay.others(district.local.redis_url, size.times))
        # From here on intake alone: what is filled in has no people, posts or cases elsewhere.
        for service in SERVICES:
            if service != "intake":
                district.local.kill(service)
        yield store.growth(district, size.few, size.many, max(2, size.pairs // 2), size.count)
        yield from asyncio.run(replay.rows(district.local.redis_url, size.many, min(size.pairs, 5)))
        yield from store.recoveries(district)
    if not size.one_deployment:
        # On the machine's clock a hall may be closed: a day there is moved by hand.
        with by_hand(directory / "hall", *SERVICES, seeded=True) as district:
            yield from by_one_client(district, size)
    yield whatif.row()
    yield from inbox.rows(size.cases, size.times)


def by_one_client(district: District, size: Size) -> Iterator[Row]:
    """The counter, and the bodies beside it: what they post before the holidays is over after them."""
    staff = prepared(district)
    bodies = Bodies(district, staff, TURNS_OF_BODIES * size.turns)
    bodies.before_notices()
    yield from counter.rows(district, staff, size.turns, size.settings)
    yield from bodies.rows()


def main() -> None:
    """Measure, print, and write the report unless it was quick."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--quick", action="store_const", const=QUICK, dest="size", help="under a minute")
    which.add_argument("--full", action="store_const", const=FULL, dest="size", help="a million events")
    size = parser.parse_args().size or USUAL
    rows = []
    with TemporaryDirectory(prefix="huimin-bench-") as directory:
        for row in measured(size, Path(directory)):
            rows.append(row)
            print(f"{row.what}: {row.value}  [{row.verdict}]", flush=True)
    print("\n" + markdown(rows))
    if size is not QUICK:
        REPORT.write_text(report(size, rows), encoding="utf-8")


def report(size: Size, rows: list[Row]) -> str:
    """The page."""
    command = f"python -m tests.bench {size.name}".strip()
    machine = f"{os.cpu_count()} cores, {platform.system()} {platform.machine()}, Python {platform.python_version()}"
    return HEAD.format(command=command, machine=machine, table=markdown(rows))


HEAD = """# Benchmarks

Written by `make bench` (`{command}`)
on {machine}.

The load, the services and the server share the cores, and the machine is not alone: rates move by a factor of two from
minute to minute, so that only ratios of one run count. A median stands with its 95 % interval. While one process is
measured the others are held still. The counter's routes are called by one client in a deployment whose clock is moved
by hand, so that halls are open whenever this runs; there each command reads the time from the server. So it is with the
acts of committees, fund and registry, which stand beside a bare XADD of one client in the same minutes.

{table}

What running it taught: a full garbage collection of what a service imports stopped every command for 40 ms, so that
the start freezes it (p99 from acceptance to case 48 ms before, 5 to 7 ms after); with 16,000 cases kept, the empty
parts of each cost the collector the same again, until all cases shared them (30 to 75 ms before, 7 ms after). With as
many applications kept it still stopped commands for 65 to 390 ms (p99 from acceptance to case 68 ms); now what was made
is looked through in quiet moments and then frozen (15 to 20 ms), and none of it was found to be garbage later.
FastAPI's layers took a quarter of a command, so that commands and queries go past them to the same endpoints, which it
still describes. Receipts are slower than acceptances because the numbers of a hall are given one after another, here in
twelve halls: a receipt waits until the one before it is durable; and it writes a claim in the applicant's name beside.
Deriving the id of each possible notice, and forgetting old ones at every event, kept the views of intake at 14,700
events/s, 17,700 since ids are derived when somebody is told and the old is forgotten at each 64th position.
"""


if __name__ == "__main__":
    main()
