"""The shelf: sealed files on disk, each named after the SHA-256 of what it holds, so that anybody can check it.

A file is written aside and linked into its place when it is whole and durable: under its name stands all of it or
nothing. Whoever is killed before that leaves a draft, which nobody reads.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final

from shared.vault.wrapping import sync_directory

if TYPE_CHECKING:
    from hashlib import _Hash

_DRAFT: Final = ".draft-"
_NAME_LENGTH: Final = 64


@dataclass(slots=True)
class Draft:
    """A file that is being written, for one thread at a time."""

    shelf: Shelf
    path: Path
    _file: BinaryIO
    _hash: _Hash = field(default_factory=sha256)

    def write(self, sealed: bytes) -> None:
        """Add to the end."""
        self._hash.update(sealed)
        self._file.write(sealed)

    @property
    def name(self) -> str:
        """What the file is called with what has been written."""
        return self._hash.hexdigest()

    def keep(self) -> None:
        """Put the file on the shelf under its name; it would survive a power cut when this returns."""
        self._file.flush()
        os.fsync(self._file.fileno())
        place = self.shelf.path_of(self.name)
        if not place.parent.exists():
            place.parent.mkdir(mode=0o700, exist_ok=True)
            sync_directory(place.parent.parent)
        with suppress(FileExistsError):
            os.link(self.path, place)
        sync_directory(place.parent)

    def drop(self) -> None:
        """Let the draft go, kept or not; what was kept stays."""
        self._file.close()
        self.path.unlink(missing_ok=True)


class Shelf:
    """The files of one directory, made when the first one comes. All of this blocks: call it on a thread."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory

    def path_of(self, name: str) -> Path:
        """Where a file stands or would stand."""
        return self._directory / name[:2] / name

    def draft(self) -> Draft:
        """A new file; whoever asks for it drops it."""
        self._directory.mkdir(parents=True, mode=0o700, exist_ok=True)
        handle, path = tempfile.mkstemp(dir=self._directory, prefix=_DRAFT)
        return Draft(self, Path(path), open(handle, "wb"))

    def read(self, name: str) -> bytes | None:
        """What a file holds, unchecked; None where there is none."""
        try:
            return self.path_of(name).read_bytes()
        except FileNotFoundError:
            return None

    def is_sound(self, name: str) -> bool | None:
        """Whether a file holds what its name says; None where there is none."""
        try:
            with self.path_of(name).open("rb") as file:
                digest = sha256()
                while piece := file.read(1 << 20):
                    digest.update(piece)
        except FileNotFoundError:
            return None
        return digest.hexdigest() == name

    def remove(self, name: str) -> bool:
        """Take a file away for good; False where there was none."""
        place = self.path_of(name)
        try:
            place.unlink()
        except FileNotFoundError:
            return False
        sync_directory(place.parent)
        return True

    def names(self) -> Iterator[str]:
        """All files on the shelf."""
        return (path.name for path in sorted(self._directory.glob("??/*")) if len(path.name) == _NAME_LENGTH)

    def drafts(self) -> Iterator[Path]:
        """What is being written, or was when somebody was killed."""
        return iter(sorted(self._directory.glob(f"{_DRAFT}*")))
