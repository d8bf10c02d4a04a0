"""Substitutes: who is B of which post, in one list for the district, written in the same append as the assignment.

One list and no count for each person: an assignment need not know whom it replaces, so nothing can slip between.

Invariant: nobody is substitute of more posts than `ab.max_b_posts`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from services.casework.domain.types import PostId, StaffId
from shared.contracts.casework.substitutes import SubstituteNamed, SubstitutesEvent
from shared.kernel.decider import Context, Decider
from shared.kernel.messages import Command
from shared.kernel.refusals import Refusal, Unacceptable

MAX_B_POSTS = "ab.max_b_posts"
DISTRICT = "district"
"""The one list's id."""

# --- state ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Substitutes:
    """Each post that has a substitute, with the person's staff id."""

    by_post: Mapping[str, str] = field(default_factory=dict)

    def posts_of(self, staff_id: str) -> frozenset[str]:
        """The posts that a person is substitute of."""
        return frozenset(post_id for post_id, substitute in self.by_post.items() if substitute == staff_id)


def evolve(substitutes: Substitutes, event: SubstitutesEvent) -> Substitutes:
    """Apply one recorded fact."""
    others = {post_id: name for post_id, name in substitutes.by_post.items() if post_id != event.post_id}
    return Substitutes(others if event.substitute is None else {**others, event.post_id: event.substitute})


# --- command and refusal ----------------------------------------------------


class NameSubstitute(Command):
    """Enter who is substitute of a post that is assigned in the same act, or that nobody is."""

    post_id: PostId
    substitute: StaffId | None = None


@dataclass(frozen=True, slots=True)
class TooManyBPosts(Unacceptable):
    """The person is substitute of as many posts as one may be."""

    slug: ClassVar[str] = "too-many-b-posts"
    zh: ClassVar[str] = "该工作人员担任B岗已达上限"
    en: ClassVar[str] = "The person is substitute of as many posts as one may be"
    limit: int


# --- decision ---------------------------------------------------------------


def decide(command: NameSubstitute, substitutes: Substitutes, context: Context) -> list[SubstitutesEvent] | Refusal:
    """Answer a command with facts or a refusal; no facts means that the list says so already."""
    if substitutes.by_post.get(command.post_id) == command.substitute:
        return []
    if command.substitute is not None:
        limit = context.policy.whole(MAX_B_POSTS, context.today)
        if len(substitutes.posts_of(command.substitute)) >= limit:
            return TooManyBPosts(limit=limit)
    return [SubstituteNamed(post_id=command.post_id, substitute=command.substitute)]


SUBSTITUTES = Decider("substitutes", Substitutes(), evolve, decide, SubstitutesEvent)
