"""A residents' committee, a village and people, as the tables of the bodies use them; numbers are those of the seed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date

from deploy.seeding import load
from services.councils.domain.committee import COMMITTEE
from services.councils.domain.committee_members import COMMITTEE_MEMBERS
from services.councils.domain.person import PERSON
from services.councils.domain.representatives import REPRESENTATIVES
from services.councils.domain.types import CommitteeId, PersonId
from shared.contracts.councils.committee import CommitteeFounded, CommitteeKind
from shared.contracts.councils.committee_members import CommitteeTermBegun, MemberElected, Office, OfficeSeats
from shared.contracts.councils.person import Identity, Kinship, KinshipDeclared, PersonEntered
from shared.contracts.councils.representatives import Apportionment, GroupShare, RepresentativeElected, SeatsApportioned
from shared.kernel.actors import Actor, ActorId, Role
from shared.kernel.decider import Context
from shared.kernel.ids import AggregateRef
from shared.kernel.personal import Personal, Published
from shared.kernel.policy import Policy, PolicyEntry
from shared.testing.decider import context, known

POLICY = Policy.of(PolicyEntry.model_validate_json(json.dumps(entry)) for entry in load("policy.yaml"))
TUANJIE, VILLAGE, NOWHERE = CommitteeId("tuanjie"), CommitteeId("tuanjie-village"), CommitteeId("nowhere")
FROM, UNTIL = date(2014, 11, 1), date(2017, 10, 31)
GROUPS = tuple(GroupShare(group_id=f"g{number}", households=100, seats=5) for number in range(1, 7))


def founded(kind: CommitteeKind = CommitteeKind.RESIDENTS) -> CommitteeFounded:
    return CommitteeFounded(kind=kind, name_zh="团结", aliases=(), stat_code_12="630102002008", street_code="630102002")


COMMITTEES = (
    known(COMMITTEE, TUANJIE, founded())
    | known(COMMITTEE, VILLAGE, founded(CommitteeKind.VILLAGERS))
    | known(COMMITTEE, NOWHERE)
)


def entered(person_id: str) -> PersonEntered:
    told = Identity(name="x", id_kind="citizen-id", id_number="630102198503120015")
    return PersonEntered(identity=Personal[Identity].of(person_id, told))


def people(*ids: str) -> Mapping[AggregateRef, object]:
    """These, entered and nobody's kin."""
    return {ref: person for id_ in ids for ref, person in known(PERSON, id_, entered(id_)).items()}


def on(
    day: str, role: Role = Role.WORKING_COMMITTEE, actor: str = "w1", org: str = "", policy: Policy = POLICY
) -> Context:
    """Nine in the morning of a day, asked by somebody of the working committee unless another is named."""
    return context(f"{day}T09:00+08:00", Actor(ActorId(actor), role, org), policy)


def apportioned(
    groups: tuple[GroupShare, ...] = GROUPS,
    by: Apportionment = Apportionment.BY_HOUSEHOLDS,
    from_on: date = FROM,
    until_on: date = UNTIL,
) -> SeatsApportioned:
    return SeatsApportioned(apportionment=by, groups=groups, from_on=from_on, until_on=until_on)


def representative(person_id: str, group_id: str = "g1", from_on: date = FROM) -> RepresentativeElected:
    return RepresentativeElected(
        person_id=PersonId(person_id), group_id=group_id, elected_on=from_on, from_on=from_on, until_on=UNTIL
    )


def register(*people_: str) -> dict[AggregateRef, object]:
    """The register of 团结: these, five to a group."""
    seats = (representative(id_, f"g{place // 5 + 1}") for place, id_ in enumerate(people_))
    return known(REPRESENTATIVES, TUANJIE, apportioned(), *seats)


def members(*ids: str) -> dict[AggregateRef, object]:
    """The residents' committee of 团结: these are in office for the term, the first of them as its chair."""
    offices = [Office.CHAIR, *(Office.MEMBER for _ in ids[1:])]
    seats = tuple(OfficeSeats(office=office, seats=max(offices.count(office), 1)) for office in dict.fromkeys(offices))
    begun = CommitteeTermBegun(
        committee_id=TUANJIE, election_id="e9", term=9, seats=seats, from_on=FROM, until_on=UNTIL
    )
    elected = (
        MemberElected(
            committee_id=TUANJIE,
            person_id=id_,
            office=office,
            name=Published[str](value="x", reason="of the test"),
            election_id="e9",
            term=9,
            term_from_on=FROM,
            term_until_on=UNTIL,
        )
        for id_, office in zip(ids, offices, strict=True)
    )
    return known(COMMITTEE_MEMBERS, TUANJIE, begun, *elected)


def kin(person_id: str, other_id: str, kinship: Kinship) -> dict[AggregateRef, object]:
    """Somebody who was entered, with one of their kin."""
    return known(PERSON, person_id, entered(person_id), KinshipDeclared(person_id=other_id, kinship=kinship))
