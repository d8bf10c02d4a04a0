"""The catalogue over HTTP: what opens an item and what keeps it shut (S11 e), and what anybody may read of it."""

from __future__ import annotations

from typing import Any

import pytest

from deploy.seeding import catalogue
from shared.contracts.intake.service_guide import STARRED
from shared.contracts.separation import SelfGoverningBody
from shared.kernel.actors import Role
from shared.runtime.settings import Deployment
from tests.intake.guides import COMPLETE_SAID
from tests.intake.samples import CATALOGUE
from tests.intake.service import Intake, enter_items, intake_in, opened_hall, refused
from tests.journeys.people import resident

CODE = "CD-MZ-005"
SHIPPED = {entry["code"]: entry["versions"] for entry in catalogue()}


async def receive(intake: Intake, hall: str, code: str = CODE) -> Any:
    body = {"hall_id": hall, "window_id": "W2", "item_code": code, "applicant": resident()}
    return await intake.post("/applications", Role.CLERK, **body)


async def told(intake: Intake, path: str, **parameters: str) -> Any:
    """What anybody is told, without a token."""
    await intake.follow()
    return await intake.http.get(f"{intake.root}/public{path}", params=parameters)


async def words(intake: Intake, path: str, **body: Any) -> list[str]:
    return await intake.do(f"/items/{CODE}/{path}", **body)


# --- S11 (e) ------------------------------------------------------------------


async def test_in_production_an_item_opens_when_its_guide_is_complete_and_not_a_field_before(tmp_path):
    async with intake_in(tmp_path, Deployment.PRODUCTION) as intake:
        hall = await opened_hall(intake)
        assert refused(await receive(intake, hall)) == (422, "item-not-offered")
        await words(intake, "versions", item=SHIPPED[CODE][0]["item"])
        assert refused(await receive(intake, hall)) == (422, "item-not-opened")

        answer = await intake.post(f"/items/{CODE}/opening")
        assert refused(answer) == (422, "guide-incomplete")
        assert answer.json()["fields"] == list(STARRED)

        incomplete = {name: said for name, said in COMPLETE_SAID.items() if name != "hours"}
        incomplete["legal_basis"] = {"value": "TO_BE_CONFIRMED", "provenance": "DEFAULT", "source": "S11 (e)"}
        assert await words(intake, "guide", item_version=1, guide=incomplete) == ["item-revised"]
        answer = await intake.post(f"/items/{CODE}/opening")
        assert (refused(answer), answer.json()["fields"]) == ((422, "guide-incomplete"), ["legal_basis", "hours"])

        assert await words(intake, "guide", item_version=1, guide=COMPLETE_SAID) == ["item-revised"]
        assert await words(intake, "opening") == ["item-opened"]
        assert (await receive(intake, hall)).status_code == 201
        shown = (await told(intake, f"/items/{CODE}")).json()
        assert (shown["open"], shown["demonstration"], shown["to_be_confirmed"]) == (True, False, [])


async def test_in_production_nothing_that_is_shipped_opens_by_itself(tmp_path):
    async with intake_in(tmp_path, Deployment.PRODUCTION) as intake:
        await enter_items(intake)
        shown = (await told(intake, "/items", on="2015-06-01")).json()
        assert shown["demonstration"] is False
        assert {item["open"] for item in shown["items"]} == {False}
        assert all(item["to_be_confirmed"] for item in shown["items"])


async def test_nobody_says_in_a_body_that_this_is_a_demonstration(tmp_path):
    async with intake_in(tmp_path, Deployment.PRODUCTION) as intake:
        await enter_items(intake, CODE)
        for path in (f"/items/{CODE}/opening", "/catalogue/entries"):
            body = {"demonstration": True, "item_version": 1, "items": []}
            assert refused(await intake.post(path, **body)) == (400, "unknown-field")


async def test_a_demonstration_opens_what_is_not_confirmed_and_says_so(tmp_path):
    async with intake_in(tmp_path) as intake:
        hall = await opened_hall(intake)
        await words(intake, "versions", item=SHIPPED[CODE][0]["item"])
        await words(intake, "guide", item_version=1, guide=SHIPPED[CODE][0]["guide"])
        assert await words(intake, "opening", item_version=1) == ["item-opened"]
        assert await words(intake, "opening", item_version=1) == []
        assert (await receive(intake, hall)).status_code == 201
        shown = (await told(intake, f"/items/{CODE}")).json()
        assert (shown["open"], shown["demonstration"]) == (True, True)
        assert {"legal_basis", "consult_phone", "complaint_phone"} <= set(shown["to_be_confirmed"])
        assert shown["guide"]["legal_basis"]["value"] == "TO_BE_CONFIRMED"
        assert shown["guide"]["fee"] == {
            "value": {"charged": False},
            "provenance": "DEFAULT",
            "source": "3, all fees are 0",
        }


