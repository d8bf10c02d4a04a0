"""Reference: the policy and the calendar as this service's own log has them, ready for every decision."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from sqlalchemy import Column, Integer, MetaData, String, Table, bindparam, select
from sqlalchemy.dialects.sqlite import insert

from shared.contracts.casework.calendar import CalendarYearPublished
from shared.contracts.casework.policy import PolicyAdopted
from shared.contracts.known import CalendarYearKnown, PolicyKnown
from shared.kernel.envelope import Recorded
from shared.kernel.messages import Event
from shared.kernel.policy import Policy, PolicyEntry
from shared.kernel.working_days import Calendar, CalendarYear
from shared.runtime.views import Change, View, Views

_TABLES = MetaData()
_POLICY = Table(
    "reference_policy",
    _TABLES,
    Column("position", Integer, primary_key=True),
    Column("entry", String, nullable=False),
)
_CALENDAR = Table(
    "reference_calendar",
    _TABLES,
    Column("year", Integer, primary_key=True),
    Column("edition", String, nullable=False),
)
_ADOPT = _POLICY.insert().values(position=bindparam("position"), entry=bindparam("entry"))
_insert_year = insert(_CALENDAR).values(year=bindparam("year"), edition=bindparam("edition"))
_PUBLISH = _insert_year.on_conflict_do_update(index_elements=["year"], set_={"edition": _insert_year.excluded.edition})
_ENTRIES = select(_POLICY.c.position, _POLICY.c.entry).order_by(_POLICY.c.position)
_EDITIONS = select(_CALENDAR.c.edition)


def _adopted(recorded: Recorded[PolicyAdopted | PolicyKnown]) -> Iterator[Change]:
    yield _ADOPT, {"position": recorded.position, "entry": recorded.event.entry.model_dump_json()}


def _published(recorded: Recorded[CalendarYearPublished | CalendarYearKnown]) -> Iterator[Change]:
    edition = recorded.event.edition
    yield _PUBLISH, {"year": edition.year, "edition": edition.model_dump_json()}


VIEW = View(
    name="reference",
    tables=_TABLES,
    on={
        PolicyAdopted: _adopted,
        PolicyKnown: _adopted,
        CalendarYearPublished: _published,
        CalendarYearKnown: _published,
    },
)


class Reference:
    """What is in force, renewed whenever the view has taken an event of it."""

    def __init__(self) -> None:
        self.policy = Policy()
        self.calendar = Calendar()
        self.on_change: list[Callable[[], None]] = []
        # A first start adopts hundreds of values, one by one: each is parsed once.
        self._read: dict[tuple[int, str], PolicyEntry] = {}

    def renew(self, views: Views) -> None:
        """Read all from the view."""
        rows = [(row.position, row.entry) for row in views.rows(_ENTRIES)]
        self._read = {row: self._read.get(row) or PolicyEntry.model_validate_json(row[1]) for row in rows}
        self.policy = Policy.of(self._read.values())
        self.calendar = Calendar.of(CalendarYear.model_validate_json(row.edition) for row in views.rows(_EDITIONS))
        for tell in self.on_change:
            tell()

    def concerns(self, event: Event) -> bool:
        """Whether an event changes what is in force."""
        return type(event) in VIEW.on
