"""Regime (适用法律): which version of the organic law (城市居民委员会组织法) binds what a committee does on a day.

The numbers of each version are policy, in force by date; here stands only which version it is, and when nobody may act
because its text has not been entered: a switch says that somebody has read it, and each threshold stands in as law.
Villagers' committees have a law of their own.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar

from services.councils.domain.committee import Committee, NotFounded, not_standing
from shared.contracts.councils.committee import CommitteeKind
from shared.contracts.refusals import WrongRegime
from shared.kernel.policy import Policy, PolicyEntry
from shared.kernel.provenance import Provenance
from shared.kernel.refusals import Refusal, Unacceptable

REVISION_ENTERED = "councils.regime_2026_enabled"
THRESHOLDS = (
    *("committee.term_years", "committee.min_members", "committee.max_members"),
    *("electorate.without_registration_here", "assembly.quorum_over_fraction", "assembly.adopted_over_fraction"),
    *(f"assembly.petition.{each}_min_fraction" for each in ("adults", "households", "groups")),
)
"""What the revision says otherwise than the law before it, or may: what somebody assumed of it is no threshold."""

_ENACTED_ON, _AMENDED_ON, _REVISED_ON = date(1990, 1, 1), date(2018, 12, 29), date(2026, 1, 1)


class Regime(StrEnum):
    """A version of the organic law of the residents' committees."""

    LAW_OF_1990 = "LAW_OF_1990"
    AMENDED_2018 = "AMENDED_2018"
    REVISED_2025 = "REVISED_2025"
    """In force from 2026-01-01."""


@dataclass(frozen=True, slots=True)
class RegimeNotEntered(Unacceptable):
    """The law of the day is not entered: before the law of 1990, or before the revision of 2025 was read and each of
    its thresholds entered as law; `missing` are the keys of the policy that wait for it.
    """

    slug: ClassVar[str] = "regime-not-entered"
    zh: ClassVar[str] = "该日适用的居民委员会组织法条文尚未录入，不得办理"
    en: ClassVar[str] = "The law in force on the day is not entered"
    effective_on: date
    missing: tuple[str, ...] = ()


def legal_regime(effective_on: date, policy: Policy) -> Regime | RegimeNotEntered:
    """The version of the law in force on a day."""
    if effective_on < _ENACTED_ON:
        return RegimeNotEntered(effective_on)
    if effective_on < _AMENDED_ON:
        return Regime.LAW_OF_1990
    if effective_on < _REVISED_ON:
        return Regime.AMENDED_2018
    missing = tuple(key for key in THRESHOLDS if not _is_of_revision(policy.in_force(key, effective_on)))
    if not policy.flag(REVISION_ENTERED, effective_on):
        missing = (REVISION_ENTERED, *missing)
    return RegimeNotEntered(effective_on, missing) if missing else Regime.REVISED_2025


def _is_of_revision(entry: PolicyEntry | None) -> bool:
    return entry is not None and entry.effective_on >= _REVISED_ON and entry.provenance is Provenance.LAW


def regime_of(committee: Committee, effective_on: date, policy: Policy) -> Regime | Refusal:
    """The version that binds a committee on a day; a villagers' committee is under none of them, nor an abolished."""
    if (refusal := not_standing(committee)) is not None:
        return refusal
    of_village = not isinstance(committee, NotFounded) and committee.kind is CommitteeKind.VILLAGERS
    return WrongRegime() if of_village else legal_regime(effective_on, policy)
