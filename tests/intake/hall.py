"""Intake on a morning in the summer of 2015, with what anybody may ask it and the director publishes."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import httpx

from shared.contracts.intake.roster import Shift
from shared.kernel.actors import Role
from shared.kernel.instants import SHANGHAI
from tests.intake.rosters import CENTRE, MONTH
from tests.intake.service import Intake, intake_in


@asynccontextmanager
async def intake_of_2015(state_dir: Path) -> AsyncIterator[Intake]:
    """The last day of August: the roster of September is to come."""
    async with intake_in(state_dir) as here:
        here.clock.at = datetime(2015, 8, 31, 9, tzinfo=SHANGHAI)
        yield here


async def ask(intake: Intake, path: str, **parameters: str) -> httpx.Response:
    """A question of somebody without a token."""
    await intake.follow()
    return await intake.http.get(f"{intake.root}{path}", params=parameters)


async def told(intake: Intake, path: str, **parameters: str) -> dict[str, Any]:
    answer = await ask(intake, path, **parameters)
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


async def publish(intake: Intake, hall: str, shifts: tuple[Shift, ...], month: str = MONTH) -> httpx.Response:
    told = [each.model_dump(mode="json") for each in shifts]
    return await intake.post(f"/halls/{hall}/rosters", Role.CENTRE_DIRECTOR, CENTRE, month=month, shifts=told)
