"""A district in which something goes on, and people who would go on with it: what a fuzzer speaks of exists."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import requests

from shared.kernel.actors import Role
from tests.hostile.backoffice import ALONE, DEPARTMENT, EMPLOYMENT, GOVERNMENT, MINIMUM, ORDINARY, BackOffice
from tests.hostile.bodies import Bodies
from tests.hostile.counter import afterwards, application, hall, people, setting_up
from tests.hostile.counter.at import Counter as ServiceCounter
from tests.hostile.fitting import Fitting, casework
from tests.hostile.wire import Wire
from tests.journeys.district import District, running
from tests.journeys.people import office

LATER = "2013-11-08T09:00"
"""When what was accepted on the first day is late by promise and by statute."""

COUNTER: tuple[Callable[[ServiceCounter], None], ...] = (
    *(setting_up.rules, afterwards.ratings, application.handed_in, application.from_home, application.results),
    *(application.files, application.drafts, application.at_once, people.acted_for, people.twice, people.households),
    *(hall.appointments, hall.queue, hall.enquiries, hall.opinions, setting_up.halls, setting_up.items),
)
"""What goes on at the counter meanwhile."""

DAYS = ("1949-10-01", "2013-09-01", "2013-11-07", "2013-11-08", "2013-11-11", "2014-12-31", "2999-12-31")


@dataclass(frozen=True)
class Hat:
    """Somebody who may do everything that a token opens, in one body, and the words that are theirs."""

    token: str
    words: Mapping[str, list[Any]] = field(default_factory=dict)


@dataclass(repr=False)
class Town:
    """`ids` are what addresses name, by the collection before them; `words` what bodies and queries say, by name."""

    district: District
    wire: Wire
    ids: dict[str, list[str]]
    words: dict[str, list[Any]]
    hats: dict[str, Hat]
    fitting: Mapping[str, Fitting]
    sent: Counter[str] = field(default_factory=Counter)
    slugs: Counter[str] = field(default_factory=Counter)
    events: Counter[str] = field(default_factory=Counter)
    refused: set[str] = field(default_factory=set)
    recorded: set[str] = field(default_factory=set)
    session: requests.Session = field(default_factory=requests.Session)
    number: int = 0

    def named(self, path: str) -> list[str]:
        """Ids that an address may name; of a collection in which nothing is, any."""
        collection = path.split("/{", 1)[0].rsplit("/", 1)[-1]
        return self.ids.get(collection) or [id_ for ids in self.ids.values() for id_ in ids]

    def fresh_key(self) -> dict[str, str]:
        """The header of a command that was never sent before."""
        return {"Idempotency-Key": f"fresh-{self.number}"}

    def told(self) -> str:
        """What was sent, and how deep it went."""
        lines = [f"{sum(self.sent.values())} requests, {dict(sorted(self.sent.items()))}"]
        lines.append(f"{len(self.slugs)} refusals: {' '.join(sorted(self.slugs))}")
        return "\n".join([*lines, f"{len(self.events)} kinds of event: {' '.join(sorted(self.events))}"])


@contextmanager
def lived_in(state_dir: Path) -> Iterator[Town]:
    """A town where cases and applications stand in every phase, some of them late."""
    with running(state_dir) as district:
        here = office(district, "QZX")
        back = BackOffice(here)
        at = ServiceCounter(back)
        back.open({"late": ORDINARY, "late with a body": MINIMUM})
        back.examined("late with a body", "sending")
        setting_up.rosters(at)
        bodies = Bodies(at)
        bodies.before()
        district.until(LATER)
        back.everything()
        for happens in COUNTER:
            happens(at)
        ids, words = _names(back, at)
        bodies.go_on(ids["communities"][0])
        ids = {**at.ids, **{name: [*known, *at.ids[name]] for name, known in ids.items()}}
        wire = Wire(district)
        with wire.http, requests.Session() as session:
            hats = {
                **_hats(wire, back),
                **{name: Hat(wire.token(role, sub=sub, org=org)) for name, (role, sub, org) in bodies.hats().items()},
            }
            yield Town(district, wire, ids, words, hats, casework(back.cases) | at.fitting, session=session)


def _names(back: BackOffice, at: ServiceCounter) -> tuple[dict[str, list[str]], dict[str, list[Any]]]:
    here, admin, posts = back.here, back.admin, list(back.posts.values())
    committee = admin.get("councils", "/v1/committees")["committees"][0]
    community = admin.get("councils", "/v1/communities")["communities"][0]["id"]
    people = [each["id"] for each in admin.get("casework", "/v1/staff")["staff"]]
    bodies, items = [DEPARTMENT, EMPLOYMENT, GOVERNMENT, here.centre_id], [ORDINARY, MINIMUM, ALONE, "CD-JS-001"]
    cases = list(back.cases.values())
    ids = {
        **at.ids,
        "cases": cases,
        "benefits": [back.cases["granted"], back.cases["closed"]],
        "posts": posts,
        "staff": people,
        "halls": [here.hall_id, *at.ids["halls"]],
        "items": [*items, *at.ids["items"]],
        "delegations": [MINIMUM, ALONE, ORDINARY],
        "committees": [committee["id"]],
        "communities": [community],
        "policies": ["decision", "case"],
        "calendar-years": ["2013", "2014"],
        "streets": ["630102001"],
    }
    words: dict[str, list[Any]] = {
        **back.words,
        **_all(("holder", "substitute", "staff_id"), people),
        **_all(("department", "of", "body", "from_body", "to_body", "payer", "committee_id"), bodies),
        **_all(("centre_id", "org"), [here.centre_id, DEPARTMENT]),
        **_all(("item_code", "trained_for"), items),
        **_all(("post_id", "approval_post_id"), posts),
        **_all(("as_of", "from", "until", "to", "in_force_on", "on"), [*DAYS, "2013-11"]),
        "known_at": ["casework:500", "2013-11-08T09:00:00+08:00"],
        "state": ["EXAMINING", "PROPOSED", "CLOSED", "RUNNING"],
        "colour": ["RED", "GREEN"],
        "waiting_for": ["NOBODY", "APPROVER", f"DEPARTMENT:{DEPARTMENT}"],
        "order": ["opened", "due", "closed", "OPENED", "DUE", "CLOSED"],
        "cases": cases,
        "hall_id": [here.hall_id],
        "window_id": ["W1", "W2", "W3", "W4"],
        "id_kind": ["citizen-id", "passport", "objector", "staff"],
        "id_number": ["630102194503120017", "63010120010101001X", "630102194001010019"],
        "phone": ["13997000000", "0971-8176543"],
        "street_code": [committee["street_code"]],
        "community_id": [community],
        "instalment": ["2013-09", "2013-10", "2013-11", "2013-12"],
        "paid_at": ["2013-11-07T09:00:00+08:00"],
        "amount": [40_000, 50_000, 6_000, 10_000],
        "number": [1, 2],
        "stage": [0, 1],
        "condition": ["设备", "印章"],
    }
    return ids, words


def _all(names: tuple[str, ...], known: list[Any]) -> dict[str, list[Any]]:
    return dict.fromkeys(names, known)


def _hats(wire: Wire, back: BackOffice) -> dict[str, Hat]:
    """Each has every role, so that what is refused them is refused for what they are and for what is asked."""
    centre, posts = back.here.centre_id, back.posts

    def hat(sub: str, org: str, *held: str, **words: list[Any]) -> Hat:
        own = {"post_id": [posts[post] for post in held]} if held else {}
        return Hat(wire.token(*Role, sub=sub, org=org), {**own, **words})

    return {
        "examiner": hat("s-qzx-examiner", centre, "examination"),
        "approver": hat("s-qzx-approver", centre, "approval"),
        "alone": hat(
            "s-qzx-alone",
            centre,
            "alone examining",
            "alone approving",
            approval_post_id=[posts["alone approving"]],
        ),
        "stand-in": hat("s-qzx-stand-in", centre, "handed over"),
        "clerk": hat("s-qzx-clerk", centre),
        "director": hat("s-qzx-director", centre),
        "admin": hat("admin", ""),
        "department": hat("s-dept-approver", DEPARTMENT, "of the department", from_body=[DEPARTMENT]),
        "government": hat("s-government-officer", GOVERNMENT),
    }
