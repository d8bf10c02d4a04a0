"""The instant item (即办件): one act of one person proposes, decides and closes, in the back office or at a window.

What a clerk did at a window is heard of afterwards: it is judged as of that minute, and what does not hold is recorded
and leaves the case open.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, get_args

from services.casework.domain.case_body_acts import CaseWithBody
from services.casework.domain.case_clocks import item_of
from services.casework.domain.case_commands import (
    CloseCase,
    DecideAtWindow,
    DecideCase,
    DecideOnTheSpot,
    ProposeDecision,
    Work,
)
from services.casework.domain.case_decision import Facts, close, decide, propose
from services.casework.domain.case_refusals import (
    AlreadyDecided,
    AlreadyProposed,
    CaseNotOpen,
    NotInstant,
    ReasonsMissing,
)
from services.casework.domain.case_state import (
    AnyCaseEvent,
    Case,
    Closed,
    Decided,
    NotOpened,
    OnPostAct,
    Open,
    Opened,
    Proposed,
    evolve,
)
from services.casework.domain.rules import Errand, acting_as
from services.casework.domain.types import OnPost, PostId
from shared.contracts.casework.case import Outcome
from shared.contracts.casework.case_window import InstantDecisionDeclined
from shared.contracts.casework.post import PostKind
from shared.contracts.intake.item import Handling
from shared.kernel.actors import Actor, ActorId, Role
from shared.kernel.decider import Context
from shared.kernel.refusals import CorruptStream, Refusal


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
    return _in_one(proposal, command, (on, OnPost(command.approval_post_id, part, on.officer)), case, context)


def _in_one(
    proposal: ProposeDecision, decision: DecideCase, on: tuple[OnPost, OnPost], case: Open, context: Context
) -> Facts:
    """Proposal, decision and closure on the posts of examination and of approval, all of them or none."""
    examination, approval = on
    closure = CloseCase(post_id=proposal.post_id)
    acts: tuple[Callable[[Any], Facts], ...] = (
        lambda now: propose(proposal, now, examination, context),
        lambda now: decide(decision, now, approval, context),
        lambda now: close(closure, now, examination, context),
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


# --- at a window --------------------------------------------------------------


def as_at_window(command: DecideAtWindow, case: Case, context: Context) -> list[AnyCaseEvent]:
    """What the clerk did, or that it did not hold; it is never refused, and nothing is said twice."""
    if isinstance(case, NotOpened):
        # The acceptance stands before it in intake's log. Parked with it, and not lost.
        raise CorruptStream("decided at a window before the case was opened")
    if case.file.answered >= command.window_position:
        return []
    opened = case.file.opened
    clerk = Actor(ActorId(command.officer), Role.CLERK, opened.centre_id)
    done = _at_window(command, case, replace(context, actor=clerk, now=command.decided_at))
    if not isinstance(done, Refusal):
        return done
    position, application_id = command.window_position, opened.application_id
    return [InstantDecisionDeclined(application_id=application_id, slug=done.slug, window_position=position)]


def _at_window(command: DecideAtWindow, case: Opened, context: Context) -> Facts:
    if not isinstance(case, Open):
        return CaseNotOpen()
    opened = case.file.opened
    if item_of(opened, context).handling is not Handling.INSTANT:
        return NotInstant()
    part = acting_as(command.post_id, Errand(PostKind.WINDOW, opened.centre_id, opened.item_code), context)
    if isinstance(part, Refusal):
        return part
    if (holder := case.file.bodies.holder) is not None:
        return CaseWithBody(body=holder)
    if command.outcome is Outcome.REFUSE and not command.explained:
        return ReasonsMissing()
    post_id, outcome, position = PostId(command.post_id), command.outcome, command.window_position
    proposal = ProposeDecision(post_id=post_id, outcome=outcome, window_position=position)
    decision = DecideCase(post_id=post_id, outcome=outcome, remedies=command.remedies, window_position=position)
    on = OnPost(command.post_id, part, command.officer)
    return _in_one(proposal, decision, (on, on), case, context)


ACTS: Mapping[type[Work], OnPostAct] = {
    DecideOnTheSpot: OnPostAct(PostKind.EXAMINATION, _on_the_spot, (*get_args(Open), Closed)),
}
