"""Rows of the table, and the little statistics that they need."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import median


@dataclass(frozen=True)
class Row:
    """One thing that was measured. `met` is None where the design sets no target; `why` is told when it is missed."""

    what: str
    value: str
    target: str = ""
    beside: str = ""
    met: bool | None = None
    missed_by: str = ""
    why: str = ""

    @property
    def verdict(self) -> str:
        """`met`, or by how much it is missed and why."""
        if self.met is None:
            return "–"
        return "met" if self.met else f"**missed** by {self.missed_by}: {self.why}"


@dataclass(frozen=True)
class Middle:
    """The median of several measurements with its 95 % interval by order statistics."""

    value: float
    low: float
    high: float

    def __str__(self) -> str:
        return f"{self.value:.2f} [{self.low:.2f}, {self.high:.2f}]"


def middle(values: Sequence[float]) -> Middle:
    """The median, and between which of the values it lies; with fewer than six values between the extremes."""
    ordered = sorted(values)
    place = max(0, int(len(ordered) / 2 - 0.98 * sqrt(len(ordered))))
    return Middle(median(ordered), ordered[place], ordered[-1 - place])


def quantile(values: Sequence[float], share: float) -> float:
    """The value below which `share` of them lie."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def at_least(value: float, target: float) -> tuple[bool, str]:
    """Whether a value reaches its target, else by which share it falls short."""
    return value >= target, f"{(1 - value / target):.0%}"


def at_most(value: float, target: float) -> tuple[bool, str]:
    """Whether a value stays within its target, else by which share it goes beyond."""
    return value <= target, f"{(value / target - 1):.0%}"


def markdown(rows: Sequence[Row]) -> str:
    """The table."""
    lines = ["| what | measured | target | beside | verdict |", "|---|---|---|---|---|"]
    lines += [f"| {row.what} | {row.value} | {row.target} | {row.beside} | {row.verdict} |" for row in rows]
    return "\n".join(lines)
