"""Why something is not entered of a resident unit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from shared.kernel.refusals import Conflict, Unacceptable, Unknown


@dataclass(frozen=True, slots=True)
class UnitUnknown(Unknown):
    """There is no such unit."""

    slug: ClassVar[str] = "unit-unknown"
    zh: ClassVar[str] = "驻区单位不存在"
    en: ClassVar[str] = "There is no such resident unit"


@dataclass(frozen=True, slots=True)
class UnitHasLeft(Conflict):
    """The unit was closed or has left."""

    slug: ClassVar[str] = "unit-has-left"
    zh: ClassVar[str] = "该单位已注销或迁出"
    en: ClassVar[str] = "The unit was closed or has left"
    left_on: date


@dataclass(frozen=True, slots=True)
class UnitDayAhead(Unacceptable):
    """What happens to a unit is entered once it has happened."""

    slug: ClassVar[str] = "unit-day-ahead"
    zh: ClassVar[str] = "驻区单位变动不得预先登记"
    en: ClassVar[str] = "What happens to a unit is entered once it has happened"
    today: date


@dataclass(frozen=True, slots=True)
class UnitDayOutOfOrder(Conflict):
    """Something of a later day is recorded that this would follow."""

    slug: ClassVar[str] = "unit-day-out-of-order"
    zh: ClassVar[str] = "日期早于已登记的情况，不得倒填"
    en: ClassVar[str] = "The day is before what is recorded already"
    since: date
