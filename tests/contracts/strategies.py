"""Any event whatever, for properties: a strategy for each shape, by hand where a model binds its fields together."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from enum import Enum
from functools import cache
from types import NoneType
from typing import Any, Literal, TypeVar, Union

from hypothesis import strategies as st
from pydantic import BaseModel

from shared.kernel.cycles import YearlyCycle
from shared.kernel.instants import SHANGHAI
from shared.kernel.limits import LimitStage, LimitUnit
from shared.kernel.working_days import CalendarYear, YearStatus
from tests.contracts.shapes import Shape, fields_of

M = TypeVar("M", bound=BaseModel)

SATURDAY = 5
OF_EVERY_YEAR = "^[0-9]{2}-[0-9]{2}$"
_MONTH_DAYS = st.dates(date(2001, 1, 1), date(2001, 12, 31)).map(lambda day: f"{day:%m-%d}")
# The offset of China is a whole number of hours since 1992, after the last summer time.
DAYS = st.dates(date(1992, 1, 1), date(2100, 12, 31))
INSTANTS = st.datetimes(datetime(1992, 1, 1), datetime(2100, 1, 1), timezones=st.just(SHANGHAI))  # noqa: DTZ001


@cache
def any_of(model: type[M]) -> st.SearchStrategy[M]:
    """Any instance of a model."""
    made = BY_HAND.get(model)
    if made is not None:
        return made()
    return st.builds(model, **{name: _value(shape, name) for name, shape, _ in fields_of(model)})


def _value(shape: Shape, name: str) -> st.SearchStrategy[Any]:  # noqa: PLR0911 - one return a kind
    if shape.kind is Union:
        return st.one_of([_value(one, name) for one in shape.alternatives])
    if shape.items is not None:
        most = min(3, shape.most or 3)
        return st.lists(_value(shape.items, name), min_size=shape.least or 0, max_size=most).map(shape.kind)
    if shape.kind is Literal:
        return st.sampled_from(shape.literals)
    if shape.kind is NoneType:
        return st.none()
    if issubclass(shape.kind, BaseModel):
        return any_of(shape.kind)
    if issubclass(shape.kind, Enum):
        return st.sampled_from(shape.kind)
    return _plain(shape, name)


def _plain(shape: Shape, name: str) -> st.SearchStrategy[Any]:
    if shape.kind is str:
        if shape.pattern == OF_EVERY_YEAR:
            return _MONTH_DAYS
        if shape.pattern is not None:
            # `$` of Python lets a last line break pass, `$` of the schema does not.
            return st.from_regex(shape.pattern.replace("$", r"\Z")).filter(lambda text: len(text) <= (shape.most or 99))
        return st.text(
            min_size=max(shape.least or 0, name in {"sealed", "subject"}), max_size=min(shape.most or 30, 30)
        )
    if shape.kind is int:
        bounds = {"min_value": -(2**53), "max_value": 2**53}
        told = {"min_value": shape.least, "max_value": shape.most}
        return st.integers(**{**bounds, **{key: value for key, value in told.items() if value is not None}})
    return {bool: st.booleans(), date: DAYS, datetime: INSTANTS}[shape.kind]


@st.composite
def _calendar_years(draw: st.DrawFn) -> CalendarYear:
    year = draw(st.integers(1992, 2100))
    days = [date(year, 1, 1) + timedelta(days=number) for number in draw(st.sets(st.integers(0, 364), max_size=8))]
    return CalendarYear(
        year=year,
        status=draw(st.sampled_from(YearStatus)),
        version=draw(st.integers(1, 50)),
        days_off=tuple(sorted(day for day in days if day.weekday() < SATURDAY)),
        make_up_days=tuple(sorted(day for day in days if day.weekday() >= SATURDAY)),
        source_document=draw(st.text(min_size=1, max_size=30)),
    )


@st.composite
def _stages(draw: st.DrawFn) -> LimitStage:
    unit = draw(st.sampled_from(LimitUnit))
    return LimitStage(
        name=draw(st.text(min_size=1, max_size=20)),
        body=draw(st.text(min_size=1, max_size=20)),
        n=0 if unit is LimitUnit.INSTANT else draw(st.integers(1, 3650)),
        unit=unit,
        counted=draw(st.booleans()),
    )


BY_HAND: dict[type[BaseModel], Callable[[], st.SearchStrategy[Any]]] = {
    CalendarYear: _calendar_years,
    LimitStage: _stages,
    YearlyCycle: lambda: st.builds(YearlyCycle, apply_by=_MONTH_DAYS, decide_by=_MONTH_DAYS),
}
