"""What examiner and approver do with a case: propose, return, decide, close."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar, get_args

from services.casework.domain.authority import authority_for
from services.casework.domain.case_authority import alone, matter_of
from services.casework.domain.case_body_acts import given_back
from services.casework.domain.case_clocks import item_of, within
from services.casework.domain.case_commands import (
    CloseCase,
    DecideCase,
    ProposeDecision,
    ReturnToExaminer,
    Work,
)
from services.casework.domain.case_inquiry_acts import open_inquiries
from services.casework.domain.case_inquiry_refusals import InquiryOpen
from services.casework.domain.case_recheck import sampled
from services.casework.domain.case_refusals import (
    AlreadyDecided,
    AlreadyProposed,
    AmountMissing,
    CapNotOfDelegation,
    CaseNotOpen,
    ClockStopped,
    NoBenefit,
    NoProposal,
    NotDecided,
    NotTheExaminersPost,
    OutcomeNotProposed,
    ReasonsMissing,
)
from services.casework.domain.case_state import (
    AnyCaseEvent,
    Closed,
    Decided,
    Examining,
    OnPostAct,
    Open,
    Opened,
    Proposed,
)
from services.casework.domain.delegation import DELEGATION
from services.casework.domain.types import OnPost
from shared.contracts.casework.case import (
    CaseClosed,
    DecisionMade,
    DecisionProposed,
    Outcome,
    ReturnedByApprover,
)
from shared.contracts.casework.case_clocks import Clock
from shared.contracts.casework.delegation import Authority
from shared.contracts.casework.post import PostKind
from shared.contracts.intake.item import DecisionMode, ItemKind, ItemVersion
from shared.contracts.refusals import RemediesMissing, SamePerson
from shared.kernel.decider import Context
from shared.kernel.refusals import Refusal

R = TypeVar("R", DecisionProposed, ReturnedByApprover, DecisionMade)
Facts = list[AnyCaseEvent] | Refusal


def propose(command: ProposeDecision, case: Open, on: OnPost, _context: Context) -> Facts:
    """On what the examination comes out, by somebody who has approved nothing here."""
    proposal = DecisionProposed(
        post_id=on.post_id,
        acted_as=on.acted_as,
        examiner=on.officer,
        outcome=command.outcome,
        reasons=command.reasons,
        by_body=case.file.bodies.holder,
    )
    if isinstance(case, Decided):
        return AlreadyDecided()
    if isinstance(case, Proposed):
        return [] if _repeats(proposal, case.proposal) else AlreadyProposed()
    if pending := open_inquiries(case.file):
        return InquiryOpen(open=pending)
    if proposal.examiner in case.file.approvers:
        return SamePerson()
    if proposal.outcome is Outcome.REFUSE and proposal.reasons is None and command.window_position is None:
        return ReasonsMissing()
    return [proposal]


def _repeats(told: R, recorded: R) -> bool:
    """Sealed reasons cannot be compared, so of them only whether there are any."""
    if (told.reasons is None) is not (recorded.reasons is None):
        return False
    return told.model_copy(update={"reasons": recorded.reasons, "by_body": recorded.by_body}) == recorded


def _return(command: ReturnToExaminer, case: Open, on: OnPost, context: Context) -> Facts:
    returned = ReturnedByApprover(
        post_id=on.post_id,
        acted_as=on.acted_as,
        approver=on.officer,
        reasons=command.reasons,
        by_body=case.file.bodies.holder,
    )
    if isinstance(case, Decided):
        return AlreadyDecided()
    if isinstance(case, Examining):
        return [] if case.returned and _repeats(returned, case.returned) else NoProposal()
    if returned.approver in case.file.examiners:
        return SamePerson()
    # What the centre's examiner proposed goes back there; what the body's own did, stays with the body.
    elsewhere = returned.by_body is not None and case.proposal.by_body != returned.by_body
    return [returned, given_back(case.file, context, on)] if elsewhere else [returned]


# --- the decision -----------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Draft:
    """A decision as it would be made, with what it is measured by; `alone` where its examiner makes it too."""

    command: DecideCase
    case: Proposed
    on: OnPost
    item: ItemVersion
    authority: Authority | None
    alone: bool


def decide(command: DecideCase, case: Open, on: OnPost, context: Context) -> Facts:
    """Decide as proposed: the body that has the power, another person or one who may alone, once nothing is open."""
    if isinstance(case, Examining):
        return NoProposal()
    if isinstance(case, Decided):
        return [] if _decided_so(command, case.decision, on) else AlreadyDecided()
    draft = _draft(command, case, on, context)
    if isinstance(draft, Refusal):
        return draft
    refusal = next((found for rule in _RULES if (found := rule(draft)) is not None), None)
    return refusal or _made(draft, context)


def _decided_so(command: DecideCase, decision: DecisionMade, on: OnPost) -> bool:
    """The same decision sent again, on whatever day and whoever may decide by now."""
    told = _decision(command, on, decision.decided_on)
    return _repeats(told.model_copy(update={"authority": decision.authority}), decision)


def _decision(command: DecideCase, on: OnPost, decided_on: date) -> DecisionMade:
    return DecisionMade(
        post_id=on.post_id,
        acted_as=on.acted_as,
        approver=on.officer,
        outcome=command.outcome,
        reasons=command.reasons,
        remedies=command.remedies,
        decided_on=decided_on,
        amount=command.amount,
        window_position=command.window_position,
    )


def _draft(command: DecideCase, case: Proposed, on: OnPost, context: Context) -> Draft | Refusal:
    file, item = case.file, item_of(case.file.opened, context)
    same = on.officer in file.examiners
    if same and item.decision_mode is not DecisionMode.SINGLE:
        return SamePerson()
    if item.authority is None and not same:
        return Draft(command, case, on, item, None, alone=False)
    matter = matter_of(file, item, command.amount, context.today)
    known = context.look(DELEGATION, file.opened.item_code)
    by = alone(matter, known) or SamePerson() if same else authority_for(matter, known)
    return by if isinstance(by, Refusal) else Draft(command, case, on, item, by, alone=same)


def _made_before(draft: Draft) -> Refusal | None:
    return SamePerson() if draft.on.officer in draft.case.file.aftermath.decided_before else None


def _nothing_open(draft: Draft) -> Refusal | None:
    stopped = tuple(draft.case.file.clocks.open)
    return ClockStopped(suspensions=stopped) if stopped else None


def _as_proposed(draft: Draft) -> Refusal | None:
    proposed = draft.case.proposal.outcome
    return None if draft.command.outcome is proposed else OutcomeNotProposed(proposed=proposed)


def _explained(draft: Draft) -> Refusal | None:
    command = draft.command
    told = {"reasons": command.reasons or command.window_position, "remedies": command.remedies}
    missing = tuple(name for name, texts in told.items() if not texts)
    return RemediesMissing(missing=missing) if missing and command.outcome is Outcome.REFUSE else None


def _grantable(draft: Draft) -> Refusal | None:
    command = draft.command
    if command.outcome is Outcome.REFUSE:
        return NoBenefit() if command.grant or command.amount else None
    return NoBenefit() if command.grant and draft.item.kind is not ItemKind.BENEFIT else None


def _measured(draft: Draft) -> Refusal | None:
    """What is under a cap, and what begins a benefit, says how much; the benefit is told the cap that it is under."""
    command, cap = draft.command, draft.authority.cap_amount if draft.authority else None
    if command.outcome is Outcome.GRANT and command.amount is None and (cap or command.grant):
        return AmountMissing()
    return CapNotOfDelegation(cap_amount=cap) if command.grant and command.grant.cap_amount != cap else None


_RULES: tuple[Callable[[Draft], Refusal | None], ...] = (
    _made_before,
    _nothing_open,
    _as_proposed,
    _explained,
    _grantable,
    _measured,
)


def _made(draft: Draft, context: Context) -> list[AnyCaseEvent]:
    """The decision; drawn for a re-check where one person made it; another body's gives the case back as well."""
    file, by_body = draft.case.file, draft.case.file.bodies.holder
    decision = _decision(draft.command, draft.on, context.today)
    facts: list[AnyCaseEvent] = [
        decision.model_copy(update={"by_body": by_body, "authority": draft.authority}),
        *(sampled(file.opened.application_id, context) if draft.alone else ()),
    ]
    return [*facts, given_back(file, context, draft.on)] if by_body else facts


