"""Infrastructure projects and premises through HTTP, on a server of their own: S10(a)."""

from __future__ import annotations

from datetime import date

import pytest

from shared.contracts import councils
from shared.contracts.councils.committee import CommitteeAssigned, CommitteeFounded, CommitteeKind
from shared.kernel.actors import Role
from shared.kernel.provenance import Provenance
from tests.grants.desk import Desk, desk_on, fen
from tests.grants.infra_seed import PROJECTS

pytestmark = pytest.mark.server
DEPARTMENT = "district-civil-affairs"
BUILDER, ADMIN, OFFICER = (Role.DEPARTMENT, DEPARTMENT), (Role.ADMIN, ""), (Role.FUND_OFFICER, "")
JUDGE, SURVEYOR, AUDITOR = (Role.APPROVER, "leading-body"), (Role.CENTRE_DIRECTOR, "centre-dazhong"), (Role.AUDITOR, "")
S10 = {
    "COMPLETED": {"为民", "德令哈路"},
    "UNDER_CONSTRUCTION": {"东兴", "青藏花园"},
    "CONTRACT_SIGNED": {"泰宁", "纺织", "园山"},
    "SITE_SELECTED": {"夏都花园", "团结", "树林巷", "康南", "康西"},
}
PAPER = {"document": "paper-1"}


# --- S10(a) -----------------------------------------------------------------


async def test_the_projects_of_the_article(server, tmp_path):
    async with desk_on(server, tmp_path, "2016-04-14T09:00") as desk:
        ids = await the_twelve_are_entered(desk)
        await they_stand_where_the_article_says(desk, ids)
        await a_day_and_a_moment_are_asked_about(desk, ids)
        await areas_are_judged(desk, ids)
        await money_has_to_be_granted(desk)
        await a_project_rests_goes_on_and_is_given_up(desk, ids)
        await everybody_reads_stages_days_and_sums(desk, ids)


async def the_twelve_are_entered(desk: Desk) -> dict[str, str]:
    ids: dict[str, str] = {}
    first = PROJECTS[0].body
    assert await desk.tell(Role.COMMITTEE, "为民", "infra-projects", **first) == (403, "role-forbidden")
    assert await desk.tell(Role.DEPARTMENT, "other", "infra-projects", **first) == (403, "not-the-department")
    for project in PROJECTS:
        assert await desk.tell(*BUILDER, "infra-projects", **project.body) == (201, "project-planned")
        ids[project.place] = desk.id
        for act in project.acts:
            status, told = await desk.tell(*ADMIN, f"infra-projects/{desk.id}/{act.path}", **act.body)
            assert status == 200, (project.place, act, told)
    return ids


async def listed(desk: Desk, **parameters: str) -> set[str]:
    page = await desk.read("infra-projects", **parameters)
    return {project["holder"]["id"] for project in page["infra_projects"]}


async def they_stand_where_the_article_says(desk: Desk, ids: dict[str, str]) -> None:
    for status, places in S10.items():
        assert await listed(desk, status=status) == places
        assert await listed(desk, status=status, as_of="2016-04-14") == places
    assert await listed(desk, kind="OFFICE") == {"泰宁"}
    assert await listed(desk, holder_id="园山") == {"园山"}
    assert (await desk.ask(*AUDITOR, "infra-projects", status="BUILT")).status_code == 400
    assert (await desk.ask(*AUDITOR, "infra-projects", as_of="yesterday")).status_code == 400
    page = await desk.read("infra-projects", limit="5")
    assert len(page["infra_projects"]) == 5
    rest = await desk.read("infra-projects", after=page["next"])
    assert len(rest["infra_projects"]) == len(ids) - 5


async def a_day_and_a_moment_are_asked_about(desk: Desk, ids: dict[str, str]) -> None:
    assert await listed(desk, as_of="2014-12-31") == {"为民", "德令哈路"}
    assert await listed(desk, as_of="2014-12-31", status="UNDER_CONSTRUCTION") == {"为民", "德令哈路"}
    assert await listed(desk, as_of="2014-03-19") == set()
    (then,) = (await desk.read("infra-projects", as_of="2015-03-01", holder_id="为民"))["infra_projects"]
    assert (then["continued"], then["on_course"], then["status"]) == (True, True, "UNDER_CONSTRUCTION")
    (new,) = (await desk.read("infra-projects", as_of="2015-06-01", holder_id="东兴"))["infra_projects"]
    assert (new["continued"], new["granted"], new["status"]) == (False, fen(0), "PLANNED")
    (late,) = (await desk.read("infra-projects", as_of="2016-11-01", holder_id="东兴"))["infra_projects"]
    assert (late["continued"], late["on_course"]) == (True, False)
    at = f"infra-projects/{ids['东兴']}"
    assert (await desk.read(at, as_of="2015-08-24"))["status"] == "SITE_SELECTED"
    assert (await desk.read(at, as_of="2015-08-25"))["price"] == fen(118_000_000)
    assert (await desk.ask(*AUDITOR, at, known_at="2016-04-13T09:00+08:00")).status_code == 404
    assert (await desk.ask(*AUDITOR, "infra-projects/nothing")).status_code == 404
    words = await desk.happened(at)
    assert words[:3] == ["project-planned", "source-applied-for", "source-applied-for"]


