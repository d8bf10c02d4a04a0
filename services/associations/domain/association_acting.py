"""Who acts in a matter of an association: the centre of its community, its supervisor, the registry of the district."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from services.associations.domain.association_file import File, stands_since
from services.associations.domain.association_refusals import (
    NotDoneYet,
    NotStandingThen,
    NotTheAuthority,
    NotTheCentre,
    NotThisAssociation,
)
from services.associations.domain.association_state import Known
from services.associations.domain.community import COMMUNITY
from shared.contracts.associations.association import AssociationEvent
from shared.contracts.associations.association_founding import Track
from shared.kernel.actors import Actor, Role
from shared.kernel.decider import Context
from shared.kernel.refusals import Refusal

Events = list[AssociationEvent]
Act = Callable[[Any, Known, Context], Events | Refusal]
"""What a command makes of an association that is there."""

CENTRE = (Role.CLERK, Role.EXAMINER, Role.CENTRE_DIRECTOR)
"""Who acts for the public service centre of a community, and in no other."""

AUTHORITY = {Track.FILED: (Role.EXAMINER, Role.CENTRE_DIRECTOR), Track.REGISTERED: (Role.REGISTRAR,)}


def not_of_centre(community_id: str, context: Context) -> NotTheCentre | None:
    """That who acts for a centre does so in another community."""
    if context.actor.role not in CENTRE:
        return None
    centre_id = context.look(COMMUNITY, community_id).centre_id
    return None if context.actor.org == centre_id else NotTheCentre(centre_id)


def not_of_officer(actor: Actor, association_id: str, filed_id: str | None) -> NotThisAssociation | None:
    """That an officer acts for another association than their own, or than what their own is to become."""
    own = actor.role is not Role.ASSOCIATION_OFFICER or actor.org in (association_id, filed_id)
    return None if own else NotThisAssociation()


def not_by_party(association_id: str, community_id: str, context: Context) -> NotThisAssociation | NotTheCentre | None:
    """That what an association does for itself is done by another's officer, or by the clerk of another centre."""
    return not_of_officer(context.actor, association_id, None) or not_of_centre(community_id, context)


def not_by_authority(file: File, context: Context) -> NotTheAuthority | None:
    """That what an authority does is done by another."""
    return None if context.actor.role in AUTHORITY[file.track] else NotTheAuthority()


def not_done_yet(day: date, context: Context) -> NotDoneYet | None:
    """That what is told as done has not come."""
    return NotDoneYet() if day > context.today else None


def not_while_standing(day: date, file: File, context: Context) -> NotDoneYet | NotStandingThen | None:
    """That what happened to one that stands is told of a day to come, or of one before it stood."""
    since_on = stands_since(file)
    return not_done_yet(day, context) or (NotStandingThen(since_on) if day < since_on else None)
