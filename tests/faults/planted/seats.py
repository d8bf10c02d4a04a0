"""Faults of seats and resolutions: held twice, left by nobody, done twice."""

from __future__ import annotations

from tests.faults.invariants import seats as never
from tests.faults.observed import Observed
from tests.faults.planting import Planted, and_then, last, without


def elected_twice(observed: Observed) -> Observed:
    elected = last(observed, "councils", "supervision-member-elected")
    return and_then(observed, "councils", elected, elected)


def recalled_twice(observed: Observed) -> Observed:
    return and_then(observed, "councils", last(observed, "councils", "supervision-member-recalled"))


def counted_twice(observed: Observed) -> Observed:
    *_, counted = observed.logs["councils"].of("appraisal-concluded")
    return and_then(observed, "councils", counted)


def never_answered(observed: Observed) -> Observed:
    return without(observed, "councils", last(observed, "councils", "appraisal-objection-answered"))


def archived_twice(observed: Observed) -> Observed:
    return and_then(observed, "councils", last(observed, "councils", "resolution-archived"))


def never_carried_out(observed: Observed) -> Observed:
    return without(observed, "councils", last(observed, "councils", "resolution-executed"))


PLANTED: Planted = {
    "somebody is elected twice": (elected_twice, never.seats_are_held_once),
    "somebody is recalled twice": (recalled_twice, never.seats_are_held_once),
    "a result counts twice": (counted_twice, never.results_count_once),
    "a result counts while an objection is open": (never_answered, never.results_count_once),
    "a resolution is put away twice": (archived_twice, never.resolutions_end_once),
    "what nobody carried out is found carried out": (never_carried_out, never.resolutions_end_once),
}
