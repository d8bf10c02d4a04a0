"""The special fund, a contract and an association meanwhile: projects at each stage, and filings."""

from __future__ import annotations

from typing import Any

from shared.kernel.actors import Role
from tests.hostile.backoffice import DEPARTMENT
from tests.hostile.counter.at import SOME, TODAY, Counter
from tests.journeys.answers import fen
from tests.journeys.associations import PAPERS, founding
from tests.journeys.people import resident

PRICE = 10_000
ADMIN, DIRECTOR, OFFICER = "enterer", "their director", "officer"
CLERK, EXAMINER, REGISTRAR, BUYER = "taker", "filer", "registrar", "buyer"
SIGNED = [{"person_id": f"p-{n}", "signed_as": role} for n, role in enumerate(("HANDLER", "WITNESS", "APPROVER"))]
LINE = {"title": "示例", "category": "SMALL_REPAIR", "form": "WORKS", "amount": fen(PRICE)}
TASK = {"code": "home-visit", "department": DEPARTMENT, "title_zh": "示例", "basis": "示例", "document": "d-1"}
FIT = {"resident": True, "full_capacity": True}


def funds(at: Counter, committee: str, resolution: str) -> None:
    """The fund of the year, projects that wait for their survey, and what would be asked of each."""
    officer = at.district.person("s-fund-officer", Role.FUND_OFFICER)
    at.tell(officer, "/v1/allocation-rounds", {"period": 2013}, "grants")
    at.tell(officer, "/v1/allocation-rounds/2013/allocations", {"committee_id": committee}, "grants")
    at.ids["allocation-rounds"], at.ids["funds"] = ["2013"], [f"{committee}-2013"]
    who = {"committee_id": committee, "proposed_by": "RESIDENTS", "supporters": 5, "households": 9}
    words = {"title": "示例", "need": "示例", "lines": [LINE], "from_on": TODAY, "until_on": "2013-12-20"}
    said = {**who, **words}
    at.fit(ADMIN, "/v1/fund-projects", [({}, said)])
    made = [str(at.tell(at.admin, "/v1/fund-projects", said, "grants")["id"]) for _ in range(2 * SOME)]
    for project in made[SOME:]:
        at.tell(at.admin, f"/v1/fund-projects/{project}/survey", {"asked": 10, "in_favour": 6}, "grants")
    at.ids["fund-projects"] = made
    route = "/v1/fund-projects/{id}"
    at.fit(ADMIN, f"{route}/survey", (({"id": each}, {"asked": 10, "in_favour": 6}) for each in made[:SOME]))
    at.fit(ADMIN, f"{route}/withdrawal", (({"id": each}, {}) for each in made[:1]))
    at.fit(ADMIN, f"{route}/resolution", (({"id": each}, {"resolution_id": resolution}) for each in made[SOME:]))
    at.fit(
        "watcher", f"{route}/supervision-opinion", (({"id": each}, {"opinion": "SUPPORTED"}) for each in made[SOME:])
    )
    use = {"uses": [{"category": "SMALL_REPAIR", "amount": fen(PRICE)}]}
    at.fit(ADMIN, "/v1/funds/{id}/spend-plan", [({"id": f"{committee}-2013"}, use)])
    others = at.admin.get("councils", "/v1/committees", kind="RESIDENTS")["committees"][1:]
    given = ({"committee_id": each["id"]} for each in others[: 2 * SOME])
    at.fit(OFFICER, "/v1/allocation-rounds/{id}/allocations", (({"id": "2013"}, each) for each in given))


