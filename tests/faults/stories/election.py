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
LATER = "2013-10-08"
TWO_KINDS = [{"of": "FIRST", "members": 2}, {"of": "SECOND", "members": 3}]
COMPOSITION = {"members": 5, **dict.fromkeys(("age", "education", "sex", "ethnicity", "profession"), TWO_KINDS)}


async def election(turn: Turn) -> None:
    """From the call to the declaration; one day too few come, and another snow falls."""
    path, roll, committee = await _called(turn)
    voters = await (_disputed if turn.choice % 3 == 0 else _listed)(turn, path, roll)
    stand = await (_contested if turn.choice % 3 == 0 else _candidates)(turn, path)
    if turn.choice % 3 == 2:
        await _act(turn, "defer", f"{path}/postponement", election_on=LATER, reason="大雪")
        return
    few = turn.choice % 3 == 1
    await _act(turn, "box", f"{path}/ballot-box")
    came = voters[: VOTED // 2 if few else VOTED]
    await _act(turn, "mark", f"{roll}/turnout", marks=[{"person_id": each} for each in came])
    tallies = [{"person_id": person, "votes": len(came) if first else 0} for person, first in stand]
    await _act(turn, "count", f"{path}/count", ballots=len(came), spoilt=0, tallies=tallies)
    await _act(turn, "invalid" if few else "pronounce", f"{path}/declaration")
    if few:
        await _act(turn, "rerun", f"{path}/rounds", vote_on=LATER)
        return
    await _act(turn, "inaugurate", f"{path}/result")
    await _act(turn, "bequeath", f"{path}/handover", handed_over_on=TODAY)
    await _act(turn, "report", f"{path}/filing", composition=COMPOSITION)
    await _removed(turn, committee, stand[-2][0])


async def _removed(turn: Turn, committee: str, person: str) -> None:
    """An assembly of residents removes one of the elected."""
    item = {"item_id": "i-1", "subject": "MEMBER_REMOVAL", "subject_id": person, "title": "罢免"}
    call = {"committee_id": committee, "electorate": "ADULTS", "agenda": [item], "held_on": TODAY}
    assembly = (await _act(turn, "assemble", "/v1/assemblies", **call)).id
    count = {"item_id": "i-1", "votes_for": 26, "votes_against": 25}
    await _act(turn, "resolve", f"/v1/assemblies/{assembly}/votes", entitled=100, present=51, counts=[count])
    removal = {"person_id": person, "removed_on": TODAY, "assembly_id": assembly}
    await _act(turn, "unseat", f"/v1/committees/{committee}/member-removals", **removal)


async def _called(turn: Turn) -> tuple[str, str, str]:
    """The addresses of an election and of its voters, and the committee."""
    bodies = turn.staff.bodies
    committee, term = turn.newcomers.term(bodies.others)
    call = {"committee_id": committee, "term": term, "kind": "GENERAL", "electorate": "ALL_ADULTS"}
    said = {"seats": SEATS, "election_on": TODAY, "several_ethnic_groups": True}
    called = await _act(turn, "summon", "/v1/elections", **call, **said)
    path = f"/v1/elections/{called.id}"
    await _act(turn, "commission", f"{path}/election-committee", members=bodies.people[:7], chosen_by="ASSEMBLY")
    await _act(turn, "criteria", f"{path}/criteria", criteria=[{"code": "resident", "text_zh": "居住一年以上"}])
    await _act(turn, "enrol", f"{path}/registration")
    return path, f"/v1/voter-rolls/{called.id}", committee


async def _listed(turn: Turn, path: str, roll: str) -> list[str]:
    voters = [f"{turn.key}-v{n}" for n in range(VOTERS)]
    born = [{"person_id": each, "born_on": "1980-05-01"} for each in voters]
    await _act(turn, "register", f"{roll}/registrations", voters=born)
    await _act(turn, "list", f"{path}/voter-list")
    return voters


async def _disputed(turn: Turn, path: str, roll: str) -> list[str]:
    """One was struck after all, another says that they were left out, and were."""
    voters = await _listed(turn, path, roll)
    await _act(turn, "expunge", f"{roll}/strikes", person_id=voters[-1], reason="MOVED_AWAY")
    other = {"person_id": f"{turn.key}-other", "born_on": "1980-05-01"}
    objected = await _act(turn, "miss", f"{roll}/objections", person_id=other["person_id"], claim="OMITTED")
    (objection,) = (await turn.see(roll, Role.ADMIN, after=objected.after, service="councils"))["objections"]
    answer = {"objection_id": objection["objection_id"], "upheld": True, "voter": other}
    await _act(turn, "insert", f"{roll}/objection-answers", **answer)
    return voters[:-1]


async def _candidates(turn: Turn, path: str) -> list[tuple[str, bool]]:
    """Who stands, and whether they are among the first, of whom there are as many as seats."""
    stand = await _nominated(turn, path)
    findings = [{"person_id": person} for person, _ in stand]
    await _act(turn, "screen", f"{path}/reviews", reviewers=turn.staff.bodies.people[:3], findings=findings)
    await _act(turn, "candidates", f"{path}/candidate-list")
    return stand


async def _contested(turn: Turn, path: str) -> list[tuple[str, bool]]:
    """Somebody leaves the election committee to stand, and does not; the last was found unfit, and is fit."""
    stand, people = await _nominated(turn, path), turn.staff.bodies.people
    await _act(turn, "stand", f"{path}/nominations", person_id=people[6], office="CHAIR")
    await _act(turn, "substitute", f"{path}/replacements", person_id=people[20], in_place_of=people[6])
    await _act(turn, "retreat", f"{path}/withdrawals", person_id=people[6])
    findings: list[dict[str, Any]] = [{"person_id": person} for person, _ in stand]
    findings[-1] |= {"unmet": ["resident"], "reasons": "居住未满一年"}
    await _act(turn, "sift", f"{path}/reviews", reviewers=people[:3], findings=findings)
    await _act(turn, "plead", f"{path}/appeals", person_id=stand[-1][0], grounds="已居住三年")
    answer = {"person_id": stand[-1][0], "upheld": True, "reasons": "经核实"}
    await turn.act("relent", f"{path}/appeal-answers", answer, Role.ELECTION_COMMITTEE, service="councils")
    await _act(turn, "candidates", f"{path}/candidate-list")
    return stand


async def _nominated(turn: Turn, path: str) -> list[tuple[str, bool]]:
    people, stand = iter(turn.staff.bodies.people[7:]), []
    for office, many in STAND.items():
        for n in range(many):
            stand.append((next(people), n < many - 1))
            await _act(turn, f"{office}{n}-nominate", f"{path}/nominations", person_id=stand[-1][0], office=office)
    return stand


async def _act(turn: Turn, word: str, path: str, **body: Any) -> Acknowledged:
    return await turn.act(word, path, body, Role.ADMIN, service="councils")
