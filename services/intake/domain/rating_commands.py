"""What can be asked of a rating: to be recorded when its box is opened, and each step of following up a bad one."""

from __future__ import annotations

from datetime import date

from shared.contracts.casework.post import StaffRef
from shared.contracts.intake.bad_rating import CallBack, Finding, Measure
from shared.contracts.intake.rating import Contact, IndicatorLevel, Level, ServiceChannel, ServiceMonth
from shared.kernel.messages import Command
from shared.kernel.personal import Personal


class RecordRating(Command):
    """Record what a ballot says."""

    hall_id: str
    centre_id: str
    item_code: str
    served_in: ServiceMonth
    channel: ServiceChannel
    level: Level
    indicators: tuple[IndicatorLevel, ...]
    rated_on: date
    comment: Personal[str] | None
    contact: Personal[Contact] | None
    handler: StaffRef | None


class ContactRater(Command):
    """Record that who rated was called back, or that it was tried."""

    result: CallBack


class VerifyBadRating(Command):
    """Say what a bad rating is about; what is complex has a plan."""

    finding: Finding
    plan: Personal[str] | None = None
    planned_on: date | None = None


class AppealBadRating(Command):
    """Ask that a rating found mistaken or malicious should not count."""

    grounds: Personal[str]


class RecheckBadRating(Command):
    """Confirm upon an appeal that a rating is mistaken or malicious, or say that it counts."""

    confirmed: bool


class CorrectBadRating(Command):
    """Say what was put right, or explained where the rules allow no more."""

    measure: Measure


class ContactRaterAgain(Command):
    """Record the second call; `content` is what who was reached said."""

    result: CallBack
    content: bool | None = None


class EscalateBadRating(Command):
    """Something is overdue."""


FollowUpCommand = (
    ContactRater | VerifyBadRating | AppealBadRating | RecheckBadRating | CorrectBadRating | ContactRaterAgain
)
"""What people do about a bad rating."""
RatingCommand = RecordRating | FollowUpCommand | EscalateBadRating
