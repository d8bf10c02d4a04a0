"""Opinions over HTTP: taken down for somebody at a meeting, a door or the counter, put to their matter and answered."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Annotated

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from services.councils.api.opinion_words import CODE, OpinionWords, words_of
from services.councils.domain import offices
from services.councils.domain.meeting import MEETING
from services.councils.domain.opinion import OPINION, NotRegistered
from services.councils.domain.opinion_commands import AnswerOpinion, ClusterOpinion, RegisterOpinion, RouteOpinion
from services.councils.domain.opinion_refusals import OpinionUnknown, TopicNotRoutedTo
from services.councils.domain.types import CommitteeId, MeetingId
from services.councils.views import opinion as view
from shared.contracts.access import Purpose
from shared.contracts.councils.community import Name
from shared.contracts.councils.opinion import BodyId, OpinionChannel, OpinionRoute
from shared.contracts.councils.resolution import Words
from shared.kernel.actors import Role
from shared.kernel.codes import CodeFault, InvalidCode, phone_number
from shared.kernel.decider import Step
from shared.kernel.ids import AggregateRef
from shared.kernel.personal import Personal, SubjectRef
from shared.kernel.refusals import Refusal
from shared.runtime.act import Done
from shared.runtime.desk import Desk
from shared.runtime.history import History, history_of
from shared.runtime.http import Call, Query, Routes
from shared.runtime.pages import cursor_of, next_after
from shared.runtime.receipts import Receipts, ReceiptWithCode, Several
from shared.runtime.refusals import InvalidParameter

TAKERS = (Role.CLERK, Role.COMMITTEE, Role.ADMIN)
"""Who takes opinions down and goes on with them: the committee, and the counter for it."""
READERS = (*TAKERS, Role.WORKING_COMMITTEE, Role.SUPERVISION_COMMITTEE, Role.SUPERVISOR, Role.AUDITOR)
PHONE = "phone"
"""What who raises something is enrolled by in the vault, where they are not known by their document."""
Text = Annotated[str, Field(min_length=1, max_length=2000)]
LISTS = {"all": view.ALL, "overdue": view.OVERDUE}


class OpinionIn(BaseModel):
    """What somebody raises with a committee, and how to reach them where they want to be."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    committee_id: BodyId
    text: Text
    phone: Annotated[str, Field(max_length=20)] | None = None


class TakenOpinionIn(OpinionIn):
    """The same, taken down by somebody: how it came in, at which meeting, and of whom where they are known."""

    channel: OpinionChannel
    meeting_id: BodyId | None = None
    person_id: SubjectRef | None = None


class ClusterIn(BaseModel):
    """Opinions about the same matter, and what it is called; a theme names nobody."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    theme: Name
    opinions: Annotated[tuple[BodyId, ...], Field(min_length=1, max_length=100)]


class RouteIn(BaseModel):
    """Who goes on with an opinion; it becomes part of a topic where that is opened."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    route: OpinionRoute
    to_id: BodyId | None = None


