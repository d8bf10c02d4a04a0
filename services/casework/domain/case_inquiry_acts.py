"""What examiners do to find out how things are: special steps, home visits, questions to other bodies."""

from __future__ import annotations

from collections.abc import Mapping

from services.casework.domain.case_clocks import item_of, resumed, stops, suspended
from services.casework.domain.case_commands import Work
from services.casework.domain.case_inquiry import SpecialStepTaken, StepEnded
from services.casework.domain.case_inquiry_refusals import (
    AlreadyQueried,
    DayOutsideStep,
    FinanceCheckOpen,
    NotExamining,
    QueryOpen,
    StepNotInGuide,
    StepOpen,
    StepTimeMissing,
    StepUnknown,
    VisitToCome,
)
from services.casework.domain.case_state import Case, Examining, File, OnPostAct, Open
from services.casework.domain.types import GivenOrg, OnPost
from shared.contracts.casework.case_clocks import CaseClockEvent
from shared.contracts.casework.case_inquiry import (
    CaseInquiryEvent,
    DepartmentQueried,
    ExpertReviewed,
    FinanceCheckRequested,
    Finding,
    HearingHeld,
    HouseholdVisitDone,
    StepCompleted,
    StepKind,
    StepStarted,
    Units,
)
from shared.contracts.casework.post import PostKind
from shared.contracts.intake.item import ItemVersion, Name, SpecialStep
from shared.kernel.decider import Context
from shared.kernel.instants import Day
from shared.kernel.limits import LimitUnit
from shared.kernel.messages import Value
from shared.kernel.refusals import Refusal
from shared.kernel.suspensions import SuspensionReason

Told = list[CaseInquiryEvent | CaseClockEvent]

# --- commands ---------------------------------------------------------------


class Takes(Value):
    """How long a step takes, as the applicant is told in writing."""

    n: Units
    unit: LimitUnit


class StartStep(Work):
    """Begin a special step; `step` is its name in the guide, `takes` how long where the guide does not say."""

    step_id: str
    kind: StepKind
    step: Name | None = None
    takes: Takes | None = None


class CompleteStep(Work):
    """Record that a special step was over on a day, today or before, and what it found."""

    step_id: str
    ended_on: Day
    finding: Finding


class RecordVisit(Work):
    """Record what a visit to the household found, on its day or later."""

    visit_id: str
    visited_on: Day
    finding: Finding


class RequestFinanceCheck(Work):
    """Ask the body `of` to check the household's means."""

    request_id: str
    of: GivenOrg


class QueryDepartment(Work):
    """Ask another department."""

    request_id: str
    department: GivenOrg
    question: Finding


# --- what holds a proposal up -----------------------------------------------


def open_inquiries(file: File) -> tuple[str, ...]:
    """The ids of the steps, checks, queries and notices of a case that are not over."""
    return (*file.inquiries.open, *file.notices.open)


def not_examining(case: Case) -> Refusal | None:
    """The refusal of whatever belongs to the examination, when the case is elsewhere."""
    return None if isinstance(case, Examining) else NotExamining(phase=type(case).__name__.lower())


# --- decisions: steps and visits --------------------------------------------


def _start(command: StartStep, case: Open, on: OnPost, context: Context) -> Told | Refusal:
    file = case.file
    if command.step_id in file.inquiries.steps:
        return []
    if refused := not_examining(case) or _open_of(command.kind, file):
        return refused
    item = item_of(file.opened, context)
    guide = _in_guide(command, item)
    if guide is None and (command.step is not None or command.kind is StepKind.SPECIAL_STEP):
        return StepNotInGuide(kind=command.kind)
    started = _started(command, guide, on, context)
    item, reason = _with_only(guide, item), SuspensionReason(command.kind.value)
    if started.takes_n is None and stops(reason, item, context):
        return StepTimeMissing()
    return [started, *suspended(command.step_id, reason, file.clocks, item, context)]


def _open_of(kind: StepKind, file: File) -> Refusal | None:
    return next((StepOpen(step_id=each.step_id) for each in file.inquiries.open_steps if each.kind is kind), None)


def _in_guide(command: StartStep, item: ItemVersion) -> SpecialStep | None:
    """The guide's step of that kind and name; without a name its first, but for steps that only their names tell."""
    of_kind = (step for step in item.special_steps if step.reason.value == command.kind.value)
    if command.step is None and command.kind is StepKind.SPECIAL_STEP:
        return None
    return next((step for step in of_kind if command.step in (None, step.name)), None)


def _with_only(step: SpecialStep | None, item: ItemVersion) -> ItemVersion:
    """The item for the clocks: of several steps of one kind, the one that is taken says whether it counts."""
    return item if step is None else item.model_copy(update={"special_steps": (step,)})


