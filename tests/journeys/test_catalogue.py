"""The shipped catalogue in a running deployment: entered once, open for the demonstration, and what the doctor says."""

import pytest

from deploy.doctor import Weight, examine, findings
from deploy.seeding import Seeder

pytestmark = pytest.mark.server


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
