"""Invented residents (示例) who come to the halls of a running demonstration, some at once, and what each of them does.

Everything goes over the APIs that everybody uses; who does what is drawn from a seed, so that it can be done again.
"""

from __future__ import annotations

import random
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from rich.console import Console
from rich.table import Table

from deploy.client import Client, Refused, clients
from deploy.clock import HandClock, settle
from deploy.residents import document
from deploy.stage import Stage
from deploy.year.hall_day import HALL as STAFFED
from shared.kernel.actors import Role
from shared.kernel.instants import SHANGHAI
from shared.runtime.settings import PORTS, Settings

AT_ONCE = 8
"""How many residents are served at the same time, at most."""

FIRST_PERSON, SEEDS_APART = 4_000_000, 100_000
"""The first of the residents of seed 0, and how many numbers each seed has for its own."""

LAST_SEED = 100
"""Whoever is numbered later would be a child in the article's year."""

ORDINARY, INSTANT = "CD-MZ-003", "CD-JY-002"
MIX = {"accepted": 40, "corrected": 18, "withdrawn": 6, "waiting": 8, "served": 14, "booked": 8, "opinion": 6}
"""Of a hundred residents: most are accepted at once, some after a correction; a few take it back or are told later."""

AHEAD = range(1, 5)
"""How many days from today on somebody looks for a free hour."""

RATED_PERCENT = 60
"""How many of those who were served at once rate it."""

LEVELS = {"VERY_SATISFIED": 50, "SATISFIED": 35, "BASICALLY": 10, "DISSATISFIED": 4, "VERY_DISSATISFIED": 1}


@dataclass(frozen=True, slots=True)
class Resident:
    """The n-th of a run, what they come for, and how they rate if they do."""

    n: int
    comes_for: str
    hall: Mapping[str, Any]
    window: str
    committee: str
    level: str | None

    @property
    def phone(self) -> str:
        """A number that only this resident has."""
        return f"138{self.n % 100_000_000:08d}"


@dataclass
class Crowd(Stage):
    """Serves residents and counts what happened; what is refused is counted by its slug."""

    done: Counter[str] = field(default_factory=Counter)

    def staffed(self, hall: Mapping[str, Any]) -> None:
        """Put somebody on the first window's post of a hall, who may decide alone what is done at once."""
        centre, who = hall["centre_id"], _clerk_of(hall)
        staff = {"id": who, "name": f"示例·{hall['name_zh']}窗口员", "org": centre, "trained_for": [ORDINARY, INSTANT]}
        self._tell("/staff", staff, who)
        window = {"hall_id": hall["id"], "window_id": hall["windows"][0]["id"], "kind": "WINDOW"}
        words = {"org": centre, "title_zh": "示例：综合窗口岗", "title_en": "Window", **window}
        post = self._tell("/posts", words, f"{who}-post")["id"]
        self._tell(f"/posts/{post}/assignment", {"holder": who}, f"{who}-assigned")
        terms = {"from_body": "dept-employment", "to_body": centre, "mode": "DELEGATED", "single_person": True}
        terms |= {"valid_from": "2013-09-29", "basis": "示例：一人办结", "provenance": "SYNTHETIC"}
        self._tell(f"/delegations/{INSTANT}/grants", terms, f"{who}-may")

    def serve(self, residents: Iterator[Resident]) -> None:
        """Serve all of them, some at once."""
        with ThreadPoolExecutor(AT_ONCE) as counters:
            for what in counters.map(self._serve, residents):
                self.done.update(what)

    def _serve(self, resident: Resident) -> list[str]:
        happened: list[str] = []
        try:
            happened.extend(WAYS[resident.comes_for](self, resident))
        except Refused as error:
            happened.append(f"refused: {error.slug}")
        return happened

    def accepted(self, resident: Resident) -> Iterator[str]:
        """Their papers are whole, and they are accepted there and then."""
        application = self._receive(resident)
        yield "received"
        self._at_counter(resident, f"/applications/{application}/acceptance", {})
        yield "accepted"

    def corrected(self, resident: Resident) -> Iterator[str]:
        """They are told once of all that is missing, bring it, and are accepted."""
        application = self._receive(resident)
        yield "received"
        defects = [{"material": "户口簿", "reason": "未提供"}]
        self._at_counter(resident, f"/applications/{application}/correction-notice", {"defects": defects})
        self._at_counter(resident, f"/applications/{application}/correction", {"materials": ["户口簿"]})
        yield "corrected"
        self._at_counter(resident, f"/applications/{application}/acceptance", {})
        yield "accepted"

    def withdrawn(self, resident: Resident) -> Iterator[str]:
        """They think better of it."""
        application = self._receive(resident)
        yield "received"
        self._at_counter(resident, f"/applications/{application}/withdrawal", {"reason": "示例：不再需要"})
        yield "withdrawn"

    def waiting(self, resident: Resident) -> Iterator[str]:
        """Nobody has told them anything yet."""
        self._receive(resident)
        yield "received"

    def served(self, resident: Resident) -> Iterator[str]:
        """What they came for is done at once; some rate it."""
        words = {**self._application(resident, INSTANT), "outcome": "GRANT"}
        receipt = self._at_counter(resident, "/instant-services", words)
        yield "served at once"
        if resident.level is None:
            return
        voucher = self._clerk(resident).get("intake", f"/v1/applications/{receipt['id']}/voucher")
        rating = {**voucher, "level": resident.level}
        self.admin.post("intake", "/v1/public/ratings", rating, f"load-rating-{resident.n}")
        yield "rated"

    def booked(self, resident: Resident) -> Iterator[str]:
        """They book an hour of a coming day from home, where one is free."""
        path, now = f"/v1/public/halls/{resident.hall['id']}/slots", self.clock.now() or datetime.now(SHANGHAI)
        for days in AHEAD:
            slots = self.admin.get("intake", path, on=(now.date() + timedelta(days)).isoformat())["slots"]
            if free := [each["from_at"] for each in slots if each["free"]]:
                words = {"hall_id": resident.hall["id"], "from_at": free[0], "contact": {"phone": resident.phone}}
                self.admin.post("intake", "/v1/public/appointments", words, f"load-booked-{resident.n}")
                yield "booked"
                return

    def opinion(self, resident: Resident) -> Iterator[str]:
        """They tell the committee of their neighbourhood what they want."""
        words = {"committee_id": resident.committee, "text": "示例：院里需要座椅", "phone": resident.phone}
        self.admin.post("councils", "/v1/public/opinions", words, f"load-opinion-{resident.n}")
        yield "opinion given"

    def _receive(self, resident: Resident) -> str:
        return str(self._at_counter(resident, "/applications", self._application(resident, ORDINARY))["id"])

    def _application(self, resident: Resident, item: str) -> dict[str, Any]:
        applicant = {**document(f"居民{resident.n}", resident.n), "phone": resident.phone}
        place = {"hall_id": resident.hall["id"], "window_id": resident.window, "item_code": item}
        return {**place, "applicant": applicant, "materials": ["身份证"]}

    def _clerk(self, resident: Resident) -> Client:
        return self.person(_clerk_of(resident.hall), Role.CLERK, str(resident.hall["centre_id"]))

    def _at_counter(self, resident: Resident, path: str, words: Mapping[str, Any]) -> dict[str, Any]:
        key = f"load-{resident.n}-{path.rpartition('/')[2]}"
        return self._clerk(resident).post("intake", f"/v1{path}", words, key)

    def _tell(self, path: str, words: Mapping[str, Any], key: str) -> dict[str, Any]:
        return self.admin.post("casework", f"/v1{path}", words, key)


