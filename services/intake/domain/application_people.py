"""Who stands behind an application (申请人、代办人、家庭成员): state, and what can be asked about them.

Invariants: of each relation one authority counts, the newest · who cannot act alone is acted for from the receipt on,
until full capacity is shown · the applicant of a household is one of its members and is never removed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Annotated, assert_never

from pydantic import Field

from shared.contracts.intake.application import ApplicationReceived
from shared.contracts.intake.application_mending import ApplicantCorrected
from shared.contracts.intake.application_people import (
    Agent,
    AgentAct,
    AgentAuthorised,
    AgentAuthorityEnded,
    ApplicantKind,
    ApplicationPeopleEvent,
    AuthorityEndCause,
    FullCapacityEstablished,
    HouseholdMember,
    HouseholdMemberAuthorised,
    HouseholdMemberDeclared,
    HouseholdMemberRemoved,
    LegalPerson,
    MemberRemovalCause,
    Paper,
    Protection,
    Relation,
)
from shared.kernel.instants import Day
from shared.kernel.messages import Command
from shared.kernel.personal import Personal, Published, SubjectRef

OF_AGE = 18
"""民法通则 §11."""
SENSITIVE_BELOW = 14
"""个人信息保护法 §28."""
PUBLIC_BY_REGISTER = "法人名称和统一社会信用代码依法公开 (GB 32100-2015)"

# --- state ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Authority:
    """What somebody may do for the applicant; without `until_on` as long as the relation lasts."""

    agent: str
    scope: frozenset[AgentAct]
    until_on: date | None

    def covers(self, act: AgentAct, day: date) -> bool:
        """Whether it lets its agent do this on a day; the last day counts."""
        return act in self.scope and (self.until_on is None or day <= self.until_on)


@dataclass(frozen=True, slots=True)
class Member:
    """A member of the household, an adult or not, and whether they let their finances be checked."""

    adult: bool
    authorised: bool = False


@dataclass(frozen=True, slots=True)
class People:
    """Who applies, who handed in for them and may act for them, and the members of their household, by reference."""

    kind: ApplicantKind = ApplicantKind.NATURAL_PERSON
    protection: Protection | None = None
    handed_in_by: str | None = None
    authorities: Mapping[Relation, Authority] = field(default_factory=dict)
    members: Mapping[str, Member] = field(default_factory=dict)

    @property
    def unauthorised(self) -> tuple[str, ...]:
        """The adults of the household who have not let their finances be checked."""
        return tuple(ref for ref, member in self.members.items() if member.adult and not member.authorised)


# One for all whom nobody stands behind: most applications are handed in by a person alone.
ALONE = People()


def people_of(received: ApplicationReceived) -> People:
    """Who stands behind an application at its receipt."""
    kind, protection = received.applicant_kind or ApplicantKind.NATURAL_PERSON, received.protection
    if kind is ApplicantKind.NATURAL_PERSON and protection is None and received.agent is None:
        return ALONE
    household = kind is ApplicantKind.HOUSEHOLD
    members = {received.applicant.subject: Member(is_adult(protection))} if household else {}
    return People(kind, protection, received.agent, members=members)


def of_another(people: People, former: str, corrected: ApplicantCorrected) -> People:
    """The people when somebody else turns out to have applied, who takes the former one's place in the household."""
    protection, subject = corrected.protection, corrected.applicant.subject
    members = {ref: member for ref, member in people.members.items() if ref not in {former, subject}}
    if people.kind is ApplicantKind.HOUSEHOLD:
        members = {subject: Member(is_adult(protection)), **members}
    now = People(people.kind, protection, people.handed_in_by, members=members)
    return ALONE if now == ALONE else now


