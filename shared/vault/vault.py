"""The vault: a key for each person, kept apart from the log; destroying the key erases what the log holds of them.

Invariants: a key is durable before its reference is known to anyone · a number belongs to one living reference ·
what is destroyed never comes back, and no process that looks afterwards finds it.
"""

from __future__ import annotations

import secrets  # noqa: TID251 -- keys and references
from asyncio import get_running_loop
from collections.abc import Collection, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Self

from sqlalchemy import Connection

from shared.kernel.personal import SubjectRef
from shared.vault import statements
from shared.vault.errors import KeyMissing, VaultClosed
from shared.vault.file import VaultFile, Work
from shared.vault.glance import Glance
from shared.vault.keyring import Keyring
from shared.vault.sealing import Keys
from shared.vault.turns import Turns
from shared.vault.wrapping import KEY_BYTES, WrappingKey


class Vault:
    """One process's door to the vault file, for one event loop; its own thread does what blocks."""

    def __init__(self, file: VaultFile, glance: Glance, wrapping_key: WrappingKey, thread: ThreadPoolExecutor) -> None:
        self._file = file
        self._glance = glance
        self._wrapping_key = wrapping_key
        self._keyring = Keyring(wrapping_key)
        self._thread = thread
        self._reads = Turns[Connection](thread, self._read)
        self._writes = Turns[Connection](thread, file.write)
        self._erasures = Turns[Connection](thread, file.erase)
        self._closed = False

    @classmethod
    async def open(cls, path: Path, wrapping_key: WrappingKey) -> Self:
        """Open the vault at `path`, or found it there; finish an erasure that a crash cut short.

        Raises `WrongWrappingKey`, `VaultUnreadable`, `VaultUnavailable`.
        """
        thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="vault")
        try:
            file = await get_running_loop().run_in_executor(thread, VaultFile, path, wrapping_key.id)
        except BaseException:
            thread.shutdown(wait=False)
            raise
        return cls(file, Glance(path), wrapping_key, thread)

    async def close(self) -> None:
        """Finish what was begun, then give the file back. Closing twice is harmless."""
        if self._closed:
            return
        self._closed = True
        for turns in (self._reads, self._writes, self._erasures):
            await turns.drained()
        self._glance.close()
        await get_running_loop().run_in_executor(self._thread, self._file.close)
        self._thread.shutdown()

    async def enrol(self, kind: str, number: str) -> SubjectRef:
        """The person with that identity number (`kind` as `citizen-id`), new or known; two callers get one answer.

        The number itself is not kept. Raises `VaultUnavailable`; enrolling again is always right.
        """
        if self._closed:
            raise VaultClosed
        number_hash = self._wrapping_key.number_hash(kind, number)
        # Where the glance fails, enrolling finds who is known.
        return self._glance.subject(number_hash) or await self._new_subject(number_hash)

    async def mint(self) -> SubjectRef:
        """A person whom no number identifies; each call makes another one."""
        return await self._new_subject(None)

    def token(self, kind: str, id_: str) -> str:
        """64 hexadecimal digits in place of an id, the same each time, which nobody can join to it from outside."""
        return self._wrapping_key.token(kind, id_)

    def code(self, kind: str, id_: str) -> str:
        """The 8 characters that open what `id_` names to who was given them; derived each time and never kept."""
        return self._wrapping_key.code(kind, id_)

    async def find(self, kind: str, number: str) -> SubjectRef | None:
        """The person with that number, if the vault knows one who was not erased."""
        return await self._open(self._reads).do(partial(_find, self._wrapping_key.number_hash(kind, number)))

    async def knows(self, subject: SubjectRef) -> bool:
        """Whether somebody has that reference, erased or not."""
        return await self._open(self._reads).do(partial(_knows, subject))

    async def keys(self, subjects: Collection[SubjectRef]) -> Keys:
        """The keys of `subjects` as of now, in one go; what is missing or erased shows when it is used."""
        wanted = frozenset(subjects)
        if not self._closed and (keys := self._keyring.at_hand(wanted, self._glance.generation())) is not None:
            return keys
        return await self._open(self._reads).do(partial(self._keyring.load, wanted))

    async def destroy(self, subject: SubjectRef, now: datetime) -> bool:
        """Erase a person: key and number hash are gone, from every page of the file, when this returns.

        False when they were erased before. `now` is aware. The same number then enrols as a new person.
        Raises `KeyMissing` for an unknown subject, `ErasureUnfinished` when it has to be called again.
        """
        at = now.astimezone(UTC).isoformat()
        found = await self._open(self._erasures).do(partial(_destroy, subject, at))
        if found is None:
            raise KeyMissing(subject)
        return found

    async def _new_subject(self, number_hash: bytes | None) -> SubjectRef:
        ref = secrets.token_hex(16)
        wrapped = self._wrapping_key.wrap(secrets.token_bytes(KEY_BYTES), ref)
        return await self._open(self._writes).do(partial(_enrol, ref, number_hash, wrapped))

    def _open(self, turns: Turns[Connection]) -> Turns[Connection]:
        if self._closed:
            raise VaultClosed
        return turns

    def _read(self, works: Sequence[Work]) -> list[object]:
        return self._file.read([self._keyring.renew, *works])[1:]


def _find(number_hash: bytes, connection: Connection) -> SubjectRef | None:
    return connection.execute(statements.FIND, {"number_hash": number_hash}).scalar_one_or_none()


def _knows(subject: str, connection: Connection) -> bool:
    return connection.execute(statements.IS_SUBJECT, {"subject": subject}).first() is not None


def _enrol(ref: str, number_hash: bytes | None, wrapped: bytes, connection: Connection) -> SubjectRef:
    connection.execute(statements.ENROL, {"ref": ref, "number_hash": number_hash, "wrapped_key": wrapped})
    # Another caller may have been first; then its reference is the person's.
    return ref if number_hash is None else _find(number_hash, connection) or ref


def _destroy(subject: str, at: str, connection: Connection) -> bool | None:
    """Whether a key was there to destroy; None when the vault does not know the subject."""
    if connection.execute(statements.DESTROY, {"subject": subject, "at": at}).rowcount:
        connection.execute(statements.ERASED)
        return True
    return False if _knows(subject, connection) else None
