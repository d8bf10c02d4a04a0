"""Order to cover: who stands in for both A and B, and who may say so."""

from __future__ import annotations

import pytest

from services.casework.domain.post import (
    POST,
    OtherCentre,
    PostNotUncovered,
    PostUnknown,
    StaffAway,
    StaffNotEngaged,
    StaffNotTrained,
)
from services.casework.domain.staff import STAFF
from services.casework.domain.staff_refusals import StaffOfOtherCentre
from shared.contracts.casework.post import PostEvent, PostKind
from shared.contracts.casework.staff import AbsenceReason, StaffAbsenceRecorded
from shared.kernel.actors import Actor, ActorId, Role
from shared.testing.decider import Spec, known
from tests.casework.district import CENTRE, ELSEWHERE, PEOPLE, engaged, established
from tests.casework.posts import (
    LEFT,
    B,
    C,
    alone,
    by_order,
    cover,
    covered,
    day,
    miss,
    missed,
    nine,
    on,
    on_leave,
    post,
    to,
    uncovered,
)

SPEC = Spec(POST)
AT_HAND = (
    PEOPLE
    | known(STAFF, "s-idle", engaged("某癸", trained_for=()))
    | known(
        STAFF,
        "s-off-soon",
        engaged("某子"),
        StaffAbsenceRecorded(from_on=day(10), until_on=day(10), reason=AbsenceReason.LEAVE),
    )
)
approvals = [established(PostKind.APPROVAL), *alone[1:]]
ORDER = {
    "somebody of the centre stands in": (alone, C, [covered(C, nine(9)), to(C, nine(9), until=11)]),
    "the same order again records nothing": (by_order, C, []),
    "whose leave is announced stands in until then": (
        alone,
        "s-off-soon",
        [covered("s-off-soon", nine(9)), to("s-off-soon", nine(9), until=11), missed("s-off-soon", 10, 10)],
    ),
    "while B is on the post nobody else is ordered": (on_leave, C, PostNotUncovered),
    "while A is on the post nobody else is ordered": (post, C, PostNotUncovered),
    "while somebody covers it nobody else is ordered": (by_order, "s-off-soon", PostNotUncovered),
    "a post that nobody was put on is assigned, not covered": (post[:1], C, PostNotUncovered),
    "a post that is none is not covered": ([], C, PostUnknown),
    "who has left does not stand in": (alone, "s-left", StaffNotEngaged(staff_ids=("s-left",))),
    "who is absent does not stand in": (alone, "s-sick", StaffAway(staff_ids=("s-sick",))),
    "who works elsewhere does not stand in": (alone, "s-elsewhere", StaffOfOtherCentre),
    "who is trained for nothing does not examine": (alone, "s-idle", StaffNotTrained),
    "who is trained for nothing may approve": (
        approvals,
        "s-idle",
        [covered("s-idle", nine(9)), to("s-idle", nine(9), until=11)],
    ),
}


@pytest.mark.parametrize(("given", "who", "then"), ORDER.values(), ids=ORDER.keys())
def test_order_to_cover(given, who, then):
    SPEC.check(given, cover(who), then, on(9), AT_HAND)


DIRECTORS = {
    "the director of the centre orders": (CENTRE, [covered(C, nine(9)), to(C, nine(9), until=11)]),
    "another centre's does not": (ELSEWHERE, OtherCentre),
    "a director of none does not": ("", OtherCentre),
}


@pytest.mark.parametrize(("org", "then"), DIRECTORS.values(), ids=DIRECTORS.keys())
def test_who_orders(org, then):
    SPEC.check(alone, cover(C), then, on(9, Actor(ActorId("director"), Role.CENTRE_DIRECTOR, org)), AT_HAND)


def test_who_went_while_covering_the_post_may_cover_it_again_and_stays():
    gone = [*by_order, missed(C, 10, reason=LEFT), uncovered(nine(10))]
    order: list[PostEvent] = [covered(C, nine(10)), to(C, nine(10), until=11)]
    SPEC.check(gone, cover(C), order, on(10), AT_HAND)
    SPEC.check([*gone, *order], miss(B, 10, 20), [missed(B, 10, 20)], on(10))
