"""Money in integer minor units."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

_LIMIT = 10**15


class Money(BaseModel):
    """`amount` counts fen, the minor unit of CNY, the only currency that the district keeps books in."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    amount: Annotated[int, Field(ge=-_LIMIT, le=_LIMIT)]
    currency: Literal["CNY"] = "CNY"

    def __add__(self, other: Money) -> Money:
        return Money(amount=self.amount + other.amount)

    def __sub__(self, other: Money) -> Money:
        return Money(amount=self.amount - other.amount)

    def __gt__(self, other: Money) -> bool:
        return self.amount > other.amount

    def __ge__(self, other: Money) -> bool:
        return self.amount >= other.amount


def yuan(amount: int) -> Money:
    """Whole yuan as money."""
    return Money(amount=amount * 100)
