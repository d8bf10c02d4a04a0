"""Re-checks of decisions that one person made alone (抽查复核): which are drawn, and what another person found.

Invariants: the same case is drawn or not under the same policy, whoever asks and however often · who examined or
decided does not re-check · what was missed stays missed, and may still be done.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from hashlib import sha256
from typing import assert_never

from shared.contracts.casework.case_recheck import (
    CaseRecheckEvent,
    RecheckMissed,
    RecheckResult,
    SingleDecisionRechecked,
    SingleDecisionSampled,
)
from shared.kernel.decider import Context

RECHECK_SHARE = "decision.single.recheck_share"
RECHECK_WD = "decision.single.recheck_wd"

# --- state ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Recheck:
    """Whether the last single decision was drawn, and what became of that."""

    sampled: SingleDecisionSampled | None = None
    done: SingleDecisionRechecked | None = None
    missed: bool = False

    @property
    def wrong(self) -> bool:
        """Whether the decision was found wrong: an authority above may put it right unasked."""
        return self.done is not None and self.done.result is RecheckResult.WRONG


def evolve(recheck: Recheck, event: CaseRecheckEvent) -> Recheck:
    """Apply one recorded fact. Total: facts are not refused."""
    match event:
        case SingleDecisionSampled():
            return Recheck(sampled=event)
        case SingleDecisionRechecked():
            return replace(recheck, done=event)
        case RecheckMissed():
            return replace(recheck, missed=True)
        case _:
            assert_never(event)


# --- the draw ---------------------------------------------------------------


def drawn(application_id: str, percent: int) -> bool:
    """Whether the case of an application falls into the share: by a hash, so that a replay draws the same."""
    return int.from_bytes(sha256(application_id.encode()).digest()[:8]) % 100 < percent


def sampled(application_id: str, context: Context) -> list[SingleDecisionSampled]:
    """The draw of a decision that one person made alone today; nothing where it falls outside."""
    if not drawn(application_id, context.policy.whole(RECHECK_SHARE, context.today)):
        return []
    wd = context.policy.whole(RECHECK_WD, context.today)
    return [SingleDecisionSampled(recheck_due_on=context.calendar.nth_working_day_after(context.today, wd))]
