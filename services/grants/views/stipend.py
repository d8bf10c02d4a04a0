"""Working funds and stipends by committee and year, as sums alone: nobody is in this view. Amounts are in fen."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from sqlalchemy import Column, Integer, MetaData, Select, String, Table, bindparam, select
from sqlalchemy.dialects.sqlite import insert

from shared.contracts.grants.stipend import (
    PerformanceReleased,
    PerformanceWithheld,
    StipendKnown,
    StipendPaid,
    StipendPaymentReturned,
    StipendPaymentReversed,
    WorkingFundsKnown,
)
from shared.kernel.envelope import Recorded
from shared.runtime.views import Change, View

TABLES = MetaData()
STIPEND = Table(
    "stipend",
    TABLES,
    Column("id", String, primary_key=True),
    Column("position", Integer, nullable=False, unique=True),
    Column("committee_id", String, nullable=False),
    Column("year", Integer, nullable=False),
    Column("stated", Integer, nullable=False),
    Column("withheld", Integer, nullable=False),
    Column("waiting", Integer, nullable=False),
    Column("paid", Integer, nullable=False),
)
PAYMENT = Table(
    "stipend_payment",
    TABLES,
    Column("stipend_id", String, primary_key=True),
    Column("receipt_ref", String, primary_key=True),
    Column("amount", Integer, nullable=False),
)
_SUMS = ("stated", "withheld", "waiting", "paid")
_OPEN = (
    insert(STIPEND)
    .values(**{name: bindparam(name) for name in ("id", "position", "committee_id", "year")}, **dict.fromkeys(_SUMS, 0))
    .on_conflict_do_nothing()
)
_OF = STIPEND.update().where(STIPEND.c.id == bindparam("of"))
_FEN = bindparam("fen", type_=Integer)
_STATE = _OF.values(stated=STIPEND.c.stated + _FEN, waiting=STIPEND.c.waiting + bindparam("wait", type_=Integer))
_RELEASE = _OF.values(waiting=STIPEND.c.waiting - _FEN)
_WITHHOLD = _OF.values(waiting=STIPEND.c.waiting - _FEN, withheld=STIPEND.c.withheld + _FEN)
_PAY = _OF.values(paid=STIPEND.c.paid + _FEN)
_ENTER = PAYMENT.insert().values({column.name: bindparam(column.name) for column in PAYMENT.columns})
_ENTERED = select(PAYMENT.c.amount).where(
    PAYMENT.c.stipend_id == bindparam("of"), PAYMENT.c.receipt_ref == bindparam("receipt")
)
_UNDO = _OF.values(paid=STIPEND.c.paid - _ENTERED.scalar_subquery())

_FILTERS = {
    "committee_id": STIPEND.c.committee_id == bindparam("committee_id"),
    "year": STIPEND.c.year == bindparam("year", type_=Integer),
}
FILTERS = tuple(_FILTERS)
_PAGE = (
    select(STIPEND)
    .where(STIPEND.c.position > bindparam("after"))
    .order_by(STIPEND.c.position)
    .limit(bindparam("limit"))
)


@cache
def page(*filters: str) -> Select[tuple[object, ...]]:
    """A page of sums in the order in which they were stated, with parameters `after`, `limit` and `filters`."""
    return _PAGE.where(*(_FILTERS[name] for name in filters))


def _opened(recorded: Recorded[WorkingFundsKnown] | Recorded[StipendKnown]) -> Change:
    event = recorded.event
    words = {"committee_id": event.committee_id, "year": event.year}
    return _OPEN, {"id": recorded.aggregate.id, "position": recorded.position, **words}


def _funds(recorded: Recorded[WorkingFundsKnown]) -> Iterator[Change]:
    yield _opened(recorded)
    yield _STATE, {"of": recorded.aggregate.id, "fen": recorded.event.amount.amount, "wait": 0}


def _stipend(recorded: Recorded[StipendKnown]) -> Iterator[Change]:
    basic, performance = recorded.event.basic.amount, recorded.event.performance.amount
    yield _opened(recorded)
    yield _STATE, {"of": recorded.aggregate.id, "fen": basic + performance, "wait": performance}


def _released(recorded: Recorded[PerformanceReleased]) -> Iterator[Change]:
    yield _RELEASE, {"of": recorded.aggregate.id, "fen": recorded.event.amount.amount}


def _withheld(recorded: Recorded[PerformanceWithheld]) -> Iterator[Change]:
    yield _WITHHOLD, {"of": recorded.aggregate.id, "fen": recorded.event.amount.amount}


def _paid(recorded: Recorded[StipendPaid]) -> Iterator[Change]:
    id_, fen = recorded.aggregate.id, recorded.event.amount.amount
    yield _ENTER, {"stipend_id": id_, "receipt_ref": recorded.event.receipt_ref, "amount": fen}
    yield _PAY, {"of": id_, "fen": fen}


def _undone(recorded: Recorded[StipendPaymentReturned] | Recorded[StipendPaymentReversed]) -> Iterator[Change]:
    yield _UNDO, {"of": recorded.aggregate.id, "receipt": recorded.event.receipt_ref}


VIEW = View(
    name="stipend",
    tables=TABLES,
    on={
        WorkingFundsKnown: _funds,
        StipendKnown: _stipend,
        PerformanceReleased: _released,
        PerformanceWithheld: _withheld,
        StipendPaid: _paid,
        StipendPaymentReturned: _undone,
        StipendPaymentReversed: _undone,
    },
)
