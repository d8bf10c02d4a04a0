"""Supervision of a case (督办): how near a limit is, and which notices were issued.

Invariants: a colour follows from the due dates and the time alone · a notice is issued once for a due date · what was
missed stays missed and what was issued stays issued.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from shared.contracts.casework.case_clocks import Clock, DueDates
from shared.contracts.casework.case_supervision import Card, CaseSupervisionEvent, SupervisionNoticeIssued
from shared.kernel.instants import day_of
from shared.kernel.limits import DueDate
from shared.kernel.policy import Policy
from shared.kernel.working_days import Calendar

YELLOW_WD = "supervision.yellow_wd"
_DAY = timedelta(days=1)

# --- state ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Supervision:
    """The notices of a case in the order of their issue."""

    issued: tuple[SupervisionNoticeIssued, ...] = ()

    def told_of(self, card: Card, clock: Clock) -> frozenset[date]:
        """The due dates of which such a notice was issued."""
        return frozenset(each.due_on for each in self.issued if (each.card, each.clock) == (card, clock))


UNSUPERVISED = Supervision()


def evolve(supervision: Supervision, event: CaseSupervisionEvent) -> Supervision:
    """Apply one recorded fact. Total: facts are not refused."""
    return replace(supervision, issued=(*supervision.issued, event))


# --- colours ----------------------------------------------------------------


class Colour(StrEnum):
    """How an open case stands with its limits."""

    GREEN = "GREEN"
    YELLOW = "YELLOW"
    RED = "RED"


def supervised(told: DueDates) -> Clock:
    """The clock that a case turns yellow by: its promise, or the statute where nothing is promised."""
    return Clock.PROMISED if told.promised is not None else Clock.STATUTORY


def of_clock(due: DueDates, clock: Clock) -> DueDate | None:
    """The due date of one of the two clocks."""
    return due.promised if clock is Clock.PROMISED else due.statutory


def colour(
    due: DueDates, told: DueDates, breached: Collection[Clock], now: datetime, calendar: Calendar, policy: Policy
) -> Colour:
    """The colour of an open case at the aware instant `now`; `due`, `told` and `breached` as its clocks have them.

    RED from the instant at which a limit is over, and for ever once one was missed. YELLOW from the beginning of the
    first day after which no more than `supervision.yellow_wd` working days of the promise are left. GREEN else, and
    while the clocks stand still.
    """
    if breached or any(each is not None and each.at <= now for each in (due.promised, due.statutory)):
        return Colour.RED
    near = of_clock(due, supervised(told))
    today = day_of(now)
    if near is None or today < yellow_from(near.on, policy.whole(YELLOW_WD, today), calendar):
        return Colour.GREEN
    return Colour.YELLOW


def yellow_from(due_on: date, n: int, calendar: Calendar) -> date:
    """The first day after which at most `n` working days are left through `due_on`, the last day in time.

    It is itself counted as used, as the day of a stop is (domain 2.4.4).
    """
    first = due_on
    while calendar.working_days_after(first - _DAY, due_on) <= n:
        first -= _DAY
    return first


def yellow_through(today: date, n: int, calendar: Calendar) -> date:
    """The last of the due days that are yellow today: `yellow_from` turned round, for a search by due dates."""
    return calendar.nth_working_day_after(today, n + 1) - _DAY
