"""A post told in events, and what people ask of it: words for tables of rows. Days are those of October 2014."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from services.casework.domain.post_commands import CoverPost, HandOverPost, NoteAbsence, NoteReturn
from services.casework.domain.types import StaffId
from shared.contracts.casework.post import (
    AwayReason,
    PostAbsenceNoted,
    PostAssigned,
    PostCovered,
    PostEvent,
    PostKind,
    PostLeftUncovered,
    PostResumed,
    PostReturnNoted,
    PostSubstituted,
)
from shared.kernel.actors import TIMER, Actor, ActorId, Role
from shared.kernel.decider import Context
from shared.kernel.instants import at, start_of
from shared.testing.decider import context
from tests.casework.district import CENTRE, established

A, B, C = StaffId("s-examiner"), StaffId("s-substitute"), StaffId("s-both")
LEAVE, SICK, LEFT = AwayReason.LEAVE, AwayReason.SICK, AwayReason.LEFT


def day(n: int) -> date:
    """A day of October 2014."""
    return date(2014, 10, 1) + timedelta(days=n - 1)


def nine(n: int) -> datetime:
    return at(day(n), 9)


def on(n: int, actor: Actor | None = None) -> Context:
    """Somebody asks at nine on a day of October."""
    return context(nine(n).isoformat(), actor or Actor(ActorId("admin"), Role.ADMIN))


def midnight(n: int) -> Context:
    """The timer asks as the day begins."""
    return context(start_of(day(n)).isoformat(), TIMER)


def miss(who: StaffId, first: int | None, last: int | None = None, reason: AwayReason = LEAVE) -> NoteAbsence:
    return NoteAbsence(
        staff_id=who,
        reason=reason,
        from_on=None if first is None else day(first),
        until_on=None if last is None else day(last),
    )


def missed(who: str, first: int, last: int | None = None, reason: AwayReason = LEAVE) -> PostAbsenceNoted:
    return PostAbsenceNoted(staff=who, reason=reason, from_on=day(first), until_on=None if last is None else day(last))


def come_back(who: StaffId, n: int | None = None) -> NoteReturn:
    return NoteReturn(staff_id=who, on=None if n is None else day(n))


def back(who: str, n: int) -> PostReturnNoted:
    return PostReturnNoted(staff=who, on=day(n))


def to(who: str, since: datetime, until: int | None = None, reason: AwayReason = LEAVE) -> PostSubstituted:
    return PostSubstituted(
        from_staff=A,
        to_staff=who,
        reason=reason,
        from_at=since,
        until_at=None if until is None else start_of(day(until)),
    )


def resumed(since: datetime) -> PostResumed:
    return PostResumed(holder=A, at=since)


def uncovered(since: datetime) -> PostLeftUncovered:
    return PostLeftUncovered(since=since, org=CENTRE)


def covered(by: str, since: datetime) -> PostCovered:
    return PostCovered(by=by, at=since)


def cover(who: str) -> CoverPost:
    return CoverPost(staff_id=StaffId(who))


hand_over = HandOverPost()
post: list[PostEvent] = [
    established(PostKind.EXAMINATION),
    PostAssigned(holder=A, substitute=B, assigned_at=nine(1)),
]
without_b = [post[0], PostAssigned(holder=A, assigned_at=nine(1))]
leave = [*post, missed(A, 8, 10)]
on_leave = [*leave, to(B, start_of(day(8)), until=11)]
alone = [*on_leave, missed(B, 9, reason=SICK), uncovered(nine(9))]
by_order = [*alone, covered(C, nine(9)), to(C, nine(9), until=11)]
