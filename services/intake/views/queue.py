"""The queues of the halls: what a board shows now, and how long people waited. Nothing says who has a number."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Boolean, Column, Date, Float, Index, Integer, MetaData, String, Table, bindparam, func, select

from shared.contracts.intake.queue import (
    QueueDayEnded,
    TicketCalled,
    TicketIssued,
    TicketRecalled,
    TicketRequeued,
    TicketServed,
    TicketSkipped,
)
from shared.kernel.envelope import Recorded
from shared.kernel.instants import SHANGHAI
from shared.runtime.views import Change, View

TABLES = MetaData()
TICKET = Table(
    "ticket",
    TABLES,
    Column("queue_id", String, primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("id", String, nullable=False, unique=True),
    Column("hall_id", String, nullable=False),
    Column("day", Date, nullable=False),
    Column("hour", Integer, nullable=False),
    Column("item_code", String),
    Column("priority", Boolean, nullable=False),
    Column("state", String, nullable=False),
    Column("window_id", String),
    Column("calls", Integer, nullable=False),
    Column("issued_at", Float, nullable=False),
    Column("called_at", Float),
)
Index("ticket_by_day", TICKET.c.hall_id, TICKET.c.day, TICKET.c.state)

_ISSUE = TICKET.insert().values(
    {column.name: bindparam(column.name) for column in TICKET.columns if column.name not in {"window_id", "called_at"}}
)
_ONE = (TICKET.c.queue_id == bindparam("of_queue"), TICKET.c.number == bindparam("of"))
# The wait ends with the first call, whatever comes after it.
_CALL = (
    TICKET.update()
    .where(*_ONE)
    .values(
        state="AT_WINDOW",
        window_id=bindparam("at_window"),
        calls=1,
        called_at=func.coalesce(TICKET.c.called_at, bindparam("at")),
    )
)
_RECALL = TICKET.update().where(*_ONE).values(calls=bindparam("so_many"))
_MOVE = TICKET.update().where(*_ONE).values(state=bindparam("to_state"))
_PUT_BACK = TICKET.update().where(*_ONE).values(state="WAITING", window_id=None, calls=0)

_OF_DAY = (TICKET.c.hall_id == bindparam("hall_id"), TICKET.c.day == bindparam("day"))
ONE = select(TICKET).where(TICKET.c.hall_id == bindparam("hall_id"), TICKET.c.id == bindparam("of"))
AT_WINDOWS = select(TICKET).where(*_OF_DAY, TICKET.c.state == "AT_WINDOW").order_by(TICKET.c.window_id)
WAITING = select(func.count().label("waiting")).select_from(TICKET).where(*_OF_DAY, TICKET.c.state == "WAITING")
# In the order of issue, which is that of the numbers.
WAITS = (
    select(TICKET.c.day, TICKET.c.hour, TICKET.c.state, TICKET.c.issued_at, TICKET.c.called_at)
    .where(
        TICKET.c.hall_id == bindparam("hall_id"),
        TICKET.c.day >= bindparam("first"),
        TICKET.c.day <= bindparam("last"),
    )
    .order_by(TICKET.c.day, TICKET.c.number)
)


def _issued(recorded: Recorded[TicketIssued]) -> Iterator[Change]:
    event = recorded.event
    told = event.model_dump(exclude={"ticket_id"})
    row = {"queue_id": recorded.aggregate.id, "id": event.ticket_id, "state": "WAITING", "calls": 0}
    at = recorded.document.time
    yield _ISSUE, {**told, **row, "hour": at.astimezone(SHANGHAI).hour, "issued_at": at.timestamp()}


def _called(recorded: Recorded[TicketCalled]) -> Iterator[Change]:
    at = recorded.document.time.timestamp()
    yield _CALL, {**_of(recorded.aggregate.id, recorded.event.number), "at_window": recorded.event.window_id, "at": at}


def _recalled(recorded: Recorded[TicketRecalled]) -> Iterator[Change]:
    yield _RECALL, {**_of(recorded.aggregate.id, recorded.event.number), "so_many": recorded.event.call}


def _skipped(recorded: Recorded[TicketSkipped]) -> Iterator[Change]:
    yield _MOVE, {**_of(recorded.aggregate.id, recorded.event.number), "to_state": "SKIPPED"}


def _requeued(recorded: Recorded[TicketRequeued]) -> Iterator[Change]:
    yield _PUT_BACK, _of(recorded.aggregate.id, recorded.event.number)


def _served(recorded: Recorded[TicketServed]) -> Iterator[Change]:
    yield _MOVE, {**_of(recorded.aggregate.id, recorded.event.number), "to_state": "SERVED"}


def _day_ended(recorded: Recorded[QueueDayEnded]) -> Iterator[Change]:
    for number in recorded.event.lapsed:
        yield _MOVE, {**_of(recorded.aggregate.id, number), "to_state": "LAPSED"}


def _of(queue_id: str, number: int) -> dict[str, str | int]:
    return {"of_queue": queue_id, "of": number}


VIEW = View(
    name="queue",
    tables=TABLES,
    on={
        TicketIssued: _issued,
        TicketCalled: _called,
        TicketRecalled: _recalled,
        TicketSkipped: _skipped,
        TicketRequeued: _requeued,
        TicketServed: _served,
        QueueDayEnded: _day_ended,
    },
)
