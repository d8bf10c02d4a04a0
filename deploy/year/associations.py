"""2015: the district examines and registers 14 associations, communities file 103, and they do what they are for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from deploy.client import Client
from deploy.residents import document
from deploy.seeding import load, sections
from deploy.year.year import Year, yuan
from shared.kernel.actors import Role

HANDED_IN, FILED_ON, FOUNDED_ON, REGISTERED_ON = "2015-03-03", "2015-03-10", "2015-03-20", "2015-03-27"
ACTIVE_ON = "2015-05-30"
FIRST_PERSON, APPLICANT = 9_000, 8_999
"""Who is in charge of the n-th of them, and who applies at the window."""

FILING_PAPERS = [
    *("FILING_FORM", "SHORT_CHARTER", "ID_OF_PERSON_IN_CHARGE"),
    *("MEMBER_LIST", "PLACE_OF_ACTIVITY", "FUND_AND_AREA"),
]
REGISTRY_PAPERS = [
    *("APPLICATION", "SUPERVISOR_APPROVAL", "CAPITAL_VERIFICATION"),
    *("PREMISES_PROOF", "OFFICERS_DETAILS", "DRAFT_CHARTER"),
]
GROUP = "SOCIAL_GROUP"
WINDOW, FILING_ITEM = ("清真巷", "QZX"), "CD-MZ-013"
"""One filing of this community is applied for in its hall, where people are on posts; the others at the desk."""

WARNING = {"warning": "PREFIX_MISSING", "answer": "沿用成立以来的名称"}


@dataclass(frozen=True, slots=True)
class Association:
    """What is founded: the n-th of all; who is named by the article is not called by a community or 示例."""

    n: int
    name_zh: str
    community: str
    category: str
    track: str
    form: str | None
    named: bool


@dataclass
class Associations:
    """All of them, and the ids that they have once they are founded."""

    year: Year
    all: tuple[Association, ...] = ()
    ids: dict[str, str] = field(default_factory=dict)
    at_window: Association | None = None
    """The one whose filing is applied for at the window."""

    received: str = ""
    """That application."""

    def __post_init__(self) -> None:
        """Read who they are."""
        self.all = tuple(of_seed())
        of_hall = (each for each in self.all if each.community == WINDOW[0] and each.track == "FILED")
        self.at_window = next(each for each in of_hall if not each.named)

    def founded(self) -> None:
        """Founders hand their papers in: to the centre for a filing, by its consent to the registry else."""
        year = self.year
        year.at(f"{HANDED_IN}T09:00")
        letters = {each["community"]: each["code"] for each in load("halls.yaml")}
        year.settle()
        for name, community in year.communities.items():
            year.act(year.admin, "associations", f"/communities/{community['id']}/code", code=letters[name])
        self.received = self._receive()
        made = year.each(self._hand_in, self.all)
        self.ids = dict(zip((each.name_zh for each in self.all), made, strict=True))
        year.say(f"{len(self.all)} 家社团递交材料 · founders hand in their papers")

    def filed(self) -> None:
        """After the notice the communities file those that are no legal persons (备案)."""
        self.year.at(f"{FILED_ON}T09:00")
        filed = [each for each in self.all if each.track == "FILED"]
        self.year.each(lambda each: self._do(each, "filing", self._examiner(each)), filed)
        self.year.say(f"社区备案 {len(filed)} 家 · filed by their communities")
        self.year.settle()
        self.year.act(self._at_counter, "intake", f"/applications/{self.received}/delivery", mode="WINDOW")
        self.year.say("窗口收件的备案，结果回窗口送达 · a filing received at a window is handed over there")

    def registered(self) -> None:
        """The district registers the others (登记); social groups hold their founding meeting first."""
        groups = [each for each in self.all if each.form == GROUP]
        others = [each for each in self.all if each.track == "REGISTERED"]
        self.year.at(f"{FOUNDED_ON}T09:00")
        for each in groups:
            self._do(each, "founding-meeting", self._clerk(each), held_on=FOUNDED_ON)
            self._submit(each, REGISTRY_PAPERS, "founded")
            self._do(each, "registration-acceptance", self._registry)
        self.year.at(f"{REGISTERED_ON}T09:00")
        for each in others:
            self._do(each, "charter-approval", self._registry, approved_on=REGISTERED_ON)
            self._do(each, "registration", self._registry, legacy_reg_no=f"EXAMPLE-{each.n + 1:03d}")
        self.year.say(f"区民政局核准登记 {len(others)} 家 · registered by the district")

    def active(self) -> None:
        """Each of the six kinds of activities, by one that the article names and one that is invented."""
        self.year.at(f"{ACTIVE_ON}T17:00")
        by_name = {each.name_zh: each for each in self.all}
        for said in sections("associations.yaml")["activities"]:
            for name in said["by"]:
                programme = {"kind": said["kind"], "title": f"示例：{said['title']}", "place": "社区广场"}
                held = {"held_on": ACTIVE_ON, "attended": 40, "residents": 36, "cost": yuan(0)}
                words = {"association_id": self.ids[name], "programme": programme, **held}
                self.year.act(self._clerk(by_name[name]), "associations", "/activity-reports", **words)
        self.year.say("社团开展六类活动 · activities of the six kinds")

    @property
    def _registry(self) -> Client:
        return self.year.person("year-registrar", Role.REGISTRAR, "civil-affairs")

    def _clerk(self, of: Association) -> Client:
        return self.year.person("year-counter", Role.CLERK, self.year.centre(of.community))

    @property
    def _at_counter(self) -> Client:
        return self.year.person("s-demo-clerk", Role.CLERK, self.year.centre(WINDOW[0]))

    def _examiner(self, of: Association) -> Client:
        """What came in at the window is for who holds the post of the hall's back office."""
        who = "s-demo-examiner" if of is self.at_window else "year-examiner"
        return self.year.person(who, Role.EXAMINER, self.year.centre(of.community))

    def _receive(self) -> str:
        halls = self.year.admin.get("intake", "/v1/halls")["halls"]
        place = {"hall_id": next(each["id"] for each in halls if each["code"] == WINDOW[1]), "window_id": "W1"}
        words = {**place, "item_code": FILING_ITEM, "applicant": document("发起人", APPLICANT)}
        received = self.year.make(self._at_counter, "intake", "/applications", **words)
        self.year.act(self._at_counter, "intake", f"/applications/{received}/acceptance")
        self.year.settle()
        return received

    def _hand_in(self, each: Association) -> str:
        community_id = self.year.communities[each.community]["id"]
        form = {} if each.form is None else {"form": each.form}
        words = {"track": each.track, "community_id": community_id, "founding": _founding(each), **form}
        if each is self.at_window:
            words["window_filing"] = self.received
        id_ = self.ids[each.name_zh] = self.year.make(self._clerk(each), "associations", "/associations", **words)
        filing = each.track == "FILED"
        if not filing:
            director = self.year.person("year-director", Role.CENTRE_DIRECTOR, self.year.centre(each.community))
            self._do(each, "supervisor-consent", director)
        self._submit(each, FILING_PAPERS if filing else REGISTRY_PAPERS)
        authority = self._examiner(each) if filing else self._registry
        if each.named:
            self._do(each, "name-warning-answer", authority, **WARNING)
        first = "notice" if filing else "preparation-approval" if each.form == GROUP else "registration-acceptance"
        self._do(each, first, authority)
        return id_

    def _submit(self, each: Association, papers: list[str], again: str = "") -> None:
        path, words = f"/associations/{self.ids[each.name_zh]}/submission", {"papers": papers}
        self.year.act(self._clerk(each), "associations", path, again, person=_in_charge(each), **words)

    def _do(self, each: Association, act: str, by: Client, **body: object) -> None:
        self.year.act(by, "associations", f"/associations/{self.ids[each.name_zh]}/{act}", **body)


