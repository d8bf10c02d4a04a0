"""Refusals: a command was understood and declined, nothing was recorded. The edge, not the domain, knows HTTP."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class Refusal:
    """A value that `decide` returns; its members say what blocked.

    `slug` ends the problem's `type` and never changes once published. `zh` and `en` are the sentences that people
    read; they may name members in braces.
    """

    slug: ClassVar[str]
    zh: ClassVar[str]
    en: ClassVar[str]


@dataclass(frozen=True, slots=True)
class Malformed(Refusal):
    """The request cannot be read as a command."""


@dataclass(frozen=True, slots=True)
class Unauthenticated(Refusal):
    """Nobody has shown who asks."""


@dataclass(frozen=True, slots=True)
class Forbidden(Refusal):
    """This person may not do this."""


@dataclass(frozen=True, slots=True)
class Unknown(Refusal):
    """There is no such thing."""


@dataclass(frozen=True, slots=True)
class Conflict(Refusal):
    """The present state forbids the command."""


@dataclass(frozen=True, slots=True)
class Stale(Refusal):
    """The caller decided on an older version."""


@dataclass(frozen=True, slots=True)
class TooLarge(Refusal):
    """More bytes than are taken."""


@dataclass(frozen=True, slots=True)
class Unacceptable(Refusal):
    """The command can be read, but what it says breaks a rule whatever the state."""


@dataclass(frozen=True, slots=True)
class TooOften(Refusal):
    """Not so often: who asks has to wait."""


@dataclass(frozen=True, slots=True)
class Unavailable(Refusal):
    """Not now: nothing is known to be wrong with the command, and it may be sent again under the same key."""


class CorruptStream(Exception):
    """Recorded facts contradict one another: a bug or tampering, never shown to a caller."""
