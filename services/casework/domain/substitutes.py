"""Substitutes: who is on which post, in one list for the district, written in the same append as the assignment.

One list and no count for each person: an assignment need not know whom it replaces, so nothing can slip between. It
says on which posts an absent person is missed.

Invariant: nobody is substitute of more posts than `ab.max_b_posts`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar, assert_never

from services.casework.domain.types import PostId, StaffId
from shared.contracts.casework.substitutes import SubstituteNamed, SubstitutesEvent
from shared.kernel.decider import Context, Decider
from shared.kernel.messages import Command
from shared.kernel.refusals import Conflict, Refusal, Unacceptable

MAX_B_POSTS = "ab.max_b_posts"
DISTRICT = "district"
"""The one list's id."""

# --- state ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Team:
    """Who is on a post, by staff id: its A and B, and who was ordered last to cover it."""

    holder: str | None = None
    substitute: str | None = None
    cover: str | None = None


NOBODY = Team()


@dataclass(frozen=True, slots=True)
class Substitutes:
    """Each post that somebody is on."""

    by_post: Mapping[str, Team] = field(default_factory=dict)

    def posts_of(self, staff_id: str) -> frozenset[str]:
        """The posts that a person is substitute of."""
        return frozenset(post_id for post_id, team in self.by_post.items() if team.substitute == staff_id)

    def assigned_to(self, staff_id: str) -> frozenset[str]:
        """The posts that a person is A or B of."""
        return frozenset(
            post_id for post_id, team in self.by_post.items() if staff_id in (team.holder, team.substitute)
        )

    def concerning(self, staff_id: str) -> frozenset[str]:
        """The posts that a person is A or B of or was ordered to cover: where their absence may be felt."""
        covered = (post_id for post_id, team in self.by_post.items() if team.cover == staff_id)
        return self.assigned_to(staff_id).union(covered)


def evolve(substitutes: Substitutes, event: SubstitutesEvent) -> Substitutes:
    """Apply one recorded fact."""
    others = {post_id: team for post_id, team in substitutes.by_post.items() if post_id != event.post_id}
    team = Team(event.holder, event.substitute, event.cover)
    return Substitutes(others if team == NOBODY else {**others, event.post_id: team})


# --- commands and refusals --------------------------------------------------


class NameSubstitute(Command):
    """Enter who is A and B of a post that is assigned in the same act; nobody need be B."""

    post_id: PostId
    holder: StaffId
    substitute: StaffId | None = None


class NameCover(Command):
    """Enter who is ordered in the same act to cover a post; its A and B stay."""

    post_id: PostId
    cover: StaffId


SubstitutesCommand = NameSubstitute | NameCover


@dataclass(frozen=True, slots=True)
class TooManyBPosts(Unacceptable):
    """The person is substitute of as many posts as one may be."""

    slug: ClassVar[str] = "too-many-b-posts"
    zh: ClassVar[str] = "该工作人员担任B岗已达上限"
    en: ClassVar[str] = "The person is substitute of as many posts as one may be"
    limit: int


@dataclass(frozen=True, slots=True)
class PostsChanged(Conflict):
    """While the act was drawn up, somebody put the person on another post or took them off one."""

    slug: ClassVar[str] = "posts-changed"
    zh: ClassVar[str] = "该工作人员的岗位刚有变动，请重试"
    en: ClassVar[str] = "The person's posts have just changed: send it again"


# --- decision ---------------------------------------------------------------


def decide(command: SubstitutesCommand, substitutes: Substitutes, context: Context) -> list[SubstitutesEvent] | Refusal:
    """Answer a command with facts or a refusal; no facts means that the list says so already."""
    was = substitutes.by_post.get(command.post_id, NOBODY)
    match command:
        case NameSubstitute():
            team = Team(command.holder, command.substitute)
        case NameCover():
            team = Team(was.holder, was.substitute, command.cover)
        case _:
            assert_never(command)
    if team == was:
        return []
    if team.substitute is not None and team.substitute != was.substitute:
        limit = context.policy.whole(MAX_B_POSTS, context.today)
        if len(substitutes.posts_of(team.substitute)) >= limit:
            return TooManyBPosts(limit=limit)
    return [SubstituteNamed(post_id=command.post_id, substitute=team.substitute, holder=team.holder, cover=team.cover)]


SUBSTITUTES = Decider[Substitutes, SubstitutesCommand, SubstitutesEvent](
    "substitutes", Substitutes(), evolve, decide, SubstitutesEvent
)
