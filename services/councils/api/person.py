"""People over HTTP: entered by their document, known by their id, and named only to who has to name them."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from services.councils.domain.person import PERSON, DeclareKinship, EndKinship, EnterPerson, Person
from services.councils.domain.types import PersonId
from services.councils.views import person as view
from shared.contracts.access import Purpose
from shared.contracts.councils.person import Identity, Kinship, PersonEntered
from shared.contracts.refusals import IdNumberInvalid
from shared.kernel.actors import Role
from shared.kernel.codes import CitizenId, citizen_id
from shared.kernel.decider import Step
from shared.kernel.instants import day_of
from shared.kernel.personal import Personal
from shared.kernel.refusals import Refusal
from shared.runtime.act import Done
from shared.runtime.desk import Desk
from shared.runtime.history import History, history_of
from shared.runtime.http import Call, Query, Routes
from shared.runtime.opening import opened

CITIZEN_ID = "citizen-id"
WRITERS = (Role.CLERK, Role.WORKING_COMMITTEE, Role.COMMITTEE, Role.ELECTION_COMMITTEE, Role.ADMIN)
READERS = (*WRITERS, Role.SUPERVISION_COMMITTEE, Role.AUDITOR)
NAMERS = (Role.CLERK, Role.WORKING_COMMITTEE, Role.ELECTION_COMMITTEE)
IDENTITY = TypeAdapter(Identity)


class PersonIn(BaseModel):
    """Somebody as their document names them. `id_kind` is `citizen-id`, or the kind of another document."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    name: Annotated[str, Field(min_length=1, max_length=50)]
    id_kind: Annotated[str, Field(pattern=r"^[a-z-]{2,30}$")] = CITIZEN_ID
    id_number: Annotated[str, Field(pattern=r"^[0-9A-Za-z()-]{4,30}$")]


class KinIn(BaseModel):
    """Whom somebody is kin to, and how."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    person_id: Annotated[PersonId, Field(min_length=1, max_length=64)]
    kinship: Kinship


class KinEndingIn(BaseModel):
    """Whom somebody is kin to no longer."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    person_id: Annotated[PersonId, Field(min_length=1, max_length=64)]


class KinOut(BaseModel):
    """One of somebody's kin."""

    model_config = ConfigDict(from_attributes=True)

    person_id: str
    kinship: Kinship


class PersonOut(BaseModel):
    """Somebody and their kin, without a name."""

    id: str
    kin: tuple[KinOut, ...]


class PersonName(BaseModel):
    """What somebody is called; absent where they were erased."""

    name: str | None = None


def routes(desk: Desk) -> APIRouter:
    """Register the routes of people."""
    to = Routes(desk, "people")

    @to.command("/v1/people", *WRITERS, body=PersonIn, creates=True)
    async def enter(call: Call[PersonIn]) -> Done | Refusal:
        """Enter somebody by their document; the same person again is the same id."""
        identity = await _identity(desk, call.body)
        if isinstance(identity, Refusal):
            return identity
        subject = await desk.vault.enrol(identity.id_kind, identity.id_number)
        command = EnterPerson(identity=Personal[Identity].of(subject, identity))
        return await call.execute(Step(PERSON, subject, command))

    @to.command("/v1/people/{id}/kin", *WRITERS, body=KinIn)
    async def declare_kin(call: Call[KinIn]) -> Done | Refusal:
        """Declare that two people are kin; both sides know it."""
        one, other, kinship = PersonId(call.id), call.body.person_id, call.body.kinship
        return await call.execute(_declared(one, other, kinship), _declared(other, one, kinship))

    @to.command("/v1/people/{id}/kin-endings", *WRITERS, body=KinEndingIn)
    async def end_kinship(call: Call[KinEndingIn]) -> Done | Refusal:
        """Two people are kin no longer, or were declared so by mistake."""
        one, other = PersonId(call.id), call.body.person_id
        return await call.execute(
            Step(PERSON, one, EndKinship(person_id=one, other_id=other)),
            Step(PERSON, other, EndKinship(person_id=other, other_id=one)),
        )

    @to.query("/v1/people/{id}", *READERS, answer=PersonOut)
    async def person(query: Query) -> PersonOut | None:
        """Show whom somebody is kin to."""
        kin = tuple(KinOut.model_validate(row) for row in desk.views.rows(view.KIN_OF, of=query.id))
        return PersonOut(id=query.id, kin=kin) if desk.views.row(view.ONE, of=query.id) else None

    @to.query("/v1/people/{id}/name", *NAMERS, answer=PersonName, purpose=Purpose.ADMINISTERING)
    async def name(query: Query) -> PersonName | None:
        """Read what somebody is called."""
        known = await desk.state(PERSON, query.id)
        return PersonName(name=await name_of(desk, query.id)) if isinstance(known, Person) else None

    @to.query("/v1/people/{id}/history", *READERS, answer=History)
    async def history(query: Query) -> History | None:
        """List what happened to the record of somebody, from the log."""
        return await history_of(desk.executor, PERSON.ref(query.id))

    return to.router


async def name_of(desk: Desk, person_id: str) -> str | None:
    """What somebody is called, None of who was erased or never entered."""
    for each in await opened(desk.executor, PERSON.ref(person_id)):
        if isinstance(entered := each.recorded.event, PersonEntered):
            identity = each.value(entered.identity, IDENTITY)
            return identity.name if identity else None
    return None


async def _identity(desk: Desk, said: PersonIn) -> Identity | Refusal:
    """Who it is, with a normalised number, or what is wrong with it."""
    number = said.id_number.upper()
    if said.id_kind == CITIZEN_ID:
        read = citizen_id(said.id_number, day_of(await desk.executor.clock.now()))
        if not isinstance(read, CitizenId):
            return IdNumberInvalid(fault=read.value)
        number = read.number
    return Identity(name=said.name, id_kind=said.id_kind, id_number=number)


def _declared(person_id: PersonId, other_id: PersonId, kinship: Kinship) -> Step:
    command = DeclareKinship(person_id=person_id, other_id=other_id, kinship=kinship)
    return Step(PERSON, person_id, command, related=(PERSON.ref(other_id),))
