"""The feed: FastStream subscribers, without groups, that hand a follower what its log has beyond its position.

FastStream reads, describes itself (AsyncAPI) and carries middlewares; exactly-once is the follower's own. A lost
connection is retried inside the Redis client, because FastStream would wait five seconds and skip nothing either way.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import Any, cast

from faststream.redis import RedisBroker, StreamSub
from faststream.redis.message import FAKE_CONSUMER, RedisStreamMessage
from pydantic import BaseModel
from redis import exceptions
from redis.asyncio.retry import Retry
from redis.backoff import ExponentialBackoff

from shared.kernel.envelope import Codec
from shared.runtime.follower import Follower
from shared.store.keys import Keys
from shared.store.port import StoredEvent
from shared.store.redis_log import stored_event

BATCH = 200
BLOCK_MILLISECONDS = 1000
# Endless: a read has no effect, so it may be sent again as often as it takes, within half a second of each other.
_RETRY = Retry(ExponentialBackoff(cap=0.5, base=0.02), retries=-1)


def broker(url: str) -> RedisBroker:
    """A broker whose blocking reads have connections of their own."""
    options: dict[str, Any] = {
        "retry": _RETRY,
        "retry_on_error": [exceptions.ConnectionError, exceptions.TimeoutError, exceptions.BusyLoadingError, OSError],
        "apply_types": False,
        "logger": None,
    }
    return RedisBroker(url, **options)


def subscribe(to: RedisBroker, follower: Follower, keys: Keys) -> None:
    """Let `follower` be fed from its present position on."""
    subscriber = to.subscriber(
        stream=StreamSub(
            keys.log,
            last_id=f"{follower.position}-0",
            batch=True,
            max_records=BATCH,
            polling_interval=BLOCK_MILLISECONDS,
        ),
        parser=cast("Any", _parse),
        decoder=cast("Any", _decode),
        title=f"{follower.name} follows {keys.log_name.service}",
        description=f"Reads the log of {keys.log_name.service} in order, from a position stored with its effect.",
    )
    subscriber(_taking(follower))


def publish_contracts(on: RedisBroker, keys: Keys, codec: Codec) -> None:
    """Describe the own log: each event type with the schema of its document. Nothing is published by it."""
    for type_ in codec.types():
        on.publisher(
            stream=keys.log,
            title=type_,
            description="Field `ce` of an entry `<position>-0`: this CloudEvents document, byte for byte.",
            schema=cast("type[BaseModel]", codec.document(type_)),
        )


def _taking(follower: Follower) -> Callable[[Sequence[StoredEvent]], Awaitable[None]]:
    async def take(batch: Sequence[StoredEvent]) -> None:
        await follower.take(batch)

    return take


async def _parse(message: dict[str, Any]) -> RedisStreamMessage:
    return RedisStreamMessage(raw_message=cast("Any", message), body=b"", consumer=FAKE_CONSUMER, group=None)


async def _decode(message: RedisStreamMessage) -> list[StoredEvent]:
    raw = cast("dict[str, Any]", message.raw_message)
    return [stored_event(entry_id, fields) for entry_id, fields in zip(raw["message_ids"], raw["data"], strict=True)]
