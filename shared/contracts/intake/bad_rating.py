"""Events of the bad rating (差评): assigned, called back, verified, put right, called back again, closed."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from shared.contracts.casework.post import StaffRef
from shared.contracts.intake.rating import ServiceRated
from shared.kernel.messages import Event
from shared.kernel.personal import Personal

Measure = Annotated[str, Field(min_length=1, max_length=100)]
"""What was put right or explained: published, in words that name no person."""


class CallBack(StrEnum):
    """What became of calling back who rated."""

    REACHED = "REACHED"
    NOT_REACHED = "NOT_REACHED"
    NO_CONTACT = "NO_CONTACT"
    """They left no number."""


class Finding(StrEnum):
    """What the verification of a bad rating found."""

    CLEAR = "CLEAR"
    """Clear and reasonable: to be put right at once."""

    COMPLEX = "COMPLEX"
    """Reasonable, but it takes a plan with a date."""

    NO_LEGAL_BASIS = "NO_LEGAL_BASIS"
    """What was wanted has no basis in the rules: to be explained."""

    MISTAKEN = "MISTAKEN"
    MALICIOUS = "MALICIOUS"


class ExclusionGround(StrEnum):
    """Why a bad rating does not count."""

    MISTAKEN = "MISTAKEN"
    MALICIOUS = "MALICIOUS"


class Remedy(StrEnum):
    """What answers a bad rating."""

    RECTIFIED = "RECTIFIED"
    EXPLAINED = "EXPLAINED"


class ClosingOutcome(StrEnum):
    """What who rated said of the remedy."""

    CONTENT = "CONTENT"
    NOT_CONTENT = "NOT_CONTENT"
    NOT_ASKED = "NOT_ASKED"
    """They were not reached or had left no number."""


class Overdue(StrEnum):
    """What was not done in time."""

    CONTACT = "CONTACT"
    REMEDY = "REMEDY"


class EscalatedTo(StrEnum):
    """Who hears of it."""

    CENTRE_DIRECTOR = "CENTRE_DIRECTOR"
    DISTRICT = "DISTRICT"


class BadRatingAssigned(Event):
    """A bad rating went to whoever handled the service and to their centre (谁办理谁负责); recorded with the rating.

    `handler` is absent where nobody of the staff acted. The rater is to be called by `contact_due_on`, and it is to be
    put right by `fix_due_on`.
    """

    centre_id: str
    handler: StaffRef | None = None
    contact_due_on: date
    fix_due_on: date


class BadRatingContacted(Event):
    """Who rated badly was called back, or that was tried (回访); recorded by who called."""

    result: CallBack
    contacted_by: StaffRef
    contacted_on: date


class BadRatingVerified(Event):
    """Somebody other than the handler looked into it. A COMPLEX one has a plan and a day by which it is carried out."""

    finding: Finding
    verified_by: StaffRef
    verified_on: date
    plan: Personal[str] | None = None
    planned_on: date | None = None


class BadRatingAppealed(Event):
    """Somebody of the centre asked that a rating found mistaken or malicious should not count (申诉)."""

    grounds: Personal[str]
    appealed_by: StaffRef
    appealed_on: date


class BadRatingAppealRejected(Event):
    """Another looked into it again (复核): the rating counts, and is to be verified anew."""

    rechecked_by: StaffRef
    rejected_on: date


class BadRatingExcluded(Event):
    """Another looked into it again and confirmed the finding: the rating stays on record and does not count."""

    ground: ExclusionGround
    rechecked_by: StaffRef
    excluded_on: date


class BadRatingCorrected(Event):
    """What the rating complained of was put right, or explained where the rules allow no more (整改)."""

    remedy: Remedy
    measure: Measure
    corrected_by: StaffRef
    corrected_on: date


class BadRatingRecontacted(Event):
    """Who rated was called a second time, after the remedy (再次回访)."""

    result: CallBack
    contacted_by: StaffRef
    contacted_on: date


class BadRatingClosed(Event):
    """The bad rating is done with, and its remedy is published without any name."""

    outcome: ClosingOutcome
    closed_on: date


class BadRatingEscalated(Event):
    """The call or the remedy was not in time, and the next above heard of it; recorded when that fell due."""

    to: EscalatedTo
    overdue: Overdue
    due_on: date
    fell_due_at: datetime

    def effective_at(self) -> datetime:
        """The instant at which it was overdue."""
        return self.fell_due_at


RatingEvent = (
    ServiceRated
    | BadRatingAssigned
    | BadRatingContacted
    | BadRatingVerified
    | BadRatingAppealed
    | BadRatingAppealRejected
    | BadRatingExcluded
    | BadRatingCorrected
    | BadRatingRecontacted
    | BadRatingClosed
    | BadRatingEscalated
)
