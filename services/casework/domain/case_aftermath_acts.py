"""What authorities above say of a decision, and what the body that made it may still mend.

A decision is revoked or corrected by an authority above the body that made it: the centre is below the item's
department, and that below the body that reconsiders. What such a reconsideration bound it to, or where a re-check found
a decision of one person wrong, the department carries out on its own decision too; a centre never does on its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum
from typing import TypeVar, get_args

from services.casework.domain.case_aftermath import Aftermath, Standing
from services.casework.domain.case_aftermath_benefit import wrong_money
from services.casework.domain.case_aftermath_commands import (
    ConcludeReconsideration,
    CorrectDecision,
    CorrectEntry,
    RevokeDecision,
    TerminateProcedure,
)
from services.casework.domain.case_aftermath_refusals import (
    AlreadyReconsidered,
    AuthorityBelow,
    ConclusionDayImpossible,
    CorrectionEmpty,
    DecisionAlreadyRevoked,
    EffectiveBeforeAcceptance,
    ReconsiderationBinds,
    TerminationUnexplained,
)
from services.casework.domain.case_clocks import due_dates, item_of
from services.casework.domain.case_commands import BodyAct, Work
from services.casework.domain.case_refusals import (
    AlreadyDecided,
    CaseNotOpen,
    NotDecided,
)
from services.casework.domain.case_state import (
    Annulled,
    Closed,
    Decided,
    File,
    OfBody,
    OnPostAct,
    Open,
    Opened,
    Revoked,
    Terminated,
)
from services.casework.domain.types import OnPost
from shared.contracts.casework.case import Outcome
from shared.contracts.casework.case_aftermath import (
    CaseAftermathEvent,
    CaseReopened,
    CaseTerminatedV2,
    DecisionCorrected,
    DecisionRevoked,
    EntryCorrected,
    ReconsiderationConcluded,
    ReconsiderationResult,
    TerminationCauseV2,
)
from shared.contracts.casework.case_clocks import DueDates
from shared.contracts.casework.post import PostKind
from shared.contracts.refusals import RemediesMissing, SamePerson
from shared.kernel.actors import Role
from shared.kernel.decider import Context
from shared.kernel.instants import start_of
from shared.kernel.refusals import Refusal

RECONSIDERATION_BODY = "authority.reconsideration_body"

Facts = list[CaseAftermathEvent] | Refusal
Word = TypeVar("Word", DecisionRevoked, DecisionCorrected, ReconsiderationConcluded)

# --- who is above whom ------------------------------------------------------


class _Level(IntEnum):
    CENTRE = 0
    DEPARTMENT = 1
    GOVERNMENT = 2


def _level(body: str, file: File, context: Context) -> _Level | None:
    """Where a body stands among those of the case; None for one that has nothing to say on it."""
    standing = file.aftermath.standing
    if body == file.opened.centre_id:
        return _Level.CENTRE
    if body == context.policy.text(RECONSIDERATION_BODY, context.today):
        return _Level.GOVERNMENT
    of_item = item_of(file.opened, context).department
    decided_it = standing is not None and body == standing.body
    return _Level.DEPARTMENT if body == of_item or decided_it else None


def _below(file: File, standing: Standing, context: Context, may_be_own: bool = False) -> Refusal | None:
    """Why the actor's body is not one that may speak of the decision."""
    decider = _level(standing.body, file, context)
    level = _level(context.actor.org, file, context) if context.actor.role is Role.DEPARTMENT else None
    if level is None or decider is None:
        return AuthorityBelow(decided_by=standing.body)
    own = may_be_own and level is decider is _Level.DEPARTMENT
    return None if level > decider or own else AuthorityBelow(decided_by=standing.body)


# --- what they say ----------------------------------------------------------


def _standing(case: Opened) -> Standing | Refusal:
    """The decision that can be spoken of."""
    if isinstance(case, Revoked):
        return DecisionAlreadyRevoked()
    if isinstance(case, Terminated | Annulled):
        return CaseNotOpen()
    return case.file.aftermath.standing or NotDecided()


def _repeats(told: Word, recorded: Word | None) -> bool:
    """Sealed reasons cannot be compared: the same said in other words is the same."""
    return recorded is not None and told.model_copy(update={"reasons": recorded.reasons}) == recorded


def _bound(file: File) -> bool:
    """Whether a reconsideration or a re-check found something that the body that decided carries out itself."""
    wrong = file.recheck.wrong and file.aftermath.corrected is None
    return wrong or file.aftermath.binding is not None


def _bound_otherwise(aftermath: Aftermath, follows: ReconsiderationResult) -> Refusal | None:
    binding = aftermath.binding
    return None if binding is None or binding is follows else ReconsiderationBinds(result=binding)


def _in_a_name(say: OfBody) -> OfBody:
    """The same for who acts for a body: who acts for none is above none."""

    def said(command: BodyAct, case: Opened, context: Context) -> Facts:
        if context.actor.org:
            return say(command, case, context)
        standing = _standing(case)
        return standing if isinstance(standing, Refusal) else AuthorityBelow(decided_by=standing.body)

    return said


