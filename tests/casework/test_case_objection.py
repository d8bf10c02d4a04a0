"""Objections to the public notice of a case: who files them, who resolves them, and how long the notice waits."""

from datetime import date

import pytest

from services.casework.domain.case_notice_acts import (
    NoticeOver,
    NoticeUnknown,
    ObjectionAlreadyResolved,
    ObjectionUnknown,
)
from services.casework.domain.post import OtherCentre
from services.casework.domain.rules import PostOfOtherKind
from services.casework.domain.types import PostId
from services.casework.timers import NOTICE_OVER
from shared.contracts.casework.case_clocks import ClockResumed
from shared.contracts.casework.case_notice import (
    NoticeEnded,
    ObjectionFiled,
    ObjectionResolved,
)
from shared.contracts.refusals import SamePerson
from tests.casework.inquiries import (
    post_notice,
)
from tests.casework.stories import give_back, propose
from tests.casework.test_case_notice import OBJECTOR, end, objected, objects, posted, resolves, s2


def test_an_objection_is_taken_down_at_the_counter_and_says_until_when_it_is_answered():
    told = objected()
    (filed,) = told.last
    assert (filed.officer, filed.post_id, filed.filed_on) == ("s-clerk", "counter", date(2014, 10, 15))
    assert filed.answer_due_on == date(2014, 10, 22), "5 working days"
    assert filed.objector == OBJECTOR


OBJECTED = {
    "on the last day": ("2014-10-20T23:59:59+08:00", "s-clerk", objects(), [ObjectionFiled]),
    "on the day after it": ("2014-10-21T00:00+08:00", "s-clerk", objects(), NoticeOver),
    "by word to an examiner": ("2014-10-15", "s-examiner", objects(post="examination"), [ObjectionFiled]),
    "at the counter of another centre": ("2014-10-15", "s-examiner", objects(post="elsewhere"), OtherCentre),
    "to a notice that nobody posted": ("2014-10-15", "s-clerk", objects(notice_id="notice-9"), NoticeUnknown),
}


@pytest.mark.parametrize(("day", "by", "command", "then"), OBJECTED.values(), ids=OBJECTED.keys())
def test_people_object(day, by, command, then):
    told = posted().on(day, by, command)
    assert (told.facts == then) if isinstance(then, list) else isinstance(told.last, then)


def test_nobody_objects_to_a_notice_that_has_ended():
    told = posted().by_time("2014-10-21T00:00+08:00", end).on("2014-10-21", "s-clerk", objects())
    assert told.last == NoticeOver(last_day=date(2014, 10, 20))


def test_an_objection_that_waits_keeps_the_notice_and_the_clocks():
    told = objected().by_time("2014-10-21T00:00+08:00", end)
    assert told.facts == []
    assert NOTICE_OVER.due(told.state, told.context("2014-10-21", "timer")) is None
    assert told.due == (None, None)


def test_the_last_objection_resolved_after_the_last_day_ends_the_notice_in_the_same_act():
    told = objected().on("2014-10-20", "s-clerk", objects("objection-2"))
    assert told.on("2014-10-22", "s-approver", resolves(upheld=True)).facts == [ObjectionResolved]
    told.on("2014-10-23", "s-approver", resolves("objection-2"))
    assert told.facts == [ObjectionResolved, NoticeEnded, ClockResumed]
    _, ended, ran_on = told.last
    assert (ended.ended_on, ended.objections, ended.upheld) == (date(2014, 10, 23), 2, 1)
    assert ran_on.resumed_on == date(2014, 10, 23)
    assert told.due == ("2014-11-17", "2014-11-24"), "three working days later than without objections"


def test_resolved_before_the_last_day_the_notice_hangs_on():
    told = objected().on("2014-10-20T23:00+08:00", "s-approver", resolves())
    assert told.facts == [ObjectionResolved]
    told.by_time("2014-10-21T00:00+08:00", end)
    assert told.facts == [NoticeEnded, ClockResumed]
    assert told.last[0].ended_on == date(2014, 10, 20)
    assert told.due == ("2014-11-12", "2014-11-19")


RESOLVED = {
    "by who posted the notice": ("s-examiner", resolves(post="approval-2"), SamePerson),
    "on an examination post": ("s-examiner", resolves(post="examination"), PostOfOtherKind),
    "one that nobody filed": ("s-approver", resolves("objection-9"), ObjectionUnknown),
}


@pytest.mark.parametrize(("by", "command", "refusal"), RESOLVED.values(), ids=RESOLVED.keys())
def test_no_objection_is_resolved(by, command, refusal):
    assert isinstance(objected().on("2014-10-16", by, command).last, refusal)


def test_who_examined_the_case_before_resolves_no_objection_to_it():
    told = s2().does("2014-10-08", propose()).on("2014-10-09", "s-approver", give_back())
    told.on("2014-10-13", "s-both", post_notice().model_copy(update={"post_id": PostId("examination-2")}))
    told.on("2014-10-14", "s-clerk", objects())
    assert isinstance(told.on("2014-10-15", "s-examiner", resolves(post="approval-2")).last, SamePerson)


def test_what_was_resolved_is_not_resolved_otherwise():
    told = objected().on("2014-10-16", "s-approver", resolves())
    assert isinstance(told.on("2014-10-17", "s-approver", resolves(upheld=True)).last, ObjectionAlreadyResolved)
