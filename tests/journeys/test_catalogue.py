"""The shipped catalogue in a running deployment: entered once, open for the demonstration, and what the doctor says.

S11(e) has a second deployment, which is no demonstration: one server, and intake alone on it.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from deploy.client import Client, Refused, clients
from deploy.clock import confirm
from deploy.doctor import Weight, examine, findings
from deploy.local import Local
from deploy.seeding import Seeder, catalogue
from shared.kernel.actors import Role
from shared.runtime.settings import Settings
from tests.intake.guides import COMPLETE_SAID
from tests.journeys.answers import refused, words
from tests.journeys.district import free_port

pytestmark = pytest.mark.server

ITEM, STATUTORY_30 = "CD-MZ-005", "CD-MZ-001"


@pytest.fixture(scope="module")
def production(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    """The administrator of a deployment that is no demonstration, in which nothing was entered."""
    state_dir = tmp_path_factory.mktemp("production")
    environment = {"HUIMIN_DEPLOYMENT": "production", "HUIMIN_LOG_LEVEL": "WARNING"}
    local = Local(state_dir, environment, server_port=free_port(), ports={"intake": free_port()})
    settings = Settings(redis_url=local.redis_url, state_dir=state_dir)
    try:
        local.start_server()
        confirm(local.redis_url)
        local.start_service("intake")
        local.wait_ready("intake")
        with clients(settings, local.ports) as people:
            yield people.person("admin", Role.ADMIN)
    finally:
        local.stop()


def head(district) -> int:
    """How far intake's log has come."""
    district.settle()
    after, end = -1, 0
    while end != after:
        after, end = end, district.admin.get("intake", "/v1/log", after=str(end))["next"]
    return end


def test_seeding_again_changes_nothing(district):
    before = head(district)
    Seeder(district.admin, lambda _line: None).run()
    assert head(district) == before


def test_every_item_is_open_for_the_demonstration(district):
    items = district.admin.get("intake", "/v1/items")["items"]
    assert len(items) == 32
    assert all(version["opened"] and version["guided"] for item in items for version in item["standing"])


def test_the_doctor_finds_nothing_wrong_and_names_what_nobody_has_confirmed(district):
    district.settle()
    found = list(findings(examine(district.admin)))
    assert {each.weight for each in found} == {Weight.WARNING}
    assert len({each.where for each in found}) == 32


def test_s11e_in_a_demonstration_an_item_opens_and_its_guide_says_what_is_to_be_confirmed(district):
    shown = district.anybody().get("intake", f"/v1/public/items/{ITEM}")
    assert (shown["open"], shown["demonstration"]) == (True, True)
    assert "legal_basis" in shown["to_be_confirmed"]
    assert shown["guide"]["legal_basis"]["value"] == "TO_BE_CONFIRMED"


def test_no_version_promises_more_than_the_law_allows(production):
    item = next(each for each in catalogue() if each["code"] == STATUTORY_30)["versions"][0]["item"]
    stage = {"name": "审核确认", "body": "CENTRE", "n": 31, "unit": "WORKING_DAY"}
    slower = ("intake", f"/v1/items/{STATUTORY_30}/versions", {"item": {**item, "promised": {"stages": [stage]}}})
    assert refused(production.post, *slower, "promised-31") == (422, "promise-exceeds-statute")


def test_s11e_elsewhere_the_same_item_opens_when_its_guide_is_complete(district, production):
    first = next(each for each in catalogue() if each["code"] == ITEM)["versions"][0]
    path = f"/v1/items/{ITEM}"
    production.post("intake", f"{path}/versions", {"item": first["item"]}, "s11e-published")
    production.post("intake", f"{path}/guide", {"item_version": 1, "guide": first["guide"]}, "s11e-guide-as-shipped")
    with pytest.raises(Refused) as error:
        production.post("intake", f"{path}/opening", {}, "s11e-too-early")
    assert (error.value.problem["status"], error.value.slug) == (422, "guide-incomplete")
    assert error.value.problem["fields"] == district.admin.get("intake", path)["standing"][0]["to_be_confirmed"]

    complete = {"item_version": 1, "guide": COMPLETE_SAID}
    production.post("intake", f"{path}/guide", complete, "s11e-guide-complete")
    opened = production.post("intake", f"{path}/opening", {}, "s11e-opened")
    assert words(opened["events"]) == ["item-opened"]
    shown = production.get("intake", f"/v1/public/items/{ITEM}", read_after=opened["position"])
    assert (shown["open"], shown["demonstration"], shown["to_be_confirmed"]) == (True, False, [])
