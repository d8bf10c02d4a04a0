"""Events of the application (申请): what a resident asked for at a window, until the result is in their hands.

What people do at the counter names the window's post on which they did it, and whether as its A or B (AB岗), where
the window, for all but the receipt its hall, has a post.
"""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from shared.contracts.casework.case import Outcome
from shared.contracts.casework.post import ActedAs
from shared.contracts.intake.application_duplicates import ApplicationDuplicateEvent, ApplicationMerged
from shared.contracts.intake.application_instant import ApplicationInstantEvent
from shared.contracts.intake.application_people import ApplicantKind, ApplicationPeopleEvent, LegalPerson, Protection
from shared.kernel.instants import start_of
from shared.kernel.messages import Event, Value
from shared.kernel.personal import Personal, Published, SubjectRef

Name = Annotated[str, Field(min_length=1, max_length=100)]


class DeliveryMode(StrEnum):
    """How the result reached the applicant."""

    WINDOW = "WINDOW"
    POST = "POST"
    HOME_VISIT = "HOME_VISIT"


class EndingCause(StrEnum):
    """Why the back office ended a case without a decision."""

    DIED = "DIED"
    """The applicant has died."""

    LOST_PURPOSE = "LOST_PURPOSE"
    """What was applied for cannot be had any more, or nobody needs it."""


class Applicant(Value):
    """Who applies. `id_number` is the citizen ID or the number of a document of `id_kind`; `phone` is E.164."""

    name: Annotated[str, Field(min_length=1, max_length=50)]
    id_kind: Annotated[str, Field(min_length=1, max_length=30)]
    id_number: Annotated[str, Field(min_length=1, max_length=30)]
    phone: Annotated[str, Field(max_length=20)] | None = None


class Defect(Value):
    """One paper that is missing or wrong, and what would put it right, in words for the applicant alone.

    `material` names a paper and never a person, as materials do everywhere: it stays readable when a person is erased.
    """

    material: Name
    reason: Personal[str]


class ApplicationReceived(Event):
    """A resident handed in an application at a window and got a voucher; recorded at the window (收件).

    `materials` name papers, never persons. Without an `applicant_kind` a natural person applies; of a legal person
    `applicant` has name and code too. `household` and `address_ref` refer to the register's number and to the address,
    `agent` to who handed in for the applicant; `protection` says why the applicant cannot act alone. `window_id` is
    empty where it was at none: an emergency outside the hours.
    """

    hall_id: str
    window_id: str
    centre_id: str
    item_code: str
    item_version: int
    voucher_number: str
    applicant: Personal[Applicant]
    materials: tuple[Name, ...]
    received_on: date
    post_id: str | None = None
    acted_as: ActedAs | None = None
    applicant_kind: ApplicantKind | None = None
    legal_person: Published[LegalPerson] | None = None
    household: SubjectRef | None = None
    address_ref: SubjectRef | None = None
    address: Personal[str] | None = None
    protection: Protection | None = None
    agent: SubjectRef | None = None


class CorrectionRequested(Event):
    """The one notice that lists everything (一次性告知) was handed over; `due_on` is the last day to answer it.

    `of_new_material` says that it is a further one, which lists only papers that were handed in after the one before.
    """

    defects: tuple[Defect, ...]
    due_on: date
    post_id: str | None = None
    acted_as: ActedAs | None = None
    of_new_material: bool | None = None


class CorrectionSubmitted(Event):
    """All that the notice listed is in; this day is the new day of receipt. `materials` name papers, never persons.

    Where the last paper came online out of hours, the check of the application counts from `counted_from_on`. `agent`
    refers to who handed them in for the applicant.
    """

    materials: tuple[Name, ...]
    received_on: date
    post_id: str | None = None
    acted_as: ActedAs | None = None
    counted_from_on: date | None = None
    agent: SubjectRef | None = None


class ApplicationAccepted(Event):
    """The application is complete and taken on (受理); the back office's clocks start from `accepted_on`.

    `subject` refers to the applicant: whoever writes about them seals it under this reference.
    """

    subject: SubjectRef
    centre_id: str
    item_code: str
    item_version: int
    accepted_on: date
    post_id: str | None = None
    acted_as: ActedAs | None = None

    def effective_at(self) -> datetime:
        """The beginning of the day of acceptance."""
        return start_of(self.accepted_on)


class ApplicationDeemedAccepted(Event):
    """Nobody told the applicant anything within the limit, so the law takes the application as accepted
    on the day of receipt (行政许可法 §32); recorded when the limit ran out, at `fell_due_at`. `subject` refers to them.
    """

    subject: SubjectRef
    centre_id: str
    item_code: str
    item_version: int
    accepted_on: date
    fell_due_at: datetime

    def effective_at(self) -> datetime:
        """The instant at which the limit ran out."""
        return self.fell_due_at


class ApplicationWithdrawn(Event):
    """The applicant, or `agent` for them, took the application back, for a reason that is theirs alone."""

    reason: Personal[str]
    post_id: str | None = None
    acted_as: ActedAs | None = None
    agent: SubjectRef | None = None


class ApplicationEnded(Event):
    """The back office ended the case without a decision, and there will be no result; recorded by reaction to
    version 2 of `case-terminated`.
    """

    case_id: str
    cause: EndingCause
    source_position: int


class ResultReceived(Event):
    """The back office closed the case and the counter holds its result; recorded by reaction to `case-closed`.

    A later one takes the place of the result held or delivered before, and is to be handed over again: the case was
    decided again, or an authority above corrected the decision (reaction to `decision-corrected`).
    """

    case_id: str
    outcome: Outcome
    source_position: int


class ResultRecalled(Event):
    """The decision fell and the case is examined again: its result is not handed over, and where it was delivered
    another will come; recorded by reaction to `case-reopened`.
    """

    case_id: str
    source_position: int


class ResultRevoked(Event):
    """An authority above took the decision back, and nothing stands in its place to hand over; recorded by reaction to
    `decision-revoked`.
    """

    case_id: str
    source_position: int


class ResultDelivered(Event):
    """The applicant, or `agent` for them, has the result (送达); recorded at the window."""

    mode: DeliveryMode
    delivered_on: date
    post_id: str | None = None
    acted_as: ActedAs | None = None
    agent: SubjectRef | None = None


ApplicationEvent = (
    ApplicationReceived
    | CorrectionRequested
    | CorrectionSubmitted
    | ApplicationAccepted
    | ApplicationDeemedAccepted
    | ApplicationWithdrawn
    | ApplicationEnded
    | ResultReceived
    | ResultRecalled
    | ResultRevoked
    | ResultDelivered
    | ApplicationMerged
    | ApplicationPeopleEvent
    | ApplicationDuplicateEvent
    | ApplicationInstantEvent
)
