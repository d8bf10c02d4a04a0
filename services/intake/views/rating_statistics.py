"""How satisfied people are with services, by hall, centre, item and the month of the service; of nobody in particular.

Rows are of the day on which a number came to be, so that an answer leaves out the days that have not ended.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache

from sqlalchemy import Column, Date, Integer, MetaData, Select, String, Table, bindparam, func, select, tuple_
from sqlalchemy.dialects.sqlite import insert

from services.intake.views.rating import RATING
from shared.contracts.intake.bad_rating import BadRatingExcluded
from shared.contracts.intake.rating import Level, RatingOffered, ServiceRated
from shared.kernel.envelope import Recorded
from shared.runtime.views import Change, View

LEVELS = tuple(level.value.lower() for level in Level)
NUMBERS = ("offered", *LEVELS, "excluded")
_PLACE = ("month", "centre_id", "hall_id", "item_code")
_KEY_NAMES = ("day", *_PLACE)
TABLES = MetaData()
SATISFACTION = Table(
    "satisfaction",
    TABLES,
    *(Column(name, Date if name == "day" else String, primary_key=True) for name in _KEY_NAMES),
    *(Column(name, Integer, nullable=False) for name in NUMBERS),
    Column("rate_by_on", Date),
    sqlite_with_rowid=False,
)
_NOTHING = dict.fromkeys(NUMBERS, 0)
_insert = insert(SATISFACTION).values({column.name: bindparam(column.name) for column in SATISFACTION.columns})
_MORE = {name: SATISFACTION.c[name] + _insert.excluded[name] for name in NUMBERS}
_COUNT = _insert.on_conflict_do_update(
    index_elements=_KEY_NAMES,
    set_={**_MORE, "rate_by_on": func.coalesce(_insert.excluded.rate_by_on, SATISFACTION.c.rate_by_on)},
)
# What was counted under its level moves to the excluded, on the day on which that was found.
_of_rating = select(
    bindparam("on_day", type_=Date),
    RATING.c.served_in,
    *(RATING.c[name] for name in _PLACE[1:]),
    *(-(RATING.c.level == level.value).cast(Integer) for level in Level),
    bindparam("one", 1, type_=Integer),
    bindparam("none", 0, type_=Integer),
).where(RATING.c.id == bindparam("of"))
_taken = insert(SATISFACTION).from_select([*_KEY_NAMES, *LEVELS, "excluded", "offered"], _of_rating)
_EXCLUDE = _taken.on_conflict_do_update(
    index_elements=_KEY_NAMES,
    set_={name: SATISFACTION.c[name] + _taken.excluded[name] for name in NUMBERS},
)

_GROUP = tuple(SATISFACTION.c[name] for name in _PLACE)
_AFTER = tuple_(*(bindparam(f"after_{name}") for name in _PLACE))
_FILTERS = {name: SATISFACTION.c[name] == bindparam(name) for name in _PLACE[1:]}
FILTERS = tuple(_FILTERS)
PLACE = _PLACE
_PAGE = (
    select(
        *_GROUP,
        *(func.sum(SATISFACTION.c[name]).label(name) for name in NUMBERS),
        func.max(SATISFACTION.c.rate_by_on).label("rate_by_on"),
    )
    .where(
        SATISFACTION.c.month >= bindparam("first"),
        SATISFACTION.c.month <= bindparam("last"),
        SATISFACTION.c.day < bindparam("before", type_=Date),
        tuple_(*_GROUP) > _AFTER,
    )
    .group_by(*_GROUP)
    .order_by(*_GROUP)
    .limit(bindparam("limit"))
)


@cache
def page(*filters: str) -> Select[tuple[object, ...]]:
    """A page of months from `first` to `last` (`2015-12`), of days `before` one, after a row named by `after_…`."""
    return _PAGE.where(*(_FILTERS[name] for name in filters))


def _offered(recorded: Recorded[RatingOffered]) -> Iterator[Change]:
    event = recorded.event
    place = {"centre_id": event.centre_id, "hall_id": event.hall_id, "item_code": event.item_code}
    month = month_of(event.offered_on)
    offered = {**_NOTHING, "offered": 1, "rate_by_on": event.rate_by_on}
    yield _COUNT, {"day": event.offered_on, "month": month, **place, **offered}


def _rated(recorded: Recorded[ServiceRated]) -> Iterator[Change]:
    event = recorded.event
    place = {"centre_id": event.centre_id, "hall_id": event.hall_id, "item_code": event.item_code}
    rated = {**_NOTHING, event.level.value.lower(): 1, "rate_by_on": None}
    yield _COUNT, {"day": event.rated_on, "month": event.served_in, **place, **rated}


def _excluded(recorded: Recorded[BadRatingExcluded]) -> Iterator[Change]:
    yield _EXCLUDE, {"of": recorded.aggregate.id, "on_day": recorded.event.excluded_on}


def month_of(day: date) -> str:
    """`2015-12`: its order is that of time."""
    return day.isoformat()[:7]


VIEW = View(
    name="satisfaction",
    tables=TABLES,
    on={RatingOffered: _offered, ServiceRated: _rated, BadRatingExcluded: _excluded},
)
