"""Reviews of granted benefits: when each is due, who does it, and that a missed one is told once."""

from __future__ import annotations

from dataclasses import replace

import pytest

from services.casework.domain.benefit import BENEFIT, review_due
from services.casework.domain.benefit_commands import MissReview, ReviewBenefit
from services.casework.domain.benefit_refusals import BenefitEnded, BenefitUnknown, NotPeriodic, NotTheReviewer
from services.casework.timers import BENEFIT_REVIEW, TIMERS
from shared.contracts.casework.benefit import Period, ReviewCategory, ReviewResult
from shared.kernel.actors import TIMER, Role
from shared.kernel.decider import Step
from shared.kernel.working_days import Calendar
from shared.testing.decider import Spec
from tests.casework.benefits import (
    PAYER,
    TODAY,
    at,
    changed,
    day,
    grant,
    granted,
    midnight,
    missed,
    reviewed,
    stopped,
)
from tests.casework.district import CENTRE, ELSEWHERE, policy_with

SPEC = Spec(BENEFIT)
A, B, C = ReviewCategory.A, ReviewCategory.B, ReviewCategory.C
UNCHANGED, STOP = ReviewResult.UNCHANGED, ReviewResult.STOP
QUARTERLY = granted(category=C, next_review="2015-12-01")

DUE = {
    "A after twelve months": (A, "2015-09-01", "2016-09-01"),
    "B after six": (B, "2015-09-01", "2016-03-01"),
    "C after three": (C, "2015-09-01", "2015-12-01"),
    "on the last day of a month that lacks the day": (C, "2015-11-30", "2016-02-29"),
    "who has no category is not reviewed": (None, "2015-09-01", None),
}


@pytest.mark.parametrize(("category", "from_on", "next_on"), DUE.values(), ids=DUE.keys())
def test_the_grant_says_when_the_first_review_falls(category, from_on, next_on):
    asked_for = grant(category=category, from_on=from_on)
    SPEC.check([], asked_for, [granted(category=category, from_on=from_on, next_review=next_on)], TODAY)


def test_one_off_help_is_not_reviewed():
    one_off = grant(period=Period.ONCE, category=A)
    SPEC.check([], one_off, [granted(period=Period.ONCE, category=A)], TODAY)


def test_the_months_are_the_districts_to_set():
    others = replace(TODAY, policy=policy_with("benefit.review_months.C", 4))
    SPEC.check([], grant(category=C), [granted(category=C, next_review="2016-01-01")], others)


ROWS = {
    "a review says when the next one falls": (
        [QUARTERLY],
        ReviewBenefit(result=UNCHANGED),
        [reviewed(next_review="2016-03-21")],
    ),
    "reviewing twice on a day records once": (
        [QUARTERLY, reviewed(next_review="2016-03-21")],
        ReviewBenefit(result=UNCHANGED),
        [],
    ),
    "unless something else was found": (
        [QUARTERLY, reviewed(next_review="2016-03-21")],
        ReviewBenefit(result=STOP),
        [reviewed(next_review="2016-03-21", result=STOP)],
    ),
    "a late review is one": (
        [QUARTERLY, missed("2015-12-01")],
        ReviewBenefit(result=UNCHANGED),
        [reviewed(next_review="2016-03-21")],
    ),
    "who has no category may be reviewed all the same": (
        [granted()],
        ReviewBenefit(result=UNCHANGED),
        [reviewed()],
    ),
    "what is stopped is not reviewed": (
        [QUARTERLY, stopped("2016-01-01")],
        ReviewBenefit(result=UNCHANGED),
        BenefitEnded(from_on=day("2016-01-01")),
    ),
    "one-off help is not reviewed": ([granted(period=Period.ONCE)], ReviewBenefit(result=STOP), NotPeriodic),
    "nobody reviews what was not granted": ([], ReviewBenefit(result=UNCHANGED), BenefitUnknown),
}


@pytest.mark.parametrize(("given", "when", "then"), ROWS.values(), ids=ROWS.keys())
def test_review(given, when, then):
    SPEC.check(given, when, then, TODAY)


