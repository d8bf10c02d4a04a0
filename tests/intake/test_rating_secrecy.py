"""Who rated how is not to be learnt from the log: thirty residents, and every join that somebody would try.

A join that knows nothing hits about one of thirty. Each has a twin run over the same log with a leak planted, where it
must find nearly all: so a join that hits nothing here could have hit.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import pytest

from shared.contracts.intake.rating import Level
from shared.kernel.actors import Actor, ActorId, Role
from shared.kernel.ids import by_trigger
from tests.intake.joins import JOINS, Entry, Guesses, Log, hits, of, read
from tests.intake.ratings import delivered, rating_in, rating_of, voucher_of
from tests.intake.service import Intake, opened_hall

RESIDENTS = 30
BY_CHANCE = 6
"""Of thirty guesses at random one is right on the average, and more than six in less than one run of ten thousand."""
NEARLY_ALL = 27


@dataclass(frozen=True)
class Told:
    """A log, and whose the ratings in it are."""

    log: Log
    truth: Guesses


async def told(intake: Intake, at_once: bool) -> Told:
    """Thirty residents are served ten minutes apart and rate: each on the spot, or all in the evening in any order."""
    dice, hall = random.Random(7), await opened_hall(intake)
    served = []
    lengths = dice.sample(range(1, 500, 16), RESIDENTS)
    for n in range(RESIDENTS):
        served.append((await delivered(intake, hall), f"visit-{n}"))
        intake.clock.forward(minutes=2)
        if at_once:
            await rates(intake, *served[-1], dice, lengths[n])
        intake.clock.forward(minutes=8)
    if not at_once:
        for place, (application, visit) in enumerate(dice.sample(served, RESIDENTS)):
            await rates(intake, application, visit, dice, lengths[place])
            intake.clock.forward(minutes=3)
    await intake.at("2015-12-07T23:30")
    entries = _with_traces(read(await intake.log.read(0, 10_000)), dict(served))
    return Told(entries, {rating_of(intake, application): application for application, _ in served})


async def rates(intake: Intake, application: str, visit: str, dice: random.Random, length: int) -> None:
    """A rating with a comment that only this one is so long, by somebody whose device tells one visit from another."""
    body: dict[str, Any] = {**await voucher_of(intake, application), "level": dice.choice(list(Level))}
    body["comment"] = "😀" * length
    body["contact"] = {"phone": f"139{dice.randint(10_000_000, 99_999_999)}"}
    headers = {"Idempotency-Key": f"{visit}-key", "Content-Type": "application/json", **_visit(visit)}
    answer = await intake.http.post(f"{intake.root}/public/ratings", content=json.dumps(body), headers=headers)
    assert answer.status_code == 200, answer.text


def _visit(visit: str) -> dict[str, str]:
    trace = f"00-{int(visit.removeprefix('visit-')) + 1:032x}-{1:016x}-01"
    return {"X-Correlation-Id": visit, "traceparent": trace}


def _with_traces(log: list[Entry], visits: dict[str, str]) -> list[Entry]:
    """What a device would have sent with the application, too: the same traces as with its rating."""
    return [
        replace(each, document={**each.document, "correlationid": visit}, trace=_visit(visit)["traceparent"])
        if each.kind == "application" and (visit := visits.get(each.id))
        else each
        for each in log
    ]


@pytest.fixture(params=[True, False], ids=["rated on the spot", "rated in the evening"])
async def ratings(request, tmp_path) -> Told:
    async with rating_in(tmp_path) as intake:
        return await told(intake, at_once=request.param)


async def test_no_join_finds_whose_a_rating_is_better_than_chance(ratings):
    assert len(of(ratings.log, "service-rated")) == len(ratings.truth) == RESIDENTS
    found = {name: hits(join(ratings.log), ratings.truth) for name, join in JOINS.items()}
    assert {name: right for name, right in found.items() if right > BY_CHANCE} == {}
    assert (found["ids"], found["derived ids"], found["trace"]) == (0, 0, 0), "these do not even guess"


async def test_no_name_number_or_word_of_the_rater_stands_with_a_rating(ratings):
    said = [json.dumps(each.document, ensure_ascii=False) for each in ratings.log if each.kind.startswith("rating")]
    assert not [document for document in said if "😀" in document or "+86139" in document]
    assert {each.document["actor"] for each in ratings.log if each.kind in {"rating", "rating-box"}} == {
        "withheld",
        "timer",
    }


# --- leaks, planted ---------------------------------------------------------

Plant = Callable[[Told], Log]


def _in_place_of(ratings: Told, order: list[str]) -> Log:
    """The same log with the ratings told in this order of their ids."""
    positions = [each.position for each in of(ratings.log, "service-rated")]
    place = dict(zip(order, positions, strict=True))
    return [replace(each, position=place[each.id]) if each.word == "service-rated" else each for each in ratings.log]


def _by(ratings: Told, word: str) -> list[str]:
    place = {each.id: each.position for each in of(ratings.log, word)}
    return sorted(ratings.truth, key=lambda rating: place[ratings.truth[rating]])


def _changed(ratings: Told, change: Callable[[Entry, str], Entry]) -> Log:
    truth = ratings.truth
    return [change(each, truth[each.id]) if each.word == "service-rated" else each for each in ratings.log]


def at_its_time(ratings: Told) -> Log:
    """Recorded when it was given, soon after the service."""
    served = {each.id: each.at for each in of(ratings.log, "result-delivered")}
    return _changed(ratings, lambda each, whose: replace(each, at=served[whose] + timedelta(minutes=1)))


def with_the_application(ratings: Told) -> Log:
    """Naming what was rated."""
    return _changed(
        ratings, lambda each, whose: replace(each, document={**each.document, "data": {"application_id": whose}})
    )


def under_a_derived_id(ratings: Told) -> Log:
    """Under an id that anybody can make of the application's."""
    new = {rating: by_trigger("rating", application) for rating, application in ratings.truth.items()}
    return [replace(each, id=new[each.id]) if each.kind == "rating" else each for each in ratings.log]