def contracts(at: Counter, committee: str) -> None:
    """Contracts that were signed, paid in, and reported on."""
    buyer = at.district.person("s-dept-officer", Role.DEPARTMENT, org=DEPARTMENT)
    at.tell(buyer, "/v1/tasks", {**TASK, "budget": fen(10**9)}, "grants")
    at.tell(at.admin, "/v1/tasks/home-visit/admission", {"document": "d-1"}, "grants")
    line = {"code": "home-visit", "unit": "次", "unit_price": fen(4_000), "qty_cap": 200, "standard": "示例"}
    provider = {"provider": {"kind": "COMMITTEE", "id": committee}, "tasks": [line], "terms": "QUARTERLY"}
    days = {"from_on": TODAY, "until_on": "2014-11-07", "signed_on": TODAY}
    said = {"buyer": DEPARTMENT, **provider, **days}
    made = [
        str(at.tell(buyer, "/v1/contracts", {**said, "document": f"c-{n}"}, "grants")["id"]) for n in range(2 * SOME)
    ]
    at.ids["contracts"], at.ids["tasks"] = made, ["home-visit", "survey"]
    at.fit(BUYER, "/v1/tasks", [({}, {**TASK, "code": "survey", "budget": fen(10**6)})])
    at.fit(ADMIN, "/v1/tasks/{id}/refusal", [({"id": "survey"}, {"reason": "示例"})])
    at.fit(BUYER, "/v1/contracts", (({}, {**said, "document": f"d-{n}"}) for n in range(SOME)))
    money = {"document": "v-1", "amount": fen(800_000), "transferred_on": TODAY}
    for each in made[SOME:]:
        at.tell(at.admin, f"/v1/contracts/{each}/transfers", money, "grants")
    route, work = "/v1/contracts/{id}", {"report_id": "r1", "code": "home-visit", "quantity": 9, "done_on": TODAY}
    at.fit(BUYER, f"{route}/transfers", (({"id": each}, money) for each in made[:SOME]))
    at.fit(CLERK, f"{route}/work-reports", (({"id": each}, work) for each in made[SOME:]))
    seen = {"report_id": "r1", "accepted": 9}
    at.fit(BUYER, f"{route}/verifications", (({"id": each}, seen) for each in made[SOME:]))
    at.fit(BUYER, f"{route}/termination", [({"id": made[0]}, {"reason": "AGREED"})])


def filings(at: Counter) -> None:
    """Associations that are drafted, handed in, and filed on paper before."""
    listed = at.admin.get("associations", "/v1/communities")["communities"]
    community = next(each["id"] for each in listed if each.get("centre_id") == at.centre)
    at.tell(at.admin, f"/v1/communities/{community}/code", {"code": "QZX"}, "associations")
    names = (f"示例{n}艺术团" for n in range(100))

    def drafted() -> dict[str, Any]:
        return {"track": "FILED", "community_id": community, "founding": founding(next(names))}

    made = [str(at.tell(at.clerk, "/v1/associations", drafted(), "associations")["id"]) for _ in range(3 * SOME)]
    for each in made[SOME:]:
        at.tell(at.clerk, f"/v1/associations/{each}/submission", _handed_in(), "associations")
        warned = {"warning": "PREFIX_MISSING", "answer": "示例"}
        at.tell(at.director, f"/v1/associations/{each}/name-warning-answer", warned, "associations")
    paper = {"on": "2013-09-01", "provenance": "SYNTHETIC", "source": "示例"}
    filed = [
        str(at.tell(at.admin, "/v1/association-entries", {**drafted(), **paper}, "associations")["id"])
        for _ in range(SOME)
    ]
    at.ids["associations"] = [*made, *filed]
    route = "/v1/associations/{id}"
    at.fit(CLERK, "/v1/associations", (({}, drafted()) for _ in range(SOME)))
    at.fit(ADMIN, "/v1/association-entries", (({}, {**drafted(), **paper}) for _ in range(SOME)))
    at.fit(CLERK, f"{route}/submission", (({"id": each}, _handed_in()) for each in made[:SOME]))
    asked = {"papers": PAPERS[:1]}
    at.fit(EXAMINER, f"{route}/correction-notice", (({"id": each}, asked) for each in made[SOME : 2 * SOME]))
    at.fit(EXAMINER, f"{route}/notice", (({"id": each}, {}) for each in made[2 * SOME :]))
    refusal = {"grounds": ["PAPERS_MISSING"], "statement": "示例"}
    at.fit(EXAMINER, f"{route}/filing-refusal", [({"id": made[SOME]}, refusal)])
    place = {"place": {"address": "示例路", "shared": True}, "changed_on": TODAY}
    at.fit(CLERK, f"{route}/filing-change", (({"id": each}, place) for each in filed))
    at.fit(EXAMINER, f"{route}/sanctions", (({"id": each}, {"kind": "WARNING", "offence": "示例"}) for each in filed))
    wish = {"cause": "OWN_WISH", "ended_on": TODAY}
    at.fit(EXAMINER, f"{route}/filing-cancellation", [({"id": filed[-1]}, wish)])
    at.district.settle()
    held = ({"activity_id": f"act-{n}", "held_on": "2013-10-20"} for n in range(SOME))
    at.fit(CLERK, f"{route}/activities", (({"id": filed[0]}, each) for each in held))
    at.fit(CLERK, f"{route}/annual-reports", (({"id": each}, {"year": 2012}) for each in filed))


def _handed_in() -> dict[str, Any]:
    return {"person": {**resident(), **FIT}, "papers": PAPERS}
