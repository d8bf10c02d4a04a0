"""What is asked and recorded of an application beside its straight way: ends, papers one by one, mistakes put right."""

from __future__ import annotations

from datetime import date, datetime

from services.intake.domain.application_commands import RequestCorrection, SubmitCorrection
from services.intake.domain.application_corrections import HandInMaterial
from services.intake.domain.application_endings import DeclineApplication, TransferApplication
from services.intake.domain.application_mending import (
    ConfirmAnnulment,
    CorrectApplicant,
    CorrectEntry,
    WithdrawAcceptance,
)
from services.intake.domain.types import ApplicationId
from shared.contracts.casework.case_aftermath import EntryFault
from shared.contracts.casework.reasons import Reasons
from shared.contracts.intake.application import Applicant, CorrectionRequested, CorrectionSubmitted, Defect
from shared.contracts.intake.application_corrections import MaterialHandedIn
from shared.contracts.intake.application_endings import (
    ApplicationLapsed,
    ApplicationNotAccepted,
    ApplicationTransferred,
    NotAcceptedCause,
)
from shared.contracts.intake.application_mending import (
    AcceptanceFault,
    AcceptanceWithdrawn,
    AnnulmentConfirmed,
    ApplicantCorrected,
    ApplicantField,
    EntryCorrected,
)
from shared.kernel.instants import SHANGHAI
from shared.kernel.personal import Personal
from tests.intake.samples import SUBJECT, defect

WHY = Reasons.of(SUBJECT, ("不属于本机关职权范围",))
HOW = ("可自收到本通知之日起60日内申请行政复议", "可在6个月内提起行政诉讼")
BODY, BODY_NAME = "dept-human-resources", "城东区人力资源和社会保障局"


def decline(cause: NotAcceptedCause = NotAcceptedCause.NOT_REQUIRED, remedies=HOW) -> DeclineApplication:
    return DeclineApplication(cause=cause, reasons=WHY, remedies=remedies)


def declined(
    on: date = date(2014, 9, 25),
    reconsider: date = date(2014, 11, 24),
    sue: date = date(2015, 3, 25),
    cause: NotAcceptedCause = NotAcceptedCause.NOT_REQUIRED,
) -> ApplicationNotAccepted:
    return ApplicationNotAccepted(
        cause=cause,
        reasons=WHY,
        remedies=HOW,
        not_accepted_on=on,
        reconsideration_due_on=reconsider,
        litigation_due_on=sue,
    )


transfer = TransferApplication(to_body=BODY, body_name=BODY_NAME, reasons=WHY)


def transferred(on: date = date(2014, 9, 25)) -> ApplicationTransferred:
    return ApplicationTransferred(to_body=BODY, body_name=BODY_NAME, reasons=WHY, transferred_on=on)


def ask_again(*materials: str, of_new_material: bool = True) -> RequestCorrection:
    return RequestCorrection(defects=defects(*materials), of_new_material=of_new_material)


def asked_again(*materials: str, due_on: date) -> CorrectionRequested:
    return CorrectionRequested(defects=defects(*materials), due_on=due_on, of_new_material=True)


def defects(*materials: str) -> tuple[Defect, ...]:
    return tuple(defect(material, "不清晰") for material in materials)


def bring(*materials: str) -> SubmitCorrection:
    return SubmitCorrection(materials=materials)


def brought(*materials: str, on: date, counted_from_on: date | None = None) -> CorrectionSubmitted:
    return CorrectionSubmitted(materials=materials, received_on=on, counted_from_on=counted_from_on)


def hand_in_one(material: str) -> HandInMaterial:
    return HandInMaterial(material=material)


def one_in(material: str, *missing: str, on: date) -> MaterialHandedIn:
    return MaterialHandedIn(material=material, received_on=on, still_missing=missing)


def lapsed(*missing: str, on: date = date(2014, 10, 14), hour: int = 18) -> ApplicationLapsed:
    fell_due_at = datetime(on.year, on.month, on.day, hour, tzinfo=SHANGHAI)
    return ApplicationLapsed(due_on=on, missing=missing, fell_due_at=fell_due_at)


take_back = WithdrawAcceptance(cause=AcceptanceFault.INCOMPLETE, reasons=WHY)


def taken_back(on: date = date(2014, 9, 26), withdrawal: int = 1) -> AcceptanceWithdrawn:
    return AcceptanceWithdrawn(withdrawal=withdrawal, cause=AcceptanceFault.INCOMPLETE, reasons=WHY, withdrawn_on=on)


def confirm(withdrawal: int = 1) -> ConfirmAnnulment:
    return ConfirmAnnulment(case_id="case-1", withdrawal=withdrawal, source_position=60)


def confirmed(withdrawal: int = 1) -> AnnulmentConfirmed:
    return AnnulmentConfirmed(case_id="case-1", withdrawal=withdrawal, source_position=60)


def person(subject: str, name: str = "示例·马奶奶") -> Personal[Applicant]:
    said = Applicant(name=name, id_kind="citizen-id", id_number="630102194503120017")
    return Personal[Applicant].of(subject, said)


OTHER = "subject-han"
NAME = (ApplicantField.NAME,)


def mend(entry: str = "entry-1", subject: str = SUBJECT) -> CorrectEntry:
    return CorrectEntry(entry_id=entry, fields=NAME, fault=EntryFault.MISTYPED, applicant=person(subject, "马奶奶"))


def mended(entry: str = "entry-1") -> EntryCorrected:
    return EntryCorrected(entry_id=entry, fields=NAME, fault=EntryFault.MISTYPED, applicant=person(SUBJECT, "马奶奶"))


def replace_person(entry: str = "entry-2", subject: str = OTHER) -> CorrectApplicant:
    return CorrectApplicant(
        application_id=ApplicationId("a-1"), entry_id=entry, fault=EntryFault.MISCOPIED, applicant=person(subject)
    )


def replaced(entry: str = "entry-2", former: str = SUBJECT, subject: str = OTHER) -> ApplicantCorrected:
    return ApplicantCorrected(
        entry_id=entry, former_subject=former, fault=EntryFault.MISCOPIED, applicant=person(subject)
    )
