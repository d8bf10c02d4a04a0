"""Faults of the register of associations."""

from __future__ import annotations

from dataclasses import replace

from tests.faults.invariants import registers as never
from tests.faults.observed import Observed
from tests.faults.planting import Planted, and_then, last, with_event, without


def name_taken_by_another(observed: Observed) -> Observed:
    taken = last(observed, "associations", "association-name-taken")
    return and_then(observed, "associations", replace(taken, data={**taken.data, "association_id": "another"}))


def number_given_twice(observed: Observed) -> Observed:
    issued = last(observed, "associations", "filing-number-issued")
    earlier = {**issued.data, "number": issued.data["number"] - 1}
    return with_event(observed, "associations", issued, replace(issued, data=earlier))


def filed_without_a_number(observed: Observed) -> Observed:
    return without(observed, "associations", last(observed, "associations", "filing-number-issued"))


PLANTED: Planted = {
    "two associations have one name": (name_taken_by_another, never.names_and_codes_are_held_once),
    "a filing number is given twice": (number_given_twice, never.filings_are_numbered),
    "an association is filed under a number that nobody issued": (filed_without_a_number, never.filings_are_numbered),
}
