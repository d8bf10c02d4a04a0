"""The service through its HTTP API, on a server of its own: every route of filing and registration."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from shared.kernel.actors import Role
from shared.testing import servers
from tests.associations.district import District, district_on, slug
from tests.associations.service import (
    PAPERS,
    REGISTRY_PAPERS,
    centre,
    drafting,
    registering,
    somebody,
)

pytestmark = pytest.mark.server

TROUPE, STATION, CLUB = "邦金梅朵文化艺术团", "城东区示例邻里互助站", "城东区示例棋会"


@pytest.fixture(scope="module")
def server() -> Iterator[servers.Server]:
    embedded = servers.embedded()
    yield embedded
    embedded.stop()


async def test_associations_are_filed_registered_and_ended(server, tmp_path):
    async with district_on(server, tmp_path) as district:
        await district.know()
        communities = (await district.get("/communities"))["communities"]
        assert [(each["name_zh"], each.get("code")) for each in communities] == [
            ("国际村", "GJC"),
            ("东关", "DG"),
            ("泰宁", None),
        ]
        troupe = await a_troupe_is_filed(district)
        await it_changes_and_is_renewed(district, troupe)
        await what_breaks_a_rule_is_refused(district, troupe)
        station = await it_becomes_registered(district, troupe)
        await what_was_entered_from_paper_is_counted(district)
        await a_social_group_prepares(district)
        await sanctions_and_endings(district, station)


async def drafted(district: District, body: dict[str, Any], of: str = "") -> str:
    answer = await district.post(Role.CLERK, "/associations", of, **body)
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


async def a_troupe_is_filed(district: District) -> str:
    """S9, as far as it is about the filing: the officer of the association hands in, the centre does the rest."""
    id_ = await drafted(district, drafting("国际村艺术团"))
    of = f"/associations/{id_}"
    assert await district.do(Role.ASSOCIATION_OFFICER, f"{of}/draft", id_, **drafting(TROUPE)) == [
        "association-drafted"
    ]
    handed_in = {"person": somebody(), "papers": PAPERS[:4]}
    assert await district.do(Role.ASSOCIATION_OFFICER, f"{of}/submission", id_, **handed_in) == [
        *("submitted", "association-name-taken", "charge-taken")
    ]
    shown = await district.get(of)
    assert (shown["decision_due_on"], shown["promised_due_on"]) == ("2015-10-21", "2015-10-14")
    assert (shown["stage"], shown["papers_missing"]) == ("UNDER_EXAMINATION", list(PAPERS[4:]))

    assert await district.do(Role.EXAMINER, f"{of}/correction-notice", papers=PAPERS[4:]) == ["correction-asked"]
    assert await district.refused(Role.ASSOCIATION_OFFICER, f"{of}/correction", id_, papers=PAPERS[4:5]) == (
        *(409, "association-papers-missing"),
    )
    assert await district.do(Role.ASSOCIATION_OFFICER, f"{of}/correction", id_, papers=PAPERS[4:]) == [
        "correction-submitted"
    ]
    assert await district.refused(Role.EXAMINER, f"{of}/notice") == (409, "name-warning-open")
    answer = {"warning": "PREFIX_MISSING", "answer": "沿用成立以来的名称"}
    assert await district.do(Role.EXAMINER, f"{of}/name-warning-answer", **answer) == ["name-warning-answered"]
    await district.at("2015-10-12T10:00")
    assert await district.do(Role.EXAMINER, f"{of}/notice") == ["notice-posted"]
    (notice,) = (await district.public("/association-notices"))["notices"]
    assert (notice["id"], notice["notice_until_on"]) == (id_, "2015-10-19")
    assert await district.refused(Role.EXAMINER, f"{of}/filing") == (409, "filing-notice-running")
    await district.at("2015-10-20T10:00")
    assert (await district.public("/association-notices"))["notices"] == []
    assert (await district.do(Role.EXAMINER, f"{of}/filing"))[-2:] == ["filed", "filing-number-issued"]
    shown = await district.get(of)
    assert (shown["stage"], shown["number"]) == ("FILED", "城东社备〔2015〕GJC-0001")
    assert (shown["valid_until_on"], shown["in_charge"]) == ("2018-10-20", "示例·卓玛")
    return id_


async def it_changes_and_is_renewed(district: District, id_: str) -> None:
    of = f"/associations/{id_}"
    change = {"changed_on": "2015-10-20", "name_zh": "国际村梅朵艺术团", "person": somebody("示例·扎西")}
    other = await district.refused(Role.ASSOCIATION_OFFICER, f"{of}/filing-change", "a-2", **change)
    assert other == (403, "not-this-association")
    assert await district.do(Role.ASSOCIATION_OFFICER, f"{of}/filing-change", id_, **change) == [
        *("filing-changed", "association-name-taken", "association-name-freed", "charge-taken", "charge-released")
    ]
    back = {"changed_on": "2015-10-20", "name_zh": TROUPE}
    assert await district.refused(Role.EXAMINER, f"{of}/filing-change", **back) == (409, "name-warning-open")
    back["name_answer"] = "沿用成立以来的名称"
    assert await district.refused(Role.CLERK, f"{of}/filing-change", **back) == (409, "name-warning-open")
    assert (await district.do(Role.EXAMINER, f"{of}/filing-change", **back))[0] == "filing-changed"
    assert await district.do(Role.EXAMINER, f"{of}/filing-renewal", from_on="2018-10-20") == ["filing-renewed"]
    shown = await district.get(of)
    assert (shown["name_zh"], shown["in_charge"], shown["valid_until_on"]) == (TROUPE, "示例·扎西", "2021-10-20")
    certificate = await district.ask(f"{of}/certificate")
    assert TROUPE in certificate.text
    assert "城东社备〔2015〕GJC-0001" in certificate.text
    printed = await district.ask(f"{of}/certificate", format="pdf")
    assert printed.content.startswith(b"%PDF")
    assert slug(await district.ask(f"{of}/certificate", format="doc")) == (400, "invalid-parameter")


async def what_breaks_a_rule_is_refused(district: District, id_: str) -> None:
    """Roles, names, people in charge; and none of it is recorded."""
    of, paths = f"/associations/{id_}", {"twice": await drafted(district, drafting("邦金梅朵 文化艺术团"))}
    paths["dg"] = await drafted(district, drafting(TROUPE, "dg"), centre("dg"))
    head = await district.service.desk.executor.log.head()
    whole = {"papers": PAPERS}
    refusals: dict[tuple[int, str], tuple[Role, str, str, dict[str, Any]]] = {
        (422, "forbidden-name"): (Role.CLERK, "/associations", "", drafting("中华文化艺术团")),
        (403, "not-the-centre"): (Role.CLERK, "/associations", centre("dg"), drafting("城东示例社")),
        (409, "name-taken"): (
            *(Role.CLERK, f"/associations/{paths['twice']}/submission", ""),
            {"person": somebody(), **whole},
        ),
        (422, "conditions-not-met"): (
            *(Role.CLERK, f"/associations/{paths['dg']}/submission", centre("dg")),
            {"person": somebody(resident=False), **whole},
        ),
        (422, "id-number-invalid"): (
            *(Role.CLERK, f"/associations/{paths['dg']}/submission", centre("dg")),
            {"person": somebody(id_number="630102199001010010"), **whole},
        ),
        (403, "not-this-association"): (Role.ASSOCIATION_OFFICER, f"{of}/correction", "a-2", whole),
        (404, "association-unknown"): (Role.EXAMINER, "/associations/nobody/notice", "", {}),
        (403, "role-forbidden"): (Role.CLERK, f"{of}/notice", "", {}),
        (409, "association-at-another-stage"): (Role.EXAMINER, f"{of}/notice", "", {}),
        (409, "community-coded"): (Role.ADMIN, "/communities/gjc/code", "", {"code": "GJ"}),
        (400, "unknown-field"): (Role.CLERK, "/associations", "", {**drafting("城东示例社"), "pinyin": "x"}),
    }
    for expected, (role, path, org, body) in refusals.items():
        assert await district.refused(role, path, org, **body) == expected, path
    assert await district.service.desk.executor.log.head() == head
    for parameters in ({"as_of": "yesterday"}, {"known_at": "soon"}, {"page": "2"}):
        assert slug(await district.ask(of, **parameters)) == (400, "invalid-parameter")
    assert slug(await district.ask("/associations/nobody")) == (404, "not-found")
    assert slug(await district.ask("/associations", None)) == (401, "token-missing")

    assert await district.do(
        Role.CLERK, f"/associations/{paths['dg']}/submission", centre("dg"), person=somebody(), **whole
    ), "the same name elsewhere is another one"
    refusal = {"grounds": ["FOR_PROFIT"], "statement": "收费培训班"}
    assert await district.do(Role.EXAMINER, f"/associations/{paths['dg']}/filing-refusal", centre("dg"), **refusal) == [
        *("filing-refused", "association-name-freed", "charge-released")
    ]


async def it_becomes_registered(district: District, filed_id: str) -> str:
    """Conversion: the filed one ends in the instant of the registration; 60 days roll to 2016-01-04."""
    id_ = await drafted(district, registering(STATION, "PRIVATE_NON_ENTERPRISE", filed_id=filed_id))
    of = f"/associations/{id_}"
    handed_in = {"person": somebody(), "papers": REGISTRY_PAPERS}
    assert await district.refused(Role.CLERK, f"{of}/submission", **handed_in) == (
        *(409, "supervisor-has-not-consented"),
    )
    assert await district.do(Role.CENTRE_DIRECTOR, f"{of}/supervisor-consent") == ["supervisor-consented"]
    await district.at("2015-11-02T10:00")
    assert (await district.do(Role.CLERK, f"{of}/submission", **handed_in))[0] == "submitted"
    assert await district.do(Role.REGISTRAR, f"{of}/registration-acceptance") == ["registration-accepted"]
    assert (await district.get(of))["decision_due_on"] == "2016-01-04"
    assert await district.do(Role.REGISTRAR, f"{of}/charter-approval", approved_on="2015-11-02") == ["charter-approved"]
    before = await district.get("/associations/statistics")
    assert (before["registered"], before["filed"]) == (0, 1)
    await district.at("2016-01-04T10:00")
    for wrong in ("52630102MJX0000268", "51630102MJX000018F", "52630103MJX0000267"):
        assert await district.refused(Role.REGISTRAR, f"{of}/registration", uscc=wrong) == (422, "invalid-code")
    words = await district.do(Role.REGISTRAR, f"{of}/registration", uscc="52630102MJX0000267")
    assert [word for word in words if word != "decision-limit-missed"] == [
        *("registered", "credit-code-assigned", "filing-converted", "association-name-freed", "charge-released")
    ]
    after = await district.get("/associations/statistics")
    assert (after["registered"], after["filed"]) == (1, 0)
    the_day_before = await district.get("/associations/statistics", as_of="2016-01-03")
    assert (the_day_before["registered"], the_day_before["filed"]) == (0, 1)
    lineage = (await district.get("/associations", lineage_id=filed_id))["associations"]
    assert {(each["id"], each["stage"], each.get("ended_by")) for each in lineage} == {
        (filed_id, "ENDED", "filing-converted"),
        (id_, "REGISTERED", None),
    }
    assert (await district.get(f"/associations/{filed_id}", as_of="2015-12-31"))["stage"] == "FILED"
    assert "民办非企业单位登记证书" in (await district.ask(f"{of}/certificate")).text
    assert slug(await district.ask(f"/associations/{filed_id}/certificate")) == (404, "not-found")
    place = {"address": "国际村路 9 号", "shared": False}
    change = {"consented_on": "2016-01-04", "place": place}
    assert await district.do(Role.REGISTRAR, f"{of}/registration-change", **change) == ["registration-changed"]
    assert (await district.get(of))["place"] == place
    return id_


async def what_was_entered_from_paper_is_counted(district: District) -> None:
    paper = {"provenance": "SYNTHETIC", "source": "示例"}
    filed = {**drafting("示例老年合唱团"), "on": "2014-05-06", **paper}
    answer = await district.post(Role.ADMIN, "/association-entries", **filed)
    assert answer.status_code == 201, answer.text
    shown = await district.get(f"/associations/{answer.json()['id']}")
    assert (shown["number"], shown["provenance"]) == ("城东社备〔2014〕GJC-0001", "SYNTHETIC")
    old = {**registering("城东区示例助老中心", "PRIVATE_NON_ENTERPRISE"), "on": "2015-09-30", **paper}
    assert await district.refused(Role.ADMIN, "/association-entries", **old) == (422, "number-of-another-time")
    assert await district.refused(Role.CLERK, "/association-entries", **old) == (403, "role-forbidden")
    person = {"name": "示例·马明", "id_number": somebody()["id_number"]}
    entered = {**old, "legacy_reg_no": "QDM-001", "person": person}
    assert (await district.do(Role.ADMIN, "/association-entries", **entered))[:3] == [
        *("association-drafted", "submitted", "registered")
    ]
    stock = await district.get("/associations/statistics", as_of="2015-12-31")
    assert (stock["registered"], stock["filed"]) == (1, 2)
    unknown_then = await district.get("/associations/statistics", as_of="2015-12-31", known_at="2015-12-31T18:00+08:00")
    assert (unknown_then["registered"], unknown_then["filed"]) == (0, 1)
    flow = await district.get("/associations/flow", **{"from": "2015-01-01", "to": "2015-12-31"})
    assert (flow["registered"], flow["filed"]) == (1, 1)
    assert slug(await district.ask("/associations/flow", **{"from": "2015-01-01"})) == (400, "invalid-parameter")

    found = (await district.public("/associations", name="合唱", as_of="2015-12-31"))["associations"]
    assert [each["name_zh"] for each in found] == ["示例老年合唱团"]
    assert (await district.public("/associations", name="合唱", as_of="2014-05-05"))["associations"] == []
    of_that_day = await district.public(f"/associations/{found[0]['id']}", as_of="2014-05-06")
    assert (of_that_day["stage"], of_that_day["name_zh"]) == ("FILED", "示例老年合唱团"), "entered two years later"
    entered_later = await district.ask(f"/public/associations/{found[0]['id']}", None, as_of="2014-05-05")
    assert slug(entered_later) == (404, "not-found")
    one = await district.public(f"/associations/{found[0]['id']}")
    assert (one["number"], one["community_id"]) == ("城东社备〔2014〕GJC-0001", "gjc")
    draft = await drafted(district, drafting("城东示例读书会"))
    assert slug(await district.ask(f"/public/associations/{draft}", None)) == (404, "not-found")
    listed = [each["id"] for each in (await district.public("/associations", limit="2"))["associations"]]
    assert draft not in listed


async def a_social_group_prepares(district: District) -> None:
    """Before 2016-02-06: preparation, founding meeting, registration within 30 days."""
    id_ = await drafted(district, registering(CLUB, "SOCIAL_GROUP"))
    of = f"/associations/{id_}"
    await district.do(Role.CENTRE_DIRECTOR, f"{of}/supervisor-consent")
    chair = somebody("示例·棋友")
    await district.do(Role.CLERK, f"{of}/submission", person=chair, papers=REGISTRY_PAPERS)
    assert await district.do(Role.REGISTRAR, f"{of}/preparation-approval") == ["preparation-approved"]
    assert (await district.get(of))["founding_by_on"] == "2016-07-04"
    await district.at("2016-03-01T10:00")
    assert await district.do(Role.CLERK, f"{of}/founding-meeting", held_on="2016-03-01") == ["founding-meeting-held"]
    assert await district.do(Role.CLERK, f"{of}/submission", person=chair, papers=REGISTRY_PAPERS) == ["submitted"]
    await district.do(Role.REGISTRAR, f"{of}/registration-acceptance")
    assert (await district.get(of))["decision_due_on"] == "2016-03-31"
    refusal = {"grounds": ["SIMILAR_EXISTS"], "statement": "已有同类组织"}
    assert (await district.do(Role.REGISTRAR, f"{of}/registration-refusal", **refusal))[0] == "registration-refused"


async def sanctions_and_endings(district: District, station: str) -> None:
    of = f"/associations/{station}"
    warning = {"kind": "WARNING", "imposed_on": "2016-03-01", "offence": "未按章程活动"}
    assert await district.refused(Role.EXAMINER, f"{of}/sanctions", **warning) == (403, "not-the-authority")
    assert await district.do(Role.REGISTRAR, f"{of}/sanctions", **warning) == ["sanctioned"]
    suspension = {**warning, "kind": "SUSPENSION", "until_on": "2016-06-30"}
    assert await district.do(Role.REGISTRAR, f"{of}/sanctions", **suspension) == ["sanctioned"]
    shown = await district.get(of)
    assert (shown["warned"], shown["suspended_until_on"]) == (True, "2016-06-30")
    assert await district.do(Role.REGISTRAR, f"{of}/suspension-end") == ["suspension-ended"]
    assert await district.do(Role.CLERK, f"{of}/liquidation", consented_on="2016-03-01") == ["liquidation-started"]
    assert (await district.public(f"/associations/{station}"))["stage"] == "WINDING_UP"
    assert await district.do(Role.REGISTRAR, f"{of}/deregistration", liquidated_on="2016-03-01") == [
        *("deregistered", "association-name-freed", "charge-released")
    ]
    assert len((await district.get(f"{of}/history"))["events"]) == 13

    other = (await district.public("/associations", track="REGISTERED"))["associations"][0]["id"]
    fraud = {"cause": "FRAUD", "offence": "提交虚假材料"}
    assert (await district.do(Role.REGISTRAR, f"/associations/{other}/revocation", **fraud))[0] == "revoked"
    choir = (await district.public("/associations", track="FILED"))["associations"][0]["id"]
    wish = {"cause": "OWN_WISH", "ended_on": "2016-03-01", "assets_to": "国际村社区公益基金"}
    assert (await district.do(Role.CLERK, f"/associations/{choir}/filing-cancellation", **wish))[
        0
    ] == "filing-cancelled"
    left = await district.get("/associations/statistics")
    assert (left["registered"], left["filed"]) == (0, 0)
