"""Events of who stands behind an application: agents and guardians, and the household with each adult's word.

Each person has a subject reference of their own; names and numbers are sealed under it.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from shared.contracts.casework.post import ActedAs
from shared.kernel.instants import Day
from shared.kernel.messages import Event, Value
from shared.kernel.personal import Personal, SubjectRef

PersonName = Annotated[str, Field(min_length=1, max_length=50)]
IdKind = Annotated[str, Field(min_length=1, max_length=30)]
IdNumber = Annotated[str, Field(min_length=1, max_length=30)]
Paper = Annotated[str, Field(min_length=1, max_length=100)]
"""The name of a paper, never of a person."""


class ApplicantKind(StrEnum):
    """Who applies (申请主体)."""

    NATURAL_PERSON = "NATURAL_PERSON"
    HOUSEHOLD = "HOUSEHOLD"
    """One of its adults hands in for all."""

    LEGAL_PERSON = "LEGAL_PERSON"


class Protection(StrEnum):
    """Why an applicant cannot act alone."""

    UNDER_14 = "UNDER_14"
    """All that is held about them is sensitive (个人信息保护法 §28)."""

    MINOR = "MINOR"
    """From the 14th birthday to the day before the 18th."""

    WITHOUT_CAPACITY = "WITHOUT_CAPACITY"
    """An adult without full capacity (无完全民事行为能力)."""


class Relation(StrEnum):
    """What somebody is to the applicant for whom they act."""

    AGENT = "AGENT"
    """By written authority (代办人)."""

    GUARDIAN = "GUARDIAN"
    """Of a minor, or of a person without full capacity (监护人)."""

    LEGAL_REPRESENTATIVE = "LEGAL_REPRESENTATIVE"
    """Of a legal person (法定代表人)."""


class AgentAct(StrEnum):
    """What an agent may do for the applicant."""

    HAND_IN = "HAND_IN"
    CORRECT = "CORRECT"
    ANSWER_DUPLICATE = "ANSWER_DUPLICATE"
    WITHDRAW = "WITHDRAW"
    """Also by the answer to a duplicate."""

    RECEIVE_NOTICE = "RECEIVE_NOTICE"
    RECEIVE_RESULT = "RECEIVE_RESULT"


class AuthorityEndCause(StrEnum):
    """Why somebody acts for the applicant no more."""

    REVOKED = "REVOKED"
    """Who is acted for took it back."""

    RENOUNCED = "RENOUNCED"
    """Who acts gave it up."""


class MemberRemovalCause(StrEnum):
    """Why somebody does not count as a member of the household."""

    MISTAKE = "MISTAKE"
    DIED = "DIED"
    MOVED_OUT = "MOVED_OUT"


class LegalPerson(Value):
    """A legal person as the register has it; both are public."""

    name: PersonName
    credit_code: Annotated[str, Field(pattern=r"^[0-9A-Z]{18}$")]


class Agent(Value):
    """Who acts for an applicant; `phone` is E.164."""

    name: PersonName
    id_kind: IdKind
    id_number: IdNumber
    phone: Annotated[str, Field(max_length=20)] | None = None


class HouseholdMember(Value):
    """Somebody who lives in the household that applies."""

    name: PersonName
    id_kind: IdKind
    id_number: IdNumber


class AgentAuthorised(Event):
    """Somebody may act for the applicant within `scope`, through `until_on` or as long as the relation lasts.

    Recorded when the counter has seen the paper that says so, `material`; of each relation the newest counts.
    """

    agent: Personal[Agent]
    relation: Relation
    scope: tuple[AgentAct, ...]
    until_on: Day | None = None
    material: Paper
    authorised_on: date
    post_id: str | None = None
    acted_as: ActedAs | None = None


class AgentAuthorityEnded(Event):
    """Somebody acts for the applicant no more; recorded at the counter."""

    agent: SubjectRef
    relation: Relation
    cause: AuthorityEndCause
    ended_on: date
    post_id: str | None = None
    acted_as: ActedAs | None = None


class FullCapacityEstablished(Event):
    """The applicant came of age or has full capacity again, and acts alone; a guardian's authority ends with it.

    Recorded when the counter has seen the paper that says so.
    """

    material: Paper
    established_on: date
    post_id: str | None = None
    acted_as: ActedAs | None = None


class HouseholdMemberDeclared(Event):
    """The applicant named a member of the household; `adult` on the day of the declaration."""

    member: Personal[HouseholdMember]
    adult: bool
    declared_on: date
    post_id: str | None = None
    acted_as: ActedAs | None = None


class HouseholdMemberRemoved(Event):
    """A member that was declared does not count; recorded at the counter."""

    member: SubjectRef
    cause: MemberRemovalCause
    removed_on: date
    post_id: str | None = None
    acted_as: ActedAs | None = None


class HouseholdMemberAuthorised(Event):
    """An adult of the household, the applicant included, let their finances be checked (核对授权): at the window, or by
    the paper `material`.
    """

    member: SubjectRef
    material: Paper | None = None
    authorised_on: date
    post_id: str | None = None
    acted_as: ActedAs | None = None


ApplicationPeopleEvent = (
    AgentAuthorised
    | AgentAuthorityEnded
    | FullCapacityEstablished
    | HouseholdMemberDeclared
    | HouseholdMemberRemoved
    | HouseholdMemberAuthorised
)