def with_its_visit(ratings: Told) -> Log:
    """Under the correlation of the request."""
    visits = {each.id: each.document["correlationid"] for each in of(ratings.log, "result-delivered")}
    return _changed(
        ratings, lambda each, whose: replace(each, document={**each.document, "correlationid": visits[whose]})
    )


def as_long_as_its_words(ratings: Told) -> Log:
    """Ballots without a filling."""
    words = {
        ratings.truth[each.id]: len(each.document["data"]["comment"]["sealed"])
        for each in of(ratings.log, "service-rated")
    }
    whose = iter([each.id for each in of(ratings.log, "result-delivered")])
    log = []
    for each in ratings.log:
        if each.word == "rating-cast":
            data = {**each.document["data"], "ballot": {"subject": "box", "sealed": "x" * words[next(whose)]}}
            log.append(replace(each, document={**each.document, "data": data}))
        else:
            log.append(each)
    return log


LEAKS: dict[str, Plant] = {
    "nearest time": at_its_time,
    "order of the services": lambda ratings: _in_place_of(ratings, _by(ratings, "result-delivered")),
    "order of the receipts": lambda ratings: _in_place_of(ratings, _by(ratings, "application-received")),
    "reverse order": lambda ratings: _in_place_of(ratings, _by(ratings, "result-delivered")[::-1]),
    "order of the casts": lambda ratings: _in_place_of(ratings, _by(ratings, "result-delivered")),
    "length": as_long_as_its_words,
    "ids": with_the_application,
    "derived ids": under_a_derived_id,
    "trace": with_its_visit,
}


async def test_each_join_finds_the_leak_that_is_planted_for_it(tmp_path):
    async with rating_in(tmp_path) as intake:
        ratings = await told(intake, at_once=True)
    assert LEAKS.keys() == JOINS.keys()
    for name, plant in LEAKS.items():
        leaking = plant(ratings)
        renamed = {by_trigger("rating", whose): whose for whose in ratings.truth.values()}
        guesses = JOINS[name](leaking)
        assert hits(guesses, {**ratings.truth, **renamed}) >= NEARLY_ALL, name


async def test_a_box_that_is_told_as_it_was_cast_is_found(tmp_path, monkeypatch):
    monkeypatch.setattr("services.intake.timers.sorted", lambda ballots, key: list(ballots), raising=False)
    async with rating_in(tmp_path) as intake:
        ratings = await told(intake, at_once=True)
    assert hits(JOINS["order of the casts"](ratings.log), ratings.truth) >= NEARLY_ALL


async def test_a_rater_whose_traces_were_kept_is_found(tmp_path, monkeypatch):
    monkeypatch.setattr("services.intake.api.rating_cast.WITHHELD", Actor(ActorId("somebody"), Role.RESIDENT))
    monkeypatch.setattr("services.intake.timers.sorted", lambda ballots, key: list(ballots), raising=False)
    async with rating_in(tmp_path) as intake:
        ratings = await told(intake, at_once=True)
    assert hits(JOINS["trace"](ratings.log), ratings.truth) >= NEARLY_ALL


async def test_ballots_that_are_as_long_as_their_words_are_found(tmp_path, monkeypatch):
    monkeypatch.setattr("services.intake.api.rating_cast.filled", lambda ballot: ballot)
    async with rating_in(tmp_path) as intake:
        ratings = await told(intake, at_once=True)
    assert hits(JOINS["length"](ratings.log), ratings.truth) >= NEARLY_ALL
