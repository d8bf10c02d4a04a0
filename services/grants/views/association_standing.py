"""Associations as grants knows them: track, since when, and whether money may reach them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from sqlalchemy import Column, Date, Integer, MetaData, Select, String, Table, bindparam, select

from services.grants.domain.association_standing_state import Standing
from shared.contracts.associations.association_ending import SanctionKind
from shared.contracts.grants.association_standing import (
    AssociationEndKnown,
    AssociationExcluded,
    AssociationKnown,
    AssociationSanctionKnown,
    AssociationSuspensionEnded,
)
from shared.kernel.envelope import Recorded
from shared.runtime.views import Change, View

TABLES = MetaData()
ASSOCIATION = Table(
    "association_standing",
    TABLES,
    Column("id", String, primary_key=True),
    Column("position", Integer, nullable=False, unique=True),
    Column("standing", String, nullable=False),
    Column("track", String, nullable=False),
    Column("community_id", String, nullable=False),
    Column("lineage_id", String, nullable=False),
    Column("since_on", Date, nullable=False),
    Column("excluded_until", Date),
)
_KNOWN_WITH = tuple(column.name for column in ASSOCIATION.columns if column.name != "excluded_until")
_KNOW = ASSOCIATION.insert().values(**{name: bindparam(name) for name in _KNOWN_WITH})
_OF = ASSOCIATION.update().where(ASSOCIATION.c.id == bindparam("of"))
_STAND = _OF.values(standing=bindparam("new_standing"))
_EXCLUDE = _OF.values(excluded_until=bindparam("until_on"))

_FILTERS = {
    "community_id": ASSOCIATION.c.community_id == bindparam("community_id"),
    "standing": ASSOCIATION.c.standing == bindparam("standing"),
}
FILTERS = tuple(_FILTERS)
_PAGE = (
    select(ASSOCIATION)
    .where(ASSOCIATION.c.position > bindparam("after"))
    .order_by(ASSOCIATION.c.position)
    .limit(bindparam("limit"))
)


@cache
def page(*filters: str) -> Select[tuple[object, ...]]:
    """A page of associations in the order in which they became known."""
    return _PAGE.where(*(_FILTERS[name] for name in filters))


def _known(recorded: Recorded[AssociationKnown]) -> Iterator[Change]:
    event = recorded.event
    words = {"track": event.track.value, "community_id": event.community_id, "lineage_id": event.lineage_id}
    place = {"id": recorded.aggregate.id, "position": recorded.position, "standing": Standing.ACTIVE.value}
    yield _KNOW, {**place, **words, "since_on": event.since_on}


def _sanctioned(recorded: Recorded[AssociationSanctionKnown]) -> Iterator[Change]:
    if recorded.event.kind is SanctionKind.SUSPENSION:
        yield _STAND, {"of": recorded.aggregate.id, "new_standing": Standing.SUSPENDED.value}


def _suspension_over(recorded: Recorded[AssociationSuspensionEnded]) -> Iterator[Change]:
    yield _STAND, {"of": recorded.aggregate.id, "new_standing": Standing.ACTIVE.value}


def _ended(recorded: Recorded[AssociationEndKnown]) -> Iterator[Change]:
    yield _STAND, {"of": recorded.aggregate.id, "new_standing": Standing.ENDED.value}


def _excluded(recorded: Recorded[AssociationExcluded]) -> Iterator[Change]:
    yield _EXCLUDE, {"of": recorded.aggregate.id, "until_on": recorded.event.until_on}


VIEW = View(
    name="association_standing",
    tables=TABLES,
    on={
        AssociationKnown: _known,
        AssociationSanctionKnown: _sanctioned,
        AssociationSuspensionEnded: _suspension_over,
        AssociationEndKnown: _ended,
        AssociationExcluded: _excluded,
    },
)
