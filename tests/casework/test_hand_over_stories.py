"""Hand-over through any story of absences, returns, assignments and orders, whatever the timer missed."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise

from hypothesis import example, given, settings
from hypothesis import strategies as st

from services.casework.domain.absences import Absence, Absences
from services.casework.domain.post import (
    POST,
)
from services.casework.domain.post_commands import AssignPost, CoverPost, NoteAbsence, NoteReturn
from services.casework.domain.post_state import Assigned, Uncovered, hand_over_due
from services.casework.domain.staff import STAFF
from services.casework.domain.types import StaffId
from shared.contracts.casework.post import (
    AwayReason,
    PostCovered,
    PostEvent,
    PostLeftUncovered,
    PostSubstituted,
)
from shared.contracts.casework.staff import AbsenceReason, StaffAbsenceRecorded
from shared.kernel.actors import Actor, ActorId, Role
from shared.kernel.decider import Context
from shared.kernel.ids import AggregateRef
from shared.kernel.instants import day_of
from shared.kernel.refusals import Refusal
from shared.testing.decider import context, known
from tests.casework.district import engaged
from tests.casework.posts import A, B, C, cover, hand_over, nine, post

WHO = st.sampled_from([A, B, C])
ACTS = st.one_of(
    st.tuples(st.sampled_from(["LEAVE", "SICK"]), WHO, st.integers(0, 4), st.none() | st.integers(0, 4)),
    st.tuples(st.just("return"), WHO, st.integers(0, 3), st.none()),
    st.tuples(st.just("cover"), st.just(C), st.just(0), st.none()),
    st.tuples(st.just("assign"), WHO, st.just(0), st.none() | WHO),
    st.tuples(st.just("timer"), st.just(A), st.just(0), st.none()),
)
STORIES = st.lists(st.tuples(st.integers(0, 60), ACTS), min_size=1, max_size=25)


class Office:
    """A post, the absences of three people as their own records have them, and what was recorded on the post."""

    def __init__(self) -> None:
        self.now = nine(1)
        self.away = dict.fromkeys((A, B, C), Absences())
        self.events: list[PostEvent] = list(post)

    @property
    def post(self) -> Assigned:
        state = POST.fold(self.events)
        assert isinstance(state, Assigned)
        return state

    def act(self, what: str, who: StaffId, offset: int, more: object) -> None:
        first = day_of(self.now) + timedelta(days=offset)
        if what in list(AbsenceReason):
            last = first + timedelta(days=more) if isinstance(more, int) else None
            told = Absence(AwayReason(what), first, last)
            if not self.away[who].know(told):
                self.away[who] = self.away[who].plus(told)
            self.do(NoteAbsence(staff_id=who, reason=AwayReason(what), from_on=first, until_on=last))
        elif what == "return":
            self.away[who] = self.away[who].returned(first)
            self.do(NoteReturn(staff_id=who, on=first))
        elif what == "cover":
            self.do(cover(who))
        elif what == "assign" and more != who:
            self.do(AssignPost(holder=who, substitute=StaffId(more) if isinstance(more, str) else None))
        else:
            self.do(hand_over)

    def do(self, command) -> None:
        asked = context(self.now.isoformat(), Actor(ActorId("admin"), Role.ADMIN))
        related: dict[AggregateRef, object] = {}
        for who, absences in self.away.items():
            recorded = [
                StaffAbsenceRecorded(
                    from_on=each.from_on, until_on=each.until_on, reason=AbsenceReason(each.reason.value)
                )
                for each in absences.all
            ]
            related |= known(STAFF, who, engaged(who), *recorded)
        asked = Context(asked.actor, asked.now, asked.policy, asked.calendar, related)
        decided = POST.decide(command, self.post, asked)
        if not isinstance(decided, Refusal):
            self.events += decided
            assert POST.decide(command, self.post, asked) == [] or isinstance(command, CoverPost)

    def should_be_on(self) -> str | None:
        """Told from people's own records alone."""
        today = day_of(self.now)
        team = (self.post.holder, self.post.substitute)
        here = [who for who in team if who is not None and not self.away[StaffId(who)].on(today)]
        return here[0] if here else None


A_LEAVE_WITHIN_A_LEAVE = [
    (0, ("LEAVE", A, 0, None)),
    (0, ("LEAVE", A, 3, None)),
    (57, ("return", A, 0, None)),
    (6, ("cover", C, 0, None)),
]
"""The second tells nothing new, to their own record as to the post's: who is back from the first is back."""


@example(A_LEAVE_WITHIN_A_LEAVE)
@settings(deadline=None)
@given(STORIES)
def test_whoever_should_be_on_the_post_is_on_it_through_any_story(story):
    office = Office()
    for hours, act in story:
        office.now += timedelta(hours=hours)
        office.do(hand_over)  # as the timer does at each midnight, at the latest before the next act
        office.act(*act)
        expected = office.should_be_on()
        if expected is not None or office.post.acting is None:
            assert office.post.acting == expected
        else:
            assert office.post.acting == office.post.cover, "A and B are away: who is on it was ordered to cover it"
            assert not office.away[C].on(day_of(office.now))
        due_at = hand_over_due(office.post)
        assert due_at is None or due_at > office.now


@settings(deadline=None)
@given(STORIES)
def test_gaps_begin_and_end_by_turns_and_effects_follow_one_another(story):
    office = Office()
    for hours, act in story:
        office.now += timedelta(hours=hours)
        office.act(*act)
    turns = [event for event in office.events if isinstance(event, PostLeftUncovered | PostCovered)]
    assert all(isinstance(event, (PostLeftUncovered, PostCovered)[place % 2]) for place, event in enumerate(turns))
    assert (len(turns) % 2 == 1) is isinstance(office.post.duty, Uncovered)
    instants = [event.since if isinstance(event, PostLeftUncovered) else event.at for event in turns]
    assert all(earlier <= later for earlier, later in pairwise(instants))
    starts = [event.from_at for event in office.events if isinstance(event, PostSubstituted)]
    assert all(earlier <= later for earlier, later in pairwise(starts))
