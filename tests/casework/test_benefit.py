"""Granted benefits: decisions, one row each. Amounts are in fen; it is Monday 2015-12-21 and the department asks."""

from __future__ import annotations

from datetime import datetime

import pytest
from pydantic import ValidationError

from services.casework.domain.benefit import BENEFIT
from services.casework.domain.benefit_commands import PayInstalment
from services.casework.domain.benefit_ledger import span_of
from services.casework.domain.benefit_refusals import (
    AboveDecision,
    AlreadyPaid,
    BeforeStart,
    BelowDecision,
    BenefitAlreadyGranted,
    BenefitEnded,
    BenefitUnknown,
    InstalmentNotBegun,
    InstalmentOfOtherPeriod,
    NotThePayer,
    PaidInFuture,
)
from services.casework.domain.delegation_refusals import AboveCap
from shared.contracts.casework.benefit import BenefitEvent, ChangeReason, Period, StopReason
from shared.kernel.actors import Role
from shared.kernel.money import Money
from shared.kernel.refusals import CorruptStream
from shared.testing.decider import Spec
from tests.casework.benefits import (
    PAYER,
    TODAY,
    ask_back,
    asked_back,
    at,
    change,
    changed,
    day,
    give_back,
    given_back,
    grant,
    granted,
    instant,
    midnight,
    paid,
    pay,
    stop,
    stopped,
)
from tests.casework.district import CENTRE, ELSEWHERE

SPEC = Spec(BENEFIT)
MONTHLY = granted()
ONE_OFF = granted(50_000, Period.ONCE, "2015-09-03", cap=100_000)
CORRECTED, REVOKED = ChangeReason.DECISION_CORRECTED, StopReason.DECISION_REVOKED

GRANTS = {
    "a benefit is granted": ([], grant(), [MONTHLY]),
    "granting twice records once": ([MONTHLY], grant(), []),
    "a case does not grant another amount later": ([MONTHLY], grant(30_001), BenefitAlreadyGranted),
    "as much as the delegation allows is granted": ([], grant(100, cap=100), [granted(100, cap=100)]),
    "one fen above the cap may not": (
        [],
        grant(101, cap=100),
        AboveCap(cap_amount=Money(amount=100), goes_up_to=PAYER),
    ),
}

