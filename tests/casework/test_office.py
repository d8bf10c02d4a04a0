"""Absences, hand-overs and cover through HTTP and the timers, over a log in memory."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from shared.kernel.actors import Role
from shared.runtime import telemetry
from tests.casework.district import CENTRE, ELSEWHERE
from tests.casework.service import Casework, casework_in, refused

LEAVE = {"from_on": "2014-10-08", "until_on": "2014-10-10", "reason": "LEAVE"}


class Office:
    """Four people of a centre, two posts of theirs."""

    def __init__(self, casework: Casework) -> None:
        self.casework = casework
        self.ids: dict[str, str] = {}

    async def staffed(self) -> Office:
        for name in ("a", "b", "c", "d"):
            who = {"id": f"s-{name}", "name": "示例", "org": CENTRE, "trained_for": ["CD-MZ-001"]}
            await self.casework.do("/staff", **who)
        for title, holder, substitute in (("one", "s-a", "s-b"), ("two", "s-a", "s-c")):
            post = {"org": CENTRE, "kind": "EXAMINATION", "title_zh": "岗位", "title_en": title}
            answer = await self.casework.post("/posts", **post)
            self.ids[title] = answer.json()["id"]
            await self.casework.do(f"/posts/{self.ids[title]}/assignment", holder=holder, substitute=substitute)
        return self

    async def acting(self) -> tuple[str | None, str | None]:
        """Who is on the two posts by the list, which must say the same as the posts' own histories."""
        listed = (await self.casework.get("/posts"))["posts"]
        for post in listed:
            assert await self.casework.get(f"/posts/{post['id']}") == post
        one, two = (post.get("acting") for post in listed)
        return one, two


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[Office]:
    telemetry.configure("casework", "ERROR")
    async with casework_in(tmp_path) as casework:
        await casework.at("2014-09-24T09:00")
        yield await Office(casework).staffed()


async def test_an_absence_of_today_passes_all_posts_on_in_one_append(office):
    casework = office.casework
    told = await casework.do("/staff/s-a/absences", from_on="2014-09-24", reason="SICK")
    assert told == [
        "staff-absence-recorded",
        *("post-absence-noted", "post-substituted"),
        *("post-absence-noted", "post-substituted"),
    ]
    assert await office.acting() == ("s-b", "s-c")
    assert await casework.do("/staff/s-a/return") == [
        "staff-returned",
        *("post-return-noted", "post-resumed"),
        *("post-return-noted", "post-resumed"),
    ]
    assert await office.acting() == ("s-a", "s-a")


async def test_an_announced_absence_passes_posts_on_at_midnight_and_back_again(office):
    casework = office.casework
    assert await casework.do("/staff/s-a/absences", **LEAVE) == ["staff-absence-recorded", *["post-absence-noted"] * 2]
    assert await casework.at("2014-10-07T23:59:59") == []
    assert await office.acting() == ("s-a", "s-a")
    assert await casework.at("2014-10-08T00:00") == ["post-substituted"] * 2
    assert await office.acting() == ("s-b", "s-c")
    assert await casework.at("2014-10-10T23:59:59") == []
    assert await casework.at("2014-10-11T00:00:01") == ["post-resumed"] * 2
    assert await casework.at("2015-10-11T00:00") == []
    assert await office.acting() == ("s-a", "s-a")
    (first, _) = (await casework.get("/posts"))["posts"]
    assert first["acting_since"].startswith("2014-10-11T00:00:00")


async def test_a_timer_that_comes_late_says_when_it_counted(office):
    casework = office.casework
    await casework.do("/staff/s-a/absences", **LEAVE)
    assert await casework.at("2014-10-20T09:00") == [*["post-substituted", "post-resumed"] * 2]
    history = (await casework.get(f"/posts/{office.ids['one']}/history"))["events"]
    counted = [event["effective_at"][:10] for event in history if "effective_at" in event]
    assert counted == ["2014-10-08", "2014-10-11"]


