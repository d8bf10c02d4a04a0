"""Disclosures (居务公开) of a residents' committee, quarter by quarter; the aggregate's id is the committee's.

Invariants: a quarter is disclosed once, after it is over · one without a disclosure by its last day is overdue once,
and stays told so when it is posted late.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Annotated, ClassVar, assert_never

from pydantic import Field

from services.councils.domain.calendar_days import last_of
from services.councils.domain.offices import of_committee
from services.councils.domain.types import CommitteeId
from shared.contracts.councils.disclosure import (
    DisclosureEvent,
    DisclosureItem,
    DisclosureMissed,
    DisclosurePosted,
    DisclosuresEnded,
    DisclosuresExpected,
    Quarter,
)
from shared.kernel.decider import Context, Decider
from shared.kernel.instants import Day, start_of
from shared.kernel.messages import Command
from shared.kernel.refusals import Conflict, CorruptStream, Refusal, Unknown

DUE_CD, NOTICE_CD = "disclosure.due_cd", "disclosure.notice_cd"
_DAY = timedelta(days=1)
_MONTHS, _QUARTERS = 3, 4

# --- quarters ---------------------------------------------------------------


def quarter_of(day: date) -> str:
    """The quarter that a day belongs to."""
    return f"{day.year:04}-Q{(day.month - 1) // _MONTHS + 1}"


def next_quarter(quarter: str) -> str:
    """The quarter after."""
    return quarter_of(last_day(quarter) + _DAY)


def last_day(quarter: str) -> date:
    """The last day of a quarter."""
    year, number = int(quarter[:4]), int(quarter[-1])
    after = date(year + 1, 1, 1) if number == _QUARTERS else date(year, number * _MONTHS + 1, 1)
    return after - _DAY


def due_day(quarter: str, context: Context) -> date:
    """The last day for a quarter's disclosure."""
    ended_on = last_day(quarter)
    return last_of(context.policy.whole(DUE_CD, ended_on), ended_on, context.calendar)


# --- state ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class NotExpected:
    """The committee is not entered, or a village's."""


@dataclass(frozen=True, slots=True)
class Expected:
    """What was posted and what was late, by quarter, and the first quarter of which nothing is known."""

    next_quarter: str
    first_quarter: str
    posted: Mapping[str, DisclosurePosted] = field(default_factory=dict)
    overdue: Mapping[str, DisclosureMissed] = field(default_factory=dict)
    last_quarter: str | None = None

    def owed(self, quarter: str) -> bool:
        """Whether a quarter is to be disclosed: from the first to the last, where the committee has come to an end."""
        return self.first_quarter <= quarter and (self.last_quarter is None or quarter <= self.last_quarter)


Disclosures = NotExpected | Expected


def evolve(disclosures: Disclosures, event: DisclosureEvent) -> Disclosures:
    """Apply one recorded fact."""
    if isinstance(event, DisclosuresExpected):
        return Expected(event.first_quarter, event.first_quarter)
    if isinstance(disclosures, NotExpected):
        raise CorruptStream("a disclosure that nobody expected")
    match event:
        case DisclosurePosted():
            return _onward(replace(disclosures, posted={**disclosures.posted, event.quarter: event}))
        case DisclosureMissed():
            return _onward(replace(disclosures, overdue={**disclosures.overdue, event.quarter: event}))
        case DisclosuresEnded():
            return replace(disclosures, last_quarter=event.last_quarter)
        case _:
            assert_never(event)


def _onward(disclosures: Expected) -> Expected:
    quarter = disclosures.next_quarter
    while quarter in disclosures.posted or quarter in disclosures.overdue:
        quarter = next_quarter(quarter)
    return replace(disclosures, next_quarter=quarter)


# --- commands and refusals --------------------------------------------------


class ExpectDisclosures(Command):
    """From this quarter on the committee is to disclose, in the act that enters it."""


class PostDisclosure(Command):
    """Post what is disclosed of a quarter."""

    committee_id: CommitteeId
    quarter: Quarter
    items: Annotated[tuple[DisclosureItem, ...], Field(min_length=1, max_length=200)]


class MissDisclosure(Command):
    """The last day for the next disclosure is over."""


class EndDisclosures(Command):
    """In the act that abolishes the committee: `ended_on` is the first day without it."""

    ended_on: Day


DisclosureCommand = ExpectDisclosures | PostDisclosure | MissDisclosure | EndDisclosures


