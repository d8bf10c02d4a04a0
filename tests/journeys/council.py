"""A residents' committee in which everything goes on: seats, meetings, resolutions and elections, told to councils."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from services.councils.domain.types import MeetingId, TopicId, resolution_id
from tests.journeys.answers import fen
from tests.journeys.district import District
from tests.journeys.people import citizen_id

GROUPS, SEATS = 10, 5
SEVERAL = {"office": "CHAIR", "seats": 1}, {"office": "DEPUTY", "seats": 1}, {"office": "MEMBER", "seats": 3}
BUDGET = {"amount": fen(2_000_000), "source": "SPECIAL_FUND"}
_people = count(12_000)
"""Representatives: the residents of journeys from this one on."""

Say = Callable[[str, dict[str, Any]], Mapping[str, Any]]


@dataclass
class Council:
    """`say` tells councils something as who may; `people` are its representatives, the last chairs the supervision."""

    district: District
    id: str
    say: Say
    people: list[str] = field(default_factory=list)
    topics: list[str] = field(default_factory=list)
    meetings: list[str] = field(default_factory=list)
    resolutions: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, district: District, say: Say, n: int = 0) -> Council:
        """The n-th residents' committee of a district."""
        listed = district.admin.pages("councils", "/v1/committees", "committees", kind="RESIDENTS")
        return cls(district, list(listed)[n]["id"], say)

    def seat(self, on: str) -> None:
        """Fifty representatives of ten groups are elected, and the last of them to the supervision committee."""
        groups = [{"group_id": f"g{n + 1}", "households": 150, "seats": SEATS} for n in range(GROUPS)]
        register = f"/representatives/{self.id}"
        self.say(f"{register}/apportionment", {"apportionment": "BY_HOUSEHOLDS", "groups": groups, "from_on": on})
        for n in range(GROUPS * SEATS):
            person = self.enter()
            seat = {"person_id": person, "group_id": f"g{n // SEATS + 1}", "elected_on": on, "from_on": on}
            self.say(f"{register}/elections", seat)
            self.people.append(person)
        path, chair = f"/supervision-committees/{self.id}", {"person_id": self.people[-1]}
        self.say(f"{path}/nominations", {**chair, "office": "CHAIR"})
        elected = [{**chair, "name": "示例·代表", "votes": 40}]
        self.say(f"{path}/elections", {"meeting_id": "r1", "held_on": on, "present": 50, "candidates": elected})

    def enter(self) -> str:
        """Somebody whom nobody has met before."""
        document = {"name": "示例·代表", "id_kind": "citizen-id", "id_number": citizen_id(next(_people))}
        return str(self.say("/people", document)["id"])

    def topic(self, opinion: str, title: str = "楼道灯") -> str:
        """The topic that an opinion becomes."""
        self.say("/opinion-clusters", {"theme": title, "opinions": [opinion]})
        said = {"committee_id": self.id, "title": title, "options": [{"title": title, "budget": BUDGET}]}
        raised = {"opinion_ids": [opinion], "supporters": self.people[:4]}
        self.topics.append(str(self.say("/topics", {**said, **raised})["id"]))
        return self.topics[-1]

    def call(self, kind: str, day: str, *agenda: str, **said: Any) -> str:
        """A meeting that is called for seven in the evening."""
        place = {"committee_id": self.id, "begins_at": f"{day}T19:00:00+08:00", "place": "居委会会议室"}
        self.meetings.append(str(self.say("/meetings", {**place, "kind": kind, "agenda": agenda, **said})["id"]))
        return self.meetings[-1]

    def gather(self, meeting: str, representatives: int = 26) -> None:
        """So many come, one more watches, and it is opened."""
        came = [{"person_id": each, "capacity": "REPRESENTATIVE"} for each in self.people[:representatives]]
        watched = {"person_id": self.people[-1], "capacity": "SUPERVISION_MEMBER"}
        self.say(f"/meetings/{meeting}/attendance", {"attendees": [*came, watched]})
        self.say(f"/meetings/{meeting}/opening", {})

    def call_for(self, appraisal: str, day: str) -> str:
        """A report meeting that is called for an appraisal, for seven in the evening."""
        place = {"committee_id": self.id, "begins_at": f"{day}T19:00:00+08:00", "place": "居委会会议室"}
        self.meetings.append(str(self.say("/report-meetings", {**place, "agenda": [appraisal]})["id"]))
        return self.meetings[-1]

    def vote(self, meeting: str, topic: str, in_favour: int = 26, **said: Any) -> None:
        """Count a vote in which nobody is against."""
        self.say(f"/meetings/{meeting}/votes", {"topic_id": topic, "in_favour": in_favour, "against": 0, **said})

    def discuss(self, topic: str, day: str) -> str:
        """The meeting at which a topic is discussed; it is wanted decided."""
        meeting = self.call("TOPIC", day, topic, material=["方案"])
        self.district.until(f"{day}T19:00")
        self.gather(meeting)
        self.vote(meeting, topic)
        return meeting

    def decide(self, topic: str, day: str, due_on: str = "2014-06-30") -> str:
        """The resolution that is adopted, and posted at once."""
        meeting = self.call("DECISION", day, topic)
        self.district.until(f"{day}T19:00")
        self.gather(meeting)
        terms = {"task": "安装楼道灯", "owner": "wuye", "due_on": due_on, "budget": BUDGET}
        self.vote(meeting, topic, terms=terms)
        self.resolutions.append(resolution_id(MeetingId(meeting), TopicId(topic)))
        self.say(f"/resolutions/{self.resolutions[-1]}/posting", {})
        return self.resolutions[-1]

    def resolve(self, opinion: str, days: tuple[str, str]) -> str:
        """From an opinion to the posted resolution, over two meetings."""
        topic = self.topic(opinion)
        self.discuss(topic, days[0])
        return self.decide(topic, days[1])

    def call_election(self, term: int, vote_on: str) -> str:
        """An election of the whole committee, with the election committee that holds it: seven representatives."""
        said = {"committee_id": self.id, "term": term, "kind": "GENERAL", "electorate": "ALL_ADULTS"}
        seats = {"seats": SEVERAL, "election_on": vote_on, "several_ethnic_groups": True}
        election = str(self.say("/elections", {**said, **seats})["id"])
        chosen = {"members": self.people[:7], "chosen_by": "ASSEMBLY"}
        self.say(f"/elections/{election}/election-committee", chosen)
        return election

    def register_voters(self, election: str, voters: int = 20) -> None:
        """Registration is opened, and some are registered."""
        self.say(f"/elections/{election}/registration", {})
        listed = [{"person_id": f"voter-{n:04d}", "born_on": "1980-05-01"} for n in range(voters)]
        self.say(f"/voter-rolls/{election}/registrations", {"voters": listed})
