"""Premises as their newest survey found them, with the community that their committee lies in."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from sqlalchemy import Column, Date, Integer, MetaData, Select, String, Table, bindparam, func, select
from sqlalchemy.dialects.sqlite import insert

from shared.contracts.grants.committee import CommitteeAssignmentKnown
from shared.contracts.grants.premises import PremisesSurveyed, PremisesTargetMissed
from shared.kernel.envelope import Recorded
from shared.runtime.views import Change, View

TABLES = MetaData()
PREMISES = Table(
    "premises",
    TABLES,
    Column("id", String, primary_key=True),
    Column("position", Integer, nullable=False, unique=True),
    Column("community_id", String),
    Column("committee_id", String),
    Column("address", String, nullable=False),
    Column("use", String, nullable=False),
    Column("area_m2", Integer, nullable=False),
    Column("condition", String, nullable=False),
    Column("owner", String, nullable=False),
    Column("surveyed_on", Date, nullable=False),
    Column("provenance", String),
    Column("target_m2", Integer),
)
PLACE = Table(
    "premises_place",
    TABLES,
    Column("committee_id", String, primary_key=True),
    Column("community_id", String, nullable=False),
)
_FIRST = ("id", "position")
_survey = insert(PREMISES).values({column.name: bindparam(column.name) for column in PREMISES.columns})
_SURVEY = _survey.on_conflict_do_update(
    index_elements=["id"],
    set_={column.name: _survey.excluded[column.name] for column in PREMISES.columns if column.name not in _FIRST},
    where=_survey.excluded.surveyed_on >= PREMISES.c.surveyed_on,
)
_MISS = (
    PREMISES.update()
    .where(PREMISES.c.id == bindparam("of"), PREMISES.c.surveyed_on == bindparam("day"))
    .values(target_m2=bindparam("target"))
)
_place = insert(PLACE).values(committee_id=bindparam("committee_id"), community_id=bindparam("community_id"))
_PLACE = _place.on_conflict_do_update(
    index_elements=["committee_id"], set_={"community_id": _place.excluded.community_id}
)

_community = func.coalesce(PREMISES.c.community_id, PLACE.c.community_id)
_SHOWN = [column for column in PREMISES.columns if column.name != "community_id"]
_PAGE = (
    select(*_SHOWN, _community.label("community_id"))
    .select_from(PREMISES.outerjoin(PLACE, PLACE.c.committee_id == PREMISES.c.committee_id))
    .where(PREMISES.c.position > bindparam("after"))
    .order_by(PREMISES.c.position)
    .limit(bindparam("limit"))
)
_FILTERS = {
    "community_id": _community == bindparam("community_id"),
    "committee_id": PREMISES.c.committee_id == bindparam("committee_id"),
    "condition": PREMISES.c.condition == bindparam("condition"),
}
FILTERS = tuple(_FILTERS)

STATISTICS = (
    select(
        PREMISES.c.use,
        PREMISES.c.condition,
        func.count().label("premises"),
        func.sum(PREMISES.c.area_m2).label("area_m2"),
        func.count(PREMISES.c.target_m2).label("below_target"),
    )
    .group_by(PREMISES.c.use, PREMISES.c.condition)
    .order_by(PREMISES.c.use, PREMISES.c.condition)
)
"""How many there are of each use and condition, what they measure together, and how many miss their target."""


@cache
def page(*filters: str) -> Select[tuple[object, ...]]:
    """A page of premises in the order of their entry, with parameters `after`, `limit` and those of `filters`."""
    return _PAGE.where(*(_FILTERS[name] for name in filters))


def _surveyed(recorded: Recorded[PremisesSurveyed]) -> Iterator[Change]:
    event = recorded.event
    words = {name: getattr(event, name) for name in ("community_id", "committee_id", "address", "area_m2")}
    kinds = {"use": event.use.value, "condition": event.condition.value, "owner": event.owner.value}
    when = {"surveyed_on": event.surveyed_on, "provenance": event.provenance, "target_m2": None}
    yield _SURVEY, {"id": recorded.aggregate.id, "position": recorded.position, **words, **kinds, **when}


def _missed(recorded: Recorded[PremisesTargetMissed]) -> Iterator[Change]:
    event = recorded.event
    yield _MISS, {"of": recorded.aggregate.id, "day": event.surveyed_on, "target": event.target_m2}


def _placed(recorded: Recorded[CommitteeAssignmentKnown]) -> Iterator[Change]:
    event = recorded.event
    yield _PLACE, {"committee_id": event.committee_id, "community_id": event.community_id}


VIEW = View(
    name="premises",
    tables=TABLES,
    on={PremisesSurveyed: _surveyed, PremisesTargetMissed: _missed, CommitteeAssignmentKnown: _placed},
)
