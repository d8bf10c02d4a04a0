"""What is counted of ratings and told to the public, over HTTP, and the opening of the box that it comes from."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from services.intake.timers import TIMERS
from shared.contracts.intake.rating import Level
from shared.kernel.actors import Role
from shared.runtime.desk import Desk
from tests.intake.ratings import (
    CENTRE,
    RATED_POLICY,
    SAID,
    adopted,
    bad_rating,
    delivered,
    follow_up,
    inbox,
    public,
    rate,
    rating_in,
)
from tests.intake.service import Intake, opened_hall, refused


@pytest.fixture
async def intake(tmp_path) -> AsyncIterator[Intake]:
    async with rating_in(tmp_path) as here:
        yield here


async def test_of_a_day_that_has_not_ended_nothing_is_published(intake):
    hall = await opened_hall(intake)
    await rate(intake, await delivered(intake, hall), Level.VERY_SATISFIED)
    await intake.at("2015-12-07T23:59")
    assert (await public(intake, "/statistics/satisfaction"))["rows"] == []
    await intake.at("2015-12-08T00:00")
    (row,) = (await public(intake, "/statistics/satisfaction"))["rows"]
    assert (row["very_satisfied"], row["hall_id"]) == (1, hall)


async def test_each_level_is_counted_by_itself_and_the_rest_is_not_rated(intake):
    hall = await opened_hall(intake)
    for level in Level:
        await rate(intake, await delivered(intake, hall), level)
    await delivered(intake, hall)
    await intake.at("2015-12-07T23:30")
    await intake.at("2015-12-08T00:00")
    (row,) = (await public(intake, "/statistics/satisfaction", centre_id=CENTRE, **{"from": "2015-12"}))["rows"]
    assert [row[level.value.lower()] for level in Level] == [1, 1, 1, 1, 1]
    assert (row["offered"], row["not_rated"], row["satisfied_percent"]) == (6, 1, 60.0)
    for other in ({"hall_id": "none"}, {"to": "2015-11"}, {"after": f"2015-12|{CENTRE}|{hall}|CD-MZ-005"}):
        assert (await public(intake, "/statistics/satisfaction", **other))["rows"] == []


@pytest.mark.parametrize("wrong", [{"from": "2015-13"}, {"after": "x"}])
async def test_a_month_that_is_none_is_refused(intake, wrong):
    answer = await intake.http.get(f"{intake.root}/public/statistics/satisfaction", params=wrong)
    assert refused(answer) == (400, "invalid-parameter")


async def test_what_is_counted_is_rebuilt_from_the_log(intake):
    rating = await bad_rating(intake)
    await follow_up(intake, rating, "contact", result="NO_CONTACT")
    await follow_up(intake, rating, "verification", finding="MISTAKEN")
    await intake.post_as("s-clerk", f"/ratings/{rating}/appeal", Role.CLERK, CENTRE, grounds=SAID)
    await follow_up(intake, rating, "recheck", "s-director", confirmed=True)
    await intake.at("2015-12-10T00:00")
    before = await public(intake, "/statistics/satisfaction")
    await _rebuilt(intake.service.desk)
    assert await public(intake, "/statistics/satisfaction") == before
    assert (await inbox(intake, state="EXCLUDED")).json()["ratings"]


async def _rebuilt(desk: Desk) -> None:
    desk.views.reset()
    assert desk.followers["intake"].position > 0
    await desk.followers["intake"].catch_up()


async def test_a_box_of_many_is_opened_in_one_go_of_several_acts(intake, monkeypatch):
    monkeypatch.setattr("services.intake.domain.rating_box.HANDFUL", 2)
    hall = await opened_hall(intake)
    for _ in range(5):
        await rate(intake, await delivered(intake, hall), Level.SATISFIED)
    said: list[str] = []
    while turn := await intake.at("2015-12-07T23:30"):
        said += turn
    assert said.count("rating-box-opened") == 3
    assert said.count("service-rated") == 5


async def test_two_openings_a_day_take_out_what_was_cast_until_then(tmp_path):
    policy = RATED_POLICY.adopt(adopted("rating.box_opened_at", ("18:30", "23:30")))
    async with rating_in(tmp_path, policy) as intake:
        hall = await opened_hall(intake)
        await rate(intake, await delivered(intake, hall), Level.SATISFIED)
        assert await intake.at("2015-12-07T18:30") == ["rating-box-opened", "service-rated"]
        await rate(intake, await delivered(intake, hall), Level.SATISFIED)
        assert await intake.at("2015-12-07T23:29") == []
        assert await intake.at("2015-12-07T23:30") == ["rating-box-opened", "service-rated"]


def test_each_timer_has_a_name_of_its_own():
    names = [timer.name for timer in TIMERS]
    assert len(names) == len(set(names))
