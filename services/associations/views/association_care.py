"""How associations live: the reports of their years, in and overdue, and what an authority is to answer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, get_args

from sqlalchemy import Boolean, Column, Date, Integer, MetaData, Select, String, Table, bindparam, select

from services.associations.domain.association_state import Ending
from services.associations.views.association import ASSOCIATION, Value
from shared.contracts.associations.association_care import (
    ActivityNoted,
    AnnualReportMissed,
    AnnualReportSubmitted,
    InactivityFound,
    MissingReportsFound,
)
from shared.contracts.associations.association_filing import FilingCancelCause
from shared.kernel.envelope import Recorded
from shared.kernel.instants import day_of
from shared.runtime.views import Change, View

TABLES = MetaData()
REPORT = Table(
    "annual_report",
    TABLES,
    Column("association_id", String, primary_key=True),
    Column("year", Integer, primary_key=True),
    Column("addressee", String, primary_key=True),
    Column("position", Integer, nullable=False, index=True),
    Column("due_on", Date),
    Column("submitted_on", Date),
    Column("late", Boolean, nullable=False),
)
"""One that is overdue has a last day and was not submitted."""

FINDING = Table(
    "association_finding",
    TABLES,
    Column("association_id", String, primary_key=True),
    Column("cause", String, primary_key=True),
    Column("position", Integer, nullable=False),
    Column("found_on", Date, nullable=False),
)

_REPORT = REPORT.insert().prefix_with("OR REPLACE").values({each.name: bindparam(each.name) for each in REPORT.columns})
_FIND = FINDING.insert().prefix_with("OR REPLACE").values({each.name: bindparam(each.name) for each in FINDING.columns})
_ANSWERED = FINDING.delete().where(FINDING.c.association_id == bindparam("of"), FINDING.c.cause == bindparam("because"))
_NOTHING_FOUND = FINDING.delete().where(FINDING.c.association_id == bindparam("of"))
_NOTHING_OWED = REPORT.delete().where(REPORT.c.association_id == bindparam("of"), REPORT.c.submitted_on.is_(None))

# --- questions --------------------------------------------------------------

_NAMED = (ASSOCIATION.c.name_zh, ASSOCIATION.c.track, ASSOCIATION.c.community_id)
_FILTERS = {
    "association_id": REPORT.c.association_id == bindparam("association_id"),
    "community_id": ASSOCIATION.c.community_id == bindparam("community_id"),
}
FILTERS = tuple(_FILTERS)
_REPORTS = (
    select(REPORT, *_NAMED)
    .join(ASSOCIATION, ASSOCIATION.c.id == REPORT.c.association_id)
    .where(REPORT.c.position > bindparam("after"))
    .order_by(REPORT.c.position)
    .limit(bindparam("limit"))
)
FINDINGS = (
    select(FINDING, *_NAMED)
    .join(ASSOCIATION, ASSOCIATION.c.id == FINDING.c.association_id)
    .where(FINDING.c.position > bindparam("after"))
    .order_by(FINDING.c.position)
    .limit(bindparam("limit"))
)


@cache
def reports(*filters: str) -> Select[tuple[object, ...]]:
    """A page of reports, of an association or a community."""
    return _REPORTS.where(*(_FILTERS[name] for name in filters))


@cache
def overdue(*filters: str) -> Select[tuple[object, ...]]:
    """A page of those that are overdue."""
    return reports(*filters).where(REPORT.c.submitted_on.is_(None))


# --- how each event changes it ----------------------------------------------


def _row(recorded: Recorded[AnnualReportSubmitted] | Recorded[AnnualReportMissed]) -> Mapping[str, Value]:
    event = recorded.event
    of: Mapping[str, Value] = {"association_id": recorded.aggregate.id, "year": event.year, "addressee": event.to.value}
    return {**of, "position": recorded.position}


def _submitted(recorded: Recorded[AnnualReportSubmitted]) -> Iterator[Change]:
    told = {"due_on": None, "submitted_on": day_of(recorded.document.time), "late": recorded.event.late}
    yield _REPORT, {**_row(recorded), **told}
    yield _ANSWERED, {"of": recorded.aggregate.id, "because": FilingCancelCause.NO_REPORTS.value}


def _overdue(recorded: Recorded[AnnualReportMissed]) -> Iterator[Change]:
    yield _REPORT, {**_row(recorded), "due_on": recorded.event.due_on, "submitted_on": None, "late": True}


def _found(recorded: Recorded[Any], cause: FilingCancelCause) -> Iterator[Change]:
    told = {"association_id": recorded.aggregate.id, "cause": cause.value}
    yield _FIND, {**told, "position": recorded.position, "found_on": day_of(recorded.document.time)}


def _missing(recorded: Recorded[MissingReportsFound]) -> Iterator[Change]:
    yield from _found(recorded, FilingCancelCause.NO_REPORTS)


def _idle(recorded: Recorded[InactivityFound]) -> Iterator[Change]:
    yield from _found(recorded, FilingCancelCause.INACTIVE)


def _active(recorded: Recorded[ActivityNoted]) -> Iterator[Change]:
    yield _ANSWERED, {"of": recorded.aggregate.id, "because": FilingCancelCause.INACTIVE.value}


def _ended(recorded: Recorded[Ending]) -> Iterator[Change]:
    for statement in (_NOTHING_FOUND, _NOTHING_OWED):
        yield statement, {"of": recorded.aggregate.id}


VIEW = View(
    name="association-care",
    tables=TABLES,
    on={
        AnnualReportSubmitted: _submitted,
        AnnualReportMissed: _overdue,
        MissingReportsFound: _missing,
        InactivityFound: _idle,
        ActivityNoted: _active,
        **dict.fromkeys(get_args(Ending), _ended),
    },
)
