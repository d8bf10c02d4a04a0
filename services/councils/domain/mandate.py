"""Who speaks for a committee: its own people for it alone, those above it and the counter for any."""

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


def of_another(actor: Actor, committee_id: str) -> Refusal | None:
    """That a committee's own people act for another committee."""
    foreign = actor.role is Role.COMMITTEE and actor.org != committee_id
    return OfAnotherCommittee(committee_id) if foreign else None
