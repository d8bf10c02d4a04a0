"""What is asked of the emergency service over HTTP."""

from __future__ import annotations

from typing import Any

import httpx

from shared.kernel.actors import Role
from tests.intake.both import Both
from tests.intake.emergencies import HELP

NAME, PHONE = "示例·受灾户", "13900000001"
TEN = "2015-09-03T10:00:00+08:00"


async def call(here: Both, by: str = "s-clerk", of: str = "", **told: Any) -> httpx.Response:
    body = {"hall_id": here.hall, "window_id": "W2", "item_code": HELP, "reason": "DISASTER", "called_at": TEN, **told}
    return await here.intake.post_as(by, "/emergency-services", Role.CLERK, of, **body)


async def opened(here: Both, **told: Any) -> str:
    answer = await call(here, **told)
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


async def act(here: Both, application: str, what: str, **body: Any) -> list[str]:
    answer = await here.intake.post_as("s-clerk", f"/emergency-services/{application}/{what}", Role.CLERK, **body)
    assert answer.status_code == 200, answer.text
    return [event["type"].split(".")[2] for event in answer.json()["events"]]
