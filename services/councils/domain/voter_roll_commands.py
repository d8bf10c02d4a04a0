"""What can be asked of a voter roll; `election_id` is its own id, by which the decision looks at the election."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from services.councils.domain.types import ElectionId, PersonId
from shared.contracts.councils.voter_roll import ListClaim, Mark, StrikeReason
from shared.kernel.instants import Day
from shared.kernel.messages import Command

GivenPerson = Annotated[PersonId, Field(min_length=1, max_length=64)]
GivenId = Annotated[str, Field(pattern=r"^[A-Za-z0-9._:-]{1,80}$")]


class NewVoter(Command):
    """Somebody to be entered: the day of birth is looked at and not kept."""

    person_id: GivenPerson
    born_on: Day
    registered_here: bool = True
    delegated_by: GivenId | None = None


class RegisterVoters(Command):
    """Enter people, some at a time; who is on the roll already stays as they are."""

    election_id: ElectionId
    voters: Annotated[tuple[NewVoter, ...], Field(min_length=1, max_length=500)]


class StrikeVoter(Command):
    """Take somebody off."""

    election_id: ElectionId
    person_id: GivenPerson
    reason: StrikeReason


class ObjectToVoterList(Command):
    """Object that somebody is missing from the posted list, or wrongly on it."""

    election_id: ElectionId
    objection_id: GivenId
    person_id: GivenPerson
    claim: ListClaim


class AnswerListObjection(Command):
    """Answer an objection; `voter` is who was omitted, where that is upheld."""

    election_id: ElectionId
    objection_id: GivenId
    upheld: bool
    voter: NewVoter | None = None


class MarkTurnout(Command):
    """Give ballots out, and mark for whom."""

    election_id: ElectionId
    marks: Annotated[tuple[Mark, ...], Field(min_length=1, max_length=500)]


class MissListAnswer(Command):
    """Record that the last day for answers is over."""


OfElection = RegisterVoters | StrikeVoter | ObjectToVoterList | AnswerListObjection | MarkTurnout
VoterRollCommand = OfElection | MissListAnswer
