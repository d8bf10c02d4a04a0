"""What ends with a committee that is abolished, in the same act: its seats, its reports and its disclosures."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from services.councils.app import PARTS
from services.councils.domain.committee_members import COMMITTEE_MEMBERS, EndTerm
from services.councils.domain.committee_report import COMMITTEE_REPORT, EndReports, committee_report_due
from services.councils.domain.disclosure import (
    DISCLOSURES,
    DisclosureNotExpected,
    EndDisclosures,
    PostDisclosure,
    disclosure_due,
)
from services.councils.domain.party_branch_committee import PARTY_BRANCH_COMMITTEE
from services.councils.domain.party_branch_committee_commands import EndBranch
from services.councils.domain.representatives import REPRESENTATIVES
from services.councils.domain.representatives_commands import CloseRegister
from services.councils.domain.supervision_committee import SUPERVISION_COMMITTEE
from services.councils.domain.supervision_committee_acts import report_due
from services.councils.domain.supervision_committee_commands import Dissolve
from shared.contracts.councils.committee_members import CommitteeTermEnded
from shared.contracts.councils.committee_report import (
    CommitteeReported,
    CommitteeReportMissed,
    CommitteeReportsEnded,
    CommitteeReportsExpected,
)
from shared.contracts.councils.disclosure import DisclosureItem, DisclosuresEnded, DisclosuresExpected
from shared.contracts.councils.party_branch_committee import BranchPostVacated
from shared.contracts.councils.representatives import RegisterClosed
from shared.contracts.councils.supervision_committee import (
    Office,
    SupervisionCommitteeDissolved,
    SupervisionMemberElected,
)
from shared.kernel.actors import Role
from shared.kernel.instants import start_of
from shared.kernel.personal import Published
from shared.kernel.working_days import Calendar
from shared.testing.decider import Spec
from tests.councils.bodies import (
    COMMITTEES,
    POLICY,
    TUANJIE,
    apportioned,
    branch,
    members,
    on,
    representative,
)
from tests.runtime.served import Served, refused, served

DAY, LAST = date(2015, 7, 1), date(2015, 6, 30)
TODAY = on("2015-07-15")
end_term = EndTerm(committee_id=TUANJIE, ended_on=DAY)
dissolve = Dissolve(committee_id=TUANJIE, dissolved_on=DAY)
end_branch = EndBranch(committee_id=TUANJIE, ended_on=DAY)
expected = DisclosuresExpected(first_quarter="2014-Q4")
owed = CommitteeReportsExpected(due_on=date(2015, 6, 20))


def sits(until_on: date = date(2017, 10, 31)) -> SupervisionMemberElected:
    return SupervisionMemberElected(
        committee_id=TUANJIE,
        person_id="r1",
        office=Office.CHAIR,
        name=Published[str](value="x", reason="of the test"),
        from_on=date(2014, 11, 3),
        until_on=until_on,
    )


def reported(next_due_on: date) -> CommitteeReported:
    return CommitteeReported(meeting_id="m1", held_on=date(2015, 3, 1), next_due_on=next_due_on)


ENDS: dict[str, tuple[Spec[Any, Any, Any], list[Any], Any, list[Any]]] = {
    "nobody sits on the supervision committee": (
        Spec(SUPERVISION_COMMITTEE),
        [sits()],
        dissolve,
        [SupervisionCommitteeDissolved(committee_id=TUANJIE, dissolved_on=DAY)],
    ),
    "where somebody sat on the day": (Spec(SUPERVISION_COMMITTEE), [sits(LAST)], dissolve, []),
    "or where anybody did": (Spec(SUPERVISION_COMMITTEE), [], dissolve, []),
    "nobody is on the register": (
        Spec(REPRESENTATIVES),
        [apportioned(), representative("ma")],
        CloseRegister(closed_on=DAY),
        [RegisterClosed(closed_on=DAY)],
    ),
    "where there was a term": (Spec(REPRESENTATIVES), [], CloseRegister(closed_on=DAY), []),
    "what is owed of a quarter is disclosed up to the last day": (
        Spec(DISCLOSURES),
        [expected],
        EndDisclosures(ended_on=DAY),
        [DisclosuresEnded(last_quarter="2015-Q2")],
    ),
    "of a quarter that had begun too": (
        Spec(DISCLOSURES),
        [expected],
        EndDisclosures(ended_on=date(2015, 7, 2)),
        [DisclosuresEnded(last_quarter="2015-Q3")],
    ),
    "a village discloses nothing": (Spec(DISCLOSURES), [], EndDisclosures(ended_on=DAY), []),
    "no report is owed any more": (
        Spec(COMMITTEE_REPORT),
        [owed, reported(date(2015, 9, 1))],
        EndReports(ended_on=DAY),
        [CommitteeReportsEnded(ended_on=DAY)],
    ),
    "one that was missed before stays missed": (
        Spec(COMMITTEE_REPORT),
        [owed],
        EndReports(ended_on=DAY),
        [
            CommitteeReportMissed(due_on=owed.due_on, next_due_on=date(2016, 6, 20)),
            CommitteeReportsEnded(ended_on=DAY),
        ],
    ),
    "one that fell due after it is not": (
        Spec(COMMITTEE_REPORT),
        [CommitteeReportsExpected(due_on=DAY)],
        EndReports(ended_on=DAY),
        [CommitteeReportsEnded(ended_on=DAY)],
    ),
    "where nobody was elected none was": (Spec(COMMITTEE_REPORT), [], EndReports(ended_on=DAY), []),
}


@pytest.mark.parametrize(("spec", "given", "when", "then"), ENDS.values(), ids=ENDS.keys())
def test_what_ends(spec, given, when, then):
    spec.check(given, when, then, TODAY, COMMITTEES)


def test_seats_are_held_to_the_last_day_and_not_on_the_next():
    ended = CommitteeTermEnded(committee_id=TUANJIE, ended_on=DAY)
    seated = members("ma", "li")[COMMITTEE_MEMBERS.ref(TUANJIE)]
    assert COMMITTEE_MEMBERS.decide(end_term, seated, TODAY) == [ended]  # type: ignore[arg-type]
    after = COMMITTEE_MEMBERS.evolve(seated, ended)  # type: ignore[arg-type]
    assert (len(after.on(LAST)), len(after.on(DAY)), after.vacancies(DAY)) == (2, 0, {})
    assert COMMITTEE_MEMBERS.decide(end_term, after, TODAY) == []

    watched = SUPERVISION_COMMITTEE.fold(
        [sits(), SupervisionCommitteeDissolved(committee_id=TUANJIE, dissolved_on=DAY)]
    )
    assert (len(watched.on(LAST)), len(watched.on(DAY))) == (1, 0)
    assert report_due(watched, TODAY) == start_of(date(2015, 1, 1)), "for the years in which somebody sat"

    listed = REPRESENTATIVES.fold([apportioned(), representative("ma"), RegisterClosed(closed_on=DAY)])
    assert (len(listed.on(LAST)), len(listed.on(DAY)), listed.term_on(DAY)) == (1, 0, None)


def test_every_post_of_the_branch_is_vacated():
    held = branch("ma", "li")[PARTY_BRANCH_COMMITTEE.ref(TUANJIE)]
    context = replace(TODAY, related=dict(COMMITTEES))
    vacated = [BranchPostVacated(post_id=f"post-{each}", person_id=each, vacated_on=DAY) for each in ("ma", "li")]
    assert PARTY_BRANCH_COMMITTEE.decide(end_branch, held, context) == vacated  # type: ignore[arg-type]


def test_what_ended_falls_due_no_more():
    ended = DISCLOSURES.fold([expected, DisclosuresEnded(last_quarter="2014-Q4")])
    assert disclosure_due(ended, TODAY) is not None
    assert disclosure_due(DISCLOSURES.fold([expected, DisclosuresEnded(last_quarter="2014-Q3")]), TODAY) is None
    words = (DisclosureItem(title="路灯"),)
    later = PostDisclosure(committee_id=TUANJIE, quarter="2015-Q1", items=words)
    Spec(DISCLOSURES).check(
        [expected, DisclosuresEnded(last_quarter="2014-Q4")], later, DisclosureNotExpected, TODAY, COMMITTEES
    )
    assert committee_report_due(COMMITTEE_REPORT.fold([owed, CommitteeReportsEnded(ended_on=DAY)]), TODAY) is None


# --- through HTTP -----------------------------------------------------------

RULINGS = [{"authority": "DISTRICT_GOVERNMENT", "document": "东政〔2015〕9号"}]


async def peopled(councils: Served) -> tuple[str, str]:
    """Two committees; beside the first is a branch with its secretary, and a representative of its residents."""
    names = {"name_en": "Dongguan", "founded_on": "2013-09-29"}
    community = (await councils.post("/communities", name_zh="东关", **names)).json()["id"]
    await councils.do("/streets", code="630102002", name_zh="清真巷街道", provenance="LAW", source="x")
    ids = []
    for number in ("008", "009"):
        words = {"kind": "RESIDENTS", "name_zh": "团结", "stat_code_12": f"630102002{number}"}
        ids.append((await councils.post("/committees", street_code="630102002", **words)).json()["id"])
        since = {"effective_on": "2013-09-29", "provenance": "DEFAULT", "source": "x"}
        await councils.do(f"/committees/{ids[-1]}/assignment", community_id=community, **since)
    identity = {"name": "某人", "id_kind": "passport", "id_number": "E1234567"}
    person = (await councils.post("/people", **identity)).json()["id"]
    beside = f"/committees/{ids[0]}/party-branch-committee"
    await councils.do(f"{beside}/terms", number=1, from_on="2014-11-01", until_on="2017-10-31")
    await councils.do(f"{beside}/posts", title="SECRETARY", person_id=person, from_on="2014-11-01")
    groups = [{"group_id": f"g{number}", "households": 100, "seats": 5} for number in range(1, 7)]
    term = {"apportionment": "BY_HOUSEHOLDS", "groups": groups, "from_on": "2014-11-01"}
    await councils.do(f"/representatives/{ids[0]}/apportionment", **term)
    chosen = {"person_id": person, "group_id": "g1", "elected_on": "2014-11-01", "from_on": "2014-11-01"}
    await councils.do(f"/representatives/{ids[0]}/elections", **chosen)
    return ids[0], ids[1]


async def test_a_committee_is_abolished_through_http(tmp_path):
    async with served(PARTS, tmp_path, POLICY, Calendar()) as councils:
        await councils.at("2015-06-15T09:00")
        gone, stays = await peopled(councils)
        told = {"effective_on": "2015-07-01", "rulings": RULINGS, "successor_id": stays}
        assert refused(await councils.post(f"/committees/{gone}/abolition", **told)) == (422, "abolition-ahead")
        await councils.at("2015-07-15T09:00")
        assert refused(await councils.post(f"/committees/{gone}/abolition", Role.CLERK, **told))[0] == 403
        assert await councils.do(f"/committees/{gone}/abolition", **told) == [
            *("committee-abolished", "register-closed", "branch-post-vacated", "disclosures-ended")
        ]
        assert await councils.do(f"/committees/{gone}/abolition", **told) == []

        shown = await councils.get(f"/committees/{gone}")
        assert (shown["abolished_on"], shown["successor_id"]) == ("2015-07-01", stays)
        before = await councils.get(f"/committees/{gone}", as_of="2015-06-30")
        assert "abolished_on" not in before
        assert "successor_id" not in before
        listed = (await councils.get("/committees"))["committees"]
        assert {each["id"]: each.get("abolished_on") for each in listed} == {gone: "2015-07-01", stays: None}
        for day, there in (("2015-06-30", None), ("2015-07-01", "2015-07-01")):
            stood = await councils.get(f"/committees/{gone}/standing", as_of=day)
            assert stood.get("abolished_on") == there
        assert (await councils.get(f"/representatives/{gone}"))["representatives"] == []
        for day, stand in (("2015-06-30", {gone, stays}), ("2015-07-01", {stays})):
            both = await councils.get("/public/hierarchies", as_of=day)
            assert {each["id"] for each in both["communities"][0]["committees"]} == stand
            assert {each["id"] for each in both["streets"][0]["committees"]} == stand
        for on_day, owe in (("2015-12-31", {gone, stays}), ("2016-01-01", {stays})):
            counted = (await councils.get("/assembly-counts", on=on_day))["committees"]
            assert {each["committee_id"] for each in counted} == owe

        petition = {"committee_id": gone, "signers": "ADULTS", "entitled": 10, "matter": "楼道照明"}
        assert refused(await councils.post("/petitions", **petition)) == (409, "committee-abolished")
        disclosed = {each for each in await councils.at("2016-07-01T00:00") if each.startswith("disclosure")}
        assert disclosed == {"disclosure-missed"}, "the other goes on"
        missed = await councils.get(f"/committees/{gone}/history")
        assert missed["events"][-1]["type"].split(".")[2] == "committee-abolished"


async def test_one_that_elects_is_not_abolished_through_http(tmp_path):
    async with served(PARTS, tmp_path, POLICY, Calendar()) as councils:
        await councils.at("2015-06-15T09:00")
        gone, _ = await peopled(councils)
        seats = [{"office": "CHAIR", "seats": 1}, {"office": "MEMBER", "seats": 4}]
        words = {"term": 9, "kind": "GENERAL", "electorate": "ALL_ADULTS", "several_ethnic_groups": False}
        await councils.do("/elections", committee_id=gone, seats=seats, election_on="2015-11-20", **words)
        await councils.follow()
        told = {"effective_on": "2015-06-01", "rulings": RULINGS}
        assert refused(await councils.post(f"/committees/{gone}/abolition", **told)) == (409, "election-runs")