async def test_what_is_suspended_is_not_received_and_anybody_sees_why(tmp_path):
    async with intake_in(tmp_path) as intake:
        hall = await opened_hall(intake)
        await enter_items(intake, CODE)
        assert await words(intake, "suspension", reason="NO_STAFF") == ["item-suspended"]
        answer = await receive(intake, hall)
        assert (refused(answer), answer.json()["reason"]) == ((409, "item-suspended"), "NO_STAFF")
        shown = (await told(intake, f"/items/{CODE}")).json()
        assert (shown["open"], shown["suspended"]) == (False, "NO_STAFF")
        assert await words(intake, "resumption") == ["item-resumed"]
        assert (await receive(intake, hall)).status_code == 201
        shown = (await told(intake, f"/items/{CODE}")).json()
        assert (shown["open"], "suspended" in shown) == (True, False)


async def test_what_was_received_goes_on_when_the_item_is_suspended(tmp_path):
    async with intake_in(tmp_path) as intake:
        hall = await opened_hall(intake)
        await enter_items(intake, CODE)
        application = (await receive(intake, hall)).json()["id"]
        await words(intake, "suspension", reason="RULES_CHANGED")
        accepted = await intake.do(f"/applications/{application}/acceptance", Role.CLERK)
        assert accepted == ["application-accepted"]


# --- what a release ships -------------------------------------------------------


async def test_the_whole_catalogue_is_entered_at_once_and_the_second_time_nothing_is_recorded(tmp_path):
    async with intake_in(tmp_path) as intake:
        await enter_items(intake)
        head = await intake.log.head()
        versions = sum(map(len, CATALOGUE.values()))
        assert head == 3 * versions, "published, explained, opened"
        await enter_items(intake)
        assert await intake.log.head() == head


async def test_of_a_deployment_that_the_release_before_has_seeded_only_what_is_new_is_entered(tmp_path):
    before = {"CD-MZ-005": 1, "CD-MZ-003": 1, "CD-JS-001": 1, "CD-MZ-001": 1, "CD-MZ-008": 2, "CD-JY-002": 1}
    async with intake_in(tmp_path) as intake:
        for code, versions in {**before, "CD-JY-003": 1}.items():
            for each in SHIPPED[code][:versions]:
                await intake.do(f"/items/{code}/versions", item=each["item"])
        await enter_items(intake)
        assert await intake.log.head() == 3 * sum(map(len, CATALOGUE.values()))
        assert (await told(intake, "/items/CD-JY-003", on="2014-12-22")).json()["open"]


async def test_what_cannot_be_entered_of_one_item_stops_no_other(tmp_path):
    async with intake_in(tmp_path) as intake:
        item = SHIPPED[CODE][0]["item"]
        stage = {"name": "审核确认", "body": "CENTRE", "n": 31, "unit": "WORKING_DAY"}
        wrong = {"code": CODE, "versions": [{"item": {**item, "promised": {"stages": [stage]}}}]}
        right = {"code": "CD-JS-001", "versions": SHIPPED["CD-JS-001"]}
        results = (await intake.post("/catalogue/entries", items=[wrong, right])).json()["results"]
        assert results[0]["problem"]["type"].endswith(":promise-exceeds-statute")
        assert len(results[1]["events"]) == 6


async def test_only_the_administration_enters_anything(tmp_path):
    async with intake_in(tmp_path) as intake:
        acts = ("versions", "guide", "opening", "suspension", "resumption")
        for path in (*(f"/items/{CODE}/{act}" for act in acts), "/catalogue/entries"):
            for role in set(Role) - {Role.ADMIN}:
                assert refused(await intake.post(path, role)) == (403, "role-forbidden")


async def test_no_committee_decides_on_an_item(tmp_path):
    async with intake_in(tmp_path) as intake:
        for body in SelfGoverningBody:
            item = {**SHIPPED[CODE][0]["item"], "authority": body.value}
            answer = await intake.post(f"/items/{CODE}/versions", item=item)
            assert (refused(answer), answer.json()["body"]) == ((403, "separation"), body.value)
        assert await intake.do(f"/items/{CODE}/versions", item=SHIPPED[CODE][0]["item"]) == ["item-published"]


async def test_no_committee_receives_or_accepts(tmp_path):
    async with intake_in(tmp_path) as intake:
        for path in ("/applications", "/applications/none/acceptance", "/drafts", "/emergency-services", "/opinions"):
            assert refused(await intake.post(path, Role.COMMITTEE, "committee-xiadu")) == (403, "separation")
            assert refused(await intake.post(path, Role.RESIDENT)) == (403, "role-forbidden")


