"""The election of the ninth term in 团结 (2014), and the one after it in 2019: S10(b), over HTTP."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count
from typing import Any

import pytest

from deploy.client import Client
from shared.kernel.actors import Role
from tests.journeys.answers import refused, words
from tests.journeys.district import District, running
from tests.journeys.people import resident

pytestmark = pytest.mark.server

TUANJIE, VILLAGE = "630102002008", "团结"
SEATS = {"CHAIR": 1, "DEPUTY": 1, "MEMBER": 3}
STAND = {"CHAIR": 2, "DEPUTY": 2, "MEMBER": 4}
_ACTS = count()
VOTERS = [f"voter-{n:04d}" for n in range(1_000)]


@pytest.fixture(scope="module")
def years(tmp_path_factory: pytest.TempPathFactory) -> Iterator[District]:
    """A district of its own: its clock goes on to 2019."""
    with running(tmp_path_factory.mktemp("elections")) as district:
        yield district


@pytest.fixture(scope="module")
def committees(years: District) -> Mapping[str, str]:
    """The residents' committee of 团结 and the village of the same name."""
    every = years.admin.get("councils", "/v1/committees")["committees"]
    residents = next(each["id"] for each in every if each["stat_code_12"] == TUANJIE)
    village = next(each["id"] for each in every if each["kind"] == "VILLAGERS" and VILLAGE in each["name_zh"])
    return {"residents": residents, "village": village}


@dataclass
class Election:
    """An election on its way, by the days before and after its vote."""

    district: District
    vote_on: date
    id: str
    committee: list[str]
    stand: dict[str, list[str]]

    def say(self, act: str, by: Client | None = None, of: str = "elections", /, **body: Any) -> dict[str, Any]:
        """What is done, by the first member of the election committee where nobody else is named."""
        path = f"/v1/{of}/{self.id}/{act}"
        return (by or self.member(0)).post("councils", path, body, f"election-{act}-{next(_ACTS)}")

    def member(self, n: int) -> Client:
        """The n-th member of the election committee, by their person."""
        return self.district.person(self.committee[n], Role.ELECTION_COMMITTEE)

    def before(self, days: int) -> None:
        """Let it become a day before the vote, or after it."""
        self.district.until(f"{self.vote_on - timedelta(days=days)}T09:00")

    def shown(self, path: str = "") -> dict[str, Any]:
        """The election as it stands."""
        self.district.settle()
        return self.district.admin.get("councils", f"/v1{path}/elections/{self.id}")


def call(committee_id: str, term: int, vote_on: date) -> dict[str, Any]:
    """A general election of five by all adults."""
    return {
        "committee_id": committee_id,
        "term": term,
        "kind": "GENERAL",
        "electorate": "ALL_ADULTS",
        "seats": [{"office": office, "seats": n} for office, n in SEATS.items()],
        "election_on": vote_on.isoformat(),
        "several_ethnic_groups": True,
    }


def called(district: District, committee_id: str, term: int, vote_on: date) -> Election:
    """Called, with its election committee; whoever acts is entered by their document."""
    district.until(f"{vote_on - timedelta(days=60)}T09:00")
    above = district.person("w-1", Role.WORKING_COMMITTEE)
    id_ = above.post("councils", "/v1/elections", call(committee_id, term, vote_on), f"election-called-{term}")["id"]
    stand = {office: [entered(district, f"示例·{office}{n}") for n in range(many)] for office, many in STAND.items()}
    election = Election(district, vote_on, id_, [entered(district, f"示例·选委{n}") for n in range(7)], stand)
    election.say("election-committee", above, members=election.committee, chosen_by="ASSEMBLY")
    election.say("criteria", criteria=[{"code": "resident", "text_zh": "在本居住地区居住一年以上"}])
    election.say("registration")
    return election


def entered(district: District, name: str) -> str:
    """Somebody new, entered at the counter."""
    clerk, person = district.person("c-1", Role.CLERK), resident(name)
    return str(clerk.post("councils", "/v1/people", person, f"person-{person['id_number']}")["id"])


def listed(election: Election) -> None:
    """A thousand are registered and listed; everybody who stands is nominated."""
    for first in (0, 500):
        batch = [{"person_id": each, "born_on": "1980-05-01"} for each in VOTERS[first : first + 500]]
        election.say("registrations", None, "voter-rolls", voters=batch)
    election.before(30)
    election.say("voter-list")
    clerk = election.district.person("c-1", Role.CLERK)
    for office, people in election.stand.items():
        for each in people:
            election.say("nominations", clerk, person_id=each, office=office)


