"""Working funds and stipends: decisions, one row each."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from services.grants.domain.payments import PaidAhead, ReturnedBeforePaid
from services.grants.domain.stipend import APPRAISALS, STIPEND
from services.grants.domain.stipend_refusals import (
    PerformanceNotReleased,
    StipendAlreadyPaid,
    StipendAmountDiffers,
    StipendNotStated,
    StipendPaymentUndone,
    StipendPaymentUnknown,
    StipendReceiptTaken,
)
from shared.contracts.councils.appraisal import SubjectKind
from shared.contracts.councils.supervision_committee import Office
from shared.kernel.money import Money
from shared.kernel.policy import PolicyEntry
from shared.kernel.provenance import Provenance
from shared.testing.decider import Spec
from tests.grants.purchases import POLICY
from tests.grants.stipends import (
    BASIC,
    CHAIR,
    FUNDS,
    MEMBER,
    OFFICER,
    PARTS,
    PERFORMANCE,
    appraise,
    appraised,
    funds_known,
    known,
    paid,
    pay,
    record,
    record_funds,
    released,
    returned,
    reverse,
    reversed_,
    send_back,
    withheld,
)

SPEC = Spec(STIPEND)
TWICE_A_YEAR = replace(
    OFFICER,
    policy=POLICY.adopt(
        PolicyEntry(
            key=APPRAISALS, value=2, effective_on=date(2013, 1, 1), basis="a test", provenance=Provenance.SYNTHETIC
        )
    ),
)
FIRST: dict[str, Any] = {"period": "2014-H1", "at": 3}
SECOND: dict[str, Any] = {"period": "2014-H2", "at": 4}
OF_MEMBER: dict[str, Any] = {"person": MEMBER, "office": Office.MEMBER}
DUE = [known(), appraised(), released()]
"""S10: the chair's appraisal is satisfactory."""

