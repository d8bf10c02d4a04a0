"""Elections meanwhile: in one committee the day of the vote has come, in another candidates are being nominated."""

from __future__ import annotations

from typing import Any

from tests.hostile.counter.at import TODAY, Counter
from tests.journeys.council import Council

LATER = "2013-12-05"
CRITERIA = {"criteria": [{"code": "resident", "text_zh": "居住一年以上"}]}
STAND = {"CHAIR": 2, "DEPUTY": 2, "MEMBER": 4}
ADMIN = "enterer"


def before(at: Counter, voting: Council, nominating: Council) -> None:
    """In October; both are called on the first day."""
    for council, vote_on in ((voting, TODAY), (nominating, LATER)):
        council.people += [council.enter() for _ in range(18)]
        at.ids["elections"].append(council.call_election(1, vote_on))
    at.ids["voter-rolls"] = at.ids["elections"]
    for council, election in zip((voting, nominating), at.ids["elections"], strict=True):
        council.say(f"/elections/{election}/criteria", CRITERIA)
        council.register_voters(election)


def listed(at: Counter, voting: Council) -> None:
    """In the middle of October candidates are posted where the day comes first."""
    election = at.ids["elections"][0]
    path = f"/elections/{election}"
    voting.say(f"{path}/voter-list", {})
    for person, office in _candidates(voting):
        voting.say(f"{path}/nominations", {"person_id": person, "office": office})
    findings = [{"person_id": person} for person, _ in _candidates(voting)]
    voting.say(f"{path}/reviews", {"reviewers": voting.people[:3], "findings": findings})
    voting.say(f"{path}/candidate-list", {})


def fitting(at: Counter, voting: Council, nominating: Council) -> None:
    """Who would go on with each."""
    first, second = ({"id": each} for each in at.ids["elections"])
    route, roll = "/v1/elections/{id}", "/v1/voter-rolls/{id}"
    at.fit(ADMIN, f"{route}/ballot-box", [(first, {})])
    at.fit(ADMIN, f"{roll}/turnout", [(first, {"marks": [{"person_id": f"voter-{n:04d}"}]}) for n in range(20)])
    tallies = [{"person_id": person, "votes": 0} for person, _ in _candidates(voting)]
    at.fit(ADMIN, f"{route}/count", ((first, _count(n, tallies)) for n in range(20)))
    at.fit(ADMIN, f"{route}/declaration", [(first, {})])
    at.fit(ADMIN, f"{route}/voter-list", [(second, {})])
    at.fit(ADMIN, f"{roll}/strikes", [(second, {"person_id": "voter-0001", "reason": "MOVED_AWAY"})])
    new = [{"person_id": "voter-0100", "born_on": "1980-05-01"}]
    at.fit(ADMIN, f"{roll}/registrations", [(second, {"voters": new})])
    at.fit(ADMIN, f"{roll}/objections", [(second, {"person_id": "voter-0200", "claim": "OMITTED"})])
    nominations = ({"person_id": person, "office": office} for person, office in _candidates(nominating))
    at.fit(ADMIN, f"{route}/nominations", ((second, each) for each in nominations))
    findings = [{"person_id": person} for person, _ in _candidates(nominating)]
    at.fit(ADMIN, f"{route}/reviews", [(second, {"reviewers": nominating.people[:3], "findings": findings})])
    at.fit(ADMIN, f"{route}/postponement", [(second, {"election_on": "2013-12-10", "reason": "示例"})])
    at.fit(ADMIN, f"{route}/withdrawals", ((second, {"person_id": person}) for person, _ in _candidates(nominating)))


def _candidates(council: Council) -> list[tuple[str, str]]:
    people = iter(council.people[7:])
    return [(next(people), office) for office, many in STAND.items() for _ in range(many)]


def _count(ballots: int, tallies: list[dict[str, Any]]) -> dict[str, Any]:
    return {"ballots": ballots, "spoilt": 0, "tallies": tallies}
