"""Invented residents (示例) for demonstrations: names that say so, and numbers valid by their check digit."""

from __future__ import annotations

from datetime import date, timedelta

from stdnum.cn.ric import calc_check_digit

BORN_FIRST = date(1940, 1, 1)
PER_DAY = 900
"""How many of them were born on one day; more than the three digits of a number's order can tell apart is too many."""


def citizen_id(n: int) -> str:
    """The n-th invented number: of 630102, by days of birth from 1940 on."""
    day, order = divmod(n, PER_DAY)
    body = f"630102{BORN_FIRST + timedelta(days=day):%Y%m%d}{order + 1:03d}"
    return body + str(calc_check_digit(f"{body}0"))


def document(name: str, n: int) -> dict[str, str]:
    """The n-th resident as the counter writes them down."""
    return {"name": f"示例·{name}", "id_kind": "citizen-id", "id_number": citizen_id(n)}
