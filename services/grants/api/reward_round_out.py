"""What is told of rounds of rewards: to those who run them, and to anybody."""

from __future__ import annotations

from datetime import date
from typing import Any, assert_never

from pydantic import BaseModel
from sqlalchemy import Row

from services.grants.domain.reward_round_state import Begun, Called, Confirmed, Noticed, NotOpened, RewardRound
from services.grants.views.reward_round import RoundState
from shared.contracts.grants.reward_round import (
    Award,
    ObjectionGround,
    ObjectionOutcome,
    PanelMember,
    PartPoints,
    RewardTier,
)
from shared.kernel.money import Money


class PublicCall(BaseModel):
    """A call for applications: until when, for how much in all, and what the tiers are worth."""

    year: str
    called_on: date
    apply_until_on: date
    budget: Money
    tiers: tuple[RewardTier, ...]

    @classmethod
    def of(cls, row: Row[Any]) -> PublicCall:
        """What a row of the view says in public."""
        tiers = tuple(RewardTier.model_validate(tier, strict=False) for tier in row.tiers)
        days = {"called_on": row.called_on, "apply_until_on": row.apply_until_on}
        return cls(year=row.id, **days, budget=Money(amount=row.budget), tiers=tiers)


class PublicCalls(BaseModel):
    """The calls that are open today."""

    calls: tuple[PublicCall, ...]


class PublicAward(BaseModel):
    """What is posted of an association; its score is the average with two places, rounded down."""

    application_id: str
    association_id: str
    score: str
    tier: str | None = None
    amount: Money


class PublicNotice(BaseModel):
    """A notice in force; objections are taken through `until_on`."""

    year: str
    from_on: date
    until_on: date
    awards: tuple[PublicAward, ...]

    @classmethod
    def of(cls, row: Row[Any]) -> PublicNotice:
        """What a row of the view says in public."""
        awards = (Award.model_validate(award, strict=False) for award in row.awards)
        posted = tuple(_posted(award) for award in awards)
        return cls(year=row.id, from_on=row.noticed_on, until_on=row.notice_until_on, awards=posted)


class PublicNotices(BaseModel):
    """The notices that are in force today."""

    notices: tuple[PublicNotice, ...]


class RoundBrief(PublicCall):
    """A round in a list."""

    state: RoundState
    notice_until_on: date | None = None
    pay_due_on: date | None = None

    @classmethod
    def of(cls, row: Row[Any]) -> RoundBrief:
        """What a row of the view says."""
        later = {name: getattr(row, name) for name in ("state", "notice_until_on", "pay_due_on")}
        return cls.model_validate({**dict(PublicCall.of(row)), **later})


class RoundPage(BaseModel):
    """Some rounds; `next` continues after them."""

    rounds: tuple[RoundBrief, ...]
    next: str | None = None


class EntryOut(BaseModel):
    """An application in a round; `totals` are its scores in ascending order, `recused` who had no part in them.

    `parts` are the points of each part of the score, ascending too, where the panel told them.
    """

    application_id: str
    association_id: str
    eligible: bool
    struck: bool
    recused: tuple[str, ...]
    totals: tuple[int, ...] = ()
    parts: tuple[PartPoints, ...] = ()


class ObjectionOut(BaseModel):
    """An objection, until when it is to be reviewed, and what the review led to."""

    objection_id: str
    application_id: str
    ground: ObjectionGround
    document: str
    review_due_on: date
    missed: bool
    outcome: ObjectionOutcome | None = None
    reason: str | None = None


class RoundOut(BaseModel):
    """A round with all that it was decided by."""

    year: str
    state: RoundState
    called_on: date
    apply_until_on: date
    budget: Money
    tiers: tuple[RewardTier, ...]
    panel: tuple[PanelMember, ...]
    entries: tuple[EntryOut, ...]
    objections: tuple[ObjectionOut, ...]
    awards: tuple[Award, ...] = ()
    notice_until_on: date | None = None
    pay_due_on: date | None = None


def score_of(points: int, counted: int) -> str:
    """An average with two places, rounded down, so that none looks like a tier that it does not reach."""
    whole, hundredths = divmod(100 * points // counted, 100)
    return f"{whole}.{hundredths:02}"


def shown(year: str, round_: RewardRound) -> RoundOut | None:
    """A round in a state."""
    if isinstance(round_, NotOpened):
        return None
    book, notice = round_.book, None if isinstance(round_, Called) else round_.notice
    return RoundOut(
        year=year,
        state=_state(round_),
        called_on=book.call.called_on,
        apply_until_on=book.call.apply_until_on,
        budget=Money(amount=book.call.budget.amount),
        tiers=book.call.tiers,
        panel=book.panel,
        entries=tuple(_entry(id_, round_) for id_ in book.entries),
        objections=tuple(_objection(id_, round_) for id_ in book.objections),
        awards=notice.awards if notice else (),
        notice_until_on=notice.until_on if notice else None,
        pay_due_on=round_.confirmed.pay_due_on if isinstance(round_, Confirmed) else None,
    )


def _state(round_: Begun) -> RoundState:
    match round_:
        case Called():
            return RoundState.CALLED
        case Noticed():
            return RoundState.NOTICED
        case Confirmed():
            return RoundState.CONFIRMED
        case _:
            assert_never(round_)


def _entry(id_: str, round_: Begun) -> EntryOut:
    book = round_.book
    entry, scores = book.entries[id_], book.scores.get(id_)
    return EntryOut(
        application_id=id_,
        association_id=entry.association_id,
        eligible=entry.eligible,
        struck=id_ in book.struck,
        recused=tuple(sorted(book.recused_of(entry))),
        totals=scores.totals if scores else (),
        parts=scores.parts or () if scores else (),
    )


def _objection(id_: str, round_: Begun) -> ObjectionOut:
    each = round_.book.objections[id_]
    filed, reviewed = each.filed, each.reviewed
    return ObjectionOut(
        objection_id=id_,
        application_id=filed.application_id,
        ground=filed.ground,
        document=filed.document,
        review_due_on=filed.review_due_on,
        missed=each.missed,
        outcome=reviewed.outcome if reviewed else None,
        reason=reviewed.reason if reviewed else None,
    )


def _posted(award: Award) -> PublicAward:
    return PublicAward(
        application_id=award.application_id,
        association_id=award.association_id,
        score=score_of(award.points, award.counted),
        tier=award.tier,
        amount=award.amount,
    )
