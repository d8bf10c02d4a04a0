"""Winter 2015: working committees and resident units build together (共驻共建): pledges, and three joint activities."""

from __future__ import annotations

from dataclasses import dataclass

from deploy.year.structure import UNITS
from deploy.year.year import Year
from shared.kernel.actors import Role

COMMUNITY = "清真巷"
ACTIVITIES = (
    ("SOCIAL", "2015-01-20", "示例：困难家庭走访", 40),
    ("MASS", "2015-02-10", "示例：迎新春文艺联欢", 300),
    ("PUBLIC_GOOD", "2015-02-27", "示例：学雷锋志愿服务", 120),
)
"""Of the three subjects that the article names: 社会性、群众性、公益性."""

PLEDGE = [{"list_of": each, "title": "示例：活动场地与志愿者"} for each in ("RESOURCE", "NEED", "PROJECT")]


@dataclass
class Joint:
    """What 清真巷 does with the four units that sit in its working committee."""

    year: Year

    def pledged(self) -> None:
        """Each unit says what it offers, needs and does this year (三张清单)."""
        self.year.at("2015-01-07T09:00")
        for unit in self._units():
            delegate = self.year.person("year-delegate", Role.UNIT_DELEGATE, unit)
            self.year.act(delegate, "councils", f"/resident-units/{unit}/pledges", year=2015, entries=PLEDGE)
        self.year.say("驻区单位认领清单 · resident units pledge")

    def held(self) -> None:
        """Three activities, one of each subject: planned, invited to, held, their results public."""
        for subject, day, title, people in ACTIVITIES:
            self.year.at(f"{day}T09:00")
            self._hold(subject, day, title, people)
        self.year.say("社会性、群众性、公益性共驻共建活动 · joint activities of the three subjects")

    def _units(self) -> list[str]:
        return [self.year.made[f"{kind} {COMMUNITY}"] for kind in UNITS]

    def _hold(self, subject: str, day: str, title: str, people: int) -> None:
        community_id, units = self.year.communities[COMMUNITY]["id"], self._units()
        office = self.year.office(community_id)
        plan = {"community_id": community_id, "subject": subject, "title": title, "planned_for_on": day}
        made = self.year.make(office, "councils", "/joint-activities", **plan, functions=["SERVE_PEOPLE"])

        def do(act: str, **body: object) -> None:
            self.year.act(office, "councils", f"/joint-activities/{made}/{act}", **body)

        do("invitations", unit_ids=units)
        for unit in units:
            do("answers", unit_id=unit, accepts=True)
        do("holding", held_on=day, attendance=[{"unit_id": unit, "people": 5, "hours": 15} for unit in units])
        do("result", summary=f"{title}，{people} 人受益", beneficiaries=people)
