"""Events that put a mistake of the hall right (更正); what was recorded before them stays."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from shared.contracts.casework.case_aftermath import EntryFault
from shared.contracts.casework.post import ActedAs
from shared.contracts.casework.reasons import Reasons
from shared.contracts.intake.application import Applicant
from shared.contracts.intake.application_people import Protection
from shared.kernel.messages import Event
from shared.kernel.personal import Personal, SubjectRef


class AcceptanceFault(StrEnum):
    """What was wrong with an acceptance."""

    INCOMPLETE = "INCOMPLETE"
    """A paper that is needed was not there."""

    CONDITIONS_NOT_MET = "CONDITIONS_NOT_MET"
    NOT_THIS_BODY = "NOT_THIS_BODY"
    WRONG_ITEM = "WRONG_ITEM"
    WRONG_APPLICATION = "WRONG_APPLICATION"
    """Another application was meant."""

    OTHER = "OTHER"


class ApplicantField(StrEnum):
    """What of an applicant can be mended while they stay the same person; a number says who they are."""

    NAME = "NAME"
    PHONE = "PHONE"


class AcceptanceWithdrawn(Event):
    """The hall took its acceptance back because it was a mistake; the application is at the window again.

    The limit for telling the applicant something runs anew from `withdrawn_on`. `withdrawal` counts the acceptances
    that were taken back, from 1.
    """

    withdrawal: Annotated[int, Field(ge=1)]
    cause: AcceptanceFault
    reasons: Reasons
    withdrawn_on: date
    post_id: str | None = None
    acted_as: ActedAs | None = None


class AnnulmentConfirmed(Event):
    """The back office has annulled the case of the acceptance that was taken back as the `withdrawal`-th, so that no
    result of it will come; recorded by reaction to `case-annulled`.
    """

    case_id: str
    withdrawal: int
    source_position: int


class EntryCorrected(Event):
    """A slip of the pen in what was entered of the applicant was mended; it is the same person as before.

    `applicant` is all that is entered now, `fields` are what changed.
    """

    entry_id: str
    fields: tuple[ApplicantField, ...]
    fault: EntryFault
    applicant: Personal[Applicant]
    post_id: str | None = None
    acted_as: ActedAs | None = None


class ApplicantCorrected(Event):
    """The wrong person had been entered as applicant; whoever applied stands in their place from the receipt on.

    `former_subject` refers to who had been entered, `applicant` is who applied; `protection` says why they cannot act
    alone. Nobody is authorised any more to act for them, and their own word for a finance check is not given.
    """

    entry_id: str
    former_subject: SubjectRef
    fault: EntryFault
    applicant: Personal[Applicant]
    post_id: str | None = None
    acted_as: ActedAs | None = None
    protection: Protection | None = None


ApplicationMendingEvent = AcceptanceWithdrawn | AnnulmentConfirmed | EntryCorrected | ApplicantCorrected
