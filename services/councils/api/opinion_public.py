"""Opinions without a token: raised from home, followed and rated by number and code; themes and answers for all."""

from __future__ import annotations

from datetime import date

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict

from services.councils.api.opinion import OpinionIn, committee_of, raised
from services.councils.api.opinion_words import OpinionCodeIn, proven, words_of
from services.councils.domain.opinion import OPINION, Answered, NotRegistered, Routed
from services.councils.domain.opinion_commands import RateAnswer
from services.councils.domain.opinion_refusals import OpinionUnknown
from services.councils.views import opinion as view
from shared.contracts.access import Purpose
from shared.contracts.councils.opinion import OpinionChannel, OpinionRoute
from shared.contracts.intake.rating import Level
from shared.kernel.actors import Actor, ActorId, Role
from shared.kernel.decider import Step
from shared.kernel.refusals import Refusal
from shared.runtime.act import Done
from shared.runtime.desk import Desk
from shared.runtime.http import Call, Query
from shared.runtime.pages import cursor_of, next_after
from shared.runtime.public import PublicRoutes
from shared.runtime.receipts import ReceiptWithCode


class AnswerRatingIn(OpinionCodeIn):
    """What who raised an opinion thinks of the answer."""

    level: Level


class OwnOpinion(BaseModel):
    """What who raised an opinion is told: who goes on with it, and the answer or until when it is owed."""

    answered: bool
    answer_due_on: date
    missed: bool
    route: OpinionRoute | None = None
    to_id: str | None = None
    answer: str | None = None
    level: Level | None = None


class PublicOpinion(BaseModel):
    """A matter that was raised, and what everybody may read of the answer; nothing says who raised it.

    One that had no answer by the end of `answer_due_on` was `missed`, and counts as unanswered until there is one.
    """

    model_config = ConfigDict(from_attributes=True)

    theme: str
    registered_on: date
    answer_due_on: date
    missed: bool
    route: OpinionRoute | None = None
    answered_on: date | None = None
    published: str | None = None


class PublicOpinions(BaseModel):
    """Matters raised with a committee, oldest first; `next` continues after them."""

    opinions: tuple[PublicOpinion, ...]
    next: str | None = None


def routes(desk: Desk) -> APIRouter:
    """Register the routes of opinions that need no token."""
    to = PublicRoutes(desk, "opinions")

    @to.act("/v1/public/opinions", body=OpinionIn, creates=True, answer=ReceiptWithCode)
    async def raise_opinion(call: Call[OpinionIn]) -> Done | Refusal:
        """Raise something with a committee; its number and the code in the answer open it again."""
        return await raised(call, call.body, OpinionChannel.WEB)

    @to.search("/v1/public/opinions/lookup", body=OpinionCodeIn, answer=OwnOpinion, purpose=Purpose.OWN)
    async def look_up(_query: Query, said: OpinionCodeIn) -> OwnOpinion | Refusal:
        """Read what became of one's own opinion."""
        opinion = await proven(desk, said)
        if isinstance(opinion, Refusal | NotRegistered):
            return opinion if isinstance(opinion, Refusal) else OpinionUnknown()
        routed = opinion.routed if isinstance(opinion, Routed | Answered) else None
        answered = isinstance(opinion, Answered)
        return OwnOpinion(
            answered=answered,
            answer_due_on=opinion.facts.answer_due_on,
            missed=opinion.facts.missed,
            route=routed.route if routed else None,
            to_id=routed.to_id if routed else None,
            answer=(await words_of(desk, said.id)).answer if answered else None,
            level=opinion.level if isinstance(opinion, Answered) else None,
        )

    @to.act("/v1/public/opinion-ratings", body=AnswerRatingIn)
    async def rate(call: Call[AnswerRatingIn]) -> Done | Refusal:
        """Say, once, what one thinks of the answer to one's own opinion."""
        opinion = await proven(desk, call.body)
        if isinstance(opinion, Refusal | NotRegistered):
            return opinion if isinstance(opinion, Refusal) else OpinionUnknown()
        proposer = Actor(ActorId(opinion.facts.proposer), Role.RESIDENT)
        step = Step(OPINION, call.body.id, RateAnswer(level=call.body.level), await committee_of(desk, call.body.id))
        return await call.acting(proposer).execute(step)

    @to.public("/v1/public/opinions", answer=PublicOpinions, parameters=("committee_id", "after", "limit"))
    async def opinions(query: Query) -> PublicOpinions | Refusal:
        """List what was raised with a committee, by theme, with what was answered."""
        cursor = cursor_of(query)
        if isinstance(cursor, Refusal):
            return cursor
        where = {"committee_id": query.parameters.get("committee_id", "")}
        rows = desk.views.rows(view.CLUSTERED, **where, after=cursor.after, limit=cursor.limit)
        shown = tuple(PublicOpinion.model_validate(row) for row in rows)
        return PublicOpinions(opinions=shown, next=next_after(rows, cursor))

    return to.router
