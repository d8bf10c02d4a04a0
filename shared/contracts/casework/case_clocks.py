"""Events of a case's clocks (时限): what stops them, lengthens them or moves them, and what was missed."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from shared.contracts.casework.post import ActedAs
from shared.contracts.casework.reasons import Reasons
from shared.kernel.limits import DueDate
from shared.kernel.messages import Event, Value
from shared.kernel.suspensions import SuspensionReason


class Clock(StrEnum):
    """Which of the two clocks that run side by side."""

    PROMISED = "PROMISED"
    STATUTORY = "STATUTORY"


class DueDates(Value):
    """What the applicant is told; absent where the item sets no such limit or while its clock stands still."""

    promised: DueDate | None = None
    statutory: DueDate | None = None


class ClockSuspended(Event):
    """The clocks stand still from the end of `stopped_on` (中止). `step` is the special step of the item's guide.

    Recorded together with the act that it is for, or by itself, on a post, for force majeure.
    """

    suspension_id: str
    reason: SuspensionReason
    step: Annotated[str, Field(min_length=1, max_length=100)] | None = None
    stopped_on: date
    due: DueDates
    post_id: str | None = None
    acted_as: ActedAs | None = None


class ClockResumed(Event):
    """One suspension ended on `resumed_on`; the clocks run on from the next working day unless another is open.

    `by_itself` says that a query to another department had taken as many working days as it may.
    """

    suspension_id: str
    resumed_on: date
    by_itself: bool = False
    due: DueDates
    post_id: str | None = None
    acted_as: ActedAs | None = None


class ExtensionRequested(Event):
    """The examiner asked for `n` more working days (延期), saying why."""

    post_id: str
    acted_as: ActedAs
    officer: str
    n: int
    reasons: Reasons


class ExtensionApproved(Event):
    """More time was granted before the deadline, `n` working days, and the applicant is told why (行政许可法 §42).

    `clocks` are those that were lengthened: one that is over, or that is not counted in working days, is not.
    """

    post_id: str
    acted_as: ActedAs
    officer: str
    n: int
    clocks: tuple[Clock, ...]
    reasons: Reasons
    granted_on: date
    due: DueDates


class ExtensionDenied(Event):
    """No more time was granted; the clocks run on."""

    post_id: str
    acted_as: ActedAs
    officer: str
    reasons: Reasons


class DueDateRecomputed(Event):
    """A calendar year was published, or a rule changed, and what the applicant was told has moved or been settled.

    Of each clock whose date moved the applicant is to be told. `calendar_version` is the number of editions known.
    """

    old: DueDates
    new: DueDates
    calendar_version: int


class PromisedLimitBreached(Event):
    """The promised time is over and the case is not closed; `body` has it. A warning (红灯) that nobody can clear."""

    due_on: date
    due_at: datetime
    body: str

    def effective_at(self) -> datetime:
        """The instant from which it is late."""
        return self.due_at


class StatutoryLimitBreached(Event):
    """The time that the law gives is over and the case is not closed; `body` has it. Nobody can clear it."""

    due_on: date
    due_at: datetime
    body: str

    def effective_at(self) -> datetime:
        """The instant from which it is late."""
        return self.due_at


CaseClockEvent = (
    ClockSuspended
    | ClockResumed
    | ExtensionRequested
    | ExtensionApproved
    | ExtensionDenied
    | DueDateRecomputed
    | PromisedLimitBreached
    | StatutoryLimitBreached
)
