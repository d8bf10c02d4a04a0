"""Committee task (居委会协助事项): work of the authority that a committee does, for pay and never otherwise (费随事转).

Invariants: a contract covers what is asked, or policy lets emergencies go ahead and one follows within its days · that
none followed is recorded once · a committee refuses only what no contract covers · what is refused or done is over.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Annotated, assert_never

from pydantic import Field

from services.casework.domain.case import CASE
from services.casework.domain.case_refusals import CaseUnknown
from services.casework.domain.case_state import NotOpened
from services.casework.domain.committee_task_refusals import (
    CommitteeTaskUnknown,
    DoneOutsideTask,
    MoreThanAsked,
    NoContract,
    RefusalNotOpen,
    TaskOver,
    TaskUnderContract,
)
from services.casework.domain.contract import CONTRACT, Lack, Wanted, lacks
from services.casework.domain.types import GivenOrg
from shared.contracts.casework.committee_task import (
    CommitteeTaskEvent,
    CommitteeTaskRefused,
    CommitteeTaskRegularised,
    CommitteeTaskReported,
    CommitteeTaskRequested,
    RegularisationMissed,
)
from shared.contracts.grants.contract import Quantity
from shared.contracts.grants.task_admission import TaskCode, Text
from shared.contracts.refusals import NotTheCommittee
from shared.kernel.actors import Actor, Role
from shared.kernel.decider import Context, Decider
from shared.kernel.ids import AggregateRef
from shared.kernel.instants import Day
from shared.kernel.limits import END_OF_DAY
from shared.kernel.messages import Command
from shared.kernel.refusals import CorruptStream, Refusal

EMERGENCIES = "separation.emergency_tasks_without_contract"
REGULARISE_DAYS = "separation.regularise_wd"
MAY_BE_REFUSED = "separation.task_may_be_refused"
GivenContract = Annotated[str, Field(pattern=r"^[A-Za-z0-9._:-]{1,64}$")]

# --- state ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class NotRequested:
    """Before anybody asked."""


@dataclass(frozen=True, slots=True)
class Requested:
    """It is to be done; `contract_id` covers it, and `missed` says that none did in time."""

    asked: CommitteeTaskRequested
    contract_id: str | None
    missed: bool = False


@dataclass(frozen=True, slots=True)
class Refused:
    """The committee refused. Terminal."""

    asked: CommitteeTaskRequested
    refused: CommitteeTaskRefused


@dataclass(frozen=True, slots=True)
class Reported:
    """The committee did it; where no contract covers it yet, one is still to follow."""

    asked: CommitteeTaskRequested
    contract_id: str | None
    reported: CommitteeTaskReported
    missed: bool = False


Asked = Requested | Refused | Reported
CommitteeTask = NotRequested | Asked


def evolve(task: CommitteeTask, event: CommitteeTaskEvent) -> CommitteeTask:
    """Apply one recorded fact."""
    match event, task:
        case CommitteeTaskRequested(), NotRequested():
            return Requested(event, event.contract_id)
        case CommitteeTaskRegularised(), (Requested() | Reported()):
            return replace(task, contract_id=event.contract_id)
        case RegularisationMissed(), (Requested() | Reported()):
            return replace(task, missed=True)
        case CommitteeTaskRefused(), Requested():
            return Refused(task.asked, event)
        case CommitteeTaskReported(), Requested():
            return Reported(task.asked, task.contract_id, event, task.missed)
        case _:
            raise CorruptStream(f"{type(event).__name__} of a task that is {type(task).__name__}")


# --- commands ---------------------------------------------------------------


class RequestTask(Command):
    """Ask a committee for so much of a task, under a contract or, without one, in an emergency."""

    committee_id: GivenOrg
    code: TaskCode
    quantity: Quantity
    contract_id: GivenContract | None = None
    case_id: GivenOrg | None = None


class RegulariseTask(Command):
    """Name the contract that covers what was asked for in an emergency."""

    contract_id: GivenContract


class RefuseTask(Command):
    """Refuse a task that was not admitted."""

    reason: Text


class ReportTask(Command):
    """Say that so much of the task was done, the last of it on a day."""

    quantity: Quantity
    done_on: Day


class MissRegularisation(Command):
    """The last day for a contract is over."""


OfCommittee = RefuseTask | ReportTask
CommitteeTaskCommand = RequestTask | RegulariseTask | OfCommittee | MissRegularisation


def looked_at(command: RequestTask | RegulariseTask) -> tuple[AggregateRef, ...]:
    """The contract that is named, and the case that is helped."""
    contract = () if command.contract_id is None else (CONTRACT.ref(command.contract_id),)
    case_id = command.case_id if isinstance(command, RequestTask) else None
    return contract if case_id is None else (*contract, CASE.ref(case_id))


# --- decisions --------------------------------------------------------------


def decide(command: CommitteeTaskCommand, task: CommitteeTask, context: Context) -> list[CommitteeTaskEvent] | Refusal:
    """Answer a command with facts or a refusal; no facts means that it already took effect."""
    if isinstance(command, RequestTask):
        return _request(command, context) if isinstance(task, NotRequested) else []
    if isinstance(task, NotRequested):
        return CommitteeTaskUnknown()
    match command:
        case RegulariseTask():
            return _regularise(command, task, context)
        case RefuseTask():
            return _not_for_committee(task, context) or _refuse(command, task, context)
        case ReportTask():
            return _not_for_committee(task, context) or _report(command, task, context)
        case MissRegularisation():
            return _missed(task, context)
        case _:
            assert_never(command)


def _request(command: RequestTask, context: Context) -> list[CommitteeTaskEvent] | Refusal:
    if command.case_id is not None and isinstance(context.look(CASE, command.case_id), NotOpened):
        return CaseUnknown()
    wanted = Wanted(context.actor, command.committee_id, command.code, context.today)
    emergency = command.contract_id is None and context.policy.flag(EMERGENCIES, context.today)
    if not emergency and (lacking := _uncovered(command.contract_id, wanted, context)):
        return NoContract(task=command.code, lacks=lacking)
    days = context.policy.whole(REGULARISE_DAYS, context.today)
    return [
        CommitteeTaskRequested(
            **dict(command),
            requested_by=context.actor.org or context.actor.id,
            requested_on=context.today,
            regularise_by=context.calendar.nth_working_day_after(context.today, days) if emergency else None,
        )
    ]


def _uncovered(contract_id: str | None, wanted: Wanted, context: Context) -> tuple[Lack, ...]:
    if contract_id is None:
        return (Lack.NONE_NAMED,)
    return lacks(context.look(CONTRACT, contract_id), wanted)


def _regularise(command: RegulariseTask, task: Asked, context: Context) -> list[CommitteeTaskEvent] | Refusal:
    if isinstance(task, Refused):
        return TaskOver()
    if task.contract_id is not None:
        return [] if task.contract_id == command.contract_id else TaskUnderContract(contract_id=task.contract_id)
    wanted = Wanted(context.actor, task.asked.committee_id, task.asked.code, context.today)
    if lacking := _uncovered(command.contract_id, wanted, context):
        return NoContract(task=task.asked.code, lacks=lacking)
    return [*_missed(task, context), CommitteeTaskRegularised(contract_id=command.contract_id)]


def _not_for_committee(task: Asked, context: Context) -> Refusal | None:
    return None if _speaks(context.actor, task.asked.committee_id) else NotTheCommittee()


def _speaks(actor: Actor, committee_id: str) -> bool:
    """The committee itself, or the counter for it."""
    return actor.role is Role.CLERK or (actor.role is Role.COMMITTEE and actor.org == committee_id)


def _refuse(command: RefuseTask, task: Asked, context: Context) -> list[CommitteeTaskEvent] | Refusal:
    refused = CommitteeTaskRefused(reason=command.reason)
    if not isinstance(task, Requested):
        return [] if isinstance(task, Refused) and task.refused == refused else TaskOver()
    if task.contract_id is not None:
        return TaskUnderContract(contract_id=task.contract_id)
    return [refused] if context.policy.flag(MAY_BE_REFUSED, context.today) else RefusalNotOpen()


def _report(command: ReportTask, task: Asked, context: Context) -> list[CommitteeTaskEvent] | Refusal:
    reported = CommitteeTaskReported(**dict(command))
    if not isinstance(task, Requested):
        return [] if isinstance(task, Reported) and task.reported == reported else TaskOver()
    if not task.asked.requested_on <= command.done_on <= context.today:
        return DoneOutsideTask(first=task.asked.requested_on, last=context.today)
    return [reported] if command.quantity <= task.asked.quantity else MoreThanAsked(asked=task.asked.quantity)


# --- the days of an emergency -----------------------------------------------


def regularisation_due(task: CommitteeTask, _context: Context) -> datetime | None:
    """When a contract is late; None where one covers the task, none is owed, or that is told already."""
    due_on = _owed_by(task)
    return None if due_on is None else END_OF_DAY.of(due_on)


def _owed_by(task: CommitteeTask) -> date | None:
    if isinstance(task, NotRequested | Refused) or task.contract_id is not None or task.missed:
        return None
    return task.asked.regularise_by


def _missed(task: CommitteeTask, context: Context) -> list[CommitteeTaskEvent]:
    """That the last day is over, also where somebody acts before the timer has looked."""
    due_on = _owed_by(task)
    if due_on is None or context.now < END_OF_DAY.of(due_on):
        return []
    return [RegularisationMissed(due_on=due_on)]


COMMITTEE_TASK = Decider[CommitteeTask, CommitteeTaskCommand, CommitteeTaskEvent](
    "committee-task", NotRequested(), evolve, decide, CommitteeTaskEvent
)
