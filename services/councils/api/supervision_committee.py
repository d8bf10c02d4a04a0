"""Supervision committees over HTTP: nominated, elected, reviewed, filed and recalled."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from services.councils.domain import exclusions
from services.councils.domain.committee import COMMITTEE
from services.councils.domain.person import PERSON
from services.councils.domain.representatives import REPRESENTATIVES
from services.councils.domain.supervision_committee import SUPERVISION_COMMITTEE
from services.councils.domain.supervision_committee_commands import (
    Candidate,
    DemandRecall,
    FileCommittee,
    Heads,
    HoldElection,
    LeavePost,
    LeaveSeat,
    Nominate,
    OfOthers,
    ReviewMembers,
    SupervisionCommitteeCommand,
    TakePost,
    VoteOnRecall,
)
from services.councils.domain.supervision_committee_state import Standing, SupervisionCommittee
from services.councils.domain.types import CommitteeId, PersonId
from services.councils.views import supervision_committee as view
from shared.contracts.councils.supervision_committee import ExcludingPost, Office, Reference, SeatLoss
from shared.kernel.actors import Role
from shared.kernel.decider import Step
from shared.kernel.ids import AggregateRef
from shared.kernel.instants import Day, day_of
from shared.kernel.personal import Published
from shared.kernel.refusals import Refusal
from shared.runtime import as_of
from shared.runtime.act import Done
from shared.runtime.as_of import Held
from shared.runtime.days import day_asked
from shared.runtime.desk import Desk
from shared.runtime.history import History, history_of
from shared.runtime.http import Call, Empty, Query, Routes
from shared.runtime.pages import cursor_of, next_after

WRITERS = (Role.COMMITTEE, Role.WORKING_COMMITTEE, Role.CLERK, Role.ADMIN)
ABOVE = (Role.WORKING_COMMITTEE, Role.ADMIN)
READERS = (
    *(*WRITERS, Role.REPRESENTATIVE, Role.SUPERVISION_COMMITTEE),
    *(Role.FUND_OFFICER, Role.SUPERVISOR, Role.AUDITOR),
)
PUBLISHED_BY_RULE = "居务监督委员会由居民代表会议推选产生，成员向居民公布"
PersonRef = Annotated[PersonId, Field(min_length=1, max_length=64)]


class ExcludingPostIn(BaseModel):
    """Who holds a post that excludes them, from which day on."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    person_id: PersonRef
    post: ExcludingPost
    from_on: Day


class NominationIn(BaseModel):
    """Which representative is nominated, and for what."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    person_id: PersonRef
    office: Office


class CandidateIn(BaseModel):
    """A nominee by the name that is published of whoever is elected, and how many were for them."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    person_id: PersonRef
    name: Annotated[str, Field(min_length=1, max_length=50)]
    votes: Heads


class SupervisionElectionIn(BaseModel):
    """How the representative meeting voted, in totals."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    meeting_id: Reference
    held_on: Day
    present: Heads
    candidates: Annotated[tuple[CandidateIn, ...], Field(min_length=1, max_length=50)]


class SeatLossIn(BaseModel):
    """Who sits no longer, from which day on, and why."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    person_id: PersonRef
    reason: SeatLoss
    from_on: Day


class RecallDemandIn(BaseModel):
    """How many of all residents jointly demand whose recall."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    person_id: PersonRef
    joined: Heads
    residents: Annotated[int, Field(ge=1, le=100_000)]


class RecallVoteIn(BaseModel):
    """How the representative meeting voted on a recall, in totals."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    person_id: PersonRef
    meeting_id: Reference
    held_on: Day
    present: Heads
    votes_for: Heads


class SupervisorOut(BaseModel):
    """Somebody on the committee."""

    person_id: str
    office: Office


class SupervisionCommitteeOut(BaseModel):
    """How far the committee of a residents' committee has come, who sits on it on a day, and who is nominated."""

    id: str
    as_of: date
    standing: Standing
    members: tuple[SupervisorOut, ...]
    nominees: tuple[SupervisorOut, ...]


class SupervisionCommitteeRow(BaseModel):
    """How far a committee has come."""

    model_config = ConfigDict(from_attributes=True)

    id: str
    standing: Standing
    elected_on: date
    reviewed_on: date | None = None
    filed_on: date | None = None


class SupervisionCommitteePage(BaseModel):
    """Some committees in the order of their first elections; `next` continues after them."""

    committees: tuple[SupervisionCommitteeRow, ...]
    next: str | None = None


