"""Training: decisions, one row each."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from services.councils.domain.committee import COMMITTEE, CommitteeUnknown
from services.councils.domain.committee_members import COMMITTEE_MEMBERS
from services.councils.domain.party_branch_committee import PARTY_BRANCH_COMMITTEE
from services.councils.domain.person import PERSON, PersonUnknown
from services.councils.domain.training import (
    TRAINING,
    AttendeeTwice,
    CorrectAttendance,
    HoldTraining,
    TraineeNotInOffice,
    TrainingAhead,
    TrainingUnknown,
)
from shared.contracts.councils.party_branch_committee import BranchPostVacated
from shared.contracts.councils.training import TrainingAttendanceCorrected, TrainingForm, TrainingHeld
from shared.kernel.refusals import CorruptStream
from shared.testing.decider import Spec, known
from tests.councils.appraisals import (
    CIYOU,
    RELATED,
    STRANGER,
    VILLAGE,
    branch_term,
    elected,
    founded,
    heads_branch,
    here,
    term,
)
from tests.councils.bodies import entered

SPEC = Spec(TRAINING)
TODAY = date(2014, 12, 22)


def said(*attendees: str, held_on: date = TODAY, committees: tuple[str, ...] = (CIYOU,)) -> dict[str, Any]:
    of = {"form": TrainingForm.COURSE, "topic": "社会救助政策", "hours": 8, "held_on": held_on}
    return {**of, "attendees": attendees or ("m1", "m2"), "committees": committees}


def hold(*attendees: str, **others: Any) -> HoldTraining:
    return HoldTraining(**said(*attendees, **others))


def held(*attendees: str, **others: Any) -> TrainingHeld:
    return TrainingHeld(**said(*attendees, **others))


def correct(*attendees: str) -> CorrectAttendance:
    return CorrectAttendance(attendees=attendees)


FIRST, BRANCH_HEAD, FORMER, ELSEWHERE_SEATED = date(2014, 1, 1), "b1", "b2", "elsewhere-seated"
KNOWN = (
    RELATED
    | known(COMMITTEE, ELSEWHERE_SEATED, founded())
    | known(COMMITTEE_MEMBERS, ELSEWHERE_SEATED, term(), elected("e1"))
    | known(
        PARTY_BRANCH_COMMITTEE,
        CIYOU,
        branch_term(),
        heads_branch(FORMER),
        BranchPostVacated(post_id="p", person_id=FORMER, vacated_on=date(2014, 3, 1)),
        heads_branch(BRANCH_HEAD),
    )
    | {PARTY_BRANCH_COMMITTEE.ref(each): PARTY_BRANCH_COMMITTEE.initial for each in (ELSEWHERE_SEATED, "nobody")}
    | {PERSON.ref(each): PERSON.fold([entered(each)]) for each in ("r1", "e1", BRANCH_HEAD, FORMER)}
)
corrected = TrainingAttendanceCorrected(attendees=("m1", "m3"))

ROWS = {
    "a session is entered when it was held": ([], hold(), [held()]),
    "also long after": ([], hold(held_on=date(2014, 3, 1)), [held(held_on=date(2014, 3, 1))]),
    "and once": ([held()], hold(), []),
    "not before": ([], hold(held_on=date(2014, 12, 23)), TrainingAhead(date(2014, 12, 23))),
    "who was there is known": ([], hold("m1", "nobody"), PersonUnknown),
    "and named once": ([], hold("m1", "m1"), AttendeeTwice),
    "who was there is put right": ([held()], correct("m1", "m3"), [corrected]),
    "the same people in another order are the same": ([held()], correct("m2", "m1"), []),
    "nobody unknown takes their place": ([held()], correct("nobody"), PersonUnknown),
    "nor anybody twice": ([held()], correct("m3", "m3"), AttendeeTwice),
    "who is in no office is not trained": (
        [],
        hold("m1", STRANGER, "r1"),
        TraineeNotInOffice((STRANGER, "r1")),
    ),
    "nor takes anybody's place": ([held()], correct("m1", STRANGER), TraineeNotInOffice((STRANGER,))),
    "nor on a day before they came into office": (
        [],
        hold("m1", held_on=date(2013, 12, 31)),
        TraineeNotInOffice(("m1",)),
    ),
    "on the first day they are": ([], hold("m1", held_on=FIRST), [held("m1", held_on=FIRST)]),
    "who holds a post of the Party branch is": ([], hold(BRANCH_HEAD), [held(BRANCH_HEAD)]),
    "also who held it then": ([], hold(FORMER, held_on=FIRST), [held(FORMER, held_on=FIRST)]),
    "but not any more": ([], hold(FORMER), TraineeNotInOffice((FORMER,))),
    "in the committee that is named": ([], hold("m1", committees=(ELSEWHERE_SEATED,)), TraineeNotInOffice(("m1",))),
    "or in any of those": (
        [],
        hold("m1", "e1", committees=(CIYOU, ELSEWHERE_SEATED)),
        [held("m1", "e1", committees=(CIYOU, ELSEWHERE_SEATED))],
    ),
    "of a village nobody's election is entered": (
        [],
        hold(STRANGER, committees=(VILLAGE,)),
        [held(STRANGER, committees=(VILLAGE,))],
    ),
    "a committee is known": ([], hold(committees=("nobody",)), CommitteeUnknown),
    "of a session that names none it is not asked": (
        [held(committees=())],
        correct("m1", STRANGER),
        [TrainingAttendanceCorrected(attendees=("m1", STRANGER))],
    ),
    "what was not held is not put right": ([], correct("m1"), TrainingUnknown),
}


@pytest.mark.parametrize(("given_", "when", "then"), ROWS.values(), ids=ROWS.keys())
def test_training(given_, when, then):
    SPEC.check(given_, when, then, here(), KNOWN)


def test_the_attendance_of_nothing_is_not_corrected():
    with pytest.raises(CorruptStream):
        TRAINING.fold([corrected])
