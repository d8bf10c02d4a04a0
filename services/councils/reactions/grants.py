"""What councils do about grants: they know which tasks were admitted, and may be refused as not admitted no more."""

from __future__ import annotations

from services.councils.domain.task_refusal import KNOWN_ADMISSION, RecordAdmission
from shared.contracts import grants
from shared.contracts.grants.task_admission import TaskAdmissionApproved
from shared.kernel.decider import Step
from shared.kernel.envelope import Recorded
from shared.kernel.reaction import Reaction


def task_admitted(recorded: Recorded[TaskAdmissionApproved]) -> Step:
    """The leading body admitted a task; its code names the admission."""
    return Step(KNOWN_ADMISSION, recorded.aggregate.id, RecordAdmission(source_position=recorded.position))


REACTION = Reaction("grants", grants.EVENTS, {TaskAdmissionApproved: task_admitted})
