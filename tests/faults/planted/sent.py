"""Faults of commands: lost, torn, done twice, or answered otherwise."""

from __future__ import annotations

from dataclasses import replace

from tests.faults.invariants import sent as never
from tests.faults.observed import Observed
from tests.faults.planting import Planted, and_then, last, pair, with_answer, without, written
from tests.faults.requests import Acknowledged, Declined


def acknowledged_event_dropped(observed: Observed) -> Observed:
    return without(observed, "intake", last(observed, "intake", "application-accepted"))


def acknowledgement_forged(observed: Observed) -> Observed:
    forged = Acknowledged(
        "intake", "load-forged-accept", "nobody", 1, 1, (("huimin.intake.application-accepted.v1", 1),)
    )
    return replace(observed, acknowledged=(*observed.acknowledged, forged))


def declined_and_written(observed: Observed) -> Observed:
    told = next(each for each in reversed(observed.acknowledged) if not each.secret)
    return replace(observed, declined=(*observed.declined, Declined(told.service, told.key, "slot-full")))


def version_forged(observed: Observed) -> Observed:
    return with_answer(observed, version=observed.acknowledged[-1].version + 1)


def nothing_written(observed: Observed) -> Observed:
    return with_answer(observed, events=(), position=0)


def batch_interleaved(observed: Observed) -> Observed:
    receipt, _ = pair(observed)
    first, *others = observed.logs["intake"].events
    events = [each for other in others for each in ([other, first] if other is receipt else [other])]
    return written(observed, "intake", events)


def effect_doubled(observed: Observed) -> Observed:
    return and_then(observed, "intake", last(observed, "intake", "application-accepted"))


def shipped_twice(observed: Observed) -> Observed:
    opened = reversed(list(observed.logs["intake"].of("item-opened")))
    return and_then(observed, "intake", next(each for each in opened if each.correlation.endswith("-ship")))


def received_twice(observed: Observed) -> Observed:
    receipt, voucher = pair(observed)
    number = int(voucher.data["number"]) + 1
    series = receipt.data["voucher_number"].rpartition("-")[0]
    other = replace(
        receipt, aggregate="application/another", data={**receipt.data, "voucher_number": f"{series}-{number}"}
    )
    return and_then(observed, "intake", other, replace(voucher, data={"number": number, "application_id": "another"}))


def answered_otherwise(observed: Observed) -> Observed:
    (told, again), *others = observed.sent_twice
    return replace(observed, sent_twice=((told, replace(again, position=again.position + 1)), *others))


PLANTED: Planted = {
    "what was refused is written": (declined_and_written, never.declined_is_not_written),
    "an acknowledged event is dropped": (acknowledged_event_dropped, never.acknowledged_is_kept),
    "an acknowledgement is forged": (acknowledgement_forged, never.acknowledged_is_kept),
    "an answer names a version that was not reached": (version_forged, never.acknowledged_is_kept),
    "a command is acknowledged that wrote nothing": (nothing_written, never.acknowledged_is_kept),
    "another's event stands between a receipt and its voucher": (batch_interleaved, never.batches_are_whole),
    "a retried acceptance acted twice": (effect_doubled, never.keys_act_once),
    "a retried list entered an item twice": (shipped_twice, never.keys_act_once),
    "a retried receipt made a second application": (received_twice, never.keys_act_once),
    "a retry is told another position": (answered_otherwise, never.retries_are_answered_alike),
}
