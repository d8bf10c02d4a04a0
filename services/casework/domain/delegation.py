"""Delegations (下放审批权限) of one service item, numbered from 1: the aggregate is `delegation/<item code>`.

Invariants: a body holds an item by one delegation at a time · only the body that hands it down, or the administrator,
grants, completes and takes back · what was entrusted is not handed on, what was delegated only where that is said ·
a revocation never counts from a day that is past.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Annotated, assert_never

from pydantic import Field

from services.casework.domain.delegation_refusals import (
    ConditionAlreadyMet,
    ConditionNotMetYet,
    ConditionsRepeated,
    ConditionUnknown,
    DelegationAlreadyRevoked,
    DelegationOverlaps,
    DelegationToItself,
    DelegationUnknown,
    ItemUnknown,
    NotTheGrantingBody,
    RedelegationNotAllowed,
    RevokedInThePast,
    ValidityReversed,
)
from services.casework.domain.item import ITEM
from services.casework.domain.types import GivenOrg, ItemCode
from shared.contracts.casework.benefit import Amount
from shared.contracts.casework.delegation import (
    DelegationCondition,
    DelegationConditionMet,
    DelegationEvent,
    DelegationGranted,
    DelegationMode,
    DelegationRevoked,
    Number,
    Words,
)
from shared.contracts.separation import separated
from shared.kernel.actors import Role
from shared.kernel.decider import Context, Decider
from shared.kernel.instants import Day
from shared.kernel.messages import Command
from shared.kernel.provenance import Provenance
from shared.kernel.refusals import CorruptStream, Refusal

# --- state ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Delegation:
    """One delegation with what of its conditions is met, and whether it was taken back."""

    granted: DelegationGranted
    met: Mapping[str, DelegationConditionMet] = field(default_factory=dict)
    revoked: DelegationRevoked | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """Its conditions by name."""
        return tuple(condition.name for condition in self.granted.conditions)

    @property
    def passes_on(self) -> bool:
        """Whether who got the item may hand it on."""
        return self.granted.mode is DelegationMode.DELEGATED and self.granted.may_redelegate

    def open_on(self, day: date) -> tuple[str, ...]:
        """The conditions that were not met by the end of a day."""
        return tuple(name for name in self.names if name not in self.met or self.met[name].met_on > day)

    def valid_on(self, day: date) -> bool:
        """Whether a day is within the time that it was granted for; a revocation does not change that."""
        granted = self.granted
        return granted.valid_from <= day and (granted.valid_to is None or day <= granted.valid_to)

    def revoked_by(self, day: date) -> bool:
        """Whether it was taken back on a day or before."""
        return self.revoked is not None and self.revoked.revoked_on <= day

    def in_force_on(self, day: date) -> bool:
        """Valid, not revoked, and all conditions met."""
        return self.valid_on(day) and not self.revoked_by(day) and not self.open_on(day)

    def meets(self, first: date, last: date | None) -> bool:
        """Whether it holds, or may come to hold, on a day from `first` to `last`."""
        ends = [day for day in (self.granted.valid_to, last) if day is not None]
        if self.revoked is not None:
            ends.append(self.revoked.revoked_on - timedelta(days=1))
        return max(first, self.granted.valid_from) <= min(ends, default=date.max)


@dataclass(frozen=True, slots=True)
class Delegations:
    """All delegations of an item by their numbers."""

    by_number: Mapping[int, Delegation] = field(default_factory=dict)

    def to(self, body: str) -> tuple[Delegation, ...]:
        """Those to a body by this very name, in the order of their numbers."""
        return tuple(one for _, one in sorted(self.by_number.items()) if one.granted.to_body == body)


def evolve(delegations: Delegations, event: DelegationEvent) -> Delegations:
    """Apply one recorded fact. Total: facts are not refused."""
    match event:
        case DelegationGranted():
            if event.number in delegations.by_number:
                raise CorruptStream("two delegations under one number")
            return _with(delegations, Delegation(event))
        case DelegationConditionMet():
            one = _recorded(delegations, event.number)
            if event.condition not in one.open_on(date.max):
                raise CorruptStream("met a condition that was not open")
            return _with(delegations, replace(one, met={**one.met, event.condition: event}))
        case DelegationRevoked():
            one = _recorded(delegations, event.number)
            if one.revoked is not None:
                raise CorruptStream("revoked twice")
            return _with(delegations, replace(one, revoked=event))
        case _:
            assert_never(event)


def _with(delegations: Delegations, one: Delegation) -> Delegations:
    return Delegations({**delegations.by_number, one.granted.number: one})


def _recorded(delegations: Delegations, number: int) -> Delegation:
    if number not in delegations.by_number:
        raise CorruptStream("spoke of a delegation that was not granted")
    return delegations.by_number[number]


# --- commands ---------------------------------------------------------------


class DelegationTerms(Command):
    """What is handed down, to whom and for how long; `to_body` is an organisation or a kind such as CENTRE."""

    from_body: GivenOrg
    to_body: GivenOrg
    mode: DelegationMode
    single_person: bool = False
    may_redelegate: bool = False
    valid_from: Day
    valid_to: Day | None = None
    cap_amount: Amount | None = None
    conditions: Annotated[tuple[Words, ...], Field(max_length=20)] = ()
    basis: Words
    provenance: Provenance


class GrantDelegation(DelegationTerms):
    """Hand the item down on these terms."""

    item_code: ItemCode

    def under(self, number: int) -> DelegationGranted:
        """The fact, under a number."""
        terms = {name: getattr(self, name) for name in type(self).model_fields if name != "conditions"}
        conditions = tuple(DelegationCondition(name=name) for name in self.conditions)
        return DelegationGranted(number=number, conditions=conditions, **terms)


class ConfirmCondition(Command):
    """State that a condition is met, since when, and by what evidence."""

    number: Number
    condition: Words
    evidence: Words
    met_on: Day


class RevokeDelegation(Command):
    """Take the item back from a day on; `basis` is the law or order."""

    number: Number
    revoked_on: Day
    basis: Words


DelegationCommand = GrantDelegation | ConfirmCondition | RevokeDelegation

# --- decisions --------------------------------------------------------------


def decide(command: DelegationCommand, delegations: Delegations, context: Context) -> list[DelegationEvent] | Refusal:
    """Answer a command with facts or a refusal; no facts means that it already took effect."""
    if isinstance(command, GrantDelegation):
        return _grant(command, delegations, context)
    one = delegations.by_number.get(command.number)
    if one is None:
        return DelegationUnknown()
    if (stranger := _stranger(one.granted.from_body, context)) is not None:
        return stranger
    match command:
        case ConfirmCondition():
            return _confirm(command, one, context)
        case RevokeDelegation():
            return _revoke(command, one, context)
        case _:
            assert_never(command)


def _stranger(from_body: str, context: Context) -> Refusal | None:
    actor = context.actor
    granting = actor.role is Role.DEPARTMENT and actor.org == from_body
    return None if granting or actor.role is Role.ADMIN else NotTheGrantingBody(from_body=from_body)


def _grant(command: GrantDelegation, delegations: Delegations, context: Context) -> list[DelegationEvent] | Refusal:
    if (refusal := _stranger(command.from_body, context) or _wrong(command)) is not None:
        return refusal
    if not context.look(ITEM, command.item_code).versions:
        return ItemUnknown()
    standing = [one for one in delegations.by_number.values() if one.revoked is None]
    if any(command.under(one.granted.number) == one.granted for one in standing):
        return []
    time = (command.valid_from, command.valid_to)
    overlapping = [one for one in delegations.to(command.to_body) if one.meets(*time)]
    if overlapping:
        return DelegationOverlaps(number=overlapping[0].granted.number)
    received = [one for one in delegations.to(command.from_body) if one.meets(*time)]
    if received and not any(one.passes_on for one in received):
        return RedelegationNotAllowed()
    return [command.under(1 + max(delegations.by_number, default=0))]


def _wrong(command: GrantDelegation) -> Refusal | None:
    """What is wrong with the terms themselves."""
    if (offence := separated(command.to_body)) is not None:
        return offence
    if command.from_body == command.to_body:
        return DelegationToItself()
    if command.valid_to is not None and command.valid_to < command.valid_from:
        return ValidityReversed()
    if command.may_redelegate and command.mode is not DelegationMode.DELEGATED:
        return RedelegationNotAllowed()
    repeated = tuple(name for name, times in Counter(command.conditions).items() if times > 1)
    return ConditionsRepeated(conditions=repeated) if repeated else None


def _confirm(command: ConfirmCondition, one: Delegation, context: Context) -> list[DelegationEvent] | Refusal:
    met = DelegationConditionMet(**command.model_dump())
    if command.condition not in one.names:
        return ConditionUnknown(conditions=one.names)
    if (before := one.met.get(command.condition)) is not None:
        return [] if before == met else ConditionAlreadyMet(met_on=before.met_on)
    if command.met_on > context.today:
        return ConditionNotMetYet()
    if one.revoked is not None and one.revoked_by(command.met_on):
        return DelegationAlreadyRevoked(revoked_on=one.revoked.revoked_on)
    return [met]


def _revoke(command: RevokeDelegation, one: Delegation, context: Context) -> list[DelegationEvent] | Refusal:
    revoked = DelegationRevoked(**command.model_dump())
    if one.revoked is not None:
        return [] if one.revoked == revoked else DelegationAlreadyRevoked(revoked_on=one.revoked.revoked_on)
    return RevokedInThePast() if command.revoked_on < context.today else [revoked]


DELEGATION = Decider[Delegations, DelegationCommand, DelegationEvent](
    "delegation", Delegations(), evolve, decide, DelegationEvent
)