# --- the closure ------------------------------------------------------------


def close(command: CloseCase, case: Open | Closed, on: OnPost, context: Context) -> Facts:
    """Hand the result to the counter, on the post that examined; of what another body examined, on any of the kind."""
    if isinstance(case, Closed):
        return [] if command.post_id == case.post_id else CaseNotOpen()
    if not isinstance(case, Decided):
        return NotDecided()
    if case.proposal.by_body is None and command.post_id != case.proposal.post_id:
        return NotTheExaminersPost()
    opened, clocks = case.file.opened, case.file.clocks
    closed = CaseClosed(
        application_id=opened.application_id,
        post_id=on.post_id,
        acted_as=on.acted_as,
        outcome=case.decision.outcome,
        closed_on=context.today,
        within_promise=within(Clock.PROMISED, clocks, context.now),
        within_statute=within(Clock.STATUTORY, clocks, context.now),
    )
    return [closed]


def _who_decides(case: Opened) -> str:
    """The body that has the case; once it is decided or returned, the one that did it."""
    done = case.decision if isinstance(case, Decided) else case.returned if isinstance(case, Examining) else None
    return case.file.body if done is None else done.by_body or case.file.body


ACTS: Mapping[type[Work], OnPostAct] = {
    ProposeDecision: OnPostAct(PostKind.EXAMINATION, propose),
    ReturnToExaminer: OnPostAct(PostKind.APPROVAL, _return, whose=_who_decides),
    DecideCase: OnPostAct(PostKind.APPROVAL, decide, whose=_who_decides),
    CloseCase: OnPostAct(PostKind.EXAMINATION, close, (*get_args(Open), Closed)),
}
