"""Task admission (社区准入): whether a department may ask a task of committees and associations at all.

Invariants: a task is admitted once, for the department that applied in writing with its basis and its money · what was
refused is applied for again under another number · nobody admits what their own department asked for.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, assert_never

from services.grants.domain.parties import not_for_buyer
from services.grants.domain.types import GivenReference
from shared.contracts.grants.task_admission import (
    Amount,
    Basis,
    TaskAdmissionApproved,
    TaskAdmissionEvent,
    TaskAdmissionRefused,
    TaskAdmissionRequested,
    TaskCode,
    Text,
)
from shared.kernel.decider import Context, Decider
from shared.kernel.messages import Command
from shared.kernel.refusals import Conflict, CorruptStream, Forbidden, Refusal, Unknown

# --- state ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class NotRequested:
    """No department has applied for the task."""


@dataclass(frozen=True, slots=True)
class Requested:
    """The leading body has not answered yet."""

    request: TaskAdmissionRequested


@dataclass(frozen=True, slots=True)
class Admitted:
    """The task is in the assist catalogue."""

    request: TaskAdmissionRequested
    approved: TaskAdmissionApproved


@dataclass(frozen=True, slots=True)
class Refused:
    """The leading body said no to the last application."""

    request: TaskAdmissionRequested
    refused: TaskAdmissionRefused


TaskAdmission = NotRequested | Requested | Admitted | Refused


def evolve(admission: TaskAdmission, event: TaskAdmissionEvent) -> TaskAdmission:
    """Apply one recorded fact."""
    match event, admission:
        case TaskAdmissionRequested(), (NotRequested() | Refused()):
            return Requested(event)
        case TaskAdmissionApproved(), Requested(request):
            return Admitted(request, event)
        case TaskAdmissionRefused(), Requested(request):
            return Refused(request, event)
        case _:
            raise CorruptStream(f"{type(event).__name__} of an admission that is {type(admission).__name__}")


# --- commands and refusals --------------------------------------------------


class RequestTaskAdmission(Command):
    """Apply in writing for a task to be admitted, by the paper `document`."""

    code: TaskCode
    department: GivenReference
    title_zh: Text
    basis: Basis
    budget: Amount
    document: GivenReference


class ApproveTaskAdmission(Command):
    """Admit the task, by the decision `document`."""

    document: GivenReference


class RefuseTaskAdmission(Command):
    """Refuse the task, and say why."""

    reason: Text


TaskAdmissionCommand = RequestTaskAdmission | ApproveTaskAdmission | RefuseTaskAdmission


@dataclass(frozen=True, slots=True)
class TaskUnknown(Unknown):
    """No department has applied for the task."""

    slug: ClassVar[str] = "task-unknown"
    zh: ClassVar[str] = "没有部门申请该事项准入"
    en: ClassVar[str] = "No department has applied for this task"


@dataclass(frozen=True, slots=True)
class AdmissionPending(Conflict):
    """Another application for the task waits for its answer."""

    slug: ClassVar[str] = "admission-pending"
    zh: ClassVar[str] = "该事项的准入申请尚未答复"
    en: ClassVar[str] = "Another application for this task waits for its answer"
    document: str


@dataclass(frozen=True, slots=True)
class AdmissionAnswered(Conflict):
    """The application has its answer, and another than is said now."""

    slug: ClassVar[str] = "admission-answered"
    zh: ClassVar[str] = "该准入申请已有答复"
    en: ClassVar[str] = "The application has its answer already"
    document: str


@dataclass(frozen=True, slots=True)
class OwnAdmission(Forbidden):
    """Who answers is of the department that applied."""

    slug: ClassVar[str] = "own-admission"
    zh: ClassVar[str] = "不得审批本部门提出的准入申请"
    en: ClassVar[str] = "Nobody answers an application of their own department"


# --- decisions --------------------------------------------------------------

Facts = list[TaskAdmissionEvent] | Refusal


def decide(command: TaskAdmissionCommand, admission: TaskAdmission, context: Context) -> Facts:
    """Answer a command with facts or a refusal; no facts means that it already took effect."""
    match command:
        case RequestTaskAdmission():
            return _request(command, admission, context)
        case ApproveTaskAdmission():
            return _answer(TaskAdmissionApproved(document=command.document), admission, context)
        case RefuseTaskAdmission():
            return _answer(TaskAdmissionRefused(reason=command.reason), admission, context)
        case _:
            assert_never(command)


def _request(command: RequestTaskAdmission, admission: TaskAdmission, context: Context) -> Facts:
    if refusal := not_for_buyer(context.actor, command.department):
        return refusal
    requested = TaskAdmissionRequested(**dict(command))
    match admission:
        case NotRequested():
            return [requested]
        case Refused(request) if request.document != requested.document:
            return [requested]
        case Requested(request) if request != requested:
            return AdmissionPending(document=request.document)
        case Admitted(request) if request != requested:
            return AdmissionAnswered(document=request.document)
        case Refused(request):
            return AdmissionAnswered(document=request.document)
        case _:
            return []


def _answer(answer: TaskAdmissionApproved | TaskAdmissionRefused, admission: TaskAdmission, context: Context) -> Facts:
    match admission:
        case NotRequested():
            return TaskUnknown()
        case Requested(request):
            return OwnAdmission() if context.actor.org == request.department else [answer]
        case Admitted(request, given) | Refused(request, given):
            return [] if given == answer else AdmissionAnswered(document=request.document)
        case _:
            assert_never(admission)


TASK_ADMISSION = Decider[TaskAdmission, TaskAdmissionCommand, TaskAdmissionEvent](
    "task-admission", NotRequested(), evolve, decide, TaskAdmissionEvent
)
