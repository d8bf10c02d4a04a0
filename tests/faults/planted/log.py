"""Faults of a log and of what is derived from it."""

from __future__ import annotations

from dataclasses import replace

from tests.faults.invariants import log as never
from tests.faults.observed import POSITION_BYTES, Observed
from tests.faults.planting import Planted, last, with_event, with_index, with_log, with_table, with_tracks


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


def track_ahead(observed: Observed) -> Observed:
    return with_tracks(observed, intake=observed.logs["intake"].head + 1)


def track_behind(observed: Observed) -> Observed:
    cause = last(observed, "casework", "case-opened").cause
    accepted = next(event for event in observed.logs["intake"].events if event.id == cause)
    return with_tracks(observed, intake=accepted.position - 1)


def view_row_changed(observed: Observed) -> Observed:
    (first, *columns), *others = observed.views["intake-0"]["application"]
    return with_table(observed, "application", ((first, "NOWHERE", *columns[1:]), *others))


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


PLANTED: Planted = {
    "a position is skipped": (position_skipped, never.positions_are_gapless),
    "a position is used twice": (position_used_twice, never.positions_are_gapless),
    "the head is behind the log": (head_behind, never.positions_are_gapless),
    "a version is skipped": (version_skipped, never.versions_are_gapless),
    "an index points to another event": (index_changed, never.index_says_what_the_log_says),
    "an index lacks its last event": (index_short, never.index_says_what_the_log_says),
    "an index has no events": (index_of_nothing, never.index_says_what_the_log_says),
    "a track ran ahead of its source": (track_ahead, never.tracks_stand_where_they_reacted),
    "a track fell behind what it reacted to": (track_behind, never.tracks_stand_where_they_reacted),
    "a view's row is changed": (view_row_changed, never.views_equal_their_rebuild),
    "a view's row is missing": (view_row_missing, never.views_equal_their_rebuild),
    "a view says that it has read less": (view_behind, never.views_equal_their_rebuild),
    "an event is parked": (event_parked, never.nothing_is_parked),
    "a follower is one event behind": (follower_behind, never.followers_are_at_the_head),
}
