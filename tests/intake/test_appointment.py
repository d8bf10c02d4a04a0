"""The book of a hall and day: what a slot takes, who calls off until when, who came and who did not, one row each."""

from dataclasses import replace
from datetime import date

import pytest

from services.intake.domain.application_refusals import ItemNotOffered
from services.intake.domain.appointment import BOOK, MissAppointments, day_over_at
from services.intake.domain.appointment_refusals import (
    AppointmentNotToday,
    AppointmentOpenThatDay,
    AppointmentOver,
    AppointmentUnknown,
    CancellationTooLate,
    ChannelNotOffered,
    DayNotOver,
    SlotFull,
    SlotNotOffered,
    SlotPast,
    SlotTooFarAhead,
)
from services.intake.domain.appointment_state import Book, appointment_id, book_id, book_of, hall_of
from services.intake.domain.hall import HallUnknown, WindowNotOpen
from services.intake.domain.window_post import NotOnWindowPost
from shared.contracts.casework.post import ActedAs
from shared.contracts.intake.appointment import AppointmentsEvent, WindowKind
from shared.kernel.policy import PolicyEntry
from shared.kernel.provenance import Provenance
from shared.kernel.refusals import CorruptStream
from shared.testing.decider import Spec
from tests.intake.appointments import (
    BY_HALL,
    CLOSE,
    ON_DUTY,
    ON_SITE,
    PHONE,
    RELATED,
    TEN,
    WED,
    book,
    booked,
    cancel,
    cancelled,
    instant,
    keep,
    kept,
    missed,
)
from tests.intake.samples import at

