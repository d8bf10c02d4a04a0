"""Group commit: what arrives while a turn runs on the thread goes into the next turn, as one transaction."""

from __future__ import annotations

from asyncio import Event, Future, get_running_loop
from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from functools import partial
from typing import Generic, TypeVar, cast

W = TypeVar("W")
T = TypeVar("T")

Work = Callable[[W], T]


class Turns(Generic[W]):
    """`run` does the work of one turn on `thread`, all of it or none, and answers in the same order.

    A turn that raises fails all who wait for it; one who stops waiting neither stops the turn nor breaks it.
    """

    def __init__(self, thread: Executor, run: Callable[[Sequence[Work[W, object]]], list[object]]) -> None:
        self._thread = thread
        self._run = run
        self._waiting: list[tuple[Work[W, object], Future[object]]] = []
        self._idle = Event()
        self._idle.set()

    async def do(self, work: Work[W, T]) -> T:
        """The answer of `work`, once its turn is committed."""
        loop = get_running_loop()
        answer: Future[object] = loop.create_future()
        self._waiting.append((work, answer))
        if self._idle.is_set():
            self._idle.clear()
            # Not at once: whoever else is ready in this pass of the event loop rides along.
            loop.call_soon(self._start)
        return cast("T", await answer)

    async def drained(self) -> None:
        """Return when nothing runs and nobody waits."""
        await self._idle.wait()

    def _start(self) -> None:
        batch, self._waiting = self._waiting, []
        turn = get_running_loop().run_in_executor(self._thread, self._run, [work for work, _ in batch])
        turn.add_done_callback(partial(self._settle, [answer for _, answer in batch]))

    def _settle(self, answers: Sequence[Future[object]], turn: Future[list[object]]) -> None:
        error = turn.exception()
        results = [None] * len(answers) if error else turn.result()
        for answer, result in zip(answers, results, strict=True):
            if answer.done():
                continue
            if error:
                answer.set_exception(error)
            else:
                answer.set_result(result)
        if self._waiting:
            self._start()
        else:
            self._idle.set()
