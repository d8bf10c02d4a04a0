"""The public notice of a case: how long it hangs, who objects, how it ends and what the clocks make of it (S2)."""

from datetime import date, datetime

import pytest

from services.casework.domain.case import CASE
from services.casework.domain.case_inquiry_acts import Takes
from services.casework.domain.case_inquiry_refusals import InquiryOpen, NotExamining
from services.casework.domain.case_notice_acts import (
    EndNotice,
    FileObjection,
    NoPublicNotice,
    NoticeHeld,
    NoticeOpen,
    ResolveObjection,
)
from services.casework.domain.rules import PostOfOtherKind
from services.casework.domain.types import PostId
from services.casework.timers import NOTICE_OVER
from shared.contracts.casework.case_aftermath import CaseReopened
from shared.contracts.casework.case_clocks import ClockResumed, ClockSuspended, DueDates
from shared.contracts.casework.case_inquiry import DepartmentQueried, StepKind
from shared.contracts.casework.case_notice import (
    NoticeEnded,
    PublicNoticePosted,
)
from shared.kernel.limits import LimitUnit
from shared.kernel.personal import Personal
from shared.kernel.refusals import CorruptStream
from shared.kernel.suspensions import SuspensionReason
from tests.casework.clocks import AFTER, BEFORE
from tests.casework.inquiries import (
    CD,
    TRAFFIC,
    WD,
    Inquired,
    notice_of,
    post_notice,
    query,
    reply,
    start,
    step_of,
)
from tests.casework.stories import WHY, decide, give_back, propose, terminate

end = EndNotice()
OBJECTOR = Personal[str].of("subject of the neighbour", "某邻")


def s2(*guide, **more) -> Inquired:
    """The case of S2: accepted on 2014-09-26, 25 promised, 30 by statute."""
    return Inquired(*(guide or (notice_of(),)), accepted="2014-09-26", statutory=30, promised=25, **more)


def objects(objection_id: str = "objection-1", notice_id: str = "notice-1", post: str = "counter") -> FileObjection:
    return FileObjection(
        post_id=PostId(post), notice_id=notice_id, objection_id=objection_id, objector=OBJECTOR, text=WHY
    )


def resolves(objection_id: str = "objection-1", upheld: bool = False, post: str = "approval") -> ResolveObjection:
    return ResolveObjection(post_id=PostId(post), objection_id=objection_id, upheld=upheld, reasons=WHY)


def posted(told: Inquired | None = None, day: str = "2014-10-13") -> Inquired:
    return (told or s2()).does(day, post_notice())


def objected(day: str = "2014-10-15") -> Inquired:
    return posted().on(day, "s-clerk", objects())


# --- how long it hangs ------------------------------------------------------


def test_s2_eight_days_used_and_the_rest_runs_on_after_the_notice():
    told = posted()
    assert told.facts == [PublicNoticePosted, ClockSuspended]
    assert told.last[0].ends_on == date(2014, 10, 20)
    assert told.due == (None, None)
    told.by_time("2014-10-21T00:00+08:00", end)
    assert told.facts == [NoticeEnded, ClockResumed]
    ended, ran_on = told.last
    assert (ended.ended_on, ended.objections, ended.upheld) == (date(2014, 10, 20), 0, 0)
    assert ran_on.resumed_on == date(2014, 10, 20)
    assert told.due == ("2014-11-12", "2014-11-19")


HANGS = {
    "calendar days end on a Saturday": (notice_of(5), "2014-10-13", "2014-10-18"),
    "calendar days end in the holiday week": (notice_of(7, CD), "2014-09-26", "2014-10-03"),
    "one day is the next": (notice_of(1), "2014-10-13", "2014-10-14"),
    "working days go round Qingming": (notice_of(5, WD), "2015-04-02", "2015-04-10"),
    "working days take the Sunday that is worked": (notice_of(1, WD), "2014-10-10", "2014-10-11"),
}


@pytest.mark.parametrize(("guide", "on", "last_day"), HANGS.values(), ids=HANGS.keys())
def test_a_notice_hangs_as_long_as_the_guide_says(guide, on, last_day):
    told = posted(s2(guide), on)
    assert told.last[0].ends_on.isoformat() == last_day
    assert told.by_time(f"{last_day}T23:59:59.999999+08:00", end).facts == []
    midnight = f"{_after(last_day)}T00:00+08:00"
    assert NOTICE_OVER.due(told.state, told.context(last_day, "timer")) == datetime.fromisoformat(midnight)
    told.by_time(midnight, end)
    assert told.last[0].ended_on.isoformat() == last_day


def _after(day: str) -> str:
    return date.fromordinal(date.fromisoformat(day).toordinal() + 1).isoformat()


def test_a_timer_that_comes_late_costs_nobody_a_day():
    in_time, late = (posted().by_time(at, end) for at in ("2014-10-21T00:00+08:00", "2014-10-27T11:30+08:00"))
    assert late.last == in_time.last
    assert late.due == ("2014-11-12", "2014-11-19")


def test_its_end_counts_from_the_end_of_its_last_day():
    (ended, _) = posted().by_time("2014-10-24T08:00+08:00", end).last
    assert ended.effective_at() == datetime.fromisoformat("2014-10-21T00:00+08:00")


