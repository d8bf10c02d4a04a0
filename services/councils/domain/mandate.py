"""Who speaks for a body: its own people for it alone, those above it and the counter for any."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from shared.kernel.actors import Actor, Role
from shared.kernel.refusals import Forbidden, Refusal


@dataclass(frozen=True, slots=True)
class OfAnotherCommittee(Forbidden):
    """Who acts belongs to another committee."""

    slug: ClassVar[str] = "of-another-committee"
    zh: ClassVar[str] = "您不属于该居（村）委会"
    en: ClassVar[str] = "Who acts belongs to another committee"
    committee_id: str


@dataclass(frozen=True, slots=True)
class OfAnotherCommunity(Forbidden):
    """Who acts belongs to another community's working committee."""

    slug: ClassVar[str] = "of-another-community"
    zh: ClassVar[str] = "您不属于该社区党工委"
    en: ClassVar[str] = "Who acts belongs to another community"
    community_id: str


@dataclass(frozen=True, slots=True)
class OfAnotherUnit(Forbidden):
    """Who acts is the delegate of another unit."""

    slug: ClassVar[str] = "of-another-unit"
    zh: ClassVar[str] = "您不是该驻区单位的代表"
    en: ClassVar[str] = "Who acts is the delegate of another unit"
    unit_id: str


def of_another(actor: Actor, committee_id: str) -> Refusal | None:
    """That a committee's own people act for another committee."""
    foreign = actor.role is Role.COMMITTEE and actor.org != committee_id
    return OfAnotherCommittee(committee_id) if foreign else None


def of_another_community(actor: Actor, community_id: str | None) -> Refusal | None:
    """That a working committee acts in another community than its own; where it is not known which, any acts."""
    if community_id is None or actor.role is not Role.WORKING_COMMITTEE:
        return None
    return OfAnotherCommunity(community_id) if actor.org != community_id else None


def of_another_unit(actor: Actor, unit_id: str) -> Refusal | None:
    """That a unit's delegate acts for another unit."""
    foreign = actor.role is Role.UNIT_DELEGATE and actor.org != unit_id
    return OfAnotherUnit(unit_id) if foreign else None
