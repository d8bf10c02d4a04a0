"""What may be asked of staff."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from services.casework.domain.types import GivenItemCode, GivenOrg, StaffId
from shared.contracts.casework.staff import AbsenceReason
from shared.kernel.instants import Day
from shared.kernel.messages import Command
from shared.kernel.personal import Personal

Trainings = Annotated[tuple[GivenItemCode, ...], Field(max_length=100)]


class EngageStaff(Command):
    """Record that a person takes up work."""

    name: Personal[str]
    org: GivenOrg
    trained_for: Trainings = ()


class TrainStaff(Command):
    """Record all that the person is trained for by now."""

    trained_for: Trainings


class _WithPosts(Command):
    """What the person's posts must hear of in the same act: `post_ids`, as the list of substitutes has them."""

    staff_id: StaffId
    post_ids: frozenset[str] = frozenset()


class MoveStaff(_WithPosts):
    """Let the person work for another centre or department."""

    org: GivenOrg


class RecordAbsence(_WithPosts):
    """Record an absence from `from_on` to `until_on`, both included, or until a return is recorded."""

    from_on: Day
    until_on: Day | None = None
    reason: AbsenceReason


class RecordReturn(_WithPosts):
    """Record that the person is back from `on` on, or will be; today unless said."""

    on: Day | None = None


class LeaveStaff(_WithPosts):
    """Record that the person leaves."""


WithPosts = MoveStaff | RecordAbsence | RecordReturn | LeaveStaff
StaffCommand = EngageStaff | TrainStaff | WithPosts