FULL = [booked("a-1", "ma"), booked("a-2", "li")]
WITHDRAWN_WEB = WED.policy.adopt(
    PolicyEntry(
        key="appointment.channels",
        value=("ON_SITE", "PHONE"),
        effective_on=date(2014, 9, 1),
        basis="test",
        provenance=Provenance.SYNTHETIC,
    )
)
BOOKING = {
    "a slot is booked": ([], book(), WED, [booked()]),
    "booking twice records once": ([booked()], book(), WED, []),
    "two places of a slot are taken": ([booked("a-1", "ma")], book("a-2", "li"), WED, [booked("a-2", "li")]),
    "a third may not": (FULL, book("a-3", "wang"), WED, SlotFull(capacity=2)),
    "another slot of the day is free then": (
        FULL,
        book("a-3", "wang", "2014-09-25T10:30"),
        WED,
        [booked("a-3", "wang", "2014-09-25T10:30")],
    ),
    "what was called off makes room": (
        [*FULL, cancelled(id_="a-1")],
        book("a-3", "wang"),
        WED,
        [booked("a-3", "wang")],
    ),
    "what was kept takes its place still": (
        [*FULL, kept(id_="a-1"), cancelled(id_="a-2"), booked("a-3", "li")],
        book("a-4", "wang"),
        at("2014-09-25T09:30"),
        SlotFull(capacity=2),
    ),
    "places that were booked under another length count where they meet": (
        [booked("a-1", "ma", "2014-09-25T09:30", minutes=60), booked("a-2", "li", "2014-09-25T09:30", minutes=60)],
        book("a-3", "wang"),
        WED,
        SlotFull(capacity=2),
    ),
    "nobody has two open appointments in a hall on a day": (
        [booked()],
        book("a-2", "ma", "2014-09-25T15:00"),
        WED,
        AppointmentOpenThatDay,
    ),
    "who called off books again": (
        [booked(), cancelled()],
        book("a-2", "ma", "2014-09-25T15:00"),
        WED,
        [booked("a-2", "ma", "2014-09-25T15:00")],
    ),
    "a slot is booked until it begins": ([], book(), at("2014-09-25T09:59"), [booked()]),
    "a slot that begins now is not": ([], book(), at(TEN), SlotPast),
    "the seventh day ahead is booked": (
        [],
        book(from_at="2014-09-30T10:00"),
        at("2014-09-23T08:00"),
        [booked(from_at="2014-09-30T10:00")],
    ),
    "the eighth is not": (
        [],
        book(from_at="2014-09-30T10:00"),
        at("2014-09-22T08:00"),
        SlotTooFarAhead(last_on=date(2014, 9, 29)),
    ),
    "the first slot begins with the opening": (
        [],
        book(from_at="2014-09-25T08:30"),
        WED,
        [booked(from_at="2014-09-25T08:30")],
    ),
    "none begins before": ([], book(from_at="2014-09-25T08:00"), WED, SlotNotOffered),
    "the last ends with the close": (
        [],
        book(from_at="2014-09-25T17:30"),
        WED,
        [booked(from_at="2014-09-25T17:30")],
    ),
    "none begins at the close": ([], book(from_at="2014-09-25T18:00"), WED, SlotNotOffered),
    "none begins over noon": ([], book(from_at="2014-09-25T12:00"), WED, SlotNotOffered),
    "none begins between two": ([], book(from_at="2014-09-25T10:15"), WED, SlotNotOffered),
    "a Saturday has none": ([], book(from_at="2014-09-27T10:00"), WED, SlotNotOffered),
    "a Sunday that is worked has": ([], book(from_at="2014-09-28T10:00"), WED, [booked(from_at="2014-09-28T10:00")]),
    "a holiday has none": ([], book(from_at="2014-10-01T10:00"), WED, SlotNotOffered),
    "no slots are offered of intermediary windows": (
        [],
        book(window_kind=WindowKind.INTERMEDIARY),
        WED,
        SlotNotOffered,
    ),
    "a hall that is not there has none": ([], book(hall_id="hall-none"), WED, HallUnknown),
    "an item of the catalogue is named": ([], book(item_code="CD-MZ-005"), WED, [booked(item_code="CD-MZ-005")]),
    "one that is not in it is not": ([], book(item_code="CD-MZ-999"), WED, ItemNotOffered),
    "a channel that the policy has withdrawn is not used": (
        [],
        book(),
        replace(WED, policy=WITHDRAWN_WEB),
        ChannelNotOffered(channels=("ON_SITE", "PHONE")),
    ),
}
OFF = {
    "two hours before is in time": ([booked()], cancel(), at("2014-09-25T08:00"), [cancelled()]),
    "a minute later is too late": (
        [booked()],
        cancel(),
        at("2014-09-25T08:01"),
        CancellationTooLate(latest_at=instant("2014-09-25T08:00")),
    ),
    "calling off twice records once": ([booked(), cancelled()], cancel(), at("2014-09-25T09:00"), []),
    "the hall calls off a minute before": (
        [booked()],
        cancel(BY_HALL),
        at("2014-09-25T09:59"),
        [cancelled(BY_HALL)],
    ),
    "and a minute before the day closes": ([booked()], cancel(BY_HALL), at("2014-09-25T17:59"), [cancelled(BY_HALL)]),
    "but not when it has closed": ([booked()], cancel(BY_HALL), at("2014-09-25T18:00"), AppointmentOver),
    "what was kept is not called off": ([booked(), kept()], cancel(BY_HALL), at("2014-09-25T11:00"), AppointmentOver),
    "what was missed is not either": ([booked(), missed()], cancel(), at("2014-09-26T09:00"), AppointmentOver),
    "what nobody booked is not there": ([booked()], cancel(id_="a-2"), WED, AppointmentUnknown),
    "nor is anything in an empty book": ([], cancel(), WED, AppointmentUnknown),
}
KEEPING = {
    "who comes in time is received": ([booked()], keep(), at(TEN), [kept()]),
    "who comes early on the day is too": ([booked()], keep(), at("2014-09-25T08:30"), [kept()]),
    "who comes late on the day is too": ([booked()], keep(), at("2014-09-25T17:59"), [kept()]),
    "nobody is when the day has closed": ([booked()], keep(), at("2014-09-25T18:00"), AppointmentOver),
    "nor the day before": (
        [booked()],
        keep(),
        at("2014-09-24T23:59"),
        AppointmentNotToday(on=date(2014, 9, 25)),
    ),
    "keeping twice records once": ([booked(), kept()], keep(), at(TEN), []),
    "what was called off is not kept": ([booked(), cancelled()], keep(), at(TEN), AppointmentOver),
    "nobody is received at a window that is not open": ([booked()], keep("W3"), at(TEN), WindowNotOpen),
    "what nobody booked is not kept": ([], keep(), at(TEN), AppointmentUnknown),
}
TWO_OPEN = [booked("a-1", "ma"), booked("a-2", "li", "2014-09-25T15:00")]
MISSING = {
    "all that is open at the close was missed": (
        TWO_OPEN,
        MissAppointments(),
        at("2014-09-25T18:00"),
        [missed("a-1"), missed("a-2")],
    ),
    "a minute before somebody may still come": (TWO_OPEN, MissAppointments(), at("2014-09-25T17:59"), DayNotOver),
    "what was kept or called off was not": (
        [*TWO_OPEN, kept(id_="a-1"), cancelled(id_="a-2")],
        MissAppointments(),
        at("2014-09-25T18:00"),
        [],
    ),
    "a look that comes late says when the day closed": (
        [booked()],
        MissAppointments(),
        at("2014-09-27T03:00"),
        [missed("a-1", CLOSE)],
    ),
    "in an empty book nothing was": ([], MissAppointments(), at("2014-09-25T18:00"), []),
}
ROWS = BOOKING | OFF | KEEPING | MISSING


