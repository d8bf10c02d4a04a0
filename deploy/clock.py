"""Moving the manual clock: from due instant to due instant, so that nothing is leapt over."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime
from typing import Self

import redis

from deploy.client import Client
from deploy.registry import SERVICES
from shared.kernel.instants import SHANGHAI
from shared.runtime.clock import CONFIRMED_KEY, MANUAL_KEY

POLL_SECONDS = 0.05
SETTLE_SECONDS = 60.0


class ClockRefused(Exception):
    """The clock cannot be moved like that."""


class HandClock:
    """The manual clock of a deployment."""

    def __init__(self, redis_url: str) -> None:
        self._redis = redis.Redis.from_url(redis_url, decode_responses=True)

    def __enter__(self) -> Self:
        """Use it in a `with`."""
        return self

    def __exit__(self, *_failure: object) -> None:
        """Give the connection back."""
        self._redis.close()

    def now(self) -> datetime | None:
        """Where it stands; None if it was never set."""
        said = self._redis.get(MANUAL_KEY)
        return datetime.fromisoformat(str(said)).astimezone(SHANGHAI) if said else None

    def set_first(self, instant: datetime) -> None:
        """Set a clock that was never set."""
        self._redis.set(MANUAL_KEY, instant.isoformat(), nx=True)

    def advance(self, to: datetime, client: Client, tell: Callable[[datetime], None] = lambda _at: None) -> None:
        """Move on to `to`, stopping at each instant at which something falls due until it has happened."""
        now = self.now()
        if now is None:
            self.set_first(to)
            return
        if to < now:
            raise ClockRefused(f"the clock stands at {now.isoformat()} and never goes back")
        while now < to:
            due = settle(client)
            now = min([at for at in due if at > now] + [to])
            self._redis.set(MANUAL_KEY, min(now, to).isoformat())
            tell(min(now, to))
        settle(client)


def confirm(redis_url: str) -> datetime:
    """Tell all services that the present time of this machine is right."""
    now = datetime.now(SHANGHAI)
    with redis.Redis.from_url(redis_url) as client:
        client.set(CONFIRMED_KEY, now.isoformat())
    return now


def settle(client: Client) -> list[datetime]:
    """Wait until all services have followed all logs and fired what is due; then what falls due next, in each."""
    give_up_at = time.monotonic() + SETTLE_SECONDS
    before: object = None
    while time.monotonic() < give_up_at:
        statuses = [client.status(service) for service in SERVICES]
        due = [datetime.fromisoformat(status["next_due_at"]) for status in statuses if status["next_due_at"]]
        quiet = all(status["settled"] and not _overdue(status["next_due_at"], status["now"]) for status in statuses)
        positions = [status["followed"] for status in statuses]
        if quiet and positions == before:
            return due
        before = positions if quiet else None
        time.sleep(POLL_SECONDS)
    raise ClockRefused("the services do not come to rest; see huimin doctor")


def _overdue(next_due_at: str | None, now: str) -> bool:
    return next_due_at is not None and datetime.fromisoformat(next_due_at) <= datetime.fromisoformat(now)
