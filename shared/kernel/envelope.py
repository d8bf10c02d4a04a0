"""The envelope: CloudEvents 1.0 in structured JSON, written once and never rewritten.

The bytes of a document are what auditors hash; reading them needs no service of ours.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from functools import cache
from typing import Annotated, Any, Generic, TypeVar, cast

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, create_model
from typing_extensions import TypedDict

from shared.kernel.actors import Actor
from shared.kernel.ids import AggregateRef
from shared.kernel.messages import Event

MAX_EVENT_BYTES = 65_535
"""Entry bundles of the transparency log prefix an entry with 16 bits of length."""

_BEIJING = timezone(timedelta(hours=8))
_typed_dict = cast("Any", TypedDict)  # made while running, which mypy does not follow
_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))

E = TypeVar("E", bound=Event)


@dataclass(frozen=True, slots=True)
class LogName:
    """One service's log in one division (GB/T 2260 code)."""

    division: str
    service: str

    @property
    def source(self) -> str:
        """CloudEvents `source`."""
        return f"/{self.division}/{self.service}"


@dataclass(frozen=True, slots=True)
class Stamp:
    """What all events of one append share."""

    log: LogName
    time: datetime
    actor: Actor
    policy_version: int
    correlation_id: str = ""
    causation_id: str = ""

    def attributes(self) -> Iterable[tuple[str, str]]:
        """Extension attributes, only those that say something."""
        said = (
            ("actor", self.actor.id),
            ("actorrole", self.actor.role.value),
            ("actororg", self.actor.org),
            ("policyversion", str(self.policy_version) if self.policy_version else ""),
            ("correlationid", self.correlation_id),
            ("causationid", self.causation_id),
        )
        return ((name, value) for name, value in said if value)


def rfc3339(instant: datetime) -> str:
    """Local time of the district as an offset of +08:00, to the millisecond.

    The fixed offset: before 1901 the zone has one with seconds, which RFC 3339 cannot write.
    """
    return instant.astimezone(_BEIJING).isoformat(timespec="milliseconds")


@cache
def type_of(service: str, event: type[Event]) -> str:
    """`huimin.casework.case-opened.v1`."""
    return f"huimin.{service}.{event.word()}.v{event.version}"


@cache
def schema_of(service: str, event: type[Event]) -> str:
    """`urn:huimin:schema:casework:case-opened:v1`."""
    return f"urn:huimin:schema:{service}:{event.word()}:v{event.version}"


def encode(event: Event, event_id: str, aggregate: AggregateRef, stamp: Stamp) -> bytes:
    """The document of one event whose personal values are sealed."""
    service = stamp.log.service
    head = {
        "specversion": "1.0",
        "id": event_id,
        "source": stamp.log.source,
        "type": type_of(service, type(event)),
        "subject": str(aggregate),
        "time": rfc3339(stamp.time),
        "dataschema": schema_of(service, type(event)),
        **dict(stamp.attributes()),
    }
    if (effective_at := event.effective_at()) is not None:
        head["effectiveat"] = rfc3339(effective_at)
    attributes = _JSON.encode(head)
    return f'{attributes[:-1]},"data":{event.model_dump_json(exclude_none=True)}}}'.encode()


class Document(BaseModel, Generic[E]):
    """An envelope as read: attributes under their own names, `data` as its event class."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: str
    source: str
    type: str
    subject: str
    time: Annotated[datetime, Field(strict=False)]
    data: E
    effectiveat: datetime | None = None
    actor: str = ""
    actorrole: str = ""
    actororg: str = ""
    policyversion: str = ""
    correlationid: str = ""
    causationid: str = ""


@dataclass(frozen=True, slots=True)
class Recorded(Generic[E]):
    """An event with its place in the log: what views, reactions and folds are given."""

    position: int
    aggregate: AggregateRef
    version: int
    document: Document[E]

    @property
    def event(self) -> E:
        """What happened."""
        return self.document.data


class UnknownEventType(Exception):
    """An event type that this reader's contracts do not know: it is older than the writer."""


@cache
def _document_of(event: type[Event]) -> type[Document[Event]]:
    model = create_model(f"{event.__name__}Document", __base__=Document[event], data=(event, ...))  # type: ignore[valid-type]
    return cast("type[Document[Event]]", model)


@cache
def _reader_of(event: type[Event]) -> TypeAdapter[Any]:
    return TypeAdapter(_typed_dict("Data", {"data": event}))


class Codec:
    """Reads one service's events: from `type` to class, from bytes to a typed document in one step.

    Models are made when an event of their type is first read: making all of them would be half of a service's start.
    """

    def __init__(self, service: str, events: Iterable[type[Event]]) -> None:
        self.service = service
        self._events: Mapping[str, type[Event]] = {type_of(service, event): event for event in events}

    def knows(self, type_: str) -> bool:
        """Whether the contracts have this type."""
        return type_ in self._events

    def types(self) -> Iterable[str]:
        """Every type of the contracts."""
        return self._events.keys()

    def document(self, type_: str) -> type[Document[Event]]:
        """The model of one type's documents."""
        return _document_of(self._events[type_])

    def decode(self, type_: str, document: bytes) -> Document[Event]:
        """The typed document; `UnknownEventType` when the contracts are older than the event."""
        return _document_of(self._event(type_)).model_validate_json(document)

    def event(self, type_: str, document: bytes) -> Event:
        """The event alone, without its attributes: all that a state is folded from, in half the time."""
        return cast("Event", _reader_of(self._event(type_)).validate_json(document)["data"])

    def _event(self, type_: str) -> type[Event]:
        try:
            return self._events[type_]
        except KeyError:
            raise UnknownEventType(type_) from None
