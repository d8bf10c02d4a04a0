"""The clocks of one case twice: as they were told, and as they would have been told under other rules."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import get_args

from services.casework.domain.case_clock_acts import query_ends_on
from services.casework.domain.case_clocks import NOT_COUNTED, Clocks, due_dates, evolve, first_told, longer
from services.casework.domain.case_inquiry import day_of_end
from shared.contracts.casework.case import CaseClosed, CaseOpened, CaseTerminated
from shared.contracts.casework.case_aftermath import CaseReopened, CaseTerminatedV2, DecisionRevoked
from shared.contracts.casework.case_clocks import (
    CaseClockEvent,
    Clock,
    ClockResumed,
    ClockSuspended,
    DueDateRecomputed,
    DueDates,
    ExtensionApproved,
)
from shared.contracts.casework.case_inquiry import (
    DepartmentQueried,
    DepartmentReplied,
    ExpertReviewed,
    HearingHeld,
    StepCompleted,
    StepStarted,
)
from shared.contracts.casework.case_mending import CaseAnnulled
from shared.contracts.intake.item import ItemVersion
from shared.kernel.decider import Context
from shared.kernel.limits import END_OF_DAY, DueDate
from shared.kernel.messages import Event
from shared.kernel.suspensions import SuspensionReason

_CLOCK_EVENTS = get_args(CaseClockEvent)
ENDS = (CaseClosed, CaseTerminated, CaseTerminatedV2, CaseAnnulled, DecisionRevoked)


@dataclass(slots=True)
class Told:
    """The clocks of one of the two, and what was missed by them, each with the instant from which it was late."""

    clocks: Clocks
    missed: dict[Clock, datetime] = field(default_factory=dict)

    def miss(self, now: datetime, due: DueDates) -> None:
        """Note what is over at `now`; what was missed stays missed."""
        for clock, each in of_both(due):
            if each is not None and each.at <= now:
                self.missed.setdefault(clock, each.at)

    def of(self, clock: Clock) -> DueDate | None:
        """The last due date that was told of a clock."""
        return dict(of_both(self.clocks.told))[clock]


def of_both(due: DueDates) -> Iterable[tuple[Clock, DueDate | None]]:
    """The due date of each clock."""
    return ((Clock.PROMISED, due.promised), (Clock.STATUTORY, due.statutory))


@dataclass(slots=True)
class Twin:
    """One case in both worlds: `item` is what would have been its guide, `ended_at` when it ended, if it did."""

    opened: CaseOpened
    item: ItemVersion
    was: Told
    would: Told
    ended_at: datetime | None = None
    queries: int = 0

    @classmethod
    def born(cls, opened: CaseOpened, item: ItemVersion, context: Context) -> Twin:
        """The case as it is opened; the context has the other rules."""
        was = Clocks.of(opened)
        due = first_told(was.started_at, item, context)
        return cls(opened, item, Told(was), Told(Clocks(started_at=was.started_at, due=due, told=due)))

    def take(self, event: Event, context: Context) -> None:
        """One more recorded fact, at `context.now` and under the other rules."""
        self.pass_time(context)
        if isinstance(event, _CLOCK_EVENTS):
            self.was.clocks = evolve(self.was.clocks, event)
        match event:
            case ClockSuspended():
                # Where the guide names the step it says itself whether it counts; else policy does.
                self._stop(event.suspension_id, event.reason, context, event.stopped_on, guided=event.step is not None)
            case StepStarted(step=None):
                self._stop(event.step_id, SuspensionReason(event.kind.value), context, event.started_on)
            case DepartmentQueried():
                self._query(event, context)
            case HearingHeld() | ExpertReviewed() | StepCompleted():
                self._go_on(event.step_id, day_of_end(event), context)
            case DepartmentReplied():
                self._go_on(event.request_id, context.today, context)
            case ClockResumed(by_itself=False):
                self._go_on(event.suspension_id, event.resumed_on, context)
            case ExtensionApproved():
                lengthened = longer(self.would.clocks, self.item, context)
                self._tell(event.model_copy(update={"clocks": lengthened}), context)
            case CaseReopened():
                self._again(event, context)
            case _ if isinstance(event, ENDS):
                self._end(event, context.now)
            case _:
                pass

    def pass_time(self, context: Context) -> None:
        """What time alone does until `context.now`: queries end by themselves, and limits are over."""
        if self.ended_at is not None:
            return
        ends = query_ends_on(self.would.clocks, context)
        if ends is not None and END_OF_DAY.of(ends[1]) <= context.now:
            self._go_on(*ends, context)
        for told in (self.was, self.would):
            told.miss(context.now, told.clocks.due)
        clocks = self.would.clocks
        over = {clock for clock, due in of_both(clocks.due) if due is not None and due.at <= context.now}
        self.would.clocks = replace(clocks, breached=clocks.breached | over)

    def recount(self, context: Context) -> None:
        """Tell the due dates anew: calendar or rules have changed."""
        if self.ended_at is not None:
            return
        self.pass_time(context)
        old, new = self.would.clocks.due, due_dates(self.would.clocks, self.item, context)
        if old != new:
            version = context.calendar.version
            self.would.clocks = evolve(self.would.clocks, DueDateRecomputed(old=old, new=new, calendar_version=version))

    def _query(self, event: DepartmentQueried, context: Context) -> None:
        self.queries += 1
        query = SuspensionReason.CROSS_DEPARTMENT_QUERY
        if self.queries == 1 and self.item.special_step(query) is None:
            self._stop(event.request_id, query, context, context.today)

    def _stop(self, id_: str, reason: SuspensionReason, context: Context, on: date, guided: bool = False) -> None:
        stands_still = guided or reason.value in context.policy.texts(NOT_COUNTED, on)
        if stands_still and id_ not in self.would.clocks.suspensions:
            due = self.would.clocks.due
            self._tell(ClockSuspended(suspension_id=id_, reason=reason, stopped_on=on, due=due), context)

    def _go_on(self, id_: str, on: date, context: Context) -> None:
        if id_ in self.would.clocks.open:
            due = self.would.clocks.due
            self._tell(ClockResumed(suspension_id=id_, resumed_on=on, due=due), context)

    def _tell(self, event: ClockSuspended | ClockResumed | ExtensionApproved, context: Context) -> None:
        """Take the fact as it would have been told."""
        clocks = self.would.clocks
        # What was told in fact was not told there, and nothing there is kept for it.
        after = evolve(clocks, event.model_copy(update={"due": clocks.due}))
        due = due_dates(after, self.item, context)
        self.would.clocks = evolve(clocks, event.model_copy(update={"due": due}))

    def _again(self, event: CaseReopened, context: Context) -> None:
        self.ended_at = None
        self.was.clocks = self.was.clocks.again(event)
        again = self.would.clocks.again(event)
        bare = replace(again, due=DueDates(), told=DueDates())
        due = due_dates(bare, self.item, context)
        self.would.clocks = replace(again, due=due, told=due)

    def _end(self, event: Event, now: datetime) -> None:
        if self.ended_at is None:
            self.ended_at = now
        if isinstance(event, CaseClosed):
            # What stood still at the closure was not late.
            for told in (self.was, self.would):
                told.miss(now, told.clocks.due)
