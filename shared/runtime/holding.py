"""What a service must keep of a person, by the classes of the archive (`archives.keep.…`) and its own events.

An aggregate holds the people whom its events speak of. While it goes on it is in use; when it ends it is filed in a
class of the archive, from a day on.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from typing import Any

from sqlalchemy import Column, Date, Index, MetaData, Row, String, Table, bindparam, select
from sqlalchemy.dialects.sqlite import insert

from shared.contracts.erasure import IN_USE, Held, Retention
from shared.kernel.envelope import Recorded
from shared.kernel.instants import day_of
from shared.kernel.messages import Event
from shared.kernel.personal import personal_values
from shared.kernel.policy import Policy
from shared.runtime.desk import Desk
from shared.runtime.views import Change, View

KEEP = "archives.keep."
PERMANENT = "PERMANENT"
_YEARS = re.compile(r"P(\d{1,3})Y")


@dataclass(frozen=True, slots=True)
class Filed:
    """Under which class of the archive an aggregate is kept, and from which day; without a class it is in use."""

    archive_class: str = IN_USE
    since_on: date | None = None


Whom = Callable[[Any], Iterable[str]]
"""Whom an event speaks of."""
Filing = Callable[[Recorded[Any]], Filed]
"""Where an event puts its aggregate."""


def whose_values(event: Event) -> Iterable[str]:
    """Whom values in an event are of."""
    return {value.subject for _, value in personal_values(event)}


@dataclass(frozen=True, slots=True)
class Holdings:
    """After which events an aggregate holds whom, where others file it, and after which it holds nobody."""

    holds: Mapping[type[Event], Whom] = field(default_factory=dict)
    files: Mapping[type[Event], Filing] = field(default_factory=dict)
    frees: frozenset[type[Event]] = frozenset()


NOTHING = Holdings()

_TABLES = MetaData()
_HOLDING = Table(
    "holding",
    _TABLES,
    Column("concerning", String, primary_key=True),
    Column("subject", String, primary_key=True),
    Column("archive_class", String, nullable=False),
    Column("since_on", Date),
)
Index("holding_by_subject", _HOLDING.c.subject)
_HOLD = (
    insert(_HOLDING)
    .values(concerning=bindparam("concerning"), subject=bindparam("subject"), archive_class=IN_USE)
    .on_conflict_do_nothing(index_elements=["concerning", "subject"])
)
_OF_IT = _HOLDING.c.concerning == bindparam("of")
_FILE = _HOLDING.update().where(_OF_IT).values(archive_class=bindparam("under"), since_on=bindparam("since"))
_FREE = _HOLDING.delete().where(_OF_IT)
_OF_SUBJECT = select(_HOLDING).where(_HOLDING.c.subject == bindparam("subject")).order_by(_HOLDING.c.concerning)


def view_of(holdings: Holdings) -> View:
    """The table of what is held of whom."""

    def change(recorded: Recorded[Any]) -> Iterator[Change]:
        event, concerning = recorded.event, str(recorded.aggregate)
        for subject in holdings.holds.get(type(event), lambda _event: ())(event):
            yield _HOLD, {"concerning": concerning, "subject": subject}
        if (filing := holdings.files.get(type(event))) is not None:
            filed = filing(recorded)
            yield _FILE, {"of": concerning, "under": filed.archive_class, "since": filed.since_on}
        if type(event) in holdings.frees:
            yield _FREE, {"of": concerning}

    watched = (*holdings.holds, *holdings.files, *holdings.frees)
    return View("holding", _TABLES, dict.fromkeys(watched, change), _revision(holdings))


def held(desk: Desk, subject: str, on: date) -> Held:
    """What must be kept of a person on a day."""
    policy = desk.executor.reference.policy
    rows = desk.views.rows(_OF_SUBJECT, subject=subject)
    return tuple(each for row in rows if (each := _retention(row, policy, on)) is not None)


def _retention(row: Row[Any], policy: Policy, on: date) -> Retention | None:
    if row.archive_class == IN_USE:
        return Retention(archive_class=IN_USE, concerning=row.concerning)
    basis = f"{KEEP}{row.archive_class}"
    period = policy.text(basis, on)
    until_on = until(period, row.since_on)
    if until_on is not None and until_on <= on:
        return None
    return Retention(
        archive_class=row.archive_class, concerning=row.concerning, basis=basis, period=period, until_on=until_on
    )


def until(period: str, since_on: date) -> date | None:
    """The first day on which nothing has to be kept any more; None where it is kept for ever."""
    if period == PERMANENT:
        return None
    years = _YEARS.fullmatch(period)
    if years is None:
        raise ValueError(f"{period} is no period of the archive")
    year = since_on.year + int(years[1])
    # Of the 29th of February the day after its year is over.
    return date(year, 3, 1) if (since_on.month, since_on.day) == (2, 29) else since_on.replace(year=year)


def filed(archive_class: str, recorded: Recorded[Any]) -> Filed:
    """In a class from the day on which an event was recorded."""
    return Filed(archive_class, day_of(recorded.document.time))


def _revision(holdings: Holdings) -> str:
    """Changes with the code of the service that says what is held."""
    functions = (*holdings.holds.values(), *holdings.files.values())
    modules = {module.__name__: module for each in functions if (module := inspect.getmodule(each)) is not None}
    return sha256("".join(inspect.getsource(modules[name]) for name in sorted(modules)).encode()).hexdigest()
