"""A whole case: all who have to do with it, the rows of its timers, and what must hold whatever happens."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from typing import Any

from services.casework.api.case_work import step_of
from services.casework.domain.benefit import BENEFIT
from services.casework.domain.case import CASE
from services.casework.domain.case_assignment_acts import AssignCase
from services.casework.domain.case_commands import DecideAtWindow, OpenCase, Work
from services.casework.domain.case_state import Annulled, Closed, NotOpened, Revoked, Terminated
from services.casework.domain.delegation import DELEGATION
from services.casework.domain.item import ITEM
from services.casework.domain.post import POST
from services.casework.domain.staff import STAFF
from services.casework.domain.types import CentreId, ItemCode
from services.casework.timers import TIMERS
from shared.contracts.casework import case_aftermath as aftermath
from shared.contracts.casework.case import CaseOpened
from shared.contracts.casework.case_assignment import NoteAdded
from shared.contracts.casework.case_mending import CaseSubjectCorrected
from shared.contracts.casework.case_publication import DecisionPublished
from shared.contracts.casework.case_recheck import RecheckMissed, SingleDecisionRechecked
from shared.contracts.casework.item import ItemKnown
from shared.contracts.casework.post import PostAssigned, PostKind
from shared.contracts.intake.item import ItemVersion
from shared.kernel.actors import TIMER, Actor, ActorId, Role
from shared.kernel.decider import Context, Step
from shared.kernel.ids import AggregateRef
from shared.kernel.messages import Command, Event
from shared.kernel.personal import seal
from shared.kernel.policy import Policy
from shared.kernel.refusals import Refusal
from shared.kernel.timer import Timer
from shared.kernel.working_days import Calendar
from shared.testing.decider import known
from tests.casework.district import CENTRE, DISTRICT, ITEM_CODE, established
from tests.casework.inquiries import COUNTER
from tests.casework.stories import SUBJECT
from tests.casework.travels import DEPARTMENT, THERE
from tests.casework.whole_case_items import GOVERNMENT
from tests.casework.whole_case_told import Told

CASE_ID, WINDOW = "case-1", "window"
HOLDERS = {
    **{"examination": "s-examiner", "examination-2": "s-both", "examination-9": "s-approver"},
    **{"approval": "s-approver", "approval-2": "s-examiner", "approval-9": "s-both"},
    **{"dept-examination": "s-dept-examiner", "dept-approval": "s-dept-approver", "dept-approval-2": "s-dept-examiner"},
}
PEOPLE = (
    DISTRICT
    | THERE
    | COUNTER
    | known(POST, "examination-9", established(PostKind.EXAMINATION), PostAssigned(holder="s-approver"))
    | known(POST, "approval-9", established(PostKind.APPROVAL), PostAssigned(holder="s-both"))
    | known(POST, "dept-approval-2", established(PostKind.APPROVAL, DEPARTMENT), PostAssigned(holder="s-dept-examiner"))
    | known(POST, WINDOW, established(PostKind.WINDOW), PostAssigned(holder="s-both"))
    | known(BENEFIT, CASE_ID)
)

# --- the timers -------------------------------------------------------------

OF_CASES = tuple(timer for timer in TIMERS if timer.decider is CASE)
ROUNDS = 60
"""More than all timers of a case can have to do at one instant."""
AT_ONCE = datetime(1970, 1, 1, tzinfo=UTC)
"""Of a row that is to be asked."""


@dataclass
class Rows:
    """The timekeeper's table: a row for each timer that watches the case, None where nothing is due as things stand."""

    at: dict[str, datetime | None] = field(default_factory=dict)

    def follow(self, event: Event) -> None:
        """An event is in the log."""
        for timer in OF_CASES:
            if type(event) in timer.starts:
                self.at[timer.name] = AT_ONCE
            elif type(event) in timer.stops:
                self.at.pop(timer.name, None)

    def ask_all(self) -> None:
        """The policy or the calendar has changed."""
        self.at = dict.fromkeys(self.at, AT_ONCE)

    def fallen(self, now: datetime) -> list[Timer]:
        """The timers whose rows are due, the earliest first."""
        due = [(at, timer.name, timer) for timer in OF_CASES if (at := self.at.get(timer.name)) and at <= now]
        return [timer for _, _, timer in sorted(due, key=lambda row: row[:2])]

    def next(self) -> datetime | None:
        """When the next row falls due."""
        return min((at for at in self.at.values() if at), default=None)


# --- the case ---------------------------------------------------------------


def _decide(step: Step, case: Any, context: Context) -> Any:
    return step.decider.decide(step.command, case, context)


