"""Benefits changed, stopped, corrected and asked back: decisions, one row each. Amounts are in fen."""

from __future__ import annotations

import pytest

from services.casework.domain.benefit import BENEFIT
from services.casework.domain.benefit_refusals import (
    AboveDecision,
    AboveOrdered,
    AboveOverpaid,
    AlreadyPaid,
    BeforeStart,
    BenefitEnded,
    BenefitUnknown,
    CorrectionNeeded,
    InstalmentUnpaid,
    NothingOverpaid,
    NotPeriodic,
    RecoveryDuePast,
    ReferenceTaken,
)
from services.casework.domain.delegation_refusals import AboveCap
from shared.contracts.casework.benefit import ChangeReason, Period, StopReason
from shared.kernel.money import Money
from shared.testing.decider import Spec
from tests.casework.benefits import (
    TODAY,
    ask_back,
    asked_back,
    change,
    changed,
    correct,
    day,
    give_back,
    given_back,
    granted,
    no_longer_owed,
    paid,
    pay,
    stop,
    stopped,
)

SPEC = Spec(BENEFIT)
MONTHLY = granted()
ONE_OFF = granted(50_000, Period.ONCE, "2015-09-03", cap=100_000)
TWO_PAID = [MONTHLY, paid("2015-09"), paid("2015-10")]
CORRECTED, REVOKED = ChangeReason.DECISION_CORRECTED, StopReason.DECISION_REVOKED

FURTHER = {
    "what was raised after it was paid is made up for": (
        [MONTHLY, paid(), changed(35_000, "2015-09-01", arrears=5_000)],
        pay(amount=5_000, further=True),
        [paid(amount=5_000, further=True)],
    ),
    "not by one fen more": (
        [MONTHLY, paid(), changed(35_000, "2015-09-01", arrears=5_000)],
        pay(amount=5_001, further=True),
        AboveDecision(decided=Money(amount=5_000)),
    ),
    "not unless somebody says so": (
        [MONTHLY, paid(), changed(60_000, "2015-09-01", arrears=30_000)],
        pay(),
        AlreadyPaid,
    ),
    "not twice": (
        [MONTHLY, paid(), changed(35_000, "2015-09-01", arrears=5_000), paid(amount=5_000, further=True)],
        pay(amount=5_000, further=True),
        AlreadyPaid,
    ),
    "not where nothing was raised": ([MONTHLY, paid()], pay(further=True), AlreadyPaid),
    "not for what was never paid": ([MONTHLY], pay(further=True), InstalmentUnpaid(instalment="2015-09")),
    "what was returned, and is due again after all, is made up for": (
        [
            *(MONTHLY, paid(), changed(20_000, "2015-09-01", overpaid=10_000), asked_back(10_000), given_back(10_000)),
            changed(30_000, "2015-09-01", CORRECTED, arrears=10_000),
        ],
        pay(amount=10_000, further=True),
        [paid(amount=10_000, further=True)],
    ),
}

CHANGES = {
    "a change for days to come overpays nothing": (
        TWO_PAID,
        change(20_000, "2016-01-01"),
        [changed(20_000, "2016-01-01")],
    ),
    "a change of days already paid says what is overpaid": (
        TWO_PAID,
        change(20_000, "2015-10-01"),
        [changed(20_000, "2015-10-01", overpaid=10_000)],
    ),
    "of all that is paid": (TWO_PAID, change(20_000, "2015-09-01"), [changed(20_000, "2015-09-01", overpaid=20_000)]),
    "or what is short": (TWO_PAID, change(31_000, "2015-09-01"), [changed(31_000, "2015-09-01", arrears=2_000)]),
    "the last word holds of all later days": (
        [*TWO_PAID, changed(20_000, "2015-10-01", overpaid=10_000)],
        change(25_000, "2015-09-01"),
        [changed(25_000, "2015-09-01", overpaid=10_000)],
    ),
    "the same amount is no change": (TWO_PAID, change(30_000, "2015-10-01"), []),
    "unless another was said of later days": (
        [MONTHLY, changed(20_000, "2015-11-01")],
        change(30_000, "2015-10-01"),
        [changed(30_000, "2015-10-01")],
    ),
    "it changes on its first day at the earliest": ([MONTHLY], change(1, "2015-09-01"), [changed(1, "2015-09-01")]),
    "and not on the day before": ([MONTHLY], change(1, "2015-08-31"), BeforeStart),
    "what is stopped does not change any more": (
        [MONTHLY, stopped("2015-10-01")],
        change(1, "2015-10-01"),
        BenefitEnded(from_on=day("2015-10-01")),
    ),
    "what was due before the stop may": (
        [MONTHLY, paid(), stopped("2015-10-01")],
        change(20_000, "2015-09-01"),
        [changed(20_000, "2015-09-01", overpaid=10_000)],
    ),
    "above the cap it does not change": ([granted(cap=40_000)], change(40_001, "2015-10-01"), AboveCap),
    "one-off help is not changed": ([ONE_OFF], change(1, "2015-09-03"), NotPeriodic),
    "that the decision was wrong is not said by a change": (
        [MONTHLY],
        change(1, "2015-10-01", CORRECTED),
        CorrectionNeeded,
    ),
    "where a raise makes up for what is asked back, less is owed": (
        [*TWO_PAID, changed(20_000, "2015-09-01", overpaid=20_000), asked_back(20_000)],
        change(25_000, "2015-09-01"),
        [changed(25_000, "2015-09-01", overpaid=10_000), no_longer_owed(10_000)],
    ),
    "what is overpaid and was not asked back yet is made up for first": (
        [*TWO_PAID, changed(20_000, "2015-09-01", overpaid=20_000), asked_back(10_000)],
        change(25_000, "2015-09-01"),
        [changed(25_000, "2015-09-01", overpaid=10_000)],
    ),
    "nobody changes what was not granted": ([], change(1, "2015-09-01"), BenefitUnknown),
}

