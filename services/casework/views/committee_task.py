"""Committee tasks: who asked which committee for what, under which contract, and what became of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from functools import cache

from sqlalchemy import Boolean, Column, Date, Index, Integer, MetaData, Select, String, Table, bindparam, select

from shared.contracts.casework.committee_task import (
    CommitteeTaskRefused,
    CommitteeTaskRegularised,
    CommitteeTaskReported,
    CommitteeTaskRequested,
    RegularisationMissed,
)
from shared.kernel.envelope import Recorded
from shared.runtime.views import Change, View


class CommitteeTaskState(StrEnum):
    """Where a task stands."""

    REQUESTED = "REQUESTED"
    REFUSED = "REFUSED"
    REPORTED = "REPORTED"


TABLES = MetaData()
TASK = Table(
    "committee_task",
    TABLES,
    Column("id", String, primary_key=True),
    Column("position", Integer, nullable=False, unique=True),
    Column("state", String, nullable=False),
    Column("committee_id", String, nullable=False),
    Column("code", String, nullable=False),
    Column("quantity", Integer, nullable=False),
    Column("requested_by", String, nullable=False),
    Column("requested_on", Date, nullable=False),
    Column("contract_id", String),
    Column("case_id", String),
    Column("regularise_by", Date),
    Column("missed", Boolean, nullable=False),
    Column("reported", Integer),
    Column("done_on", Date),
)
Index("committee_task_by_committee", TASK.c.committee_id, TASK.c.position)
Index("committee_task_by_case", TASK.c.case_id, TASK.c.position)

_REQUESTED_WITH = tuple(CommitteeTaskRequested.model_fields)
_REQUEST = TASK.insert().values(
    **{name: bindparam(name) for name in ("id", "position", *_REQUESTED_WITH)},
    state=CommitteeTaskState.REQUESTED.value,
    missed=False,
)
_OF = TASK.update().where(TASK.c.id == bindparam("of"))
_REGULARISE = _OF.values(contract_id=bindparam("under"))
_MISS = _OF.values(missed=True)
_REFUSE = _OF.values(state=CommitteeTaskState.REFUSED.value)
_REPORT = _OF.values(state=CommitteeTaskState.REPORTED.value, reported=bindparam("so_much"), done_on=bindparam("day"))

ONE = select(TASK).where(TASK.c.id == bindparam("of"))
_FILTERS = {name: TASK.c[name] == bindparam(name) for name in ("committee_id", "requested_by", "case_id", "state")}
FILTERS = tuple(_FILTERS)
_PAGE = select(TASK).where(TASK.c.position > bindparam("after")).order_by(TASK.c.position).limit(bindparam("limit"))


@cache
def page(*filters: str) -> Select[tuple[object, ...]]:
    """A page of tasks in the order of their request, with parameters `after`, `limit` and those of `filters`."""
    return _PAGE.where(*(_FILTERS[name] for name in filters))


def _requested(recorded: Recorded[CommitteeTaskRequested]) -> Iterator[Change]:
    told: Mapping[str, object] = dict(recorded.event)
    yield _REQUEST, {**told, "id": recorded.aggregate.id, "position": recorded.position}


def _regularised(recorded: Recorded[CommitteeTaskRegularised]) -> Iterator[Change]:
    yield _REGULARISE, {"of": recorded.aggregate.id, "under": recorded.event.contract_id}


def _missed(recorded: Recorded[RegularisationMissed]) -> Iterator[Change]:
    yield _MISS, {"of": recorded.aggregate.id}


def _refused(recorded: Recorded[CommitteeTaskRefused]) -> Iterator[Change]:
    yield _REFUSE, {"of": recorded.aggregate.id}


def _reported(recorded: Recorded[CommitteeTaskReported]) -> Iterator[Change]:
    yield _REPORT, {"of": recorded.aggregate.id, "so_much": recorded.event.quantity, "day": recorded.event.done_on}


VIEW = View(
    name="committee-task",
    tables=TABLES,
    on={
        CommitteeTaskRequested: _requested,
        CommitteeTaskRegularised: _regularised,
        RegularisationMissed: _missed,
        CommitteeTaskRefused: _refused,
        CommitteeTaskReported: _reported,
    },
)
