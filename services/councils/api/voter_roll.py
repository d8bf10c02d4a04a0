"""Voter rolls over HTTP: entering and striking, objections to the posted list, and for whom ballots were given out."""

from __future__ import annotations

from datetime import date
from typing import Annotated, TypeVar

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from services.councils.api.election_acts import OF_COMMITTEE
from services.councils.domain.election import ELECTION
from services.councils.domain.types import ElectionId
from services.councils.domain.voter_roll import VOTER_ROLL
from services.councils.domain.voter_roll_commands import (
    AnswerListObjection,
    GivenId,
    GivenPerson,
    MarkTurnout,
    NewVoter,
    ObjectToVoterList,
    OfElection,
    RegisterVoters,
    StrikeVoter,
)
from services.councils.domain.voter_roll_state import Objection
from services.councils.views import voter_roll as view
from shared.contracts.councils.voter_roll import ListClaim, Mark, StrikeReason
from shared.kernel.actors import Role
from shared.kernel.decider import Step
from shared.kernel.refusals import Refusal
from shared.runtime.act import Done
from shared.runtime.desk import Desk
from shared.runtime.history import History, history_of
from shared.runtime.http import Call, Query, Routes
from shared.runtime.pages import cursor_of, next_after

B = TypeVar("B", bound=BaseModel)

REGISTRARS = (Role.CLERK, *OF_COMMITTEE)
OBJECTORS = (Role.RESIDENT, *REGISTRARS)
READERS = (*REGISTRARS, Role.COMMITTEE, Role.WORKING_COMMITTEE, Role.SUPERVISION_COMMITTEE, Role.AUDITOR)


class RegistrationIn(BaseModel):
    """People to be entered, at most 500 at a time."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    voters: Annotated[tuple[NewVoter, ...], Field(min_length=1, max_length=500)]


class StrikeIn(BaseModel):
    """Whom to take off, and why."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    person_id: GivenPerson
    reason: StrikeReason


class ListObjectionIn(BaseModel):
    """About whom, and what."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    person_id: GivenPerson
    claim: ListClaim


class ListAnswerIn(BaseModel):
    """What becomes of an objection; `voter` is who was omitted."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    objection_id: GivenId
    upheld: bool
    voter: NewVoter | None = None


class TurnoutIn(BaseModel):
    """For whom ballots were given out, at most 500 at a time."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    marks: Annotated[tuple[Mark, ...], Field(min_length=1, max_length=500)]


class ListObjectionOut(BaseModel):
    """An objection, and what became of it; `missed` where the last day went by without an answer."""

    objection_id: str
    person_id: str
    claim: ListClaim
    answer_due_on: date
    upheld: bool | None = None
    missed: bool

    @classmethod
    def of(cls, objection: Objection) -> ListObjectionOut:
        """As the roll has it."""
        return cls(**objection.raised.model_dump(), upheld=objection.upheld, missed=objection.missed)


class VoterRollOut(BaseModel):
    """How many may vote, for how many of them ballots were given out in each round, and the objections."""

    election_id: str
    voters: int
    handed_out: dict[int, int]
    objections: tuple[ListObjectionOut, ...]


class VoterOut(BaseModel):
    """Somebody on the roll, or struck from it."""

    model_config = ConfigDict(from_attributes=True)

    person_id: str
    delegated_by: str | None = None
    struck: StrikeReason | None = None


class VoterPage(BaseModel):
    """Some voters in the order of their registration; `next` continues after them."""

    voters: tuple[VoterOut, ...]
    next: str | None = None


def routes(desk: Desk) -> APIRouter:
    """Register the routes of voter rolls."""
    to = Routes(desk, "voter rolls")

    @to.command("/v1/voter-rolls/{id}/registrations", *REGISTRARS, body=RegistrationIn)
    async def register(call: Call[RegistrationIn]) -> Done | Refusal:
        """Enter people (选民登记)."""
        return await _tell(call, RegisterVoters(election_id=ElectionId(call.id), voters=call.body.voters))

    @to.command("/v1/voter-rolls/{id}/strikes", *OF_COMMITTEE, body=StrikeIn)
    async def strike(call: Call[StrikeIn]) -> Done | Refusal:
        """Take somebody off, with the reason."""
        said = call.body
        return await _tell(
            call, StrikeVoter(election_id=ElectionId(call.id), person_id=said.person_id, reason=said.reason)
        )

    @to.command("/v1/voter-rolls/{id}/objections", *OBJECTORS, body=ListObjectionIn)
    async def object_to_list(call: Call[ListObjectionIn]) -> Done | Refusal:
        """Object to the posted list (选民名单异议)."""
        said, id_ = call.body, call.new_id("list-objection")
        return await _tell(
            call,
            ObjectToVoterList(
                election_id=ElectionId(call.id), objection_id=id_, person_id=said.person_id, claim=said.claim
            ),
        )

    @to.command("/v1/voter-rolls/{id}/objection-answers", *OF_COMMITTEE, body=ListAnswerIn)
    async def answer(call: Call[ListAnswerIn]) -> Done | Refusal:
        """Answer an objection; what follows for the roll is recorded with it."""
        said = call.body
        return await _tell(
            call,
            AnswerListObjection(
                election_id=ElectionId(call.id), objection_id=said.objection_id, upheld=said.upheld, voter=said.voter
            ),
        )

    @to.command("/v1/voter-rolls/{id}/turnout", *OF_COMMITTEE, body=TurnoutIn)
    async def mark(call: Call[TurnoutIn]) -> Done | Refusal:
        """Mark for whom ballots were given out (领取选票); nothing says what becomes of a ballot."""
        return await _tell(call, MarkTurnout(election_id=ElectionId(call.id), marks=call.body.marks))

    @to.query("/v1/voter-rolls/{id}", *READERS, answer=VoterRollOut)
    async def roll(query: Query) -> VoterRollOut:
        """Show how many may vote, the turnout so far and the objections; empty before anybody is entered."""
        state = await desk.state(VOTER_ROLL, query.id)
        return VoterRollOut(
            election_id=query.id,
            voters=len(state.voters),
            handed_out={number: len(handed) for number, handed in state.rounds.items()},
            objections=tuple(ListObjectionOut.of(each) for each in state.objections.values()),
        )

    @to.query("/v1/voter-rolls/{id}/voters", *READERS, answer=VoterPage, parameters=("after", "limit"))
    async def voters(query: Query) -> VoterPage | Refusal:
        """List who is on the roll, by reference."""
        cursor = cursor_of(query)
        if isinstance(cursor, Refusal):
            return cursor
        rows = desk.views.rows(view.PAGE, of=query.id, after=cursor.after, limit=cursor.limit)
        return VoterPage(voters=tuple(VoterOut.model_validate(row) for row in rows), next=next_after(rows, cursor))

    @to.query("/v1/voter-rolls/{id}/history", *READERS, answer=History)
    async def history(query: Query) -> History | None:
        """List what happened to a roll, from the log."""
        return await history_of(desk.executor, VOTER_ROLL.ref(query.id))

    return to.router


async def _tell(call: Call[B], command: OfElection) -> Done | Refusal:
    return await call.execute(Step(VOTER_ROLL, call.id, command, related=(ELECTION.ref(call.id),)))
