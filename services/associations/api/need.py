"""Needs over HTTP: registered, taken up and answered; the words are for who asks and who may help."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Annotated

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from services.associations.api.matter import CENTRE, PARTY, READERS
from services.associations.api.need_words import CODE, NeedWords, words_of
from services.associations.domain.association import ASSOCIATION
from services.associations.domain.association_acting import not_of_centre
from services.associations.domain.community import COMMUNITY
from services.associations.domain.need import NEED, AnswerNeed, NotRegistered, RegisterNeed, TakeNeedUp, no_helper
from services.associations.domain.need_refusals import NeedUnknown
from services.associations.domain.types import GivenId
from services.associations.views import need as view
from services.associations.views.need import NeedState
from shared.contracts.access import Purpose
from shared.contracts.associations.need import NeedKind, TakerKind
from shared.kernel.actors import Role
from shared.kernel.decider import Step
from shared.kernel.ids import AggregateRef
from shared.kernel.personal import Personal
from shared.kernel.refusals import Refusal
from shared.runtime.act import Done
from shared.runtime.desk import Desk
from shared.runtime.history import History, history_of
from shared.runtime.http import Call, Empty, Query, Routes
from shared.runtime.pages import cursor_of, next_after
from shared.runtime.receipts import ReceiptWithCode

Text = Annotated[str, Field(min_length=1, max_length=1000)]
HELPERS = (Role.CLERK, *CENTRE, Role.UNIT_DELEGATE, Role.ASSOCIATION_OFFICER)


class NeedIn(BaseModel):
    """What is needed, in a community."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    community_id: GivenId
    kind: NeedKind
    words: Text


class OwnNeedIn(NeedIn):
    """The same at the counter: of an association, or of founders where none is named."""

    association_id: GivenId | None = None


class NeedAnswerIn(BaseModel):
    """What is answered."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    answer: Text


class NeedOut(BaseModel):
    """Where a need stands; `missed` where its last day passed without an answer."""

    model_config = ConfigDict(from_attributes=True)

    id: str
    state: NeedState
    association_id: str | None = None
    community_id: str
    kind: str
    registered_on: date
    answer_due_on: date
    missed: bool
    taker_kind: TakerKind | None = None
    taker_id: str | None = None
    answered_on: date | None = None


class NeedPage(BaseModel):
    """Some needs, oldest first; `next` continues after them."""

    needs: tuple[NeedOut, ...]
    next: str | None = None


def routes(desk: Desk) -> APIRouter:
    """Register the routes of needs."""
    to = Routes(desk, "needs")

    @to.command("/v1/needs", *PARTY, body=OwnNeedIn, creates=True, answer=ReceiptWithCode)
    async def register(call: Call[OwnNeedIn]) -> Done | Refusal:
        """Register what an association needs, or founders at the counter (培育需求登记)."""
        return await registered(call, call.body.association_id)

    @to.command("/v1/needs/{id}/taking-up", *HELPERS)
    async def take_up(call: Call[Empty]) -> Done | Refusal:
        """Take a need up: for the centre, a unit or a hub association (认领)."""
        given = await _given(call.desk, call.id, call.actor.org)
        if isinstance(given, Refusal):
            return given
        return await call.execute(Step(NEED, call.id, TakeNeedUp(), given))

    @to.command("/v1/needs/{id}/answer", *HELPERS, body=NeedAnswerIn)
    async def answer(call: Call[NeedAnswerIn]) -> Done | Refusal:
        """Answer a need that one's own body took up."""
        need = await desk.state(NEED, call.id)
        if isinstance(need, NotRegistered):
            return NeedUnknown()
        sealed = Personal[str].of(need.need.asked_by, call.body.answer)
        return await call.execute(Step(NEED, call.id, AnswerNeed(answer=sealed)))

    @to.query("/v1/needs", *READERS, Role.UNIT_DELEGATE, answer=NeedPage, parameters=(*view.FILTERS, "after", "limit"))
    async def needs(query: Query) -> NeedPage | Refusal:
        """List needs by community, association, kind, state, or who took them up; without their words."""
        cursor = cursor_of(query)
        if isinstance(cursor, Refusal):
            return cursor
        filters = {name: query.parameters[name] for name in view.FILTERS if name in query.parameters}
        rows = desk.views.rows(view.page(*filters), after=cursor.after, limit=cursor.limit, **filters)
        return NeedPage(needs=tuple(NeedOut.model_validate(row) for row in rows), next=next_after(rows, cursor))

    @to.query("/v1/needs/{id}/words", *HELPERS, answer=NeedWords, purpose=Purpose.ANSWERING)
    async def words(query: Query) -> NeedWords | Refusal:
        """Read what is needed and what was answered, as who asked or as who may help."""
        return await _words(query)

    @to.query("/v1/needs/{id}/history", *READERS, answer=History)
    async def history(query: Query) -> History | None:
        """List what happened to a need, from the log."""
        return await history_of(desk.executor, NEED.ref(query.id))

    return to.router


async def registered(call: Call[NeedIn] | Call[OwnNeedIn], association_id: str | None) -> Done | Refusal:
    """Register a need; the code in the answer is for who asked."""
    id_, vault, said = call.new_id("need"), call.desk.vault, call.body
    asked_by = await vault.enrol(CODE, id_)
    command = RegisterNeed(
        association_id=association_id,
        community_id=said.community_id,
        kind=said.kind,
        asked_by=asked_by,
        words=Personal[str].of(asked_by, said.words),
    )
    given = () if association_id is None else (ASSOCIATION.ref(association_id),)
    result = await call.execute(Step(NEED, id_, command, (COMMUNITY.ref(said.community_id), *given)))
    return result if isinstance(result, Refusal) else replace(result, code=vault.code(CODE, id_))


async def _given(desk: Desk, need_id: str, org: str) -> tuple[AggregateRef, ...] | Refusal:
    """What a decision of a helper is given: the community, and the association that may be a hub."""
    need = await desk.state(NEED, need_id)
    if isinstance(need, NotRegistered):
        return NeedUnknown()
    helper = (ASSOCIATION.ref(org),) if org else ()
    return (COMMUNITY.ref(need.need.community_id), *helper)


async def _words(query: Query) -> NeedWords | Refusal:
    need = await query.desk.state(NEED, query.id)
    given = await _given(query.desk, query.id, query.actor.org)
    if isinstance(given, Refusal) or isinstance(need, NotRegistered):
        return given if isinstance(given, Refusal) else NeedUnknown()
    context = await query.desk.context(query.actor, *given)
    asks = query.actor.role is Role.ASSOCIATION_OFFICER and query.actor.org == need.need.association_id
    refusal = None if asks else not_of_centre(need.need.community_id, context) or no_helper(need.need, context)
    return refusal or await words_of(query.desk, query.id)
