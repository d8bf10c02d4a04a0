"""Notices as lines of a file, for tests and demonstrations: there they can be read, and nobody is woken."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

from shared.notices.port import Channel, Notice


class FileCarrier:
    """Appends a line of JSON for each notice."""

    def __init__(self, path: Path, channel: Channel) -> None:
        self._path = path
        self._channel = channel

    async def carry(self, notice: Notice) -> bool:
        """Write it; False where the file cannot be written."""
        told = {"id": notice.id, "channel": self._channel, "to": notice.to, "title": notice.title, "body": notice.body}
        return await asyncio.to_thread(self._written, json.dumps(told, ensure_ascii=False))

    def _written(self, line: str) -> bool:
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with self._path.open("a", encoding="utf-8") as file:
                file.write(f"{line}\n")
        except OSError:
            return False
        return True
