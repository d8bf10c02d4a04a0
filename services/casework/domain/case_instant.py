"""The instant item (即办件): one act of one person proposes, decides and closes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, get_args

from services.casework.domain.case_body_acts import CaseWithBody
from services.casework.domain.case_clocks import item_of
from services.casework.domain.case_commands import CloseCase, DecideOnTheSpot, ProposeDecision, Work
from services.casework.domain.case_decision import Facts, close, decide, propose
from services.casework.domain.case_refusals import AlreadyDecided, AlreadyProposed, CaseNotOpen, NotInstant
from services.casework.domain.case_state import (
    AnyCaseEvent,
    Case,
    Closed,
    Decided,
    OnPostAct,
    Open,
    Proposed,
    evolve,
)
from services.casework.domain.rules import Errand, acting_as
from services.casework.domain.types import OnPost
from shared.contracts.casework.post import PostKind
from shared.contracts.intake.item import Handling
from shared.kernel.decider import Context
from shared.kernel.refusals import Refusal


def _on_the_spot(command: DecideOnTheSpot, case: Open | Closed, on: OnPost, context: Context) -> Facts:
    opened = case.file.opened
    if item_of(opened, context).handling is not Handling.INSTANT:
        return NotInstant()
    part = acting_as(command.approval_post_id, Errand(PostKind.APPROVAL, case.file.body, opened.item_code), context)
    if isinstance(part, Refusal):
        return part
    if isinstance(case, Closed):
        return [] if _repeats(command, case) else CaseNotOpen()
    if (holder := case.file.bodies.holder) is not None:
        # What another body decides goes back, and the centre closes it.
        return CaseWithBody(body=holder)
    if isinstance(case, (Proposed, Decided)):
        return AlreadyDecided() if isinstance(case, Decided) else AlreadyProposed()
    proposal = ProposeDecision(post_id=command.post_id, outcome=command.outcome, reasons=command.reasons)
    closure = CloseCase(post_id=command.post_id)
    approval = OnPost(command.approval_post_id, part, on.officer)
    acts: tuple[Callable[[Any], Facts], ...] = (
        lambda now: propose(proposal, now, on, context),
        lambda now: decide(command, now, approval, context),
        lambda now: close(closure, now, on, context),
    )
    return _one_after_another(acts, case)


def _one_after_another(acts: tuple[Callable[[Any], Facts], ...], case: Case) -> Facts:
    """All acts on the case as each leaves it, or the first refusal and nothing."""
    facts: list[AnyCaseEvent] = []
    for act in acts:
        done = act(case)
        if isinstance(done, Refusal):
            return done
        for fact in done:
            case = evolve(case, fact)
        facts += done
    return facts


def _repeats(command: DecideOnTheSpot, case: Closed) -> bool:
    made = case.file.aftermath.standing
    return made is not None and (command.post_id, command.outcome) == (case.post_id, made.outcome)


ACTS: Mapping[type[Work], OnPostAct] = {
    DecideOnTheSpot: OnPostAct(PostKind.EXAMINATION, _on_the_spot, (*get_args(Open), Closed)),
}
