"""People as a form names them: the applicant, who acts for them, and the members of their household."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from services.intake.domain.application_duplicates import normalised_address
from services.intake.domain.application_people import (
    PUBLIC_BY_REGISTER,
    AuthoriseAgent,
    DeclareMember,
    PeopleGiven,
    is_adult,
    protection_of,
)
from services.intake.domain.application_people_refusals import NotAHousehold
from services.intake.domain.application_refusals import PhoneInvalid
from shared.contracts.intake.application import Applicant
from shared.contracts.intake.application_people import (
    Agent,
    AgentAct,
    ApplicantKind,
    HouseholdMember,
    LegalPerson,
    Paper,
    Protection,
    Relation,
)
from shared.contracts.refusals import IdNumberInvalid
from shared.kernel.codes import CitizenId, CodeFault, InvalidCode, citizen_id, credit_code, phone_number
from shared.kernel.instants import Day
from shared.kernel.personal import Personal, Published
from shared.kernel.refusals import Refusal
from shared.vault.vault import Vault

CITIZEN_ID = "citizen-id"
CREDIT_CODE = "credit-code"
HOUSEHOLD, ADDRESS = "household", "address"
"""What the vault knows a household by, the number of its register, and a place, its normalised address."""


class ApplicantIn(BaseModel):
    """Who applies, as written on the form. `id_kind` is `citizen-id`, for a legal person `credit-code` with the name in
    the register, or the kind of another document.
    """

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    name: Annotated[str, Field(min_length=1, max_length=50)]
    id_kind: Annotated[str, Field(pattern=r"^[a-z-]{2,30}$")] = CITIZEN_ID
    id_number: Annotated[str, Field(pattern=r"^[0-9A-Za-z()-]{4,30}$")]
    phone: Annotated[str, Field(max_length=20)] | None = None


class AgentIn(ApplicantIn):
    """Who acts for the applicant, by what paper; an agent's says for what and until when."""

    relation: Relation
    scope: Annotated[tuple[AgentAct, ...], Field(max_length=len(AgentAct))] = ()
    until_on: Day | None = None
    material: Paper


class MemberIn(BaseModel):
    """A member of the household; `minor` counts only where the document does not say when they were born.

    Who `authorises` the finance check at once does so at the window, or by `material`.
    """

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    name: Annotated[str, Field(min_length=1, max_length=50)]
    id_kind: Annotated[str, Field(pattern=r"^[a-z-]{2,30}$")] = CITIZEN_ID
    id_number: Annotated[str, Field(pattern=r"^[0-9A-Za-z()-]{4,30}$")]
    minor: bool = False
    authorises: bool = False
    material: Paper | None = None


class HouseholdIn(BaseModel):
    """The household that applies, by the number of its register; `authorises` says that the applicant does."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    register_number: Annotated[str, Field(pattern=r"^[0-9A-Za-z-]{4,30}$")]
    members: Annotated[tuple[MemberIn, ...], Field(max_length=20)] = ()
    authorises: bool = False


class PeopleIn(BaseModel):
    """Who stands behind an application. `without_capacity` is for those whom the document does not show to be minors.

    An `agent` given here is who hands in; who is to act later only is authorised later.
    """

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    applicant: ApplicantIn
    without_capacity: bool = False
    agent: AgentIn | None = None
    household: HouseholdIn | None = None
    address: Annotated[str, Field(min_length=1, max_length=200)] | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody of a form with normalised numbers, and when they were born where the number says so."""

    told: Applicant = field(repr=False)
    born_on: date | None = field(repr=False)

    @property
    def is_legal_person(self) -> bool:
        """Whether it is no human being."""
        return self.told.id_kind == CREDIT_CODE

    def protection(self, without_capacity: bool, today: date) -> Protection | None:
        """Why they cannot act alone today, if so."""
        return None if self.is_legal_person else protection_of(self.born_on, without_capacity, today)


def checked_applicant(said: ApplicantIn, today: date) -> Applicant | Refusal:
    """The applicant alone, with normalised numbers."""
    person = checked(said, today)
    return person if isinstance(person, Refusal) else person.told


