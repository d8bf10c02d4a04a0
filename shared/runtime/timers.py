"""The timekeeper: fires what is due, in the order in which it fell due, once all followed logs are read to the end."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Column, Float, Index, MetaData, Row, String, Table, bindparam, func, select
from sqlalchemy.dialects.sqlite import insert

from shared.kernel.actors import TIMER
from shared.kernel.decider import Context, Step
from shared.kernel.envelope import Recorded
from shared.kernel.refusals import Refusal, Unavailable
from shared.kernel.timer import Timer
from shared.runtime.act import Act
from shared.runtime.clock import ClockNotSet
from shared.runtime.executor import Executor
from shared.runtime.follower import Follower
from shared.runtime.opening import opened
from shared.runtime.patience import TRANSIENT, NotNow
from shared.runtime.telemetry import logger
from shared.runtime.views import Change, View, Views
from shared.vault.errors import VaultUnavailable

BATCH = 100
AFTER_FAILURE = timedelta(hours=1)
_NEVER = float("inf")
"""Of a row that nothing is due for as things stand; it is asked again when the policy or the calendar changes."""

_TABLES = MetaData()
_DUE = Table(
    "due",
    _TABLES,
    Column("timer", String, primary_key=True),
    Column("id", String, primary_key=True),
    Column("due_at", Float, nullable=False),
)
Index("due_by_instant", _DUE.c.due_at)
_insert = insert(_DUE).values(timer=bindparam("timer_"), id=bindparam("id_"), due_at=bindparam("at"))
_SET = _insert.on_conflict_do_update(index_elements=["timer", "id"], set_={"due_at": _insert.excluded.due_at})
_DROP = _DUE.delete().where(_DUE.c.timer == bindparam("timer_"), _DUE.c.id == bindparam("id_"))
_MOVE = (
    _DUE.update()
    .where(_DUE.c.timer == bindparam("timer_"), _DUE.c.id == bindparam("id_"), _DUE.c.due_at == bindparam("was"))
    .values(due_at=bindparam("at"))
)
_ASK_ALL = _DUE.update().values(due_at=0.0)
_FALLEN = select(_DUE).where(_DUE.c.due_at <= bindparam("now")).order_by(_DUE.c.due_at).limit(BATCH)
_NEXT = select(func.min(_DUE.c.due_at).label("at")).where(_DUE.c.due_at < _NEVER)


def view_of(timers: Sequence[Timer]) -> View:
    """The table of rows: one for each aggregate that a timer watches."""

    def handler(timer: Timer, starts: bool) -> Callable[[Recorded[Any]], Iterator[Change]]:
        def change(recorded: Recorded[Any]) -> Iterator[Change]:
            row = {"timer_": timer.name, "id_": recorded.aggregate.id}
            # Due at once, and of this event alone: what was found out before it moves the row no more.
            yield (_SET, {**row, "at": -float(recorded.position)}) if starts else (_DROP, row)

        return change

    handlers: dict[Any, list[Callable[[Recorded[Any]], Iterator[Change]]]] = {}
    for timer in timers:
        for event in timer.starts:
            handlers.setdefault(event, []).append(handler(timer, starts=True))
        for event in timer.stops:
            handlers.setdefault(event, []).append(handler(timer, starts=False))

    def all_of(
        several: list[Callable[[Recorded[Any]], Iterator[Change]]],
    ) -> Callable[[Recorded[Any]], Iterator[Change]]:
        return lambda recorded: (change for one in several for change in one(recorded))

    watched = sorted(f"{timer.name}:{event.__name__}" for timer in timers for event in timer.starts | timer.stops)
    return View("due", _TABLES, {event: all_of(several) for event, several in handlers.items()}, ",".join(watched))


class Timekeeper:
    """Looks at the rows about once a second, or faster where a clock is moved by hand."""

    def __init__(
        self, timers: Sequence[Timer], views: Views, executor: Executor, followers: Sequence[Follower]
    ) -> None:
        self._timers = {timer.name: timer for timer in timers}
        self._views = views
        self._executor = executor
        self._followers = followers
        executor.reference.on_change.append(self._ask_all)

    def next_due(self) -> datetime | None:
        """When the next row falls due; a row that was not looked at yet is due at once."""
        row = self._views.row(_NEXT)
        return None if row is None or row.at is None else datetime.fromtimestamp(max(row.at, 0.0), UTC)

    async def settled(self) -> bool:
        """Whether all followed logs are read to their end."""
        heads = await asyncio.gather(*(follower.log.head() for follower in self._followers))
        return all(follower.position >= head for follower, head in zip(self._followers, heads, strict=True))

    async def run(self, every_seconds: float) -> None:
        """Keep time until cancelled."""
        # The rule behind a row, or what it counts by, may have changed while nobody looked.
        self._ask_all()
        while True:
            try:
                while await self._turn():
                    pass
            except (*TRANSIENT, ClockNotSet) as error:
                logger().warning("timers wait", error=type(error).__name__)
            await asyncio.sleep(every_seconds)

    async def _turn(self) -> bool:
        """Look at the rows that are due; whether there may be more."""
        if self._executor.clock.suspect is not None or not await self.settled():
            return False
        now = await self._executor.clock.now()
        rows = self._views.rows(_FALLEN, now=now.timestamp())
        moved = [await self._moved(row, now) for row in rows]
        if any(moved):
            return True  # to read them in their new order: one may have fallen due before the others
        for row in rows:
            if not await self._fired(row, now):
                return False
        return len(rows) == BATCH

    async def _moved(self, row: Row[Any], now: datetime) -> bool:
        """Ask when a row is due, and move it where it says something else."""
        timer = self._timers[row.timer]
        try:
            due_at = timer.due(*await self._asked(timer, row.id, now))
        except TRANSIENT:
            raise
        except Exception:
            logger().exception("timer cannot be asked", timer=timer.name, id=row.id)
            due_at = now + AFTER_FAILURE
        if _instant(due_at) == row.due_at:
            return False
        self._move(row, due_at)
        return True

    async def _fired(self, row: Row[Any], now: datetime) -> bool:
        """Carry out what is due; False when it has to wait."""
        timer = self._timers[row.timer]
        try:
            state, context = await self._asked(timer, row.id, now)
            first, *others = await self._steps(timer, row.id, state, context)
            first = replace(first, related=(*first.related, *context.related))
            result = await self._executor.execute(Act((first, *others), TIMER))
        except TRANSIENT:
            raise
        except Exception:
            logger().exception("timer failed", timer=timer.name, id=row.id)
            self._move(row, now + AFTER_FAILURE)
            return True
        if isinstance(result, Unavailable):
            return False
        # What fired before it in the same turn may have put it off: then it is asked again, and due no more.
        if (isinstance(result, Refusal) or not result.events) and not await self._moved(row, now):
            # The state says due and the decider does nothing: a contradiction that must not turn into a hot loop.
            logger().error("timer without effect", timer=timer.name, id=row.id)
            self._move(row, now + AFTER_FAILURE)
        return True

    async def _steps(self, timer: Timer, id_: str, state: object, context: Context) -> tuple[Step, ...]:
        """What is to be done; what is opened for it lives as long as this act."""
        opening = timer.opening
        if opening is None:
            return timer.steps(id_, state, context)
        try:
            events = await opened(self._executor, timer.decider.ref(id_))
        except VaultUnavailable as error:
            raise NotNow(type(error).__name__) from error
        sealed = [(each, each.recorded.event) for each in events if isinstance(each.recorded.event, opening.event)]
        said = [each.value(opening.value(event), opening.kind) for each, event in sealed]
        return opening.steps(id_, state, said, context)

    async def _asked(self, timer: Timer, id_: str, now: datetime) -> tuple[Any, Context]:
        """The state of the aggregate, and the context with the states of those it is related to."""
        aggregates, reference = self._executor.aggregates, self._executor.reference
        ref = timer.decider.ref(id_)
        await aggregates.refresh([ref])
        state = aggregates.peek(ref).state
        refs = timer.related(state)
        await aggregates.refresh(refs)
        related = {other: aggregates.peek(other).state for other in refs}
        return state, Context(TIMER, now, reference.policy, reference.calendar, related)

    def _move(self, row: Row[Any], due_at: datetime | None) -> None:
        # Only a row that still says what was read: an event may have come in between.
        where = {"timer_": row.timer, "id_": row.id, "was": row.due_at}
        self._views.write([(_MOVE, {**where, "at": _instant(due_at)})])

    def _ask_all(self) -> None:
        self._views.write([(_ASK_ALL, {})])


def _instant(due_at: datetime | None) -> float:
    return _NEVER if due_at is None else due_at.timestamp()
