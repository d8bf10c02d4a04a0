"""Turnstile: within a process, acts on one aggregate go through one after another."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from shared.kernel.ids import AggregateRef

MAX_WAITING = 256


class TurnstileFull(Exception):
    """Too many wait for one aggregate."""


@dataclass(slots=True)
class _Gate:
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    waiting: int = 0


class Turnstile:
    """One gate per aggregate in use; a gate nobody waits at is forgotten."""

    def __init__(self) -> None:
        self._gates: dict[AggregateRef, _Gate] = {}

    @asynccontextmanager
    async def through(self, refs: Iterable[AggregateRef]) -> AsyncIterator[None]:
        """Hold the gates of all these aggregates. Raises `TurnstileFull`."""
        held: list[AggregateRef] = []
        try:
            # In one order for everybody, so that two acts on the same pair never wait for each other.
            for ref in sorted(refs):
                await self._enter(ref)
                held.append(ref)
            yield
        finally:
            for ref in held:
                self._gates[ref].lock.release()
                self._leave(ref)

    async def _enter(self, ref: AggregateRef) -> None:
        if (gate := self._gates.get(ref)) is None:
            gate = self._gates[ref] = _Gate()
        if gate.waiting >= MAX_WAITING:
            raise TurnstileFull
        gate.waiting += 1
        try:
            await gate.lock.acquire()
        except BaseException:
            self._leave(ref)
            raise

    def _leave(self, ref: AggregateRef) -> None:
        gate = self._gates[ref]
        gate.waiting -= 1
        if gate.waiting == 0:
            del self._gates[ref]
