"""Rectification (整改): what a subject puts right after its appraisal; the aggregate's id is the appraisal's.

Invariants: it is ordered once, of a result that counts · the subject itself answers, and others check · what was late
stays told to be late, and may still be done.
"""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Annotated, ClassVar, assert_never

from pydantic import Field

from services.councils.domain.appraisal_result import counts
from services.councils.domain.appraisal_rules import barred_from_subject
from services.councils.domain.appraisal_state import NotOpened, appraisal_of
from services.councils.domain.calendar_days import last_of
from services.councils.domain.mandate import of_another_community
from shared.contracts.councils.appraisal import BodyId, SubjectKind
from shared.contracts.councils.rectification import (
    RectificationAccepted,
    RectificationEvent,
    RectificationNotAccepted,
    RectificationOrdered,
    RectificationStep,
    RectificationStepMissed,
    RectificationSubmitted,
)
from shared.kernel.decider import Context, Decider
from shared.kernel.instants import start_of
from shared.kernel.messages import Command
from shared.kernel.personal import Personal
from shared.kernel.refusals import Conflict, CorruptStream, Forbidden, Refusal, Unknown

CENTRE_ANSWER_WD, ANSWER_WD = "appraisal.centre_answer_wd", "report.rectification_wd"
PUBLIC_CD, RECHECK_CD = "appraisal.centre_answer_published_cd", "report.recheck_cd"
_DAY = timedelta(days=1)

# --- state ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class NotOrdered:
    """Nothing is to be put right."""


@dataclass(frozen=True, slots=True)
class Ordered:
    """The subject owes its answer."""

    order: RectificationOrdered
    due_on: date
    missed: Set[tuple[RectificationStep, date]] = frozenset()


@dataclass(frozen=True, slots=True)
class Submitted:
    """The answer is there and to be checked."""

    order: RectificationOrdered
    answer: RectificationSubmitted
    missed: Set[tuple[RectificationStep, date]] = frozenset()


@dataclass(frozen=True, slots=True)
class Accepted:
    """Terminal: it was put right."""

    order: RectificationOrdered
    answer: RectificationSubmitted


Rectification = NotOrdered | Ordered | Submitted | Accepted


def evolve(rectification: Rectification, event: RectificationEvent) -> Rectification:
    """Apply one recorded fact."""
    match event, rectification:
        case RectificationOrdered(), NotOrdered():
            return Ordered(event, event.answer_due_on)
        case RectificationSubmitted(), Ordered():
            return Submitted(rectification.order, event, rectification.missed)
        case RectificationNotAccepted(), Submitted():
            return Ordered(rectification.order, event.answer_due_on, rectification.missed)
        case RectificationAccepted(), Submitted():
            return Accepted(rectification.order, rectification.answer)
        case RectificationStepMissed(), Ordered() | Submitted():
            return replace(rectification, missed=rectification.missed | {(event.step, event.due_on)})
        case _:
            raise CorruptStream("a rectification went on that was not at that point")


# --- commands and refusals --------------------------------------------------


class OrderRectification(Command):
    """Let the subject put right what its appraisal found; the decision is given the appraisal."""

    appraisal_id: BodyId


class SubmitRectification(Command):
    """Answer with what will be put right: a member in sealed words, a centre or a unit in public ones."""

    sealed_plan: Personal[str] | None = None
    plan: Annotated[str, Field(min_length=1, max_length=2000)] | None = None


class CheckRectification(Command):
    """Enter what the re-check found."""

    accepted: bool


class MissRectification(Command):
    """The last day for the next step is over."""


RectificationCommand = OrderRectification | SubmitRectification | CheckRectification | MissRectification


@dataclass(frozen=True, slots=True)
class RectificationUnknown(Unknown):
    """Nothing is to be put right."""

    slug: ClassVar[str] = "rectification-unknown"
    zh: ClassVar[str] = "没有该整改事项"
    en: ClassVar[str] = "There is no such rectification"


@dataclass(frozen=True, slots=True)
class ResultDoesNotCount(Conflict):
    """Nothing is ordered of a result that does not count yet."""

    slug: ClassVar[str] = "result-does-not-count"
    zh: ClassVar[str] = "评议考核结果尚未生效"
    en: ClassVar[str] = "The result does not count yet"


@dataclass(frozen=True, slots=True)
class OwnRectification(Forbidden):
    """Nobody checks what they put right themselves."""

    slug: ClassVar[str] = "own-rectification"
    zh: ClassVar[str] = "不得复查本人的整改"
    en: ClassVar[str] = "Nobody checks their own rectification"


@dataclass(frozen=True, slots=True)
class RectificationAnswered(Conflict):
    """The answer is there."""

    slug: ClassVar[str] = "rectification-answered"
    zh: ClassVar[str] = "整改清单已提交"
    en: ClassVar[str] = "The answer is there"
    submitted_on: date


@dataclass(frozen=True, slots=True)
class RectificationNotAnswered(Conflict):
    """There is no answer to check."""

    slug: ClassVar[str] = "rectification-not-answered"
    zh: ClassVar[str] = "整改清单尚未提交"
    en: ClassVar[str] = "There is no answer to check"


