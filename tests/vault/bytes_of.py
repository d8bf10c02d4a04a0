"""What stands in the vault's file and its write-ahead log, for whoever holds them: rows, and byte by byte."""

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

FRAME_HEADER = 24
LOG_HEADER = 32


def file_and_log(path: Path) -> bytes:
    return _read(path) + _read(log_of(path))


def log_of(path: Path) -> Path:
    return path.with_name(f"{path.name}-wal")


def transactions_in_log(path: Path) -> int:
    """Frames of the write-ahead log that end a transaction: their header names the size of the database."""
    log = _read(log_of(path))
    page_size = int.from_bytes(log[8:12], "big")
    frames = range(LOG_HEADER, len(log), FRAME_HEADER + page_size)
    return sum(log[frame + 4 : frame + 8] != bytes(4) and log[frame + 8 : frame + 16] == log[16:24] for frame in frames)


def rows(path: Path, statement: str, *parameters: object) -> list[Any]:
    with closing(sqlite3.connect(path)) as connection, connection:
        return connection.execute(statement, parameters).fetchall()


def _read(path: Path) -> bytes:
    # By another process: closing a file that SQLite has open in this one would drop SQLite's locks on it.
    script = "import sys; sys.stdout.buffer.write(open(sys.argv[1], 'rb').read())"
    return subprocess.run([sys.executable, "-c", script, str(path)], check=True, capture_output=True).stdout
