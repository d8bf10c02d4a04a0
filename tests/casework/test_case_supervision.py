"""Supervision of cases: notices that skip nobody, come once for a due date, and go to whom they must."""

from __future__ import annotations

from datetime import date

import pytest

from services.casework.domain.case import CASE
from services.casework.domain.case_assignment_acts import AssignCase
from services.casework.domain.case_clock_acts import RecordBreach, ResumeClock, SuspendClock
from services.casework.domain.case_state import Closed
from services.casework.domain.case_supervision import YELLOW_WD
from services.casework.domain.case_supervision_acts import IssueNotices
from services.casework.domain.post import POST
from services.casework.timers import SUPERVISION
from shared.contracts.casework.case_aftermath import CaseReopened
from shared.contracts.casework.case_clocks import (
    DueDateRecomputed,
    DueDates,
    PromisedLimitBreached,
)
from shared.contracts.casework.case_supervision import Card, SupervisionNoticeIssued
from shared.contracts.casework.post import PostAssigned, PostKind, PostLeftUncovered
from shared.kernel.actors import TIMER, Role
from shared.kernel.decider import Step
from shared.kernel.instants import start_of
from shared.kernel.limits import DueDate, LimitUnit
from shared.kernel.refusals import Refusal
from shared.runtime.act import Act, Done
from shared.testing.decider import Spec, known
from shared.testing.memory_log import MemoryLog
from tests.casework.district import (
    CALENDAR,
    CENTRE,
    DISTRICT,
    POLICY,
    asked,
    established,
    limit,
)
from tests.casework.office import IDENTITY, memory, office
from tests.casework.stories import EXAMINING, close, closed, decide, propose, terminated
from tests.casework.watched import (
    EXAMINATION,
    ORDINARY,
    PROMISED,
    RED_CARD,
    STATUTORY,
    YELLOW_CARD,
    Watched,
    instant,
    s2,
)

SPEC = Spec(CASE)

NOTICES = {
    "nothing before it is yellow": (25, 30, "2014-11-02T23:59:59", []),
    "an ordinary notice when it turns yellow": (25, 30, "2014-11-05T23:59", [("2014-11-03", ORDINARY, PROMISED)]),
    "a yellow card at the breach of the promise": (
        25,
        30,
        "2014-11-12T23:59",
        [("2014-11-03", ORDINARY, PROMISED), ("2014-11-06", YELLOW_CARD, PROMISED)],
    ),
    "a red card at the breach of the statute": (
        25,
        30,
        "2015-11-12",
        [
            ("2014-11-03", ORDINARY, PROMISED),
            ("2014-11-06", YELLOW_CARD, PROMISED),
            ("2014-11-13", RED_CARD, STATUTORY),
        ],
    ),
    "where nothing is promised the statute is warned of": (
        None,
        30,
        "2015-11-12",
        [("2014-11-10", ORDINARY, STATUTORY), ("2014-11-13", RED_CARD, STATUTORY)],
    ),
    "in time is never warned of": (None, None, "2024-11-12", []),
}


@pytest.mark.parametrize(("promised", "statutory", "at", "expected"), NOTICES.values(), ids=NOTICES.keys())
def test_each_notice_comes_once_and_at_its_instant(promised, statutory, at, expected):
    case = Watched("2014-09-26", limit(promised), limit(statutory)).until(at)
    assert [notice[:3] for notice in case.notices] == expected


def test_s3_deemed_accepted_after_its_promise_a_case_gets_its_cards_at_once_in_their_order():
    case = Watched("2015-02-13", limit(3), limit(20), opened="2015-02-27T00:00").until("2015-02-27")
    assert case.notices == [
        ("2015-02-27", ORDINARY, PROMISED, "2015-02-17"),
        ("2015-02-27", YELLOW_CARD, PROMISED, "2015-02-17"),
    ]
    words = [type(fact) for _, fact in case.facts]
    assert words.index(PromisedLimitBreached) < words.index(SupervisionNoticeIssued, 2), "a card follows the breach"


def test_a_case_that_is_over_all_limits_when_it_is_opened_gets_all_three():
    case = Watched("2015-02-13", limit(3), limit(5), opened="2015-03-31T00:00").until("2015-03-31")
    assert [notice[1] for notice in case.notices] == [ORDINARY, YELLOW_CARD, RED_CARD]


def test_what_was_not_fired_in_time_is_made_up_for_at_once():
    case = s2()
    case.now = instant("2014-12-01")
    case.until("2014-12-01")
    assert [notice[:2] for notice in case.notices] == [("2014-12-01", card) for card in Card]


