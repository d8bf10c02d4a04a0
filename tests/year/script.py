"""The script of a year: plain facts, which know nothing of the engine. Who reads them counts for themselves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from enum import StrEnum

BEIJING = timezone(timedelta(hours=8))
Stages = tuple[tuple[int, str], ...]
"""Counted stages of a limit, each so many of a unit: `((15, "WORKING_DAY"), (15, "WORKING_DAY"))`."""


@dataclass(frozen=True, slots=True)
class GuideStep:
    """A special step that an item's guide names."""

    reason: str
    counted: bool
    n: int
    unit: str = "CALENDAR_DAY"


@dataclass(frozen=True, slots=True)
class Item:
    """A service item: `cycle` is (apply by, decide by), month and day each, in place of statutory stages."""

    code: str
    statutory: Stages
    promised: Stages
    cycle: tuple[tuple[int, int], tuple[int, int]] | None = None
    steps: tuple[GuideStep, ...] = ()

    def step(self, reason: str) -> GuideStep | None:
        """The step of a kind, if the guide has one."""
        return next((step for step in self.steps if step.reason == reason), None)


class What(StrEnum):
    """What somebody does with a case."""

    STOP = "force majeure begins"
    GO_ON = "force majeure is over"
    STEP = "a special step begins"
    STEP_OVER = "a special step was over on a day"
    ASK_DEPARTMENT = "a department is asked"
    DEPARTMENT_ANSWERS = "the department answers"
    POST_NOTICE = "a public notice is posted"
    OBJECT = "somebody objects"
    RESOLVE = "the objection is resolved"
    ASK_MORE = "more time is asked for"
    GRANT_MORE = "more time is granted"
    DENY_MORE = "no more time is granted"
    PROPOSE = "a decision is proposed"
    RETURN = "the proposal is returned"
    DECIDE = "the decision is made"
    CLOSE = "the case is closed"
    WITHDRAW = "the applicant withdraws"


@dataclass(frozen=True, slots=True)
class Act:
    """At an instant: what, on which post by whom, and the slug of the refusal that it is to meet, if any."""

    at: datetime
    what: What
    post: str = ""
    by: str = ""
    id: str = ""
    reason: str = ""
    n: int = 0
    on: date | None = None
    refused: str | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """One application that was accepted, and all that was done with its case, in order."""

    id: str
    centre: str
    item: str
    accepted_on: date
    recorded_at: datetime
    acts: tuple[Act, ...] = ()
    deemed: bool = False

    @property
    def started_at(self) -> datetime:
        """The minute of the acceptance; the beginning of its day where it was recorded on a later one."""
        if self.recorded_at.astimezone(BEIJING).date() == self.accepted_on:
            return self.recorded_at
        return midnight(self.accepted_on)


@dataclass(frozen=True, slots=True)
class Edition:
    """A calendar year, entered at an instant."""

    at: datetime
    year: int
    version: int
    days_off: frozenset[date]
    make_up_days: frozenset[date]


@dataclass(frozen=True, slots=True)
class Absence:
    """Somebody is away from `first` to `last`, as recorded; in fact until the day before `back`, where that is told."""

    staff: str
    first: date
    last: date
    recorded_at: datetime
    back: date | None = None

    def on(self, day: date) -> bool:
        """Whether they are away on a day."""
        return self.first <= day <= self.last and (self.back is None or day < self.back)


@dataclass(frozen=True, slots=True)
class Post:
    """A post with its A and B."""

    id: str
    centre: str
    kind: str
    holder: str
    substitute: str


@dataclass(frozen=True, slots=True)
class Year:
    """Everything. `query_max` says from which day on a query stops the clock for how many working days at most."""

    items: Sequence[Item]
    editions: Sequence[Edition]
    posts: Sequence[Post]
    absences: Sequence[Absence]
    cases: Sequence[Case]
    query_max: Sequence[tuple[date, int]]
    ends_at: datetime

    @property
    def staff(self) -> dict[str, str]:
        """The centre of each person."""
        return {person: post.centre for post in self.posts for person in (post.holder, post.substitute)}


def midnight(day: date) -> datetime:
    """When a day begins."""
    return datetime(day.year, day.month, day.day, tzinfo=BEIJING)


def after(day: date) -> datetime:
    """When a day is over."""
    return midnight(day + timedelta(days=1))
