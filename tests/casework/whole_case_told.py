"""What a case's log says by itself, and what must be true of it: a second memory beside the one that is tested."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from services.casework.domain.case_state import Annulled, Closed, Decided, NotOpened, Open
from shared.contracts.casework.case import (
    CaseClosed,
    CaseOpened,
    DecisionMade,
    DecisionProposed,
    Outcome,
    ReturnedByApprover,
)
from shared.contracts.casework.case_aftermath import CaseReopened, DecisionCorrected
from shared.contracts.casework.case_body import BodyAnswered, CaseSentToBody, StageLimitBreached
from shared.contracts.casework.case_clocks import (
    Clock,
    ClockResumed,
    ClockSuspended,
    DueDateRecomputed,
    DueDates,
    ExtensionApproved,
    PromisedLimitBreached,
    StatutoryLimitBreached,
)
from shared.contracts.casework.case_inquiry import (
    DepartmentQueried,
    DepartmentReplied,
    ExpertReviewed,
    HearingHeld,
    StepCompleted,
    StepStarted,
)
from shared.contracts.casework.case_notice import NoticeEnded, PublicNoticePosted
from shared.contracts.casework.case_recheck import RecheckMissed
from shared.contracts.casework.case_supervision import Card, SupervisionNoticeIssued
from shared.contracts.intake.item import ItemVersion
from shared.kernel.cycles import YearlyCycle
from shared.kernel.limits import DueDate, LimitUnit
from shared.kernel.policy import Policy
from shared.kernel.suspensions import SuspensionReason

CARDS = {Clock.PROMISED: Card.YELLOW_CARD, Clock.STATUTORY: Card.RED_CARD}
CLOSING_POSTS = ("examination", "examination-2", "examination-9", "window")
NEVER_STOPS = (LimitUnit.HOUR, LimitUnit.INSTANT)


def _each(due: DueDates) -> dict[Clock, DueDate | None]:
    return {Clock.PROMISED: due.promised, Clock.STATUTORY: due.statutory}


def _days(due: dict[Clock, DueDate | None]) -> dict[Clock, tuple[datetime, date] | None]:
    return {clock: (each.at, each.on) if each else None for clock, each in due.items()}


@dataclass
class Run:
    """One run of the clocks, from the acceptance or from a reopening."""

    promises: bool
    due: dict[Clock, DueDate | None] = field(default_factory=lambda: dict.fromkeys(Clock))
    last: dict[Clock, DueDate | None] = field(default_factory=lambda: dict.fromkeys(Clock))
    when_it_stopped: dict[Clock, DueDate | None] = field(default_factory=lambda: dict.fromkeys(Clock))
    breached: set[Clock] = field(default_factory=set)
    queried: bool = False


@dataclass
class Told:
    """Everything that was recorded, as a reader of the log would keep it."""

    item: ItemVersion
    policy: Policy
    run: Run = field(default_factory=lambda: Run(promises=True))
    examiners: set[str] = field(default_factory=set)
    approvers: set[str] = field(default_factory=set)
    fallen: set[str] = field(default_factory=set)
    decider: str = ""
    outcome: Outcome | None = None
    under_way: set[str] = field(default_factory=set)
    suspended: dict[str, tuple[SuspensionReason, date]] = field(default_factory=dict)
    must_stop: set[str] = field(default_factory=set)
    breaches: list[Clock] = field(default_factory=list)
    cards: set[tuple[Card, Clock, date]] = field(default_factory=set)
    stage: int = 0
    stages_missed: set[tuple[int, datetime]] = field(default_factory=set)
    missed_by_holder: bool = False

    # --- one event after another --------------------------------------------

    def follow(self, event: Any, before: Any, now: datetime) -> None:
        """An event was recorded at `now`; `before` is the case that it was recorded of."""
        self._people(event)
        self._inquiries(event)
        self._dates(event)
        self._missed(event, now)
        if isinstance(event, DecisionMade):
            assert not self.suspended, "nothing is decided while a clock stands still"
        if isinstance(event, RecheckMissed):
            assert isinstance(before, Decided | Closed), "what nobody could look at again is missed"
        if isinstance(event, CaseClosed):
            assert event.outcome is self.outcome, event
            assert event.post_id in CLOSING_POSTS, "the centre closes"
            assert event.within_promise is self._kept(Clock.PROMISED, now), event
            assert event.within_statute is self._kept(Clock.STATUTORY, now), event
        opens = isinstance(event, CaseOpened)
        assert isinstance(before, NotOpened | Annulled) if opens else not isinstance(before, NotOpened), event

    def _people(self, event: Any) -> None:
        match event:
            case DecisionProposed():
                assert event.examiner not in self.approvers, "who has approved examines"
                self.examiners.add(event.examiner)
            case ReturnedByApprover():
                assert event.approver not in self.examiners, "who has examined returns"
                self.approvers.add(event.approver)
            case DecisionMade():
                alone = event.authority is not None and event.authority.single_person
                assert alone or event.approver not in self.examiners, "who has examined decides"
                assert event.approver not in self.fallen, "whose decision fell decides again"
                self.decider = event.approver
                self.approvers.add(event.approver)
                self.outcome = event.outcome
            case CaseReopened():
                self.fallen.add(self.decider)
            case DecisionCorrected():
                self.outcome = event.outcome or self.outcome
            case _:
                pass

    def _inquiries(self, event: Any) -> None:
        match event:
            case StepStarted():
                step = next((each for each in self.item.special_steps if each.name == event.step), None)
                self._begins(event.step_id, event.kind.value, step.counted if step else None)
            case PublicNoticePosted():
                self._begins(event.notice_id, SuspensionReason.PUBLIC_NOTICE, event.counted)
            case DepartmentQueried():
                step = self.item.special_step(SuspensionReason.CROSS_DEPARTMENT_QUERY)
                counted = step.counted if step else None
                self._begins(event.request_id, SuspensionReason.CROSS_DEPARTMENT_QUERY, self.run.queried or counted)
                self.run.queried = True
            case HearingHeld() | ExpertReviewed() | StepCompleted():
                self._ends(event.step_id)
            case NoticeEnded():
                self._ends(event.notice_id)
            case DepartmentReplied():
                self._ends(event.request_id)
            case _:
                pass

    def _begins(self, id_: str, reason: str, counted: bool | None) -> None:
        self.under_way.add(id_)
        if counted is None:
            counted = reason not in self.policy.texts("clock.not_counted", date(2015, 1, 1))
        if not counted:
            self.must_stop.add(id_)

    def _ends(self, id_: str) -> None:
        self.under_way.remove(id_)
        self.must_stop.discard(id_)

    def _dates(self, event: Any) -> None:
        match event:
            case CaseOpened():
                self._tells(_of_opening(event))
            case CaseReopened():
                self.run = Run(promises=False)
                self._tells(event.due)
            case ClockSuspended():
                assert event.suspension_id not in self.suspended, event
                if not self.suspended:
                    self.run.when_it_stopped = dict(self.run.last)
                self.suspended[event.suspension_id] = (event.reason, event.stopped_on)
                self._tells(event.due)
            case ClockResumed():
                reason, stopped_on = self.suspended.pop(event.suspension_id)
                assert stopped_on <= event.resumed_on, event
                assert not event.by_itself or reason is SuspensionReason.CROSS_DEPARTMENT_QUERY, event
                if event.by_itself:
                    self.must_stop.discard(event.suspension_id)
                self._tells(event.due)
            case ExtensionApproved():
                assert not self.run.breached & set(event.clocks), "what is over is lengthened"
                self._tells(event.due)
            case DueDateRecomputed():
                assert event.old != event.new, event
                self._tells(event.new)
            case _:
                pass

    def _tells(self, due: DueDates) -> None:
        self.run.due = _each(due)
        for clock, told in self.run.due.items():
            last = self.run.last[clock]
            assert told is None or last is None or last.at <= told.at, f"{clock} was told {last}, and now {told}"
            self.run.last[clock] = told or last

    def _missed(self, event: Any, now: datetime) -> None:
        match event:
            case PromisedLimitBreached() | StatutoryLimitBreached():
                clock = Clock.PROMISED if isinstance(event, PromisedLimitBreached) else Clock.STATUTORY
                told = self.run.due[clock]
                assert clock not in self.run.breached, f"{clock} is missed twice"
                assert told is not None, f"{clock} is missed while it stands still"
                assert (told.at, told.on) == (event.due_at, event.due_on), event
                assert event.due_at <= now, event
                self.run.breached.add(clock)
                self.breaches.append(clock)
            case SupervisionNoticeIssued():
                key = (event.card, event.clock, event.due_on)
                assert key not in self.cards, f"{key} twice"
                assert event.card is Card.ORDINARY or CARDS[event.clock] is event.card, event
                assert event.card is Card.ORDINARY or event.clock in self.run.breached, event
                self.cards.add(key)
            case CaseSentToBody() | CaseReopened():
                self.missed_by_holder = False
            case StageLimitBreached():
                assert event.due_at <= now, event
                assert (event.stage, event.due_at) not in self.stages_missed, f"{event} twice"
                assert not self.missed_by_holder, "of one stage of one body"
                self.stages_missed.add((event.stage, event.due_at))
                self.missed_by_holder = True
            case BodyAnswered():
                assert not (self.missed_by_holder and event.within), event
            case _:
                pass

    def _kept(self, clock: Clock, now: datetime) -> bool | None:
        """Whether a limit is kept by what is done now: it was told, never missed, and is not over."""
        if self.run.last[clock] is None:
            return None
        due = self.run.due[clock]
        return clock not in self.run.breached and (due is None or now < due.at)

    # --- at rest ------------------------------------------------------------

    def is_kept(self, case: Any, now: datetime) -> None:
        """What must be so whenever all timers have done what was due."""
        if isinstance(case, NotOpened):
            return
        file = case.file
        assert _days(_each(file.clocks.due)) == _days(self.run.due)
        assert _days(_each(file.clocks.told)) == _days(self.run.last)
        assert set(file.clocks.open) == set(self.suspended)
        assert file.clocks.breached == self.run.breached
        assert set(self.breaches) == file.clocks.breached | file.clocks.missed_before
        inquired = {id_ for id_, (why, _) in self.suspended.items() if why is not SuspensionReason.FORCE_MAJEURE}
        assert inquired == self.must_stop, "what stops the clocks is what is under way"
        assert {*file.inquiries.open, *file.notices.open} >= self.under_way
        if isinstance(case, Open):
            self._runs_or_stands(now)

    def _runs_or_stands(self, now: datetime) -> None:
        for clock in Clock:
            due = self.run.due[clock]
            assert due is None or now < due.at or clock in self.run.breached, f"{clock} is over since {due}"
            if self.suspended:
                self._stands_still(clock)
            elif self._has_limit(clock):
                assert due is not None, f"{clock} runs, and nobody knows until when"
            else:
                assert due is None
        for clock in self.run.breached:
            assert any((card, of) == (CARDS[clock], clock) for card, of, _ in self.cards), f"no card of {clock}"

    def _has_limit(self, clock: Clock) -> bool:
        limit = self.item.promised if clock is Clock.PROMISED else self.item.statutory_limit
        counts = isinstance(limit, YearlyCycle) or bool(limit.counted_stages)
        return counts and (self.run.promises or clock is Clock.STATUTORY)

    def _stands_still(self, clock: Clock) -> None:
        """No date is known, unless the limit was over before or is of those that nothing stops."""
        limit = self.item.promised if clock is Clock.PROMISED else self.item.statutory_limit
        if isinstance(limit, YearlyCycle) or not limit.counted_stages or limit.counted_stages[-1].unit in NEVER_STOPS:
            return
        due, first = self.run.due[clock], min(stopped_on for _, stopped_on in self.suspended.values())
        before = self.run.when_it_stopped[clock]
        assert due is None or due.on <= first or (before is not None and due.at <= before.at), f"{clock}: {due}"


def _of_opening(opened: CaseOpened) -> DueDates:
    def one(on: date | None, at: datetime | None) -> DueDate | None:
        if on is None or at is None:
            return None
        return DueDate(at=at, on=on, provisional=opened.provisional, calendar_version=opened.calendar_version)

    return DueDates(
        promised=one(opened.promised_due_on, opened.promised_due_at),
        statutory=one(opened.statutory_due_on, opened.statutory_due_at),
    )
