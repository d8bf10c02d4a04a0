"""References and derived ids.

What a caller may repeat is named by caller and key, what a trigger causes by trigger and role, so that doing it twice
meets the same aggregate. Only event ids are random.
"""

from __future__ import annotations

from typing import NamedTuple
from uuid import NAMESPACE_URL, UUID, uuid5  # noqa: TID251 - derived, never random

_CALLER = uuid5(NAMESPACE_URL, "urn:huimin:caller")
_TRIGGER = uuid5(NAMESPACE_URL, "urn:huimin:trigger")


def by_caller(kind: str, caller: str, key: str) -> str:
    """The id of what `caller` creates under the idempotency key `key`."""
    return str(_derive(_CALLER, kind, caller, key))


def by_trigger(role: str, trigger: str) -> str:
    """The id of what the event or aggregate `trigger` causes in `role`, as `case` of an application."""
    return str(_derive(_TRIGGER, role, trigger))


def _derive(namespace: UUID, *parts: str) -> UUID:
    # The length before each part keeps ("a", "bc") and ("ab", "c") apart.
    return uuid5(namespace, "".join(f"{len(part)}:{part}" for part in parts))


class AggregateRef(NamedTuple):
    """`case/01J…`: what an event's `subject` and the log's field `a` name.

    A tuple, because each command looks it up many times and each event read makes one.
    """

    kind: str
    id: str

    def __str__(self) -> str:
        return f"{self.kind}/{self.id}"
