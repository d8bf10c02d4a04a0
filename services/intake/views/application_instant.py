"""What was served by one act at a window: whether casework made a decision of it, or why not."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

from sqlalchemy import Column, Date, Index, Integer, MetaData, String, Table, bindparam, select

from services.intake.views.application import APPLICATION
from shared.contracts.intake.application import ResultReceived
from shared.contracts.intake.application_instant import DecidedAtWindow, WindowDecisionDeclined
from shared.kernel.envelope import Recorded
from shared.runtime.views import Change, View


class InstantState(StrEnum):
    """What became of an act at a window."""

    DECIDED = "DECIDED"
    """Casework has not answered yet."""
    DONE = "DONE"
    """It is a decision, and its result was handed over."""
    DECLINED = "DECLINED"
    """Casework made no decision of it: the case takes the ordinary way."""


TABLES = MetaData()
INSTANT = Table(
    "instant",
    TABLES,
    Column("id", String, primary_key=True),
    Column("state", String, nullable=False),
    Column("outcome", String, nullable=False),
    Column("post_id", String, nullable=False),
    Column("acted_as", String, nullable=False),
    Column("decided_on", Date, nullable=False),
    Column("declined_for", String),
    Column("position", Integer, nullable=False),
)
Index("instant_by_state", INSTANT.c.state, INSTANT.c.position)

_BY_ID = INSTANT.c.id == bindparam("of")
_DECIDE = INSTANT.insert().values({c.name: bindparam(c.name) for c in INSTANT.columns if not c.nullable})
_DONE = (
    INSTANT.update().where(_BY_ID, INSTANT.c.state == InstantState.DECIDED.value).values(state=InstantState.DONE.value)
)
_DECLINE = (
    INSTANT.update().where(_BY_ID).values(state=InstantState.DECLINED.value, declined_for=bindparam("refused_for"))
)

_OF_APPLICATION = ("hall_id", "window_id", "item_code", "voucher_number", "case_id")
_SHOWN = select(INSTANT, *(APPLICATION.c[name] for name in _OF_APPLICATION)).join(
    APPLICATION, APPLICATION.c.id == INSTANT.c.id
)
ONE = _SHOWN.where(_BY_ID)
PAGE = (
    _SHOWN.where(
        APPLICATION.c.hall_id == bindparam("hall_id"),
        INSTANT.c.state == bindparam("state"),
        INSTANT.c.position > bindparam("after"),
    )
    .order_by(INSTANT.c.position)
    .limit(bindparam("limit"))
)


def _decided(recorded: Recorded[DecidedAtWindow]) -> Iterator[Change]:
    event = recorded.event
    place = {"id": recorded.aggregate.id, "position": recorded.position, "state": InstantState.DECIDED.value}
    told = {"post_id": event.post_id, "decided_on": event.decided_on}
    yield _DECIDE, {**place, **told, "outcome": event.outcome.value, "acted_as": event.acted_as.value}


def _result(recorded: Recorded[ResultReceived]) -> Iterator[Change]:
    yield _DONE, {"of": recorded.aggregate.id}


def _declined(recorded: Recorded[WindowDecisionDeclined]) -> Iterator[Change]:
    yield _DECLINE, {"of": recorded.aggregate.id, "refused_for": recorded.event.slug}


VIEW = View(
    name="instant",
    tables=TABLES,
    on={DecidedAtWindow: _decided, ResultReceived: _result, WindowDecisionDeclined: _declined},
)
