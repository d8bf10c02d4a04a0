"""Hand-over of posts (AB岗): A away, B stands in; both away, nobody does; each with its instant."""

from __future__ import annotations

import pytest

from services.casework.domain.post import (
    POST,
    PostUnknown,
)
from services.casework.domain.post_state import hand_over_due
from services.casework.domain.types import StaffId
from shared.contracts.casework.post import (
    PostAssigned,
)
from shared.kernel.instants import start_of
from shared.testing.decider import Spec
from tests.casework.posts import (
    LEFT,
    SICK,
    A,
    B,
    C,
    alone,
    back,
    by_order,
    come_back,
    covered,
    day,
    hand_over,
    leave,
    midnight,
    miss,
    missed,
    nine,
    on,
    on_leave,
    post,
    resumed,
    to,
    uncovered,
    without_b,
)

SPEC = Spec(POST)
ABSENCE = {
    "A goes today, and B is on the post from then": (
        post,
        miss(A, 8, 10),
        on(8),
        [missed(A, 8, 10), to(B, nine(8), until=11)],
    ),
    "an absence without an end hands over without one": (post, miss(A, 8), on(8), [missed(A, 8), to(B, nine(8))]),
    "what became known late is not handed over backwards": (
        post,
        miss(A, 6, 10),
        on(8),
        [missed(A, 8, 10), to(B, nine(8), until=11)],
    ),
    "an absence of a later day is only noted": (post, miss(A, 8, 10), on(7), [missed(A, 8, 10)]),
    "an illness that follows the leave moves the end": (
        on_leave,
        miss(A, 11, 12, SICK),
        on(9),
        [missed(A, 11, 12, SICK), to(B, start_of(day(8)), until=13)],
    ),
    "an illness during the leave changes nothing on the post": (
        on_leave,
        miss(A, 9, 9, SICK),
        on(9),
        [missed(A, 9, 9, SICK)],
    ),
    "noted twice it is recorded once": (leave, miss(A, 8, 10), on(7), []),
    "B's absence alone hands nothing over": (post, miss(B, 8, 10), on(8), [missed(B, 8, 10)]),
    "a stranger's absence is nothing to the post": (post, miss(C, 8, 10), on(8), []),
    "A goes where there is no B, and nobody is left": (
        without_b,
        miss(A, 8, 10),
        on(8),
        [missed(A, 8, 10), uncovered(nine(8))],
    ),
    "B goes while A is away, and nobody is left": (
        on_leave,
        miss(B, 9, reason=SICK),
        on(9),
        [missed(B, 9, reason=SICK), uncovered(nine(9))],
    ),
    "A goes while B is away, and nobody is left": (
        [*post, missed(B, 8, 12)],
        miss(A, 9, 10),
        on(9),
        [missed(A, 9, 10), uncovered(nine(9))],
    ),
    "A leaves for good, and B is on the post without an end": (
        post,
        miss(A, None, reason=LEFT),
        on(8),
        [missed(A, 8, reason=LEFT), to(B, nine(8), reason=LEFT)],
    ),
    "A who is on leave leaves for good, and the end falls away": (
        on_leave,
        miss(A, None, reason=LEFT),
        on(9),
        [missed(A, 9, reason=LEFT), to(B, start_of(day(8)), reason=LEFT)],
    ),
    "B leaves for good while A is away, and nobody is left": (
        on_leave,
        miss(B, None, reason=LEFT),
        on(9),
        [missed(B, 9, reason=LEFT), uncovered(nine(9))],
    ),
    "a longer absence moves the end, and B stays": (
        on_leave,
        miss(A, 8, 15),
        on(9),
        [missed(A, 9, 15), to(B, start_of(day(8)), until=16)],
    ),
    "who covers goes, and nobody is left": (
        by_order,
        miss(C, 10),
        on(10),
        [missed(C, 10), uncovered(nine(10))],
    ),
    "who covered for the former A does not cover for the new one": (
        [*by_order, PostAssigned(holder="s-new", assigned_at=nine(10))],
        miss(StaffId("s-new"), 10),
        on(10),
        [missed("s-new", 10), uncovered(nine(10))],
    ),
    "a post that nobody is on hears nothing": (post[:1], miss(A, 8, 10), on(8), []),
    "a post that is none hears nothing": ([], miss(A, 8, 10), on(8), PostUnknown),
}

