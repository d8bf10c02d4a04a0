"""The record of a resident unit: of what it had accepted, what it took part in."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from services.councils.domain.appraisal_period import span_of
from services.councils.domain.joint_activity import JOINT_ACTIVITY
from services.councils.domain.unit_record import UNIT_RECORD, RecordHolding, told_to_units
from shared.contracts.councils.joint_activity import (
    ActivitySubject,
    InvitationAccepted,
    InvitationDeclined,
    JointActivityCancelled,
    JointActivityEvent,
    JointActivityPlanned,
    UnitInvited,
)
from shared.contracts.councils.unit_record import JointActivityKept, JointActivityNotKept
from shared.testing.decider import Spec, known
from tests.councils.joint import DONGGUAN, U1, U2, U3, here

SPEC = Spec(UNIT_RECORD)
HELD_ON = date(2014, 10, 2)
PLANNED = JointActivityPlanned(
    community_id=DONGGUAN, subject=ActivitySubject.PUBLIC_GOOD, title="示例", functions=(), planned_for_on=HELD_ON
)
INVITED = tuple(UnitInvited(unit_id=each) for each in (U1, U2, U3))
ANSWERED: tuple[JointActivityEvent, ...] = (
    PLANNED,
    *INVITED,
    InvitationAccepted(unit_id=U1),
    InvitationDeclined(unit_id=U2),
)
AROUND = known(JOINT_ACTIVITY, "a-1", *ANSWERED) | known(
    JOINT_ACTIVITY, "a-2", *ANSWERED, JointActivityCancelled(cancelled_on=HELD_ON)
)
KEPT = JointActivityKept(activity_id="a-1", held_on=HELD_ON)
NOT_KEPT = JointActivityNotKept(activity_id="a-1", held_on=HELD_ON)


def holding(unit_id=U1, took_part: bool = True, activity_id: str = "a-1") -> RecordHolding:
    return RecordHolding(unit_id=unit_id, activity_id=activity_id, held_on=HELD_ON, took_part=took_part)


ROWS = {
    "who accepted and took part kept it": ([], holding(), [KEPT]),
    "who accepted and stayed away did not": ([], holding(took_part=False), [NOT_KEPT]),
    "it counts once": ([KEPT], holding(), []),
    "also where it is told otherwise": ([KEPT], holding(took_part=False), []),
    "who declined owed nothing": ([], holding(U2, took_part=False), []),
    "nor did who never answered": ([], holding(U3, took_part=False), []),
    "what did not take place counts for nobody": ([], holding(activity_id="a-2"), []),
}


@pytest.mark.parametrize(("given", "when", "then"), ROWS.values(), ids=ROWS.keys())
def test_record(given, when, then):
    SPEC.check(given, when, then, replace(here(), related=AROUND))


def test_a_period_has_what_was_held_in_it():
    before = JointActivityKept(activity_id="a-0", held_on=date(2013, 12, 31))
    record = UNIT_RECORD.fold([before, KEPT, JointActivityNotKept(activity_id="a-3", held_on=date(2014, 12, 31))])
    periods = ("2013", "2014", "2014-H1", "2014-H2", "2015")
    assert [record.within(span_of(each)) for each in periods] == [(1, 1), (2, 1), (0, 0), (2, 1), (0, 0)]


def test_a_holding_is_told_to_each_unit_that_had_accepted():
    (step,) = told_to_units("a-1", JOINT_ACTIVITY.fold(ANSWERED), HELD_ON, frozenset({U1}))
    assert (step.ref, step.command) == (UNIT_RECORD.ref(U1), holding())
    assert told_to_units("a-9", JOINT_ACTIVITY.initial, HELD_ON, frozenset({U1})) == ()