def _revoke(command: RevokeDecision, case: Opened, context: Context) -> Facts:
    revoked = DecisionRevoked(
        application_id=case.file.opened.application_id,
        by_body=context.actor.org,
        reason=command.reason,
        reasons=command.reasons,
        effective_on=command.effective_on,
    )
    aftermath = case.file.aftermath
    if isinstance(case, Revoked) and _repeats(revoked, aftermath.revoked):
        return []
    standing = _standing(case)
    if isinstance(standing, Refusal):
        return standing
    if refused := _below(case.file, standing, context, may_be_own=_bound(case.file)):
        return refused
    if refused := _bound_otherwise(aftermath, ReconsiderationResult.ANNULLED):
        return refused
    if command.effective_on < case.file.opened.accepted_on:
        return EffectiveBeforeAcceptance(accepted_on=case.file.opened.accepted_on)
    return [revoked]


def _correct(command: CorrectDecision, case: Opened, context: Context) -> Facts:
    corrected = DecisionCorrected(
        application_id=case.file.opened.application_id,
        by_body=context.actor.org,
        outcome=command.outcome,
        amount=command.amount,
        reasons=command.reasons,
        remedies=command.remedies,
        effective_on=command.effective_on,
    )
    standing = _standing(case)
    if isinstance(standing, Refusal):
        return standing
    if _repeats(corrected, case.file.aftermath.corrected):
        return []
    if refused := _below(case.file, standing, context, may_be_own=_bound(case.file)):
        return refused
    if refused := _bound_otherwise(case.file.aftermath, ReconsiderationResult.CHANGED):
        return refused
    return _wrong_words(command, case, standing, context) or [corrected]


def _wrong_words(command: CorrectDecision, case: Opened, standing: Standing, context: Context) -> Refusal | None:
    outcome = command.outcome or standing.outcome
    if outcome is standing.outcome and command.amount is None:
        return CorrectionEmpty()
    if outcome is Outcome.REFUSE and command.amount is not None:
        return CorrectionEmpty()
    if outcome is Outcome.REFUSE and not command.remedies:
        return RemediesMissing(missing=("remedies",))
    if command.effective_on < case.file.opened.accepted_on:
        return EffectiveBeforeAcceptance(accepted_on=case.file.opened.accepted_on)
    return wrong_money(command, outcome, item_of(case.file.opened, context), context)


def _conclude(command: ConcludeReconsideration, case: Opened, context: Context) -> Facts:
    concluded = ReconsiderationConcluded(
        by_body=context.actor.org,
        result=command.result,
        reasons=command.reasons,
        concluded_on=command.concluded_on,
    )
    aftermath = case.file.aftermath
    if _repeats(concluded, aftermath.concluded):
        return []
    standing = _standing(case)
    if isinstance(standing, Refusal):
        return standing
    if refused := _below(case.file, standing, context):
        return refused
    if aftermath.binding is not None:
        return AlreadyReconsidered(result=aftermath.binding)
    if not standing.decided_on <= command.concluded_on <= context.today:
        return ConclusionDayImpossible(decided_on=standing.decided_on)
    if command.result is not ReconsiderationResult.REDO:
        return [concluded]
    return [concluded, _reopened(command, case.file, context)]


def _reopened(command: ConcludeReconsideration, file: File, context: Context) -> CaseReopened:
    today = command.concluded_on == context.today
    started_at = context.now if today else start_of(command.concluded_on)
    reopened = CaseReopened(application_id=file.opened.application_id, started_at=started_at, due=DueDates())
    due = due_dates(file.clocks.again(reopened), item_of(file.opened, context), context)
    return reopened.model_copy(update={"due": due})


# --- what is done on posts --------------------------------------------------


def _decider(case: Opened) -> str:
    """The body that mends its own slips: that decided, or has the case still."""
    standing = case.file.aftermath.standing
    return case.file.body if standing is None else standing.body


def _mend(command: CorrectEntry, case: Opened, on: OnPost, _context: Context) -> Facts:
    aftermath = case.file.aftermath
    if command.entry_id in aftermath.entries:
        return []
    if aftermath.standing is None:
        return NotDecided()
    mended = EntryCorrected(
        entry_id=command.entry_id,
        field=command.field,
        fault=command.fault,
        correction=command.correction,
        post_id=on.post_id,
        acted_as=on.acted_as,
        officer=on.officer,
    )
    return [mended]


def _terminate(command: TerminateProcedure, case: Open | Terminated, on: OnPost, _context: Context) -> Facts:
    terminated = CaseTerminatedV2(
        application_id=case.file.opened.application_id,
        cause=command.cause,
        post_id=on.post_id,
        acted_as=on.acted_as,
        officer=on.officer,
        reasons=command.reasons,
    )
    if isinstance(case, Terminated):
        return [] if _ended_so(case, terminated) else CaseNotOpen()
    if isinstance(case, Decided):
        return AlreadyDecided()
    if on.officer in case.file.examiners:
        return SamePerson()
    if command.cause is TerminationCauseV2.LOST_PURPOSE and command.reasons is None:
        return TerminationUnexplained()
    return [terminated]


def _ended_so(case: Terminated, told: CaseTerminatedV2) -> bool:
    """Whether the case ended by the same word of the same person."""
    ended = case.by
    return isinstance(ended, CaseTerminatedV2) and told.model_copy(update={"reasons": ended.reasons}) == ended


ACTS: Mapping[type[Work], OnPostAct] = {
    CorrectEntry: OnPostAct(PostKind.APPROVAL, _mend, (*get_args(Open), Closed), whose=_decider),
    TerminateProcedure: OnPostAct(PostKind.APPROVAL, _terminate, (*get_args(Open), Terminated)),
}
BY_BODIES: Mapping[type[BodyAct], OfBody] = {
    RevokeDecision: _in_a_name(_revoke),
    CorrectDecision: _in_a_name(_correct),
    ConcludeReconsideration: _in_a_name(_conclude),
}
