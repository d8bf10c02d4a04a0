"""QR codes as dark runs on a square, for whatever draws them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

import segno

QUIET_ZONE = 4
"""How many light modules a reader needs around the code."""


@dataclass(frozen=True, slots=True)
class Run:
    """Dark modules beside one another, counted from the top left corner of the quiet zone."""

    x: int
    y: int
    length: int


@dataclass(frozen=True, slots=True)
class QrCode:
    """A square of `size` modules on each side, its quiet zone among them."""

    size: int
    runs: tuple[Run, ...]


def qr_code(address: str) -> QrCode:
    """The code of an address, readable with 15 % of it spoilt."""
    matrix = segno.make(address, error="m", micro=False, boost_error=False).matrix
    return QrCode(
        size=len(matrix) + 2 * QUIET_ZONE,
        runs=tuple(run for y, row in enumerate(matrix, QUIET_ZONE) for run in _runs(row, y)),
    )


def _runs(row: bytearray, y: int) -> Iterator[Run]:
    x = QUIET_ZONE
    for dark, modules in groupby(row):
        length = len(list(modules))
        if dark:
            yield Run(x, y, length)
        x += length
