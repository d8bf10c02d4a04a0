"""Post: who is put on it, one row each; its hand-overs are in test_hand_over."""

from dataclasses import replace
from datetime import date

import pytest

from services.casework.domain.post import (
    POST,
    OtherCentre,
    PostAlreadyEstablished,
    PostUnknown,
    StaffAway,
    StaffNotEngaged,
    WindowOfPostUnclear,
)
from services.casework.domain.post_commands import AssignPost, EstablishPost, HandOverPost
from services.casework.domain.post_state import Assigned
from services.casework.domain.staff import STAFF
from services.casework.domain.types import StaffId
from shared.contracts.casework.post import (
    ActedAs,
    AwayReason,
    PostAbsenceNoted,
    PostAssigned,
    PostCovered,
    PostEstablished,
    PostKind,
    PostLeftUncovered,
    PostResumed,
    PostSubstituted,
)
from shared.contracts.casework.staff import AbsenceReason, StaffAbsenceRecorded
from shared.contracts.refusals import SamePerson
from shared.contracts.separation import SelfGoverningBody, Separation
from shared.kernel.actors import Actor, ActorId, Role
from shared.kernel.instants import at
from shared.kernel.refusals import CorruptStream
from shared.testing.decider import Spec, context, known
from tests.casework.district import CENTRE, ELSEWHERE, PEOPLE, engaged, established

SPEC = Spec(POST)
ADMIN = context(actor=Actor(ActorId("admin"), Role.ADMIN))
NOW = ADMIN.now
MONDAY = at(date(2014, 9, 22), 9)
AWAY = known(
    STAFF,
    "s-announced",
    engaged("某壬"),
    StaffAbsenceRecorded(from_on=date(2014, 10, 8), until_on=date(2014, 10, 9), reason=AbsenceReason.LEAVE),
    StaffAbsenceRecorded(from_on=date(2014, 9, 1), until_on=date(2014, 9, 2), reason=AbsenceReason.SICK),
)


def establish(kind: PostKind = PostKind.EXAMINATION, org: str = CENTRE, **place: str) -> EstablishPost:
    return EstablishPost(org=org, kind=kind, title_zh="岗位", title_en="Post", **place)


def assign(holder: str, substitute: str | None = None) -> AssignPost:
    return AssignPost(holder=StaffId(holder), substitute=StaffId(substitute) if substitute else None)


def assigned(holder: str, substitute: str | None = None) -> PostAssigned:
    return PostAssigned(holder=holder, substitute=substitute, assigned_at=NOW)


def announced(staff: str = "s-announced") -> PostAbsenceNoted:
    return PostAbsenceNoted(staff=staff, reason=AwayReason.LEAVE, from_on=date(2014, 10, 8), until_on=date(2014, 10, 9))


examination = established(PostKind.EXAMINATION)
window = PostEstablished(
    org=CENTRE, kind=PostKind.WINDOW, title_zh="岗位", title_en="Post", hall_id="hall-1", window_id="W2"
)
a_and_b = assigned("s-examiner", "s-substitute")
b_of_old = PostAssigned(holder="s-examiner", substitute="s-substitute")

ESTABLISHMENT = {
    "no post of the government is a committee's": (
        [],
        establish(org="VILLAGERS_COMMITTEE"),
        Separation(SelfGoverningBody.VILLAGERS_COMMITTEE),
    ),
    "a post is established": ([], establish(), [examination]),
    "establishing twice records once": ([examination], establish(), []),
    "a post does not change its kind": ([examination], establish(PostKind.APPROVAL), PostAlreadyEstablished),
    "a post does not move": ([examination], establish(org=ELSEWHERE), PostAlreadyEstablished),
    "a window's post names its window": (
        [],
        establish(PostKind.WINDOW, hall_id="hall-1", window_id="W2"),
        [window],
    ),
    "a window's post without a window is none": ([], establish(PostKind.WINDOW), WindowOfPostUnclear),
    "a hall is no window": ([], establish(PostKind.WINDOW, hall_id="hall-1"), WindowOfPostUnclear),
    "a back office has no window": ([], establish(hall_id="hall-1", window_id="W2"), WindowOfPostUnclear),
    "a post does not change its window": (
        [window],
        establish(PostKind.WINDOW, hall_id="hall-1", window_id="W3"),
        PostAlreadyEstablished,
    ),
}