REVIEWERS = {
    "the department that pays": (Role.DEPARTMENT, PAYER, True),
    "no other department": (Role.DEPARTMENT, "dept-health", False),
    "the centre's examiner": (Role.EXAMINER, CENTRE, True),
    "its approver": (Role.APPROVER, CENTRE, True),
    "its director": (Role.CENTRE_DIRECTOR, CENTRE, True),
    "no other centre's": (Role.CENTRE_DIRECTOR, ELSEWHERE, False),
    "not who would pass for the department in another role": (Role.APPROVER, PAYER, False),
}


@pytest.mark.parametrize(("role", "org", "may"), REVIEWERS.values(), ids=REVIEWERS.keys())
def test_who_reviews(role, org, may):
    then = [reviewed(next_review="2016-03-21")] if may else NotTheReviewer
    SPEC.check([QUARTERLY], ReviewBenefit(result=UNCHANGED), then, at("2015-12-21", role, org))


# --- missed -----------------------------------------------------------------

ON_SATURDAY = granted(category=C, from_on="2015-07-10", next_review="2015-10-10")
"""Saturday 2015-10-10 was worked for the National Day holiday."""

IN_HOLIDAY = granted(category=C, from_on="2015-07-01", next_review="2015-10-01")

LATE = {
    "when its last day is over": ([QUARTERLY], "2015-12-02"),
    "where the offices rest, the next working day is its last": ([IN_HOLIDAY], "2015-10-09"),
    "a Saturday that is worked is a last day": ([ON_SATURDAY], "2015-10-11"),
    "after a review, the next one": ([QUARTERLY, reviewed("2015-11-20", "2016-02-20")], "2016-02-23"),
    "a change puts nothing off": ([QUARTERLY, changed(1, "2015-11-01")], "2015-12-02"),
    "never, where none is due": ([granted()], None),
    "never, once it is stopped": ([QUARTERLY, stopped("2016-01-01")], None),
    "not again, once it is told": ([QUARTERLY, missed("2015-12-01")], None),
    "but the next one, after it was made up for": (
        [QUARTERLY, missed("2015-12-01"), reviewed("2015-12-21", "2016-03-21")],
        "2016-03-22",
    ),
    "never, where nothing was granted": ([], None),
}


@pytest.mark.parametrize(("given", "then"), LATE.values(), ids=LATE.keys())
def test_when_a_review_is_late(given, then):
    assert review_due(BENEFIT.fold(given), TODAY) == (midnight(then) if then else None)


def test_the_calendar_of_the_day_decides_on_which_day_it_is_due():
    unpublished = replace(TODAY, calendar=Calendar())
    benefit = BENEFIT.fold([IN_HOLIDAY])
    assert review_due(benefit, unpublished) == midnight("2015-10-02")
    assert review_due(benefit, TODAY) == midnight("2015-10-09")


def by_timer(when: str):
    return replace(at(when), actor=TIMER, now=midnight(when))


MISSED = {
    "at the end of the last day it is missed": ([IN_HOLIDAY], "2015-10-09", [missed("2015-10-08")]),
    "not on the last day": ([IN_HOLIDAY], "2015-10-08", []),
    "it is told once": ([IN_HOLIDAY, missed("2015-10-08")], "2015-10-20", []),
    "not where somebody came in between": ([IN_HOLIDAY, reviewed("2015-10-08", "2016-01-08")], "2015-10-09", []),
    "not of what is stopped": ([IN_HOLIDAY, stopped("2015-12-01")], "2015-10-09", []),
    "not of what was not granted": ([], "2015-10-09", []),
}


@pytest.mark.parametrize(("given", "when", "then"), MISSED.values(), ids=MISSED.keys())
def test_a_missed_review(given, when, then):
    SPEC.check(given, MissReview(), then, by_timer(when))


def test_a_missed_review_counts_from_the_end_of_its_last_day():
    assert missed("2015-10-08").effective_at() == midnight("2015-10-09")


def test_the_timer_of_reviews_asks_the_decider():
    assert BENEFIT_REVIEW in TIMERS
    benefit = BENEFIT.fold([IN_HOLIDAY])
    assert BENEFIT_REVIEW.due(benefit, TODAY) == midnight("2015-10-09")
    assert BENEFIT_REVIEW.steps("case-1", benefit, TODAY) == (Step(BENEFIT, "case-1", MissReview()),)
