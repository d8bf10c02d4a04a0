"""Task refusal (拒绝未准入事项): a committee need not do government work that was not admitted (准入制).

Invariants: a committee refuses a task once, and nobody overrules it · what was admitted is refused by a contract or not
at all; a refusal from before stands no more from the admission on.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated, ClassVar

from pydantic import Field

from services.councils.domain.committee import COMMITTEE, not_standing
from services.councils.domain.offices import of_committee
from services.councils.domain.types import CommitteeId
from shared.contracts.councils.task_refusal import (
    TaskAdmissionKnown,
    TaskAdmissionKnownEvent,
    TaskRefusalEvent,
    TaskRefused,
)
from shared.contracts.grants.task_admission import TaskCode
from shared.kernel.decider import Context, Decider
from shared.kernel.ids import by_trigger
from shared.kernel.messages import Command
from shared.kernel.refusals import Conflict, Refusal

# --- admissions, as grants tells of them ------------------------------------


@dataclass(frozen=True, slots=True)
class Admission:
    """Whether the leading body has admitted a task."""

    admitted: bool = False


class RecordAdmission(Command):
    """The leading body admitted a task."""

    source_position: int


def _admission_known(_admission: Admission, _event: TaskAdmissionKnownEvent) -> Admission:
    return Admission(admitted=True)


def _record(
    command: RecordAdmission, admission: Admission, _context: Context
) -> list[TaskAdmissionKnownEvent] | Refusal:
    return [] if admission.admitted else [TaskAdmissionKnown(source_position=command.source_position)]


KNOWN_ADMISSION = Decider[Admission, RecordAdmission, TaskAdmissionKnownEvent](
    "known-admission", Admission(), _admission_known, _record, TaskAdmissionKnownEvent
)

# --- state ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class NotRefused:
    """The committee has not refused the task."""


@dataclass(frozen=True, slots=True)
class Refused:
    """Terminal: it has."""

    refused: TaskRefused


TaskRefusal = NotRefused | Refused


def evolve(_refusal: TaskRefusal, event: TaskRefusalEvent) -> TaskRefusal:
    """Apply one recorded fact."""
    return Refused(event)


def refusal_id(committee_id: str, task_code: str) -> str:
    """The id of a committee's one refusal of a task."""
    return by_trigger(f"task-refusal-{task_code}", committee_id)


# --- command and refusals ---------------------------------------------------


class RefuseTask(Command):
    """Refuse a task; the decision is given the committee and what is known of the task's admission."""

    committee_id: Annotated[CommitteeId, Field(min_length=1, max_length=80)]
    task_code: TaskCode
    reason: Annotated[str, Field(min_length=1, max_length=500)]


@dataclass(frozen=True, slots=True)
class TaskAdmitted(Conflict):
    """The task was admitted: it is no longer one that may be refused as not admitted."""

    slug: ClassVar[str] = "task-admitted"
    zh: ClassVar[str] = "该事项已准入，不得以未准入为由拒绝"
    en: ClassVar[str] = "The task was admitted"
    task_code: str


@dataclass(frozen=True, slots=True)
class TaskRefusedOtherwise(Conflict):
    """The committee refused it for another reason."""

    slug: ClassVar[str] = "task-refused"
    zh: ClassVar[str] = "该事项已被拒绝"
    en: ClassVar[str] = "The committee has refused the task"
    refused_on: date


# --- decision ---------------------------------------------------------------


def decide(command: RefuseTask, refusal: TaskRefusal, context: Context) -> list[TaskRefusalEvent] | Refusal:
    """Answer a command with facts or a refusal; no facts means that it already took effect."""
    if isinstance(refusal, Refused):
        same = refusal.refused.reason == command.reason
        return [] if same else TaskRefusedOtherwise(refusal.refused.refused_on)
    if (refused := not_standing(context.look(COMMITTEE, command.committee_id))) is not None:
        return refused
    if (barred := of_committee(command.committee_id, context)) is not None:
        return barred
    if context.look(KNOWN_ADMISSION, command.task_code).admitted:
        return TaskAdmitted(command.task_code)
    return [TaskRefused(**command.model_dump(), refused_on=context.today)]


TASK_REFUSAL: Decider[TaskRefusal, RefuseTask, TaskRefusalEvent] = Decider(
    "task-refusal", NotRefused(), evolve, decide, TaskRefusalEvent
)
