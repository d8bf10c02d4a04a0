"""Activities: what is to come, what was held, and how residents rated it, in totals alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from sqlalchemy import Column, Date, Index, Integer, MetaData, Select, String, Table, bindparam, or_, select

from services.associations.domain.association_state import Stage
from services.associations.views.association import ASSOCIATION, Value
from shared.contracts.associations.activity import (
    ActivityCalledOff,
    ActivityPlanned,
    ActivityRated,
    ActivityReported,
    RatingCodesIssued,
)
from shared.contracts.intake.rating import Level
from shared.kernel.envelope import Recorded
from shared.runtime.views import Change, View

PLANNED, CALLED_OFF, HELD = "PLANNED", "CALLED_OFF", "HELD"
LEVELS = tuple(level.value.lower() for level in Level)

TABLES = MetaData()
ACTIVITY = Table(
    "activity",
    TABLES,
    Column("id", String, primary_key=True),
    Column("position", Integer, nullable=False),
    Column("state", String, nullable=False),
    Column("association_id", String, nullable=False),
    Column("community_id", String, nullable=False),
    Column("lineage_id", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("title", String, nullable=False),
    Column("place", String, nullable=False),
    Column("on", Date, nullable=False),
    Column("attended", Integer),
    Column("residents", Integer),
    Column("cost_fen", Integer),
    Column("rate_by_on", Date),
    Column("cast", Integer),
    *(Column(level, Integer) for level in LEVELS),
)
Index("activity_by_association", ACTIVITY.c.association_id, ACTIVITY.c.position)
Index("activity_by_day", ACTIVITY.c.state, ACTIVITY.c.on)

_TOLD = ("id", "position", "state", "association_id", "community_id", "lineage_id", "kind", "title", "place", "on")
_OF_HELD = ("attended", "residents", "cost_fen")
_PLAN = ACTIVITY.insert().values({name: bindparam(name) for name in _TOLD})
_REPORT = ACTIVITY.insert().prefix_with("OR REPLACE").values({name: bindparam(name) for name in _TOLD + _OF_HELD})
_BY_ID = ACTIVITY.c.id == bindparam("of")
_CALL_OFF = ACTIVITY.update().where(_BY_ID).values(state=CALLED_OFF)
_CODES = ACTIVITY.update().where(_BY_ID).values(rate_by_on=bindparam("until"))
_RATE = (
    ACTIVITY.update()
    .where(_BY_ID)
    .values({"cast": bindparam("new_cast"), **{level: bindparam(f"new_{level}") for level in LEVELS}})
)

_ACTIVE = (Stage.FILED.value, Stage.REGISTERED.value)
_SUSPENDED_UNTIL = ASSOCIATION.c.suspended_until_on
_NOT_SUSPENDED = or_(_SUSPENDED_UNTIL.is_(None), ACTIVITY.c.on > _SUSPENDED_UNTIL)

# --- questions --------------------------------------------------------------

_FILTERS = {
    "association_id": ACTIVITY.c.association_id == bindparam("association_id"),
    "lineage_id": ACTIVITY.c.lineage_id == bindparam("lineage_id"),
    "community_id": ACTIVITY.c.community_id == bindparam("community_id"),
    "kind": ACTIVITY.c.kind == bindparam("kind"),
}
FILTERS = tuple(_FILTERS)
_PAGE = (
    select(ACTIVITY, ASSOCIATION.c.name_zh)
    .join(ASSOCIATION, ASSOCIATION.c.id == ACTIVITY.c.association_id)
    .where(ACTIVITY.c.position > bindparam("after"))
    .order_by(ACTIVITY.c.position)
    .limit(bindparam("limit"))
)


@cache
def page(*filters: str) -> Select[tuple[object, ...]]:
    """A page of activities in the order in which they were announced or told."""
    return _PAGE.where(*(_FILTERS[name] for name in filters))


@cache
def to_come(*filters: str) -> Select[tuple[object, ...]]:
    """A page of those that are announced for `today` or later by who stands, and is not suspended on that day."""
    announced = (ACTIVITY.c.state == PLANNED, ACTIVITY.c.on >= bindparam("today", type_=Date))
    return page(*filters).where(*announced, ASSOCIATION.c.stage.in_(_ACTIVE), _NOT_SUSPENDED)


@cache
def held(*filters: str) -> Select[tuple[object, ...]]:
    """A page of those that were held."""
    return page(*filters).where(ACTIVITY.c.state == HELD)


# --- how each event changes it ----------------------------------------------


def _told(recorded: Recorded[ActivityPlanned] | Recorded[ActivityReported]) -> Mapping[str, Value]:
    event = recorded.event
    whose = event.model_dump(include={"association_id", "community_id", "lineage_id"})
    return {"id": recorded.aggregate.id, "position": recorded.position, **whose, **event.programme.model_dump()}


def _planned(recorded: Recorded[ActivityPlanned]) -> Iterator[Change]:
    yield _PLAN, {**_told(recorded), "state": PLANNED, "on": recorded.event.planned_on}


def _reported(recorded: Recorded[ActivityReported]) -> Iterator[Change]:
    event = recorded.event
    people = {"attended": event.attended, "residents": event.residents, "cost_fen": event.cost.amount}
    yield _REPORT, {**_told(recorded), **people, "state": HELD, "on": event.held_on}


def _called_off(recorded: Recorded[ActivityCalledOff]) -> Iterator[Change]:
    yield _CALL_OFF, {"of": recorded.aggregate.id}


def _codes(recorded: Recorded[RatingCodesIssued]) -> Iterator[Change]:
    yield _CODES, {"of": recorded.aggregate.id, "until": recorded.event.rate_by_on}


def _rated(recorded: Recorded[ActivityRated]) -> Iterator[Change]:
    said = {f"new_{level}": number for level, number in recorded.event.totals.model_dump().items()}
    yield _RATE, {"of": recorded.aggregate.id, "new_cast": recorded.event.cast, **said}


VIEW = View(
    name="activity",
    tables=TABLES,
    on={
        ActivityPlanned: _planned,
        ActivityReported: _reported,
        ActivityCalledOff: _called_off,
        RatingCodesIssued: _codes,
        ActivityRated: _rated,
    },
)
