"""Events of the service items (服务事项) that casework has heard of from intake's catalogue."""

from __future__ import annotations

from shared.contracts.intake.item import ItemVersion
from shared.kernel.messages import Event


class ItemKnown(Event):
    """A version of an item became known here; recorded by reaction to `item-published` of intake."""

    code: str
    item: ItemVersion
    source_position: int


ItemKnownEvent = ItemKnown
