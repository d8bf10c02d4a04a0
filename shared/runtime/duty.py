"""Duties: what a service does beside answering, as long as it runs, in turns."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from shared.runtime.patience import TRANSIENT
from shared.runtime.telemetry import logger

if TYPE_CHECKING:
    from shared.runtime.desk import Desk

AFTER_FAILURE_SECONDS = 1.0


@dataclass(frozen=True, slots=True)
class Duty:
    """`turn` does the next piece of work and says whether there may be more; `waits` says whether work waits at `now`.

    A turn may be cut off at any point and is taken again: what it does it makes durable, or does again harmlessly.
    """

    name: str
    turn: Callable[[Desk], Awaitable[bool]]
    waits: Callable[[Desk, datetime], bool]


async def keep(duty: Duty, desk: Desk, every_seconds: float) -> None:
    """Do a duty until cancelled; what fails is tried again later and stops nothing else."""
    while True:
        try:
            while await duty.turn(desk):
                pass
            pause = every_seconds
        except TRANSIENT as error:
            logger().warning("duty waits", duty=duty.name, error=type(error).__name__)
            pause = AFTER_FAILURE_SECONDS
        except Exception:
            logger().exception("duty failed", duty=duty.name)
            pause = AFTER_FAILURE_SECONDS
        await asyncio.sleep(pause)
