"""What if: a recorded log under other rules, side by side with how it was.

The log is read once. What people did stays as it was done, and when: an acceptance, a pause, an extension, a closure, a
decision. Only what is asked of it changes: until when a case was due, by the calendar, the policy and the limits of the
other world; who would have been on a post; who would have had to decide. Nobody hurries or tarries because a date is
another, a public notice hangs as long as it hung, and an extension lengthens what it could have lengthened there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from services.casework.domain.item import ITEM, Item
from services.casework.domain.whatif_clocks import Twin
from services.casework.domain.whatif_report import (
    ActNotDone,
    DecisionGoneUp,
    Hindrance,
    Listed,
    Report,
    UncoveredPost,
    breaches_of,
    lines_of,
    moved_of,
)
from services.casework.domain.whatif_roster import OtherRoster, Rosters
from shared.contracts.casework.benefit import BenefitGranted
from shared.contracts.casework.calendar import CalendarYearPublished
from shared.contracts.casework.case import CaseOpened, DecisionMade, DecisionProposed, Outcome, ReturnedByApprover
from shared.contracts.casework.item import ItemKnown
from shared.contracts.casework.policy import PolicyAdopted
from shared.contracts.intake.item import ItemVersion
from shared.kernel.actors import TIMER
from shared.kernel.cycles import YearlyCycle
from shared.kernel.deadlines import AnyLimit
from shared.kernel.decider import Context
from shared.kernel.envelope import Recorded
from shared.kernel.instants import day_of
from shared.kernel.limits import Limit
from shared.kernel.messages import Event
from shared.kernel.money import Money
from shared.kernel.policy import Policy, PolicyEntry
from shared.kernel.refusals import CorruptStream
from shared.kernel.working_days import Calendar, CalendarYear

_CLOCK_KEYS = ("clock.", "intake.close_of_business")
"""Keys that move what was told before."""


@dataclass(frozen=True, slots=True)
class OtherLimits:
    """What the guide of an item would say; None leaves a limit as it is."""

    statutory: AnyLimit | None = None
    promised: Limit | None = None

    def of(self, item: ItemVersion) -> ItemVersion:
        """The guide with these limits."""
        changes: dict[str, Any] = {}
        if isinstance(self.statutory, YearlyCycle):
            changes = {"statutory": Limit(stages=()), "statutory_cycle": self.statutory}
        elif self.statutory is not None:
            changes = {"statutory": self.statutory, "statutory_cycle": None}
        if self.promised is not None:
            changes["promised"] = self.promised
        return item.model_copy(update=changes)


@dataclass(frozen=True, slots=True)
class Change:
    """What would be otherwise: more adoptions, other editions of years, other limits, caps and people on posts.

    It is known from the beginning of the log, or from the aware instant `known_from` on: then cases that were opened
    before keep their limits, and what they were told by then.
    """

    entries: tuple[PolicyEntry, ...] = ()
    editions: tuple[CalendarYear, ...] = ()
    limits: Mapping[str, OtherLimits] = field(default_factory=dict)
    caps: Mapping[str, Money] = field(default_factory=dict)
    roster: OtherRoster | None = None
    known_from: datetime | None = None


@dataclass(frozen=True, slots=True)
class Scope:
    """Which cases are reported: accepted from `first` to `last`, or only those that are open; how many are listed."""

    first: date | None = None
    last: date | None = None
    open_only: bool = False
    listed: int = 100

    def has(self, twin: Twin) -> bool:
        """Whether a case is reported."""
        day = twin.opened.accepted_on
        in_time = (self.first is None or self.first <= day) and (self.last is None or day <= self.last)
        return in_time and not (self.open_only and twin.ended_at is not None)


EVERY_CASE = Scope()


def whatif(recorded: Iterable[Recorded[Event]], change: Change, scope: Scope = EVERY_CASE) -> Report:
    """How the cases of a log would have fared under a change. `recorded` is the log of casework from its beginning."""
    replay = _Replay(change)
    for each in recorded:
        replay.take(each)
    return replay.report(scope)


@dataclass(slots=True)
class _People:
    """Who examined and approved a case: as it was, and as it would have been."""

    examiners: set[str] = field(default_factory=set)
    approvers: set[str] = field(default_factory=set)
    alone: bool = False


@dataclass(slots=True)
class _Replay:
    change: Change
    policy: Policy = field(default_factory=Policy)
    calendar: Calendar = field(default_factory=Calendar)
    items: dict[str, Item] = field(default_factory=dict)
    twins: dict[str, Twin] = field(default_factory=dict)
    people: dict[str, _People] = field(default_factory=dict)
    not_done: list[ActNotDone] = field(default_factory=list)
    gone_up: dict[str, DecisionGoneUp] = field(default_factory=dict)
    decided: dict[str, DecisionMade] = field(default_factory=dict)
    now: datetime | None = None
    rosters: Rosters | None = None
    _context: Context | None = None

    def __post_init__(self) -> None:
        if self.change.roster is not None:
            self.rosters = Rosters(self.change.roster)

    def take(self, recorded: Recorded[Event]) -> None:
        at, event, id_ = recorded.document.time, recorded.event, recorded.aggregate.id
        self._pass(at)
        match event:
            case PolicyAdopted(entry=entry):
                self.policy = self.policy.adopt(entry)
                self._rules_changed(at, recount=entry.key.startswith(_CLOCK_KEYS))
            case CalendarYearPublished(edition=edition):
                self.calendar = Calendar({**self.calendar.years, edition.year: edition})
                self._rules_changed(at, recount=True)
            case ItemKnown():
                self.items[id_] = ITEM.evolve(self.items.get(id_, ITEM.initial), event)
            case CaseOpened():
                # Opened anew, a case begins with nothing of what was on file.
                self.people.pop(id_, None)
                self.twins[id_] = Twin.born(event, self._item(event, at), self._other(at))
            case _ if recorded.aggregate.kind == "case":
                self._of_case(id_, event, at)
            case BenefitGranted():
                self._granted(id_, event.amount)
            case _ if self.rosters is not None and recorded.aggregate.kind in ("post", "staff"):
                self.rosters.take(recorded)
            case _:
                pass

    # --- the other world ----------------------------------------------------------

    def _knows(self, at: datetime) -> bool:
        return self.change.known_from is None or self.change.known_from <= at

    def _pass(self, at: datetime) -> None:
        """Come to an instant; on the way the change may have become known."""
        since = self.change.known_from
        if since is not None and (self.now is None or self.now < since) and since <= at:
            self.now = since
            self._rules_changed(since, recount=True)
        self.now = at

    def _rules_changed(self, at: datetime, recount: bool) -> None:
        self._context = None
        if recount:
            context = self._other(at)
            for twin in self.twins.values():
                twin.recount(context)

    def _other(self, at: datetime) -> Context:
        """What would have been in force at an instant."""
        if self._context is None:
            policy, calendar = self.policy, self.calendar
            if self._knows(at):
                policy = policy.adopt(*self.change.entries)
                calendar = Calendar({**calendar.years, **{each.year: each for each in self.change.editions}})
            self._context = Context(TIMER, at, policy, calendar)
        return replace(self._context, now=at)

    def _item(self, opened: CaseOpened, at: datetime) -> ItemVersion:
        known = self.items.get(opened.item_code, ITEM.initial).versions.get(opened.item_version)
        if known is None:
            raise CorruptStream(f"{opened.item_code} has no version {opened.item_version} in this log")
        other = self.change.limits.get(opened.item_code)
        return other.of(known) if other is not None and self._knows(at) else known

    # --- cases ------------------------------------------------------------------

    def _of_case(self, case_id: str, event: Event, at: datetime) -> None:
        twin = self.twins[case_id]
        twin.take(event, self._other(at))
        if self.rosters is not None:
            self._act(self.rosters, case_id, event, at)
        if isinstance(event, DecisionMade):
            self.decided[case_id] = event
            if event.amount is not None:
                self._granted(case_id, event.amount)

    def _granted(self, case_id: str, amount: Money) -> None:
        """A centre's grant that would have been the department's; of several words on the amount the first counts."""
        decision, twin = self.decided.get(case_id), self.twins.get(case_id)
        if decision is None or twin is None or decision.by_body is not None or decision.outcome is not Outcome.GRANT:
            return
        code = twin.opened.item_code
        cap = self.change.caps.get(code)
        if cap is not None and amount > cap:
            money = Money(amount=amount.amount, currency=amount.currency)
            self.gone_up.setdefault(case_id, DecisionGoneUp(case_id, code, money, cap))

    def _act(self, rosters: Rosters, case_id: str, event: Event, at: datetime) -> None:
        post_id = getattr(event, "post_id", None)
        if post_id is None or getattr(event, "acted_as", None) is None:
            return
        rosters.pass_time(at)
        post = rosters.held(post_id, at)
        if post is None:
            return
        item_code = self.twins[case_id].opened.item_code
        why = Hindrance.UNCOVERED if post.acting is None else None
        if why is None and rosters.stands_in_untrained(post, item_code):
            why = Hindrance.NOT_TRAINED
        if self._both(case_id, event, post.acting) and why is None:
            why = Hindrance.SAME_PERSON
        if why is not None:
            self.not_done.append(ActNotDone(case_id, post_id, type(event).word(), at, why))

    def _both(self, case_id: str, event: Event, acting: str | None) -> bool:
        """Whether who would have acted had done the other's part, where in fact two persons did them."""
        people = self.people.setdefault(case_id, _People())
        if acting is None:
            return False
        match event:
            case DecisionProposed():
                people.examiners.add(acting)
                return acting in people.approvers
            case DecisionMade() if event.authority is not None and event.authority.single_person:
                return False
            case ReturnedByApprover() | DecisionMade():
                people.approvers.add(acting)
                return acting in people.examiners
            case _:
                return False

    # --- the report -------------------------------------------------------------

    def report(self, scope: Scope) -> Report:
        end = self.now if self.now is not None else self.change.known_from
        since = self.change.known_from
        if since is not None and (self.now is None or self.now < since):
            self._pass(since)
            end = since
        if end is not None:
            context = self._other(end)
            for twin in self.twins.values():
                twin.pass_time(context)
        told = {case_id: twin for case_id, twin in self.twins.items() if scope.has(twin)}
        breaches = [each for case_id, twin in told.items() for each in breaches_of(case_id, twin)]
        return Report(
            cases=len(told),
            lines=tuple(lines_of(told)),
            moved=Listed.of((each for case_id, twin in told.items() for each in moved_of(case_id, twin)), scope.listed),
            gained=Listed.of((each for gained, each in breaches if gained), scope.listed),
            lost=Listed.of((each for gained, each in breaches if not gained), scope.listed),
            uncovered=tuple(self._uncovered(scope, end)),
            not_done=Listed.of((each for each in self.not_done if each.case_id in told), scope.listed),
            gone_up=Listed.of((each for each in self.gone_up.values() if each.case_id in told), scope.listed),
        )

    def _uncovered(self, scope: Scope, end: datetime | None) -> Iterator[UncoveredPost]:
        if self.rosters is None or end is None:
            return iter(())
        self.rosters.pass_time(end)
        first, last = scope.first or date(1949, 10, 1), scope.last or day_of(end)
        return self.rosters.uncovered(first, last, end, self.calendar)
