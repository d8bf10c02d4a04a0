"""The end of a liquidation, and the days in which an association is deregistered after it, one row each."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from services.associations.domain.association import ASSOCIATION
from services.associations.domain.association_care_refusals import NothingMissed
from services.associations.domain.association_commands import FinishLiquidation, MissDeregistration
from services.associations.domain.association_ending import (
    LiquidatedBeforeConsent,
    LiquidationFinishedBefore,
    deregistration_due,
)
from services.associations.domain.association_refusals import (
    AssetsGoNowhere,
    AtAnotherStage,
    NotDoneYet,
    NotStandingThen,
)
from shared.contracts.associations.association_ending import DeregistrationMissed, LiquidationFinished
from shared.kernel.instants import SHANGHAI
from shared.testing.decider import Spec
from tests.associations.samples import ON_FILE, ON_REGISTER, RELATED, at, by_itself, registrar
from tests.associations.test_association_ending import WINDING_UP, deregister, ended, revoke, revoked

SPEC = Spec(ASSOCIATION)
HEIR = "国际村社区公益基金"


def finish(day: str = "2016-05-17", to: str | None = HEIR) -> FinishLiquidation:
    return FinishLiquidation(liquidated_on=date.fromisoformat(day), assets_to=to)


def finished(day: str = "2016-05-17", due: str = "2016-06-01") -> LiquidationFinished:
    return LiquidationFinished(liquidated_on=date.fromisoformat(day), assets_to=HEIR, due_on=date.fromisoformat(due))


LIQUIDATED = (*WINDING_UP, finished())
MAY = at("2016-05-18T10:00")
FINISHES = {
    "it tells when the liquidation ended and where the rest went": (WINDING_UP, finish(), MAY, [finished()]),
    "a last day of rest goes on to the next that is worked": (
        WINDING_UP,
        finish("2016-05-06"),
        MAY,
        [finished("2016-05-06", "2016-05-23")],
    ),
    "telling it twice records once": (LIQUIDATED, finish(), MAY, []),
    "not of another day": (LIQUIDATED, finish("2016-05-16"), MAY, LiquidationFinishedBefore(date(2016, 5, 17))),
    "nor to another body": (LIQUIDATED, finish(to="他处"), MAY, LiquidationFinishedBefore(date(2016, 5, 17))),
    "what is left goes somewhere": (WINDING_UP, finish(to=None), MAY, AssetsGoNowhere),
    "it may have ended today": (WINDING_UP, finish("2016-05-18"), MAY, [finished("2016-05-18", "2016-06-02")]),
    "not tomorrow": (WINDING_UP, finish("2016-05-19"), MAY, NotDoneYet),
    "it may have ended on the day of the consent": (
        WINDING_UP,
        finish("2016-05-02"),
        MAY,
        [finished("2016-05-02", "2016-05-17")],
    ),
    "not a day before it": (WINDING_UP, finish("2016-05-01"), MAY, LiquidatedBeforeConsent(date(2016, 5, 2))),
    "nor before it was registered": (WINDING_UP, finish("2016-01-03"), MAY, NotStandingThen(date(2016, 1, 4))),
    "not before it began": (ON_REGISTER, finish(), MAY, AtAnotherStage),
    "a filed one has none": (ON_FILE, finish(), MAY, AtAnotherStage),
}
missed = DeregistrationMissed(due_on=date(2016, 6, 1), fell_due_at=datetime(2016, 6, 2, tzinfo=SHANGHAI))
late = ended.model_copy(update={"late": True, "ended_on": date(2016, 6, 2)})
ON_TIME, A_DAY_LATE = registrar("2016-06-01T10:00"), registrar("2016-06-02T10:00")
PASSES = {
    "the fifteenth day belongs to the association": (
        LIQUIDATED,
        MissDeregistration(),
        by_itself("2016-06-01T23:59"),
        NothingMissed,
    ),
    "then it was not deregistered in time": (LIQUIDATED, MissDeregistration(), by_itself("2016-06-02T00:00"), [missed]),
    "heard late it says the same": (LIQUIDATED, MissDeregistration(), by_itself("2016-09-02T00:00"), [missed]),
    "once": ([*LIQUIDATED, missed], MissDeregistration(), by_itself("2016-06-02T00:00"), []),
    "not of one that told no end": (WINDING_UP, MissDeregistration(), by_itself("2016-09-02T00:00"), []),
    "nor of one that is over": ([*LIQUIDATED, ended], MissDeregistration(), by_itself("2016-09-02T00:00"), []),
    "deregistered on the last day it is not late": (LIQUIDATED, deregister, ON_TIME, [ended]),
    "a day later that is told first": (LIQUIDATED, deregister, A_DAY_LATE, [missed, late]),
    "unless it was told": ([*LIQUIDATED, missed], deregister, A_DAY_LATE, [late]),
    "the registry enters the day that was told": (
        LIQUIDATED,
        deregister.model_copy(update={"liquidated_on": date(2016, 5, 18)}),
        ON_TIME,
        LiquidationFinishedBefore(date(2016, 5, 17)),
    ),
    "who is revoked instead was late too": (
        LIQUIDATED,
        revoke(),
        A_DAY_LATE,
        [missed, revoked(date(2016, 6, 2))],
    ),
}


@pytest.mark.parametrize(
    ("given", "when", "context", "then"), [*FINISHES.values(), *PASSES.values()], ids=[*FINISHES, *PASSES]
)
def test_liquidation(given, when, context, then):
    SPEC.check(given, when, then, context, RELATED)


def test_it_falls_due_after_the_last_day():
    assert deregistration_due(ASSOCIATION.fold(LIQUIDATED)) == missed.fell_due_at
    assert deregistration_due(ASSOCIATION.fold(WINDING_UP)) is None
    assert deregistration_due(ASSOCIATION.fold([*LIQUIDATED, missed])) is None


def test_both_count_from_their_day_on():
    assert finished().effective_at() == datetime(2016, 5, 17, tzinfo=SHANGHAI)
    assert missed.effective_at() == missed.fell_due_at
