"""What the views show of benefits after a story, and that its money is the ledger's."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings

from services.casework.api.benefit import BenefitOut, falling_by
from services.casework.views import benefit as view
from shared.contracts.casework.benefit import (
    AssistancePaid,
    BenefitEvent,
    Period,
    Recovered,
    ReviewCategory,
    StopReason,
)
from shared.kernel.money import Money
from tests.casework.benefits import (
    asked_back,
    changed,
    day,
    given_back,
    granted,
    missed,
    no_longer_owed,
    paid,
    reviewed,
    stopped,
)
from tests.casework.district import CALENDAR, CENTRE
from tests.casework.test_benefit_ledger import STORIES, ledger_of
from tests.casework.test_views import Shown

CATEGORY_C = granted(category=ReviewCategory.C, from_on="2015-07-01", next_review="2015-10-01")
TWO_PAID: list[BenefitEvent] = [granted(), paid("2015-09"), paid("2015-10")]
OVERPAID: list[BenefitEvent] = [*TWO_PAID, changed(20_000, "2015-09-01", overpaid=20_000)]


@pytest.fixture
def shown(tmp_path):
    shown = Shown(tmp_path)
    yield shown
    shown.views.close()


def benefit(shown: Shown, id_: str = "case-1") -> BenefitOut:
    row = shown.views.row(view.ONE, of=id_)
    assert row is not None
    return BenefitOut.of(row, CALENDAR)


def money(**fen: int) -> dict[str, Money]:
    return {name: Money(amount=amount) for name, amount in fen.items()}


STORY: dict[str, tuple[list[BenefitEvent], Mapping[str, object]]] = {
    "granted": (
        [granted(cap=50_000)],
        {"state": "RUNNING", **money(granted=30_000, amount=30_000, cap_amount=50_000, paid=0), "period": Period.MONTH},
    ),
    "granted without a cap": ([granted()], {"cap_amount": None, "review_due_on": None, "from_on": day("2015-09-01")}),
    "paid": (TWO_PAID, money(paid=60_000, overpaid=0, arrears=0)),
    "changed": (OVERPAID, {**money(granted=30_000, amount=20_000, overpaid=20_000), "amount_from": day("2015-09-01")}),
    "asked back": ([*OVERPAID, asked_back(15_000)], money(overpaid=20_000, asked_back=15_000, recovered=0)),
    "returned": (
        [*OVERPAID, asked_back(15_000), given_back(5_000)],
        money(paid=60_000, overpaid=15_000, asked_back=10_000, recovered=5_000),
    ),
    "raised again": (
        [*OVERPAID, asked_back(15_000), changed(25_000, "2015-09-01", overpaid=10_000), no_longer_owed(5_000)],
        money(amount=25_000, overpaid=10_000, asked_back=10_000),
    ),
    "raised after it was paid": (
        [*TWO_PAID, changed(31_000, "2015-09-01", arrears=2_000)],
        money(amount=31_000, arrears=2_000),
    ),
    "made up for": (
        [*TWO_PAID, changed(31_000, "2015-09-01", arrears=2_000), paid("2015-09", 1_000, further=True)],
        money(paid=61_000, arrears=1_000),
    ),
    "stopped": (
        [*TWO_PAID, stopped("2015-10-01", StopReason.DIED, overpaid=30_000)],
        {"state": "STOPPED", "stopped_from": day("2015-10-01"), "stop_reason": "DIED", **money(overpaid=30_000)},
    ),
    "due for review, in a holiday": ([CATEGORY_C], {"review_due_on": day("2015-10-08"), "review_category": "C"}),
    "reviewed": (
        [CATEGORY_C, reviewed("2015-10-08", "2016-01-08")],
        {"reviewed_on": day("2015-10-08"), "review_due_on": day("2016-01-08"), "review_missed_on": None},
    ),
    "not reviewed in time": ([CATEGORY_C, missed("2015-10-08")], {"review_missed_on": day("2015-10-08")}),
    "reviewed too late": (
        [CATEGORY_C, missed("2015-10-08"), reviewed("2015-12-21", "2016-03-21")],
        {"review_missed_on": None, "review_due_on": day("2016-03-21")},
    ),
    "stopped before its review": ([CATEGORY_C, stopped("2015-10-01")], {"review_due_on": None}),
}


@pytest.mark.parametrize(("events", "expected"), STORY.values(), ids=STORY.keys())
def test_a_benefit_stands_where_its_story_left_it(shown, events, expected):
    shown.record("benefit/case-1", *events)
    found = benefit(shown)
    assert {name: getattr(found, name) for name in expected} == expected


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(chapters=STORIES)
def test_the_money_shown_is_the_ledgers(shown, chapters):
    id_, events = f"case-{next(shown.positions)}", chapters[-1]
    shown.record(f"benefit/{id_}", *events)
    found, ledger = benefit(shown, id_), ledger_of(events)
    assert (found.overpaid.amount, found.arrears.amount, found.asked_back.amount) == (
        ledger.overpaid,
        ledger.arrears,
        ledger.owed,
    )
    assert found.paid.amount == sum(event.amount.amount for event in events if isinstance(event, AssistancePaid))
    assert found.recovered.amount == sum(event.amount.amount for event in events if isinstance(event, Recovered))


FILTERS: dict[str, tuple[dict[str, object], list[str]]] = {
    "all": ({}, ["case-1", "case-2", "case-3"]),
    "of the item": ({"item_code": "CD-MZ-001"}, ["case-1", "case-2", "case-3"]),
    "of another item": ({"item_code": "CD-MZ-005"}, []),
    "of the centre": ({"centre_id": CENTRE}, ["case-1", "case-2", "case-3"]),
    "of another centre": ({"centre_id": "elsewhere"}, []),
    "still running": ({"state": "RUNNING"}, ["case-1", "case-3"]),
    "stopped": ({"state": "STOPPED"}, ["case-2"]),
    "to be reviewed by the day": ({"review_due_by": day("2015-10-01")}, ["case-1"]),
    "a day earlier": ({"review_due_by": day("2015-09-30")}, []),
    "to be reviewed and stopped": ({"review_due_by": day("2016-12-31"), "state": "STOPPED"}, []),
}


@pytest.mark.parametrize(("where", "expected"), FILTERS.values(), ids=FILTERS.keys())
def test_benefits_are_listed_by_what_is_asked(shown, where, expected):
    stories: list[list[BenefitEvent]] = [[CATEGORY_C], [CATEGORY_C, stopped("2015-10-01")], [granted()]]
    for number, events in enumerate(stories, 1):
        shown.record(f"benefit/case-{number}", *events)
    rows = shown.views.rows(view.page(*where), after=0, limit=200, **where)
    assert [row.id for row in rows] == expected


@pytest.mark.parametrize(
    "due_by", [date(2015, 9, 30 - n) for n in range(7)] + [date(2015, 10, 1 + n) for n in range(12)]
)
def test_what_is_due_by_a_day_falls_by_the_last_working_day_up_to_it(due_by):
    last = falling_by(due_by, CALENDAR)
    for falls_on in (date(2015, 9, 20 + n) for n in range(10)):
        due_on = CALENDAR.next_working_day_on_or_after(falls_on)
        assert (falls_on <= last) is (due_on <= due_by), falls_on
