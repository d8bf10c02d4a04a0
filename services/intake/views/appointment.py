"""Appointments of a hall by day: when somebody comes and what became of it, without a word about the person."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sqlalchemy import Column, Date, Index, Integer, MetaData, String, Table, bindparam, select

from services.intake.domain.appointment_state import AppointmentState
from shared.contracts.intake.appointment import (
    AppointmentBooked,
    AppointmentCancelled,
    AppointmentKept,
    AppointmentMissed,
)
from shared.kernel.envelope import Recorded
from shared.kernel.instants import day_of
from shared.runtime.views import Change, View

TABLES = MetaData()
APPOINTMENT = Table(
    "appointment",
    TABLES,
    Column("id", String, primary_key=True),
    Column("hall_id", String, nullable=False),
    Column("day", Date, nullable=False),
    Column("window_kind", String, nullable=False),
    Column("from_at", String, nullable=False),
    Column("until_at", String, nullable=False),
    Column("item_code", String),
    Column("channel", String, nullable=False),
    Column("state", String, nullable=False),
    Column("window_id", String),
    Column("position", Integer, nullable=False),
)
Index("appointment_by_day", APPOINTMENT.c.hall_id, APPOINTMENT.c.day, APPOINTMENT.c.position)

_GIVEN: Mapping[str, object] = {
    column.name: bindparam(column.name) for column in APPOINTMENT.columns if column.name != "window_id"
}
_BOOK = APPOINTMENT.insert().values(_GIVEN)
_BY_ID = APPOINTMENT.c.id == bindparam("of")
_STATE: Mapping[str, object] = {"state": bindparam("to_state")}
_MOVE = APPOINTMENT.update().where(_BY_ID).values(_STATE)
_KEEP = APPOINTMENT.update().where(_BY_ID).values({**_STATE, "window_id": bindparam("at_window")})

ONE = select(APPOINTMENT).where(APPOINTMENT.c.id == bindparam("of"))
OF_DAY = (
    select(APPOINTMENT)
    .where(
        APPOINTMENT.c.hall_id == bindparam("hall_id"),
        APPOINTMENT.c.day == bindparam("day"),
        APPOINTMENT.c.position > bindparam("after"),
    )
    .order_by(APPOINTMENT.c.position)
    .limit(bindparam("limit"))
)


def _booked(recorded: Recorded[AppointmentBooked]) -> Iterator[Change]:
    event = recorded.event
    yield (
        _BOOK,
        {
            "id": event.appointment_id,
            "hall_id": event.hall_id,
            "day": day_of(event.from_at),
            "window_kind": event.window_kind.value,
            "from_at": event.from_at.isoformat(),
            "until_at": event.until_at.isoformat(),
            "item_code": event.item_code,
            "channel": event.channel.value,
            "state": AppointmentState.OPEN.value,
            "position": recorded.position,
        },
    )


def _cancelled(recorded: Recorded[AppointmentCancelled]) -> Iterator[Change]:
    yield _MOVE, {"of": recorded.event.appointment_id, "to_state": AppointmentState.CANCELLED.value}


def _kept(recorded: Recorded[AppointmentKept]) -> Iterator[Change]:
    event = recorded.event
    to = {"of": event.appointment_id, "to_state": AppointmentState.KEPT.value}
    yield _KEEP, {**to, "at_window": event.window_id}


def _missed(recorded: Recorded[AppointmentMissed]) -> Iterator[Change]:
    yield _MOVE, {"of": recorded.event.appointment_id, "to_state": AppointmentState.MISSED.value}


VIEW = View(
    name="appointment",
    tables=TABLES,
    on={
        AppointmentBooked: _booked,
        AppointmentCancelled: _cancelled,
        AppointmentKept: _kept,
        AppointmentMissed: _missed,
    },
)
