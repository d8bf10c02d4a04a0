"""Case: how it travels between bodies, each with its own clock, and who is late (S11(b))."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.casework.domain.case import CASE
from services.casework.domain.case_body_acts import (
    RecordStageBreach,
)
from services.casework.domain.case_clock_acts import (
    ApproveExtension,
    RecordBreach,
    RequestExtension,
    ResumeClock,
    SuspendClock,
)
from services.casework.domain.types import PostId
from services.casework.timers import STAGE_OVER
from shared.contracts.casework.case_aftermath import CaseReopened, ReconsiderationConcluded, ReconsiderationResult
from shared.contracts.casework.case_body import CaseBodyEvent, CaseSentToBody, StageLimitBreached
from shared.contracts.casework.case_clocks import DueDates
from shared.contracts.casework.post import ActedAs
from shared.kernel.instants import day_of, start_of
from shared.kernel.limits import Limit
from shared.kernel.refusals import CorruptStream
from tests.casework.district import CALENDAR, CENTRE
from tests.casework.travels import (
    ALLOWANCE,
    DEPARTMENT,
    FOUND,
    ORPHANS,
    OTHER_BODY,
    TEMPORARY,
    Story,
    answer,
    close,
    decide,
    handed_down,
    propose,
    send,
)

SENT = ("2015-04-02", "s-examiner", send())
ANSWERED = ("2015-04-20", "s-dept-approver", answer())
PROPOSED = ("2015-04-01", "s-examiner", propose())
EXAMINATION, APPROVAL = PostId("dept-examination"), PostId("dept-approval")
miss = RecordStageBreach()


def orphans(*acts) -> Story:
    return Story(ORPHANS).then(*acts)


def stage_due(story: Story, day: str = "2015-04-02") -> date | None:
    """The last day of the stage that runs, as the timer asks on a day."""
    at = STAGE_OVER.due(story.state, story.context(day, "timer"))
    return None if at is None else day_of(at) - timedelta(days=1)


# --- clocks -----------------------------------------------------------------


def test_s11b_the_centre_has_fifteen_working_days_and_then_the_department_its_own():
    story = orphans()
    assert stage_due(story) == date(2015, 4, 7)
    told = story.state.file.clocks.told
    story.then(SENT)
    assert story.last == [
        CaseSentToBody(
            body=DEPARTMENT,
            stage=1,
            stage_name="审核确认",
            sent_on=date(2015, 4, 2),
            started_at=story.context("2015-04-02", "s-examiner").now,
            due_on=date(2015, 4, 24),
            due_at=start_of(date(2015, 4, 25)),
            post_id="examination",
            acted_as=ActedAs.A,
            officer="s-examiner",
        )
    ]
    assert stage_due(story) == date(2015, 4, 24)
    assert story.state.file.clocks.told == told, "the applicant sees the sum, whoever has the case"
    assert told.statutory.on == date(2015, 4, 28)


def test_who_has_the_case():
    story = orphans()
    assert story.state.file.body == CENTRE
    assert story.then(SENT).state.file.body == DEPARTMENT
    assert story.then(ANSWERED).state.file.body == CENTRE
    assert stage_due(story) is None, "the centre's stage is over, and the department's answered"


def test_one_time_for_all_bodies_gives_none_of_them_a_clock_of_its_own():
    story = Story(ALLOWANCE)
    assert stage_due(story) is None
    (sent,) = story.then(SENT).last
    assert (sent.stage, sent.due_on) == (0, None)
    assert stage_due(story) is None
    (answered,) = story.then(ANSWERED).last
    assert answered.within is None


def test_a_rule_that_only_says_in_time_has_no_stage():
    story = Story(TEMPORARY, statutory=Limit(stages=()))
    (sent,) = story.on("2015-04-02", "s-examiner", send(OTHER_BODY)).last
    assert (sent.stage, sent.stage_name, sent.due_on) == (None, None, None)
    assert stage_due(story) is None


def test_force_majeure_stops_the_clock_of_the_body_that_has_the_case():
    story = orphans(SENT, ("2015-04-08", "s-dept-examiner", SuspendClock(post_id=EXAMINATION)))
    assert stage_due(story) is None
    story.then(("2015-04-13", "s-dept-examiner", ResumeClock(post_id=EXAMINATION)))
    assert stage_due(story) == date(2015, 4, 29), "04-09, 04-10 and 04-13 are not counted"


def test_more_time_is_the_last_body_s():
    ask = RequestExtension(post_id=PostId("examination"), n=10, reasons=FOUND)
    more = ("2015-04-02", "s-approver", ApproveExtension(post_id=PostId("approval"), reasons=FOUND))
    story = orphans(("2015-04-02", "s-examiner", ask), more)
    assert stage_due(story) == date(2015, 4, 7)
    story.then(SENT)
    assert stage_due(story) == CALENDAR.nth_working_day_after(date(2015, 4, 2), 25)


LATE = {
    "the centre, that does not send it": ((), "2015-04-08", (CENTRE, 0, date(2015, 4, 7))),
    "the department, that does not answer": ((SENT,), "2015-04-25", (DEPARTMENT, 1, date(2015, 4, 24))),
    "the department that got it late, by its own clock": (
        (("2015-04-10", "s-examiner", send()),),
        "2015-05-05",
        (DEPARTMENT, 1, date(2015, 5, 4)),
    ),
    "the department, after the centre": (
        (("2015-04-08T00:00+08:00", "timer", miss), ("2015-04-10", "s-examiner", send())),
        "2015-05-05",
        (DEPARTMENT, 1, date(2015, 5, 4)),
    ),
    "the department again, where it gets the case back": (
        (SENT, ANSWERED, ("2015-05-04", "s-examiner", send())),
        "2015-05-26",
        (DEPARTMENT, 1, date(2015, 5, 25)),
    ),
}


@pytest.mark.parametrize(("acts", "midnight", "missed"), LATE.values(), ids=LATE.keys())
def test_late_is(acts, midnight, missed):
    body, stage, due_on = missed
    at = start_of(date.fromisoformat(midnight))
    before, story = (at - timedelta(microseconds=1)).isoformat(), orphans(*acts)
    assert STAGE_OVER.due(story.state, story.context(before, "timer")) == at
    assert story.on(before, "timer", miss).last == []
    breach = StageLimitBreached(body=body, stage=stage, due_on=due_on, due_at=at)
    assert story.on(at.isoformat(), "timer", miss).last == [breach]
    assert breach.effective_at() == at
    assert STAGE_OVER.due(story.state, story.context("2016-01-04", "timer")) is None, "it is told once"


NOT_LATE = {
    "a stage that is answered": (SENT, ANSWERED),
    "a stage that the decision ended": (PROPOSED, SENT, ("2015-04-03", "s-dept-approver", decide("dept-approval"))),
    "a case that ended": (
        PROPOSED,
        SENT,
        ("2015-04-03", "s-dept-approver", decide("dept-approval")),
        ("2015-04-03", "s-examiner", close()),
    ),
}


@pytest.mark.parametrize("acts", NOT_LATE.values(), ids=NOT_LATE.keys())
def test_nothing_is_late_any_more_in(acts):
    story = orphans(*acts)
    assert stage_due(story) is None
    assert story.on("2015-12-01", "timer", miss).last == []


def test_what_the_centre_decided_itself_is_late_in_no_stage():
    story = Story(ORPHANS, handed_down(ORPHANS)).then(PROPOSED, ("2015-04-02", "s-approver", decide()))
    assert stage_due(story) is None


def test_what_is_examined_again_is_in_its_first_stage_again():
    story = orphans(PROPOSED, SENT, ("2015-04-03", "s-dept-approver", decide("dept-approval")))
    again = CaseReopened(application_id="application-1", started_at=start_of(date(2015, 6, 1)), due=DueDates())
    concluded = ReconsiderationConcluded(
        by_body="district-government", result=ReconsiderationResult.REDO, concluded_on=date(2015, 6, 1)
    )
    story.state = CASE.fold([concluded, again], story.state)
    assert story.state.file.body == CENTRE
    assert stage_due(story) == CALENDAR.nth_working_day_after(date(2015, 6, 1), 15)


def test_lateness_is_booked_to_the_body_that_has_the_case():
    story = orphans(SENT).on("2015-04-29", "timer", RecordBreach())
    assert [(type(each).__name__, each.body) for each in story.last] == [
        ("PromisedLimitBreached", DEPARTMENT),
        ("StatutoryLimitBreached", DEPARTMENT),
    ]


KEPT = {
    "on the last day of the stage": (SENT, "2015-04-24T23:59:59+08:00", (), True),
    "at the midnight after it": (SENT, "2015-04-25T00:00+08:00", (), False),
    "while the clock stands still": (
        SENT,
        "2015-06-01",
        (("2015-04-23", "s-dept-examiner", SuspendClock(post_id=EXAMINATION)),),
        True,
    ),
    "after it was missed, though more time was granted since": (
        SENT,
        "2015-04-27",
        (
            ("2015-04-25T00:00+08:00", "timer", miss),
            ("2015-04-27", "s-dept-examiner", RequestExtension(post_id=EXAMINATION, n=5, reasons=FOUND)),
            ("2015-04-27", "s-dept-approver", ApproveExtension(post_id=APPROVAL, reasons=FOUND)),
        ),
        False,
    ),
}


@pytest.mark.parametrize(("sent", "at", "between", "within"), KEPT.values(), ids=KEPT.keys())
def test_whether_the_body_answered_in_time(sent, at, between, within):
    (answered,) = orphans(sent, *between).on(at, "s-dept-approver", answer()).last
    assert answered.within is within


@given(st.dates(date(2014, 1, 2), date(2024, 6, 30)), st.integers(0, 60))
def test_each_body_s_clock_starts_when_it_gets_the_case_and_the_sum_never_moves(accepted, days):
    story = Story(ORPHANS, accepted=accepted.isoformat())
    told = story.state.file.clocks.told
    sent_on = accepted + timedelta(days=days)
    (sent,) = story.on(f"{sent_on}T12:00+08:00", "s-examiner", send()).last
    assert sent.due_on is not None
    assert CALENDAR.working_days_after(sent_on, sent.due_on) == 15
    assert story.state.file.clocks.told == told
    if sent_on < told.statutory.on and CALENDAR.working_days_after(accepted, sent_on) <= 15:
        assert sent.due_on <= told.statutory.on, "who is in time in each stage is in time in all"


# --- the log ----------------------------------------------------------------


def test_a_log_that_contradicts_itself_is_corrupt():
    story = orphans(SENT)
    (sent,) = story.last
    (answered,) = story.then(ANSWERED).last
    wrong: list[list[CaseBodyEvent]] = [[sent, sent], [answered], [sent, answered, answered]]
    for events in wrong:
        with pytest.raises(CorruptStream):
            CASE.fold(events, orphans().state)
