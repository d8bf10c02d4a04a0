"""The diary of one case: what examiner, approver, departments and the applicant do with it, and when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from random import Random
from typing import Protocol

from tests.year.independent import DAY, Table, day_of
from tests.year.script import Act, Case, Edition, Item, What, midnight
from tests.year.story import account

MORE_AT_MOST = 10
STEPS = ("HEARING", "EXPERT_REVIEW", "INSPECTION")


class Days(Protocol):
    """When somebody is on a post."""

    table: Table

    def on_post(self, post_id: str, day: date) -> str | None: ...
    def attended_on(self, post_id: str, day: date) -> bool: ...


@dataclass
class Diary:
    """Written from the front to the back; `until` is when the last thing so far is done."""

    rng: Random
    item: Item
    case: Case
    examination: str
    approval: str
    days: Days
    acts: list[Act] = field(default_factory=list)
    until: datetime = field(init=False)

    def __post_init__(self) -> None:
        self.until = self.case.recorded_at

    def written(self, editions: Sequence[Edition], query_max: Sequence[tuple[date, int]]) -> list[Act]:
        """All acts in the order of their time."""
        if self.rng.random() < 0.04:
            self._withdrawn()
            return self.acts
        at_once = self._on_the_spot()
        pauses = self.rng.random()
        if pauses < 0.45 and not at_once:
            self._paused(twice=pauses < 0.25)
        if self.rng.random() < 0.12 and self._in_working_days():
            self._lengthened()
        if self.rng.random() < 0.03:
            return sorted(self.acts, key=lambda act: act.at)  # nobody gets round to it within the year
        self._decided(at_once, editions, query_max)
        return sorted(self.acts, key=lambda act: act.at)

    # --- when -----------------------------------------------------------------

    def _moment(self, post: str, not_before: datetime, days: int = 0) -> datetime:
        """Some days later, on a day on which somebody is on the post, at a minute that nothing else is done in."""
        day = day_of(not_before) + timedelta(days=days)
        while True:
            if self.days.attended_on(post, day):
                free = [at for at in _minutes(day) if at > not_before and all(act.at != at for act in self.acts)]
                if free:
                    return self.rng.choice(free)
            day += DAY

    def _do(self, at: datetime, what: What, post: str = "", **said: object) -> datetime:
        by = self.days.on_post(post, day_of(at)) if post else ""
        self.acts.append(Act(at, what, post, by or "", **said))  # type: ignore[arg-type]
        return at

    # --- what -----------------------------------------------------------------

    def _withdrawn(self) -> None:
        at = self.until + timedelta(days=self.rng.randint(0, 40), minutes=self.rng.randint(3, 300))
        self._do(at, What.WITHDRAW)

    def _in_working_days(self) -> bool:
        return self.item.statutory[-1:] == ((30, "WORKING_DAY"),) or self.item.promised[-1:] in (
            ((10, "WORKING_DAY"),),
            ((85, "WORKING_DAY"),),
        )

    def _lengthened(self) -> None:
        """More time is asked for at once, so that no limit is over yet; too much, or a second time, is refused."""
        if self.case.deemed:
            return
        at, most = self.case.recorded_at, MORE_AT_MOST
        if self.rng.random() < 0.2:
            at = self._do(
                self._moment(self.examination, at),
                What.ASK_MORE,
                self.examination,
                n=most + 1,
                refused="extension-too-long",
            )
        at = self._do(self._moment(self.examination, at), What.ASK_MORE, self.examination, n=self.rng.randint(1, most))
        answer = self.rng.random()
        if answer < 0.25:
            at = self._do(self._moment(self.approval, at), What.DENY_MORE, self.approval)
        elif answer < 0.9:
            at = self._do(self._moment(self.approval, at), What.GRANT_MORE, self.approval)
            if self.rng.random() < 0.5:
                again = self._moment(self.examination, at)
                at = self._do(again, What.ASK_MORE, self.examination, n=1, refused="extension-used")
        self.until = max(self.until, at)

    def _paused(self, twice: bool) -> None:
        """One stop or two, of which the second may begin while the first lasts."""
        kinds = [
            "STOP",
            "STEP",
            "STEP",
            "ASK_DEPARTMENT",
            *(["POST_NOTICE"] * 3 if self.item.step("PUBLIC_NOTICE") else []),
        ]
        first = self.rng.choice(kinds)
        begun = self._moment(self.examination, self.case.recorded_at, self.rng.randint(0, 12))
        over = self._pause(first, begun)
        if not twice:
            return
        second = self.rng.choice([kind for kind in kinds if kind != first] or ["STOP"])
        overlaps = self.rng.random() < 0.7
        since = begun + (over - begun) * self.rng.random() if overlaps else over
        self._pause(second, self._moment(self.examination, since))

    def _pause(self, kind: str, at: datetime) -> datetime:
        over = getattr(self, f"_{kind.lower()}")(at, f"{self.case.id}-{kind.lower()}")
        self.until = max(self.until, over)
        return over  # type: ignore[no-any-return]

    def _stop(self, at: datetime, id_: str) -> datetime:
        self._do(at, What.STOP, self.examination, id=id_)
        return self._do(
            self._moment(self.examination, at, self.rng.randint(0, 20)), What.GO_ON, self.examination, id=id_
        )

    def _step(self, at: datetime, id_: str) -> datetime:
        """It may be recorded some days later that a step is over."""
        self._do(at, What.STEP, self.examination, id=id_, reason=self.rng.choice(STEPS))
        recorded = self._moment(self.examination, at, self.rng.randint(0, 25))
        if self.rng.random() < 0.2 and recorded - at > timedelta(days=2):
            early = self._moment(self.examination, at)
            if early < recorded:
                self._do(early, What.PROPOSE, self.examination, refused="inquiry-open")
        on = max(day_of(at), day_of(recorded) - timedelta(days=self.rng.choice([0, 0, 0, 1, 3])))
        return self._do(recorded, What.STEP_OVER, self.examination, id=id_, on=on)

    def _ask_department(self, at: datetime, id_: str) -> datetime:
        """Some departments answer late, when the clocks run on by themselves; a second is asked with the clocks."""
        self._do(at, What.ASK_DEPARTMENT, self.examination, id=id_, reason="department-1")
        days = self.rng.choice([1, 4, 7, 9, 12, 16, 25])
        over = self._do(
            self._moment(self.examination, at, days), What.DEPARTMENT_ANSWERS, id=id_, reason="department-1"
        )
        if self.rng.random() < 0.2:
            next_one = self._moment(self.examination, over)
            self._do(next_one, What.ASK_DEPARTMENT, self.examination, id=f"{id_}-2", reason="department-2")
            answered = self._moment(self.examination, next_one, 3)
            over = self._do(answered, What.DEPARTMENT_ANSWERS, id=f"{id_}-2", reason="department-2")
        return over

    def _post_notice(self, at: datetime, id_: str) -> datetime:
        step = self.item.step("PUBLIC_NOTICE")
        assert step is not None
        self._do(at, What.POST_NOTICE, self.examination, id=id_)
        first, worked = day_of(at), step.unit == "WORKING_DAY"
        last = self.days.table.nth_worked(first, step.n) if worked else first + timedelta(days=step.n)
        over = midnight(last + DAY)
        if self.rng.random() < 0.3:
            said = self._moment(self.examination, at)
            if said < over:
                self._do(said, What.OBJECT, self.examination, id=f"{id_}-o", reason=id_)
                over = max(over, self._resolved(said, over, f"{id_}-o"))
        return over

    def _resolved(self, said: datetime, over: datetime, id_: str) -> datetime:
        """By somebody who did not post the notice; late, so that the notice lasts until then, or in time."""
        since = max(said, over) if self.rng.random() < 0.5 else said
        return self._do(self._moment(self.approval, since), What.RESOLVE, self.approval, id=id_)

    def _decided(self, at_once: bool, editions: Sequence[Edition], query_max: Sequence[tuple[date, int]]) -> None:
        """Proposed, perhaps returned, decided and closed: soon, on the very last day, on the day after, or late."""
        soon = 0 if at_once else self.rng.choice([0, 0, 1, 2, 4, 7, 12])
        late = self.rng.choice([20, 45, 70]) if not at_once and self.rng.random() < 0.12 else 0
        at = self._do(self._moment(self.examination, self.until, soon + late), What.PROPOSE, self.examination)
        if not at_once and self.rng.random() < 0.1:
            at = self._do(self._moment(self.approval, at), What.RETURN, self.approval)
            at = self._do(self._moment(self.examination, at), What.PROPOSE, self.examination)
        if self.rng.random() < 0.05:
            examiner = self.acts[-1].by
            self.acts.append(
                Act(self._moment(self.approval, at), What.DECIDE, self.approval, examiner, refused="post-not-held")
            )
        at = self._do(self._moment(self.approval, at), What.DECIDE, self.approval)
        close_at = self._moment(self.examination, at, 0 if at_once else self.rng.choice([0, 0, 1, 3]))
        if not at_once and self.rng.random() < 0.25:
            close_at = self._at_the_limit(at, editions, query_max) or close_at
        self._do(close_at, What.CLOSE, self.examination)

    def _on_the_spot(self) -> bool:
        return self.item.promised[:1] in (((0, "INSTANT"),), ((24, "HOUR"),)) and self.rng.random() < 0.9

    def _at_the_limit(
        self, at: datetime, editions: Sequence[Edition], query_max: Sequence[tuple[date, int]]
    ) -> datetime | None:
        """The last day of the promise, or of the statute where nothing is promised, or the day after."""
        so_far = replace(self.case, acts=tuple(sorted(self.acts, key=lambda act: act.at)))
        told = account(so_far, self.item, editions, query_max, midnight(date(2015, 12, 1))).told[-1]
        due = told.promised or told.statutory
        if due is None or due.at <= at:
            return None
        wanted = due.on + DAY if self.rng.random() < 0.4 else due.on
        found = self._moment(self.examination, max(at, midnight(wanted)))
        return found if day_of(found) == wanted or wanted > due.on else None


def _minutes(day: date) -> list[datetime]:
    """The minutes in which people work: half past nine to noon, three to six."""
    begins = midnight(day) + timedelta(hours=9, minutes=30)
    return [begins + timedelta(minutes=5 * n) for n in (*range(30), *range(66, 102))]
