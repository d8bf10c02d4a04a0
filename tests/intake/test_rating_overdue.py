"""What is overdue about a bad rating: who hears of it, and when."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from services.intake.domain.rating import RATING, escalation_due
from services.intake.domain.rating_commands import EscalateBadRating
from services.intake.domain.rating_refusals import EscalationNotDue
from shared.contracts.intake.bad_rating import BadRatingEscalated, EscalatedTo, Overdue
from shared.contracts.intake.rating import Level
from shared.kernel.instants import SHANGHAI
from shared.testing.decider import Spec
from tests.intake.ratings import BAD, CLEAR, DONE, GONE, TO_CALL_AGAIN, TO_RECHECK, TO_VERIFY, on, rated


def escalated(to: EscalatedTo, overdue: Overdue, at: str) -> BadRatingEscalated:
    due_on = {Overdue.CONTACT: date(2015, 12, 8), Overdue.REMEDY: date(2015, 12, 28)}[overdue]
    return BadRatingEscalated(
        to=to, overdue=overdue, due_on=due_on, fell_due_at=datetime.fromisoformat(at).replace(tzinfo=SHANGHAI)
    )


NOT_CALLED = escalated(EscalatedTo.CENTRE_DIRECTOR, Overdue.CONTACT, "2015-12-09")
STILL_NOT_CALLED = escalated(EscalatedTo.DISTRICT, Overdue.CONTACT, "2015-12-16")
NOT_RIGHT = escalated(EscalatedTo.CENTRE_DIRECTOR, Overdue.REMEDY, "2015-12-29")
STILL_NOT_RIGHT = escalated(EscalatedTo.DISTRICT, Overdue.REMEDY, "2016-01-06")
escalate = EscalateBadRating()
LATE = {
    "on the last day for the call nothing is late": (BAD, EscalationNotDue, "2015-12-08T23:59"),
    "the day after, the director hears of it": (BAD, [NOT_CALLED], "2015-12-09T00:00"),
    "not a second time": ([*BAD, NOT_CALLED], EscalationNotDue, "2015-12-15T23:59"),
    "but the district, five working days later": ([*BAD, NOT_CALLED], [STILL_NOT_CALLED], "2015-12-16T00:00"),
    "then only the remedy is waited for": ([*BAD, NOT_CALLED, STILL_NOT_CALLED], EscalationNotDue, "2015-12-28T23:59"),
    "of what was called in time nobody hears": (TO_VERIFY, EscalationNotDue, "2015-12-28T23:59"),
    "not put right in fifteen working days": (TO_VERIFY, [NOT_RIGHT], "2015-12-29T00:00"),
    "nor after that, past New Year": ([*CLEAR, NOT_RIGHT], [STILL_NOT_RIGHT], "2016-01-06T00:00"),
    "after the district there is nobody": ([*CLEAR, NOT_RIGHT, STILL_NOT_RIGHT], [], "2016-12-01T00:00"),
    "an appeal holds nothing up": (TO_RECHECK, [NOT_RIGHT], "2015-12-29T00:00"),
    "what was put right is not late": (TO_CALL_AGAIN, [], "2016-12-01T00:00"),
    "nor what is excluded": (GONE, [], "2016-12-01T00:00"),
}


@pytest.mark.parametrize(("given_", "then", "when"), LATE.values(), ids=LATE.keys())
def test_what_is_overdue_goes_up(given_, then, when):
    Spec(RATING).check(given_, escalate, then, on(when))


@pytest.mark.parametrize("given_", [[], [rated(Level.SATISFIED)], TO_CALL_AGAIN, GONE, DONE])
def test_nothing_falls_due_where_nothing_waits(given_):
    assert escalation_due(RATING.fold(given_), on("2015-12-08T10:00")) is None
