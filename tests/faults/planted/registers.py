"""Faults of the register of associations."""

from __future__ import annotations

from dataclasses import replace

from tests.faults.invariants import registers as never
from tests.faults.observed import Event, Observed
from tests.faults.planting import Planted, and_then, last, with_event, without

# Nothing says which command spoke of them.
SAID = ("activity-token-spent", "activity-rating-cast")


def name_taken_by_another(observed: Observed) -> Observed:
    freed = {event.aggregate for event in observed.logs["associations"].of("association-name-freed")}
    held = (each for each in observed.logs["associations"].of("association-name-taken") if each.aggregate not in freed)
    taken = tuple(held)[-1]
    return and_then(observed, "associations", replace(taken, data={**taken.data, "association_id": "another"}))


def number_given_twice(observed: Observed) -> Observed:
    issued = last(observed, "associations", "filing-number-issued")
    earlier = {**issued.data, "number": issued.data["number"] - 1}
    return with_event(observed, "associations", issued, replace(issued, data=earlier))


def filed_without_a_number(observed: Observed) -> Observed:
    return without(observed, "associations", last(observed, "associations", "filing-number-issued"))


def rated_twice(observed: Observed) -> Observed:
    return and_then(observed, "associations", *(_newest(observed, word) for word in SAID))


def rated_without_a_token(observed: Observed) -> Observed:
    return without(observed, "associations", _newest(observed, SAID[0]))


def _newest(observed: Observed, word: str) -> Event:
    return tuple(observed.logs["associations"].of(word))[-1]


PLANTED: Planted = {
    "two associations have one name": (name_taken_by_another, never.names_and_codes_are_held_once),
    "a filing number is given twice": (number_given_twice, never.filings_are_numbered),
    "somebody rates an activity twice": (rated_twice, never.activities_are_rated_once),
    "an activity is rated by nobody": (rated_without_a_token, never.activities_are_rated_once),
    "an association is filed under a number that nobody issued": (filed_without_a_number, never.filings_are_numbered),
}
