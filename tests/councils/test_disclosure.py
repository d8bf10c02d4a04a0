"""Disclosures of a committee: decisions, one row each, and the quarters as they go by."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.councils.domain.disclosure import (
    DISCLOSURES,
    DisclosureNotDue,
    DisclosureNotExpected,
    DisclosurePostedOtherwise,
    ExpectDisclosures,
    Expected,
    MissDisclosure,
    PostDisclosure,
    QuarterNotOver,
    disclosure_due,
    last_day,
    next_quarter,
    quarter_of,
)
from services.councils.domain.mandate import OfAnotherCommittee
from services.councils.domain.types import CommitteeId
from shared.contracts.councils.disclosure import (
    DisclosureEvent,
    DisclosureItem,
    DisclosureMissed,
    DisclosurePosted,
    DisclosuresExpected,
)
from shared.kernel.actors import TIMER, Actor, ActorId, Role
from shared.kernel.instants import start_of
from shared.kernel.money import yuan
from shared.kernel.refusals import CorruptStream
from shared.testing.decider import CLERK, Spec
from tests.councils.appraisals import CIYOU, ELSEWHERE, M1, RELATED, here

SPEC = Spec(DISCLOSURES)
FOREIGN = Actor(ActorId("x"), Role.COMMITTEE, ELSEWHERE)
ITEMS = (DisclosureItem(title="水电公摊", amount=yuan(300)), DisclosureItem(title="低保评议结果"))
LAST, LATE, BEFORE = "2014-04-15T23:59+08:00", "2014-04-16T00:00+08:00", "2014-03-31T23:59+08:00"
DUE, MINUTE = date(2014, 4, 15), timedelta(minutes=1)


def post(quarter: str = "2014-Q1", items: tuple[DisclosureItem, ...] = ITEMS) -> PostDisclosure:
    return PostDisclosure(committee_id=CommitteeId(CIYOU), quarter=quarter, items=items)


def posted(on: date = DUE, until_on: date = date(2014, 4, 22), quarter: str = "2014-Q1") -> DisclosurePosted:
    return DisclosurePosted(quarter=quarter, items=ITEMS, posted_on=on, due_on=DUE, until_on=until_on)


expected = DisclosuresExpected(first_quarter="2014-Q1")
overdue = DisclosureMissed(quarter="2014-Q1", due_on=DUE, fell_due_at=start_of(date(2014, 4, 16)))

ROWS = {
    "it is expected from the quarter of the entry on": ([], ExpectDisclosures(), CLERK, BEFORE, [expected]),
    "and expected once": ([expected], ExpectDisclosures(), CLERK, LATE, []),
    "a committee posts on the last day": ([expected], post(), M1, LAST, [posted()]),
    "and posts once": ([expected, posted()], post(), M1, LAST, []),
    "not otherwise": ([expected, posted()], post(items=ITEMS[:1]), M1, LAST, DisclosurePostedOtherwise(DUE)),
    "another committee does not for it": ([expected], post(), FOREIGN, LAST, OfAnotherCommittee),
    "the last minute of the quarter is too early": ([expected], post(), M1, BEFORE, QuarterNotOver(date(2014, 3, 31))),
    "the first of the next is not": (
        [expected],
        post(),
        M1,
        "2014-04-01T00:00+08:00",
        [posted(date(2014, 4, 1), date(2014, 4, 8))],
    ),
    "a quarter from before is not asked": ([expected], post("2013-Q4"), M1, LAST, DisclosureNotExpected),
    "nor is a village": ([], post(), M1, LAST, DisclosureNotExpected),
    "the last day is not over": ([expected], MissDisclosure(), TIMER, LAST, DisclosureNotDue),
    "then it is overdue": ([expected], MissDisclosure(), TIMER, LATE, [overdue]),
    "and once": ([expected, overdue], MissDisclosure(), TIMER, LATE, DisclosureNotDue),
    "who posted is not": ([expected, posted()], MissDisclosure(), TIMER, LATE, DisclosureNotDue),
    "nor who owes nothing": ([], MissDisclosure(), TIMER, LATE, DisclosureNotDue),
    "what is late is posted all the same": (
        [expected, overdue],
        post(),
        M1,
        LATE,
        [posted(date(2014, 4, 16), date(2014, 4, 23))],
    ),
    "and says that it is, before the timer does": (
        [expected],
        post(),
        M1,
        LATE,
        [overdue, posted(date(2014, 4, 16), date(2014, 4, 23))],
    ),
}


@pytest.mark.parametrize(("given_", "when", "actor", "at", "then"), ROWS.values(), ids=ROWS.keys())
def test_disclosure(given_, when, actor, at, then):
    SPEC.check(given_, when, then, here(at, actor), RELATED)


def test_a_last_day_of_rest_goes_on_to_the_next_working_day():
    """Fifteen days after the third quarter of 2016 is a Saturday."""
    state = DISCLOSURES.fold([DisclosuresExpected(first_quarter="2016-Q3")])
    assert disclosure_due(state, here()) == start_of(date(2016, 10, 18))


def test_what_nobody_expects_is_not_posted():
    with pytest.raises(CorruptStream):
        DISCLOSURES.fold([posted()])


@given(st.dates(date(1950, 1, 1), date(2900, 12, 31)))
def test_each_day_has_its_quarter(day):
    quarter = quarter_of(day)
    assert day <= last_day(quarter)
    assert quarter_of(last_day(quarter)) == quarter
    assert next_quarter(quarter) > quarter
    assert (last_day(next_quarter(quarter)) - last_day(quarter)).days in range(90, 93)


@given(st.lists(st.booleans(), min_size=1, max_size=12))
def test_each_quarter_is_posted_or_overdue_and_none_twice(posts):
    """Whatever a committee does in a quarter, the next one is waited for."""
    told: list[DisclosureEvent] = [expected]
    quarters = ["2014-Q1"]
    for does_post in posts:
        due_at = disclosure_due(DISCLOSURES.fold(told), here())
        assert due_at is not None
        command, at = (post(quarters[-1]), due_at - MINUTE) if does_post else (MissDisclosure(), due_at)
        decided = DISCLOSURES.decide(command, DISCLOSURES.fold(told), here(at.isoformat(), CLERK))
        assert isinstance(decided, list)
        told += decided
        quarters.append(next_quarter(quarters[-1]))
    state = DISCLOSURES.fold(told)
    assert isinstance(state, Expected)
    assert state.next_quarter == quarters[-1]
    assert sorted([*state.posted, *state.overdue]) == quarters[:-1]
