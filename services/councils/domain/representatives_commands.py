"""What is said to the register of representatives, and the rules by which seats are distributed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Annotated

from pydantic import Field

from services.councils.domain.representatives_refusals import ApportionmentFault
from services.councils.domain.types import CommitteeId, PersonId
from shared.contracts.councils.representatives import Apportionment, GroupId, GroupShare, LeavingReason
from shared.kernel.decider import Context
from shared.kernel.instants import Day
from shared.kernel.messages import Command

_PERSON = Annotated[PersonId, Field(min_length=1, max_length=64)]

# --- commands ---------------------------------------------------------------


class ApportionSeats(Command):
    """Fix how many representatives each group sends in a term that begins on a day."""

    committee_id: CommitteeId
    apportionment: Apportionment
    groups: Annotated[tuple[GroupShare, ...], Field(min_length=1, max_length=200)]
    from_on: Day


class ElectRepresentative(Command):
    """Record whom a group chose, and from when on they represent it."""

    committee_id: CommitteeId
    person_id: _PERSON
    group_id: GroupId
    elected_on: Day
    from_on: Day


class RecallRepresentative(Command):
    """Record that the households of the group recalled its representative, from a day on."""

    committee_id: CommitteeId
    person_id: _PERSON
    votes_for: Annotated[int, Field(ge=0, le=100_000)]
    from_on: Day


class LeaveRegister(Command):
    """Record that somebody represents their group no longer, from a day on."""

    committee_id: CommitteeId
    person_id: _PERSON
    reason: LeavingReason
    from_on: Day


class CloseRegister(Command):
    """In the act that abolishes the committee: `closed_on` is the first day without it."""

    closed_on: Day


RepresentativesCommand = ApportionSeats | ElectRepresentative | RecallRepresentative | LeaveRegister | CloseRegister

# --- how seats are distributed ----------------------------------------------

_Rule = Callable[[ApportionSeats, Context], bool]


def _number(key: str, context: Context) -> int:
    return context.policy.whole(key, context.today)


def _group_twice(command: ApportionSeats, _context: Context) -> bool:
    return len({group.group_id for group in command.groups}) < len(command.groups)


def _too_few(command: ApportionSeats, context: Context) -> bool:
    return sum(group.seats for group in command.groups) < _number("representatives.min", context)


def _too_many(command: ApportionSeats, context: Context) -> bool:
    return sum(group.seats for group in command.groups) > _number("representatives.max", context)


def _too_few_households(command: ApportionSeats, context: Context) -> bool:
    each = _number("representatives.households_each_min", context)
    return _by_households(command) and any(group.households < group.seats * each for group in command.groups)


def _too_many_households(command: ApportionSeats, context: Context) -> bool:
    each = _number("representatives.households_each_max", context)
    return _by_households(command) and any(group.households > group.seats * each for group in command.groups)


def _too_few_of_group(command: ApportionSeats, context: Context) -> bool:
    fewest = _number("representatives.per_group_min", context)
    return not _by_households(command) and any(group.seats < fewest for group in command.groups)


def _too_many_of_group(command: ApportionSeats, context: Context) -> bool:
    most = _number("representatives.per_group_max", context)
    return not _by_households(command) and any(group.seats > most for group in command.groups)


def _by_households(command: ApportionSeats) -> bool:
    return command.apportionment is Apportionment.BY_HOUSEHOLDS


_RULES: Mapping[ApportionmentFault, _Rule] = {
    ApportionmentFault.GROUP_TWICE: _group_twice,
    ApportionmentFault.TOO_FEW_REPRESENTATIVES: _too_few,
    ApportionmentFault.TOO_MANY_REPRESENTATIVES: _too_many,
    ApportionmentFault.TOO_FEW_HOUSEHOLDS_EACH: _too_few_households,
    ApportionmentFault.TOO_MANY_HOUSEHOLDS_EACH: _too_many_households,
    ApportionmentFault.TOO_FEW_OF_GROUP: _too_few_of_group,
    ApportionmentFault.TOO_MANY_OF_GROUP: _too_many_of_group,
}


def faults_of(command: ApportionSeats, context: Context) -> tuple[ApportionmentFault, ...]:
    """Every rule that a distribution of seats breaks."""
    return tuple(fault for fault, broken in _RULES.items() if broken(command, context))
