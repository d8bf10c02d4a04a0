"""Waiting (候时): how long people with a number waited, in whole seconds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

_P90 = 9, 10


@dataclass(frozen=True, slots=True)
class Ended:
    """A number of one day: how it ended (`SERVED`, `SKIPPED`, `LAPSED`), or where it stands; its wait once called."""

    state: str
    waited_seconds: int | None = None


@dataclass(frozen=True, slots=True)
class Waits:
    """Of the numbers issued in a time: how many, how they ended, and how long those waited who were called.

    `mean_wait_seconds` is rounded half up; within `p90_wait_seconds` nine of ten were called (the nearest rank).
    """

    issued: int
    served: int
    skipped: int
    lapsed: int
    mean_wait_seconds: int | None
    p90_wait_seconds: int | None


def waits_of(tickets: Iterable[Ended]) -> Waits:
    """Add numbers up."""
    all_ = list(tickets)
    states = [ticket.state for ticket in all_]
    waits = sorted(ticket.waited_seconds for ticket in all_ if ticket.waited_seconds is not None)
    return Waits(
        issued=len(all_),
        served=states.count("SERVED"),
        skipped=states.count("SKIPPED"),
        lapsed=states.count("LAPSED"),
        mean_wait_seconds=(2 * sum(waits) + len(waits)) // (2 * len(waits)) if waits else None,
        p90_wait_seconds=waits[-(-len(waits) * _P90[0] // _P90[1]) - 1] if waits else None,
    )
