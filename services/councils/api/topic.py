"""Topics over HTTP: opinions are merged into one, more are taken in, and one that goes nowhere is dropped."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from fastapi import APIRouter
from pydantic import BaseModel

from services.councils.domain import offices
from services.councils.domain.opinion import OPINION
from services.councils.domain.opinion_commands import RouteOpinion
from services.councils.domain.topic import TOPIC
from services.councils.domain.topic_commands import DropTopic, MergeOpinions, OpenTopic
from services.councils.domain.topic_refusals import TopicUnknown
from services.councils.domain.topic_state import NotOpened
from services.councils.domain.types import CommitteeId
from services.councils.views import topic as view
from shared.contracts.councils.opinion import OpinionRoute
from shared.contracts.councils.topic import Option, TopicScope
from shared.kernel.actors import Role
from shared.kernel.decider import Step
from shared.kernel.refusals import Refusal
from shared.runtime.act import Done
from shared.runtime.desk import Desk
from shared.runtime.history import History, history_of
from shared.runtime.http import Call, Query
from shared.runtime.pages import Cursor, cursor_of, next_after
from shared.runtime.questions import Questions

WRITERS = (Role.COMMITTEE, Role.CLERK, Role.ADMIN)
READERS = tuple(Role)


class TopicOut(BaseModel):
    """A topic: its options, how many opinions it comes from, and where it stands."""

    id: str
    committee_id: str
    title: str
    options: tuple[Option, ...]
    scope: TopicScope
    state: view.TopicState
    opinions: int
    supporters: int
    put_by_chair: bool
    opened_on: date
    emergency: str | None = None
    discussed_at: str | None = None
    units_absent: tuple[str, ...] | None = None
    posted_until_on: date | None = None
    reasons: str | None = None
    resolution_id: str | None = None


class TopicPage(BaseModel):
    """Topics of a committee, oldest first; `next` continues after them."""

    topics: tuple[TopicOut, ...]
    next: str | None = None


def routes(desk: Desk) -> APIRouter:
    """Register the routes of topics."""
    to = Questions(desk, "topics")

    @to.command("/v1/topics", *WRITERS, body=OpenTopic, creates=True)
    async def open_topic(call: Call[OpenTopic]) -> Done | Refusal:
        """Merge opinions into a topic; each of them is routed to it."""
        id_, ids = call.new_id("topic"), call.body.opinion_ids
        related = (*offices.refs(call.body.committee_id), *(OPINION.ref(each) for each in ids))
        opened = Step(TOPIC, id_, call.body, related=related)
        return await call.execute(opened, *_routed(ids, id_, call.body.committee_id))

    @to.command("/v1/topics/{id}/opinions", *WRITERS, body=MergeOpinions)
    async def merge(call: Call[MergeOpinions]) -> Done | Refusal:
        """Let more opinions become part of a topic."""
        topic = await desk.state(TOPIC, call.id)
        if isinstance(topic, NotOpened):
            return TopicUnknown()
        new = [id_ for id_ in call.body.opinion_ids if id_ not in topic.opinion_ids]
        committee_id = topic.opened.committee_id
        related = (*offices.refs(committee_id), *(OPINION.ref(each) for each in new))
        return await call.execute(
            Step(TOPIC, call.id, call.body, related=related), *_routed(new, call.id, committee_id)
        )

    @to.command("/v1/topics/{id}/dropping", *WRITERS, body=DropTopic)
    async def drop(call: Call[DropTopic]) -> Done | Refusal:
        """Drop a topic, for reasons that everybody may read."""
        topic = await desk.state(TOPIC, call.id)
        related = () if isinstance(topic, NotOpened) else offices.refs(topic.opened.committee_id)
        return await call.execute(Step(TOPIC, call.id, call.body, related=related))

    @to.query("/v1/topics/{id}", *READERS, answer=TopicOut)
    async def topic(query: Query) -> TopicOut | None:
        """Show a topic."""
        row = desk.views.row(view.ONE, of=query.id)
        return shown(row) if row else None

    @to.query("/v1/topics/{id}/history", *READERS, answer=History)
    async def history(query: Query) -> History | None:
        """List what happened to a topic, from the log."""
        return await history_of(desk.executor, TOPIC.ref(query.id))

    @to.query("/v1/topics", *READERS, answer=TopicPage, parameters=("committee_id", "after", "limit"))
    async def topics(query: Query) -> TopicPage | Refusal:
        """List the topics of a committee."""
        cursor = cursor_of(query)
        return cursor if isinstance(cursor, Refusal) else _page(desk, query, cursor)

    @to.public("/v1/public/topics", answer=TopicPage, parameters=("committee_id", "after", "limit"))
    async def public_topics(query: Query) -> TopicPage | Refusal:
        """List the topics of a committee, for everybody."""
        cursor = cursor_of(query)
        return cursor if isinstance(cursor, Refusal) else _page(desk, query, cursor)

    return to.router


def _routed(opinion_ids: Sequence[str], topic_id: str, committee_id: str) -> tuple[Step, ...]:
    command = RouteOpinion(route=OpinionRoute.TOPIC, to_id=topic_id, committee_id=CommitteeId(committee_id))
    return tuple(
        Step(OPINION, each, command, related=offices.refs(committee_id)) for each in dict.fromkeys(opinion_ids)
    )


def shown(row: view.TopicRow) -> TopicOut:
    """A topic with its options."""
    return TopicOut(**{**row._mapping, "options": view.OPTIONS.validate_json(row.options)})


def _page(desk: Desk, query: Query, cursor: Cursor) -> TopicPage:
    where = {"committee_id": query.parameters.get("committee_id", query.actor.org)}
    rows = desk.views.rows(view.PAGE, **where, after=cursor.after, limit=cursor.limit)
    return TopicPage(topics=tuple(shown(row) for row in rows), next=next_after(rows, cursor))
