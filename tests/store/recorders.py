"""An adapter from `EventStore` to the recorders of PyPI `eventsourcing`, so that its test suites can judge our log.

It only appends, reads and folds through the port. Where an aggregate's versions begin is the caller's choice there
(0 or 1) and always 1 here, so the caller's version travels inside the document.
"""

from __future__ import annotations

import asyncio
import base64
import json
from collections.abc import Coroutine, Sequence
from threading import Event, Thread
from typing import Any, TypeVar
from uuid import UUID

from eventsourcing.persistence import (
    AggregateRecorder,
    IntegrityError,
    ListenNotifySubscription,
    Notification,
    ProcessRecorder,
    StoredEvent,
    Subscription,
    Tracking,
)

from shared.kernel.ids import AggregateRef
from shared.store import port
from shared.store.pump import Pump
from shared.store.redis_log import RedisLog
from tests.store.samples import LOG

T = TypeVar("T")
PAGE = 500


class LoopThread:
    """An event loop in a thread of its own, because recorders are synchronous."""

    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        self._thread = Thread(target=self._loop.run_forever)
        self._thread.start()

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result()

    def close(self) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()


class OpenLog:
    """A log that was just born on an emptied server, with the loop that it lives in."""

    def __init__(self, url: str) -> None:
        self._loop = LoopThread()
        self._pump = Pump(url)
        self.run = self._loop.run
        self.log = self.run(self._born())

    def close(self) -> None:
        self.run(self._pump.stop())
        self._loop.close()

    async def _born(self) -> RedisLog:
        await self._pump.start()
        await self._pump.ask("FLUSHALL")
        log = RedisLog(self._pump, LOG)
        log.identity = await log.birth("recorders")
        return log


class LogAggregateRecorder(AggregateRecorder):
    """Events by aggregate."""

    def __init__(self, opened: OpenLog) -> None:
        self._log = opened.log
        self._run = opened.run

    def insert_events(self, stored_events: Sequence[StoredEvent], **kwargs: Any) -> Sequence[int] | None:
        self._insert(stored_events, kwargs.get("tracking"))
        return None

    def select_events(
        self,
        originator_id: UUID | str,
        *,
        gt: int | None = None,
        lte: int | None = None,
        desc: bool = False,
        limit: int | None = None,
    ) -> Sequence[StoredEvent]:
        chosen = [
            event
            for event in self._run(self._events_of(originator_id))
            if (gt is None or event.originator_version > gt) and (lte is None or event.originator_version <= lte)
        ]
        return (chosen[::-1] if desc else chosen)[:limit]

    def _insert(self, stored_events: Sequence[StoredEvent], tracking: Tracking | None = None) -> Sequence[int]:
        appended = self._run(self._append(_by_originator(stored_events), tracking))
        positions = iter(range(appended.first, appended.first + appended.count))
        ids = {id(event): next(positions) for events in _by_originator(stored_events).values() for event in events}
        return [ids[id(event)] for event in stored_events]

    async def _append(
        self, by_originator: dict[UUID | str, list[StoredEvent]], tracking: Tracking | None
    ) -> port.Appended:
        writes = [await self._write(originator_id, events) for originator_id, events in by_originator.items()]
        track = await self._track(tracking) if tracking else None
        match await self._log.append(port.Append(tuple(writes), track=track)):
            case port.Appended() as appended:
                return appended
            case refused:
                raise IntegrityError(str(refused))

    async def _write(self, originator_id: UUID | str, events: Sequence[StoredEvent]) -> port.Write:
        stored = await self._events_of(originator_id)
        first = stored[-1].originator_version + 1 if stored else events[0].originator_version
        if [event.originator_version for event in events] != list(range(first, first + len(events))):
            raise IntegrityError(f"versions of {originator_id} do not follow {first - 1}")
        return port.Write(_ref(originator_id), len(stored), tuple(map(_as_new_event, events)))

    async def _track(self, tracking: Tracking) -> port.Track:
        before = await self._log.tracked(tracking.application_name)
        if tracking.notification_id <= before:
            raise IntegrityError(f"{tracking} is not above {before}")
        return port.Track(tracking.application_name, before, tracking.notification_id)

    async def _events_of(self, originator_id: UUID | str) -> list[StoredEvent]:
        events = await self._log.at(await self._log.positions(_ref(originator_id)))
        return [StoredEvent(**_attributes(event)) for event in events]


class LogProcessRecorder(LogAggregateRecorder, ProcessRecorder):
    """Events by aggregate and in the order of the log, and the positions of a reaction."""

    def __init__(self, opened: OpenLog) -> None:
        super().__init__(opened)
        self._listeners: set[Event] = set()

    def insert_events(self, stored_events: Sequence[StoredEvent], **kwargs: Any) -> Sequence[int] | None:
        ids = self._insert(stored_events, kwargs.get("tracking"))
        for listener in tuple(self._listeners):
            listener.set()
        return ids

    def select_notifications(
        self,
        start: int | None,
        limit: int,
        stop: int | None = None,
        topics: Sequence[str] = (),
        *,
        inclusive_of_start: bool = True,
    ) -> Sequence[Notification]:
        after = max(0, (start or 0) - 1 if inclusive_of_start else start or 0)
        chosen: list[Notification] = []
        while len(chosen) < limit:
            page = [e for e in self._run(self._log.read(after, PAGE)) if stop is None or e.position <= stop]
            chosen += [Notification(id=e.position, **_attributes(e)) for e in page if not topics or e.type in topics]
            if len(page) < PAGE:
                break
            after = page[-1].position
        return chosen[:limit]

    def max_notification_id(self) -> int | None:
        return self._run(self._log.head()) or None

    def subscribe(self, gt: int | None = None, topics: Sequence[str] = ()) -> Subscription[Any]:
        return LogSubscription(self, gt, topics)

    def insert_tracking(self, tracking: Tracking) -> None:
        self._insert((), tracking)

    def max_tracking_id(self, application_name: str) -> int | None:
        return self._run(self._log.tracked(application_name)) or None

    def listen(self, listener: Event) -> None:
        self._listeners.add(listener)

    def unlisten(self, listener: Event) -> None:
        self._listeners.discard(listener)


class LogSubscription(ListenNotifySubscription[LogProcessRecorder]):
    """Reads on whenever the recorder has written."""

    def __init__(self, recorder: LogProcessRecorder, gt: int | None, topics: Sequence[str]) -> None:
        super().__init__(recorder, gt, topics)
        recorder.listen(self._has_been_notified)

    def stop(self) -> None:
        super().stop()
        self._recorder.unlisten(self._has_been_notified)


def _by_originator(stored_events: Sequence[StoredEvent]) -> dict[UUID | str, list[StoredEvent]]:
    by_originator: dict[UUID | str, list[StoredEvent]] = {}
    for event in stored_events:
        by_originator.setdefault(event.originator_id, []).append(event)
    return by_originator


def _ref(originator_id: UUID | str) -> AggregateRef:
    return AggregateRef("uuid" if isinstance(originator_id, UUID) else "str", str(originator_id))


def _as_new_event(event: StoredEvent) -> port.NewEvent:
    document = {"version": event.originator_version, "state": base64.b64encode(event.state).decode()}
    return port.NewEvent(event.topic, json.dumps(document).encode())


def _attributes(event: port.StoredEvent) -> dict[str, Any]:
    document = json.loads(event.document)
    return {
        "originator_id": UUID(event.aggregate.id) if event.aggregate.kind == "uuid" else event.aggregate.id,
        "originator_version": document["version"],
        "topic": event.type,
        "state": base64.b64decode(document["state"]),
    }
