"""Events of the service item (服务事项): the catalogue's entries, each in versions that hold for their time."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from shared.kernel.instants import Day, start_of
from shared.kernel.limits import Limit
from shared.kernel.messages import Event, Value
from shared.kernel.provenance import Provenance

Name = Annotated[str, Field(min_length=1, max_length=100)]


class ItemKind(StrEnum):
    """What the authority does: kinds of matters as the national list names them."""

    LICENCE = "LICENCE"
    BENEFIT = "BENEFIT"
    CONFIRMATION = "CONFIRMATION"
    AWARD = "AWARD"
    PUBLIC_SERVICE = "PUBLIC_SERVICE"
    OTHER = "OTHER"


class Handling(StrEnum):
    """On the spot (即办件) or within a promised time (承诺件)."""

    INSTANT = "INSTANT"
    PROMISED = "PROMISED"


class ItemVersion(Value):
    """What a service guide says, from `valid_from` until `valid_to` (the last day), with where each limit is from."""

    version: int
    name_zh: Name
    name_en: Name
    kind: ItemKind
    handling: Handling
    statutory: Limit
    statutory_provenance: Provenance
    promised: Limit
    promised_provenance: Provenance
    materials: tuple[Name, ...]
    valid_from: Day
    valid_to: Day | None = None


class ItemPublished(Event):
    """A version of an item was published in the catalogue; applications accepted in its time run under it."""

    item: ItemVersion

    def effective_at(self) -> datetime:
        """The beginning of the first day of the version."""
        return start_of(self.item.valid_from)


ItemEvent = ItemPublished
