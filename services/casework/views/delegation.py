"""Delegations as a list: who may decide on what, since when, and whether all conditions are met."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    Index,
    Integer,
    MetaData,
    Select,
    String,
    Table,
    bindparam,
    func,
    or_,
    select,
)

from shared.contracts.casework.delegation import DelegationConditionMet, DelegationGranted, DelegationRevoked
from shared.kernel.envelope import Recorded
from shared.runtime.views import Change, View

TABLES = MetaData()
DELEGATION = Table(
    "delegation",
    TABLES,
    Column("item_code", String, primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("position", Integer, nullable=False, unique=True),
    Column("from_body", String, nullable=False),
    Column("to_body", String, nullable=False),
    Column("mode", String, nullable=False),
    Column("single_person", Boolean, nullable=False),
    Column("may_redelegate", Boolean, nullable=False),
    Column("valid_from", Date, nullable=False),
    Column("valid_to", Date),
    Column("cap_fen", Integer),
    Column("conditions_open", Integer, nullable=False),
    Column("last_met_on", Date),
    Column("revoked_on", Date),
    Column("basis", String, nullable=False),
    Column("provenance", String, nullable=False),
)
Index("delegation_by_body", DELEGATION.c.to_body, DELEGATION.c.position)

_TERMS = (
    *("number", "from_body", "to_body", "mode", "single_person", "may_redelegate", "valid_from", "valid_to"),
    *("basis", "provenance"),
)
_GRANT = DELEGATION.insert().values(
    {name: bindparam(name) for name in ("item_code", "position", "cap_fen", "conditions_open", *_TERMS)}
)
_ONE = (DELEGATION.c.item_code == bindparam("of"), DELEGATION.c.number == bindparam("under"))
_MEET = (
    DELEGATION.update()
    .where(*_ONE)
    .values(
        conditions_open=DELEGATION.c.conditions_open - 1,
        last_met_on=func.max(
            func.coalesce(DELEGATION.c.last_met_on, bindparam("day", type_=Date)), bindparam("day", type_=Date)
        ),
    )
)
_REVOKE = DELEGATION.update().where(*_ONE).values(revoked_on=bindparam("day"))

_FILTERS = {
    "item_code": (DELEGATION.c.item_code == bindparam("item_code"),),
    "to_body": (DELEGATION.c.to_body == bindparam("to_body"),),
    "in_force_on": (
        DELEGATION.c.valid_from <= bindparam("in_force_on"),
        or_(DELEGATION.c.valid_to.is_(None), DELEGATION.c.valid_to >= bindparam("in_force_on")),
        or_(DELEGATION.c.revoked_on.is_(None), DELEGATION.c.revoked_on > bindparam("in_force_on")),
        DELEGATION.c.conditions_open == 0,
        or_(DELEGATION.c.last_met_on.is_(None), DELEGATION.c.last_met_on <= bindparam("in_force_on")),
    ),
}
FILTERS = tuple(_FILTERS)
_PAGE = (
    select(DELEGATION)
    .where(DELEGATION.c.position > bindparam("after"))
    .order_by(DELEGATION.c.position)
    .limit(bindparam("limit"))
)


@cache
def page(*filters: str) -> Select[tuple[object, ...]]:
    """A page of delegations in the order of their granting, with `after`, `limit` and the parameters of `filters`."""
    return _PAGE.where(*(clause for name in filters for clause in _FILTERS[name]))


def _granted(recorded: Recorded[DelegationGranted]) -> Iterator[Change]:
    event = recorded.event
    place = {"item_code": recorded.aggregate.id, "position": recorded.position}
    counted = {
        "cap_fen": None if event.cap_amount is None else event.cap_amount.amount,
        "conditions_open": len(event.conditions),
    }
    yield _GRANT, {**{name: getattr(event, name) for name in _TERMS}, **place, **counted}


def _met(recorded: Recorded[DelegationConditionMet]) -> Iterator[Change]:
    yield _MEET, {"of": recorded.aggregate.id, "under": recorded.event.number, "day": recorded.event.met_on}


def _revoked(recorded: Recorded[DelegationRevoked]) -> Iterator[Change]:
    yield _REVOKE, {"of": recorded.aggregate.id, "under": recorded.event.number, "day": recorded.event.revoked_on}


VIEW = View(
    name="delegation",
    tables=TABLES,
    on={DelegationGranted: _granted, DelegationConditionMet: _met, DelegationRevoked: _revoked},
)
