"""Faults of the money of a fund, and of invoices."""

from __future__ import annotations

from dataclasses import replace

from tests.faults.invariants import money as never
from tests.faults.observed import Observed
from tests.faults.planting import Planted, and_then, last, with_event, without


def paid_more_than_committed(observed: Observed) -> Observed:
    made = last(observed, "grants", "payment-made")
    more = {**made.data, "amount": {"amount": 10**12, "currency": "CNY"}}
    return with_event(observed, "grants", made, replace(made, data=more))


def reserved_twice(observed: Observed) -> Observed:
    return and_then(observed, "grants", last(observed, "grants", "funds-reserved"))


def reservation_lost(observed: Observed) -> Observed:
    return without(observed, "grants", last(observed, "grants", "funds-reserved"))


def invoice_used_again(observed: Observed) -> Observed:
    used = last(observed, "grants", "invoice-used")
    return and_then(observed, "grants", replace(used, data={**used.data, "payment_id": "another"}))


def invoice_freed_of_another(observed: Observed) -> Observed:
    freed = last(observed, "grants", "invoice-freed")
    return with_event(observed, "grants", freed, replace(freed, data={"payment_id": "another"}))


def recovered_beyond_what_was_paid(observed: Observed) -> Observed:
    recovered = last(observed, "grants", "funds-recovered")
    more = {**recovered.data, "amount": {"amount": 10**12, "currency": "CNY"}}
    return with_event(observed, "grants", recovered, replace(recovered, data=more))


def reversed_twice(observed: Observed) -> Observed:
    return and_then(observed, "grants", last(observed, "grants", "entry-reversed"))


PLANTED: Planted = {
    "more is paid than was committed": (paid_more_than_committed, never.ledgers_never_fall_below_nothing),
    "a reservation is lost and its contract stands": (reservation_lost, never.ledgers_never_fall_below_nothing),
    "money is reserved twice and told once": (reserved_twice, never.ledgers_add_up_to_what_is_told),
    "more comes back than was paid": (recovered_beyond_what_was_paid, never.ledgers_never_fall_below_nothing),
    "an entry is reversed twice": (reversed_twice, never.ledgers_never_fall_below_nothing),
    "an invoice pays twice": (invoice_used_again, never.invoices_are_used_once),
    "an invoice is freed of a payment that it never had": (invoice_freed_of_another, never.invoices_are_used_once),
}
