"""The load: clients that play their stories at the halls without pause."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field

from tests.faults.requests import Requests
from tests.faults.staff import Newcomers, Staff
from tests.faults.stories.application import application
from tests.faults.stories.community import community
from tests.faults.stories.hall import appointment, enquiry
from tests.faults.turn import Turn

IN_FLIGHT = 32
Story = Callable[[Turn], Awaitable[None]]
# How many clients play what; an application has many acts, and most of them in the back office.
CLIENTS: Mapping[str, tuple[Story, int]] = {
    "application": (application, 52),
    "appointment": (appointment, 14),
    "enquiry": (enquiry, 12),
    "community": (community, 10),
}


@dataclass
class Load:
    """All clients of a deployment."""

    requests: Requests
    staff: Staff
    name: str = "load"
    done: bool = False
    _newcomers: Newcomers = field(default_factory=Newcomers)

    def start(self, clients: asyncio.TaskGroup, turns: int | None = None) -> None:
        """Start all clients; each plays `turns` stories, or until `done`."""
        for kind, (story, many) in CLIENTS.items():
            for number in range(many):
                clients.create_task(self._client(story, f"{self.name}-{kind}{number}", number, turns))

    async def busy(self, more: int) -> None:
        """Wait until `more` further commands are acknowledged and enough are in flight."""
        await self.requests.busy(more, IN_FLIGHT)

    async def _client(self, story: Story, name: str, number: int, turns: int | None) -> None:
        counters, turn = self.staff.counters, 0
        counter = counters[number % len(counters)]
        while not self.done and turn != turns:
            # Clients of one counter begin with different ways.
            choice = number // len(counters) + turn
            await story(Turn(self.requests, self.staff, self._newcomers, counter, f"{name}-{turn}", choice))
            turn += 1
