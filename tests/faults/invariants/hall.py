"""What must never happen in a hall: that more people are promised a place or a number than can have one."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping

from tests.faults.observed import Observed

PER_SLOT = "appointment.per_slot"
NOWHERE, WAITING, SKIPPED, SERVED = "", "waiting", "skipped", "served"
# What each act at a window does to a number: where it stood, and where it stands.
MOVES: Mapping[str, Callable[[str], tuple[str, str]]] = {
    "ticket-issued": lambda _window: (NOWHERE, WAITING),
    "ticket-called": lambda window: (WAITING, window),
    "ticket-recalled": lambda window: (window, window),
    "ticket-skipped": lambda window: (window, SKIPPED),
    "ticket-requeued": lambda _window: (SKIPPED, WAITING),
    "ticket-served": lambda window: (window, SERVED),
}


def slots_hold_no_more_than_they_may(observed: Observed) -> list[str]:
    """At no time are more appointments of a slot open or kept than the policy lets it take."""
    adopted = [event.data["entry"] for event in observed.logs["casework"].of("policy-adopted")]
    (most,) = (entry["value"] for entry in adopted if entry["key"] == PER_SLOT)
    complaints, slots = [], dict[str, tuple[str, str]]()
    held: Counter[tuple[str, str]] = Counter()
    for event in observed.logs["intake"].of("appointment-booked", "appointment-cancelled"):
        name = event.data["appointment_id"]
        if event.word == "appointment-cancelled":
            held[slots.pop(name)] -= 1
            continue
        slot = slots[name] = (event.aggregate, event.data["from_at"])
        held[slot] += 1
        if held[slot] > most:
            complaints.append(f"{event.aggregate} at {slot[1]} is booked {held[slot]} times")
    return complaints


def nobody_comes_twice_a_day(observed: Observed) -> list[str]:
    """Nobody has two open appointments at a hall on a day, and each ends once."""
    complaints = []
    whose: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for event in observed.logs["intake"].events:
        if not event.aggregate.startswith("appointments/"):
            continue
        there, name = whose[event.aggregate], event.data["appointment_id"]
        if event.word == "appointment-booked":
            if event.data["booked_by"] in there.values():
                complaints.append(f"who has {name} has another")
            there[name] = event.data["booked_by"]
        elif there.pop(name, None) is None:
            complaints.append(f"{name} was not open and {event.word}")
    return complaints


def tickets_are_numbered(observed: Observed) -> list[str]:
    """The numbers of a hall and day run from 1, none twice and none left out."""
    complaints = []
    issued: Counter[str] = Counter()
    for event in observed.logs["intake"].of("ticket-issued"):
        issued[event.aggregate] += 1
        if event.data["number"] != issued[event.aggregate]:
            complaints.append(f"{event.aggregate}: {event.data['number']} is number {issued[event.aggregate]}")
    return complaints


def each_number_is_at_one_window(observed: Observed) -> list[str]:
    """A window has one number, and each number is called from the queue, stays at its window and ends there."""
    complaints = []
    queues: defaultdict[str, dict[int, str]] = defaultdict(dict)
    for event in observed.logs["intake"].events:
        if event.word not in MOVES:
            continue
        where, number, window = queues[event.aggregate], event.data["number"], event.data.get("window_id", "")
        stood, (due, stands) = where.get(number, NOWHERE), MOVES[event.word](window)
        occupied = event.word == "ticket-called" and window in where.values()
        if stood != due or occupied:
            complaints.append(f"{event.aggregate}: {event.word} of {number}, which was at {stood or 'nowhere'}")
        where[number] = stands
    return complaints