def test_a_notice_that_is_counted_stops_nothing():
    told = posted(s2(notice_of(counted=True)))
    assert told.facts == [PublicNoticePosted]
    assert told.due == ("2014-11-05", "2014-11-12")
    assert told.by_time("2014-10-21T00:00+08:00", end).facts == [NoticeEnded]
    assert told.due == ("2014-11-05", "2014-11-12")


MOVED = {
    "a holiday announced later puts the end off": (BEFORE, AFTER, "2015-09-07", "2015-09-08"),
    "a holiday taken back makes it no earlier than told": (AFTER, BEFORE, "2015-09-08", "2015-09-08"),
}


@pytest.mark.parametrize(("then", "now", "told_end", "last_day"), MOVED.values(), ids=MOVED.keys())
def test_a_calendar_may_put_the_end_off(then, now, told_end, last_day):
    told = posted(Inquired(notice_of(5, WD), accepted="2015-08-31", calendar=then), "2015-08-31")
    assert told.last[0].ends_on.isoformat() == told_end
    told.calendar = now
    assert told.by_time(f"{last_day}T23:59+08:00", end).facts == []
    told.by_time(f"{_after(last_day)}T00:00+08:00", end)
    assert told.last[0].ended_on.isoformat() == last_day
    assert told.last[1].resumed_on.isoformat() == last_day


# --- who may post -----------------------------------------------------------

NOT_POSTED = {
    "an item without a notice names nobody in public": (
        (step_of(SuspensionReason.SPECIAL_STEP, "公示"),),
        [],
        NoPublicNotice,
    ),
    "a guide that does not say how long": ((notice_of(None),), [], NoPublicNotice),
    "a guide that counts in hours": ((notice_of(48, LimitUnit.HOUR),), [], NoPublicNotice),
    "while another hangs": ((notice_of(),), [("2014-10-13", "s-examiner", post_notice("notice-0"))], NoticeOpen),
    "again, when nobody was right to object": (
        (notice_of(),),
        [("2014-09-26", "s-examiner", post_notice("notice-0")), ("2014-10-13", "timer", end)],
        NoticeHeld,
    ),
    "when it is proposed what to decide": ((notice_of(),), [("2014-10-13", "s-examiner", propose())], NotExamining),
}


@pytest.mark.parametrize(("guide", "before", "refusal"), NOT_POSTED.values(), ids=NOT_POSTED.keys())
def test_no_notice_is_posted(guide, before, refusal):
    told = s2(*guide)
    for day, by, command in before:
        told.on(day, by, command)
    assert isinstance(told.does("2014-10-13", post_notice()).last, refusal)


def test_a_notice_belongs_to_the_examination():
    told = s2().on("2014-10-13", "s-approver", post_notice().model_copy(update={"post_id": PostId("approval")}))
    assert isinstance(told.last, PostOfOtherKind)


def test_after_an_objection_was_upheld_the_case_may_be_posted_again():
    told = objected().on("2014-10-16", "s-approver", resolves(upheld=True)).by_time("2014-10-21T00:00+08:00", end)
    assert told.last[0].upheld == 1
    assert told.does("2014-10-22", post_notice("notice-2")).facts == [PublicNoticePosted, ClockSuspended]
    assert told.by_time("2014-10-30T00:00+08:00", end).last[0].notice_id == "notice-2"
    assert told.due == ("2014-11-19", "2014-11-26"), "five more working days than after one notice"


def test_a_case_that_is_examined_again_is_posted_again_and_may_ask_again():
    told = s2().does("2014-09-28", query()).on("2014-09-28", TRAFFIC, reply())
    posted(told, "2014-09-28").by_time("2014-10-08T00:00+08:00", end)
    told.does("2014-10-09", propose()).on("2014-10-10", "s-approver", decide())
    again = CaseReopened(
        application_id="application-1", started_at=datetime.fromisoformat("2015-03-16T09:00+08:00"), due=DueDates()
    )
    told.state = CASE.fold([again], told.state)
    assert told.does("2015-03-16", post_notice("notice-2")).facts == [PublicNoticePosted, ClockSuspended]
    assert told.does("2015-03-17", query("query-2")).facts == [DepartmentQueried, ClockSuspended]


def test_the_end_of_a_case_takes_its_notice_with_it():
    told = posted().on("2014-10-14", "reaction:intake", terminate)
    assert NOTICE_OVER.due(told.state, told.context("2014-10-14", "timer")) is None
    assert told.by_time("2014-10-21T00:00+08:00", end).facts == []


# --- what it holds up -------------------------------------------------------


def test_nothing_is_proposed_while_a_notice_hangs():
    told = posted().does("2014-10-14", start(StepKind.HEARING, "hearing-1", takes=Takes(n=3, unit=WD)))
    assert told.does("2014-10-15", propose()).last == InquiryOpen(open=("hearing-1", "notice-1"))


def test_s2_after_the_notice_the_case_is_proposed_returned_once_and_decided_in_time():
    told = posted().by_time("2014-10-21T00:00+08:00", end).does("2014-10-28", propose())
    told.on("2014-10-30", "s-approver", give_back()).does("2014-11-03", propose()).on(
        "2014-11-05", "s-approver", decide()
    )
    assert told.last[0].decided_on == date(2014, 11, 5)
    assert told.due == ("2014-11-12", "2014-11-19")


def test_a_second_end_in_the_log_is_corruption():
    told = posted().by_time("2014-10-21T00:00+08:00", end)
    with pytest.raises(CorruptStream):
        CASE.fold([told.last[0]], told.state)
