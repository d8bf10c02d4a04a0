"""Events of a case's inquiries (调查核实): special steps, home visits, finance checks, queries to departments."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from shared.contracts.casework.post import ActedAs, StaffRef
from shared.kernel.instants import start_of
from shared.kernel.limits import LimitUnit
from shared.kernel.messages import Event
from shared.kernel.personal import Personal

Finding = Personal[tuple[str, ...]]
"""What was found, asked or answered, under the applicant's key."""
BodyRef = Annotated[str, Field(max_length=64)]
"""The id of a department or another body."""
Units = Annotated[int, Field(ge=1, le=3650)]


class StepKind(StrEnum):
    """What takes time of its own; INSPECTION is also a test, an appraisal, an assessment."""

    HEARING = "HEARING"
    EXPERT_REVIEW = "EXPERT_REVIEW"
    INSPECTION = "INSPECTION"
    SPECIAL_STEP = "SPECIAL_STEP"
    """Another step (特殊环节) that the item's guide names."""


class FinanceResult(StrEnum):
    """What a check of the household's means says."""

    CLEAR = "CLEAR"
    ABOVE_STANDARD = "ABOVE_STANDARD"
    INCOMPLETE = "INCOMPLETE"
    """Not everybody could be checked."""


class StepStarted(Event):
    """A special step began; with it `clock-suspended` under the same id, unless it counts.

    `step` is its name in the item's guide, `takes_n` and `takes_unit` how long it takes, which the applicant is told in
    writing (行政许可法 §45).
    """

    step_id: str
    kind: StepKind
    step: Annotated[str, Field(min_length=1, max_length=100)] | None = None
    started_on: date
    post_id: str
    acted_as: ActedAs
    officer: StaffRef
    takes_n: Units | None = None
    takes_unit: LimitUnit | None = None


class HearingHeld(Event):
    """A hearing (听证) was over on `held_on`; with it `clock-resumed`, unless it counts."""

    step_id: str
    held_on: date
    finding: Finding
    post_id: str
    acted_as: ActedAs
    officer: StaffRef

    def effective_at(self) -> datetime:
        """The beginning of its day."""
        return start_of(self.held_on)


class ExpertReviewed(Event):
    """A review by experts (专家评审) was over on `reviewed_on`; with it `clock-resumed`, unless it counts."""

    step_id: str
    reviewed_on: date
    finding: Finding
    post_id: str
    acted_as: ActedAs
    officer: StaffRef

    def effective_at(self) -> datetime:
        """The beginning of its day."""
        return start_of(self.reviewed_on)


class StepCompleted(Event):
    """Another special step was over on `completed_on`; with it `clock-resumed`, unless it counts."""

    step_id: str
    completed_on: date
    finding: Finding
    post_id: str
    acted_as: ActedAs
    officer: StaffRef

    def effective_at(self) -> datetime:
        """The beginning of its day."""
        return start_of(self.completed_on)


class HouseholdVisitDone(Event):
    """Somebody went to see the household (入户调查); the clocks run on meanwhile. Recorded on that day or later."""

    visit_id: str
    visited_on: date
    finding: Finding
    post_id: str
    acted_as: ActedAs
    officer: StaffRef

    def effective_at(self) -> datetime:
        """The beginning of its day."""
        return start_of(self.visited_on)


class FinanceCheckRequested(Event):
    """The body `of` was asked to check the household's means (家庭经济状况核对); the clocks run on meanwhile."""

    request_id: str
    of: BodyRef
    post_id: str
    acted_as: ActedAs
    officer: StaffRef


class FinanceCheckReturned(Event):
    """The body that was asked told what its check of the means gave."""

    request_id: str
    result: FinanceResult
    finding: Finding | None = None
    returned_by: StaffRef


class DepartmentQueried(Event):
    """Another department was asked (部门征询); with it `clock-suspended`, where it is the first query of the case."""

    request_id: str
    department: BodyRef
    question: Finding
    post_id: str
    acted_as: ActedAs
    officer: StaffRef


class DepartmentReplied(Event):
    """The department answered; with it `clock-resumed`, unless the clocks have run on by themselves before."""

    request_id: str
    answer: Finding
    replied_by: StaffRef


CaseInquiryEvent = (
    StepStarted
    | HearingHeld
    | ExpertReviewed
    | StepCompleted
    | HouseholdVisitDone
    | FinanceCheckRequested
    | FinanceCheckReturned
    | DepartmentQueried
    | DepartmentReplied
)