def routes(desk: Desk) -> APIRouter:
    """Register the routes of supervision committees; they are addressed by their residents' committee's id."""
    to = Routes(desk, "supervision committees")

    @to.command("/v1/supervision-committees/{id}/posts", *WRITERS, body=ExcludingPostIn)
    async def take_post(call: Call[ExcludingPostIn]) -> Done | Refusal:
        """Enter who writes for the residents' committee or keeps its books."""
        return await enter(call, TakePost, PERSON.ref(call.body.person_id))

    @to.command("/v1/supervision-committees/{id}/post-endings", *WRITERS, body=ExcludingPostIn)
    async def leave_post(call: Call[ExcludingPostIn]) -> Done | Refusal:
        """Enter who does so no longer."""
        return await enter(call, LeavePost)

    @to.command("/v1/supervision-committees/{id}/nominations", *WRITERS, body=NominationIn)
    async def nominate(call: Call[NominationIn]) -> Done | Refusal:
        """Nominate a representative whom nothing excludes (提名)."""
        related = exclusions.refs(call.id, call.body.person_id)
        return await enter(call, Nominate, REPRESENTATIVES.ref(call.id), *related)

    @to.command("/v1/supervision-committees/{id}/elections", *WRITERS, body=SupervisionElectionIn)
    async def elect(call: Call[SupervisionElectionIn]) -> Done | Refusal:
        """Enter how the representative meeting voted (居民代表会议推选)."""
        command = HoldElection(
            committee_id=CommitteeId(call.id),
            meeting_id=call.body.meeting_id,
            held_on=call.body.held_on,
            present=call.body.present,
            candidates=tuple(_candidate(each) for each in call.body.candidates),
        )
        return await call.execute(
            Step(SUPERVISION_COMMITTEE, call.id, command, related=(COMMITTEE.ref(call.id), *_register(call)))
        )

    @to.command("/v1/supervision-committees/{id}/review", *ABOVE)
    async def review(call: Call[Empty]) -> Done | Refusal:
        """Look whether everybody who sits may sit (审核)."""
        sitting = await _sitting(call)
        command = ReviewMembers(committee_id=CommitteeId(call.id), members=sitting)
        related = (COMMITTEE.ref(call.id), *exclusions.refs(call.id, *sitting))
        return await call.execute(Step(SUPERVISION_COMMITTEE, call.id, command, related=related))

    @to.command("/v1/supervision-committees/{id}/filing", *ABOVE)
    async def file(call: Call[Empty]) -> Done | Refusal:
        """File the reviewed committee with the district (备案)."""
        return await enter(call, FileCommittee)

    @to.command("/v1/supervision-committees/{id}/departures", *WRITERS, body=SeatLossIn)
    async def leave(call: Call[SeatLossIn]) -> Done | Refusal:
        """Enter that somebody sits no longer."""
        return await enter(call, LeaveSeat)

    @to.command("/v1/supervision-committees/{id}/recall-demands", *WRITERS, body=RecallDemandIn)
    async def demand_recall(call: Call[RecallDemandIn]) -> Done | Refusal:
        """Enter that residents jointly demand a recall (联名罢免要求)."""
        return await enter(call, DemandRecall)

    @to.command("/v1/supervision-committees/{id}/recall-votes", *WRITERS, body=RecallVoteIn)
    async def vote_on_recall(call: Call[RecallVoteIn]) -> Done | Refusal:
        """Enter how the representative meeting voted on a recall (罢免表决)."""
        return await enter(call, VoteOnRecall, *_register(call))

    @to.query("/v1/supervision-committees", *READERS, answer=SupervisionCommitteePage, parameters=("after", "limit"))
    async def committees(query: Query) -> SupervisionCommitteePage | Refusal:
        """List the supervision committees and how far each has come."""
        cursor = cursor_of(query)
        if isinstance(cursor, Refusal):
            return cursor
        rows = desk.views.rows(view.PAGE, after=cursor.after, limit=cursor.limit)
        listed = tuple(SupervisionCommitteeRow.model_validate(row) for row in rows)
        return SupervisionCommitteePage(committees=listed, next=next_after(rows, cursor))

    @to.query("/v1/supervision-committees/{id}", *READERS, answer=SupervisionCommitteeOut, parameters=as_of.PARAMETERS)
    async def committee(query: Query) -> SupervisionCommitteeOut | Refusal | None:
        """Show who sits on a committee, today or as of a day, as far as it was known."""
        day = day_asked(query, "as_of", await today(desk))
        if isinstance(day, Refusal):
            return day
        found = await as_of.held(query, SUPERVISION_COMMITTEE)
        return _committee(query.id, found.state, day) if isinstance(found, Held) else found

    @to.query("/v1/supervision-committees/{id}/history", *READERS, answer=History)
    async def history(query: Query) -> History | None:
        """List what happened to a committee, from the log."""
        return await history_of(desk.executor, SUPERVISION_COMMITTEE.ref(query.id))

    return to.router


async def tell(
    call: Call[Any], command: Callable[..., SupervisionCommitteeCommand], *related: AggregateRef
) -> Done | Refusal:
    """Say to the committee that the address names what the body says."""
    told = {name: getattr(call.body, name) for name in type(call.body).model_fields}
    said = command(committee_id=CommitteeId(call.id), **told)
    return await call.execute(Step(SUPERVISION_COMMITTEE, call.id, said, related=related))


async def enter(call: Call[Any], command: Callable[..., OfOthers], *related: AggregateRef) -> Done | Refusal:
    """Say the same for others than its members; where they belong, the residents' committee says."""
    return await tell(call, command, COMMITTEE.ref(call.id), *related)


def _candidate(said: CandidateIn) -> Candidate:
    name = Published[str](value=said.name, reason=PUBLISHED_BY_RULE)
    return Candidate(person_id=said.person_id, name=name, votes=said.votes)


def _register(call: Call[Any]) -> tuple[AggregateRef, ...]:
    return (REPRESENTATIVES.ref(call.id),)


async def _sitting(call: Call[Any]) -> tuple[PersonId, ...]:
    committee = await call.desk.state(SUPERVISION_COMMITTEE, call.id)
    return tuple(committee.on(await today(call.desk)))


async def today(desk: Desk) -> date:
    """The local day of now."""
    return day_of(await desk.executor.clock.now())


def _committee(id_: str, committee: SupervisionCommittee, day: date) -> SupervisionCommitteeOut:
    members = (SupervisorOut(person_id=person_id, office=office) for person_id, office in committee.on(day).items())
    nominees = (SupervisorOut(person_id=person_id, office=office) for person_id, office in committee.nominees.items())
    return SupervisionCommitteeOut(
        id=id_, as_of=day, standing=committee.standing, members=tuple(members), nominees=tuple(nominees)
    )
