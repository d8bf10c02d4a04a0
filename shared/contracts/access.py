"""Events of the access log (访问记录): which of a person's values somebody was shown, who, when and what for.

Actor, role, organisation and instant stand in the envelope. One aggregate, `access/<id>`, for each reading.
"""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from shared.kernel.messages import Event
from shared.kernel.personal import Personal, SubjectRef

FieldPath = Annotated[str, Field(pattern=r"^[a-z0-9_.]{1,100}$")]
"""Where in the event a value stands, as `applicant` or `applicant.id_number`."""
Concerning = Annotated[str, Field(pattern=r"^[a-z][a-z-]*/[A-Za-z0-9._:-]{1,80}$")]
"""The aggregate that was read, as `application/…`."""

Reader = Annotated[str, Field(max_length=64)]
"""Who read, by the pseudonymous id of their token."""


class Purpose(StrEnum):
    """What somebody is shown a person's values for."""

    SERVING = "SERVING"
    """To serve the person: at a window, or by reaching them for an appointment."""

    PRINTING = "PRINTING"
    """To print what is handed over at the counter."""

    EXAMINING = "EXAMINING"
    """To examine the papers that were handed in."""

    ANSWERING = "ANSWERING"
    """To answer what they asked or complained about."""

    CALLING_BACK = "CALLING_BACK"
    """To follow a bad rating up."""

    IDENTITY_CHECK = "IDENTITY_CHECK"
    """To compare the whole document number with another register."""

    URGENT_HELP = "URGENT_HELP"
    """Somebody is in danger."""

    LEGAL_REQUEST = "LEGAL_REQUEST"
    """A court or another authority may ask for it by law."""

    OWN = "OWN"
    """The person asked, by a code that only they have."""

    COPY = "COPY"
    """The person asked for a copy of everything."""

    ADMINISTERING = "ADMINISTERING"
    """To keep a register of persons in office."""

    APPRAISING = "APPRAISING"
    """To appraise their work of a year, or to see that it is put right."""


class ReadResult(StrEnum):
    """What the reader saw."""

    SHOWN = "SHOWN"
    ERASED = "ERASED"
    """Nothing: the person's key was destroyed."""


class ReviewFinding(StrEnum):
    """What the review of an exceptional reading found."""

    JUSTIFIED = "JUSTIFIED"
    UNJUSTIFIED = "UNJUSTIFIED"


class PersonalDataRead(Event):
    """Somebody was shown values of a person; recorded before they were shown."""

    subject: SubjectRef
    fields: tuple[FieldPath, ...]
    purpose: Purpose
    concerning: Concerning
    result: ReadResult


class AccessReviewDemanded(Event):
    """What is masked otherwise was shown for once; somebody else has to review it by the end of `due_on`."""

    reader: Reader
    reason: Personal[str]
    due_on: date


class AccessReviewed(Event):
    """Somebody else than the reader judged whether the reading was justified."""

    finding: ReviewFinding
    reviewed_on: date


class AccessReviewMissed(Event):
    """Nobody had reviewed the reading when the last day for it was over; it may still be reviewed."""

    due_on: date
    fell_due_at: datetime

    def effective_at(self) -> datetime:
        """The instant at which the last day was over."""
        return self.fell_due_at


AccessEvent = PersonalDataRead | AccessReviewDemanded | AccessReviewed | AccessReviewMissed
