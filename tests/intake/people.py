"""Who stands behind the applications of the tables: invented people, each under a reference of their own."""

from __future__ import annotations

from datetime import date

from services.intake.domain.application_commands import ReceiveApplication
from services.intake.domain.application_people import AuthoriseAgent, DeclareMember, DeclareMembers, PeopleGiven
from shared.contracts.intake.application import ApplicationReceived
from shared.contracts.intake.application_people import (
    Agent,
    AgentAct,
    AgentAuthorised,
    ApplicantKind,
    HouseholdMember,
    HouseholdMemberAuthorised,
    HouseholdMemberDeclared,
    LegalPerson,
    Protection,
    Relation,
)
from shared.kernel.personal import Personal, Published
from tests.intake.samples import RECEIVED, receive

DAY = date(2014, 9, 24)
UNTIL = date(2014, 10, 31)
HELPER, SPOUSE, CHILD = "subject-agent", "subject-spouse", "subject-child"
AGENT = Personal[Agent].of(
    HELPER, Agent(name="示例·代办", id_kind="citizen-id", id_number="630102198503120015", phone="+8613897430001")
)
HOUSEHOLD = PeopleGiven(kind=ApplicantKind.HOUSEHOLD, household="household-1")
BODY = PeopleGiven(
    kind=ApplicantKind.LEGAL_PERSON,
    legal_person=Published[LegalPerson](
        value=LegalPerson(name="示例邻里互助站", credit_code="52630102MJX0000267"), reason="依法公开"
    ),
)


def authorise(relation: Relation = Relation.AGENT, *scope: AgentAct, **changes: object) -> AuthoriseAgent:
    """Let the helper act for the applicant: an agent by what they may do, until the end of October."""
    until_on = UNTIL if relation is Relation.AGENT else None
    said = AuthoriseAgent(
        agent=AGENT, of_age=True, relation=relation, scope=scope, until_on=until_on, material="授权委托书"
    )
    return said.model_copy(update=changes)


def authorised(relation: Relation = Relation.AGENT, *scope: AgentAct, until_on: date | None = None) -> AgentAuthorised:
    """What that records; who is no agent may do all without an end."""
    if relation is Relation.AGENT:
        until_on = until_on or UNTIL
    return AgentAuthorised(
        agent=AGENT,
        relation=relation,
        scope=scope or tuple(AgentAct),
        until_on=until_on,
        material="授权委托书",
        authorised_on=DAY,
    )


def member(ref: str, adult: bool = True, authorises: bool = False) -> DeclareMember:
    """Somebody who lives in the household."""
    told = HouseholdMember(name="示例·家人", id_kind="citizen-id", id_number="630102196207081227")
    return DeclareMember(member=Personal[HouseholdMember].of(ref, told), adult=adult, authorises=authorises)


def declare(*members: DeclareMember) -> DeclareMembers:
    """Name them."""
    return DeclareMembers(members=members)


def declared(of: DeclareMember, on: date = DAY) -> HouseholdMemberDeclared:
    """They have been named."""
    return HouseholdMemberDeclared(member=of.member, adult=of.adult, declared_on=on)


def word_of(ref: str, material: str | None = None, on: date = DAY) -> HouseholdMemberAuthorised:
    """An adult has authorised the finance check."""
    return HouseholdMemberAuthorised(member=ref, material=material, authorised_on=on)


def receive_for(people: PeopleGiven) -> ReceiveApplication:
    """The application of somebody behind whom others stand."""
    return receive().model_copy(update={"people": people})


def received_for(people: PeopleGiven, agent: str | None = None) -> ApplicationReceived:
    """What its receipt records first."""
    kind = None if people.kind is ApplicantKind.NATURAL_PERSON else people.kind
    told = {
        "applicant_kind": kind,
        "legal_person": people.legal_person,
        "household": people.household,
        "protection": people.protection,
        "agent": agent,
    }
    return RECEIVED.model_copy(update=told)


def protected(protection: Protection = Protection.UNDER_14) -> PeopleGiven:
    """An applicant who cannot act alone."""
    return PeopleGiven(protection=protection)


THE_HOUSEHOLD = received_for(HOUSEHOLD)
THE_BODY = received_for(BODY, HELPER)
THE_CHILD = received_for(protected(), HELPER)
