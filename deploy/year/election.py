"""Autumn 2014: the ninth term (第九届换届) of the ten committees that the article names, with invented electorates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from deploy.client import Client
from deploy.year.year import NAMED_COMMITTEES, Committee, Year
from shared.kernel.actors import Role

TERM, VOTE_ON = 9, "2014-11-16"
SEATS = {"CHAIR": ("主任", 1), "DEPUTY": ("副主任", 1), "MEMBER": ("委员", 3)}
VOTERS = tuple(f"example-voter-{n:02d}" for n in range(60))
BALLOTS = 48
VOTES = {"CHAIR": (40, 8), "DEPUTY": (36, 12), "MEMBER": (45, 40, 35, 10)}
FIRST_PERSON = 1_000
"""Of the 40 people of each committee's election: seven conduct it, then those who stand."""

COMPOSITION = {
    "age": [{"of": "UNDER_40", "members": 3}, {"of": "FROM_40", "members": 2}],
    "education": [{"of": "COLLEGE", "members": 3}, {"of": "SECONDARY", "members": 2}],
    "sex": [{"of": "FEMALE", "members": 3}, {"of": "MALE", "members": 2}],
    "ethnicity": [{"of": "HAN", "members": 2}, {"of": "MINORITY", "members": 3}],
    "profession": [{"of": "COMMUNITY_WORK", "members": 5}],
}
"""Of the five who were elected, as totals."""


@dataclass(frozen=True)
class Election:
    """An election on its way: who conducts it, and who stands for what."""

    year: Year
    id: str
    conduct: tuple[str, ...]
    stand: Mapping[str, tuple[str, ...]]

    def do(self, act: str, by: Client | None = None, of: str = "elections", /, **body: object) -> None:
        """What is done, by the first member of the election committee where nobody else is named."""
        member = self.year.person(self.conduct[0], Role.ELECTION_COMMITTEE, "")
        self.year.act(by or member, "councils", f"/{of}/{self.id}/{act}", **body)


@dataclass
class NinthTerm:
    """The elections of the ten committees, which go on side by side."""

    year: Year
    elections: list[Election] = field(default_factory=list)

    def called(self) -> None:
        """Called for a Sunday in November; voters are registered from now on."""
        self.year.at("2014-09-12T09:00")
        self.elections = self.year.each(self._call, NAMED_COMMITTEES)
        self.year.say("第九届居委会换届选举启动 · the election of the ninth term is called in ten committees")

    def listed(self) -> None:
        """The lists of voters are posted; who is nominated is assessed strictly (严格考核) and posted too."""
        self.year.at("2014-10-20T09:00")
        self.year.each(_list, self.elections)
        self.year.say("选民名单、候选人名单公布 · voters listed, candidates reviewed and posted")

    def voted(self) -> None:
        """They vote, and five of each committee are elected."""
        self.year.at(f"{VOTE_ON}T09:00")
        self.year.each(_vote, self.elections)
        self.year.say("十个居委会选出第九届成员 · ten committees elected their members of the ninth term")

    def filed(self) -> None:
        """The old committees hand over, and the elections are filed with the district."""
        self.year.at("2014-11-24T09:00")
        self.year.each(_file, self.elections)
        self.year.say("移交并报区备案 · handed over and filed with the district")

    def _call(self, name: str) -> Election:
        year, committee = self.year, self.year.committees[name]
        first = FIRST_PERSON + 40 * committee.n
        conduct = tuple(year.enter(f"{name}选委{n + 1}", first + n) for n in range(7))
        stand = {
            office: tuple(year.enter(f"{name}{zh}{n + 1}", first + 10 * place + n) for n in range(seats + 1))
            for place, (office, (zh, seats)) in enumerate(SEATS.items(), 1)
        }
        year.made[f"chair of {name}"] = stand["CHAIR"][0]
        above = year.office(committee.community_id)
        election = Election(year, year.make(above, "councils", "/elections", **_words(committee)), conduct, stand)
        election.do("election-committee", above, members=list(conduct), chosen_by="ASSEMBLY")
        election.do("criteria", criteria=[{"code": "resident", "text_zh": "在本居住地区居住一年以上"}])
        election.do("registration")
        voters = [{"person_id": each, "born_on": "1980-05-01"} for each in VOTERS]
        election.do("registrations", None, "voter-rolls", voters=voters)
        return election


def _words(committee: Committee) -> dict[str, Any]:
    return {
        "committee_id": committee.id,
        "term": TERM,
        "kind": "GENERAL",
        "electorate": "ALL_ADULTS",
        "seats": [{"office": office, "seats": seats} for office, (_, seats) in SEATS.items()],
        "election_on": VOTE_ON,
        "several_ethnic_groups": True,
    }


def _list(election: Election) -> None:
    election.do("voter-list")
    for office, people in election.stand.items():
        for person in people:
            election.do("nominations", election.year.clerk, person_id=person, office=office)
    findings = [{"person_id": person} for people in election.stand.values() for person in people]
    election.do("reviews", reviewers=list(election.conduct[:3]), findings=findings)
    election.do("candidate-list")


def _vote(election: Election) -> None:
    election.do("ballot-box")
    election.do("turnout", None, "voter-rolls", marks=[{"person_id": each} for each in VOTERS[:BALLOTS]])
    tallies = [
        {"person_id": person, "votes": n}
        for office, people in election.stand.items()
        for person, n in zip(people, VOTES[office], strict=True)
    ]
    election.do("count", ballots=BALLOTS, spoilt=0, tallies=tallies)
    election.do("declaration")
    election.do("result")


def _file(election: Election) -> None:
    election.do("handover", handed_over_on="2014-11-24")
    election.do("filing", composition={"members": 5, **COMPOSITION})
