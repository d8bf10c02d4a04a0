"""Units, groups and grid cells of a community, and what the bodies of a committee do."""

from __future__ import annotations

from typing import Any

from tests.hostile.counter.at import SOME, TODAY, Counter
from tests.journeys.council import Council

ADMIN, WATCHER = "enterer", "watcher"


def fitting(at: Counter, council: Council, community: str) -> None:
    """Who would do what, of which nothing was done before."""
    _units(at, council, community)
    _beside_the_committee(at, council)
    _bodies(at, council)


def _units(at: Counter, council: Council, community: str) -> None:
    unit = {"community_id": community, "kind": "OTHER", "name_zh": "示例", "resident_from_on": "2013-09-29"}
    party = {"party_org": {"head_id": council.people[0], "party_member_count": 5}}
    units = at.ids["resident-units"] = [str(council.say("/resident-units", unit | party)["id"]) for _ in range(SOME)]
    at.fit(ADMIN, "/v1/resident-units", [({}, unit)])
    acts: dict[str, dict[str, Any]] = {
        "head": {"head_id": council.people[1], "from_on": TODAY},
        "party-member-count": {"party_member_count": 3, "counted_on": TODAY},
        "pledges": {"year": 2013, "entries": _entries()},
        "leaving": {"cause": "CLOSED", "left_on": TODAY},
    }
    for act, said in acts.items():
        at.fit(ADMIN, f"/v1/resident-units/{{id}}/{act}", (({"id": each}, said) for each in units))
    path = "/v1/communities/{id}/party-working-committee"
    at.fit(ADMIN, path, [({"id": community}, {"formed_on": "2013-09-29"})])
    seat = {"unit_id": units[0], "person_id": council.people[0], "from_on": TODAY}
    at.fit(ADMIN, f"{path}/part-time-members", [({"id": community}, seat)])
    full = {"person_id": council.people[2], "role": "SECRETARY", "from_on": TODAY}
    at.fit(ADMIN, f"{path}/full-time-members", [({"id": community}, full)])
    plan = {"community_id": community, "subject": "PUBLIC_GOOD", "title": "示例", "planned_for_on": "2013-12-01"}
    activities = [str(council.say("/joint-activities", plan)["id"]) for _ in range(SOME)]
    at.ids["joint-activities"] = activities
    at.fit(ADMIN, "/v1/joint-activities", [({}, plan)])
    invited = {"unit_ids": units}
    at.fit(ADMIN, "/v1/joint-activities/{id}/invitations", (({"id": each}, invited) for each in activities))
    at.fit(ADMIN, "/v1/joint-activities/{id}/cancellation", [({"id": activities[-1]}, {})])


def _entries() -> list[dict[str, str]]:
    return [{"list_of": each, "title": "示例"} for each in ("RESOURCE", "NEED", "PROJECT")]


def _beside_the_committee(at: Counter, council: Council) -> None:
    of, route, person = {"id": council.id}, "/v1/committees/{id}", council.people[3]
    for n in range(SOME):
        council.say(f"/committees/{council.id}/groups", {"group_id": f"G{n}", "name_zh": "示例", "formed_on": TODAY})
        council.say(f"/committees/{council.id}/grid-cells", {"cell_id": f"A{n}", "name_zh": "示例", "drawn_on": TODAY})
    groups, cells = (
        [{**of, name: f"{letter}{n}"} for n in range(SOME)] for name, letter in (("group", "G"), ("cell", "A"))
    )
    at.fit(
        ADMIN, f"{route}/groups/{{group}}/leader", ((each, {"person_id": person, "from_on": TODAY}) for each in groups)
    )
    at.fit(ADMIN, f"{route}/groups/{{group}}/dissolution", [(groups[-1], {"dissolved_on": TODAY})])
    at.fit(
        ADMIN,
        f"{route}/grid-cells/{{cell}}/members",
        ((each, {"person_id": person, "from_on": TODAY}) for each in cells),
    )
    at.fit(ADMIN, f"{route}/grid-cells/{{cell}}/dissolution", [(cells[-1], {"dissolved_on": TODAY})])
    term = {"number": 1, "from_on": TODAY, "until_on": "2016-11-07"}
    at.fit(ADMIN, f"{route}/party-branch-committee/terms", [(of, term)])
    post = {"title": "SECRETARY", "person_id": person, "from_on": TODAY}
    at.fit(ADMIN, f"{route}/party-branch-committee/posts", [(of, post)])


def _bodies(at: Counter, council: Council) -> None:
    of, watched = {"id": council.id}, "/v1/supervision-committees/{id}"
    leaves = ({"person_id": each, "reason": "MOVED_AWAY", "from_on": TODAY} for each in council.people[40:43])
    at.fit(ADMIN, "/v1/representatives/{id}/departures", ((of, each) for each in leaves))
    recall = {"person_id": council.people[44], "votes_for": 100, "from_on": TODAY}
    at.fit(ADMIN, "/v1/representatives/{id}/recalls", [(of, recall)])
    at.fit(
        WATCHER, f"{watched}/meeting-proposals", ((of, {"proposal_id": f"p{n}", "matter": "示例"}) for n in range(SOME))
    )
    at.fit(WATCHER, f"{watched}/reports", [(of, {"year": 2013, "report": "示例"})])
    for act in ("review", "filing"):
        at.fit(ADMIN, f"{watched}/{act}", [(of, {})])
    petition = {"committee_id": council.id, "signers": "ADULTS", "entitled": 10, "matter": "示例"}
    at.ids["petitions"] = [str(council.say("/petitions", petition)["id"])]
    at.fit(ADMIN, "/v1/petitions", [({}, petition)])
    signed = [
        ({"id": at.ids["petitions"][0]}, {"signer": each}) for each in ("630102198503120015", "630102194503120017")
    ]
    at.fit(ADMIN, "/v1/petitions/{id}/signatures", signed)
    at.fit(ADMIN, "/v1/pacts/{id}/drafts", [(of, {"text": "示例"})])
