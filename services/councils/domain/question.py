"""Question (质询) that a committee puts to the public service centre of its community, and the centre's answer.

Invariants: a committee asks the centre of its own community · the centre itself answers, once · a missed answer stays
missed, and may still be given.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Annotated, ClassVar, assert_never

from pydantic import Field

from services.councils.domain.committee import COMMITTEE, Assigned, not_standing
from services.councils.domain.community import COMMUNITY, Community
from services.councils.domain.offices import of_committee
from services.councils.domain.types import CommitteeId
from shared.contracts.councils.community import CentreKind
from shared.contracts.councils.question import QuestionAnswered, QuestionAnswerMissed, QuestionEvent, QuestionPut
from shared.contracts.councils.resolution import Words
from shared.kernel.actors import Role
from shared.kernel.decider import Context, Decider
from shared.kernel.instants import start_of
from shared.kernel.messages import Command
from shared.kernel.refusals import Conflict, CorruptStream, Forbidden, Refusal, Unacceptable, Unknown

ANSWER_WD = "question.answer_wd"
_DAY = timedelta(days=1)

# --- state ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class NotPut:
    """Nobody has asked."""


@dataclass(frozen=True, slots=True)
class Put:
    """To be answered; `missed` once the last day was over."""

    put: QuestionPut
    missed: bool = False


@dataclass(frozen=True, slots=True)
class Answered:
    """Terminal."""

    put: QuestionPut
    answer: QuestionAnswered


Question = NotPut | Put | Answered


def evolve(question: Question, event: QuestionEvent) -> Question:
    """Apply one recorded fact."""
    match event, question:
        case QuestionPut(), NotPut():
            return Put(event)
        case QuestionAnswered(), Put():
            return Answered(question.put, event)
        case QuestionAnswerMissed(), Put():
            return replace(question, missed=True)
        case _:
            raise CorruptStream("a question went on that was not at that point")


# --- commands and refusals --------------------------------------------------


class PutQuestion(Command):
    """Ask the centre; the decision is given the committee and its community."""

    committee_id: Annotated[CommitteeId, Field(min_length=1, max_length=80)]
    question: Words


class AnswerQuestion(Command):
    """Answer for the centre."""

    answer: Words


class MissAnswer(Command):
    """The last day for the answer is over."""


QuestionCommand = PutQuestion | AnswerQuestion | MissAnswer


@dataclass(frozen=True, slots=True)
class QuestionUnknown(Unknown):
    """There is no such question."""

    slug: ClassVar[str] = "question-unknown"
    zh: ClassVar[str] = "质询不存在"
    en: ClassVar[str] = "There is no such question"


@dataclass(frozen=True, slots=True)
class NoCentreToAsk(Unacceptable):
    """The committee belongs to no community, or that has no public service centre."""

    slug: ClassVar[str] = "no-centre-to-ask"
    zh: ClassVar[str] = "该委员会所属社区没有公共服务中心"
    en: ClassVar[str] = "The committee's community has no public service centre"


@dataclass(frozen=True, slots=True)
class QuestionToOtherCentre(Forbidden):
    """Another centre was asked."""

    slug: ClassVar[str] = "question-to-other-centre"
    zh: ClassVar[str] = "该质询由其他中心答复"
    en: ClassVar[str] = "Another centre was asked"


@dataclass(frozen=True, slots=True)
class AnsweredOtherwise(Conflict):
    """It was answered in other words."""

    slug: ClassVar[str] = "question-answered"
    zh: ClassVar[str] = "质询已答复"
    en: ClassVar[str] = "The question was answered"
    answered_on: date


@dataclass(frozen=True, slots=True)
class AnswerNotDue(Conflict):
    """There is still time to answer."""

    slug: ClassVar[str] = "question-answer-not-due"
    zh: ClassVar[str] = "质询答复期限尚未届满"
    en: ClassVar[str] = "There is still time to answer"


# --- decisions --------------------------------------------------------------

Facts = list[QuestionEvent] | Refusal


def decide(command: QuestionCommand, question: Question, context: Context) -> Facts:
    """Answer a command with facts or a refusal; no facts means that it already took effect."""
    if isinstance(command, PutQuestion):
        return _put(command, question, context)
    if isinstance(question, NotPut):
        return QuestionUnknown()
    match command:
        case AnswerQuestion():
            return _answer(command, question, context)
        case MissAnswer():
            return _miss(question, context)
        case _:
            assert_never(command)


def _put(command: PutQuestion, question: Question, context: Context) -> Facts:
    if not isinstance(question, NotPut):
        return []
    if (barred := of_committee(command.committee_id, context)) is not None:
        return barred
    committee = context.look(COMMITTEE, command.committee_id)
    if not isinstance(committee, Assigned):
        return NoCentreToAsk()
    if (refusal := not_standing(committee)) is not None:
        return refusal
    community_id = committee.last.community_id
    community = context.look(COMMUNITY, community_id)
    if not isinstance(community, Community) or CentreKind.PUBLIC_SERVICE not in community.centres:
        return NoCentreToAsk()
    return [
        QuestionPut(
            committee_id=command.committee_id,
            centre_id=community.centres[CentreKind.PUBLIC_SERVICE].centre_id,
            community_id=community_id,
            question=command.question,
            put_on=context.today,
            answer_due_on=_answer_due(context),
        )
    ]


def _answer_due(context: Context) -> date:
    days = context.policy.whole(ANSWER_WD, context.today)
    return context.calendar.nth_working_day_after(context.today, days)


def _answer(command: AnswerQuestion, question: Put | Answered, context: Context) -> Facts:
    if context.actor.role is Role.CENTRE_DIRECTOR and context.actor.org != question.put.centre_id:
        return QuestionToOtherCentre()
    if isinstance(question, Answered):
        same = question.answer.answer == command.answer
        return [] if same else AnsweredOtherwise(question.answer.answered_on)
    return [*_missed(question, context), QuestionAnswered(answer=command.answer, answered_on=context.today)]


# --- what becomes due -------------------------------------------------------


def question_due(question: Question, _context: Context) -> datetime | None:
    """The first instant after the last day for the answer; None where it was given or missed."""
    if not isinstance(question, Put) or question.missed:
        return None
    return start_of(question.put.answer_due_on + _DAY)


def _miss(question: Put | Answered, context: Context) -> Facts:
    due_at = question_due(question, context)
    return AnswerNotDue() if due_at is not None and due_at > context.now else _missed(question, context)


def _missed(question: Put | Answered, context: Context) -> list[QuestionEvent]:
    """That the last day has passed, also where somebody acts before the timer has looked."""
    due_at = question_due(question, context)
    if due_at is None or due_at > context.now:
        return []
    return [QuestionAnswerMissed(due_on=question.put.answer_due_on, fell_due_at=due_at)]


QUESTION: Decider[Question, QuestionCommand, QuestionEvent] = Decider(
    "question", NotPut(), evolve, decide, QuestionEvent
)
