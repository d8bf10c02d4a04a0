"""Granted benefits with their money: how much is due, was paid, is overpaid, is asked back; and the next review.

Amounts are in fen. `next_review_on` is the day on which the review falls; where the offices rest it may be done on the
next working day, which the calendar of the reader says.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from enum import StrEnum
from functools import cache

from sqlalchemy import BindParameter, Column, Date, Index, Integer, MetaData, Select, String, Table, bindparam, select

from shared.contracts.casework.benefit import (
    AssistancePaid,
    BenefitChanged,
    BenefitGranted,
    BenefitReviewed,
    BenefitReviewMissed,
    BenefitStopped,
    Recovered,
    RecoveryOrdered,
    RecoveryReduced,
)
from shared.kernel.envelope import Recorded
from shared.runtime.views import Change, View


class BenefitState(StrEnum):
    """Where a benefit stands."""

    RUNNING = "RUNNING"
    STOPPED = "STOPPED"
    """From `stopped_from` on nothing is due; that day may be still to come."""


TABLES = MetaData()
BENEFIT = Table(
    "benefit",
    TABLES,
    Column("id", String, primary_key=True),
    Column("position", Integer, nullable=False, unique=True),
    Column("state", String, nullable=False),
    Column("item_code", String, nullable=False),
    Column("centre_id", String, nullable=False),
    Column("payer", String, nullable=False),
    Column("standard", String, nullable=False),
    Column("period", String, nullable=False),
    Column("from_on", Date, nullable=False),
    Column("granted", Integer, nullable=False),
    Column("cap_amount", Integer),
    Column("amount", Integer, nullable=False),
    Column("amount_from", Date, nullable=False),
    Column("stopped_from", Date),
    Column("stop_reason", String),
    Column("review_category", String),
    Column("reviewed_on", Date),
    Column("next_review_on", Date),
    Column("review_missed_on", Date),
    Column("paid", Integer, nullable=False),
    Column("overpaid", Integer, nullable=False),
    Column("arrears", Integer, nullable=False),
    Column("asked_back", Integer, nullable=False),
    Column("recovered", Integer, nullable=False),
)
Index("benefit_by_centre", BENEFIT.c.centre_id, BENEFIT.c.position)
Index("benefit_by_item", BENEFIT.c.item_code, BENEFIT.c.position)
Index("benefit_by_review", BENEFIT.c.next_review_on, BENEFIT.c.position)

_GRANTED_WITH = (
    *("id", "position", "state", "item_code", "centre_id", "payer", "standard", "period", "from_on", "granted"),
    *("cap_amount", "amount", "amount_from", "review_category", "next_review_on"),
)
_FEN: BindParameter[int] = bindparam("fen", type_=Integer)
_GRANT = BENEFIT.insert().values(
    **{name: bindparam(name) for name in _GRANTED_WITH}, paid=0, overpaid=0, arrears=0, asked_back=0, recovered=0
)
_OF = BENEFIT.update().where(BENEFIT.c.id == bindparam("of"))
_PAY = _OF.values(paid=BENEFIT.c.paid + _FEN)
_PAY_FURTHER = _PAY.values(arrears=BENEFIT.c.arrears - _FEN)
_SETTLE = _OF.values(overpaid=bindparam("too_much"), arrears=bindparam("too_little"))
_CHANGE = _SETTLE.values(amount=_FEN, amount_from=bindparam("day"))
_STOP = _SETTLE.values(
    state=BenefitState.STOPPED.value, stopped_from=bindparam("day"), stop_reason=bindparam("why"), next_review_on=None
)
_REVIEW = _OF.values(reviewed_on=bindparam("day"), next_review_on=bindparam("next_day"), review_missed_on=None)
_MISS = _OF.values(review_missed_on=bindparam("day"))
_ORDER = _OF.values(asked_back=BENEFIT.c.asked_back + _FEN)
_RETURN = _OF.values(
    asked_back=BENEFIT.c.asked_back - _FEN,
    recovered=BENEFIT.c.recovered + _FEN,
    overpaid=BENEFIT.c.overpaid - _FEN,
)

ONE = select(BENEFIT).where(BENEFIT.c.id == bindparam("of"))
_FILTERS = {
    "item_code": BENEFIT.c.item_code == bindparam("item_code"),
    "centre_id": BENEFIT.c.centre_id == bindparam("centre_id"),
    "review_due_by": BENEFIT.c.next_review_on <= bindparam("review_due_by"),
    "state": BENEFIT.c.state == bindparam("state"),
}
FILTERS = tuple(_FILTERS)
_PAGE = (
    select(BENEFIT)
    .where(BENEFIT.c.position > bindparam("after"))
    .order_by(BENEFIT.c.position)
    .limit(bindparam("limit"))
)


@cache
def page(*filters: str) -> Select[tuple[object, ...]]:
    """A page of benefits in the order of their grant, with parameters `after`, `limit` and those of `filters`."""
    return _PAGE.where(*(_FILTERS[name] for name in filters))


def _granted(recorded: Recorded[BenefitGranted]) -> Iterator[Change]:
    event = recorded.event
    known = event.model_dump(mode="python", include=set(_GRANTED_WITH) - {"amount", "cap_amount"})
    fen = event.amount.amount
    yield (
        _GRANT,
        {
            **known,
            "id": recorded.aggregate.id,
            "position": recorded.position,
            "state": BenefitState.RUNNING.value,
            "granted": fen,
            "amount": fen,
            "amount_from": event.from_on,
            "cap_amount": event.cap_amount.amount if event.cap_amount else None,
        },
    )


def _paid(recorded: Recorded[AssistancePaid]) -> Iterator[Change]:
    event = recorded.event
    yield _PAY_FURTHER if event.further else _PAY, {"of": recorded.aggregate.id, "fen": event.amount.amount}


def _reviewed(recorded: Recorded[BenefitReviewed]) -> Iterator[Change]:
    event = recorded.event
    yield _REVIEW, {"of": recorded.aggregate.id, "day": event.reviewed_on, "next_day": event.next_review_on}


def _missed(recorded: Recorded[BenefitReviewMissed]) -> Iterator[Change]:
    yield _MISS, {"of": recorded.aggregate.id, "day": recorded.event.due_on}


def _settled(recorded: Recorded[BenefitChanged] | Recorded[BenefitStopped]) -> Mapping[str, str | date | int]:
    event = recorded.event
    return {
        "of": recorded.aggregate.id,
        "day": event.from_on,
        "too_much": event.overpaid.amount,
        "too_little": event.arrears.amount,
    }


def _changed(recorded: Recorded[BenefitChanged]) -> Iterator[Change]:
    yield _CHANGE, {**_settled(recorded), "fen": recorded.event.amount.amount}


def _stopped(recorded: Recorded[BenefitStopped]) -> Iterator[Change]:
    yield _STOP, {**_settled(recorded), "why": recorded.event.reason.value}


def _ordered(recorded: Recorded[RecoveryOrdered]) -> Iterator[Change]:
    yield _ORDER, {"of": recorded.aggregate.id, "fen": recorded.event.amount.amount}


def _reduced(recorded: Recorded[RecoveryReduced]) -> Iterator[Change]:
    yield _ORDER, {"of": recorded.aggregate.id, "fen": -recorded.event.amount.amount}


def _recovered(recorded: Recorded[Recovered]) -> Iterator[Change]:
    yield _RETURN, {"of": recorded.aggregate.id, "fen": recorded.event.amount.amount}


VIEW = View(
    name="benefit",
    tables=TABLES,
    on={
        BenefitGranted: _granted,
        AssistancePaid: _paid,
        BenefitReviewed: _reviewed,
        BenefitReviewMissed: _missed,
        BenefitChanged: _changed,
        BenefitStopped: _stopped,
        RecoveryOrdered: _ordered,
        RecoveryReduced: _reduced,
        Recovered: _recovered,
    },
)
