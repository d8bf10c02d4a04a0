"""The inquiries of a case (调查核实): special steps, home visits, finance checks, queries to other departments.

Invariants: of each kind of step one is open at most, of checks and of queries one · a department is asked once · only
the first query of a case stops the clocks · what was asked is answered once, by the body that was asked.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import assert_never

from shared.contracts.casework.case_inquiry import (
    CaseInquiryEvent,
    DepartmentQueried,
    DepartmentReplied,
    ExpertReviewed,
    FinanceCheckRequested,
    FinanceCheckReturned,
    HearingHeld,
    HouseholdVisitDone,
    StepCompleted,
    StepStarted,
)
from shared.kernel.refusals import CorruptStream

StepEnded = HearingHeld | ExpertReviewed | StepCompleted

# --- state ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class SpecialStepTaken:
    """One special step, and its end if it is over."""

    started: StepStarted
    ended_on: date | None = None


@dataclass(frozen=True, slots=True)
class FinanceCheck:
    """One check of the household's means, and its result if there is one."""

    requested: FinanceCheckRequested
    returned: FinanceCheckReturned | None = None


@dataclass(frozen=True, slots=True)
class DepartmentQuery:
    """One question to another department, and its answer if there is one."""

    queried: DepartmentQueried
    replied: DepartmentReplied | None = None


@dataclass(frozen=True, slots=True)
class Inquiries:
    """All of a case by their ids, in the order in which they began."""

    steps: Mapping[str, SpecialStepTaken] = field(default_factory=dict)
    visits: Mapping[str, HouseholdVisitDone] = field(default_factory=dict)
    checks: Mapping[str, FinanceCheck] = field(default_factory=dict)
    queries: Mapping[str, DepartmentQuery] = field(default_factory=dict)

    @property
    def open_steps(self) -> tuple[StepStarted, ...]:
        """The steps that are not over."""
        return tuple(each.started for each in self.steps.values() if each.ended_on is None)

    @property
    def open_check(self) -> FinanceCheckRequested | None:
        """The check that is not answered."""
        return next((each.requested for each in self.checks.values() if each.returned is None), None)

    @property
    def open_query(self) -> DepartmentQueried | None:
        """The query that is not answered."""
        return next((each.queried for each in self.queries.values() if each.replied is None), None)

    @property
    def open(self) -> tuple[str, ...]:
        """The ids of all that is not over or not answered."""
        asked = (self.open_check, self.open_query)
        return (*(each.step_id for each in self.open_steps), *(each.request_id for each in asked if each is not None))


def evolve(inquiries: Inquiries, event: CaseInquiryEvent) -> Inquiries:
    """Apply one recorded fact. Total: facts are not refused."""
    match event:
        case StepStarted():
            return _with_step(inquiries, SpecialStepTaken(event))
        case HearingHeld() | ExpertReviewed() | StepCompleted():
            step = inquiries.steps.get(event.step_id)
            if step is None or step.ended_on is not None:
                raise CorruptStream(f"step {event.step_id} is not open")
            return _with_step(inquiries, replace(step, ended_on=day_of_end(event)))
        case HouseholdVisitDone():
            return replace(inquiries, visits={**inquiries.visits, event.visit_id: event})
        case FinanceCheckRequested():
            return _with_check(inquiries, FinanceCheck(event))
        case FinanceCheckReturned():
            check = inquiries.checks.get(event.request_id)
            if check is None or check.returned is not None:
                raise CorruptStream(f"finance check {event.request_id} is not open")
            return _with_check(inquiries, replace(check, returned=event))
        case DepartmentQueried():
            return _with_query(inquiries, DepartmentQuery(event))
        case DepartmentReplied():
            query = inquiries.queries.get(event.request_id)
            if query is None or query.replied is not None:
                raise CorruptStream(f"query {event.request_id} is not open")
            return _with_query(inquiries, replace(query, replied=event))
        case _:
            assert_never(event)


def day_of_end(ended: StepEnded) -> date:
    """The day on which a special step was over, whatever its kind calls it."""
    match ended:
        case HearingHeld():
            return ended.held_on
        case ExpertReviewed():
            return ended.reviewed_on
        case StepCompleted():
            return ended.completed_on
        case _:
            assert_never(ended)


def _with_step(inquiries: Inquiries, step: SpecialStepTaken) -> Inquiries:
    return replace(inquiries, steps={**inquiries.steps, step.started.step_id: step})


def _with_check(inquiries: Inquiries, check: FinanceCheck) -> Inquiries:
    return replace(inquiries, checks={**inquiries.checks, check.requested.request_id: check})


def _with_query(inquiries: Inquiries, query: DepartmentQuery) -> Inquiries:
    return replace(inquiries, queries={**inquiries.queries, query.queried.request_id: query})