async def areas_are_judged(desk: Desk, ids: dict[str, str]) -> None:
    yuanshan, taining = (f"infra-projects/{ids[place]}" for place in ("园山", "泰宁"))
    measured = {**PAPER, "accepted_on": "2016-04-13"}
    for at in (yuanshan, taining):
        assert await desk.tell(*BUILDER, f"{at}/completion", completed_on="2016-04-10") == (
            200,
            "construction-completed",
        )
    assert await desk.tell(*BUILDER, f"{yuanshan}/acceptance", area_m2=520, **measured) == (403, "role-forbidden")
    assert await desk.tell(*JUDGE, f"{yuanshan}/acceptance", area_m2=480, **measured) == (422, "area-below-minimum")
    assert await desk.tell(*JUDGE, f"{yuanshan}/acceptance", area_m2=520, **measured) == (200, "project-accepted")
    assert await desk.tell(*JUDGE, f"{taining}/acceptance", area_m2=280, **measured) == (200, "project-accepted")
    assert await desk.tell(*BUILDER, f"{yuanshan}/use", in_use_from_on="2016-04-14") == (200, "put-in-use")
    assert (await desk.read(yuanshan))["accepted_m2"] == 520
    assert await listed(desk, status="IN_USE") == {"园山"}
    existing = {**PROJECTS[1].body, "holder": {"kind": "COMMITTEE", "id": "旧居委会"}}
    assert await desk.tell(*BUILDER, "infra-projects", **existing) == (201, "project-planned")
    design = {**PAPER, "area_m2": 280, "approved_on": "2016-04-14"}
    assert await desk.tell(*JUDGE, f"infra-projects/{desk.id}/design-approval", **design) == (
        200,
        "design-approved area-target-missed",
    )


async def money_has_to_be_granted(desk: Desk) -> None:
    bought = {**PROJECTS[4].body, "holder": {"kind": "COMMUNITY", "id": "互中"}}
    assert await desk.tell(*BUILDER, "infra-projects", **bought) == (201, "project-planned")
    at = f"infra-projects/{desk.id}"
    asked = {**PAPER, "source_id": "s-1", "level": "PROVINCE", "amount": fen(100), "applied_on": "2015-04-01"}
    assert await desk.tell(*OFFICER, f"{at}/applications", **asked) == (200, "source-applied-for")
    assert await desk.tell(*BUILDER, f"{at}/site", site="互助中路", selected_on="2015-05-01") == (200, "site-selected")
    contract = {**PAPER, "price": fen(100), "signed_on": "2016-04-01"}
    assert await desk.tell(*BUILDER, f"{at}/premises-contract", **contract) == (422, "funding-gap")
    approval = {**PAPER, "source_id": "s-1", "amount": fen(100), "granted_on": "2016-03-31"}
    assert await desk.tell(*BUILDER, f"{at}/grants", **approval) == (403, "role-forbidden")
    assert await desk.tell(*OFFICER, f"{at}/grants", **approval) == (200, "source-granted")
    assert await desk.tell(*BUILDER, f"{at}/premises-contract", **{**contract, "price": fen(101)}) == (
        422,
        "funding-gap",
    )
    assert await desk.tell(*BUILDER, f"{at}/premises-contract", **contract) == (200, "premises-contract-signed")


async def a_project_rests_goes_on_and_is_given_up(desk: Desk, ids: dict[str, str]) -> None:
    at = f"infra-projects/{ids['东兴']}"
    assert await desk.tell(*BUILDER, f"{at}/resumption", resumed_on="2016-04-14") == (409, "infra-project-not-resting")
    rest = {"reason": "WINTER", "suspended_on": "2015-11-10"}
    assert await desk.tell(*BUILDER, f"{at}/suspension", **rest) == (200, "project-suspended")
    assert (await desk.read(at))["status"] == "SUSPENDED"
    assert await listed(desk, status="SUSPENDED", as_of="2015-11-09") == set()
    assert await desk.tell(*BUILDER, f"{at}/completion", completed_on="2016-04-14") == (409, "infra-project-resting")
    assert await desk.tell(*BUILDER, f"{at}/resumption", resumed_on="2016-03-20") == (200, "project-resumed")
    assert await listed(desk, status="SUSPENDED", as_of="2016-01-01") == {"东兴"}
    assert await listed(desk, status="UNDER_CONSTRUCTION") == {"东兴", "青藏花园"}
    at = f"infra-projects/{ids['康西']}"
    end = {"reason": "NO_SITE", "cancelled_on": "2016-04-14"}
    assert await desk.tell(*BUILDER, f"{at}/cancellation", **end) == (200, "project-cancelled")
    assert (await desk.read(at))["status"] == "CANCELLED"
    priced = {**PAPER, "price": fen(1), "started_on": "2016-04-14"}
    assert await desk.tell(*BUILDER, f"{at}/construction-start", **priced) == (409, "infra-project-cancelled")


