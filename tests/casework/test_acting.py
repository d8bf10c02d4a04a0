"""Who may act on a post, and as what: one row each."""

from dataclasses import replace

import pytest

from services.casework.domain.post import POST, OtherCentre
from services.casework.domain.rules import (
    Absent,
    Errand,
    HolderPresent,
    PostNotHeld,
    PostOfOtherKind,
    PostWithAnother,
    SubstituteNotTrained,
    acting_as,
)
from services.casework.domain.staff import STAFF
from shared.contracts.casework.post import (
    ActedAs,
    AwayReason,
    PostCovered,
    PostKind,
    PostLeftUncovered,
    PostResumed,
    PostSubstituted,
)
from shared.kernel.decider import Context
from shared.kernel.instants import at
from shared.testing.decider import known
from tests.casework import district
from tests.casework.district import CENTRE, HANDED_OVER, ITEM_CODE, engaged, established, handed_over, sick

NINE = at(sick.from_on, 9)


def asked(by: str, at: str = "2014-10-13T09:00+08:00", related=None) -> Context:
    return replace(district.asked(by, at), related=related)


A_AND_B = handed_over("s-examiner", "s-substitute")
UNCOVERED = (established(PostKind.EXAMINATION), *A_AND_B, PostLeftUncovered(since=NINE, org=CENTRE))
BY_ORDER = PostSubstituted(from_staff="s-examiner", to_staff="s-both", reason=AwayReason.SICK, from_at=NINE)
BOTH_AWAY = (
    HANDED_OVER
    | known(STAFF, "s-substitute", engaged("某乙"), sick)
    | known(POST, "examination", *UNCOVERED)
    | known(POST, "covered", *UNCOVERED, PostCovered(by="s-both", at=NINE), BY_ORDER)
    | known(POST, "back", established(PostKind.EXAMINATION), *A_AND_B, PostResumed(holder="s-examiner", at=NINE))
    | known(POST, "late", established(PostKind.EXAMINATION), *handed_over("s-both", "s-substitute"))
)
EXAMINE = Errand(PostKind.EXAMINATION, CENTRE, ITEM_CODE)
APPROVE = Errand(PostKind.APPROVAL, CENTRE, ITEM_CODE)

HELD = {
    "A is there and acts as A": ("s-both", "examination-2", EXAMINE, ActedAs.A),
    "A acts for any item, trained or not": (
        "s-both",
        "examination-2",
        Errand(PostKind.EXAMINATION, CENTRE, "CD-JS-001"),
        ActedAs.A,
    ),
    "B does not act while A is there": ("s-untrained", "examination-2", EXAMINE, HolderPresent()),
    "B acts as B while the post is handed over": ("s-substitute", "examination", EXAMINE, ActedAs.B),
    "B approves with the same authority": ("s-both", "approval", APPROVE, ActedAs.B),
    "A who is absent does not act": ("s-examiner", "examination", EXAMINE, Absent()),
    "A who is absent here does not act elsewhere": (
        "s-examiner",
        "elsewhere",
        Errand(PostKind.EXAMINATION, "centre-zhoujiaquan", ITEM_CODE),
        Absent(),
    ),
    "B who is not trained for the item does not act": (
        "s-untrained",
        "examination-4",
        EXAMINE,
        SubstituteNotTrained(item_code=ITEM_CODE),
    ),
    "B who is trained for it does": (
        "s-untrained",
        "examination-4",
        Errand(PostKind.EXAMINATION, CENTRE, "CD-JS-001"),
        ActedAs.B,
    ),
    "a post of another centre is told before an absence": ("s-examiner", "elsewhere", EXAMINE, OtherCentre()),
    "a post of another kind is told before an absence": (
        "s-examiner",
        "examination",
        APPROVE,
        PostOfOtherKind(needed=PostKind.APPROVAL),
    ),
    "who is not on the post learns nothing": ("s-both", "examination", EXAMINE, PostNotHeld()),
    "who has left does not act": ("s-left", "examination-3", EXAMINE, PostNotHeld()),
    "nobody acts on an empty post": ("s-both", "empty", EXAMINE, PostNotHeld()),
}
AWAY = {
    "while both are away A does not act": ("s-examiner", "examination", Absent()),
    "while both are away B does not act": ("s-substitute", "examination", Absent()),
    "who stands in by order acts as B": ("s-both", "covered", ActedAs.B),
    "and on the post alone that was ordered": ("s-both", "examination", PostNotHeld()),
    "A who is back before the post waits for it": ("s-both", "late", PostWithAnother()),
}


@pytest.mark.parametrize(("by", "post_id", "errand", "then"), HELD.values(), ids=HELD.keys())
def test_who_acts(by, post_id, errand, then):
    assert acting_as(post_id, errand, asked(by, related=HANDED_OVER)) == then


@pytest.mark.parametrize(("by", "post_id", "then"), AWAY.values(), ids=AWAY.keys())
def test_who_acts_while_both_are_away(by, post_id, then):
    assert acting_as(post_id, EXAMINE, asked(by, related=BOTH_AWAY)) == then


def test_who_is_absent_until_yesterday_acts_today():
    recovered = asked("s-examiner", "2014-11-01T00:00+08:00", related=BOTH_AWAY)
    assert acting_as("back", EXAMINE, recovered) is ActedAs.A
    still_sick = asked("s-examiner", "2014-10-31T23:59+08:00", related=BOTH_AWAY)
    assert acting_as("back", EXAMINE, still_sick) == Absent()
