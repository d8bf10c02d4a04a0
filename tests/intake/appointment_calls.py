"""What is asked of appointments over HTTP, by residents and by the hall."""

from __future__ import annotations

from contextlib import asynccontextmanager
from datetime import datetime

from shared.contracts.casework.post import PostAssigned, PostEstablished, PostKind
from shared.kernel.actors import Role
from shared.kernel.ids import AggregateRef
from shared.kernel.instants import SHANGHAI
from tests.intake.codes import unlocked
from tests.intake.service import heard, intake_in, opened_hall

PHONE, OTHER_PHONE = "13897230001", "13897230002"
NAME = "示例·马奶奶"
TEN = "2015-09-10T10:00:00+08:00"
BOOKINGS, LOOKUP = "/public/appointments", "/public/appointments/lookup"
NO_TOKEN = {"Content-Type": "application/json"}


@asynccontextmanager
async def hall_in(state_dir, **settled):
    """Intake with an open hall, on Wednesday 2015-09-09 at nine."""
    async with intake_in(state_dir, **settled) as intake:
        intake.clock.at = datetime(2015, 9, 9, 9, tzinfo=SHANGHAI)
        yield unlocked(intake), await opened_hall(intake)


async def book(intake, hall, phone=PHONE, from_at=TEN, **more):
    body = {"hall_id": hall, "from_at": from_at, "contact": {"phone": phone, "name": NAME}, **more}
    return await intake.post_open(BOOKINGS, **body)


async def booked(intake, hall, phone=PHONE, from_at=TEN):
    """Id and code."""
    answer = await book(intake, hall, phone, from_at)
    assert answer.status_code == 201, answer.text
    return answer.json()["id"], answer.json()["code"]


async def free(intake, hall, on="2015-09-10"):
    answer = await intake.http.get(f"{intake.root}/public/halls/{hall}/slots", params={"on": on})
    assert answer.status_code == 200, answer.text
    return {slot["from_at"][11:16]: slot["free"] for slot in answer.json()["slots"]}


async def own(intake, id_, code, phone=PHONE):
    return await intake.post_open(LOOKUP, id=id_, phone=phone, code=code)


async def cancel(intake, id_, code, phone=PHONE):
    return await intake.post_open(f"{BOOKINGS}/{id_}/cancellation", phone=phone, code=code)


async def put_on_post(intake, hall, clerk="clerk-1"):
    """Let the window W2 have a post, with a clerk as its A."""
    post = AggregateRef("post", "post-W2")
    window = {"hall_id": hall, "window_id": "W2"}
    established = PostEstablished(org="c", kind=PostKind.WINDOW, title_zh="窗口", title_en="Window", **window)
    await heard(intake, "casework", post, established, 1)
    await heard(intake, "casework", post, PostAssigned(holder=clerk, substitute="clerk-2"), 2)


async def contact_of(intake, id_, sub, role=Role.CLERK):
    headers = {"Authorization": f"Bearer {intake.issuer.token(sub, (role,))}"}
    return await intake.http.get(f"{intake.root}/appointments/{id_}/contact", headers=headers)
