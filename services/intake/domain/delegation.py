"""Delegations (下放审批权限) of one service item, as casework announced them: `delegations/<item code>`.

Invariants: nothing is recorded that casework did not announce · what was heard of a delegation counts once, and nothing
older after it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import assert_never

from shared.contracts.casework.delegation import DelegationGranted, DelegationMode
from shared.contracts.intake.delegation import ConditionKnown, DelegationKnown, DelegationsEvent
from shared.contracts.intake.item import WhoseDecision
from shared.kernel.decider import Context, Decider
from shared.kernel.messages import Command
from shared.kernel.refusals import Refusal

# --- state ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Delegations:
    """What is known of each delegation of the item, by its number."""

    by_number: Mapping[int, DelegationKnown] = field(default_factory=dict)

    def letting_one_decide(self, centre_id: str, day: date) -> DelegationKnown | None:
        """A delegation by which one person of a centre may decide on a day, if there is one.

        What goes on above it, casework looks at. One with a cap is for amounts, and at a window nothing is paid.
        """
        names = (centre_id, WhoseDecision.CENTRE.value)
        to_the_centre = (one for one in self.by_number.values() if one.to_body in names)
        return next((one for one in to_the_centre if _for_one(one) and _in_force(one, day)), None)


def _for_one(one: DelegationKnown) -> bool:
    return one.single_person and not one.capped and one.mode is not DelegationMode.ACCEPT_ONLY


def _in_force(one: DelegationKnown, day: date) -> bool:
    valid = one.valid_from <= day and (one.valid_to is None or day <= one.valid_to)
    revoked = one.revoked_on is not None and one.revoked_on <= day
    complete = all(each.met_on is not None and each.met_on <= day for each in one.conditions)
    return valid and not revoked and complete


def evolve(delegations: Delegations, event: DelegationsEvent) -> Delegations:
    """Apply one recorded fact."""
    return Delegations({**delegations.by_number, event.number: event})


# --- commands ---------------------------------------------------------------


class RecordGrant(Command):
    """Record a delegation that casework announced."""

    granted: DelegationGranted
    source_position: int


class RecordCondition(Command):
    """Record that a condition is met since a day."""

    number: int
    condition: str
    met_on: date
    source_position: int


class RecordRevocation(Command):
    """Record that a delegation was taken back from a day on."""

    number: int
    revoked_on: date
    source_position: int


DelegationsCommand = RecordGrant | RecordCondition | RecordRevocation

# --- decisions --------------------------------------------------------------


def decide(
    command: DelegationsCommand, delegations: Delegations, _context: Context
) -> list[DelegationsEvent] | Refusal:
    """Answer an announcement with what is known now. Nothing is refused."""
    number = command.granted.number if isinstance(command, RecordGrant) else command.number
    known = delegations.by_number.get(number)
    if known is None:
        return [_granted(command)] if isinstance(command, RecordGrant) else []
    if command.source_position <= known.source_position:
        return []
    position = command.source_position
    match command:
        case RecordGrant():
            return []
        case RecordCondition():
            return [known.model_copy(update={"conditions": _met(known, command), "source_position": position})]
        case RecordRevocation():
            return [known.model_copy(update={"revoked_on": command.revoked_on, "source_position": position})]
        case _:
            assert_never(command)


def _granted(command: RecordGrant) -> DelegationKnown:
    granted = command.granted
    same = ("number", "from_body", "to_body", "mode", "single_person", "valid_from", "valid_to")
    return DelegationKnown(
        **{name: getattr(granted, name) for name in same},
        capped=granted.cap_amount is not None,
        conditions=tuple(ConditionKnown(name=condition.name) for condition in granted.conditions),
        source_position=command.source_position,
    )


def _met(known: DelegationKnown, command: RecordCondition) -> tuple[ConditionKnown, ...]:
    met = ConditionKnown(name=command.condition, met_on=command.met_on)
    return tuple(met if each.name == command.condition else each for each in known.conditions)


DELEGATIONS = Decider[Delegations, DelegationsCommand, DelegationsEvent](
    "delegations", Delegations(), evolve, decide, DelegationsEvent
)
