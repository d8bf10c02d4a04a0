"""Garbage is collected in quiet moments: a full collection stops every command, for longer the more is kept.

What outlives one is frozen, so that the next looks only at what came since. What is frozen and forgotten later is freed
by its last reference; a ring of it is not, and so now and then everything is looked at again.
"""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Callable

LOOK_SECONDS = 1.0
WHOLE_EVERY = 1000
"""The quiet moment in which what was frozen is looked at too; it is as long as a full collection was before."""


def tidy(whole: bool = False) -> None:
    """Collect all garbage, of what was frozen too where it is the `whole`, and freeze the rest."""
    if whole:
        gc.unfreeze()
    gc.collect()
    gc.freeze()


class Quiet:
    """Tells a quiet moment after work from work, and from quiet that lasts."""

    def __init__(self, done: object) -> None:
        self._seen = self._tidied = done

    def after_work(self, done: object) -> bool:
        """Whether something was `done` since this was last so, and nothing since the last look."""
        stands_still, self._seen = done == self._seen, done
        if not stands_still or done == self._tidied:
            return False
        self._tidied = done
        return True


async def keep_tidy(done: Callable[[], object]) -> None:
    """Tidy now, and in each quiet moment after work; `done` tells how far it has come."""
    tidy()
    quiet, times = Quiet(done()), 0
    while True:
        await asyncio.sleep(LOOK_SECONDS)
        if quiet.after_work(done()):
            times += 1
            tidy(whole=times % WHOLE_EVERY == 0)
