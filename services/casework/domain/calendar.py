"""Calendar: one year's working days, `calendar/2015`, in the editions that were entered.

Invariant: editions of a year are numbered from 1 without a gap; what is published never becomes provisional again.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated, ClassVar

from pydantic import AfterValidator, TypeAdapter

from shared.contracts.casework.calendar import CalendarEvent, CalendarYearPublished
from shared.kernel.decider import Context, Decider
from shared.kernel.instants import Day
from shared.kernel.messages import Command
from shared.kernel.refusals import Conflict, Refusal, Unacceptable
from shared.kernel.working_days import CalendarYear, YearStatus

# --- state ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Unpublished:
    """Nobody has entered this year: Monday to Friday is worked, provisionally."""


@dataclass(frozen=True, slots=True)
class Published:
    """The edition that holds."""

    edition: CalendarYear


Year = Unpublished | Published


def evolve(_year: Year, event: CalendarEvent) -> Year:
    """Apply one recorded fact."""
    return Published(event.edition)


# --- command and refusals ---------------------------------------------------


_DAY: TypeAdapter[date] = TypeAdapter(Day)


def _of_our_time(edition: CalendarYear) -> CalendarYear:
    _DAY.validate_python(date(edition.year, 12, 31))
    return edition


class PublishCalendarYear(Command):
    """Enter a year, or enter it again after another notice, which was announced on a day."""

    edition: Annotated[CalendarYear, AfterValidator(_of_our_time)]
    announced_on: Day | None = None


@dataclass(frozen=True, slots=True)
class CalendarVersionStale(Conflict):
    """The edition is not the next one of its year: somebody has entered another meanwhile."""

    slug: ClassVar[str] = "calendar-version-stale"
    zh: ClassVar[str] = "日历版本号不衔接"
    en: ClassVar[str] = "The edition is not the next one of this year"
    next_version: int


@dataclass(frozen=True, slots=True)
class CalendarYearDiffers(Unacceptable):
    """The edition is of another year than the one that was addressed."""

    slug: ClassVar[str] = "calendar-year-differs"
    zh: ClassVar[str] = "日历年份与地址不符"
    en: ClassVar[str] = "The edition is of another year"
    year: int


@dataclass(frozen=True, slots=True)
class CalendarAlreadyPublished(Conflict):
    """The State Council's notice is in the table; the year cannot be provisional again."""

    slug: ClassVar[str] = "calendar-already-published"
    zh: ClassVar[str] = "该年度安排已公布，不能恢复为暂定"
    en: ClassVar[str] = "The year is published and cannot become provisional again"


@dataclass(frozen=True, slots=True)
class CalendarNotAnnounced(Unacceptable):
    """The day of the notice is still to come."""

    slug: ClassVar[str] = "calendar-not-announced"
    zh: ClassVar[str] = "通知的发布日期尚未到来"
    en: ClassVar[str] = "The notice is said to be announced on a day still to come"
    announced_on: date


# --- decision ---------------------------------------------------------------


def decide(command: PublishCalendarYear, year: Year, context: Context) -> list[CalendarEvent] | Refusal:
    """Answer a command with facts or a refusal; no facts means that the very edition holds already."""
    known = year.edition if isinstance(year, Published) else None
    if command.edition == known:
        return []
    next_version = known.version + 1 if known else 1
    if command.edition.version != next_version:
        return CalendarVersionStale(next_version=next_version)
    if known and known.status is YearStatus.PUBLISHED and command.edition.status is YearStatus.PROVISIONAL:
        return CalendarAlreadyPublished()
    if command.announced_on is not None and command.announced_on > context.today:
        return CalendarNotAnnounced(announced_on=command.announced_on)
    return [CalendarYearPublished(edition=command.edition, announced_on=command.announced_on)]


CALENDAR = Decider[Year, PublishCalendarYear, CalendarEvent]("calendar", Unpublished(), evolve, decide, CalendarEvent)
