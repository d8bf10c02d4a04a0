"""Lists of cases: each is read off one index in its order, so that a page costs the same however many cases there are.

A question has a lead, the index that it is read by; what else is asked only leaves rows out. Left to itself SQLite
would pick an index without knowing how many rows each leads to.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    BindParameter,
    Column,
    ColumnElement,
    Date,
    Select,
    Table,
    and_,
    bindparam,
    exists,
    or_,
    select,
    tuple_,
)
from sqlalchemy.sql.elements import UnaryExpression
from sqlalchemy.sql.operators import custom_op

from services.casework.views.case_file import CASE, ENDED_OTHERWISE, OPEN, CaseState
from services.casework.views.case_pending import PENDING, TOLD, Reason

LAST_POSITION = 2**62
"""After every case that has the same key."""


class Order(StrEnum):
    """In what order cases are listed."""

    OPENED = "opened"
    """As they were opened."""

    DUE = "due"
    """Open cases, the most pressing first: late ones, then by due date, stopped ones last."""

    CLOSED = "closed"
    """Cases of one item, by the day of their closure."""


_COLUMNS: Mapping[str, Column[Any]] = {
    name: CASE.c[name] for name in ("application_id", "subject", "post_id", "centre_id", "body", "item_code", "state")
}
_PENDING = {"suspended_why": Reason.STOP, "waiting_for": Reason.WAIT}
OTHERWISE, APPROVER, NOBODY, YELLOW, GREEN = "ended_otherwise", "approver", "nobody", "yellow", "green"
"""Filters beside those of a column: a state that is an end without closure, two answers to whom a case waits for, two
colours. RED is a span of the order by due date."""

INBOX = ("body", "post_id", *_PENDING)
"""What can be asked of open cases only."""
NAMED = (*_COLUMNS, *_PENDING)
"""Filters that have a parameter of their name."""

_LEADS: Mapping[Order, tuple[str, ...]] = {
    Order.OPENED: ("application_id", "subject", OTHERWISE, "item_code", "centre_id"),
    Order.DUE: ("post_id", "centre_id", "body", "item_code", "suspended_why", "waiting_for"),
    Order.CLOSED: ("item_code",),
}


def _aside(column: Column[Any]) -> ColumnElement[Any]:
    """`+column`: SQLite looks at it and uses no index for it."""
    return UnaryExpression(column, operator=custom_op("+"), type_=column.type)


def _named(name: str, lead: bool) -> ColumnElement[bool]:
    if name == OTHERWISE:
        column = CASE.c.state if lead else _aside(CASE.c.state)
        return (column == bindparam("state")) & ENDED_OTHERWISE
    if name == APPROVER:
        return _aside(CASE.c.state) == CaseState.PROPOSED.value
    if name == NOBODY:
        return and_(_aside(CASE.c.state) != CaseState.PROPOSED.value, ~_has(Reason.WAIT))
    if name in (YELLOW, GREEN):
        through = bindparam("yellow_through", type_=Date)
        near = _aside(CASE.c.near_on)
        return near <= through if name == YELLOW else or_(near.is_(None), near > through)
    if name in _PENDING:
        return PENDING.c.what == bindparam(name) if lead else _has(_PENDING[name], bindparam(name))
    column = _COLUMNS[name] if lead else _aside(_COLUMNS[name])
    return column == bindparam(name)


def _has(reason: Reason, what: BindParameter[str] | None = None) -> ColumnElement[bool]:
    """Something is pending with the case, or a certain thing is."""
    other = PENDING.alias(f"also_{reason.lower()}")
    of_case = exists().where(other.c.case_id == CASE.c.id, other.c.reason == reason.value)
    return of_case if what is None else of_case.where(_aside(other.c.what) == what)


def _in_order(order: Order, table: Table) -> Select[tuple[object, ...]]:
    """Rows after `after_key` and `after_position`, up to and including `until`."""
    rows = select(CASE, TOLD).limit(bindparam("limit"))
    if order is Order.OPENED:
        return rows.where(CASE.c.position > bindparam("after_position")).order_by(CASE.c.position)
    key = table.c.urgent_at if order is Order.DUE else CASE.c.closed_on
    after = tuple_(bindparam("after_key", type_=key.type), bindparam("after_position"))
    return (
        rows.where(key.is_not(None), tuple_(key, table.c.position) > after, key <= bindparam("until", type_=key.type))
        .group_by(*((key, table.c.position) if table is PENDING else ()))
        .order_by(key, table.c.position)
    )


@lru_cache(maxsize=512)
def page(order: Order, *filters: str) -> Select[tuple[object, ...]]:
    """A page of cases in an order, with the parameters of `_in_order` and of `filters`."""
    lead = next((name for name in _LEADS[order] if name in filters), None)
    table = PENDING if lead in _PENDING else CASE
    rows = _in_order(order, table)
    if table is PENDING:
        rows = rows.select_from(PENDING.join(CASE, CASE.c.position == PENDING.c.position))
        rows = rows.where(PENDING.c.reason == _PENDING[str(lead)].value)
    if order is Order.DUE and table is CASE:
        rows = rows.where(OPEN)
    return rows.where(*(_named(name, name == lead) for name in filters))
