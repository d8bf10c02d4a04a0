"""Winter 2014: residents' representatives (居民代表) of three committees, and who supervises them (居务监督委员会)."""

from __future__ import annotations

from dataclasses import dataclass

from deploy.year.year import Representatives, Year

TERM_FROM, SUPERVISED_FROM, ENTITLED_YEAR = "2014-12-01", "2014-12-08", 2015
FIRST_PERSON, MOST = 5_000, 60
SUPERVISED = ("夏都花园", "团结", "康南")
"""The committees whose representatives are entered."""

GROUPS = {"夏都花园": 10}
"""How many groups of residents a committee has; six where nothing is said."""

SEATS, HOUSEHOLDS = 5, 150
SUPERVISORS = ("CHAIR", "MEMBER", "MEMBER")
"""The offices of the last three representatives."""


@dataclass
class Bodies:
    """The bodies of each committee."""

    year: Year

    def seated(self) -> None:
        """Each group chooses its representatives; they elect those who supervise, for the same term."""
        self.year.at(f"{TERM_FROM}T09:00")
        self.year.each(lambda name: self.represented(name, TERM_FROM), SUPERVISED)
        self.year.say("居民代表产生 · residents' groups chose their representatives")
        self.year.at(f"{SUPERVISED_FROM}T09:00")
        self.year.each(lambda name: self.supervised(name, SUPERVISED_FROM), SUPERVISED)
        self.year.say("居务监督委员会推选、审核、备案 · supervision committees elected, reviewed and filed")

    def entitled(self) -> None:
        """The district states what is due to each of them for the year: working funds and stipends."""
        self.year.at("2015-01-05T09:00")
        for name in SUPERVISED:
            committee = self.year.committees[name]
            path, office = (
                f"/supervision-committees/{committee.id}/entitlements",
                self.year.office(committee.community_id),
            )
            self.year.act(office, "councils", path, year=ENTITLED_YEAR, size="SMALL")
        self.year.say("监督委员会工作经费和成员补助核定 · working funds and stipends are stated")

    def represented(self, name: str, on: str) -> None:
        """The groups of one committee choose their representatives on a day, for a term that begins then."""
        year, committee = self.year, self.year.committees[name]
        groups = [f"g{n}" for n in range(1, GROUPS.get(name, 6) + 1)]
        shares = [{"group_id": group, "households": HOUSEHOLDS, "seats": SEATS} for group in groups]
        register, above = f"/representatives/{committee.id}", year.office(committee.community_id)
        term = {"apportionment": "BY_HOUSEHOLDS", "groups": shares, "from_on": on}
        year.act(above, "councils", f"{register}/apportionment", **term)
        first = FIRST_PERSON + MOST * committee.n
        people = []
        for n, group in enumerate(each for each in groups for _ in range(SEATS)):
            people.append(year.enter(f"{name}代表{n + 1}", first + n))
            chosen = {"person_id": people[-1], "group_id": group, "elected_on": on, "from_on": on}
            year.act(above, "councils", f"{register}/elections", **chosen)
        year.representatives[name] = Representatives(tuple(people), tuple(people[-len(SUPERVISORS) :]))

    def supervised(self, name: str, on: str) -> None:
        """The representatives of one committee elect on a day who supervises it, of the last of themselves."""
        year, chosen = self.year, self.year.representatives[name]
        committee = year.committees[name]
        path, above = f"/supervision-committees/{committee.id}", year.office(committee.community_id)
        for person, office in zip(chosen.supervisors, SUPERVISORS, strict=True):
            year.act(above, "councils", f"{path}/nominations", person_id=person, office=office)
        whole = len(chosen.people)
        candidates = [
            {"person_id": person, "name": f"示例·{name}代表{whole - 2 + n}", "votes": whole - 5}
            for n, person in enumerate(chosen.supervisors)
        ]
        meeting = {"meeting_id": f"representatives-{on}", "held_on": on, "present": whole}
        year.act(above, "councils", f"{path}/elections", **meeting, candidates=candidates)
        year.act(above, "councils", f"{path}/review")
        year.act(above, "councils", f"{path}/filing")
