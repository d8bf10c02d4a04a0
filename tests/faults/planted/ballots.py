"""Faults of ballots: cast twice or without a token, lost, counted twice or as something else."""

from __future__ import annotations

from dataclasses import replace

from tests.faults.invariants import ballots as never
from tests.faults.observed import Event, Observed
from tests.faults.planting import Planted, and_then, newest, with_event, without


def spent_twice(observed: Observed) -> Observed:
    return and_then(observed, "intake", newest(observed, never.SPENT), newest(observed, never.CAST))


def spent_without_ballot(observed: Observed) -> Observed:
    return without(observed, "intake", newest(observed, never.CAST))


def cast_without_token(observed: Observed) -> Observed:
    return without(observed, "intake", newest(observed, never.SPENT))


def torn_from_its_token(observed: Observed) -> Observed:
    ballot = newest(observed, never.CAST)
    return and_then(without(observed, "intake", ballot), "intake", ballot)


def never_offered(observed: Observed) -> Observed:
    for offer in observed.logs["intake"].of("rating-offered"):
        observed = with_event(observed, "intake", offer, replace(offer, type="huimin.intake.something-else.v1"))
    return observed


def counted_twice(observed: Observed) -> Observed:
    return and_then(observed, "intake", newest(observed, never.RATED))


def never_counted(observed: Observed) -> Observed:
    return without(observed, "intake", newest(observed, never.OPENED))


def counted_as_another(observed: Observed) -> Observed:
    rated: Event = newest(observed, never.RATED)
    return with_event(observed, "intake", rated, replace(rated, data={**rated.data, "level": "ANOTHER"}))


PLANTED: Planted = {
    "a token is spent twice": (spent_twice, never.tokens_are_spent_once),
    "a token is spent without a ballot": (spent_without_ballot, never.tokens_are_spent_once),
    "a ballot is cast without a token": (cast_without_token, never.tokens_are_spent_once),
    "a ballot is cast apart from its token": (torn_from_its_token, never.tokens_are_spent_once),
    "somebody rated what nobody offered": (never_offered, never.tokens_are_spent_once),
    "a ballot is counted twice": (counted_twice, never.ballots_are_counted_once),
    "a box is never opened": (never_counted, never.ballots_are_counted_once),
    "a ballot is counted as another": (counted_as_another, never.ballots_are_counted_once),
}
