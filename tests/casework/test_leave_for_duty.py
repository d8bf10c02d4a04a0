"""Leave for duty done, which intake tells of: one act of the director there, and here whoever takes it is absent and B
covers their posts (AB岗).
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path

import pytest

from services.casework.domain.substitutes import DISTRICT, SUBSTITUTES
from services.casework.reactions.intake import REACTION
from shared.contracts.intake.compensatory_leave import CompensatoryLeaveTaken
from shared.kernel.ids import AggregateRef
from shared.runtime import telemetry
from shared.runtime.effects import ReactionEffect
from tests.casework.district import CENTRE
from tests.casework.service import casework_in
from tests.casework.test_office import Office
from tests.casework.test_reactions import recorded

FIRST, LAST = date(2014, 10, 9), date(2014, 10, 10)


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[Office]:
    telemetry.configure("casework", "ERROR")
    async with casework_in(tmp_path) as casework:
        await casework.at("2014-10-08T09:00")
        yield await Office(casework).staffed()


async def hear(office: Office, staff: str, first: date = FIRST, last: date = LAST, position: int = 7) -> list[str]:
    """Let casework hear that somebody was given leave; the words of what it recorded."""
    leave = CompensatoryLeaveTaken(staff=staff, centre_id=CENTRE, from_on=first, until_on=last, half_days=4)
    log = office.casework.log
    before = await log.head()
    effect = ReactionEffect(office.casework.service.desk.executor, REACTION)
    await effect.position()
    told = recorded(leave, of=AggregateRef("compensatory-leave", staff), position=position)
    await effect.take([told], position)
    return [entry.type.split(".")[2] for entry in await log.read(before, 100)]


async def test_who_takes_leave_is_absent_and_the_substitutes_are_on_the_posts(office):
    assert await hear(office, "s-a") == ["staff-absence-recorded", "post-absence-noted", "post-absence-noted"]
    assert await office.acting() == ("s-a", "s-a")
    await office.casework.at("2014-10-09T09:00")
    assert await office.acting() == ("s-b", "s-c")
    await office.casework.at("2014-10-11T09:00")
    assert await office.acting() == ("s-a", "s-a")
    (absence,) = (await office.casework.get("/staff"))["staff"][0].get("absences", []) or [None]
    assert absence is None, "the leave is over"


async def test_leave_from_today_on_passes_the_posts_on_in_the_same_append(office):
    told = await hear(office, "s-a", date(2014, 10, 8), LAST)
    assert told == ["staff-absence-recorded", *("post-absence-noted", "post-substituted") * 2]
    assert await office.acting() == ("s-b", "s-c")


async def test_it_is_heard_once(office):
    assert len(await hear(office, "s-a")) == 3
    assert await hear(office, "s-a") == []
    assert await hear(office, "s-a", position=8) == [], "the same days again are the same leave"


async def test_leave_of_nobody_here_or_of_days_that_are_over_moves_nothing_and_holds_nothing_up(office):
    assert await hear(office, "s-nobody") == []
    assert await hear(office, "s-a", date(2014, 10, 6), date(2014, 10, 7), position=8) == []
    assert len(await hear(office, "s-d", position=9)) == 1, "who is on no post is absent alone"


async def test_the_posts_are_those_of_the_day_on_which_it_is_heard(office):
    casework = office.casework
    await casework.do(f"/posts/{office.ids['one']}/assignment", holder="s-d", substitute="s-b")
    assert (await casework.service.desk.state(SUBSTITUTES, DISTRICT)).concerning("s-a") == {office.ids["two"]}
    assert await hear(office, "s-a") == ["staff-absence-recorded", "post-absence-noted"]
