"""Contract: what casework knows of a department's purchase contract with a committee, and whether it covers a task.

Invariants: nothing is recorded that grants did not say, and nothing older after it · a contract covers a task only on
its days, once the money for all of it has come in, and until it ends.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import assert_never

from shared.contracts.casework.contract import ContractEndKnown, ContractFundsKnown, ContractKnown, ContractKnownEvent
from shared.contracts.grants.contract import Provider, ProviderKind, TerminationReason
from shared.contracts.grants.task_admission import Amount
from shared.kernel.actors import Actor, Role
from shared.kernel.decider import Context, Decider
from shared.kernel.messages import Command
from shared.kernel.refusals import CorruptStream, Refusal

# --- state ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class NotKnown:
    """Casework has heard of no such contract with a committee."""


@dataclass(frozen=True, slots=True)
class Known:
    """The contract, the fen of the buyer that came in, and up to where grants was heard."""

    signed: ContractKnown
    funds: int
    heard: int
    ended: bool = False


Contract = NotKnown | Known


def evolve(contract: Contract, event: ContractKnownEvent) -> Contract:
    """Apply one recorded fact."""
    match event, contract:
        case ContractKnown(), NotKnown():
            return Known(event, funds=0, heard=event.source_position)
        case ContractFundsKnown(), Known(funds=funds):
            return replace(contract, funds=funds + event.amount.amount, heard=event.source_position)
        case ContractEndKnown(), Known():
            return replace(contract, ended=True, heard=event.source_position)
        case _:
            raise CorruptStream(f"{type(event).__name__} of a contract that is {type(contract).__name__}")


# --- what it covers ---------------------------------------------------------


class Lack(StrEnum):
    """What a contract lacks to cover a task."""

    NONE_NAMED = "NONE_NAMED"
    NOT_KNOWN = "NOT_KNOWN"
    OTHER_BUYER = "OTHER_BUYER"
    OTHER_COMMITTEE = "OTHER_COMMITTEE"
    OTHER_TASKS = "OTHER_TASKS"
    OTHER_DAYS = "OTHER_DAYS"
    FUNDS_NOT_TRANSFERRED = "FUNDS_NOT_TRANSFERRED"
    ENDED = "ENDED"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Who wants which task done by whom, on which day."""

    actor: Actor
    committee_id: str
    code: str
    on: date


_LACKS: Mapping[Lack, Callable[[Known, Wanted], bool]] = {
    Lack.OTHER_BUYER: lambda known, wanted: (
        wanted.actor.role is Role.DEPARTMENT and wanted.actor.org != known.signed.buyer
    ),
    Lack.OTHER_COMMITTEE: lambda known, wanted: wanted.committee_id != known.signed.committee_id,
    Lack.OTHER_TASKS: lambda known, wanted: wanted.code not in known.signed.tasks,
    Lack.OTHER_DAYS: lambda known, wanted: not known.signed.from_on <= wanted.on <= known.signed.until_on,
    Lack.FUNDS_NOT_TRANSFERRED: lambda known, _wanted: known.funds < known.signed.total.amount,
    Lack.ENDED: lambda known, _wanted: known.ended,
}


def lacks(contract: Contract, wanted: Wanted) -> tuple[Lack, ...]:
    """All that keeps a contract from covering a task; a centre may ask under the contract of any department."""
    if isinstance(contract, NotKnown):
        return (Lack.NOT_KNOWN,)
    return tuple(lack for lack, is_lacking in _LACKS.items() if is_lacking(contract, wanted))


# --- commands ---------------------------------------------------------------


class RecordContract(Command):
    """Record that a department signed with a provider."""

    buyer: str
    provider: Provider
    tasks: tuple[str, ...]
    total: Amount
    from_on: date
    until_on: date
    source_position: int


class RecordFunds(Command):
    """Record that money of the buyer came in."""

    amount: Amount
    source_position: int


class RecordContractEnd(Command):
    """Record that the contract was terminated, for a reason, or fulfilled."""

    reason: TerminationReason | None
    source_position: int


ContractCommand = RecordContract | RecordFunds | RecordContractEnd

# --- decisions --------------------------------------------------------------


def decide(command: ContractCommand, contract: Contract, _context: Context) -> list[ContractKnownEvent] | Refusal:
    """Answer a command with facts; no facts means that it is known, or that the contract is with no committee."""
    if isinstance(command, RecordContract):
        return [_known(command)] if _is_new(command, contract) else []
    if isinstance(contract, NotKnown) or command.source_position <= contract.heard:
        return []
    match command:
        case RecordFunds():
            return [ContractFundsKnown(**dict(command))]
        case RecordContractEnd():
            return [] if contract.ended else [ContractEndKnown(**dict(command))]
        case _:
            assert_never(command)


def _is_new(command: RecordContract, contract: Contract) -> bool:
    return command.provider.kind is ProviderKind.COMMITTEE and isinstance(contract, NotKnown)


def _known(command: RecordContract) -> ContractKnown:
    told = {name: value for name, value in command if name != "provider"}
    return ContractKnown(committee_id=command.provider.id, **told)


CONTRACT = Decider[Contract, ContractCommand, ContractKnownEvent](
    "contract", NotKnown(), evolve, decide, ContractKnownEvent
)
