"""The service over HTTP, on a server of its own: every route of what an association does and how it lives."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from shared.kernel.actors import Role
from shared.runtime.patience import NotNow, patiently
from shared.testing import servers
from tests.associations.district import District, district_on, slug
from tests.associations.service import PAPERS, REGISTRY_PAPERS, centre, drafting, registering, somebody
from tests.associations.test_founding_guide import SHIPPED

pytestmark = pytest.mark.server

OFFICER, CLERK, EXAMINER, REGISTRAR, ADMIN = (
    *(Role.ASSOCIATION_OFFICER, Role.CLERK, Role.EXAMINER, Role.REGISTRAR, Role.ADMIN),
)
PAPER = {"provenance": "SYNTHETIC", "source": "示例"}
SHOW = {"kind": "PERFORMANCE", "title": "群众文化汇演", "place": "社区广场"}
CAME = {"attended": 40, "residents": 30, "cost": {"amount": 20_000}}
YEAR = {"summary": "排练二十次", "members": 14, "income": {"amount": 0}, "spending": {"amount": 0}}


@pytest.fixture(scope="module")
def server() -> Iterator[servers.Server]:
    embedded = servers.embedded()
    yield embedded
    embedded.stop()


async def open_post(district: District, path: str, **body: Any) -> httpx.Response:
    """A command or a question of somebody without a token."""
    headers = {"Idempotency-Key": f"open-{next(district.keys):05d}", "Content-Type": "application/json"}
    return await district.http.post(f"/v1/public{path}", content=json.dumps(body).encode(), headers=headers)


async def asked_by(district: District, role: Role, org: str, path: str) -> httpx.Response:
    """A question of somebody who acts for a body."""
    token = district.issuer.token("somebody", (role,), org)
    return await district.http.get(f"/v1{path}", headers={"Authorization": f"Bearer {token}"})


async def entered(district: District, body: dict[str, Any]) -> str:
    answer = await district.post(ADMIN, "/association-entries", **body, **PAPER)
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


async def test_what_an_association_does_and_how_it_lives(server, tmp_path):
    async with district_on(server, tmp_path) as district:
        await district.know()
        await founders_are_told(district)
        troupe = await entered(district, {**drafting("国际村示例艺术团"), "on": "2015-10-08"})
        station = await entered(
            district,
            {
                **registering("城东区示例助老中心", "PRIVATE_NON_ENTERPRISE"),
                **{"on": "2015-09-30", "legacy_reg_no": "QDM-001"},
            },
        )
        await applications_come_to_nothing(district)
        held = await activities_are_held(district, troupe)
        await residents_rate(district, troupe, held)
        await needs_are_answered(district, troupe)
        await years_are_reported(district, troupe, station)
        await who_is_silent_is_found(district, troupe)


async def founders_are_told(district: District) -> None:
    assert slug(await district.ask("/public/founding-guides/FILED", None)) == (404, "not-found")
    for track, guide in SHIPPED.items():
        path = f"/founding-guides/{track}/editions"
        assert await district.do(ADMIN, path, **guide) == ["founding-guide-published"]
        told = await district.public(f"/founding-guides/{track}")
        assert (told["edition"], told["entries"][-1]["value"]) == (1, "TO_BE_CONFIRMED")
    nothing = {"entries": [], "effective_on": "2015-10-08"}
    assert await district.refused(ADMIN, "/founding-guides/FILED/editions", **nothing) == (
        *(422, "founding-guide-incomplete"),
    )
    assert await district.refused(ADMIN, "/founding-guides/OTHER/editions", **nothing) == (404, "not-found")
    assert slug(await district.ask("/public/founding-guides/FILED", None, as_of="2012-12-31")) == (404, "not-found")


async def applications_come_to_nothing(district: District) -> None:
    answer = await district.post(CLERK, "/associations", **drafting("国际村示例棋社"))
    of = f"/associations/{answer.json()['id']}"
    assert await district.refused(CLERK, f"{of}/withdrawal") == (409, "association-at-another-stage")
    await district.do(CLERK, f"{of}/submission", person=somebody(), papers=PAPERS)
    assert await district.do(CLERK, f"{of}/withdrawal") == [
        *("application-taken-back", "association-name-freed", "charge-released")
    ]
    assert (await district.get(of))["ended_by"] == "application-taken-back"

    group = await district.post(CLERK, "/associations", **registering("城东区示例棋会", "SOCIAL_GROUP"))
    of = f"/associations/{group.json()['id']}"
    await district.do(Role.CENTRE_DIRECTOR, f"{of}/supervisor-consent")
    await district.do(CLERK, f"{of}/submission", person=somebody(), papers=REGISTRY_PAPERS)
    await district.do(REGISTRAR, f"{of}/preparation-approval")


async def activities_are_held(district: District, troupe: str) -> str:
    whose = {"association_id": troupe, "programme": SHOW}
    planned = await district.post(OFFICER, "/activities", troupe, **whose, planned_on="2015-10-20")
    assert planned.status_code == 201, planned.text
    of = f"/activities/{planned.json()['id']}"
    other = await district.post(OFFICER, "/activities", troupe, **whose, planned_on="2015-10-21")
    assert await district.refused(OFFICER, "/activities", "a-9", **whose, planned_on="2015-10-20") == (
        *(403, "not-this-association"),
    )
    unknown = {**whose, "association_id": "nobody", "planned_on": "2015-10-20"}
    assert await district.refused(CLERK, "/activities", **unknown) == (404, "association-unknown")
    assert len((await district.public("/activities", association_id=troupe))["activities"]) == 2
    off = f"/activities/{other.json()['id']}/calling-off"
    assert await district.do(OFFICER, off, troupe, reason="下雨") == ["activity-called-off"]
    assert await district.refused(OFFICER, f"{of}/report", troupe, held_on="2015-10-20", **CAME) == (
        *(422, "association-act-in-future"),
    )
    await district.at("2015-10-20T20:00")
    assert await district.do(OFFICER, f"{of}/report", troupe, held_on="2015-10-20", **CAME) == [
        *("activity-reported", "activity-noted")
    ]
    told = {**whose, "held_on": "2015-10-19", **CAME}
    assert await district.do(CLERK, "/activity-reports", **told) == ["activity-reported"], "an earlier one"
    (shown, _) = (await district.public("/held-activities", lineage_id=troupe))["activities"]
    assert (shown["name_zh"], shown["attended"], shown["cost_fen"]) == ("国际村示例艺术团", 40, 20_000)
    listed = (await district.get("/activities", kind="PERFORMANCE"))["activities"]
    assert [each["state"] for each in listed] == ["CALLED_OFF", "HELD", "HELD"]
    assert len((await district.get(f"{of}/history"))["events"]) == 2
    assert (await district.get(f"/associations/{troupe}"))["active_on"] == "2015-10-20"
    return str(planned.json()["id"])


async def residents_rate(district: District, troupe: str, held: str) -> None:
    of = f"/activities/{held}/rating-codes"
    assert await district.refused(OFFICER, of, troupe, issued=31) == (422, "too-many-rating-codes")
    assert await district.do(OFFICER, of, troupe, issued=3) == ["rating-codes-issued"]
    assert slug(await asked_by(district, OFFICER, "a-9", of)) == (403, "not-this-association")
    slips = (await asked_by(district, CLERK, centre("gjc"), of)).json()["codes"]
    assert [each["number"] for each in slips] == [1, 2, 3]
    rating = {"activity_id": held, "level": "VERY_SATISFIED"}
    for slip in slips[:2]:
        answer = await open_post(district, "/activity-ratings", **rating, **slip)
        assert answer.status_code == 200, answer.text
    assert slug(await open_post(district, "/activity-ratings", **rating, **slips[0])) == (409, "activity-rated-before")
    wrong = {"number": 3, "code": slips[0]["code"]}
    assert slug(await open_post(district, "/activity-ratings", **rating, **wrong)) == (404, "code-wrong")
    await district.at("2015-11-20T00:00")

    async def opened() -> dict[str, Any]:
        shown = (await district.public("/held-activities", association_id=troupe))["activities"][0]
        if "totals" not in shown:
            raise NotNow
        return dict(shown)

    shown = await patiently(opened)
    assert (shown["cast"], shown["totals"]["very_satisfied"]) == (2, 2)
    late = await open_post(district, "/activity-ratings", **rating, **slips[2])
    assert slug(late) == (409, "activity-ratings-over")


async def needs_are_answered(district: District, troupe: str) -> None:
    venue = {"community_id": "gjc", "kind": "VENUE", "words": "缺少排练场地"}
    founders = await open_post(district, "/needs", **venue)
    assert founders.status_code == 201, founders.text
    id_, code = founders.json()["id"], founders.json()["code"]
    own = await district.post(OFFICER, "/needs", troupe, **venue, association_id=troupe)
    assert slug(await open_post(district, "/needs", **{**venue, "kind": "MONEY"})) == (422, "need-kind-unknown")
    hub = await entered(district, {**drafting("城东区示例枢纽中心"), "on": "2015-10-08"})
    of = f"/needs/{id_}"
    assert await district.refused(OFFICER, f"{of}/taking-up", hub) == (403, "not-a-hub")
    assert await district.refused(EXAMINER, f"{of}/answer", answer="可以") == (409, "need-not-taken-up")
    assert await district.do(Role.UNIT_DELEGATE, f"{of}/taking-up", "unit-1") == ["need-taken-up"]
    assert await district.refused(CLERK, f"{of}/taking-up") == (409, "need-taken-up")
    assert slug(await asked_by(district, OFFICER, hub, f"{of}/words")) == (403, "not-a-hub")
    assert (await asked_by(district, Role.UNIT_DELEGATE, "unit-1", f"{of}/words")).json() == {"words": "缺少排练场地"}
    owed = (await open_post(district, "/needs/lookup", id=id_, code=code)).json()
    assert (owed["answered"], owed["answer_due_on"], owed["taker"]["id"]) == (False, "2015-12-04", "unit-1")
    assert await district.do(Role.UNIT_DELEGATE, f"{of}/answer", "unit-1", answer="单位礼堂周六可用") == [
        "need-answered"
    ]
    told = (await open_post(district, "/needs/lookup", id=id_, code=code)).json()
    assert (told["answered"], told["answer"]) == (True, "单位礼堂周六可用")
    assert slug(await open_post(district, "/needs/lookup", id=id_, code="00000000")) == (404, "code-wrong")
    helped = (await district.get("/needs", taker_id="unit-1"))["needs"]
    assert [(each["id"], each["state"]) for each in helped] == [(id_, "ANSWERED")]
    assert len((await district.get(f"{of}/history"))["events"]) == 3
    mine = f"/needs/{own.json()['id']}/words"
    assert (await asked_by(district, OFFICER, troupe, mine)).json() == {"words": "缺少排练场地"}


async def years_are_reported(district: District, troupe: str, station: str) -> None:
    await district.at("2016-03-31T10:00")
    of = f"/associations/{troupe}/annual-reports"
    mine = {"year": 2015, "to": "CENTRE", "report": YEAR}
    assert await district.refused(OFFICER, of, "a-9", **mine) == (403, "not-this-association")
    assert await district.do(OFFICER, of, troupe, **mine) == ["annual-report-submitted"]
    await district.at("2016-04-05T10:00")
    of = f"/associations/{station}"
    theirs = {"year": 2015, "to": "REGISTRY", "report": YEAR}
    assert await district.refused(CLERK, f"{of}/annual-reports", **theirs) == (409, "supervisor-has-no-report")

    async def overdue() -> list[dict[str, Any]]:
        shown = (await district.public("/overdue-reports", association_id=station))["reports"]
        if not shown:
            raise NotNow
        return list(shown)

    (shown,) = await patiently(overdue)
    assert (shown["name_zh"], shown["addressee"], shown["due_on"]) == (
        *("城东区示例助老中心", "SUPERVISOR", "2016-03-31"),
    )
    passed = {"year": 2015, "outcome": "PASS", "statement": "年检合格"}
    assert await district.refused(REGISTRAR, f"{of}/inspections", **passed) == (409, "report-not-in")
    for to in ("SUPERVISOR", "REGISTRY"):
        assert await district.do(CLERK, f"{of}/annual-reports", **{**theirs, "to": to}) == ["annual-report-submitted"]
    assert (await district.public("/overdue-reports", association_id=station))["reports"] == []
    assert await district.do(REGISTRAR, f"{of}/inspections", **passed) == ["inspection-concluded"]
    assert (await district.get(of))["inspections"] == {"2015": "PASS"}
    reports = (await district.get("/annual-reports", community_id="gjc"))["reports"]
    assert {
        (each["association_id"], each["addressee"], each["late"]) for each in reports if "submitted_on" in each
    } == {
        (troupe, "CENTRE", False),
        (station, "SUPERVISOR", True),
        (station, "REGISTRY", False),
    }


async def who_is_silent_is_found(district: District, troupe: str) -> None:
    await district.at("2016-10-21T00:00")

    async def found() -> dict[str, Any]:
        findings = (await district.get("/association-findings"))["findings"]
        if troupe not in {each["association_id"] for each in findings}:
            raise NotNow
        return {each["association_id"]: each for each in findings}

    assert (await patiently(found))[troupe]["cause"] == "INACTIVE"
    assert (await district.get(f"/associations/{troupe}"))["idle_since"] == "2015-10-20"
    assert (await district.get("/associations", stage="IN_PREPARATION"))["associations"] == [], "it lapsed in April"
    ending = {"cause": "INACTIVE", "ended_on": "2016-10-21"}
    assert (await district.do(EXAMINER, f"/associations/{troupe}/filing-cancellation", **ending))[0] == (
        "filing-cancelled"
    )
    left = (await district.get("/association-findings"))["findings"]
    assert troupe not in {each["association_id"] for each in left}
