"""Enquiries: who owes which answer until when, and how many were answered in time, without a word of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum

from sqlalchemy import Boolean, Column, Date, Index, Integer, MetaData, String, Table, bindparam, func, select

from shared.contracts.intake.enquiry import (
    EnquiryAnswered,
    EnquiryAnswerMissed,
    EnquiryClosed,
    EnquiryHandedOver,
    EnquiryOpened,
)
from shared.kernel.envelope import Recorded
from shared.kernel.instants import day_of
from shared.runtime.views import Change, View


class EnquiryState(StrEnum):
    """Where an enquiry stands."""

    UNANSWERED = "UNANSWERED"
    ANSWERED = "ANSWERED"
    CLOSED = "CLOSED"


TABLES = MetaData()
ENQUIRY = Table(
    "enquiry",
    TABLES,
    Column("id", String, primary_key=True),
    Column("state", String, nullable=False),
    Column("hall_id", String, nullable=False),
    Column("owner", String, nullable=False),
    Column("complex", Boolean, nullable=False),
    Column("opened_on", Date, nullable=False),
    Column("answer_due_on", Date, nullable=False),
    Column("missed", Boolean, nullable=False),
    Column("hand_overs", Integer, nullable=False),
    Column("answered_on", Date),
    Column("position", Integer, nullable=False),
)
Index("enquiry_by_owner", ENQUIRY.c.owner, ENQUIRY.c.position)
Index("enquiry_by_hall", ENQUIRY.c.hall_id, ENQUIRY.c.position)
Index("enquiry_overdue", ENQUIRY.c.hall_id, ENQUIRY.c.state, ENQUIRY.c.missed, ENQUIRY.c.position)
Index("enquiry_by_day", ENQUIRY.c.opened_on)

_GIVEN: Mapping[str, object] = {
    column.name: bindparam(column.name) for column in ENQUIRY.columns if not column.nullable
}
_OPEN = ENQUIRY.insert().values(_GIVEN)
_BY_ID = ENQUIRY.c.id == bindparam("of")
_HAND_OVER = ENQUIRY.update().where(_BY_ID).values(owner=bindparam("to_owner"), hand_overs=ENQUIRY.c.hand_overs + 1)
_MISS = ENQUIRY.update().where(_BY_ID).values(missed=True)
_ANSWER = ENQUIRY.update().where(_BY_ID).values(state=EnquiryState.ANSWERED.value, answered_on=bindparam("day"))
_CLOSE = ENQUIRY.update().where(_BY_ID).values(state=EnquiryState.CLOSED.value)

ONE = select(ENQUIRY).where(ENQUIRY.c.id == bindparam("of"))
_PAGE = (
    select(ENQUIRY)
    .where(ENQUIRY.c.position > bindparam("after"))
    .order_by(ENQUIRY.c.position)
    .limit(bindparam("limit"))
)
OF_OWNER = _PAGE.where(ENQUIRY.c.owner == bindparam("owner"), ENQUIRY.c.state != EnquiryState.CLOSED.value)
OF_HALL = _PAGE.where(ENQUIRY.c.hall_id == bindparam("hall_id"))
OVERDUE = OF_HALL.where(ENQUIRY.c.state == EnquiryState.UNANSWERED.value, ENQUIRY.c.missed)

_answered = ENQUIRY.c.state != EnquiryState.UNANSWERED.value
COUNTS = (
    select(
        ENQUIRY.c.hall_id,
        func.count().label("opened"),
        func.count().filter(ENQUIRY.c.complex).label("complex"),
        func.count().filter(_answered).label("answered"),
        func.count().filter(_answered, ~ENQUIRY.c.missed).label("answered_in_time"),
        func.count().filter(ENQUIRY.c.missed).label("missed"),
        func.count().filter(ENQUIRY.c.hand_overs > 0).label("handed_over"),
    )
    .where(ENQUIRY.c.opened_on >= bindparam("first"), ENQUIRY.c.opened_on <= bindparam("last"))
    .group_by(ENQUIRY.c.hall_id)
    .order_by(ENQUIRY.c.hall_id)
)


def _opened(recorded: Recorded[EnquiryOpened]) -> Iterator[Change]:
    event = recorded.event
    yield (
        _OPEN,
        {
            "id": recorded.aggregate.id,
            "state": EnquiryState.UNANSWERED.value,
            "hall_id": event.hall_id,
            "owner": event.owner,
            "complex": event.complex,
            "opened_on": day_of(recorded.document.time),
            "answer_due_on": event.answer_due_on,
            "missed": False,
            "hand_overs": 0,
            "position": recorded.position,
        },
    )


def _handed_over(recorded: Recorded[EnquiryHandedOver]) -> Iterator[Change]:
    yield _HAND_OVER, {"of": recorded.aggregate.id, "to_owner": recorded.event.to}


def _missed(recorded: Recorded[EnquiryAnswerMissed]) -> Iterator[Change]:
    yield _MISS, {"of": recorded.aggregate.id}


def _answered_now(recorded: Recorded[EnquiryAnswered]) -> Iterator[Change]:
    yield _ANSWER, {"of": recorded.aggregate.id, "day": day_of(recorded.document.time)}


def _closed(recorded: Recorded[EnquiryClosed]) -> Iterator[Change]:
    yield _CLOSE, {"of": recorded.aggregate.id}


VIEW = View(
    name="enquiry",
    tables=TABLES,
    on={
        EnquiryOpened: _opened,
        EnquiryHandedOver: _handed_over,
        EnquiryAnswerMissed: _missed,
        EnquiryAnswered: _answered_now,
        EnquiryClosed: _closed,
    },
)
