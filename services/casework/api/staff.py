"""Staff over HTTP. The name is taken in once and sealed; nothing here gives it back.

What a person's posts must hear of is told to them in the same act, which names each of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from datetime import date
from typing import Annotated

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from services.casework.domain.staff import STAFF
from services.casework.domain.staff_commands import (
    EngageStaff,
    LeaveStaff,
    MoveStaff,
    RecordAbsence,
    RecordReturn,
    Trainings,
    TrainStaff,
    WithPosts,
)
from services.casework.domain.staff_posts import told_to_posts
from services.casework.domain.substitutes import DISTRICT, SUBSTITUTES, PostsChanged
from services.casework.domain.types import GivenOrg, GivenStaffId, StaffId
from services.casework.views import staff as view
from shared.contracts.casework.staff import AbsenceReason
from shared.kernel.actors import Role
from shared.kernel.decider import Step
from shared.kernel.instants import Day, day_of
from shared.kernel.personal import Personal
from shared.kernel.refusals import Refusal
from shared.runtime.act import Done
from shared.runtime.desk import Desk
from shared.runtime.http import B, Call, Empty, Query, Routes
from shared.runtime.pages import cursor_of, next_after
from shared.runtime.views import Views

VAULT_KIND = "staff"
READERS = (Role.ADMIN, Role.CENTRE_DIRECTOR, Role.SUPERVISOR, Role.AUDITOR)
KEEPERS = (Role.ADMIN, Role.CENTRE_DIRECTOR)
_TRIES = 3


class StaffIn(BaseModel):
    """Who takes up work. `id` is the `sub` of the person's token and never says who that is."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    id: GivenStaffId
    name: Annotated[str, Field(min_length=1, max_length=50)]
    org: GivenOrg
    trained_for: Trainings = ()


class MoveIn(BaseModel):
    """For which centre or department the person works from now on."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    org: GivenOrg


class AbsenceIn(BaseModel):
    """From when to when the person is absent, both days included; without `until_on` until a return is recorded."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    from_on: Day
    until_on: Day | None = None
    reason: AbsenceReason


class StaffReturnIn(BaseModel):
    """On which day the person is back, today unless said: it ends what began by then, and calls off what begins."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    on: Day | None = None


class AbsenceOut(BaseModel):
    """Days on which a person is absent; without `until_on` until further notice. Why is not told."""

    model_config = ConfigDict(from_attributes=True)

    from_on: date
    until_on: date | None = None


class StaffOut(BaseModel):
    """Where a person works and what for; `left_on` once they have left, `absences` that are not over."""

    model_config = ConfigDict(from_attributes=True)

    id: str
    org: str
    trained_for: tuple[str, ...]
    engaged_on: date
    left_on: date | None = None
    absences: tuple[AbsenceOut, ...] = ()


class StaffPage(BaseModel):
    """Some staff in the order of their engagement; `next` continues after them."""

    staff: tuple[StaffOut, ...]
    next: str | None = None


def routes(desk: Desk) -> APIRouter:
    """Register the routes of staff."""
    to = Routes(desk, "staff")

    @to.command("/v1/staff", Role.ADMIN, body=StaffIn, creates=True)
    async def engage(call: Call[StaffIn]) -> Done | Refusal:
        """Record that a person takes up work."""
        body = call.body
        name = Personal[str].of(await desk.vault.enrol(VAULT_KIND, body.id), body.name)
        return await call.execute(
            Step(STAFF, body.id, EngageStaff(name=name, org=body.org, trained_for=body.trained_for))
        )

    @to.command("/v1/staff/{id}/training", *KEEPERS, body=TrainStaff)
    async def train(call: Call[TrainStaff]) -> Done | Refusal:
        """Record all that a person is trained for by now."""
        return await call.execute(Step(STAFF, call.id, call.body))

    @to.command("/v1/staff/{id}/move", *KEEPERS, body=MoveIn)
    async def move(call: Call[MoveIn]) -> Done | Refusal:
        """Let a person who is on no post work for another centre or department."""
        org = call.body.org
        return await _with_posts(call, lambda id_, posts: MoveStaff(staff_id=id_, post_ids=posts, org=org))

    @to.command("/v1/staff/{id}/absences", *KEEPERS, body=AbsenceIn)
    async def be_absent(call: Call[AbsenceIn]) -> Done | Refusal:
        """Record an absence; the person's posts pass to their substitutes for the time (AB岗)."""
        told = dict(call.body)
        return await _with_posts(call, lambda id_, posts: RecordAbsence(staff_id=id_, post_ids=posts, **told))

    @to.command("/v1/staff/{id}/return", *KEEPERS, body=StaffReturnIn)
    async def come_back(call: Call[StaffReturnIn]) -> Done | Refusal:
        """Record that a person is back, or when they will be; their posts go back to them."""
        on = call.body.on
        return await _with_posts(call, lambda id_, posts: RecordReturn(staff_id=id_, post_ids=posts, on=on))

    @to.command("/v1/staff/{id}/departure", Role.ADMIN)
    async def leave(call: Call[Empty]) -> Done | Refusal:
        """Record that a person leaves; they act no more, and their posts pass to their substitutes."""
        return await _with_posts(call, lambda id_, posts: LeaveStaff(staff_id=id_, post_ids=posts))

    @to.query("/v1/staff", *READERS, answer=StaffPage, parameters=("after", "limit"))
    async def staff(query: Query) -> StaffPage | Refusal:
        """List staff in the order of their engagement, with their absences of today and later."""
        cursor = cursor_of(query)
        if isinstance(cursor, Refusal):
            return cursor
        rows = desk.views.rows(view.PAGE, after=cursor.after, limit=cursor.limit)
        people = tuple(StaffOut.model_validate(row) for row in rows)
        today = day_of(await desk.executor.clock.now())
        return StaffPage(staff=with_absences(desk.views, people, today), next=next_after(rows, cursor))

    return to.router


def with_absences(views: Views, people: tuple[StaffOut, ...], today: date) -> tuple[StaffOut, ...]:
    """Staff with those of their absences that are not over."""
    rows = views.rows(view.ABSENCES, staff_ids=[person.id for person in people], today=today)
    of: defaultdict[str, tuple[AbsenceOut, ...]] = defaultdict(tuple)
    for row in rows:
        of[row.staff_id] += (AbsenceOut.model_validate(row),)
    return tuple(person.model_copy(update={"absences": of[person.id]}) for person in people)


async def _with_posts(call: Call[B], command_for: Callable[[StaffId, frozenset[str]], WithPosts]) -> Done | Refusal:
    """Tell the person's posts in the same act; drawn up anew where somebody changed them meanwhile."""
    result: Done | Refusal = PostsChanged()
    tries = 0
    while isinstance(result, PostsChanged) and tries < _TRIES:
        posts = (await call.desk.state(SUBSTITUTES, DISTRICT)).concerning(call.id)
        result = await call.execute(*told_to_posts(command_for(StaffId(call.id), posts)))
        tries += 1
    return result