@dataclass(frozen=True, slots=True)
class DisclosureNotExpected(Unknown):
    """The committee discloses nothing here: it is unknown, a village's, or was entered later."""

    slug: ClassVar[str] = "disclosure-not-expected"
    zh: ClassVar[str] = "该委员会该季度无居务公开事项"
    en: ClassVar[str] = "No disclosure is expected of this committee for the quarter"


@dataclass(frozen=True, slots=True)
class QuarterNotOver(Conflict):
    """A quarter is disclosed after its end."""

    slug: ClassVar[str] = "quarter-not-over"
    zh: ClassVar[str] = "该季度尚未结束"
    en: ClassVar[str] = "The quarter is not over"
    ends_on: date


@dataclass(frozen=True, slots=True)
class DisclosurePostedOtherwise(Conflict):
    """The quarter was disclosed, in other words."""

    slug: ClassVar[str] = "disclosure-posted"
    zh: ClassVar[str] = "该季度居务已经公开"
    en: ClassVar[str] = "The quarter was disclosed"
    posted_on: date


@dataclass(frozen=True, slots=True)
class DisclosureNotDue(Conflict):
    """There is still time."""

    slug: ClassVar[str] = "disclosure-not-due"
    zh: ClassVar[str] = "居务公开期限尚未届满"
    en: ClassVar[str] = "There is still time to disclose"


# --- decisions --------------------------------------------------------------

Facts = list[DisclosureEvent] | Refusal


def decide(command: DisclosureCommand, disclosures: Disclosures, context: Context) -> Facts:
    """Answer a command with facts or a refusal; no facts means that it already took effect."""
    match command:
        case ExpectDisclosures():
            first = DisclosuresExpected(first_quarter=quarter_of(context.today))
            return [] if isinstance(disclosures, Expected) else [first]
        case PostDisclosure():
            return _post(command, disclosures, context)
        case MissDisclosure():
            return _miss(disclosures, context)
        case EndDisclosures():
            return _end(command, disclosures)
        case _:
            assert_never(command)


def _post(command: PostDisclosure, disclosures: Disclosures, context: Context) -> Facts:
    if isinstance(disclosures, NotExpected) or not disclosures.owed(command.quarter):
        return DisclosureNotExpected()
    if (barred := of_committee(command.committee_id, context)) is not None:
        return barred
    if (told := disclosures.posted.get(command.quarter)) is not None:
        return [] if told.items == command.items else DisclosurePostedOtherwise(told.posted_on)
    if context.today <= last_day(command.quarter):
        return QuarterNotOver(last_day(command.quarter))
    return [
        *_late(command.quarter, disclosures, context),
        DisclosurePosted(
            quarter=command.quarter,
            items=command.items,
            posted_on=context.today,
            due_on=due_day(command.quarter, context),
            until_on=last_of(context.policy.whole(NOTICE_CD, context.today), context.today, context.calendar),
        ),
    ]


def _end(command: EndDisclosures, disclosures: Disclosures) -> Facts:
    if isinstance(disclosures, NotExpected) or disclosures.last_quarter is not None:
        return []
    return [DisclosuresEnded(last_quarter=quarter_of(command.ended_on - _DAY))]


# --- what becomes due -------------------------------------------------------


def disclosure_due(disclosures: Disclosures, context: Context) -> datetime | None:
    """The first instant after the last day for the next disclosure; None where none is owed any more."""
    if isinstance(disclosures, NotExpected) or not disclosures.owed(disclosures.next_quarter):
        return None
    return start_of(due_day(disclosures.next_quarter, context) + _DAY)


def _miss(disclosures: Disclosures, context: Context) -> Facts:
    if isinstance(disclosures, NotExpected) or not disclosures.owed(disclosures.next_quarter):
        return DisclosureNotDue()
    return _late(disclosures.next_quarter, disclosures, context) or DisclosureNotDue()


def _late(quarter: str, disclosures: Expected, context: Context) -> list[DisclosureEvent]:
    """That a quarter is overdue, also where it is posted before the timer has looked."""
    due_on = due_day(quarter, context)
    fell_due_at = start_of(due_on + _DAY)
    if quarter in disclosures.overdue or fell_due_at > context.now:
        return []
    return [DisclosureMissed(quarter=quarter, due_on=due_on, fell_due_at=fell_due_at)]


DISCLOSURES: Decider[Disclosures, DisclosureCommand, DisclosureEvent] = Decider(
    "disclosure", NotExpected(), evolve, decide, DisclosureEvent
)
