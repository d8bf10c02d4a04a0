"""Policy: numbers, words and switches that the district may set, each with its date and its basis."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Annotated, TypeVar

from pydantic import Field

from shared.kernel.instants import Day
from shared.kernel.messages import Value
from shared.kernel.provenance import Provenance

PolicyKey = Annotated[str, Field(pattern=r"^[a-z][A-Za-z0-9_]*(\.[A-Za-z0-9_]+)+$", max_length=100)]
Text = Annotated[str, Field(max_length=200)]
PolicyValue = int | Text | bool | tuple[Text, ...]

T = TypeVar("T", int, str, bool, tuple[str, ...])


class PolicyMissing(LookupError):
    """No value of the kind that a rule asked for is in force: a bug or an incomplete seed, never a refusal."""


class PolicyNotYetInForce(PolicyMissing):
    """The first value of `key` holds from `first` on, which is later than the day that was asked for."""

    def __init__(self, key: str, on: date, first: date) -> None:
        super().__init__(f"{key}: none in force on {on}, the first holds from {first} on")
        self.key, self.first = key, first


class PolicyEntry(Value):
    """One value of `key` from `effective_on` on, until a later entry of the key; `basis` names the rule behind it."""

    key: PolicyKey
    value: PolicyValue
    effective_on: Day
    basis: Annotated[str, Field(min_length=1, max_length=500)]
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class Policy:
    """What has been adopted so far. `entries` of a key are sorted by `effective_on`; `version` counts adoptions."""

    entries: Mapping[str, tuple[PolicyEntry, ...]] = field(default_factory=dict)
    version: int = 0

    @classmethod
    def of(cls, entries: Iterable[PolicyEntry]) -> Policy:
        """The policy after adopting `entries` in their order."""
        return cls().adopt(*entries)

    def adopt(self, *entries: PolicyEntry) -> Policy:
        """The policy after more adoptions; for the same key and effective date the later adoption holds."""
        adopted = dict(self.entries)
        for entry in entries:
            others = (other for other in adopted.get(entry.key, ()) if other.effective_on != entry.effective_on)
            adopted[entry.key] = tuple(sorted((*others, entry), key=_effective_on))
        return Policy(adopted, self.version + len(entries))

    def in_force(self, key: str, on: date) -> PolicyEntry | None:
        """The entry of `key` that holds on a day, with its basis."""
        entries = self.entries.get(key, ())
        place = bisect_right(entries, on, key=_effective_on)
        return entries[place - 1] if place else None

    def whole(self, key: str, on: date) -> int:
        """A whole number in force; its unit is part of the key's meaning. Raises PolicyMissing."""
        return self._read(key, on, int)

    def text(self, key: str, on: date) -> str:
        """A word in force. Raises PolicyMissing."""
        return self._read(key, on, str)

    def flag(self, key: str, on: date) -> bool:
        """A switch in force. Raises PolicyMissing."""
        return self._read(key, on, bool)

    def texts(self, key: str, on: date) -> tuple[str, ...]:
        """A list of words in force. Raises PolicyMissing."""
        return self._read(key, on, tuple)

    def _read(self, key: str, on: date, kind: type[T]) -> T:
        entry = self.in_force(key, on)
        if entry is None and (later := self.entries.get(key)):
            raise PolicyNotYetInForce(key, on, later[0].effective_on)
        # Not isinstance: a switch is an int in Python, and True is no number of windows.
        if entry is None or type(entry.value) is not kind:
            raise PolicyMissing(f"{key}: no {kind.__name__} in force on {on}")
        return entry.value


def _effective_on(entry: PolicyEntry) -> date:
    return entry.effective_on