async def everybody_reads_stages_days_and_sums(desk: Desk, ids: dict[str, str]) -> None:
    told = (await desk.public("infra-projects?status=COMPLETED&as_of=2016-04-14"))["infra_projects"]
    weimin = next(project for project in told if project["id"] == ids["为民"])
    assert weimin["provenance"] == Provenance.DEFAULT
    assert (weimin["granted"], weimin["price"]) == (fen(110_000_000), fen(105_000_000))
    assert {source["provenance"] for source in weimin["sources"]} == {Provenance.SYNTHETIC}
    assert [(stage["status"], stage["from_on"]) for stage in weimin["stages"]][-1] == ("COMPLETED", "2015-09-30")
    assert {stage["provenance"] for stage in weimin["stages"][1:]} == {Provenance.SYNTHETIC}


# --- premises ---------------------------------------------------------------


async def test_the_premises_of_a_community(server, tmp_path):
    async with desk_on(server, tmp_path, "2015-06-01T09:00") as desk:
        await a_committee_lies_in_dazhong(desk)
        found = {
            "committee_id": "committee-yuanshan",
            "address": "共和路",
            "use": "COMMITTEE_COMPLEX",
            "area_m2": 280,
            "condition": "NARROW",
            "owner": "DISTRICT",
            "surveyed_on": "2015-05-04",
        }
        assert await desk.tell(Role.RESIDENT, "", "premises", **found) == (403, "role-forbidden")
        assert await desk.tell(*SURVEYOR, "premises", **{**found, "surveyed_on": "2015-06-02"}) == (422, "survey-ahead")
        assert await desk.tell(*SURVEYOR, "premises", **found) == (201, "premises-surveyed premises-target-missed")
        first = desk.id
        older = {**found, "area_m2": 90, "condition": "DANGEROUS", "surveyed_on": "2013-12-01"}
        assert await desk.tell(*SURVEYOR, f"premises/{first}/surveys", **older) == (
            200,
            "premises-surveyed premises-target-missed",
        )
        hall = {**found, "committee_id": None, "community_id": "community-taining", "use": "SERVICE_HALL"}
        assert await desk.tell(*SURVEYOR, "premises", **{**hall, "condition": "FIT"}) == (201, "premises-surveyed")
        await they_are_looked_up(desk, first)


async def a_committee_lies_in_dazhong(desk: Desk) -> None:
    founded = CommitteeFounded(
        kind=CommitteeKind.RESIDENTS, name_zh="园山", aliases=(), stat_code_12="630102003008", street_code="630102003"
    )
    assigned = CommitteeAssigned(
        community_id="community-dazhong",
        effective_on=date(2013, 9, 29),
        provenance=Provenance.ARTICLE,
        source="the article",
    )
    for event in (founded, assigned):
        await desk.hear(event, "committee-yuanshan", "committee", councils.SERVICE)


async def they_are_looked_up(desk: Desk, first: str) -> None:
    (narrow,) = (await desk.public("premises?community_id=community-dazhong"))["premises"]
    assert (narrow["id"], narrow["area_m2"], narrow["condition"], narrow["target_m2"]) == (first, 280, "NARROW", 300)
    assert len((await desk.public("premises"))["premises"]) == 2
    (fit,) = (await desk.read("premises", condition="FIT"))["premises"]
    assert fit["community_id"] == "community-taining"
    assert (await desk.ask(*AUDITOR, "premises", condition="NEW")).status_code == 400
    assert (await desk.public("statistics/premises"))["rows"] == [
        {"use": "COMMITTEE_COMPLEX", "condition": "NARROW", "premises": 1, "area_m2": 280, "below_target": 1},
        {"use": "SERVICE_HALL", "condition": "FIT", "premises": 1, "area_m2": 280, "below_target": 0},
    ]
    assert (await desk.read(f"premises/{first}"))["area_m2"] == 280
    assert (await desk.read(f"premises/{first}", as_of="2014-12-31"))["condition"] == "DANGEROUS"
    assert (await desk.ask(*AUDITOR, f"premises/{first}", as_of="2013-11-30")).status_code == 404
    assert len(await desk.happened(f"premises/{first}")) == 4
