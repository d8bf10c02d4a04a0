"""Bookers: missed appointments are counted, and too many of them block for a while, one row each."""

from datetime import date, timedelta

import pytest

from services.intake.domain.appointment import BOOK
from services.intake.domain.appointment_refusals import BookerBlocked
from services.intake.domain.booker import BOOKER, AdmitBooking, CountNoShow
from services.intake.domain.types import AppointmentId
from shared.contracts.intake.appointment import BookingBlocked, NoShowCounted
from shared.testing.decider import Spec, known
from tests.intake.appointments import booked, cancelled, missed
from tests.intake.samples import at

THE_DAY = date(2014, 9, 25)
OPEN = known(BOOK, "book-1", booked("a-9"))
CLOSING = at("2014-09-25T18:00")
count = CountNoShow(book_id="book-1", appointment_id=AppointmentId("a-9"))
now_counted = NoShowCounted(appointment_id="a-9", missed_on=THE_DAY)
blocked = BookingBlocked(until_on=date(2014, 10, 25))


def before(*days):
    """An appointment missed so many days before, each."""
    return [NoShowCounted(appointment_id=f"a-{n}", missed_on=THE_DAY - timedelta(days=n)) for n in days]


COUNTING = {
    "the first is counted": ([], [now_counted]),
    "the second too": (before(10), [now_counted]),
    "the third within ninety days blocks for thirty": (before(20, 10), [now_counted, blocked]),
    "the day itself is the ninetieth": (before(89, 10), [now_counted, blocked]),
    "one of ninety days ago counts no more": (before(90, 10), [now_counted]),
    "counting twice records once": ([*before(10), now_counted], []),
    "counting again what led to a block records nothing": ([*before(20, 10), now_counted, blocked], []),
    "what led to a block counts no more": (
        [*before(80, 70, 60), BookingBlocked(until_on=THE_DAY - timedelta(days=30))],
        [now_counted],
    ),
    "two after a block and this one block again": (
        [*before(80, 70, 60), BookingBlocked(until_on=THE_DAY - timedelta(days=30)), *before(20, 10)],
        [now_counted, blocked],
    ),
}


@pytest.mark.parametrize(("given_", "then"), COUNTING.values(), ids=COUNTING.keys())
def test_a_missed_appointment_is_counted(given_, then):
    Spec(BOOKER).check(given_, count, then, CLOSING, OPEN)


@pytest.mark.parametrize(
    "book",
    [(), (booked("a-9"), cancelled(id_="a-9")), (booked("a-9"), missed("a-9"))],
    ids=["was never booked", "was called off meanwhile", "was recorded as missed before"],
)
def test_nothing_is_counted_that_its_book_does_not_record_in_the_same_act(book):
    Spec(BOOKER).check([], count, [], CLOSING, known(BOOK, "book-1", *book))


BLOCKED = [*before(20, 10), now_counted, blocked]
ADMITTING = {
    "who missed nothing books": ([], "2014-09-26T09:00", []),
    "who missed two books": (before(20, 10), "2014-09-26T09:00", []),
    "who is blocked does not": (BLOCKED, "2014-09-26T09:00", BookerBlocked(until=date(2014, 10, 25))),
    "not on the last day either": (BLOCKED, "2014-10-25T23:59", BookerBlocked(until=date(2014, 10, 25))),
    "the day after they do": (BLOCKED, "2014-10-26T00:00", []),
}


@pytest.mark.parametrize(("given_", "when", "then"), ADMITTING.values(), ids=ADMITTING.keys())
def test_a_booking_is_admitted_or_not(given_, when, then):
    Spec(BOOKER).check(given_, AdmitBooking(), then, at(when))
