"""A new committee: what lies beside it, and who watches over it; what is due to them is paid by grants."""

from __future__ import annotations

from typing import Any

from shared.kernel.actors import Role
from tests.faults.bodies import PERIOD, TODAY
from tests.faults.requests import Acknowledged
from tests.faults.stories.afterwards import DAYS_AFTER
from tests.faults.turn import Turn
from tests.journeys.answers import fen

GROUPS = [{"group_id": f"g{n}", "households": 100, "seats": 5} for n in range(6)]
TERM = {"apportionment": "BY_HOUSEHOLDS", "groups": GROUPS, "from_on": TODAY}
CHOSEN = {"group_id": "g0", "elected_on": TODAY, "from_on": TODAY}
BRANCH_TERM = {"number": 1, "from_on": TODAY, "until_on": "2016-09-28"}
ASSIGNED = {"effective_on": TODAY, "provenance": "SYNTHETIC", "source": "of the test"}
BASIC = fen(200_000)
RULING = {"authority": "DISTRICT_GOVERNMENT", "document": "示例"}


async def committee(turn: Turn) -> None:
    """One way after another."""
    await (_ordered, _watched, _unseated)[turn.choice % 3](turn)


async def _ordered(turn: Turn) -> None:
    """A group has a leader, a cell its member and officer, the branch its secretary; and all of them go."""
    path = f"/v1/committees/{await founded(turn)}"
    person, other = [await entered(turn, f"{n}-person") for n in range(2)]
    await _act(turn, "wed", f"/v1/people/{person}/kin", person_id=other, kinship="SPOUSE")
    await _act(turn, "divorce", f"/v1/people/{person}/kin-endings", person_id=other)
    since = {"person_id": person, "from_on": TODAY}
    await _act(turn, "group", f"{path}/groups", group_id="G1", name_zh="第一居民小组", formed_on=TODAY)
    await _act(turn, "head", f"{path}/groups/G1/leader", **since)
    await _act(turn, "behead", f"{path}/groups/G1/leader-leaving", left_on=TODAY)
    await _act(turn, "dissolve", f"{path}/groups/G1/dissolution", dissolved_on=TODAY)
    await _act(turn, "draw", f"{path}/grid-cells", cell_id="A1", name_zh="第一网格", drawn_on=TODAY)
    await _act(turn, "man", f"{path}/grid-cells/A1/members", **since)
    liaison = {"person_id": other, "from_on": TODAY, "kind": "PARTY_LIAISON"}
    await _act(turn, "officer", f"{path}/grid-cells/A1/officers", **liaison)
    await _act(turn, "unman", f"{path}/grid-cells/A1/leavings", person_id=person, left_on=TODAY)
    await _act(turn, "erode", f"{path}/grid-cells/A1/dissolution", dissolved_on=TODAY)
    branch = f"{path}/party-branch-committee"
    await _act(turn, "term", f"{branch}/terms", **BRANCH_TERM)
    await _act(turn, "fill", f"{branch}/posts", title="SECRETARY", **since)
    await _act(turn, "vacate", f"{branch}/vacancies", person_id=person, vacated_on=TODAY)


async def _watched(turn: Turn) -> None:
    """Three are elected, reviewed and filed; the chair's stipend comes back, is paid again, and was booked wrongly."""
    path, people = await _supervised(turn)
    await _act(turn, "approbate", f"{path}/review")
    await _act(turn, "deposit", f"{path}/filing")
    entitled = await _act(turn, "entitle", f"{path}/entitlements", year=PERIOD, size="LARGE")
    stipends = f"/v1/stipends/{path.rpartition('/')[2]}-{PERIOD}"
    await turn.see(stipends, Role.FUND_OFFICER, after=entitled.after, service="grants")
    chair = {"part": "BASIC", "person_id": people[0], "amount": BASIC, "paid_on": TODAY}
    await _grant(turn, "pension", f"{stipends}/payments", **chair, receipt_ref="b-1")
    await _grant(turn, "recoil", f"{stipends}/returned-payments", receipt_ref="b-1", returned_on=TODAY)
    await _grant(turn, "again-pension", f"{stipends}/payments", **chair, receipt_ref="b-2")
    await _grant(turn, "annul", f"{stipends}/reversals", receipt_ref="b-2", reason="NOT_PAID")


