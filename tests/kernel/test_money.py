"""Money: integer fen, one currency, no other number."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from shared.kernel.money import Money, yuan

LIMIT = 10**15
amounts = st.integers(-LIMIT // 2, LIMIT // 2)


def test_yuan_are_a_hundred_fen():
    assert yuan(28_600) == Money(amount=2_860_000)


def test_it_is_written_with_its_currency():
    assert Money(amount=2_860_000).model_dump_json() == '{"amount":2860000,"currency":"CNY"}'


NO_MONEY = {
    "a fraction": '{"amount": 1.5}',
    "a whole number with a point": '{"amount": 1.0}',
    "text": '{"amount": "1"}',
    "a truth value": '{"amount": true}',
    "nothing": '{"amount": null}',
    "another currency": '{"amount": 1, "currency": "USD"}',
    "a field that it does not have": '{"amount": 1, "unit": "yuan"}',
    "one fen above the limit": f'{{"amount": {LIMIT + 1}}}',
    "one fen below the lower limit": f'{{"amount": {-LIMIT - 1}}}',
}


@pytest.mark.parametrize("text", NO_MONEY.values(), ids=NO_MONEY.keys())
def test_what_is_not_whole_fen_is_no_money(text):
    with pytest.raises(ValidationError):
        Money.model_validate_json(text)


@pytest.mark.parametrize("amount", [-LIMIT, 0, LIMIT])
def test_the_limits_are_money(amount):
    assert Money.model_validate_json(Money(amount=amount).model_dump_json()) == Money(amount=amount)


def test_a_sum_above_the_limit_is_no_money():
    with pytest.raises(ValidationError):
        Money(amount=LIMIT) + Money(amount=1)


@given(amounts, amounts)
def test_what_is_added_can_be_taken_away(a, b):
    assert Money(amount=a) + Money(amount=b) - Money(amount=b) == Money(amount=a)


@given(amounts, amounts)
def test_it_is_ordered_as_its_fen(a, b):
    left, right = Money(amount=a), Money(amount=b)
    assert (left > right, left >= right, left < right, left <= right) == (a > b, a >= b, a < b, a <= b)


@given(st.lists(st.integers(-(10**9), 10**9)))
def test_a_sum_is_the_sum_of_its_fen(fen):
    assert sum((Money(amount=amount) for amount in fen), start=yuan(0)) == Money(amount=sum(fen))


def test_it_cannot_be_changed():
    with pytest.raises(ValidationError):
        Money(amount=1).amount = 2  # type: ignore[misc]
