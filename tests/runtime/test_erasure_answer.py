"""What a service answers when a person is to be erased: decisions, one row each, and until when something is kept."""

from __future__ import annotations

from datetime import date

import pytest

from shared.contracts.erasure import (
    IN_USE,
    ErasureAsked,
    ErasureCleared,
    ErasureRetained,
    RestrictionKnown,
    Retention,
)
from shared.runtime.erasure_answer import ERASURE_ANSWER, AnswerErasure, RecordAsking, RecordRestriction
from shared.runtime.holding import until
from shared.testing.decider import Spec, context

HELD = (Retention(archive_class=IN_USE, concerning="case/c-1"),)
ASKED = ErasureAsked(round=1, source_position=5)
AGAIN = ErasureAsked(round=2, source_position=9)
CLEARED = ErasureCleared(round=1)
RETAINED = ErasureRetained(round=1, held=HELD)
RESTRICTED = RestrictionKnown(source_position=6)
asks, nothing, something = (
    RecordAsking(round=1, source_position=5),
    AnswerErasure(held=()),
    AnswerErasure(held=HELD),
)
ROWS = {
    "intake asks": ([], asks, [ASKED]),
    "the same asking is heard once": ([ASKED], asks, []),
    "an older one is not heard after it": ([AGAIN], asks, []),
    "who keeps nothing says so": ([ASKED], nothing, [CLEARED]),
    "who keeps something says what": ([ASKED], something, [RETAINED]),
    "it is answered once, whatever is held later": ([ASKED, CLEARED], something, []),
    "asked again, it is answered again": ([ASKED, RETAINED, AGAIN], nothing, [ErasureCleared(round=2)]),
    "what was not asked is not answered": ([], nothing, []),
    "a restriction is known": ([ASKED, RETAINED], RecordRestriction(source_position=6), [RESTRICTED]),
    "once": ([RESTRICTED], RecordRestriction(source_position=8), []),
    "also where nothing was asked": ([], RecordRestriction(source_position=6), [RESTRICTED]),
}


@pytest.mark.parametrize(("given_", "when", "then"), ROWS.values(), ids=ROWS.keys())
def test_answer(given_, when, then):
    Spec(ERASURE_ANSWER).check(given_, when, then, context())


PERIODS = {
    "for ever": ("PERMANENT", date(2013, 6, 1), None),
    "ten years": ("P10Y", date(2013, 6, 1), date(2023, 6, 1)),
    "thirty years": ("P30Y", date(2015, 9, 9), date(2045, 9, 9)),
    "from a leap day through the whole of the last year": ("P10Y", date(2016, 2, 29), date(2026, 3, 1)),
    "from a leap day to a leap year": ("P4Y", date(2016, 2, 29), date(2020, 3, 1)),
}


@pytest.mark.parametrize(("period", "since_on", "until_on"), PERIODS.values(), ids=PERIODS.keys())
def test_until_when_something_is_kept(period, since_on, until_on):
    assert until(period, since_on) == until_on


def test_a_period_that_nobody_can_read_frees_nothing():
    with pytest.raises(ValueError, match="two years"):
        until("two years", date(2013, 6, 1))
