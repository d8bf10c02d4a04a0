"""The money of a purchase contract: what a score pays, when it falls due, and when its settlements are."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import count, takewhile

from shared.contracts.grants.contract import ContractSigned, PayBand, PaymentTerms
from shared.kernel.counting import months_after
from shared.kernel.decider import Context

BAND = "purchase.band"
INSTALMENT = "purchase.instalment"
QUARTER_MONTHS = 3
_DAY = timedelta(days=1)
_NUMBERS = range(1, 10)


def bands_in_force(context: Context) -> tuple[PayBand, ...]:
    """The policy's bands today, the highest first."""
    policy, today = context.policy, context.today
    numbers = (n for n in _NUMBERS if policy.in_force(f"{BAND}.{n}.min_score", today))
    bands = (
        PayBand(
            min_score=policy.whole(f"{BAND}.{n}.min_score", today),
            pay_percent=policy.whole(f"{BAND}.{n}.pay_percent", today),
        )
        for n in numbers
    )
    return tuple(sorted(bands, key=lambda band: -band.min_score))


def shares_in_force(context: Context) -> tuple[int, ...]:
    """How many percent of the total fall due with each instalment, by the policy of today."""
    policy, today = context.policy, context.today
    keys = (f"{INSTALMENT}.{n}_percent" for n in _NUMBERS)
    return tuple(policy.whole(key, today) for key in keys if policy.in_force(key, today))


def pay_percent(bands: Sequence[PayBand], score: int) -> int | None:
    """What a score pays; None below all bands."""
    return next((band.pay_percent for band in bands if score >= band.min_score), None)


def rounded_down(fen: int, percent: int) -> int:
    """So many percent of an amount in whole fen: what is less than a fen is not paid, so rounding makes no money."""
    return fen * percent // 100


def due_after(settlement: int, earned: int, signed: ContractSigned) -> int:
    """How much in all has fallen due after a settlement, of what was earned so far."""
    if signed.terms is PaymentTerms.QUARTERLY:
        return earned
    return min(earned, rounded_down(signed.total.amount, sum(signed.shares[:settlement])))


def settlements(signed: ContractSigned) -> int:
    """How many settlements the contract has: one for each share, or for each quarter that it begins."""
    if signed.terms is PaymentTerms.INSTALMENTS:
        return len(signed.shares)
    begun = (months_after(signed.from_on, QUARTER_MONTHS * n) for n in count())
    return sum(1 for _ in takewhile(lambda first: first <= signed.until_on, begun))


def last_day_of(settlement: int, signed: ContractSigned) -> date:
    """The day that must be over before a settlement: of its quarter, or for the last one, of the contract."""
    if settlement == settlements(signed):
        return signed.until_on
    if signed.terms is PaymentTerms.INSTALMENTS:
        return signed.from_on - _DAY
    return months_after(signed.from_on, QUARTER_MONTHS * settlement) - _DAY
