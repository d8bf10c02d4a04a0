"""What holds of a book whatever is asked of it: no slot takes too many, and nobody is lost."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from services.intake.domain.appointment import BOOK, MissAppointments
from services.intake.domain.appointment_state import AppointmentState, Book
from shared.kernel.messages import Event
from shared.kernel.refusals import Refusal
from tests.intake.appointments import BY_HALL, RELATED, RESIDENT, book, cancel, instant, keep
from tests.intake.samples import at

CAPACITY = 2
SLOTS = [f"2014-09-25T{hour}" for hour in ("08:30", "10:00", "10:30", "17:30")]
IDS = [f"a-{n}" for n in range(12)]
BOOKERS = ["ma", "li", "wang", "zhao", "han"]
booking = st.builds(book, st.sampled_from(IDS), st.sampled_from(BOOKERS), st.sampled_from(SLOTS))
calling_off = st.builds(cancel, st.sampled_from([RESIDENT, BY_HALL]), st.sampled_from(IDS))
keeping = st.builds(keep, st.sampled_from(["W1", "W2", "W3"]), st.sampled_from(IDS))
told = st.tuples(st.integers(0, 40), st.one_of(booking, booking, calling_off, keeping, st.just(MissAppointments())))
START = replace(at("2014-09-24T17:00"), related=RELATED)


def lived(acts):
    """The book after each act, with what it had recorded by then; an act comes so many minutes times ten later."""
    state, context = Book(), START
    recorded: list[Event] = []
    yield state, recorded
    for tens, command in acts:
        context = replace(context, now=context.now + timedelta(minutes=10 * tens))
        events = BOOK.decide(command, state, context)
        if not isinstance(events, Refusal):
            state, recorded = BOOK.fold(events, state), [*recorded, *events]
        yield state, recorded


def after(acts):
    """The book in the end."""
    *_, last = lived(acts)
    return last


@given(acts=st.lists(told, max_size=60))
def test_a_slot_is_never_over_its_capacity(acts):
    for state, _ in lived(acts):
        held = [each for each in state.by_id.values() if each.state is not AppointmentState.CANCELLED]
        assert all(places <= CAPACITY for places in Counter(each.slot for each in held).values())


@given(acts=st.lists(told, max_size=60))
def test_what_was_booked_was_called_off_or_kept_or_missed_or_is_open(acts):
    state, recorded = after(acts)
    facts = Counter(type(event).__name__ for event in recorded)
    ended = facts["AppointmentCancelled"] + facts["AppointmentKept"] + facts["AppointmentMissed"]
    assert facts["AppointmentBooked"] == ended + len(state.open)
    assert facts["AppointmentBooked"] == len(state.by_id)


@given(acts=st.lists(told, max_size=60))
def test_nobody_has_two_open_appointments_in_a_book(acts):
    state, _ = after(acts)
    assert all(n == 1 for n in Counter(each.booked_by for each in state.open.values()).values())


@given(acts=st.lists(told, max_size=40))
def test_when_the_day_is_over_nothing_is_open(acts):
    state, _ = after(acts)
    over = replace(START, now=max(START.now, instant("2014-10-24T18:00")))
    events = BOOK.decide(MissAppointments(), state, over)
    assert isinstance(events, list)
    assert not BOOK.fold(events, state).open