def checked(said: ApplicantIn | MemberIn, today: date) -> Person | Refusal:
    """Somebody with normalised numbers, or what is wrong with them."""
    number, born_on = said.id_number.upper(), None
    if said.id_kind == CITIZEN_ID:
        read = citizen_id(said.id_number, today)
        if not isinstance(read, CitizenId):
            return IdNumberInvalid(fault=read.value)
        number, born_on = read.number, read.born_on
    elif said.id_kind == CREDIT_CODE and isinstance(fault := credit_code(said.id_number), CodeFault):
        return InvalidCode(fault)
    phone = _dialled(said.phone) if isinstance(said, ApplicantIn) else None
    if isinstance(phone, Refusal):
        return phone
    return Person(Applicant(name=said.name, id_kind=said.id_kind, id_number=number, phone=phone), born_on)


def _dialled(phone: str | None) -> str | Refusal | None:
    dialled = None if phone is None else phone_number(phone)
    return PhoneInvalid() if isinstance(dialled, CodeFault) else dialled


def all_checked(said: Iterable[ApplicantIn | MemberIn], today: date) -> list[Person] | Refusal:
    """Each of them, or what is wrong with the first who is not right."""
    people: list[Person] = []
    for each in said:
        person = checked(each, today)
        if isinstance(person, Refusal):
            return person
        people.append(person)
    return people


# --- under keys of their own ------------------------------------------------


async def people_given(vault: Vault, said: PeopleIn, today: date) -> tuple[Personal[Applicant], PeopleGiven] | Refusal:
    """The applicant, and who else stands behind the application. Nobody is enrolled before all are right."""
    members = said.household.members if said.household else ()
    people = all_checked((said.applicant, *((said.agent,) if said.agent else ()), *members), today)
    if isinstance(people, Refusal):
        return people
    applicant, *others = people
    if said.household is not None and applicant.is_legal_person:
        return NotAHousehold()
    agent = await authority_given(vault, said.agent, others.pop(0), today) if said.agent else None
    declared = await members_given(vault, members, others, today)
    subject = await _enrolled(vault, applicant)
    given = await _applying(vault, said, applicant, subject, today)
    given = given.model_copy(update={"agent": agent, "members": declared})
    return Personal[Applicant].of(subject, applicant.told), given


async def _applying(vault: Vault, said: PeopleIn, applicant: Person, subject: str, today: date) -> PeopleGiven:
    """Everything but the other people."""
    household, place = said.household, normalised_address(said.address or "")
    return PeopleGiven(
        kind=_kind(said, applicant),
        legal_person=_legal_person(applicant),
        protection=applicant.protection(said.without_capacity, today),
        household=await vault.enrol(HOUSEHOLD, household.register_number.upper()) if household else None,
        authorises=household is not None and household.authorises,
        address_ref=await vault.enrol(ADDRESS, place) if place else None,
        address=Personal[str].of(subject, said.address) if said.address else None,
    )


async def authority_given(vault: Vault, said: AgentIn, agent: Person, today: date) -> AuthoriseAgent:
    """Who acts for the applicant, under a key of their own."""
    told = Agent.model_validate(agent.told.model_dump())
    return AuthoriseAgent(
        agent=Personal[Agent].of(await _enrolled(vault, agent), told),
        of_age=is_adult(agent.protection(False, today)),
        relation=said.relation,
        scope=said.scope,
        until_on=said.until_on,
        material=said.material,
    )


async def members_given(
    vault: Vault, said: Sequence[MemberIn], members: Sequence[Person], today: date
) -> tuple[DeclareMember, ...]:
    """The members of a household, each under a key of their own."""
    declared = [
        DeclareMember(
            member=Personal[HouseholdMember].of(await _enrolled(vault, member), _living_there(member)),
            adult=is_adult(member.protection(False, today)) and not (member.born_on is None and each.minor),
            authorises=each.authorises,
            material=each.material,
        )
        for each, member in zip(said, members, strict=True)
    ]
    return tuple(declared)


async def _enrolled(vault: Vault, person: Person) -> str:
    return await vault.enrol(person.told.id_kind, person.told.id_number)


def _living_there(member: Person) -> HouseholdMember:
    told = member.told
    return HouseholdMember(name=told.name, id_kind=told.id_kind, id_number=told.id_number)


def _kind(said: PeopleIn, applicant: Person) -> ApplicantKind:
    if applicant.is_legal_person:
        return ApplicantKind.LEGAL_PERSON
    return ApplicantKind.NATURAL_PERSON if said.household is None else ApplicantKind.HOUSEHOLD


def _legal_person(applicant: Person) -> Published[LegalPerson] | None:
    if not applicant.is_legal_person:
        return None
    registered = LegalPerson(name=applicant.told.name, credit_code=applicant.told.id_number)
    return Published[LegalPerson](value=registered, reason=PUBLIC_BY_REGISTER)
