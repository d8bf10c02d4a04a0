"""What becomes of a decision: whose it is, what a reconsideration said of it, and what was put right.

Invariants: a reconsideration binds the next word about the decision until that is said · what was upheld stands · who
made a decision that has to be made again does not make it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import assert_never

from shared.contracts.casework.case import DecisionMade, Outcome
from shared.contracts.casework.case_aftermath import (
    CaseReopened,
    DecisionCorrected,
    DecisionRevoked,
    EntryCorrected,
    ReconsiderationConcluded,
    ReconsiderationResult,
)
from shared.kernel.refusals import CorruptStream

AfterDecision = DecisionCorrected | DecisionRevoked | ReconsiderationConcluded | CaseReopened | EntryCorrected

# --- state ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Standing:
    """The decision that stands: which body's it is, what it says, since when, and who made it at first."""

    body: str
    outcome: Outcome
    decided_on: date
    approver: str


@dataclass(frozen=True, slots=True)
class Aftermath:
    """What was said of the decision since; nothing stands before it, and while it is to be made again.

    `carried_out` says that what `concluded` bound to was done. `decided_before` made decisions that fell.
    """

    standing: Standing | None = None
    concluded: ReconsiderationConcluded | None = None
    carried_out: bool = False
    corrected: DecisionCorrected | None = None
    revoked: DecisionRevoked | None = None
    entries: Mapping[str, EntryCorrected] = field(default_factory=dict)
    decided_before: frozenset[str] = frozenset()

    @property
    def binding(self) -> ReconsiderationResult | None:
        """What the next word about the decision has to follow; None where nothing binds."""
        return None if self.concluded is None or self.carried_out else self.concluded.result

    def decided(self, decision: DecisionMade, body: str) -> Aftermath:
        """With the decision that a body made."""
        return replace(self, standing=Standing(body, decision.outcome, decision.decided_on, decision.approver))


def evolve(aftermath: Aftermath, event: AfterDecision) -> Aftermath:
    """Apply one recorded fact. Total: facts are not refused."""
    standing = aftermath.standing
    if standing is None:
        raise CorruptStream(f"{type(event).__name__} where no decision stands")
    match event:
        case ReconsiderationConcluded():
            return replace(aftermath, concluded=event, carried_out=False, corrected=None)
        case DecisionCorrected():
            now = replace(standing, body=event.by_body, outcome=event.outcome or standing.outcome)
            return replace(aftermath, standing=now, corrected=event, carried_out=True)
        case DecisionRevoked():
            return replace(aftermath, standing=None, revoked=event, carried_out=True)
        case CaseReopened():
            before = aftermath.decided_before | {standing.approver}
            return replace(aftermath, standing=None, carried_out=True, decided_before=before)
        case EntryCorrected():
            return replace(aftermath, entries={**aftermath.entries, event.entry_id: event})
        case _:
            assert_never(event)