def test_the_cards_are_issued_with_one_command_in_their_order_too():
    case = s2()
    case.now = instant("2014-12-01")
    case.does("timer", RecordBreach())
    issued = case.does("timer", IssueNotices())
    assert not isinstance(issued, Refusal)
    assert [notice.card for notice in issued] == [ORDINARY, YELLOW_CARD, RED_CARD]
    assert case.does("timer", IssueNotices()) == []


def test_nobody_is_warned_on_the_day_of_the_acceptance():
    on_the_spot = limit(0, LimitUnit.INSTANT)
    assert Watched("2014-09-26", on_the_spot, limit(30)).until("2014-09-26T23:59:59").notices == []
    two_days = Watched("2014-09-26", limit(2), limit(30)).until("2014-09-28T23:59")
    assert two_days.notices == [("2014-09-27", ORDINARY, PROMISED, "2014-09-29")]


def test_a_due_date_that_a_suspension_moved_is_warned_of_anew():
    case = s2().by_officer("2014-11-04T09:00", "s-examiner", SuspendClock(post_id=EXAMINATION))
    case.by_officer("2014-11-10T09:00", "s-examiner", ResumeClock(post_id=EXAMINATION)).until("2014-11-11T23:59")
    assert case.notices == [
        ("2014-11-03", ORDINARY, PROMISED, "2014-11-05"),
        ("2014-11-10T09:00", ORDINARY, PROMISED, "2014-11-11"),
    ]


def test_a_due_date_that_a_suspension_left_where_it_was_is_not():
    case = s2().by_officer("2014-11-04T09:00", "s-examiner", SuspendClock(post_id=EXAMINATION))
    case.by_officer("2014-11-04T10:00", "s-examiner", ResumeClock(post_id=EXAMINATION)).until("2014-11-05T23:59")
    assert case.notices == [("2014-11-03", ORDINARY, PROMISED, "2014-11-05")]


ADOPTED_AHEAD = {
    "five days, in force long before": (5, "2014-10-20", "2014-10-29"),
    "five days, in force when the case has been yellow by them for a day": (5, "2014-10-31", "2014-10-31"),
    "five days, in force when the case is warned of by two": (5, "2014-11-04", "2014-11-03"),
    "no day, in force too late": (0, "2014-11-04", "2014-11-03"),
}


@pytest.mark.parametrize(("n", "effective_on", "warned_on"), ADOPTED_AHEAD.values(), ids=ADOPTED_AHEAD.keys())
def test_a_number_adopted_for_a_day_to_come_warns_from_that_day_on(n, effective_on, warned_on):
    ahead = POLICY.in_force(YELLOW_WD, date(2014, 9, 26))
    assert ahead is not None
    policy = POLICY.adopt(ahead.model_copy(update={"value": n, "effective_on": date.fromisoformat(effective_on)}))
    case = s2(policy=policy).until("2014-11-05T23:59")
    assert case.notices == [(warned_on, ORDINARY, PROMISED, "2014-11-05")]


def test_while_the_clocks_stand_still_nothing_is_issued():
    case = s2().by_officer("2014-10-20T09:00", "s-examiner", SuspendClock(post_id=EXAMINATION)).until("2015-10-20")
    assert case.notices == []


def test_a_breach_keeps_its_card_though_the_clocks_were_stopped_before_it_was_issued():
    case = s2()
    case.until("2014-11-05T23:59").now = instant("2014-11-06")
    case.does("timer", RecordBreach())
    case.does("s-examiner", SuspendClock(post_id=EXAMINATION))
    assert case.until("2014-11-06").notices[-1] == ("2014-11-06", YELLOW_CARD, PROMISED, "2014-11-05")


def test_a_due_date_that_moves_after_its_card_brings_no_warning_but_a_card_of_its_own():
    case = s2().until("2014-11-07")
    later = DueDate(
        on=date(2014, 11, 11), at=instant("2014-11-12"), provisional=False, calendar_version=CALENDAR.version
    )
    old = case.file.clocks.due
    new = old.model_copy(update={"promised": later})
    case.recorded(DueDateRecomputed(old=old, new=new, calendar_version=24))
    assert len(case.until("2014-11-11T23:59").notices) == 2
    assert case.until("2014-11-12").notices[2:] == [("2014-11-12", YELLOW_CARD, PROMISED, "2014-11-11")]


def test_a_breach_keeps_its_card_though_its_date_was_moved_before_it_was_issued():
    case = s2().until("2014-11-05T23:59")
    case.now = instant("2014-11-06")
    case.does("timer", RecordBreach())
    old = case.file.clocks.due
    later = DueDate(on=date(2014, 12, 1), at=instant("2014-12-02"), provisional=False, calendar_version=24)
    moved = DueDateRecomputed(old=old, new=old.model_copy(update={"promised": later}), calendar_version=24)
    case.recorded(moved)
    assert [notice[:2] for notice in case.until("2014-11-06").notices][1:] == [("2014-11-06", YELLOW_CARD)]


