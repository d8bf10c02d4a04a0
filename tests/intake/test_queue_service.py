"""The queue in front of the windows over HTTP: numbers for whoever comes, calls, the board, and waiting times."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import date

import pytest

from shared.kernel.actors import Role
from tests.intake.hall import ask, intake_of_2015, publish, told
from tests.intake.rosters import shifts_of
from tests.intake.service import Intake, opened_hall, refused

CLERK = Role.CLERK


@pytest.fixture
async def intake(tmp_path) -> AsyncIterator[Intake]:
    async with intake_of_2015(tmp_path) as here:
        yield here


@pytest.fixture
async def hall(intake: Intake) -> str:
    return await opened_hall(intake)


async def take(intake: Intake, hall: str, **said: object) -> str:
    answer = await intake.post_open(f"/public/halls/{hall}/tickets", **said)
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


async def place(intake: Intake, hall: str, ticket: str) -> tuple[str, str, int | None]:
    shown = await told(intake, f"/public/halls/{hall}/tickets/{ticket}")
    return shown["shown"], shown["state"], shown.get("ahead")


async def test_a_resident_takes_a_number_without_a_token_and_is_called_and_served(intake, hall):
    await intake.at("2015-09-07T09:00")
    first, second = await take(intake, hall), await take(intake, hall, priority=True)
    assert await place(intake, hall, first) == ("A001", "WAITING", 1)
    assert await place(intake, hall, second) == ("A002", "WAITING", 0)
    await intake.at("2015-09-07T09:10")
    await intake.do(f"/halls/{hall}/calls", CLERK, window_id="W2")
    board = await told(intake, f"/public/halls/{hall}/board")
    assert board["waiting"] == 1
    assert [(each["window_id"], each.get("shown")) for each in board["windows"]] == [
        ("W1", None),
        ("W2", "A002"),
        ("W3", None),
    ]
    answer = await intake.post(f"/halls/{hall}/calls", CLERK, window_id="W2")
    assert refused(answer) == (409, "window-occupied")
    assert await intake.do(f"/halls/{hall}/servings", CLERK, window_id="W2", number=2) == ["ticket-served"]
    assert await place(intake, hall, second) == ("A002", "SERVED", None)


async def test_the_same_request_again_gives_the_same_number(intake, hall):
    await intake.at("2015-09-07T09:00")
    headers = {"Idempotency-Key": "kiosk-1-0001", "Content-Type": "application/json"}
    path = f"{intake.root}/public/halls/{hall}/tickets"
    answers = [await intake.http.post(path, content=b"{}", headers=headers) for _ in range(2)]
    assert answers[0].json() == answers[1].json()
    assert answers[0].headers["Location"].endswith(f"/tickets/{answers[0].json()['id']}")
    assert await place(intake, hall, answers[0].json()["id"]) == ("A001", "WAITING", 0)


async def test_a_clerk_takes_a_number_for_somebody_and_looks_it_up(intake, hall):
    await intake.at("2015-09-07T09:00")
    answer = await intake.post(f"/halls/{hall}/tickets", CLERK, priority=True)
    shown = await intake.get(answer.headers["Location"].removeprefix(intake.root), CLERK)
    assert (shown["shown"], shown["priority"], shown["ahead"]) == ("A001", True, 0)


async def test_a_closed_hall_gives_no_number(intake, hall):
    await intake.at("2015-09-07T08:00")
    for answer in (
        await intake.post_open(f"/public/halls/{hall}/tickets"),
        await intake.post(f"/halls/{hall}/tickets", CLERK),
    ):
        assert refused(answer) == (409, "hall-closed")
    await intake.at("2015-09-12T09:30")
    assert refused(await intake.post_open(f"/public/halls/{hall}/tickets")) == (409, "hall-closed")
    await publish(intake, hall, shifts_of(first=date(2015, 9, 12)))
    assert await take(intake, hall), "on a Saturday with duty"


async def test_a_number_is_skipped_after_three_calls_and_put_back_once(intake, hall):
    await intake.at("2015-09-07T09:00")
    tickets = [await take(intake, hall) for _ in range(3)]
    at = {"window_id": "W1", "number": 1}
    await intake.do(f"/halls/{hall}/calls", CLERK, window_id="W1")
    answer = await intake.post(f"/halls/{hall}/skips", CLERK, **at)
    assert refused(answer) == (409, "called-too-seldom")
    for nth in (2, 3):
        assert await intake.do(f"/halls/{hall}/recalls", CLERK, **at, call=nth) == ["ticket-recalled"]
    assert await intake.do(f"/halls/{hall}/skips", CLERK, **at) == ["ticket-skipped"]
    assert await intake.do(f"/halls/{hall}/requeues", CLERK, number=1) == ["ticket-requeued"]
    assert [await place(intake, hall, each) for each in tickets] == [
        ("A001", "WAITING", 1),
        ("A002", "WAITING", 0),
        ("A003", "WAITING", 2),
    ]


async def test_at_midnight_what_was_not_served_lapses_and_numbers_begin_anew(intake, hall):
    await intake.at("2015-09-07T09:00")
    tickets = [await take(intake, hall) for _ in range(3)]
    await intake.do(f"/halls/{hall}/calls", CLERK, window_id="W1")
    await intake.do(f"/halls/{hall}/servings", CLERK, window_id="W1", number=1)
    await intake.do(f"/halls/{hall}/calls", CLERK, window_id="W2")
    assert await intake.at("2015-09-07T23:59") == []
    assert await intake.at("2015-09-08T00:00") == ["queue-day-ended"]
    assert [(await place(intake, hall, each))[1] for each in tickets] == ["SERVED", "LAPSED", "LAPSED"]
    await intake.at("2015-09-08T09:00")
    assert await place(intake, hall, await take(intake, hall)) == ("A001", "WAITING", 0)
    assert (await told(intake, f"/public/halls/{hall}/board"))["waiting"] == 1


async def test_waiting_times_are_told_by_day_and_hour(intake, hall):
    for minute, number in ((0, 1), (5, 2), (50, 3)):
        await intake.at(f"2015-09-07T09:{minute:02d}")
        await take(intake, hall)
        await intake.at(f"2015-09-07T09:{minute + 4:02d}")
        await intake.do(f"/halls/{hall}/calls", CLERK, window_id="W1")
        await intake.do(f"/halls/{hall}/servings", CLERK, window_id="W1", number=number)
    await intake.at("2015-09-07T10:00")
    await take(intake, hall)
    await take(intake, hall)
    await intake.at("2015-09-07T10:10")
    await intake.do(f"/halls/{hall}/calls", CLERK, window_id="W1")
    period = {"hall_id": hall, "from": "2015-09-01", "until": "2015-09-30"}
    (day,) = (await told(intake, "/public/statistics/waiting", **period))["days"]
    assert (day["day"], day["issued"], day["served"], day["lapsed"]) == ("2015-09-07", 5, 3, 0)
    assert (day["mean_wait_seconds"], day["p90_wait_seconds"]) == (330, 600)
    assert [(each["hour"], each["issued"], each["mean_wait_seconds"]) for each in day["hours"]] == [
        (9, 3, 240),
        (10, 2, 600),
    ]


@pytest.mark.parametrize(
    ("first", "last", "status"),
    [("2015-09-01", "2015-10-01", 200), ("2015-09-01", "2015-10-02", 400), ("2015-09-02", "2015-09-01", 400)],
)
async def test_waiting_times_are_told_of_a_month_at_most(intake, hall, first, last, status):
    period = {"hall_id": hall, "from": first, "until": last}
    assert (await ask(intake, "/public/statistics/waiting", **period)).status_code == status
