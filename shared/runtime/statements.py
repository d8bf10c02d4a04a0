"""Statements made ready: SQLAlchemy writes the text of a constant once, then the driver alone carries it out.

Filling views is the only place where SQLAlchemy's own way to the driver, three quarters of the time, is felt.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, cast

from sqlalchemy import Connection, Executable
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.elements import ClauseElement

Process = Callable[[Any], object]


@dataclass(frozen=True, slots=True)
class _Ready:
    """Text, and for each place in it the parameter's name, or None and a constant, and how its type is stored."""

    text: str
    places: tuple[tuple[str | None, object, Process | None], ...]

    def values(self, parameters: Mapping[str, object]) -> list[object]:
        return [
            value if name is None else parameters[name] if process is None else process(parameters[name])
            for name, value, process in self.places
        ]


class Statements:
    """The statements that one connection writes with; they are constants, so there are few."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._driver = cast("sqlite3.Connection", connection.connection.driver_connection)
        self._ready: dict[tuple[object, ...], _Ready | None] = {}

    def run(self, statement: Executable, parameters: Mapping[str, object]) -> None:
        """Carry out one statement inside the connection's transaction; raises as SQLAlchemy does."""
        key = (statement, *parameters)
        try:
            ready = self._ready[key]
        except KeyError:
            ready = self._ready[key] = self._made_ready(statement, parameters)
        if ready is None:
            self._connection.execute(statement, parameters)
            return
        try:
            self._driver.execute(ready.text, ready.values(parameters))
        except sqlite3.Error as error:
            raise DBAPIError.instance(ready.text, None, error, sqlite3.Error) from error

    def _made_ready(self, statement: Executable, parameters: Mapping[str, object]) -> _Ready | None:
        """None for what only SQLAlchemy can do: defaults computed in Python, lists of unknown length."""
        dialect = self._connection.dialect
        compiled = cast(
            "SQLCompiler", cast("ClauseElement", statement).compile(dialect=dialect, column_keys=list(parameters))
        )
        binds = [compiled.binds[name] for name in compiled.positiontup or ()]
        if compiled.insert_prefetch or compiled.update_prefetch or any(bind.expanding for bind in binds):
            return None
        places: list[tuple[str | None, object, Process | None]] = []
        for name, bind in zip(compiled.positiontup or (), binds, strict=True):
            process = bind.type.dialect_impl(dialect).bind_processor(dialect)
            if name in parameters:
                places.append((name, None, process))
            else:
                constant = bind.effective_value
                places.append((None, process(constant) if process else constant, None))
        return _Ready(str(compiled), tuple(places))
