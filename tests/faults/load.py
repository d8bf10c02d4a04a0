"""The load: clients that play their stories at the halls without pause."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field, replace

from tests.faults.requests import Requests
from tests.faults.staff import HALLS, Newcomers, Staff
from tests.faults.stories import association as associations
from tests.faults.stories import contract as contracts
from tests.faults.stories import fund
from tests.faults.stories.activity import activity
from tests.faults.stories.aftermath import aftermath
from tests.faults.stories.afterwards import bad_ratings, follow_up, leave
from tests.faults.stories.allocation import allocation
from tests.faults.stories.answering import agreed, answering, pact, watching
from tests.faults.stories.application import BAD, application
from tests.faults.stories.appraisal import appraisal, concluded, put_right
from tests.faults.stories.at_once import emergency, instant
from tests.faults.stories.benefit import benefit
from tests.faults.stories.case_list import case_list
from tests.faults.stories.committee import committee, disbanded
from tests.faults.stories.community import community
from tests.faults.stories.council import council
from tests.faults.stories.deliberation import deliberation
from tests.faults.stories.district import district
from tests.faults.stories.election import election
from tests.faults.stories.hall import appointment, enquiry, opinion, ticket
from tests.faults.stories.infra import infra
from tests.faults.stories.inquiry import inquiry
from tests.faults.stories.office import office, ordained
from tests.faults.stories.people import people
from tests.faults.stories.registration import registration
from tests.faults.stories.reward import judged, reward
from tests.faults.stories.setting_up import hall, item
from tests.faults.stories.standing import standing
from tests.faults.stories.task import task
from tests.faults.stories.unit import unit
from tests.faults.stories.window_filing import window_filing
from tests.faults.turn import SEATS, Turn

IN_FLIGHT = 32
Story = Callable[[Turn], Awaitable[None]]


@dataclass(frozen=True)
class Clients:
    """So many that play the same story, at the first so many halls: the fewer, the more they get in one another's way.

    An application has many acts, and most of them in the back office. Where a story has several ways and one hall, each
    way has a client that begins with it: whatever is struck, each is gone to its end once.
    """

    story: Story
    many: int
    halls: int = HALLS


CLIENTS: Mapping[str, Clients] = {
    "application": Clients(application, 48),
    "instant": Clients(instant, 8),
    "emergency": Clients(emergency, 4, halls=2),
    "inquiry": Clients(inquiry, 4, halls=1),
    "aftermath": Clients(aftermath, 3, halls=1),
    "benefit": Clients(benefit, 1),
    "case_list": Clients(case_list, 1),
    "office": Clients(office, 2, halls=1),
    "task": Clients(task, 1),
    "window_filing": Clients(window_filing, 2, halls=2),
    "appointment": Clients(appointment, 8, halls=2),
    "ticket": Clients(ticket, SEATS * 2, halls=2),
    "enquiry": Clients(enquiry, 6, halls=3),
    "opinion": Clients(opinion, 3),
    "people": Clients(people, 6, halls=1),
    "item": Clients(item, 3),
    "hall": Clients(hall, 3),
    "community": Clients(community, 4),
    "council": Clients(council, 6, halls=2),
    "election": Clients(election, 3, halls=1),
    "contract": Clients(contracts.contract, 3, halls=1),
    "association": Clients(associations.association, 4, halls=2),
    "activity": Clients(activity, 2, halls=1),
    "standing": Clients(standing, 2, halls=1),
    "registration": Clients(registration, 3, halls=1),
    "allocation": Clients(allocation, 3, halls=1),
    "reward": Clients(reward, 1, halls=1),
    "infra": Clients(infra, 3, halls=1),
    "district": Clients(district, 1, halls=1),
    "committee": Clients(committee, 3, halls=1),
    "appraisal": Clients(appraisal, 1, halls=1),
    "unit": Clients(unit, 3, halls=1),
    "deliberation": Clients(deliberation, 3, halls=1),
    "answering": Clients(answering, 3, halls=1),
    "pact": Clients(pact, 1, halls=1),
    "watching": Clients(watching, 1, halls=1),
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

    async def start_afterwards(self, clients: asyncio.TaskGroup) -> None:
        """Start a client for each bad rating, for each project, filing, contract and appraisal that may go on, for
        rewards and the pact, and for each clerk who was on duty.
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
            its = replace(turns[0], key=f"{self.name}-project{number}", choice=number)
            clients.create_task(fund.paid(its, project))
        for number, contract in enumerate(await contracts.over(turns[0])):
            its = replace(turns[0], key=f"{self.name}-settled{number}")
            clients.create_task(contracts.settled(its, contract))
        for number, appraised in enumerate(await concluded(turns[0])):
            its = replace(turns[0], key=f"{self.name}-appraised{number}")
            clients.create_task(put_right(its, appraised))
        clients.create_task(ordained(replace(turns[0], key=f"{self.name}-ordained")))
        clients.create_task(judged(replace(turns[0], key=f"{self.name}-judged")))
        clients.create_task(disbanded(replace(turns[0], key=f"{self.name}-disbanded")))
        clients.create_task(agreed(replace(turns[0], key=f"{self.name}-agreed")))
        for turn in turns:
            for filing in await associations.announced(turn):
                its = replace(turn, key=f"{self.name}-filing{filing[:8]}")
                clients.create_task(associations.filed(its, filing))

    async def rated(self, ratings: int) -> None:
        """Let clients go on until so many have rated badly; who is called back is told when the day is over."""
        while sum(many for (_, level), many in self.requests.ballots.items() if level in BAD) < ratings:
            await self.busy(1, in_flight=1)

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
