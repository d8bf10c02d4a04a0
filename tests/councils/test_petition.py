"""Petition: whose signature counts, when they are enough, and what follows where nobody calls the assembly."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.councils.domain.committee import CommitteeUnknown
from services.councils.domain.mandate import OfAnotherCommittee
from services.councils.domain.petition import (
    PETITION,
    AllHaveSigned,
    AnswerPetition,
    CallNotMissed,
    GroupsCountedOtherwise,
    MissCall,
    PetitionNotReady,
    PetitionUnknown,
    SignerNotAdult,
    SignPetition,
    StartPetition,
    call_due,
)
from services.councils.domain.representatives_refusals import RepresentsNobodyHere
from services.councils.domain.types import AssemblyId, CommitteeId
from shared.contracts.councils.petition import (
    PetitionAnswered,
    PetitionEvent,
    PetitionSigned,
    PetitionStarted,
    PetitionThresholdReached,
    PetitionUnanswered,
    Signers,
)
from shared.contracts.refusals import WrongRegime
from shared.kernel.actors import Role
from shared.kernel.refusals import CorruptStream
from shared.testing.decider import Spec
from tests.councils.bodies import COMMITTEES, NOWHERE, TUANJIE, VILLAGE, groups_led_by, on, register

SPEC = Spec(PETITION)
TODAY, IN_TIME, LATE = on("2015-06-01"), on("2015-06-29"), on("2015-06-30")
ADULTS, HOUSEHOLDS, GROUPS = Signers.ADULTS, Signers.HOUSEHOLDS, Signers.GROUPS
LAST = date(2015, 6, 29)


def begin(signers: Signers = HOUSEHOLDS, entitled: int = 11, committee_id: CommitteeId = TUANJIE) -> StartPetition:
    return StartPetition(committee_id=committee_id, signers=signers, entitled=entitled, matter="楼道照明")


def begun(needed: int = 3, signers: Signers = HOUSEHOLDS, entitled: int = 11) -> PetitionStarted:
    return PetitionStarted(committee_id=TUANJIE, signers=signers, entitled=entitled, needed=needed, matter="楼道照明")


def mark(number: int) -> str:
    return sha256(str(number).encode()).hexdigest()


def sign(number: int, born_on: date | None = None) -> SignPetition:
    return SignPetition(mark=mark(number), born_on=born_on)


def signed(number: int) -> PetitionSigned:
    return PetitionSigned(mark=mark(number))


def reached(signatures: int = 3) -> PetitionThresholdReached:
    return PetitionThresholdReached(committee_id=TUANJIE, signatures=signatures, call_by_on=LAST)


answer = AnswerPetition(assembly_id=AssemblyId("a1"))
answered = PetitionAnswered(committee_id=TUANJIE, assembly_id="a1")
missed = PetitionUnanswered(committee_id=TUANJIE, fell_due_at=datetime.fromisoformat("2015-06-30T00:00+08:00"))
full: list[PetitionEvent] = [begun(), signed(1), signed(2), signed(3), reached()]

THRESHOLDS = {
    "a fifth of 500 adults are 100": (begin(ADULTS, 500), begun(100, ADULTS, 500)),
    "of 501 they are 101": (begin(ADULTS, 501), begun(101, ADULTS, 501)),
    "a fifth of 10 households are 2": (begin(HOUSEHOLDS, 10), begun(2, HOUSEHOLDS, 10)),
    "of 11 they are 3": (begin(HOUSEHOLDS, 11), begun(3, HOUSEHOLDS, 11)),
    "a third of 6 groups are 2": (begin(GROUPS, 6), begun(2, GROUPS, 6)),
    "of 7 they are 3": (begin(GROUPS, 7), begun(3, GROUPS, 7)),
}


@pytest.mark.parametrize(("when", "then"), THRESHOLDS.values(), ids=THRESHOLDS.keys())
def test_how_many_are_enough(when, then):
    SPEC.check([], when, [then], TODAY, COMMITTEES | groups_led_by())


@pytest.mark.parametrize("entitled", [1, 3])
def test_groups_are_as_many_as_were_formed(entitled):
    """Else a petition of one group of one would be full with its own signature."""
    two = COMMITTEES | groups_led_by("ma", "li")
    SPEC.check([], begin(GROUPS, entitled), GroupsCountedOtherwise(2), TODAY, two)
    SPEC.check([], begin(GROUPS, 2), [begun(1, GROUPS, 2)], TODAY, two)


ROWS = {
    "a petition is begun once": ([begun()], begin(), []),
    "not in a village": ([], begin(committee_id=VILLAGE), WrongRegime),
    "nor where there is no committee": ([], begin(committee_id=NOWHERE), CommitteeUnknown),
    "the first signs": ([begun()], sign(1), [signed(1)]),
    "nobody signs twice": ([begun(), signed(1)], sign(1), []),
    "with the third it is full": ([begun(), signed(1), signed(2)], sign(3), [signed(3), reached()]),
    "more may sign": (full, sign(4), [signed(4)]),
    "also when the assembly is called": ([*full, answered], sign(4), [signed(4)]),
    "no more than there are": (
        [begun(entitled=3), signed(1), signed(2), signed(3), reached()],
        sign(4),
        AllHaveSigned(3),
    ),
    "who is 18 today signs": ([begun()], sign(1, date(1997, 6, 1)), [signed(1)]),
    "who is 18 tomorrow does not": ([begun()], sign(1, date(1997, 6, 2)), SignerNotAdult),
    "nobody signs what nobody began": ([], sign(1), PetitionUnknown),
    "the assembly is called": (full, answer, [answered]),
    "and called once": ([*full, answered], answer, []),
    "not for fewer": ([begun(), signed(1), signed(2)], answer, PetitionNotReady),
    "nor a second one": ([*full, answered], AnswerPetition(assembly_id=AssemblyId("a2")), PetitionNotReady),
    "nor for nobody": ([], answer, PetitionUnknown),
}


@pytest.mark.parametrize(("given", "when", "then"), ROWS.values(), ids=ROWS.keys())
def test_petition(given, when, then):
    SPEC.check(given, when, then, TODAY, COMMITTEES)


LIMITS = {
    "on the last day there is time": (full, MissCall(), CallNotMissed, IN_TIME),
    "after it there is none": (full, MissCall(), [missed], LATE),
    "that is told once": ([*full, missed], MissCall(), [], LATE),
    "a call that comes late tells it too": (full, answer, [missed, answered], LATE),
    "and does not tell it again": ([*full, missed], answer, [answered], LATE),
    "where it was called nothing is missed": ([*full, answered], MissCall(), CallNotMissed, LATE),
    "nor where too few have signed": ([begun()], MissCall(), CallNotMissed, LATE),
}


@pytest.mark.parametrize(("given", "when", "then", "context"), LIMITS.values(), ids=LIMITS.keys())
def test_limits(given, when, then, context):
    SPEC.check(given, when, then, context, COMMITTEES)


@pytest.mark.parametrize(("given_", "when"), [([], begin()), ([begun()], sign(1))], ids=["begins", "takes signatures"])
def test_a_representative_of_its_residents(given_, when):
    """And no other: whom somebody represents the register says, not their token."""
    by_one, by_another = (on("2015-06-01", Role.REPRESENTATIVE, each, TUANJIE) for each in ("ma", "guest"))
    related = COMMITTEES | register("ma")
    SPEC.check(given_, when, [begun()] if when == begin() else [signed(1)], by_one, related)
    SPEC.check(given_, when, RepresentsNobodyHere(TUANJIE), by_another, related)


def test_the_committee_that_is_meant_answers():
    other = on("2015-06-01", Role.COMMITTEE, "c1", "another")
    SPEC.check(full, answer, OfAnotherCommittee(TUANJIE), other, COMMITTEES)


def test_only_what_is_full_falls_due():
    logs: list[list[PetitionEvent]] = [[], [begun()], full, [*full, missed]]
    due = {len(log): call_due(PETITION.fold(log), LATE) for log in logs}
    assert due == {0: None, 1: None, 5: missed.fell_due_at, 6: None}


def test_signatures_of_no_petition_are_no_history():
    with pytest.raises(CorruptStream):
        PETITION.fold([signed(1)])


@given(st.integers(1, 60), st.lists(st.integers(0, 40), max_size=60))
def test_the_threshold_is_reached_once_by_the_signature_that_fills_it(entitled, numbers):
    context = replace(TODAY, related=dict(COMMITTEES))
    log: list[PetitionEvent] = [begun(-(-entitled // 5), entitled=entitled)]
    marks: set[int] = set()
    for number in numbers:
        facts = PETITION.decide(sign(number), PETITION.fold(log), context)
        new = number not in marks and len(marks) < entitled
        if new:
            marks.add(number)
        assert (isinstance(facts, list) and len(facts) > 0) is new
        log += facts if isinstance(facts, list) else []
    thresholds = [fact for fact in log if isinstance(fact, PetitionThresholdReached)]
    assert len(thresholds) == (5 * len(marks) >= entitled)
    assert all(5 * fact.signatures >= entitled > 5 * (fact.signatures - 1) for fact in thresholds)
    assert sum(isinstance(fact, PetitionSigned) for fact in log) == len(marks)
