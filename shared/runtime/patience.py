"""Patience: trying again what failed for a passing reason, with pauses that grow to half a second."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

from sqlalchemy.exc import OperationalError

from shared.runtime.telemetry import logger
from shared.store.port import StoreError

T = TypeVar("T")


class NotNow(Exception):
    """Refused for a while: log unreachable, clock suspect, track moved."""


TRANSIENT = (StoreError, OperationalError, NotNow)


async def patiently(
    attempt: Callable[..., Awaitable[T]], *arguments: object, transient: tuple[type[Exception], ...] = TRANSIENT
) -> T:
    """The result, however long it takes; what is not `transient` is raised."""
    pause = 0.02
    while True:
        try:
            return await attempt(*arguments)
        except transient as error:
            logger().warning("waiting", error=type(error).__name__, attempt=getattr(attempt, "__qualname__", ""))
            await asyncio.sleep(pause)
            pause = min(pause * 2, 0.5)
