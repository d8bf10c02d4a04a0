"""The bodies through which a case travels (办件流转): who has it, for which stage, and until when on its own clock.

Invariants: one body has a case at a time, and the centre has what nobody else has · each stage runs for its body from
when it got the case, on top of what the applicant was told, which no body's lateness moves · what was missed stays
missed.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import assert_never

from services.casework.domain.case_clocks import Clocks, clock_rules
from shared.contracts.casework.case_body import BodyAnswered, CaseBodyEvent, CaseSentToBody, StageLimitBreached
from shared.contracts.casework.case_clocks import Clock
from shared.contracts.intake.item import ItemVersion
from shared.kernel.cycles import YearlyCycle
from shared.kernel.deadlines import reckon_each
from shared.kernel.decider import Context
from shared.kernel.instants import day_of
from shared.kernel.limits import DueDate
from shared.kernel.refusals import CorruptStream

# --- state ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Bodies:
    """The last sending, with its answer if there is one; `missed` is of the stage that runs now."""

    sent: CaseSentToBody | None = None
    answered: BodyAnswered | None = None
    missed: bool = False

    @property
    def holder(self) -> str | None:
        """The body that the case was sent to and that has not answered; None while the centre has it."""
        return self.sent.body if self.sent is not None and self.answered is None else None

    @property
    def reached(self) -> int:
        """The place of the last stage that began."""
        return (self.sent.stage or 0) if self.sent is not None else 0

    def running(self, started_at: datetime) -> tuple[int, datetime] | None:
        """The stage that runs and since when: the centre's from the opening, then each body's while it has the case."""
        if self.sent is None:
            return 0, started_at
        if self.answered is not None or self.sent.stage is None:
            return None
        return self.sent.stage, self.sent.started_at


def evolve(bodies: Bodies, event: CaseBodyEvent) -> Bodies:
    """Apply one recorded fact. Total: facts are not refused."""
    match event:
        case CaseSentToBody():
            if bodies.holder is not None:
                raise CorruptStream(f"sent to {event.body} while {bodies.holder} has it")
            return Bodies(sent=event)
        case BodyAnswered():
            if bodies.holder != event.body:
                raise CorruptStream(f"{event.body} answered and did not have it")
            return replace(bodies, answered=event)
        case StageLimitBreached():
            return replace(bodies, missed=True)
        case _:
            assert_never(event)


# --- the clock of the body that has the case --------------------------------


def own_stages(item: ItemVersion) -> int:
    """How many stages the law gives to one body each; none where it gives one time to all of them together."""
    limit = item.statutory_limit
    stages = 0 if isinstance(limit, YearlyCycle) else len(limit.counted_stages)
    return stages if stages > 1 else 0


def stage_due(bodies: Bodies, clocks: Clocks, item: ItemVersion, context: Context) -> DueDate | None:
    """Until when the stage that runs is its body's; None where none runs or while the clock stands still."""
    limit, run = item.statutory_limit, bodies.running(clocks.started_at)
    if run is None or isinstance(limit, YearlyCycle) or not own_stages(item):
        return None
    place, since = run
    # Stages before this one are over, or were not the centre's to send: from when they ran is nothing to this one.
    each = reckon_each(
        limit,
        (since,) * (place + 1),
        context.calendar,
        rules=clock_rules(context.policy, day_of(since)),
        suspensions=clocks.suspensions.values(),
        extensions=clocks.extensions.get(Clock.STATUTORY, ()),
    )
    return each[place].due


def kept(bodies: Bodies, clocks: Clocks, item: ItemVersion, context: Context) -> bool | None:
    """Whether the body that has the case is in time now; None where it has no limit of its own."""
    if bodies.running(clocks.started_at) is None or not own_stages(item):
        return None
    due = stage_due(bodies, clocks, item, context)
    return not bodies.missed and (due is None or context.now < due.at)


def stage_breach(
    body: str, bodies: Bodies, clocks: Clocks, item: ItemVersion, context: Context
) -> StageLimitBreached | None:
    """That the stage which runs was missed by `body`, if it is over and that is not recorded."""
    due, run = stage_due(bodies, clocks, item, context), bodies.running(clocks.started_at)
    if bodies.missed or due is None or run is None or context.now < due.at:
        return None
    return StageLimitBreached(body=body, stage=run[0], due_on=due.on, due_at=due.at)
