"""Faults on the way of an application through the services."""

from __future__ import annotations

from dataclasses import replace

from tests.faults.invariants import path as never
from tests.faults.observed import Observed
from tests.faults.planting import Planted, and_then, last, pair, with_event, without


def batch_torn(observed: Observed) -> Observed:
    return without(observed, "intake", pair(observed)[1])


def voucher_alone(observed: Observed) -> Observed:
    return without(observed, "intake", pair(observed)[0])


def voucher_reused(observed: Observed) -> Observed:
    _, voucher = pair(observed)
    return with_event(
        observed, "intake", voucher, replace(voucher, data={**voucher.data, "number": voucher.data["number"] - 1})
    )


def voucher_left_out(observed: Observed) -> Observed:
    receipt, _ = pair(observed)
    series, _, number = receipt.data["voucher_number"].rpartition("-")
    changed = {**receipt.data, "voucher_number": f"{series}-{int(number) + 1:06d}"}
    return with_event(observed, "intake", receipt, replace(receipt, data=changed))


def case_opened_twice(observed: Observed) -> Observed:
    opened = last(observed, "casework", "case-opened")
    return and_then(observed, "casework", replace(opened, aggregate="case/another", id="another"))


def acceptance_unanswered(observed: Observed) -> Observed:
    return without(observed, "casework", last(observed, "casework", "case-opened"))


def case_opened_by_nobody(observed: Observed) -> Observed:
    opened = last(observed, "casework", "case-opened")
    return and_then(observed, "casework", replace(opened, aggregate="case/another", cause="nothing"))


def centre_never_known(observed: Observed) -> Observed:
    return without(observed, "intake", last(observed, "intake", "centre-known"))


def result_held_twice(observed: Observed) -> Observed:
    return and_then(observed, "intake", last(observed, "intake", "result-received"))


def clock_resumed_twice(observed: Observed) -> Observed:
    return and_then(observed, "casework", last(observed, "casework", "clock-resumed"))


def clock_never_resumed(observed: Observed) -> Observed:
    return without(observed, "casework", last(observed, "casework", "clock-resumed"))


def date_told_earlier(observed: Observed) -> Observed:
    granted = last(observed, "casework", "extension-approved")
    earlier = {clock: {**due, "at": "2013-09-29T00:00:00+08:00"} for clock, due in granted.data["due"].items()}
    return with_event(observed, "casework", granted, replace(granted, data={**granted.data, "due": earlier}))


PLANTED: Planted = {
    "a receipt lost its voucher": (batch_torn, never.receipts_have_vouchers),
    "a voucher stands without its receipt": (voucher_alone, never.receipts_have_vouchers),
    "a voucher number is given twice": (voucher_reused, never.vouchers_are_numbered),
    "a voucher number is left out": (voucher_left_out, never.vouchers_are_numbered),
    "an acceptance opened two cases": (case_opened_twice, never.reactions_act_once),
    "an acceptance opened no case": (acceptance_unanswered, never.reactions_act_once),
    "a case was opened by nothing": (case_opened_by_nobody, never.reactions_act_once),
    "a centre never became known at the counter": (centre_never_known, never.reactions_act_once),
    "an application has two cases": (case_opened_by_nobody, never.one_case_an_application),
    "a case has two results": (result_held_twice, never.one_case_an_application),
    "a clock runs on that did not stand still": (clock_resumed_twice, never.clocks_stop_and_run_on),
    "a clock was stopped and never ran on": (clock_never_resumed, never.clocks_stop_and_run_on),
    "an applicant is told an earlier day than before": (date_told_earlier, never.clocks_stop_and_run_on),
}
