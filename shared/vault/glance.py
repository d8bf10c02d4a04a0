"""Glances: reads so short that they need no thread. Handing them over would cost more, and much more under load."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Final, cast

from shared.kernel.personal import SubjectRef

_SUBJECT: Final = "SELECT ref FROM subject WHERE number_hash = ?"
_GENERATION: Final = "SELECT generation FROM vault"


class Glance:
    """A connection of the event loop's own, which only reads and never waits: what is locked, it does not know."""

    def __init__(self, path: Path) -> None:
        self._connection = sqlite3.connect(path, timeout=0, isolation_level=None)
        self._connection.execute("PRAGMA query_only = ON")

    def subject(self, number_hash: bytes) -> SubjectRef | None:
        """The person with that number; None also where the file cannot be read now."""
        return cast("SubjectRef | None", self._one(_SUBJECT, number_hash))

    def generation(self) -> int | None:
        """How many erasures there have been as of now; None where the file cannot be read now."""
        return cast("int | None", self._one(_GENERATION))

    def close(self) -> None:
        """Give the file back; before the vault's own connection, which folds the write-ahead log."""
        self._connection.close()

    def _one(self, statement: str, *parameters: object) -> object:
        try:
            # All rows, so that no read stays open in the way of an erasure.
            rows = self._connection.execute(statement, parameters).fetchall()
        except sqlite3.DatabaseError:
            return None
        found: object = rows[0][0] if rows else None
        return found
