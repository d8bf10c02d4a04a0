"""Case: examined and decided again, by order of a reconsideration."""

from dataclasses import replace
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.casework.domain.case import CASE
from services.casework.domain.case_clock_acts import RecordBreach, RecountClocks, ResumeClock
from services.casework.domain.case_state import Examining
from services.casework.domain.types import PostId
from services.casework.timers import BREACH
from shared.contracts.casework.case_clocks import Clock, ClockSuspended, DueDates, StatutoryLimitBreached
from shared.contracts.refusals import SamePerson
from shared.kernel.instants import start_of
from shared.kernel.suspensions import SuspensionReason
from tests.casework.aftermath import (
    AGAIN,
    GOVERNMENT,
    KNOWN,
    OTHER_POSTS,
    PROPOSED_AGAIN,
    REDO,
    SPEC,
    conclude,
    concluded,
    of,
    on_post,
    recorded,
    reopened,
)
from tests.casework.district import (
    CALENDAR,
    CENTRE,
)
from tests.casework.stories import (
    CLOSED,
    DECIDED,
    PROPOSED,
    closed,
    decide,
    decided,
    propose,
    proposed,
)

DECIDES = {
    "who examined before may examine again": (AGAIN, "s-examiner", propose(), [proposed()]),
    "who decided before does not examine": (AGAIN, "s-approver", propose(post="examination-9"), SamePerson),
    "who decided before does not decide": (PROPOSED_AGAIN, "s-approver", decide(), SamePerson),
    "who examined before does not decide": (PROPOSED_AGAIN, "s-examiner", decide(post="approval-2"), SamePerson),
    "another decides": (
        PROPOSED_AGAIN,
        "s-both",
        decide(post="approval-9"),
        [decided(by="s-both").model_copy(update={"post_id": "approval-9", "decided_on": date(2014, 12, 1)})],
    ),
}


@pytest.mark.parametrize(("events", "by", "when", "then"), DECIDES.values(), ids=DECIDES.keys())
def test_who_makes_a_decision_again(events, by, when, then):
    SPEC.check(events, when, then, on_post(by), KNOWN | OTHER_POSTS)


late = StatutoryLimitBreached(due_on=date(2014, 11, 12), due_at=start_of(date(2014, 11, 13)), body=CENTRE)


def test_what_was_missed_stays_missed_and_the_new_limit_can_be_missed_too():
    state = CASE.fold([*PROPOSED, late, decided(), closed(), concluded(REDO), reopened()])
    assert isinstance(state, Examining)
    assert state.file.clocks.missed_before == {Clock.STATUTORY}
    over = replace(of("", "2015-01-14T00:00+08:00"), related=KNOWN)
    assert BREACH.due(state, over) == over.now
    (breach,) = recorded(RecordBreach(), state, over)
    assert breach == StatutoryLimitBreached(due_on=date(2015, 1, 13), due_at=over.now, body=CENTRE)
    state = CASE.fold([breach], state)
    assert BREACH.due(state, over) is None


def test_no_promise_is_told_anew():
    state = CASE.fold(AGAIN)
    assert recorded(RecountClocks(), state, of("")) == []


def test_what_stands_still_stands_still_when_the_case_is_opened_again():
    stopped = ClockSuspended(
        suspension_id="force-majeure-1",
        reason=SuspensionReason.FORCE_MAJEURE,
        stopped_on=date(2014, 11, 28),
        due=DueDates(),
    )
    before = CASE.fold([*DECIDED, stopped])
    decided_now = recorded(conclude(REDO), before, of(GOVERNMENT))
    assert decided_now[1].due == DueDates()
    state = CASE.fold(decided_now, before)
    later = on_post("s-examiner", "2014-12-08T09:00+08:00")
    (ended,) = recorded(ResumeClock(post_id=PostId("examination")), state, later)
    assert ended.due.statutory.on == CALENDAR.nth_working_day_after(date(2014, 12, 8), 30)


@given(st.dates(date(2014, 10, 13), date(2015, 6, 30)))
def test_the_new_limit_is_the_whole_limit_from_the_conclusion(on):
    at = f"{on}T09:00+08:00"
    done = recorded(conclude(REDO, on=on), CASE.fold(CLOSED), of(GOVERNMENT, at))
    due = done[1].due
    assert due.promised is None
    assert CALENDAR.working_days_after(on, due.statutory.on) == 30
    assert done[1].effective_at() == datetime.fromisoformat(at)
