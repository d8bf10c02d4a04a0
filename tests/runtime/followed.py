"""Events of another service's log, told to a service in this process as its follower tells them."""

from __future__ import annotations

from typing import Any

from shared.kernel.actors import Actor, ActorId, Role
from shared.kernel.envelope import Codec, LogName, Recorded, Stamp, encode, type_of
from shared.kernel.ids import AggregateRef
from shared.kernel.messages import Event
from shared.kernel.personal import seal
from shared.kernel.reaction import Reaction
from shared.runtime.effects import ReactionEffect
from tests.runtime.served import Served


async def hear(service: Served, reaction: Reaction, event: Event, of: AggregateRef, position: int = 7) -> list[str]:
    """Let a service hear of an event at a position of the other's log; the words of what it recorded."""
    before = await service.log.head()
    effect = ReactionEffect(service.service.desk.executor, reaction)
    await effect.position()
    await effect.take([told(service, reaction, event, of, position)], position)
    return [entry.type.split(".")[2] for entry in await service.log.read(before, 100)]


def told(service: Served, reaction: Reaction, event: Event, of: AggregateRef, position: int) -> Recorded[Any]:
    """The event as it comes from its log, recorded now."""
    source = LogName("630102", reaction.source)
    stamp = Stamp(source, service.clock.at, Actor(ActorId("s-clerk"), Role.CLERK), policy_version=1)
    document = encode(seal(event, lambda _subject, _path, _plain: "c2VhbGVk"), "0198-event", of, stamp)
    decoded = Codec(reaction.source, reaction.events).decode(type_of(reaction.source, type(event)), document)
    return Recorded(position, of, 1, decoded)
