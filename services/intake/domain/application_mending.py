"""Mistakes of the hall that are put right (更正): an acceptance is taken back, a slip mended, a wrong person replaced.

Invariants: an acceptance is taken back only before anything was decided · until the back office has confirmed that its
case is annulled, the application cannot end at the window, since a result may still come · a person is replaced before
a result was delivered, and never by themselves · what was recorded stays.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar, assert_never

from pydantic import Field

from services.intake.domain.application_duplicates_acts import found_by
from services.intake.domain.application_people import NOBODY_ELSE
from services.intake.domain.application_refusals import ApplicationNotReceived
from services.intake.domain.application_state import (
    Accepted,
    Application,
    AwaitingCorrection,
    Delivered,
    Events,
    Kept,
    Received,
    ResultHeld,
    Revoked,
    was_delivered,
)
from services.intake.domain.claim import claims_of
from services.intake.domain.types import ApplicationId
from services.intake.domain.window_post import OnPost
from shared.contracts.casework.case_aftermath import EntryFault
from shared.contracts.casework.reasons import Reasons
from shared.contracts.intake.application import Applicant
from shared.contracts.intake.application_mending import (
    AcceptanceFault,
    AcceptanceWithdrawn,
    AnnulmentConfirmed,
    ApplicantCorrected,
    ApplicantField,
    EntryCorrected,
)
from shared.contracts.intake.application_people import ApplicantKind, Protection
from shared.kernel.decider import Context
from shared.kernel.messages import Command
from shared.kernel.personal import Personal
from shared.kernel.refusals import Conflict, Refusal

# --- commands and refusals --------------------------------------------------


class WithdrawAcceptance(Command):
    """Take an acceptance back that was a mistake."""

    cause: AcceptanceFault
    reasons: Reasons


class CorrectEntry(Command):
    """Mend a slip in what was entered of the applicant; `applicant` is all of it as it should read."""

    entry_id: str
    fields: Annotated[tuple[ApplicantField, ...], Field(min_length=1)]
    fault: EntryFault
    applicant: Personal[Applicant]


class CorrectApplicant(Command):
    """Put who applied in the place of the person that was entered; `protection` says why they cannot act alone."""

    application_id: ApplicationId
    entry_id: str
    fault: EntryFault
    applicant: Personal[Applicant]
    protection: Protection | None = None
    legal_person: bool = False


class ConfirmAnnulment(Command):
    """Record that the back office annulled the case of an acceptance that was taken back."""

    case_id: str
    withdrawal: int
    source_position: int


MendingCommand = WithdrawAcceptance | CorrectEntry | CorrectApplicant


@dataclass(frozen=True, slots=True)
class NothingAccepted(Conflict):
    """The application was never accepted."""

    slug: ClassVar[str] = "nothing-accepted"
    zh: ClassVar[str] = "申请尚未受理"
    en: ClassVar[str] = "The application has not been accepted"


@dataclass(frozen=True, slots=True)
class ResultHere(Conflict):
    """The back office has decided: its result is, or was, at the counter."""

    slug: ClassVar[str] = "result-here"
    zh: ClassVar[str] = "办理结果已送达窗口，受理不得撤回"
    en: ClassVar[str] = "The counter holds, or held, a result: the acceptance stands"


@dataclass(frozen=True, slots=True)
class AnnulmentNotConfirmed(Conflict):
    """The acceptance was taken back, and the back office has not said yet that its case is annulled.

    A moment later it has, or its result comes to the counter, as it had been decided before.
    """

    slug: ClassVar[str] = "annulment-not-confirmed"
    zh: ClassVar[str] = "受理已撤回，后台尚未确认销案，请稍后重试"
    en: ClassVar[str] = "The acceptance was taken back, but the case is not annulled yet; try again in a moment"


@dataclass(frozen=True, slots=True)
class ApplicantUnchanged(Conflict):
    """That is the person who is entered: a slip in their entry is mended otherwise."""

    slug: ClassVar[str] = "applicant-unchanged"
    zh: ClassVar[str] = "申请人未变更，登记有误请作信息更正"
    en: ClassVar[str] = "That is the person who is entered; mend the entry instead"


@dataclass(frozen=True, slots=True)
class OfAnotherPerson(Conflict):
    """The mended entry is of another person than the one who is entered."""

    slug: ClassVar[str] = "of-another-person"
    zh: ClassVar[str] = "更正内容与登记的申请人不符"
    en: ClassVar[str] = "The entry is of another person"


@dataclass(frozen=True, slots=True)
class ResultDeliveredAlready(Conflict):
    """Somebody has a result in their hands."""

    slug: ClassVar[str] = "result-delivered"
    zh: ClassVar[str] = "办理结果已送达，申请人不得更换"
    en: ClassVar[str] = "A result was delivered: the applicant stays"


@dataclass(frozen=True, slots=True)
class LegalPersonStays(Conflict):
    """A legal person takes nobody's place, nor anybody a legal person's: its name was made public with the receipt."""

    slug: ClassVar[str] = "legal-person-stays"
    zh: ClassVar[str] = "法人申请不得更换申请人，请撤回后重新申请"
    en: ClassVar[str] = "A legal person's application is withdrawn and handed in again"


# --- decisions --------------------------------------------------------------


def mend(command: MendingCommand, application: Kept, on: OnPost, context: Context) -> Events | Refusal:
    """Put a mistake right at the counter."""
    match command:
        case WithdrawAcceptance():
            return _withdraw(command, application, on, context)
        case CorrectEntry():
            return _correct_entry(command, application, on)
        case CorrectApplicant():
            return _correct_applicant(command, application, on, context)
        case _:
            assert_never(command)


def _withdraw(command: WithdrawAcceptance, application: Kept, on: OnPost, context: Context) -> Events | Refusal:
    match application:
        case Accepted(received=Received(), at_window=None):
            return [
                AcceptanceWithdrawn(
                    withdrawal=application.facts.withdrawals + 1,
                    cause=command.cause,
                    reasons=command.reasons,
                    withdrawn_on=context.today,
                    post_id=on.post_id,
                    acted_as=on.acted_as,
                )
            ]
        case Accepted() | ResultHeld() | Delivered() | Revoked():
            return ResultHere()
        case Received() | AwaitingCorrection():
            return [] if application.facts.withdrawals else NothingAccepted()
        case _:
            return ApplicationNotReceived()


def _correct_entry(command: CorrectEntry, application: Kept, on: OnPost) -> Events | Refusal:
    if command.entry_id in application.facts.entries:
        return []
    if command.applicant.subject != application.facts.subject:
        return OfAnotherPerson()
    return [
        EntryCorrected(
            entry_id=command.entry_id,
            fields=command.fields,
            fault=command.fault,
            applicant=command.applicant,
            post_id=on.post_id,
            acted_as=on.acted_as,
        )
    ]


def _correct_applicant(command: CorrectApplicant, application: Kept, on: OnPost, context: Context) -> Events | Refusal:
    if command.entry_id in application.facts.entries:
        return []
    if was_delivered(application):
        return ResultDeliveredAlready()
    if not isinstance(application, Received | AwaitingCorrection | Accepted | ResultHeld):
        return ApplicationNotReceived()
    if command.applicant.subject == application.facts.subject:
        return ApplicantUnchanged()
    facts = application.facts
    if command.legal_person or facts.people.kind is ApplicantKind.LEGAL_PERSON:
        return LegalPersonStays()
    corrected = ApplicantCorrected(
        entry_id=command.entry_id,
        former_subject=facts.subject,
        fault=command.fault,
        applicant=command.applicant,
        post_id=on.post_id,
        acted_as=on.acted_as,
        protection=command.protection,
    )
    asked = claims_of(facts.item_code, command.applicant.subject, NOBODY_ELSE)
    return [corrected, *found_by(command.application_id, asked, facts.centre_id, context)]


def confirm(command: ConfirmAnnulment, application: Application) -> Events:
    """Record that no result will come; what is heard of an earlier withdrawal says nothing of the last."""
    if not isinstance(application, Received) or not application.annulling:
        return []
    if command.withdrawal != application.facts.withdrawals:
        return []
    return [
        AnnulmentConfirmed(
            case_id=command.case_id, withdrawal=command.withdrawal, source_position=command.source_position
        )
    ]
