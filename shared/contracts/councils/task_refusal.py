"""Events of the refusal (拒绝) of a government task that was not admitted, and of what councils know of admissions."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field

from shared.contracts.grants.task_admission import TaskCode
from shared.kernel.messages import Event


class TaskRefused(Event):
    """A committee refused a task that was not admitted; nobody overrules it, but the task may be admitted."""

    committee_id: str
    task_code: TaskCode
    reason: Annotated[str, Field(min_length=1, max_length=500)]
    refused_on: date


class TaskAdmissionKnown(Event):
    """The leading body admitted a task, which nobody may refuse as not admitted any more; by reaction to grants."""

    source_position: int


TaskRefusalEvent = TaskRefused
TaskAdmissionKnownEvent = TaskAdmissionKnown
