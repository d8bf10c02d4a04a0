"""Topic (议题): what opinions were merged into; discussed in a topic meeting, then decided in a decision meeting.

Invariants: it comes from opinions, and enough support it or the chair puts it · no stage is skipped, but in an
emergency · what touches all residents their assembly decides · it is dropped for reasons that all may read.
"""

from __future__ import annotations

from typing import assert_never

from services.councils.domain import offices
from services.councils.domain.calendar_days import last_of
from services.councils.domain.meeting import MEETING, count
from services.councils.domain.meeting_refusals import MeetingNotOpen
from services.councils.domain.meeting_state import InSession, kind_of
from services.councils.domain.opinion import OPINION, Clustered, NotRegistered
from services.councils.domain.opinion_refusals import OpinionNotClustered, OpinionUnknown
from services.councils.domain.topic_commands import (
    CallTopic,
    DecideTopic,
    DiscussTopic,
    DropTopic,
    MergeOpinions,
    OpenTopic,
    TopicCommand,
    Voted,
)
from services.councils.domain.topic_refusals import (
    AssemblyRequired,
    NoEmergency,
    StageSkipped,
    TooFewSupporters,
    TopicIsDecided,
    TopicIsDropped,
    TopicUnknown,
    WrongMeeting,
)
from services.councils.domain.topic_state import (
    Decided,
    Dropped,
    Known,
    NotOpened,
    Open,
    Ready,
    Topic,
    evolve,
)
from shared.contracts.councils.meeting import Capacity, MeetingKind, VoteTaken
from shared.contracts.councils.topic import (
    OpinionsMerged,
    Raised,
    TopicDecided,
    TopicDiscussed,
    TopicDropped,
    TopicEvent,
    TopicOpened,
    TopicScope,
)
from shared.kernel.decider import Context, Decider
from shared.kernel.refusals import Refusal

MIN_OPINIONS, MIN_SUPPORTERS = "topic.min_opinions", "topic.min_supporters"

# --- decisions --------------------------------------------------------------


def decide(command: TopicCommand, topic: Topic, context: Context) -> list[TopicEvent] | Refusal:
    """Answer a command with facts or a refusal; no facts means that it already took effect."""
    if isinstance(command, OpenTopic):
        return _open(command, topic, context)
    if isinstance(topic, NotOpened):
        return TopicUnknown()
    if refusal := offices.of_committee(topic.opened.committee_id, context):
        return refusal
    match command:
        case MergeOpinions():
            return _merge(command, topic, context)
        case DropTopic():
            return _drop(command, topic, context)
        case CallTopic():
            return _not_called(command, topic) or []
        case DiscussTopic():
            return _discuss(command, topic, context)
        case DecideTopic():
            return _decide(command, topic, context)
        case _:
            assert_never(command)


# --- opened, merged, dropped ------------------------------------------------


def _open(command: OpenTopic, topic: Topic, context: Context) -> list[TopicEvent] | Refusal:
    if not isinstance(topic, NotOpened):
        return []
    committee_id = command.committee_id
    if refusal := offices.of_residents(committee_id, context) or offices.of_committee(committee_id, context):
        return refusal
    raised = _raised(command.opinion_ids, context)
    if isinstance(raised, Refusal):
        return raised
    if command.emergency is None and len(raised) < context.policy.whole(MIN_OPINIONS, context.today):
        return StageSkipped(MeetingKind.OPINION)
    supporters = len({each.proposer for each in raised} | set(command.supporters))
    put_by_chair = offices.is_chair(committee_id, context)
    needed = context.policy.whole(MIN_SUPPORTERS, context.today)
    if supporters < needed and not put_by_chair:
        return TooFewSupporters(supporters, needed)
    told = {name: each for name, each in command if name not in {"opinion_ids", "supporters"}}
    opened_on = context.today
    return [TopicOpened(**told, raised=raised, supporters=supporters, put_by_chair=put_by_chair, opened_on=opened_on)]


def _raised(opinion_ids: tuple[str, ...], context: Context) -> tuple[Raised, ...] | Refusal:
    """The opinions with who raised them; each is put to its matter, and to no topic yet."""
    raised = []
    for id_ in dict.fromkeys(opinion_ids):
        opinion = context.look(OPINION, id_)
        if not isinstance(opinion, Clustered):
            return OpinionUnknown() if isinstance(opinion, NotRegistered) else OpinionNotClustered()
        raised.append(Raised(opinion_id=id_, proposer=opinion.facts.proposer))
    return tuple(raised)


