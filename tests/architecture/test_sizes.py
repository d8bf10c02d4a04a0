"""Look at 300 lines, stop at 400."""

import pytest

from tests.architecture import house, sizes

PLANTED = "services/grants/domain/planted.py"
ROWS = {
    "300 lines are read in one go": (300, False, False),
    "301 lines are worth a look": (301, True, False),
    "400 lines may still be": (400, True, False),
    "401 lines may not": (401, True, True),
}


def test_no_file_is_over_the_limit():
    assert sizes.over(sizes.STOP, house.ROOT) == []


@pytest.mark.parametrize(("lines", "looked_at", "stopped"), ROWS.values(), ids=ROWS.keys())
def test_a_file_is_measured(tmp_path, lines, looked_at, stopped):
    tree = house.copy(tmp_path)
    house.plant(tree, PLANTED, "\n" * lines)
    assert ((PLANTED, lines) in sizes.over(sizes.LOOK, tree)) is looked_at
    assert ((PLANTED, lines) in sizes.over(sizes.STOP, tree)) is stopped
