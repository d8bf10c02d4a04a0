"""Who may see at the counter what is personal: whoever may act there now, by the same rule."""

from __future__ import annotations

from services.intake.domain.window_post import DISTRICT, WINDOW_POSTS, NotOnWindowPost, at_counter
from shared.kernel.actors import Actor
from shared.runtime.desk import Desk

ON_POSTS = (WINDOW_POSTS.ref(DISTRICT),)
"""What each act of the counter looks at: a hand-over in between is seen."""


async def barred_from(desk: Desk, actor: Actor, hall_id: str) -> NotOnWindowPost | None:
    """Why somebody may not see what is personal in a hall's applications, if they may not."""
    on = at_counter(hall_id, await desk.context(actor, *ON_POSTS))
    return on if isinstance(on, NotOnWindowPost) else None
