"""Person: decisions, one row each, and what both sides of a kinship know."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.councils.domain.person import (
    PERSON,
    DeclareKinship,
    EndKinship,
    EnterPerson,
    KinOtherwise,
    OwnKin,
    PersonCommand,
    PersonUnknown,
)
from services.councils.domain.types import PersonId
from shared.contracts.councils.person import (
    Identity,
    Kinship,
    KinshipDeclared,
    KinshipEnded,
    PersonEntered,
    PersonEvent,
)
from shared.kernel.personal import Personal
from shared.kernel.refusals import CorruptStream, Refusal
from shared.testing.decider import Spec, context, known

SPEC = Spec(PERSON)
CONTEXT = context()
MA, HAN, NOBODY = PersonId("ma"), PersonId("han"), PersonId("nobody")
SPOUSE, DIRECT = Kinship.SPOUSE, Kinship.DIRECT


def identity(person_id: PersonId) -> Personal[Identity]:
    told = Identity(name="x", id_kind="citizen-id", id_number="630102198503120015")
    return Personal[Identity].of(person_id, told)


def entered(person_id: PersonId) -> PersonEntered:
    return PersonEntered(identity=identity(person_id))


def declare(other_id: PersonId, kinship: Kinship = SPOUSE, person_id: PersonId = MA) -> DeclareKinship:
    return DeclareKinship(person_id=person_id, other_id=other_id, kinship=kinship)


def end(other_id: PersonId, person_id: PersonId = MA) -> EndKinship:
    return EndKinship(person_id=person_id, other_id=other_id)


RELATED = known(PERSON, MA, entered(MA)) | known(PERSON, HAN, entered(HAN)) | known(PERSON, NOBODY)
ma, married = entered(MA), KinshipDeclared(person_id=HAN, kinship=SPOUSE)
parted = KinshipEnded(person_id=HAN)

ROWS = {
    "somebody is entered": ([], EnterPerson(identity=identity(MA)), [ma]),
    "the same person is entered once": ([ma], EnterPerson(identity=identity(MA)), []),
    "two people are kin": ([ma], declare(HAN), [married]),
    "and are said to be once": ([ma, married], declare(HAN), []),
    "not in two ways": ([ma, married], declare(HAN, DIRECT), KinOtherwise(SPOUSE)),
    "who was parted may be kin in another way": (
        [ma, married, parted],
        declare(HAN, DIRECT),
        [KinshipDeclared(person_id=HAN, kinship=DIRECT)],
    ),
    "nobody is their own kin": ([ma], declare(MA), OwnKin),
    "nobody is kin to whom nobody has entered": ([ma], declare(NOBODY), PersonUnknown),
    "nor has who was not entered any kin": ([], declare(HAN), PersonUnknown),
    "a kinship ends": ([ma, married], end(HAN), [parted]),
    "and ends once": ([ma, married, parted], end(HAN), []),
    "what was never declared need not end": ([ma], end(HAN), []),
    "nor does it for who was not entered": ([], end(HAN), PersonUnknown),
}


@pytest.mark.parametrize(("given", "when", "then"), ROWS.values(), ids=ROWS.keys())
def test_person(given, when, then):
    SPEC.check(given, when, then, CONTEXT, RELATED)


def test_kin_of_nobody_are_no_history():
    with pytest.raises(CorruptStream):
        PERSON.fold([married])


PEOPLE = st.sampled_from([MA, HAN])
ACTS = st.lists(st.tuples(st.booleans(), PEOPLE, PEOPLE, st.sampled_from(Kinship)), max_size=12)


@given(ACTS)
def test_both_sides_know_the_same(acts):
    logs: dict[PersonId, list[PersonEvent]] = {MA: [entered(MA)], HAN: [entered(HAN)]}
    for ends, one, other, kinship in acts:
        for mine, theirs in ((one, other), (other, one)):
            command = end(theirs, mine) if ends else declare(theirs, kinship, mine)
            logs[mine] += decided(command, logs[mine])
    ma, han = (PERSON.fold(log) for log in logs.values())
    assert ma.kin.get(HAN) == han.kin.get(MA)
    assert MA not in ma.kin


def decided(command: PersonCommand, log: Sequence[PersonEvent]) -> Sequence[PersonEvent]:
    answer = PERSON.decide(command, PERSON.fold(log), replace(CONTEXT, related=RELATED))
    return [] if isinstance(answer, Refusal) else answer
