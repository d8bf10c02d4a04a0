"""Delegates at the door of a meeting: each comes for a unit that is resident there that day; one row each."""

from __future__ import annotations

from datetime import date

import pytest

from services.councils.domain.committee import COMMITTEE
from services.councils.domain.meeting import MEETING
from services.councils.domain.meeting_commands import MarkAttendance
from services.councils.domain.meeting_refusals import AttendeeOfUnknownUnit, AttendeeWithoutBody
from services.councils.domain.resident_unit import RESIDENT_UNIT
from shared.contracts.councils.committee import CommitteeKind
from shared.contracts.councils.meeting import Attendee, Capacity
from shared.contracts.councils.resident_unit import LeavingCause, UnitLeft
from shared.testing.decider import Spec, known
from tests.councils.appraisals import DONGGUAN, TAINING, assigned
from tests.councils.deliberation import UNIT, XIADU, called, came, founded, on, representatives

SPEC, EVENING, NEXT_DAY = Spec(MEETING), on(), date(2015, 5, 12)
COMMITTEE_OF = {
    community_id: known(COMMITTEE, XIADU, founded(CommitteeKind.RESIDENTS), assigned(community_id))
    for community_id in (DONGGUAN, TAINING)
}


def delegate(unit: str | None, person_id: str = "d1") -> Attendee:
    return Attendee(person_id=person_id, capacity=Capacity.UNIT_DELEGATE, body_id=unit)


def left(day: date) -> UnitLeft:
    return UnitLeft(cause=LeavingCause.CLOSED, left_on=day)


UNITS = (
    known(RESIDENT_UNIT, "here", UNIT)
    | known(RESIDENT_UNIT, "gone", UNIT, left(date(2015, 5, 11)))
    | known(RESIDENT_UNIT, "leaving", UNIT, left(NEXT_DAY))
    | known(RESIDENT_UNIT, "coming", UNIT.model_copy(update={"resident_from_on": NEXT_DAY}))
    | known(RESIDENT_UNIT, "nobody")
)
OF_ASSOCIATION = Attendee(person_id="a1", capacity=Capacity.ASSOCIATION, body_id="whichever")
DOOR = {
    "for a unit that is resident there": ((delegate("here"),), None),
    "for none": ((delegate(None),), AttendeeWithoutBody(("d1",))),
    "for one that nobody registered": ((delegate("nobody"),), AttendeeOfUnknownUnit(("nobody",))),
    "for one that had left": ((delegate("gone"),), AttendeeOfUnknownUnit(("gone",))),
    "for one on its last day": ((delegate("leaving"),), None),
    "for one that comes a day later": ((delegate("coming"),), AttendeeOfUnknownUnit(("coming",))),
    "beside others, each of whom is told": (
        (*representatives(1), delegate("here"), delegate("gone", "d2"), delegate("nobody", "d3")),
        AttendeeOfUnknownUnit(("gone", "nobody")),
    ),
    "for an association, of which councils know nothing": ((OF_ASSOCIATION,), None),
}


@pytest.mark.parametrize(("attendees", "refused"), DOOR.values(), ids=DOOR.keys())
def test_somebody_comes(attendees, refused):
    SPEC.check([called()], MarkAttendance(attendees=attendees), refused or [came(*attendees)], EVENING, UNITS)


def test_a_unit_is_resident_in_the_community_of_the_committee():
    comes, there = MarkAttendance(attendees=(delegate("here"),)), [came(delegate("here"))]
    SPEC.check([called()], comes, there, EVENING, UNITS | COMMITTEE_OF[DONGGUAN])
    SPEC.check([called()], comes, AttendeeOfUnknownUnit(("here",)), EVENING, UNITS | COMMITTEE_OF[TAINING])
