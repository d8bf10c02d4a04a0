"""What is asked of notices: that those which are due are told now, and what has left for whom."""

from __future__ import annotations

import json
from dataclasses import dataclass

from services.intake.api.notification import DUTY
from tests.intake.service import Intake

OUTBOX = "notices.jsonl"


@dataclass(frozen=True)
class Left:
    """A notice that a channel took."""

    channel: str
    to: str
    title: str
    body: str


async def told(intake: Intake) -> list[Left]:
    """Tell what is due; all that has left so far."""
    desk = intake.service.desk
    await intake.follow()
    while await DUTY.turn(desk):
        await intake.follow()
    await intake.follow()
    assert not DUTY.waits(desk, intake.clock.at)
    outbox = desk.settings.notify_file
    assert outbox is not None
    lines = outbox.read_text("utf-8").splitlines() if outbox.exists() else []
    return [Left(each["channel"], each["to"], each["title"], each["body"]) for each in map(json.loads, lines)]


async def told_of(intake: Intake, title: str) -> list[Left]:
    """Tell what is due; what has left under a title, once told and once again with the view built anew."""
    first = await told(intake)
    intake.service.desk.views.reset()
    assert await told(intake) == first, "told once is told for ever"
    return [each for each in first if each.title == title]


async def recorded(intake: Intake) -> str:
    """All that the log says."""
    return "\n".join(entry.document.decode() for entry in await intake.log.read(0, 10_000))