PAYMENTS = {
    "an instalment is paid as decided": ([MONTHLY], pay("2015-09"), [paid("2015-09")]),
    "the same instalment twice is refused": ([MONTHLY, paid()], pay(), AlreadyPaid(instalment="2015-09")),
    "the same month on another day is the same instalment": (
        [MONTHLY, paid()],
        pay(paid_at="2015-12-01T08:00"),
        AlreadyPaid,
    ),
    "the month after is another": ([MONTHLY, paid()], pay("2015-10"), [paid("2015-10")]),
    "one fen more may not": ([MONTHLY], pay(amount=30_001), AboveDecision(decided=Money(amount=30_000))),
    "one fen less is not the instalment": (
        [MONTHLY],
        pay(amount=29_999),
        BelowDecision(decided=Money(amount=30_000)),
    ),
    "the month before the benefit begins is not paid": (
        [MONTHLY],
        pay("2015-08"),
        BeforeStart(from_on=day("2015-09-01")),
    ),
    "nothing is paid on the day before it begins": ([MONTHLY], pay(paid_at="2015-08-31T23:59"), BeforeStart),
    "on its first day it may be": ([MONTHLY], pay(paid_at="2015-09-01T00:00"), [paid(paid_at="2015-09-01T00:00")]),
    "a month is not paid on the day before it": (
        [MONTHLY],
        pay("2015-12", paid_at="2015-11-30T23:59"),
        InstalmentNotBegun(begins_on=day("2015-12-01")),
    ),
    "a payment of this minute is recorded": (
        [MONTHLY],
        pay(paid_at="2015-12-21T09:00"),
        [paid(paid_at="2015-12-21T09:00")],
    ),
    "a payment of the next minute is still to come": ([MONTHLY], pay(paid_at="2015-12-21T09:01"), PaidInFuture),
    "a year is no instalment of a monthly benefit": (
        [MONTHLY],
        pay("2015"),
        InstalmentOfOtherPeriod(period=Period.MONTH),
    ),
    "once is no instalment of a monthly benefit": ([MONTHLY], pay("once"), InstalmentOfOtherPeriod),
    "a month is no instalment of one-off help": ([ONE_OFF], pay("2015-09", 50_000), InstalmentOfOtherPeriod),
    "one-off help is paid once": ([ONE_OFF], pay("once", 50_000), [paid("once", 50_000)]),
    "and not once more": ([ONE_OFF, paid("once", 50_000)], pay("once", 50_000), AlreadyPaid),
    "who was granted nothing is paid nothing": ([], pay(), BenefitUnknown),
    "the month in which it begins counts from its first day": (
        [granted(from_on="2015-09-16")],
        pay("2015-09"),
        [paid("2015-09")],
    ),
    "a quarter is paid whole": (
        [granted(period=Period.QUARTER, from_on="2015-08-01")],
        pay("2015-Q3"),
        [paid("2015-Q3")],
    ),
    "the quarter that was over is not": (
        [granted(period=Period.QUARTER, from_on="2015-10-01")],
        pay("2015-Q3"),
        BeforeStart,
    ),
    "a year is paid whole": ([granted(period=Period.YEAR, from_on="2015-04-01")], pay("2015"), [paid("2015")]),
    "from the day of a change its amount is paid": (
        [MONTHLY, changed(20_000, "2015-10-01")],
        pay("2015-10", 20_000),
        [paid("2015-10", 20_000)],
    ),
    "and no more the old one": ([MONTHLY, changed(20_000, "2015-10-01")], pay("2015-10"), AboveDecision),
    "what was due before a change is paid as it was": (
        [MONTHLY, changed(20_000, "2015-10-01")],
        pay("2015-09"),
        [paid("2015-09")],
    ),
    "a month that began before a change is paid as it began": (
        [MONTHLY, changed(20_000, "2015-10-02")],
        pay("2015-10"),
        [paid("2015-10")],
    ),
    "the last month before a stop is paid": ([MONTHLY, stopped("2015-10-01")], pay("2015-09"), [paid("2015-09")]),
    "the month of the stop is not": (
        [MONTHLY, stopped("2015-10-01")],
        pay("2015-10"),
        BenefitEnded(from_on=day("2015-10-01")),
    ),
    "a month that began before the stop is paid": (
        [MONTHLY, stopped("2015-10-02")],
        pay("2015-10"),
        [paid("2015-10")],
    ),
    "a benefit that was revoked is not paid": ([MONTHLY, stopped("2015-09-01", REVOKED)], pay(), BenefitEnded),
    "what was given back is not paid again": (
        [MONTHLY, paid(), stopped("2015-09-01", overpaid=30_000), asked_back(30_000), given_back(30_000)],
        pay(),
        AlreadyPaid,
    ),
}

ROWS = GRANTS | PAYMENTS


@pytest.mark.parametrize(("given", "when", "then"), ROWS.values(), ids=ROWS.keys())
def test_benefit(given, when, then):
    SPEC.check(given, when, then, TODAY)


DEPARTMENT, DIRECTOR, APPROVER, EXAMINER = Role.DEPARTMENT, Role.CENTRE_DIRECTOR, Role.APPROVER, Role.EXAMINER
PAYERS = {
    "the department pays": (MONTHLY, DEPARTMENT, PAYER, True),
    "another department does not": (MONTHLY, DEPARTMENT, "dept-health", False),
    "the centre does not pay what is monthly": (MONTHLY, DIRECTOR, CENTRE, False),
    "nor who would pass for the payer in another role": (MONTHLY, APPROVER, PAYER, False),
    "one-off help the department pays": (ONE_OFF, DEPARTMENT, PAYER, True),
    "or the centre's director": (ONE_OFF, DIRECTOR, CENTRE, True),
    "or its approver": (ONE_OFF, APPROVER, CENTRE, True),
    "its examiner does not": (ONE_OFF, EXAMINER, CENTRE, False),
    "another centre does not": (ONE_OFF, DIRECTOR, ELSEWHERE, False),
}


@pytest.mark.parametrize(("given", "role", "org", "may"), PAYERS.values(), ids=PAYERS.keys())
def test_who_pays(given, role, org, may):
    asked_for, recorded = (pay("once", 50_000), paid("once", 50_000)) if given is ONE_OFF else (pay(), paid())
    SPEC.check([given], asked_for, [recorded] if may else NotThePayer, at("2015-12-21", role, org))


