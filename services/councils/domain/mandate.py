"""For whom somebody acts: a working committee in its own community, a delegate for their own unit.

The counter and the administrator enter what happened on paper, for anybody.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from shared.kernel.actors import Role
from shared.kernel.decider import Context
from shared.kernel.refusals import Forbidden, Refusal


@dataclass(frozen=True, slots=True)
class OfOtherCommunity(Forbidden):
    """The working committee of another community asks."""

    slug: ClassVar[str] = "of-other-community"
    zh: ClassVar[str] = "该事项属于其他社区"
    en: ClassVar[str] = "This belongs to another community"


@dataclass(frozen=True, slots=True)
class OfOtherUnit(Forbidden):
    """The delegate of another unit asks."""

    slug: ClassVar[str] = "of-other-unit"
    zh: ClassVar[str] = "该事项属于其他驻区单位"
    en: ClassVar[str] = "This belongs to another resident unit"


def barred_from_community(community_id: str, context: Context) -> Refusal | None:
    """Why the actor may not act in a community, if so."""
    actor = context.actor
    return OfOtherCommunity() if actor.role is Role.WORKING_COMMITTEE and actor.org != community_id else None


def barred_from_unit(unit_id: str, context: Context) -> Refusal | None:
    """Why the actor may not act for a unit, if so."""
    actor = context.actor
    return OfOtherUnit() if actor.role is Role.UNIT_DELEGATE and actor.org != unit_id else None
