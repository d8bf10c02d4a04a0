"""The clocks of a case (时限): until when it must be done, what stops them, lengthens them or moves them.

Invariants: nothing is counted twice or lost, however suspensions overlap · what was told is never shortened, where
policy says so · time is granted before the deadline and as often as policy allows · what was missed stays missed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from typing import Any, assert_never

from services.casework.domain.item import ITEM
from shared.contracts.casework.case import CaseOpened
from shared.contracts.casework.case_aftermath import CaseReopened
from shared.contracts.casework.case_clocks import (
    CaseClockEvent,
    Clock,
    ClockResumed,
    ClockSuspended,
    DueDateRecomputed,
    DueDates,
    ExtensionApproved,
    ExtensionDenied,
    ExtensionRequested,
    PromisedLimitBreached,
    StatutoryLimitBreached,
)
from shared.contracts.intake.item import ItemVersion
from shared.kernel.cycles import YearlyCycle, promise_starts_at
from shared.kernel.deadlines import AnyLimit, ClockRules, Extension, Reckoning, reckon, told
from shared.kernel.decider import Context
from shared.kernel.instants import day_of, start_of
from shared.kernel.limits import END_OF_DAY, DueDate, LimitUnit
from shared.kernel.policy import Policy
from shared.kernel.refusals import CorruptStream
from shared.kernel.suspensions import Suspension, SuspensionReason
from shared.kernel.working_days import Calendar

DUE_TIME = "clock.due_time.office"
CLOSE_OF_BUSINESS = "intake.close_of_business"
ROLL_FORWARD = "clock.roll_forward"
NEVER_SHORTEN = "clock.never_shorten"
QUERY_MAX_WD = "clock.query_max_wd"
NOT_COUNTED = "clock.not_counted"

# --- state ------------------------------------------------------------------

_NOTHING: Mapping[Any, Any] = {}


@dataclass(frozen=True, slots=True)
class Clocks:
    """What the clocks run by, and what was told of them.

    `told` has the last due date of each clock that was told, also while it stands still; `due` has none then.
    `missed_before` was missed before the case was examined again; nothing is `promised` of that.
    """

    started_at: datetime
    due: DueDates
    told: DueDates
    suspensions: Mapping[str, Suspension] = field(default_factory=lambda: _NOTHING)
    extensions: Mapping[Clock, tuple[Extension, ...]] = field(default_factory=lambda: _NOTHING)
    asked: ExtensionRequested | None = None
    granted: tuple[ExtensionApproved, ...] = ()
    breached: frozenset[Clock] = frozenset()
    missed_before: frozenset[Clock] = frozenset()
    promised: bool = True

    @property
    def open(self) -> Mapping[str, Suspension]:
        """The suspensions that nobody has ended."""
        return {id_: each for id_, each in self.suspensions.items() if each.resumed_on is None}

    @classmethod
    def of(cls, opened: CaseOpened) -> Clocks:
        """The clocks as the opening told them."""
        promised = _told(Clock.PROMISED, opened.promised_due_on, opened.promised_due_at, opened)
        statutory = _told(Clock.STATUTORY, opened.statutory_due_on, opened.statutory_due_at, opened)
        due = DueDates(promised=promised, statutory=statutory)
        return cls(started_at=opened.started_at or start_of(opened.accepted_on), due=due, told=due)

    def again(self, reopened: CaseReopened) -> Clocks:
        """The clocks of a case that is examined again: what stands still still does, the rest begins anew."""
        return Clocks(
            started_at=reopened.started_at,
            due=reopened.due,
            told=reopened.due,
            suspensions=self.suspensions,
            missed_before=self.missed_before | self.breached,
            promised=False,
        )


def _told(clock: Clock, on: date | None, at: datetime | None, opened: CaseOpened) -> DueDate | None:
    if on is None or at is None:
        return None
    which = opened.provisional_clocks
    provisional = opened.provisional if which is None else clock in which
    return DueDate(at=at, on=on, provisional=provisional, calendar_version=opened.calendar_version)


def evolve(clocks: Clocks, event: CaseClockEvent) -> Clocks:
    """Apply one recorded fact. Total: facts are not refused."""
    match event:
        case ClockSuspended():
            stopped = Suspension(reason=event.reason, stopped_on=event.stopped_on, step=event.step)
            return _telling(
                replace(clocks, suspensions={**clocks.suspensions, event.suspension_id: stopped}), event.due
            )
        case ClockResumed():
            ended = clocks.suspensions.get(event.suspension_id)
            if ended is None or ended.resumed_on is not None:
                raise CorruptStream(f"{event.suspension_id} is not open")
            ended = ended.model_copy(update={"resumed_on": event.resumed_on})
            return _telling(_with(clocks, event.suspension_id, ended), event.due)
        case ExtensionRequested():
            return replace(clocks, asked=event)
        case ExtensionApproved():
            more = Extension(n=event.n, granted_on=event.granted_on)
            extensions = {clock: (*clocks.extensions.get(clock, ()), more) for clock in event.clocks}
            granted = replace(clocks, asked=None, granted=(*clocks.granted, event))
            return _telling(replace(granted, extensions={**clocks.extensions, **extensions}), event.due)
        case ExtensionDenied():
            return replace(clocks, asked=None)
        case DueDateRecomputed():
            return _telling(clocks, event.new)
        case PromisedLimitBreached():
            return replace(clocks, breached=clocks.breached | {Clock.PROMISED})
        case StatutoryLimitBreached():
            return replace(clocks, breached=clocks.breached | {Clock.STATUTORY})
        case _:
            assert_never(event)


def _with(clocks: Clocks, suspension_id: str, suspension: Suspension) -> Clocks:
    return replace(clocks, suspensions={**clocks.suspensions, suspension_id: suspension})


def _telling(clocks: Clocks, due: DueDates) -> Clocks:
    known = clocks.told
    return replace(
        clocks,
        due=due,
        told=DueDates(promised=due.promised or known.promised, statutory=due.statutory or known.statutory),
    )


def within(clock: Clock, clocks: Clocks, now: datetime) -> bool | None:
    """Whether what is done at `now` keeps a clock's limit; None where there is none. What stands still is not late."""
    told, due = (
        (clocks.told.promised, clocks.due.promised)
        if clock is Clock.PROMISED
        else (clocks.told.statutory, clocks.due.statutory)
    )
    if told is None:
        return None
    return clock not in clocks.breached and (due is None or now < due.at)