ASSIGNMENT = {
    "A and B are put on a post": ([examination], assign("s-examiner", "s-substitute"), [a_and_b]),
    "a post may have A alone": ([examination], assign("s-examiner"), [assigned("s-examiner")]),
    "assigning twice records once": ([examination, a_and_b], assign("s-examiner", "s-substitute"), []),
    "an assignment of old is not repeated": ([examination, b_of_old], assign("s-examiner", "s-substitute"), []),
    "A and B change places": (
        [examination, a_and_b],
        assign("s-substitute", "s-examiner"),
        [assigned("s-substitute", "s-examiner")],
    ),
    "A is not B": ([examination], assign("s-examiner", "s-examiner"), SamePerson),
    "who has left is not put on a post": (
        [examination],
        assign("s-left", "s-substitute"),
        StaffNotEngaged(staff_ids=("s-left",)),
    ),
    "all who are not at work are told at once": (
        [examination],
        assign("s-left", "s-stranger"),
        StaffNotEngaged(staff_ids=("s-left", "s-stranger")),
    ),
    "who is absent does not become A": ([examination], assign("s-sick"), StaffAway(staff_ids=("s-sick",))),
    "who is absent does not become B": ([examination], assign("s-both", "s-sick"), StaffAway(staff_ids=("s-sick",))),
    "B who is absent does not become A": (
        [examination, assigned("s-both", "s-sick")],
        assign("s-sick", "s-both"),
        StaffAway(staff_ids=("s-sick",)),
    ),
    "an announced absence comes with the person, a past one does not": (
        [examination],
        assign("s-announced", "s-substitute"),
        [assigned("s-announced", "s-substitute"), announced()],
    ),
    "the announced absence of B comes too": (
        [examination, a_and_b],
        assign("s-examiner", "s-announced"),
        [assigned("s-examiner", "s-announced"), announced()],
    ),
    "what the post knows of who stays is not told again": (
        [examination, assigned("s-announced", "s-both"), announced()],
        assign("s-announced", "s-substitute"),
        [assigned("s-announced", "s-substitute")],
    ),
    "nobody is put on a post that is none": ([], assign("s-examiner"), PostUnknown),
    "a post that nobody is on is not handed over": ([examination], HandOverPost(), []),
    "a post that is none is not handed over": ([], HandOverPost(), PostUnknown),
}


def away(staff: str) -> PostAbsenceNoted:
    return PostAbsenceNoted(staff=staff, reason=AwayReason.SICK, from_on=date(2014, 9, 22))


def to(person: str, since=MONDAY, holder="s-sick", reason=AwayReason.SICK) -> PostSubstituted:
    return PostSubstituted(from_staff=holder, to_staff=person, reason=reason, from_at=since)


ILL = [examination, PostAssigned(holder="s-sick", substitute="s-substitute"), away("s-sick"), to("s-substitute")]
UNCOVERED = PostLeftUncovered(since=MONDAY, org=CENTRE)
ALONE = [*ILL[:2], away("s-sick"), away("s-substitute"), UNCOVERED]

