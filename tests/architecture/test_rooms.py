"""Every service has the same rooms; whoever knows one service finds their way in all."""

from pathlib import Path

import pytest

from tests.architecture import house, rooms

EXTRA = {
    "a module that is no room": ("services/grants/helpers.py", "services/grants/helpers.py: not a room"),
    "a folder that is no room": ("services/intake/models/ticket.py", "services/intake/models: not a room"),
    "a second card": ("services/intake/NOTES.md", "services/intake/NOTES.md: not a room"),
    "a folder in a room": (
        "services/grants/views/parts/fund.py",
        "services/grants/views/parts/fund.py: a room is a flat folder of modules",
    ),
    "a data file in a room": (
        "services/grants/domain/limits.csv",
        "services/grants/domain/limits.csv: a room is a flat folder of modules",
    ),
    "rules outside the domain": (
        "services/grants/api/rules.py",
        "services/grants/api/rules.py: rules belong to the domain",
    ),
    "types outside the domain": (
        "services/grants/views/types.py",
        "services/grants/views/types.py: types belong to the domain",
    ),
    "a reaction to no service": (
        "services/grants/reactions/treasury.py",
        "services/grants/reactions/treasury.py: reactions are named after the service that they answer",
    ),
    "a reaction to itself": (
        "services/grants/reactions/grants.py",
        "services/grants/reactions/grants.py: reactions are named after the service that they answer",
    ),
    "a sixth service": ("services/treasury/app.py", "services/treasury: not one of the five services"),
}

SPELLINGS = {
    "singular and plural": ("planted_ledger", "planted_ledgers"),
    "another plural": ("planted_policy", "planted_policies"),
    "with and without underscore": ("planted_project", "plantedproject"),
}


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    return house.copy(tmp_path)


def test_each_service_has_exactly_its_rooms():
    assert rooms.findings(house.ROOT) == []


@pytest.mark.parametrize(("path", "finding"), EXTRA.values(), ids=EXTRA.keys())
def test_what_is_no_room_is_found(tree, path, finding):
    house.plant(tree, path, "")
    assert finding in rooms.findings(tree)


@pytest.mark.parametrize("room", rooms.REQUIRED)
def test_a_missing_room_is_found(tree, room):
    house.plant(tree, f"services/casework/{room}", "")
    assert f"services/casework/{room}: is missing" not in rooms.findings(tree)
    (tree / "services/casework" / room).unlink()
    assert f"services/casework/{room}: is missing" in rooms.findings(tree)


@pytest.mark.parametrize(("one", "other"), SPELLINGS.values(), ids=SPELLINGS.keys())
def test_two_spellings_of_one_aggregate_are_found(tree, one, other):
    house.plant(tree, f"services/grants/domain/{one}.py", "")
    house.plant(tree, f"services/grants/api/{other}.py", "")
    assert f"services/grants: {' and '.join(sorted((one, other)))}: one spelling" in rooms.findings(tree)


def test_one_spelling_in_each_folder_is_none_too_many(tree):
    before = rooms.findings(tree)
    for folder in ("domain", "views", "api"):
        house.plant(tree, f"services/grants/{folder}/planted_ledger.py", "")
    assert set(rooms.findings(tree)) <= set(before)


def test_a_folder_that_hides_from_the_walls_is_found(tree):
    house.plant(tree, "shared/store/hidden/planted.py", "")
    (tree / "shared/store/hidden/__init__.py").unlink()
    assert "shared/store/hidden/__init__.py: is missing" in rooms.findings(tree)
