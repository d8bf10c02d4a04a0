"""Erasures as they are conducted: who waits for an answer, and how each stands."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sqlalchemy import Boolean, Column, Date, Index, Integer, MetaData, String, Table, bindparam, select
from sqlalchemy.dialects.sqlite import insert

from shared.contracts.erasure import (
    HOLDERS,
    ClearanceKnown,
    ErasureAnswerMissed,
    ErasureGranted,
    ErasureRequested,
    ProcessingRestricted,
    SubjectKeyDestroyed,
)
from shared.kernel.envelope import Recorded
from shared.runtime.views import Change, View

ASKED, GRANTED, DESTROYED, RESTRICTED = "ASKED", "GRANTED", "DESTROYED", "RESTRICTED"

TABLES = MetaData()
ERASURE = Table(
    "erasure",
    TABLES,
    Column("subject", String, primary_key=True),
    Column("state", String, nullable=False),
    Column("round", Integer, nullable=False),
    Column("basis", String, nullable=False),
    Column("requested_on", Date, nullable=False),
    Column("answer_due_on", Date),
    Column("cleared", Integer, nullable=False),
    Column("missed", Boolean, nullable=False),
    Column("position", Integer, nullable=False),
)
Index("erasure_by_state", ERASURE.c.state)
Index("erasure_by_position", ERASURE.c.position)

_insert = insert(ERASURE).values({c.name: bindparam(c.name) for c in ERASURE.columns})
_BEGIN = _insert.on_conflict_do_update(
    index_elements=["subject"], set_={c.name: _insert.excluded[c.name] for c in ERASURE.columns if not c.primary_key}
)
_OF_IT = ERASURE.c.subject == bindparam("of")
_CLEAR = ERASURE.update().where(_OF_IT).values(cleared=ERASURE.c.cleared + 1)
_STAND = ERASURE.update().where(_OF_IT).values(state=bindparam("stands"))
_MISS = ERASURE.update().where(_OF_IT).values(missed=True)

AGREED = select(ERASURE.c.subject).where(ERASURE.c.state == ASKED, ERASURE.c.cleared >= len(HOLDERS)).limit(1)
"""Somebody of whom every service has said that it keeps nothing."""
TO_DESTROY = select(ERASURE.c.subject).where(ERASURE.c.state == GRANTED).limit(1)
PAGE = (
    select(ERASURE)
    .where(ERASURE.c.position > bindparam("after"))
    .order_by(ERASURE.c.position)
    .limit(bindparam("limit"))
)


def _requested(recorded: Recorded[ErasureRequested]) -> Iterator[Change]:
    yield _begun(recorded, ASKED, recorded.event.requested_on, recorded.event.answer_due_on)


def _restricted(recorded: Recorded[ProcessingRestricted]) -> Iterator[Change]:
    yield _begun(recorded, RESTRICTED, recorded.event.restricted_on, None)


def _begun(
    recorded: Recorded[ErasureRequested] | Recorded[ProcessingRestricted], state: str, on: date, due_on: date | None
) -> Change:
    event = recorded.event
    said = {"round": event.round, "basis": event.basis.value, "cleared": 0, "missed": False}
    days = {"requested_on": on, "answer_due_on": due_on}
    return _BEGIN, {"subject": recorded.aggregate.id, "position": recorded.position, "state": state, **said, **days}


def _cleared(recorded: Recorded[ClearanceKnown]) -> Iterator[Change]:
    yield _CLEAR, {"of": recorded.aggregate.id}


def _granted(recorded: Recorded[ErasureGranted]) -> Iterator[Change]:
    yield _STAND, {"of": recorded.aggregate.id, "stands": GRANTED}


def _destroyed(recorded: Recorded[SubjectKeyDestroyed]) -> Iterator[Change]:
    yield _STAND, {"of": recorded.aggregate.id, "stands": DESTROYED}


def _missed(recorded: Recorded[ErasureAnswerMissed]) -> Iterator[Change]:
    yield _MISS, {"of": recorded.aggregate.id}


VIEW = View(
    name="erasure",
    tables=TABLES,
    on={
        ErasureRequested: _requested,
        ProcessingRestricted: _restricted,
        ClearanceKnown: _cleared,
        ErasureGranted: _granted,
        SubjectKeyDestroyed: _destroyed,
        ErasureAnswerMissed: _missed,
    },
)
