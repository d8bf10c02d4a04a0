"""Applications for rewards over HTTP: applying, payment, the report on the use, and an association's own score."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from typing import Any, TypeVar

from fastapi import APIRouter
from pydantic import BaseModel
from sqlalchemy import Row

from services.grants.api.filters import filters_of
from services.grants.api.reward_round_out import score_of
from services.grants.domain.association_merits import Merits, merits_of
from services.grants.domain.association_standing import ASSOCIATION_STANDING, NoteEngagement, of_lineage
from services.grants.domain.association_standing_state import Engagement, NotKnown
from services.grants.domain.parties import NotTheAssociation
from services.grants.domain.reward_application import REWARD_APPLICATION, applicant_of
from services.grants.domain.reward_application_commands import (
    ApplyForReward,
    CorrectRewardAccount,
    PayReward,
    RecoverReward,
    ReportReward,
    ReturnRewardPayment,
    RewardApplicationCommand,
)
from services.grants.domain.reward_application_state import NotApplied
from services.grants.domain.reward_round import REWARD_ROUND
from services.grants.domain.reward_round_commands import EnterApplication
from services.grants.domain.reward_round_state import NotOpened, RewardRound
from services.grants.views import reward_application as view
from services.grants.views.reward_application import RewardState
from shared.contracts.grants.association_standing import EngagementKind, RatingTotals
from shared.contracts.grants.reward_application import AccountKind, EligibilityRule
from shared.contracts.grants.reward_round import PartPoints
from shared.kernel.actors import Role
from shared.kernel.decider import Step
from shared.kernel.money import Money
from shared.kernel.refusals import Refusal
from shared.runtime.act import Done
from shared.runtime.desk import Desk
from shared.runtime.history import History, history_of
from shared.runtime.http import Call, Query
from shared.runtime.pages import cursor_of, next_after
from shared.runtime.questions import Questions
from shared.runtime.refusals import InvalidParameter

C = TypeVar("C", bound=RewardApplicationCommand)

APPLICANTS = (Role.ASSOCIATION_OFFICER, Role.CLERK)
OFFICERS = (Role.FUND_OFFICER, Role.CLERK, Role.CENTRE_DIRECTOR, Role.SUPERVISOR, Role.AUDITOR, Role.ADMIN)
_FEN = ("posted", "amount")


class RewardOut(BaseModel):
    """An application; `score` and `posted` are what the last notice said, `amount` is what was confirmed; asked for
    alone, it says of which `parts` the posted score is the sum, where the panel told.

    `failed` are the rules that it breaks, where it is not eligible; `returned_on` is the day on which the bank sent the
    payment back, until it is made again. It goes into `account_ref`, the account of `account`.
    """

    id: str
    state: RewardState
    year: int
    association_id: str
    account: AccountKind
    account_ref: str
    failed: tuple[EligibilityRule, ...] | None = None
    frozen: bool
    score: str | None = None
    parts: tuple[PartPoints, ...] = ()
    tier: str | None = None
    posted: Money | None = None
    amount: Money | None = None
    pay_due_on: date | None = None
    returned_on: date | None = None
    report_due_on: date | None = None
    recovered: Money

    @classmethod
    def of(cls, row: Row[Any]) -> RewardOut:
        """What a row of the view says."""
        plain = cls.model_fields.keys() - {*_FEN, "score", "parts", "recovered"}
        money = {name: Money(amount=fen) for name in _FEN if (fen := getattr(row, name)) is not None}
        score = None if row.points is None else score_of(row.points, row.counted)
        told = {name: getattr(row, name) for name in plain}
        return cls.model_validate({**told, **money, "score": score, "recovered": Money(amount=row.recovered)})


class RewardPage(BaseModel):
    """Some applications in the order in which they came in; `next` continues after them."""

    applications: tuple[RewardOut, ...]
    next: str | None = None


class MeritsOut(BaseModel):
    """What an association did in the year of the round, in numbers: activities, how many came, residents among them.

    `satisfaction` is the average of all ratings by residents who attended, from 5.00 down, of as many activities as
    were `rated`; of needs, those count that it took up for others as a hub.
    """

    year: int
    activities: int
    attended: int
    residents: int
    rated: int
    ratings: RatingTotals
    satisfaction: str | None = None
    needs_taken_up: int
    needs_answered: int
    needs_answered_late: int

    @classmethod
    def of(cls, year: int, merits: Merits) -> MeritsOut:
        """The numbers of a year."""
        average = score_of(merits.points, merits.cast) if merits.cast else None
        told = {each.name: getattr(merits, each.name) for each in fields(merits)}
        return cls(year=year, satisfaction=average, **told)


class PublicReward(BaseModel):
    """What an association was awarded in a year."""

    year: int
    association_id: str
    tier: str
    amount: Money


class PublicRewards(BaseModel):
    """Some awards; `next` continues after them."""

    rewards: tuple[PublicReward, ...]
    next: str | None = None


def _parts_posted(row: Row[Any], round_: RewardRound) -> tuple[PartPoints, ...]:
    """What the posted score is the sum of; of a score that was given since and is not posted nothing is told."""
    scores = None if isinstance(round_, NotOpened) else round_.book.scores.get(row.id)
    if scores is None or (scores.points, scores.counted) != (row.points, row.counted):
        return ()
    return scores.parts or ()


def routes(desk: Desk) -> APIRouter:
    """Register the routes of applications."""
    to = Questions(desk, "reward applications")

    @to.command("/v1/reward-applications", *APPLICANTS, body=ApplyForReward, creates=True)
    async def apply(call: Call[ApplyForReward]) -> Done | Refusal:
        """Apply for a reward (申报): in one act the application is in its round, and the association remembers it."""
        id_, body = call.new_id("reward-application"), call.body
        association = await desk.state(ASSOCIATION_STANDING, body.association_id)
        looked_at = (REWARD_ROUND.ref(str(body.year)), *of_lineage(body.association_id, association))
        entered = EnterApplication(application_id=id_, association_id=body.association_id)
        engaged = NoteEngagement(engagement=Engagement(kind=EngagementKind.REWARD, id=id_))
        return await call.execute(
            Step(REWARD_APPLICATION, id_, body, looked_at),
            Step(REWARD_ROUND, str(body.year), entered),
            Step(ASSOCIATION_STANDING, body.association_id, engaged),
        )

    @to.command("/v1/reward-applications/{id}/payment", Role.FUND_OFFICER, body=PayReward)
    async def pay(call: Call[PayReward]) -> Done | Refusal:
        """Record that the reward was paid (拨付)."""
        return await _of_applicant(call)

    @to.command("/v1/reward-applications/{id}/returned-payments", Role.FUND_OFFICER, body=ReturnRewardPayment)
    async def take_back(call: Call[ReturnRewardPayment]) -> Done | Refusal:
        """Record that the bank sent the payment back: the reward is to be paid again (退汇)."""
        return await _of_applicant(call)

    @to.command("/v1/reward-applications/{id}/account", *APPLICANTS, body=CorrectRewardAccount)
    async def correct(call: Call[CorrectRewardAccount]) -> Done | Refusal:
        """Say into which other account the reward is to be paid (更正账户)."""
        return await _of_applicant(call)

    @to.command("/v1/reward-applications/{id}/report", *APPLICANTS, body=ReportReward)
    async def report(call: Call[ReportReward]) -> Done | Refusal:
        """Say what the reward was spent on (使用报告)."""
        return await call.execute(Step(REWARD_APPLICATION, call.id, call.body))

    @to.command("/v1/reward-applications/{id}/recoveries", Role.FUND_OFFICER, body=RecoverReward)
    async def recover(call: Call[RecoverReward]) -> Done | Refusal:
        """Record that money that was asked back has come in (追回)."""
        return await call.execute(Step(REWARD_APPLICATION, call.id, call.body))

    @to.query("/v1/reward-applications/{id}", *OFFICERS, Role.ASSOCIATION_OFFICER, answer=RewardOut)
    async def application(query: Query) -> RewardOut | Refusal | None:
        """Show an application with its score, once that is posted; an association sees its own."""
        row = desk.views.row(view.ONE, of=query.id)
        if row is None:
            return None
        if query.actor.role is Role.ASSOCIATION_OFFICER and query.actor.org != row.association_id:
            return NotTheAssociation(association_id=row.association_id)
        round_ = await desk.state(REWARD_ROUND, str(row.year))
        return RewardOut.of(row).model_copy(update={"parts": _parts_posted(row, round_)})

    @to.query("/v1/reward-applications/{id}/merits", *OFFICERS, Role.PANEL, Role.ASSOCIATION_OFFICER, answer=MeritsOut)
    async def merits(query: Query) -> MeritsOut | Refusal | None:
        """Show what the panel scores by: what the association did in the year (业绩); an association sees its own."""
        application = await desk.state(REWARD_APPLICATION, query.id)
        if isinstance(application, NotApplied):
            return None
        year, of = application.file.applied.year, application.file.association_id
        if query.actor.role is Role.ASSOCIATION_OFFICER and query.actor.org != of:
            return NotTheAssociation(association_id=of)
        refs = of_lineage(of, await desk.state(ASSOCIATION_STANDING, of))
        states = [await desk.state(ASSOCIATION_STANDING, ref.id) for ref in refs]
        records = [state.record for state in states if not isinstance(state, NotKnown)]
        return MeritsOut.of(year, merits_of(year, records))

    @to.query("/v1/reward-applications/{id}/history", *OFFICERS, answer=History)
    async def history(query: Query) -> History | None:
        """List what happened to an application, from the log."""
        return await history_of(desk.executor, REWARD_APPLICATION.ref(query.id))

    @to.query(
        "/v1/reward-applications",
        *(*OFFICERS, Role.ASSOCIATION_OFFICER),
        answer=RewardPage,
        parameters=(*view.FILTERS, "after", "limit"),
    )
    async def applications(query: Query) -> RewardPage | Refusal:
        """List applications by year, association or state; an association sees its own."""
        cursor, filters = cursor_of(query), filters_of(query, view.FILTERS, state=RewardState)
        if isinstance(cursor, Refusal):
            return cursor
        if isinstance(filters, Refusal):
            return filters
        if not filters.get("year", "0").isdecimal():
            return InvalidParameter(name="year")
        if query.actor.role is Role.ASSOCIATION_OFFICER:
            filters["association_id"] = query.actor.org
        rows = desk.views.rows(view.page(*filters), after=cursor.after, limit=cursor.limit, **filters)
        return RewardPage(applications=tuple(RewardOut.of(row) for row in rows), next=next_after(rows, cursor))

    @to.public("/v1/public/rewards", answer=PublicRewards, parameters=("after", "limit"))
    async def public_rewards(query: Query) -> PublicRewards | Refusal:
        """List what associations were awarded."""
        cursor = cursor_of(query)
        if isinstance(cursor, Refusal):
            return cursor
        rows = desk.views.rows(view.AWARDED, after=cursor.after, limit=cursor.limit)
        return PublicRewards(rewards=tuple(_awarded(row) for row in rows), next=next_after(rows, cursor))

    return to.router


async def _of_applicant(call: Call[C]) -> Done | Refusal:
    """A payment, its return and another account look at the association."""
    application = await call.desk.state(REWARD_APPLICATION, call.id)
    return await call.execute(Step(REWARD_APPLICATION, call.id, call.body, applicant_of(application)))


def _awarded(row: Row[Any]) -> PublicReward:
    amount = Money(amount=row.amount)
    return PublicReward(year=row.year, association_id=row.association_id, tier=row.tier, amount=amount)
