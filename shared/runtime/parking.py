"""Parked events: what a follower could not take, kept in a stream until somebody has mended the cause.

Later events of a parked aggregate are parked behind it, so that a re-drive keeps their order. An entry names places
and an error class; it holds no personal data.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from operator import attrgetter
from typing import cast

from shared.kernel.ids import AggregateRef
from shared.runtime.metrics import Metrics
from shared.runtime.telemetry import logger
from shared.store.port import StoredEvent
from shared.store.pump import Pump


@dataclass(frozen=True, slots=True)
class Parked:
    """One parked event of one follower."""

    entry_id: str
    follower: str
    position: int
    aggregate: AggregateRef
    error: str


class Parking:
    """The parked stream of one service, mirrored in memory by the only process that writes it."""

    def __init__(self, pump: Pump, key: str, metrics: Metrics) -> None:
        self._pump = pump
        self._key = key
        self._metrics = metrics
        self.parked: list[Parked] = []

    async def load(self) -> None:
        """Read what is parked."""
        entries = cast("list[tuple[bytes, list[bytes]]]", await self._pump.ask("XRANGE", self._key, "-", "+"))
        self.parked = [_parked(entry_id.decode(), [field.decode() for field in fields]) for entry_id, fields in entries]
        self._metrics.parked.set(len(self.parked))

    def blocks(self, follower: str, entry: StoredEvent) -> bool:
        """Whether a follower may not take an event now: it, or an earlier one of its aggregate, is parked."""
        return any(
            parked.follower == follower and parked.aggregate == entry.aggregate and parked.position <= entry.position
            for parked in self.parked
        )

    async def park(self, follower: str, entry: StoredEvent, error: str) -> None:
        """Park an event; one that is parked already stays as it is."""
        if any(p.follower == follower and p.position == entry.position for p in self.parked):
            return
        fields = ["follower", follower, "position", str(entry.position), "aggregate", str(entry.aggregate)]
        entry_id = cast("bytes", await self._pump.ask("XADD", self._key, "*", *fields, "error", error))
        self.parked.append(Parked(entry_id.decode(), follower, entry.position, entry.aggregate, error))
        self._metrics.parked.set(len(self.parked))

    async def redrive(self, follower: str, retake: Callable[[int], Awaitable[None]]) -> int:
        """Try a follower's events in order; an aggregate that fails again stays parked from there on."""
        stuck: set[AggregateRef] = set()
        mended: set[int] = set()
        # By position: a view that is read anew may park an early event after a late one.
        for parked in sorted((p for p in self.parked if p.follower == follower), key=attrgetter("position")):
            if parked.aggregate in stuck:
                continue
            try:
                # An entry may stand here twice: parking it was tried again after a lost answer.
                if parked.position not in mended:
                    await retake(parked.position)
            except Exception as bug:
                logger().exception("still parked", follower=follower, position=parked.position, bug=type(bug).__name__)
                stuck.add(parked.aggregate)
                continue
            await self._pump.ask("XDEL", self._key, parked.entry_id)
            self.parked.remove(parked)
            mended.add(parked.position)
        self._metrics.parked.set(len(self.parked))
        return len(mended)


def _parked(entry_id: str, fields: list[str]) -> Parked:
    said = dict(zip(fields[::2], fields[1::2], strict=True))
    kind, _, id_ = said["aggregate"].partition("/")
    return Parked(entry_id, said["follower"], int(said["position"]), AggregateRef(kind, id_), said["error"])
