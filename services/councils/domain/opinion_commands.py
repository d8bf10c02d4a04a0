"""What is said to an opinion."""

from __future__ import annotations

from services.councils.domain.types import CommitteeId, MeetingId
from shared.contracts.councils.community import Name
from shared.contracts.councils.opinion import BodyId, CounterOpinion, OpinionChannel, OpinionRoute
from shared.contracts.councils.resolution import Words
from shared.contracts.intake.rating import Level
from shared.kernel.messages import Command
from shared.kernel.personal import Personal, SubjectRef


class RegisterOpinion(Command):
    """Take down what somebody raises, or raise it oneself; the words of one at the `counter` are intake's."""

    committee_id: CommitteeId
    channel: OpinionChannel
    proposer: SubjectRef
    text: Personal[str] | None = None
    contact: Personal[str] | None = None
    counter: CounterOpinion | None = None
    meeting_id: MeetingId | None = None


class ClusterOpinion(Command):
    """Put it together with others about the same matter."""

    theme: Name


class RouteOpinion(Command):
    """Say who goes on with it; `committee_id` is the committee of the topic that it becomes part of."""

    route: OpinionRoute
    to_id: BodyId | None = None
    committee_id: CommitteeId | None = None


class AnswerOpinion(Command):
    """Answer it; `published` is what everybody may read."""

    answer: Personal[str]
    published: Words | None = None


class RateAnswer(Command):
    """Say what one thinks of the answer."""

    level: Level


class MissOpinionAnswer(Command):
    """The last day for the answer has passed."""


CommitteeActs = ClusterOpinion | RouteOpinion | AnswerOpinion
OpinionCommand = RegisterOpinion | CommitteeActs | RateAnswer | MissOpinionAnswer
