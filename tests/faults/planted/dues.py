"""Faults in what is owed beside a fund: contracts, stipends and rewards."""

from __future__ import annotations

from dataclasses import replace

from tests.faults.invariants import dues as never
from tests.faults.observed import Observed
from tests.faults.planting import Planted, and_then, last, with_event


def work_taken_for_more(observed: Observed) -> Observed:
    verified = last(observed, "grants", "work-verified")
    more = {**verified.data, "accepted": 10**6}
    return with_event(observed, "grants", verified, replace(verified, data=more))


def contract_paid_twice(observed: Observed) -> Observed:
    return and_then(observed, "grants", last(observed, "grants", "contract-paid"))


def payment_back_twice(observed: Observed) -> Observed:
    return and_then(observed, "grants", last(observed, "grants", "contract-payment-returned"))


def stipend_paid_twice(observed: Observed) -> Observed:
    paid = last(observed, "grants", "stipend-paid")
    again = [replace(paid, data={**paid.data, "receipt_ref": receipt}) for receipt in ("another", "yet-another")]
    return and_then(observed, "grants", *again)


def payment_undone_twice(observed: Observed) -> Observed:
    return and_then(observed, "grants", last(observed, "grants", "stipend-payment-reversed"))


def scored_twice(observed: Observed) -> Observed:
    return and_then(observed, "grants", last(observed, "grants", "scores-given"))


def scored_by_kin(observed: Observed) -> Observed:
    given, recused = (last(observed, "grants", word) for word in ("scores-given", "panel-member-recused"))
    by = {**given.data, "scorers": [*given.data["scorers"], recused.data["person"]]}
    return with_event(observed, "grants", given, replace(given, data=by))


PLANTED: Planted = {
    "more work is accepted than was reported": (work_taken_for_more, never.contracts_accept_what_was_done),
    "a contract is paid twice": (contract_paid_twice, never.contracts_pay_what_is_due),
    "a payment of a contract comes back twice": (payment_back_twice, never.contracts_pay_what_is_due),
    "a stipend is paid twice": (stipend_paid_twice, never.stipends_are_paid_once),
    "a payment of a stipend comes back twice": (payment_undone_twice, never.stipends_are_paid_once),
    "an association is scored twice": (scored_twice, never.rewards_are_scored_once),
    "who is kin gives scores": (scored_by_kin, never.rewards_are_scored_once),
}
