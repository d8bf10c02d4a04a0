"""Events of the purchase contracts (政府购买服务合同) with committees that casework has heard of from grants."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from shared.contracts.grants.contract import TerminationReason
from shared.contracts.grants.task_admission import Amount, Reference, TaskCode
from shared.kernel.instants import Day
from shared.kernel.messages import Event


class ContractKnown(Event):
    """A department signed with a committee, at `source_position` of grants' log; the buyer owes `total` in advance."""

    buyer: Reference
    committee_id: Reference
    tasks: Annotated[tuple[TaskCode, ...], Field(min_length=1, max_length=50)]
    total: Amount
    from_on: Day
    until_on: Day
    source_position: int


class ContractFundsKnown(Event):
    """So much of the buyer's money came in, as grants recorded at `source_position` of its log; several add up."""

    amount: Amount
    source_position: int


class ContractEndKnown(Event):
    """The contract is none any more, as grants recorded at `source_position`; without a `reason` it was fulfilled."""

    reason: TerminationReason | None = None
    source_position: int


ContractKnownEvent = ContractKnown | ContractFundsKnown | ContractEndKnown
