"""Sealing and opening personal values with keys that are loaded already: pure computation, no waiting."""

from __future__ import annotations

import binascii
import secrets  # noqa: TID251 -- nonces
from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from shared.kernel.personal import Personal, Seal
from shared.vault.errors import KeyDamaged, KeyDestroyed, KeyMissing, SealBroken
from shared.vault.file_sealing import FileSealer, opened_file
from shared.vault.wrapping import NONCE_BYTES

T = TypeVar("T")

_A_FILE = "file"
"""No value of an event stands at such a path: they begin with `data`."""


@dataclass(frozen=True, slots=True)
class Erased:
    """What is left of a person's values: when their key was destroyed."""

    destroyed_at: datetime


@dataclass(frozen=True, slots=True)
class Damaged:
    """A key that cannot be unwrapped; it raises where it is used, so that it spoils no one else's values."""


Key = AESGCM | Erased | Damaged


class Keys:
    """Keys of some subjects as they stood when loaded. For one request: whoever keeps it may outlive an erasure."""

    def __init__(self, keys: Mapping[str, Key]) -> None:
        self._keys = keys

    def sealer(self, log: str, event_id: str) -> Seal:
        """Seals for one event: base64 of a fresh 96-bit nonce and AES-256-GCM over the plaintext.

        Bound to log, event id and field path. Raises `KeyMissing` or `KeyDestroyed`.
        """

        def seal(subject: str, path: str, plaintext: bytes) -> str:
            key = self._living(subject)
            nonce = secrets.token_bytes(NONCE_BYTES)
            return b64encode(nonce + key.encrypt(nonce, plaintext, _place(log, event_id, path))).decode()

        return seal

    def open_value(self, log: str, event_id: str, path: str, value: Personal[T]) -> bytes | Erased:
        """The plaintext (JSON) of a value that stands at `path` of that event; `SealBroken` when it was not put there.

        `Erased` needs no further look at the value: nobody can tell any more what it was.
        """
        key = self._key(value.subject)
        if isinstance(key, Erased):
            return key
        try:
            sealed = b64decode(value.sealed, validate=True)
            return key.decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], _place(log, event_id, path))
        except (binascii.Error, ValueError, InvalidTag):
            raise SealBroken(value.subject) from None

    def file_sealer(self, log: str, file_id: str, subject: str) -> FileSealer:
        """Seals one file about a person, bound to log and file id. Raises `KeyMissing` or `KeyDestroyed`."""
        return FileSealer(self._living(subject), _place(log, file_id, _A_FILE))

    def open_file(self, log: str, file_id: str, subject: str, sealed: bytes) -> bytes | Erased:
        """The bytes of a file that was sealed there; `SealBroken` when these are not what was sealed."""
        key = self._key(subject)
        if isinstance(key, Erased):
            return key
        plain = opened_file(key, _place(log, file_id, _A_FILE), sealed)
        if plain is None:
            raise SealBroken(subject)
        return plain

    def _living(self, subject: str) -> AESGCM:
        key = self._key(subject)
        if isinstance(key, Erased):
            raise KeyDestroyed(subject)
        return key

    def _key(self, subject: str) -> AESGCM | Erased:
        match self._keys.get(subject):
            case None:
                raise KeyMissing(subject)
            case Damaged():
                raise KeyDamaged(subject)
            case key:
                return key


def _place(*parts: str) -> bytes:
    # Each part behind its length: no two places share their bytes.
    return b"".join(len(encoded).to_bytes(4, "big") + encoded for encoded in map(str.encode, parts))
