"""What if: the whole year under another rule is what a stranger counts out for such a year."""

from dataclasses import replace
from datetime import datetime
from functools import cache

import pytest

from services.casework.domain.whatif import Change, Scope, whatif
from services.casework.domain.whatif_roster import OtherRoster
from tests.year.generator import QUERY_MAX, year
from tests.year.independent import PROMISED, STATUTORY
from tests.year.play import of_the_year
from tests.year.script import Item
from tests.year.small import WD, adopted, days, edition
from tests.year.story import Account, account

YEAR = year()

# --- the whole year ---------------------------------------------------------------


@cache
def recorded_year():
    return tuple(entry.recorded() for entry in of_the_year())


def test_the_year_under_its_own_rules_is_as_it_was():
    report = whatif(recorded_year(), Change(roster=OtherRoster()))
    assert report.cases == 1_434
    assert not report.changes


def counted(**otherwise) -> dict[str, Account]:
    """What a stranger counts out for a year that is otherwise."""
    of = replace(YEAR, **otherwise)
    items: dict[str, Item] = {item.code: item for item in of.items}
    return {each.id: account(each, items[each.item], of.editions, of.query_max, of.ends_at) for each in of.cases}


def promised_in(n: int) -> tuple[Item, ...]:
    return tuple(replace(item, promised=((n, WD),)) if item.code == "CD-MZ-001" else item for item in YEAR.items)


def known_at_once() -> tuple:
    """2015 as it was in the end, known from the beginning."""
    last = next(each for each in YEAR.editions if (each.year, each.version) == (2015, 2))
    return (replace(last, at=YEAR.editions[0].at), *(each for each in YEAR.editions if each.year != 2015))


OTHER_YEARS = {
    "a promise of twenty days": (Change(limits={"CD-MZ-001": days(20)}), {"items": promised_in(20)}),
    "a promise of thirty days": (Change(limits={"CD-MZ-001": days(30)}), {"items": promised_in(30)}),
    "queries that stop for three days": (
        adopted("clock.query_max_wd", 3, *(day for day, _ in QUERY_MAX)),
        {"query_max": [(day, 3) for day, _ in QUERY_MAX]},
    ),
    "queries that stop for fifteen days": (
        adopted("clock.query_max_wd", 15, *(day for day, _ in QUERY_MAX)),
        {"query_max": [(day, 15) for day, _ in QUERY_MAX]},
    ),
    "2015 known from the beginning": (Change(editions=(edition(2015),)), {"editions": known_at_once()}),
}


@pytest.mark.parametrize(("change", "otherwise"), OTHER_YEARS.values(), ids=OTHER_YEARS.keys())
def test_the_year_under_another_rule_is_as_a_stranger_counts_it_out(change, otherwise):
    was, would = counted(), counted(**otherwise)
    report = whatif(recorded_year(), change, Scope(listed=5_000))
    assert {(each.case_id, each.clock.value, each.new and each.new.at) for each in report.moved.first} == {
        (case_id, clock, ends)
        for case_id in was
        for clock in (PROMISED, STATUTORY)
        if _last(was[case_id], clock) != (ends := _last(would[case_id], clock))
    }
    assert _of(report.gained.first) == _missed(would) - _missed(was)
    assert _of(report.lost.first) == _missed(was) - _missed(would)
    assert report.moved.count
    print(f"{report.moved.count} moved, {report.gained.count} breaches gained, {report.lost.count} lost")


def _last(told: Account, clock: str) -> datetime | None:
    ends = [due.at for each in told.told if (due := getattr(each, clock.lower())) is not None]
    return ends[-1] if ends else None


def _missed(told: dict[str, Account]) -> set[tuple[str, str]]:
    late = {(case_id, each.clock) for case_id, of in told.items() for each in of.missed}
    late |= {(case_id, PROMISED) for case_id, of in told.items() if of.within_promise is False}
    return late | {(case_id, STATUTORY) for case_id, of in told.items() if of.within_statute is False}


def _of(breaches) -> set[tuple[str, str]]:
    return {(each.case_id, each.clock.value) for each in breaches}
