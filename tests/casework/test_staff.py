"""Staff: decisions, one row each."""

from datetime import date

import pytest
from pydantic import TypeAdapter, ValidationError

from services.casework.domain.staff import STAFF, Engaged
from services.casework.domain.staff_commands import (
    EngageStaff,
    LeaveStaff,
    MoveStaff,
    RecordAbsence,
    RecordReturn,
    TrainStaff,
)
from services.casework.domain.staff_refusals import (
    AbsenceEndsBeforeItBegins,
    AbsenceOver,
    ReturnPassed,
    StaffHasLeft,
    StaffIdTaken,
    StaffOfOtherCentre,
    StaffUnknown,
    StillOnPosts,
)
from services.casework.domain.substitutes import DISTRICT, SUBSTITUTES, PostsChanged
from services.casework.domain.types import GivenStaffId, ItemCode, StaffId
from shared.contracts.casework.staff import (
    AbsenceReason,
    StaffAbsenceRecorded,
    StaffEngaged,
    StaffLeft,
    StaffMoved,
    StaffReturned,
    StaffTrained,
)
from shared.contracts.casework.substitutes import SubstituteNamed
from shared.kernel.actors import Actor, ActorId, Role
from shared.kernel.instants import start_of
from shared.kernel.personal import Personal
from shared.kernel.refusals import CorruptStream
from shared.testing.decider import Spec, context, known

SPEC = Spec(STAFF)
TODAY = date(2014, 9, 24)
NAME = Personal[str].of("subject-1", "某甲")
SOMEBODY_ELSE = Personal[str].of("subject-2", "某乙")
ME = StaffId("s-1")
ON_TWO = known(
    SUBSTITUTES,
    DISTRICT,
    SubstituteNamed(post_id="p-a", holder=ME),
    SubstituteNamed(post_id="p-b", holder="s-2", substitute=ME),
    SubstituteNamed(post_id="p-x", holder="s-2", substitute="s-3"),
)
ON_COVER = known(SUBSTITUTES, DISTRICT, SubstituteNamed(post_id="p-c", holder="s-2", cover=ME))
ON_NONE = known(SUBSTITUTES, DISTRICT)
ADMIN = context(actor=Actor(ActorId("admin"), Role.ADMIN))
ALL = frozenset({"p-a", "p-b"})


def day(text: str) -> date:
    return date.fromisoformat(f"2014-{text}")


def engage(name=NAME, org="centre-1", trained_for=("CD-MZ-005", "CD-MZ-003")) -> EngageStaff:
    return EngageStaff(name=name, org=org, trained_for=trained_for)


def train(*codes: str) -> TrainStaff:
    return TrainStaff(trained_for=tuple(ItemCode(code) for code in codes))


def move(org: str, posts: frozenset[str] = ALL) -> MoveStaff:
    return MoveStaff(staff_id=ME, post_ids=posts, org=org)


def miss(first: str, last: str | None = None, posts=ALL, reason=AbsenceReason.LEAVE) -> RecordAbsence:
    return RecordAbsence(
        staff_id=ME, post_ids=posts, from_on=day(first), until_on=day(last) if last else None, reason=reason
    )


def come_back(on: str | None = None) -> RecordReturn:
    return RecordReturn(staff_id=ME, post_ids=ALL, on=day(on) if on else None)


def missed(first: str, last: str | None = None, reason=AbsenceReason.LEAVE) -> StaffAbsenceRecorded:
    return StaffAbsenceRecorded(from_on=day(first), until_on=day(last) if last else None, reason=reason)


def back(on: str) -> StaffReturned:
    return StaffReturned(on=day(on))


leave = LeaveStaff(staff_id=ME, post_ids=ALL)
engaged = StaffEngaged(name=NAME, org="centre-1", trained_for=("CD-MZ-005", "CD-MZ-003"), engaged_on=TODAY)
trained = StaffTrained(trained_for=("CD-MZ-001",))
left = StaffLeft(left_on=TODAY)
week = missed("09-24", "09-30")

