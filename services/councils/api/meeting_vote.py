"""What a vote is recorded with: the topic that was discussed or decided, and the resolution that comes of it."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict

from services.councils.domain import offices
from services.councils.domain.meeting import MEETING
from services.councils.domain.meeting_commands import Count, TakeVote
from services.councils.domain.meeting_refusals import MeetingUnknown
from services.councils.domain.meeting_state import NotConvened, kind_of
from services.councils.domain.resolution import RESOLUTION
from services.councils.domain.resolution_commands import RediscussResolution, Terms, VoteOnResolution
from services.councils.domain.topic import TOPIC
from services.councils.domain.topic_commands import DecideTopic, DiscussTopic
from services.councils.domain.topic_refusals import TopicUnknown
from services.councils.domain.topic_state import Decided, NotOpened, Topic
from services.councils.domain.types import MeetingId, ResolutionId, TopicId, resolution_id
from shared.contracts.councils.meeting import MeetingKind
from shared.contracts.councils.opinion import BodyId
from shared.kernel.decider import Step
from shared.kernel.refusals import Refusal
from shared.runtime.desk import Desk


class VoteIn(BaseModel):
    """What was counted on a topic; who is present and not in it abstained.

    `terms` are what a decision meeting resolves. Without them it votes a second time on what was resolved.
    """

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    topic_id: BodyId
    in_favour: Count
    against: Count
    terms: Terms | None = None


async def vote_steps(desk: Desk, meeting_id: str, said: VoteIn) -> tuple[Step, ...] | Refusal:
    """The vote, and in the same act what it means."""
    meeting = await desk.state(MEETING, meeting_id)
    if isinstance(meeting, NotConvened):
        return MeetingUnknown()
    topic = await desk.state(TOPIC, said.topic_id)
    if isinstance(topic, NotOpened):
        return TopicUnknown()
    related = (MEETING.ref(meeting_id), TOPIC.ref(said.topic_id), *offices.refs(meeting.call.committee_id))
    vote = TakeVote(topic_id=TopicId(said.topic_id), in_favour=said.in_favour, against=said.against)
    at, taken = MeetingId(meeting_id), Step(MEETING, meeting_id, vote, related=related)
    if kind_of(meeting.call) is not MeetingKind.DECISION:
        laid_down = ResolutionId(topic.decided.resolution_id) if isinstance(topic, Decided) else None
        discussed = DiscussTopic(meeting_id=at, vote=vote, lays_down=laid_down)
        return (taken, Step(TOPIC, said.topic_id, discussed, related=related), *_laid_down(laid_down, at))
    id_ = _voted_on(topic, at, said)
    decided = DecideTopic(meeting_id=at, vote=vote, resolution_id=id_)
    resolved = VoteOnResolution(meeting_id=at, vote=vote, terms=said.terms)
    return (
        taken,
        Step(TOPIC, said.topic_id, decided, related=related),
        Step(RESOLUTION, id_, resolved, related=related),
    )


def _laid_down(resolution: ResolutionId | None, meeting_id: MeetingId) -> tuple[Step, ...]:
    """What was decided before is discussed again only where nothing of it stands."""
    return () if resolution is None else (Step(RESOLUTION, resolution, RediscussResolution(meeting_id=meeting_id)),)


def _voted_on(topic: Topic, meeting_id: MeetingId, said: VoteIn) -> ResolutionId:
    if isinstance(topic, Decided):
        return ResolutionId(topic.decided.resolution_id)
    return resolution_id(meeting_id, said.topic_id)
