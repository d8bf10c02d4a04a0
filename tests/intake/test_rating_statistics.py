"""What is counted of ratings and told to the public, over HTTP, and the opening of the box that it comes from."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest

from services.intake.timers import TIMERS
from shared.contracts.intake.rating import Level
from shared.kernel.actors import Role
from shared.runtime.desk import Desk
from tests.intake.ratings import (
    CENTRE,
    PHONE,
    RATED_POLICY,
    SAID,
    adopted,
    bad_rating,
    delivered,
    rate,
    rating_in,
)
from tests.intake.service import Intake, opened_hall, refused

DIRECTOR, CLERK, SUPERVISOR = Role.CENTRE_DIRECTOR, Role.CLERK, Role.SUPERVISOR
CONTACT = {"phone": PHONE, "name": "示例·居民"}


@pytest.fixture
async def intake(tmp_path) -> AsyncIterator[Intake]:
    async with rating_in(tmp_path) as here:
        yield here


async def follow_up(intake: Intake, rating: str, act: str, who: str = "s-second", **body: Any) -> list[str]:
    answer = await intake.post_as(who, f"/ratings/{rating}/{act}", DIRECTOR, CENTRE, **body)
    assert answer.status_code == 200, answer.text
    return [event["type"].split(".")[2] for event in answer.json()["events"]]


async def inbox(intake: Intake, role: Role = DIRECTOR, org: str = CENTRE, **parameters: str) -> Any:
    await intake.follow()
    headers = {"Authorization": f"Bearer {intake.issuer.token('s-second', (role,), org)}"}
    return await intake.http.get(f"{intake.root}/ratings", params=parameters, headers=headers)


async def words_of(intake: Intake, rating: str, who: str = "s-second", role: Role = CLERK, org: str = CENTRE) -> Any:
    headers = {"Authorization": f"Bearer {intake.issuer.token(who, (role,), org)}"}
    return await intake.http.get(f"{intake.root}/ratings/{rating}/words", headers=headers)


async def public(intake: Intake, path: str, **parameters: str) -> dict[str, Any]:
    """A question without a token."""
    await intake.follow()
    answer = await intake.http.get(f"{intake.root}/public{path}", params=parameters)
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


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
    await intake.post_as("s-clerk", f"/ratings/{rating}/appeal", CLERK, CENTRE, grounds=SAID)
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
