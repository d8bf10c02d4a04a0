"""A server that still reads its append-only file answers `LOADING`: not now, whoever asks and whatever for."""

from __future__ import annotations

import asyncio

import pytest

from shared.runtime.clock import ManualClock
from shared.store.port import LogUnavailable
from shared.store.pump import Pump


async def loading_once(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    answers = [b"-LOADING the dataset is in memory soon\r\n", b"$25\r\n2014-09-24T09:00:00+08:00\r\n"]
    for answer in answers:
        await reader.readuntil(b"huimin:clock\r\n")
        writer.write(answer)
    await writer.drain()
    writer.close()


async def test_the_clock_is_unavailable_while_the_server_loads_and_there_afterwards():
    server = await asyncio.start_server(loading_once, "127.0.0.1", 0)
    async with server:
        pump = Pump(f"redis://127.0.0.1:{server.sockets[0].getsockname()[1]}/0")
        await pump.start()
        clock = ManualClock(pump)
        with pytest.raises(LogUnavailable):
            await clock.now()
        assert (await clock.now()).hour == 9
        await pump.stop()
