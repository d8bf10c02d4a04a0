"""Emergency services: until when what must be done, what was done, and what was missed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import Boolean, Column, Date, Index, Integer, MetaData, String, Table, bindparam, select

from shared.contracts.intake.emergency import (
    EmergencyLimit,
    EmergencyLimitMissed,
    EmergencyPaymentKnown,
    EmergencyResponded,
    EmergencyServiceCompleted,
    EmergencyServiceOpened,
)
from shared.kernel.envelope import Recorded, rfc3339
from shared.runtime.views import Change, View

TABLES = MetaData()
EMERGENCY = Table(
    "emergency",
    TABLES,
    Column("case_id", String, primary_key=True),
    Column("id", String, nullable=False, unique=True),
    Column("hall_id", String, nullable=False),
    Column("item_code", String, nullable=False),
    Column("reason", String, nullable=False),
    Column("called_at", String, nullable=False),
    Column("respond_due_at", String, nullable=False),
    Column("promised_paid_due_at", String),
    Column("statutory_paid_due_at", String),
    Column("papers_due_on", Date, nullable=False),
    Column("papers_due_at", String, nullable=False),
    Column("responded_at", String),
    Column("paid_at", String),
    Column("completed_on", Date),
    Column("response_missed", Boolean, nullable=False),
    Column("payment_missed", Boolean, nullable=False),
    Column("papers_missed", Boolean, nullable=False),
    Column("position", Integer, nullable=False),
)
Index("emergency_by_hall", EMERGENCY.c.hall_id, EMERGENCY.c.position)

_OPEN = EMERGENCY.insert().values(
    {c.name: bindparam(c.name) for c in EMERGENCY.columns if not c.nullable or c.name.endswith("_paid_due_at")}
)
_ONE = EMERGENCY.update().where(EMERGENCY.c.case_id == bindparam("of"))
_RESPOND = _ONE.values(responded_at=bindparam("at"))
_PAY = _ONE.values(paid_at=bindparam("at"))
_COMPLETE = _ONE.values(completed_on=bindparam("day"))
_MISS = {
    EmergencyLimit.RESPONSE: _ONE.values(response_missed=True),
    EmergencyLimit.PAYMENT: _ONE.values(payment_missed=True),
    EmergencyLimit.PAPERS: _ONE.values(papers_missed=True),
}

ONE = select(EMERGENCY).where(EMERGENCY.c.id == bindparam("of"))
PAGE = (
    select(EMERGENCY)
    .where(EMERGENCY.c.hall_id == bindparam("hall_id"), EMERGENCY.c.position > bindparam("after"))
    .order_by(EMERGENCY.c.position)
    .limit(bindparam("limit"))
)


def _opened(recorded: Recorded[EmergencyServiceOpened]) -> Iterator[Change]:
    event = recorded.event
    place = {"case_id": recorded.aggregate.id, "id": event.application_id, "position": recorded.position}
    said = {"hall_id": event.hall_id, "item_code": event.item_code, "reason": event.reason.value}
    instants = ("called_at", "respond_due_at", "promised_paid_due_at", "statutory_paid_due_at", "papers_due_at")
    limits = {name: _text(getattr(event, name)) for name in instants} | {"papers_due_on": event.papers_due_on}
    missed = dict.fromkeys(("response_missed", "payment_missed", "papers_missed"), False)
    yield _OPEN, {**place, **said, **limits, **missed}


def _text(instant: datetime | None) -> str | None:
    return rfc3339(instant) if instant else None


def _responded(recorded: Recorded[EmergencyResponded]) -> Iterator[Change]:
    yield _RESPOND, {"of": recorded.aggregate.id, "at": rfc3339(recorded.event.responded_at)}


def _paid(recorded: Recorded[EmergencyPaymentKnown]) -> Iterator[Change]:
    yield _PAY, {"of": recorded.aggregate.id, "at": rfc3339(recorded.event.paid_at)}


def _completed(recorded: Recorded[EmergencyServiceCompleted]) -> Iterator[Change]:
    yield _COMPLETE, {"of": recorded.aggregate.id, "day": recorded.event.completed_on}


def _missed(recorded: Recorded[EmergencyLimitMissed]) -> Iterator[Change]:
    yield _MISS[recorded.event.limit], {"of": recorded.aggregate.id}


VIEW = View(
    name="emergency",
    tables=TABLES,
    on={
        EmergencyServiceOpened: _opened,
        EmergencyResponded: _responded,
        EmergencyPaymentKnown: _paid,
        EmergencyServiceCompleted: _completed,
        EmergencyLimitMissed: _missed,
    },
)