async def _unseated(turn: Turn) -> None:
    """One of three is recalled and one leaves; of the representatives, too."""
    path, people = await _supervised(turn)
    register = f"/v1/representatives/{path.rpartition('/')[2]}"
    demand = {"person_id": people[1], "joined": 200, "residents": 1000}
    await _act(turn, "demand", f"{path}/recall-demands", **demand)
    vote = {"person_id": people[1], "meeting_id": "m2", "held_on": TODAY, "present": 5, "votes_for": 5}
    await _act(turn, "dismiss", f"{path}/recall-votes", **vote)
    leaves = {"person_id": people[2], "reason": "RESIGNED", "from_on": TODAY}
    await _act(turn, "resign", f"{path}/departures", **leaves)
    await _act(turn, "oust", f"{register}/recalls", person_id=people[3], votes_for=51, from_on=TODAY)
    away = {"person_id": people[4], "reason": "MOVED_AWAY", "from_on": TODAY}
    await _act(turn, "depart", f"{register}/departures", **away)


async def disbanded(turn: Turn) -> None:
    """Days after, one is founded that is no more."""
    ended = {"effective_on": DAYS_AFTER, "rulings": [RULING]}
    await _act(turn, "abrogate", f"/v1/committees/{await founded(turn)}/abolition", **ended)


async def founded(turn: Turn) -> str:
    """A residents' committee in a street of its own, assigned to the hall's community, its households counted."""
    street = turn.newcomers.street()
    await _act(turn, "street", "/v1/streets", code=street, name_zh="示例街道")
    said = {"kind": "RESIDENTS", "name_zh": "示例", "stat_code_12": f"{street}001", "street_code": street}
    path = f"/v1/committees/{(await _act(turn, 'institute', '/v1/committees', **said)).id}"
    community = turn.staff.bodies.communities[turn.counter.centre]
    await _act(turn, "assign", f"{path}/assignment", community_id=community, **ASSIGNED)
    counted = {"households": 650, "counted_on": TODAY, "source": "a census"}
    await _act(turn, "households", f"{path}/households", **counted)
    return path.rpartition("/")[2]


async def _supervised(turn: Turn) -> tuple[str, list[str]]:
    """The address of a supervision committee and five representatives, of whom the first three sit on it."""
    id_ = await founded(turn)
    register, path = f"/v1/representatives/{id_}", f"/v1/supervision-committees/{id_}"
    await _act(turn, "apportion", f"{register}/apportionment", **TERM)
    people = [await entered(turn, f"{n}-person") for n in range(5)]
    for n, person in enumerate(people):
        await _act(turn, f"{n}-represent", f"{register}/elections", person_id=person, **CHOSEN)
    clerk = {"person_id": people[0], "post": "CLERK", "from_on": "2013-09-28"}
    await _act(turn, "bar", f"{path}/posts", **clerk)
    await _act(turn, "unbar", f"{path}/post-endings", **{**clerk, "from_on": TODAY})
    for n, person in enumerate(people[:3]):
        office = "MEMBER" if n else "CHAIR"
        await _act(turn, f"{n}-put", f"{path}/nominations", person_id=person, office=office)
    votes = [{"person_id": person, "name": "示例", "votes": 5} for person in people[:3]]
    await _act(turn, "elect", f"{path}/elections", meeting_id="m1", held_on=TODAY, present=5, candidates=votes)
    return path, people


async def entered(turn: Turn, word: str) -> str:
    """Somebody whom the register did not know."""
    document = {"name": "示例", "id_kind": "citizen-id", "id_number": turn.newcomers.citizen()}
    return (await _act(turn, word, "/v1/people", **document)).id


async def _act(turn: Turn, word: str, path: str, **body: Any) -> Acknowledged:
    return await turn.found(word, path, body)


async def _grant(turn: Turn, word: str, path: str, **body: Any) -> Acknowledged:
    return await turn.act(word, path, body, Role.FUND_OFFICER, service="grants")
