"""Duties of a service: taken in turns, and a failure stops neither the duty nor anything else."""

from __future__ import annotations

import asyncio

import pytest

from shared.runtime import duty as module
from shared.runtime.duty import Duty, keep
from shared.store.port import LogUnavailable


async def kept(turns: list[object], monkeypatch: pytest.MonkeyPatch) -> int:
    """How many turns were taken until there were none left."""
    monkeypatch.setattr(module, "AFTER_FAILURE_SECONDS", 0.0)
    taken, over = 0, asyncio.Event()

    async def turn(_desk: object) -> bool:
        nonlocal taken
        if taken == len(turns):
            over.set()
            return False
        said = turns[taken]
        taken += 1
        if isinstance(said, Exception):
            raise said
        return bool(said)

    task = asyncio.create_task(keep(Duty("example", turn, lambda _desk, _now: False), None, 0.0))  # type: ignore[arg-type]
    await over.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    return taken


async def test_turns_are_taken_as_long_as_there_is_more(monkeypatch):
    assert await kept([True, True, False, True], monkeypatch) == 4


@pytest.mark.parametrize("failure", [LogUnavailable("gone"), RuntimeError("a bug")], ids=["passing", "a bug"])
async def test_after_a_failure_the_next_turn_is_taken(failure, monkeypatch):
    assert await kept([failure, True, failure, False], monkeypatch) == 4
