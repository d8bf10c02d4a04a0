"""Periods of appraisals: a year, `2014`, or a half of one, `2014-H1`."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from shared.kernel.ids import by_trigger

_YEAR = slice(4)


class Span(NamedTuple):
    """The first and the last day of a period."""

    from_on: date
    until_on: date


def is_half(period: str) -> bool:
    """Whether it is a half of a year."""
    return "-" in period


def span_of(period: str) -> Span:
    """The days of a period."""
    year = int(period[_YEAR])
    first, last = date(year, 1, 1), date(year, 12, 31)
    if not is_half(period):
        return Span(first, last)
    return Span(first, date(year, 6, 30)) if period.endswith("1") else Span(date(year, 7, 1), last)


def previous(period: str) -> str:
    """The period before, of the same length."""
    year = int(period[_YEAR])
    if not is_half(period):
        return f"{year - 1:04}"
    return f"{year - 1:04}-H2" if period.endswith("1") else f"{year:04}-H1"


def appraisal_id(kind: str, subject_id: str, committee_id: str | None, period: str) -> str:
    """The id of a subject's one appraisal for a period, as a member of a committee where it is one."""
    return by_trigger(f"appraisal-{kind}-{period}", f"{subject_id}:{committee_id or ''}")
