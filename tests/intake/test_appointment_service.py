"""Appointments over HTTP for residents: booked by telephone number, looked up and called off by code."""

from __future__ import annotations

import asyncio
import json
from datetime import timedelta

import pytest

from shared.kernel.envelope import LogName
from shared.runtime.tries import Tries
from shared.store.keys import Keys
from tests.intake.appointment_calls import (
    BOOKINGS,
    NO_TOKEN,
    OTHER_PHONE,
    PHONE,
    TEN,
    book,
    booked,
    cancel,
    free,
    hall_in,
    own,
)
from tests.intake.service import refused
from tests.runtime.conftest import pump, server

__all__ = ["pump", "server"]

# --- booking ----------------------------------------------------------------


async def test_a_resident_books_a_free_slot_without_a_token_and_gets_a_code(tmp_path):
    async with hall_in(tmp_path) as (intake, hall):
        assert (await free(intake, hall))["10:00"] == 2
        answer = await book(intake, hall, item_code=None)
        assert answer.status_code == 201
        told = answer.json()
        assert [event["type"] for event in told["events"]] == ["huimin.intake.appointment-booked.v1"]
        assert len(told["code"]) == 8
        assert (await free(intake, hall))["10:00"] == 1
        shown = (await own(intake, told["id"], told["code"])).json()
        assert (shown["hall_id"], shown["from_at"], shown["state"]) == (hall, TEN, "OPEN")


async def test_a_booking_sent_again_gives_the_same_code_and_takes_one_place(tmp_path):
    async with hall_in(tmp_path) as (intake, hall):
        body = json.dumps({"hall_id": hall, "from_at": TEN, "contact": {"phone": PHONE}}).encode()
        headers = {**NO_TOKEN, "Idempotency-Key": "my-own-key"}
        first, again = [
            await intake.http.post(f"{intake.root}{BOOKINGS}", content=body, headers=headers) for _ in range(2)
        ]
        assert (first.status_code, again.headers["idempotent-replay"]) == (201, "true")
        assert first.json() == again.json()
        # When the key is forgotten, the appointment itself says that it was booked.
        intake.log.memory.keys.clear()
        later = await intake.http.post(f"{intake.root}{BOOKINGS}", content=body, headers=headers)
        assert (later.status_code, later.json()["events"]) == (200, [])
        assert [later.json()[name] for name in ("id", "code")] == [first.json()[name] for name in ("id", "code")]
        assert (await free(intake, hall))["10:00"] == 1


async def test_a_full_slot_is_neither_shown_nor_booked(tmp_path):
    async with hall_in(tmp_path) as (intake, hall):
        await booked(intake, hall, PHONE)
        await booked(intake, hall, OTHER_PHONE)
        assert "10:00" not in await free(intake, hall)
        assert refused(await book(intake, hall, "13897230003")) == (409, "slot-full")


async def test_of_five_who_ask_at_once_two_get_the_slot(tmp_path):
    async with hall_in(tmp_path) as (intake, hall):
        answers = await asyncio.gather(*(book(intake, hall, f"1389723000{n}") for n in range(5)))
        assert sorted(answer.status_code for answer in answers) == [201, 201, 409, 409, 409]
        assert "10:00" not in await free(intake, hall)


REFUSED = {
    "no slot begins then": ({"from_at": "2015-09-10T10:10:00+08:00"}, (422, "slot-not-offered")),
    "a day too far ahead": ({"from_at": "2015-09-17T10:00:00+08:00"}, (422, "slot-too-far-ahead")),
    "a slot of this morning": ({"from_at": "2015-09-09T08:30:00+08:00"}, (409, "slot-past")),
    "an instant without an offset": ({"from_at": "2015-09-10T10:00:00"}, (422, "invalid-value")),
    "a number that cannot be dialled": ({"contact": {"phone": "123"}}, (422, "phone-invalid")),
    "a clerk's channel": ({"channel": "ON_SITE"}, (422, "invalid-value")),
    "an item that nobody offers": ({"item_code": "CD-MZ-999"}, (422, "item-not-offered")),
    "no hall": ({"hall_id": "nowhere"}, (404, "hall-unknown")),
}


@pytest.mark.parametrize(("said", "then"), REFUSED.values(), ids=REFUSED.keys())
async def test_a_booking_is_refused(tmp_path, said, then):
    async with hall_in(tmp_path) as (intake, hall):
        body = {"hall_id": hall, "from_at": TEN, "contact": {"phone": PHONE}, **said}
        assert refused(await intake.post_open(BOOKINGS, **body)) == then
        assert "appointment" not in " ".join(entry.type for entry in await intake.log.read(0, 100))