def evolve(people: People, event: ApplicationPeopleEvent) -> People:
    """Apply one recorded fact. Total: facts are not refused."""
    match event:
        case AgentAuthorised():
            authority = Authority(event.agent.subject, frozenset(event.scope), event.until_on)
            return replace(people, authorities={**people.authorities, event.relation: authority})
        case AgentAuthorityEnded():
            return replace(people, authorities=_without(people.authorities, event.relation))
        case FullCapacityEstablished():
            return replace(people, protection=None, authorities=_without(people.authorities, Relation.GUARDIAN))
        case HouseholdMemberDeclared():
            return replace(people, members={**people.members, event.member.subject: Member(event.adult)})
        case HouseholdMemberRemoved():
            members = {ref: member for ref, member in people.members.items() if ref != event.member}
            return replace(people, members=members)
        case HouseholdMemberAuthorised():
            authorised = replace(people.members[event.member], authorised=True)
            return replace(people, members={**people.members, event.member: authorised})
        case _:
            assert_never(event)


def _without(authorities: Mapping[Relation, Authority], relation: Relation) -> Mapping[Relation, Authority]:
    return {each: authority for each, authority in authorities.items() if each is not relation}


# --- ages -------------------------------------------------------------------


def protection_of(born_on: date | None, without_capacity: bool, today: date) -> Protection | None:
    """Why somebody cannot act alone today, if so; on the 18th birthday they can."""
    age = None if born_on is None else age_on(born_on, today)
    if age is not None and age < SENSITIVE_BELOW:
        return Protection.UNDER_14
    if age is not None and age < OF_AGE:
        return Protection.MINOR
    return Protection.WITHOUT_CAPACITY if without_capacity else None


def is_adult(protection: Protection | None) -> bool:
    """Whether somebody has come of age."""
    return protection not in {Protection.UNDER_14, Protection.MINOR}


def age_on(born_on: date, day: date) -> int:
    """Whole years of age. Who was born on 29 February is a year older on 1 March of a common year."""
    return day.year - born_on.year - ((day.month, day.day) < (born_on.month, born_on.day))


# --- commands ---------------------------------------------------------------


class AuthoriseAgent(Command):
    """Let somebody act for the applicant; without `scope` and `until_on` all that the relation gives, for its time."""

    agent: Personal[Agent]
    of_age: bool
    relation: Relation
    scope: Annotated[tuple[AgentAct, ...], Field(max_length=len(AgentAct))] = ()
    until_on: Day | None = None
    material: Paper


class EndAuthority(Command):
    """Take an authority back, or give it up."""

    relation: Relation
    cause: AuthorityEndCause


class EstablishFullCapacity(Command):
    """Show that the applicant acts alone from now on."""

    material: Paper


class DeclareMember(Command):
    """Name a member of the household; one who authorises at once does so at the window, or by `material`."""

    member: Personal[HouseholdMember]
    adult: bool
    authorises: bool = False
    material: Paper | None = None


class DeclareMembers(Command):
    """Name members of the household."""

    members: Annotated[tuple[DeclareMember, ...], Field(min_length=1, max_length=20)]


class RemoveMember(Command):
    """Count a declared member no more."""

    member: SubjectRef
    cause: MemberRemovalCause


class AuthoriseMember(Command):
    """Let the finances of an adult of the household be checked: at the window, or by `material`."""

    member: SubjectRef
    material: Paper | None = None


AgentCommand = AuthoriseAgent | EndAuthority | EstablishFullCapacity
HouseholdCommand = DeclareMembers | RemoveMember | AuthoriseMember
PeopleCommand = AgentCommand | HouseholdCommand


class PeopleGiven(Command):
    """Who stands behind an application at its receipt; `authorises` says that the applicant of a household does."""

    kind: ApplicantKind = ApplicantKind.NATURAL_PERSON
    legal_person: Published[LegalPerson] | None = None
    protection: Protection | None = None
    agent: AuthoriseAgent | None = None
    household: SubjectRef | None = None
    members: Annotated[tuple[DeclareMember, ...], Field(max_length=20)] = ()
    authorises: bool = False
    address_ref: SubjectRef | None = None
    address: Personal[str] | None = None


NOBODY_ELSE = PeopleGiven()