@pytest.mark.parametrize(("given_", "when", "context", "then"), ROWS.values(), ids=ROWS.keys())
def test_book(given_, when, context, then):
    Spec(BOOK).check(given_, when, then, context, RELATED)


AS_A = {"post_id": "post-W2", "acted_as": ActedAs.A}
ON_POSTS = {
    "who is on a window's post books on site": ([], book(channel=ON_SITE), [booked(channel=ON_SITE, **AS_A)]),
    "and by phone": ([], book(channel=PHONE), [booked(channel=PHONE, **AS_A)]),
    "and calls off": ([booked()], cancel(BY_HALL), [cancelled(BY_HALL, **AS_A)]),
    "and receives": ([booked()], keep(), [kept(**AS_A)]),
}


@pytest.mark.parametrize(("given_", "when", "then"), ON_POSTS.values(), ids=ON_POSTS.keys())
def test_the_act_of_a_clerk_says_on_which_post(given_, when, then):
    morning = at("2014-09-25T09:00")
    Spec(BOOK).check(given_, when, then, morning, RELATED | ON_DUTY)
    Spec(BOOK).check(given_, when, NotOnWindowPost, at("2014-09-25T09:00", "clerk-9"), RELATED | ON_DUTY)


def test_what_a_resident_does_alone_asks_for_no_post():
    Spec(BOOK).check([], book(), [booked()], at("2014-09-25T07:00", "anybody"), RELATED | ON_DUTY)
    Spec(BOOK).check([booked()], cancel(), [cancelled()], at("2014-09-25T07:00", "anybody"), RELATED | ON_DUTY)


# --- state and ids ----------------------------------------------------------


def test_what_is_not_open_does_not_change():
    ends: tuple[AppointmentsEvent, ...] = (cancelled(), kept(), missed())
    for last in ends:
        with pytest.raises(CorruptStream):
            BOOK.fold([last])
        for end in ends:
            with pytest.raises(CorruptStream):
                BOOK.fold([booked(), end, last])


def test_a_day_is_looked_at_only_while_somebody_is_expected():
    assert day_over_at(Book(), WED) is None
    assert day_over_at(BOOK.fold([booked()]), WED) == CLOSE
    assert day_over_at(BOOK.fold([booked(), kept()]), WED) is None


def test_an_appointment_names_its_book_and_that_its_hall():
    hall = "0b7e9c1c-6f0e-5d0a-9d3c-5f1f0a4f2b11"
    of = book_id(hall, date(2014, 9, 25))
    id_ = appointment_id(of, "7d444840-9dc0-51d1-b245-5ffdce74fad2")
    assert id_ == f"{hall}-2014-09-25.7d4448409dc051d1"
    assert (book_of(id_), hall_of(of)) == (of, hall)
    assert len(id_) <= 64
    assert book_of("nobody-gave-this") == ""