@dataclass(frozen=True, slots=True)
class RectificationNotDue(Conflict):
    """There is still time."""

    slug: ClassVar[str] = "rectification-not-due"
    zh: ClassVar[str] = "整改期限尚未届满"
    en: ClassVar[str] = "There is still time"


# --- decisions --------------------------------------------------------------

Facts = list[RectificationEvent] | Refusal


def decide(command: RectificationCommand, rectification: Rectification, context: Context) -> Facts:
    """Answer a command with facts or a refusal; no facts means that it already took effect."""
    if isinstance(command, OrderRectification):
        return _order(command, rectification, context)
    if isinstance(rectification, NotOrdered):
        return RectificationUnknown()
    if (barred := of_another_community(context.actor, rectification.order.community_id)) is not None:
        return barred
    match command:
        case SubmitRectification():
            return _submit(command, rectification, context)
        case CheckRectification():
            return _check(command, rectification, context)
        case MissRectification():
            return _miss(rectification, context)
        case _:
            assert_never(command)


def _order(command: OrderRectification, rectification: Rectification, context: Context) -> Facts:
    if not isinstance(rectification, NotOrdered):
        return []
    appraisal = appraisal_of(context, command.appraisal_id)
    if isinstance(appraisal, NotOpened) or not counts(appraisal, context):
        return ResultDoesNotCount()
    opened = appraisal.file.opened
    if (barred := of_another_community(context.actor, opened.community_id)) is not None:
        return barred
    return [
        RectificationOrdered(
            subject_kind=opened.subject_kind,
            subject_id=opened.subject_id,
            committee_id=opened.committee_id,
            community_id=opened.community_id,
            ordered_on=context.today,
            answer_due_on=_answer_due(opened.subject_kind, context),
        )
    ]


def _answer_due(kind: SubjectKind, context: Context) -> date:
    key = CENTRE_ANSWER_WD if kind is SubjectKind.SERVICE_CENTRE else ANSWER_WD
    return context.calendar.nth_working_day_after(context.today, context.policy.whole(key, context.today))


def _submit(command: SubmitRectification, rectification: Ordered | Submitted | Accepted, context: Context) -> Facts:
    order = rectification.order
    if (barred := barred_from_subject(order.subject_kind, order.subject_id, context)) is not None:
        return barred
    if not isinstance(rectification, Ordered):
        # Sealed words cannot be compared: a member's answer again is the same answer.
        same = rectification.answer.plan == command.plan
        return [] if same else RectificationAnswered(rectification.answer.submitted_on)
    policy, today, calendar = context.policy, context.today, context.calendar
    return [
        *_missed(rectification, context),
        RectificationSubmitted(
            sealed_plan=command.sealed_plan,
            plan=command.plan,
            submitted_on=today,
            public_until_on=last_of(policy.whole(PUBLIC_CD, today), today, calendar),
            recheck_due_on=last_of(policy.whole(RECHECK_CD, today), today, calendar),
        ),
    ]


def _check(command: CheckRectification, rectification: Ordered | Submitted | Accepted, context: Context) -> Facts:
    if context.actor.id == rectification.order.subject_id:
        return OwnRectification()
    if isinstance(rectification, Accepted) and command.accepted:
        return []
    if not isinstance(rectification, Submitted):
        return RectificationNotAnswered()
    missed = _missed(rectification, context)
    if command.accepted:
        return [*missed, RectificationAccepted(checked_on=context.today)]
    due_on = _answer_due(rectification.order.subject_kind, context)
    return [*missed, RectificationNotAccepted(checked_on=context.today, answer_due_on=due_on)]


# --- what becomes due -------------------------------------------------------


def rectification_due(rectification: Rectification, _context: Context) -> datetime | None:
    """The first instant after the last day for the next step; None where none is owed, or it was told to be late."""
    found = _owed(rectification)
    return None if found is None else start_of(found[1] + _DAY)


def _owed(rectification: Rectification) -> tuple[RectificationStep, date] | None:
    match rectification:
        case Ordered():
            owed = RectificationStep.ANSWER, rectification.due_on
        case Submitted():
            owed = RectificationStep.RECHECK, rectification.answer.recheck_due_on
        case _:
            return None
    return None if owed in rectification.missed else owed


def _miss(rectification: Rectification, context: Context) -> Facts:
    due_at = rectification_due(rectification, context)
    still_time = due_at is not None and due_at > context.now
    return RectificationNotDue() if still_time else _missed(rectification, context)


def _missed(rectification: Rectification, context: Context) -> list[RectificationEvent]:
    """That the last day has passed, also where somebody acts before the timer has looked."""
    owed, due_at = _owed(rectification), rectification_due(rectification, context)
    if owed is None or due_at is None or due_at > context.now:
        return []
    return [RectificationStepMissed(step=owed[0], due_on=owed[1], fell_due_at=due_at)]


RECTIFICATION: Decider[Rectification, RectificationCommand, RectificationEvent] = Decider(
    "rectification", NotOrdered(), evolve, decide, RectificationEvent
)
