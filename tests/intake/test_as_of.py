"""As of a day, as known at a moment: which version of an item held, and where an application stood."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import datetime

import pytest

from shared.kernel.actors import Role
from shared.kernel.instants import SHANGHAI
from tests.intake.service import Intake, enter_items, intake_in, opened_hall, received, refused

RENAMED = "CD-JY-003"
"""It has another name from 2014-12-23 on."""


@pytest.fixture
async def intake(tmp_path) -> AsyncIterator[Intake]:
    async with intake_in(tmp_path) as here:
        here.clock.at = datetime(2014, 9, 24, 9, tzinfo=SHANGHAI)
        await enter_items(here, RENAMED)
        await enter_items(here, "CD-MZ-005")
        yield here


async def test_an_item_is_shown_in_the_version_that_held(intake):
    path = f"/items/{RENAMED}"
    first, second = [await intake.get(path, as_of=day) for day in ("2014-12-22", "2014-12-23")]
    assert [each["holds"]["name_zh"] for each in (first, second)] == ["就业失业登记证核发", "就业创业证核发"]
    assert (first["opened"], second["opened"]) == (True, True)
    assert len((await intake.get(path))["versions"]) == 2, "without a day all of them are shown"
    published = await intake.get(path, as_of="2014-12-23", known_at="1")
    told = published["version"], published["holds"]["name_zh"], published["opened"]
    assert told == (1, "就业创业证核发", False), "as the first event alone has it"


async def test_an_application_counts_as_accepted_from_the_day_on_which_all_was_in(intake):
    """All is in on Friday 09-26; the clerk accepts it on Sunday, a make-up day."""
    application = await received(intake, await opened_hall(intake))
    path = f"/applications/{application}"
    await intake.at("2014-09-25T09:00")
    notice = {"defects": [{"material": "户口簿", "reason": "缺页"}]}
    await intake.do(f"{path}/correction-notice", Role.CLERK, **notice)
    await intake.at("2014-09-26T09:00")
    await intake.do(f"{path}/correction", Role.CLERK, materials=["户口簿"])
    await intake.at("2014-09-28T09:00")
    await intake.do(f"{path}/acceptance", Role.CLERK)

    async def stood(**moment: str) -> str:
        return str((await intake.get(path, **moment))["state"])

    that_evening = "2014-09-26T18:00:00+08:00"
    assert await stood(as_of="2014-09-26") == "ACCEPTED"
    assert await stood(as_of="2014-09-26", known_at=that_evening) == "RECEIVED"
    asked = await intake.get(path, as_of="2014-09-25")
    assert (asked["state"], asked["missing"]) == ("AWAITING_CORRECTION", ["户口簿"])
    assert await stood(as_of="2014-09-24") == "RECEIVED"
    assert (await intake.get(path, known_at=that_evening))["version"] == 3


@pytest.mark.parametrize(
    ("moment", "answer"),
    [
        ({"as_of": "2014-09-23"}, (404, "not-found")),
        ({"as_of": "yesterday"}, (400, "invalid-parameter")),
        ({"known_at": "casework:1"}, (400, "invalid-parameter")),
        ({"known_at": "9999"}, (400, "position-ahead")),
    ],
    ids=["before it was received", "no day", "another log", "ahead of the log"],
)
async def test_what_was_not_yet_is_not_shown(intake, moment, answer):
    application = await received(intake, await opened_hall(intake))
    headers = {"Authorization": f"Bearer {intake.issuer.token('somebody', (Role.CLERK,))}"}
    asked = await intake.http.get(f"{intake.root}/applications/{application}", params=moment, headers=headers)
    assert refused(asked) == answer
