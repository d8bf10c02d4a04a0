"""The one secret outside the vault: it wraps the keys in it and peppers the search hashes."""

from __future__ import annotations

import os
import secrets  # noqa: TID251 -- the wrapping key and nonces
import tempfile
import unicodedata
from contextlib import suppress
from hashlib import sha256
from hmac import digest as hmac_digest
from pathlib import Path
from typing import Self

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from shared.vault.errors import KeyDamaged, WrappingKeyRefused

KEY_BYTES = 32
NONCE_BYTES = 12
CODE_LENGTH = 8
_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_ID_BYTES = 8
_OTHERS = 0o077


class WrappingKey:
    """32 bytes, written as 64 hexadecimal digits. `id`, the first 8 bytes of its SHA-256, may be shown."""

    def __init__(self, secret: bytes) -> None:
        if len(secret) != KEY_BYTES:
            raise WrappingKeyRefused(f"a wrapping key has {KEY_BYTES} bytes, not {len(secret)}")
        self.id = sha256(secret).digest()[:_ID_BYTES]
        self._wrapping = AESGCM(_derive(secret, b"huimin vault: wrap keys"))
        self._pepper = _derive(secret, b"huimin vault: hash numbers")
        self._codes = _derive(secret, b"huimin vault: make codes")

    def __repr__(self) -> str:
        return f"WrappingKey({self.id.hex()})"

    @classmethod
    def from_text(cls, text: str) -> Self:
        """From 64 hexadecimal digits, as an environment variable holds them."""
        try:
            secret = bytes.fromhex(text.strip())
        except ValueError:
            raise WrappingKeyRefused("a wrapping key is written in hexadecimal digits") from None
        return cls(secret)

    @classmethod
    def from_file(cls, path: Path, *, create: bool = False) -> Self:
        """From a file that only its owner may read. `create` makes a missing one, once, whoever races for it."""
        if create and not path.exists():
            _create(path)
        try:
            with path.open(encoding="ascii", errors="replace") as file:
                readable_by_others = os.fstat(file.fileno()).st_mode & _OTHERS
                text = file.read(1024)
        except OSError as error:
            raise WrappingKeyRefused(f"{path}: {error.strerror}") from error
        if readable_by_others:
            raise WrappingKeyRefused(f"{path} is open to others than its owner")
        return cls.from_text(text)

    def wrap(self, key: bytes, subject: str) -> bytes:
        """Nonce and AES-256-GCM of a person's key, bound to the subject and to this wrapping key."""
        nonce = secrets.token_bytes(NONCE_BYTES)
        return nonce + self._wrapping.encrypt(nonce, key, self.id + subject.encode())

    def unwrap(self, wrapped: bytes, subject: str) -> bytes:
        """The key again; `KeyDamaged` when the bytes are another subject's or were changed."""
        try:
            return self._wrapping.decrypt(wrapped[:NONCE_BYTES], wrapped[NONCE_BYTES:], self.id + subject.encode())
        except InvalidTag:
            raise KeyDamaged(subject) from None

    def number_hash(self, kind: str, number: str) -> bytes:
        """HMAC-SHA256 by which a person is found: blind to width, case and spaces of the number.

        Raises `ValueError` for an empty number, which would make one person of all who have none.
        """
        plain = "".join(unicodedata.normalize("NFKC", number).split()).upper()
        if not plain:
            raise ValueError("an empty number identifies nobody")
        # The length before the kind keeps ("a", "bc") and ("ab", "c") apart.
        return hmac_digest(self._pepper, f"{len(kind)}:{kind}{plain}".encode(), "sha256")

    def token(self, kind: str, id_: str) -> str:
        """64 hexadecimal digits that stand for `id_` and that nobody without this key can join to it."""
        return hmac_digest(self._codes, f"{len(kind)}:{kind}{id_}".encode(), "sha256").hex()

    def code(self, kind: str, id_: str) -> str:
        """8 characters that only who was given them knows: digits and capitals that are not taken for one another."""
        number = int(self.token(f"code:{kind}", id_), 16)
        return "".join(_LETTERS[number >> 5 * place & 31] for place in range(CODE_LENGTH))


def sync_directory(directory: Path) -> None:
    """Make the names in a directory survive a power cut."""
    handle = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _create(path: Path) -> None:
    # Written aside and linked into place: a racing process sees no file or the whole one, and the first link wins.
    handle, draft = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with open(handle, "w", encoding="ascii") as file:
            file.write(secrets.token_hex(KEY_BYTES) + "\n")
            file.flush()
            os.fsync(file.fileno())
        with suppress(FileExistsError):
            os.link(draft, path)
    finally:
        os.unlink(draft)
    sync_directory(path.parent)


def _derive(secret: bytes, purpose: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=purpose).derive(secret)
