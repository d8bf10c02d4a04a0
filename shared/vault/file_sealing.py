"""Sealing whole files: a key of the file's own, wrapped under a person's key, so that bytes can go by piece by piece.

A sealed file is the wrapped key (nonce, then AES-256-GCM of 32 bytes), and AES-256-GCM of the file under that key.
Both are bound to the file's place. The file's key is used once, so its nonce may be the same for all.
"""

from __future__ import annotations

import secrets  # noqa: TID251 -- keys and nonces
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import GCM

from shared.vault.wrapping import KEY_BYTES, NONCE_BYTES

TAG_BYTES: Final = 16
_ONLY_NONCE: Final = bytes(NONCE_BYTES)
_HEAD_BYTES: Final = NONCE_BYTES + KEY_BYTES + TAG_BYTES
ADDED_BYTES: Final = _HEAD_BYTES + TAG_BYTES
"""By how much a sealed file is longer than the file."""


class FileSealer:
    """Seals one file: `head`, then each piece as it comes, then `end`. Pure computation."""

    def __init__(self, person: AESGCM, place: bytes) -> None:
        nonce, key = secrets.token_bytes(NONCE_BYTES), secrets.token_bytes(KEY_BYTES)
        self.head = nonce + person.encrypt(nonce, key, place)
        self._encryptor = Cipher(AES(key), GCM(_ONLY_NONCE)).encryptor()
        self._encryptor.authenticate_additional_data(place)

    def piece(self, plain: bytes) -> bytes:
        """The next bytes of the file, sealed."""
        return self._encryptor.update(plain)

    def end(self) -> bytes:
        """What closes the sealed file."""
        return self._encryptor.finalize() + self._encryptor.tag


def opened_file(person: AESGCM, place: bytes, sealed: bytes) -> bytes | None:
    """The file again; None where the bytes were changed, cut, or sealed for another person or place."""
    if len(sealed) < ADDED_BYTES:
        return None
    nonce, wrapped, body = sealed[:NONCE_BYTES], sealed[NONCE_BYTES:_HEAD_BYTES], sealed[_HEAD_BYTES:]
    try:
        key = person.decrypt(nonce, wrapped, place)
        return AESGCM(key).decrypt(_ONLY_NONCE, body, place)
    except InvalidTag:
        return None
