"""The counter: one representative call of every route it has, one after another, and what people wait for most."""

from __future__ import annotations

from collections.abc import Iterator

import httpx

from tests.bench.counter import afterwards, application, at_once, hall, people, setting_up
from tests.bench.counter.stopwatch import Route, Stopwatch
from tests.bench.counter.turn import Turn
from tests.bench.table import Row, quantile
from tests.bench.yardstick import one_by_one
from tests.faults.staff import Newcomers, Staff
from tests.journeys.district import District

AFTER_THE_HOLIDAYS = "2013-10-08T09:00"
OF_EVERY_SERVICE = ("/v1/log", "/v1/parked")
NAMED = 3
WAITED_FOR = {
    "a number of the queue is taken": hall.TICKET,
    "an appointment is booked without an account": hall.BOOKING,
    "progress by number and code of a voucher": application.PROGRESS,
    "a voucher as PDF": application.VOUCHER,
    "a file of 1 MB is attached": application.ATTACHED,
    "a rating is cast": application.RATED,
    "instant service: command sent → case closed and result delivered at the counter": at_once.END_TO_END,
}


def rows(district: District, staff: Staff, turns: int, settings: int) -> Iterator[Row]:
    """So many turns at the counter, in the first `settings` of which things are set up too."""
    watch = Stopwatch(district.local.ports["intake"], "counter")
    _played(district, staff, watch, turns, settings)
    if never := _routes(district) - {(route.method, route.path) for route in watch.took}:
        raise AssertionError(f"nobody called {sorted(never)}")
    yardstick = one_by_one(district.local.server_port, 20 * turns)
    beside = f"a bare XADD by one client {quantile(yardstick, 0.5):.2f}/{quantile(yardstick, 0.99):.2f} ms"
    yield _slowest(watch, turns, beside)
    for what, kind in WAITED_FOR.items():
        took = watch.kinds[kind]
        yield Row(
            what, f"p50 {quantile(took, 0.5):.1f} ms, p99 {quantile(took, 0.99):.1f} ms", "–", f"{len(took)} times"
        )


def _played(district: District, staff: Staff, watch: Stopwatch, turns: int, settings: int) -> None:
    """The day on which the clock stands at first, and the working day after the holidays that follow it."""
    counters, newcomers = staff.counters, Newcomers()
    on_duty = tuple(setting_up.on_duty(number) for number in range(turns))
    for person in on_duty:
        body = {"id": person, "name": "示例", "org": "dept-civil-affairs"}
        district.admin.post("casework", "/v1/staff", body, f"staff-{person}")
    played = [Turn(watch, district, newcomers, counters[n % len(counters)], n) for n in range(turns)]
    for turn in played:
        if turn.number < settings:
            setting_up.set_up(turn, on_duty)
        _day(turn)
    district.until(AFTER_THE_HOLIDAYS)
    watch.hang_up()
    for turn in played:
        afterwards.ratings(turn)
        afterwards.leave(turn)


def _day(turn: Turn) -> None:
    hall.appointments(turn)
    hall.queue(turn)
    hall.enquiries(turn)
    hall.opinions(turn)
    application.drafts(turn)
    application.path(turn)
    people.people(turn)
    people.duplicates(turn)
    people.endings(turn)
    people.mistakes(turn)
    at_once.instant(turn)
    at_once.emergency(turn)


def _routes(district: District) -> set[tuple[str, str]]:
    """What intake says that it has, beside what every service has."""
    document = httpx.get(f"http://127.0.0.1:{district.local.ports['intake']}/intake/openapi.json").json()
    return {
        (method.upper(), path)
        for path, operations in document["paths"].items()
        for method in operations
        if not path.startswith(OF_EVERY_SERVICE)
    }


def _slowest(watch: Stopwatch, turns: int, beside: str) -> Row:
    commands, questions = (
        sorted((r for r in watch.took if r.command is kind), key=lambda r: -quantile(watch.took[r], 0.99))
        for kind in (True, False)
    )
    every = [each for took in watch.took.values() for each in took]
    next_to = "; ".join(_told(watch, route) for route in (*commands[1:NAMED], *questions[1:NAMED]))
    return Row(
        f"the counter's slowest command and question, of {len(commands)} and {len(questions)} routes",
        f"{_told(watch, commands[0])}; {_told(watch, questions[0])}",
        "–",
        f"p50/p99 in ms, {turns} turns, one after another; of all calls {quantile(every, 0.5):.1f} and"
        f" {quantile(every, 0.99):.1f}; {beside}; next: {next_to}",
    )


def _told(watch: Stopwatch, route: Route) -> str:
    took = watch.took[route]
    return f"{route} {quantile(took, 0.5):.1f}/{quantile(took, 0.99):.1f}"