def of_seed() -> Iterator[Association]:
    """Those that the article names, then the invented ones."""
    told, communities = sections("associations.yaml"), [each["community"] for each in load("halls.yaml")]
    rows = [(each["name_zh"], each["community"], each) for each in told["named"]]
    for each in told["invented"]:
        for community in communities[: each["communities"]]:
            rows.append((f"{community}示例{each['word']}", community, each))
    for n, (name, community, row) in enumerate(rows):
        registered = row["track"] == "REGISTERED"
        form = row.get("form", "PRIVATE_NON_ENTERPRISE") if registered else None
        yield Association(n, name, community, row["category"], row["track"], form, "name_zh" in row)


def _founding(each: Association) -> dict[str, Any]:
    registered = each.track == "REGISTERED"
    return {
        "name_zh": each.name_zh,
        "category": each.category,
        "purpose": "示例：服务本社区居民",
        "area": "DISTRICT" if each.form == GROUP else "COMMUNITY",
        "members": {"individuals": 60, "residents": 50},
        "money": yuan(30_000) if registered else yuan(0),
        "place": {"address": "社区活动室", "shared": not registered},
        "full_time_staff": 2 if registered else 0,
    }


def _in_charge(each: Association) -> dict[str, Any]:
    named = document("负责人", FIRST_PERSON + each.n)
    return {"name": named["name"], "id_number": named["id_number"], "resident": True, "full_capacity": True}
