"""Faults in a hall: a place or a number that more people were promised than can have it."""

from __future__ import annotations

from dataclasses import replace

from tests.faults.invariants import hall as never
from tests.faults.observed import Event, Observed
from tests.faults.planting import Planted, and_then, last, with_event


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


PLANTED: Planted = {
    "a slot is booked once more than it may": (slot_overbooked, never.slots_hold_no_more_than_they_may),
    "an appointment is called off twice": (place_freed_by_nobody, never.nobody_comes_twice_a_day),
    "somebody has two appointments at a hall on a day": (booker_booked_twice, never.nobody_comes_twice_a_day),
    "somebody came to what was called off": (came_to_what_was_called_off, never.nobody_comes_twice_a_day),
}
