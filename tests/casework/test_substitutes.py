"""Substitutes: nobody is B of more posts than one may be, however posts are assigned; and where somebody is missed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.casework.domain.substitutes import (
    NOBODY,
    SUBSTITUTES,
    NameCover,
    NameSubstitute,
    Team,
    TooManyBPosts,
)
from services.casework.domain.types import PostId, StaffId
from shared.contracts.casework.substitutes import SubstituteNamed
from shared.kernel.refusals import Refusal
from shared.testing.decider import Spec, context
from tests.casework.district import POLICY, policy_with

SPEC = Spec(SUBSTITUTES)
CONTEXT = context(policy=POLICY)


def name(post_id: str, substitute: str | None, holder: str = "s-a") -> NameSubstitute:
    return NameSubstitute(
        post_id=PostId(post_id), holder=StaffId(holder), substitute=StaffId(substitute) if substitute else None
    )


def cover(post_id: str, person: str) -> NameCover:
    return NameCover(post_id=PostId(post_id), cover=StaffId(person))


def named(post_id: str, substitute: str | None, holder: str | None = "s-a", by: str | None = None) -> SubstituteNamed:
    return SubstituteNamed(post_id=post_id, substitute=substitute, holder=holder, cover=by)


TWO = [named("p1", "s-b"), named("p2", "s-b")]
ROWS = {
    "a person becomes substitute of a post": ([], name("p1", "s-b"), [named("p1", "s-b")]),
    "a second post is the limit": ([named("p1", "s-b")], name("p2", "s-b"), [named("p2", "s-b")]),
    "a third post is one too many": (TWO, name("p3", "s-b"), TooManyBPosts(limit=2)),
    "being A of a third is no substitution": (TWO, name("p3", None, holder="s-b"), [named("p3", None, "s-b")]),
    "covering a third is no substitution": (
        [*TWO, named("p3", "s-c")],
        cover("p3", "s-b"),
        [named("p3", "s-c", by="s-b")],
    ),
    "naming the same people again records nothing": (TWO, name("p2", "s-b"), []),
    "at the limit B stays under another A": (TWO, name("p2", "s-b", "s-d"), [named("p2", "s-b", "s-d")]),
    "somebody else may still be named": (TWO, name("p3", "s-c"), [named("p3", "s-c")]),
    "giving a post up makes room": ([*TWO, named("p1", None)], name("p3", "s-b"), [named("p3", "s-b")]),
    "being replaced makes room": ([*TWO, named("p1", "s-c")], name("p3", "s-b"), [named("p3", "s-b")]),
    "a post without substitute has its A": ([], name("p1", None), [named("p1", None)]),
    "a post loses its substitute": (TWO, name("p1", None), [named("p1", None)]),
    "an entry from before holders were named gets one": (
        [SubstituteNamed(post_id="p1", substitute="s-b")],
        name("p1", "s-b"),
        [named("p1", "s-b")],
    ),
    "who covers a post is entered beside its people": (TWO, cover("p1", "s-c"), [named("p1", "s-b", by="s-c")]),
    "the same order again records nothing": ([named("p1", "s-b", by="s-c")], cover("p1", "s-c"), []),
    "an assignment strikes out who covered": (
        [named("p1", "s-b", by="s-c")],
        name("p1", "s-b", "s-d"),
        [named("p1", "s-b", "s-d")],
    ),
}


@pytest.mark.parametrize(("given", "when", "then"), ROWS.values(), ids=ROWS.keys())
def test_substitutes(given, when, then):
    SPEC.check(given, when, then, CONTEXT)


def test_an_absence_concerns_every_post_that_one_may_be_on():
    events = [named("p1", "s-b"), named("p2", "s-c", "s-b"), named("p3", "s-c", by="s-b"), named("p4", "s-c")]
    state = SUBSTITUTES.fold(events)
    assert state.concerning("s-b") == {"p1", "p2", "p3"}
    assert state.assigned_to("s-b") == {"p1", "p2"}
    assert state.posts_of("s-b") == {"p1"}
    assert state.concerning("s-nobody") == frozenset()


PEOPLE = st.sampled_from(["s-a", "s-b", "s-c", None])
POSTS = st.sampled_from([f"p{n}" for n in range(6)])


@given(st.integers(0, 3), st.lists(st.tuples(POSTS, PEOPLE, st.booleans()), max_size=40))
def test_no_sequence_of_assignments_exceeds_the_limit(limit, assignments):
    state, asked = SUBSTITUTES.initial, context(policy=policy_with("ab.max_b_posts", limit))
    for post_id, person, covers in assignments:
        before = state.by_post.get(post_id, NOBODY)
        command = cover(post_id, person or "s-d") if covers else name(post_id, person)
        decided = SUBSTITUTES.decide(command, state, asked)
        state = state if isinstance(decided, Refusal) else SUBSTITUTES.fold(decided, state)
        assert all(len(state.posts_of(each)) <= limit for each in ("s-a", "s-b", "s-c", "s-d"))
        expected = Team(before.holder, before.substitute, person or "s-d") if covers else Team("s-a", person)
        assert state.by_post.get(post_id, NOBODY) == (before if isinstance(decided, Refusal) else expected)