RETURN = {
    "A is back early, and the post goes back": (
        on_leave,
        come_back(A),
        on(9),
        [back(A, 9), resumed(nine(9))],
    ),
    "an announced return moves the end": (
        on_leave,
        come_back(A, 10),
        on(9),
        [back(A, 10), to(B, start_of(day(8)), until=10)],
    ),
    "an absence that is called off is not handed over": (leave, come_back(A, 8), on(7), [back(A, 8)]),
    "B is back, and the post is covered": (
        alone,
        come_back(B),
        on(10),
        [back(B, 10), covered(B, nine(10)), to(B, nine(10), until=11)],
    ),
    "A is back where both were away": (
        alone,
        come_back(A),
        on(10),
        [back(A, 10), covered(A, nine(10)), resumed(nine(10))],
    ),
    "B is back, and relieves who stood in": (by_order, come_back(B), on(10), [back(B, 10), to(B, nine(10), until=11)]),
    "a return told twice is recorded once": ([*on_leave, back(A, 9), resumed(nine(9))], come_back(A), on(9), []),
    "who was not away returns without a word": (post, come_back(A), on(9), []),
    "a stranger's return is nothing to the post": (on_leave, come_back(C), on(9), []),
}

MIDNIGHT = {
    "nothing is due before the day": (leave, hand_over, on(7), []),
    "at midnight of the day B is on the post": (leave, hand_over, midnight(8), [to(B, start_of(day(8)), until=11)]),
    "a timer that comes late hands over as of midnight": (
        leave,
        hand_over,
        on(9),
        [to(B, start_of(day(8)), until=11)],
    ),
    "on the last day B is on the post": (on_leave, hand_over, on(10), []),
    "at midnight after the last day A is on the post again": (
        on_leave,
        hand_over,
        midnight(11),
        [resumed(start_of(day(11)))],
    ),
    "a timer that slept through both midnights hands over and back": (
        leave,
        hand_over,
        on(15),
        [to(B, start_of(day(8)), until=11), resumed(start_of(day(11)))],
    ),
    "where both are away from midnight on, nobody is left": (
        [*leave, missed(B, 8, 8)],
        hand_over,
        midnight(8),
        [uncovered(start_of(day(8)))],
    ),
    "and when B is back first, B is on the post": (
        [*leave, missed(B, 8, 8), uncovered(start_of(day(8)))],
        hand_over,
        midnight(9),
        [covered(B, start_of(day(9))), to(B, start_of(day(9)), until=11)],
    ),
    "when A is back the post is covered": (
        [*leave, missed(B, 8), uncovered(start_of(day(8)))],
        hand_over,
        midnight(11),
        [covered(A, start_of(day(11))), resumed(start_of(day(11)))],
    ),
    "an act that comes before the timer is recorded after the midnights": (
        leave,
        miss(B, 9, reason=SICK),
        on(9),
        [to(B, start_of(day(8)), until=11), missed(B, 9, reason=SICK), uncovered(nine(9))],
    ),
    "an assignment of old is handed over like any other": (
        [post[0], PostAssigned(holder=A, substitute=B), missed(A, 8, 10)],
        hand_over,
        midnight(8),
        [to(B, start_of(day(8)), until=11)],
    ),
}


@pytest.mark.parametrize(("given", "when", "asked", "then"), ABSENCE.values(), ids=ABSENCE.keys())
def test_absence(given, when, asked, then):
    SPEC.check(given, when, then, asked)


@pytest.mark.parametrize(("given", "when", "asked", "then"), RETURN.values(), ids=RETURN.keys())
def test_return(given, when, asked, then):
    SPEC.check(given, when, then, asked)


@pytest.mark.parametrize(("given", "when", "asked", "then"), MIDNIGHT.values(), ids=MIDNIGHT.keys())
def test_midnight(given, when, asked, then):
    SPEC.check(given, when, then, asked)


DUE = {
    "a post whose people are there waits for nothing": (post, None),
    "an announced absence is due at its midnight": (leave, 8),
    "its end is due at the midnight after it": (on_leave, 11),
    "an absence without an end ends by nothing but a return": ([*post, missed(A, 8), to(B, nine(8))], None),
    "the absence of B alone is due never": ([*post, missed(B, 8, 10)], None),
    "with both away the first to come back is due": ([*alone[:-2], missed(B, 9, 9), uncovered(nine(9))], 10),
    "B becomes A, and a past absence of theirs is past": (
        [*post, missed(B, 2, 3), PostAssigned(holder=B, substitute=A, assigned_at=nine(5))],
        None,
    ),
    "a post that nobody is on waits for nothing": (post[:1], None),
    "a post that is none waits for nothing": ([], None),
}


@pytest.mark.parametrize(("given", "due"), DUE.values(), ids=DUE.keys())
def test_what_is_due_next(given, due):
    assert hand_over_due(POST.fold(given)) == (None if due is None else start_of(day(due)))
