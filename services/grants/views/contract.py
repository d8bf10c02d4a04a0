"""Purchase contracts: parties, tasks and sums. Amounts are in fen."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from functools import cache

from sqlalchemy import JSON, Column, Date, Index, Integer, MetaData, Select, String, Table, bindparam, select

from shared.contracts.grants.contract import (
    ContractCompleted,
    ContractMoved,
    ContractPaid,
    ContractPaymentDue,
    ContractPaymentReturned,
    ContractPeriodEnded,
    ContractSigned,
    ContractTerminated,
    TaskFundsTransferred,
)
from shared.kernel.envelope import Recorded
from shared.runtime.views import Change, View


class ContractState(StrEnum):
    """Where a contract stands."""

    RUNNING = "RUNNING"
    PERIOD_OVER = "PERIOD_OVER"
    TERMINATED = "TERMINATED"
    COMPLETED = "COMPLETED"


TABLES = MetaData()
CONTRACT = Table(
    "contract",
    TABLES,
    Column("id", String, primary_key=True),
    Column("position", Integer, nullable=False, unique=True),
    Column("state", String, nullable=False),
    Column("buyer", String, nullable=False),
    Column("provider_kind", String, nullable=False),
    Column("provider_id", String, nullable=False),
    Column("document", String, nullable=False),
    Column("terms", String, nullable=False),
    Column("tasks", JSON, nullable=False),
    Column("from_on", Date, nullable=False),
    Column("until_on", Date, nullable=False),
    Column("signed_on", Date, nullable=False),
    Column("total", Integer, nullable=False),
    Column("transferred", Integer, nullable=False),
    Column("due", Integer, nullable=False),
    Column("paid", Integer, nullable=False),
)
PAYMENT = Table(
    "contract_payment",
    TABLES,
    Column("contract_id", String, primary_key=True),
    Column("receipt_ref", String, primary_key=True),
    Column("amount", Integer, nullable=False),
)
Index("contract_by_buyer", CONTRACT.c.buyer, CONTRACT.c.position)
Index("contract_by_provider", CONTRACT.c.provider_id, CONTRACT.c.position)

_MONEY = ("transferred", "due", "paid")
_SIGNED_WITH = tuple(column.name for column in CONTRACT.columns if column.name not in _MONEY)
_SIGN = CONTRACT.insert().values(**{name: bindparam(name) for name in _SIGNED_WITH}, **dict.fromkeys(_MONEY, 0))
_OF = CONTRACT.update().where(CONTRACT.c.id == bindparam("of"))
_FEN = bindparam("fen", type_=Integer)
_TRANSFER = _OF.values(transferred=CONTRACT.c.transferred + _FEN)
_OWE = _OF.values(due=CONTRACT.c.due + _FEN)
_PAY = _OF.values(paid=CONTRACT.c.paid + _FEN)
_ENTER = PAYMENT.insert().values(**{column.name: bindparam(column.name) for column in PAYMENT.columns})
_CAME_BACK = (
    select(PAYMENT.c.amount)
    .where(PAYMENT.c.contract_id == bindparam("of"), PAYMENT.c.receipt_ref == bindparam("receipt"))
    .scalar_subquery()
)
_TAKE_BACK = _OF.values(paid=CONTRACT.c.paid - _CAME_BACK)
_REOPEN = _OF.where(CONTRACT.c.state == ContractState.COMPLETED.value).values(state=ContractState.PERIOD_OVER.value)
_STAND = _OF.values(state=bindparam("new_state"))
_MOVE = _OF.values(provider_id=bindparam("to"))

ONE = select(CONTRACT).where(CONTRACT.c.id == bindparam("of"))
_FILTERS = {
    "buyer": CONTRACT.c.buyer == bindparam("buyer"),
    "provider_id": CONTRACT.c.provider_id == bindparam("provider_id"),
    "state": CONTRACT.c.state == bindparam("state"),
}
FILTERS = tuple(_FILTERS)
_PAGE = (
    select(CONTRACT)
    .where(CONTRACT.c.position > bindparam("after"))
    .order_by(CONTRACT.c.position)
    .limit(bindparam("limit"))
)


@cache
def page(*filters: str) -> Select[tuple[object, ...]]:
    """A page of contracts in the order of their entry, with parameters `after`, `limit` and those of `filters`."""
    return _PAGE.where(*(_FILTERS[name] for name in filters))


def _signed(recorded: Recorded[ContractSigned]) -> Iterator[Change]:
    event = recorded.event
    days = {"from_on": event.from_on, "until_on": event.until_on, "signed_on": event.signed_on}
    yield (
        _SIGN,
        {
            "id": recorded.aggregate.id,
            "position": recorded.position,
            "state": ContractState.RUNNING.value,
            "buyer": event.buyer,
            "provider_kind": event.provider.kind.value,
            "provider_id": event.provider.id,
            "document": event.document,
            "terms": event.terms.value,
            "tasks": [task.model_dump(mode="json") for task in event.tasks],
            "total": event.total.amount,
            **days,
        },
    )


def _transferred(recorded: Recorded[TaskFundsTransferred]) -> Iterator[Change]:
    yield _TRANSFER, {"of": recorded.aggregate.id, "fen": recorded.event.amount.amount}


def _owed(recorded: Recorded[ContractPaymentDue]) -> Iterator[Change]:
    yield _OWE, {"of": recorded.aggregate.id, "fen": recorded.event.amount.amount}


def _paid(recorded: Recorded[ContractPaid]) -> Iterator[Change]:
    id_, fen = recorded.aggregate.id, recorded.event.amount.amount
    yield _ENTER, {"contract_id": id_, "receipt_ref": recorded.event.receipt_ref, "amount": fen}
    yield _PAY, {"of": id_, "fen": fen}


def _returned(recorded: Recorded[ContractPaymentReturned]) -> Iterator[Change]:
    yield _TAKE_BACK, {"of": recorded.aggregate.id, "receipt": recorded.event.receipt_ref}
    yield _REOPEN, {"of": recorded.aggregate.id}


def _moved(recorded: Recorded[ContractMoved]) -> Iterator[Change]:
    yield _MOVE, {"of": recorded.aggregate.id, "to": recorded.event.to_association}


def _period_ended(recorded: Recorded[ContractPeriodEnded]) -> Iterator[Change]:
    yield _STAND, {"of": recorded.aggregate.id, "new_state": ContractState.PERIOD_OVER.value}


def _terminated(recorded: Recorded[ContractTerminated]) -> Iterator[Change]:
    yield _STAND, {"of": recorded.aggregate.id, "new_state": ContractState.TERMINATED.value}


def _completed(recorded: Recorded[ContractCompleted]) -> Iterator[Change]:
    yield _STAND, {"of": recorded.aggregate.id, "new_state": ContractState.COMPLETED.value}


VIEW = View(
    name="contract",
    tables=TABLES,
    on={
        ContractSigned: _signed,
        TaskFundsTransferred: _transferred,
        ContractPaymentDue: _owed,
        ContractPaid: _paid,
        ContractPaymentReturned: _returned,
        ContractMoved: _moved,
        ContractPeriodEnded: _period_ended,
        ContractTerminated: _terminated,
        ContractCompleted: _completed,
    },
)
