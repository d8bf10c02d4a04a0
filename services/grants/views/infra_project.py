"""Infrastructure projects, each with its statuses by day and its sources. Amounts are in fen."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import JSON, Column, Date, Integer, MetaData, Select, String, Table, bindparam, select

from services.grants.domain.infra_course import InfraStatus
from services.grants.domain.infra_project_state import STAGE_OF, day_of_stage
from shared.contracts.grants.infra_project import (
    ConstructionCompleted,
    ConstructionStarted,
    PremisesContractSigned,
    ProjectAccepted,
    ProjectCancelled,
    ProjectPlanned,
    ProjectResumed,
    ProjectSuspended,
    PutInUse,
    SiteSelected,
    SourceAppliedFor,
    SourceGranted,
    StageEvent,
)
from shared.kernel.envelope import Recorded
from shared.runtime.views import Change, View

TABLES = MetaData()
PROJECT = Table(
    "infra_project",
    TABLES,
    Column("id", String, primary_key=True),
    Column("position", Integer, nullable=False, unique=True),
    Column("title", String, nullable=False),
    Column("holder_kind", String, nullable=False),
    Column("holder_id", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("mode", String, nullable=False),
    Column("area_m2", Integer, nullable=False),
    Column("department", String, nullable=False),
    Column("schedule", JSON, nullable=False),
    Column("document", String, nullable=False),
    Column("provenance", String),
    Column("basis", String),
)
STEP = Table(
    "infra_step",
    TABLES,
    Column("position", Integer, primary_key=True),
    Column("project_id", String, nullable=False, index=True),
    Column("status", String, nullable=False),
    Column("from_on", Date, nullable=False),
    Column("price", Integer),
    Column("provenance", String),
)
SOURCE = Table(
    "infra_source",
    TABLES,
    Column("project_id", String, primary_key=True),
    Column("source_id", String, primary_key=True),
    Column("level", String, nullable=False),
    Column("applied", Integer, nullable=False),
    Column("applied_on", Date, nullable=False),
    Column("granted", Integer),
    Column("granted_on", Date),
    Column("document", String),
    Column("provenance", String),
)

_PLAN = PROJECT.insert().values({column.name: bindparam(column.name, type_=column.type) for column in PROJECT.columns})
_STEP = STEP.insert().values({column.name: bindparam(column.name) for column in STEP.columns})
_LATER = {"granted", "granted_on", "document"}
_APPLY = SOURCE.insert().values(
    {column.name: bindparam(column.name) for column in SOURCE.columns if column.name not in _LATER}
)
_GRANT = (
    SOURCE.update()
    .where(SOURCE.c.project_id == bindparam("of"), SOURCE.c.source_id == bindparam("source"))
    .values(granted=bindparam("fen"), granted_on=bindparam("day"), document=bindparam("paper"))
)

_AS_OF = bindparam("as_of", type_=Date)
_status = (
    select(STEP.c.status)
    .where(STEP.c.project_id == PROJECT.c.id, STEP.c.from_on <= _AS_OF)
    .order_by(STEP.c.position.desc())
    .limit(1)
    .scalar_subquery()
)
_PAGE = (
    select(PROJECT, _status.label("status"))
    .where(PROJECT.c.position > bindparam("after"), _status.is_not(None))
    .order_by(PROJECT.c.position)
    .limit(bindparam("limit"))
)
_FILTERS = {
    "status": _status == bindparam("status"),
    "kind": PROJECT.c.kind == bindparam("kind"),
    "holder_id": PROJECT.c.holder_id == bindparam("holder_id"),
}
FILTERS = tuple(_FILTERS)
STEPS_OF = (
    select(STEP)
    .where(STEP.c.project_id.in_(bindparam("of", expanding=True)), STEP.c.from_on <= _AS_OF)
    .order_by(STEP.c.position)
)
SOURCES_OF = (
    select(SOURCE)
    .where(SOURCE.c.project_id.in_(bindparam("of", expanding=True)), SOURCE.c.applied_on <= _AS_OF)
    .order_by(SOURCE.c.project_id, SOURCE.c.source_id)
)


@cache
def page(*filters: str) -> Select[tuple[object, ...]]:
    """A page of projects with their status `as_of` a day, with parameters `after`, `limit` and those of `filters`."""
    return _PAGE.where(*(_FILTERS[name] for name in filters))


def _planned(recorded: Recorded[ProjectPlanned]) -> Iterator[Change]:
    event = recorded.event
    words = {name: getattr(event, name) for name in ("title", "area_m2", "department", "document", "basis")}
    kinds = {"kind": event.kind.value, "mode": event.mode.value, "provenance": event.provenance}
    holder = {"holder_kind": event.holder.kind.value, "holder_id": event.holder.id}
    schedule = [each.model_dump(mode="json") for each in event.schedule]
    place = {"id": recorded.aggregate.id, "position": recorded.position}
    yield _PLAN, {**place, **words, **kinds, **holder, "schedule": schedule}
    yield _step(recorded, InfraStatus.PLANNED, event.decided_on, event.provenance)


def _step(
    recorded: Recorded[Any],
    status: InfraStatus,
    from_on: date,
    provenance: str | None = None,
    price: int | None = None,
) -> Change:
    place = {"project_id": recorded.aggregate.id, "position": recorded.position}
    return _STEP, {**place, "status": status.value, "from_on": from_on, "price": price, "provenance": provenance}


def _moved(recorded: Recorded[StageEvent]) -> Iterator[Change]:
    event = recorded.event
    contract = event if isinstance(event, PremisesContractSigned | ConstructionStarted) else None
    price = contract.price.amount if contract else None
    status = InfraStatus(STAGE_OF[type(event)].value)
    yield _step(recorded, status, day_of_stage(event), event.provenance, price)


def _suspended(recorded: Recorded[ProjectSuspended]) -> Iterator[Change]:
    yield _step(recorded, InfraStatus.SUSPENDED, recorded.event.suspended_on)


def _resumed(recorded: Recorded[ProjectResumed]) -> Iterator[Change]:
    yield _step(recorded, InfraStatus(recorded.event.stage.value), recorded.event.resumed_on)


def _cancelled(recorded: Recorded[ProjectCancelled]) -> Iterator[Change]:
    yield _step(recorded, InfraStatus.CANCELLED, recorded.event.cancelled_on)


def _applied(recorded: Recorded[SourceAppliedFor]) -> Iterator[Change]:
    event = recorded.event
    words = {"source_id": event.source_id, "level": event.level.value, "provenance": event.provenance}
    money = {"applied": event.amount.amount, "applied_on": event.applied_on}
    yield _APPLY, {"project_id": recorded.aggregate.id, **words, **money}


def _granted(recorded: Recorded[SourceGranted]) -> Iterator[Change]:
    event = recorded.event
    words = {"source": event.source_id, "day": event.granted_on, "paper": event.document}
    yield _GRANT, {"of": recorded.aggregate.id, **words, "fen": event.amount.amount}


VIEW = View(
    name="infra_project",
    tables=TABLES,
    on={
        ProjectPlanned: _planned,
        SiteSelected: _moved,
        PremisesContractSigned: _moved,
        ConstructionStarted: _moved,
        ConstructionCompleted: _moved,
        ProjectAccepted: _moved,
        PutInUse: _moved,
        ProjectSuspended: _suspended,
        ProjectResumed: _resumed,
        ProjectCancelled: _cancelled,
        SourceAppliedFor: _applied,
        SourceGranted: _granted,
    },
)
