"""Applications for rewards with what was posted, confirmed and paid of each. Amounts are in fen.

`points` of `counted` totals are left of the panel's scores; `posted` is what the last notice says.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from functools import cache

from sqlalchemy import JSON, Boolean, Column, Date, Index, Integer, MetaData, Select, String, Table, bindparam, select

from shared.contracts.grants.reward_application import (
    RewardAccountCorrected,
    RewardApplied,
    RewardClawbackOrdered,
    RewardConfirmed,
    RewardForfeited,
    RewardFrozen,
    RewardIneligible,
    RewardMoved,
    RewardNotGranted,
    RewardPaid,
    RewardPaymentReturned,
    RewardRecovered,
    RewardReleased,
    RewardReported,
)
from shared.contracts.grants.reward_round import RewardNoticed
from shared.kernel.envelope import Recorded
from shared.runtime.views import Change, View


class RewardState(StrEnum):
    """Where an application stands."""

    ENTERED = "ENTERED"
    INELIGIBLE = "INELIGIBLE"
    GRANTED = "GRANTED"
    NOT_GRANTED = "NOT_GRANTED"
    PAID = "PAID"
    REPORTED = "REPORTED"
    ASKED_BACK = "ASKED_BACK"
    FORFEITED = "FORFEITED"


TABLES = MetaData()
REWARD = Table(
    "reward_application",
    TABLES,
    Column("id", String, primary_key=True),
    Column("position", Integer, nullable=False, unique=True),
    Column("state", String, nullable=False),
    Column("year", Integer, nullable=False),
    Column("association_id", String, nullable=False),
    Column("account", String, nullable=False),
    Column("account_ref", String, nullable=False),
    Column("failed", JSON),
    Column("frozen", Boolean, nullable=False),
    Column("points", Integer),
    Column("counted", Integer),
    Column("tier", String),
    Column("posted", Integer),
    Column("amount", Integer),
    Column("pay_due_on", Date),
    Column("returned_on", Date),
    Column("report_due_on", Date),
    Column("recovered", Integer, nullable=False),
)
Index("reward_by_association", REWARD.c.association_id, REWARD.c.position)

_APPLIED_WITH = ("id", "position", "state", "year", "association_id", "account", "account_ref")
_APPLY = REWARD.insert().values(**{name: bindparam(name) for name in _APPLIED_WITH}, frozen=False, recovered=0)
_OF = REWARD.update().where(REWARD.c.id == bindparam("of"))
_STAND = _OF.values(state=bindparam("new_state"))
_FAIL = _OF.values(state=RewardState.INELIGIBLE.value, failed=bindparam("rules", type_=JSON))
_POST = _OF.values(
    points=bindparam("sum"), counted=bindparam("number"), tier=bindparam("letter"), posted=bindparam("fen")
)
_TAKE_DOWN = (
    REWARD.update()
    .where(REWARD.c.year == bindparam("of_year", type_=Integer))
    .values(points=None, counted=None, tier=None, posted=None)
)
_CONFIRM = _OF.values(state=RewardState.GRANTED.value, amount=bindparam("fen"), pay_due_on=bindparam("day"))
_PAY = _OF.values(state=RewardState.PAID.value, report_due_on=bindparam("day"), returned_on=None)
_TAKE_BACK = _OF.values(
    state=RewardState.GRANTED.value,
    returned_on=bindparam("day"),
    pay_due_on=bindparam("due_on"),
    report_due_on=None,
)
_CORRECT = _OF.values(account=bindparam("kind"), account_ref=bindparam("number"))
_FREEZE = _OF.values(frozen=bindparam("held"))
_MOVE = _OF.values(association_id=bindparam("to"))
_RECOVER = _OF.values(recovered=REWARD.c.recovered + bindparam("fen", type_=Integer))

ONE = select(REWARD).where(REWARD.c.id == bindparam("of"))
_FILTERS = {
    "year": REWARD.c.year == bindparam("year", type_=Integer),
    "association_id": REWARD.c.association_id == bindparam("association_id"),
    "state": REWARD.c.state == bindparam("state"),
}
FILTERS = tuple(_FILTERS)
_PAGE = (
    select(REWARD).where(REWARD.c.position > bindparam("after")).order_by(REWARD.c.position).limit(bindparam("limit"))
)
_AWARDED = (RewardState.GRANTED, RewardState.PAID, RewardState.REPORTED, RewardState.ASKED_BACK)
AWARDED = _PAGE.where(REWARD.c.state.in_([state.value for state in _AWARDED]))
"""A page of what was awarded and not forfeited."""


@cache
def page(*filters: str) -> Select[tuple[object, ...]]:
    """A page of applications in the order in which they came in."""
    return _PAGE.where(*(_FILTERS[name] for name in filters))


def _applied(recorded: Recorded[RewardApplied]) -> Iterator[Change]:
    event = recorded.event
    place = {"id": recorded.aggregate.id, "position": recorded.position, "state": RewardState.ENTERED.value}
    account = {"account": event.account.value, "account_ref": event.account_ref}
    yield _APPLY, {**place, **account, "year": event.year, "association_id": event.association_id}


def _ineligible(recorded: Recorded[RewardIneligible]) -> Iterator[Change]:
    yield _FAIL, {"of": recorded.aggregate.id, "rules": [rule.value for rule in recorded.event.failed]}


def _noticed(recorded: Recorded[RewardNoticed]) -> Iterator[Change]:
    yield _TAKE_DOWN, {"of_year": int(recorded.aggregate.id)}
    for award in recorded.event.awards:
        score = {"sum": award.points, "number": award.counted, "letter": award.tier}
        yield _POST, {"of": award.application_id, **score, "fen": award.amount.amount}


def _confirmed(recorded: Recorded[RewardConfirmed]) -> Iterator[Change]:
    event = recorded.event
    yield _CONFIRM, {"of": recorded.aggregate.id, "fen": event.amount.amount, "day": event.pay_due_on}


def _paid(recorded: Recorded[RewardPaid]) -> Iterator[Change]:
    yield _PAY, {"of": recorded.aggregate.id, "day": recorded.event.report_due_on}


def _returned(recorded: Recorded[RewardPaymentReturned]) -> Iterator[Change]:
    event = recorded.event
    yield _TAKE_BACK, {"of": recorded.aggregate.id, "day": event.returned_on, "due_on": event.pay_due_on}


def _corrected(recorded: Recorded[RewardAccountCorrected]) -> Iterator[Change]:
    event = recorded.event
    yield _CORRECT, {"of": recorded.aggregate.id, "kind": event.account.value, "number": event.account_ref}


def _frozen(recorded: Recorded[RewardFrozen] | Recorded[RewardReleased]) -> Iterator[Change]:
    yield _FREEZE, {"of": recorded.aggregate.id, "held": isinstance(recorded.event, RewardFrozen)}


def _moved(recorded: Recorded[RewardMoved]) -> Iterator[Change]:
    yield _MOVE, {"of": recorded.aggregate.id, "to": recorded.event.to_association}


def _recovered(recorded: Recorded[RewardRecovered]) -> Iterator[Change]:
    yield _RECOVER, {"of": recorded.aggregate.id, "fen": recorded.event.amount.amount}


def _not_granted(recorded: Recorded[RewardNotGranted]) -> Iterator[Change]:
    yield _STAND, {"of": recorded.aggregate.id, "new_state": RewardState.NOT_GRANTED.value}


def _reported(recorded: Recorded[RewardReported]) -> Iterator[Change]:
    yield _STAND, {"of": recorded.aggregate.id, "new_state": RewardState.REPORTED.value}


def _asked_back(recorded: Recorded[RewardClawbackOrdered]) -> Iterator[Change]:
    yield _STAND, {"of": recorded.aggregate.id, "new_state": RewardState.ASKED_BACK.value}


def _forfeited(recorded: Recorded[RewardForfeited]) -> Iterator[Change]:
    yield _STAND, {"of": recorded.aggregate.id, "new_state": RewardState.FORFEITED.value}


VIEW = View(
    name="reward_application",
    tables=TABLES,
    on={
        RewardApplied: _applied,
        RewardIneligible: _ineligible,
        RewardNoticed: _noticed,
        RewardConfirmed: _confirmed,
        RewardNotGranted: _not_granted,
        RewardPaid: _paid,
        RewardPaymentReturned: _returned,
        RewardAccountCorrected: _corrected,
        RewardReported: _reported,
        RewardClawbackOrdered: _asked_back,
        RewardRecovered: _recovered,
        RewardFrozen: _frozen,
        RewardReleased: _frozen,
        RewardMoved: _moved,
        RewardForfeited: _forfeited,
    },
)
