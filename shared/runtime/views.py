"""Views: read models in one SQLite file of this process, written with the position they have read to.

A view is disposable: another schema or another handler makes another fingerprint, another file, and a rebuild from
the first event. The file is ready when it has caught up; what it says is what the log says.
"""

from __future__ import annotations

import hashlib
import inspect
import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import (
    Column,
    Connection,
    Executable,
    Integer,
    MetaData,
    Row,
    String,
    Table,
    bindparam,
    create_engine,
    event,
    select,
)
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.engine import Engine
from sqlalchemy.schema import CreateTable

from shared.kernel.envelope import Recorded
from shared.kernel.messages import Event
from shared.runtime.statements import Statements

Change = tuple[Executable, Mapping[str, object]]
Handler = Callable[[Recorded[Any]], Iterable[Change]]

_FINGERPRINT = 12
_OWN = MetaData()
_PLACE = Table(
    "place",
    _OWN,
    Column("log", String, primary_key=True),
    Column("log_id", String, nullable=False),
    Column("position", Integer, nullable=False),
)
_insert_place = insert(_PLACE).values(log=bindparam("log"), log_id=bindparam("log_id"), position=bindparam("position"))
_MOVE = _insert_place.on_conflict_do_update(
    index_elements=["log"],
    set_={"position": _insert_place.excluded.position, "log_id": _insert_place.excluded.log_id},
)
_PLACES = select(_PLACE.c.position, _PLACE.c.log_id).where(_PLACE.c.log == bindparam("log"))


@dataclass(frozen=True, slots=True)
class View:
    """One read model: its tables and how each event changes them (statement constants with parameters).

    `revision` tells apart what the handlers' source code does not.
    """

    name: str
    tables: MetaData
    on: Mapping[type[Event], Handler]
    revision: str = ""


class Views:
    """All views of a process in one file. Everything here runs in the event loop's thread, a batch at a time."""

    def __init__(self, directory: Path, name: str, views: Sequence[View], log_id: str) -> None:
        self._views = views
        self._log_id = log_id
        self.handlers: dict[type[Event], list[Handler]] = {}
        for view in views:
            for event_type, handler in view.on.items():
                self.handlers.setdefault(event_type, []).append(handler)
        directory.mkdir(parents=True, exist_ok=True)
        self.path = directory / f"{name}-{self.fingerprint()}.sqlite"
        self._engine = _engine(self.path)
        for tables in (_OWN, *(view.tables for view in views)):
            tables.create_all(self._engine)
        self._connection: Connection = self._engine.connect()
        self._statements = Statements(self._connection)
        self._drop_of_another_log(name)

    def fingerprint(self) -> str:
        """Changes with the tables and with the code that fills them."""
        digest = hashlib.sha256()
        for view in self._views:
            digest.update(view.revision.encode())
            for table in view.tables.sorted_tables:
                digest.update(str(CreateTable(table)).encode())
            # In the order of the events: a set of modules has another order in each process.
            for module in dict.fromkeys(inspect.getmodule(handler) for handler in view.on.values()):
                digest.update(inspect.getsource(module).encode() if module else b"")
        return digest.hexdigest()[:_FINGERPRINT]

    def position(self, log: str) -> int:
        """How far a log has been read."""
        row = self.row(_PLACES, log=log)
        return row.position if row else 0

    def rows(self, statement: Executable, **parameters: object) -> Sequence[Row[Any]]:
        """The rows of a query."""
        found = self._connection.execute(statement, parameters).all()
        self._connection.rollback()  # ends the read, so that the write-ahead log can be folded back
        return found

    def row(self, statement: Executable, **parameters: object) -> Row[Any] | None:
        """The first row of a query."""
        return next(iter(self.rows(statement, **parameters)), None)

    def write(self, changes: Iterable[Change], log: str = "", position: int = 0) -> None:
        """Make changes and, with them, move the place in a log; all or nothing."""
        with self._connection.begin():
            for statement, parameters in changes:
                self._statements.run(statement, parameters)
            if log:
                self._statements.run(_MOVE, {"log": log, "log_id": self._log_id, "position": position})

    def changes(self, recorded: Recorded[Any]) -> Iterable[Change]:
        """What an event changes, over all views."""
        for handler in self.handlers.get(type(recorded.event), ()):
            yield from handler(recorded)

    def reset(self) -> None:
        """Empty every table, to be filled from the first event."""
        tables = [table for tables in (_OWN, *(view.tables for view in self._views)) for table in tables.sorted_tables]
        self.write([(table.delete(), {}) for table in tables])

    def close(self) -> None:
        """Give the file back."""
        self._connection.close()
        self._engine.dispose()

    def _drop_of_another_log(self, name: str) -> None:
        # A file of the same name may have been filled from a log that is no more.
        row = self.row(select(_PLACE.c.log_id))
        if row is not None and row.log_id != self._log_id:
            self.reset()
        # Twelve characters and no more: `intake-0-b` is the name of another replica.
        for stale in self.path.parent.glob(f"{name}-{'[0-9a-f]' * _FINGERPRINT}.sqlite*"):
            if not stale.name.startswith(self.path.name):
                stale.unlink(missing_ok=True)


def _engine(path: Path) -> Engine:
    engine = create_engine(f"sqlite:///{path}")

    @event.listens_for(engine, "connect")
    def _settings(connection: sqlite3.Connection, _record: object) -> None:
        cursor = connection.cursor()
        # A view that a power cut damages is rebuilt: it need not be synced.
        for pragma in ("journal_mode=WAL", "synchronous=OFF", "foreign_keys=ON"):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    return engine