STOPS = {
    "a benefit is stopped": ([MONTHLY], stop("2016-01-01"), [stopped("2016-01-01")]),
    "stopping twice records once": ([MONTHLY, stopped("2016-01-01")], stop("2016-01-01"), []),
    "a stop from an earlier day follows": (
        [*TWO_PAID, stopped("2015-11-01")],
        stop("2015-10-01"),
        [stopped("2015-10-01", overpaid=30_000)],
    ),
    "never one from a later": ([MONTHLY, stopped("2015-11-01")], stop("2015-11-02"), BenefitEnded),
    "nor one from that day for another reason": (
        [MONTHLY, stopped("2015-11-01")],
        stop("2015-11-01", StopReason.DIED),
        BenefitEnded,
    ),
    "it stops on its first day at the earliest": (
        [*TWO_PAID],
        stop("2015-09-01"),
        [stopped("2015-09-01", overpaid=60_000)],
    ),
    "and never before that day": ([MONTHLY], stop("2015-08-31"), BeforeStart),
    "one-off help that was paid ends without overpayment": (
        [ONE_OFF, paid("once", 50_000)],
        stop("2015-10-01", StopReason.ENDED),
        [stopped("2015-10-01", StopReason.ENDED)],
    ),
    "that the decision is revoked is not said by a stop": ([MONTHLY], stop("2015-10-01", REVOKED), CorrectionNeeded),
}

CORRECTIONS = {
    "a corrected decision leaves the excess known": (
        TWO_PAID,
        correct(20_000, "2015-09-01"),
        [changed(20_000, "2015-09-01", CORRECTED, overpaid=20_000)],
    ),
    "one of days before the benefit began is said of all of it": (
        TWO_PAID,
        correct(20_000, "2015-01-01"),
        [changed(20_000, "2015-09-01", CORRECTED, overpaid=20_000)],
    ),
    "a revoked decision stops it": (
        TWO_PAID,
        correct(None, "2015-10-01"),
        [stopped("2015-10-01", REVOKED, overpaid=30_000)],
    ),
    "correcting twice records once": (
        [*TWO_PAID, changed(20_000, "2015-09-01", CORRECTED, overpaid=20_000)],
        correct(20_000, "2015-09-01"),
        [],
    ),
    "revoking twice records once": ([MONTHLY, stopped("2015-09-01", REVOKED)], correct(None, "2015-09-01"), []),
    "a correction that changes nothing records nothing": (TWO_PAID, correct(30_000, "2015-09-01"), []),
    "nothing follows where nothing was granted": ([], correct(None, "2015-09-01"), []),
    "what is said of one-off help is said of all of it": (
        [ONE_OFF, paid("once", 50_000)],
        correct(40_000, "2015-12-01"),
        [changed(40_000, "2015-09-03", CORRECTED, overpaid=10_000)],
    ),
    "one-off help that is revoked is overpaid whole": (
        [ONE_OFF, paid("once", 50_000)],
        correct(None, "2015-12-01"),
        [stopped("2015-09-03", REVOKED, overpaid=50_000)],
    ),
    "an authority above is not bound by the cap": (
        [ONE_OFF],
        correct(100_001, "2015-09-03"),
        [changed(100_001, "2015-09-03", CORRECTED)],
    ),
    "after another stop, days that are not due stay so": (
        [MONTHLY, stopped("2015-10-01", StopReason.DIED)],
        correct(40_000, "2015-10-01"),
        [],
    ),
    "what was revoked does not come to life again": (
        [MONTHLY, stopped("2015-09-01", REVOKED)],
        correct(40_000, "2015-09-01"),
        BenefitEnded,
    ),
}

