"""Centre: one of a community's two centres as councils announced it; the public service centre has the hall.

Invariant: what is recorded here never runs ahead of what councils said.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from shared.contracts.intake.hall import CentreEvent, CentreKnown
from shared.kernel.decider import Context, Decider
from shared.kernel.messages import Command
from shared.kernel.refusals import Refusal, Unacceptable

PUBLIC_SERVICE = "PUBLIC_SERVICE"

# --- state ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Centre:
    """Whether the centre exists, and whether it may have a hall."""

    known: bool = False
    serves_the_public: bool = False


def evolve(_centre: Centre, event: CentreEvent) -> Centre:
    """Apply one recorded fact."""
    return Centre(known=True, serves_the_public=event.kind == PUBLIC_SERVICE)


# --- commands and refusals --------------------------------------------------


class RecordCentre(Command):
    """Record a centre that councils opened."""

    community_id: str
    kind: str
    name_zh: str
    name_en: str
    source_position: int


@dataclass(frozen=True, slots=True)
class CentreUnknown(Unacceptable):
    """Councils has not announced such a public service centre."""

    slug: ClassVar[str] = "centre-unknown"
    zh: ClassVar[str] = "该公共服务中心尚未设立"
    en: ClassVar[str] = "There is no such public service centre"


# --- decisions --------------------------------------------------------------


def decide(command: RecordCentre, centre: Centre, _context: Context) -> list[CentreEvent] | Refusal:
    """Answer a command with facts; there is nothing to refuse."""
    return [] if centre.known else [CentreKnown(**command.model_dump())]


CENTRE = Decider("centre", Centre(), evolve, decide, CentreEvent)
