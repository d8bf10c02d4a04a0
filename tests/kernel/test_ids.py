"""Derived ids: the same cause meets the same aggregate for ever, and no two causes meet by accident."""

from __future__ import annotations

from uuid import UUID

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from shared.kernel.ids import AggregateRef, by_caller, by_trigger

parts = st.tuples(st.text(), st.text(), st.text())


# Ids in logs never change: these values were written down when the first events were.
PINNED = {
    by_caller("application", "resident-1", "key-1"): "d0c9495b-8b48-50ad-8edc-5d42b4f8e596",
    by_trigger("case", "application/01J"): "7dea0af6-479a-56e2-bfad-5f802f1d6e38",
}


@pytest.mark.parametrize(("derived", "pinned"), PINNED.items())
def test_an_id_is_the_same_in_every_release(derived, pinned):
    assert derived == pinned


@given(parts)
def test_a_repeated_request_meets_the_same_aggregate(cause):
    assert by_caller(*cause) == by_caller(*cause)
    assert UUID(by_caller(*cause)).version == 5


@given(parts, parts)
def test_requests_that_differ_anywhere_meet_different_aggregates(one, other):
    assume(one != other)
    assert by_caller(*one) != by_caller(*other)


@given(st.text(), st.text(), st.integers(0, 9))
def test_moving_the_boundary_between_two_parts_makes_another_id(left, right, by):
    joined = left + right
    moved = (joined[:by], joined[by:])
    assume(moved != (left, right))
    assert by_caller("case", left, right) != by_caller("case", *moved)
    assert by_trigger(left, right) != by_trigger(*moved)


@given(st.text(), st.text())
def test_what_a_caller_makes_never_meets_what_a_trigger_causes(kind, key):
    assert by_caller(kind, key, "") != by_trigger(kind, key)


def test_a_reference_is_written_as_the_log_names_it():
    assert str(AggregateRef("case", "01J/甲")) == "case/01J/甲"


def test_references_are_values():
    assert AggregateRef("case", "1") == AggregateRef("case", "1")
    assert len({AggregateRef("case", "1"), AggregateRef("case", "1"), AggregateRef("hall", "1")}) == 2
    assert sorted([AggregateRef("hall", "1"), AggregateRef("case", "2"), AggregateRef("case", "1")]) == [
        AggregateRef("case", "1"),
        AggregateRef("case", "2"),
        AggregateRef("hall", "1"),
    ]
