"""Statistical code: the 12 digits of a committee as an aggregate of their own.

Invariant: a code has one holder. It is taken in the act that founds the committee, so that two of them cannot meet.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from services.councils.domain.types import CommitteeId
from shared.contracts.councils.statistical_code import StatisticalCodeEvent, StatisticalCodeTaken
from shared.kernel.decider import Context, Decider
from shared.kernel.messages import Command
from shared.kernel.refusals import Conflict, Refusal

# --- state ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Free:
    """Nobody holds the code."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A committee holds the code."""

    committee_id: str


StatisticalCodeState = Free | Taken


def evolve(_code: StatisticalCodeState, event: StatisticalCodeEvent) -> StatisticalCodeState:
    """Apply one recorded fact."""
    return Taken(event.committee_id)


# --- command and refusal ----------------------------------------------------


class TakeStatisticalCode(Command):
    """Hold the code for a committee that is founded in the same act."""

    committee_id: CommitteeId


@dataclass(frozen=True, slots=True)
class CodeTaken(Conflict):
    """Another committee holds the code."""

    slug: ClassVar[str] = "code-taken"
    zh: ClassVar[str] = "该统计代码已属另一居（村）委会"
    en: ClassVar[str] = "Another committee holds the code"
    committee_id: str


# --- decision ---------------------------------------------------------------


def decide(
    command: TakeStatisticalCode, code: StatisticalCodeState, _context: Context
) -> list[StatisticalCodeEvent] | Refusal:
    """Answer the command with facts or a refusal."""
    if isinstance(code, Taken):
        return [] if code.committee_id == command.committee_id else CodeTaken(code.committee_id)
    return [StatisticalCodeTaken(committee_id=command.committee_id)]


STATISTICAL_CODE = Decider[StatisticalCodeState, TakeStatisticalCode, StatisticalCodeEvent](
    "statistical-code", Free(), evolve, decide, StatisticalCodeEvent
)
