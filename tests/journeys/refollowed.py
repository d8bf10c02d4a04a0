"""A service that hears the others anew: their logs from the first event on, in an order that is drawn.

Its own log begins with all aggregates of which people recorded something; what reactions alone recorded is forgotten.
Policy and calendar are known. Nothing is served: a log in memory takes what is recorded, and views are filled from it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from sqlalchemy import select

from deploy.registry import SERVICES, parts
from shared.contracts.casework.calendar import CalendarYearPublished
from shared.contracts.casework.policy import PolicyAdopted
from shared.kernel.envelope import Codec, LogName, Recorded
from shared.kernel.ids import AggregateRef
from shared.kernel.policy import Policy
from shared.kernel.working_days import Calendar
from shared.runtime.aggregates import Aggregates
from shared.runtime.effects import ReactionEffect
from shared.runtime.executor import Executor
from shared.runtime.follower import PAGE
from shared.runtime.metrics import Metrics
from shared.runtime.reference import Reference
from shared.runtime.service import Parts
from shared.runtime.views import Views
from shared.store.port import Append, Appended, NewEvent, StoredEvent, Write
from shared.store.pump import Pump
from shared.store.redis_log import RedisLog
from shared.testing.memory_log import MemoryLog
from shared.vault.vault import Vault
from shared.vault.wrapping import WrappingKey
from tests.runtime.house import StandingClock, born, fresh_id

WRAPPING = WrappingKey(bytes(range(32)))
AT_ONCE = 12
"""How many events of one log are heard before another has its turn, at most."""

OWN_PLACE = frozenset({"position", "from_position", "until_position"})
"""Columns that say where in the own log something stands, which is another place in each order."""


class First(Random):
    """Lets one log be heard whole before the others are."""

    def __init__(self, source: str) -> None:
        super().__init__(0)
        self.source = source

    def choice(self, seq: Any) -> Any:
        """That one while something of it is left."""
        return self.source if self.source in seq else super().choice(seq)


@dataclass(frozen=True)
class Log:
    """The log of a service as its server has it, and as whoever follows it reads it."""

    service: str
    stored: Sequence[StoredEvent]
    codec: Codec

    def read(self) -> Iterator[Recorded[Any]]:
        """Each event in its place."""
        for each in self.stored:
            document = self.codec.decode(each.type, each.document)
            yield Recorded(each.position, each.aggregate, each.version, document)


@dataclass
class Learnt:
    """What a service has recorded, what its views say of that, and in which turns it heard the others."""

    facts: Counter[tuple[AggregateRef, str]]
    states: Mapping[AggregateRef, object]
    rows: Mapping[str, Sequence[str]]
    turns: Sequence[str]


async def logs_of(redis_url: str) -> Mapping[str, Log]:
    """The logs of all services, as the server has them."""
    pump = Pump(redis_url)
    await pump.start()
    try:
        return {service: await _log(pump, service) for service in SERVICES}
    finally:
        await pump.stop()


async def _log(pump: Pump, service: str) -> Log:
    log, events = RedisLog(pump, LogName("630102", service)), list[StoredEvent]()
    log.identity = await log.identify()
    while page := await log.read(len(events), PAGE):
        events += page
    return Log(service, events, Codec(service, parts(service).events))


def facts_of(log: Log) -> Counter[tuple[AggregateRef, str]]:
    """What a log has of each aggregate, in whatever order."""
    return Counter((each.aggregate, each.type) for each in log.stored)


def by_reactions(log: Log) -> frozenset[AggregateRef]:
    """The aggregates of which nobody but reactions recorded anything."""
    by = {True: set[AggregateRef](), False: set[AggregateRef]()}
    for each in log.read():
        by[each.document.actor.startswith("reaction:")].add(each.aggregate)
    return frozenset(by[True] - by[False])


def reference_of(casework: Log) -> Reference:
    """The policy and the calendar that hold in the end."""
    events = [each.event for each in casework.read()]
    reference = Reference()
    reference.policy = Policy.of(each.entry for each in events if isinstance(each, PolicyAdopted))
    editions = {each.edition.year: each.edition for each in events if isinstance(each, CalendarYearPublished)}
    reference.calendar = Calendar.of(editions.values())
    return reference


async def learn(
    of: Parts, logs: Mapping[str, Log], chance: Random, directory: Path, forgotten: Collection[AggregateRef] = ()
) -> Learnt:
    """Let a service hear all others anew, each in its own order, and now this one, now that; `forgotten` are aggregates
    that are learnt anew too, though others than reactions recorded something of them.
    """
    own, log = logs[of.name], born()
    heard = by_reactions(own).union(forgotten)
    for each in (each for each in own.stored if each.aggregate not in heard):
        await _copy(each, log)
    vault = await Vault.open(directory / "vault.sqlite", WRAPPING)
    try:
        executor = _executor(of, log, vault, logs["casework"])
        turns = await _follow(of, executor, logs, chance)
        refs = list(log.memory.index)
        await executor.aggregates.refresh(refs)
        states = {ref: executor.aggregates.peek(ref).state for ref in refs}
    finally:
        await vault.close()
    anew = Log(of.name, log.memory.events, own.codec)
    return Learnt(facts_of(anew), states, _rows(of, anew, directory), turns)


async def _copy(event: StoredEvent, log: MemoryLog) -> None:
    new = NewEvent(event.type, event.document, event.traceparent)
    done = await log.append(Append((Write(event.aggregate, event.version - 1, (new,)),)))
    assert isinstance(done, Appended), done


def _executor(of: Parts, log: MemoryLog, vault: Vault, casework: Log) -> Executor:
    *_, last = casework.read()
    return Executor(
        log=log,
        log_name=LogName("630102", of.name),
        aggregates=Aggregates(log, Codec(of.name, of.events), of.deciders),
        reference=reference_of(casework),
        clock=StandingClock(last.document.time),
        vault=vault,
        metrics=Metrics(of.name),
        new_event_id=fresh_id,
    )


async def _follow(of: Parts, executor: Executor, logs: Mapping[str, Log], chance: Random) -> list[str]:
    effects = {each.source: ReactionEffect(executor, each) for each in of.reactions}
    left = {source: [*_wanted(effect, logs[source])] for source, effect in effects.items()}
    for effect in effects.values():
        await effect.position()
    turns = []
    while waiting := sorted(source for source, events in left.items() if events):
        source, some = chance.choice(waiting), chance.randint(1, AT_ONCE)
        now, left[source] = left[source][:some], left[source][some:]
        await effects[source].take(now, now[-1].position)
        turns.append(source)
    return turns


def _wanted(effect: ReactionEffect, log: Log) -> Iterator[Recorded[Any]]:
    return (each for each in log.read() if effect.wants(each.document.type))


def _rows(of: Parts, own: Log, directory: Path) -> Mapping[str, Sequence[str]]:
    """What the views have in their tables, but for where in the log it is from."""
    views = Views(directory / "views", of.name, of.views, "anew")
    for each in own.read():
        views.write(views.changes(each))
    tables = [table for view in of.views for table in view.tables.sorted_tables]
    kept = {table.name: [column for column in table.columns if column.name not in OWN_PLACE] for table in tables}
    rows = {name: sorted(map(str, views.rows(select(*columns)))) for name, columns in kept.items() if columns}
    views.close()
    return rows
