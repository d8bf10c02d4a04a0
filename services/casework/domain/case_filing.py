"""The filing of an association (社团备案): who decides on it does so in associations, and the case follows.

It is heard of afterwards and judged as of that minute: whoever decided was on a post of the centre. What does not hold
is recorded and leaves the case open. There the examination was another's, and a public notice its proof: no second
person looks at it here. Heard of before the case is open, it is kept, and decided with the opening.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from services.casework.domain.case_body_acts import CaseWithBody
from services.casework.domain.case_clocks import within
from services.casework.domain.case_refusals import AlreadyDecided, AlreadyProposed, CaseNotOpen, FilingHeardMeanwhile
from services.casework.domain.case_state import (
    AnyCaseEvent,
    Case,
    Closed,
    Decided,
    NotOpened,
    Open,
    Opened,
    Proposed,
    evolve,
)
from services.casework.domain.rules import Errand, PostNotHeld, acting_as
from services.casework.domain.types import OnPost
from shared.contracts.casework.case import CaseClosed, CaseOpened, DecisionMade, DecisionProposed, Outcome
from shared.contracts.casework.case_clocks import Clock
from shared.contracts.casework.case_filing import FilingOutcomeDeclined, FilingOutcomeKept
from shared.kernel.actors import Actor, ActorId, Role
from shared.kernel.decider import Context
from shared.kernel.messages import Command
from shared.kernel.personal import Personal
from shared.kernel.refusals import Refusal

REMEDIES = "association.filing_remedies"


class DecideAsFiled(Command):
    """Propose, decide and close as an officer decided on the association; they are on one of these posts."""

    association_id: str
    outcome: Outcome
    statement: str | None
    officer: str
    posts: tuple[str, ...]
    decided_at: datetime
    source_position: int


def as_filed(command: DecideAsFiled, case: Case, context: Context) -> list[AnyCaseEvent]:
    """What the officer decided, or that it did not hold; it is never refused, and nothing is said twice."""
    if isinstance(case, NotOpened):
        return [] if case.filed is not None else [FilingOutcomeKept.model_validate(command.model_dump())]
    if _heard(command, case):
        return []
    officer = Actor(ActorId(command.officer), Role.EXAMINER, case.file.opened.centre_id)
    done = _as_filed(command, case, replace(context, actor=officer, now=command.decided_at))
    if not isinstance(done, Refusal):
        return done
    told = {"association_id": command.association_id, "source_position": command.source_position}
    return [FilingOutcomeDeclined.model_validate({**told, "slug": done.slug})]


def as_filed_before(
    kept: FilingOutcomeKept, posts: tuple[str, ...], opened: CaseOpened, context: Context
) -> list[AnyCaseEvent] | Refusal:
    """The opening, and what was decided before it; the decision was given the posts that were kept, or it cannot be."""
    if posts != kept.posts:
        return FilingHeardMeanwhile()
    command = DecideAsFiled.model_validate(kept.model_dump(include=set(DecideAsFiled.model_fields)))
    return [opened, *as_filed(command, evolve(NotOpened(kept), opened), context)]


def _heard(command: DecideAsFiled, case: Opened) -> bool:
    made = case.file.aftermath.standing
    done = isinstance(case, Closed) and made is not None and made.outcome is command.outcome
    return done or case.file.declined >= command.source_position


def _as_filed(command: DecideAsFiled, case: Opened, context: Context) -> list[AnyCaseEvent] | Refusal:
    if not isinstance(case, Open):
        return CaseNotOpen()
    if isinstance(case, Proposed | Decided):
        return AlreadyProposed() if isinstance(case, Proposed) else AlreadyDecided()
    if (holder := case.file.bodies.holder) is not None:
        return CaseWithBody(body=holder)
    on = _on_post(command, case, context)
    return on if isinstance(on, Refusal) else _decided(command, case, on, context)


def _on_post(command: DecideAsFiled, case: Open, context: Context) -> OnPost | Refusal:
    errand = Errand(None, case.file.opened.centre_id, case.file.opened.item_code)
    parts = {post_id: acting_as(post_id, errand, context) for post_id in command.posts}
    held = (OnPost(id_, part, command.officer) for id_, part in parts.items() if not isinstance(part, Refusal))
    return next(held, next((part for part in parts.values() if isinstance(part, Refusal)), PostNotHeld()))


def _decided(command: DecideAsFiled, case: Open, on: OnPost, context: Context) -> list[AnyCaseEvent]:
    opened, clocks, refused = case.file.opened, case.file.clocks, command.outcome is Outcome.REFUSE
    by: dict[str, Any] = {"post_id": on.post_id, "acted_as": on.acted_as, "outcome": command.outcome}
    said = None if command.statement is None else Personal[tuple[str, ...]].of(opened.subject, (command.statement,))
    remedies = context.policy.texts(REMEDIES, context.today) if refused else ()
    return [
        DecisionProposed(**by, examiner=on.officer, reasons=said),
        DecisionMade(**by, approver=on.officer, reasons=said, remedies=remedies, decided_on=context.today),
        CaseClosed(
            **by,
            application_id=opened.application_id,
            closed_on=context.today,
            within_promise=within(Clock.PROMISED, clocks, context.now),
            within_statute=within(Clock.STATUTORY, clocks, context.now),
        ),
    ]
