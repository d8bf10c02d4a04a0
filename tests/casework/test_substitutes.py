"""Substitutes: nobody is B of more posts than one may be, however posts are assigned again and again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.casework.domain.substitutes import SUBSTITUTES, NameSubstitute, TooManyBPosts
from services.casework.domain.types import PostId, StaffId
from shared.contracts.casework.substitutes import SubstituteNamed
from shared.kernel.refusals import Refusal
from shared.testing.decider import Spec, context
from tests.casework.district import POLICY, policy_with

SPEC = Spec(SUBSTITUTES)
CONTEXT = context(policy=POLICY)


def name(post_id: str, substitute: str | None) -> NameSubstitute:
    return NameSubstitute(post_id=PostId(post_id), substitute=StaffId(substitute) if substitute else None)


def named(post_id: str, substitute: str | None) -> SubstituteNamed:
    return SubstituteNamed(post_id=post_id, substitute=substitute)


TWO = [named("p1", "s-b"), named("p2", "s-b")]
ROWS = {
    "a person becomes substitute of a post": ([], name("p1", "s-b"), [named("p1", "s-b")]),
    "a second post is the limit": ([named("p1", "s-b")], name("p2", "s-b"), [named("p2", "s-b")]),
    "a third post is one too many": (TWO, name("p3", "s-b"), TooManyBPosts(limit=2)),
    "naming the same person again records nothing": (TWO, name("p2", "s-b"), []),
    "somebody else may still be named": (TWO, name("p3", "s-c"), [named("p3", "s-c")]),
    "giving a post up makes room": ([*TWO, named("p1", None)], name("p3", "s-b"), [named("p3", "s-b")]),
    "being replaced makes room": ([*TWO, named("p1", "s-c")], name("p3", "s-b"), [named("p3", "s-b")]),
    "a post without substitute stays without": ([], name("p1", None), []),
    "a post loses its substitute": (TWO, name("p1", None), [named("p1", None)]),
}


@pytest.mark.parametrize(("given", "when", "then"), ROWS.values(), ids=ROWS.keys())
def test_substitutes(given, when, then):
    SPEC.check(given, when, then, CONTEXT)


PEOPLE = st.sampled_from(["s-a", "s-b", "s-c", None])
POSTS = st.sampled_from([f"p{n}" for n in range(6)])


@given(st.integers(0, 3), st.lists(st.tuples(POSTS, PEOPLE), max_size=40))
def test_no_sequence_of_assignments_exceeds_the_limit(limit, assignments):
    state, asked = SUBSTITUTES.initial, context(policy=policy_with("ab.max_b_posts", limit))
    for post_id, person in assignments:
        before = state
        decided = SUBSTITUTES.decide(name(post_id, person), state, asked)
        state = state if isinstance(decided, Refusal) else SUBSTITUTES.fold(decided, state)
        assert all(len(state.posts_of(each)) <= limit for each in set(state.by_post.values()))
        expected = before.by_post.get(post_id) if isinstance(decided, Refusal) else person
        assert state.by_post.get(post_id) == expected