async def test_with_both_away_the_post_is_the_directors_affair_the_same_day(office):
    casework, one = office.casework, office.ids["one"]
    await casework.do("/staff/s-a/absences", **LEAVE)
    await casework.do("/staff/s-b/absences", from_on="2014-10-09", until_on="2014-10-09", reason="TRAINING")
    await casework.at("2014-10-08T12:00")
    assert await casework.at("2014-10-09T00:00") == ["post-left-uncovered"]
    assert await office.acting() == (None, "s-c")
    elsewhere = await casework.post(f"/posts/{one}/cover", Role.CENTRE_DIRECTOR, ELSEWHERE, staff_id="s-d")
    assert refused(elsewhere) == (403, "other-centre")
    absent = await casework.post(f"/posts/{one}/cover", Role.CENTRE_DIRECTOR, CENTRE, staff_id="s-b")
    assert refused(absent) == (422, "staff-away")
    await casework.at("2014-10-09T10:00")
    told = await casework.do(f"/posts/{one}/cover", Role.CENTRE_DIRECTOR, CENTRE, staff_id="s-d")
    assert told == ["post-covered", "post-substituted", "substitute-named"]
    assert await office.acting() == ("s-d", "s-c")
    gone = await casework.do("/staff/s-d/absences", from_on="2014-10-09", until_on="2014-10-10", reason="SICK")
    assert gone == ["staff-absence-recorded", "post-absence-noted", "post-left-uncovered"]
    assert await casework.at("2014-10-10T00:00") == ["post-covered", "post-substituted"]
    assert await office.acting() == ("s-b", "s-c")


async def test_time_at_risk_is_told_by_post(office):
    casework, one, two = office.casework, office.ids["one"], office.ids["two"]
    # A and B of the first post are away over the National Day week; 2014-10-11 is a Saturday that is worked.
    for who, first in (("s-a", "2014-09-29"), ("s-b", "2014-09-30")):
        await casework.do(f"/staff/{who}/absences", from_on=first, reason="OFFICIAL")
    await casework.at("2014-10-11T15:30")
    risk = await casework.get("/posts/cover", **{"from": "2014-09-01", "until": "2014-12-31"})
    (only,) = risk["posts"]
    # 09-30 and 10-08 to 10-10 in full, 10-11 until the present.
    assert (only["post_id"], only["working_days"], only["hours"]) == (one, 4, 15)
    assert only["gaps"] == [{"from_at": "2014-09-30T00:00:00+08:00", "until_at": "2014-10-11T15:30:00+08:00"}]
    assert await casework.do("/staff/s-b/return") == [
        *("staff-returned", "post-return-noted", "post-covered", "post-substituted")
    ]
    await casework.at("2014-10-31T09:00")
    part = await casework.get("/posts/cover", **{"org": CENTRE, "from": "2014-10-09", "until": "2014-10-10"})
    assert [(post["working_days"], post["hours"]) for post in part["posts"]] == [(2, 0)]
    after = await casework.get("/posts/cover", **{"from": "2014-10-12", "until": "2014-10-31"})
    assert after["posts"] == []
    other = await casework.get("/posts/cover", **{"org": ELSEWHERE, "from": "2014-09-01", "until": "2014-12-31"})
    assert other["posts"] == []
    assert two not in str(risk)


PERIODS = {
    "without a beginning": {"until": "2014-10-10"},
    "without an end": {"from": "2014-10-10"},
    "backwards": {"from": "2014-10-11", "until": "2014-10-10"},
    "of no day": {"from": "2014-10-32", "until": "2014-11-10"},
}


@pytest.mark.parametrize("period", PERIODS.values(), ids=PERIODS.keys())
async def test_a_period_that_is_none_is_refused(office, period):
    token = office.casework.issuer.token("somebody", (Role.AUDITOR,))
    headers = {"Authorization": f"Bearer {token}"}
    answer = await office.casework.http.get("/casework/v1/posts/cover", params=period, headers=headers)
    assert refused(answer) == (400, "invalid-parameter")


async def test_who_leaves_strands_no_post(office):
    casework = office.casework
    told = await casework.do("/staff/s-a/departure")
    assert told == ["staff-left", *["post-absence-noted", "post-substituted"] * 2]
    assert await office.acting() == ("s-b", "s-c")
    assert await casework.do("/staff/s-c/departure") == ["staff-left", "post-absence-noted", "post-left-uncovered"]
    assert await office.acting() == ("s-b", None)
    assigned = await casework.do(f"/posts/{office.ids['two']}/assignment", holder="s-d", substitute="s-b")
    assert assigned == ["post-covered", "post-assigned", "substitute-named"]
    assert await office.acting() == ("s-b", "s-d")