def _started(command: StartStep, guide: SpecialStep | None, on: OnPost, context: Context) -> StepStarted:
    told = command.takes
    if guide is not None and guide.n is not None and guide.unit is not None:
        told = Takes(n=guide.n, unit=guide.unit)
    return StepStarted(
        step_id=command.step_id,
        kind=command.kind,
        step=guide.name if guide else None,
        started_on=context.today,
        post_id=on.post_id,
        acted_as=on.acted_as,
        officer=on.officer,
        takes_n=told.n if told else None,
        takes_unit=told.unit if told else None,
    )


def _complete(command: CompleteStep, case: Open, on: OnPost, context: Context) -> Told | Refusal:
    file = case.file
    step = file.inquiries.steps.get(command.step_id)
    if step is None:
        return StepUnknown()
    if step.ended_on is not None:
        return []
    if not step.started.started_on <= command.ended_on <= context.today:
        return DayOutsideStep(first=step.started.started_on, last=context.today)
    item = item_of(file.opened, context)
    return [
        _ended(command, step, on),
        *resumed(command.step_id, command.ended_on, file.clocks, item, context),
    ]


def _ended(command: CompleteStep, step: SpecialStepTaken, on: OnPost) -> StepEnded:
    by = {"post_id": on.post_id, "acted_as": on.acted_as, "officer": on.officer}
    told = {"step_id": command.step_id, "finding": command.finding, **by}
    match step.started.kind:
        case StepKind.HEARING:
            return HearingHeld.model_validate({**told, "held_on": command.ended_on})
        case StepKind.EXPERT_REVIEW:
            return ExpertReviewed.model_validate({**told, "reviewed_on": command.ended_on})
        case _:
            return StepCompleted.model_validate({**told, "completed_on": command.ended_on})


def _visit(command: RecordVisit, case: Open, on: OnPost, context: Context) -> Told | Refusal:
    if command.visit_id in case.file.inquiries.visits:
        return []
    if refused := not_examining(case):
        return refused
    if command.visited_on > context.today:
        return VisitToCome()
    return [
        HouseholdVisitDone(
            visit_id=command.visit_id,
            visited_on=command.visited_on,
            finding=command.finding,
            post_id=on.post_id,
            acted_as=on.acted_as,
            officer=on.officer,
        )
    ]


# --- decisions: questions to other bodies -----------------------------------


def _check_means(command: RequestFinanceCheck, case: Open, on: OnPost, _context: Context) -> Told | Refusal:
    inquiries = case.file.inquiries
    if command.request_id in inquiries.checks:
        return []
    if refused := not_examining(case):
        return refused
    if inquiries.open_check is not None:
        return FinanceCheckOpen(request_id=inquiries.open_check.request_id)
    return [
        FinanceCheckRequested(
            request_id=command.request_id,
            of=command.of,
            post_id=on.post_id,
            acted_as=on.acted_as,
            officer=on.officer,
        )
    ]


def _query(command: QueryDepartment, case: Open, on: OnPost, context: Context) -> Told | Refusal:
    file = case.file
    if command.request_id in file.inquiries.queries:
        return []
    if refused := not_examining(case) or _asked_before(command.department, file):
        return refused
    queried = DepartmentQueried(
        request_id=command.request_id,
        department=command.department,
        question=command.question,
        post_id=on.post_id,
        acted_as=on.acted_as,
        officer=on.officer,
    )
    if file.inquiries.queries:
        # A chain of queries would gain time without end: only the first stops the clocks.
        return [queried]
    item, query = item_of(file.opened, context), SuspensionReason.CROSS_DEPARTMENT_QUERY
    return [queried, *suspended(command.request_id, query, file.clocks, item, context)]


def _asked_before(department: str, file: File) -> Refusal | None:
    asked = (each.queried for each in file.inquiries.queries.values())
    before = next((each for each in asked if each.department == department), None)
    if before is not None:
        return AlreadyQueried(request_id=before.request_id)
    waiting = file.inquiries.open_query
    return None if waiting is None else QueryOpen(request_id=waiting.request_id)


ACTS: Mapping[type[Work], OnPostAct] = {
    StartStep: OnPostAct(PostKind.EXAMINATION, _start),
    CompleteStep: OnPostAct(PostKind.EXAMINATION, _complete),
    RecordVisit: OnPostAct(PostKind.EXAMINATION, _visit),
    RequestFinanceCheck: OnPostAct(PostKind.EXAMINATION, _check_means),
    QueryDepartment: OnPostAct(PostKind.EXAMINATION, _query),
}
