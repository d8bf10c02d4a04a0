"""Item: what casework records of intake's catalogue, one row each."""

import pytest

from services.casework.domain.item import ITEM, RecordItem
from services.casework.domain.types import ItemCode
from shared.contracts.casework.item import ItemKnown
from shared.testing.decider import Spec, context
from tests.casework.district import ITEM_CODE, item_version, limit

SPEC = Spec(ITEM)
FIRST = item_version(limit(30), limit(25))
SECOND = item_version(limit(30), limit(20), version=2)


def record(item, source_position: int) -> RecordItem:
    return RecordItem(code=ItemCode(ITEM_CODE), item=item, source_position=source_position)


def known_at(item, source_position: int) -> ItemKnown:
    return ItemKnown(code=ITEM_CODE, item=item, source_position=source_position)


ROWS = {
    "a version becomes known with its position": ([], record(FIRST, 7), [known_at(FIRST, 7)]),
    "heard twice it is recorded once": ([known_at(FIRST, 7)], record(FIRST, 7), []),
    "the next version becomes known": ([known_at(FIRST, 7)], record(SECOND, 9), [known_at(SECOND, 9)]),
    "a version that was parked comes after a later one": (
        [known_at(SECOND, 9)],
        record(FIRST, 7),
        [known_at(FIRST, 7)],
    ),
}


@pytest.mark.parametrize(("given", "when", "then"), ROWS.values(), ids=ROWS.keys())
def test_item(given, when, then):
    SPEC.check(given, when, then, context())


def test_older_versions_stay_known():
    assert ITEM.fold([known_at(FIRST, 7), known_at(SECOND, 9)]).versions == {1: FIRST, 2: SECOND}
