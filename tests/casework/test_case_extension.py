"""More time for a case: asked for, granted or denied, one row each (行政许可法 §42)."""

from datetime import date

import pytest

from services.casework.domain.case_clock_acts import (
    ApproveExtension,
    DeadlinePassed,
    ExtensionAlreadyAsked,
    ExtensionTooLong,
    ExtensionUsed,
    NoExtensionAsked,
    RecordBreach,
)
from services.casework.domain.types import PostId
from shared.contracts.casework.case_clocks import (
    Clock,
    ExtensionApproved,
    ExtensionDenied,
    ExtensionRequested,
)
from shared.contracts.refusals import SamePerson
from tests.casework.clocks import approve, ask, case, deny, resume, suspend
from tests.casework.district import CALENDAR
from tests.casework.stories import WHY


def test_granted_time_lengthens_both_clocks_and_is_told_with_its_reasons():
    told = case().on("2015-03-30", "s-examiner", ask(10))
    assert told.facts == [ExtensionRequested]
    assert told.due == ("2015-04-14", "2015-04-28"), "asking moves nothing"
    told.on("2015-03-31", "s-approver", approve)
    assert told.facts == [ExtensionApproved]
    assert told.due == ("2015-04-28", "2015-05-13")
    assert told.last[0].clocks == (Clock.PROMISED, Clock.STATUTORY)


def test_after_the_promise_only_the_statute_is_lengthened():
    told = case().by_time("2015-04-15T00:00+08:00", RecordBreach())
    told.on("2015-04-16", "s-examiner", ask(10)).on("2015-04-16", "s-approver", approve)
    assert told.last[0].clocks == (Clock.STATUTORY,)
    assert told.due == ("2015-04-14", "2015-05-13")


EXTENSIONS = {
    "more than may be granted": ([("2015-03-30", "s-examiner", ask(11))], ExtensionTooLong),
    "a second time": (
        [
            ("2015-03-30", "s-examiner", ask()),
            ("2015-03-30", "s-approver", approve),
            ("2015-03-31", "s-examiner", ask(5)),
        ],
        ExtensionUsed,
    ),
    "while another waits": (
        [("2015-03-30", "s-examiner", ask(5)), ("2015-03-30", "s-examiner", ask(6))],
        ExtensionAlreadyAsked,
    ),
    "after the deadline": ([("2015-04-29", "s-examiner", ask())], DeadlinePassed),
    "at the midnight that ends it": ([("2015-04-29T00:00+08:00", "s-examiner", ask())], DeadlinePassed),
    "granted after the deadline": (
        [("2015-04-28", "s-examiner", ask()), ("2015-04-29", "s-approver", approve)],
        DeadlinePassed,
    ),
    "granted by who asked": (
        [
            ("2015-03-30", "s-examiner", ask()),
            ("2015-03-30", "s-examiner", ApproveExtension(post_id=PostId("approval-2"), reasons=WHY)),
        ],
        SamePerson,
    ),
    "granted where nobody asked": ([("2015-03-30", "s-approver", approve)], NoExtensionAsked),
    "denied where nobody asked": ([("2015-03-30", "s-approver", deny)], NoExtensionAsked),
}


@pytest.mark.parametrize(("acts", "refusal"), EXTENSIONS.values(), ids=EXTENSIONS.keys())
def test_no_time_is_granted(acts, refusal):
    told = case()
    for day, by, command in acts:
        told.on(day, by, command)
    assert isinstance(told.last, refusal)


def test_more_time_is_granted_while_the_clocks_stand_still_past_the_days_that_were_told():
    told = case().on("2015-03-25", "s-examiner", suspend).on("2015-05-20", "s-examiner", ask())
    assert told.on("2015-05-20", "s-approver", approve).facts == [ExtensionApproved]
    assert told.last[0].clocks == (Clock.PROMISED, Clock.STATUTORY)
    told.on("2015-05-20", "s-examiner", resume)
    left = [CALENDAR.nth_working_day_after(date(2015, 5, 20), n).isoformat() for n in (13 + 10, 23 + 10)]
    assert told.due == tuple(left)


def test_what_was_denied_may_be_asked_again():
    told = case().on("2015-03-30", "s-examiner", ask()).on("2015-03-30", "s-approver", deny)
    assert told.facts == [ExtensionDenied]
    assert told.on("2015-03-31", "s-examiner", ask(5)).facts == [ExtensionRequested]


REPEATED_EXTENSIONS = {
    "asking for the same": (("s-examiner", ask()), ("s-examiner", ask())),
    "granting the same": (("s-examiner", ask()), ("s-approver", approve), ("s-approver", approve)),
}


@pytest.mark.parametrize("acts", REPEATED_EXTENSIONS.values(), ids=REPEATED_EXTENSIONS.keys())
def test_said_again_it_is_the_same(acts):
    told = case()
    for by, command in acts:
        told.on("2015-03-30", by, command)
    assert told.facts == []
