"""What the machine gives in this very minute: bare `XADD`, and the same append script, from a client written in C."""

from __future__ import annotations

import asyncio
import re
import shutil
import subprocess
from collections.abc import Sequence
from time import perf_counter

import hiredis
import redis

CLIENTS = 64
PAYLOAD = "x" * 400
KEY = "bench:yardstick"
_PER_SECOND = re.compile(r"([0-9.]+) requests per second")


def tool() -> str:
    """Who sends the yardstick's commands."""
    return "redis-benchmark" if shutil.which("redis-benchmark") else "a raw asyncio client (no redis-benchmark here)"


def xadd(port: int, count: int) -> float:
    """`XADD` of 400 bytes per second, 64 clients, one command at a time each."""
    rate = repeated(port, count, ("XADD", KEY, "*", "ce", PAYLOAD))
    with redis.Redis(host="127.0.0.1", port=port) as client:
        client.delete(KEY)
    return rate


def repeated(port: int, count: int, command: Sequence[str]) -> float:
    """How often per second a command is answered; `__rand_int__` in it is drawn anew for each."""
    if shutil.which("redis-benchmark") is None:
        return asyncio.run(_raw(port, count, command))
    options = ["-p", str(port), "-c", str(CLIENTS), "-n", str(count), "-r", "2000000000", "-q"]
    said = subprocess.run(["redis-benchmark", *options, *command], capture_output=True, text=True, check=True).stdout
    return float(_PER_SECOND.findall(said)[-1])


async def _raw(port: int, count: int, command: Sequence[str]) -> float:
    numbers = iter(range(count))

    async def client() -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        answers = hiredis.Reader()
        for number in numbers:
            words = [word.replace("__rand_int__", f"{number:012d}").encode() for word in command]
            writer.write(b"*%d\r\n" % len(words) + b"".join(b"$%d\r\n%b\r\n" % (len(word), word) for word in words))
            while answers.gets() is False:
                answers.feed(await reader.read(65_536))
        writer.close()

    begun = perf_counter()
    await asyncio.gather(*(client() for _ in range(CLIENTS)))
    return count / (perf_counter() - begun)


def one_by_one(port: int, count: int) -> list[float]:
    """Milliseconds of `XADD` of 400 bytes by a single client, each sent when the one before is durable."""
    took = []
    with redis.Redis(host="127.0.0.1", port=port) as client:
        for _ in range(count):
            begun = perf_counter()
            client.xadd(KEY, {"ce": PAYLOAD})
            took.append(1000 * (perf_counter() - begun))
        client.delete(KEY)
    return took
