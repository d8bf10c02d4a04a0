"""What people and the passing of time do about a decision that was drawn for a re-check."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar, get_args

from services.casework.domain.case_commands import Work
from services.casework.domain.case_refusals import NotDecided
from services.casework.domain.case_state import Closed, Decided, OnPostAct, Open, Opened, Turn
from services.casework.domain.types import OnPost
from shared.contracts.casework.case_recheck import (
    CaseRecheckEvent,
    RecheckMissed,
    RecheckResult,
    SingleDecisionRechecked,
)
from shared.contracts.casework.post import PostKind
from shared.contracts.casework.reasons import Reasons
from shared.contracts.refusals import SamePerson
from shared.kernel.decider import Context
from shared.kernel.limits import END_OF_DAY
from shared.kernel.messages import Command
from shared.kernel.refusals import Conflict, Refusal, Unacceptable

# --- commands ---------------------------------------------------------------


class RecheckDecision(Work):
    """Look at a single person's decision again, on an approval post of the centre; what is wrong is said."""

    result: RecheckResult
    reasons: Reasons | None = None


class MissRecheck(Command):
    """Record that nobody looked at the decision again in time."""


# --- refusals ---------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class NotSampled(Conflict):
    """The decision was not drawn for a re-check."""

    slug: ClassVar[str] = "not-sampled"
    zh: ClassVar[str] = "该决定未被抽中复核"
    en: ClassVar[str] = "The decision was not drawn for a re-check"


@dataclass(frozen=True, slots=True)
class AlreadyRechecked(Conflict):
    """The decision was looked at again already, by somebody else or with another result."""

    slug: ClassVar[str] = "already-rechecked"
    zh: ClassVar[str] = "该决定已复核"
    en: ClassVar[str] = "The decision was looked at again already"
    result: RecheckResult


@dataclass(frozen=True, slots=True)
class FaultNotNamed(Unacceptable):
    """The decision would be called wrong, and nobody says why."""

    slug: ClassVar[str] = "fault-not-named"
    zh: ClassVar[str] = "认定决定有误的，应当说明理由"
    en: ClassVar[str] = "Who finds a decision wrong says why"


# --- decisions --------------------------------------------------------------


def _recheck(command: RecheckDecision, case: Opened, on: OnPost, context: Context) -> list[CaseRecheckEvent] | Refusal:
    file = case.file
    if file.recheck.sampled is None:
        return NotSampled()
    if (done := file.recheck.done) is not None:
        repeated = (done.result, done.officer) == (command.result, on.officer)
        return [] if repeated else AlreadyRechecked(result=done.result)
    if not isinstance(case, (Decided, Closed)):
        return NotDecided()
    if on.officer in file.examiners | file.approvers:
        return SamePerson()
    if command.result is RecheckResult.WRONG and command.reasons is None:
        return FaultNotNamed()
    return [
        SingleDecisionRechecked(
            result=command.result,
            post_id=on.post_id,
            acted_as=on.acted_as,
            officer=on.officer,
            reasons=command.reasons,
            rechecked_on=context.today,
        )
    ]


def recheck_due(case: Opened) -> datetime | None:
    """When the re-check is late: the last day for it is over. None where none is due, or that is told already.

    Nobody can look again at a decision that fell, and nobody misses it.
    """
    recheck = case.file.recheck
    stands = isinstance(case, (Decided, Closed))
    if not stands or recheck.sampled is None or recheck.done is not None or recheck.missed:
        return None
    return END_OF_DAY.of(recheck.sampled.recheck_due_on)


def _miss(case: Opened, context: Context) -> list[CaseRecheckEvent]:
    due_at, sampled = recheck_due(case), case.file.recheck.sampled
    if due_at is None or sampled is None or context.now < due_at:
        return []
    return [RecheckMissed(due_on=sampled.recheck_due_on, due_at=due_at)]


ACTS: Mapping[type[Work], OnPostAct] = {
    RecheckDecision: OnPostAct(
        PostKind.APPROVAL,
        _recheck,
        (*get_args(Open), Closed),
        whose=lambda case: case.file.opened.centre_id,
    ),
}
LATER: Mapping[type[Command], Turn] = {MissRecheck: lambda _command, case, context: _miss(case, context)}
"""What the passing of time does to a case also after its closure."""
