"""Rounds of rewards: the call, and the public notice while it is in force. Amounts are in fen."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

from sqlalchemy import JSON, Column, Date, Integer, MetaData, String, Table, bindparam, select

from shared.contracts.grants.reward_round import (
    ObjectionOutcome,
    RewardCallOpened,
    RewardNoticed,
    RewardObjectionReviewed,
    RewardRoundConfirmed,
)
from shared.kernel.envelope import Recorded
from shared.runtime.views import Change, View


class RoundState(StrEnum):
    """Where a round stands."""

    CALLED = "CALLED"
    NOTICED = "NOTICED"
    CONFIRMED = "CONFIRMED"


TABLES = MetaData()
ROUND = Table(
    "reward_round",
    TABLES,
    Column("id", String, primary_key=True),
    Column("position", Integer, nullable=False, unique=True),
    Column("state", String, nullable=False),
    Column("called_on", Date, nullable=False),
    Column("apply_until_on", Date, nullable=False),
    Column("budget", Integer, nullable=False),
    Column("tiers", JSON, nullable=False),
    Column("awards", JSON),
    Column("noticed_on", Date),
    Column("notice_until_on", Date),
    Column("pay_due_on", Date),
)
_CALLED_WITH = ("id", "position", "state", "called_on", "apply_until_on", "budget", "tiers")
_CALL = ROUND.insert().values(**{name: bindparam(name) for name in _CALLED_WITH})
_OF = ROUND.update().where(ROUND.c.id == bindparam("of"))
_NOTICE = _OF.values(
    state=RoundState.NOTICED.value,
    awards=bindparam("posted", type_=JSON),
    noticed_on=bindparam("first"),
    notice_until_on=bindparam("last"),
)
_TAKE_DOWN = _OF.values(state=RoundState.CALLED.value)
_CONFIRM = _OF.values(state=RoundState.CONFIRMED.value, pay_due_on=bindparam("day"))

PAGE = select(ROUND).where(ROUND.c.position > bindparam("after")).order_by(ROUND.c.position).limit(bindparam("limit"))
CALLS_ON = select(ROUND).where(ROUND.c.called_on <= bindparam("day"), ROUND.c.apply_until_on >= bindparam("day"))
"""Calls under which applications come in on a day."""
NOTICES_ON = select(ROUND).where(
    ROUND.c.state == RoundState.NOTICED.value,
    ROUND.c.noticed_on <= bindparam("day"),
    ROUND.c.notice_until_on >= bindparam("day"),
)
"""Notices in force on a day."""


def _called(recorded: Recorded[RewardCallOpened]) -> Iterator[Change]:
    event = recorded.event
    place = {"id": recorded.aggregate.id, "position": recorded.position, "state": RoundState.CALLED.value}
    tiers = [tier.model_dump(mode="json") for tier in event.tiers]
    days = {"called_on": event.called_on, "apply_until_on": event.apply_until_on}
    yield _CALL, {**place, **days, "budget": event.budget.amount, "tiers": tiers}


def _noticed(recorded: Recorded[RewardNoticed]) -> Iterator[Change]:
    event = recorded.event
    posted = [award.model_dump(mode="json", exclude_none=True) for award in event.awards]
    yield _NOTICE, {"of": recorded.aggregate.id, "posted": posted, "first": event.from_on, "last": event.until_on}


def _reviewed(recorded: Recorded[RewardObjectionReviewed]) -> Iterator[Change]:
    if recorded.event.outcome is not ObjectionOutcome.DISMISSED:
        yield _TAKE_DOWN, {"of": recorded.aggregate.id}


def _confirmed(recorded: Recorded[RewardRoundConfirmed]) -> Iterator[Change]:
    yield _CONFIRM, {"of": recorded.aggregate.id, "day": recorded.event.pay_due_on}


VIEW = View(
    name="reward_round",
    tables=TABLES,
    on={
        RewardCallOpened: _called,
        RewardNoticed: _noticed,
        RewardObjectionReviewed: _reviewed,
        RewardRoundConfirmed: _confirmed,
    },
)
