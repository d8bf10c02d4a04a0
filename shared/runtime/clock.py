"""The clock: the machine's, or one that stands until it is moved. Time that cannot be trusted stops all appends."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from typing import Protocol, cast

from shared.kernel.instants import SHANGHAI
from shared.runtime.patience import NotNow
from shared.runtime.unavailable import ClockSuspect
from shared.store.pump import Pump
from shared.store.servers import server_time

MAX_DIFFERENCE = timedelta(seconds=5)
MAX_LEAP = timedelta(minutes=10)
MANUAL_KEY = "huimin:clock"
CONFIRMED_KEY = "huimin:clock:confirmed"


class Clock(Protocol):
    """Where `now` comes from."""

    async def now(self) -> datetime:
        """The present instant, aware."""
        ...

    async def check(self, last_event_at: datetime | None) -> ClockSuspect | None:
        """Look at the clock from outside; called about once a second."""
        ...

    @property
    def suspect(self) -> ClockSuspect | None:
        """Why nothing may be recorded now."""
        ...


class SystemClock:
    """The machine's clock, watched against the server's, the last event and its own steady pace."""

    def __init__(self, pump: Pump) -> None:
        self._pump = pump
        self.suspect: ClockSuspect | None = None
        self._seen: tuple[datetime, float] | None = None

    async def now(self) -> datetime:
        """The present instant."""
        return datetime.now(SHANGHAI)

    async def check(self, last_event_at: datetime | None) -> ClockSuspect | None:
        """Suspect the clock on a difference, a step back or a leap; an operator's confirmation clears it."""
        now, steady = datetime.now(UTC), time.monotonic()
        server = datetime.fromtimestamp(await server_time(self._pump), UTC)
        why = ""
        if abs(server - now) > MAX_DIFFERENCE:
            why = f"differs from the server's by {abs(server - now).total_seconds():.0f} s"
        elif last_event_at is not None and now < last_event_at - MAX_DIFFERENCE:
            why = "runs behind the last event"
        elif self._seen is not None and abs(now - self._seen[0] - timedelta(seconds=steady - self._seen[1])) > MAX_LEAP:
            why = "leapt"
        self._seen = (now, steady)
        if why:
            self.suspect = ClockSuspect(why=why)
        elif self.suspect is not None and await self._confirmed(now):
            self.suspect = None
        return self.suspect

    async def _confirmed(self, now: datetime) -> bool:
        said = cast("bytes | None", await self._pump.ask("GET", CONFIRMED_KEY))
        return said is not None and abs(datetime.fromisoformat(said.decode()) - now) < MAX_LEAP


class ManualClock:
    """A clock that all services read from one key; it is moved by `huimin clock` and never runs by itself."""

    def __init__(self, pump: Pump) -> None:
        self._pump = pump
        self.suspect: ClockSuspect | None = None

    async def now(self) -> datetime:
        """The instant that the key holds."""
        said = cast("bytes | None", await self._pump.ask("GET", MANUAL_KEY))
        if said is None:
            raise ClockNotSet
        return datetime.fromisoformat(said.decode()).astimezone(SHANGHAI)

    async def check(self, last_event_at: datetime | None) -> ClockSuspect | None:
        """Suspect a clock that was set back behind what is recorded."""
        behind = last_event_at is not None and await self.now() < last_event_at
        self.suspect = ClockSuspect(why="runs behind the last event") if behind else None
        return self.suspect


class ClockNotSet(NotNow):
    """The manual clock has never been set, or went with a server that was flushed."""
