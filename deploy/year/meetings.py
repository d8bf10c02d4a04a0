"""Spring 2015: 夏都花园 wants light on its stairs, and three meetings (三会) resolve it: heard, discussed, decided."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from deploy.client import Client
from deploy.year.year import Year, yuan

COMMITTEE = "夏都花园"
OPINION_ON, TOPIC_ON, DECISION_ON, IN_FORCE_ON = "2015-04-30", "2015-05-11", "2015-05-18", "2015-05-26"
TITLE, PRICE = "示例：楼道灯", 28_600
BUDGET = {"amount": yuan(PRICE), "source": "SPECIAL_FUND"}
TERMS = {"task": "示例：安装声控楼道灯", "owner": "committee", "due_on": "2015-09-30", "budget": BUDGET}
PHONES = tuple(f"1391234{n:04d}" for n in range(1, 8))


@dataclass
class ThreeMeetings:
    """The committee, what seven residents said to it, and what became of that."""

    year: Year
    opinions: list[tuple[str, str]] = field(default_factory=list)
    topic: str = ""
    resolution: str = ""

    @property
    def committee(self) -> str:
        """The committee's id."""
        return self.year.committees[COMMITTEE].id

    @property
    def chair(self) -> Client:
        """Its chair, who was elected."""
        return self.year.chair(COMMITTEE)

    def heard(self) -> None:
        """Opinion collection (意见收集会): seven residents say the same, five at the meeting."""
        self.year.at("2015-04-27T09:00")
        meeting = self._call("OPINION", OPINION_ON)
        self.year.at(f"{OPINION_ON}T19:00")
        self._do(f"/meetings/{meeting}/opening", residents=12)
        said = {"committee_id": self.committee, "text": "示例：楼道没有灯，老人摔过跤"}
        at_meeting = {"channel": "MEETING", "meeting_id": meeting}
        told = [self._do("/opinions", **said, **at_meeting, phone=phone) for phone in PHONES[:5]]
        told.append(self._do("/opinions", self.year.clerk, **said, channel="COUNTER", phone=PHONES[5]))
        told.append(self._do("/public/opinions", self.year.anybody, **said, phone=PHONES[6]))
        self.opinions = [(each["id"], each["code"]) for each in told]
        ids = [id_ for id_, _ in self.opinions]
        self._do("/opinion-clusters", theme=TITLE, opinions=ids)
        self._do(f"/meetings/{meeting}/minutes", summary="示例：七名居民反映楼道无灯")
        options = [{"title": "示例：声控灯", "budget": BUDGET}]
        words = {"committee_id": self.committee, "title": TITLE, "options": options, "opinion_ids": ids}
        self.topic = str(self._do("/topics", **words)["id"])
        self.year.say("意见收集会：七名居民反映楼道无灯 · opinions are heard and become a topic")

    def discussed(self) -> None:
        """Topic discussion (议题讨论会): 28 of 50 come, and 20 of them want it decided."""
        self.year.at("2015-05-06T09:00")
        meeting = self._call("TOPIC", TOPIC_ON, self.topic, material=["示例：灯具方案和报价"])
        self.year.at(f"{TOPIC_ON}T19:00")
        self._let_in(meeting, 28)
        self._do(f"/meetings/{meeting}/opening")
        self._do(f"/meetings/{meeting}/votes", topic_id=self.topic, in_favour=20, against=0)
        self._do(f"/meetings/{meeting}/minutes", summary="示例：二十八名代表到会，二十人同意提交决策")
        self.year.say("议题讨论会：28 人到会，20 人同意提交决策 · the topic is discussed")

    def decided(self) -> None:
        """Decision (议事决策会): with 26 of 50 there, 14 adopt it; nobody objects within the notice."""
        self.year.at("2015-05-12T09:00")
        meeting = self._call("DECISION", DECISION_ON, self.topic)
        self.year.at(f"{DECISION_ON}T19:00")
        self._let_in(meeting, 26)
        self._do(f"/meetings/{meeting}/opening")
        self._do(f"/meetings/{meeting}/votes", topic_id=self.topic, in_favour=14, against=12, terms=TERMS)
        signed_by = self.year.representatives[COMMITTEE].people[0]
        self._do(f"/meetings/{meeting}/minutes", summary="示例：十四人同意，决议通过", signed_by=signed_by)
        self.year.settle()
        self.resolution = str(self.year.admin.get("councils", f"/v1/topics/{self.topic}")["resolution_id"])
        self._do(f"/resolutions/{self.resolution}/posting")
        self.year.at(f"{IN_FORCE_ON}T09:00")
        self.year.say("议事决策会：26 人到会，14 人赞成，公示期满生效 · the resolution is in force after its notice")

    def carried_out(self) -> None:
        """The lights burn: who raised it and the supervision committee accept it (兑现民愿)."""
        path = f"/resolutions/{self.resolution}"
        self._do(f"{path}/progress", report="示例：楼道灯已全部安装")
        self._do(f"{path}/completion", result="示例：二十八个楼道已装灯")
        self._do(f"{path}/verdict", self.year.supervisor(COMMITTEE), by="SUPERVISION_COMMITTEE", accepted=True)
        id_, code = self.opinions[0]
        verdict = {"id": id_, "code": code, "resolution_id": self.resolution, "accepted": True}
        self._do("/public/resolution-verdicts", self.year.anybody, **verdict)
        self._do(f"{path}/archiving")
        self.year.say("决议执行、验收、归档 · carried out, verified and archived")

    def _call(self, kind: str, day: str, *agenda: str, **said: object) -> str:
        told = {"committee_id": self.committee, "kind": kind, "begins_at": f"{day}T19:00:00+08:00"}
        return str(self._do("/meetings", **told, place="居委会会议室", agenda=list(agenda), **said)["id"])

    def _let_in(self, meeting: str, representatives: int) -> None:
        people = self.year.representatives[COMMITTEE].people[:representatives]
        came = [{"person_id": each, "capacity": "REPRESENTATIVE"} for each in people]
        watched = self.year.representatives[COMMITTEE].supervisors[0]
        came.append({"person_id": watched, "capacity": "SUPERVISION_MEMBER"})
        self._do(f"/meetings/{meeting}/attendance", attendees=came)

    def _do(self, path: str, by: Client | None = None, /, **body: object) -> dict[str, Any]:
        return self.year.act(by or self.chair, "councils", path, **body)
