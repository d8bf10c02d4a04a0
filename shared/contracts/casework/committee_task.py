"""Events of the committee task (居委会协助事项): what a committee does for the authority, for pay (费随事转)."""

from __future__ import annotations

from datetime import datetime

from shared.contracts.grants.contract import Quantity
from shared.contracts.grants.task_admission import Reference, TaskCode, Text
from shared.kernel.instants import Day
from shared.kernel.limits import END_OF_DAY
from shared.kernel.messages import Event


class CommitteeTaskRequested(Event):
    """A department or centre asked a committee for so much of a task; recorded when it asks.

    `contract_id` is the contract that covers it. Without one it is an emergency, and a contract is to follow by the end
    of `regularise_by`. `case_id` is the case that it helps, where there is one.
    """

    committee_id: Reference
    code: TaskCode
    quantity: Quantity
    requested_by: Reference
    contract_id: Reference | None = None
    case_id: Reference | None = None
    requested_on: Day
    regularise_by: Day | None = None


class CommitteeTaskRegularised(Event):
    """A contract covers what was asked for in an emergency, from now on."""

    contract_id: Reference


class RegularisationMissed(Event):
    """The last day passed and no contract covers what was asked for in an emergency; one still may."""

    due_on: Day

    def effective_at(self) -> datetime:
        """The end of the last day."""
        return END_OF_DAY.of(self.due_on)


class CommitteeTaskRefused(Event):
    """The committee refused a task that was not admitted (准入制); nobody overrules that."""

    reason: Text


class CommitteeTaskReported(Event):
    """The committee says that it did so much of the task, the last of it on `done_on`."""

    quantity: Quantity
    done_on: Day


CommitteeTaskEvent = (
    CommitteeTaskRequested
    | CommitteeTaskRegularised
    | RegularisationMissed
    | CommitteeTaskRefused
    | CommitteeTaskReported
)