ENGAGEMENT = {
    "a person is engaged today": ([], engage(), [engaged]),
    "engaging twice records once": ([engaged], engage(), []),
    "the order of trainings means nothing": ([engaged], engage(trained_for=("CD-MZ-003", "CD-MZ-005")), []),
    "an absence makes nobody another": ([engaged, week], engage(), []),
    "an id is not given to somebody else": ([engaged], engage(name=SOMEBODY_ELSE), StaffIdTaken),
    "an id is not engaged elsewhere as well": ([engaged], engage(org="centre-2"), StaffIdTaken),
    "other trainings are no repetition": ([engaged], engage(trained_for=()), StaffIdTaken),
    "a person leaves today": ([engaged], leave, [left]),
    "an absent person may leave": ([engaged, week], leave, [left]),
    "leaving twice records once": ([engaged, left], leave, []),
    "nobody leaves who never came": ([], leave, StaffUnknown),
    "who has left does not come back under the same id": ([engaged, left], engage(), StaffHasLeft),
    "a person is trained for something else": ([engaged], train("CD-MZ-001"), [trained]),
    "training told twice is recorded once": ([engaged, trained], train("CD-MZ-001"), []),
    "a training may be lost": ([engaged], train(), [StaffTrained(trained_for=())]),
    "who has left is not trained": ([engaged, left], train("CD-MZ-001"), StaffHasLeft),
    "nobody is trained who never came": ([], train("CD-MZ-001"), StaffUnknown),
}

ABSENCE = {
    "an absence of today is recorded": ([engaged], miss("09-24", "09-30"), [week]),
    "one of a later day is announced": ([engaged], miss("10-08", "10-10"), [missed("10-08", "10-10")]),
    "one without an end lasts until the return": ([engaged], miss("09-24"), [missed("09-24")]),
    "one may become known late": ([engaged], miss("09-22", "09-24"), [missed("09-22", "09-24")]),
    "one that is over hands no post over": ([engaged], miss("09-22", "09-23"), AbsenceOver),
    "one does not end before it begins": ([engaged], miss("09-30", "09-29"), AbsenceEndsBeforeItBegins),
    "one of a single day is one": ([engaged], miss("09-30", "09-30"), [missed("09-30", "09-30")]),
    "told twice it is recorded once": ([engaged, week], miss("09-24", "09-30"), []),
    "part of a known one is known": ([engaged, week], miss("09-25", "09-26"), []),
    "it may be prolonged": ([engaged, week], miss("09-24", "10-10"), [missed("09-24", "10-10")]),
    "another reason is news": (
        [engaged, week],
        miss("09-24", "09-30", reason=AbsenceReason.SICK),
        [missed("09-24", "09-30", AbsenceReason.SICK)],
    ),
    "nobody is absent who never came": ([], miss("09-24"), StaffUnknown),
    "nobody is absent who has left": ([engaged, left], miss("09-24"), StaffHasLeft),
    "a return today ends it": ([engaged, missed("09-22")], come_back(), [back("09-24")]),
    "a return may be announced": ([engaged, missed("09-22")], come_back("09-29"), [back("09-29")]),
    "an announced absence is called off": ([engaged, missed("10-08")], come_back("10-08"), [back("10-08")]),
    "a return before it begins calls nothing off": ([engaged, missed("10-08")], come_back(), []),
    "a return told twice is recorded once": ([engaged, missed("09-22"), back("09-24")], come_back(), []),
    "who was not absent returns without a word": ([engaged], come_back(), []),
    "a return is not recorded backwards": ([engaged, missed("09-20")], come_back("09-23"), ReturnPassed),
    "who has left does not return": ([engaged, left], come_back(), StaffHasLeft),
}


@pytest.mark.parametrize(("given", "when", "then"), ENGAGEMENT.values(), ids=ENGAGEMENT.keys())
def test_engagement(given, when, then):
    SPEC.check(given, when, then, ADMIN, ON_TWO)


