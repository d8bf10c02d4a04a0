"""How each fact changes where a special-fund project stands."""

from __future__ import annotations

from dataclasses import replace

from services.grants.domain.fund_project_state import (
    Accepted,
    Approved,
    ClawedBack,
    Contracted,
    Ended,
    File,
    FundProject,
    NotProposed,
    Opened,
    Posted,
    Proposed,
    Result,
    Returned,
    Stage,
    Submitted,
    Supported,
    Work,
    resolution_of,
)
from shared.contracts.grants.fund_project import (
    DemandSurveyed,
    FundReviewed,
    FundReviewMissed,
    Opinion,
    PreNoticePosted,
    ProjectApproved,
    ProjectObjected,
    ProjectObjectionSettled,
    ProjectOpened,
    ProjectProposed,
    ProjectSubmitted,
    ProjectWithdrawn,
    ResolutionLinked,
    SupervisionOpinionGiven,
    Verdict,
)
from shared.contracts.grants.fund_project_work import (
    AdvancePaid,
    ClawbackMissed,
    ClawbackOrdered,
    ClawbackRecovered,
    ClawbackReferred,
    FinalPaid,
    FundProjectEvent,
    FundProjectNotStarted,
    PaymentUndone,
    ProjectContracted,
    ProjectProgressed,
    ResultPosted,
    WorkAccepted,
    WorkNotAccepted,
)
from shared.kernel.refusals import CorruptStream


def evolve(project: FundProject, event: FundProjectEvent) -> FundProject:
    """Apply one recorded fact. Total: facts are not refused."""
    match event, project:
        case ProjectOpened(), NotProposed():
            return Opened(event)
        case ProjectProposed(), (NotProposed() | Opened() | Returned()):
            return Proposed(File(event, event.resolution_id or resolution_of(project)))
        case DemandSurveyed(), Proposed(file):
            return Proposed(file, event)
        case ResolutionLinked(), Proposed(file, survey):
            return Proposed(replace(file, resolution_id=event.resolution_id), survey)
        case SupervisionOpinionGiven(), Proposed(file):
            return Supported(file) if event.opinion is Opinion.SUPPORTED else _asked_anew(file)
        case PreNoticePosted(), Supported(file):
            return Posted(file, event.until_on)
        case ProjectObjected(), Posted():
            return _objected(project, event)
        case ProjectObjectionSettled(), Posted(file=file, objections=objections):
            settled = {**objections, event.objection_id: event}
            return _asked_anew(file) if event.upheld else replace(project, objections=settled)
        case ProjectSubmitted(), Posted(file):
            return Submitted(file, event.due_on)
        case FundReviewMissed(), Submitted():
            return replace(project, missed=True)
        case FundReviewed(), Submitted(file):
            return _reviewed(project, file, event)
        case ProjectApproved(), (Submitted(file) | Approved(file)):
            return Approved(file, event)
        case ProjectWithdrawn(), (
            Proposed(file) | Supported(file) | Posted(file) | Submitted(file) | Returned(file) | Approved(file)
        ):
            return Ended(file, Stage.WITHDRAWN)
        case ProjectWithdrawn(), (Contracted(work) | Accepted(work)):
            return Ended(work.file, Stage.WITHDRAWN)
        case _:
            return _worked(project, event)


def _asked_anew(file: File) -> Proposed:
    return Proposed(replace(file, resolution_id=None))


def _objected(project: Posted, event: ProjectObjected) -> Posted:
    return replace(
        project,
        objections={**project.objections, event.objection_id: None},
        households=project.households | _those(event.household),
        residents=project.residents | _those(event.resident),
    )


def _those(known: str | None) -> frozenset[str]:
    return frozenset() if known is None else frozenset({known})


def _reviewed(project: Submitted, file: File, event: FundReviewed) -> FundProject:
    match event.verdict:
        case Verdict.IN_ORDER:
            return replace(project, reviews=project.reviews | {event.level})
        case Verdict.RETURNED:
            return Returned(file)
        case Verdict.REJECTED:
            return Ended(file, Stage.REJECTED)


def _worked(project: FundProject, event: FundProjectEvent) -> FundProject:
    match event, project:
        case ProjectContracted(), Approved(file, approved):
            return Contracted(Work(file, approved, event))
        case ProjectProgressed(), Contracted(work):
            return Contracted(replace(work, percent=event.percent))
        case WorkNotAccepted(), Contracted(work):
            return Contracted(replace(work, failed=work.failed | {event.inspection_id}))
        case WorkAccepted(), Contracted(work):
            return Accepted(work, event.amount.amount)
        case AdvancePaid(), Contracted(work):
            return Contracted(_with_payment(work, event))
        case FinalPaid(), Accepted(work, amount):
            return Accepted(_with_payment(work, event), amount)
        case PaymentUndone(), Contracted(work):
            return Contracted(_without_payment(work, event.payment_id))
        case PaymentUndone(), (Accepted(work, amount) | Result(work, amount)):
            return Accepted(_without_payment(work, event.payment_id), amount)
        case ResultPosted(), Accepted(work, amount):
            return Result(work, amount, event.until_on)
        case FundProjectNotStarted(), Contracted(work):
            return Contracted(replace(work, start_missed=True))
        case ClawbackOrdered(), (Contracted(work) | Accepted(work) | Result(work)):
            return ClawedBack(work, event)
        case ClawbackRecovered(), ClawedBack(receipts=receipts):
            return replace(project, receipts={**receipts, event.receipt: event.amount.amount})
        case ClawbackMissed(), ClawedBack():
            return replace(project, missed=True)
        case ClawbackReferred(), ClawedBack():
            return replace(project, referred=True)
        case _:
            raise CorruptStream(f"{type(event).__name__} of a project that is {type(project).__name__}")


def _with_payment(work: Work, event: AdvancePaid | FinalPaid) -> Work:
    return replace(work, payments={**work.payments, event.payment_id: event})


def _without_payment(work: Work, payment_id: str) -> Work:
    left = {id_: each for id_, each in work.payments.items() if id_ != payment_id}
    return replace(work, payments=left)
