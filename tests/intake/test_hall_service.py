"""The hall over HTTP: its windows, rosters and hours, and leave for duty done."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from datetime import date

import pytest

from shared.contracts.casework.post import PostAssigned, PostEstablished, PostKind
from shared.contracts.intake.roster import Shift
from shared.kernel.actors import Role
from shared.kernel.ids import AggregateRef
from tests.intake.hall import ask, intake_of_2015, publish, told
from tests.intake.rosters import CENTRE, MONTH, PEOPLE, VICTORY_DAY, WHOLE, shift
from tests.intake.samples import CALENDAR
from tests.intake.service import Intake, heard, opened_hall, refused

DIRECTOR, CLERK = Role.CENTRE_DIRECTOR, Role.CLERK
ON_DUTY = next(each.staff for each in WHOLE if each.day == VICTORY_DAY)


@pytest.fixture
async def intake(tmp_path) -> AsyncIterator[Intake]:
    async with intake_of_2015(tmp_path) as here:
        yield here


@pytest.fixture
async def hall(intake: Intake) -> str:
    return await opened_hall(intake)


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
    duty = [Shift.model_validate_json(json.dumps(one)) for each in days for one in each["shifts"]]
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
