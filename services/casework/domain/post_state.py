"""State of a post: its A and B, when they are away, and who is on it; and who should be, on whatever day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from services.casework.domain.absences import PRESENT, Absence, Absences
from shared.contracts.casework.post import (
    ActedAs,
    PostAbsenceNoted,
    PostAssigned,
    PostCovered,
    PostEstablished,
    PostEvent,
    PostLeftUncovered,
    PostResumed,
    PostReturnNoted,
    PostSubstituted,
)
from shared.kernel.instants import day_of, start_of
from shared.kernel.refusals import CorruptStream

# --- state ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class NotEstablished:
    """There is no such post."""


@dataclass(frozen=True, slots=True)
class Established:
    """A post that nobody was put on yet."""

    established: PostEstablished


@dataclass(frozen=True, slots=True)
class Held:
    """A is on the post, since when is not known of old."""

    since: datetime | None


@dataclass(frozen=True, slots=True)
class Substituted:
    """Somebody is on the post in place of A: B, or who was ordered to cover it."""

    told: PostSubstituted


@dataclass(frozen=True, slots=True)
class Uncovered:
    """Nobody is on the post: both are away."""

    since: datetime


Duty = Held | Substituted | Uncovered


@dataclass(frozen=True, slots=True)
class Assigned:
    """A post with its people.

    `away` are the absences of A, B and `cover`, who was ordered to stand in while both are away; `settled_at` is
    when who is on the post was looked at and changed last.
    """

    established: PostEstablished
    holder: str
    substitute: str | None
    duty: Duty
    cover: str | None = None
    away: Mapping[str, Absences] = field(default_factory=dict)
    settled_at: datetime | None = None

    @property
    def acting(self) -> str | None:
        """Who is on the post, as recorded."""
        match self.duty:
            case Held():
                return self.holder
            case Substituted(told):
                return told.to_staff
            case Uncovered():
                return None

    @property
    def acting_since(self) -> datetime | None:
        """When who is on the post began to act on it, where that was recorded; None while nobody is."""
        match self.duty:
            case Held(since):
                return since
            case Substituted(told):
                return told.from_at
            case Uncovered():
                return None

    def part_of(self, staff_id: str) -> ActedAs | None:
        """As what a person may act on the post, if they are the one to act."""
        if staff_id == self.holder:
            return ActedAs.A
        return ActedAs.B if staff_id in (self.substitute, self.cover) else None

    def absences_of(self, staff_id: str) -> Absences:
        """When one of its people is away, as far as the post was told."""
        return self.away.get(staff_id, PRESENT)

    def expected_on(self, day: date) -> str | None:
        """Who should be on the post: A, else B, else who covers it; None where all are away."""
        team = (person for person in (self.holder, self.substitute, self.cover) if person is not None)
        return next((person for person in team if not self.absences_of(person).on(day)), None)


Post = NotEstablished | Established | Assigned


def evolve(post: Post, event: PostEvent) -> Post:
    """Apply one recorded fact. Total: facts are not refused."""
    match event, post:
        case PostEstablished(), NotEstablished():
            return Established(event)
        case PostAssigned(), Established():
            at = event.assigned_at
            return Assigned(post.established, event.holder, event.substitute, Held(at), settled_at=at)
        case PostAssigned(), Assigned():
            return _assigned(post, event)
        case PostAbsenceNoted(), Assigned():
            absence = Absence(event.reason, event.from_on, event.until_on)
            return _with(post, event.staff, post.absences_of(event.staff).plus(absence))
        case PostReturnNoted(), Assigned():
            return _with(post, event.staff, post.absences_of(event.staff).returned(event.on))
        case PostSubstituted(), Assigned():
            return _substituted(post, event)
        case PostResumed(), Assigned():
            return replace(post, duty=Held(event.at), cover=None, settled_at=_later(post, event.at))
        case PostLeftUncovered(), Assigned():
            return replace(post, duty=Uncovered(event.since), cover=None, settled_at=_later(post, event.since))
        case PostCovered(), Assigned(duty=Uncovered()):
            # Until the next event of the same append says as what.
            return replace(post, duty=Held(event.at), settled_at=_later(post, event.at))
        case _:
            raise CorruptStream(f"{type(event).__name__} of a post that is {type(post).__name__}")


def _assigned(post: Assigned, event: PostAssigned) -> Assigned:
    """Who stays on the post is away as before; a new A is on it at once."""
    before, now = {post.holder, post.substitute}, {event.holder, event.substitute}
    cover = None if post.cover in now else post.cover
    away = {person: absences for person, absences in post.away.items() if person in (before & now) | {cover}}
    settled_at = post.settled_at if event.assigned_at is None else _later(post, event.assigned_at)
    post = replace(post, substitute=event.substitute, away=away, cover=cover, settled_at=settled_at)
    if event.holder == post.holder and event.assigned_at is not None:
        return post
    return replace(post, holder=event.holder, duty=Held(event.assigned_at), cover=None)


def _substituted(post: Assigned, event: PostSubstituted) -> Assigned:
    duty, settled_at = Substituted(event), _later(post, event.from_at)
    if event.to_staff in (post.holder, post.substitute):
        return replace(post, duty=duty, cover=None, settled_at=settled_at)
    # What the post knew of them from another time does not count.
    away = post.away if event.to_staff == post.cover else {**post.away, event.to_staff: PRESENT}
    return replace(post, duty=duty, cover=event.to_staff, away=away, settled_at=settled_at)


def _with(post: Assigned, staff_id: str, absences: Absences) -> Assigned:
    return replace(post, away={**post.away, staff_id: absences})


def _later(post: Assigned, at: datetime) -> datetime:
    return at if post.settled_at is None else max(post.settled_at, at)


# --- hand-over --------------------------------------------------------------


def after(post: Assigned, events: Iterable[PostEvent]) -> Assigned:
    """The post after events of its people; none of them ends it."""
    state: Post = post
    for event in events:
        state = evolve(state, event)
    if not isinstance(state, Assigned):
        raise CorruptStream("a post with people became one without")
    return state


def settled(post: Assigned, events: Sequence[PostEvent], at: datetime) -> list[PostEvent]:
    """The events, and after them what it takes that who should be on the post then is on it."""
    return [*events, *_hand_over(after(post, events), at)]


def overdue(post: Assigned, now: datetime) -> list[PostEvent]:
    """The hand-overs of the midnights that have passed and were not recorded yet, in their order."""
    events: list[PostEvent] = []
    for turn in _turns(post):
        if turn <= now:
            more = _hand_over(post, turn)
            events += more
            post = after(post, more)
    return events


def hand_over_due(post: Post) -> datetime | None:
    """The next midnight at which the post passes to somebody else by the absences that it knows of."""
    if not isinstance(post, Assigned):
        return None
    return next((turn for turn in _turns(post) if _hand_over(post, turn)), None)


def _turns(post: Assigned) -> list[datetime]:
    """The midnights, in their order, at which somebody goes or is back, after who is on the post changed last."""
    turns = {start_of(day) for absences in post.away.values() for day in absences.turns()}
    return sorted(turn for turn in turns if post.settled_at is None or turn > post.settled_at)


def _hand_over(post: Assigned, at: datetime) -> list[PostEvent]:
    expected = post.expected_on(day_of(at))
    if expected is None:
        alone = PostLeftUncovered(since=at, org=post.established.org)
        return [] if isinstance(post.duty, Uncovered) else [alone]
    if expected == post.holder:
        passed: PostEvent = PostResumed(holder=expected, at=at)
        done = isinstance(post.duty, Held)
    else:
        passed = in_place_of_a(post, expected, at)
        # Not by the reason: one absence may follow another, and the post stays where it is.
        done = isinstance(post.duty, Substituted) and _same(post.duty.told, passed)
    if done:
        return []
    return [PostCovered(by=expected, at=at), passed] if isinstance(post.duty, Uncovered) else [passed]


def _same(told: PostSubstituted, now: PostSubstituted) -> bool:
    return (told.to_staff, told.until_at) == (now.to_staff, now.until_at)


def in_place_of_a(post: Assigned, staff_id: str, at: datetime) -> PostSubstituted:
    """That somebody acts in place of the absent A, from when they began to."""
    absences = post.absences_of(post.holder)
    absence, back_on = absences.on(day_of(at)), absences.back_on(day_of(at))
    if absence is None:
        raise CorruptStream("substituted while A is there")
    begun = post.duty.told.from_at if isinstance(post.duty, Substituted) and post.acting == staff_id else at
    return PostSubstituted(
        from_staff=post.holder,
        to_staff=staff_id,
        reason=absence.reason,
        from_at=begun,
        until_at=None if back_on is None else start_of(back_on),
    )
