"""How many cases were closed in time, by item, centre and month; nothing in it is about a person.

A case counts in the month in which it was closed, once for each time; a missed limit counts in the month of its last
day, whether the case was closed since or not.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache

from sqlalchemy import Column, Date, Integer, MetaData, Select, String, Table, bindparam, cast, func, select, tuple_
from sqlalchemy.dialects.sqlite import insert

from services.casework.views.case_file import CASE
from shared.contracts.casework.case import CaseClosed, CaseTerminated
from shared.contracts.casework.case_aftermath import CaseTerminatedV2
from shared.contracts.casework.case_clocks import PromisedLimitBreached, StatutoryLimitBreached
from shared.kernel.envelope import Recorded
from shared.kernel.instants import day_of
from shared.runtime.views import Change, View

NUMBERS = (
    *("closed", "terminated", "with_promise", "within_promise", "with_statute", "within_statute"),
    *("promise_missed", "statute_missed", "days"),
)
TABLES = MetaData()
ON_TIME = Table(
    "case_on_time",
    TABLES,
    Column("month", String, primary_key=True),
    Column("centre_id", String, primary_key=True),
    Column("item_code", String, primary_key=True),
    *(Column(name, Integer, nullable=False) for name in NUMBERS),
    sqlite_with_rowid=False,
)

_DAYS_TAKEN = cast(func.julianday(bindparam("day", type_=Date)) - func.julianday(CASE.c.accepted_on), Integer)
_added = {name: bindparam(f"{name}_more", type_=Integer) for name in NUMBERS if name != "days"}
_NOTHING = dict.fromkeys((f"{name}_more" for name in _added), False)
_of_case = select(
    bindparam("in_month"), CASE.c.centre_id, CASE.c.item_code, *_added.values(), _added["closed"] * _DAYS_TAKEN
).where(CASE.c.id == bindparam("of"))
_counted = insert(ON_TIME).from_select(["month", "centre_id", "item_code", *NUMBERS], _of_case)
_COUNT = _counted.on_conflict_do_update(
    index_elements=["month", "centre_id", "item_code"],
    set_={name: ON_TIME.c[name] + _counted.excluded[name] for name in NUMBERS},
)

_KEY = tuple_(ON_TIME.c.month, ON_TIME.c.centre_id, ON_TIME.c.item_code)
_AFTER = tuple_(bindparam("after_month"), bindparam("after_centre"), bindparam("after_item"))
_FILTERS = {
    "item_code": ON_TIME.c.item_code == bindparam("item_code"),
    "centre_id": ON_TIME.c.centre_id == bindparam("centre_id"),
}
FILTERS = tuple(_FILTERS)
_PAGE = (
    select(ON_TIME)
    .where(ON_TIME.c.month >= bindparam("first"), ON_TIME.c.month <= bindparam("last"), _KEY > _AFTER)
    .order_by(ON_TIME.c.month, ON_TIME.c.centre_id, ON_TIME.c.item_code)
    .limit(bindparam("limit"))
)


@cache
def page(*filters: str) -> Select[tuple[object, ...]]:
    """A page of months from `first` to `last` (`2014-09`), after a row named by `after_…`, and of `filters`."""
    return _PAGE.where(*(_FILTERS[name] for name in filters))


def month_of(day: date) -> str:
    """`2014-09`: its order is that of time."""
    return day.isoformat()[:7]


def _count(case_id: str, day: date, **numbers: bool) -> Change:
    more = {f"{name}_more": number for name, number in numbers.items()}
    return _COUNT, {"of": case_id, "in_month": month_of(day), "day": day, **_NOTHING, **more}


def _closed(recorded: Recorded[CaseClosed]) -> Iterator[Change]:
    event = recorded.event
    yield _count(
        recorded.aggregate.id,
        event.closed_on,
        closed=True,
        with_promise=event.within_promise is not None,
        within_promise=event.within_promise is True,
        with_statute=event.within_statute is not None,
        within_statute=event.within_statute is True,
    )


def _terminated(recorded: Recorded[CaseTerminated] | Recorded[CaseTerminatedV2]) -> Iterator[Change]:
    yield _count(recorded.aggregate.id, day_of(recorded.document.time), terminated=True)


def _missed_promise(recorded: Recorded[PromisedLimitBreached]) -> Iterator[Change]:
    yield _count(recorded.aggregate.id, recorded.event.due_on, promise_missed=True)


def _missed_statute(recorded: Recorded[StatutoryLimitBreached]) -> Iterator[Change]:
    yield _count(recorded.aggregate.id, recorded.event.due_on, statute_missed=True)


VIEW = View(
    name="case_statistics",
    tables=TABLES,
    on={
        CaseClosed: _closed,
        CaseTerminated: _terminated,
        CaseTerminatedV2: _terminated,
        PromisedLimitBreached: _missed_promise,
        StatutoryLimitBreached: _missed_statute,
    },
)
