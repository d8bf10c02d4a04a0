"""Faults of votes: cast twice, cast by nobody, counted beyond what was given out."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from tests.faults.invariants import votes as never
from tests.faults.observed import Observed
from tests.faults.planting import Planted, and_then, last, with_event


def voted_twice(observed: Observed) -> Observed:
    return and_then(observed, "councils", last(observed, "councils", "turnout-marked"))


def stranger_voted(observed: Observed) -> Observed:
    return _otherwise(observed, "turnout-marked", marks=[{"person_id": "stranger"}])


def ballots_from_nowhere(observed: Observed) -> Observed:
    return _otherwise(observed, "votes-counted", ballots=21)


def turnout_told_higher(observed: Observed) -> Observed:
    return _otherwise(observed, "votes-counted", handed_out=20)


def absent_were_counted(observed: Observed) -> Observed:
    taken = last(observed, "councils", "vote-taken")
    return _otherwise(observed, "vote-taken", present=51, in_favour=51 - taken.data["against"])


def topic_decided_twice(observed: Observed) -> Observed:
    return and_then(observed, "councils", last(observed, "councils", "topic-decided"))


def signed_twice(observed: Observed) -> Observed:
    return and_then(observed, "councils", last(observed, "councils", "petition-signed"))


def enough_twice(observed: Observed) -> Observed:
    return and_then(observed, "councils", last(observed, "councils", "petition-threshold-reached"))


def _otherwise(observed: Observed, word: str, **said: Any) -> Observed:
    event = last(observed, "councils", word)
    return with_event(observed, "councils", event, replace(event, data={**event.data, **said}))


PLANTED: Planted = {
    "a voter votes twice": (voted_twice, never.voters_vote_once),
    "a ballot is given out for a stranger": (stranger_voted, never.voters_vote_once),
    "more ballots are counted than there are voters": (
        ballots_from_nowhere,
        never.no_more_is_counted_than_was_given_out,
    ),
    "more ballots are told than were given out": (turnout_told_higher, never.no_more_is_counted_than_was_given_out),
    "who was absent is counted": (absent_were_counted, never.meetings_count_who_is_there),
    "a topic is decided twice": (topic_decided_twice, never.meetings_count_who_is_there),
    "somebody signs a petition twice": (signed_twice, never.petitions_are_signed_once),
    "a petition is full twice": (enough_twice, never.petitions_are_signed_once),
}