# --- what anybody reads -----------------------------------------------------------


async def codes(intake: Intake, **parameters: str) -> list[str]:
    return [item["code"] for item in (await told(intake, "/items", **parameters)).json()["items"]]


async def test_everybody_reads_what_holds_on_a_day(tmp_path):
    async with intake_in(tmp_path) as intake:
        await enter_items(intake)
        assert len(await codes(intake, on="2016-06-01")) == 32
        assert set(await codes(intake, on="2016-06-01")) - set(await codes(intake, on="2015-12-31")) == {
            "CD-MZ-009",
            "CD-MZ-010",
        }
        assert set(await codes(intake, on="2021-08-20")) - set(await codes(intake, on="2021-08-21")) == {"CD-JS-002"}
        assert await codes(intake, on="2012-12-31") == []


NAMES = {
    "the day before its new name": ("CD-JY-003", "2014-12-22", (2, "就业失业登记证核发")),
    "the day of its new name": ("CD-JY-003", "2014-12-23", (1, "就业创业证核发")),
    "orphans only": ("CD-MZ-008", "2019-12-31", (1, "孤儿基本生活保障")),
    "and children whom nobody supports": ("CD-MZ-008", "2020-01-01", (2, "孤儿/事实无人抚养儿童基本生活保障")),
    "the pension alone": ("CD-SB-001", "2016-12-31", (1, "城乡居民养老参保登记")),
    "pension and medical insurance": ("CD-SB-001", "2017-01-01", (2, "城乡居民养老/医疗参保登记")),
}


@pytest.mark.parametrize(("code", "day", "then"), NAMES.values(), ids=NAMES.keys())
async def test_an_item_has_the_name_of_its_time(code, day, then, tmp_path):
    async with intake_in(tmp_path) as intake:
        await enter_items(intake, code)
        shown = (await told(intake, f"/items/{code}", on=day)).json()
        assert (shown["item"]["version"], shown["item"]["name_zh"]) == then


async def test_an_item_outside_its_time_is_not_found(tmp_path):
    async with intake_in(tmp_path) as intake:
        await enter_items(intake, "CD-JS-002", "CD-MZ-009")
        for code, day in (("CD-JS-002", "2021-08-21"), ("CD-MZ-009", "2015-12-31"), ("CD-ZZ-999", "2015-12-31")):
            assert refused(await told(intake, f"/items/{code}", on=day)) == (404, "not-found")


async def test_without_a_day_it_is_today(tmp_path):
    async with intake_in(tmp_path) as intake:
        await enter_items(intake, "CD-JY-003")
        await intake.at("2014-12-22T23:59")
        assert (await told(intake, "/items/CD-JY-003")).json()["item"]["version"] == 2
        await intake.at("2014-12-23T00:00")
        assert (await told(intake, "/items/CD-JY-003")).json()["item"]["version"] == 1
        assert (await told(intake, "/items")).json()["on"] == "2014-12-23"


async def test_a_department_is_named_by_the_letters_of_its_codes_or_by_its_id(tmp_path):
    async with intake_in(tmp_path) as intake:
        await enter_items(intake)
        health = ["CD-WS-001", "CD-WS-002", "CD-WS-003"]
        assert await codes(intake, on="2015-06-01", department="WS") == health
        assert await codes(intake, on="2015-06-01", department="health-station") == health
        assert await codes(intake, on="2015-06-01", department="nobody") == []


@pytest.mark.parametrize("day", ["yesterday", "1949-09-30", "3000-01-01", "2015-02-29"])
async def test_a_day_that_is_none_is_refused(day, tmp_path):
    async with intake_in(tmp_path) as intake:
        for path in ("/items", f"/items/{CODE}"):
            assert refused(await told(intake, path, on=day)) == (400, "invalid-parameter")


async def test_staff_see_each_version_with_how_it_stands(tmp_path):
    async with intake_in(tmp_path) as intake:
        await intake.do(f"/items/{CODE}/versions", item=SHIPPED[CODE][0]["item"])
        await enter_items(intake, "CD-JS-001")
        shown = await intake.get(f"/items/{CODE}", Role.CLERK)
        assert shown["standing"] == [
            {"item_version": 1, "guided": False, "opened": False, "to_be_confirmed": list(STARRED)}
        ]
        listed = (await intake.get("/items", Role.CLERK))["items"]
        assert [(item["code"], [each["opened"] for each in item["standing"]]) for item in listed] == [
            ("CD-JS-001", [True, True]),
            (CODE, [False]),
        ]
        guides = (await intake.get("/items/CD-JS-001/guides", Role.CLERK))["guides"]
        assert [each["item_version"] for each in guides] == [1, 2]
