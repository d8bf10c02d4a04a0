"""Who is told of ratings: the applicant that one may be given, the staff that a bad one was and what is late about it.

Whether an invitation was sent would say whether somebody had rated: no line of the log tells the two apart.
"""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from shared.contracts.intake.rating import Level
from shared.notices.file_carrier import FileCarrier
from shared.notices.port import Notice
from tests.intake.notices import OUTBOX, recorded, told, told_of
from tests.intake.ratings import PHONE, RATED_POLICY, SAID, adopted, bad_rating, delivered, follow_up, rate, rating_in
from tests.intake.service import Intake, opened_hall
from tests.journeys.people import resident

INVITED, BAD, OVERDUE = "邀请评价", "新差评", "差评逾期"
OWN_PHONE, NAME = "13997000731", "示例·居民"
CONTACT = {"phone": PHONE, "name": NAME}
THIRD_DAY = "2015-12-10T09:00"


@pytest.fixture
async def intake(tmp_path: Path) -> AsyncIterator[Intake]:
    async with rating_in(tmp_path, notify_file=tmp_path / OUTBOX) as here:
        yield here


# --- the invitation ---------------------------------------------------------


async def served(intake: Intake) -> str:
    """Somebody with a number has what they applied for, on 2015-12-07 at nine."""
    return await delivered(intake, await opened_hall(intake), applicant={**resident(NAME), "phone": OWN_PHONE})


@pytest.mark.parametrize(("at", "invited"), [("2015-12-10T08:59", 0), (THIRD_DAY, 1), ("2015-12-13T09:00", 1)])
async def test_who_has_not_rated_is_invited_on_the_third_day(intake, at, invited):
    await served(intake)
    await told(intake)
    await intake.at(at)
    notices = await told_of(intake, INVITED)
    assert [each.to for each in notices] == [f"+86{OWN_PHONE}"] * invited
    assert all("2016-01-06" in each.body and NAME not in str(each) for each in notices)


async def test_how_many_days_after_is_said_by_the_policy_of_the_day(tmp_path):
    policy = RATED_POLICY.adopt(adopted("rating.invite_after_cd", 5))
    async with rating_in(tmp_path, policy, notify_file=tmp_path / OUTBOX) as intake:
        await served(intake)
        await intake.at("2015-12-12T08:59")
        assert await told_of(intake, INVITED) == []
        await intake.at("2015-12-12T09:00")
        assert len(await told_of(intake, INVITED)) == 1


async def test_who_has_rated_is_not_asked_again(intake):
    await rate(intake, await served(intake), Level.SATISFIED)
    await intake.at(THIRD_DAY)
    assert await told_of(intake, INVITED) == []


async def test_the_log_does_not_say_who_was_invited_and_nobody_is_to_be_called_for_it(intake):
    hall = await opened_hall(intake)
    applications = [await delivered(intake, hall, applicant={**resident(), "phone": OWN_PHONE}) for _ in range(3)]
    applications.append(await delivered(intake, hall))
    await rate(intake, applications[1], Level.SATISFIED)
    await told(intake)
    await intake.at(THIRD_DAY)
    before = await intake.log.head()
    assert len(await told_of(intake, INVITED)) == 2, "one has rated, and one gave no number"
    entries = [json.loads(entry.document) for entry in await intake.log.read(before, 100)]
    assert {entry["type"] for entry in entries} == {"huimin.intake.notification-undertaken.v1"}
    assert len({entry["data"]["trigger_position"] for entry in entries}) == len(entries) == 4
    failures = (await intake.get("/notification-failures"))["failures"]
    assert {each["kind"] for each in failures} == {"received", "accepted"}, "of the one without a number"


async def test_all_are_undertaken_before_the_gateway_is_asked_for_one(intake, monkeypatch):
    hall, seen = await opened_hall(intake), []
    for _ in range(2):
        await delivered(intake, hall, applicant={**resident(), "phone": OWN_PHONE})
    await told(intake)
    await intake.at(THIRD_DAY)
    carried = FileCarrier.carry

    async def carries(self: FileCarrier, notice: Notice) -> bool:
        seen.append(await intake.log.head())
        return await carried(self, notice)

    monkeypatch.setattr(FileCarrier, "carry", carries)
    await told(intake)
    assert seen == [await intake.log.head()] * 2


# --- the bad rating ---------------------------------------------------------


async def test_of_a_bad_rating_the_staff_hear_until_when_to_call_and_to_put_it_right(intake):
    await bad_rating(intake, contact=CONTACT, comment=SAID)
    (notice,) = await told_of(intake, BAD)
    assert (notice.channel, notice.to) == ("WECOM", "")
    for word in ("QZX", "CD-MZ-005", "2015-12-08", "2015-12-28"):
        assert word in notice.body
    assert not any(secret in str(notice) for secret in (SAID, NAME, PHONE, "s-clerk"))


async def test_of_a_good_one_nobody_hears(intake):
    await rate(intake, await served(intake), Level.SATISFIED)
    await intake.at("2015-12-07T23:30")
    await intake.at("2015-12-08T09:00")
    assert await told_of(intake, BAD) == []


async def test_what_is_late_goes_to_the_level_above_each_time_once(intake):
    rating = await bad_rating(intake)
    await intake.at("2015-12-09T08:00")
    (director,) = await told_of(intake, OVERDUE)
    assert (director.channel, director.to) == ("MAIL", "")
    assert "回访" in director.body
    assert "中心主任" in director.body
    await follow_up(intake, rating, "contact", result="NO_CONTACT")
    await intake.at("2015-12-29T08:00")
    *_, late = await told_of(intake, OVERDUE)
    assert "整改" in late.body
    assert "中心主任" in late.body
    await intake.at("2016-01-06T08:00")
    *earlier, district = await told_of(intake, OVERDUE)
    assert len(earlier) == 2
    assert "区级" in district.body


async def test_what_was_done_in_time_goes_nowhere(intake):
    rating = await bad_rating(intake)
    await follow_up(intake, rating, "contact", result="NO_CONTACT")
    await follow_up(intake, rating, "verification", finding="CLEAR")
    await follow_up(intake, rating, "correction", measure="增开一个窗口")
    await intake.at("2016-02-01T09:00")
    assert await told_of(intake, OVERDUE) == []
    assert PHONE not in await recorded(intake)
