"""Opinion (意见): what somebody raised with their committee; each is answered, or counted as unanswered.

Invariants: it is registered, clustered, routed, answered and rated, and skips none of it · the last day for the answer
is set once · that it passed without one is recorded once · who raised it rates the answer, once.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import assert_never

from services.councils.domain import offices
from services.councils.domain.meeting import MEETING
from services.councils.domain.meeting_refusals import MeetingNotOpen
from services.councils.domain.meeting_state import InSession, kind_of
from services.councils.domain.opinion_commands import (
    AnswerOpinion,
    ClusterOpinion,
    CommitteeActs,
    MissOpinionAnswer,
    OpinionCommand,
    RateAnswer,
    RegisterOpinion,
    RouteOpinion,
)
from services.councils.domain.opinion_refusals import (
    AnswerNotMissed,
    ChannelNotOpen,
    NotTheProposer,
    OpinionIsRated,
    OpinionNotAnswered,
    OpinionNotClustered,
    OpinionNotRouted,
    OpinionOfOtherCommittee,
    OpinionSettled,
    OpinionUnknown,
    RecipientMissing,
)
from shared.contracts.councils.meeting import MeetingKind
from shared.contracts.councils.opinion import (
    OpinionAnswered,
    OpinionChannel,
    OpinionClustered,
    OpinionEvent,
    OpinionRated,
    OpinionRegistered,
    OpinionRoute,
    OpinionRouted,
    OpinionUnanswered,
)
from shared.contracts.intake.rating import Level
from shared.kernel.decider import Context, Decider
from shared.kernel.instants import start_of
from shared.kernel.refusals import CorruptStream, Refusal

# --- state ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Facts:
    """What every opinion has; `missed` once the last day for its answer has passed."""

    committee_id: str
    proposer: str
    answer_due_on: date
    missed: bool = False


@dataclass(frozen=True, slots=True)
class NotRegistered:
    """Before anybody raised it."""


@dataclass(frozen=True, slots=True)
class Registered:
    """It is there, by itself."""

    facts: Facts


@dataclass(frozen=True, slots=True)
class Clustered:
    """It is with others about the same matter."""

    facts: Facts
    theme: str


@dataclass(frozen=True, slots=True)
class Routed:
    """It is known who goes on with it."""

    facts: Facts
    routed: OpinionRouted


@dataclass(frozen=True, slots=True)
class Answered:
    """Who raised it has the answer; `level` is what they think of it."""

    facts: Facts
    routed: OpinionRouted
    level: Level | None = None


Pending = Registered | Clustered | Routed
Opinion = NotRegistered | Pending | Answered


def evolve(opinion: Opinion, event: OpinionEvent) -> Opinion:
    """Apply one recorded fact."""
    match event, opinion:
        case OpinionRegistered(), NotRegistered():
            return Registered(Facts(event.committee_id, event.proposer, event.answer_due_on))
        case OpinionClustered(), (Registered() | Clustered()):
            return Clustered(opinion.facts, event.theme)
        case OpinionRouted(), (Clustered() | Routed()):
            return Routed(opinion.facts, event)
        case OpinionUnanswered(), (Registered() | Clustered() | Routed()):
            return replace(opinion, facts=replace(opinion.facts, missed=True))
        case OpinionAnswered(), Routed():
            return Answered(opinion.facts, opinion.routed)
        case OpinionRated(), Answered():
            return replace(opinion, level=event.level)
        case _:
            raise CorruptStream(f"{type(event).__name__} of an opinion that is {type(opinion).__name__}")


# --- decisions --------------------------------------------------------------


def decide(command: OpinionCommand, opinion: Opinion, context: Context) -> list[OpinionEvent] | Refusal:
    """Answer a command with facts or a refusal; no facts means that it already took effect."""
    if isinstance(command, RegisterOpinion):
        return _register(command, opinion, context)
    if isinstance(opinion, NotRegistered):
        return OpinionUnknown()
    match command:
        case ClusterOpinion() | RouteOpinion() | AnswerOpinion():
            return offices.of_committee(opinion.facts.committee_id, context) or _go_on(command, opinion, context)
        case RateAnswer():
            return _rate(command, opinion, context)
        case MissOpinionAnswer():
            due_at = answer_due(opinion, context)
            return AnswerNotMissed() if due_at is not None and due_at > context.now else _missed(opinion, context)
        case _:
            assert_never(command)


def _register(command: RegisterOpinion, opinion: Opinion, context: Context) -> list[OpinionEvent] | Refusal:
    if not isinstance(opinion, NotRegistered):
        return []
    if refusal := offices.of_residents(command.committee_id, context):
        return refusal
    counter = command.channel is OpinionChannel.COUNTER
    if not counter and command.channel not in context.policy.texts("opinion.channels", context.today):
        return ChannelNotOpen()
    if command.channel is OpinionChannel.MEETING and not _is_heard(command, context):
        return MeetingNotOpen()
    raised_on = context.today if command.counter is None else command.counter.taken_on
    days = context.policy.whole("opinion.answer_wd", raised_on)
    due_on = context.calendar.nth_working_day_after(raised_on, days)
    return [OpinionRegistered(**dict(command), registered_on=raised_on, answer_due_on=due_on)]


def _is_heard(command: RegisterOpinion, context: Context) -> bool:
    """Whether an opinion meeting of the committee is going on."""
    if command.meeting_id is None:
        return False
    meeting = context.look(MEETING, command.meeting_id)
    if not isinstance(meeting, InSession) or kind_of(meeting.call) is not MeetingKind.OPINION:
        return False
    return meeting.call.committee_id == command.committee_id


def _go_on(command: CommitteeActs, opinion: Pending | Answered, context: Context) -> list[OpinionEvent] | Refusal:
    match command:
        case ClusterOpinion():
            return _cluster(command, opinion)
        case RouteOpinion():
            return _route(command, opinion)
        case AnswerOpinion():
            return _answer(command, opinion, context)
        case _:
            assert_never(command)


def _cluster(command: ClusterOpinion, opinion: Pending | Answered) -> list[OpinionEvent] | Refusal:
    match opinion:
        case Registered():
            return [OpinionClustered(theme=command.theme)]
        case Clustered():
            return [] if opinion.theme == command.theme else [OpinionClustered(theme=command.theme)]
        case Routed() | Answered():
            return OpinionSettled()
        case _:
            assert_never(opinion)


def _route(command: RouteOpinion, opinion: Pending | Answered) -> list[OpinionEvent] | Refusal:
    if command.committee_id not in {None, opinion.facts.committee_id}:
        return OpinionOfOtherCommittee()
    routed = OpinionRouted(route=command.route, to_id=command.to_id)
    match opinion:
        case Registered():
            return OpinionNotClustered()
        case Answered():
            return OpinionSettled()
        case Routed() if opinion.routed == routed:
            return []
        case Routed() if opinion.routed.route is OpinionRoute.TOPIC:
            return OpinionSettled()
        case Clustered() | Routed():
            explained = command.route is OpinionRoute.EXPLAINED
            return [routed] if explained or command.to_id is not None else RecipientMissing()
        case _:
            assert_never(opinion)


def _answer(command: AnswerOpinion, opinion: Pending | Answered, context: Context) -> list[OpinionEvent] | Refusal:
    # Sealed words cannot be compared: an answer in other words is taken for the same one.
    if isinstance(opinion, Answered):
        return []
    if not isinstance(opinion, Routed):
        return OpinionNotRouted()
    told = OpinionAnswered(answer=command.answer, published=command.published, answered_on=context.today)
    return [*_missed(opinion, context), told]


def _rate(command: RateAnswer, opinion: Pending | Answered, context: Context) -> list[OpinionEvent] | Refusal:
    if context.actor.id != opinion.facts.proposer:
        return NotTheProposer()
    if not isinstance(opinion, Answered):
        return OpinionNotAnswered()
    if opinion.level is not None:
        return [] if opinion.level is command.level else OpinionIsRated()
    return [OpinionRated(level=command.level)]


def answer_due(opinion: Opinion, _context: Context) -> datetime | None:
    """The first instant at which the answer is late; None where it is not owed, or known to be late."""
    if isinstance(opinion, NotRegistered | Answered) or opinion.facts.missed:
        return None
    return start_of(opinion.facts.answer_due_on + timedelta(days=1))


def _missed(opinion: Pending | Answered, context: Context) -> list[OpinionEvent]:
    """That the last day has passed, also where somebody acts before the timer has looked."""
    due_at = answer_due(opinion, context)
    if due_at is None or due_at > context.now:
        return []
    return [OpinionUnanswered(due_on=opinion.facts.answer_due_on)]


OPINION: Decider[Opinion, OpinionCommand, OpinionEvent] = Decider(
    "opinion", NotRegistered(), evolve, decide, OpinionEvent
)
