"""What councils does about intake: what was raised with a committee at the counter is registered like any opinion."""

from __future__ import annotations

from services.councils.domain import offices
from services.councils.domain.opinion import OPINION
from services.councils.domain.opinion_commands import RegisterOpinion
from services.councils.domain.types import CommitteeId
from shared.contracts import intake
from shared.contracts.councils.opinion import CounterOpinion, OpinionChannel
from shared.contracts.intake.opinion import OpinionTaken
from shared.kernel.decider import Step
from shared.kernel.envelope import Recorded
from shared.kernel.reaction import Reaction


def opinion_taken(recorded: Recorded[OpinionTaken]) -> Step:
    """Somebody raised something at a window; its words stay sealed in intake's log, and the id is the same here."""
    event = recorded.event
    command = RegisterOpinion(
        committee_id=CommitteeId(event.committee_id),
        channel=OpinionChannel.COUNTER,
        proposer=event.proposer,
        counter=CounterOpinion(taken_on=event.taken_on, source_position=recorded.position),
    )
    return Step(OPINION, recorded.aggregate.id, command, related=offices.refs(event.committee_id))


REACTION = Reaction(intake.SERVICE, intake.EVENTS, {OpinionTaken: opinion_taken})
