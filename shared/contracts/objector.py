"""Who objects to a public notice for a household: who lives there by a token, the counter, or itself by its code."""

from __future__ import annotations

from shared.kernel.actors import Actor, Role


def resident_for(household: str | None, actor: Actor) -> str | None:
    """Who objects for a household by a token of their own; nobody where the counter or, by its code, it does itself."""
    of_household = household is not None and actor.id != household
    return actor.id if of_household and actor.role is Role.RESIDENT else None
