"""Calendar years from the package `chinesecalendar`, cross-checked with `holidays`.

Run `python -m deploy.calendar_import` when a release of the package brings another year, and read the difference: it
writes deploy/seed/calendar.yaml. What runs already takes the year by `huimin calendar import`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from importlib import import_module
from importlib.metadata import version as version_of
from pathlib import Path
from typing import Final

import chinese_calendar
import yaml

from shared.kernel.working_days import Calendar, CalendarYear, YearStatus

SEED: Final = Path(__file__).parent / "seed" / "calendar.yaml"
YEARS: Final = range(2004, 2027)

MISSED_MAKE_UP_DAYS: Final[Mapping[date, str]] = {date(2005, 12, 31): "国办发明电〔2005〕35号"}
"""Worked by the notice named, but missing in the package, which begins New Year 2006 with 1 January."""

_SATURDAY: Final = 5
_HEADER: Final = """\
# Written by `python -m deploy.calendar_import`; do not edit. Each year: how it differs from Monday to Friday.
"""


@dataclass(frozen=True, slots=True)
class Difference:
    """A day on which an edition and the other package differ; `worked` is what the edition says."""

    day: date
    worked: bool

    def __str__(self) -> str:
        """For people."""
        here, there = ("worked", "off") if self.worked else ("off", "worked")
        return f"{self.day:%Y-%m-%d %a}: {here} here, {there} in holidays"


class CannotImport(Exception):
    """The year cannot be had from the package, or not be checked; the message says why."""


class PackagesDiffer(CannotImport):
    """The two packages differ, and nobody has said why the edition is right."""

    def __init__(self, differences: Sequence[Difference]) -> None:
        super().__init__("\n".join([*map(str, differences), "not imported: --accept takes the reason why it is right"]))
        self.differences = differences


def calendar_years() -> tuple[CalendarYear, ...]:
    """The first edition of each year that is seeded."""
    return tuple(imported(year) for year in YEARS)


def rendered() -> str:
    """The seed file: a list of calendar years."""
    years = [{**year.model_dump(exclude_none=True), "status": year.status.value} for year in calendar_years()]
    return _HEADER + yaml.safe_dump(years, allow_unicode=True, default_flow_style=None, sort_keys=False, width=116)


def imported(year: int, version: int = 1) -> CalendarYear:
    """An edition of a year as the package has it. Raises CannotImport where it has none."""
    days = list(_days(year))
    missed = {day: notice for day, notice in MISSED_MAKE_UP_DAYS.items() if day.year == year}
    notes = [f"{day} after {notice}" for day, notice in missed.items()]
    try:
        return CalendarYear(
            year=year,
            status=YearStatus.PUBLISHED,
            version=version,
            days_off=tuple(day for day in days if day.weekday() < _SATURDAY and chinese_calendar.is_holiday(day)),
            make_up_days=tuple(
                day
                for day in days
                if day.weekday() >= _SATURDAY and (chinese_calendar.is_workday(day) or day in missed)
            ),
            source_document="; ".join([f"chinesecalendar {version_of('chinesecalendar')}", *notes]),
        )
    except RuntimeError as unknown:  # the package's way to say that it has no such year
        raise CannotImport(f"chinesecalendar {version_of('chinesecalendar')}: {unknown}") from None


def checked(edition: CalendarYear, accept: str = "") -> CalendarYear:
    """The edition, once `holidays` agrees with every day of it, or with the reason why it need not.

    Raises PackagesDiffer where they differ and no reason is given.
    """
    found = differences(edition)
    if not found:
        return edition
    if not accept:
        raise PackagesDiffer(found)
    note = f"{len(found)} days unlike holidays {version_of('holidays')}: {accept}"
    return CalendarYear.model_validate(
        {**edition.model_dump(), "source_document": f"{edition.source_document}; {note}"}
    )


def differences(edition: CalendarYear) -> Sequence[Difference]:
    """Every day of an edition's year on which `holidays` says otherwise. Raises CannotImport without the package."""
    try:
        holidays = import_module("holidays")
    except ModuleNotFoundError:
        raise CannotImport("the package holidays, which checks the year, is not installed here") from None
    # The years beside it: a holiday of one may be made up in the other.
    other = holidays.country_holidays("CN", years=range(edition.year - 1, edition.year + 2))
    ours = Calendar.of([edition])
    return [
        Difference(day, worked)
        for day in _days(edition.year)
        if (worked := ours.is_working_day(day)) != other.is_working_day(day)
    ]


def _days(year: int) -> Iterator[date]:
    first = date(year, 1, 1)
    return (first + timedelta(days=n) for n in range((date(year + 1, 1, 1) - first).days))


if __name__ == "__main__":
    SEED.write_text(rendered(), encoding="utf-8")
