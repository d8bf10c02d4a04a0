"""The pump: all commands of an event-loop turn leave as one pipeline and are answered one by one.

redis-py's pool costs more per command than an HTTP request; gathered, four times as many pass. A caller that is
cancelled leaves its batch alone; a batch that dies fails all who wait for it as unknown.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import cast

import hiredis
from redis.asyncio.connection import AbstractConnection, Connection, parse_url
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import BusyLoadingError, RedisError, ResponseError

from shared.store.port import LogUnavailable, OutcomeUnknown, StoreBusy

Word = bytes | str | int
Answer = bytes | int | list["Answer"] | None

BATCH_COMMANDS = 128
BATCH_BYTES = 256 * 1024
QUEUE_COMMANDS = 8192
TIMEOUT_SECONDS = 5.0


@dataclass(slots=True)
class _Request:
    packed: bytes
    answer: asyncio.Future[Answer]


class Pump:
    """One connection to a Redis server, shared by all who ask in this event loop."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._queue: deque[_Request] = deque()
        self._wake = asyncio.Event()
        self._task: asyncio.Task[None] | None = None
        self._connection: AbstractConnection | None = None

    async def start(self) -> None:
        """Begin to serve; the connection is made when it is first needed."""
        self._task = asyncio.create_task(self._run(), name="pump")

    async def stop(self) -> None:
        """Fail who still waits and close the connection."""
        if self._task is not None:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task
        _fail(self._queue, LogUnavailable("stopped"))
        await self._disconnect()

    def ask(self, *words: Word) -> asyncio.Future[Answer]:
        """The answer to one command, to be awaited.

        Raises at once `StoreBusy` when the queue is full, `LogUnavailable` when the pump does not run.

        The future raises `ResponseError` for the server's refusal of this command alone, `LogUnavailable` when it
        was not sent or the server still loads its log, `OutcomeUnknown` when it was sent and the connection died.
        """
        if self._task is None or self._task.done():
            raise LogUnavailable("stopped")
        if len(self._queue) >= QUEUE_COMMANDS:
            raise StoreBusy
        # Packed here: what has no bytes is the fault of who asks, and must not end the batch of all.
        # In C: redis-py's own packer takes longer than all else in here. Its stub means a tuple of any length.
        packed = hiredis.pack_command(words)  # type: ignore[arg-type]
        answer: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()
        self._queue.append(_Request(packed, answer))
        self._wake.set()
        return answer

    async def _run(self) -> None:
        while True:
            await self._wake.wait()
            # One more turn of the loop, so that all who are about to ask are in the same batch.
            await asyncio.sleep(0)
            batch = self._take_batch()
            if not self._queue:
                self._wake.clear()
            if batch:
                try:
                    await self._exchange(batch)
                except BaseException:  # cancelled, or a bug: nobody may wait for ever
                    _fail(batch, OutcomeUnknown("stopped"))
                    _fail(self._queue, LogUnavailable("stopped"))
                    raise

    def _take_batch(self) -> list[_Request]:
        batch: list[_Request] = []
        size = 0
        while self._queue and len(batch) < BATCH_COMMANDS and (not batch or size < BATCH_BYTES):
            request = self._queue.popleft()
            if request.answer.done():  # cancelled while it waited: it was never sent
                continue
            batch.append(request)
            size += len(request.packed)
        return batch

    async def _exchange(self, batch: list[_Request]) -> None:
        try:
            connection = await self._connected()
        except (RedisError, OSError) as error:
            await self._disconnect()
            _fail(batch, LogUnavailable(str(error)))
            return
        answered = 0
        try:
            async with asyncio.timeout(TIMEOUT_SECONDS):
                await connection.send_packed_command([b"".join([request.packed for request in batch])])
                for request in batch:
                    _settle(request, await _answer(connection))
                    answered += 1
        except (RedisError, OSError) as error:  # asyncio's time-out is an OSError too
            await self._disconnect()
            _fail(batch[answered:], OutcomeUnknown(str(error)))

    async def _connected(self) -> AbstractConnection:
        if self._connection is None:
            options = dict(parse_url(self._url))
            kind = cast("Callable[..., AbstractConnection]", options.pop("connection_class", Connection))
            # No retries here: redis-py would send an append twice. Who asks under a key asks again.
            connection = kind(
                **options,
                protocol=2,
                decode_responses=False,
                socket_timeout=None,
                socket_connect_timeout=TIMEOUT_SECONDS,
                retry=Retry(NoBackoff(), 0),
                driver_info=None,
            )
            await connection.connect()  # type: ignore[no-untyped-call]
            self._connection = connection
        return self._connection

    async def _disconnect(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            with contextlib.suppress(RedisError, OSError):
                await connection.disconnect(nowait=True)


async def _answer(connection: AbstractConnection) -> Answer | ResponseError | LogUnavailable:
    try:
        answer: Answer = await connection.read_response(disable_decoding=True, disconnect_on_error=False)
    except BusyLoadingError as error:  # a ConnectionError in redis-py, yet the connection is in order
        return LogUnavailable(f"loading: {error}")
    except ResponseError as error:
        return error
    return answer


def _settle(request: _Request, answer: Answer | ResponseError | LogUnavailable) -> None:
    if request.answer.done():  # its waiter was cancelled meanwhile; the others' answers follow
        return
    if isinstance(answer, Exception):
        request.answer.set_exception(answer)
    else:
        request.answer.set_result(answer)


def _fail(requests: deque[_Request] | list[_Request], error: Exception) -> None:
    for request in requests:
        if not request.answer.done():
            request.answer.set_exception(error)
            request.answer.exception()  # looked at: a waiter that went away is no "never retrieved" warning
