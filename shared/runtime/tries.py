"""Tries: who says a wrong code too often has to wait, whichever replica they ask.

Counted in a key of their own with a lifetime, not in the log: that somebody mistyped a code is no act of governance.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import ClassVar, cast

from shared.kernel.refusals import Refusal, TooOften, Unknown
from shared.runtime.clock import Clock
from shared.store.keys import Keys
from shared.store.pump import Pump

WRONG_TRIES = 5
LOCKED_FOR = timedelta(hours=1)
_KEPT_SECONDS = 2 * 60 * 60
# A clock that is moved by hand runs apart from the server's: the lock is compared with ours, the lifetime only tidies.
_COUNT = """
local now, lock_ms, most = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local until_ms = tonumber(redis.call('HGET', KEYS[1], 'until') or '0')
if until_ms > now then return until_ms end
if until_ms > 0 or ARGV[4] == 'right' then redis.call('DEL', KEYS[1]) end
if ARGV[4] == 'right' then return 0 end
local first = tonumber(redis.call('HGET', KEYS[1], 'first') or '0')
if first + lock_ms <= now then redis.call('DEL', KEYS[1]); redis.call('HSET', KEYS[1], 'first', ARGV[1]) end
local wrong = redis.call('HINCRBY', KEYS[1], 'wrong', 1)
if wrong >= most then redis.call('HSET', KEYS[1], 'until', string.format('%.0f', now + lock_ms)) end
redis.call('EXPIRE', KEYS[1], ARGV[5])
return 0
"""


@dataclass(frozen=True, slots=True)
class CodeWrong(Unknown):
    """The number and the code do not belong together; whether there is such a number is not said."""

    slug: ClassVar[str] = "code-wrong"
    zh: ClassVar[str] = "编号与查询码不符"
    en: ClassVar[str] = "The number and the code do not belong together"


@dataclass(frozen=True, slots=True)
class CodeLocked(TooOften):
    """Five wrong codes within an hour: also the right one waits until the hour is over."""

    slug: ClassVar[str] = "code-locked"
    zh: ClassVar[str] = "查询码多次输入错误，已锁定一小时"
    en: ClassVar[str] = "Too many wrong codes; locked for an hour"
    until: datetime


class Tries:
    """Counts wrong codes by what they were said for."""

    def __init__(self, pump: Pump, keys: Keys, clock: Clock) -> None:
        self._pump = pump
        self._keys = keys
        self._clock = clock

    async def judge(self, said_for: Sequence[str], right: bool) -> Refusal | None:
        """Nothing where a code is right and not locked; `said_for` names what it opens (kind, number)."""
        name = sha256("\n".join(said_for).encode()).hexdigest()
        now = await self._clock.now()
        lock_ms = LOCKED_FOR // timedelta(milliseconds=1)
        said = ("right" if right else "wrong", _KEPT_SECONDS)
        until_ms = cast(
            "int",
            await self._pump.ask(
                *("EVAL", _COUNT, 1, self._keys.tries(name), int(now.timestamp() * 1000), lock_ms, WRONG_TRIES, *said)
            ),
        )
        if until_ms:
            return CodeLocked(until=datetime.fromtimestamp(until_ms / 1000, now.tzinfo))
        return None if right else CodeWrong()
