"""What committees and centres answer for: training, what residents do themselves, questions, tasks and their pact."""

from __future__ import annotations

from typing import Any

from shared.kernel.actors import Role
from tests.faults.bodies import PERIOD, TODAY
from tests.faults.deployed import DUTY_OVER
from tests.faults.requests import Acknowledged
from tests.faults.stories.committee import founded
from tests.faults.turn import Turn
from tests.journeys.answers import fen

SESSION = {"form": "COURSE", "topic": "社会救助政策", "hours": 24, "held_on": TODAY}
PLAN = {"activity_class": "SELF_SERVICE", "title": "邻里互助日", "planned_for_on": TODAY}
HELD = {"held_on": TODAY, "attendance": 40, "spent": {"amount": fen(20_000), "source": "RESIDENTS"}}
ITEM = {"item_id": "i-1", "subject": "OTHER", "subject_id": "lights", "title": "楼道照明"}
VOTES = {"entitled": 500, "present": 251, "counts": [{"item_id": "i-1", "votes_for": 126, "votes_against": 10}]}
FIRST_YEAR = 1990
QUARTER = f"{PERIOD}-Q3"
LATER = f"{DUTY_OVER:%Y-%m-%d}"


async def answering(turn: Turn) -> None:
    """One way after another."""
    await (_helped, _asked, _assembled)[turn.choice % 3](turn)


async def _helped(turn: Turn) -> None:
    """People are trained, of whom one was not there; residents help one another, and once do not."""
    people = turn.staff.bodies.people
    session = {**SESSION, "committees": [await founded(turn)]}
    trained = await _act(turn, "train", "/v1/trainings", **session, attendees=people[:3])
    await _act(turn, "recheck", f"/v1/trainings/{trained.id}/attendance", attendees=people[:2])
    plan = {"committee_id": turn.staff.bodies.committee, **PLAN}
    own = await _act(turn, "devise", "/v1/self-governance-activities", **plan)
    path = f"/v1/self-governance-activities/{own.id}"
    await _act(turn, "herald", f"{path}/announcement")
    await _act(turn, "gala", f"{path}/holding", **HELD)
    await _act(turn, "debrief", f"{path}/report", report="四十人参加")
    other = await _act(turn, "other-devise", "/v1/self-governance-activities", **plan)
    await _act(turn, "cede", f"/v1/self-governance-activities/{other.id}/cancellation")


async def _asked(turn: Turn) -> None:
    """The centre answers a committee, which refuses a task that nobody admitted."""
    committee = await founded(turn)
    put = await _act(turn, "query", "/v1/questions", committee_id=committee, question="午间窗口为何无人")
    await _act(turn, "retort", f"/v1/questions/{put.id}/answer", answer="自下月起错时值班")
    task = f"census-{turn.newcomers.phone()}"
    await _act(turn, "refuse", "/v1/task-refusals", committee_id=committee, task_code=task, reason="未经准入")


async def _assembled(turn: Turn) -> None:
    """Residents meet and decide; another time they are put off; what they may want as their pact is posted."""
    committee = await founded(turn)
    call = {"committee_id": committee, "electorate": "HOUSEHOLD_DELEGATES", "agenda": [ITEM], "held_on": TODAY}
    held = await _act(turn, "assemble", "/v1/assemblies", **call)
    await _act(turn, "resolve", f"/v1/assemblies/{held.id}/votes", **VOTES)
    other = await _act(turn, "other-assemble", "/v1/assemblies", **call)
    await _act(turn, "postpone", f"/v1/assemblies/{other.id}/postponement", held_on=LATER, reason="示例")


async def pact(turn: Turn) -> None:
    """A committee drafts its pact and posts it until the end of the day: one that was there, then new ones."""
    path = f"/v1/pacts/{await founded(turn) if turn.choice else turn.staff.bodies.others[0]}"
    await _act(turn, "pact", f"{path}/drafts", text="爱护楼道。")
    await _act(turn, "placard", f"{path}/posting", edition=1, until_on=TODAY)


async def agreed(turn: Turn) -> None:
    """The posting is over: an assembly adopts the first pact, it is filed, and comes back; the quarter is disclosed."""
    committee = turn.staff.bodies.others[0]
    item = {"item_id": "i-1", "subject": "PACT", "subject_id": "1", "title": "居民公约"}
    call = {"committee_id": committee, "electorate": "HOUSEHOLD_DELEGATES", "agenda": [item], "held_on": LATER}
    assembly = await _act(turn, "assemble", "/v1/assemblies", **call)
    await _act(turn, "resolve", f"/v1/assemblies/{assembly.id}/votes", **VOTES)
    path = f"/v1/pacts/{committee}"
    await _act(turn, "covenant", f"{path}/adoption", edition=1, assembly_id=assembly.id)
    await _act(turn, "shelf", f"{path}/filing", edition=1)
    await _act(turn, "rebuke", f"{path}/return", edition=1, reason="示例")
    items = [{"title": "水电公摊", "amount": fen(30_000)}]
    await _act(turn, "disclose", f"/v1/committees/{committee}/disclosures", quarter=QUARTER, items=items)


async def watching(turn: Turn) -> None:
    """Whoever watches over a committee proposes, signs and does not sign, and reports on a year that is over."""
    path, project = f"/v1/supervision-committees/{turn.staff.bodies.committee}", {"subject_kind": "FUND_PROJECT"}
    await _watch(turn, "moot", f"{path}/meeting-proposals", proposal_id=f"p-{turn.choice}", matter="楼道照明")
    other = {**project, "subject_id": f"{turn.choice}-other", "reason": "缺三家报价"}
    await _watch(turn, "balk", f"{path}/countersignature-refusals", **other)
    await _watch(turn, "sanction", f"{path}/countersignatures", **project, subject_id=f"{turn.choice}-one")
    if turn.choice < PERIOD - FIRST_YEAR:
        await _watch(turn, "attest", f"{path}/reports", year=PERIOD - turn.choice, report="查账四次")


async def _watch(turn: Turn, word: str, path: str, **body: Any) -> Acknowledged:
    return await turn.act(word, path, body, Role.SUPERVISION_COMMITTEE, service="councils")


async def _act(turn: Turn, word: str, path: str, **body: Any) -> Acknowledged:
    return await turn.found(word, path, body)
