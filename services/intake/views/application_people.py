"""The people behind applications, by reference alone: who may act for whom, and who of a household has authorised."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    Index,
    Integer,
    MetaData,
    Row,
    String,
    Table,
    bindparam,
    func,
    null,
    select,
    true,
)
from sqlalchemy.dialects.sqlite import insert

from services.intake.domain.application_people import is_adult
from services.intake.views.application import APPLICATION
from shared.contracts.intake.application import ApplicationReceived
from shared.contracts.intake.application_mending import ApplicantCorrected
from shared.contracts.intake.application_people import (
    AgentAuthorised,
    AgentAuthorityEnded,
    ApplicantKind,
    FullCapacityEstablished,
    HouseholdMemberAuthorised,
    HouseholdMemberDeclared,
    HouseholdMemberRemoved,
    Relation,
)
from shared.kernel.envelope import Recorded
from shared.runtime.views import Change, View

WAITING = ("RECEIVED", "AWAITING_CORRECTION", "ACCEPTED")
"""States in which somebody's word may still be given."""

TABLES = MetaData()
APPLICANT = Table(
    "applicant",
    TABLES,
    Column("application_id", String, primary_key=True),
    Column("kind", String, nullable=False),
    Column("subject", String, nullable=False),
    Column("protection", String),
    Column("handed_in_by", String),
    Column("legal_person_name", String),
    Column("credit_code", String),
    Column("household", String),
    Column("address_ref", String),
)
AUTHORITY = Table(
    "authority",
    TABLES,
    Column("application_id", String, primary_key=True),
    Column("relation", String, primary_key=True),
    Column("agent", String, nullable=False),
    Column("scope", String, nullable=False),
    Column("until_on", Date),
    Column("material", String, nullable=False),
    Column("authorised_on", Date, nullable=False),
)
MEMBER = Table(
    "member",
    TABLES,
    Column("application_id", String, primary_key=True),
    Column("subject", String, primary_key=True),
    Column("adult", Boolean, nullable=False),
    Column("authorised_on", Date),
    Column("position", Integer, nullable=False),
)
Index("member_to_authorise", MEMBER.c.adult, MEMBER.c.authorised_on)

_APPLY = APPLICANT.insert().values({column.name: bindparam(column.name) for column in APPLICANT.columns})
_grant = insert(AUTHORITY).values({column.name: bindparam(column.name) for column in AUTHORITY.columns})
_GRANT = _grant.on_conflict_do_update(
    index_elements=["application_id", "relation"],
    set_={name: _grant.excluded[name] for name in ("agent", "scope", "until_on", "material", "authorised_on")},
)
_END = AUTHORITY.delete().where(
    AUTHORITY.c.application_id == bindparam("of"), AUTHORITY.c.relation == bindparam("of_relation")
)
_UNPROTECT = APPLICANT.update().where(APPLICANT.c.application_id == bindparam("of")).values(protection=null())
_DECLARE = MEMBER.insert().values(
    application_id=bindparam("of"),
    subject=bindparam("member"),
    adult=bindparam("is_adult"),
    position=bindparam("at"),
)
_ONE_MEMBER = (MEMBER.c.application_id == bindparam("of"), MEMBER.c.subject == bindparam("of_member"))
_REMOVE = MEMBER.delete().where(*_ONE_MEMBER)
_AUTHORISE = MEMBER.update().where(*_ONE_MEMBER).values(authorised_on=bindparam("day"))

_REPLACE = (
    APPLICANT.update()
    .where(APPLICANT.c.application_id == bindparam("of"))
    .values(subject=bindparam("is_subject"), protection=bindparam("is_protected"))
)
_END_ALL = AUTHORITY.delete().where(AUTHORITY.c.application_id == bindparam("of"))
_IN_THEIR_PLACE = (
    MEMBER.update()
    .where(*_ONE_MEMBER)
    .values(subject=bindparam("is_subject"), adult=bindparam("is_adult"), authorised_on=null())
)

PeopleRow = Row[Any]

