"""After the decision over HTTP: what authorities above say of it, what is mended, and how a case ends without one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from services.casework.api.case_work import B, work
from services.casework.domain.benefit import BENEFIT
from services.casework.domain.case import CASE
from services.casework.domain.case_aftermath_benefit import follows
from services.casework.domain.case_aftermath_commands import (
    ConcludeReconsideration,
    CorrectDecision,
    CorrectEntry,
    OfficersCause,
    RevokeDecision,
    TerminateProcedure,
)
from services.casework.domain.case_commands import BodyAct, GrantTerms
from services.casework.domain.case_refusals import CaseUnknown
from services.casework.domain.case_state import NotOpened
from services.casework.domain.item import ITEM
from services.casework.domain.types import CaseId, GivenPostId
from shared.contracts.casework.benefit import Amount
from shared.contracts.casework.case import Outcome
from shared.contracts.casework.case_aftermath import EntryFault, EntryField, ReconsiderationResult, RevocationReason
from shared.contracts.casework.reasons import Reasons, Texts
from shared.kernel.actors import Role
from shared.kernel.decider import Step
from shared.kernel.instants import Day
from shared.kernel.refusals import Refusal
from shared.runtime.act import Done
from shared.runtime.desk import Desk
from shared.runtime.http import Call, Routes

_Words = Annotated[Texts, Field(min_length=1)]
_BODIES = (Role.DEPARTMENT, Role.APPROVER, Role.CENTRE_DIRECTOR)
"""A centre may ask, and is told that it is below."""


class _In(BaseModel):
    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")


class RevocationIn(_In):
    """Why the decision is taken back, and from which day on."""

    reason: RevocationReason
    reasons: _Words
    effective_on: Day

    def about(self, subject: str) -> RevokeDecision:
        """The command, with its reasons under the applicant's key."""
        reasons = Reasons.of(subject, self.reasons)
        return RevokeDecision(reason=self.reason, reasons=reasons, effective_on=self.effective_on)


class CorrectionIn(_In):
    """What is decided otherwise, why, and from which day on; whoever is refused now is told the remedies."""

    outcome: Outcome | None = None
    amount: Amount | None = None
    grant: GrantTerms | None = None
    reasons: _Words
    remedies: Texts = ()
    effective_on: Day

    def about(self, case_id: str, subject: str) -> CorrectDecision:
        """The command, with its reasons under the applicant's key."""
        return CorrectDecision(
            case_id=CaseId(case_id),
            outcome=self.outcome,
            amount=self.amount,
            grant=self.grant,
            reasons=Reasons.of(subject, self.reasons),
            remedies=self.remedies,
            effective_on=self.effective_on,
        )


class ReconsiderationIn(_In):
    """What a reconsideration concluded, when, and why."""

    result: ReconsiderationResult
    reasons: Texts = ()
    concluded_on: Day

    def about(self, subject: str) -> ConcludeReconsideration:
        """The command, with its reasons under the applicant's key."""
        reasons = _maybe(subject, self.reasons)
        return ConcludeReconsideration(result=self.result, reasons=reasons, concluded_on=self.concluded_on)


class EntryCorrectionIn(_In):
    """Which entry holds which slip, and the entry as it should read."""

    post_id: GivenPostId
    field: EntryField
    fault: EntryFault
    correction: _Words


class TerminationIn(_In):
    """Why a case ends without a decision."""

    post_id: GivenPostId
    cause: OfficersCause
    reasons: Texts = ()

    def about(self, subject: str) -> TerminateProcedure:
        """The command, with its reasons under the applicant's key."""
        return TerminateProcedure(post_id=self.post_id, cause=self.cause, reasons=_maybe(subject, self.reasons))


def routes(desk: Desk) -> APIRouter:
    """Register the routes of what comes after a decision, or in its place."""
    to = Routes(desk, "decisions")

    @to.command("/v1/cases/{id}/decision-revocation", *_BODIES, body=RevocationIn)
    async def revoke(call: Call[RevocationIn]) -> Done | Refusal:
        """Take a decision back as an authority above; what it granted stops with it (撤销)."""
        return await _say(call, call.body.about)

    @to.command("/v1/cases/{id}/decision-correction", *_BODIES, body=CorrectionIn)
    async def correct(call: Call[CorrectionIn]) -> Done | Refusal:
        """Decide otherwise as an authority above; what it granted changes with it (更正)."""
        return await _say(call, lambda subject: call.body.about(call.id, subject))

    @to.command("/v1/cases/{id}/reconsideration", *_BODIES, body=ReconsiderationIn)
    async def reconsider(call: Call[ReconsiderationIn]) -> Done | Refusal:
        """Record what a reconsideration concluded; it binds the next word about the decision (行政复议)."""
        return await _say(call, call.body.about)

    @to.command("/v1/cases/{id}/entry-corrections", Role.APPROVER, body=EntryCorrectionIn)
    async def mend(call: Call[EntryCorrectionIn]) -> Done | Refusal:
        """Mend a slip in what was written; the old entry stays (更正笔误)."""
        body, entry_id = call.body, call.new_id("entry")
        return await work(
            call,
            lambda subject: CorrectEntry(
                post_id=body.post_id,
                entry_id=entry_id,
                field=body.field,
                fault=body.fault,
                correction=Reasons.of(subject, body.correction),
            ),
        )

    @to.command("/v1/cases/{id}/termination", Role.APPROVER, body=TerminationIn)
    async def terminate(call: Call[TerminationIn]) -> Done | Refusal:
        """End a case without a decision: its applicant has died, or its purpose is lost (终止)."""
        return await work(call, call.body.about)

    return to.router


async def _say(call: Call[B], command_of: Callable[[str], BodyAct]) -> Done | Refusal:
    """Carry out what a body says of a decision, and in the same act what follows for the benefit that it granted."""
    case = await call.desk.state(CASE, call.id)
    if isinstance(case, NotOpened):
        return CaseUnknown()
    opened = case.file.opened
    command = command_of(opened.subject)
    said = Step(CASE, call.id, command, related=(ITEM.ref(opened.item_code), BENEFIT.ref(call.id)))
    return await call.execute(said, *(Step(BENEFIT, call.id, each) for each in follows(command, opened)))


def _maybe(subject: str, texts: tuple[str, ...]) -> Reasons | None:
    return Reasons.of(subject, texts) if texts else None