def _clerk_of(hall: Mapping[str, Any]) -> str:
    return f"s-load-{hall['code'].lower()}"


WAYS: Mapping[str, Callable[[Crowd, Resident], Iterator[str]]] = {
    "accepted": Crowd.accepted,
    "corrected": Crowd.corrected,
    "withdrawn": Crowd.withdrawn,
    "waiting": Crowd.waiting,
    "served": Crowd.served,
    "booked": Crowd.booked,
    "opinion": Crowd.opinion,
}


def drawn(crowd: Crowd, halls: Sequence[Mapping[str, Any]], residents: int, seed: int) -> Iterator[Resident]:
    """So many residents, each drawn to a hall, a window and what they come for."""
    chance = random.Random(seed)  # noqa: S311 - a demonstration that can be done again, no secret
    committees = [*crowd.admin.pages("councils", "/v1/committees", "committees", kind="RESIDENTS")]
    for n in range(residents):
        hall = chance.choice(halls)
        (comes_for,), (level,) = (chance.choices([*of], [*of.values()]) for of in (MIX, LEVELS))
        rates = chance.randrange(100) < RATED_PERCENT
        window = hall["windows"][0 if comes_for == "served" else chance.randrange(len(hall["windows"]))]["id"]
        number, committee = FIRST_PERSON + SEEDS_APART * seed + n, chance.choice(committees)["id"]
        yield Resident(number, comes_for, hall, window, committee, level if rates else None)


def load(
    settings: Settings, console: Console, residents: int, seed: int, ports: Mapping[str, int] = PORTS
) -> Counter[str]:
    """Let so many residents come, then print how many did what, and how many a second; what happened how often."""
    with clients(settings, ports) as people, HandClock(settings.redis_url) as clock:
        crowd = Crowd(people, clock, console)
        halls = [each for each in crowd.admin.get("intake", "/v1/halls")["halls"] if each["code"] != STAFFED]
        for hall in halls:
            crowd.staffed(hall)
        settle(crowd.admin)
        began = time.monotonic()
        crowd.serve(drawn(crowd, halls, residents, seed))
        took = time.monotonic() - began
    title = f"示例居民 {residents} 人，{took:.1f} 秒 · invented residents and what they did"
    table = Table("what", "times", "a second", title=title)
    for what, times in crowd.done.most_common():
        table.add_row(what, str(times), f"{times / took:.1f}")
    console.print(table)
    return crowd.done
