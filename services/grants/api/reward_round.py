"""Rounds of rewards over HTTP: the call, the panel, scores, the notice, objections, and what anybody may read of it."""

from __future__ import annotations

from datetime import date
from typing import TypeVar

from fastapi import APIRouter

from services.grants.api.reward_round_out import (
    PublicCall,
    PublicCalls,
    PublicNotice,
    PublicNotices,
    RoundBrief,
    RoundOut,
    RoundPage,
    shown,
)
from services.grants.domain.association_standing import ASSOCIATION_STANDING
from services.grants.domain.reward_application import REWARD_APPLICATION
from services.grants.domain.reward_application_commands import ConfirmReward
from services.grants.domain.reward_round import REWARD_ROUND
from services.grants.domain.reward_round_commands import (
    ConfirmRewards,
    FormPanel,
    GiveScores,
    ObjectToReward,
    OpenRewardCall,
    PostRewardNotice,
    RecuseMember,
    ReviewRewardObjection,
    RewardRoundCommand,
)
from services.grants.domain.reward_round_state import NotOpened
from services.grants.views import reward_round as view
from shared.kernel.actors import Role
from shared.kernel.decider import Step
from shared.kernel.instants import day_of
from shared.kernel.refusals import Refusal
from shared.runtime import as_of
from shared.runtime.act import Done
from shared.runtime.as_of import Held
from shared.runtime.desk import Desk
from shared.runtime.history import History, history_of
from shared.runtime.http import Call, Empty, Query
from shared.runtime.pages import cursor_of, next_after
from shared.runtime.questions import Questions

C = TypeVar("C", bound=RewardRoundCommand)

OFFICERS = (Role.FUND_OFFICER, Role.ADMIN)
READERS = (*OFFICERS, Role.PANEL, Role.CLERK, Role.CENTRE_DIRECTOR, Role.SUPERVISOR, Role.AUDITOR)


def routes(desk: Desk) -> APIRouter:
    """Register the routes of rounds."""
    to = Questions(desk, "reward rounds")

    @to.command("/v1/reward-rounds", *OFFICERS, body=OpenRewardCall, creates=True)
    async def open_call(call: Call[OpenRewardCall]) -> Done | Refusal:
        """Call for the year's applications (申报通知)."""
        return await call.execute(Step(REWARD_ROUND, str(call.body.year), call.body))

    @to.command("/v1/reward-rounds/{id}/panel", *OFFICERS, body=FormPanel)
    async def form_panel(call: Call[FormPanel]) -> Done | Refusal:
        """Say who scores (评审组)."""
        return await _tell(call)

    @to.command("/v1/reward-rounds/{id}/recusals", *OFFICERS, Role.PANEL, body=RecuseMember)
    async def recuse(call: Call[RecuseMember]) -> Done | Refusal:
        """Let a member have no part in the score of an application (回避)."""
        return await _tell(call)

    @to.command("/v1/reward-rounds/{id}/scores", *OFFICERS, body=GiveScores)
    async def score(call: Call[GiveScores]) -> Done | Refusal:
        """Give all totals of an application, in any order (评分)."""
        return await _tell(call)

    @to.command("/v1/reward-rounds/{id}/notice", *OFFICERS)
    async def post(call: Call[Empty]) -> Done | Refusal:
        """Post what each is to get (公示)."""
        return await call.execute(Step(REWARD_ROUND, call.id, PostRewardNotice()))

    @to.command("/v1/reward-rounds/{id}/objections", Role.ASSOCIATION_OFFICER, Role.CLERK, body=ObjectToReward)
    async def object_(call: Call[ObjectToReward]) -> Done | Refusal:
        """Object to what was posted: an association to its own, anybody at the counter (异议)."""
        who_asks = ASSOCIATION_STANDING.ref(call.actor.org)
        return await call.execute(Step(REWARD_ROUND, call.id, call.body, related=(who_asks,)))

    @to.command("/v1/reward-rounds/{id}/objection-reviews", *OFFICERS, Role.SUPERVISOR, body=ReviewRewardObjection)
    async def review(call: Call[ReviewRewardObjection]) -> Done | Refusal:
        """Say what the review of an objection leads to (复核)."""
        return await _tell(call)

    @to.command("/v1/reward-rounds/{id}/confirmation", *OFFICERS)
    async def confirm(call: Call[Empty]) -> Done | Refusal:
        """Let stand what was posted, of the round and of each application in one act (确认)."""
        round_ = await desk.state(REWARD_ROUND, call.id)
        entries = () if isinstance(round_, NotOpened) else tuple(round_.book.entries)
        looked_at = (REWARD_ROUND.ref(call.id),)
        each = (Step(REWARD_APPLICATION, id_, ConfirmReward(application_id=id_), looked_at) for id_ in entries)
        return await call.execute(Step(REWARD_ROUND, call.id, ConfirmRewards()), *each)

    @to.query("/v1/reward-rounds/{id}", *READERS, answer=RoundOut, parameters=as_of.PARAMETERS)
    async def round_(query: Query) -> RoundOut | Refusal | None:
        """Show a round with its panel and scores: now, as it held on a day, as it was known at a moment."""
        found = await as_of.held(query, REWARD_ROUND)
        return shown(query.id, found.state) if isinstance(found, Held) else found

    @to.query("/v1/reward-rounds/{id}/history", *READERS, answer=History)
    async def history(query: Query) -> History | None:
        """List what happened to a round, from the log."""
        return await history_of(desk.executor, REWARD_ROUND.ref(query.id))

    @to.query("/v1/reward-rounds", *READERS, answer=RoundPage, parameters=("after", "limit"))
    async def rounds(query: Query) -> RoundPage | Refusal:
        """List the rounds, oldest first."""
        cursor = cursor_of(query)
        if isinstance(cursor, Refusal):
            return cursor
        rows = desk.views.rows(view.PAGE, after=cursor.after, limit=cursor.limit)
        return RoundPage(rounds=tuple(RoundBrief.of(row) for row in rows), next=next_after(rows, cursor))

    @to.public("/v1/public/reward-calls", answer=PublicCalls)
    async def public_calls(query: Query) -> PublicCalls:
        """List the calls under which applications come in today."""
        rows = desk.views.rows(view.CALLS_ON, day=await _today(query))
        return PublicCalls(calls=tuple(PublicCall.of(row) for row in rows))

    @to.public("/v1/public/reward-notices", answer=PublicNotices)
    async def public_notices(query: Query) -> PublicNotices:
        """List the notices that are in force today, each with what it posts."""
        rows = desk.views.rows(view.NOTICES_ON, day=await _today(query))
        return PublicNotices(notices=tuple(PublicNotice.of(row) for row in rows))

    return to.router


async def _tell(call: Call[C]) -> Done | Refusal:
    return await call.execute(Step(REWARD_ROUND, call.id, call.body))


async def _today(query: Query) -> date:
    return day_of(await query.desk.executor.clock.now())
