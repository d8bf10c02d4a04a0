"""Money of the special fund that is asked back: one row each. It is Monday 2015-05-11, and an advance was paid."""

from __future__ import annotations

from datetime import date

import pytest

from services.grants.domain.fund_project import FUND_PROJECT
from services.grants.domain.fund_project_commands import (
    OrderClawback,
    PostResult,
    RecordRecovery,
    ReferClawback,
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
    ClawbackOrdered,
    ClawbackRecovered,
    ClawbackReferred,
    ProjectProgressed,
    ReferredTo,
    ResultPosted,
    WorkNotAccepted,
)
from shared.kernel.actors import Role
from shared.kernel.money import Money
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


LATE = {
    "half a year to the day is not too long": (ADVANCED, "2015-11-11T09:00", ClawbackNotGrounded),
    "a day more is": (
        ADVANCED,
        "2015-11-12T09:00",
        [ordered(LIMIT, ClawbackBasis.NOT_STARTED, "2015-12-14")],
    ),
    "who has begun is not late": ([*ADVANCED, ProjectProgressed(percent=1)], "2016-11-12T09:00", ClawbackNotGrounded),
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


def test_what_does_not_come_in_is_referred():
    referred = ClawbackReferred(to=ReferredTo.DISCIPLINE, amount=fen(LIMIT))
    SPEC.check(ASKED_BACK, ReferClawback(to=ReferredTo.DISCIPLINE), [referred], asks("2015-06-11T00:00"), AROUND)
    SPEC.check([*ASKED_BACK, referred], ReferClawback(to=ReferredTo.DISCIPLINE), [], asks("2015-06-12T00:00"), AROUND)


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
