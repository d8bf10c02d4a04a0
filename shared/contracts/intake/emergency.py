"""Events of the emergency service (应急服务): help outside the hours or at once, the papers afterwards."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from shared.contracts.casework.post import ActedAs
from shared.kernel.messages import Event

Name = Annotated[str, Field(min_length=1, max_length=100)]
Papers = Annotated[tuple[Name, ...], Field(max_length=50)]
"""Names of papers, never of persons."""


class EmergencyReason(StrEnum):
    """What is urgent."""

    MEDICAL = "MEDICAL"
    DISASTER = "DISASTER"
    DEATH_CERTIFICATE = "DEATH_CERTIFICATE"
    EMERGENCY_RELIEF = "EMERGENCY_RELIEF"


class EmergencyLimit(StrEnum):
    """What has its time in an emergency."""

    RESPONSE = "RESPONSE"
    """Whoever is on duty answers the call."""

    PAYMENT = "PAYMENT"
    """The help is paid, where the item says within how many hours."""

    PAPERS = "PAPERS"
    """The applicant hands the papers in."""


class EmergencyServiceOpened(Event):
    """Somebody in an emergency was called or came at `called_at`, and was taken on without papers; recorded with the
    receipt and the acceptance, which open the case.

    What is done at `…_due_at` or later is late. The help is to be paid by `statutory_paid_due_at` and is promised by
    `promised_paid_due_at`, where the item has hours; `papers` are to be handed in until close of business on
    `papers_due_on`.
    """

    application_id: str
    hall_id: str
    centre_id: str
    item_code: str
    item_version: int
    reason: EmergencyReason
    called_at: datetime
    respond_due_at: datetime
    promised_paid_due_at: datetime | None = None
    statutory_paid_due_at: datetime | None = None
    papers: Papers
    papers_due_on: date
    papers_due_at: datetime

    def effective_at(self) -> datetime:
        """The minute of the call."""
        return self.called_at


class EmergencyResponded(Event):
    """Whoever was on duty answered the call at `responded_at`; recorded when it was told."""

    responded_at: datetime
    within: bool
    post_id: str | None = None
    acted_as: ActedAs | None = None

    def effective_at(self) -> datetime:
        """The minute of the answer."""
        return self.responded_at


class EmergencyPaymentKnown(Event):
    """The help was paid at `paid_at`; recorded by reaction to the first `assistance-paid` of the case.

    Each `within_…` is absent where the item sets no such time.
    """

    paid_at: datetime
    within_promise: bool | None = None
    within_statute: bool | None = None
    source_position: int

    def effective_at(self) -> datetime:
        """When the money was handed over or sent."""
        return self.paid_at


class EmergencyPapersSubmitted(Event):
    """Papers were handed in after the help; `materials` name papers, never persons."""

    materials: Papers
    submitted_on: date
    post_id: str | None = None
    acted_as: ActedAs | None = None


class EmergencyServiceCompleted(Event):
    """All papers of the emergency are in, in time or late; recorded with the last of them."""

    completed_on: date
    within: bool


class EmergencyLimitMissed(Event):
    """Nobody had told when the time was over that it was kept; recorded once for each limit.

    It stays, also where somebody tells later that it had been kept: then both are in the log.
    """

    limit: EmergencyLimit
    fell_due_at: datetime

    def effective_at(self) -> datetime:
        """When the time was over."""
        return self.fell_due_at


EmergencyEvent = (
    EmergencyServiceOpened
    | EmergencyResponded
    | EmergencyPaymentKnown
    | EmergencyPapersSubmitted
    | EmergencyServiceCompleted
    | EmergencyLimitMissed
)