HEARD = {
    "working funds become known": ([], record_funds(), [funds_known()]),
    "they are stated once": ([funds_known()], record_funds(200_000, at=9), []),
    "a stipend becomes known": ([], record(), [known()]),
    "it is stated once": ([known()], record(office=Office.MEMBER, at=9), []),
    "satisfactory: the performance part is released": ([known()], appraise(), [appraised(), released()]),
    "the appraisal may be heard of first": ([], appraise(), [appraised()]),
    "then the stipend releases it": ([appraised()], record(), [known(), released()]),
    "not satisfactory: it is withheld": ([known()], appraise(False), [appraised(False), withheld()]),
    "in that order too": ([appraised(False)], record(), [known(), withheld()]),
    "a period is appraised once": ([*DUE], appraise(False, at=9), []),
    "another's appraisal releases nothing": ([known()], appraise(person=MEMBER), [appraised(person=MEMBER)]),
    "a committee member's is nothing here": ([known()], appraise(kind=SubjectKind.COMMITTEE_MEMBER), []),
    "nor that of a centre": ([known()], appraise(kind=SubjectKind.SERVICE_CENTRE, committee=None), []),
}
TWICE = {
    "one of two appraisals is not enough": ([known()], appraise(**FIRST), [appraised(**FIRST)]),
    "two are": ([known(), appraised(**FIRST)], appraise(**SECOND), [appraised(**SECOND), released()]),
    "the first that is not satisfactory withholds": (
        [known()],
        appraise(False, **FIRST),
        [appraised(False, **FIRST), withheld()],
    ),
    "and the second changes nothing": (
        [known(), appraised(False, **FIRST), withheld()],
        appraise(**SECOND),
        [appraised(**SECOND)],
    ),
    "both known before the stipend": (
        [appraised(**FIRST), appraised(**SECOND)],
        record(),
        [known(), released()],
    ),
}
PAYMENTS = {
    "working funds are paid whole": ([funds_known()], pay(300_000, FUNDS, None), [paid(300_000, FUNDS, None)]),
    "to the committee and nobody of it": ([funds_known()], pay(300_000, FUNDS, CHAIR), StipendNotStated),
    "the basic part waits for nothing": ([known()], pay(200_000), [paid(200_000)]),
    "one fen less is not the part": ([known()], pay(199_999), StipendAmountDiffers(Money(amount=200_000))),
    "one fen more neither": ([known()], pay(200_001), StipendAmountDiffers(Money(amount=200_000))),
    "a member's is another": ([known(**OF_MEMBER)], pay(140_000, person=MEMBER), [paid(140_000, person=MEMBER)]),
    "nobody is paid of whom nothing was stated": ([known()], pay(140_000, person=MEMBER), StipendNotStated),
    "the performance part waits for the appraisal": (
        [known()],
        pay(100_000, PERFORMANCE),
        PerformanceNotReleased(withheld=False),
    ),
    "a satisfactory one": (DUE, pay(100_000, PERFORMANCE), [paid(100_000, PERFORMANCE)]),
    "another withholds it": (
        [known(), appraised(False), withheld()],
        pay(100_000, PERFORMANCE),
        PerformanceNotReleased(withheld=True),
    ),
    "a payment twice is one": ([known(), paid(200_000)], pay(200_000), []),
    "a part is paid once": ([known(), paid(200_000)], pay(200_000, receipt="r-2"), StipendAlreadyPaid),
    "a number is of one payment": ([*DUE, paid(200_000)], pay(100_000, PERFORMANCE), StipendReceiptTaken),
    "today": ([known()], pay(200_000, on="2015-02-02"), [paid(200_000, on="2015-02-02")]),
    "not tomorrow": ([known()], pay(200_000, on="2015-02-03"), PaidAhead),
}
UNDOING = {
    "the bank sends a payment back": ([known(), paid(200_000)], send_back(), [returned()]),
    "then the part is paid under another number": (
        [known(), paid(200_000), returned()],
        pay(200_000, receipt="r-2"),
        [paid(200_000, receipt="r-2")],
    ),
    "never under the old one": ([known(), paid(200_000), returned()], pay(200_001), StipendReceiptTaken),
    "it comes back once": ([known(), paid(200_000), returned()], send_back(), []),
    "not on another day too": (
        [known(), paid(200_000), returned()],
        send_back(on="2015-02-02"),
        StipendPaymentUndone,
    ),
    "not before it was paid": (
        [known(), paid(200_000)],
        send_back(on="2015-01-31"),
        ReturnedBeforePaid(date(2015, 2, 1)),
    ),
    "nor tomorrow": ([known(), paid(200_000)], send_back(on="2015-02-03"), PaidAhead),
    "a wrong entry is undone": ([known(), paid(200_000)], reverse(), [reversed_()]),
    "once": ([known(), paid(200_000), reversed_()], reverse(), []),
    "what was undone does not come back": ([known(), paid(200_000), reversed_()], send_back(), StipendPaymentUndone),
    "what came back is not undone": ([known(), paid(200_000), returned()], reverse(), StipendPaymentUndone),
    "what was undone is due again": (
        [known(), paid(200_000), reversed_()],
        pay(200_000, receipt="r-2"),
        [paid(200_000, receipt="r-2")],
    ),
    "nothing is undone that nobody paid": ([known()], reverse(), StipendPaymentUnknown),
}
ROWS = {**HEARD, **PAYMENTS, **UNDOING}


def test_no_row_hides_another():
    assert len(ROWS) == len(HEARD) + len(PAYMENTS) + len(UNDOING)


@pytest.mark.parametrize(("given", "when", "then"), ROWS.values(), ids=ROWS.keys())
def test_stipend(given, when, then):
    SPEC.check(given, when, then, OFFICER)


@pytest.mark.parametrize(("given", "when", "then"), TWICE.values(), ids=TWICE.keys())
def test_where_a_year_has_two_appraisals(given, when, then):
    SPEC.check(given, when, then, TWICE_A_YEAR)


@pytest.mark.parametrize(
    ("office", "satisfactory", "fen"),
    [
        (Office.CHAIR, True, 300_000),
        (Office.CHAIR, False, 200_000),
        (Office.MEMBER, True, 200_000),
        (Office.MEMBER, False, 140_000),
    ],
    ids=["chair, satisfactory", "chair, not", "member, satisfactory", "member, not"],
)
def test_what_somebody_in_office_gets_for_a_year(office, satisfactory, fen):
    stipend = STIPEND.fold([known(CHAIR, office)])
    heard = STIPEND.decide(appraise(satisfactory), stipend, OFFICER)
    assert isinstance(heard, list)
    stipend, total = STIPEND.fold(heard, stipend), 0
    for part, due in zip((BASIC, PERFORMANCE), PARTS[office], strict=True):
        answer = STIPEND.decide(pay(due, part, receipt=part.value), stipend, OFFICER)
        total += due if isinstance(answer, list) else 0
    assert total == fen
