"""Of an emergency whose time is over the staff are told: at any hour where nobody answers, else in the day."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.intake.both import Both, both_in
from tests.intake.emergencies import HELP, HELP_ITEM
from tests.intake.emergency_calls import NAME, PHONE, act, opened
from tests.intake.notices import OUTBOX, told, told_of

OVERDUE = "应急服务逾时"
UNANSWERED, UNPAID, NO_PAPERS = LIMITS = ("尚无人响应", "救助金尚未支付", "材料尚未补齐")
NIGHT = "2015-09-03T22:00"


@pytest.fixture
async def here(tmp_path: Path) -> AsyncIterator[Both]:
    """A night, and people who call."""
    async with both_in(tmp_path, NIGHT, notify_file=tmp_path / OUTBOX) as both:
        await both.offered(HELP, HELP_ITEM)
        yield both


async def called(here: Both) -> str:
    return await opened(here, called_at=f"{NIGHT}:00+08:00", applicant={"name": NAME, "phone": PHONE})


# What is answered when, what time it is, and which limits the staff hear of by then.
WHEN = {
    "while there is time nobody is woken": (None, "2015-09-03T22:29", []),
    "whom nobody answered is not left until the morning": (None, "2015-09-03T22:30", [UNANSWERED]),
    "who was answered in time is not told of": ("22:29", "2015-09-03T22:30", []),
    "help that is late at night is told in the morning": ("22:05", "2015-09-05T22:30", []),
    "then it is": ("22:05", "2015-09-06T08:00", [UNPAID]),
    "papers that did not come in are told of too": ("22:05", "2015-09-10T18:00", [UNPAID, NO_PAPERS]),
    "all of them are told of, each once": (None, "2015-09-06T08:00", [UNANSWERED, UNPAID]),
}


@pytest.mark.parametrize(("answered", "at", "limits"), WHEN.values(), ids=WHEN.keys())
async def test_the_staff_are_told(here, answered, at, limits):
    application = await called(here)
    if answered:
        await here.at(f"2015-09-03T{answered}")
        await act(here, application, "response", responded_at=f"2015-09-03T{answered}:00+08:00")
    await here.intake.at(at)
    notices = await told_of(here.intake, OVERDUE)
    assert [limit for each in notices for limit in LIMITS if limit in each.body] == limits
    assert {(each.channel, each.to) for each in notices} <= {("WECOM", "")}
    assert all("QZX-2015-000001" in each.body for each in notices)
    assert not any(secret in str(notices) for secret in (NAME, PHONE))


async def test_what_is_urgent_does_not_wait_behind_fifty_that_sleep(here):
    for _ in range(26):
        await called(here)
    assert await told(here.intake) == [], "a receipt and an acceptance each"
    await here.intake.at("2015-09-03T22:30")
    assert len(await told(here.intake)) == 26
