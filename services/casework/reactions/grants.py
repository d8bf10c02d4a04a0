"""What casework does about grants: it knows the contracts under which a committee may be asked for help (费随事转)."""

from __future__ import annotations

from services.casework.domain.contract import CONTRACT, RecordContract, RecordContractEnd, RecordFunds
from shared.contracts import grants
from shared.contracts.grants.contract import (
    ContractCompleted,
    ContractSigned,
    ContractTerminated,
    TaskFundsTransferred,
)
from shared.kernel.decider import Step
from shared.kernel.envelope import Recorded
from shared.kernel.reaction import Reaction


def signed(recorded: Recorded[ContractSigned]) -> Step:
    """A department signed; contracts with associations leave no trace here, which casework asks for no help."""
    event = recorded.event
    command = RecordContract(
        buyer=event.buyer,
        provider=event.provider,
        tasks=tuple(task.code for task in event.tasks),
        total=event.total,
        from_on=event.from_on,
        until_on=event.until_on,
        source_position=recorded.position,
    )
    return Step(CONTRACT, recorded.aggregate.id, command)


def funds_transferred(recorded: Recorded[TaskFundsTransferred]) -> Step:
    """The buyer's money came in, or a part of it."""
    command = RecordFunds(amount=recorded.event.amount, source_position=recorded.position)
    return Step(CONTRACT, recorded.aggregate.id, command)


def terminated(recorded: Recorded[ContractTerminated]) -> Step:
    """A contract ended before it was fulfilled."""
    command = RecordContractEnd(reason=recorded.event.reason, source_position=recorded.position)
    return Step(CONTRACT, recorded.aggregate.id, command)


def completed(recorded: Recorded[ContractCompleted]) -> Step:
    """A contract was fulfilled."""
    return Step(CONTRACT, recorded.aggregate.id, RecordContractEnd(reason=None, source_position=recorded.position))


REACTION = Reaction(
    grants.SERVICE,
    grants.EVENTS,
    {
        ContractSigned: signed,
        TaskFundsTransferred: funds_transferred,
        ContractTerminated: terminated,
        ContractCompleted: completed,
    },
)
