"""Faults in what people are told: twice, never, or by nobody."""

from __future__ import annotations

from dataclasses import replace

from tests.faults.invariants import told as never
from tests.faults.observed import Observed
from tests.faults.planting import Planted, and_then, newest, without


def undertaken_twice(observed: Observed) -> Observed:
    undertaken = newest(observed, never.UNDERTAKEN)
    return and_then(observed, "intake", replace(undertaken, aggregate="notification/another"))


def never_undertaken(observed: Observed) -> Observed:
    return without(observed, "intake", newest(observed, never.UNDERTAKEN))


def never_ended(observed: Observed) -> Observed:
    return without(observed, "intake", newest(observed, never.SENT))


def ended_twice(observed: Observed) -> Observed:
    return and_then(observed, "intake", newest(observed, never.SENT))


def left_twice(observed: Observed) -> Observed:
    return replace(observed, notices=(*observed.notices, observed.notices[0]))


def left_by_itself(observed: Observed) -> Observed:
    return replace(observed, notices=(*observed.notices, "another"))


def never_left(observed: Observed) -> Observed:
    # One that counts as sent: another may have left amid a kill and been given up.
    sent = newest(observed, never.SENT).aggregate.partition("/")[2]
    return replace(observed, notices=tuple(each for each in observed.notices if each != sent))


PLANTED: Planted = {
    "a notice is undertaken twice": (undertaken_twice, never.everybody_is_told_once),
    "nobody took up to tell of an event": (never_undertaken, never.everybody_is_told_once),
    "a notice was undertaken and never ended": (never_ended, never.everybody_is_told_once),
    "a notice ended twice": (ended_twice, never.everybody_is_told_once),
    "a notice left twice": (left_twice, never.what_was_sent_is_in_the_file),
    "a notice left that nobody had undertaken": (left_by_itself, never.what_was_sent_is_in_the_file),
    "a notice counts as sent and never left": (never_left, never.what_was_sent_is_in_the_file),
}
