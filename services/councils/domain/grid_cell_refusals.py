"""Why the grid of a committee is not drawn or manned so."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from shared.kernel.refusals import Conflict, Unacceptable, Unknown


@dataclass(frozen=True, slots=True)
class GridCellUnknown(Unknown):
    """The committee has no such cell."""

    slug: ClassVar[str] = "grid-cell-unknown"
    zh: ClassVar[str] = "网格不存在"
    en: ClassVar[str] = "The committee has no such grid cell"


@dataclass(frozen=True, slots=True)
class GridCellDissolvedAlready(Conflict):
    """The cell was dissolved."""

    slug: ClassVar[str] = "grid-cell-dissolved"
    zh: ClassVar[str] = "网格已撤销"
    en: ClassVar[str] = "The grid cell was dissolved"
    dissolved_on: date


@dataclass(frozen=True, slots=True)
class GridCellFull(Conflict):
    """The cell has as many members as the policy says."""

    slug: ClassVar[str] = "grid-cell-full"
    zh: ClassVar[str] = "该网格网格员已满 {limit} 人"
    en: ClassVar[str] = "The grid cell has its {limit} members"
    limit: int


@dataclass(frozen=True, slots=True)
class OfficerKindUnknown(Unacceptable):
    """The policy names no officers of that kind."""

    slug: ClassVar[str] = "officer-kind-unknown"
    zh: ClassVar[str] = "现行政策没有该类社区专员"
    en: ClassVar[str] = "The policy names no officers of that kind"
    kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GridPostHeld(Conflict):
    """The person has a post in the cell."""

    slug: ClassVar[str] = "grid-post-held"
    zh: ClassVar[str] = "该人员已在该网格任职"
    en: ClassVar[str] = "The person has a post in the grid cell"
    from_on: date


@dataclass(frozen=True, slots=True)
class NoGridPost(Unknown):
    """The person has no post in the cell."""

    slug: ClassVar[str] = "no-grid-post"
    zh: ClassVar[str] = "该人员未在该网格任职"
    en: ClassVar[str] = "The person has no post in the grid cell"


@dataclass(frozen=True, slots=True)
class GridDayOutOfOrder(Conflict):
    """The day is before the cell or the post."""

    slug: ClassVar[str] = "grid-day-out-of-order"
    zh: ClassVar[str] = "日期早于网格或任职的起始日期"
    en: ClassVar[str] = "The day is before the grid cell or the post"
    since: date
