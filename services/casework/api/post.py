"""Posts over HTTP: establishing them, putting A and B on them, and who was on them when."""

from __future__ import annotations

from datetime import datetime

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict

from services.casework.domain.post import POST
from services.casework.domain.post_commands import AssignPost, EstablishPost
from services.casework.domain.post_state import Assigned, NotEstablished, Post, Substituted, Uncovered
from services.casework.domain.staff import STAFF
from services.casework.domain.substitutes import DISTRICT, SUBSTITUTES, NameSubstitute
from services.casework.domain.types import PostId
from services.casework.views import post as view
from shared.contracts.casework.post import PostKind
from shared.kernel.actors import Role
from shared.kernel.decider import Step
from shared.kernel.refusals import Refusal
from shared.runtime import as_of
from shared.runtime.act import Done
from shared.runtime.as_of import Held
from shared.runtime.desk import Desk
from shared.runtime.history import History, history_of
from shared.runtime.http import Call, Query, Routes
from shared.runtime.pages import cursor_of, next_after

READERS = (
    *(Role.EXAMINER, Role.APPROVER, Role.CLERK, Role.CENTRE_DIRECTOR),
    *(Role.SUPERVISOR, Role.DEPARTMENT, Role.AUDITOR, Role.ADMIN),
)


class PostOut(BaseModel):
    """A post; `holder` (A) and `substitute` (B) are staff ids, and `acting` is who is on it now.

    `acting_since` is when they began to act, as A or in A's place; `substituted_until` when A is expected back;
    `uncovered_since` from when on nobody is on it.
    """

    model_config = ConfigDict(from_attributes=True)

    id: str
    org: str
    kind: PostKind
    title_zh: str
    title_en: str
    hall_id: str | None = None
    window_id: str | None = None
    holder: str | None = None
    substitute: str | None = None
    acting: str | None = None
    acting_since: datetime | None = None
    substituted_until: datetime | None = None
    uncovered_since: datetime | None = None


class PostPage(BaseModel):
    """Some posts in the order of their establishment; `next` continues after them."""

    posts: tuple[PostOut, ...]
    next: str | None = None


def routes(desk: Desk) -> APIRouter:
    """Register the routes of posts."""
    to = Routes(desk, "posts")

    @to.command("/v1/posts", Role.ADMIN, body=EstablishPost, creates=True)
    async def establish(call: Call[EstablishPost]) -> Done | Refusal:
        """Set up a post at a centre or department."""
        return await call.execute(Step(POST, call.new_id("post"), call.body))

    @to.command("/v1/posts/{id}/assignment", Role.ADMIN, Role.CENTRE_DIRECTOR, body=AssignPost)
    async def assign(call: Call[AssignPost]) -> Done | Refusal:
        """Put A and, where there is one, B on the post (AB岗)."""
        body = call.body
        named = NameSubstitute(post_id=PostId(call.id), holder=body.holder, substitute=body.substitute)
        return await call.execute(
            Step(POST, call.id, body, related=tuple(STAFF.ref(person) for person in body.people)),
            Step(SUBSTITUTES, DISTRICT, named),
        )

    @to.query("/v1/posts", *READERS, answer=PostPage, parameters=("org", "after", "limit"))
    async def posts(query: Query) -> PostPage | Refusal:
        """List posts with who is on them now, all or those of one centre or department."""
        cursor, org = cursor_of(query), query.parameters.get("org")
        if isinstance(cursor, Refusal):
            return cursor
        statement, where = (view.PAGE, {}) if org is None else (view.PAGE_OF_ORG, {"org": org})
        rows = desk.views.rows(statement, after=cursor.after, limit=cursor.limit, **where)
        return PostPage(
            posts=tuple(PostOut.model_validate(row) for row in rows),
            next=next_after(rows, cursor),
        )

    @to.query("/v1/posts/{id}", *READERS, answer=PostOut, parameters=as_of.PARAMETERS)
    async def post(query: Query) -> PostOut | Refusal | None:
        """Show a post and who is on it: now, as it was on a day, as it was known at a moment."""
        found = await as_of.held(query, POST)
        return post_at(query.id, found.state) if isinstance(found, Held) else found

    @to.query("/v1/posts/{id}/history", *READERS, answer=History)
    async def history(query: Query) -> History | None:
        """List what happened to a post, from the log: each hand-over with its cause."""
        return await history_of(desk.executor, POST.ref(query.id))

    return to.router


def post_at(id_: str, post: Post) -> PostOut | None:
    """A post as a state of it has it."""
    if isinstance(post, NotEstablished):
        return None
    told = PostOut(id=id_, **post.established.model_dump())
    if not isinstance(post, Assigned):
        return told
    duty = post.duty
    substituted = duty.told if isinstance(duty, Substituted) else None
    return told.model_copy(
        update={
            "holder": post.holder,
            "substitute": post.substitute,
            "acting": post.acting,
            "acting_since": post.acting_since,
            "substituted_until": substituted.until_at if substituted else None,
            "uncovered_since": duty.since if isinstance(duty, Uncovered) else None,
        }
    )
