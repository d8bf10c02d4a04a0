"""Money of the special fund that is asked back: one row each. It is Monday 2015-05-11, and an advance was paid."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from services.grants.domain.fund_project import FUND_PROJECT
from services.grants.domain.fund_project_clawback import return_due, start_due
from services.grants.domain.fund_project_commands import (
    MissClawback,
    MissStart,
    OrderClawback,
    PostResult,
    RecordRecovery,
    ReferClawback,
    RejectWork,
    ReportProgress,
)
from services.grants.domain.fund_project_refusals import (
    ClawbackNotDue,
    ClawbackNotGrounded,
    NotTheCommunity,
    StepOutOfTurn,
)
from services.grants.domain.fund_project_state import Stage
from services.grants.domain.fund_refusals import AbovePaid, PaperUsed
from shared.contracts.grants.fund_project_work import (
    AcceptanceFault,
    ClawbackBasis,
    ClawbackMissed,
    ClawbackOrdered,
    ClawbackRecovered,
    ClawbackReferred,
    FundProjectNotStarted,
    PaymentUndone,
    ProjectProgressed,
    ReferredTo,
    ResultPosted,
    WorkNotAccepted,
)
from shared.kernel.actors import Role
from shared.kernel.money import Money
from shared.kernel.policy import PolicyEntry
from shared.kernel.provenance import Provenance
from shared.testing.decider import Spec
from tests.grants.funds import asks, fen
from tests.grants.projects import (
    AROUND,
    LOOKED_AT,
    TO_WORK,
    accepted,
    advanced,
)

SPEC = Spec(FUND_PROJECT)
LIMIT = 858_000
"""30 per cent of the price."""


def not_accepted(inspection: str = "i-1") -> WorkNotAccepted:
    return WorkNotAccepted(inspection_id=inspection, acceptors=LOOKED_AT, faults=(AcceptanceFault.DEFECTIVE,))


FAILED = not_accepted()


def claw_back(amount: int, basis: ClawbackBasis = ClawbackBasis.MISUSE) -> OrderClawback:
    return OrderClawback(amount=fen(amount), basis=basis)


def ordered(
    amount: int = LIMIT, basis: ClawbackBasis = ClawbackBasis.MISUSE, due: str = "2015-06-10"
) -> ClawbackOrdered:
    return ClawbackOrdered(amount=fen(amount), basis=basis, due_on=date.fromisoformat(due))


ADVANCED = [*TO_WORK, advanced(LIMIT)]
ASKED_BACK = [*ADVANCED, ordered()]
BACK = ClawbackRecovered(receipt="R-1", amount=fen(LIMIT))
CLAWBACKS = {
    "what was misused is asked back within thirty days": (ADVANCED, claw_back(LIMIT), [ordered()]),
    "not a fen more than was paid": (ADVANCED, claw_back(LIMIT + 1), AbovePaid(Money(amount=LIMIT))),
    "one refused acceptance is no reason": (
        [*ADVANCED, FAILED],
        claw_back(1, ClawbackBasis.FAILED_ACCEPTANCE),
        ClawbackNotGrounded,
    ),
    "two are": (
        [*ADVANCED, FAILED, not_accepted("i-2")],
        claw_back(1, ClawbackBasis.FAILED_ACCEPTANCE),
        [ordered(1, ClawbackBasis.FAILED_ACCEPTANCE)],
    ),
    "after the order nothing is paid": (ASKED_BACK, PostResult(), StepOutOfTurn(Stage.CLAWED_BACK)),
    "what comes in is entered": (ASKED_BACK, RecordRecovery(receipt="R-1", amount=fen(LIMIT)), [BACK]),
    "once for a receipt": ([*ASKED_BACK, BACK], RecordRecovery(receipt="R-1", amount=fen(LIMIT)), []),
    "another amount needs another": ([*ASKED_BACK, BACK], RecordRecovery(receipt="R-1", amount=fen(1)), PaperUsed),
    "no more comes in than was asked back": (
        [*ASKED_BACK, BACK],
        RecordRecovery(receipt="R-2", amount=fen(1)),
        AbovePaid(Money(amount=0)),
    ),
    "while there are days left nobody is told": (
        ASKED_BACK,
        ReferClawback(to=ReferredTo.AUDIT),
        ClawbackNotDue(date(2015, 6, 10)),
    ),
    "what came in is not referred": ([*ASKED_BACK, BACK], ReferClawback(to=ReferredTo.AUDIT), []),
}


@pytest.mark.parametrize(("given", "when", "then"), CLAWBACKS.values(), ids=CLAWBACKS.keys())
def test_clawback(given, when, then):
    SPEC.check(given, when, then, asks(), AROUND)


NOT_STARTED = FundProjectNotStarted(due_on=date(2015, 11, 11))
NOT_RETURNED = ClawbackMissed(due_on=date(2015, 6, 10), amount=fen(LIMIT))
BEGUN = ProjectProgressed(percent=1)
LATE = {
    "half a year to the day is not too long": (ADVANCED, "2015-11-11T09:00", ClawbackNotGrounded),
    "a day more is, and is said first": (
        ADVANCED,
        "2015-11-12T09:00",
        [NOT_STARTED, ordered(LIMIT, ClawbackBasis.NOT_STARTED, "2015-12-14")],
    ),
    "unless that was told": (
        [*ADVANCED, NOT_STARTED],
        "2015-11-12T09:00",
        [ordered(LIMIT, ClawbackBasis.NOT_STARTED, "2015-12-14")],
    ),
    "who has begun is not late": ([*ADVANCED, BEGUN], "2016-11-12T09:00", ClawbackNotGrounded),
    "nor is work that was accepted without a word on its progress": (
        [*ADVANCED, accepted()],
        "2015-11-12T09:00",
        ClawbackNotGrounded,
    ),
    "nor is what is posted with its accounts": (
        [*ADVANCED, accepted(LIMIT), ResultPosted(paid=fen(LIMIT), until_on=date(2015, 6, 1))],
        "2015-11-12T09:00",
        ClawbackNotGrounded,
    ),
}


@pytest.mark.parametrize(("given", "at", "then"), LATE.values(), ids=LATE.keys())
def test_who_does_not_start(given, at, then):
    SPEC.check(given, claw_back(LIMIT, ClawbackBasis.NOT_STARTED), then, asks(at), AROUND)


STARTS = {
    "the last day belongs to the half-year": (ADVANCED, MissStart(), "2015-11-11T23:59", []),
    "then it has not started": (ADVANCED, MissStart(), "2015-11-12T00:00", [NOT_STARTED]),
    "heard late it says the same": (ADVANCED, MissStart(), "2016-03-01T00:00", [NOT_STARTED]),
    "once": ([*ADVANCED, NOT_STARTED], MissStart(), "2015-11-12T00:00", []),
    "what begins after it is late first": (
        ADVANCED,
        ReportProgress(percent=1),
        "2015-11-12T00:00",
        [NOT_STARTED, BEGUN],
    ),
    "what was told late may begin": ([*ADVANCED, NOT_STARTED], ReportProgress(percent=1), "2015-11-13T00:00", [BEGUN]),
    "what has begun is not late": ([*ADVANCED, BEGUN], MissStart(), "2015-11-12T00:00", []),
    "nor is what was accepted": ([*ADVANCED, accepted()], MissStart(), "2015-11-12T00:00", []),
    "nor is work that nothing was paid for": (TO_WORK, MissStart(), "2015-11-12T00:00", []),
    "nor where the payment came back": (
        [*ADVANCED, PaymentUndone(payment_id="pay-0")],
        MissStart(),
        "2015-11-12T00:00",
        [],
    ),
    "nor what is asked back for another reason": (ASKED_BACK, MissStart(), "2015-06-10T23:59", []),
    "a repeated word of an act that stands says nothing": (
        [*ADVANCED, FAILED],
        RejectWork(inspection_id="i-1", acceptors=LOOKED_AT, faults=(AcceptanceFault.DEFECTIVE,)),
        "2015-11-12T00:00",
        [],
    ),
}
PARTLY = ClawbackRecovered(receipt="R-1", amount=fen(LIMIT - 1))
RETURNS = {
    "the last day belongs to who pays back": (ASKED_BACK, MissClawback(), "2015-06-10T23:59", []),
    "then it is not returned": (ASKED_BACK, MissClawback(), "2015-06-11T00:00", [NOT_RETURNED]),
    "heard late it says the same": (ASKED_BACK, MissClawback(), "2015-09-01T00:00", [NOT_RETURNED]),
    "once": ([*ASKED_BACK, NOT_RETURNED], MissClawback(), "2015-06-12T00:00", []),
    "a fen that is missing is": (
        [*ASKED_BACK, PARTLY],
        MissClawback(),
        "2015-06-11T00:00",
        [ClawbackMissed(due_on=date(2015, 6, 10), amount=fen(1))],
    ),
    "what came in is not": ([*ASKED_BACK, BACK], MissClawback(), "2015-06-11T00:00", []),
    "what comes in after it is late first": (
        ASKED_BACK,
        RecordRecovery(receipt="R-1", amount=fen(LIMIT)),
        "2015-06-11T00:00",
        [NOT_RETURNED, BACK],
    ),
    "before the order nothing is": (ADVANCED, MissClawback(), "2015-06-11T00:00", []),
}


@pytest.mark.parametrize(
    ("given", "when", "at", "then"),
    [*STARTS.values(), *RETURNS.values()],
    ids=[*(f"start, {name}" for name in STARTS), *(f"return, {name}" for name in RETURNS)],
)
def test_what_passes(given, when, at, then):
    SPEC.check(given, when, then, asks(at), AROUND)


def test_they_fall_due_after_their_last_days():
    assert start_due(FUND_PROJECT.fold(ADVANCED), asks()) == datetime.fromisoformat("2015-11-12T00:00+08:00")
    assert start_due(FUND_PROJECT.fold([*ADVANCED, BEGUN]), asks()) is None
    assert return_due(FUND_PROJECT.fold(ASKED_BACK), asks()) == datetime.fromisoformat("2015-06-11T00:00+08:00")
    assert return_due(FUND_PROJECT.fold([*ASKED_BACK, BACK]), asks()) is None


def test_the_months_are_those_of_the_day_of_the_approval():
    """Who waits is not late by a rule that was made meanwhile."""
    shorter = asks("2015-10-01T09:00").policy.adopt(
        PolicyEntry(
            key="fund.clawback.not_started_months",
            value=3,
            effective_on=date(2015, 9, 1),
            basis="of the test",
            provenance=Provenance.SYNTHETIC,
        )
    )
    SPEC.check(ADVANCED, MissStart(), [], replace(asks("2015-10-01T09:00"), policy=shorter), AROUND)


def test_what_does_not_come_in_is_referred():
    to, referred = ReferredTo.DISCIPLINE, ClawbackReferred(to=ReferredTo.DISCIPLINE, amount=fen(LIMIT))
    SPEC.check(ASKED_BACK, ReferClawback(to=to), [NOT_RETURNED, referred], asks("2015-06-11T00:00"), AROUND)
    SPEC.check([*ASKED_BACK, NOT_RETURNED], ReferClawback(to=to), [referred], asks("2015-06-11T09:00"), AROUND)
    SPEC.check([*ASKED_BACK, NOT_RETURNED, referred], ReferClawback(to=to), [], asks("2015-06-12T00:00"), AROUND)
    SPEC.check([*ASKED_BACK, referred], MissClawback(), [], asks("2015-06-12T00:00"), AROUND)


@pytest.mark.parametrize(
    ("given", "when", "at"),
    [
        (ADVANCED, claw_back(LIMIT), "2015-05-11T09:00"),
        (ASKED_BACK, ReferClawback(to=ReferredTo.AUDIT), "2015-06-11T09:00"),
    ],
    ids=["order", "refer"],
)
def test_another_community_asks_nothing_back(given, when, at):
    SPEC.check(given, when, NotTheCommunity, asks(at, Role.WORKING_COMMITTEE, "taining"), AROUND)
