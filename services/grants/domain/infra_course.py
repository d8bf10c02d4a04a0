"""The course of an infrastructure project, as a question: is it on course, and was it carried on from the year before.

On course (进展顺利) is no word of anybody's but what the planned days say: whatever was to be reached by then was.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from services.grants.domain.infra_project_state import ORDER
from shared.contracts.grants.infra_project import InfraStage, StageDay


class InfraStatus(StrEnum):
    """Where a project stands: at a stage, resting, or given up."""

    PLANNED = "PLANNED"
    SITE_SELECTED = "SITE_SELECTED"
    CONTRACT_SIGNED = "CONTRACT_SIGNED"
    UNDER_CONSTRUCTION = "UNDER_CONSTRUCTION"
    COMPLETED = "COMPLETED"
    ACCEPTED = "ACCEPTED"
    IN_USE = "IN_USE"
    SUSPENDED = "SUSPENDED"
    CANCELLED = "CANCELLED"


AT_STAGE: Mapping[InfraStatus, InfraStage] = {InfraStatus(stage.value): stage for stage in InfraStage}
OVER = frozenset({InfraStatus.COMPLETED, InfraStatus.ACCEPTED, InfraStatus.IN_USE, InfraStatus.CANCELLED})


@dataclass(frozen=True, slots=True)
class Step:
    """A status, and the first day of it."""

    status: InfraStatus
    from_on: date


def status_on(steps: Iterable[Step], on: date) -> InfraStatus | None:
    """The last status that began by the end of a day, of steps in their order; None before the first."""
    begun = [step.status for step in steps if step.from_on <= on]
    return begun[-1] if begun else None


def on_course(schedule: Iterable[StageDay], steps: Iterable[Step], on: date) -> bool | None:
    """Whether each stage that was to be reached before a day has been; None where no day is planned, or it is off."""
    told, planned = [step for step in steps if step.from_on <= on], tuple(schedule)
    if not planned or not told or told[-1].status is InfraStatus.CANCELLED:
        return None
    if told[-1].status is InfraStatus.SUSPENDED:
        return False
    reached = ORDER.index(AT_STAGE[told[-1].status])
    return all(ORDER.index(each.stage) <= reached for each in planned if each.by_on < on)


def continued(steps: Iterable[Step], year: int) -> bool:
    """Whether a project was open when a year began (续建); else it is one of the year."""
    status = status_on(steps, date(year, 1, 1))
    return status is not None and status not in OVER