def voted(election: Election, ballots: int, chairs: tuple[int, int], deputies: tuple[int, int]) -> str:
    """So many voted, and so many for each chair and deputy; all voted for three members. What was declared."""
    election.say("ballot-box")
    for first in range(0, ballots, 500):
        marks = [{"person_id": each} for each in VOTERS[first : min(first + 500, ballots)]]
        election.say("turnout", None, "voter-rolls", marks=marks)
    votes = {"CHAIR": chairs, "DEPUTY": deputies, "MEMBER": (ballots, ballots, ballots, 0)}
    tallies = [
        {"person_id": person, "votes": n}
        for office, people in election.stand.items()
        for person, n in zip(people, votes[office], strict=True)
    ]
    election.say("count", ballots=ballots, spoilt=0, tallies=tallies)
    election.say("declaration")
    return str(election.shown()["stage"])


def in_office(election: Election, committee_id: str, on: str | None = None) -> list[dict[str, Any]]:
    """Who is in office, now or on a day."""
    asked = {} if on is None else {"as_of": on}
    election.district.settle()
    members = election.district.admin.get("councils", f"/v1/committees/{committee_id}/members", **asked)["members"]
    return list(members)


def test_s10b_an_election_in_the_village_is_under_another_law(years, committees):
    body = call(committees["village"], 9, date(2014, 11, 20))
    above = years.person("w-1", Role.WORKING_COMMITTEE)
    assert refused(above.post, "councils", "/v1/elections", body, "village-election") == (422, "wrong-regime")


def test_s10b_the_ninth_term_of_tuanjie(years, committees):
    election = called(years, committees["residents"], 9, date(2014, 11, 20))
    listed(election)
    heard = election.stand["MEMBER"][3]
    findings: list[dict[str, Any]] = [
        {"person_id": each} for people in election.stand.values() for each in people if each != heard
    ]
    refusal = {"person_id": heard, "unmet": ["resident"], "reasons": "居住未满一年"}
    election.say("reviews", reviewers=election.committee[:3], findings=[*findings, refusal])
    election.before(27)
    election.say("appeals", years.person(heard, Role.RESIDENT), person_id=heard, grounds="已居住三年")
    answer = {"person_id": heard, "upheld": True, "reasons": "经核实"}
    assert refused(election.say, "appeal-answers", election.member(0), **answer) == (403, "reviewer-may-not-answer")
    election.say("appeal-answers", election.member(3), **answer)
    election.say("candidate-list")
    named = election.shown("/public")["candidates"]
    assert "示例·MEMBER3" in {each["name"] for each in named}, "who was heard is put on the list"

    election.before(0)
    assert voted(election, 500, (251, 249), (251, 249)) == "INVALID", "500 of 1,000 are too few"
    election.say("rounds", vote_on="2014-12-04")
    election.before(-14)
    assert voted(election, 501, (251, 250), (250, 250)) == "SHORTFALL", "501 are enough; 250 of them elect nobody"
    elected = {each["person_id"] for each in election.shown()["candidates"] if each.get("elected_in")}
    assert elected == {election.stand["CHAIR"][0], *election.stand["MEMBER"][:3]}

    election.say("rounds", vote_on="2014-12-18")
    election.before(-28)
    deputies = election.stand["DEPUTY"]
    election.say("ballot-box")
    election.say("turnout", None, "voter-rolls", marks=[{"person_id": each} for each in VOTERS[:500]])
    election.say("turnout", None, "voter-rolls", marks=[{"person_id": each} for each in VOTERS[500:501]])
    tallies = [{"person_id": each, "votes": n} for each, n in zip(deputies, (167, 166), strict=True)]
    election.say("count", ballots=501, spoilt=0, tallies=tallies)
    election.say("declaration")
    election.say("result")
    members = in_office(election, committees["residents"])
    assert {each["until_on"] for each in members} == {"2017-12-18"}, "three years by the law of 2014"
    assert [each["name"] for each in members][:2] == ["示例·CHAIR0", "示例·DEPUTY0"]
    assert "voter-" not in str(election.shown("/public"))
    assert "member-elected" in words(
        years.admin.get("councils", f"/v1/committees/{committees['residents']}/members/history")["events"]
    )


def test_s10b_the_amendment_changes_no_term_and_the_next_one_is_five_years(years, committees):
    committee = committees["residents"]
    election = called(years, committee, 10, date(2019, 3, 1))
    assert {each["until_on"] for each in in_office(election, committee, "2017-12-18")} == {"2017-12-18"}
    assert in_office(election, committee) == [], "nobody is in office after their last day"
    listed(election)
    findings = [{"person_id": each} for people in election.stand.values() for each in people]
    election.say("reviews", reviewers=election.committee[:3], findings=findings)
    election.say("candidate-list")
    election.before(0)
    assert voted(election, 501, (251, 250), (251, 250)) == "ELECTED"
    election.say("result")
    assert {each["until_on"] for each in in_office(election, committee)} == {"2024-03-01"}
