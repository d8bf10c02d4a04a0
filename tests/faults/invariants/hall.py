"""What must never happen in a hall: that more people are promised a place or a number than can have one."""

from __future__ import annotations

from collections import Counter, defaultdict

from tests.faults.observed import Observed

PER_SLOT = "appointment.per_slot"


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
