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
from tests.journeys.answers import now_and_then, refused, words
from tests.journeys.district import District, running
from tests.journeys.people import resident

pytestmark = pytest.mark.server

TUANJIE, VILLAGE = "630102002008", "团结"
SEATS = {"CHAIR": 1, "DEPUTY": 1, "MEMBER": 3}
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


def call(
    committee_id: str, term: int, vote_on: date, kind: str = "GENERAL", seats: Mapping[str, int] = SEATS
) -> dict[str, Any]:
    """An election by all adults, of five where nothing else is said."""
    return {
        "committee_id": committee_id,
        "term": term,
        "kind": kind,
        "electorate": "ALL_ADULTS",
        "seats": [{"office": office, "seats": n} for office, n in seats.items()],
        "election_on": vote_on.isoformat(),
        "several_ethnic_groups": True,
    }


def called(district: District, said: dict[str, Any]) -> Election:
    """Called, with its election committee; whoever acts is entered by their document."""
    vote_on = date.fromisoformat(said["election_on"])
    district.until(f"{vote_on - timedelta(days=60)}T09:00")
    committee = district.admin.get("councils", f"/v1/committees/{said['committee_id']}")
    above = district.person("w-1", Role.WORKING_COMMITTEE, org=committee["assignment"]["community_id"])
    id_ = above.post("councils", "/v1/elections", said, f"election-called-{vote_on}")["id"]
    stand = {
        each["office"]: [entered(district, f"示例·{each['office']}{n}") for n in range(each["seats"] + 1)]
        for each in said["seats"]
    }
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


def voted(election: Election, ballots: int, **votes: tuple[int, ...]) -> str:
    """So many voted in this round, and so many for each of those who stand for an office. What was declared."""
    election.say("ballot-box")
    for first in range(0, ballots, 500):
        marks = [{"person_id": each} for each in VOTERS[first : min(first + 500, ballots)]]
        election.say("turnout", None, "voter-rolls", marks=marks)
    tallies = [
        {"person_id": person, "votes": n}
        for office, for_each in votes.items()
        for person, n in zip(election.stand[office], for_each, strict=True)
    ]
    election.say("count", ballots=ballots, spoilt=0, tallies=tallies)
    election.say("declaration")
    return str(election.shown()["stage"])


def reviewed(election: Election) -> None:
    """Everybody is qualified, and posted."""
    findings = [{"person_id": each} for people in election.stand.values() for each in people]
    election.say("reviews", reviewers=election.committee[:3], findings=findings)
    election.say("candidate-list")


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
    election = called(years, call(committees["residents"], 9, date(2014, 11, 20)))
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
    few = voted(election, 500, CHAIR=(251, 249), DEPUTY=(251, 249), MEMBER=(500, 500, 500, 0))
    assert few == "INVALID", "500 of 1,000 are too few"
    election.say("rounds", vote_on="2014-12-04")
    election.before(-14)
    enough = voted(election, 501, CHAIR=(251, 250), DEPUTY=(250, 250), MEMBER=(501, 501, 501, 0))
    assert enough == "SHORTFALL", "501 are enough; 250 of them elect nobody"
    elected = {each["person_id"] for each in election.shown()["candidates"] if each.get("elected_in")}
    assert elected == {election.stand["CHAIR"][0], *election.stand["MEMBER"][:3]}

    election.say("rounds", vote_on="2014-12-18")
    election.before(-28)
    assert voted(election, 501, DEPUTY=(167, 166)) == "ELECTED", "a third elects in the supplementary round"
    election.say("result")
    members = in_office(election, committees["residents"])
    assert {each["until_on"] for each in members} == {"2017-12-18"}, "three years by the law of 2014"
    assert [each["name"] for each in members][:2] == ["示例·CHAIR0", "示例·DEPUTY0"]
    assert "voter-" not in str(election.shown("/public"))
    assert "member-elected" in words(
        years.admin.get("councils", f"/v1/committees/{committees['residents']}/members/history")["events"]
    )


