"""District (城东区): titles that it was awarded, and the functions that the reform passed on.

Invariants: a title is awarded once on a day · a function passes on from day to day, never back in time, from one body
to another, and to no committee of residents or villagers (居政分离).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import ClassVar, assert_never

from shared.contracts.councils.community import Name, Source
from shared.contracts.councils.district import (
    Bearer,
    DistrictEvent,
    FormerBearer,
    FunctionTransferred,
    HonourAwarded,
    PublicFunction,
)
from shared.contracts.separation import SelfGoverningBody, separated
from shared.kernel.decider import Context, Decider
from shared.kernel.instants import Day
from shared.kernel.messages import Command
from shared.kernel.provenance import Provenance
from shared.kernel.refusals import Conflict, Refusal, Unacceptable

# --- state ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class District:
    """Titles in the order of their entry, and all transfers of each function, from the first to the last."""

    honours: tuple[HonourAwarded, ...] = ()
    transfers: Mapping[PublicFunction, tuple[FunctionTransferred, ...]] = field(default_factory=dict)

    def bearer_of(self, function: PublicFunction, day: date) -> Bearer | None:
        """Who bears a function on a day; None where it had not passed on yet."""
        begun = [each.to for each in self.transfers.get(function, ()) if each.effective_on <= day]
        return begun[-1] if begun else None


def evolve(district: District, event: DistrictEvent) -> District:
    """Apply one recorded fact."""
    match event:
        case HonourAwarded():
            return replace(district, honours=(*district.honours, event))
        case FunctionTransferred():
            passed = (*district.transfers.get(event.function, ()), event)
            return replace(district, transfers={**district.transfers, event.function: passed})
        case _:
            assert_never(event)


# --- commands and refusals --------------------------------------------------


class AwardHonour(Command):
    """Enter a title that the district was awarded."""

    title: Name
    awarded_by: Name
    awarded_on: Day
    provenance: Provenance | None = None
    source: Source | None = None


class TransferFunction(Command):
    """Enter that a function passed on, from whom to whom."""

    function: PublicFunction
    from_body: FormerBearer
    to: Bearer | SelfGoverningBody
    basis: Source
    effective_on: Day
    provenance: Provenance | None = None
    source: Source | None = None


DistrictCommand = AwardHonour | TransferFunction


@dataclass(frozen=True, slots=True)
class HonourEnteredOtherwise(Conflict):
    """The title of that day was entered with other words."""

    slug: ClassVar[str] = "honour-entered-otherwise"
    zh: ClassVar[str] = "该日该荣誉称号已登记"
    en: ClassVar[str] = "The title of that day was entered with other words"


@dataclass(frozen=True, slots=True)
class TransferToItself(Unacceptable):
    """A body passes nothing on to itself."""

    slug: ClassVar[str] = "transfer-to-itself"
    zh: ClassVar[str] = "移交双方不得为同一主体"
    en: ClassVar[str] = "A body passes nothing on to itself"


@dataclass(frozen=True, slots=True)
class TransferOutOfOrder(Conflict):
    """The function passed on later than that."""

    slug: ClassVar[str] = "transfer-out-of-order"
    zh: ClassVar[str] = "该职能已有同日或更晚的移交，不得倒填"
    en: ClassVar[str] = "The function passed on that day or later"
    effective_on: date


# --- decisions --------------------------------------------------------------


def decide(command: DistrictCommand, district: District, _context: Context) -> list[DistrictEvent] | Refusal:
    """Answer a command with facts or a refusal; no facts means that it already took effect."""
    match command:
        case AwardHonour():
            return _award(command, district)
        case TransferFunction():
            return _transfer(command, district)
        case _:
            assert_never(command)


def _award(command: AwardHonour, district: District) -> list[DistrictEvent] | Refusal:
    awarded, title = HonourAwarded(**command.model_dump()), (command.title, command.awarded_on)
    if awarded in district.honours:
        return []
    known = any((each.title, each.awarded_on) == title for each in district.honours)
    return HonourEnteredOtherwise() if known else [awarded]


def _transfer(command: TransferFunction, district: District) -> list[DistrictEvent] | Refusal:
    if (offence := separated(command.to)) is not None:
        return offence
    to, passed = Bearer(command.to.value), district.transfers.get(command.function, ())
    if to.value == command.from_body.value:
        return TransferToItself()
    transferred = FunctionTransferred(**command.model_dump(exclude={"to"}), to=to)
    if transferred in passed:
        return []
    if passed and transferred.effective_on <= passed[-1].effective_on:
        return TransferOutOfOrder(passed[-1].effective_on)
    return [transferred]


DISTRICT: Decider[District, DistrictCommand, DistrictEvent] = Decider(
    "district", District(), evolve, decide, DistrictEvent
)
