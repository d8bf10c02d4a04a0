"""The posts as they would have been held under another roster, from the recorded absences and orders."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import get_args

from services.casework.domain.absences import PRESENT, Absence, Absences
from services.casework.domain.cover import Gap, time_at_risk
from services.casework.domain.post import POST
from services.casework.domain.post_state import (
    Assigned,
    Post,
    Substituted,
    Uncovered,
    after,
    in_place_of_a,
    overdue,
    settled,
)
from services.casework.domain.substitutes import Team
from services.casework.domain.whatif_report import UncoveredPost
from shared.contracts.casework.post import (
    AwayReason,
    PostAbsenceNoted,
    PostAssigned,
    PostCovered,
    PostEstablished,
    PostEvent,
    PostLeftUncovered,
    PostReturnNoted,
    PostSubstituted,
)
from shared.contracts.casework.staff import (
    StaffAbsenceRecorded,
    StaffEngaged,
    StaffLeft,
    StaffMoved,
    StaffReturned,
    StaffTrained,
)
from shared.kernel.envelope import Recorded
from shared.kernel.instants import day_of, start_of
from shared.kernel.messages import Event
from shared.kernel.working_days import Calendar

_OF_POSTS = get_args(PostEvent)


@dataclass(frozen=True, slots=True)
class Away:
    """A person, and days from one to another, both included."""

    staff_id: str
    from_on: date
    until_on: date


@dataclass(frozen=True, slots=True)
class OtherRoster:
    """Other people on posts from their first assignment on, absences that were not, and absences that were.

    Of `present` each recorded absence that begins within the days is left out.
    """

    teams: Mapping[str, Team] = field(default_factory=dict)
    absent: tuple[Away, ...] = ()
    present: tuple[Away, ...] = ()


@dataclass(slots=True)
class _Held:
    """A post in one of the two worlds, with the times in which nobody was on it."""

    post: Post
    gaps: list[Gap] = field(default_factory=list)
    since: datetime | None = None

    def after(self, post: Assigned, events: Sequence[PostEvent]) -> Assigned:
        """The post after more of its events, which it keeps."""
        self.keep(events)
        self.post = now = after(post, events)
        return now

    def keep(self, events: Sequence[Event]) -> None:
        for event in events:
            match event:
                case PostLeftUncovered():
                    self.since = event.since
                case PostCovered() if self.since is not None:
                    self.gaps.append(Gap(self.since, event.at))
                    self.since = None
                case _:
                    pass

    def until(self, end: datetime) -> list[Gap]:
        still = [] if self.since is None or self.since >= end else [Gap(self.since, end)]
        return [*self.gaps, *still]


@dataclass(slots=True)
class Rosters:
    """All posts as they were and as they would have been."""

    other: OtherRoster
    was: dict[str, _Held] = field(default_factory=dict)
    would: dict[str, _Held] = field(default_factory=dict)
    trained_for: dict[str, frozenset[str]] = field(default_factory=dict)
    _away: dict[str, Absences] = field(default_factory=dict)
    _to_come: list[Away] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._to_come = sorted(self.other.absent, key=lambda away: away.from_on)

    def take(self, recorded: Recorded[Event]) -> None:
        """One more fact of a person or a post."""
        at, id_ = recorded.document.time, recorded.aggregate.id
        self.pass_time(at)
        match recorded.event:
            case StaffEngaged(trained_for=codes) | StaffTrained(trained_for=codes):
                self.trained_for[id_] = frozenset(codes)
            case StaffAbsenceRecorded() as told:
                absence = Absence(AwayReason(told.reason.value), told.from_on, told.until_on)
                if not any(each.staff_id == id_ and _begins_in(each, absence) for each in self.other.present):
                    self._be_away(id_, absence, at)
            case StaffReturned(on=on):
                self._return(id_, on, at)
            case StaffLeft():
                self._be_away(id_, Absence(AwayReason.LEFT, day_of(at)), at)
            case StaffMoved():
                self._tell_posts_of(id_, PostAbsenceNoted(staff=id_, reason=AwayReason.LEFT, from_on=day_of(at)), at)
            case event if isinstance(event, _OF_POSTS):
                self._of_post(id_, event, at)
            case _:
                pass

    def pass_time(self, now: datetime) -> None:
        """The absences that begin by now though nobody recorded them."""
        while self._to_come and start_of(self._to_come[0].from_on) <= now:
            away = self._to_come.pop(0)
            absence = Absence(AwayReason.OTHER, away.from_on, away.until_on)
            self._be_away(away.staff_id, absence, start_of(away.from_on))

    def held(self, post_id: str, now: datetime) -> Assigned | None:
        """A post as it would have been at an instant; None where nobody was put on it so far."""
        held = self.would.get(post_id)
        if held is None or not isinstance(held.post, Assigned):
            return None
        return held.after(held.post, overdue(held.post, now))

    def stands_in_untrained(self, post: Assigned, item_code: str) -> bool:
        """Whether who is on the post in place of A is not trained for an item."""
        acting = post.acting
        return isinstance(post.duty, Substituted) and item_code not in self.trained_for.get(acting or "", frozenset())

    def uncovered(self, first: date, last: date, end: datetime, calendar: Calendar) -> Iterator[UncoveredPost]:
        """The posts that would have been without anybody for another time than they were, within a period."""
        for post_id, was in self.was.items():
            would = self.would[post_id]
            self.held(post_id, end)
            org = was.post.established.org if hasattr(was.post, "established") else ""
            risks = [
                time_at_risk(
                    [part for gap in each.until(end) if (part := gap.within(first, last)) is not None], calendar
                )
                for each in (was, would)
            ]
            if risks[0] != risks[1]:
                yield UncoveredPost(post_id, org, *risks)

    # --- what people and posts go through ---------------------------------------

    def _be_away(self, person: str, absence: Absence, at: datetime) -> None:
        self._away[person] = self._away.get(person, PRESENT).plus(absence)
        noted_from = max(absence.from_on, day_of(at))
        noted = PostAbsenceNoted(staff=person, reason=absence.reason, from_on=noted_from, until_on=absence.until_on)
        if absence.until_on is None or noted_from <= absence.until_on:
            self._tell_posts_of(person, noted, at)

    def _return(self, person: str, on: date, at: datetime) -> None:
        self._away[person] = self._away.get(person, PRESENT).returned(on)
        self._tell_posts_of(person, PostReturnNoted(staff=person, on=on), at)

    def _tell_posts_of(self, person: str, noted: PostEvent, at: datetime) -> None:
        for held in self.would.values():
            if isinstance(held.post, Assigned) and held.post.part_of(person) is not None:
                post = held.after(held.post, overdue(held.post, at))
                held.after(post, settled(post, [noted], at))

    def _of_post(self, post_id: str, event: PostEvent, at: datetime) -> None:
        if isinstance(event, PostEstablished):
            self.was[post_id], self.would[post_id] = _Held(POST.initial), _Held(POST.evolve(POST.initial, event))
        was, would = self.was[post_id], self.would[post_id]
        before, was.post = was.post, POST.evolve(was.post, event)
        was.keep([event])
        if isinstance(event, PostAssigned):
            self._assign(would, self._team(post_id, event), event.assigned_at or at)
        elif isinstance(event, PostSubstituted) and _ordered(before, event):
            self._cover(would, event.to_staff, at)

    def _team(self, post_id: str, event: PostAssigned) -> PostAssigned:
        other = self.other.teams.get(post_id)
        if other is None:
            return event
        return event.model_copy(update={"holder": other.holder or event.holder, "substitute": other.substitute})

    def _assign(self, held: _Held, event: PostAssigned, at: datetime) -> None:
        event = event.model_copy(update={"assigned_at": at})
        if isinstance(held.post, Assigned):
            post = held.after(held.post, overdue(held.post, at))
            if isinstance(post.duty, Uncovered) and event.holder != post.holder:
                held.after(post, [PostCovered(by=event.holder, at=at)])
        held.post = post_now = POST.evolve(held.post, event)
        if isinstance(post_now, Assigned):
            people = (event.holder,) if event.substitute is None else (event.holder, event.substitute)
            known = [each for person in people for each in self._announced(person, post_now, at)]
            held.after(post_now, settled(post_now, known, at))

    def _cover(self, held: _Held, person: str, at: datetime) -> None:
        """An order to stand in, where there would have been need of it and the person had been there."""
        if not isinstance(held.post, Assigned):
            return
        post = held.after(held.post, overdue(held.post, at))
        if isinstance(post.duty, Uncovered) and self._away.get(person, PRESENT).on(day_of(at)) is None:
            in_place = in_place_of_a(post, person, at)
            held.after(post, [PostCovered(by=person, at=at), in_place, *self._announced(person, post, at)])

    def _announced(self, person: str, post: Assigned, at: datetime) -> list[PostEvent]:
        """What is known of the absences of somebody new on a post."""
        return [
            PostAbsenceNoted(staff=person, reason=each.reason, from_on=each.from_on, until_on=each.until_on)
            for each in self._away.get(person, PRESENT).from_day(day_of(at)).all
            if not post.absences_of(person).know(each)
        ]


def _begins_in(away: Away, absence: Absence) -> bool:
    return away.from_on <= absence.from_on <= away.until_on


def _ordered(before: Post, event: PostSubstituted) -> bool:
    """Whether somebody was put on a post by an order, and not because they are B."""
    return isinstance(before, Assigned) and event.to_staff not in (before.substitute, before.cover)
