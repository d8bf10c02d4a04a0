"""Wrong codes counted in this process: what the script in Redis counts, for services without a server."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from shared.kernel.refusals import Refusal
from shared.runtime.clock import Clock
from shared.runtime.tries import LOCKED_FOR, WRONG_TRIES, CodeLocked, CodeWrong, Tries


@dataclass
class _Counted:
    first_at: datetime
    wrong: int = 0
    until: datetime | None = None


@dataclass
class TriesHere(Tries):
    """Five wrong codes within an hour lock for an hour."""

    clock: Clock
    said: dict[tuple[str, ...], _Counted] = field(default_factory=dict)

    async def judge(self, said_for: Sequence[str], right: bool) -> Refusal | None:
        """Nothing where a code is right and not locked."""
        now, name = await self.clock.now(), tuple(said_for)
        counted = self.said.get(name)
        if counted is not None and counted.until is not None and counted.until > now:
            return CodeLocked(until=counted.until)
        if counted is None or right or counted.until is not None or counted.first_at + LOCKED_FOR <= now:
            counted = self.said[name] = _Counted(now)
        if right:
            del self.said[name]
            return None
        counted.wrong += 1
        if counted.wrong >= WRONG_TRIES:
            counted.until = now + LOCKED_FOR
        return CodeWrong()
