"""Who may see at the counter what is personal: whoever may act there now, by the same rule."""

from __future__ import annotations

from services.intake.domain.window_post import DISTRICT, WINDOW_POSTS, NotOnWindowPost, at_counter
from shared.kernel.actors import Actor
from shared.kernel.decider import Context
from shared.kernel.ids import AggregateRef
from shared.runtime.desk import Desk

ON_POSTS = (WINDOW_POSTS.ref(DISTRICT),)
"""What each act of the counter looks at: a hand-over in between is seen."""


async def context_of(desk: Desk, actor: Actor, *looked_at: AggregateRef) -> Context:
    """What a decision of this moment may know, who is on the window posts among it."""
    refs = (*looked_at, *ON_POSTS)
    aggregates, reference = desk.executor.aggregates, desk.executor.reference
    await aggregates.refresh(refs)
    return Context(
        actor=actor,
        now=await desk.executor.clock.now(),
        policy=reference.policy,
        calendar=reference.calendar,
        related={ref: aggregates.peek(ref).state for ref in refs},
    )


async def barred_from(desk: Desk, actor: Actor, hall_id: str) -> NotOnWindowPost | None:
    """Why somebody may not see what is personal in a hall's applications, if they may not."""
    on = at_counter(hall_id, await context_of(desk, actor))
    return on if isinstance(on, NotOnWindowPost) else None
