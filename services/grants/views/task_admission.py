"""Tasks that departments asked to have admitted, and those that are in the assist catalogue."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from functools import cache

from sqlalchemy import Column, Integer, MetaData, Select, String, Table, bindparam, select
from sqlalchemy.dialects.sqlite import insert

from shared.contracts.grants.task_admission import TaskAdmissionApproved, TaskAdmissionRefused, TaskAdmissionRequested
from shared.kernel.envelope import Recorded
from shared.runtime.views import Change, View


class AdmissionState(StrEnum):
    """Where an admission stands."""

    REQUESTED = "REQUESTED"
    ADMITTED = "ADMITTED"
    REFUSED = "REFUSED"


TABLES = MetaData()
TASK = Table(
    "task_admission",
    TABLES,
    Column("id", String, primary_key=True),
    Column("position", Integer, nullable=False, unique=True),
    Column("state", String, nullable=False),
    Column("department", String, nullable=False),
    Column("title_zh", String, nullable=False),
    Column("basis", String, nullable=False),
    Column("budget", Integer, nullable=False),
    Column("document", String, nullable=False),
)
_WORDS = ("id", "position", "state", "department", "title_zh", "basis", "budget", "document")
_insert = insert(TASK).values(**{name: bindparam(name) for name in _WORDS})
_REQUEST = _insert.on_conflict_do_update(
    index_elements=["id"], set_={name: _insert.excluded[name] for name in _WORDS if name not in {"id", "position"}}
)
_ANSWER = TASK.update().where(TASK.c.id == bindparam("of")).values(state=bindparam("new_state"))

_FILTERS = {
    "department": TASK.c.department == bindparam("department"),
    "state": TASK.c.state == bindparam("state"),
}
FILTERS = tuple(_FILTERS)
_PAGE = select(TASK).where(TASK.c.position > bindparam("after")).order_by(TASK.c.position).limit(bindparam("limit"))


@cache
def page(*filters: str) -> Select[tuple[object, ...]]:
    """A page of tasks in the order of their first application, with parameters `after`, `limit` and of `filters`."""
    return _PAGE.where(*(_FILTERS[name] for name in filters))


def _requested(recorded: Recorded[TaskAdmissionRequested]) -> Iterator[Change]:
    event = recorded.event
    words = event.model_dump(include={"department", "title_zh", "basis", "document"})
    place = {"id": recorded.aggregate.id, "position": recorded.position, "state": AdmissionState.REQUESTED.value}
    yield _REQUEST, {**place, **words, "budget": event.budget.amount}


def _approved(recorded: Recorded[TaskAdmissionApproved]) -> Iterator[Change]:
    yield _ANSWER, {"of": recorded.aggregate.id, "new_state": AdmissionState.ADMITTED.value}


def _refused(recorded: Recorded[TaskAdmissionRefused]) -> Iterator[Change]:
    yield _ANSWER, {"of": recorded.aggregate.id, "new_state": AdmissionState.REFUSED.value}


VIEW = View(
    name="task_admission",
    tables=TABLES,
    on={TaskAdmissionRequested: _requested, TaskAdmissionApproved: _approved, TaskAdmissionRefused: _refused},
)
