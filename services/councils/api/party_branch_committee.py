"""Party branch committees beside the grassroots committees over HTTP: posts and terms, as they are told."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from services.councils.domain.committee import COMMITTEE
from services.councils.domain.exclusions import Exclusion
from services.councils.domain.party_branch_committee import PARTY_BRANCH_COMMITTEE
from services.councils.domain.party_branch_committee_commands import (
    BeginBranchTerm,
    FillBranchPost,
    PartyBranchCommitteeCommand,
    VacateBranchPost,
)
from services.councils.domain.party_working_committee_commands import GivenPersonId
from services.councils.domain.person import PERSON
from services.councils.domain.supervision_committee import no_supervisor_is
from services.councils.domain.types import CommitteeId
from shared.contracts.councils.party_branch_committee import BranchTitle
from shared.kernel.actors import Role
from shared.kernel.decider import Step
from shared.kernel.ids import AggregateRef
from shared.kernel.instants import Day
from shared.kernel.refusals import Refusal
from shared.runtime import as_of
from shared.runtime.act import Done
from shared.runtime.as_of import Held
from shared.runtime.desk import Desk
from shared.runtime.history import History, history_of
from shared.runtime.http import Call, Query, Routes

WRITERS = (Role.WORKING_COMMITTEE, Role.CLERK, Role.ADMIN)
READERS = (
    *(*WRITERS, Role.COMMITTEE, Role.ELECTION_COMMITTEE, Role.SUPERVISION_COMMITTEE),
    *(Role.REPRESENTATIVE, Role.SUPERVISOR, Role.AUDITOR),
)
PATH = "/v1/committees/{id}/party-branch-committee"


class BranchTermIn(BaseModel):
    """A term that begins, by its number; the posts of the one before end with it."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    number: Annotated[int, Field(ge=1, le=99)]
    from_on: Day
    until_on: Day


class BranchPostIn(BaseModel):
    """Who holds which post from a day on."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    title: BranchTitle
    person_id: GivenPersonId
    from_on: Day


class BranchVacancyIn(BaseModel):
    """Who holds their post no more; `vacated_on` is the first day without them."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    person_id: GivenPersonId
    vacated_on: Day


class BranchPostOut(BaseModel):
    """A post and who holds it, as a reference."""

    model_config = ConfigDict(from_attributes=True)

    post_id: str
    title: BranchTitle
    person_id: str
    from_on: date


class BranchCommitteeOut(BaseModel):
    """A branch committee: its running term and the posts that are held."""

    committee_id: str
    term: int | None = None
    from_on: date | None = None
    until_on: date | None = None
    posts: tuple[BranchPostOut, ...]


def routes(desk: Desk) -> APIRouter:
    """Register the routes of branch committees."""
    to = Routes(desk, "party branch committees")

    @to.command(f"{PATH}/terms", *WRITERS, body=BranchTermIn)
    async def begin(call: Call[BranchTermIn]) -> Done | Refusal:
        """Enter that a term began."""
        command = BeginBranchTerm(committee_id=CommitteeId(call.id), **call.body.model_dump())
        return await call.execute(_step(call.id, command))

    @to.command(f"{PATH}/posts", *WRITERS, body=BranchPostIn)
    async def fill(call: Call[BranchPostIn]) -> Done | Refusal:
        """Enter that somebody came to hold a post."""
        command = FillBranchPost(committee_id=CommitteeId(call.id), **call.body.model_dump())
        heads = (Exclusion.BRANCH_HEAD,) if command.title is BranchTitle.SECRETARY else ()
        grounds, people = (Exclusion.COMMITTEE_MEMBER, *heads), (command.person_id,)
        return await call.execute(
            _step(call.id, command, PERSON.ref(command.person_id)),
            no_supervisor_is(*grounds, committee_id=call.id, people=people, from_on=command.from_on),
        )

    @to.command(f"{PATH}/vacancies", *WRITERS, body=BranchVacancyIn)
    async def vacate(call: Call[BranchVacancyIn]) -> Done | Refusal:
        """Enter that somebody holds their post no more."""
        command = VacateBranchPost(committee_id=CommitteeId(call.id), **call.body.model_dump())
        return await call.execute(_step(call.id, command))

    @to.query(PATH, *READERS, answer=BranchCommitteeOut, parameters=as_of.PARAMETERS)
    async def branch(query: Query) -> BranchCommitteeOut | Refusal | None:
        """Show a branch committee: as it is, as it was in law on a day, as it was known at a moment."""
        found = await as_of.held(query, PARTY_BRANCH_COMMITTEE)
        if not isinstance(found, Held):
            return found
        posts = tuple(BranchPostOut.model_validate(each) for each in found.state.posts.values())
        if (term := found.state.term) is None:
            return BranchCommitteeOut(committee_id=query.id, posts=posts)
        days = {"from_on": term.from_on, "until_on": term.until_on}
        return BranchCommitteeOut(committee_id=query.id, term=term.number, **days, posts=posts)

    @to.query(f"{PATH}/history", *READERS, answer=History)
    async def history(query: Query) -> History | None:
        """List what happened to a branch committee, from the log."""
        return await history_of(desk.executor, PARTY_BRANCH_COMMITTEE.ref(query.id))

    return to.router


def _step(committee_id: str, command: PartyBranchCommitteeCommand, *beside: AggregateRef) -> Step:
    return Step(PARTY_BRANCH_COMMITTEE, committee_id, command, related=(COMMITTEE.ref(committee_id), *beside))
