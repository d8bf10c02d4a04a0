"""Events of a decision that one person made alone (一人审批): whether another looks at it again, and what was found."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from shared.contracts.casework.benefit import Reference
from shared.contracts.casework.post import ActedAs
from shared.contracts.casework.reasons import Reasons
from shared.kernel.messages import Event


class RecheckResult(StrEnum):
    """What the re-check of a single person's decision found."""

    UPHELD = "UPHELD"
    WRONG = "WRONG"
    """An authority above may correct or revoke the decision without being asked to reconsider it."""


class SingleDecisionSampled(Event):
    """A decision that one person made alone was drawn for a re-check (抽查); recorded with the decision.

    It is to be done by another person until `recheck_due_on`, the last day in time.
    """

    recheck_due_on: date


class SingleDecisionRechecked(Event):
    """Another person looked at the decision again, in time or late; where it is WRONG, `reasons` say why."""

    result: RecheckResult
    post_id: str
    acted_as: ActedAs
    officer: Reference
    reasons: Reasons | None = None
    rechecked_on: date


class RecheckMissed(Event):
    """Nobody looked at the decision again in time. It may still be done; that it was missed stays."""

    due_on: date
    due_at: datetime

    def effective_at(self) -> datetime:
        """The instant from which it is late."""
        return self.due_at


CaseRecheckEvent = SingleDecisionSampled | SingleDecisionRechecked | RecheckMissed