def test_s10b_the_spouse_of_a_member_supervises_nobody(years, committees):
    """Two are nominated who were elected representatives today: the chair's spouse, and somebody else."""
    committee, clerk, today = committees["residents"], years.person("c-1", Role.CLERK), years.today
    seats = [{"group_id": f"g{n}", "households": 150, "seats": 5} for n in range(1, 11)]

    def say(path: str, **body: Any) -> list[str]:
        return words(clerk.post("councils", f"/v1/{path}", body, f"supervision-{next(_ACTS)}")["events"])

    register = f"representatives/{committee}"
    say(f"{register}/apportionment", apportionment="BY_HOUSEHOLDS", groups=seats, from_on=today)
    spouse, other = (entered(years, f"示例·代表{n}") for n in range(2))
    for person in (spouse, other):
        say(f"{register}/elections", person_id=person, group_id="g1", elected_on=today, from_on=today)
    members = years.admin.get("councils", f"/v1/committees/{committee}/members")["members"]
    say(f"people/{spouse}/kin", person_id=members[0]["person_id"], kinship="SPOUSE")
    nominated = (say, f"supervision-committees/{committee}/nominations")
    assert refused(*nominated, person_id=spouse, office="MEMBER") == (422, "excluded-relative")
    assert say(nominated[1], person_id=other, office="MEMBER") == ["supervision-member-nominated"]


def test_s10b_the_amendment_changes_no_term_and_the_next_one_is_five_years(years, committees):
    committee = committees["residents"]
    election = called(years, call(committee, 10, date(2019, 3, 1)))
    assert {each["until_on"] for each in in_office(election, committee, "2017-12-18")} == {"2017-12-18"}
    assert in_office(election, committee) == [], "nobody is in office after their last day"
    listed(election)
    reviewed(election)
    election.before(0)
    assert voted(election, 501, CHAIR=(251, 250), DEPUTY=(251, 250), MEMBER=(501, 501, 501, 0)) == "ELECTED"
    election.say("result")
    assert {each["until_on"] for each in in_office(election, committee)} == {"2024-03-01"}


def assembled(years, committee: str, whom: str) -> str:
    """Today's assembly, which just so removes a member."""
    item = {"item_id": "1", "subject": "MEMBER_REMOVAL", "subject_id": whom, "title": "罢免"}
    said = {"committee_id": committee, "electorate": "ADULTS", "agenda": [item], "held_on": "2019-03-31"}
    called = str(years.admin.post("councils", "/v1/assemblies", said, "assembly-on-a-member")["id"])
    held = {"entitled": 1_000, "present": 501, "counts": [{"item_id": "1", "votes_for": 251, "votes_against": 250}]}
    years.admin.post("councils", f"/v1/assemblies/{called}/votes", held, "assembly-on-a-member-held")
    return called


def test_the_assembly_removes_a_member_and_a_by_election_fills_the_seat(years, committees):
    committee = committees["residents"]
    years.until("2019-03-31T09:00")
    settled = years.admin.get("councils", f"/v1/committees/{committee}/members")["members"]
    whom = settled[-1]["person_id"]
    assembly = assembled(years, committee, whom)
    years.until("2019-04-03T09:00")
    removal = {"person_id": whom, "removed_on": "2019-03-31", "assembly_id": assembly}
    late = years.admin.post("councils", f"/v1/committees/{committee}/member-removals", removal, "member-removed")

    def seats(**moment: str) -> int:
        return len(years.admin.get("councils", f"/v1/committees/{committee}/members", **moment)["members"])

    the_first_day_without = "2019-04-01T18:00:00+08:00"
    assert now_and_then(seats, "2019-04-01", the_first_day_without, late) == (4, 5, 5), "entered on the third"
    assert now_and_then(seats, "2019-03-31", the_first_day_without, late) == (5, 5, 5), "their last day"
    election = called(years, call(committee, 10, date(2019, 6, 20), "BY_ELECTION", {"MEMBER": 1}))
    assert len(in_office(election, committee)) == 4
    listed(election)
    reviewed(election)
    election.before(0)
    assert voted(election, 501, MEMBER=(251, 250)) == "ELECTED"
    election.say("result")
    new = in_office(election, committee)[-1]
    assert (new["name"], new["from_on"], new["until_on"]) == ("示例·MEMBER0", "2019-06-20", "2024-03-01")
