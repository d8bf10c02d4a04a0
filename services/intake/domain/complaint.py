"""Complaint (投诉) of an applicant about how their application is handled.

Invariants: it is answered once, by the centre that it is about, and not by whom it is about: the director answers ·
a missed answer stays missed, and may still be given.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import ClassVar, assert_never

from services.intake.domain.application import APPLICATION
from services.intake.domain.application_refusals import ApplicationUnknown
from services.intake.domain.application_state import NotReceived
from shared.contracts.intake.complaint import (
    ComplaintAnswered,
    ComplaintAnswerMissed,
    ComplaintEvent,
    ComplaintFiled,
)
from shared.kernel.decider import Context, Decider
from shared.kernel.instants import start_of
from shared.kernel.messages import Command
from shared.kernel.personal import Personal
from shared.kernel.refusals import Conflict, Forbidden, Refusal, Unknown

ANSWER_WD = "complaint.answer_wd"

# --- state ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class NotFiled:
    """Nobody has complained."""


@dataclass(frozen=True, slots=True)
class Filed:
    """To be answered; `missed` once the last day was over."""

    filed: ComplaintFiled
    missed: bool = False


@dataclass(frozen=True, slots=True)
class Answered:
    """Terminal."""

    filed: ComplaintFiled
    upheld: bool


Complaint = NotFiled | Filed | Answered


def evolve(complaint: Complaint, event: ComplaintEvent) -> Complaint:
    """Apply one recorded fact. Total: facts are not refused."""
    match event:
        case ComplaintFiled():
            return Filed(event)
        case ComplaintAnswered():
            return Answered(complaint.filed, event.upheld) if isinstance(complaint, Filed) else complaint
        case ComplaintAnswerMissed():
            return replace(complaint, missed=True) if isinstance(complaint, Filed) else complaint
        case _:
            assert_never(event)


# --- commands and refusals --------------------------------------------------


class FileComplaint(Command):
    """Complain about an application's handling; the decision is given the application."""

    application_id: str
    text: Personal[str]


class AnswerComplaint(Command):
    """Answer for the centre."""

    answer: Personal[str]
    upheld: bool


class MissComplaintAnswer(Command):
    """The last day for the answer is over."""


ComplaintCommand = FileComplaint | AnswerComplaint | MissComplaintAnswer


@dataclass(frozen=True, slots=True)
class ComplaintUnknown(Unknown):
    """There is no such complaint."""

    slug: ClassVar[str] = "complaint-unknown"
    zh: ClassVar[str] = "投诉不存在"
    en: ClassVar[str] = "There is no such complaint"


@dataclass(frozen=True, slots=True)
class ComplaintAlreadyAnswered(Conflict):
    """It was answered otherwise."""

    slug: ClassVar[str] = "complaint-already-answered"
    zh: ClassVar[str] = "投诉已答复"
    en: ClassVar[str] = "The complaint has been answered"


@dataclass(frozen=True, slots=True)
class ComplaintOfOtherCentre(Forbidden):
    """Another centre's director answers it."""

    slug: ClassVar[str] = "complaint-of-other-centre"
    zh: ClassVar[str] = "该投诉由其他中心处理"
    en: ClassVar[str] = "Another centre answers this complaint"


@dataclass(frozen=True, slots=True)
class ComplaintAnswerNotDue(Conflict):
    """There is still time to answer."""

    slug: ClassVar[str] = "complaint-answer-not-due"
    zh: ClassVar[str] = "投诉答复期限尚未届满"
    en: ClassVar[str] = "There is still time to answer"


# --- decisions --------------------------------------------------------------


def decide(command: ComplaintCommand, complaint: Complaint, context: Context) -> list[ComplaintEvent] | Refusal:
    """Answer a command with facts or a refusal; no facts means that it already took effect."""
    if isinstance(command, FileComplaint):
        return _file(command, complaint, context)
    if isinstance(complaint, NotFiled):
        return ComplaintUnknown()
    match command:
        case AnswerComplaint():
            return _answer(command, complaint, context)
        case MissComplaintAnswer():
            return _miss(complaint, context)
        case _:
            assert_never(command)


def _file(command: FileComplaint, complaint: Complaint, context: Context) -> list[ComplaintEvent] | Refusal:
    if not isinstance(complaint, NotFiled):
        return []
    application = context.look(APPLICATION, command.application_id)
    if isinstance(application, NotReceived):
        return ApplicationUnknown()
    days = context.policy.whole(ANSWER_WD, context.today)
    facts = application.facts
    return [
        ComplaintFiled(
            application_id=command.application_id,
            hall_id=facts.hall_id,
            centre_id=facts.centre_id,
            item_code=facts.item_code,
            complainant=facts.subject,
            text=command.text,
            filed_on=context.today,
            answer_due_on=context.calendar.nth_working_day_after(context.today, days),
        )
    ]


def _answer(command: AnswerComplaint, complaint: Filed | Answered, context: Context) -> list[ComplaintEvent] | Refusal:
    if context.actor.org != complaint.filed.centre_id:
        return ComplaintOfOtherCentre()
    if isinstance(complaint, Answered):
        # Sealed words cannot be compared: the same finding again is the same answer.
        return [] if complaint.upheld is command.upheld else ComplaintAlreadyAnswered()
    return [
        ComplaintAnswered(
            answer=command.answer, upheld=command.upheld, officer=context.actor.id, answered_on=context.today
        )
    ]


def complaint_answer_due(complaint: Complaint, _context: Context) -> datetime | None:
    """The first instant after the last day for the answer; None where it was given or missed."""
    if not isinstance(complaint, Filed) or complaint.missed:
        return None
    return start_of(complaint.filed.answer_due_on + timedelta(days=1))


def _miss(complaint: Filed | Answered, context: Context) -> list[ComplaintEvent] | Refusal:
    due_at = complaint_answer_due(complaint, context)
    if due_at is None or isinstance(complaint, Answered):
        return []
    if due_at > context.now:
        return ComplaintAnswerNotDue()
    return [ComplaintAnswerMissed(due_on=complaint.filed.answer_due_on, fell_due_at=due_at)]


COMPLAINT: Decider[Complaint, ComplaintCommand, ComplaintEvent] = Decider(
    "complaint", NotFiled(), evolve, decide, ComplaintEvent
)
