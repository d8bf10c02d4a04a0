"""Events of the voter roll (选民名册): who may vote in an election, and who was given a ballot, by reference only."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from shared.kernel.instants import Day
from shared.kernel.messages import Event, Value
from shared.kernel.personal import SubjectRef


class StrikeReason(StrEnum):
    """Why somebody is taken off the roll."""

    DIED = "DIED"
    MOVED_AWAY = "MOVED_AWAY"
    NOT_ENTITLED = "NOT_ENTITLED"
    OBJECTION_UPHELD = "OBJECTION_UPHELD"


class ListClaim(StrEnum):
    """What somebody objects to in the posted list."""

    OMITTED = "OMITTED"
    NOT_ENTITLED = "NOT_ENTITLED"


class Voter(Value):
    """Somebody who may vote; `delegated_by` is the household or the residents' group whose delegate they are."""

    person_id: SubjectRef
    delegated_by: Annotated[str, Field(min_length=1, max_length=80)] | None = None


class Mark(Value):
    """Somebody on the roll for whom a ballot was given out, to their `proxy_id` where they had named one in writing."""

    person_id: SubjectRef
    proxy_id: SubjectRef | None = None


class VotersRegistered(Event):
    """People were entered in the roll of an election; who would not be of age on election day was not."""

    voters: tuple[Voter, ...]


class VoterStruck(Event):
    """Somebody was taken off the roll."""

    person_id: SubjectRef
    reason: StrikeReason


class VoterListObjected(Event):
    """Somebody objected to the posted list; `person_id` is whom it is about."""

    objection_id: str
    person_id: SubjectRef
    claim: ListClaim
    answer_due_on: Day


class VoterListObjectionAnswered(Event):
    """The election committee answered an objection; what follows for the roll is recorded with it."""

    objection_id: str
    upheld: bool


class ListAnswerMissed(Event):
    """The last day for the answer to an objection went by; recorded once."""

    objection_id: str
    due_on: Day


class TurnoutMarked(Event):
    """Ballots of a round were given out; the marks say to whom, and nothing says what became of a ballot."""

    round: int
    marks: tuple[Mark, ...]


VoterRollEvent = (
    VotersRegistered | VoterStruck | VoterListObjected | VoterListObjectionAnswered | ListAnswerMissed | TurnoutMarked
)