def test_a_case_that_has_ended_is_supervised_no_more():
    case = s2().by_officer("2014-10-13T09:00", "s-examiner", propose())
    case.by_officer("2014-10-14T09:00", "s-approver", decide()).by_officer("2014-10-14T10:00", "s-examiner", close())
    assert isinstance(case.state, Closed)
    assert case.until("2015-10-20").notices == []
    assert type(closed()) in SUPERVISION.stops


def test_a_case_that_is_examined_again_is_warned_of_again_and_its_old_cards_stay():
    case = s2().by_officer("2014-11-20T09:00", "s-examiner", propose())
    case.by_officer("2014-11-20T10:00", "s-approver", decide()).until("2014-12-01T09:00")
    again = DueDates(statutory=NEW_STATUTE)
    case.recorded(CaseReopened(application_id="application-1", started_at=case.now, due=again))
    assert case.until("2015-11-12").notices[2:] == [
        ("2014-11-13", RED_CARD, STATUTORY, "2014-11-12"),
        ("2015-01-09", ORDINARY, STATUTORY, "2015-01-13"),
        ("2015-01-14", RED_CARD, STATUTORY, "2015-01-13"),
    ]


NEW_STATUTE = DueDate(
    on=date(2015, 1, 13), at=start_of(date(2015, 1, 14)), provisional=False, calendar_version=CALENDAR.version
)
ASSIGN = AssignCase(post_id=EXAMINATION)
LEFT_ALONE = known(
    POST,
    "examination",
    established(PostKind.EXAMINATION),
    PostAssigned(holder="s-examiner", substitute="s-substitute"),
    PostLeftUncovered(since=instant("2014-11-03"), org=CENTRE),
)


def test_who_has_the_case_is_told():
    case = s2().by_officer("2014-10-13T09:00", "director-1", ASSIGN, Role.CENTRE_DIRECTOR).until("2015-11-12")
    assert case.to == [("examination", False)] * 3


def test_what_nobody_has_is_told_to_the_director():
    assert s2().until("2015-11-12").to == [(None, True)] * 3


def test_what_is_with_a_post_on_which_nobody_is_is_told_to_the_director():
    case = s2().by_officer("2014-10-13T09:00", "director-1", ASSIGN, Role.CENTRE_DIRECTOR)
    case.related |= LEFT_ALONE
    assert case.until("2014-11-05").to == [("examination", True)]


def test_a_notice_is_decided_on_the_post_that_has_the_case():
    case = s2().by_officer("2014-10-13T09:00", "director-1", ASSIGN, Role.CENTRE_DIRECTOR)
    assert SUPERVISION.related(case.state) == (POST.ref("examination"),)
    assert SUPERVISION.related(s2().state) == SUPERVISION.related(CASE.initial) == ()


def test_a_notice_that_is_not_due_is_not_issued():
    SPEC.check(EXAMINING, IssueNotices(), [], asked("timer"), DISTRICT)
    expected = SupervisionNoticeIssued(
        card=ORDINARY, clock=PROMISED, due_on=date(2014, 11, 5), body=CENTRE, post_id=None, to_director=True
    )
    SPEC.check(EXAMINING, IssueNotices(), [expected], asked("timer", "2014-11-04T08:00+08:00"), DISTRICT)


async def test_over_http_a_case_shows_its_colour_and_who_was_told(tmp_path):
    async with office(tmp_path, MemoryLog(IDENTITY, memory())) as here:
        await here.opened("c-1")
        await here.opened("c-ended", terminated)
        here.clock.at = instant("2014-11-06T09:00")
        for command in (RecordBreach(), IssueNotices()):
            assert isinstance(await here.desk.executor.execute(Act((Step(CASE, "c-1", command),), TIMER)), Done)
        shown = (await here.get("/v1/cases/c-1/supervision", Role.SUPERVISOR)).json()
        assert (shown["colour"], shown["missed"]) == ("RED", ["PROMISED"])
        told = {"clock": "PROMISED", "due_on": "2014-11-05", "body": CENTRE, "to_director": True}
        assert shown["notices"] == [{"card": "ORDINARY", **told}, {"card": "YELLOW_CARD", **told}]
        ended = (await here.get("/v1/cases/c-ended/supervision", Role.SUPERVISOR)).json()
        assert ended == {"case_id": "c-ended", "missed": [], "notices": []}, "what has ended has no colour"
        assert (await here.get("/v1/cases/c-none/supervision", Role.SUPERVISOR)).status_code == 404
