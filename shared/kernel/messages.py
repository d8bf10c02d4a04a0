"""Base types of what is said and what is recorded."""

from __future__ import annotations

import re
from datetime import datetime
from typing import ClassVar, get_args

from pydantic import BaseModel, ConfigDict

_HUMPS = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_VERSION = re.compile(r"V\d+$")


class Event(BaseModel):
    """A fact: past tense, never edited. Strict when written; a reader ignores fields it does not know yet."""

    model_config = ConfigDict(frozen=True, strict=True, extra="ignore")

    version: ClassVar[int] = 1

    @classmethod
    def word(cls) -> str:
        """The name in the event's type: `ClockSuspended` and `ClockSuspendedV2` are both `clock-suspended`."""
        return _HUMPS.sub("-", _VERSION.sub("", cls.__name__)).lower()

    def effective_at(self) -> datetime | None:
        """When the fact counts in law, where that differs from when it was recorded."""
        return None


def kinds(*unions: object) -> tuple[type[Event], ...]:
    """The classes of which unions of events consist, each once."""
    return tuple(dict.fromkeys(each for union in unions for each in get_args(union) or (union,)))


class Command(BaseModel):
    """An intent: imperative, may be refused, never stored."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")


class Value(BaseModel):
    """A value inside events and commands: frozen, strict, a reader ignores fields it does not know yet."""

    model_config = ConfigDict(frozen=True, strict=True, extra="ignore")
