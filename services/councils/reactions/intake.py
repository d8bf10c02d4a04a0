"""What councils do about intake: how a centre is rated, and what it is complained of, goes into its record; what was
raised with a committee at the counter is registered like any opinion.
"""

from __future__ import annotations

from collections.abc import Callable

from services.councils.domain import offices
from services.councils.domain.centre_record import (
    CENTRE_MATTER,
    CENTRE_RECORD,
    Matter,
    OverlookMatter,
    RecordAnsweredComplaint,
    RecordCommand,
    RecordComplaint,
    RecordExcludedRating,
    RecordMatter,
    RecordRating,
)
from services.councils.domain.opinion import OPINION
from services.councils.domain.opinion_commands import RegisterOpinion
from services.councils.domain.types import CentreId, CommitteeId
from shared.contracts import intake
from shared.contracts.councils.opinion import CounterOpinion, OpinionChannel
from shared.contracts.intake.bad_rating import BadRatingExcluded
from shared.contracts.intake.complaint import ComplaintAnswered, ComplaintFiled
from shared.contracts.intake.opinion import OpinionTaken
from shared.contracts.intake.rating import ServiceRated
from shared.kernel.decider import Context, Step
from shared.kernel.envelope import Recorded
from shared.kernel.reaction import Draft, Reaction


def service_rated(recorded: Recorded[ServiceRated]) -> tuple[Step, ...]:
    """A service of a centre was rated."""
    rated, at = recorded.event, recorded.position
    centre_id = CentreId(rated.centre_id)
    known = RecordMatter(centre_id=centre_id, since_on=rated.rated_on, source_position=at)
    command = RecordRating(level=rated.level, rated_on=rated.rated_on, source_position=at)
    return Step(CENTRE_MATTER, recorded.aggregate.id, known), Step(CENTRE_RECORD, centre_id, command)


def complaint_filed(recorded: Recorded[ComplaintFiled]) -> tuple[Step, ...]:
    """An applicant complained of a centre."""
    filed, at, id_ = recorded.event, recorded.position, recorded.aggregate.id
    centre_id = CentreId(filed.centre_id)
    known = RecordMatter(centre_id=centre_id, since_on=filed.filed_on, source_position=at)
    command = RecordComplaint(complaint_id=id_, filed_on=filed.filed_on, source_position=at)
    return Step(CENTRE_MATTER, id_, known), Step(CENTRE_RECORD, centre_id, command)


def rating_excluded(recorded: Recorded[BadRatingExcluded]) -> Draft:
    """A bad rating was found to say nothing of the service."""
    at = recorded.position
    return _of_centre(
        recorded.aggregate.id, lambda matter: RecordExcludedRating(rated_on=matter.since_on, source_position=at)
    )


def complaint_answered(recorded: Recorded[ComplaintAnswered]) -> Draft:
    """The centre answered a complaint."""
    id_, answered = recorded.aggregate.id, recorded.event
    command = RecordAnsweredComplaint(
        complaint_id=id_,
        upheld=answered.upheld,
        answered_on=answered.answered_on,
        source_position=recorded.position,
    )
    return _of_centre(id_, lambda _matter: command)


def _of_centre(id_: str, told: Callable[[Matter], RecordCommand]) -> Draft:
    def steps(context: Context) -> tuple[Step, ...]:
        matter = context.look(CENTRE_MATTER, id_)
        if not isinstance(matter, Matter):
            return (Step(CENTRE_MATTER, id_, OverlookMatter()),)
        return (Step(CENTRE_RECORD, matter.centre_id, told(matter)),)

    return Draft((CENTRE_MATTER.ref(id_),), steps)


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


REACTION = Reaction(
    "intake",
    intake.EVENTS,
    {
        ServiceRated: service_rated,
        BadRatingExcluded: rating_excluded,
        ComplaintFiled: complaint_filed,
        ComplaintAnswered: complaint_answered,
        OpinionTaken: opinion_taken,
    },
)
