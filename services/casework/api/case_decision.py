"""Decisions over HTTP: proposing, returning, deciding and closing, one by one or on the spot, and publishing."""

from __future__ import annotations

from typing import TypeVar

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict

from services.casework.api.case_work import ReasonsIn, step_of, work
from services.casework.domain.authority import authority_for
from services.casework.domain.benefit import BENEFIT
from services.casework.domain.benefit_commands import GivenStandard, GrantBenefit
from services.casework.domain.benefit_state import NotGranted
from services.casework.domain.case import CASE
from services.casework.domain.case_aftermath_benefit import decided_again
from services.casework.domain.case_authority import matter_of
from services.casework.domain.case_commands import (
    CloseCase,
    DecideCase,
    DecideOnTheSpot,
    GrantTerms,
    ProposeDecision,
    ReturnToExaminer,
)
from services.casework.domain.case_publication_acts import PublishDecision
from services.casework.domain.case_refusals import CaseUnknown
from services.casework.domain.case_state import File, NotOpened
from services.casework.domain.delegation import DELEGATION
from services.casework.domain.item import ITEM
from services.casework.domain.types import CaseId, CentreId, GivenOrg, GivenPostId, ItemCode
from shared.contracts.casework.benefit import Amount, Period, ReviewCategory
from shared.contracts.casework.case import Outcome
from shared.contracts.casework.delegation import Authority
from shared.contracts.casework.reasons import Reasons, Texts
from shared.kernel.actors import Role
from shared.kernel.decider import Step
from shared.kernel.instants import Day, day_of
from shared.kernel.refusals import Refusal
from shared.runtime.act import Done
from shared.runtime.desk import Desk
from shared.runtime.http import Call, Routes

D = TypeVar("D", bound="DecisionIn")


class _In(BaseModel):
    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")


class ProposalIn(_In):
    """What the examiner would decide, and why."""

    post_id: GivenPostId
    outcome: Outcome
    reasons: Texts = ()

    def about(self, subject: str) -> ProposeDecision:
        """The command, with its reasons under the applicant's key."""
        reasons = _reasons(subject, self.reasons)
        return ProposeDecision(post_id=self.post_id, outcome=self.outcome, reasons=reasons)


class ReturnIn(ReasonsIn):
    """Why the approver gives the case back."""

    def about(self, subject: str) -> ReturnToExaminer:
        """The command, with its reasons under the applicant's key."""
        return ReturnToExaminer(post_id=self.post_id, reasons=self.sealed(subject))


class GrantIn(_In):
    """How a granted benefit begins, and who pays it."""

    standard: GivenStandard
    period: Period
    from_on: Day
    review_category: ReviewCategory | None = None
    payer: GivenOrg

    def under(self, cap_amount: Amount | None) -> GrantTerms:
        """The terms, under the cap of the delegation by which it is decided."""
        return GrantTerms(**{name: getattr(self, name) for name in GrantIn.model_fields}, cap_amount=cap_amount)


class DecisionIn(_In):
    """What is decided, why, and what the applicant may do against it.

    `amount` is what is granted, for each period where there are several; with `grant` a benefit begins.
    """

    post_id: GivenPostId
    outcome: Outcome
    reasons: Texts = ()
    remedies: Texts = ()
    amount: Amount | None = None
    grant: GrantIn | None = None

    def about(self, subject: str, cap_amount: Amount | None = None) -> DecideCase:
        """The command, with its reasons under the applicant's key."""
        return DecideCase(
            post_id=self.post_id,
            outcome=self.outcome,
            reasons=_reasons(subject, self.reasons),
            remedies=self.remedies,
            amount=self.amount,
            grant=self.grant.under(cap_amount) if self.grant else None,
        )


class InstantDecisionIn(_In):
    """What is decided on the spot, on which two posts of the same person."""

    post_id: GivenPostId
    approval_post_id: GivenPostId
    outcome: Outcome
    reasons: Texts = ()
    remedies: Texts = ()
    amount: Amount | None = None

    def about(self, subject: str) -> DecideOnTheSpot:
        """The command, with its reasons under the applicant's key."""
        return DecideOnTheSpot(
            post_id=self.post_id,
            approval_post_id=self.approval_post_id,
            outcome=self.outcome,
            reasons=_reasons(subject, self.reasons),
            remedies=self.remedies,
            amount=self.amount,
        )


