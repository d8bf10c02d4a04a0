"""Committee: one of residents or villagers as councils announced it; residents raise opinions with theirs.

Invariant: what is recorded here never runs ahead of what councils said.
"""

from __future__ import annotations

from dataclasses import dataclass

from shared.contracts.councils.committee import CommitteeKind
from shared.contracts.intake.opinion import CommitteeEvent, CommitteeKnown
from shared.contracts.refusals import CommitteeNotKnown, WrongRegime
from shared.kernel.decider import Context, Decider
from shared.kernel.messages import Command
from shared.kernel.refusals import Refusal

# --- state ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Committee:
    """Of which kind it is; None before councils founded it."""

    kind: CommitteeKind | None = None


def evolve(_committee: Committee, event: CommitteeEvent) -> Committee:
    """Apply one recorded fact."""
    return Committee(event.kind)


# --- command ----------------------------------------------------------------


class RecordCommittee(Command):
    """Record a committee that councils founded."""

    kind: CommitteeKind
    source_position: int


# --- decisions --------------------------------------------------------------


def residents_only(committee_id: str, context: Context) -> Refusal | None:
    """Why no resident raises an opinion with a committee; the decision was given it."""
    match context.look(COMMITTEE, committee_id).kind:
        case CommitteeKind.RESIDENTS:
            return None
        case CommitteeKind.VILLAGERS:
            return WrongRegime()
        case None:
            return CommitteeNotKnown()


def decide(command: RecordCommittee, committee: Committee, _context: Context) -> list[CommitteeEvent] | Refusal:
    """Answer a command with facts; there is nothing to refuse."""
    return [] if committee.kind is not None else [CommitteeKnown(**dict(command))]


COMMITTEE = Decider("committee", Committee(), evolve, decide, CommitteeEvent)
