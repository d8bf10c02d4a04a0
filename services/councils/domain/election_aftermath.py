"""After the votes: the result is posted, the old committee hands over, the election is filed with the district."""

from __future__ import annotations

from datetime import timedelta

from services.councils.domain.committee_members import COMMITTEE_MEMBERS
from services.councils.domain.election_commands import CompleteHandover, FileElection
from services.councils.domain.election_deadlines import missed
from services.councils.domain.election_refusals import (
    CompositionDoesNotAddUp,
    HandoverOutOfTime,
    NotAtThisStage,
    SeatsStillOpen,
)
from services.councils.domain.election_state import Called, Elected, Filed, HandedOver, ResultOut, Shortfall
from shared.contracts.councils.election import (
    Composition,
    ElectionEvent,
    ElectionFiled,
    ElectionKind,
    ElectionResultPosted,
    HandoverCompleted,
)
from shared.kernel.decider import Context
from shared.kernel.refusals import Refusal

FEWEST_MEMBERS = "committee.min_members"
HANDOVER, FILED = "election.handover_cd", "election.filed_cd"
MINORITY_REQUIRED = "committee.minority_member_required"
AXES = ("age", "education", "sex", "ethnicity", "profession")

Facts = list[ElectionEvent] | Refusal


def post_result(election: Called, context: Context) -> Facts:
    """Post the result: every seat is filled, or voters were called once more and enough are elected."""
    if election.papers.result is not None:
        return []
    if not isinstance(election, Elected | Shortfall):
        return NotAtThisStage(election.stage)
    if isinstance(election, Shortfall) and not _may_end_short(election, context):
        return SeatsStillOpen(sum(each.seats for each in election.papers.open))
    today, policy = context.today, context.policy
    posted = ElectionResultPosted(
        posted_on=today,
        handover_due_on=today + timedelta(days=policy.whole(HANDOVER, today)),
        filing_due_on=today + timedelta(days=policy.whole(FILED, today)),
    )
    return [*missed(election, context), posted]


def _may_end_short(election: Shortfall, context: Context) -> bool:
    papers = election.papers
    enough = len(papers.elected) >= context.policy.whole(FEWEST_MEMBERS, papers.round.vote_on)
    return papers.supplementary and (enough or papers.called.kind is ElectionKind.BY_ELECTION)


def hand_over(command: CompleteHandover, election: Called, context: Context) -> Facts:
    """Enter the hand-over."""
    papers = election.papers
    if papers.handed_over is not None:
        same = papers.handed_over.handed_over_on == command.handed_over_on
        return [] if same else NotAtThisStage(election.stage)
    if not isinstance(election, ResultOut) or papers.result is None:
        return NotAtThisStage(election.stage)
    if not papers.result.posted_on <= command.handed_over_on <= context.today:
        return HandoverOutOfTime()
    return [*missed(election, context), HandoverCompleted(handed_over_on=command.handed_over_on)]


def file(command: FileElection, election: Called, context: Context) -> Facts:
    """File the election, with what the committee is composed of: totals that count each member once."""
    if isinstance(election, Filed):
        return []
    if not isinstance(election, HandedOver):
        return NotAtThisStage(election.stage)
    members = len(context.look(COMMITTEE_MEMBERS, election.papers.called.committee_id).on(context.today))
    if axes := _wrong_axes(command.composition, members):
        return CompositionDoesNotAddUp(members, axes)
    lacking = election.papers.called.several_ethnic_groups and _of_one_group(command.composition)
    required = context.policy.flag(MINORITY_REQUIRED, election.papers.round.vote_on)
    filed = ElectionFiled(composition=command.composition, minority_member_missing=lacking and required)
    return [*missed(election, context), filed]


def _wrong_axes(composition: Composition, members: int) -> tuple[str, ...]:
    wrong = ("members",) if composition.members != members else ()
    return (*wrong, *(axis for axis in AXES if not _counts_each_once(composition, axis, members)))


def _counts_each_once(composition: Composition, axis: str, members: int) -> bool:
    shares = getattr(composition, axis)
    return len({each.of for each in shares}) == len(shares) and sum(each.members for each in shares) == members


def _of_one_group(composition: Composition) -> bool:
    return sum(each.members > 0 for each in composition.ethnicity) < 2  # noqa: PLR2004 - several are more than one
