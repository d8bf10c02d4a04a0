"""An instant item (即办件) at one window: when a clerk may decide alone, and what was handed over there and then.

Invariants: the item is instant and lets one person decide, and so does a delegation to the centre that is known here ·
who decides is on the window's post · a refusal states reasons and remedies · the applicant gets nothing twice.
"""

from __future__ import annotations

from services.intake.domain.application_commands import DeliverResult, ServeAtOnce
from services.intake.domain.application_people_acts import acting_for
from services.intake.domain.application_state import Accepted
from services.intake.domain.delegation import DELEGATIONS
from services.intake.domain.item import ITEM
from services.intake.domain.window_post import DISTRICT, WINDOW_POSTS, NotOnWindowPost, OnPost
from shared.contracts.casework.case import Outcome
from shared.contracts.intake.application import DeliveryMode, ResultDelivered
from shared.contracts.intake.application_instant import DecidedAtWindow
from shared.contracts.intake.item import DecisionMode, Handling, ItemVersion
from shared.contracts.refusals import RemediesMissing, SamePerson
from shared.kernel.decider import Context
from shared.kernel.refusals import Refusal


def decided_at_window(command: ServeAtOnce, taken: Accepted, on: OnPost, context: Context) -> DecidedAtWindow | Refusal:
    """What the clerk decides alone; the decision was given item, window posts and delegations."""
    if on.post_id is None or on.acted_as is None:
        # The token alone does not make a decision: casework asks on which post it was made.
        return NotOnWindowPost(posts=(), source_position=0)
    item = context.look(ITEM, taken.facts.item_code).on(context.today)
    known = context.look(DELEGATIONS, taken.facts.item_code)
    by = known.letting_one_decide(taken.facts.centre_id, context.today)
    if by is None or item is None or not _for_one_act(item):
        return SamePerson()
    told = {"reasons": command.reasons, "remedies": command.remedies}
    missing = tuple(name for name, texts in told.items() if not texts)
    if missing and command.outcome is Outcome.REFUSE:
        return RemediesMissing(missing=missing)
    agent = _given_to(command, taken, context)
    if isinstance(agent, Refusal):
        return agent
    post = context.look(WINDOW_POSTS, DISTRICT).by_id[on.post_id]
    return DecidedAtWindow(
        item_code=taken.facts.item_code,
        outcome=command.outcome,
        officer=context.actor.id,
        post_id=on.post_id,
        acted_as=on.acted_as,
        reasons=command.reasons,
        remedies=command.remedies,
        decided_on=context.today,
        basis_position=max(by.source_position, post.source_position),
        agent=agent,
    )


def _given_to(command: ServeAtOnce, taken: Accepted, context: Context) -> str | Refusal | None:
    """Who is given the result for the applicant: who handed in, if they may take it."""
    agent = command.receipt.people.agent
    delivery = DeliverResult(mode=DeliveryMode.WINDOW, through=agent.relation if agent else None)
    return acting_for(delivery, taken.facts.people, context)


def _for_one_act(item: ItemVersion) -> bool:
    return item.handling is Handling.INSTANT and item.decision_mode is DecisionMode.SINGLE


def handed_over(application: Accepted) -> list[ResultDelivered]:
    """What the clerk handed over at the window, of an application that was decided there."""
    decided = application.at_window
    if decided is None:
        return []
    return [
        ResultDelivered(
            mode=DeliveryMode.WINDOW,
            delivered_on=decided.decided_on,
            post_id=decided.post_id,
            acted_as=decided.acted_as,
            agent=decided.agent,
        )
    ]
