"""The load: clients that play their stories at the halls without pause."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field, replace

from tests.faults.requests import Requests
from tests.faults.staff import HALLS, Newcomers, Staff
from tests.faults.stories import association as associations
from tests.faults.stories import fund
from tests.faults.stories.afterwards import bad_ratings, follow_up, leave
from tests.faults.stories.application import application
from tests.faults.stories.at_once import emergency, instant
from tests.faults.stories.community import community
from tests.faults.stories.contract import contract
from tests.faults.stories.council import council
from tests.faults.stories.election import election
from tests.faults.stories.hall import appointment, enquiry, opinion, ticket
from tests.faults.stories.people import people
from tests.faults.stories.setting_up import hall, item
from tests.faults.turn import SEATS, Turn

IN_FLIGHT = 32
Story = Callable[[Turn], Awaitable[None]]


@dataclass(frozen=True)
class Clients:
    """So many that play the same story, at the first so many halls: the fewer, the more they get in one another's way.

    An application has many acts, and most of them in the back office.
    """

    story: Story
    many: int
    halls: int = HALLS


CLIENTS: Mapping[str, Clients] = {
    "application": Clients(application, 56),
    "instant": Clients(instant, 8),
    "emergency": Clients(emergency, 4, halls=2),
    "appointment": Clients(appointment, 8, halls=2),
    "ticket": Clients(ticket, SEATS * 2, halls=2),
    "enquiry": Clients(enquiry, 6),
    "opinion": Clients(opinion, 3),
    "people": Clients(people, 8),
    "item": Clients(item, 3),
    "hall": Clients(hall, 3),
    "community": Clients(community, 4),
    "council": Clients(council, 6, halls=2),
    "election": Clients(election, 2, halls=1),
    "contract": Clients(contract, 2, halls=1),
    "association": Clients(associations.association, 4, halls=2),
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
        for kind, those in CLIENTS.items():
            for number in range(those.many):
                clients.create_task(self._client(those, f"{self.name}-{kind}{number}", number, turns))

    async def start_afterwards(self, clients: asyncio.TaskGroup) -> int:
        """Start a client for each bad rating, for each project and filing whose notice is over, and for each clerk who
        was on duty; returns how many ratings.
        """
        turns = [
            Turn(self.requests, self.staff, self._newcomers, counter, f"{self.name}-leave{place}", seat=0, choice=0)
            for place, counter in enumerate(self.staff.counters)
        ]
        bad = [(turn, rating) for turn in turns for rating in await bad_ratings(turn)]
        for number, (turn, rating) in enumerate(bad):
            its = replace(turn, key=f"{self.name}-rating{number}", choice=number)
            clients.create_task(follow_up(its, rating))
        for turn in turns[: CLIENTS["hall"].many]:
            clients.create_task(leave(turn))
        for number, project in enumerate(await fund.posted(turns[0])):
            clients.create_task(fund.paid(replace(turns[0], key=f"{self.name}-project{number}"), project))
        for turn in turns:
            for filing in await associations.announced(turn):
                its = replace(turn, key=f"{self.name}-filing{filing[:8]}")
                clients.create_task(associations.filed(its, filing))
        return len(bad)

    async def busy(self, more: int, in_flight: int = IN_FLIGHT) -> None:
        """Let clients go on, and wait until `more` further commands are acknowledged and so many are in flight."""
        await self.requests.go_on()
        await self.requests.busy(more, in_flight)

    async def struck(self) -> None:
        """Let clients pause soon: what they would go on with takes the cores from those who come up again."""
        await self.requests.go_on(IN_FLIGHT)

    async def finish(self) -> None:
        """Let every client finish its story."""
        self.done = True
        await self.requests.go_on()

    async def _client(self, those: Clients, name: str, number: int, turns: int | None) -> None:
        # Clients begin with different ways, those of one counter and those of one seat.
        seat, place = divmod(number, those.halls)
        counter, turn = self.staff.counters[place], 0
        while not self.done and turn != turns:
            key, choice = f"{name}-{turn}", seat + place + turn
            await those.story(Turn(self.requests, self.staff, self._newcomers, counter, key, seat, choice))
            turn += 1