# --- reckoning --------------------------------------------------------------


def clock_rules(policy: Policy, on: date) -> ClockRules:
    """What policy says about clocks that start on a day; later adoptions leave them as they are."""
    closes = policy.text(DUE_TIME, on) == "CLOSE_OF_BUSINESS"
    return ClockRules(
        closes_at=time.fromisoformat(policy.text(CLOSE_OF_BUSINESS, on)) if closes else None,
        roll_forward=policy.flag(ROLL_FORWARD, on),
        query_max_wd=policy.whole(QUERY_MAX_WD, on),
        policy_version=policy.version,
    )


def reckoned(clock: Clock, clocks: Clocks, item: ItemVersion, policy: Policy, calendar: Calendar) -> Reckoning | None:
    """Until when a clock runs, day by day; None where the item sets no such limit or the rule says "in time" (及时).

    A query that nobody has answered stands open like any other suspension until its longest time is over: only then
    is it known when the clock runs again.
    """
    if clock is Clock.PROMISED and not clocks.promised:
        return None
    rules = clock_rules(policy, day_of(clocks.started_at))
    limit, started = _limit(clock, clocks.started_at, item, calendar, rules)
    if not isinstance(limit, YearlyCycle) and not limit.counted_stages:
        return None
    suspensions = tuple(_as_open(each) for each in clocks.suspensions.values())
    extensions = clocks.extensions.get(clock, ())
    return reckon(limit, started, calendar, rules=rules, suspensions=suspensions, extensions=extensions)


def _limit(
    clock: Clock, started: datetime, item: ItemVersion, calendar: Calendar, rules: ClockRules
) -> tuple[AnyLimit, datetime]:
    if clock is Clock.STATUTORY:
        return item.statutory_limit, started
    apply_by = item.statutory_cycle.apply_by if item.statutory_cycle is not None else item.apply_by
    if apply_by is not None:
        started = promise_starts_at(apply_by, started, calendar, roll_forward=rules.roll_forward)
    return item.promised, started


