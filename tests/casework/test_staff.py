"""Staff: decisions, one row each."""

from datetime import date

import pytest
from pydantic import TypeAdapter, ValidationError

from services.casework.domain.staff import STAFF, EngageStaff, LeaveStaff, StaffHasLeft, StaffIdTaken, StaffUnknown
from services.casework.domain.types import GivenStaffId
from shared.contracts.casework.staff import StaffEngaged, StaffLeft
from shared.kernel.personal import Personal
from shared.kernel.refusals import CorruptStream
from shared.testing.decider import Spec, context

SPEC = Spec(STAFF)
TODAY = date(2014, 9, 24)
NAME = Personal[str].of("subject-1", "某甲")
SOMEBODY_ELSE = Personal[str].of("subject-2", "某乙")


def engage(name=NAME, org="centre-1", trained_for=("CD-MZ-005", "CD-MZ-003")) -> EngageStaff:
    return EngageStaff(name=name, org=org, trained_for=trained_for)


engaged = StaffEngaged(name=NAME, org="centre-1", trained_for=("CD-MZ-005", "CD-MZ-003"), engaged_on=TODAY)
left = StaffLeft(left_on=TODAY)

ROWS = {
    "a person is engaged today": ([], engage(), [engaged]),
    "engaging twice records once": ([engaged], engage(), []),
    "the order of trainings means nothing": ([engaged], engage(trained_for=("CD-MZ-003", "CD-MZ-005")), []),
    "an id is not given to somebody else": ([engaged], engage(name=SOMEBODY_ELSE), StaffIdTaken),
    "an id is not engaged elsewhere as well": ([engaged], engage(org="centre-2"), StaffIdTaken),
    "other trainings are no repetition": ([engaged], engage(trained_for=()), StaffIdTaken),
    "a person leaves today": ([engaged], LeaveStaff(), [left]),
    "leaving twice records once": ([engaged, left], LeaveStaff(), []),
    "nobody leaves who never came": ([], LeaveStaff(), StaffUnknown),
    "who has left does not come back under the same id": ([engaged, left], engage(), StaffHasLeft),
}


@pytest.mark.parametrize(("given", "when", "then"), ROWS.values(), ids=ROWS.keys())
def test_staff(given, when, then):
    SPEC.check(given, when, then, context())


@pytest.mark.parametrize("events", [[engaged, engaged], [left], [engaged, left, left]])
def test_a_log_that_contradicts_itself_is_corrupt(events):
    with pytest.raises(CorruptStream):
        STAFF.fold(events)


def test_the_state_knows_no_name():
    assert "某甲" not in repr(STAFF.fold([engaged]))


@pytest.mark.parametrize("id_", ["zhang", "s-", "s-张三", "S-1", "s-a/b", "s-" + "1" * 61])
def test_an_id_that_is_none_is_not_read(id_):
    with pytest.raises(ValidationError):
        TypeAdapter(GivenStaffId).validate_python(id_)
