"""Why a delegation cannot be granted, completed or taken back, and why a body may not decide under it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from shared.kernel.money import Money
from shared.kernel.refusals import Conflict, Forbidden, Unacceptable, Unknown

# --- granting, completing, taking back --------------------------------------


@dataclass(frozen=True, slots=True)
class ItemUnknown(Unknown):
    """No version of the item is known here."""

    slug: ClassVar[str] = "item-unknown"
    zh: ClassVar[str] = "没有该事项"
    en: ClassVar[str] = "There is no such item"


@dataclass(frozen=True, slots=True)
class DelegationUnknown(Unknown):
    """The item has no delegation of this number."""

    slug: ClassVar[str] = "delegation-unknown"
    zh: ClassVar[str] = "没有该项授权"
    en: ClassVar[str] = "There is no such delegation"


@dataclass(frozen=True, slots=True)
class NotTheGrantingBody(Forbidden):
    """Only the body that hands the item down grants, completes and takes back."""

    slug: ClassVar[str] = "not-the-granting-body"
    zh: ClassVar[str] = "仅下放权限的机关可以办理"
    en: ClassVar[str] = "Only the body that hands the item down may do this"
    from_body: str


@dataclass(frozen=True, slots=True)
class DelegationToItself(Unacceptable):
    """Who grants and who is granted are one body."""

    slug: ClassVar[str] = "delegation-to-itself"
    zh: ClassVar[str] = "不得向本机关自身下放"
    en: ClassVar[str] = "A body cannot delegate to itself"


@dataclass(frozen=True, slots=True)
class ValidityReversed(Unacceptable):
    """The last day is before the first."""

    slug: ClassVar[str] = "validity-reversed"
    zh: ClassVar[str] = "有效期截止日早于起始日"
    en: ClassVar[str] = "It would end before it begins"


@dataclass(frozen=True, slots=True)
class ConditionsRepeated(Unacceptable):
    """Conditions are named more than once."""

    slug: ClassVar[str] = "conditions-repeated"
    zh: ClassVar[str] = "条件重复"
    en: ClassVar[str] = "Conditions are named more than once"
    conditions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DelegationOverlaps(Conflict):
    """The same body holds the same item already on some of these days."""

    slug: ClassVar[str] = "delegation-overlaps"
    zh: ClassVar[str] = "同一事项对同一机关的授权期限重叠"
    en: ClassVar[str] = "The body holds the item already in part of this time"
    number: int


@dataclass(frozen=True, slots=True)
class RedelegationNotAllowed(Forbidden):
    """Who got the item from another may not hand it on: only what was delegated so, never what was entrusted."""

    slug: ClassVar[str] = "redelegation-not-allowed"
    zh: ClassVar[str] = "受权机关不得再行下放"
    en: ClassVar[str] = "Who got the item from another may not hand it on"


@dataclass(frozen=True, slots=True)
class ConditionUnknown(Unacceptable):
    """The delegation has no condition of this name."""

    slug: ClassVar[str] = "condition-unknown"
    zh: ClassVar[str] = "该授权没有此项条件"
    en: ClassVar[str] = "The delegation has no such condition"
    conditions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ConditionNotMetYet(Unacceptable):
    """What will be there some day is not there."""

    slug: ClassVar[str] = "condition-not-met-yet"
    zh: ClassVar[str] = "条件尚未具备"
    en: ClassVar[str] = "A condition is met when it is, not when it is to be"


@dataclass(frozen=True, slots=True)
class ConditionAlreadyMet(Conflict):
    """The condition is met by another evidence or since another day."""

    slug: ClassVar[str] = "condition-already-met"
    zh: ClassVar[str] = "该条件已具备"
    en: ClassVar[str] = "The condition is met already"
    met_on: date


@dataclass(frozen=True, slots=True)
class RevokedInThePast(Unacceptable):
    """A revocation counts from today at the earliest, so that no decision made meanwhile loses its ground."""

    slug: ClassVar[str] = "revoked-in-the-past"
    zh: ClassVar[str] = "收回权限不得溯及既往"
    en: ClassVar[str] = "A revocation cannot count from a day that is past"


@dataclass(frozen=True, slots=True)
class DelegationAlreadyRevoked(Conflict):
    """The delegation is taken back, from another day on or by another order."""

    slug: ClassVar[str] = "delegation-already-revoked"
    zh: ClassVar[str] = "该授权已收回"
    en: ClassVar[str] = "The delegation is revoked already"
    revoked_on: date


# --- deciding under it ------------------------------------------------------


@dataclass(frozen=True, slots=True)
class NoDelegation(Forbidden):
    """The item is not the body's own, and no delegation to it holds: none, not yet, expired or taken back before."""

    slug: ClassVar[str] = "no-delegation"
    zh: ClassVar[str] = "该机关对此事项没有有效授权"
    en: ClassVar[str] = "No delegation of the item to this body is in force"
    body: str


@dataclass(frozen=True, slots=True)
class AcceptOnly(Forbidden):
    """The body accepts for who delegated, and does not decide."""

    slug: ClassVar[str] = "accept-only"
    zh: ClassVar[str] = "该机关对此事项仅有受理权，应报 {goes_up_to} 决定"
    en: ClassVar[str] = "This body only accepts the item; {goes_up_to} decides"
    goes_up_to: str


@dataclass(frozen=True, slots=True)
class DelegationConditionsOpen(Unacceptable):
    """The delegation is not in force: conditions are open."""

    slug: ClassVar[str] = "delegation-conditions-open"
    zh: ClassVar[str] = "授权条件尚未全部具备"
    en: ClassVar[str] = "The delegation is not in force: conditions are open"
    conditions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AboveCap(Unacceptable):
    """More than may be granted under the delegation; the case goes up to who may grant it."""

    slug: ClassVar[str] = "above-cap"
    zh: ClassVar[str] = "超出授权限额，应报 {goes_up_to} 决定"
    en: ClassVar[str] = "The amount is above the cap of the delegation; {goes_up_to} decides"
    cap_amount: Money
    goes_up_to: str
