"""Cases as the back office sees them: where each stands, and until when it must be done."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from enum import StrEnum
from functools import cache

from sqlalchemy import Boolean, Column, Date, Index, Integer, MetaData, Select, String, Table, bindparam, select

from shared.contracts.casework.case import (
    CaseClosed,
    CaseOpened,
    CaseTerminated,
    DecisionMade,
    DecisionProposed,
    ReturnedByApprover,
)
from shared.kernel.envelope import Recorded
from shared.runtime.views import Change, View


class CaseState(StrEnum):
    """Where a case stands."""

    EXAMINING = "EXAMINING"
    PROPOSED = "PROPOSED"
    DECIDED = "DECIDED"
    CLOSED = "CLOSED"
    TERMINATED = "TERMINATED"


TABLES = MetaData()
CASE = Table(
    "case_file",
    TABLES,
    Column("id", String, primary_key=True),
    Column("position", Integer, nullable=False, unique=True),
    Column("application_id", String, nullable=False, unique=True),
    Column("centre_id", String, nullable=False),
    Column("item_code", String, nullable=False),
    Column("item_version", Integer, nullable=False),
    Column("state", String, nullable=False),
    Column("accepted_on", Date, nullable=False),
    Column("deemed", Boolean, nullable=False),
    Column("due_on", Date),
    Column("promised_due_on", Date),
    Column("statutory_due_on", Date),
    Column("provisional", Boolean, nullable=False),
    Column("calendar_version", Integer, nullable=False),
    Column("examiner_post_id", String),
    Column("proposed_outcome", String),
    Column("outcome", String),
    Column("decided_on", Date),
    Column("closed_on", Date),
    Column("within_promise", Boolean),
    Column("within_statute", Boolean),
)
Index("case_by_centre", CASE.c.centre_id, CASE.c.state, CASE.c.position)
Index("case_by_due", CASE.c.due_on, CASE.c.position)

_OPENED_WITH = (
    *("id", "position", "application_id", "centre_id", "item_code", "item_version", "state", "accepted_on", "deemed"),
    *("due_on", "promised_due_on", "statutory_due_on", "provisional", "calendar_version"),
)
_OPEN = CASE.insert().values({name: bindparam(name) for name in _OPENED_WITH})
_BY_ID = CASE.c.id == bindparam("of")
_MOVE = CASE.update().where(_BY_ID).values(state=bindparam("to_state"))
_PROPOSE = _MOVE.values(examiner_post_id=bindparam("on_post"), proposed_outcome=bindparam("said"))
_RETURN = _MOVE.values(proposed_outcome=None)
_DECIDE = _MOVE.values(outcome=bindparam("said"), decided_on=bindparam("day"))
_CLOSE = _MOVE.values(
    closed_on=bindparam("day"), within_promise=bindparam("promise_kept"), within_statute=bindparam("statute_kept")
)

ONE = select(CASE).where(_BY_ID)
_FILTERS = {
    "centre_id": CASE.c.centre_id == bindparam("centre_id"),
    "state": CASE.c.state == bindparam("state"),
    "application_id": CASE.c.application_id == bindparam("application_id"),
    "due_by": CASE.c.due_on <= bindparam("due_by"),
}
FILTERS = tuple(_FILTERS)
_PAGE = select(CASE).where(CASE.c.position > bindparam("after")).order_by(CASE.c.position).limit(bindparam("limit"))


@cache
def page(*filters: str) -> Select[tuple[object, ...]]:
    """A page of cases in the order of their opening, with parameters `after`, `limit` and those of `filters`."""
    return _PAGE.where(*(_FILTERS[name] for name in filters))


def _to(case_id: str, state: CaseState) -> Mapping[str, str]:
    return {"of": case_id, "to_state": state.value}


def _opened(recorded: Recorded[CaseOpened]) -> Iterator[Change]:
    event = recorded.event
    known = {name: getattr(event, name) for name in _OPENED_WITH if name in CaseOpened.model_fields}
    due_on = min((day for day in (event.promised_due_on, event.statutory_due_on) if day), default=None)
    place = {"id": recorded.aggregate.id, "position": recorded.position}
    yield _OPEN, {**known, **place, "due_on": due_on, "state": CaseState.EXAMINING.value}


def _proposed(recorded: Recorded[DecisionProposed]) -> Iterator[Change]:
    said: Mapping[str, str] = {"on_post": recorded.event.post_id, "said": recorded.event.outcome.value}
    yield _PROPOSE, {**_to(recorded.aggregate.id, CaseState.PROPOSED), **said}


def _returned(recorded: Recorded[ReturnedByApprover]) -> Iterator[Change]:
    yield _RETURN, _to(recorded.aggregate.id, CaseState.EXAMINING)


def _decided(recorded: Recorded[DecisionMade]) -> Iterator[Change]:
    said: Mapping[str, str | date] = {"said": recorded.event.outcome.value, "day": recorded.event.decided_on}
    yield _DECIDE, {**_to(recorded.aggregate.id, CaseState.DECIDED), **said}


def _closed(recorded: Recorded[CaseClosed]) -> Iterator[Change]:
    event = recorded.event
    kept = {"promise_kept": event.within_promise, "statute_kept": event.within_statute}
    yield _CLOSE, {**_to(recorded.aggregate.id, CaseState.CLOSED), "day": event.closed_on, **kept}


def _terminated(recorded: Recorded[CaseTerminated]) -> Iterator[Change]:
    yield _MOVE, _to(recorded.aggregate.id, CaseState.TERMINATED)


VIEW = View(
    name="case",
    tables=TABLES,
    on={
        CaseOpened: _opened,
        DecisionProposed: _proposed,
        ReturnedByApprover: _returned,
        DecisionMade: _decided,
        CaseClosed: _closed,
        CaseTerminated: _terminated,
    },
)
