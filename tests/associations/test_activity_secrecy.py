"""Who rated an activity how is not to be learnt from the log, though its association knows whom it gave which slip.

Each join that somebody would try has a twin: the same over a log with the leak planted, where it must find everybody.
"""

from __future__ import annotations

import json
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from shared.contracts.intake.rating import Level
from shared.kernel.actors import Actor, ActorId, Role
from shared.kernel.ids import by_caller, by_trigger
from shared.store.port import StoredEvent
from tests.associations.service import centre, drafting
from tests.associations.test_association_timers import town
from tests.runtime.served import Served

RESIDENTS = 30
NAME = "国际村示例艺术团"
PROGRAMME = {"kind": "PERFORMANCE", "title": "群众文化汇演", "place": "社区广场"}
Slip = tuple[int, str]


@dataclass(frozen=True)
class Told:
    """The log after the box was opened, the slips in the order in which they were used, and what each said."""

    log: Sequence[StoredEvent]
    activity_id: str
    used: Sequence[Slip]
    said: Mapping[int, Level]

    def of(self, word: str) -> list[StoredEvent]:
        return [each for each in self.log if each.type.split(".")[2] == word]

    def documents(self, word: str) -> list[dict[str, Any]]:
        return [json.loads(each.document) for each in self.of(word)]


async def an_activity(here: Served) -> str:
    """Held by an association that is filed, with a slip for every resident who came."""
    entry = {**drafting(NAME), "on": "2015-10-08", "provenance": "SYNTHETIC", "source": "示例"}
    association = (await here.post("/association-entries", Role.ADMIN, **entry)).json()["id"]
    await here.at("2015-10-12T20:00")
    came = {"held_on": "2015-10-12", "attended": 40, "residents": RESIDENTS, "cost": {"amount": 20_000}}
    told = {"association_id": association, "programme": PROGRAMME, **came}
    id_ = str((await here.post("/activity-reports", Role.ASSOCIATION_OFFICER, association, **told)).json()["id"])
    await here.do(f"/activities/{id_}/rating-codes", Role.ASSOCIATION_OFFICER, association, issued=RESIDENTS)
    return id_


async def slips(here: Served, activity_id: str) -> list[Slip]:
    """Read page by page."""
    token = here.issuer.token("somebody", (Role.CLERK,), centre("gjc"))
    headers, read, after = {"Authorization": f"Bearer {token}"}, list[Slip](), "0"
    while after:
        where = {"after": after, "limit": "7"}
        answer = await here.http.get(
            f"{here.root}/activities/{activity_id}/rating-codes", headers=headers, params=where
        )
        read += [(each["number"], each["code"]) for each in answer.json()["codes"]]
        after = answer.json().get("next", "")
    assert [number for number, _ in read] == list(range(1, RESIDENTS + 1))
    return read


async def told(state_dir: Path) -> Told:
    """All rate in any order, each with a device that tells one visit from another; then the box is opened."""
    dice = random.Random(7)
    async with town(state_dir) as here:
        activity_id = await an_activity(here)
        used = dice.sample(await slips(here, activity_id), RESIDENTS)
        said = {number: (Level.VERY_SATISFIED, Level.DISSATISFIED)[dice.randrange(2)] for number, _ in used}
        for number, code in used:
            body = {"activity_id": activity_id, "number": number, "code": code, "level": said[number]}
            headers = {"Idempotency-Key": f"visit-{number:04d}", "Content-Type": "application/json", **visit(number)}
            answer = await here.http.post(f"{here.root}/public/activity-ratings", json=body, headers=headers)
            assert answer.status_code == 200, answer.text
        assert await here.at("2015-11-12T00:00") == ["activity-rated"]
        return Told(await here.log.read(0, 10_000), activity_id, used, said)


def visit(number: int) -> dict[str, str]:
    return {"X-Correlation-Id": f"visit-{number}", "traceparent": f"00-{number:032x}-{1:016x}-01"}


# --- joins ------------------------------------------------------------------


def by_trace(log: Told) -> list[int]:
    """The slips whose visit stands with the ballot in its place."""
    found = []
    for (number, _), cast in zip(log.used, log.of("activity-rating-cast"), strict=True):
        traces = (json.loads(cast.document).get("correlationid"), cast.traceparent)
        found += [number] if {*visit(number).values()} & {*traces} else []
    return found


def by_derivation(log: Told, tokens: Sequence[str]) -> list[int]:
    """The slips whose token can be made without a key."""
    found = []
    for number, code in log.used:
        for said in (f"{log.activity_id}/{number}", code, f"{log.activity_id}/{code}", str(number)):
            digests = {sha256(f"{prefix}{said}".encode()).hexdigest() for prefix in ("", "activity-token")}
            made = digests | {by_trigger("activity-token", said), by_caller("activity-token", "withheld", said)}
            found += [number] if made & {*tokens} else []
    return found


def by_length(log: Told) -> list[int]:
    """The slips whose level the length of the ballot in its place tells, where lengths differ at all."""
    lengths = [len(each["data"]["ballot"]["sealed"]) for each in log.documents("activity-rating-cast")]
    if len({*lengths}) == 1:
        return []
    longest = max(lengths)
    guesses = [Level.VERY_SATISFIED if length == longest else Level.DISSATISFIED for length in lengths]
    return [number for (number, _), guess in zip(log.used, guesses, strict=True) if log.said[number] is guess]


def tokens_of(log: Told) -> list[str]:
    return [each.aggregate.id for each in log.of("activity-token-spent")]


async def test_nobody_learns_who_rated_how(tmp_path):
    log = await told(tmp_path)
    assert len({*tokens_of(log)}) == RESIDENTS
    assert (by_trace(log), by_derivation(log, tokens_of(log)), by_length(log)) == ([], [], [])
    (rated,) = log.documents("activity-rated")
    numbers = {level.value.lower(): [*log.said.values()].count(level) for level in Level}
    assert rated["data"]["totals"] == numbers


async def test_no_code_and_nobody_stands_in_the_log(tmp_path):
    log = await told(tmp_path)
    everything = "".join(each.document.decode() for each in log.log)
    assert not [code for _, code in log.used if code in everything]
    of_ratings = [*log.documents("activity-token-spent"), *log.documents("activity-rating-cast")]
    assert {each["actor"] for each in of_ratings} == {"withheld"}
    assert not [level for level in Level if level.value in json.dumps(of_ratings)]


# --- leaks, planted ---------------------------------------------------------


async def test_a_rater_whose_traces_were_kept_is_found(tmp_path, monkeypatch):
    somebody = Actor(ActorId("somebody"), Role.RESIDENT)
    monkeypatch.setattr("services.associations.api.activity_rating.WITHHELD", somebody)
    assert len(by_trace(await told(tmp_path))) == RESIDENTS


async def test_ballots_that_are_as_long_as_their_words_are_found(tmp_path, monkeypatch):
    monkeypatch.setattr("shared.kernel.personal.PADDED_TO", 1)
    assert len(by_length(await told(tmp_path))) == RESIDENTS


async def test_tokens_that_are_made_without_a_key_are_found(tmp_path):
    log = await told(tmp_path)
    planted = [sha256(f"{log.activity_id}/{number}".encode()).hexdigest() for number, _ in log.used]
    assert len(by_derivation(log, planted)) == RESIDENTS