@pytest.mark.parametrize(("given", "when", "then"), ABSENCE.values(), ids=ABSENCE.keys())
def test_absence(given, when, then):
    SPEC.check(given, when, then, ADMIN, ON_TWO)


NONE: frozenset[str] = frozenset()
POSTS = {
    "an absence that a post would not hear of is drawn up again": (ON_TWO, miss("09-24", posts=NONE), PostsChanged),
    "an absence that a stranger's post would hear of as well": (ON_NONE, miss("09-24"), PostsChanged),
    "an absence that two of three posts would hear of": (ON_TWO, miss("09-24", posts=ALL | {"p-x"}), PostsChanged),
    "a departure that no post would hear of": (ON_TWO, LeaveStaff(staff_id=ME), PostsChanged),
    "an absence of who is on no post": (ON_NONE, miss("09-24", "09-30", posts=NONE), [week]),
    "who is on no post moves": (ON_NONE, move("centre-2", NONE), [StaffMoved(org="centre-2")]),
    "who is A or B of posts does not move": (ON_TWO, move("centre-2"), StillOnPosts(post_ids=("p-a", "p-b"))),
    "who only covers a post moves, and the post hears of it": (
        ON_COVER,
        move("centre-2", frozenset({"p-c"})),
        [StaffMoved(org="centre-2")],
    ),
    "moving to where one is records nothing": (ON_TWO, move("centre-1"), []),
}


@pytest.mark.parametrize(("related", "when", "then"), POSTS.values(), ids=POSTS.keys())
def test_what_posts_must_hear(related, when, then):
    SPEC.check([engaged], when, then, ADMIN, related)


OWN_STAFF = {
    "trains": (train("CD-MZ-001"), [trained]),
    "records an absence": (miss("09-24", "09-30"), [week]),
    "records a return": (come_back("10-08"), [back("10-08")]),
    "records a departure": (leave, [left]),
}


@pytest.mark.parametrize(("when", "then"), OWN_STAFF.values(), ids=OWN_STAFF.keys())
def test_a_director_rules_over_the_own_staff_only(when, then):
    for org, expected in (("centre-1", then), ("centre-2", StaffOfOtherCentre), ("", StaffOfOtherCentre)):
        director = context(actor=Actor(ActorId("director"), Role.CENTRE_DIRECTOR, org))
        SPEC.check([engaged, missed("10-08")], when, expected, director, ON_TWO)


def test_who_moved_belongs_to_the_new_director():
    director = context(actor=Actor(ActorId("director"), Role.CENTRE_DIRECTOR, "centre-2"))
    SPEC.check([engaged, StaffMoved(org="centre-2")], train("CD-MZ-001"), [trained], director, ON_NONE)


@pytest.mark.parametrize(
    "events",
    [[engaged, engaged], [left], [engaged, left, left], [trained], [week], [engaged, left, week], [back("09-24")]],
)
def test_a_log_that_contradicts_itself_is_corrupt(events):
    with pytest.raises(CorruptStream):
        STAFF.fold(events)


def test_an_absence_counts_from_its_day_and_a_return_from_its_own():
    assert missed("10-08").effective_at() == start_of(day("10-08"))
    assert back("10-09").effective_at() == start_of(day("10-09"))


def test_trainings_and_the_centre_are_those_told_last():
    staff = STAFF.fold([engaged, trained, StaffMoved(org="centre-2")])
    assert isinstance(staff, Engaged)
    assert (staff.org, staff.trained_for) == ("centre-2", frozenset({"CD-MZ-001"}))


def test_the_state_knows_no_name():
    assert "某甲" not in repr(STAFF.fold([engaged]))


@pytest.mark.parametrize("id_", ["zhang", "s-", "s-张三", "S-1", "s-a/b", "s-" + "1" * 61])
def test_an_id_that_is_none_is_not_read(id_):
    with pytest.raises(ValidationError):
        TypeAdapter(GivenStaffId).validate_python(id_)