OF_PAYER = [change(1, "2015-10-01"), stop("2015-10-01"), ask_back(1), give_back(1)]


@pytest.mark.parametrize("command", OF_PAYER, ids=lambda command: type(command).__name__)
def test_who_does_not_pay_neither_changes_nor_stops_nor_asks_back(command):
    SPEC.check([MONTHLY], command, NotThePayer, at("2015-12-21", DIRECTOR, CENTRE))


def test_above_the_cap_the_department_pays_and_the_centre_does_not():
    given: list[BenefitEvent] = [ONE_OFF, changed(100_001, "2015-09-03", CORRECTED)]
    SPEC.check(given, pay("once", 100_001), AboveCap, at("2015-12-21", DIRECTOR, CENTRE))
    SPEC.check(given, pay("once", 100_001), [paid("once", 100_001)], TODAY)


SPANS = {
    "a month": ("2015-09", Period.MONTH, "2015-09-01", "2015-10-01"),
    "the last month of a year": ("2015-12", Period.MONTH, "2015-12-01", "2016-01-01"),
    "the first quarter": ("2016-Q1", Period.QUARTER, "2016-01-01", "2016-04-01"),
    "the last quarter": ("2015-Q4", Period.QUARTER, "2015-10-01", "2016-01-01"),
    "a year": ("2016", Period.YEAR, "2016-01-01", "2017-01-01"),
    "the last year that can be told": ("2999", Period.YEAR, "2999-01-01", "3000-01-01"),
    "a month that was over ends before it counts": ("2013-02", Period.MONTH, "2013-09-16", "2013-03-01"),
    "the month in which it begins": ("2013-09", Period.MONTH, "2013-09-16", "2013-10-01"),
}


@pytest.mark.parametrize(("instalment", "period", "counts", "ended"), SPANS.values(), ids=SPANS.keys())
def test_the_days_of_an_instalment(instalment, period, counts, ended):
    span = span_of(instalment, period, day("2013-09-16"))
    assert span is not None
    assert (span.counts_on, span.ended_on) == (day(counts), day(ended))


@pytest.mark.parametrize(
    "instalment", ["2015-13", "2015-00", "2015-Q0", "2015-Q5", "15-09", "2015-9", "3015", "", "Q1"]
)
def test_what_names_no_period(instalment):
    assert [period for period in Period if span_of(instalment, period, day("2013-09-16"))] == []


WHEN = [
    (MONTHLY, midnight("2015-09-01")),
    (paid(paid_at="2015-12-21T08:00"), instant("2015-12-21T08:00")),
    (changed(1, "2015-10-01"), midnight("2015-10-01")),
    (stopped("2015-11-01"), midnight("2015-11-01")),
    (asked_back(1), None),
]


@pytest.mark.parametrize(("event", "then"), WHEN, ids=[type(event).__name__ for event, _ in WHEN])
def test_from_when_a_fact_counts(event, then):
    assert event.effective_at() == then


CONTRADICTIONS = {
    "granted twice": [MONTHLY, MONTHLY],
    "paid before it was granted": [paid()],
    "paid for another kind of period": [MONTHLY, paid("2015")],
    "stopped before it was granted": [stopped("2015-10-01")],
}


@pytest.mark.parametrize("events", CONTRADICTIONS.values(), ids=CONTRADICTIONS.keys())
def test_a_log_that_contradicts_itself_is_corrupt(events):
    with pytest.raises(CorruptStream):
        BENEFIT.fold(events)


def paying(**said: object) -> PayInstalment:
    return PayInstalment.model_validate({**pay().model_dump(), **said})


def test_a_citizens_number_is_no_reference():
    assert paying(payee_ref="630102194503120018").payee_ref == "630102194503120018", "its check digit is wrong"
    with pytest.raises(ValidationError, match="citizen"):
        paying(payee_ref="630102194503120017")


@pytest.mark.parametrize("paid_at", ["9999-12-31T23:59:59Z", "9999-12-31T23:59:59-14:00", "0001-01-01T00:00:00+14:00"])
def test_an_instant_of_no_day_of_ours_is_refused(paid_at):
    with pytest.raises(ValidationError, match="paid_at"):
        paying(paid_at=datetime.fromisoformat(paid_at))
