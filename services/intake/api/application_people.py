"""The people behind an application over HTTP: agents and guardians, and the household with each adult's own word."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from services.intake.api.applicant import AgentIn, MemberIn, all_checked, authority_given, members_given
from services.intake.api.application import COUNTER, ON_POSTS, READERS
from services.intake.api.counter import CounterRoutes
from services.intake.domain.application import APPLICATION
from services.intake.domain.application_people import (
    AuthoriseMember,
    DeclareMembers,
    EndAuthority,
    EstablishFullCapacity,
    PeopleCommand,
    RemoveMember,
)
from services.intake.views import application_people as view
from shared.contracts.intake.application_people import AgentAct, ApplicantKind, Protection, Relation
from shared.kernel.decider import Step
from shared.kernel.instants import day_of
from shared.kernel.refusals import Refusal
from shared.runtime.act import Done
from shared.runtime.desk import Desk
from shared.runtime.http import Call, Query
from shared.runtime.pages import cursor_of, next_after


class MembersIn(BaseModel):
    """Members of the household."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    members: Annotated[tuple[MemberIn, ...], Field(min_length=1, max_length=20)]


class ApplicantByRef(BaseModel):
    """Who applies, by reference; a legal person by its public name and code."""

    model_config = ConfigDict(from_attributes=True)

    kind: ApplicantKind
    subject: str
    protection: Protection | None = None
    handed_in_by: str | None = None
    legal_person_name: str | None = None
    credit_code: str | None = None
    household: str | None = None
    address_ref: str | None = None


class AuthorityOut(BaseModel):
    """Who may act for the applicant, by reference; `until_on` is the last day."""

    agent: str
    relation: Relation
    scope: tuple[AgentAct, ...]
    until_on: date | None = None
    material: str
    authorised_on: date


class MemberOut(BaseModel):
    """A member of the household, by reference."""

    model_config = ConfigDict(from_attributes=True)

    subject: str
    adult: bool
    authorised_on: date | None = None


class PeopleOut(BaseModel):
    """Who stands behind an application; `authorisations_open` counts the adults who have not authorised."""

    applicant: ApplicantByRef
    authorities: tuple[AuthorityOut, ...]
    members: tuple[MemberOut, ...]
    authorisations_open: int


class OpenAuthorisation(BaseModel):
    """An application that adults of the household have not authorised."""

    model_config = ConfigDict(from_attributes=True)

    application_id: str
    state: str
    item_code: str
    received_on: date
    missing: int


class OpenAuthorisations(BaseModel):
    """Such applications of a hall, oldest first; `next` continues after them."""

    applications: tuple[OpenAuthorisation, ...]
    next: str | None = None


def routes(desk: Desk) -> APIRouter:
    """Register the routes of the people behind an application."""
    to = CounterRoutes(desk, "applications")

    @to.command("/v1/applications/{id}/agent", *COUNTER, body=AgentIn)
    async def authorise_agent(call: Call[AgentIn]) -> Done | Refusal:
        """Take down who may act for the applicant: an agent, a guardian or a legal representative (代办、监护)."""
        today = day_of(await desk.executor.clock.now())
        people = all_checked((call.body,), today)
        if isinstance(people, Refusal):
            return people
        return await _act(call, await authority_given(desk.vault, call.body, people[0], today))

    @to.command("/v1/applications/{id}/agent-ending", *COUNTER, body=EndAuthority)
    async def end_authority(call: Call[EndAuthority]) -> Done | Refusal:
        """Take down that somebody acts for the applicant no more."""
        return await _act(call, call.body)

    @to.command("/v1/applications/{id}/full-capacity", *COUNTER, body=EstablishFullCapacity)
    async def establish_full_capacity(call: Call[EstablishFullCapacity]) -> Done | Refusal:
        """Take down that the applicant came of age or has full capacity again, and acts alone."""
        return await _act(call, call.body)

    @to.command("/v1/applications/{id}/household-members", *COUNTER, body=MembersIn)
    async def declare_members(call: Call[MembersIn]) -> Done | Refusal:
        """Take down members of the household."""
        today = day_of(await desk.executor.clock.now())
        people = all_checked(call.body.members, today)
        if isinstance(people, Refusal):
            return people
        members = await members_given(desk.vault, call.body.members, people, today)
        return await _act(call, DeclareMembers(members=members))

    @to.command("/v1/applications/{id}/household-member-removal", *COUNTER, body=RemoveMember)
    async def remove_member(call: Call[RemoveMember]) -> Done | Refusal:
        """Count a declared member no more."""
        return await _act(call, call.body)

    @to.command("/v1/applications/{id}/household-authorisation", *COUNTER, body=AuthoriseMember)
    async def authorise_member(call: Call[AuthoriseMember]) -> Done | Refusal:
        """Take down that an adult of the household lets their finances be checked (核对授权)."""
        return await _act(call, call.body)

    @to.query("/v1/applications/{id}/people", *READERS, answer=PeopleOut)
    async def people(query: Query) -> PeopleOut | None:
        """Show who stands behind an application, by reference alone."""
        row = desk.views.row(view.ONE, of=query.id)
        return _people(desk, row) if row else None

    @to.query("/v1/open-authorisations", *READERS, answer=OpenAuthorisations, parameters=("hall_id", "after", "limit"))
    async def open_authorisations(query: Query) -> OpenAuthorisations | Refusal:
        """List a hall's applications that adults of the household have not authorised."""
        cursor = cursor_of(query)
        if isinstance(cursor, Refusal):
            return cursor
        hall = query.parameters.get("hall_id", "")
        rows = desk.views.rows(view.OPEN_AUTHORISATIONS, hall_id=hall, after=cursor.after, limit=cursor.limit)
        open_ = tuple(OpenAuthorisation.model_validate(row) for row in rows)
        return OpenAuthorisations(applications=open_, next=next_after(rows, cursor))

    return to.router


async def _act(call: Call[Any], command: PeopleCommand) -> Done | Refusal:
    return await call.execute(Step(APPLICATION, call.id, command, related=ON_POSTS))


def _people(desk: Desk, applicant: view.PeopleRow) -> PeopleOut:
    of = applicant.application_id
    members = tuple(MemberOut.model_validate(row) for row in desk.views.rows(view.MEMBERS, of=of))
    return PeopleOut(
        applicant=ApplicantByRef.model_validate(applicant),
        authorities=tuple(_authority(row) for row in desk.views.rows(view.AUTHORITIES, of=of)),
        members=members,
        authorisations_open=sum(member.adult and member.authorised_on is None for member in members),
    )


def _authority(row: view.PeopleRow) -> AuthorityOut:
    return AuthorityOut(**row._asdict() | {"scope": row.scope.split()})
