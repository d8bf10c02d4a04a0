"""The three meetings through HTTP, on a server of its own: from seven opinions to a resolution in the archive."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from shared.kernel.actors import Role
from shared.testing import servers
from tests.councils.meeting_desk import MeetingDesk, meeting_desk
from tests.councils.objectors import (
    BY_CODE,
    one_objects_by_its_code,
    own_objection,
    slips_are_handed_out,
    the_log_says_who_and_for_whom,
)
from tests.councils.service import slug

pytestmark = pytest.mark.server
TERMS = {"task": "六月底前安装楼道灯", "owner": "wuye", "due_on": "2015-06-30",
         "budget": {"amount": {"amount": 800_000, "currency": "CNY"}, "source": "SPECIAL_FUND"}}  # fmt: skip
OPTIONS = [{"title": "声控灯"}]


@pytest.fixture(scope="module")
def server() -> Iterator[servers.Server]:
    embedded = servers.embedded()
    yield embedded
    embedded.stop()


def said(desk: MeetingDesk, number: int, **more: str) -> dict[str, Any]:
    phone = f"1390971{number:04d}"
    return {"committee_id": desk.committee, "text": f"楼道没有灯 {number}", "phone": phone, **more}


async def test_from_seven_opinions_to_the_archive(server, tmp_path):
    async with meeting_desk(server, tmp_path) as desk:
        opinions, code = await _seven_are_heard(desk)
        topic = await _they_become_a_topic(desk, opinions)
        await _one_is_answered(desk, opinions[0], code)
        await _it_is_discussed(desk, topic)
        resolution = await _it_is_decided(desk, topic)
        await _it_is_posted(desk, resolution)
        await _it_is_voted_on_again(desk, topic, resolution)
        await _it_is_carried_out(desk, resolution, opinions[0], code)
        await _what_else_there_is(desk)


async def _seven_are_heard(desk: MeetingDesk) -> tuple[list[str], str]:
    """Five at the opinion meeting, one at the door, one from home."""
    meeting = (await desk.convene("OPINION", "2015-05-07")).json()["id"]
    assert slug(await desk.convene("OPINION", "2015-05-06")) == (422, "call-incomplete")
    (called,) = (await desk.get("/public/notices", None, committee_id=desk.committee))["meetings"]
    assert (called["id"], called["kind"], called["begins_at"][:10]) == (meeting, "OPINION", "2015-05-07")
    await desk.time("2015-05-07")
    assert slug(await desk.post(f"/meetings/{meeting}/opening", residents=9)) == (409, "too-few-came")
    assert await desk.do(f"/meetings/{meeting}/opening", residents=12) == ["meeting-opened"]
    first = await desk.post("/opinions", **said(desk, 1, channel="MEETING", meeting_id=meeting))
    opinions = [first.json()["id"]]
    for number in range(2, 6):
        opinions.append(await desk.make("/opinions", **said(desk, number, channel="MEETING", meeting_id=meeting)))
    opinions.append(await desk.make("/opinions", "clerk", Role.CLERK, **said(desk, 6, channel="COUNTER")))
    opinions.append(await desk.make("/public/opinions", None, **said(desk, 7)))
    assert slug(await desk.post("/opinions", **said(desk, 8, channel="MEETING"))) == (409, "meeting-not-open")
    assert slug(await desk.post("/public/opinions", None, **{**said(desk, 8), "phone": "110"})) == (422, "invalid-code")
    assert await desk.do(f"/meetings/{meeting}/minutes", summary="七条意见") == ["minutes-filed"]
    assert (await desk.get("/public/notices", None, committee_id=desk.committee))["meetings"] == []
    return opinions, first.json()["code"]


async def _they_become_a_topic(desk: MeetingDesk, opinions: list[str]) -> str:
    told = {"committee_id": desk.committee, "title": "楼道灯", "options": OPTIONS, "units": ["wuye"]}
    assert slug(await desk.post("/topics", **told, opinion_ids=opinions[:6])) == (409, "opinion-not-clustered")
    assert slug(await desk.post("/topics", **told)) == (409, "stage-skipped")
    clustered = await desk.post("/opinion-clusters", theme="楼道灯", opinions=opinions)
    assert all("problem" not in each for each in clustered.json()["results"]), clustered.text
    few = await desk.post("/topics", "clerk", Role.CLERK, **told, opinion_ids=opinions[:4])
    assert slug(few) == (409, "too-few-supporters")
    topic = await desk.make("/topics", "clerk", Role.CLERK, **told, opinion_ids=opinions[:6])
    assert await desk.do(f"/topics/{topic}/opinions", opinion_ids=opinions) == ["opinions-merged", "opinion-routed"]
    shown = await desk.get(f"/topics/{topic}")
    assert (shown["opinions"], shown["supporters"], shown["put_by_chair"]) == (7, 6, False)
    assert slug(await desk.convene("DECISION", "2015-05-18", topic)) == (409, "stage-skipped")
    elsewhere = await desk.post(f"/topics/{topic}/dropping", "chair", Role.COMMITTEE, "elsewhere", reasons="x")
    assert slug(elsewhere) == (403, "of-another-committee")
    return topic


async def _one_is_answered(desk: MeetingDesk, opinion: str, code: str) -> None:
    assert slug(await desk.post(f"/opinions/{opinion}/route", route="TOPIC")) == (422, "topic-not-routed-to")
    rating = {"id": opinion, "code": code, "level": "SATISFIED"}
    assert slug(await desk.post("/public/opinion-ratings", None, **rating)) == (409, "opinion-not-answered")
    answer = {"answer": "王先生，已列入议题", "published": "已列入议题"}
    assert await desk.do(f"/opinions/{opinion}/answer", **answer) == ["opinion-answered"]
    own = (await desk.post("/public/opinions/lookup", None, id=opinion, code=code)).json()
    assert (own["answer"], own["route"], own["answered"]) == ("王先生，已列入议题", "TOPIC", True)
    assert await desk.do("/public/opinion-ratings", None, **rating) == ["opinion-rated"]
    words = await desk.get(f"/opinions/{opinion}/words", Role.COMMITTEE)
    assert words["text"] == "楼道没有灯 1"
    listed = await desk.get("/public/opinions", None, committee_id=desk.committee)
    assert {each["theme"] for each in listed["opinions"]} == {"楼道灯"}
    assert [each["published"] for each in listed["opinions"] if "published" in each] == ["已列入议题"]
    assert "王先生" not in str(listed)
    assert {(each["answer_due_on"], each["missed"]) for each in listed["opinions"]} == {("2015-05-21", False)}
    for _ in range(5):
        await desk.post("/public/opinions/lookup", None, id=opinion, code="00000000")
    locked = await desk.post("/public/opinions/lookup", None, id=opinion, code=code)
    assert slug(locked) == (429, "code-locked")


async def _it_is_discussed(desk: MeetingDesk, topic: str) -> None:
    """28 of 50 are there, 20 are for it."""
    assert slug(await desk.convene("TOPIC", "2015-05-11", topic)) == (422, "call-incomplete")
    called = await desk.convene("TOPIC", "2015-05-11", topic, material=["方案"])
    meeting = called.json()["id"]
    await desk.time("2015-05-11")
    came = [*desk.marks(*(f"p{n}" for n in range(1, 29))), *desk.marks("p50", capacity="SUPERVISION_MEMBER")]
    assert await desk.do(f"/meetings/{meeting}/attendance", attendees=came) == ["attendance-marked"]
    guest = [{"person_id": "guest", "capacity": "REPRESENTATIVE"}]
    refused = await desk.post(f"/meetings/{meeting}/attendance", attendees=guest)
    assert slug(refused) == (422, "attendee-not-on-register")
    await desk.do(f"/meetings/{meeting}/opening")
    vote = {"topic_id": topic, "in_favour": 20, "against": 0}
    delegate = await desk.post(f"/meetings/{meeting}/votes", "d1", Role.UNIT_DELEGATE, "wuye", **vote)
    assert slug(delegate) == (403, "no-vote")
    assert await desk.do(f"/meetings/{meeting}/votes", **vote) == ["vote-taken", "topic-discussed"]
    notices = await desk.get("/public/notices", None, committee_id=desk.committee)
    assert [each["units_absent"] for each in notices["topics"]] == [["wuye"]]
    await desk.time("2015-05-15T00:00")
    assert (await desk.get("/public/notices", None, committee_id=desk.committee))["topics"] == []
    assert "minutes-missed" in await desk.happened(f"/meetings/{meeting}", "minutes-missed")
    await desk.do(f"/meetings/{meeting}/minutes", summary="同意提交议事决策会")


async def _it_is_decided(desk: MeetingDesk, topic: str) -> str:
    await desk.time("2015-05-13T09:00")
    meeting = (await desk.convene("DECISION", "2015-05-18", topic)).json()["id"]
    await desk.time("2015-05-18")
    await desk.do(f"/meetings/{meeting}/attendance", attendees=desk.marks(*(f"p{n}" for n in range(1, 26))))
    assert slug(await desk.post(f"/meetings/{meeting}/opening")) == (409, "quorum-not-met")
    await desk.do(f"/meetings/{meeting}/attendance", attendees=desk.marks("p26", "p27"))
    await desk.do(f"/meetings/{meeting}/opening")
    assert await desk.do(f"/meetings/{meeting}/departure", person_id=desk.people["p27"]) == ["attendance-ended"]
    vote = {"topic_id": topic, "in_favour": 14, "against": 12}
    assert slug(await desk.post(f"/meetings/{meeting}/votes", **vote)) == (422, "terms-missing")
    adopted = await desk.do(f"/meetings/{meeting}/votes", **vote, terms=TERMS)
    assert adopted == ["vote-taken", "topic-decided", "resolution-adopted"]
    late = {"topic_id": topic, "person_id": desk.people["p1"], "interest": "KIN"}
    assert slug(await desk.post(f"/meetings/{meeting}/recusals", **late)) == (409, "vote-taken")
    assert await desk.do(f"/meetings/{meeting}/minutes", summary="通过", signed_by=desk.people["p1"])
    shown = await desk.get(f"/meetings/{meeting}")
    assert [(each["present"], each["carried"]) for each in shown["votes"]] == [(26, True)]
    return str((await desk.get(f"/topics/{topic}"))["resolution_id"])


async def _it_is_posted(desk: MeetingDesk, resolution: str) -> None:
    """Nine households object, two of them by themselves, which is not enough."""
    path = f"/resolutions/{resolution}/objections"
    assert slug(await desk.post(f"{path[:-1]}-codes", register_numbers=["HK-0008"])) == (409, "resolution-not-posted")
    assert await desk.do(f"/resolutions/{resolution}/posting") == ["resolution-posted"]
    for number in range(7):
        household = {"register_number": f"HK-{number:04d}", "reason": "太亮"}
        assert await desk.do(path, "clerk", Role.CLERK, **household) == ["household-objected"]
    slips = await slips_are_handed_out(desk, resolution)
    assert await desk.do(path, "li", Role.RESIDENT, register_number="HK-0007") == ["household-objected"]
    assert await desk.do(BY_CODE, None, **slips["HK-0007"], resolution_id=resolution) == [], "by who lives there"
    await one_objects_by_its_code(desk, resolution, slips["HK-0008"])
    for objected in ("hk-0000", "HK-0008"):
        assert await desk.do(path, "wang", Role.RESIDENT, register_number=objected) == [], "that household has objected"
    await the_log_says_who_and_for_whom(desk, resolution)
    notices = await desk.get("/public/notices", None, committee_id=desk.committee)
    assert [(each["posted_until_on"], each["households"]) for each in notices["resolutions"]] == [("2015-05-25", 9)]
    await desk.time("2015-05-26T00:00")
    assert "resolution-in-force" in await desk.happened(f"/resolutions/{resolution}", "resolution-in-force")
    assert (await desk.get("/public/notices", None, committee_id=desk.committee))["resolutions"] == []
    late = await desk.post(BY_CODE, None, **slips["HK-0009"], resolution_id=resolution)
    assert slug(late) == (409, "resolution-not-posted")
    assert await own_objection(desk, resolution, slips["HK-0007"]) == {"objected": True, "standing": "IN_FORCE"}
    assert await own_objection(desk, resolution, slips["HK-0009"]) == {"objected": False, "standing": "IN_FORCE"}


async def _it_is_voted_on_again(desk: MeetingDesk, topic: str, resolution: str) -> None:
    demand = {"reason": "未按议题公示"}
    stranger = await desk.post(
        f"/resolutions/{resolution}/re-vote-demand", "guest", Role.SUPERVISION_COMMITTEE, **demand
    )
    assert slug(stranger) == (403, "not-a-supervision-member")
    supervisor = (desk.people["p50"], Role.SUPERVISION_COMMITTEE)
    assert await desk.do(f"/resolutions/{resolution}/re-vote-demand", *supervisor, **demand) == ["re-vote-demanded"]
    assert slug(await desk.post(f"/resolutions/{resolution}/progress", report="x")) == (409, "re-vote-pending")
    meeting = (await desk.convene("DECISION", "2015-06-01", topic)).json()["id"]
    await desk.time("2015-06-01")
    await desk.do(f"/meetings/{meeting}/attendance", attendees=desk.marks(*(f"p{n}" for n in range(1, 29))))
    await desk.do(f"/meetings/{meeting}/opening")
    out = {"topic_id": topic, "person_id": desk.people["p28"], "interest": "MONEY"}
    assert await desk.do(f"/meetings/{meeting}/recusals", **out) == ["member-recused"]
    vote = {"topic_id": topic, "in_favour": 14, "against": 13}
    assert await desk.do(f"/meetings/{meeting}/votes", **vote) == ["vote-taken", "re-vote-held"]
    upheld = await desk.get(f"/resolutions/{resolution}")
    assert (upheld["waits"], upheld["next_report_due_on"], upheld["reports_missed"]) == (False, "2015-07-01", 0)


async def _it_is_carried_out(desk: MeetingDesk, resolution: str, opinion: str, code: str) -> None:
    await desk.time("2015-06-10")
    assert await desk.do(f"/resolutions/{resolution}/progress", report="已采购") == ["progress-posted"]
    await desk.time("2015-07-01T00:00")
    assert "execution-delayed" in await desk.happened(f"/resolutions/{resolution}", "execution-delayed")
    await desk.time("2015-07-11T00:00")
    assert "progress-missed" in await desk.happened(f"/resolutions/{resolution}", "progress-missed")
    untold = await desk.get(f"/resolutions/{resolution}")
    assert (untold["next_report_due_on"], untold["reports_missed"]) == ("2015-08-10", 1)
    assert await desk.do(f"/resolutions/{resolution}/completion", result="已装二十盏") == ["resolution-executed"]
    refused = {"by": "SUPERVISION_COMMITTEE", "accepted": False}
    supervisor = (desk.people["p50"], Role.SUPERVISION_COMMITTEE)
    assert slug(await desk.post(f"/resolutions/{resolution}/verdict", *supervisor, **refused)) == (
        422,
        "reason-missing",
    )
    found = await desk.do(f"/resolutions/{resolution}/verdict", *supervisor, **{**refused, "accepted": True})
    assert found == ["execution-accepted"]
    assert slug(await desk.post(f"/resolutions/{resolution}/archiving")) == (409, "resolution-not-verified")
    verdict = {"id": opinion, "code": code, "resolution_id": resolution, "accepted": True}
    found = await desk.do("/public/resolution-verdicts", None, **verdict)
    assert found == ["execution-accepted", "resolution-verified"]
    assert await desk.do(f"/resolutions/{resolution}/archiving") == ["resolution-archived"]
    (public,) = (await desk.get("/public/resolutions", None, committee_id=desk.committee))["resolutions"]
    assert (public["state"], [each["report"] for each in public["progress"]]) == ("ARCHIVED", ["已采购"])
    assert public["budget"]["source"] == "SPECIAL_FUND"
    assert (await desk.get("/resolutions", committee_id=desk.committee))["resolutions"] == [public]
    stood = {
        day: (await desk.get(f"/resolutions/{resolution}/standing", as_of=day))["standing"]
        for day in ("2015-05-25", "2015-05-26", "2015-07-11")
    }
    assert list(stood.values()) == ["NOT_YET_IN_FORCE", "IN_FORCE", "CARRIED_OUT"]


async def _what_else_there_is(desk: MeetingDesk) -> None:
    """Opinions that nobody answered, a topic that is dropped, a meeting called off, an emergency that lapses."""
    overdue = await desk.get("/opinions", list="overdue", committee_id=desk.committee)
    assert len(overdue["opinions"]) == 6
    assert len((await desk.get("/opinions", committee_id=desk.committee))["opinions"]) == 7
    one = await desk.make("/opinions", **said(desk, 9, channel="PHONE"))
    await desk.post("/opinion-clusters", theme="健身器材", opinions=[one])
    assert await desk.do(f"/opinions/{one}/route", route="UNIT", to_id="wuye") == ["opinion-routed"]
    assert (await desk.get(f"/opinions/{one}"))["route"] == "UNIT"
    burst = await desk.make("/topics", committee_id=desk.committee, title="水管", options=OPTIONS, emergency="水管爆裂")
    planned = await desk.convene("DECISION", "2015-07-11", burst, emergency=True)
    meeting = planned.json()["id"]
    await desk.time("2015-07-11")
    await desk.do(f"/meetings/{meeting}/attendance", attendees=desk.marks(*(f"p{n}" for n in range(1, 27))))
    await desk.do(f"/meetings/{meeting}/opening")
    vote = {"topic_id": burst, "in_favour": 26, "against": 0, "terms": {**TERMS, "due_on": "2015-07-12"}}
    taken = await desk.do(f"/meetings/{meeting}/votes", **vote)
    assert taken == ["vote-taken", "topic-decided", "resolution-adopted", "resolution-in-force"]
    resolution = (await desk.get(f"/topics/{burst}"))["resolution_id"]
    other = (await desk.convene("OPINION", "2015-07-18")).json()["id"]
    assert await desk.do(f"/meetings/{other}/cancellation", reason="停电") == ["meeting-cancelled"]
    await desk.time("2015-07-22T00:00")
    assert "resolution-lapsed" in await desk.happened(f"/resolutions/{resolution}", "resolution-lapsed")
    idle = await desk.make("/topics", committee_id=desk.committee, title="x", options=OPTIONS, emergency="x")
    assert await desk.do(f"/topics/{idle}/dropping", reasons="不再需要") == ["topic-dropped"]
    assert await desk.happened(f"/topics/{idle}", "topic-dropped") == ["topic-opened", "topic-dropped"]
    assert await desk.happened(f"/opinions/{one}", "opinion-routed")
    topics = (await desk.get("/public/topics", None, committee_id=desk.committee))["topics"]
    assert [each["state"] for each in topics] == ["ADOPTED", "ADOPTED", "DROPPED"]
    assert len((await desk.get("/topics", committee_id=desk.committee))["topics"]) == 3
    assert len((await desk.get("/meetings", committee_id=desk.committee))["meetings"]) == 6