def routes(desk: Desk) -> APIRouter:
    """Register the routes of decisions."""
    to = Routes(desk, "cases")

    @to.command("/v1/cases/{id}/proposal", Role.EXAMINER, body=ProposalIn)
    async def propose(call: Call[ProposalIn]) -> Done | Refusal:
        """Propose a decision on an examination post (拟办)."""
        return await work(call, call.body.about)

    @to.command("/v1/cases/{id}/return", Role.APPROVER, body=ReturnIn)
    async def return_to_examiner(call: Call[ReturnIn]) -> Done | Refusal:
        """Give the case back to the examiner with reasons (退回)."""
        return await work(call, call.body.about)

    @to.command("/v1/cases/{id}/decision", Role.APPROVER, body=DecisionIn)
    async def decide(call: Call[DecisionIn]) -> Done | Refusal:
        """Decide as proposed, by another person than who examined unless one may alone (决定).

        With `grant` a benefit begins in the same act.
        """
        return await decide_case(call)

    @to.command("/v1/cases/{id}/instant-decision", Role.CLERK, Role.EXAMINER, Role.APPROVER, body=InstantDecisionIn)
    async def decide_on_the_spot(call: Call[InstantDecisionIn]) -> Done | Refusal:
        """Propose, decide and close an instant item by one act of one person (即办件)."""
        return await work(call, call.body.about)

    @to.command("/v1/cases/{id}/closure", Role.EXAMINER, body=CloseCase)
    async def close(call: Call[CloseCase]) -> Done | Refusal:
        """Close the decided case (办结); the counter may deliver its result."""
        return await work(call, lambda _subject: call.body)

    @to.command("/v1/cases/{id}/decision-publication", Role.EXAMINER, body=PublishDecision)
    async def publish(call: Call[PublishDecision]) -> Done | Refusal:
        """Publish what was granted, in the community or on the web (结果公示)."""
        return await work(call, lambda _subject: call.body)

    return to.router


async def decide_case(call: Call[D]) -> Done | Refusal:
    """Decide, and let a benefit begin with the decision where one is granted."""
    case = await call.desk.state(CASE, call.id)
    if isinstance(case, NotOpened):
        return CaseUnknown()
    opened = case.file.opened
    cap_amount = await _cap(call, case.file) if call.body.grant else None
    command = call.body.about(opened.subject, cap_amount)
    decision = step_of(call.id, call.actor.id, opened.item_code, command)
    benefit = await call.desk.state(BENEFIT, call.id) if case.file.aftermath.decided_before else NotGranted()
    if not isinstance(benefit, NotGranted):
        today = day_of(await call.desk.executor.clock.now())
        return await call.execute(decision, *(Step(BENEFIT, call.id, each) for each in decided_again(command, today)))
    if command.grant is None or command.amount is None:
        # Without an amount the decision is refused, and the benefit with it.
        return await call.execute(decision)
    granted = GrantBenefit(
        **{name: getattr(command.grant, name) for name in GrantTerms.model_fields},
        case_id=CaseId(call.id),
        subject=opened.subject,
        item_code=ItemCode(opened.item_code),
        centre_id=CentreId(opened.centre_id),
        amount=command.amount,
    )
    return await call.execute(decision, Step(BENEFIT, call.id, granted))


async def _cap(call: Call[D], file: File) -> Amount | None:
    """The cap of the delegation under which the case would be decided now; the decision checks that it still is."""
    opened, desk = file.opened, call.desk
    item = (await desk.state(ITEM, opened.item_code)).versions[opened.item_version]
    delegations = await desk.state(DELEGATION, opened.item_code)
    today = day_of(await desk.executor.clock.now())
    authority = authority_for(matter_of(file, item, call.body.amount, today), delegations) if item.authority else None
    return authority.cap_amount if isinstance(authority, Authority) else None


def _reasons(subject: str, texts: tuple[str, ...]) -> Reasons | None:
    return Reasons.of(subject, texts) if texts else None
