"""What somebody tries who holds the whole log and wants to know whose a rating is: joins by time, order, ids, traces
and lengths. Each gives a guess for each rating; none has the vault's key.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from shared.kernel.ids import by_caller, by_trigger
from shared.store.port import StoredEvent

_WORD = re.compile(r"[0-9A-Za-z+/=._:-]{6,}")


@dataclass(frozen=True)
class Entry:
    """One event as an attacker reads it."""

    position: int
    kind: str
    id: str
    word: str
    at: datetime
    document: Mapping[str, Any]
    trace: str = ""

    @property
    def words(self) -> frozenset[str]:
        """Everything in it that could be an id or a trace."""
        return frozenset(_WORD.findall(json.dumps(self.document))) | {self.id}


Log = Sequence[Entry]
Guesses = Mapping[str, str]
Join = Callable[[Log], Guesses]


def read(stored: Iterable[StoredEvent]) -> list[Entry]:
    """The log as it lies there."""
    return [_entry(each) for each in stored]


def _entry(stored: StoredEvent) -> Entry:
    document = json.loads(stored.document)
    word = stored.type.split(".")[2]
    at = datetime.fromisoformat(document["time"])
    return Entry(stored.position, *stored.aggregate, word, at, document, stored.traceparent)


def of(log: Log, word: str) -> list[Entry]:
    """The events of one type, in the order of the log."""
    return sorted((each for each in log if each.word == word), key=lambda each: each.position)


def _applications(log: Log) -> dict[str, list[Entry]]:
    found: dict[str, list[Entry]] = {}
    for each in log:
        if each.kind in {"application", "rating-offer"}:
            found.setdefault(each.id, []).append(each)
    return found


def by_nearest_time(log: Log) -> Guesses:
    """The service that was given nearest to when the rating was recorded, each guessed once."""
    delivered = of(log, "result-delivered")
    guesses = {}
    for rating in of(log, "service-rated"):
        nearest = min(delivered, key=lambda each: abs(each.at - rating.at))
        delivered.remove(nearest)
        guesses[rating.id] = nearest.id
    return guesses


def _in_order(word: str) -> Join:
    def join(log: Log) -> Guesses:
        return dict(zip(*([each.id for each in of(log, what)] for what in ("service-rated", word)), strict=True))

    return join


def in_reverse(log: Log) -> Guesses:
    """As if the box were a pile."""
    ratings, delivered = of(log, "service-rated"), of(log, "result-delivered")
    return {rating.id: one.id for rating, one in zip(ratings, reversed(delivered), strict=True)}


def by_the_casts(log: Log) -> Guesses:
    """The ratings in the order in which they were cast, and each cast by whom was served just before it."""
    whose = _whose_cast(log)
    casts = of(log, "rating-cast")
    return {rating.id: whose[cast.position] for rating, cast in zip(of(log, "service-rated"), casts, strict=True)}


def by_length(log: Log) -> Guesses:
    """The longest ballot is the rating with the longest words; each cast by whom was served just before it."""
    whose = _whose_cast(log)
    casts = sorted(of(log, "rating-cast"), key=lambda each: len(each.document["data"]["ballot"]["sealed"]))
    ratings = sorted(of(log, "service-rated"), key=lambda each: _length(each.document["data"]))
    return {rating.id: whose[cast.position] for rating, cast in zip(ratings, casts, strict=True)}


def _length(said: Mapping[str, Any]) -> int:
    return sum(len(said[name]["sealed"]) for name in ("comment", "contact") if name in said)


def _whose_cast(log: Log) -> dict[int, str]:
    delivered, found = of(log, "result-delivered"), {}
    for cast in of(log, "rating-cast"):
        before = [each for each in delivered if each.at <= cast.at] or delivered
        found[cast.position] = before[-1].id
        delivered.remove(before[-1])
    return found


def by_ids(log: Log) -> Guesses:
    """A word that stands in a rating and with one application alone, or with the cast of one."""
    owners: dict[str, set[str]] = {}
    for id_, events in _applications(log).items():
        for word in frozenset().union(*(each.words for each in events)):
            owners.setdefault(word, set()).add(id_)
    for cast_at, id_ in _whose_cast(log).items():
        for each in log:
            if each.position in (cast_at, cast_at - 1):
                for word in each.words:
                    owners.setdefault(word, set()).add(id_)
    return {
        rating.id: next(iter(owners[word]))
        for rating in of(log, "service-rated")
        for word in _words_of(log, rating.id)
        if len(owners.get(word, ())) == 1
    }


def _words_of(log: Log, rating_id: str) -> frozenset[str]:
    return frozenset().union(*(each.words for each in log if (each.kind, each.id) == ("rating", rating_id)))


def by_derivation(log: Log) -> Guesses:
    """The id of a rating made of the application's without a key."""
    made = {}
    for id_ in _applications(log):
        made.update(dict.fromkeys([by_trigger("rating", id_), by_caller("rating", "withheld", id_)], id_))
        made.update({sha256(f"{prefix}{id_}".encode()).hexdigest(): id_ for prefix in ("", "rating", "6:rating")})
    return {rating.id: made[rating.id] for rating in of(log, "service-rated") if rating.id in made}


def by_trace(log: Log) -> Guesses:
    """A correlation, a cause or a trace that the rating, or the cast at its place in order, shares with a service."""
    owners = {said: each.id for each in log if each.kind == "application" for said in _traces(each)}
    pairs = zip(of(log, "service-rated"), of(log, "rating-cast"), strict=True)
    return {
        rating.id: owners[said]
        for rating, cast in pairs
        for said in (*_traces(rating), *_traces(cast))
        if said in owners
    }


def _traces(entry: Entry) -> list[str]:
    told = (entry.document.get("correlationid"), entry.document.get("causationid"), entry.trace)
    return [said for said in told if said]


JOINS: Mapping[str, Join] = {
    "nearest time": by_nearest_time,
    "order of the services": _in_order("result-delivered"),
    "order of the receipts": _in_order("application-received"),
    "reverse order": in_reverse,
    "order of the casts": by_the_casts,
    "length": by_length,
    "ids": by_ids,
    "derived ids": by_derivation,
    "trace": by_trace,
}


def hits(guesses: Guesses, truth: Guesses) -> int:
    """How many guesses are right."""
    return sum(truth[rating] == application for rating, application in guesses.items())
