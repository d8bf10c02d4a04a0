"""Invented residents (示例) who come to the halls of a running demonstration, some at once, and what each of them does.

Everything goes over the APIs that everybody uses; who does what is drawn from a seed, so that it can be done again.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from rich.console import Console
from rich.table import Table

from deploy.client import Client, Refused, clients
from deploy.clock import HandClock, settle
from deploy.comers import Comer, drawn
from deploy.load_bodies import WAYS as BESIDE
from deploy.load_bodies import Neighbours
from deploy.stage import Stage
from deploy.year.hall_day import HALL as OF_DAYS
from deploy.year.morning import HALL as OF_MORNING
from deploy.year.year import Year
from shared.kernel.actors import Role
from shared.kernel.instants import SHANGHAI
from shared.runtime.settings import PORTS, Settings

STAFFED = frozenset({OF_DAYS, OF_MORNING})
"""Halls where the demonstration has people of its own, whether it was played before or will be."""

AT_ONCE = 8
"""How many residents are served at the same time, at most."""

ORDINARY, INSTANT, OF_CENTRE = "CD-MZ-003", "CD-JY-002", "CD-JS-003"
"""Assistance, which goes up to the department from 2016 on, what one person may do at once, and what centres decide."""

GRANTED = {"outcome": "GRANT", "reasons": ["示例：符合条件"]}
BACK_OFFICE = {Role.EXAMINER: ("EXAMINATION", "审查"), Role.APPROVER: ("APPROVAL", "审批")}
"""Who decides what is no instant item: one proposes, another decides."""

AHEAD = range(1, 5)
"""How many days from today on somebody looks for a free hour."""


@dataclass
class Crowd(Stage):
    """Serves whoever comes and counts what happened; what is refused is counted by its slug.

    `posts` are those of the back office, by kind and centre.
    """

    neighbours: Neighbours
    posts: dict[tuple[str, str], str] = field(default_factory=dict)
    done: Counter[str] = field(default_factory=Counter)

    def staffed(self, hall: Mapping[str, Any]) -> None:
        """Put somebody on the first window's post of a hall, who may decide alone what is done at once; and two others
        on the posts of its back office.
        """
        centre, who = hall["centre_id"], _clerk_of(hall)
        window = {"hall_id": hall["id"], "window_id": hall["windows"][0]["id"], "kind": "WINDOW"}
        self._posted(hall, who, "综合窗口", window, trained_for=[ORDINARY, INSTANT, OF_CENTRE])
        for role, (kind, title) in BACK_OFFICE.items():
            officer = f"{who}-{role.value}"
            self.posts[kind, centre] = self._posted(hall, officer, title, {"kind": kind})
        terms = {"from_body": "dept-employment", "to_body": centre, "mode": "DELEGATED", "single_person": True}
        terms |= {"valid_from": "2013-09-29", "basis": "示例：一人办结", "provenance": "SYNTHETIC"}
        self._tell(f"/delegations/{INSTANT}/grants", terms, f"{who}-may")

    def _posted(self, hall: Mapping[str, Any], who: str, title: str, place: Mapping[str, str], **more: object) -> str:
        centre = hall["centre_id"]
        self._tell("/staff", {"id": who, "name": f"示例·{hall['name_zh']}{title}员", "org": centre, **more}, who)
        words = {"org": centre, "title_zh": f"示例：{title}岗", "title_en": place["kind"].title(), **place}
        post = str(self._tell("/posts", words, f"{who}-post")["id"])
        self._tell(f"/posts/{post}/assignment", {"holder": who}, f"{who}-assigned")
        return post

    def serve(self, comers: Iterator[Comer]) -> None:
        """Serve all of them, some at once."""
        with ThreadPoolExecutor(AT_ONCE) as counters:
            for what in counters.map(self._serve, comers):
                self.done.update(what)

    def _serve(self, comer: Comer) -> list[str]:
        happened: list[str] = []
        try:
            beside = BESIDE.get(comer.comes_for)
            way = beside(self.neighbours, comer) if beside else WAYS[comer.comes_for](self, comer)
            happened.extend(way)
        except Refused as error:
            happened.append(f"refused: {error.slug}")
        return happened

    def accepted(self, comer: Comer) -> Iterator[str]:
        """Their papers are whole, and they are accepted there and then."""
        application = self._receive(comer)
        yield "received"
        self._at_counter(comer, f"/applications/{application}/acceptance", {})
        yield "accepted"

    def decided(self, comer: Comer) -> Iterator[str]:
        """They are accepted, two of the back office decide on the same day, and the result is handed over."""
        application = self._receive(comer, OF_CENTRE)
        yield "received"
        accepted = self._at_counter(comer, f"/applications/{application}/acceptance", {})
        yield "accepted"
        after = accepted.get("position")
        (case,) = self.admin.get("casework", "/v1/cases", after, application_id=application)["cases"]
        self._in_office(comer, Role.EXAMINER, case["id"], "proposal", **GRANTED)
        self._in_office(comer, Role.APPROVER, case["id"], "decision", **GRANTED)
        closed = self._in_office(comer, Role.EXAMINER, case["id"], "closure")
        yield "decided"
        self._clerk(comer).get("intake", f"/v1/applications/{application}", closed.get("position"))
        self._at_counter(comer, f"/applications/{application}/delivery", {"mode": "WINDOW"})
        yield "delivered"

    def corrected(self, comer: Comer) -> Iterator[str]:
        """They are told once of all that is missing, bring it, and are accepted."""
        application = self._receive(comer)
        yield "received"
        defects = [{"material": "户口簿", "reason": "未提供"}]
        self._at_counter(comer, f"/applications/{application}/correction-notice", {"defects": defects})
        self._at_counter(comer, f"/applications/{application}/correction", {"materials": ["户口簿"]})
        yield "corrected"
        self._at_counter(comer, f"/applications/{application}/acceptance", {})
        yield "accepted"

    def withdrawn(self, comer: Comer) -> Iterator[str]:
        """They think better of it."""
        application = self._receive(comer)
        yield "received"
        self._at_counter(comer, f"/applications/{application}/withdrawal", {"reason": "示例：不再需要"})
        yield "withdrawn"

    def waiting(self, comer: Comer) -> Iterator[str]:
        """Nobody has told them anything yet."""
        self._receive(comer)
        yield "received"

    def served(self, comer: Comer) -> Iterator[str]:
        """What they came for is done at once; some rate it."""
        words = {**self._application(comer, INSTANT), "outcome": "GRANT"}
        receipt = self._at_counter(comer, "/instant-services", words)
        yield "served at once"
        if comer.level is None:
            return
        voucher = self._clerk(comer).get("intake", f"/v1/applications/{receipt['id']}/voucher")
        rating = {**voucher, "level": comer.level}
        self.admin.post("intake", "/v1/public/ratings", rating, f"load-rating-{comer.n}")
        yield "rated"

    def booked(self, comer: Comer) -> Iterator[str]:
        """They book an hour of a coming day from home, where one is free."""
        path, now = f"/v1/public/halls/{comer.hall['id']}/slots", self.clock.now() or datetime.now(SHANGHAI)
        for days in AHEAD:
            slots = self.admin.get("intake", path, on=(now.date() + timedelta(days)).isoformat())["slots"]
            if free := [each["from_at"] for each in slots if each["free"]]:
                words = {"hall_id": comer.hall["id"], "from_at": free[0], "contact": {"phone": comer.phone}}
                self.admin.post("intake", "/v1/public/appointments", words, f"load-booked-{comer.n}")
                yield "booked"
                return

    def opinion(self, comer: Comer) -> Iterator[str]:
        """They tell the committee of their neighbourhood what they want."""
        words = {"committee_id": comer.committee, "text": "示例：院里需要座椅", "phone": comer.phone}
        self.admin.post("councils", "/v1/public/opinions", words, f"load-opinion-{comer.n}")
        yield "opinion given"

    def _receive(self, comer: Comer, item: str = ORDINARY) -> str:
        return str(self._at_counter(comer, "/applications", self._application(comer, item))["id"])

    def _application(self, comer: Comer, item: str) -> dict[str, Any]:
        applicant = {**comer.document, "phone": comer.phone}
        place = {"hall_id": comer.hall["id"], "window_id": comer.window, "item_code": item}
        return {**place, "applicant": applicant, "materials": ["身份证"]}

    def _clerk(self, comer: Comer) -> Client:
        return self.person(_clerk_of(comer.hall), Role.CLERK, str(comer.hall["centre_id"]))

    def _at_counter(self, comer: Comer, path: str, words: Mapping[str, Any]) -> dict[str, Any]:
        key = f"load-{comer.n}-{path.rpartition('/')[2]}"
        return self._clerk(comer).post("intake", f"/v1{path}", words, key)

    def _in_office(self, comer: Comer, role: Role, case: str, act: str, **said: object) -> dict[str, Any]:
        centre = str(comer.hall["centre_id"])
        officer = self.person(f"{_clerk_of(comer.hall)}-{role.value}", role, centre)
        words = {"post_id": self.posts[BACK_OFFICE[role][0], centre], **said}
        return officer.post("casework", f"/v1/cases/{case}/{act}", words, f"load-{comer.n}-{act}")

    def _tell(self, path: str, words: Mapping[str, Any], key: str) -> dict[str, Any]:
        return self.admin.post("casework", f"/v1{path}", words, key)


def _clerk_of(hall: Mapping[str, Any]) -> str:
    return f"s-load-{hall['code'].lower()}"


WAYS: Mapping[str, Callable[[Crowd, Comer], Iterator[str]]] = {
    "accepted": Crowd.accepted,
    "decided": Crowd.decided,
    "corrected": Crowd.corrected,
    "withdrawn": Crowd.withdrawn,
    "waiting": Crowd.waiting,
    "served": Crowd.served,
    "booked": Crowd.booked,
    "opinion": Crowd.opinion,
}


def load(
    settings: Settings, console: Console, residents: int, seed: int, ports: Mapping[str, int] = PORTS
) -> Counter[str]:
    """Let so many residents come, then print how many did what, and how many a second; what happened how often."""
    with clients(settings, ports) as people, HandClock(settings.redis_url) as clock:
        crowd = Crowd(people, clock, console, Neighbours(Year(people, clock, console)))
        halls = [each for each in crowd.admin.get("intake", "/v1/halls")["halls"] if each["code"] not in STAFFED]
        for hall in halls:
            crowd.staffed(hall)
        crowd.neighbours.ready()
        settle(crowd.admin)
        committees = [*crowd.admin.pages("councils", "/v1/committees", "committees", kind="RESIDENTS")]
        began = time.monotonic()
        crowd.serve(drawn(halls, committees, residents, seed))
        took = time.monotonic() - began
    title = f"示例居民 {residents} 人，{took:.1f} 秒 · invented residents and what they did"
    table = Table("what", "times", "a second", title=title)
    for what, times in crowd.done.most_common():
        table.add_row(what, str(times), f"{times / took:.1f}")
    console.print(table)
    return crowd.done
