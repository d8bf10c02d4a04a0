"""Items of the catalogue: their versions and the papers that these name, one row each; then what holds on a day."""

from collections.abc import Iterable
from datetime import date, timedelta
from functools import reduce

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.intake.domain.item import (
    ITEM,
    Item,
    PublishItem,
    evolve,
)
from services.intake.domain.item_refusals import (
    CatchAllMaterial,
    PromiseExceedsStatute,
    VersionNotNext,
)
from shared.contracts.intake.item import (
    ItemPublished,
    ItemVersion,
)
from shared.contracts.separation import SelfGoverningBody, Separation
from shared.kernel.refusals import Refusal
from shared.testing.decider import Spec
from tests.intake.samples import at, days, guide, item_version

NOON = at("2014-09-24T12:00")
CODE = "CD-MZ-005"
FIRST = item_version(CODE)
SECOND = item_version(CODE, version=2, valid_from=date(2015, 1, 1))
SHIPPED = guide(CODE)
PUBLISHED = ItemPublished(item=FIRST)


def named(number: int = 2, since: str = "2012-01-01", until: str | None = "2012-12-31", **more: object) -> ItemVersion:
    """A version of a number and of some days."""
    last = None if until is None else date.fromisoformat(until)
    return item_version(CODE, version=number, valid_from=date.fromisoformat(since), valid_to=last, **more)


def published(*versions: ItemVersion) -> list[ItemPublished]:
    return [ItemPublished(item=version) for version in versions]


# --- versions ---------------------------------------------------------------

OLDER, LONGER = named(), named(until="2013-01-01")
OF_A_DAY = named(1, "2013-01-01", "2013-01-01")
BETWEEN = named(3, "2014-01-01", "2014-12-31")
VERSIONS = {
    "a version is published": ([], FIRST, published(FIRST)),
    "publishing twice records once": (published(FIRST), FIRST, []),
    "the next version follows by number and day": (published(FIRST), SECOND, published(SECOND)),
    "a version is not left out": ([], SECOND, VersionNotNext(next_version=1)),
    "a version does not begin on the day of another": (
        published(FIRST),
        item_version(CODE, version=2),
        VersionNotNext(next_version=2),
    ),
    "an older name that was forgotten comes before the first": (published(FIRST), OLDER, published(OLDER)),
    "it does not last into the first by a day": (published(FIRST), LONGER, VersionNotNext(next_version=2)),
    "it says its last day": (published(FIRST), named(until=None), VersionNotNext(next_version=2)),
    "it has a number of its own": (published(FIRST), named(1), VersionNotNext(next_version=2)),
    "a version may come between two, before the later begins": (
        published(FIRST, SECOND),
        BETWEEN,
        published(BETWEEN),
    ),
    "and not on its first day": (
        published(FIRST, SECOND),
        named(3, "2014-01-01", "2015-01-01"),
        VersionNotNext(next_version=3),
    ),
    "no version ends before it begins": ([], named(1, "2013-01-01", "2012-12-31"), VersionNotNext(next_version=1)),
    "a version may last a day": (
        [],
        named(1, "2013-01-01", "2013-01-01"),
        published(named(1, "2013-01-01", "2013-01-01")),
    ),
    "a promise as long as the statute is kept": (
        [],
        item_version(CODE, promised=days(30)),
        published(item_version(CODE, promised=days(30))),
    ),
    "one day more may not be promised": ([], item_version(CODE, promised=days(31)), PromiseExceedsStatute),
    "no committee is its department": (
        [],
        item_version(CODE, department="RESIDENTS_COMMITTEE"),
        Separation(SelfGoverningBody.RESIDENTS_COMMITTEE),
    ),
    "nor has it in a stage": (
        [],
        item_version(CODE, promised=days(5, "VILLAGERS_COMMITTEE")),
        Separation(SelfGoverningBody.VILLAGERS_COMMITTEE),
    ),
}


@pytest.mark.parametrize(("given_", "version", "then"), VERSIONS.values(), ids=VERSIONS.keys())
def test_version(given_, version, then):
    Spec(ITEM).check(given_, PublishItem(item=version), then, NOON)


# --- papers without a name ----------------------------------------------------

