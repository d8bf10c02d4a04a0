"""Keys that this process has unwrapped before, until anyone anywhere erases a person."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Collection
from datetime import datetime
from itertools import islice
from typing import Final

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import Connection

from shared.vault import statements
from shared.vault.errors import KeyDamaged
from shared.vault.sealing import Damaged, Erased, Key, Keys
from shared.vault.wrapping import WrappingKey

CAPACITY: Final = 10_000
_REFS_PER_QUERY: Final = 500


class Keyring:
    """Least recently used keys fall out beyond `capacity`. Only the vault's thread changes it."""

    def __init__(self, wrapping_key: WrappingKey, capacity: int = CAPACITY) -> None:
        self._wrapping_key = wrapping_key
        self._capacity = capacity
        self._generation = -1
        self._keys: OrderedDict[str, Key] = OrderedDict()

    def __len__(self) -> int:
        return len(self._keys)

    def renew(self, connection: Connection) -> None:
        """Forget all keys if someone was erased since: rare enough to need nothing finer."""
        generation = connection.execute(statements.GENERATION).scalar_one()
        if generation != self._generation:
            self._keys.clear()
            self._generation = generation

    def at_hand(self, subjects: Collection[str], generation: int | None) -> Keys | None:
        """The keys of `subjects` if all were loaded since the last erasure; for other threads, so it moves nothing."""
        if generation != self._generation:
            return None
        found = {subject: key for subject in subjects if (key := self._keys.get(subject)) is not None}
        return Keys(found) if len(found) == len(subjects) else None

    def load(self, subjects: Collection[str], connection: Connection) -> Keys:
        """The keys of `subjects`, as far as the vault knows them. Right only in a turn that began with `renew`."""
        loaded = {subject: self._keys[subject] for subject in subjects if subject in self._keys}
        for subject in loaded:
            self._keys.move_to_end(subject)
        for subject, key in self._read([subject for subject in subjects if subject not in loaded], connection):
            loaded[subject] = self._keys[subject] = key
        for stale in list(islice(self._keys, max(0, len(self._keys) - self._capacity))):
            del self._keys[stale]
        return Keys(loaded)

    def _read(self, subjects: list[str], connection: Connection) -> list[tuple[str, Key]]:
        found = []
        for start in range(0, len(subjects), _REFS_PER_QUERY):
            refs = subjects[start : start + _REFS_PER_QUERY]
            for subject, wrapped, destroyed_at in connection.execute(statements.KEYS, {"refs": refs}):
                found.append((subject, self._key(subject, wrapped, destroyed_at)))
        return found

    def _key(self, subject: str, wrapped: bytes | None, destroyed_at: str | None) -> Key:
        if destroyed_at is not None:
            return Erased(datetime.fromisoformat(destroyed_at))
        try:
            return AESGCM(self._wrapping_key.unwrap(wrapped or b"", subject))
        except KeyDamaged:
            return Damaged()
