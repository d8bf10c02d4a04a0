"""An election round in a day: who votes is marked, ballots are counted in totals, and what they say is declared."""

from __future__ import annotations

from typing import Any

from shared.kernel.actors import Role
from tests.faults.bodies import TODAY
from tests.faults.requests import Acknowledged
from tests.faults.turn import Turn

SEATS = [{"office": "CHAIR", "seats": 1}, {"office": "MEMBER", "seats": 4}]
STAND = {"CHAIR": 2, "MEMBER": 5}
VOTERS, VOTED = 20, 12


async def election(turn: Turn) -> None:
    """From the call to the declaration; on every other day too few come."""
    bodies, few = turn.staff.bodies, turn.choice % 2 == 1
    committee, term = turn.newcomers.term(bodies.others)
    call = {"committee_id": committee, "term": term, "kind": "GENERAL", "electorate": "ALL_ADULTS"}
    said = {"seats": SEATS, "election_on": TODAY, "several_ethnic_groups": True}
    called = await _act(turn, "summon", "/v1/elections", **call, **said)
    path, roll = f"/v1/elections/{called.id}", f"/v1/voter-rolls/{called.id}"
    await _act(turn, "commission", f"{path}/election-committee", members=bodies.people[:7], chosen_by="ASSEMBLY")
    await _act(turn, "criteria", f"{path}/criteria", criteria=[{"code": "resident", "text_zh": "居住一年以上"}])
    await _act(turn, "enrol", f"{path}/registration")
    voters = [f"{turn.key}-v{n}" for n in range(VOTERS)]
    born = [{"person_id": each, "born_on": "1980-05-01"} for each in voters]
    await _act(turn, "register", f"{roll}/registrations", voters=born)
    await _act(turn, "list", f"{path}/voter-list")
    stand = await _candidates(turn, path)
    await _act(turn, "box", f"{path}/ballot-box")
    came = voters[: VOTED // 2 if few else VOTED]
    await _act(turn, "mark", f"{roll}/turnout", marks=[{"person_id": each} for each in came])
    tallies = [{"person_id": person, "votes": len(came) if first else 0} for person, first in stand]
    await _act(turn, "count", f"{path}/count", ballots=len(came), spoilt=0, tallies=tallies)
    await _act(turn, "invalid" if few else "pronounce", f"{path}/declaration")


async def _candidates(turn: Turn, path: str) -> list[tuple[str, bool]]:
    """Who stands, and whether they are among the first, of whom there are as many as seats."""
    people, stand = iter(turn.staff.bodies.people[7:]), []
    for office, many in STAND.items():
        for n in range(many):
            stand.append((next(people), n < many - 1))
            await _act(turn, f"{office}{n}-nominate", f"{path}/nominations", person_id=stand[-1][0], office=office)
    findings = [{"person_id": person} for person, _ in stand]
    await _act(turn, "screen", f"{path}/reviews", reviewers=turn.staff.bodies.people[:3], findings=findings)
    await _act(turn, "candidates", f"{path}/candidate-list")
    return stand


async def _act(turn: Turn, word: str, path: str, **body: Any) -> Acknowledged:
    return await turn.act(word, path, body, Role.ADMIN, service="councils")
