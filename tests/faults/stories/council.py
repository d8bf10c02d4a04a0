"""What a committee decides: an opinion becomes a resolution and a project of its fund; residents want an assembly."""

from __future__ import annotations

from typing import Any

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
    opinion = await raised(turn)
    resolution, known = await decided(turn, await topic(turn, opinion))
    answer = {"answer": "示例", "published": "已办"}
    await turn.act("counsel", f"/v1/opinions/{opinion.id}/answer", answer, Role.ADMIN, service=COUNCILS)
    rating = {"id": opinion.id, "code": opinion.code, "level": "SATISFIED"}
    await turn.act("grade", "/v1/public/opinion-ratings", rating, service=COUNCILS)
    await proposed(turn, resolution, known)


async def raised(turn: Turn, time: str = "") -> Acknowledged:
    """Somebody says something from home, and it is put to others like it."""
    said = {"committee_id": turn.staff.bodies.committee, "text": "示例", "phone": turn.newcomers.phone()}
    opinion = await turn.act(f"{time}opine", "/v1/public/opinions", said, service=COUNCILS)
    cluster = {"theme": "水管", "opinions": [opinion.id]}
    await turn.act(f"{time}cluster", "/v1/opinion-clusters", cluster, Role.ADMIN, service=COUNCILS)
    return opinion


async def topic(turn: Turn, opinion: Acknowledged, time: str = "") -> str:
    """It becomes a topic, which cannot wait."""
    bodies = turn.staff.bodies
    said = {"committee_id": bodies.committee, "title": "水管", "options": [{"title": "换管", "budget": BUDGET}]}
    raised = {"opinion_ids": [opinion.id], "supporters": bodies.people[:4], "emergency": "水管爆裂"}
    return (await turn.act(f"{time}topic", "/v1/topics", {**said, **raised}, Role.ADMIN, service=COUNCILS)).id


async def decided(turn: Turn, topic: str) -> tuple[str, Acknowledged]:
    """26 of fifty decide on it at once: the resolution is in force."""
    meeting = await called(turn, "convene", "DECISION", agenda=[topic], emergency=True)
    await gathered(turn, "gather", meeting)
    taken = await voted(turn, "vote", meeting, topic, against=turn.seat, terms=TERMS)
    minutes = {"summary": "通过", "signed_by": turn.staff.bodies.people[0]}
    await turn.act("minute", f"/v1/meetings/{meeting}/minutes", minutes, Role.ADMIN, service=COUNCILS)
    return resolution_id(MeetingId(meeting), TopicId(topic)), taken


async def called(turn: Turn, word: str, kind: str, **said: Any) -> str:
    """A meeting of the committee, called for now."""
    call = {"committee_id": turn.staff.bodies.committee, "kind": kind, "begins_at": BEGINS_AT, "place": "居委会会议室"}
    return (await turn.act(word, "/v1/meetings", {**call, **said}, Role.ADMIN, service=COUNCILS)).id


async def gathered(turn: Turn, word: str, meeting: str, there: int = THERE) -> None:
    """So many representatives come and one who watches over the committee, and it is opened."""
    path, people = f"/v1/meetings/{meeting}", turn.staff.bodies.people
    came = [{"person_id": each, "capacity": "REPRESENTATIVE"} for each in people[:there]]
    came.append({"person_id": people[-1], "capacity": "SUPERVISION_MEMBER"})
    await turn.act(f"{word}-attend", f"{path}/attendance", {"attendees": came}, Role.ADMIN, service=COUNCILS)
    await turn.act(word, f"{path}/opening", {}, Role.ADMIN, service=COUNCILS)


async def voted(turn: Turn, word: str, meeting: str, topic: str, against: int = 0, **said: Any) -> Acknowledged:
    """Whoever came is for it or against it."""
    vote = {"topic_id": topic, "in_favour": THERE - against, "against": against, **said}
    return await turn.act(word, f"/v1/meetings/{meeting}/votes", vote, Role.ADMIN, service=COUNCILS)


async def _petition(turn: Turn) -> None:
    said = {"committee_id": turn.staff.bodies.committee, "signers": "ADULTS", "entitled": 10, "matter": "楼道照明"}
    petition = await turn.act("petition", "/v1/petitions", said, Role.ADMIN, service=COUNCILS)
    path = f"/v1/petitions/{petition.id}/signatures"
    for word in ("sign", "suffice"):
        await turn.act(word, path, {"signer": turn.newcomers.citizen()}, Role.ADMIN, service=COUNCILS)
    item = {"item_id": "i-1", "subject": "OTHER", "subject_id": "lights", "title": "楼道照明"}
    assembly = {"committee_id": said["committee_id"], "electorate": "ADULTS", "agenda": [item], "held_on": TODAY}
    demanded = {**assembly, "petition_id": petition.id}
    await turn.act("heed", "/v1/assemblies", demanded, Role.ADMIN, service=COUNCILS)