def _as_open(suspension: Suspension) -> Suspension:
    if suspension.resumed_on is None and suspension.reason is SuspensionReason.CROSS_DEPARTMENT_QUERY:
        return suspension.model_copy(update={"reason": SuspensionReason.SPECIAL_STEP})
    return suspension


def due_dates(clocks: Clocks, item: ItemVersion, context: Context) -> DueDates:
    """What the applicant is told now of both clocks."""
    return DueDates(
        promised=_due(Clock.PROMISED, clocks, clocks.told.promised, item, context),
        statutory=_due(Clock.STATUTORY, clocks, clocks.told.statutory, item, context),
    )


def _due(clock: Clock, clocks: Clocks, before: DueDate | None, item: ItemVersion, context: Context) -> DueDate | None:
    found = reckoned(clock, clocks, item, context.policy, context.calendar)
    if found is None or found.due is None:
        return None
    due = found.due
    if due.at <= found.started:
        # What is due on the spot is in time until that day ends.
        due = due.model_copy(update={"at": END_OF_DAY.of(day_of(found.started))})
    return told(before, due, context.policy.flag(NEVER_SHORTEN, day_of(clocks.started_at)))


def first_told(started_at: datetime, item: ItemVersion, context: Context) -> DueDates:
    """What the applicant is told when the clocks start at the aware instant `started_at`."""
    return due_dates(Clocks(started_at=started_at, due=DueDates(), told=DueDates()), item, context)


# --- what other acts do to the clocks ---------------------------------------


def item_of(opened: CaseOpened, context: Context) -> ItemVersion:
    """The item version under which a case runs; the decision was given the item."""
    item = context.look(ITEM, opened.item_code).versions.get(opened.item_version)
    if item is None:
        # Intake publishes a version before it accepts under it. Parked, and not refused: the case must not get lost.
        raise CorruptStream(f"{opened.item_code} has no version {opened.item_version} here")
    return item


def stops(reason: SuspensionReason, item: ItemVersion, context: Context) -> bool:
    """Whether a step stops the clock: as the item's guide says, else as policy does."""
    step = item.special_step(reason)
    if step is not None:
        return not step.counted
    return reason.value in context.policy.texts(NOT_COUNTED, context.today)


def suspended(
    suspension_id: str, reason: SuspensionReason, clocks: Clocks, item: ItemVersion, context: Context
) -> list[ClockSuspended]:
    """The clocks stopped today, at its end; nothing for a step that counts."""
    if not stops(reason, item, context):
        return []
    step = item.special_step(reason)
    stopped = ClockSuspended(
        suspension_id=suspension_id,
        reason=reason,
        step=step.name if step else None,
        stopped_on=context.today,
        due=clocks.due,
    )
    return [stopped.model_copy(update={"due": due_dates(evolve(clocks, stopped), item, context)})]


def resumed(
    suspension_id: str, on: date, clocks: Clocks, item: ItemVersion, context: Context, by_itself: bool = False
) -> list[ClockResumed]:
    """One suspension ended on a day; nothing if it never stopped the clocks or has ended already."""
    if suspension_id not in clocks.open:
        return []
    ended = ClockResumed(suspension_id=suspension_id, resumed_on=on, by_itself=by_itself, due=clocks.due)
    return [ended.model_copy(update={"due": due_dates(evolve(clocks, ended), item, context)})]


def longer(clocks: Clocks, item: ItemVersion, context: Context) -> tuple[Clock, ...]:
    """The clocks to which working days can be added now: counted in working days, and not over or standing still."""
    return tuple(clock for clock in Clock if within(clock, clocks, context.now) and _in_working_days(clock, item))


def _in_working_days(clock: Clock, item: ItemVersion) -> bool:
    limit = item.promised if clock is Clock.PROMISED else item.statutory_limit
    return not isinstance(limit, YearlyCycle) and limit.counted_stages[-1].unit is LimitUnit.WORKING_DAY
