"""Appointments over HTTP at the hall: entered, kept and called off there, counted when nobody comes."""

from __future__ import annotations

import json
from datetime import date

from shared.contracts.casework.post import ActedAs
from shared.kernel.actors import Role
from tests.intake.appointment_calls import (
    NAME,
    OTHER_PHONE,
    PHONE,
    TEN,
    book,
    booked,
    cancel,
    contact_of,
    free,
    hall_in,
    own,
    put_on_post,
)
from tests.intake.service import refused

# --- at the hall ------------------------------------------------------------


async def test_a_clerk_books_for_who_calls_and_receives_them_at_the_window(tmp_path):
    async with hall_in(tmp_path) as (intake, hall):
        await put_on_post(intake, hall)
        body = {"hall_id": hall, "from_at": TEN, "contact": {"phone": PHONE}, "channel": "PHONE"}
        answer = await intake.post_as("clerk-9", "/appointments", Role.CLERK, **body)
        assert refused(answer) == (403, "not-on-window-post")
        answer = await intake.post_as("clerk-1", "/appointments", Role.CLERK, **body)
        id_ = answer.json()["id"]
        assert answer.status_code == 201
        assert (await own(intake, id_, answer.json()["code"])).status_code == 200
        await intake.at("2015-09-10T09:55")
        attendance = f"/appointments/{id_}/attendance"
        refusal = await intake.post_as("clerk-9", attendance, Role.CLERK, window_id="W2")
        assert refused(refusal) == (403, "not-on-window-post")
        kept = await intake.post_as("clerk-1", attendance, Role.CLERK, window_id="W2")
        assert (kept.status_code, kept.json()["id"]) == (200, id_)
        shown = await intake.get(f"/appointments/{id_}", Role.CLERK)
        assert (shown["state"], shown["window_id"], shown["channel"]) == ("KEPT", "W2", "PHONE")
        *_, entry = await intake.log.read(0, 100)
        assert json.loads(entry.document)["data"]["acted_as"] == ActedAs.A
        assert await intake.at("2015-09-10T18:00") == []


async def test_the_hall_calls_off_late_and_nobody_has_missed_anything(tmp_path):
    async with hall_in(tmp_path) as (intake, hall):
        id_, _ = await booked(intake, hall)
        await intake.at("2015-09-10T09:59")
        assert await intake.do(f"/appointments/{id_}/cancellation", Role.CLERK) == ["appointment-cancelled"]
        assert await intake.at("2015-09-10T18:00") == []


async def test_the_list_of_a_day_names_nobody(tmp_path):
    async with hall_in(tmp_path) as (intake, hall):
        first, _ = await booked(intake, hall)
        second, _ = await booked(intake, hall, OTHER_PHONE, "2015-09-10T15:00:00+08:00")
        await booked(intake, hall, OTHER_PHONE, "2015-09-11T15:00:00+08:00")
        page = await intake.get(f"/halls/{hall}/appointments", Role.CLERK, on="2015-09-10", limit="1")
        rest = await intake.get(f"/halls/{hall}/appointments", Role.CLERK, on="2015-09-10", after=page["next"])
        assert [each["id"] for each in page["appointments"] + rest["appointments"]] == [first, second]
        assert page["appointments"][0] == {
            "id": first,
            "hall_id": hall,
            "window_kind": "COMPREHENSIVE",
            "from_at": TEN,
            "until_at": "2015-09-10T10:30:00+08:00",
            "channel": "WEB",
            "state": "OPEN",
        }


async def test_a_contact_opens_to_a_clerk_on_a_post_of_its_hall_alone(tmp_path):
    async with hall_in(tmp_path) as (intake, hall):
        await put_on_post(intake, hall)
        id_, _ = await booked(intake, hall)
        await booked(intake, hall, OTHER_PHONE)
        opened = await contact_of(intake, id_, "clerk-1")
        assert opened.json() == {"phone": f"+86{PHONE}", "name": NAME}
        assert refused(await contact_of(intake, id_, "clerk-9")) == (403, "not-on-window-post")
        assert refused(await contact_of(intake, id_, "clerk-1", Role.ADMIN)) == (403, "role-forbidden")
        assert refused(await contact_of(intake, "nonsense", "clerk-1")) == (404, "appointment-unknown")


async def test_after_an_erasure_the_contact_is_gone_and_the_counts_stay(tmp_path):
    async with hall_in(tmp_path) as (intake, hall):
        id_, code = await booked(intake, hall)
        vault = intake.service.desk.vault
        await vault.destroy(await vault.find("phone", f"+86{PHONE}"), intake.clock.at)
        assert refused(await contact_of(intake, id_, "clerk-1")) == (409, "person-erased")
        assert refused(await own(intake, id_, code)) == (404, "code-wrong")
        assert (await free(intake, hall))["10:00"] == 1
        page = await intake.get(f"/halls/{hall}/appointments", Role.CLERK, on="2015-09-10")
        assert [each["state"] for each in page["appointments"]] == ["OPEN"]


# --- who does not come ------------------------------------------------------


async def test_three_missed_appointments_block_the_next_for_thirty_days(tmp_path):
    async with hall_in(tmp_path) as (intake, hall):
        for day in ("10", "11", "14"):
            await booked(intake, hall, PHONE, f"2015-09-{day}T10:00:00+08:00")
        await booked(intake, hall, OTHER_PHONE, "2015-09-14T10:00:00+08:00")
        assert await intake.at("2015-09-10T17:59") == []
        assert await intake.at("2015-09-10T18:00") == ["appointment-missed", "no-show-counted"]
        assert await intake.at("2015-09-11T18:00") == ["appointment-missed", "no-show-counted"]
        both = ["appointment-missed", "appointment-missed"]
        counted = ["no-show-counted", "booking-blocked", "no-show-counted"]
        assert await intake.at("2015-09-14T18:00") == both + counted, "one act of the day's book and both bookers"
        blocked = await book(intake, hall, PHONE, "2015-09-15T10:00:00+08:00")
        assert refused(blocked) == (409, "booking-blocked")
        assert blocked.json()["until"] == str(date(2015, 10, 14))
        await booked(intake, hall, OTHER_PHONE, "2015-09-15T10:00:00+08:00")
        await intake.at("2015-10-14T23:59")
        assert refused(await book(intake, hall, PHONE, "2015-10-16T10:00:00+08:00")) == (409, "booking-blocked")
        await intake.at("2015-10-15T00:00")
        await booked(intake, hall, PHONE, "2015-10-16T10:00:00+08:00")


async def test_a_day_is_over_once(tmp_path):
    async with hall_in(tmp_path) as (intake, hall):
        id_, _ = await booked(intake, hall)
        await intake.at("2015-09-10T18:00")
        assert await intake.at("2015-09-11T18:00") == []
        assert (await intake.get(f"/appointments/{id_}", Role.CLERK))["state"] == "MISSED"


# --- nothing of a person ----------------------------------------------------


async def test_number_and_name_stand_nowhere_in_plaintext(tmp_path):
    async with hall_in(tmp_path) as (intake, hall):
        id_, code = await booked(intake, hall)
        await cancel(intake, id_, code)
        await booked(intake, hall)
        await intake.at("2015-09-10T18:00")
        await intake.follow()
        kept = b"".join(entry.document for entry in await intake.log.read(0, 1000))
        kept += b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
        assert b"appointment-missed" in kept
        assert b"MISSED" in kept, "the view is among what was read"
        for words in (PHONE, PHONE[2:], NAME, json.dumps(NAME).strip('"'), code):
            assert words.encode() not in kept
