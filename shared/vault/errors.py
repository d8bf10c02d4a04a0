"""What can go wrong with keys. None of these is a refusal: the domain never meets the vault."""

from __future__ import annotations


class VaultError(Exception):
    """Root of what the vault raises."""


class WrappingKeyRefused(VaultError):
    """A wrapping key is missing, is no 64 hexadecimal digits, or lies in a file that others may read."""


class WrongWrappingKey(VaultError):
    """The vault was made under another wrapping key; nothing in it could be read."""


class VaultUnreadable(VaultError):
    """The file is no vault, or it is damaged: only a backup helps."""


class VaultUnavailable(VaultError):
    """Transient: the file is busy or its disk fails. Whether a write took effect is unknown; it may be sent again."""


class ErasureUnfinished(VaultUnavailable):
    """The key is gone from the tables, its bytes perhaps not yet from the file: destroy again. Opening retries too."""


class VaultClosed(VaultError):
    """Called after `close`: a bug."""


class SubjectError(VaultError):
    """About one person, named by their opaque reference only."""

    def __init__(self, subject: str) -> None:
        super().__init__(subject)
        self.subject = subject


class KeyMissing(SubjectError):
    """The vault does not know the subject, or its key was not loaded: a bug, or a vault older than the log."""


class KeyDestroyed(SubjectError):
    """Something was to be sealed for a person who was erased."""


class KeyDamaged(SubjectError):
    """A stored key is not what the vault wrote there."""


class SealBroken(SubjectError):
    """A sealed value was changed, or stands in a place for which it was not sealed."""
