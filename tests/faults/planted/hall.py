"""Faults in a hall: a place or a number that more people were promised than can have it."""

from __future__ import annotations

from dataclasses import replace

from tests.faults.invariants import hall as never
from tests.faults.observed import Event, Observed
from tests.faults.planting import Planted, and_then, last, with_event, without, written


def booked_again(observed: Observed, **changed: object) -> Event:
    """The last booking once more, of somebody else unless they are said to be the same."""
    booked = last(observed, "intake", "appointment-booked")
    return replace(booked, id="another", data={**booked.data, "appointment_id": "another", **changed})


def slot_overbooked(observed: Observed) -> Observed:
    more = [booked_again(observed, appointment_id=f"another-{n}", booked_by=f"another-{n}") for n in range(3)]
    return and_then(observed, "intake", *more)


def place_freed_by_nobody(observed: Observed) -> Observed:
    return and_then(observed, "intake", last(observed, "intake", "appointment-cancelled"))


def booker_booked_twice(observed: Observed) -> Observed:
    return and_then(observed, "intake", booked_again(observed, appointment_id="one"), booked_again(observed))


def came_to_what_was_called_off(observed: Observed) -> Observed:
    kept, off = (last(observed, "intake", f"appointment-{ending}") for ending in ("kept", "cancelled"))
    changed = replace(kept, aggregate=off.aggregate, data={**kept.data, "appointment_id": off.data["appointment_id"]})
    return with_event(observed, "intake", kept, changed)


def ticket_left_out(observed: Observed) -> Observed:
    issued = last(observed, "intake", "ticket-issued")
    further = {**issued.data, "number": issued.data["number"] + 1}
    return with_event(observed, "intake", issued, replace(issued, data=further))


def ticket_given_twice(observed: Observed) -> Observed:
    return and_then(observed, "intake", last(observed, "intake", "ticket-issued"))


def served_elsewhere(observed: Observed) -> Observed:
    served = last(observed, "intake", "ticket-served")
    return with_event(observed, "intake", served, replace(served, data={**served.data, "window_id": "W9"}))


def called_to_two_windows(observed: Observed) -> Observed:
    called = last(observed, "intake", "ticket-called")
    other = replace(called, data={**called.data, "window_id": "W9"})
    before, after = (
        observed.logs["intake"].events[part] for part in (slice(called.position), slice(called.position, None))
    )
    return written(observed, "intake", (*before, other, *after))


def two_at_a_window(observed: Observed) -> Observed:
    return without(observed, "intake", next(observed.logs["intake"].of("ticket-served")))


PLANTED: Planted = {
    "a slot is booked once more than it may": (slot_overbooked, never.slots_hold_no_more_than_they_may),
    "an appointment is called off twice": (place_freed_by_nobody, never.nobody_comes_twice_a_day),
    "somebody has two appointments at a hall on a day": (booker_booked_twice, never.nobody_comes_twice_a_day),
    "somebody came to what was called off": (came_to_what_was_called_off, never.nobody_comes_twice_a_day),
    "a number is left out": (ticket_left_out, never.tickets_are_numbered),
    "a number is given twice": (ticket_given_twice, never.tickets_are_numbered),
    "a number is served at another window": (served_elsewhere, never.each_number_is_at_one_window),
    "a number is called to two windows": (called_to_two_windows, never.each_number_is_at_one_window),
    "a window has two numbers": (two_at_a_window, never.each_number_is_at_one_window),
}
