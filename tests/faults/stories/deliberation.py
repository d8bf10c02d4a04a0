"""From what is said to what is done: meetings one after another, and a resolution that is carried out and put away."""

from __future__ import annotations

from typing import Any

from services.councils.domain.types import MeetingId, TopicId, resolution_id
from shared.kernel.actors import Role
from tests.faults.requests import Acknowledged
from tests.faults.stories.council import COUNCILS, TERMS, THERE, called, decided, gathered, raised, topic, voted
from tests.faults.turn import Turn

OPTIONS = [{"title": "声控灯"}]


async def deliberation(turn: Turn) -> None:
    """One way after another."""
    await (_carried_out, _discussed, _dropped)[turn.choice % 3](turn)


async def _carried_out(turn: Turn) -> None:
    """What was decided in haste is ratified, carried out, found so by whoever raised it and watches, and put away."""
    opinion = await raised(turn)
    matter = await topic(turn, opinion)
    resolution, _ = await decided(turn, matter)
    meeting = await called(turn, "again-convene", "DECISION", agenda=[matter])
    await gathered(turn, "again-gather", meeting)
    await voted(turn, "ratify", meeting, matter, terms=TERMS)
    path = f"/v1/resolutions/{resolution}"
    await _act(turn, "proceed", f"{path}/progress", report="已采购")
    await _act(turn, "execute", f"{path}/completion", result="已装二十盏")
    by = {"by": "SUPERVISION_COMMITTEE", "accepted": True}
    await _act(turn, "vouch", f"{path}/verdict", Role.SUPERVISION_COMMITTEE, **by)
    own = {"id": opinion.id, "code": opinion.code, "resolution_id": resolution, "accepted": True}
    await turn.act("avow", "/v1/public/resolution-verdicts", own, service=COUNCILS)
    await _act(turn, "archive", f"{path}/archiving")


async def _discussed(turn: Turn) -> None:
    """What was raised at a meeting is discussed, decided with one out of the room, posted and objected to."""
    bodies = turn.staff.bodies
    hearing = await called(turn, "hear-convene", "OPINION")
    await _act(turn, "hear", f"/v1/meetings/{hearing}/opening", residents=20)
    opinions = [await _taken(turn, f"{n}-air", channel="MEETING", meeting_id=hearing) for n in range(2)]
    said = {"committee_id": bodies.committee, "title": "楼道灯", "options": OPTIONS, "opinion_ids": opinions[:1]}
    matter = (await _act(turn, "topic", "/v1/topics", **said, supporters=bodies.people[:4])).id
    await _act(turn, "append", f"/v1/topics/{matter}/opinions", opinion_ids=opinions)
    discussion = await called(turn, "discuss-convene", "TOPIC", agenda=[matter], material=["方案"])
    await gathered(turn, "discuss-gather", discussion)
    await voted(turn, "discuss", discussion, matter)
    decision = await called(turn, "decide-convene", "DECISION", agenda=[matter])
    await gathered(turn, "decide-gather", decision)
    path, kin = f"/v1/meetings/{decision}", bodies.people[THERE]
    late = [{"person_id": kin, "capacity": "REPRESENTATIVE"}]
    await _act(turn, "late-attend", f"{path}/attendance", attendees=late)
    await _act(turn, "abstain", f"{path}/recusals", topic_id=matter, person_id=kin, interest="KIN")
    await voted(turn, "adopt", decision, matter, against=1, terms=TERMS)
    await _act(turn, "absent", f"{path}/departure", person_id=kin)
    resolution = f"/v1/resolutions/{resolution_id(MeetingId(decision), TopicId(matter))}"
    await _act(turn, "post", f"{resolution}/posting")
    household = {"register_number": f"HK-{turn.newcomers.phone()}", "reason": "太亮"}
    await _act(turn, "oppose", f"{resolution}/objections", **household)


async def _dropped(turn: Turn) -> None:
    """A unit is to see to one; a topic is dropped, a meeting called off, and a resolution to be voted on anew."""
    opinion = await _taken(turn, "air", channel="PHONE")
    await _act(turn, "direct", f"/v1/opinions/{opinion}/route", route="UNIT", to_id="wuye")
    idle = await topic(turn, await raised(turn))
    await _act(turn, "jettison", f"/v1/topics/{idle}/dropping", reasons="示例")
    off = await called(turn, "off-convene", "OPINION")
    await _act(turn, "cancel", f"/v1/meetings/{off}/cancellation", reason="停电")
    resolution, _ = await decided(turn, await topic(turn, await raised(turn, "again-"), "again-"))
    path = f"/v1/resolutions/{resolution}/re-vote-demand"
    await _act(turn, "contest", path, Role.SUPERVISION_COMMITTEE, reason="未按议题公示")


async def _taken(turn: Turn, word: str, **said: Any) -> str:
    """Somebody says something at a meeting or on the telephone, and it is put to others like it."""
    told = {"committee_id": turn.staff.bodies.committee, "text": "示例", "phone": turn.newcomers.phone(), **said}
    opinion = (await _act(turn, word, "/v1/opinions", **told)).id
    await _act(turn, f"{word}-cluster", "/v1/opinion-clusters", theme="楼道灯", opinions=[opinion])
    return opinion


async def _act(turn: Turn, word: str, path: str, role: Role = Role.ADMIN, /, **body: Any) -> Acknowledged:
    return await turn.act(word, path, body, role, service=COUNCILS)
