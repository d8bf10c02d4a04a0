"""A residents' committee of the journeys: its people, what is said and done there, and its three meetings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from deploy.client import Client
from shared.kernel.actors import Role
from tests.journeys.answers import refused, words
from tests.journeys.district import District
from tests.journeys.people import citizen_id

TERM_FROM = "2015-01-05"


@dataclass
class Committee:
    """A residents' committee: its id, its own people, its fifty representatives and who watches over it."""

    district: District
    id: str
    chair: Client
    clerk: Client
    people: Sequence[str] = ()
    supervisor: str = ""
    keys: Iterator[int] = field(default_factory=count)

    def say(self, path: str, body: object, by: Client | None = None) -> dict[str, Any]:
        """Send a command to councils, the chair's unless another is named."""
        return (by or self.chair).post("councils", f"/v1{path}", body, f"meeting-{next(self.keys):04d}")

    def do(self, path: str, body: object, by: Client | None = None) -> list[str]:
        """The words of the events that a command recorded."""
        return words(self.say(path, body, by)["events"])

    def refused(self, path: str, body: object, by: Client | None = None) -> tuple[int, str]:
        """The status and slug of a refusal."""
        return refused(self.say, path, body, by)

    def read(self, path: str, **parameters: str) -> dict[str, Any]:
        """What anybody may read of the committee, once the services have come to rest."""
        self.district.settle()
        return self.district.anybody().get("councils", f"/v1/public/{path}", committee_id=self.id, **parameters)

    def call(self, kind: str, day: str, *agenda: str, **said: Any) -> str:
        """The id of a meeting that is called for seven in the evening."""
        told = {"committee_id": self.id, "kind": kind, "begins_at": f"{day}T19:00:00+08:00", "place": "居委会会议室"}
        return str(self.say("/meetings", {**told, "agenda": agenda, **said})["id"])

    def call_for(self, appraisal: str, day: str, by: Client | None = None) -> str:
        """The id of a report meeting that is called for an appraisal, for nine in the morning."""
        told = {"committee_id": self.id, "begins_at": f"{day}T09:00:00+08:00", "place": "居委会会议室"}
        return str(self.say("/report-meetings", {**told, "agenda": [appraisal]}, by)["id"])

    def let_in(self, meeting: str, first: int, last: int) -> None:
        """Representatives come in, by their numbers from 1 on."""
        came = [{"person_id": each, "capacity": "REPRESENTATIVE"} for each in self.people[first - 1 : last]]
        self.do(f"/meetings/{meeting}/attendance", {"attendees": came})

    def vote(self, meeting: str, topic: str, in_favour: int, **said: Any) -> list[str]:
        """Count a vote; who is there and not for it abstains."""
        return self.do(f"/meetings/{meeting}/votes", {"topic_id": topic, "in_favour": in_favour, "against": 0, **said})


def committee_of(district: District, stat_code_12: str) -> Committee:
    """The committee with that code, its representatives elected."""
    listed = district.admin.pages("councils", "/v1/committees", "committees", kind="RESIDENTS")
    id_ = next(each["id"] for each in listed if each["stat_code_12"] == stat_code_12)
    chair = district.person("chair", Role.COMMITTEE, org=id_)
    committee = Committee(district, id_, chair, district.person("clerk", Role.CLERK))
    _seat(committee)
    return committee


def _seat(committee: Committee) -> None:
    """Fifty representatives of ten groups; the last of them chairs the supervision committee."""
    assignment = committee.district.admin.get("councils", f"/v1/committees/{committee.id}").get("assignment") or {}
    above = committee.district.person("w1", Role.WORKING_COMMITTEE, org=assignment.get("community_id", ""))
    groups = [{"group_id": f"g{n}", "households": 150, "seats": 5} for n in range(1, 11)]
    shares = {"apportionment": "BY_HOUSEHOLDS", "groups": groups, "from_on": TERM_FROM}
    committee.say(f"/representatives/{committee.id}/apportionment", shares, above)
    people = []
    for n in range(50):
        document = {"name": f"示例·代表{n + 1}", "id_kind": "citizen-id", "id_number": citizen_id(9_000 + n)}
        people.append(committee.say("/people", document, above)["id"])
        seat = {"person_id": people[-1], "group_id": f"g{n // 5 + 1}", "elected_on": TERM_FROM, "from_on": TERM_FROM}
        committee.say(f"/representatives/{committee.id}/elections", seat, above)
    committee.people, committee.supervisor = people, people[-1]
    path = f"/supervision-committees/{committee.id}"
    committee.say(f"{path}/nominations", {"person_id": people[-1], "office": "CHAIR"}, above)
    elected = [{"person_id": people[-1], "name": "示例·代表50", "votes": 40}]
    held = {"meeting_id": "r1", "held_on": TERM_FROM, "present": 50, "candidates": elected}
    committee.say(f"{path}/elections", held, above)


def resolve(
    committee: Committee,
    title: str,
    phone: str,
    days: tuple[str, str, str],
    budget: dict[str, Any] | None = None,
    owner: str = "wuye",
) -> str:
    """Three meetings and a notice of seven days, which is over on the last of the days; the id of the resolution."""
    called = discuss(committee, title, phone, days[:2], budget)
    found = adopt(committee, called, title, days[1], budget, owner)
    committee.district.until(f"{days[2]}T09:00")
    committee.district.settle()
    return found


def discuss(
    committee: Committee, title: str, phone: str, days: Sequence[str], budget: dict[str, Any] | None = None
) -> tuple[str, str]:
    """An opinion becomes a topic, and is discussed; the meeting that is called to decide on it, and the topic."""
    told = {"committee_id": committee.id, "text": title, "phone": phone, "channel": "COUNTER"}
    opinion = committee.say("/opinions", told, committee.clerk)["id"]
    committee.say("/opinion-clusters", {"theme": title, "opinions": [opinion]})
    topic = {"committee_id": committee.id, "title": title, "options": [{"title": title, **_of(budget)}]}
    topic_id = str(committee.say("/topics", {**topic, "opinion_ids": [opinion]})["id"])
    _vote(committee, committee.call("TOPIC", days[0], topic_id, material=[title]), days[0], topic_id)
    return committee.call("DECISION", days[1], topic_id), topic_id


def adopt(
    committee: Committee,
    called: tuple[str, str],
    title: str,
    day: str,
    budget: dict[str, Any] | None = None,
    owner: str = "wuye",
) -> str:
    """The meeting that was called decides on its topic, and the resolution is posted; its id."""
    meeting, topic = called
    terms = {"task": title, "owner": owner, "due_on": "2015-12-01", **_of(budget)}
    _vote(committee, meeting, day, topic, terms=terms)
    found = committee.read("resolutions")["resolutions"][-1]["id"]
    committee.do(f"/resolutions/{found}/posting", {})
    return str(found)


def _of(budget: dict[str, Any] | None) -> dict[str, Any]:
    return {} if budget is None else {"budget": budget}


def _vote(committee: Committee, meeting: str, day: str, topic: str, **said: Any) -> None:
    """26 come on the day, one of the supervision committee watches, and all are for it."""
    committee.district.until(f"{day}T19:00")
    committee.let_in(meeting, 1, 26)
    watched = {"person_id": committee.supervisor, "capacity": "SUPERVISION_MEMBER"}
    committee.do(f"/meetings/{meeting}/attendance", {"attendees": [watched]})
    committee.do(f"/meetings/{meeting}/opening", {})
    committee.vote(meeting, topic, 26, **said)
