"""Cover over HTTP: who stands in while A and B are away, and how long nobody did."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from fastapi import APIRouter
from pydantic import BaseModel, TypeAdapter
from sqlalchemy import Row

from services.casework.api.post import READERS
from services.casework.domain.cover import Gap, time_at_risk
from services.casework.domain.post import POST
from services.casework.domain.post_commands import CoverPost
from services.casework.domain.staff import STAFF
from services.casework.domain.substitutes import DISTRICT, SUBSTITUTES, NameCover
from services.casework.domain.types import PostId
from services.casework.views import cover as view
from shared.kernel.actors import Role
from shared.kernel.decider import Step
from shared.kernel.envelope import rfc3339
from shared.kernel.instants import Day, start_of
from shared.kernel.refusals import Refusal
from shared.kernel.working_days import Calendar
from shared.runtime.act import Done
from shared.runtime.desk import Desk
from shared.runtime.http import Call, Query, Routes
from shared.runtime.pages import Cursor, cursor_of, next_after
from shared.runtime.refusals import InvalidParameter

_DAY: TypeAdapter[date] = TypeAdapter(Day)


class GapOut(BaseModel):
    """Nobody was on the post from one instant to another, as far as the period and the present go."""

    from_at: datetime
    until_at: datetime


class CoverOut(BaseModel):
    """A post's time at risk: whole working days without anybody on it, and full hours of other working days."""

    post_id: str
    org: str
    working_days: int
    hours: int
    gaps: tuple[GapOut, ...]


class CoverPage(BaseModel):
    """Some posts that nobody was on for a time, in the order of their establishment; `next` continues after them."""

    from_on: date
    until_on: date
    posts: tuple[CoverOut, ...]
    next: str | None = None


def routes(desk: Desk) -> APIRouter:
    """Register the routes of cover."""
    to = Routes(desk, "posts")

    @to.command("/v1/posts/{id}/cover", Role.ADMIN, Role.CENTRE_DIRECTOR, body=CoverPost)
    async def cover(call: Call[CoverPost]) -> Done | Refusal:
        """Order somebody of the centre to stand in while A and B are away."""
        person = call.body.staff_id
        return await call.execute(
            Step(POST, call.id, call.body, related=(STAFF.ref(person),)),
            Step(SUBSTITUTES, DISTRICT, NameCover(post_id=PostId(call.id), cover=person)),
        )

    @to.query("/v1/posts/cover", *READERS, answer=CoverPage, parameters=("org", "from", "until", "after", "limit"))
    async def time_uncovered(query: Query) -> CoverPage | Refusal:
        """Tell how long nobody was on posts, from one day to another, both included."""
        cursor, period = cursor_of(query), _period(query)
        if isinstance(cursor, Refusal):
            return cursor
        if isinstance(period, Refusal):
            return period
        now = await desk.executor.clock.now()
        return _page(desk, query.parameters.get("org"), period, cursor, now)

    return to.router


def _period(query: Query) -> tuple[date, date] | Refusal:
    days: list[date] = []
    for name in ("from", "until"):
        try:
            days.append(_DAY.validate_python(date.fromisoformat(query.parameters.get(name, ""))))
        except ValueError:
            return InvalidParameter(name=name)
    first, last = days
    return (first, last) if first <= last else InvalidParameter(name="until")


def _page(desk: Desk, org: str | None, period: tuple[date, date], cursor: Cursor, now: datetime) -> CoverPage:
    first, last = period
    within = {
        "from": rfc3339(start_of(first)),
        "until": rfc3339(start_of(last + timedelta(days=1))),
    }
    statement, where = (view.POSTS, {}) if org is None else (view.POSTS_OF_ORG, {"org": org})
    posts = desk.views.rows(statement, after=cursor.after, limit=cursor.limit, **within, **where)
    rows = desk.views.rows(view.GAPS, post_ids=[post.id for post in posts], **within)
    gaps = [(row.post_id, gap) for row in rows if (gap := _gap(row, now).within(first, last)) is not None]
    calendar = desk.executor.reference.calendar
    return CoverPage(
        from_on=first,
        until_on=last,
        posts=tuple(
            cover_of(post.id, post.org, [gap for of, gap in gaps if of == post.id], calendar) for post in posts
        ),
        next=next_after(posts, cursor),
    )


def cover_of(post_id: str, org: str, gaps: list[Gap], calendar: Calendar) -> CoverOut:
    """A post's time at risk."""
    risk = time_at_risk(gaps, calendar)
    told = tuple(GapOut(from_at=gap.from_at, until_at=gap.until_at) for gap in gaps)
    return CoverOut(post_id=post_id, org=org, working_days=risk.working_days, hours=risk.hours, gaps=told)


def _gap(row: Row[Any], now: datetime) -> Gap:
    until_at = now if row.until_at is None else datetime.fromisoformat(row.until_at)
    return Gap(datetime.fromisoformat(row.from_at), until_at)
