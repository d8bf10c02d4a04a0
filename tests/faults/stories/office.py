"""Who works where: people are engaged, stand in for one another and leave; and items are handed down and taken back."""

from __future__ import annotations

from typing import Any

from shared.kernel.actors import Role
from tests.faults.bodies import DEPARTMENT, TODAY
from tests.faults.requests import Acknowledged
from tests.faults.stories.inquiry import CASEWORK, HELP
from tests.faults.turn import Turn

POST = {"kind": "EXAMINATION", "title_zh": "示例岗", "title_en": "Examination"}
DOWN = {"from_body": DEPARTMENT, "to_body": DEPARTMENT, "mode": "DELEGATED", "valid_from": TODAY}
BASIS = {"basis": "示例", "provenance": "SYNTHETIC"}
SEAL = "印章已启用"


async def office(turn: Turn) -> None:
    """One way after the other."""
    await (_handed_down if turn.choice % 2 else _staffed)(turn)


async def _staffed(turn: Turn) -> None:
    """A and B are away and a third stands in; A comes back, and B leaves. A fourth goes elsewhere."""
    centre = (await turn.see(f"/v1/halls/{turn.counter.hall}", Role.CLERK))["centre_id"]
    people = [f"s-{turn.newcomers.phone()}" for _ in range(4)]
    for n, person in enumerate(people):
        await _act(turn, f"{n}-engage", "/v1/staff", id=person, name="示例", org=centre, trained_for=[HELP])
    holder, substitute, _, other = (f"/v1/staff/{person}" for person in people)
    await _act(turn, "educate", f"{other}/training", trained_for=[HELP, "CD-MZ-005"])
    await _act(turn, "migrate", f"{other}/move", org=DEPARTMENT)
    post = f"/v1/posts/{(await _act(turn, 'instal', '/v1/posts', org=centre, **POST)).id}"
    await _act(turn, "occupy", f"{post}/assignment", holder=people[0], substitute=people[1])
    ill = {"from_on": TODAY, "reason": "LEAVE"}
    await _act(turn, "ail", f"{holder}/absences", **ill)
    await _act(turn, "sicken", f"{substitute}/absences", **ill)
    await _act(turn, "stopgap", f"{post}/cover", staff_id=people[2])
    await _act(turn, "recover", f"{holder}/return")
    await _act(turn, "exit", f"{substitute}/departure")


async def _handed_down(turn: Turn) -> None:
    """An item is handed down on a condition, which is met, and taken back."""
    path, to = f"/v1/delegations/{HELP}", turn.key
    terms = {**DOWN, "to_body": to, "conditions": [SEAL], **BASIS}
    granted = await _act(turn, "devolve", f"{path}/grants", **terms)
    told = await turn.see(path, Role.EXAMINER, after=granted.after, service=CASEWORK)
    number = {"number": next(each["number"] for each in told["delegations"] if each["to_body"] == to)}
    met = {"condition": SEAL, "evidence": "示例", "met_on": TODAY}
    await _act(turn, "fulfil", f"{path}/conditions", **number, **met)
    await _act(turn, "retract", f"{path}/revocation", **number, revoked_on=TODAY, basis="示例")


async def ordained(turn: Turn) -> None:
    """The district sets a number for a year to come, and enters that year."""
    year = turn.newcomers.year()
    entry = {"key": "report.recheck_cd", "value": 60, "effective_on": f"{year}-01-01", **BASIS}
    await _act(turn, "ordain", "/v1/policies/report/adoptions", entry=entry)
    listed = (await turn.see("/v1/calendar-years?limit=200", Role.ADMIN, service=CASEWORK))["calendar_years"]
    edition = {"year": listed[-1]["year"] + 1, "status": "PUBLISHED", "version": 1, "source_document": "示例"}
    await _act(turn, "almanac", f"/v1/calendar-years/{edition['year']}/publications", edition=edition)


async def _act(turn: Turn, word: str, path: str, **body: Any) -> Acknowledged:
    return await turn.act(word, path, body, Role.ADMIN, service=CASEWORK)
