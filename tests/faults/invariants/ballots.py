"""What must never happen to a ballot: that it is cast without its token, twice, or not counted as it was cast."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

from tests.faults.observed import Observed

SPENT, CAST, OPENED, RATED = "rating-token-spent", "rating-cast", "rating-box-opened", "service-rated"


def tokens_are_spent_once(observed: Observed) -> list[str]:
    """A token is spent by one ballot, in the same act, and there are no more of them than services were offered."""
    log = observed.logs["intake"]
    spent, cast = list(log.of(SPENT)), Counter(event.data["token_id"] for event in log.of(CAST))
    tokens = Counter(event.aggregate.partition("/")[2] for event in spent)
    complaints = [f"token {each} is spent {times} times" for each, times in tokens.items() if times > 1]
    complaints += [f"token {each} cast {cast[each]} ballots" for each in tokens.keys() | cast.keys() if cast[each] != 1]
    together = {
        token.position
        for token, ballot in pairwise(log.events)
        if (token.word, ballot.word) == (SPENT, CAST) and ballot.data["token_id"] == token.aggregate.partition("/")[2]
    }
    complaints += [f"{each.aggregate} is spent without its ballot" for each in spent if each.position not in together]
    offered = sum(1 for _ in log.of("rating-offered"))
    return complaints + ([f"{len(spent)} ballots of {offered} services"] if len(spent) > offered else [])


def ballots_are_counted_once(observed: Observed) -> list[str]:
    """When the boxes are opened, what is told is what was said, each of them once."""
    log = observed.logs["intake"]
    cast, taken_out = sum(1 for _ in log.of(CAST)), sum(event.data["count"] for event in log.of(OPENED))
    told = Counter((event.data["hall_id"], event.data["level"]) for event in log.of(RATED))
    complaints = [] if cast == taken_out == told.total() else [f"{cast} cast, {taken_out} out, {told.total()} told"]
    said = Counter(observed.ballots)
    return complaints + [
        f"{level} at {hall} was said {said[hall, level]} times and told {told[hall, level]} times"
        for hall, level in said.keys() | told.keys()
        if said[hall, level] != told[hall, level]
    ]
