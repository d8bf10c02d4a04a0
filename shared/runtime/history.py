"""The history of one aggregate, read from the log itself."""

from __future__ import annotations

from datetime import datetime

from pydantic import BaseModel, TypeAdapter

from shared.kernel.ids import AggregateRef
from shared.runtime.executor import Executor


class HistoryEntry(BaseModel):
    """One event: where it stands in the log, when it was recorded, and since when it counts where that differs."""

    position: int
    version: int
    type: str
    time: datetime
    effective_at: datetime | None = None
    actor_role: str = ""
    causation_id: str = ""


class History(BaseModel):
    """All events of one aggregate, oldest first."""

    aggregate: str
    events: tuple[HistoryEntry, ...]


class _Head(BaseModel):
    time: datetime
    effectiveat: datetime | None = None
    actorrole: str = ""
    causationid: str = ""


_HEAD = TypeAdapter(_Head)


async def history_of(executor: Executor, ref: AggregateRef) -> History | None:
    """What happened to an aggregate; None if nothing did."""
    stored = await executor.log.at(await executor.log.positions(ref))
    if not stored:
        return None
    entries = []
    for event in stored:
        head = _HEAD.validate_json(event.document)
        entries.append(
            HistoryEntry(
                position=event.position,
                version=event.version,
                type=event.type,
                time=head.time,
                effective_at=head.effectiveat,
                actor_role=head.actorrole,
                causation_id=head.causationid,
            )
        )
    return History(aggregate=str(ref), events=tuple(entries))