ONE = select(APPLICANT).where(APPLICANT.c.application_id == bindparam("of"))
AUTHORITIES = select(AUTHORITY).where(AUTHORITY.c.application_id == bindparam("of")).order_by(AUTHORITY.c.relation)
MEMBERS = select(MEMBER).where(MEMBER.c.application_id == bindparam("of")).order_by(MEMBER.c.position, MEMBER.c.subject)
OPEN_AUTHORISATIONS = (
    select(
        APPLICATION.c.id.label("application_id"),
        APPLICATION.c.state,
        APPLICATION.c.item_code,
        APPLICATION.c.received_on,
        APPLICATION.c.position,
        func.count().label("missing"),
    )
    .join(MEMBER, MEMBER.c.application_id == APPLICATION.c.id)
    .where(
        MEMBER.c.adult == true(),
        MEMBER.c.authorised_on.is_(None),
        APPLICATION.c.hall_id == bindparam("hall_id"),
        APPLICATION.c.state.in_(WAITING),
        APPLICATION.c.position > bindparam("after"),
    )
    .group_by(APPLICATION.c.id)
    .order_by(APPLICATION.c.position)
    .limit(bindparam("limit"))
)


def _received(recorded: Recorded[ApplicationReceived]) -> Iterator[Change]:
    event = recorded.event
    kind = event.applicant_kind or ApplicantKind.NATURAL_PERSON
    registered = event.legal_person.value if event.legal_person else None
    applicant = {
        "application_id": recorded.aggregate.id,
        "kind": kind.value,
        "subject": event.applicant.subject,
        "protection": event.protection.value if event.protection else None,
        "handed_in_by": event.agent,
        "legal_person_name": registered.name if registered else None,
        "credit_code": registered.credit_code if registered else None,
        "household": event.household,
        "address_ref": event.address_ref,
    }
    yield _APPLY, applicant
    if kind is ApplicantKind.HOUSEHOLD:
        yield _member(recorded, event.applicant.subject, is_adult(event.protection))


def _replaced(recorded: Recorded[ApplicantCorrected]) -> Iterator[Change]:
    event, of = recorded.event, recorded.aggregate.id
    subject, protection = event.applicant.subject, event.protection
    yield _REPLACE, {"of": of, "is_subject": subject, "is_protected": protection.value if protection else None}
    yield _END_ALL, {"of": of}
    yield _REMOVE, {"of": of, "of_member": subject}
    now = {"is_subject": subject, "is_adult": is_adult(protection)}
    yield _IN_THEIR_PLACE, {"of": of, "of_member": event.former_subject, **now}


def _agent_authorised(recorded: Recorded[AgentAuthorised]) -> Iterator[Change]:
    event = recorded.event
    authority = {
        "application_id": recorded.aggregate.id,
        "relation": event.relation.value,
        "agent": event.agent.subject,
        "scope": " ".join(event.scope),
        "until_on": event.until_on,
        "material": event.material,
        "authorised_on": event.authorised_on,
    }
    yield _GRANT, authority


def _authority_ended(recorded: Recorded[AgentAuthorityEnded]) -> Iterator[Change]:
    yield _END, {"of": recorded.aggregate.id, "of_relation": recorded.event.relation.value}


def _full_capacity(recorded: Recorded[FullCapacityEstablished]) -> Iterator[Change]:
    yield _UNPROTECT, {"of": recorded.aggregate.id}
    yield _END, {"of": recorded.aggregate.id, "of_relation": Relation.GUARDIAN.value}


def _declared(recorded: Recorded[HouseholdMemberDeclared]) -> Iterator[Change]:
    yield _member(recorded, recorded.event.member.subject, recorded.event.adult)


def _removed(recorded: Recorded[HouseholdMemberRemoved]) -> Iterator[Change]:
    yield _REMOVE, {"of": recorded.aggregate.id, "of_member": recorded.event.member}


def _authorised(recorded: Recorded[HouseholdMemberAuthorised]) -> Iterator[Change]:
    event = recorded.event
    yield _AUTHORISE, {"of": recorded.aggregate.id, "of_member": event.member, "day": event.authorised_on}


def _member(
    recorded: Recorded[ApplicationReceived] | Recorded[HouseholdMemberDeclared], subject: str, adult: bool
) -> Change:
    return _DECLARE, {"of": recorded.aggregate.id, "member": subject, "is_adult": adult, "at": recorded.position}


VIEW = View(
    name="application-people",
    tables=TABLES,
    on={
        ApplicationReceived: _received,
        ApplicantCorrected: _replaced,
        AgentAuthorised: _agent_authorised,
        AgentAuthorityEnded: _authority_ended,
        FullCapacityEstablished: _full_capacity,
        HouseholdMemberDeclared: _declared,
        HouseholdMemberRemoved: _removed,
        HouseholdMemberAuthorised: _authorised,
    },
)
