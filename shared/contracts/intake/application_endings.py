"""Events that end an application before the back office has a case: by the hall's word, or by the passing of time."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from shared.contracts.casework.post import ActedAs
from shared.contracts.casework.reasons import Reasons, Texts
from shared.contracts.intake.application import Name
from shared.kernel.messages import Event

BodyRef = Annotated[str, Field(pattern=r"^[A-Za-z0-9._:-]{1,64}$")]


class NotAcceptedCause(StrEnum):
    """Why an application was not accepted (不予受理)."""

    NOT_REQUIRED = "NOT_REQUIRED"
    """What is asked for needs nobody's consent (依法不需要办理)."""

    NOT_THIS_BODY = "NOT_THIS_BODY"
    """No matter of this body's; it does not hand the application on."""

    CONDITIONS_NOT_MET = "CONDITIONS_NOT_MET"
    """The conditions of acceptance, as the guide has them, are not met."""

    CORRECTION_INCOMPLETE = "CORRECTION_INCOMPLETE"
    """What was handed in after the notice does not put it right."""

    MATERIAL_FALSE = "MATERIAL_FALSE"
    """A paper is not genuine, or what it says is not true."""

    DUPLICATE = "DUPLICATE"
    """The same is asked for already, or was granted."""

    OTHER = "OTHER"


class ApplicationNotAccepted(Event):
    """The hall told the applicant that the application is not accepted, why, and what can be done about it (不予受理).

    `remedies` are the law's words; `…_due_on` are the last days to ask for reconsideration and to sue, counted from
    `not_accepted_on`.
    """

    cause: NotAcceptedCause
    reasons: Reasons
    remedies: Texts
    not_accepted_on: date
    reconsideration_due_on: date
    litigation_due_on: date
    post_id: str | None = None
    acted_as: ActedAs | None = None


class ApplicationTransferred(Event):
    """The application is another body's matter and was handed on to it; the applicant was told to which (移送)."""

    to_body: BodyRef
    body_name: Name
    reasons: Reasons
    transferred_on: date
    post_id: str | None = None
    acted_as: ActedAs | None = None


class ApplicationLapsed(Event):
    """What the notice asked for did not come in by the end of `due_on`, its last day; recorded then, at `fell_due_at`.

    `missing` names papers, never persons.
    """

    due_on: date
    missing: tuple[Name, ...]
    fell_due_at: datetime

    def effective_at(self) -> datetime:
        """The instant at which the last day was over for a resident."""
        return self.fell_due_at


ApplicationEndingEvent = ApplicationNotAccepted | ApplicationTransferred | ApplicationLapsed
