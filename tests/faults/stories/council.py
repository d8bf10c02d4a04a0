"""What a committee decides: an opinion becomes a resolution and a project of its fund; residents want an assembly."""

from __future__ import annotations

from services.councils.domain.types import MeetingId, TopicId, resolution_id
from shared.kernel.actors import Role
from tests.faults.bodies import TODAY
from tests.faults.requests import Acknowledged
from tests.faults.stories.fund import PRICE, proposed
from tests.faults.turn import Turn
from tests.journeys.answers import fen

COUNCILS = "councils"
BUDGET = {"amount": fen(PRICE), "source": "SPECIAL_FUND"}
TERMS = {"task": "安装楼道灯", "owner": "wuye", "due_on": "2013-12-31", "budget": BUDGET}
BEGINS_AT = f"{TODAY}T08:30:00+08:00"
THERE = 26


async def council(turn: Turn) -> None:
    """Somebody raises a burst pipe, 26 decide at once, a project of the fund begins; others sign for an assembly."""
    if turn.choice % 3 == 2:
        await _petition(turn)
        return
    opinion = await _raised(turn)
    topic = await _topic(turn, opinion)
    resolution, known = await _decided(turn, topic)
    answer = {"answer": "示例", "published": "已办"}
    await turn.act("counsel", f"/v1/opinions/{opinion.id}/answer", answer, Role.ADMIN, service=COUNCILS)
    rating = {"id": opinion.id, "code": opinion.code, "level": "SATISFIED"}
    await turn.act("grade", "/v1/public/opinion-ratings", rating, service=COUNCILS)
    await proposed(turn, resolution, known)


async def _raised(turn: Turn) -> Acknowledged:
    said = {"committee_id": turn.staff.bodies.committee, "text": "示例", "phone": turn.newcomers.phone()}
    opinion = await turn.act("opine", "/v1/public/opinions", said, service=COUNCILS)
    cluster = {"theme": "水管", "opinions": [opinion.id]}
    await turn.act("cluster", "/v1/opinion-clusters", cluster, Role.ADMIN, service=COUNCILS)
    return opinion


async def _topic(turn: Turn, opinion: Acknowledged) -> Acknowledged:
    bodies = turn.staff.bodies
    said = {"committee_id": bodies.committee, "title": "水管", "options": [{"title": "换管", "budget": BUDGET}]}
    raised = {"opinion_ids": [opinion.id], "supporters": bodies.people[:4], "emergency": "水管爆裂"}
    return await turn.act("topic", "/v1/topics", {**said, **raised}, Role.ADMIN, service=COUNCILS)


async def _decided(turn: Turn, topic: Acknowledged) -> tuple[str, Acknowledged]:
    bodies = turn.staff.bodies
    call = {"committee_id": bodies.committee, "kind": "DECISION", "begins_at": BEGINS_AT, "place": "居委会会议室"}
    called = {**call, "agenda": [topic.id], "emergency": True}
    meeting = await turn.act("convene", "/v1/meetings", called, Role.ADMIN, service=COUNCILS)
    path = f"/v1/meetings/{meeting.id}"
    came = [{"person_id": each, "capacity": "REPRESENTATIVE"} for each in bodies.people[:THERE]]
    await turn.act("attend", f"{path}/attendance", {"attendees": came}, Role.ADMIN, service=COUNCILS)
    await turn.act("gather", f"{path}/opening", {}, Role.ADMIN, service=COUNCILS)
    vote = {"topic_id": topic.id, "in_favour": THERE - turn.seat, "against": turn.seat, "terms": TERMS}
    taken = await turn.act("vote", f"{path}/votes", vote, Role.ADMIN, service=COUNCILS)
    minutes = {"summary": "通过", "signed_by": bodies.people[0]}
    await turn.act("minute", f"{path}/minutes", minutes, Role.ADMIN, service=COUNCILS)
    return resolution_id(MeetingId(meeting.id), TopicId(topic.id)), taken


async def _petition(turn: Turn) -> None:
    said = {"committee_id": turn.staff.bodies.committee, "signers": "ADULTS", "entitled": 10, "matter": "楼道照明"}
    petition = await turn.act("petition", "/v1/petitions", said, Role.ADMIN, service=COUNCILS)
    path = f"/v1/petitions/{petition.id}/signatures"
    for word in ("sign", "suffice"):
        await turn.act(word, path, {"signer": turn.newcomers.citizen()}, Role.ADMIN, service=COUNCILS)
