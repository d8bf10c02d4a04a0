"""What goes on beside the halls of a running demonstration: associations hold something that residents rate, founders
hand their papers in, departments ask what committees may be asked for, and households object to what is posted.

What is to be there for it is made where it is not: representatives of one committee, and a project that it posts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any

from deploy.client import Client
from deploy.comers import Comer
from deploy.year.associations import FILING_PAPERS
from deploy.year.bodies import Bodies
from deploy.year.year import NAMED_COMMITTEES, Representatives, Year, yuan
from shared.kernel.actors import Role
from shared.kernel.instants import SHANGHAI

PRICE = yuan(6_000)
BUDGET = {"amount": PRICE, "source": "SPECIAL_FUND"}
ATTENDED = {"attended": 40, "residents": 36, "cost": yuan(200)}
SLIPS = ("VERY_SATISFIED", "SATISFIED", "BASICALLY")
"""How the few who rate an activity rate it."""

KINDS = ("PERFORMANCE", "POLICY_TALK", "MEDIATION")
DEPARTMENT = "dept-civil-affairs"
REFUSED_EVERY = 4
"""Of the tasks that departments ask for every fourth is refused."""


@dataclass
class Neighbours:
    """The bodies, of which the demonstration knows some already; `project` is the one that is up for all to see."""

    year: Year
    project: str = ""

    @cached_property
    def now(self) -> datetime:
        """When they come: the clock stands still meanwhile, unless the machine's is used."""
        return self.year.clock.now() or datetime.now(SHANGHAI)

    @property
    def today(self) -> date:
        """The day of that."""
        return self.now.date()

    # --- before anybody comes ------------------------------------------------

    def ready(self) -> None:
        """See to it that some project is up for all to see: one of before, or what is resolved in haste today."""
        of, admin = {"committee_id": self._committee, "stage": "POSTED"}, self.year.admin
        up = [
            each["id"]
            for each in admin.pages("grants", "/v1/fund-projects", "projects", **of)
            if each["notice_until_on"] >= str(self.today)
        ]
        self.project = up[0] if up else self._posted(self._resolved())

    def _posted(self, resolution: str) -> str:
        self.year.settle()
        of = {"committee_id": self._committee}
        opened = self.year.admin.pages("grants", "/v1/fund-projects", "projects", **of)
        project = str(next(each["id"] for each in opened if each["resolution_id"] == resolution))
        line = {"title": "示例：换管", "category": "SMALL_REPAIR", "form": "WORKS", "amount": PRICE}
        who = {**of, "proposed_by": "RESIDENTS", "supporters": 7, "households": 60}
        when = {"from_on": str(self.today), "until_on": str(self.today + timedelta(days=60))}
        words = {"title": "示例：水管抢修", "need": "示例：楼内水管爆裂", "lines": [line]}
        path = f"/fund-projects/{project}"
        self._act("grants", f"{path}/proposal", **who, **when, **words)
        self._act("grants", f"{path}/survey", asked=60, in_favour=55)
        supervisor = self.year.supervisor(self._name)
        self.year.act(supervisor, "grants", f"{path}/supervision-opinion", opinion="SUPPORTED")
        self._act("grants", f"{path}/pre-notice")
        return project

    def _resolved(self) -> str:
        """A pipe bursts: its committee calls its representatives for now, and they resolve on it."""
        people = self._seated().people
        said = {"committee_id": self._committee, "text": f"示例：{self.today} 水管爆裂", "phone": "13912350001"}
        opinion = str(self._act("councils", "/public/opinions", self.year.anybody, **said)["id"])
        self._act("councils", "/opinion-clusters", theme="示例：水管", opinions=[opinion])
        options = [{"title": "示例：换管", "budget": BUDGET}]
        raised = {"opinion_ids": [opinion], "supporters": people[:4], "emergency": "示例：水管爆裂"}
        of = {"committee_id": self._committee}
        topic = self._act("councils", "/topics", **of, title="示例：水管抢修", options=options, **raised)["id"]
        call = {"kind": "DECISION", "begins_at": self.now.isoformat(), "place": "居委会会议室", "agenda": [topic]}
        path = f"/meetings/{self._act('councils', '/meetings', **of, **call, emergency=True)['id']}"
        came = [{"person_id": each, "capacity": "REPRESENTATIVE"} for each in people]
        self._act("councils", f"{path}/attendance", attendees=came)
        self._act("councils", f"{path}/opening")
        terms = {"task": "示例：更换水管", "owner": "committee", "due_on": str(self.today + timedelta(days=60))}
        vote = {"topic_id": topic, "in_favour": len(people) - 2, "against": 2, "terms": {**terms, "budget": BUDGET}}
        self._act("councils", f"{path}/votes", **vote)
        self._act("councils", f"{path}/minutes", summary="示例：到会多数同意", signed_by=people[0])
        self.year.settle()
        return str(self.year.admin.get("councils", f"/v1/topics/{topic}")["resolution_id"])

    def _seated(self) -> Representatives:
        """Who represents the committee's residents; where nobody does, they are chosen today."""
        name, register = self._name, f"/v1/representatives/{self._committee}/seats"
        people = tuple(each["person_id"] for each in self.year.admin.pages("councils", register, "representatives"))
        if people:
            self.year.representatives[name] = Representatives(people, people[-3:])
        else:
            bodies = Bodies(self.year)
            bodies.represented(name, str(self.today))
            bodies.supervised(name, str(self.today))
        return self.year.representatives[name]

    # --- whoever comes --------------------------------------------------------

    def activity(self, comer: Comer) -> Iterator[str]:
        """An association of the community, if one stands, announces something and tells how it went; some rate it."""
        here = self._communities[comer.hall["centre_id"]]
        if not (there := self._standing.get(here["id"], ())):
            return
        clerk, association = self._clerk(comer), there[comer.n % len(there)]
        programme = {"kind": KINDS[comer.n % len(KINDS)], "title": f"示例：活动{comer.n}", "place": "社区广场"}
        words = {"association_id": association, "programme": programme, "planned_on": str(self.today)}
        path = f"/activities/{self._act('associations', '/activities', clerk, **words)['id']}"
        yield "activity announced"
        self._act("associations", f"{path}/report", clerk, held_on=str(self.today), **ATTENDED)
        yield "activity held"
        issued = self._act("associations", f"{path}/rating-codes", clerk, issued=len(SLIPS))
        told = clerk.get("associations", f"/v1{path}/rating-codes", read_after=issued.get("position"))
        for level, slip in zip(SLIPS, told["codes"], strict=True):
            rating = {"activity_id": path.rpartition("/")[2], "level": level, **slip}
            self._act("associations", "/public/activity-ratings", self.year.anybody, **rating)
            yield "activity rated"

    def founding(self, comer: Comer) -> Iterator[str]:
        """Founders hand in the papers of an association that is to be filed, and its notice is up."""
        here, clerk = self._communities[comer.hall["centre_id"]], self._clerk(comer)
        founding = {"name_zh": f"{here['name_zh']}示例{comer.n}合唱团", "category": "CULTURE", "purpose": "示例：合唱"}
        members = {"area": "COMMUNITY", "members": {"individuals": 30, "residents": 28}, "money": yuan(0)}
        place = {"place": {"address": "社区活动室", "shared": True}, "full_time_staff": 0}
        words = {"track": "FILED", "community_id": here["id"], "founding": {**founding, **members, **place}}
        path = f"/associations/{self._act('associations', '/associations', clerk, **words)['id']}"
        named = comer.document
        person = {"name": named["name"], "id_number": named["id_number"], "resident": True, "full_capacity": True}
        self._act("associations", f"{path}/submission", clerk, person=person, papers=FILING_PAPERS)
        yield "founding handed in"
        examiner = self.year.person("load-examiner", Role.EXAMINER, comer.hall["centre_id"])
        self._act("associations", f"{path}/notice", examiner)
        yield "founding posted"

    def task(self, comer: Comer) -> Iterator[str]:
        """A department asks whether it may hand a task down; most are admitted."""
        code, department = f"example-{comer.n}", self.year.person("load-department", Role.DEPARTMENT, DEPARTMENT)
        words = {"code": code, "department": DEPARTMENT, "title_zh": f"示例：入户走访{comer.n}", "budget": yuan(9_000)}
        self._act("grants", "/tasks", department, **words, basis="示例：委托事项", document=f"example-{comer.n}")
        yield "task asked for"
        if comer.n % REFUSED_EVERY:
            self._act("grants", f"/tasks/{code}/admission", document=f"example-{comer.n}")
            yield "task admitted"
        else:
            self._act("grants", f"/tasks/{code}/refusal", reason="示例：属于部门职责")
            yield "task refused"

    def objection(self, comer: Comer) -> Iterator[str]:
        """A household objects to the posted project, by the code that the counter hands to it."""
        number, path = f"HK-{comer.n}", f"/fund-projects/{self.project}/objection-codes"
        (slip,) = self._act("grants", path, self._clerk(comer), register_numbers=[number])["codes"]
        words = {"project_id": self.project, "matter": "PRICE", "register_number": number, "code": slip["code"]}
        self._act("grants", "/public/fund-project-objections", self.year.anybody, **words)
        yield "objection"

    @cached_property
    def _name(self) -> str:
        """The first committee of which the article does not tell."""
        return next(name for name in self.year.committees if name not in NAMED_COMMITTEES)

    @property
    def _committee(self) -> str:
        return self.year.committees[self._name].id

    @cached_property
    def _communities(self) -> Mapping[str, Mapping[str, Any]]:
        """The communities by their centres."""
        return {self.year.centre(name): community for name, community in self.year.communities.items()}

    @cached_property
    def _standing(self) -> Mapping[str, Sequence[str]]:
        """The associations on file, by community."""
        listed = self.year.admin.pages("associations", "/v1/associations", "associations", stage="FILED")
        standing: dict[str, list[str]] = {}
        for each in listed:
            standing.setdefault(each["community_id"], []).append(each["id"])
        return standing

    def _clerk(self, comer: Comer) -> Client:
        return self.year.person("load-counter", Role.CLERK, comer.hall["centre_id"])

    def _act(self, service: str, path: str, who: Client | None = None, /, **body: object) -> dict[str, Any]:
        return self.year.act(who or self.year.admin, service, path, **body)


WAYS: Mapping[str, Callable[[Neighbours, Comer], Iterator[str]]] = {
    "activity": Neighbours.activity,
    "founding": Neighbours.founding,
    "task": Neighbours.task,
    "objection": Neighbours.objection,
}
