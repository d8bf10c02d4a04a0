"""Post: decisions, one row each."""

from dataclasses import replace

import pytest

from services.casework.domain.post import (
    POST,
    AssignPost,
    Established,
    EstablishPost,
    OtherCentre,
    PostAlreadyEstablished,
    PostUnknown,
    SamePerson,
    StaffNotEngaged,
)
from services.casework.domain.types import StaffId
from shared.contracts.casework.post import ActedAs, PostAssigned, PostKind
from shared.kernel.actors import Actor, ActorId, Role
from shared.kernel.refusals import CorruptStream
from shared.testing.decider import Spec, context
from tests.casework.district import CENTRE, ELSEWHERE, PEOPLE, established

SPEC = Spec(POST)
ADMIN = context(actor=Actor(ActorId("admin"), Role.ADMIN))


def establish(kind: PostKind = PostKind.EXAMINATION, org: str = CENTRE) -> EstablishPost:
    return EstablishPost(org=org, kind=kind, title_zh="岗位", title_en="Post")


def assign(holder: str, substitute: str | None = None) -> AssignPost:
    return AssignPost(holder=StaffId(holder), substitute=StaffId(substitute) if substitute else None)


examination = established(PostKind.EXAMINATION)
a_and_b = PostAssigned(holder="s-examiner", substitute="s-substitute")

ROWS = {
    "a post is established": ([], establish(), [examination]),
    "establishing twice records once": ([examination], establish(), []),
    "a post does not change its kind": ([examination], establish(PostKind.APPROVAL), PostAlreadyEstablished),
    "a post does not move": ([examination], establish(org=ELSEWHERE), PostAlreadyEstablished),
    "A and B are put on a post": ([examination], assign("s-examiner", "s-substitute"), [a_and_b]),
    "a post may have A alone": ([examination], assign("s-examiner"), [PostAssigned(holder="s-examiner")]),
    "assigning twice records once": ([examination, a_and_b], assign("s-examiner", "s-substitute"), []),
    "A and B change places": (
        [examination, a_and_b],
        assign("s-substitute", "s-examiner"),
        [PostAssigned(holder="s-substitute", substitute="s-examiner")],
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
    "nobody is put on a post that is none": ([], assign("s-examiner"), PostUnknown),
}


@pytest.mark.parametrize(("given", "when", "then"), ROWS.values(), ids=ROWS.keys())
def test_post(given, when, then):
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
    "the holder acts as A": ([examination, a_and_b], "s-examiner", ActedAs.A),
    "the substitute acts as B": ([examination, a_and_b], "s-substitute", ActedAs.B),
    "another acts as nothing": ([examination, a_and_b], "s-both", None),
    "nobody acts on an empty post": ([examination], "s-examiner", None),
    "who was replaced acts no more": ([examination, a_and_b, PostAssigned(holder="s-both")], "s-substitute", None),
}


@pytest.mark.parametrize(("given", "person", "part"), PARTS.values(), ids=PARTS.keys())
def test_who_is_on_a_post(given, person, part):
    post = POST.fold(given)
    assert isinstance(post, Established)
    assert post.part_of(person) is part


@pytest.mark.parametrize("events", [[examination, examination], [a_and_b]])
def test_a_log_that_contradicts_itself_is_corrupt(events):
    with pytest.raises(CorruptStream):
        POST.fold(events)
