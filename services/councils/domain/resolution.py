"""Resolution (决议): what a decision meeting adopted, until it is carried out, verified and archived.

Invariants: it comes from a vote that carried · it is in force when its notice is over and not too many households
object, each of them once · execution waits while a second vote is demanded, which is demanded once · what an emergency
brought to the vote is ratified in time or lapses · it is verified by who proposed it and the supervision committee.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import assert_never

from services.councils.domain import offices
from services.councils.domain.calendar_days import last_of
from services.councils.domain.meeting import MEETING
from services.councils.domain.meeting_state import InSession, is_of_assembly, is_urgent
from services.councils.domain.resolution_commands import (
    AcceptExecution,
    ArchiveResolution,
    BringIntoForce,
    DemandReVote,
    ExecuteResolution,
    LapseResolution,
    MissExecution,
    MissProgress,
    ObjectToResolution,
    PostProgress,
    PostResolution,
    RediscussResolution,
    RejectExecution,
    ResolutionCommand,
    VoteOnResolution,
)
from services.councils.domain.resolution_execution import (
    archive,
    execute,
    judge,
    miss_execution,
    miss_progress,
    next_word,
    progress,
    untold,
)
from services.councils.domain.resolution_notice import bring_into_force, object_to, post
from services.councils.domain.resolution_refusals import (
    DueInThePast,
    NotASupervisionMember,
    NothingToVoteOn,
    RaisingIsForAssembly,
    ResolutionNotDue,
    ResolutionNotInForce,
    ResolutionStands,
    ResolutionUnknown,
    ReVoteIsHeld,
    TermsMissing,
)
from services.councils.domain.resolution_state import (
    Adopted,
    Done,
    Executing,
    Fallen,
    InForce,
    NotVoted,
    Objected,
    Posted,
    Rejected,
    Resolution,
    ReVote,
    Voidable,
    Voted,
    evolve,
)
from services.councils.domain.topic import TOPIC, counted
from services.councils.domain.topic_refusals import TopicUnknown
from services.councils.domain.topic_state import NotOpened, Open, Ready
from shared.contracts.councils.meeting import MeetingKind
from shared.contracts.councils.resolution import (
    FundSource,
    LapseCause,
    ResolutionAdopted,
    ResolutionEvent,
    ResolutionInForce,
    ResolutionLapsed,
    ResolutionRatified,
    ResolutionRediscussed,
    ResolutionRejected,
    ReVoteDemanded,
    ReVoteHeld,
)
from shared.kernel.actors import Role
from shared.kernel.decider import Context, Decider
from shared.kernel.instants import start_of
from shared.kernel.refusals import Refusal

_DAY = timedelta(days=1)

# --- decisions --------------------------------------------------------------


def decide(command: ResolutionCommand, resolution: Resolution, context: Context) -> list[ResolutionEvent] | Refusal:
    """Answer a command with facts or a refusal; no facts means that it already took effect."""
    if isinstance(command, VoteOnResolution):
        return _vote(command, resolution, context)
    if isinstance(command, RediscussResolution):
        return _rediscuss(command, resolution)
    if isinstance(resolution, NotVoted | Rejected):
        return ResolutionUnknown()
    match command:
        case PostResolution():
            return post(resolution, context)
        case ObjectToResolution():
            return object_to(command, resolution, context)
        case BringIntoForce():
            return bring_into_force(resolution, context)
        case DemandReVote():
            return _demand_re_vote(command, resolution, context)
        case LapseResolution():
            return _lapse(resolution, context)
        case PostProgress():
            return progress(command, resolution, context)
        case MissProgress():
            return miss_progress(resolution, context)
        case MissExecution():
            return miss_execution(resolution, context)
        case ExecuteResolution():
            return execute(command, resolution, context)
        case AcceptExecution() | RejectExecution():
            return judge(command, resolution, context)
        case ArchiveResolution():
            return archive(resolution, context)
        case _:
            assert_never(command)


# --- votes ------------------------------------------------------------------


def _vote(command: VoteOnResolution, resolution: Resolution, context: Context) -> list[ResolutionEvent] | Refusal:
    vote = counted(command, MeetingKind.DECISION, context)
    if isinstance(vote, Refusal):
        return vote
    if _raises_money(command, resolution) and not _is_of_assembly(command, context):
        return RaisingIsForAssembly()
    match resolution:
        case NotVoted():
            return _adopt(command, vote.carried, context)
        case Adopted() | Posted() | InForce() | Executing() if resolution.facts.waits:
            return [_held_again(command, vote.carried, resolution, context)]
        case InForce() | Executing() | Done() if resolution.facts.unratified and not _is_urgent(command, context):
            if vote.carried:
                return [ResolutionRatified(meeting_id=command.meeting_id)]
            return [ResolutionLapsed(cause=LapseCause.RATIFICATION_REFUSED)]
        case _:
            return NothingToVoteOn()


def _raises_money(command: VoteOnResolution, resolution: Resolution) -> bool:
    """Whether residents pay for what is voted on, be it for the first time or again."""
    resolved = resolution.facts.adopted if isinstance(resolution, Voted) else command.terms
    budget = None if resolved is None else resolved.budget
    return budget is not None and budget.source is FundSource.RESIDENTS


def _is_of_assembly(command: VoteOnResolution, context: Context) -> bool:
    """Whether who votes is the residents' assembly, which alone has money raised (城市居民委员会组织法 §16)."""
    meeting = context.look(MEETING, command.meeting_id)
    return isinstance(meeting, InSession) and is_of_assembly(meeting.call)


