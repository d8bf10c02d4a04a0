"""What who comes by appointment is told: when to come, that the hall called it off, until when they book none."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import datetime
from pathlib import Path

import pytest

from shared.kernel.actors import Role
from shared.kernel.instants import SHANGHAI
from tests.intake.appointment_calls import NAME, OTHER_PHONE, PHONE, booked, cancel, hall_in
from tests.intake.notices import OUTBOX, Left, recorded, told, told_of
from tests.intake.service import Intake

BOOKED, CALLED_OFF, BLOCKED = "预约成功", "预约取消", "暂停预约"


@pytest.fixture
async def there(tmp_path: Path) -> AsyncIterator[tuple[Intake, str]]:
    """Intake, which tells people, and its hall."""
    async with hall_in(tmp_path, notify_file=tmp_path / OUTBOX) as found:
        yield found


async def test_who_books_is_told_when_to_come_and_by_which_number_and_code_to_call_it_off(there):
    intake, hall = there
    id_, code = await booked(intake, hall)
    (notice,) = await told_of(intake, BOOKED)
    assert (notice.channel, notice.to) == ("SMS", f"+86{PHONE}")
    for word in ("2015-09-10 10:00", id_, code):
        assert word in notice.body
    assert NAME not in str(notice)
    log = await recorded(intake)
    assert code not in log
    assert PHONE not in log


async def test_what_was_called_off_before_it_was_told_is_told_no_more(there):
    intake, hall = there
    await cancel(intake, *await booked(intake, hall))
    assert await told(intake) == []


async def test_what_was_booked_at_night_is_told_in_the_morning_unless_it_has_begun_by_then(there):
    intake, hall = there
    await intake.at("2015-09-09T22:00")
    await booked(intake, hall)
    assert await told(intake) == []
    await intake.at("2015-09-10T10:00")
    assert await told(intake) == []
    failures = (await intake.get("/notification-failures"))["failures"]
    assert failures == [], "and nobody has to call"


async def test_what_the_hall_calls_off_is_told_and_what_a_resident_does_is_not(there):
    intake, hall = there
    id_, _ = await booked(intake, hall)
    other, code = await booked(intake, hall, OTHER_PHONE)
    await told(intake)
    await intake.do(f"/appointments/{id_}/cancellation", Role.CLERK)
    await cancel(intake, other, code, OTHER_PHONE)
    (notice,) = await told_of(intake, CALLED_OFF)
    assert notice.to == f"+86{PHONE}"
    assert "2015-09-10 10:00" in notice.body


async def missed(intake: Intake, hall: str, days: tuple[str, ...], phone: str = PHONE) -> list[Left]:
    for day in days:
        await booked(intake, hall, phone, f"2015-09-{day}T10:00:00+08:00")
    for day in days:
        await intake.at(f"2015-09-{day}T18:00")
    return await told_of(intake, BLOCKED)


@pytest.mark.parametrize(("days", "blocks"), [(("10", "11"), False), (("10", "11", "14"), True)])
async def test_who_missed_too_many_is_told_until_when_they_book_none(there, days, blocks):
    intake, hall = there
    await booked(intake, hall, OTHER_PHONE)
    notices = await missed(intake, hall, days)
    assert [each.to for each in notices] == ([f"+86{PHONE}"] if blocks else [])
    assert all("2015-10-14" in each.body for each in notices)


async def test_whoever_was_erased_is_called_at_no_number(there):
    intake, hall = there
    await booked(intake, hall)
    vault = intake.service.desk.vault
    await vault.destroy(await vault.find("phone", f"+86{PHONE}"), datetime(2015, 9, 9, 9, tzinfo=SHANGHAI))
    assert await told(intake) == []
    failures = (await intake.get("/notification-failures"))["failures"]
    assert [(each["kind"], each["cause"]) for each in failures] == [("appointment-booked", "NO_ADDRESS")]