async def test_the_same_person_is_known_by_any_spelling_of_the_number(tmp_path):
    async with hall_in(tmp_path) as (intake, hall):
        await booked(intake, hall, PHONE)
        again = await book(intake, hall, f"+86{PHONE}", "2015-09-10T15:00:00+08:00")
        assert refused(again) == (409, "appointment-open-that-day")
        await booked(intake, hall, f"+86{PHONE}", "2015-09-11T15:00:00+08:00")


SLOTS_REFUSED = {
    "a hall that is not there": ("nowhere", "2015-09-10", (404, "hall-unknown")),
    "no day": (None, "", (400, "invalid-parameter")),
    "a day that is none": (None, "2015-09-31", (400, "invalid-parameter")),
}


@pytest.mark.parametrize(("named", "on", "then"), SLOTS_REFUSED.values(), ids=SLOTS_REFUSED.keys())
async def test_slots_are_not_told_of(tmp_path, named, on, then):
    async with hall_in(tmp_path) as (intake, hall):
        parameters = {"on": on} if on else {}
        answer = await intake.http.get(f"{intake.root}/public/halls/{named or hall}/slots", params=parameters)
        assert refused(answer) == then


async def test_a_day_that_cannot_be_booked_has_no_free_slots(tmp_path):
    async with hall_in(tmp_path) as (intake, hall):
        assert await free(intake, hall, "2015-09-12") == {}, "a Saturday"
        assert await free(intake, hall, "2015-09-17") == {}, "eight days ahead"
        assert await free(intake, hall, "2999-12-31") == {}
        assert min(await free(intake, hall, "2015-09-09")) == "09:30", "what has begun this morning is gone"


# --- calling off ------------------------------------------------------------


async def test_a_resident_calls_off_two_hours_before_and_not_later(tmp_path):
    async with hall_in(tmp_path) as (intake, hall):
        id_, code = await booked(intake, hall)
        other, other_code = await booked(intake, hall, OTHER_PHONE)
        await intake.at("2015-09-10T08:00")
        answer = await cancel(intake, id_, code)
        assert (answer.status_code, answer.json()["id"]) == (200, id_)
        assert (await cancel(intake, id_, code.lower())).json()["events"] == []
        await intake.at("2015-09-10T08:01")
        late = await cancel(intake, other, other_code, OTHER_PHONE)
        assert refused(late) == (409, "cancellation-too-late")
        assert late.json()["latest_at"] == "2015-09-10T08:00:00+08:00"


async def test_a_wrong_number_a_wrong_code_and_no_such_appointment_are_told_alike(tmp_path):
    async with hall_in(tmp_path) as (intake, hall):
        id_, code = await booked(intake, hall)
        _, other_code = await booked(intake, hall, OTHER_PHONE)
        wrong = [
            (id_, other_code, PHONE),
            (id_, code, OTHER_PHONE),
            (id_, code, "13897239999"),
            (id_, code, "nonsense"),
            (f"{hall}-2015-09-10.0000000000000000", code, PHONE),
            ("nonsense", code, PHONE),
        ]
        problems = [(await own(intake, *said)).json() for said in wrong]
        problems += [(await cancel(intake, *said)).json() for said in wrong]
        assert problems == [problems[0]] * 12
        assert (problems[0]["status"], problems[0]["type"]) == (404, "urn:huimin:problem:code-wrong")
        assert (await own(intake, id_, code)).json()["state"] == "OPEN"


@pytest.mark.server
async def test_five_wrong_codes_lock_an_appointment_for_an_hour(tmp_path, pump):
    async with hall_in(tmp_path) as (intake, hall):
        intake.service.desk.tries = Tries(pump, Keys(LogName("630102", "intake")), intake.clock)
        id_, code = await booked(intake, hall)
        other, other_code = await booked(intake, hall, OTHER_PHONE)
        assert [refused(await cancel(intake, id_, "00000000")) for _ in range(3)] == [(404, "code-wrong")] * 3
        assert [refused(await own(intake, id_, code, OTHER_PHONE)) for _ in range(2)] == [(404, "code-wrong")] * 2
        locked = await cancel(intake, id_, code)
        assert refused(locked) == (429, "code-locked")
        assert locked.json()["until"] == "2015-09-09T10:00:00+08:00"
        assert (await own(intake, other, other_code, OTHER_PHONE)).status_code == 200, "another's is not locked"
        intake.clock.at += timedelta(hours=1)
        assert (await cancel(intake, id_, code)).status_code == 200
