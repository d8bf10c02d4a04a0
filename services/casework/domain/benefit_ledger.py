"""Ledger of one benefit: what is due for an instalment, what was paid for it, and what is to come back. All in fen.

Invariants: what is due is what the last word about its day says · what was asked back is never more than is overpaid
after an act is decided · paid less returned is due plus overpaid less arrears, over all instalments that were paid.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from shared.contracts.casework.benefit import Period

ONCE = "once"
_MONTHS = {Period.MONTH: 1, Period.QUARTER: 3, Period.YEAR: 12}
_NAMED = re.compile(r"(?P<year>(?:19|2[0-9])[0-9]{2})(?:-(?P<month>0[1-9]|1[0-2])|-Q(?P<quarter>[1-4]))?")


@dataclass(frozen=True, slots=True)
class Span:
    """The days that an instalment is for: it counts on the first, and `ended_on` comes after the last."""

    counts_on: date
    ended_on: date


def span_of(instalment: str, period: Period, from_on: date) -> Span | None:
    """The days of an instalment (`2015-09`, `2015-Q3`, `2015`, `once`) of a benefit that begins on `from_on`.

    The period in which the benefit begins counts from its first day, and so does one-off help. None if the instalment
    is of another length; one that is over before the benefit begins ends before it counts.
    """
    if period is Period.ONCE:
        return Span(from_on, date.max) if instalment == ONCE else None
    named = _NAMED.fullmatch(instalment)
    if named is None or period is not _told(named):
        return None
    year, first = int(named["year"]), int(named["month"] or int(named["quarter"] or 1) * 3 - 2)
    return Span(max(from_on, date(year, first, 1)), _first_of(year, first + _MONTHS[period]))


def _told(named: re.Match[str]) -> Period:
    if named["month"]:
        return Period.MONTH
    return Period.QUARTER if named["quarter"] else Period.YEAR


def _first_of(year: int, month: int) -> date:
    return date(year + (month - 1) // 12, (month - 1) % 12 + 1, 1)


@dataclass(frozen=True, slots=True)
class Rate:
    """What is due for a period from a day on."""

    from_on: date
    fen: int


@dataclass(frozen=True, slots=True)
class Paid:
    """What was paid for an instalment and came back of it. Whatever held on `counts_on` is due for it."""

    counts_on: date
    fen: int
    returned: int = 0

    @property
    def kept(self) -> int:
        """What the person has of it."""
        return self.fen - self.returned


@dataclass(frozen=True, slots=True)
class Ledger:
    """`rates` by their first day; nothing is due from `ends_on` on. `owed` was asked back and has not come in."""

    rates: tuple[Rate, ...]
    ends_on: date | None = None
    paid: Mapping[str, Paid] = field(default_factory=dict)
    owed: int = 0

    def due_on(self, day: date) -> int:
        """What is due for an instalment that counts on a day."""
        if self.ends_on is not None and day >= self.ends_on:
            return 0
        return next((rate.fen for rate in reversed(self.rates) if rate.from_on <= day), 0)

    @property
    def overpaid(self) -> int:
        """What people have beyond what is due."""
        return sum(max(0, paid.kept - self.due_on(paid.counts_on)) for paid in self.paid.values())

    @property
    def arrears(self) -> int:
        """What they lack of instalments that were paid."""
        return sum(self.short_of(instalment) for instalment in self.paid)

    def short_of(self, instalment: str) -> int:
        """What they lack of one that was paid."""
        paid = self.paid[instalment]
        return max(0, self.due_on(paid.counts_on) - paid.kept)

    def with_rate(self, rate: Rate) -> Ledger:
        """From a day on another amount, whatever was said before of later days; the same where nothing changes."""
        before = tuple(earlier for earlier in self.rates if earlier.from_on < rate.from_on)
        same = bool(before) and before[-1].fen == rate.fen
        return replace(self, rates=before if same else (*before, rate))

    def ending(self, on: date) -> Ledger:
        """Nothing is due from a day on."""
        return replace(self, ends_on=on)

    def with_payment(self, instalment: str, counts_on: date, fen: int) -> Ledger:
        """More was paid for an instalment."""
        before = self.paid.get(instalment, Paid(counts_on, 0))
        return replace(self, paid={**self.paid, instalment: replace(before, fen=before.fen + fen)})

    def with_order(self, fen: int) -> Ledger:
        """So much more is asked back; less where negative."""
        return replace(self, owed=self.owed + fen)

    def with_return(self, fen: int) -> Ledger:
        """So much came in: of the oldest instalment first, and only where one was overpaid."""
        paid, left = dict(self.paid), fen
        for instalment, one in sorted(paid.items(), key=lambda named: named[1].counts_on):
            taken = min(left, max(0, one.kept - self.due_on(one.counts_on)))
            paid[instalment] = replace(one, returned=one.returned + taken)
            left -= taken
        return replace(self, paid=paid, owed=self.owed - fen)
