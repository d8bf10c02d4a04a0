"""Events of the application (申请): what a resident asked for at a window, until the result is in their hands."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from shared.contracts.casework.case import Outcome
from shared.kernel.instants import start_of
from shared.kernel.messages import Event, Value
from shared.kernel.personal import Personal, SubjectRef

Name = Annotated[str, Field(min_length=1, max_length=100)]


class DeliveryMode(StrEnum):
    """How the result reached the applicant."""

    WINDOW = "WINDOW"
    POST = "POST"
    HOME_VISIT = "HOME_VISIT"


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

    `materials` name papers, never persons.
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


class CorrectionRequested(Event):
    """The one notice that lists everything (一次性告知) was handed over; `due_on` is the last day to answer it."""

    defects: tuple[Defect, ...]
    due_on: date


class CorrectionSubmitted(Event):
    """All that the notice listed is in; this day is the new day of receipt. `materials` name papers, never persons."""

    materials: tuple[Name, ...]
    received_on: date


class ApplicationAccepted(Event):
    """The application is complete and taken on (受理); the back office's clocks start from `accepted_on`.

    `subject` refers to the applicant: whoever writes about them seals it under this reference.
    """

    subject: SubjectRef
    centre_id: str
    item_code: str
    item_version: int
    accepted_on: date

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
    """The applicant took the application back, for a reason that is theirs alone."""

    reason: Personal[str]


class ResultReceived(Event):
    """The back office closed the case and the counter holds its result; recorded by reaction to `case-closed`."""

    case_id: str
    outcome: Outcome
    source_position: int


class ResultDelivered(Event):
    """The applicant has the result (送达); recorded at the window."""

    mode: DeliveryMode
    delivered_on: date


ApplicationEvent = (
    ApplicationReceived
    | CorrectionRequested
    | CorrectionSubmitted
    | ApplicationAccepted
    | ApplicationDeemedAccepted
    | ApplicationWithdrawn
    | ResultReceived
    | ResultDelivered
)