class OpinionAnswerIn(BaseModel):
    """What is answered, and what everybody may read of it."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    answer: Text
    published: Words | None = None


class OpinionOut(BaseModel):
    """Where an opinion stands; `missed` where the last day passed without an answer."""

    model_config = ConfigDict(from_attributes=True)

    id: str
    committee_id: str
    channel: OpinionChannel
    state: view.OpinionState
    registered_on: date
    answer_due_on: date
    missed: bool
    theme: str | None = None
    route: OpinionRoute | None = None
    to_id: str | None = None
    answered_on: date | None = None
    published: str | None = None
    level: str | None = None


class OpinionPage(BaseModel):
    """Opinions raised with a committee, oldest first; `next` continues after them."""

    opinions: tuple[OpinionOut, ...]
    next: str | None = None


def routes(desk: Desk) -> APIRouter:
    """Register the routes of opinions."""
    to = Routes(desk, "opinions")

    @to.command("/v1/opinions", *TAKERS, body=TakenOpinionIn, creates=True, answer=ReceiptWithCode)
    async def take_down(call: Call[TakenOpinionIn]) -> Done | Refusal:
        """Take an opinion down; the code in the answer is for who raised it."""
        body = call.body
        return await raised(call, body, body.channel, body.meeting_id, body.person_id)

    @to.command("/v1/opinion-clusters", *TAKERS, body=ClusterIn, answer=Receipts)
    async def cluster(call: Call[ClusterIn]) -> Several | Refusal:
        """Put opinions about the same matter together."""

        async def put(each: Call[ClusterIn]) -> Done | Refusal:
            return await each.execute(await _step(desk, each.id, ClusterOpinion(theme=each.body.theme)))

        return await call.each(call.body.opinions, put)

    @to.command("/v1/opinions/{id}/route", *TAKERS, body=RouteIn)
    async def route(call: Call[RouteIn]) -> Done | Refusal:
        """Say who goes on with an opinion, or that nobody does and it is explained."""
        if call.body.route is OpinionRoute.TOPIC:
            return TopicNotRoutedTo()
        return await call.execute(await _step(desk, call.id, RouteOpinion(**dict(call.body))))

    @to.command("/v1/opinions/{id}/answer", *TAKERS, body=OpinionAnswerIn)
    async def answer(call: Call[OpinionAnswerIn]) -> Done | Refusal:
        """Answer an opinion."""
        opinion = await desk.state(OPINION, call.id)
        if isinstance(opinion, NotRegistered):
            return OpinionUnknown()
        words = Personal[str].of(opinion.facts.proposer, call.body.answer)
        command = AnswerOpinion(answer=words, published=call.body.published)
        return await call.execute(await _step(desk, call.id, command))

    @to.query("/v1/opinions/{id}", *READERS, answer=OpinionOut)
    async def opinion(query: Query) -> OpinionOut | None:
        """Show where an opinion stands."""
        row = desk.views.row(view.ONE, of=query.id)
        return OpinionOut.model_validate(row) if row else None

    @to.query("/v1/opinions", *READERS, answer=OpinionPage, parameters=("committee_id", "list", "after", "limit"))
    async def opinions(query: Query) -> OpinionPage | Refusal:
        """List the opinions raised with a committee: `all`, or those that are `overdue`."""
        cursor, said = cursor_of(query), LISTS.get(query.parameters.get("list", "all"))
        if isinstance(cursor, Refusal):
            return cursor
        if said is None:
            return InvalidParameter(name="list")
        where = {"committee_id": query.parameters.get("committee_id", query.actor.org)}
        rows = desk.views.rows(said, **where, after=cursor.after, limit=cursor.limit)
        shown = tuple(OpinionOut.model_validate(row) for row in rows)
        return OpinionPage(opinions=shown, next=next_after(rows, cursor))

    @to.query("/v1/opinions/{id}/words", *TAKERS, answer=OpinionWords, purpose=Purpose.ANSWERING)
    async def words(query: Query) -> OpinionWords | Refusal:
        """Read what was raised and answered, for the committee that it was raised with."""
        found = await desk.state(OPINION, query.id)
        if isinstance(found, NotRegistered):
            return OpinionUnknown()
        context = await desk.context(query.actor, *offices.refs(found.facts.committee_id))
        refusal = offices.of_committee(found.facts.committee_id, context)
        return refusal or await words_of(desk, query.id)

    @to.query("/v1/opinions/{id}/history", *READERS, answer=History)
    async def history(query: Query) -> History | None:
        """List what happened to an opinion, from the log."""
        return await history_of(desk.executor, OPINION.ref(query.id))

    return to.router


async def raised(
    call: Call[OpinionIn] | Call[TakenOpinionIn],
    said: OpinionIn,
    channel: OpinionChannel,
    meeting_id: str | None = None,
    person_id: str | None = None,
) -> Done | Refusal:
    """Register an opinion under a subject of its own where nobody says whose it is, and give its code out."""
    vault, phone = call.desk.vault, None if said.phone is None else phone_number(said.phone)
    if isinstance(phone, CodeFault):
        return InvalidCode(phone)
    proposer = person_id or await (vault.mint() if phone is None else vault.enrol(PHONE, phone))
    id_, meeting = call.new_id("opinion"), None if meeting_id is None else MeetingId(meeting_id)
    command = RegisterOpinion(
        committee_id=CommitteeId(said.committee_id),
        channel=channel,
        proposer=proposer,
        text=Personal[str].of(proposer, said.text),
        contact=None if phone is None else Personal[str].of(proposer, phone),
        meeting_id=meeting,
    )
    related = (*offices.refs(said.committee_id), *((MEETING.ref(meeting),) if meeting else ()))
    result = await call.execute(Step(OPINION, id_, command, related=related))
    return result if isinstance(result, Refusal) else replace(result, code=vault.code(CODE, id_))


async def _step(desk: Desk, id_: str, command: ClusterOpinion | RouteOpinion | AnswerOpinion) -> Step:
    return Step(OPINION, id_, command, related=await committee_of(desk, id_))


async def committee_of(desk: Desk, opinion_id: str) -> tuple[AggregateRef, ...]:
    """What is known of the committee that an opinion was raised with."""
    opinion = await desk.state(OPINION, opinion_id)
    return () if isinstance(opinion, NotRegistered) else offices.refs(opinion.facts.committee_id)