async def test_who_moves_is_taken_off_the_posts_first(office):
    casework = office.casework
    answer = await casework.post("/staff/s-b/move", org=ELSEWHERE)
    assert refused(answer) == (409, "still-on-posts")
    assert answer.json()["post_ids"] == [office.ids["one"]]
    await casework.do(f"/posts/{office.ids['one']}/assignment", holder="s-a", substitute="s-d")
    assert await casework.do("/staff/s-b/move", org=ELSEWHERE) == ["staff-moved"]
    moved = next(each for each in (await casework.get("/staff"))["staff"] if each["id"] == "s-b")
    assert moved["org"] == ELSEWHERE


async def test_who_covers_a_post_and_moves_leaves_it_uncovered(office):
    casework, one = office.casework, office.ids["one"]
    for who in ("s-a", "s-b"):
        await casework.do(f"/staff/{who}/absences", from_on="2014-09-24", reason="SICK")
    await casework.do(f"/posts/{one}/cover", staff_id="s-d")
    told = await casework.do("/staff/s-d/move", org=ELSEWHERE)
    assert told == ["staff-moved", "post-absence-noted", "post-left-uncovered"]
    assert await office.acting() == (None, "s-c")


async def test_staff_are_listed_with_what_is_ahead_of_them(office):
    casework = office.casework
    await casework.do("/staff/s-b/training", trained_for=["CD-JS-001"])
    await casework.do("/staff/s-b/absences", from_on="2014-09-22", until_on="2014-09-24", reason="SICK")
    await casework.do("/staff/s-b/absences", from_on="2014-09-29", reason="OTHER")
    await casework.do("/staff/s-b/absences", from_on="2014-10-08", until_on="2014-10-10", reason="LEAVE")
    await casework.do("/staff/s-b/return", on="2014-10-01")
    await casework.at("2014-09-25T09:00")
    shown = {each["id"]: each for each in (await casework.get("/staff"))["staff"]}
    assert shown["s-b"]["trained_for"] == ["CD-JS-001"]
    assert shown["s-b"]["absences"] == [
        {"from_on": "2014-09-29", "until_on": "2014-09-30"},
        {"from_on": "2014-10-08", "until_on": "2014-10-10"},
    ]
    assert shown["s-a"]["absences"] == []
    await casework.do("/staff/s-b/return", on="2014-10-08")
    shown = {each["id"]: each for each in (await casework.get("/staff"))["staff"]}
    assert shown["s-b"]["absences"] == [{"from_on": "2014-09-29", "until_on": "2014-09-30"}]


async def test_a_post_is_shown_as_it_was(office):
    casework, one = office.casework, office.ids["one"]
    await casework.do("/staff/s-a/absences", **LEAVE)
    await casework.at("2014-10-20T09:00")
    on_leave = await casework.get(f"/posts/{one}", as_of="2014-10-09")
    assert (on_leave["acting"], on_leave["substituted_until"]) == ("s-b", "2014-10-11T00:00:00+08:00")
    assert (await casework.get(f"/posts/{one}", as_of="2014-10-11"))["acting"] == "s-a"
    assert (await casework.get(f"/posts/{one}", as_of="2014-10-09", known_at="2014-10-19T09:00+08:00"))[
        "acting"
    ] == "s-a", "the timer had not come yet"


async def test_posts_that_change_while_an_act_is_drawn_up_hear_of_it_all_the_same(office, monkeypatch):
    casework, desk = office.casework, office.casework.service.desk
    ask = type(desk).state
    asked: list[str] = []

    async def state(self, kind, id_):
        found = await ask(self, kind, id_)
        if not asked:
            asked.append(id_)
            await casework.do(f"/posts/{office.ids['two']}/assignment", holder="s-b", substitute="s-c")
        return found

    monkeypatch.setattr(type(desk), "state", state)
    told = await casework.do("/staff/s-b/absences", from_on="2014-09-24", reason="SICK")
    assert asked == ["district"]
    assert told == ["staff-absence-recorded", "post-absence-noted", "post-absence-noted", "post-substituted"]
    assert await office.acting() == ("s-a", "s-c")
