"""What can be asked of a special-fund project."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import Field, model_validator

from services.grants.domain.types import GivenCommittee, GivenResolution
from shared.contracts.councils.supervision_committee_acts import SubjectKind
from shared.contracts.grants.fund import FundAmount, Period, Reference
from shared.contracts.grants.fund_project import (
    BudgetLine,
    ObjectionMatter,
    Opinion,
    ProposedBy,
    ReviewFault,
    Title,
    Verdict,
)
from shared.contracts.grants.fund_project_work import (
    AcceptanceFault,
    Acceptor,
    ClawbackBasis,
    InvoiceOf,
    Quote,
    ReferredTo,
    Signature,
)
from shared.kernel.instants import Day
from shared.kernel.messages import Command
from shared.kernel.personal import SubjectRef

Counted = Annotated[int, Field(ge=0, le=10**6)]
Acceptors = Annotated[tuple[Acceptor, ...], Field(min_length=1, max_length=20)]
Signatures = Annotated[tuple[Signature, ...], Field(min_length=1, max_length=10)]


class OpenProject(Command):
    """Open a project for a resolution that the special fund is to pay for."""

    committee_id: str
    resolution_id: str
    amount: FundAmount


class ProposeProject(Command):
    """Propose a project, or anew what a review returned or a resolution opened."""

    committee_id: GivenCommittee
    proposed_by: ProposedBy
    supporters: Counted = 0
    title: Title
    need: Title
    households: Annotated[int, Field(ge=1, le=10**6)]
    lines: Annotated[tuple[BudgetLine, ...], Field(min_length=1, max_length=50)]
    from_on: Day
    until_on: Day
    resolution_id: GivenResolution | None = None


class RecordSurvey(Command):
    """Record how many residents concerned were asked, and how many were in favour."""

    asked: Annotated[int, Field(ge=1, le=10**6)]
    in_favour: Counted

    @model_validator(mode="after")
    def _no_more_in_favour_than_asked(self) -> Self:
        if self.in_favour > self.asked:
            raise ValueError("more in favour than were asked")
        return self


class LinkResolution(Command):
    """Name the resolution of a decision meeting that carries the project."""

    resolution_id: GivenResolution


class GiveOpinion(Command):
    """Give the opinion of the supervision committee; `member` where another enters what one signed."""

    opinion: Opinion
    member: SubjectRef | None = None


class HearCountersignature(Command):
    """Hear what the supervision committee countersigned, or did not: of a project that waits for it, its opinion."""

    subject_kind: SubjectKind
    opinion: Opinion
    member: SubjectRef


class PostPreNotice(Command):
    """Put the project up for all to see."""


class ObjectToProject(Command):
    """Object to a posted project, for a household or without saying for which."""

    objection_id: Reference
    matter: ObjectionMatter
    household: SubjectRef | None = None


class SettleObjection(Command):
    """Answer an objection."""

    objection_id: Reference
    upheld: bool


class SubmitProject(Command):
    """Hand the project in for review."""


class ReviewProject(Command):
    """Say what a review found; what is not in order has faults."""

    verdict: Verdict
    faults: Annotated[tuple[ReviewFault, ...], Field(max_length=6)] = ()

    @model_validator(mode="after")
    def _faults_where_not_in_order(self) -> Self:
        if (self.verdict is Verdict.IN_ORDER) is bool(self.faults):
            raise ValueError("faults belong to what is not in order")
        return self


class MissReview(Command):
    """Record that the last day for the review is over."""


class ApproveProject(Command):
    """Approve a project that all reviews found in order, at an amount out of a period's money."""

    amount: FundAmount
    period: Period


class WithdrawProject(Command):
    """Give the project up; `period` is that of the money reserved for it, if any is."""

    period: Period | None = None


class ContractProject(Command):
    """Sign with a supplier, of whom `in_charge` are the people behind it."""

    supplier: Reference
    in_charge: Annotated[tuple[SubjectRef, ...], Field(max_length=20)] = ()
    price: FundAmount
    quotes: Annotated[tuple[Quote, ...], Field(min_length=1, max_length=50)]
    openly_compared: bool = False


class ReportProgress(Command):
    """Say how much of the work is done."""

    percent: Annotated[int, Field(ge=1, le=100)]


class PayAdvance(Command):
    """Pay a part of the price before the work is accepted."""

    payment_id: Reference
    amount: FundAmount
    paid_on: Day
    signatures: Signatures


class AcceptWork(Command):
    """Accept the work at what it is worth."""

    amount: FundAmount
    acceptors: Acceptors


class RejectWork(Command):
    """Record that the work was looked at and not accepted."""

    inspection_id: Reference
    acceptors: Acceptors
    faults: Annotated[tuple[AcceptanceFault, ...], Field(min_length=1, max_length=3)]


class PayFinal(Command):
    """Pay for accepted work against invoices."""

    payment_id: Reference
    amount: FundAmount
    paid_on: Day
    invoices: Annotated[tuple[InvoiceOf, ...], Field(min_length=1, max_length=50)]
    signatures: Signatures


class UndoPayment(Command):
    """Record that a payment came back, or that its entry was wrong."""

    payment_id: Reference


class PostResult(Command):
    """Put the result up with its accounts."""


class MissStart(Command):
    """Record that the last day to begin the work is over."""


class OrderClawback(Command):
    """Ask back what was paid, or a part of it."""

    amount: FundAmount
    basis: ClawbackBasis


class RecordRecovery(Command):
    """Record that money asked back came in."""

    receipt: Reference
    amount: FundAmount


class MissClawback(Command):
    """Record that the last day to pay back is over."""


class ReferClawback(Command):
    """Hand what did not come in to others."""

    to: ReferredTo


ToReview = (
    RecordSurvey
    | LinkResolution
    | GiveOpinion
    | HearCountersignature
    | PostPreNotice
    | ObjectToProject
    | SettleObjection
    | SubmitProject
    | ReviewProject
    | ApproveProject
    | WithdrawProject
)
"""What happens between the proposal and the contract."""

OnWork = ContractProject | ReportProgress | PayAdvance | AcceptWork | RejectWork | PayFinal | UndoPayment | PostResult
"""What happens from the contract to the result."""

OnClawback = OrderClawback | RecordRecovery | ReferClawback
"""What happens to money that is asked back."""

ByDate = MissReview | MissStart | MissClawback
"""What a day that has passed says."""

FundProjectCommand = OpenProject | ProposeProject | ToReview | OnWork | OnClawback | ByDate
