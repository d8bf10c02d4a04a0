"""Training: decisions, one row each."""

from __future__ import annotations

from datetime import date

import pytest

from services.councils.domain.person import PERSON, PersonUnknown
from services.councils.domain.training import (
    TRAINING,
    AttendeeTwice,
    CorrectAttendance,
    HoldTraining,
    TrainingAhead,
    TrainingUnknown,
)
from shared.contracts.councils.training import TrainingAttendanceCorrected, TrainingForm, TrainingHeld
from shared.kernel.refusals import CorruptStream
from shared.testing.decider import Spec, known
from tests.councils.appraisals import RELATED, here

SPEC = Spec(TRAINING)
TODAY = date(2014, 12, 22)


def hold(*attendees: str, held_on: date = TODAY) -> HoldTraining:
    return HoldTraining(
        form=TrainingForm.COURSE, topic="社会救助政策", hours=8, attendees=attendees or ("m1", "m2"), held_on=held_on
    )


def held(*attendees: str, held_on: date = TODAY) -> TrainingHeld:
    return TrainingHeld(
        form=TrainingForm.COURSE, topic="社会救助政策", hours=8, attendees=attendees or ("m1", "m2"), held_on=held_on
    )


def correct(*attendees: str) -> CorrectAttendance:
    return CorrectAttendance(attendees=attendees)


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
    "what was not held is not put right": ([], correct("m1"), TrainingUnknown),
}


@pytest.mark.parametrize(("given_", "when", "then"), ROWS.values(), ids=ROWS.keys())
def test_training(given_, when, then):
    SPEC.check(given_, when, then, here(), RELATED | known(PERSON, "nobody"))


def test_the_attendance_of_nothing_is_not_corrected():
    with pytest.raises(CorruptStream):
        TRAINING.fold([corrected])
