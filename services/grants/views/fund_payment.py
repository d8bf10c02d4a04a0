"""Payments of special-fund projects, also those that came back. Amounts are in fen."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Boolean, Column, Date, Integer, MetaData, String, Table, bindparam, select

from shared.contracts.grants.fund_project_work import AdvancePaid, FinalPaid, PaymentUndone
from shared.kernel.envelope import Recorded
from shared.runtime.views import Change, View

TABLES = MetaData()
PAYMENT = Table(
    "fund_payment",
    TABLES,
    Column("project_id", String, primary_key=True),
    Column("payment_id", String, primary_key=True),
    Column("amount", Integer, nullable=False),
    Column("paid_on", Date, nullable=False),
    Column("final", Boolean, nullable=False),
    Column("undone", Boolean, nullable=False),
)
_PAY = PAYMENT.insert().values({column.name: bindparam(column.name) for column in PAYMENT.columns})
_UNDO = (
    PAYMENT.update()
    .where(PAYMENT.c.project_id == bindparam("of"), PAYMENT.c.payment_id == bindparam("payment"))
    .values(undone=True)
)

OF_PROJECT = select(PAYMENT).where(PAYMENT.c.project_id == bindparam("of"))


def _paid(recorded: Recorded[AdvancePaid] | Recorded[FinalPaid]) -> Iterator[Change]:
    event = recorded.event
    of = {"project_id": recorded.aggregate.id, "payment_id": event.payment_id, "paid_on": event.paid_on}
    yield _PAY, {**of, "amount": event.amount.amount, "final": isinstance(event, FinalPaid), "undone": False}


def _undone(recorded: Recorded[PaymentUndone]) -> Iterator[Change]:
    yield _UNDO, {"of": recorded.aggregate.id, "payment": recorded.event.payment_id}


VIEW = View(
    name="fund_payment",
    tables=TABLES,
    on={AdvancePaid: _paid, FinalPaid: _paid, PaymentUndone: _undone},
)
