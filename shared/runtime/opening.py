"""Opening personal values for who may read them: the log's own values, with the persons' keys as they stand now.

What is opened lives for one answer and is logged nowhere; that it was opened is noted (`shared/runtime/reading.py`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from pydantic import TypeAdapter

from shared.kernel.envelope import Codec, Recorded
from shared.kernel.ids import AggregateRef
from shared.kernel.personal import Personal, personal_values
from shared.runtime.desk import Desk
from shared.runtime.executor import Executor
from shared.runtime.reading import Seen, note
from shared.store.port import EventStore
from shared.vault.sealing import Erased, Keys
from shared.vault.vault import Vault

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Opened:
    """One event with the keys of those it speaks of."""

    recorded: Recorded[Any]
    _keys: Keys

    def value(self, value: Personal[T], kind: TypeAdapter[T]) -> T | None:
        """What a personal value of this event says; None of somebody who was erased."""
        document = self.recorded.document
        path = next(path for path, each in personal_values(document.data) if each is value)
        plain = self._keys.open_value(document.source, document.id, path, value)
        field = path.removeprefix("data.")
        note(Seen(value.subject, self.recorded.aggregate, field, erased=isinstance(plain, Erased)))
        return None if isinstance(plain, Erased) else kind.validate_json(plain)


async def opened(executor: Executor, ref: AggregateRef) -> Sequence[Opened]:
    """All events of an aggregate, oldest first, each ready to be opened."""
    return await opened_at(executor, await executor.log.positions(ref))


async def opened_at(executor: Executor, positions: Sequence[int]) -> Sequence[Opened]:
    """The events at some positions, each ready to be opened."""
    return await _opened(executor.log, executor.aggregates.codec, executor.vault, positions)


async def opened_elsewhere(desk: Desk, service: str, ref: AggregateRef) -> Sequence[Opened]:
    """The same of an aggregate of another service, from the log that this one follows."""
    follower = desk.followers[service]
    return await _opened(follower.log, follower.codec, desk.vault, await follower.log.positions(ref))


async def _opened(log: EventStore, codec: Codec, vault: Vault, positions: Sequence[int]) -> Sequence[Opened]:
    stored = await log.at(positions)
    events = [
        Recorded(each.position, each.aggregate, each.version, codec.decode(each.type, each.document)) for each in stored
    ]
    subjects = {value.subject for each in events for _, value in personal_values(each.event)}
    keys = await vault.keys(subjects) if subjects else Keys({})
    return [Opened(each, keys) for each in events]
