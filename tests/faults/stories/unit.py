"""Units of a community: whoever heads one sits on the working committee; they do something together, and pledge."""

from __future__ import annotations

from typing import Any

from tests.faults.bodies import PERIOD, TODAY
from tests.faults.requests import Acknowledged
from tests.faults.stories.committee import entered
from tests.faults.stories.district import community
from tests.faults.turn import Turn

WORDS = {"kind": "PROPERTY_COMPANY", "name_zh": "示例物业公司", "resident_from_on": TODAY}
PLAN = {"subject": "PUBLIC_GOOD", "title": "重阳节慰问", "planned_for_on": TODAY}
LISTS = [{"list_of": each, "title": "楼道照明"} for each in ("RESOURCE", "NEED", "PROJECT")]


async def unit(turn: Turn) -> None:
    """One way after another."""
    await (_seated, _together, _pledged)[turn.choice % 3](turn)


async def _seated(turn: Turn) -> None:
    """Its head sits with a secretary; another one heads it and sits; it moves, and leaves."""
    here, there = [await community(turn, f"{n}-found") for n in range(2)]
    head, other, secretary = [await entered(turn, f"{n}-person") for n in range(3)]
    path = await _registered(turn, "domicile", here, party_org={"head_id": head, "party_member_count": 5})
    committee = f"/v1/communities/{here}/party-working-committee"
    await _act(turn, "muster", committee, formed_on=TODAY)
    leads = {"person_id": secretary, "role": "SECRETARY", "from_on": TODAY}
    await _act(turn, "lead", f"{committee}/full-time-members", **leads)
    seat = {"unit_id": path.rpartition("/")[2], "from_on": TODAY}
    await _act(turn, "seat", f"{committee}/part-time-members", **seat, person_id=head)
    await _act(turn, "relay", f"{path}/head", head_id=other, from_on=TODAY)
    await _act(turn, "tally", f"{path}/party-member-count", party_member_count=6, counted_on=TODAY)
    await _act(turn, "again-seat", f"{committee}/part-time-members", **seat, person_id=other)
    await _act(turn, "relocate", f"{path}/move", community_id=there, from_on=TODAY)
    await _act(turn, "discharge", f"{committee}/releases", person_id=secretary, released_on=TODAY)
    await _act(turn, "quit", f"{path}/leaving", cause="CLOSED", left_on=TODAY)


async def _together(turn: Turn) -> None:
    """Two of three accept, come and are told what came of it; something else is called off."""
    here = await community(turn, "found")
    units = [(await _registered(turn, f"{n}-domicile", here)).rpartition("/")[2] for n in range(3)]
    plan = {"community_id": here, **PLAN}
    path = f"/v1/joint-activities/{(await _act(turn, 'conceive', '/v1/joint-activities', **plan)).id}"
    await _act(turn, "bid", f"{path}/invitations", unit_ids=units)
    for each in units[:2]:
        await _act(turn, f"{each[:8]}-agree", f"{path}/answers", unit_id=each, accepts=True)
    await _act(turn, "regret", f"{path}/answers", unit_id=units[2], accepts=False)
    came = [{"unit_id": each, "people": 4, "hours": 8} for each in units[:2]]
    await _act(turn, "visit", f"{path}/holding", held_on=TODAY, attendance=came)
    await _act(turn, "outcome", f"{path}/result", summary="走访 40 户", beneficiaries=40)
    other = await _act(turn, "other-conceive", "/v1/joint-activities", **plan)
    await _act(turn, "shelve", f"/v1/joint-activities/{other.id}/cancellation")


async def _pledged(turn: Turn) -> None:
    """It pledges for a year, says what it did of it, and that is looked at."""
    path = await _registered(turn, "domicile", await community(turn, "found"))
    await _act(turn, "pledge", f"{path}/pledges", year=PERIOD, entries=LISTS)
    await _act(turn, "redeem", f"{path}/pledge-confirmations", year=PERIOD, fulfilled=[1, 3])
    await _act(turn, "probe", f"{path}/pledge-checks", year=PERIOD, fulfilled=[1])


async def _registered(turn: Turn, word: str, community_id: str, **said: Any) -> str:
    registered = await _act(turn, word, "/v1/resident-units", community_id=community_id, **WORDS, **said)
    return f"/v1/resident-units/{registered.id}"


async def _act(turn: Turn, word: str, path: str, **body: Any) -> Acknowledged:
    return await turn.found(word, path, body)
