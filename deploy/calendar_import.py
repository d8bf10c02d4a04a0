"""Build step: write deploy/seed/calendar.yaml from the package `chinesecalendar`.

Run `python -m deploy.calendar_import` when a release of the package brings another year, and read the difference.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from importlib.metadata import version
from pathlib import Path
from typing import Final

import chinese_calendar
import yaml

from shared.kernel.working_days import CalendarYear, YearStatus

SEED: Final = Path(__file__).parent / "seed" / "calendar.yaml"
YEARS: Final = range(2004, 2027)

MISSED_MAKE_UP_DAYS: Final[Mapping[date, str]] = {date(2005, 12, 31): "国办发明电〔2005〕35号"}
"""Worked by the notice named, but missing in the package, which begins New Year 2006 with 1 January."""

_SATURDAY: Final = 5
_HEADER: Final = """\
# Written by `python -m deploy.calendar_import`; do not edit. Each year: how it differs from Monday to Friday.
"""


def calendar_years() -> tuple[CalendarYear, ...]:
    """The first edition of each year that the package knows."""
    return tuple(_year(year) for year in YEARS)


def rendered() -> str:
    """The seed file: a list of calendar years."""
    years = [{**year.model_dump(), "status": year.status.value} for year in calendar_years()]
    return _HEADER + yaml.safe_dump(years, allow_unicode=True, default_flow_style=None, sort_keys=False, width=116)


def _year(year: int) -> CalendarYear:
    first = date(year, 1, 1)
    days = [first + timedelta(days=n) for n in range((date(year + 1, 1, 1) - first).days)]
    missed = {day: notice for day, notice in MISSED_MAKE_UP_DAYS.items() if day.year == year}
    notes = [f"{day} after {notice}" for day, notice in missed.items()]
    return CalendarYear(
        year=year,
        status=YearStatus.PUBLISHED,
        version=1,
        days_off=tuple(day for day in days if day.weekday() < _SATURDAY and chinese_calendar.is_holiday(day)),
        make_up_days=tuple(
            day for day in days if day.weekday() >= _SATURDAY and (chinese_calendar.is_workday(day) or day in missed)
        ),
        source_document="; ".join([f"chinesecalendar {version('chinesecalendar')}", *notes]),
    )


if __name__ == "__main__":
    SEED.write_text(rendered(), encoding="utf-8")