def _is_urgent(command: VoteOnResolution, context: Context) -> bool:
    """Whether the meeting was called without notice: such a one ratifies nothing."""
    meeting = context.look(MEETING, command.meeting_id)
    return isinstance(meeting, InSession) and is_urgent(meeting.call)


def _adopt(command: VoteOnResolution, carried: bool, context: Context) -> list[ResolutionEvent] | Refusal:
    topic, terms = context.look(TOPIC, command.vote.topic_id), command.terms
    if not isinstance(topic, Open | Ready):
        return TopicUnknown() if isinstance(topic, NotOpened) else NothingToVoteOn()
    if terms is None:
        return TermsMissing()
    if terms.due_on < context.today:
        return DueInThePast()
    committee_id = topic.opened.committee_id
    if not carried:
        rejected = ResolutionRejected(
            committee_id=committee_id, topic_id=command.vote.topic_id, meeting_id=command.meeting_id
        )
        return [rejected]
    emergency = isinstance(topic, Open)
    days = context.policy.whole("topic.emergency_ratify_days", context.today)
    adopted = ResolutionAdopted(
        committee_id=committee_id,
        topic_id=command.vote.topic_id,
        meeting_id=command.meeting_id,
        **dict(terms),
        adopted_on=context.today,
        emergency=emergency,
        ratify_by_on=last_of(days, context.today, context.calendar) if emergency else None,
    )
    in_force = ResolutionInForce(from_on=context.today, next_due_on=next_word(context.today, context))
    return [adopted, in_force] if emergency else [adopted]


def _held_again(command: VoteOnResolution, upheld: bool, resolution: Voidable, context: Context) -> ReVoteHeld:
    """A second vote; what was being carried out goes on, and is told of a month later."""
    goes_on = upheld and isinstance(resolution, InForce | Executing)
    next_due_on = next_word(context.today, context) if goes_on else None
    return ReVoteHeld(meeting_id=command.meeting_id, upheld=upheld, next_due_on=next_due_on)


def _rediscuss(command: RediscussResolution, resolution: Resolution) -> list[ResolutionEvent] | Refusal:
    match resolution:
        case Objected():
            return [ResolutionRediscussed(meeting_id=command.meeting_id)]
        case Rejected() | Fallen():
            return []
        case NotVoted():
            return ResolutionUnknown()
        case _:
            return ResolutionStands()


def _demand_re_vote(command: DemandReVote, resolution: Voted, context: Context) -> list[ResolutionEvent] | Refusal:
    committee_id = resolution.facts.adopted.committee_id
    for_another = context.actor.role is Role.SUPERVISION_COMMITTEE and context.actor.id != command.member
    if for_another or command.member not in offices.supervisors(committee_id, context.today, context):
        return NotASupervisionMember()
    if not isinstance(resolution, Voidable):
        return ResolutionNotInForce()
    match resolution.facts.re_vote:
        case ReVote.NOT_DEMANDED:
            return [*untold(resolution, context), ReVoteDemanded(member=command.member, reason=command.reason)]
        case ReVote.DEMANDED:
            return []
        case ReVote.UPHELD:
            return ReVoteIsHeld()
        case _:
            assert_never(resolution.facts.re_vote)


def lapses_at(resolution: Resolution, _context: Context) -> datetime | None:
    """The first instant at which an emergency that nobody ratified lapses; None where there is nothing to ratify."""
    if not isinstance(resolution, InForce | Executing | Done) or not resolution.facts.unratified:
        return None
    last = resolution.facts.adopted.ratify_by_on
    return None if last is None else start_of(last + _DAY)


def _lapse(resolution: Voted, context: Context) -> list[ResolutionEvent] | Refusal:
    due_at = lapses_at(resolution, context)
    if due_at is None:
        return []
    if due_at > context.now:
        return ResolutionNotDue()
    return [ResolutionLapsed(cause=LapseCause.NOT_RATIFIED, fell_due_at=due_at)]


RESOLUTION: Decider[Resolution, ResolutionCommand, ResolutionEvent] = Decider(
    "resolution", NotVoted(), evolve, decide, ResolutionEvent
)
