"""HTTP/1.1 over kept connections, and nothing more: the load shares the cores with what it is put on."""

from __future__ import annotations

import asyncio
import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

TIMEOUT_SECONDS = 30.0
BAD_REQUEST = 400
Connection = tuple[asyncio.StreamReader, asyncio.StreamWriter]


class Broken(Exception):
    """Nobody answered: what became of the request is unknown."""


@dataclass(frozen=True)
class Answer:
    """What came back; header names are in lower case."""

    status: int
    headers: Mapping[str, str]
    content: bytes

    @property
    def is_success(self) -> bool:
        """Whether it is no problem."""
        return self.status < BAD_REQUEST

    def json(self) -> dict[str, Any]:
        """Its content."""
        read: dict[str, Any] = json.loads(self.content)
        return read


@dataclass
class Wire:
    """Connections by port; each carries one request at a time."""

    _free: defaultdict[int, list[Connection]] = field(default_factory=lambda: defaultdict(list))

    async def send(self, port: int, method: str, path: str, headers: Mapping[str, str], content: bytes = b"") -> Answer:
        """Ask once. Raises Broken."""
        said = {"Host": f"127.0.0.1:{port}", "Content-Length": str(len(content)), **headers}
        head = "".join(f"{name}: {value}\r\n" for name, value in said.items())
        try:
            async with asyncio.timeout(TIMEOUT_SECONDS):
                reader, writer = self._kept(port) or await asyncio.open_connection("127.0.0.1", port)
                try:
                    writer.write(f"{method} {path} HTTP/1.1\r\n{head}\r\n".encode() + content)
                    answer = await _read(reader)
                except BaseException:
                    writer.close()
                    raise
        except (OSError, asyncio.IncompleteReadError, TimeoutError) as error:
            raise Broken from error
        self._free[port].append((reader, writer))
        return answer

    def close(self) -> None:
        """Let all connections go."""
        for connections in self._free.values():
            for _, writer in connections:
                writer.close()

    def _kept(self, port: int) -> Connection | None:
        """A connection that still stands."""
        free = self._free[port]
        while free:
            reader, writer = free.pop()
            if not reader.at_eof() and not writer.is_closing():
                return reader, writer
            writer.close()
        return None


async def _read(reader: asyncio.StreamReader) -> Answer:
    first, *lines = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").splitlines()[:-1]
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
    content = await reader.readexactly(int(headers["content-length"]))
    return Answer(int(first.split()[1]), headers, content)