OVERPAID = [*TWO_PAID, changed(20_000, "2015-09-01", overpaid=20_000)]
RECOVERIES = {
    "what is overpaid is asked back": (OVERPAID, ask_back(20_000), [asked_back(20_000)]),
    "not one fen more": (OVERPAID, ask_back(20_001), AboveOverpaid(overpaid=Money(amount=20_000))),
    "asking twice by one order records once": ([*OVERPAID, asked_back(20_000)], ask_back(20_000), []),
    "one order does not ask for two amounts": ([*OVERPAID, asked_back(5_000)], ask_back(6_000), ReferenceTaken),
    "the rest is asked back by another": (
        [*OVERPAID, asked_back(5_000)],
        ask_back(15_000, "order-2"),
        [asked_back(15_000, "order-2")],
    ),
    "and no more than the rest": (
        [*OVERPAID, asked_back(5_000)],
        ask_back(15_001, "order-2"),
        AboveOverpaid(overpaid=Money(amount=15_000)),
    ),
    "what is asked back already is not asked back again": (
        [*OVERPAID, asked_back(20_000)],
        ask_back(1, "order-2"),
        NothingOverpaid,
    ),
    "nor what has come in": (
        [*OVERPAID, asked_back(20_000), given_back(20_000)],
        ask_back(1, "order-2"),
        NothingOverpaid,
    ),
    "where nothing is overpaid nothing is asked back": (TWO_PAID, ask_back(1), NothingOverpaid),
    "what is short of one month does not pay for another": (
        [MONTHLY, paid("2015-09"), paid("2015-10"), changed(20_000, "2015-09-01"), changed(45_000, "2015-10-01")],
        ask_back(10_000),
        [asked_back(10_000)],
    ),
    "it may be due back today": (OVERPAID, ask_back(1, due_on="2015-12-21"), [asked_back(1, due_on="2015-12-21")]),
    "not yesterday": (OVERPAID, ask_back(1, due_on="2015-12-20"), RecoveryDuePast),
    "what is asked back comes in": ([*OVERPAID, asked_back(20_000)], give_back(20_000), [given_back(20_000)]),
    "in parts": (
        [*OVERPAID, asked_back(20_000), given_back(5_000)],
        give_back(15_000, "receipt-2"),
        [given_back(15_000, "receipt-2")],
    ),
    "two equal parts have two receipts": (
        [*OVERPAID, asked_back(20_000), given_back(10_000)],
        give_back(10_000, "receipt-2"),
        [given_back(10_000, "receipt-2")],
    ),
    "not one fen more than is owed": (
        [*OVERPAID, asked_back(20_000), given_back(5_000)],
        give_back(15_001, "receipt-2"),
        AboveOrdered(ordered=Money(amount=15_000)),
    ),
    "nothing comes in that nobody asked for": (OVERPAID, give_back(1), AboveOrdered(ordered=Money(amount=0))),
    "one receipt counts once": ([*OVERPAID, asked_back(20_000), given_back(5_000)], give_back(5_000), []),
    "and is for one amount": (
        [*OVERPAID, asked_back(20_000), given_back(5_000)],
        give_back(6_000),
        ReferenceTaken(reference="receipt-1"),
    ),
    "what is no longer owed does not come in": (
        [*OVERPAID, asked_back(20_000), changed(30_000, "2015-09-01"), no_longer_owed(20_000)],
        give_back(1),
        AboveOrdered,
    ),
}


ROWS = FURTHER | CHANGES | STOPS | CORRECTIONS | RECOVERIES


@pytest.mark.parametrize(("given", "when", "then"), ROWS.values(), ids=ROWS.keys())
def test_money_of_a_benefit(given, when, then):
    SPEC.check(given, when, then, TODAY)


def test_each_row_is_called_otherwise():
    assert len(ROWS) == len(FURTHER) + len(CHANGES) + len(STOPS) + len(CORRECTIONS) + len(RECOVERIES)
