"""Posts over HTTP: establishing them, and putting A and B on them."""

from __future__ import annotations

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict

from services.casework.domain.post import POST, AssignPost, EstablishPost
from services.casework.domain.staff import STAFF
from services.casework.domain.substitutes import DISTRICT, SUBSTITUTES, NameSubstitute
from services.casework.domain.types import PostId
from services.casework.views import post as view
from shared.contracts.casework.post import PostKind
from shared.kernel.actors import Role
from shared.kernel.decider import Step
from shared.kernel.refusals import Refusal
from shared.runtime.act import Done
from shared.runtime.desk import Desk
from shared.runtime.http import Call, Query, Routes
from shared.runtime.pages import cursor_of, next_after

READERS = (
    *(Role.EXAMINER, Role.APPROVER, Role.CLERK, Role.CENTRE_DIRECTOR),
    *(Role.SUPERVISOR, Role.DEPARTMENT, Role.AUDITOR, Role.ADMIN),
)


class PostOut(BaseModel):
    """A post; `holder` (A) and `substitute` (B) are staff ids."""

    model_config = ConfigDict(from_attributes=True)

    id: str
    org: str
    kind: PostKind
    title_zh: str
    title_en: str
    holder: str | None = None
    substitute: str | None = None


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
        named = NameSubstitute(post_id=PostId(call.id), substitute=call.body.substitute)
        return await call.execute(
            Step(POST, call.id, call.body, related=tuple(STAFF.ref(person) for person in call.body.people)),
            Step(SUBSTITUTES, DISTRICT, named),
        )

    @to.query("/v1/posts", *READERS, answer=PostPage, parameters=("org", "after", "limit"))
    async def posts(query: Query) -> PostPage | Refusal:
        """List posts, all or those of one centre or department."""
        cursor, org = cursor_of(query), query.parameters.get("org")
        if isinstance(cursor, Refusal):
            return cursor
        statement, where = (view.PAGE, {}) if org is None else (view.PAGE_OF_ORG, {"org": org})
        rows = desk.views.rows(statement, after=cursor.after, limit=cursor.limit, **where)
        return PostPage(
            posts=tuple(PostOut.model_validate(row) for row in rows),
            next=next_after(rows, cursor),
        )

    return to.router
