"""What an open case stands still for and whom it waits for, as matters that are not over.

That a proposal waits for the approver is no such matter: the state of the case says it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    BigInteger,
    BindParameter,
    Column,
    Executable,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    bindparam,
    func,
    literal,
    select,
)
from sqlalchemy.dialects.sqlite import insert

from services.casework.views.case_file import CASE
from shared.contracts.casework.case_clocks import ExtensionDenied, ExtensionRequested
from shared.contracts.casework.case_inquiry import (
    DepartmentQueried,
    DepartmentReplied,
    ExpertReviewed,
    FinanceCheckRequested,
    FinanceCheckReturned,
    HearingHeld,
    StepCompleted,
    StepStarted,
)
from shared.contracts.casework.case_notice import NoticeEnded, ObjectionFiled, ObjectionResolved, PublicNoticePosted
from shared.kernel.envelope import Recorded
from shared.kernel.messages import Event
from shared.runtime.views import Change, Handler, View


class Reason(StrEnum):
    """What kind of pending matter it is."""

    STOP = "STOP"
    """The clocks stand still for it."""

    WAIT = "WAIT"
    """Somebody else than the examiner has to do something."""


PUBLIC, OBJECTION, MORE_TIME = "PUBLIC", "OBJECTION", "MORE_TIME"
"""A public notice is not over, an objection is to be resolved, a request for more time is to be answered."""
STEP, CHECK, DEPARTMENT, BODY = "STEP", "CHECK", "DEPARTMENT", "BODY"
"""With a colon and what it is: a special step to be held; a body to check means, to answer a query, to decide."""

EXTENSION, SENT = "extension", "sent"
"""Ids of matters of which a case has one at a time."""

TABLES = MetaData()
PENDING = Table(
    "case_pending",
    TABLES,
    Column("case_id", String, primary_key=True),
    Column("reason", String, primary_key=True),
    Column("id", String, primary_key=True),
    Column("what", String, nullable=False),
    Column("position", Integer, nullable=False),
    Column("urgent_at", BigInteger),
    sqlite_with_rowid=False,
)
"""Matters of a case that are not over. `position` and `urgent_at` are the case's own, so that lists come in order."""
Index("case_pending_by_what", PENDING.c.reason, PENDING.c.what, PENDING.c.urgent_at, PENDING.c.position)


TOLD = (
    select(func.group_concat(PENDING.c.reason + literal(":") + PENDING.c.what))
    .where(PENDING.c.case_id == CASE.c.id)
    .correlate(CASE)
    .scalar_subquery()
    .label("pending")
)
"""What is pending with a row of cases: `STOP:HEARING,WAIT:STEP:HEARING`; none where nothing is."""

_OF = CASE.c.id == bindparam("of")
_named: tuple[BindParameter[str], ...] = (bindparam("why"), bindparam("matter"), bindparam("what_"))
_begun = insert(PENDING).from_select(
    ["case_id", "reason", "id", "what", "position", "urgent_at"],
    select(CASE.c.id, *_named, CASE.c.position, CASE.c.urgent_at).where(_OF),
)
_BEGIN = _begun.on_conflict_do_nothing()
_END = PENDING.delete().where(
    PENDING.c.case_id == bindparam("of"), PENDING.c.reason == bindparam("why"), PENDING.c.id == bindparam("matter")
)
_FORGET = PENDING.delete().where(PENDING.c.case_id == bindparam("of"), PENDING.c.reason == Reason.WAIT.value)
_CLEAR = PENDING.delete().where(PENDING.c.case_id == bindparam("of"))
_FOLLOW: Executable = (
    PENDING.update()
    .where(PENDING.c.case_id == bindparam("of"))
    .values(urgent_at=select(CASE.c.urgent_at).where(_OF).scalar_subquery())
)


def begun(case_id: str, reason: Reason, matter: str, what: str) -> Change:
    """Something is pending with a case from now on."""
    return _BEGIN, {"of": case_id, "why": reason.value, "matter": matter, "what_": what}


def ended(case_id: str, reason: Reason, matter: str) -> Change:
    """It is over."""
    return _END, {"of": case_id, "why": reason.value, "matter": matter}


def forgotten(case_id: str) -> Change:
    """Nobody is waited for any more: what was left open ended with the decision."""
    return _FORGET, {"of": case_id}


def cleared(case_id: str) -> Change:
    """Nothing is pending: the case begins anew."""
    return _CLEAR, {"of": case_id}


def following(case_id: str) -> Change:
    """What is pending with a case comes in the order of its due date, which has changed."""
    return _FOLLOW, {"of": case_id}


def _waits(matter: Callable[[Any], str], what: Callable[[Any], str]) -> Handler:
    def handler(recorded: Recorded[Any]) -> Iterator[Change]:
        yield begun(recorded.aggregate.id, Reason.WAIT, matter(recorded.event), what(recorded.event))

    return handler


def _over(matter: Callable[[Any], str]) -> Handler:
    def handler(recorded: Recorded[Any]) -> Iterator[Change]:
        yield ended(recorded.aggregate.id, Reason.WAIT, matter(recorded.event))

    return handler


_ON: Mapping[type[Event], Handler] = {
    ExtensionRequested: _waits(lambda _event: EXTENSION, lambda _event: MORE_TIME),
    ExtensionDenied: _over(lambda _event: EXTENSION),
    StepStarted: _waits(lambda event: event.step_id, lambda event: f"{STEP}:{event.kind}"),
    HearingHeld: _over(lambda event: event.step_id),
    ExpertReviewed: _over(lambda event: event.step_id),
    StepCompleted: _over(lambda event: event.step_id),
    FinanceCheckRequested: _waits(lambda event: event.request_id, lambda event: f"{CHECK}:{event.of}"),
    FinanceCheckReturned: _over(lambda event: event.request_id),
    DepartmentQueried: _waits(lambda event: event.request_id, lambda event: f"{DEPARTMENT}:{event.department}"),
    DepartmentReplied: _over(lambda event: event.request_id),
    PublicNoticePosted: _waits(lambda event: event.notice_id, lambda _event: PUBLIC),
    NoticeEnded: _over(lambda event: event.notice_id),
    ObjectionFiled: _waits(lambda event: event.objection_id, lambda _event: OBJECTION),
    ObjectionResolved: _over(lambda event: event.objection_id),
}

VIEW = View(name="case_pending", tables=TABLES, on=_ON)