WHILE_AWAY = {
    "another B takes over from B": (
        ILL,
        assign("s-sick", "s-both"),
        [assigned("s-sick", "s-both"), to("s-both", NOW)],
    ),
    "without B nobody is left": (
        ILL,
        assign("s-sick"),
        [assigned("s-sick"), PostLeftUncovered(since=NOW, org=CENTRE)],
    ),
    "another A takes over at once": (ILL, assign("s-both", "s-substitute"), [assigned("s-both", "s-substitute")]),
    "another B covers what was uncovered": (
        ALONE,
        assign("s-sick", "s-both"),
        [assigned("s-sick", "s-both"), PostCovered(by="s-both", at=NOW), to("s-both", NOW)],
    ),
    "another A covers what was uncovered": (
        ALONE,
        assign("s-both"),
        [PostCovered(by="s-both", at=NOW), assigned("s-both")],
    ),
    "who stood in by order is relieved by a new B": (
        [*ALONE, PostCovered(by="s-approver", at=NOW), to("s-approver", NOW)],
        assign("s-sick", "s-both"),
        [assigned("s-sick", "s-both"), to("s-both", NOW)],
    ),
    "who stood in by order may become B": (
        [*ALONE, PostCovered(by="s-both", at=NOW), to("s-both", NOW)],
        assign("s-sick", "s-both"),
        [assigned("s-sick", "s-both")],
    ),
    "who went while standing in, and is back as B, is there": (
        [*ALONE, PostCovered(by="s-both", at=MONDAY), to("s-both"), away("s-both"), UNCOVERED],
        assign("s-sick", "s-both"),
        [assigned("s-sick", "s-both"), PostCovered(by="s-both", at=NOW), to("s-both", NOW)],
    ),
    "who stood in by order goes on when B is dropped": (
        [*ALONE, PostCovered(by="s-both", at=NOW), to("s-both", NOW)],
        assign("s-sick"),
        [assigned("s-sick")],
    ),
}


@pytest.mark.parametrize(("given", "when", "then"), ESTABLISHMENT.values(), ids=ESTABLISHMENT.keys())
def test_establishment(given, when, then):
    SPEC.check(given, when, then, ADMIN)


@pytest.mark.parametrize(("given", "when", "then"), ASSIGNMENT.values(), ids=ASSIGNMENT.keys())
def test_assignment(given, when, then):
    SPEC.check(given, when, then, ADMIN, PEOPLE | AWAY)


@pytest.mark.parametrize(("given", "when", "then"), WHILE_AWAY.values(), ids=WHILE_AWAY.keys())
def test_assignment_while_somebody_is_away(given, when, then):
    SPEC.check(given, when, then, ADMIN, PEOPLE)


DIRECTORS = {
    "a director assigns a post of the own centre": (CENTRE, [a_and_b]),
    "a director does not assign another centre's": (ELSEWHERE, OtherCentre),
    "a director of no centre assigns none": ("", OtherCentre),
}


@pytest.mark.parametrize(("org", "then"), DIRECTORS.values(), ids=DIRECTORS.keys())
def test_who_assigns(org, then):
    director = replace(ADMIN, actor=Actor(ActorId("director"), Role.CENTRE_DIRECTOR, org))
    SPEC.check([examination], assign("s-examiner", "s-substitute"), then, director, PEOPLE)


PARTS = {
    "the holder acts as A": ([a_and_b], "s-examiner", ActedAs.A),
    "the substitute acts as B": ([a_and_b], "s-substitute", ActedAs.B),
    "another acts as nothing": ([a_and_b], "s-both", None),
    "who was replaced acts no more": ([a_and_b, assigned("s-both")], "s-substitute", None),
    "who stands in by order acts as B": (
        [*ALONE[1:], PostCovered(by="s-both", at=NOW), to("s-both")],
        "s-both",
        ActedAs.B,
    ),
    "A who is away is still A": (ILL[1:], "s-sick", ActedAs.A),
}


@pytest.mark.parametrize(("given", "person", "part"), PARTS.values(), ids=PARTS.keys())
def test_who_is_on_a_post(given, person, part):
    post = POST.fold([examination, *given])
    assert isinstance(post, Assigned)
    assert post.part_of(person) is part


@pytest.mark.parametrize(
    "events",
    [
        [examination, examination],
        [a_and_b],
        [examination, to("s-both")],
        [examination, a_and_b, PostCovered(by="s-both", at=NOW)],
        [examination, PostResumed(holder="s-both", at=NOW)],
    ],
    ids=["established twice", "assigned unestablished", "handed over by nobody", "covered twice", "resumed by nobody"],
)
def test_a_log_that_contradicts_itself_is_corrupt(events):
    with pytest.raises(CorruptStream):
        POST.fold(events)
