"""A deployment under load: its notices go into a file, and when the load is over it comes to rest."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from datetime import datetime, time, timedelta
from pathlib import Path

from deploy.clock import ClockRefused
from shared.kernel.instants import SHANGHAI
from tests.journeys import district
from tests.journeys.district import DEMONSTRATION, FOUNDED, District

NOTICES = "notices.jsonl"
TRIES_TO_SETTLE = 5
# Whoever died amid telling somebody is given up after ten minutes.
QUARTER_OF_AN_HOUR = timedelta(minutes=15)
MIDNIGHT = datetime.combine(FOUNDED.date() + timedelta(days=1), time(0, 30), SHANGHAI)
# Until noon there was duty: it is the first day of rest.
DUTY_OVER = datetime.combine(FOUNDED.date() + timedelta(days=2), time(13), SHANGHAI)


def environment_of(state_dir: Path) -> dict[str, str]:
    """What its services are started with."""
    return {**DEMONSTRATION, "HUIMIN_NOTIFY_FILE": str(state_dir / NOTICES)}


@contextlib.contextmanager
def running(state_dir: Path) -> Iterator[District]:
    """Start it, seeded, and stop it."""
    with district.running(state_dir, environment=environment_of(state_dir)) as deployment:
        yield deployment


def rested(deployment: District) -> None:
    """Wait until all is followed and everybody told, however much that is; then let a quarter of an hour pass."""
    for _ in range(TRIES_TO_SETTLE - 1):
        with contextlib.suppress(ClockRefused):
            deployment.settle()
            break
    now = deployment.clock.now()
    assert now is not None, "the clock was set before anything started"
    _until(deployment, now + QUARTER_OF_AN_HOUR)


def night(deployment: District) -> None:
    """Let the day pass, and what ends with it."""
    _until(deployment, MIDNIGHT)


def duty_over(deployment: District) -> None:
    """Let the first day of rest come, and the duty that somebody does on it."""
    _until(deployment, DUTY_OVER)


def _until(deployment: District, instant: datetime) -> None:
    deployment.until(f"{instant:%Y-%m-%dT%H:%M}")