CATCH_ALL = [
    "其他材料",
    "其它相关材料",
    "法律法规规定的其他材料",
    "需要提供的其他有关证明材料",
    "身份证等材料",
    "Other materials required",
    "any other relevant documents",
]
NAMED_PAPERS = ["其他家庭成员身份证明", "学历等级证书", "mother's documents", "其他"]


@pytest.mark.parametrize("paper", CATCH_ALL)
def test_papers_that_nobody_names_are_not_asked_for_since_2022(paper):
    version = item_version(CODE, materials=("身份证", paper), valid_from=date(2022, 1, 1))
    Spec(ITEM).check([], PublishItem(item=version), CatchAllMaterial(materials=(paper,)), NOON)


@pytest.mark.parametrize("paper", NAMED_PAPERS)
def test_a_paper_with_a_name_is_none_of_them(paper):
    version = item_version(CODE, materials=(paper,), valid_from=date(2022, 1, 1))
    Spec(ITEM).check([], PublishItem(item=version), published(version), NOON)


VAGUE = item_version(CODE, materials=("其他材料",))
DAYS_OF_THE_RULE = {
    "the day before the rule": ("2021-12-31", VAGUE, published(VAGUE)),
    "its first day, for a version that goes on": ("2022-01-01", VAGUE, CatchAllMaterial),
    "a version that begins later, published before": (
        "2021-12-31",
        VAGUE.model_copy(update={"valid_from": date(2022, 1, 1)}),
        CatchAllMaterial,
    ),
    "a version that had ended, entered after": (
        "2022-01-01",
        (ended := VAGUE.model_copy(update={"valid_to": date(2021, 12, 31)})),
        published(ended),
    ),
    "one that ended on its first day": (
        "2022-01-02",
        VAGUE.model_copy(update={"valid_to": date(2022, 1, 1)}),
        CatchAllMaterial,
    ),
}


@pytest.mark.parametrize(("day", "version", "then"), DAYS_OF_THE_RULE.values(), ids=DAYS_OF_THE_RULE.keys())
def test_the_rule_is_asked_of_the_days_that_a_version_has_yet(day, version, then):
    Spec(ITEM).check([], PublishItem(item=version), then, at(f"{day}T12:00"))


# --- on each day at most one holds ----------------------------------------------

BEGINNING = date(2013, 1, 1)
SPANS = st.tuples(st.integers(0, 30), st.none() | st.integers(-2, 20))


def tried(spans: Iterable[tuple[int, int | None]]) -> Item:
    """All versions of such days that the catalogue takes, one after another."""
    item = Item()
    for start, lasts in spans:
        first = BEGINNING + timedelta(days=start)
        last = None if lasts is None else first + timedelta(days=lasts)
        version = item_version(CODE, version=len(item.versions) + 1, valid_from=first, valid_to=last)
        decided = ITEM.decide(PublishItem(item=version), item, NOON)
        item = item if isinstance(decided, Refusal) else reduce(evolve, decided, item)
    return item


@given(spans=st.lists(SPANS, max_size=6))
def test_whatever_is_published_each_day_has_at_most_one_version_and_no_version_is_hidden(spans):
    item = tried(spans)
    days_of: dict[int, list[date]] = {number: [] for number in range(1, len(item.versions) + 1)}
    for offset in range(60):
        day = BEGINNING + timedelta(days=offset)
        if held := item.on(day):
            assert held.valid_from <= day <= (held.valid_to or day)
            days_of[held.version].append(day)
    assert all(days_of.values()), "each version holds on one day at least"
    assert [version.version for version in item.versions] == list(range(1, len(item.versions) + 1))


@pytest.mark.parametrize(
    ("day", "version"),
    [
        ("2012-12-31", None),
        ("2013-01-01", FIRST),
        ("2014-12-31", FIRST),
        ("2015-01-01", SECOND),
        ("2015-12-31", SECOND),
        ("2016-01-01", None),
    ],
)
def test_an_item_holds_for_its_time_only(day, version):
    ended = SECOND.model_copy(update={"valid_to": date(2015, 12, 31)})
    held = Item((FIRST, ended)).on(date.fromisoformat(day))
    assert held == (ended if version is SECOND else version)
