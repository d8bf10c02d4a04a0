"""States of aggregates, folded once and kept: what a process knows of them, and how it learns what is new."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from shared.kernel.decider import Decider
from shared.kernel.envelope import Codec
from shared.kernel.ids import AggregateRef
from shared.kernel.messages import Event
from shared.store.port import EventStore

CAPACITY = 50_000


@dataclass(frozen=True, slots=True)
class Known:
    """An aggregate's state and the version that it was folded to."""

    state: object
    version: int


class Aggregates:
    """A bounded cache in front of the log. What it holds may be old; versions checked by an append tell."""

    def __init__(self, log: EventStore, codec: Codec, deciders: Iterable[Decider[Any, Any, Any]]) -> None:
        self._log = log
        self.codec = codec
        self._deciders: Mapping[str, Decider[Any, Any, Any]] = {decider.name: decider for decider in deciders}
        self._known: OrderedDict[AggregateRef, Known] = OrderedDict()

    def peek(self, ref: AggregateRef) -> Known:
        """What is known without asking the log: nothing recorded, where the aggregate was never seen."""
        if (known := self._known.get(ref)) is not None:
            self._known.move_to_end(ref)
            return known
        return Known(self._deciders[ref.kind].initial, 0)

    async def refresh(self, refs: Sequence[AggregateRef]) -> None:
        """Fold what the log has beyond what is known, for all of them in one gathered read."""
        known = [self.peek(ref) for ref in refs]
        news = await asyncio.gather(
            *(self._log.positions(ref, known.version) for ref, known in zip(refs, known, strict=True))
        )
        stored = iter(await self._log.at([position for positions in news for position in positions]))
        for ref, base, positions in zip(refs, known, news, strict=True):
            events = [next(stored) for _ in positions]
            self.learn(ref, base.version, [self.codec.event(event.type, event.document) for event in events])

    def learn(self, ref: AggregateRef, after_version: int, events: Sequence[Event]) -> None:
        """Fold the events after a version."""
        known = self.peek(ref)
        # Acts that only look at an aggregate hold no gate: one of them may have folded some of these meanwhile.
        events = events[known.version - after_version :] if known.version >= after_version else ()
        if not events:
            return
        try:
            state = self._deciders[ref.kind].fold(events, known.state)
        except BaseException:
            self.forget(ref)
            raise
        self._known[ref] = Known(state, known.version + len(events))
        self._known.move_to_end(ref)
        while len(self._known) > CAPACITY:
            self._known.popitem(last=False)

    def forget(self, ref: AggregateRef) -> None:
        """Drop what is known; the next refresh folds from the first event."""
        self._known.pop(ref, None)
