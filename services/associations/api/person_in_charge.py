"""Who is to be in charge, as a form names them: sealed until the association stands, in public from then on."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from services.associations.domain.fitness import Fitness, FounderGiven, PersonGiven
from shared.contracts.associations.association_founding import Founder, IdDocument, PersonInCharge
from shared.contracts.refusals import IdNumberInvalid
from shared.kernel.codes import CitizenId, citizen_id
from shared.kernel.instants import day_of
from shared.kernel.personal import Personal, Published
from shared.kernel.refusals import Refusal
from shared.runtime.desk import Desk

CITIZEN_ID = "citizen-id"
PUBLIC_BY_REGISTER = "社团负责人（法定代表人）依法公开"


class PersonIn(BaseModel):
    """Somebody by their document; `id_kind` is `citizen-id`, or the kind of another document."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    name: Annotated[str, Field(min_length=1, max_length=50)]
    id_kind: Annotated[str, Field(pattern=r"^[a-z-]{2,30}$")] = CITIZEN_ID
    id_number: Annotated[str, Field(pattern=r"^[0-9A-Za-z()-]{4,30}$")]


class FitPersonIn(PersonIn):
    """The same with what is asked of them; `of_age` counts only where the document does not say it."""

    of_age: bool = False
    resident: bool
    full_capacity: bool
    political_rights: bool = True


def in_public(name: str) -> Published[str]:
    """Their name as the register has it, of an association that stands."""
    return Published[str](value=name, reason=PUBLIC_BY_REGISTER)


async def founder(desk: Desk, said: PersonIn) -> Founder | Refusal:
    """Who it is, all of it under a key of their own, or what is wrong with the number."""
    read = await _read(desk, said)
    return read if isinstance(read, Refusal) else await _sealed(desk, said, read)


async def founder_given(desk: Desk, said: FitPersonIn) -> FounderGiven | Refusal:
    """The same with what the rules ask of them."""
    read = await _read(desk, said)
    if isinstance(read, Refusal):
        return read
    return FounderGiven(founder=await _sealed(desk, said, read), **dict(_fitness(said, read)))


async def person_given(desk: Desk, said: FitPersonIn) -> PersonGiven | Refusal:
    """The same of who takes over what stands, whose name is public."""
    read = await _read(desk, said)
    if isinstance(read, Refusal):
        return read
    document = await _document(desk, said, read)
    person = PersonInCharge(ref=document.subject, name=in_public(said.name), document=document)
    return PersonGiven(person=person, **dict(_fitness(said, read)))


async def _read(desk: Desk, said: PersonIn) -> CitizenId | str | Refusal:
    if said.id_kind != CITIZEN_ID:
        return said.id_number.upper()
    read = citizen_id(said.id_number, day_of(await desk.executor.clock.now()))
    return read if isinstance(read, CitizenId) else IdNumberInvalid(fault=read.value)


async def _sealed(desk: Desk, said: PersonIn, read: CitizenId | str) -> Founder:
    document = await _document(desk, said, read)
    return Founder(ref=document.subject, name=Personal[str].of(document.subject, said.name), document=document)


async def _document(desk: Desk, said: PersonIn, read: CitizenId | str) -> Personal[IdDocument]:
    number = read.number if isinstance(read, CitizenId) else read
    ref = await desk.vault.enrol(said.id_kind, number)
    return Personal[IdDocument].of(ref, IdDocument(id_kind=said.id_kind, id_number=number))


def _fitness(said: FitPersonIn, read: CitizenId | str) -> Fitness:
    return Fitness(
        born_on=read.born_on if isinstance(read, CitizenId) else None,
        of_age=said.of_age,
        resident=said.resident,
        full_capacity=said.full_capacity,
        political_rights=said.political_rights,
    )
