"""What is said to a topic. What a vote means for it is said in the act that counts the vote."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from services.councils.domain.meeting_commands import TakeVote
from services.councils.domain.types import CommitteeId, MeetingId, OpinionId, ResolutionId
from shared.contracts.councils.community import Name
from shared.contracts.councils.meeting import MeetingKind
from shared.contracts.councils.resolution import Words
from shared.contracts.councils.topic import Groups, Options, TopicScope
from shared.kernel.messages import Command
from shared.kernel.personal import SubjectRef

OpinionIds = Annotated[tuple[OpinionId, ...], Field(max_length=100)]


class OpenTopic(Command):
    """Merge opinions into a topic; `supporters` are for it beside those who raised them."""

    committee_id: CommitteeId
    title: Name
    options: Options
    scope: TopicScope = TopicScope.AFFECTED
    opinion_ids: OpinionIds = ()
    supporters: Annotated[tuple[SubjectRef, ...], Field(max_length=500)] = ()
    affected_groups: Groups = ()
    units: Groups = ()
    emergency: Words | None = None


class MergeOpinions(Command):
    """Let more opinions become part of it."""

    opinion_ids: OpinionIds


class DropTopic(Command):
    """Drop it, for reasons."""

    reasons: Words


class CallTopic(Command):
    """See whether a meeting of this kind may be called for it."""

    kind: MeetingKind
    assembly: bool
    emergency: bool


class Voted(Command):
    """The vote that a meeting counts in the same act."""

    meeting_id: MeetingId
    vote: TakeVote


class DiscussTopic(Voted):
    """Record what a topic meeting voted; `lays_down` names the resolution of which the same act sees to it that nothing
    of it stands.
    """

    lays_down: ResolutionId | None = None


class DecideTopic(Voted):
    """Record what a decision meeting voted."""

    resolution_id: ResolutionId


TopicCommand = OpenTopic | MergeOpinions | DropTopic | CallTopic | DiscussTopic | DecideTopic
