"""Faults planted into a copy of what was observed: each sentence names one, and the invariant that must see it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from tests.faults import invariants
from tests.faults.invariants import POSITION_BYTES, Invariant
from tests.faults.load import Acknowledged
from tests.faults.observed import Event, Log, Observed

Fault = Callable[[Observed], Observed]

# --- how a copy is changed --------------------------------------------------


def with_log(observed: Observed, name: str, log: Log) -> Observed:
    return replace(observed, logs={**observed.logs, name: log})


def written(observed: Observed, name: str, events: Iterable[Event]) -> Observed:
    """As if the log had always been `events`: numbered anew, with the head and the indexes that belong to it."""
    numbered: list[Event] = []
    packed: defaultdict[str, bytes] = defaultdict(bytes)
    for position, event in enumerate(events, start=1):
        packed[event.aggregate] += position.to_bytes(POSITION_BYTES)
        version = len(packed[event.aggregate]) // POSITION_BYTES
        numbered.append(replace(event, entry_id=f"{position}-0", version=version))
    log = replace(observed.logs[name], events=tuple(numbered), head=len(numbered), index=packed)
    return with_log(observed, name, log)


def last(observed: Observed, name: str, word: str) -> Event:
    """The last event of this kind that a command or reaction of the load wrote."""
    events = observed.logs[name].events
    return next(event for event in reversed(events) if event.word == word and event.correlation.startswith("load-"))


def without(observed: Observed, name: str, event: Event) -> Observed:
    return written(observed, name, (each for each in observed.logs[name].events if each is not event))


def and_then(observed: Observed, name: str, *events: Event) -> Observed:
    return written(observed, name, (*observed.logs[name].events, *events))


def with_event(observed: Observed, name: str, event: Event, changed: Event) -> Observed:
    events = tuple(changed if each is event else each for each in observed.logs[name].events)
    return with_log(observed, name, replace(observed.logs[name], events=events))


def with_answer(observed: Observed, **changed: object) -> Observed:
    *others, told = observed.acknowledged
    return replace(observed, acknowledged=(*others, replace(told, **changed)))  # type: ignore[arg-type]


def with_index(observed: Observed, change: Callable[[dict[str, bytes], str], None]) -> Observed:
    log = observed.logs["intake"]
    index = dict(log.index)
    change(index, last(observed, "intake", "application-accepted").aggregate)
    return with_log(observed, "intake", replace(log, index=index))


def with_tracks(observed: Observed, **tracks: int) -> Observed:
    log = observed.logs["casework"]
    return with_log(observed, "casework", replace(log, tracks={**log.tracks, **tracks}))


def with_table(observed: Observed, table: str, rows: tuple[tuple[object, ...], ...]) -> Observed:
    tables: Mapping[str, tuple[tuple[object, ...], ...]] = {**observed.views["intake-0"], table: rows}
    return replace(observed, views={**observed.views, "intake-0": tables})


def pair(observed: Observed) -> tuple[Event, Event]:
    """The last receipt and its voucher."""
    receipt = last(observed, "intake", "application-received")
    return receipt, observed.logs["intake"].events[receipt.position]


# --- faults -----------------------------------------------------------------


def acknowledged_event_dropped(observed: Observed) -> Observed:
    return without(observed, "intake", last(observed, "intake", "application-accepted"))


def acknowledgement_forged(observed: Observed) -> Observed:
    forged = Acknowledged(
        "intake", "load-forged-accept", "nobody", 1, 1, (("huimin.intake.application-accepted.v1", 1),)
    )
    return replace(observed, acknowledged=(*observed.acknowledged, forged))


def version_forged(observed: Observed) -> Observed:
    return with_answer(observed, version=observed.acknowledged[-1].version + 1)


def nothing_written(observed: Observed) -> Observed:
    return with_answer(observed, events=(), position=0)


def batch_torn(observed: Observed) -> Observed:
    return without(observed, "intake", pair(observed)[1])


def batch_interleaved(observed: Observed) -> Observed:
    receipt, _ = pair(observed)
    first, *others = observed.logs["intake"].events
    events = [each for other in others for each in ([other, first] if other is receipt else [other])]
    return written(observed, "intake", events)


def voucher_alone(observed: Observed) -> Observed:
    return without(observed, "intake", pair(observed)[0])


def position_skipped(observed: Observed) -> Observed:
    log = observed.logs["councils"]
    moved = replace(log.events[-1], entry_id=f"{log.head + 1}-0")
    return with_log(observed, "councils", replace(log, events=(*log.events[:-1], moved), head=log.head + 1))


def position_used_twice(observed: Observed) -> Observed:
    log = observed.logs["councils"]
    again = replace(log.events[-1], entry_id=f"{log.head}-1")
    return with_log(observed, "councils", replace(log, events=(*log.events, again)))


def head_behind(observed: Observed) -> Observed:
    log = observed.logs["casework"]
    return with_log(observed, "casework", replace(log, head=log.head - 1))


def version_skipped(observed: Observed) -> Observed:
    closed = last(observed, "casework", "case-closed")
    return with_event(observed, "casework", closed, replace(closed, version=closed.version + 1))


def index_changed(observed: Observed) -> Observed:
    return with_index(observed, lambda index, of: index.update({of: index[of][:-1] + bytes([index[of][-1] ^ 1])}))


def index_short(observed: Observed) -> Observed:
    return with_index(observed, lambda index, of: index.update({of: index[of][:-POSITION_BYTES]}))


def index_of_nothing(observed: Observed) -> Observed:
    return with_index(observed, lambda index, _of: index.update({"application/ghost": bytes(POSITION_BYTES)}))


def effect_doubled(observed: Observed) -> Observed:
    return and_then(observed, "intake", last(observed, "intake", "application-accepted"))


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


def case_opened_by_nobody(observed: Observed) -> Observed:
    opened = last(observed, "casework", "case-opened")
    return and_then(observed, "casework", replace(opened, aggregate="case/another", cause="nothing"))


def acceptance_unanswered(observed: Observed) -> Observed:
    return without(observed, "casework", last(observed, "casework", "case-opened"))


def result_held_twice(observed: Observed) -> Observed:
    return and_then(observed, "intake", last(observed, "intake", "result-received"))


def centre_never_known(observed: Observed) -> Observed:
    return without(observed, "intake", last(observed, "intake", "centre-known"))


def clock_resumed_twice(observed: Observed) -> Observed:
    return and_then(observed, "casework", last(observed, "casework", "clock-resumed"))


def clock_never_resumed(observed: Observed) -> Observed:
    return without(observed, "casework", last(observed, "casework", "clock-resumed"))


def date_told_earlier(observed: Observed) -> Observed:
    granted = last(observed, "casework", "extension-approved")
    earlier = {clock: {**due, "at": "2013-09-29T00:00:00+08:00"} for clock, due in granted.data["due"].items()}
    return with_event(observed, "casework", granted, replace(granted, data={**granted.data, "due": earlier}))


def track_ahead(observed: Observed) -> Observed:
    return with_tracks(observed, intake=observed.logs["intake"].head + 1)


def track_behind(observed: Observed) -> Observed:
    cause = last(observed, "casework", "case-opened").cause
    accepted = next(event for event in observed.logs["intake"].events if event.id == cause)
    return with_tracks(observed, intake=accepted.position - 1)


def view_row_changed(observed: Observed) -> Observed:
    (first, *columns), *others = observed.views["intake-0"]["application"]
    return with_table(observed, "application", ((first, "WITHDRAWN", *columns[1:]), *others))


def view_row_missing(observed: Observed) -> Observed:
    return with_table(observed, "centre", observed.views["intake-0"]["centre"][1:])


def view_behind(observed: Observed) -> Observed:
    ((log, position),) = observed.views["intake-0"]["place"]
    return with_table(observed, "place", ((log, int(str(position)) - 1),))


def event_parked(observed: Observed) -> Observed:
    return with_log(observed, "casework", replace(observed.logs["casework"], parked=1))


def follower_behind(observed: Observed) -> Observed:
    behind = {**observed.followed["casework"], "intake": observed.followed["casework"]["intake"] - 1}
    return replace(observed, followed={**observed.followed, "casework": behind})


PLANTED: Mapping[str, tuple[Fault, Invariant]] = {
    "an acknowledged event is dropped": (acknowledged_event_dropped, invariants.acknowledged_is_kept),
    "an acknowledgement is forged": (acknowledgement_forged, invariants.acknowledged_is_kept),
    "an answer names a version that was not reached": (version_forged, invariants.acknowledged_is_kept),
    "a command is acknowledged that wrote nothing": (nothing_written, invariants.acknowledged_is_kept),
    "a receipt lost its voucher": (batch_torn, invariants.batches_are_whole),
    "another's event stands between a receipt and its voucher": (batch_interleaved, invariants.batches_are_whole),
    "a voucher stands without its receipt": (voucher_alone, invariants.batches_are_whole),
    "a position is skipped": (position_skipped, invariants.positions_are_gapless),
    "a position is used twice": (position_used_twice, invariants.positions_are_gapless),
    "the head is behind the log": (head_behind, invariants.positions_are_gapless),
    "a version is skipped": (version_skipped, invariants.versions_are_gapless),
    "an index points to another event": (index_changed, invariants.index_says_what_the_log_says),
    "an index lacks its last event": (index_short, invariants.index_says_what_the_log_says),
    "an index has no events": (index_of_nothing, invariants.index_says_what_the_log_says),
    "a retried acceptance acted twice": (effect_doubled, invariants.keys_act_once),
    "a retried receipt made a second application": (received_twice, invariants.keys_act_once),
    "a retry is told another position": (answered_otherwise, invariants.retries_are_answered_alike),
    "a voucher number is given twice": (voucher_reused, invariants.vouchers_are_numbered),
    "a voucher number is left out": (voucher_left_out, invariants.vouchers_are_numbered),
    "an acceptance opened two cases": (case_opened_twice, invariants.reactions_act_once),
    "an acceptance opened no case": (acceptance_unanswered, invariants.reactions_act_once),
    "a case was opened by nothing": (case_opened_by_nobody, invariants.reactions_act_once),
    "a centre never became known at the counter": (centre_never_known, invariants.reactions_act_once),
    "an application has two cases": (case_opened_by_nobody, invariants.one_case_an_application),
    "a case has two results": (result_held_twice, invariants.one_case_an_application),
    "a clock runs on that did not stand still": (clock_resumed_twice, invariants.clocks_stop_and_run_on),
    "a clock was stopped and never ran on": (clock_never_resumed, invariants.clocks_stop_and_run_on),
    "an applicant is told an earlier day than before": (date_told_earlier, invariants.clocks_stop_and_run_on),
    "a track ran ahead of its source": (track_ahead, invariants.tracks_stand_where_they_reacted),
    "a track fell behind what it reacted to": (track_behind, invariants.tracks_stand_where_they_reacted),
    "a view's row is changed": (view_row_changed, invariants.views_equal_their_rebuild),
    "a view's row is missing": (view_row_missing, invariants.views_equal_their_rebuild),
    "a view says that it has read less": (view_behind, invariants.views_equal_their_rebuild),
    "an event is parked": (event_parked, invariants.nothing_is_parked),
    "a follower is one event behind": (follower_behind, invariants.followers_are_at_the_head),
}
