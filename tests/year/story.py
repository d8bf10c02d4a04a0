"""What had to be told of each case of the script, moment by moment, with due dates counted independently.

Like `tests.year.independent`, it imports nothing of ours but the plain script.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from tests.year.independent import NOT_COUNTED, PROMISED, QUERY, STATUTORY, Clock, Due, Mistake, Stop, Table, day_of
from tests.year.script import Act, Case, Edition, Item, What, after


@dataclass(frozen=True, slots=True)
class Told:
    """What the applicant is told at an instant; nothing of a clock that stands still or that there is none."""

    at: datetime
    promised: Due | None
    statutory: Due | None


@dataclass(frozen=True, slots=True)
class Missed:
    """A limit that was over before the case was."""

    clock: str
    due_at: datetime


@dataclass(frozen=True, slots=True)
class Account:
    """All that was told of a case, in order, what was missed, and whether it was closed in time, if it was closed."""

    told: tuple[Told, ...]
    missed: frozenset[Missed]
    within_promise: bool | None = None
    within_statute: bool | None = None


@dataclass
class _Story:
    """A case while its script is read: what is told, what was told last, what ends by itself."""

    clock: Clock
    told: list[Told] = field(default_factory=list)
    now: dict[str, Due | None] = field(default_factory=dict)
    last: dict[str, Due | None] = field(default_factory=dict)
    missed: dict[str, Missed] = field(default_factory=dict)
    notice_ends_on: dict[str, date] = field(default_factory=dict)
    objections: dict[str, date | None] = field(default_factory=dict)
    asked: int = 0
    queries: int = 0
    closed_at: datetime | None = None
    over: bool = False

    def tell(self, at: datetime) -> None:
        for which in (PROMISED, STATUTORY):
            due, before = self.clock.due(which), self.last.get(which)
            keeps = self.clock.mistake is not Mistake.SHORTENED
            if due and before and keeps and due.at < before.at:
                due = Due(before.on, before.at, due.provisional)
            self.now[which] = due
            self.last[which] = due or before
        new = Told(at, self.now[PROMISED], self.now[STATUTORY])
        if self.told and self.told[-1].at == at:
            self.told.pop()
        self.told.append(new)

    def learn(self, edition: Edition) -> None:
        self.clock.table.learn(edition)
        before = dict(self.now)
        told = list(self.told)
        self.tell(edition.at)
        if before == self.now:
            self.told = told

    def miss(self, at: datetime) -> None:
        """What is over by now, and was not before."""
        for which, due in self.now.items():
            if due and due.at <= at and which not in self.missed:
                self.missed[which] = Missed(which, due.at)

    def stop(self, id_: str, reason: str, at: datetime) -> None:
        step = self.clock.item.step(reason)
        if not (step.counted if step else reason not in NOT_COUNTED):
            self.clock.stops[id_] = Stop(reason, day_of(at))
            self.tell(at)

    def go_on(self, id_: str, on: date, at: datetime) -> None:
        stop = self.clock.stops.get(id_)
        if stop is not None and stop.through is None:
            stop.through = on
            self.tell(at)

    # What ends by itself: a query when it has taken its longest time, a notice when its days are over.

    def by_itself(self) -> tuple[datetime, str, date] | None:
        endless = self.clock.mistake is Mistake.QUERIES_WITHOUT_END
        ends = [
            (after(last), id_, last)
            for id_, stop in self.clock.stops.items()
            if stop.reason == QUERY and stop.through is None and not endless
            for last in [self.clock.table.nth_worked(stop.after, self.clock.query_max)]
        ]
        if None not in self.objections.values():
            ends += [(after(last), id_, last) for id_, last in self.notice_ends_on.items()]
        return min(ends, default=None)

    def end(self, at: datetime, id_: str, on: date) -> None:
        self.notice_ends_on.pop(id_, None)
        self.go_on(id_, on, at)

    def act(self, act: Act) -> None:
        match act.what:
            case What.STOP | What.STEP | What.ASK_DEPARTMENT:
                self._begin(act)
            case What.GO_ON | What.STEP_OVER | What.DEPARTMENT_ANSWERS:
                self.go_on(act.id, act.on or day_of(act.at), act.at)
            case What.POST_NOTICE:
                self._post(act)
            case What.OBJECT:
                self.objections[act.id] = None
            case What.RESOLVE:
                self._resolve(act)
            case What.ASK_MORE:
                self.asked = act.n
            case What.GRANT_MORE:
                self._grant(act.at)
            case What.CLOSE | What.WITHDRAW:
                self.over = True
                self.closed_at = act.at if act.what is What.CLOSE else None
            case _:
                """Who proposes, returns or decides, and who denies more time, leaves the clocks as they are."""

    def _begin(self, act: Act) -> None:
        if act.what is What.ASK_DEPARTMENT:
            self.queries += 1
            if self.queries > 1:
                return  # only the first query of a case stops its clocks
        reasons = {What.STOP: "FORCE_MAJEURE", What.ASK_DEPARTMENT: QUERY}
        self.stop(act.id, reasons.get(act.what, act.reason), act.at)

    def _post(self, act: Act) -> None:
        step = self.clock.item.step("PUBLIC_NOTICE")
        assert step is not None
        day = day_of(act.at)
        worked = step.unit == "WORKING_DAY"
        self.notice_ends_on[act.id] = (
            self.clock.table.nth_worked(day, step.n) if worked else day + timedelta(days=step.n)
        )
        self.stop(act.id, "PUBLIC_NOTICE", act.at)

    def _resolve(self, act: Act) -> None:
        self.objections[act.id] = day_of(act.at)
        for id_, last in list(self.notice_ends_on.items()):
            if None not in self.objections.values() and after(last) <= act.at:
                self.end(act.at, id_, day_of(act.at))

    def _grant(self, at: datetime) -> None:
        limits = {PROMISED: self.clock.item.promised, STATUTORY: self.clock.item.statutory}
        for which, stages in limits.items():
            last = self.last[which]
            in_time = last is not None and at < last.at and which not in self.missed
            forgotten = self.clock.mistake is Mistake.EXTENSION_FORGOTTEN
            if in_time and stages and stages[-1][1] == "WORKING_DAY" and not forgotten:
                self.clock.more[which] += self.asked
        self.tell(at)


def account(
    case: Case,
    item: Item,
    editions: Sequence[Edition],
    query_max: Sequence[tuple[date, int]],
    ends_at: datetime,
    mistake: Mistake | None = None,
) -> Account:
    """What the applicant of a case had to be told, and what was missed, until `ends_at`."""
    table = Table(mistake=mistake)
    for edition in editions:
        if edition.at <= case.recorded_at:
            table.learn(edition)
    longest = [n for day, n in query_max if day <= day_of(case.started_at)][-1]
    story = _Story(Clock(item, case.started_at, table, longest, mistake))
    story.tell(case.recorded_at)
    coming: list[Act | Edition] = [act for act in case.acts if act.refused is None]
    coming += [edition for edition in editions if edition.at > case.recorded_at]
    for moment in sorted(coming, key=lambda each: each.at):
        _let_end(story, moment.at)
        story.miss(moment.at)
        if isinstance(moment, Edition):
            story.learn(moment)
        else:
            story.act(moment)
        if story.over:
            return _closed(story)
    _let_end(story, ends_at)
    story.miss(ends_at)
    return _closed(story)


def _let_end(story: _Story, until: datetime) -> None:
    while (ends := story.by_itself()) is not None and ends[0] <= until:
        story.miss(ends[0])
        story.end(*ends)


def _closed(story: _Story) -> Account:
    def within(which: str) -> bool | None:
        last = story.last[which]
        return None if story.closed_at is None or last is None else story.closed_at < last.at

    return Account(tuple(story.told), frozenset(story.missed.values()), within(PROMISED), within(STATUTORY))