@dataclass
class Whole:
    """One case with all that belongs to it; while the timekeeper sleeps, time passes and nothing is fired."""

    item: ItemVersion
    delegations: tuple[Any, ...]
    now: datetime
    calendar: Calendar
    policy: Policy
    state: Any = CASE.initial
    rows: Rows = field(default_factory=Rows)
    asleep: bool = False
    last: Any = ()

    def __post_init__(self) -> None:
        self.related = PEOPLE | known(ITEM, ITEM_CODE, ItemKnown(code=ITEM_CODE, item=self.item, source_position=3))
        self.related |= known(DELEGATION, ITEM_CODE, *self.delegations)
        self.told = Told(self.item, self.policy)

    def opened(self, accepted_on: date, application_id: str) -> None:
        """Intake has accepted the application, on this day or before."""
        command = OpenCase(
            application_id=application_id,
            subject=SUBJECT,
            centre_id=CentreId(CENTRE),
            item_code=ItemCode(ITEM_CODE),
            item_version=1,
            accepted_on=accepted_on,
            recorded_at=self.now,
            deemed=False,
        )
        self.take(Step(CASE, CASE_ID, command, related=(ITEM.ref(ITEM_CODE),)), INTAKE)

    # what people and bodies do

    def on_post(self, command: Work, by: str | None = None) -> None:
        """The post's holder does something, or somebody else."""
        officer = by or HOLDERS[command.post_id]
        self.take(step_of(CASE_ID, officer, ITEM_CODE, command), Actor(ActorId(officer), Role.EXAMINER, CENTRE))

    def in_the_name_of(self, body: str, command: Command) -> None:
        """A body does something, on no post."""
        role = Role.MACHINE if body != GOVERNMENT else Role.DEPARTMENT
        if type(command).__module__.endswith("case_aftermath_commands"):
            role = Role.DEPARTMENT
        self.take(
            Step(CASE, CASE_ID, command, related=(ITEM.ref(ITEM_CODE), BENEFIT.ref(CASE_ID))),
            Actor(ActorId(f"m-{body}"), role, body),
        )

    def at_window(self, command: DecideAtWindow) -> None:
        """Casework hears what a clerk did at a window."""
        looked_at = (ITEM.ref(ITEM_CODE), DELEGATION.ref(ITEM_CODE), POST.ref(WINDOW), STAFF.ref(command.officer))
        self.take(Step(CASE, CASE_ID, command, related=looked_at), INTAKE)

    def assigned(self, command: AssignCase) -> None:
        """The supervisor gives the case to a post."""
        supervisor = Actor(ActorId("s-supervisor"), Role.SUPERVISOR, GOVERNMENT)
        self.take(Step(CASE, CASE_ID, command, related=(POST.ref(command.post_id),)), supervisor)

    def take(self, step: Step, actor: Actor) -> None:
        """Decide and record, and then say the same again, of which nothing comes; then the timekeeper looks."""
        context = self.context(actor, step.related)
        self.last = _decide(step, self.state, context)
        if not isinstance(self.last, Refusal):
            self._recorded(self.last)
            again = _decide(step, self.state, context)
            assert isinstance(again, Refusal) or not again, f"{step.command!r} repeated recorded {again}"
        self.fire()

    def context(self, actor: Actor, related: tuple[AggregateRef, ...]) -> Context:
        """Somebody asks, and is given no other aggregate than these."""
        return Context(actor, self.now, self.policy, self.calendar, {ref: self.related[ref] for ref in related})

    def _recorded(self, events: list[Any]) -> None:
        for event in events:
            sealed = seal(event, lambda _subject, path, _plain: f"sealed {path}")
            before, self.state = self.state, CASE.evolve(self.state, sealed)
            assert not isinstance(before, Terminated | Revoked) or isinstance(event, LATER), event
            assert not isinstance(before, Annulled) or isinstance(event, (*LATER, CaseOpened)), event
            if isinstance(event, CaseOpened):
                self.told = Told(self.item, self.policy)
            assert not isinstance(before, Closed) or type(event) in AFTER_CLOSURE, event
            self.told.follow(sealed, before, self.now)
            self.rows.follow(sealed)

    # what time does

    def until(self, end: datetime) -> None:
        """Let time pass; the timekeeper looks whenever something is due, unless it sleeps."""
        while not self.asleep and (at := self.rows.next()) is not None and at <= end:
            self.now = max(at, self.now)
            self.fire()
        self.now = max(end, self.now)
        self.fire()

    def fire(self) -> None:
        """One look of the timekeeper: rows that say something else are moved, what is due is done until nothing is."""
        if self.asleep:
            return
        for _ in range(ROUNDS):
            fallen = self.rows.fallen(self.now)
            asked = {timer.name: self.due(timer) for timer in fallen}
            if any(self.rows.at[name] != at for name, at in asked.items()):
                self.rows.at |= asked
            elif fallen:
                self._fired(fallen[0])
            else:
                self.told.is_kept(self.state, self.now)
                return
        raise AssertionError(f"a hot loop at {self.now}")

    def due(self, timer: Timer) -> datetime | None:
        """When a timer is due if it is asked now."""
        return timer.due(self.state, self.context(TIMER, timer.related(self.state)))

    def _fired(self, timer: Timer) -> None:
        context = self.context(TIMER, timer.related(self.state))
        (step,) = timer.steps(CASE_ID, self.state, context)
        done = _decide(step, self.state, context)
        assert isinstance(done, list), f"{timer.name} was refused: {done}"
        assert done, f"{timer.name} fired without effect at {self.now}"
        self._recorded(done)
        assert not _decide(step, self.state, self.context(TIMER, timer.related(self.state)))

    def out_of_turn(self, timer: Timer) -> None:
        """A timer does what it does though it is not due, as after an event that came in between."""
        related = timer.related(self.state)
        (step,) = timer.steps(CASE_ID, self.state, self.context(TIMER, related))
        self.take(replace(step, related=related), TIMER)

    def sleeps_through_nothing(self) -> None:
        """Every timer that has something to do now or later has a row that wakes it in time."""
        if self.asleep or isinstance(self.state, NotOpened):
            return
        for timer in OF_CASES:
            due = self.due(timer)
            row = self.rows.at.get(timer.name)
            assert due is None or due > self.now, f"{timer.name} is due since {due}, and its row says {row}"
            assert due is None or (row is not None and row <= due), f"{timer.name} is due at {due}, its row says {row}"


INTAKE = Actor(ActorId("reaction:intake"), Role.MACHINE)
LATER = (NoteAdded, CaseSubjectCorrected)
AFTER_CLOSURE = {
    *(aftermath.DecisionCorrected, aftermath.DecisionRevoked, aftermath.ReconsiderationConcluded),
    *(aftermath.CaseReopened, aftermath.EntryCorrected),
    *(SingleDecisionRechecked, RecheckMissed, DecisionPublished, *LATER),
}
