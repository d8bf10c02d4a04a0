"""A dry run: what an adoption or a publication would change, and what the service would refuse."""

from datetime import date

import pytest

from deploy.client import Refused
from deploy.dry_run import CalendarEffect, PolicyEffect, Standing, changed, decided, told
from shared.contracts.casework.calendar import CalendarYearPublished
from shared.contracts.casework.policy import PolicyAdopted
from shared.kernel.policy import PolicyEntry
from shared.kernel.provenance import Provenance
from shared.kernel.working_days import CalendarYear, YearStatus
from shared.testing.decider import context

KEY = "clock.query_max_wd"


def entry(value, on="2013-01-01", key=KEY, basis="a test") -> PolicyEntry:
    return PolicyEntry(
        key=key, value=value, effective_on=date.fromisoformat(on), basis=basis, provenance=Provenance.SYNTHETIC
    )


def edition(version=1, days_off=(), make_up_days=(), status=YearStatus.PUBLISHED) -> CalendarYear:
    return CalendarYear(
        year=2015,
        status=status,
        version=version,
        days_off=days_off,
        make_up_days=make_up_days,
        source_document="a notice",
    )


def standing(*facts: PolicyEntry | CalendarYear) -> Standing:
    of = Standing()
    for fact in facts:
        event = PolicyAdopted(entry=fact) if isinstance(fact, PolicyEntry) else CalendarYearPublished(edition=fact)
        of = of.after(event)
    return of


def effect(before, after, first="2013-01-01", until=None) -> PolicyEffect:
    return PolicyEffect(KEY, before, after, date.fromisoformat(first), date.fromisoformat(until) if until else None)


V_DAY, MADE_UP = date(2015, 9, 3), date(2015, 9, 6)
FIRST, SECOND = edition(), edition(2, days_off=(V_DAY,), make_up_days=(MADE_UP,))
FORECAST = edition(status=YearStatus.PROVISIONAL)
WOULD = {
    "another value from a day on": ([entry(10)], [entry(15, "2015-01-01")], [effect(10, 15, "2015-01-01")]),
    "another value until the next one": (
        [entry(10), entry(20, "2016-01-01")],
        [entry(15, "2015-01-01")],
        [effect(10, 15, "2015-01-01", "2016-01-01")],
    ),
    "the value in force, put right for all its time": ([entry(10)], [entry(15)], [effect(10, 15)]),
    "a value before there was any": (
        [entry(10, "2014-01-01")],
        [entry(10, "2013-01-01")],
        [effect(None, 10, "2013-01-01", "2014-01-01")],
    ),
    "the same value for another reason changes no day": ([entry(10)], [entry(10, basis="a law")], []),
    "the same value again from later on changes no day": ([entry(10)], [entry(10, "2015-01-01")], []),
    "what is adopted already changes no day": ([entry(10)], [entry(10)], []),
    "two values one after the other": (
        [entry(10)],
        [entry(15, "2015-01-01"), entry(20, "2016-01-01")],
        [effect(10, 15, "2015-01-01", "2016-01-01"), effect(10, 20, "2016-01-01")],
    ),
    "an older value between two new ones is no change": (
        [entry(10), entry(15, "2015-06-01"), entry(20, "2016-01-01")],
        [entry(15, "2015-01-01"), entry(25, "2016-01-01")],
        [effect(10, 15, "2015-01-01", "2015-06-01"), effect(20, 25, "2016-01-01")],
    ),
    "a year that nobody had entered": ([], [FIRST], [CalendarEffect(2015, 0, 1, YearStatus.PUBLISHED)]),
    "a holiday announced later": (
        [FIRST],
        [SECOND],
        [CalendarEffect(2015, 1, 2, YearStatus.PUBLISHED, rested=(V_DAY,), worked=(MADE_UP,))],
    ),
    "a forecast that comes true": (
        [FORECAST],
        [edition(2)],
        [CalendarEffect(2015, 1, 2, YearStatus.PUBLISHED)],
    ),
    "the edition that holds changes nothing": ([FIRST], [FIRST], []),
}


@pytest.mark.parametrize(("given", "more", "then"), WOULD.values(), ids=WOULD.keys())
def test_a_dry_run_finds(given, more, then):
    before = standing(*given)
    entries = [fact for fact in more if isinstance(fact, PolicyEntry)]
    editions = [fact for fact in more if isinstance(fact, CalendarYear)]
    assert changed(before, decided(before, entries, editions, context())) == then


NOT_TAKEN = {
    "a word for a number": ([entry(10)], [entry("ten")], [], "policy-kind-differs"),
    "an edition left out": ([FIRST], [], [edition(3)], "calendar-version-stale"),
    "a published year taken back": (
        [FIRST],
        [],
        [edition(2, status=YearStatus.PROVISIONAL)],
        "calendar-already-published",
    ),
}


@pytest.mark.parametrize(("given", "entries", "editions", "slug"), NOT_TAKEN.values(), ids=NOT_TAKEN.keys())
def test_a_dry_run_refuses_what_the_service_refuses(given, entries, editions, slug):
    with pytest.raises(Refused) as refused:
        decided(standing(*given), entries, editions, context())
    assert refused.value.slug == slug


TOLD = {
    "for ever": (effect(10, 15, "2015-01-01"), "clock.query_max_wd: 10 -> 15 from 2015-01-01"),
    "for a time, with its last day": (
        effect(10, 15, "2015-01-01", "2016-01-01"),
        "clock.query_max_wd: 10 -> 15 from 2015-01-01 until 2015-12-31",
    ),
    "for the first time": (effect(None, True), "clock.query_max_wd: nothing -> true from 2013-01-01"),
    "of a year": (
        CalendarEffect(2015, 0, 1, YearStatus.PUBLISHED, rested=(V_DAY,), worked=(MADE_UP,)),
        "2015: edition none -> 1, PUBLISHED; 2015-09-03 becomes a day off; 2015-09-06 becomes a working day",
    ),
}


@pytest.mark.parametrize(("found", "line"), TOLD.values(), ids=TOLD.keys())
def test_an_effect_is_told_in_a_line(found, line):
    assert told(found) == line