def _merge(command: MergeOpinions, topic: Known, context: Context) -> list[TopicEvent] | Refusal:
    new = tuple(id_ for id_ in command.opinion_ids if id_ not in topic.opinion_ids)
    if not new:
        return []
    if not isinstance(topic, Open | Ready):
        return TopicIsDropped() if isinstance(topic, Dropped) else TopicIsDecided(topic.decided.resolution_id)
    raised = _raised(new, context)
    return raised if isinstance(raised, Refusal) else [OpinionsMerged(raised=raised)]


def _drop(command: DropTopic, topic: Known, context: Context) -> list[TopicEvent] | Refusal:
    match topic:
        case Dropped():
            return []
        case Decided() if topic.decided.adopted:
            return TopicIsDecided(topic.decided.resolution_id)
        case Open() | Ready() | Decided():
            return [TopicDropped(reasons=command.reasons, dropped_on=context.today)]
        case _:
            assert_never(topic)


# --- called, discussed, decided ---------------------------------------------


def _not_called(command: CallTopic, topic: Known) -> Refusal | None:
    """Why a meeting cannot be called for the topic, if it cannot."""
    if isinstance(topic, Dropped):
        return TopicIsDropped()
    if command.kind is not MeetingKind.DECISION:
        return None
    if command.emergency and topic.opened.emergency is None:
        return NoEmergency()
    if isinstance(topic, Open) and not command.emergency:
        return StageSkipped(MeetingKind.TOPIC)
    for_all = topic.opened.scope is TopicScope.ALL_RESIDENTS
    return AssemblyRequired() if for_all and not command.assembly else None


def _discuss(command: DiscussTopic, topic: Known, context: Context) -> list[TopicEvent] | Refusal:
    """Discuss it; after it was decided only together with its resolution, of which nothing may stand any more."""
    if isinstance(topic, Dropped):
        return TopicIsDropped()
    if topic.discussed is not None and topic.discussed.meeting_id == command.meeting_id:
        return []
    if isinstance(topic, Decided) and topic.decided.resolution_id != command.lays_down:
        return TopicIsDecided(topic.decided.resolution_id)
    vote = counted(command, MeetingKind.TOPIC, context)
    if isinstance(vote, Refusal):
        return vote
    days = context.policy.whole("topic.public_notice_cd", context.today)
    return [
        TopicDiscussed(
            meeting_id=command.meeting_id,
            advances=vote.carried,
            units_absent=_absent(command, topic, context),
            posted_until_on=last_of(days, context.today, context.calendar),
        )
    ]


def _absent(command: DiscussTopic, topic: Known, context: Context) -> tuple[str, ...]:
    """The units concerned that sent nobody (城市居民委员会组织法 §19)."""
    meeting = context.look(MEETING, command.meeting_id)
    sent = meeting.room.bodies(Capacity.UNIT_DELEGATE) if isinstance(meeting, InSession) else ()
    return tuple(unit for unit in topic.opened.units if unit not in sent)


def _decide(command: DecideTopic, topic: Known, context: Context) -> list[TopicEvent] | Refusal:
    match topic:
        case Dropped():
            return TopicIsDropped()
        case Decided():
            # A second vote is about what the first adopted: the resolution says what comes of it.
            return []
        case Open() if topic.opened.emergency is None:
            return StageSkipped(MeetingKind.TOPIC)
        case Open() | Ready():
            vote = counted(command, MeetingKind.DECISION, context)
            if isinstance(vote, Refusal):
                return vote
            told = {"meeting_id": command.meeting_id, "resolution_id": command.resolution_id}
            return [TopicDecided(**told, adopted=vote.carried)]
        case _:
            assert_never(topic)


def counted(command: Voted, kind: MeetingKind, context: Context) -> VoteTaken | Refusal:
    """What the vote of the same act comes to, at a meeting of a kind."""
    meeting = context.look(MEETING, command.meeting_id)
    if not isinstance(meeting, InSession):
        return MeetingNotOpen()
    if kind_of(meeting.call) is not kind:
        return WrongMeeting(kind)
    return count(command.vote, meeting, context)


TOPIC: Decider[Topic, TopicCommand, TopicEvent] = Decider("topic", NotOpened(), evolve, decide, TopicEvent)
