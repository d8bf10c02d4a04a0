"""Resolutions without a token: what was resolved and how far it is, which notices run, and what its proposer finds."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from services.councils.api.opinion_words import OpinionCodeIn, proven
from services.councils.api.resolution import ResolutionOut, ResolutionPage, page, shown
from services.councils.api.resolution_steps import verdict
from services.councils.api.topic import TopicOut
from services.councils.api.topic import shown as topic_shown
from services.councils.domain.opinion import NotRegistered
from services.councils.domain.opinion_refusals import OpinionUnknown
from services.councils.views import meeting as meeting_view
from services.councils.views import pact as pact_view
from services.councils.views import resolution as view
from services.councils.views import topic as topic_view
from shared.contracts.councils.resolution import Verifier, Words
from shared.kernel.actors import Actor, ActorId, Role
from shared.kernel.instants import day_of
from shared.kernel.refusals import Refusal
from shared.runtime.act import Done
from shared.runtime.desk import Desk
from shared.runtime.http import Call, Query
from shared.runtime.public import PublicRoutes


class ProposerVerdictIn(OpinionCodeIn):
    """Whether what came of one's own opinion was carried out, and why not."""

    resolution_id: Annotated[str, Field(min_length=1, max_length=80)]
    accepted: bool
    reason: Words | None = None


class CalledMeeting(BaseModel):
    """A meeting to which residents are called, about which topics or appraisals and with which papers."""

    id: str
    kind: meeting_view.Kind
    begins_at: datetime
    place: str
    agenda: tuple[str, ...]
    material: tuple[str, ...]
    emergency: bool


class PostedPact(BaseModel):
    """The draft of a residents' pact, before their assembly decides on it."""

    model_config = ConfigDict(from_attributes=True)

    edition: int
    text: str
    posted_until_on: date


class Notices(BaseModel):
    """What is posted on `day`: calls, results, resolutions that may be objected to, and the draft of a pact."""

    day: date
    meetings: tuple[CalledMeeting, ...]
    pact: PostedPact | None = None
    topics: tuple[TopicOut, ...]
    resolutions: tuple[ResolutionOut, ...]


def routes(desk: Desk) -> APIRouter:
    """Register the routes of resolutions that need no token."""
    to = PublicRoutes(desk, "resolutions")

    @to.public("/v1/public/resolutions", answer=ResolutionPage, parameters=("committee_id", "after", "limit"))
    async def resolutions(query: Query) -> ResolutionPage | Refusal:
        """List what a committee resolved, and how far each of it is."""
        return page(desk, query)

    @to.public("/v1/public/notices", answer=Notices, parameters=("committee_id",))
    async def notices(query: Query) -> Notices:
        """List the notices of a committee that run today; one that is over is gone."""
        today = day_of(await desk.executor.clock.now())
        where = {"committee_id": query.parameters.get("committee_id", ""), "day": today}
        called = tuple(_called(row) for row in desk.views.rows(meeting_view.AHEAD, **where))
        posted = tuple(topic_shown(row) for row in desk.views.rows(topic_view.POSTED, **where))
        resolved = tuple(shown(desk, row) for row in desk.views.rows(view.POSTED, **where))
        draft = desk.views.row(pact_view.POSTED, **where)
        pact = PostedPact.model_validate(draft) if draft else None
        return Notices(day=today, meetings=called, pact=pact, topics=posted, resolutions=resolved)

    @to.act("/v1/public/resolution-verdicts", body=ProposerVerdictIn)
    async def judge(call: Call[ProposerVerdictIn]) -> Done | Refusal:
        """Find what came of one's own opinion carried out, or say why not (验收)."""
        body, opinion = call.body, await proven(desk, call.body)
        if isinstance(opinion, Refusal | NotRegistered):
            return opinion if isinstance(opinion, Refusal) else OpinionUnknown()
        proposer = opinion.facts.proposer
        acting = call.acting(Actor(ActorId(proposer), Role.RESIDENT))
        return await verdict(acting, body.resolution_id, Verifier.PROPOSER, proposer, body.accepted, body.reason)

    return to.router


def _called(row: meeting_view.MeetingRow) -> CalledMeeting:
    told = {name: row._mapping[name] for name in CalledMeeting.model_fields}
    return CalledMeeting(**told | {"begins_at": datetime.fromisoformat(row.begins_at)})
