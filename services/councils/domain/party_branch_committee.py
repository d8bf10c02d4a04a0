"""Party branch committee (党支部委员会) beside a grassroots committee, whose id is its own: posts and terms only.

Invariants: terms follow one another by number and day · a post is filled within the running term, which a new one
ends for all · one person holds one post, and each post but deputy's and member's has one holder.
"""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass, field, replace
from datetime import date
from typing import assert_never

from services.councils.domain.committee import COMMITTEE, CommitteeUnknown, NotFounded, not_standing, of_elsewhere
from services.councils.domain.party_branch_committee_commands import (
    BeginBranchTerm,
    EndBranch,
    FillBranchPost,
    PartyBranchCommitteeCommand,
    VacateBranchPost,
)
from services.councils.domain.party_branch_committee_refusals import (
    BranchPostHeld,
    BranchPostTaken,
    BranchTermOutOfOrder,
    NoBranchPost,
    NoBranchTerm,
    VacatedBeforeFilled,
)
from services.councils.domain.person import PERSON, NotEntered, PersonUnknown
from services.councils.domain.types import PersonId
from shared.contracts.councils.party_branch_committee import (
    BranchPostFilled,
    BranchPostVacated,
    BranchTermBegun,
    BranchTitle,
    PartyBranchCommitteeEvent,
)
from shared.kernel.decider import Context, Decider
from shared.kernel.ids import by_trigger
from shared.kernel.refusals import Refusal

SHARED = frozenset({BranchTitle.DEPUTY_SECRETARY, BranchTitle.MEMBER})
"""Titles that several may have."""

# --- state ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class BranchCommittee:
    """Its running term, and the posts that are held in it; without a term nothing is known of it.

    `left` are the posts that were held before, with the first day without their holder.
    """

    term: BranchTermBegun | None = None
    posts: Mapping[PersonId, BranchPostFilled] = field(default_factory=dict)
    left: tuple[tuple[BranchPostFilled, date], ...] = ()

    @property
    def secretary_id(self) -> PersonId | None:
        """Who heads the branch now."""
        heads = (holder for holder, post in self.posts.items() if post.title is BranchTitle.SECRETARY)
        return next(heads, None)

    def on(self, day: date) -> Set[PersonId]:
        """Who holds a post of it on a day."""
        now = {holder for holder, post in self.posts.items() if post.from_on <= day}
        return now | {PersonId(post.person_id) for post, until_on in self.left if post.from_on <= day < until_on}


def evolve(branch: BranchCommittee, event: PartyBranchCommitteeEvent) -> BranchCommittee:
    """Apply one recorded fact."""
    match event:
        case BranchTermBegun():
            return replace(branch, term=event)
        case BranchPostFilled():
            return replace(branch, posts={**branch.posts, PersonId(event.person_id): event})
        case BranchPostVacated():
            ended = tuple((post, event.vacated_on) for post in branch.posts.values() if post.post_id == event.post_id)
            posts = {holder: post for holder, post in branch.posts.items() if post.post_id != event.post_id}
            return replace(branch, posts=posts, left=(*branch.left, *ended))
        case _:
            assert_never(event)


# --- decisions --------------------------------------------------------------

Facts = list[PartyBranchCommitteeEvent] | Refusal


def decide(command: PartyBranchCommitteeCommand, branch: BranchCommittee, context: Context) -> Facts:
    """Answer a command with facts or a refusal; no facts means that it already took effect."""
    committee = context.look(COMMITTEE, command.committee_id)
    if isinstance(committee, NotFounded):
        return CommitteeUnknown()
    if (foreign := of_elsewhere(command.committee_id, context)) is not None:
        return foreign
    if isinstance(command, BeginBranchTerm | FillBranchPost) and (refusal := not_standing(committee)) is not None:
        return refusal
    match command:
        case BeginBranchTerm():
            return _begin(command, branch)
        case FillBranchPost():
            return _fill(command, branch, context)
        case VacateBranchPost():
            return _vacate(command, branch)
        case EndBranch():
            return [_vacated(post, max(command.ended_on, post.from_on)) for post in branch.posts.values()]
        case _:
            assert_never(command)


def _begin(command: BeginBranchTerm, branch: BranchCommittee) -> Facts:
    begun = BranchTermBegun(**command.model_dump(exclude={"committee_id"}))
    if begun == branch.term:
        return []
    last = branch.term
    if command.until_on < command.from_on or (
        last is not None and (command.number <= last.number or command.from_on <= last.from_on)
    ):
        return BranchTermOutOfOrder()
    over = (_vacated(post, max(command.from_on, post.from_on)) for post in branch.posts.values())
    return [begun, *over]


def _fill(command: FillBranchPost, branch: BranchCommittee, context: Context) -> Facts:
    if isinstance(context.look(PERSON, command.person_id), NotEntered):
        return PersonUnknown()
    if (held := branch.posts.get(command.person_id)) is not None:
        same = (held.title, held.from_on) == (command.title, command.from_on)
        return [] if same else BranchPostHeld(held.title, held.from_on)
    if branch.term is None or not branch.term.from_on <= command.from_on <= branch.term.until_on:
        return NoBranchTerm()
    if command.title not in SHARED and any(post.title is command.title for post in branch.posts.values()):
        return BranchPostTaken(command.title)
    post_id = by_trigger(f"branch-post-{command.person_id}-{command.from_on}", command.committee_id)
    words = command.model_dump(exclude={"committee_id"})
    return [BranchPostFilled(post_id=post_id, term=branch.term.number, **words)]


def _vacate(command: VacateBranchPost, branch: BranchCommittee) -> Facts:
    if (post := branch.posts.get(command.person_id)) is None:
        return NoBranchPost()
    if command.vacated_on < post.from_on:
        return VacatedBeforeFilled(post.from_on)
    return [_vacated(post, command.vacated_on)]


def _vacated(post: BranchPostFilled, vacated_on: date) -> BranchPostVacated:
    return BranchPostVacated(post_id=post.post_id, person_id=post.person_id, vacated_on=vacated_on)


PARTY_BRANCH_COMMITTEE: Decider[BranchCommittee, PartyBranchCommitteeCommand, PartyBranchCommitteeEvent] = Decider(
    "party-branch-committee", BranchCommittee(), evolve, decide, PartyBranchCommitteeEvent
)
