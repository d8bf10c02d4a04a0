"""What a server must be before a log is entrusted to it."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from shared.store.pump import Pump


class UnsafeServer(Exception):
    """The server could lose or drop what it acknowledged; the message lists every setting that is wrong."""


async def check_server(pump: Pump) -> None:
    """Refuse a server without append-only file, fsync on every write, a memory limit, or that evicts keys."""
    wrong = []
    wanted: dict[str, Callable[[str], bool]] = {
        "appendonly": lambda value: value == "yes",
        "appendfsync": lambda value: value == "always",
        "maxmemory": lambda value: int(value) > 0,
        "maxmemory-policy": lambda value: value == "noeviction",
    }
    for name, holds in wanted.items():
        answer = cast("list[bytes]", await pump.ask("CONFIG", "GET", name))
        value = answer[1].decode() if len(answer) > 1 else ""
        if not value or not holds(value):
            wrong.append(f"{name} is {value or 'unknown'}")
    if wrong:
        raise UnsafeServer("; ".join(wrong))


async def server_time(pump: Pump) -> float:
    """The server's clock in seconds since 1970."""
    seconds, micros = cast("list[bytes]", await pump.ask("TIME"))
    return int(seconds) + int(micros) / 1_000_000
