"""Policy: decisions, one row each."""

from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from services.casework.domain.policy import POLICY, AdoptPolicy, PolicyKindDiffers, prefix_of
from services.casework.domain.policy_fixed import PolicyFixed
from services.casework.views import policy as policy_view
from shared.contracts.casework.policy import PolicyAdopted
from shared.kernel.policy import Policy, PolicyEntry
from shared.kernel.provenance import Provenance
from shared.testing.decider import Spec, context
from tests.casework.test_views import Shown

SPEC = Spec(POLICY)


def entry(value, on=date(2013, 1, 1), key="ab.max_b_posts", basis="a test") -> PolicyEntry:
    return PolicyEntry(key=key, value=value, effective_on=on, basis=basis, provenance=Provenance.SYNTHETIC)


def adopt(value, **more) -> AdoptPolicy:
    return AdoptPolicy(entry=entry(value, **more))


def adopted(value, **more) -> PolicyAdopted:
    return PolicyAdopted(entry=entry(value, **more))


ROWS = {
    "a first value is adopted": ([], adopt(2), [adopted(2)]),
    "the same adoption records once": ([adopted(2)], adopt(2), []),
    "the same value for a later date is another adoption": (
        [adopted(2)],
        adopt(2, on=date(2015, 1, 1)),
        [adopted(2, on=date(2015, 1, 1))],
    ),
    "a value may take effect in the past": (
        [adopted(2)],
        adopt(3, on=date(2012, 1, 1)),
        [adopted(3, on=date(2012, 1, 1))],
    ),
    "another basis is another adoption": ([adopted(2)], adopt(2, basis="a law"), [adopted(2, basis="a law")]),
    "a value that was replaced may come back": ([adopted(2), adopted(3)], adopt(2), [adopted(2)]),
    "a number does not become a word": ([adopted(2)], adopt("two"), PolicyKindDiffers(key="ab.max_b_posts")),
    "a number does not become a switch": ([adopted(1)], adopt(True), PolicyKindDiffers),
    "a switch does not become a number": ([adopted(True)], adopt(1), PolicyKindDiffers),
    "what is so by the shape of things may be said": (
        [],
        adopt("YEAR", key="fund.period"),
        [adopted("YEAR", key="fund.period")],
    ),
    "and not otherwise: it would change nothing": (
        [],
        adopt("HALF_YEAR", key="fund.period"),
        PolicyFixed(key="fund.period", value="YEAR"),
    ),
    "one that knows half-years and years knows no quarters": (
        [],
        adopt(3, key="appraisal.centre_months"),
        PolicyFixed(key="appraisal.centre_months", value="6 / 12"),
    ),
    "it knows years": (
        [],
        adopt(12, key="appraisal.centre_months"),
        [adopted(12, key="appraisal.centre_months")],
    ),
    "not by a number for a switch either": ([], adopt(1, key="extension.needs_approver"), PolicyFixed),
    "keys of one prefix have kinds of their own": (
        [adopted(2)],
        adopt("x", key="ab.other"),
        [adopted("x", key="ab.other")],
    ),
}


@pytest.mark.parametrize(("given", "when", "then"), ROWS.values(), ids=ROWS.keys())
def test_policy(given, when, then):
    SPEC.check(given, when, then, context())


def test_a_policy_counts_in_law_from_the_beginning_of_its_day():
    assert adopted(2, on=date(2015, 3, 1)).effective_at().isoformat() == "2015-03-01T00:00:00+08:00"


@pytest.mark.parametrize(("key", "prefix"), [("clock.due_time.office", "clock"), ("ab.max_b_posts", "ab")])
def test_a_key_belongs_to_what_stands_before_its_first_dot(key, prefix):
    assert prefix_of(entry(1, key=key)) == prefix


@pytest.mark.parametrize("day", [date(1949, 10, 1), date(2999, 12, 31)])
def test_a_day_of_our_time_is_read(day):
    assert adopt(2, on=day).entry.effective_on == day


@pytest.mark.parametrize("day", [date.min, date(1949, 9, 30), date(3000, 1, 1), date.max])
def test_a_day_that_is_not_is_a_slip_of_the_pen(day):
    with pytest.raises(ValidationError):
        adopt(2, on=day)


@given(
    st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), max_size=12),
    st.integers(0, 5),
)
def test_what_is_in_force_is_the_last_adoption_of_the_latest_day_reached(adoptions, asked_on):
    events = [adopted(value, on=date(2014, 1, 1 + day)) for value, day in adoptions]
    state = POLICY.fold(events)
    reached = [(day, place, value) for place, (value, day) in enumerate(adoptions) if day <= asked_on]
    found = state.in_force("ab.max_b_posts", date(2014, 1, 1 + asked_on))
    assert (found.value if found else None) == (max(reached)[2] if reached else None)
    assert state == Policy.of(event.entry for event in events)


KEYS = ("ab.max_b_posts", "clock.query_max_wd", "clock.other")
PAGE_SIZE = 2


@settings(max_examples=40)
@given(
    st.lists(st.tuples(st.sampled_from(KEYS), st.integers(0, 3), st.integers(0, 3)), max_size=14),
    st.integers(-1, 5),
)
def test_the_list_of_a_day_is_what_rules_read_on_it(adoptions, asked_on):
    on = date(2014, 1, 1) + timedelta(days=asked_on)
    entries = [entry(value, on=date(2014, 1, 1 + day), key=key) for key, value, day in adoptions]
    with TemporaryDirectory() as directory:
        shown = Shown(Path(directory))
        for each in entries:
            shown.record(f"policy/{prefix_of(each)}", PolicyAdopted(entry=each))
        listed = pages_in_force(shown, on)
        of_key = [
            row for key in KEYS for row in shown.views.rows(view_of("key", "on"), after=0, limit=9, on=on, key=key)
        ]
        shown.views.close()
    policy = Policy.of(entries)
    in_force = [found for key in KEYS if (found := policy.in_force(key, on))]
    assert [(row.key, row.value, row.effective_on) for row in of_key] == [
        (found.key, found.value, found.effective_on) for found in in_force
    ]
    assert listed == sorted(of_key, key=lambda row: row.position)


def view_of(*filters: str):
    return policy_view.PAGES[frozenset(filters)]


def pages_in_force(shown: Shown, on: date) -> list:
    listed: list = []
    while rows := shown.views.rows(view_of("on"), after=listed[-1].position if listed else 0, limit=PAGE_SIZE, on=on):
        listed += rows
    return listed
