"""Funds with their sums, the entries of their ledgers, and the statements that were drawn. Amounts are in fen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import Boolean, Column, Date, Index, Integer, MetaData, String, Table, bindparam, func, or_, select
from sqlalchemy.dialects.sqlite import insert

from services.grants.domain.ledger import Sums, moves_of
from shared.contracts.grants.fund import (
    AllocationWithheld,
    EntryReversed,
    FundsCarriedIn,
    FundsCarriedOver,
    FundsCommitted,
    FundsRecovered,
    FundsReleased,
    FundsReserved,
    FundsReturned,
    FundStatementDrawn,
    FundUseExamined,
    FundYearEnded,
    PaymentMade,
    PaymentReturned,
    SpecialFundAllocated,
    SpendPlanMissed,
    SpendPlanSubmitted,
)
from shared.kernel.envelope import Recorded
from shared.kernel.instants import day_of
from shared.runtime.views import Change, View

SUMS = tuple(each.name for each in fields(Sums))


class FundState(StrEnum):
    """Whether the period is over."""

    RUNNING = "RUNNING"
    ENDED = "ENDED"


TABLES = MetaData()
FUND = Table(
    "fund",
    TABLES,
    Column("id", String, primary_key=True),
    Column("position", Integer, nullable=False, unique=True),
    Column("committee_id", String, nullable=False),
    Column("period", Integer, nullable=False),
    Column("state", String, nullable=False),
    Column("withheld", String),
    Column("planned", Boolean, nullable=False),
    Column("plan_missed", Boolean, nullable=False),
    Column("used_percent", Integer),
    Column("reminded", Boolean, nullable=False),
    *(Column(name, Integer, nullable=False) for name in SUMS),
)
Index("fund_by_committee", FUND.c.committee_id, FUND.c.period)
ENTRY = Table(
    "fund_entry",
    TABLES,
    Column("fund_id", String, primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("kind", String, nullable=False),
    Column("amount", Integer, nullable=False),
    Column("project_id", String),
    Column("reverses", Integer),
    Column("recorded_on", Date, nullable=False),
    *(Column(name, Integer, nullable=False) for name in SUMS),
)
STATEMENT = Table(
    "fund_statement",
    TABLES,
    Column("fund_id", String, primary_key=True),
    Column("through_on", Date, primary_key=True),
    *(Column(name, Integer, nullable=False) for name in SUMS),
)

_OPEN = insert(FUND).values(
    {name: bindparam(name) for name in ("id", "position", "committee_id", "period")}
    | {"state": FundState.RUNNING.value, "planned": False, "plan_missed": False, "reminded": False}
    | dict.fromkeys(SUMS, 0)
)
_OPEN = _OPEN.on_conflict_do_nothing(index_elements=["id"])
_OF = FUND.update().where(FUND.c.id == bindparam("of"))
_MOVE = _OF.values({name: FUND.c[name] + bindparam(f"by_{name}", type_=Integer) for name in SUMS})
_WITHHOLD = _OF.values(withheld=bindparam("why"))
_PLAN = _OF.values(planned=True)
_MISS_PLAN = _OF.values(plan_missed=True)
_LOOK = _OF.values(used_percent=bindparam("percent"), reminded=bindparam("told"))
_END = _OF.values(state=FundState.ENDED.value)
_NEXT = (
    select(func.coalesce(func.max(ENTRY.c.number), 0) + 1)
    .where(ENTRY.c.fund_id == bindparam("fund_id"))
    .scalar_subquery()
)
_ENTER = ENTRY.insert().values(
    {name: bindparam(name) for name in ("fund_id", "kind", "amount", "project_id", "reverses", "recorded_on", *SUMS)}
    | {"number": _NEXT}
)
_old = ENTRY.alias("old")
_REVERSED = select(_old).where(_old.c.fund_id == bindparam("fund_id"), _old.c.number == bindparam("reverses"))
_REVERSE = ENTRY.insert().values(
    {name: bindparam(name) for name in ("fund_id", "kind", "reverses", "recorded_on")}
    | {"number": _NEXT}
    | {name: _REVERSED.with_only_columns(_old.c[name]).scalar_subquery() for name in ("amount", "project_id")}
    | {name: _REVERSED.with_only_columns(-_old.c[name]).scalar_subquery() for name in SUMS}
)
_wrong = ENTRY.alias("wrong")
_UNMOVE = _OF.values(
    {
        name: FUND.c[name]
        - select(_wrong.c[name])
        .where(_wrong.c.fund_id == bindparam("of"), _wrong.c.number == bindparam("wrong_number"))
        .scalar_subquery()
        for name in SUMS
    }
)
_STATE = STATEMENT.insert().values({name: bindparam(name) for name in ("fund_id", "through_on", *SUMS)})

_PERIOD, _COMMITTEE = bindparam("period", type_=Integer), bindparam("committee_id", type_=String)
PAGE = (
    select(FUND)
    .where(
        FUND.c.position > bindparam("after"),
        or_(_PERIOD == 0, FUND.c.period == _PERIOD),
        or_(_COMMITTEE == "", FUND.c.committee_id == _COMMITTEE),
    )
    .order_by(FUND.c.position)
    .limit(bindparam("limit"))
)
"""A `period` of 0 or an empty `committee_id` asks for all."""

ONE = select(FUND).where(FUND.c.id == bindparam("of"))
ENTRIES_OF = (
    select(ENTRY)
    .where(ENTRY.c.fund_id == bindparam("of"), ENTRY.c.number > bindparam("after"))
    .order_by(ENTRY.c.number)
    .limit(bindparam("limit"))
)
STATEMENTS_OF = select(STATEMENT).where(STATEMENT.c.fund_id == bindparam("of")).order_by(STATEMENT.c.through_on)


def _opened(
    recorded: Recorded[SpecialFundAllocated] | Recorded[AllocationWithheld] | Recorded[FundsCarriedIn],
) -> Change:
    event = recorded.event
    of = {"committee_id": event.committee_id, "period": event.period}
    return _OPEN, {"id": recorded.aggregate.id, "position": recorded.position, **of}


def _came_in(recorded: Recorded[SpecialFundAllocated] | Recorded[FundsCarriedIn]) -> Iterator[Change]:
    yield _opened(recorded)
    yield from _entered(recorded)


def _allocated(recorded: Recorded[SpecialFundAllocated]) -> Iterator[Change]:
    """Whatever had been a reason to give nothing is none any more."""
    yield from _came_in(recorded)
    yield _WITHHOLD, {"of": recorded.aggregate.id, "why": None}


def _withheld(recorded: Recorded[AllocationWithheld]) -> Iterator[Change]:
    yield _opened(recorded)
    yield _WITHHOLD, {"of": recorded.aggregate.id, "why": recorded.event.reason.value}


def _entered(recorded: Recorded[Any]) -> Iterator[Change]:
    event, moves = recorded.event, moves_of(recorded.event)
    of_project = {"project_id": getattr(event, "project_id", None), "reverses": None}
    by = {name: getattr(moves, name) for name in SUMS}
    yield _ENTER, {**_entry(recorded), **of_project, "amount": event.amount.amount, **by}
    yield _MOVE, {"of": recorded.aggregate.id, **{f"by_{name}": fen for name, fen in by.items()}}


def _reversed(recorded: Recorded[EntryReversed]) -> Iterator[Change]:
    number = recorded.event.reverses
    yield _UNMOVE, {"of": recorded.aggregate.id, "wrong_number": number}
    yield _REVERSE, {**_entry(recorded), "reverses": number}


def _entry(recorded: Recorded[Any]) -> Mapping[str, str | date]:
    when = {"recorded_on": day_of(recorded.document.time)}
    return {"fund_id": recorded.aggregate.id, "kind": type(recorded.event).word(), **when}


def _planned(recorded: Recorded[SpendPlanSubmitted]) -> Iterator[Change]:
    yield _PLAN, {"of": recorded.aggregate.id}


def _plan_missed(recorded: Recorded[SpendPlanMissed]) -> Iterator[Change]:
    yield _MISS_PLAN, {"of": recorded.aggregate.id}


def _looked_at(recorded: Recorded[FundUseExamined]) -> Iterator[Change]:
    event = recorded.event
    yield _LOOK, {"of": recorded.aggregate.id, "percent": event.used_percent, "told": event.reminded}


def _ended(recorded: Recorded[FundYearEnded]) -> Iterator[Change]:
    yield _END, {"of": recorded.aggregate.id}


def _drawn(recorded: Recorded[FundStatementDrawn]) -> Iterator[Change]:
    sums = recorded.event.sums.model_dump(include=set(SUMS))
    yield _STATE, {"fund_id": recorded.aggregate.id, "through_on": recorded.event.through_on, **sums}


VIEW = View(
    name="fund",
    tables=TABLES,
    on={
        SpecialFundAllocated: _allocated,
        FundsCarriedIn: _came_in,
        AllocationWithheld: _withheld,
        FundsReserved: _entered,
        FundsCommitted: _entered,
        FundsReleased: _entered,
        PaymentMade: _entered,
        PaymentReturned: _entered,
        FundsRecovered: _entered,
        FundsCarriedOver: _entered,
        FundsReturned: _entered,
        EntryReversed: _reversed,
        SpendPlanSubmitted: _planned,
        SpendPlanMissed: _plan_missed,
        FundUseExamined: _looked_at,
        FundYearEnded: _ended,
        FundStatementDrawn: _drawn,
    },
)
