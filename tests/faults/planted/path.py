"""Faults on the way of an application through the services."""

from __future__ import annotations

from dataclasses import replace

from shared.kernel.ids import by_trigger
from tests.faults.invariants import path as never
from tests.faults.observed import Event, Observed
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


def project_opened_twice(observed: Observed) -> Observed:
    return and_then(observed, "grants", last(observed, "grants", "project-opened"))


def resolution_never_known(observed: Observed) -> Observed:
    return without(observed, "grants", last(observed, "grants", "resolution-known"))


def filing_never_known(observed: Observed) -> Observed:
    return without(observed, "grants", last(observed, "grants", "association-known"))


def result_held_twice(observed: Observed) -> Observed:
    return and_then(observed, "intake", last(observed, "intake", "result-received"))


def _decided_at_window(observed: Observed, name: str, word: str) -> Event:
    """What became of the last application that was decided at a window."""
    application = last(observed, "intake", "decided-at-window").aggregate.partition("/")[2]
    of = {application, by_trigger("case", application)}
    return next(each for each in observed.logs[name].of(word) if each.aggregate.partition("/")[2] in of)


def decided_at_window_twice(observed: Observed) -> Observed:
    return and_then(observed, "casework", _decided_at_window(observed, "casework", "decision-made"))


def never_held_at_the_window(observed: Observed) -> Observed:
    return without(observed, "intake", _decided_at_window(observed, "intake", "result-received"))


def delivered_at_the_window_twice(observed: Observed) -> Observed:
    return and_then(observed, "intake", _decided_at_window(observed, "intake", "result-delivered"))


def payment_never_known(observed: Observed) -> Observed:
    return without(observed, "intake", last(observed, "intake", "emergency-payment-known"))


def filing_never_decided_at_the_window(observed: Observed) -> Observed:
    decided = last(observed, "associations", "filing-decided")
    made = next(each for each in observed.logs["casework"].of("decision-made") if each.cause == decided.id)
    return without(observed, "casework", made)


def annulment_never_confirmed(observed: Observed) -> Observed:
    return without(observed, "intake", last(observed, "intake", "annulment-confirmed"))


def decided_by_another_cause(observed: Observed) -> Observed:
    made = _decided_at_window(observed, "casework", "decision-made")
    return with_event(observed, "casework", made, replace(made, cause="nothing"))


def clock_resumed_twice(observed: Observed) -> Observed:
    return and_then(observed, "casework", last(observed, "casework", "clock-resumed"))


def clock_never_resumed(observed: Observed) -> Observed:
    return without(observed, "casework", last(observed, "casework", "clock-resumed"))


def date_told_earlier(observed: Observed) -> Observed:
    granted = last(observed, "casework", "extension-approved")
    earlier = {clock: {**due, "at": "2013-09-29T00:00:00+08:00"} for clock, due in granted.data["due"].items()}
    return with_event(observed, "casework", granted, replace(granted, data={**granted.data, "due": earlier}))


def _of_an_erasure(observed: Observed, word: str) -> Event:
    """The last of these; what a duty does is no part of the request that led to it."""
    return list(observed.logs["intake"].of(word))[-1]


def clearance_never_known(observed: Observed) -> Observed:
    return without(observed, "intake", _of_an_erasure(observed, "clearance-known"))


def key_destroyed_twice(observed: Observed) -> Observed:
    return and_then(observed, "intake", _of_an_erasure(observed, "subject-key-destroyed"))


PLANTED: Planted = {
    "a service agreed to an erasure and nobody heard it": (clearance_never_known, never.reactions_act_once),
    "somebody was erased whom a service may keep": (clearance_never_known, never.erasures_end_once),
    "a key was destroyed twice": (key_destroyed_twice, never.erasures_end_once),
    "a receipt lost its voucher": (batch_torn, never.receipts_have_vouchers),
    "a voucher stands without its receipt": (voucher_alone, never.receipts_have_vouchers),
    "a voucher number is given twice": (voucher_reused, never.vouchers_are_numbered),
    "a voucher number is left out": (voucher_left_out, never.vouchers_are_numbered),
    "an acceptance opened two cases": (case_opened_twice, never.reactions_act_once),
    "an acceptance opened no case": (acceptance_unanswered, never.reactions_act_once),
    "a case was opened by nothing": (case_opened_by_nobody, never.reactions_act_once),
    "a centre never became known at the counter": (centre_never_known, never.reactions_act_once),
    "a resolution opens two projects of the fund": (project_opened_twice, never.reactions_act_once),
    "a resolution is adopted and the fund never knows": (resolution_never_known, never.reactions_act_once),
    "a filing is decided and its window never knows": (filing_never_decided_at_the_window, never.reactions_act_once),
    "an association is filed and nobody may reward it": (filing_never_known, never.reactions_act_once),
    "an application has two cases": (case_opened_by_nobody, never.one_case_an_application),
    "a case has two results": (result_held_twice, never.one_case_an_application),
    "help was paid and nobody at the counter knows": (payment_never_known, never.reactions_act_once),
    "an acceptance was taken back and its case is annulled to nobody": (
        annulment_never_confirmed,
        never.reactions_act_once,
    ),
    "a decision names a cause that did not happen": (decided_by_another_cause, never.reactions_act_once),
    "what was decided at a window is decided twice": (decided_at_window_twice, never.instant_services_end_once),
    "what was decided at a window is never held": (never_held_at_the_window, never.instant_services_end_once),
    "what was decided at a window is delivered twice": (
        delivered_at_the_window_twice,
        never.instant_services_end_once,
    ),
    "a clock runs on that did not stand still": (clock_resumed_twice, never.clocks_stop_and_run_on),
    "a clock was stopped and never ran on": (clock_never_resumed, never.clocks_stop_and_run_on),
    "an applicant is told an earlier day than before": (date_told_earlier, never.clocks_stop_and_run_on),
}
