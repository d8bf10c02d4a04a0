"""Access (访问): that somebody was shown values of a person, and the review of a reading that shows what is masked.

Invariants: a reading is recorded once, with its purpose · who read does not review · it is reviewed once · a missed
review stays missed, and may still be made.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import ClassVar, assert_never

from shared.contracts.access import (
    AccessEvent,
    AccessReviewDemanded,
    AccessReviewed,
    AccessReviewMissed,
    PersonalDataRead,
    Purpose,
    ReadResult,
    ReviewFinding,
)
from shared.contracts.refusals import SamePerson
from shared.kernel.decider import Context, Decider
from shared.kernel.instants import start_of
from shared.kernel.messages import Command
from shared.kernel.personal import Personal
from shared.kernel.refusals import Conflict, CorruptStream, Refusal, Unknown
from shared.kernel.timer import Timer, sends

REVIEW_WD = "privacy.break_glass_review_wd"

# --- state ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class NotRead:
    """Nobody was shown anything."""


@dataclass(frozen=True, slots=True)
class Read:
    """Terminal: as everyday work shows it."""


@dataclass(frozen=True, slots=True)
class AwaitingReview:
    """Shown for once what is masked otherwise; `missed` once the last day for the review was over."""

    reader: str
    due_on: date
    missed: bool = False


@dataclass(frozen=True, slots=True)
class Reviewed:
    """Terminal."""

    reader: str
    finding: ReviewFinding


Access = NotRead | Read | AwaitingReview | Reviewed


def evolve(access: Access, event: AccessEvent) -> Access:
    """Apply one recorded fact. Total: facts are not refused."""
    match event:
        case PersonalDataRead():
            return Read()
        case AccessReviewDemanded():
            return AwaitingReview(event.reader, event.due_on)
        case AccessReviewed() if isinstance(access, AwaitingReview):
            return Reviewed(access.reader, event.finding)
        case AccessReviewMissed() if isinstance(access, AwaitingReview):
            return replace(access, missed=True)
        case AccessReviewed() | AccessReviewMissed():
            raise CorruptStream(f"{event.word()} of what awaits no review")
        case _:
            assert_never(event)


# --- commands and refusals --------------------------------------------------


class RecordReading(Command):
    """Somebody is about to be shown values of a person; with a `reason` what is masked otherwise."""

    subject: str
    fields: tuple[str, ...]
    purpose: Purpose
    concerning: str
    result: ReadResult
    reason: Personal[str] | None = None


class ReviewAccess(Command):
    """Judge whether a reading was justified."""

    finding: ReviewFinding


class MissAccessReview(Command):
    """The last day for the review is over."""


AccessCommand = RecordReading | ReviewAccess | MissAccessReview


@dataclass(frozen=True, slots=True)
class AccessUnknown(Unknown):
    """There is no such reading, or it needs no review."""

    slug: ClassVar[str] = "access-unknown"
    zh: ClassVar[str] = "没有需要复核的该次访问"
    en: ClassVar[str] = "There is no such reading to be reviewed"


@dataclass(frozen=True, slots=True)
class AccessAlreadyReviewed(Conflict):
    """The review found otherwise."""

    slug: ClassVar[str] = "access-already-reviewed"
    zh: ClassVar[str] = "该次访问已作出不同的复核结论"
    en: ClassVar[str] = "The reading was reviewed with another finding"


@dataclass(frozen=True, slots=True)
class AccessReviewNotDue(Conflict):
    """There is still time to review."""

    slug: ClassVar[str] = "access-review-not-due"
    zh: ClassVar[str] = "访问复核期限尚未届满"
    en: ClassVar[str] = "There is still time to review"


# --- decisions --------------------------------------------------------------


def decide(command: AccessCommand, access: Access, context: Context) -> list[AccessEvent] | Refusal:
    """Answer a command with facts or a refusal; no facts means that it already took effect."""
    match command:
        case RecordReading():
            return _record(command, context) if isinstance(access, NotRead) else []
        case ReviewAccess():
            return _review(command, access, context)
        case MissAccessReview():
            return _miss(access, context)
        case _:
            assert_never(command)


def _record(command: RecordReading, context: Context) -> list[AccessEvent]:
    read = PersonalDataRead(
        subject=command.subject,
        fields=command.fields,
        purpose=command.purpose,
        concerning=command.concerning,
        result=command.result,
    )
    if command.reason is None:
        return [read]
    days = context.policy.whole(REVIEW_WD, context.today)
    due_on = context.calendar.nth_working_day_after(context.today, days)
    return [read, AccessReviewDemanded(reader=context.actor.id, reason=command.reason, due_on=due_on)]


def _review(command: ReviewAccess, access: Access, context: Context) -> list[AccessEvent] | Refusal:
    if isinstance(access, NotRead | Read):
        return AccessUnknown()
    if access.reader == context.actor.id:
        return SamePerson()
    if isinstance(access, Reviewed):
        return [] if access.finding is command.finding else AccessAlreadyReviewed()
    return [AccessReviewed(finding=command.finding, reviewed_on=context.today)]


def review_due(access: Access, _context: Context) -> datetime | None:
    """The first instant after the last day for the review; None where none is awaited or it was missed."""
    if not isinstance(access, AwaitingReview) or access.missed:
        return None
    return start_of(access.due_on + timedelta(days=1))


def _miss(access: Access, context: Context) -> list[AccessEvent] | Refusal:
    due_at = review_due(access, context)
    if due_at is None or not isinstance(access, AwaitingReview):
        return []
    if due_at > context.now:
        return AccessReviewNotDue()
    return [AccessReviewMissed(due_on=access.due_on, fell_due_at=due_at)]


ACCESS: Decider[Access, AccessCommand, AccessEvent] = Decider("access", NotRead(), evolve, decide, AccessEvent)
REVIEW_OVERDUE = Timer(
    name="access-review-overdue",
    decider=ACCESS,
    starts=frozenset({AccessReviewDemanded}),
    stops=frozenset({AccessReviewed, AccessReviewMissed}),
    due=review_due,
    steps=sends(ACCESS, MissAccessReview()),
)
