"""The vault's database file, for the one thread that opened it; several processes of a machine share it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from fcntl import LOCK_EX, LOCK_NB, LOCK_UN, flock
from pathlib import Path
from threading import Event
from typing import Final

from sqlalchemy import URL, Connection, NullPool, create_engine
from sqlalchemy.exc import DatabaseError, OperationalError

from shared.vault import statements
from shared.vault.errors import ErasureUnfinished, VaultUnavailable, VaultUnreadable, WrongWrappingKey
from shared.vault.wrapping import sync_directory

BUSY_SECONDS: Final = 10
_LOCK_POLL_SECONDS: Final = 0.002

_PRAGMAS: Final = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA secure_delete = ON",
    # VACUUM builds its copy in memory: a temporary file would leave wrapped keys in free blocks of the disk.
    "PRAGMA temp_store = MEMORY",
)

Work = Callable[[Connection], object]


class VaultFile:
    """Transactions on the file. Durable when they return.

    Writers and checkpoints take turns through a lock file beside the database. SQLite would let them meet, and before
    3.51.3 (Debian 12 has 3.40) two of them in the same instant can lose a commit: sqlite.org/wal.html#walresetbug.
    """

    def __init__(self, path: Path, wrapping_key_id: bytes) -> None:
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
        self._lock = os.open(path.with_name(f"{path.name}-lock"), os.O_RDWR | os.O_CREAT, 0o600)
        sync_directory(path.parent)
        engine = create_engine(
            URL.create("sqlite", database=str(path)),
            poolclass=NullPool,
            isolation_level="AUTOCOMMIT",
            connect_args={"timeout": BUSY_SECONDS},
        )
        self._connection = engine.connect()
        try:
            self._prepare(wrapping_key_id)
        except BaseException:
            self.close()
            raise

    def _prepare(self, wrapping_key_id: bytes) -> None:
        with _told_apart(), self._alone():
            for pragma in _PRAGMAS:
                self._connection.exec_driver_sql(pragma)
            with self._transaction("BEGIN IMMEDIATE"):
                statements.METADATA.create_all(self._connection)
                self._connection.execute(statements.FOUND, {"wrapping_key": wrapping_key_id})
            made_under = self._connection.execute(statements.WRAPPING_KEY).scalar_one()
            if made_under != wrapping_key_id:
                raise WrongWrappingKey(f"made under {made_under.hex()}, opened with {wrapping_key_id.hex()}")
            self._scrub()

    def read(self, works: Sequence[Work]) -> list[object]:
        """All of `works` on one state of the file."""
        with _told_apart(), self._transaction("BEGIN"):
            return [work(self._connection) for work in works]

    def write(self, works: Sequence[Work]) -> list[object]:
        """All of `works` or none."""
        with _told_apart(), self._alone(), self._transaction("BEGIN IMMEDIATE"):
            return [work(self._connection) for work in works]

    def erase(self, works: Sequence[Work]) -> list[object]:
        """`write`, and nothing of what was deleted is left in the file or its log when it returns."""
        with _told_apart(), self._alone():
            with self._transaction("BEGIN IMMEDIATE"):
                done = [work(self._connection) for work in works]
            if not self._scrub():
                raise ErasureUnfinished
            return done

    def close(self) -> None:
        """Give the file back; the last process to do so folds the write-ahead log into it."""
        try:
            with self._alone():
                self._connection.close()
                self._connection.engine.dispose()
        finally:
            os.close(self._lock)

    def _scrub(self) -> bool:
        """Rebuild the file from what is live, where an erasure asks for it; False while a reader is in the way.

        `secure_delete` alone is not enough: a page that was split can keep a copy of a row that has moved.
        """
        if not self._connection.execute(statements.SCRUB_DUE).scalar_one():
            return True
        self._connection.exec_driver_sql("VACUUM")
        busy, _, _ = self._connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").one()
        if busy:
            return False
        with self._transaction("BEGIN IMMEDIATE"):
            self._connection.execute(statements.SCRUBBED)
        return True

    @contextmanager
    def _transaction(self, begin: str) -> Iterator[None]:
        self._connection.exec_driver_sql(begin)
        try:
            yield
            self._connection.exec_driver_sql("COMMIT")
        except BaseException:
            # On some errors (disk full) SQLite has rolled back by itself; the driver's rollback then does nothing.
            self._connection.rollback()
            raise

    @contextmanager
    def _alone(self) -> Iterator[None]:
        pause = Event()
        for _ in range(int(BUSY_SECONDS / _LOCK_POLL_SECONDS)):
            try:
                flock(self._lock, LOCK_EX | LOCK_NB)
                break
            except BlockingIOError:
                pause.wait(_LOCK_POLL_SECONDS)
        else:
            raise VaultUnavailable("another process keeps the vault locked")
        try:
            yield
        finally:
            flock(self._lock, LOCK_UN)


@contextmanager
def _told_apart() -> Iterator[None]:
    try:
        yield
    except OperationalError as error:
        raise VaultUnavailable(str(error.orig)) from error
    except DatabaseError as error:
        raise VaultUnreadable(str(error.orig)) from error
