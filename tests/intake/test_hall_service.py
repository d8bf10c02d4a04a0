"""The hall over HTTP: its rosters and hours, leave for duty done, and the queue in front of the windows."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import date, datetime
from typing import Any

import httpx
import pytest

from shared.contracts.casework.post import PostAssigned, PostEstablished, PostKind
from shared.contracts.intake.roster import Shift
from shared.kernel.actors import Role
from shared.kernel.ids import AggregateRef
from shared.kernel.instants import SHANGHAI
from tests.intake.rosters import CENTRE, MONTH, PEOPLE, VICTORY_DAY, WHOLE, shift, shifts_of
from tests.intake.samples import CALENDAR
from tests.intake.service import Intake, heard, intake_in, opened_hall, refused

DIRECTOR, CLERK = Role.CENTRE_DIRECTOR, Role.CLERK
ON_DUTY = next(each.staff for each in WHOLE if each.day == VICTORY_DAY)


@pytest.fixture
async def intake(tmp_path) -> AsyncIterator[Intake]:
    async with intake_in(tmp_path) as here:
        here.clock.at = datetime(2015, 8, 31, 9, tzinfo=SHANGHAI)
        yield here


@pytest.fixture
async def hall(intake: Intake) -> str:
    return await opened_hall(intake)


async def publish(intake: Intake, hall: str, shifts: tuple[Shift, ...], month: str = MONTH) -> httpx.Response:
    told = [each.model_dump(mode="json") for each in shifts]
    return await intake.post(f"/halls/{hall}/rosters", DIRECTOR, CENTRE, month=month, shifts=told)


async def ask(intake: Intake, path: str, **parameters: str) -> httpx.Response:
    """A question of somebody without a token."""
    await intake.follow()
    return await intake.http.get(f"{intake.root}{path}", params=parameters)


async def told(intake: Intake, path: str, **parameters: str) -> dict[str, Any]:
    answer = await ask(intake, path, **parameters)
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


async def hours(intake: Intake, hall: str, on: str) -> tuple[bool, list[str]]:
    answer = await told(intake, f"/public/halls/{hall}/hours", on=on)
    return answer["working_day"], [f"{each['begins']}-{each['ends']} {each['kind']}" for each in answer["times"]]


# --- windows ----------------------------------------------------------------


async def test_a_fourth_window_may_not_but_one_for_intermediaries_does_not_count(intake, hall):
    assert refused(await intake.post(f"/halls/{hall}/windows", window_id="W4")) == (422, "window-limit")
    await intake.do(f"/halls/{hall}/windows", window_id="I1", kind="INTERMEDIARY")
    await intake.do(f"/halls/{hall}/closures", window_id="W3")
    assert refused(await intake.post(f"/halls/{hall}/closures", window_id="W2")) == (409, "window-minimum")
    body = {"window_id": "W1", "kind": "INTERMEDIARY"}
    assert refused(await intake.post(f"/halls/{hall}/windows", **body)) == (409, "window-of-other-kind")
    (shown,) = (await told(intake, "/public/halls"))["halls"]
    assert [(each["id"], each["state"], each["kind"]) for each in shown["windows"]] == [
        ("W1", "OPEN", "COMPREHENSIVE"),
        ("W2", "OPEN", "COMPREHENSIVE"),
        ("W3", "CLOSED", "COMPREHENSIVE"),
        ("I1", "OPEN", "INTERMEDIARY"),
    ]


async def test_a_window_for_intermediaries_takes_no_application(intake, hall):
    await intake.do(f"/halls/{hall}/windows", window_id="I1", kind="INTERMEDIARY")
    applicant = {"name": "示例", "id_number": "630102194503120017"}
    body = {"hall_id": hall, "window_id": "I1", "item_code": "CD-MZ-005", "applicant": applicant}
    assert refused(await intake.post("/applications", CLERK, **body)) == (409, "window-not-open")


# --- rosters and hours ------------------------------------------------------


async def test_the_hall_is_open_by_roster_on_3_september_2015_which_is_no_working_day(intake, hall):
    assert await hours(intake, hall, "2015-09-03") == (False, [])
    assert (await publish(intake, hall, WHOLE)).status_code == 200
    assert await hours(intake, hall, "2015-09-03") == (False, ["09:00-12:00 DUTY"])
    noon_and_evening = ["08:30-12:00 CORE", "12:00-14:30 STAGGERED", "14:30-18:00 CORE", "18:00-19:00 STAGGERED"]
    assert await hours(intake, hall, "2015-09-06") == (True, noon_and_evening)
    assert await hours(intake, hall, "2015-10-08") == (True, ["08:30-12:00 CORE", "14:30-18:00 CORE"])


async def test_hours_are_of_a_hall_and_of_a_day(intake, hall):
    assert refused(await ask(intake, "/public/halls/nowhere/hours")) == (404, "not-found")
    assert refused(await ask(intake, f"/public/halls/{hall}/hours", on="someday"))[0] == 400
    assert (await told(intake, f"/public/halls/{hall}/hours"))["on"] == "2015-08-31"


async def test_a_roster_is_shown_as_it_was_published_last(intake, hall):
    await publish(intake, hall, WHOLE)
    changed = tuple(each if each.day != VICTORY_DAY else shift("s-wang", VICTORY_DAY) for each in WHOLE)
    await publish(intake, hall, changed)
    shown = await intake.get(f"/halls/{hall}/roster", CLERK, month=MONTH)
    assert (shown["edition"], len(shown["shifts"])) == (2, len(WHOLE))
    assert [each["staff"] for each in shown["shifts"] if each["day"] == "2015-09-03"] == ["s-wang"]


async def test_all_that_a_roster_breaks_is_told_at_once(intake, hall):
    broken = (*(each for each in WHOLE if each.day != VICTORY_DAY), shift("s-ma", date(2015, 10, 1), window_id="W9"))
    answer = await publish(intake, hall, broken)
    assert refused(answer) == (422, "roster-unsound")
    assert [(each["rule"], each["days"]) for each in answer.json()["broken"]] == [
        ("WITHIN_MONTH", ["2015-10-01"]),
        ("STANDING_WINDOWS", ["2015-10-01"]),
        ("DUTY_COVERED", ["2015-09-03"]),
    ]


async def test_a_director_publishes_and_asks_for_the_own_hall_only(intake, hall):
    publishing = await intake.post(f"/halls/{hall}/rosters", DIRECTOR, "centre-dg", month=MONTH, shifts=[])
    asking = await intake.post(f"/halls/{hall}/roster-proposals", DIRECTOR, "centre-dg", month=MONTH)
    assert refused(publishing) == refused(asking) == (403, "hall-of-other-centre")
    assert refused(await intake.post(f"/halls/{hall}/rosters", CLERK, month=MONTH, shifts=[]))[0] == 403


async def proposal(intake: Intake, hall: str, **asked: object) -> dict[str, list[str]]:
    answer = await intake.post(f"/halls/{hall}/roster-proposals", DIRECTOR, CENTRE, **asked)
    assert answer.status_code == 200, answer.text
    return {each["day"]: [one["staff"] for one in each["shifts"]] for each in answer.json()["days"]}


async def test_a_rotation_is_proposed_that_can_be_published(intake, hall):
    await intake.follow()
    asked = {"month": MONTH, "staff": list(PEOPLE)}
    away = [{"staff": "s-ma", "from_on": "2015-09-01", "until_on": "2015-09-05"}]
    before = await intake.log.head()
    answer = await intake.post(f"/halls/{hall}/roster-proposals", DIRECTOR, CENTRE, **asked, away=away)
    days = answer.json()["days"]
    assert await intake.log.head() == before, "a proposal records nothing"
    duty = [Shift.model_validate_json(httpx.Response(200, json=one).text) for each in days for one in each["shifts"]]
    assert [each.day for each in duty] == [
        day for day in sorted({each.day for each in WHOLE}) if not CALENDAR.is_working_day(day)
    ]
    assert {each.day for each in duty if each.staff == "s-ma"}.isdisjoint(date(2015, 9, day) for day in range(1, 6))
    staggered = tuple(each for each in WHOLE if CALENDAR.is_working_day(each.day))
    assert (await publish(intake, hall, (*duty, *staggered))).status_code == 200


async def test_who_had_fewest_duties_so_far_comes_first_and_nobody_twice_running(intake, hall):
    await publish(intake, hall, WHOLE)
    await intake.follow()
    duties = [each.staff for each in WHOLE if not CALENDAR.is_working_day(each.day)]
    october = await proposal(intake, hall, month="2015-10", staff=[*PEOPLE, "s-new"])
    first = next(iter(october.values()))
    assert first == ["s-new"], duties
    running = [staff for each in october.values() for staff in each]
    assert all(one != other for one, other in zip([duties[-1], *running], running, strict=False))


async def test_without_names_those_on_the_posts_of_the_hall_take_turns(intake, hall):
    post = PostEstablished(
        org=CENTRE, kind=PostKind.WINDOW, title_zh="窗口", title_en="Window", hall_id=hall, window_id="W1"
    )
    ref = AggregateRef("post", "post-1")
    await heard(intake, "casework", ref, post, 1)
    await heard(intake, "casework", ref, PostAssigned(holder="s-ma", substitute="s-han"), 2)
    await intake.follow()
    september = await proposal(intake, hall, month=MONTH)
    assert list(september.values())[:4] == [["s-ma"], ["s-han"], ["s-ma"], ["s-han"]]


# --- leave for duty done ----------------------------------------------------


async def balance(intake: Intake, staff: str) -> tuple[int, int, int]:
    page = await intake.get("/compensatory-leave")
    return next(
        ((each["earned"], each["taken"], each["left"]) for each in page["balances"] if each["staff"] == staff),
        (0, 0, 0),
    )


async def test_duty_on_a_day_of_rest_earns_a_half_day_when_it_is_over_and_work_does_not(intake, hall):
    await publish(intake, hall, WHOLE)
    assert await intake.at("2015-09-03T11:59") == []
    assert await intake.at("2015-09-03T12:00") == ["duty-day-ended", "compensatory-leave-earned"]
    assert await balance(intake, ON_DUTY) == (1, 0, 1)
    assert await intake.at("2015-09-04T12:00") == ["duty-day-ended", "compensatory-leave-earned"]
    assert await intake.at("2015-09-05T12:00") == ["duty-day-ended", "compensatory-leave-earned"]
    assert await intake.at("2015-09-11T23:59") == [], "Sunday the 6th is worked, and so are the days after it"
    assert await intake.at("2015-09-12T12:00") == ["duty-day-ended", "compensatory-leave-earned"]


async def test_leave_is_taken_up_to_what_was_earned(intake, hall):
    await publish(intake, hall, (*WHOLE, shift(ON_DUTY, VICTORY_DAY, "14:30-18:00")))
    await intake.at("2015-09-03T18:00")
    tuesday = {"from_on": "2015-09-08", "until_on": "2015-09-08"}
    path = f"/compensatory-leave/{ON_DUTY}/takings"
    answer = await intake.post(path, DIRECTOR, CENTRE, from_on="2015-09-08", until_on="2015-09-09", half_days=3)
    assert refused(answer) == (409, "leave-not-earned")
    assert answer.json()["left"] == 2
    assert refused(await intake.post(path, DIRECTOR, "centre-dg", **tuesday, half_days=2)) == (
        403,
        "leave-of-other-centre",
    )
    assert await intake.do(path, DIRECTOR, CENTRE, **tuesday, half_days=2) == ["compensatory-leave-taken"]
    assert await balance(intake, ON_DUTY) == (2, 2, 0)
    own = await intake.post_as("s-director", path, DIRECTOR, CENTRE, **tuesday, half_days=2)
    assert (own.status_code, own.json()["events"]) == (200, []), "the same leave again is the same"


async def test_a_director_sees_the_leave_of_the_own_centre_alone(intake, hall):
    await publish(intake, hall, WHOLE)
    await intake.at("2015-09-03T12:00")
    await intake.follow()
    for org, count in ((CENTRE, 1), ("centre-dg", 0)):
        headers = {"Authorization": f"Bearer {intake.issuer.token('s-director', (DIRECTOR,), org)}"}
        answer = await intake.http.get(f"{intake.root}/compensatory-leave", headers=headers)
        assert len(answer.json()["balances"]) == count


async def test_who_took_leave_is_proposed_for_no_duty_then(intake, hall):
    await publish(intake, hall, WHOLE)
    await intake.at("2015-09-03T12:00")
    alone = {"month": MONTH, "staff": [ON_DUTY]}
    assert (await proposal(intake, hall, **alone))["2015-09-13"] == [ON_DUTY]
    path = f"/compensatory-leave/{ON_DUTY}/takings"
    await intake.do(path, DIRECTOR, CENTRE, from_on="2015-09-11", until_on="2015-09-13", half_days=1)
    await intake.follow()
    assert (await proposal(intake, hall, **alone))["2015-09-13"] == []


# --- the queue --------------------------------------------------------------


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
