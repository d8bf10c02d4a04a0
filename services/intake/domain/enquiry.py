"""Enquiry (咨询): a question, and the one person who owes its answer (首问负责制).

Invariants: who was asked first owns it until somebody else does by name · only the owner hands over, answers and
closes · the last day is set once: a hand-over moves it by nothing · that it passed without an answer is recorded once.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Annotated, ClassVar, assert_never

from pydantic import Field

from services.intake.domain.hall import HALL, Hall, HallUnknown
from services.intake.domain.types import HallId
from shared.contracts.intake.appointment import Contact
from shared.contracts.intake.enquiry import (
    EnquiryAnswered,
    EnquiryAnswerMissed,
    EnquiryClosed,
    EnquiryEvent,
    EnquiryHandedOver,
    EnquiryOpened,
)
from shared.kernel.decider import Context, Decider
from shared.kernel.instants import start_of
from shared.kernel.messages import Command
from shared.kernel.personal import Personal, SubjectRef
from shared.kernel.refusals import Conflict, CorruptStream, Forbidden, Refusal, Unknown

DAYS = "enquiry.days"
COMPLEX_DAYS = "enquiry.complex_days"

# --- state ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Facts:
    """What every enquiry has: `owners` are all who owned it, the present one last; `asked_by` refers to who asked."""

    hall_id: str
    asked_by: str
    owners: tuple[str, ...]
    answer_due_on: date

    @property
    def owner(self) -> str:
        """Who owes the answer now."""
        return self.owners[-1]


@dataclass(frozen=True, slots=True)
class NotOpened:
    """Before anybody asked."""


@dataclass(frozen=True, slots=True)
class Unanswered:
    """The answer is owed; `missed` once its last day has passed."""

    facts: Facts
    missed: bool = False


@dataclass(frozen=True, slots=True)
class Answered:
    """The answer is there for who asked."""

    facts: Facts


@dataclass(frozen=True, slots=True)
class Closed:
    """Terminal."""

    facts: Facts


Enquiry = NotOpened | Unanswered | Answered | Closed


def evolve(enquiry: Enquiry, event: EnquiryEvent) -> Enquiry:
    """Apply one recorded fact."""
    match event, enquiry:
        case EnquiryOpened(), NotOpened():
            return Unanswered(Facts(event.hall_id, event.asked_by, (event.owner,), event.answer_due_on))
        case EnquiryHandedOver(), Unanswered():
            return replace(enquiry, facts=replace(enquiry.facts, owners=(*enquiry.facts.owners, event.to)))
        case EnquiryAnswerMissed(), Unanswered():
            return replace(enquiry, missed=True)
        case EnquiryAnswered(), Unanswered():
            return Answered(enquiry.facts)
        case EnquiryClosed(), Answered():
            return Closed(enquiry.facts)
        case _:
            raise CorruptStream(f"{type(event).__name__} of an enquiry that is {type(enquiry).__name__}")


# --- commands and refusals --------------------------------------------------


class OpenEnquiry(Command):
    """Take a question: who does owns it."""

    hall_id: HallId
    asked_by: SubjectRef
    question: Personal[str]
    contact: Personal[Contact] | None
    complex: bool


class HandOverEnquiry(Command):
    """Let a named person own it."""

    to: Annotated[str, Field(pattern=r"^[A-Za-z0-9._:-]{1,64}$")]
    note: Personal[str] | None


class AnswerEnquiry(Command):
    """Give the answer."""

    answer: Personal[str]


class CloseEnquiry(Command):
    """Nothing more is to be done."""


class MissAnswer(Command):
    """The last day has passed."""


OwnerCommand = HandOverEnquiry | AnswerEnquiry | CloseEnquiry
EnquiryCommand = OpenEnquiry | OwnerCommand | MissAnswer


@dataclass(frozen=True, slots=True)
class EnquiryUnknown(Unknown):
    """There is no such enquiry."""

    slug: ClassVar[str] = "enquiry-unknown"
    zh: ClassVar[str] = "咨询不存在"
    en: ClassVar[str] = "There is no such enquiry"


@dataclass(frozen=True, slots=True)
class NotTheEnquiryOwner(Forbidden):
    """The answer is owed by `owner`, and by nobody else."""

    slug: ClassVar[str] = "not-the-enquiry-owner"
    zh: ClassVar[str] = "该咨询由首问（或接手）责任人负责，您不是责任人"
    en: ClassVar[str] = "Only who owns the enquiry goes on with it"
    owner: str


@dataclass(frozen=True, slots=True)
class EnquiryIsAnswered(Conflict):
    """What is answered is not handed over any more."""

    slug: ClassVar[str] = "enquiry-answered"
    zh: ClassVar[str] = "该咨询已答复"
    en: ClassVar[str] = "The enquiry was answered"


@dataclass(frozen=True, slots=True)
class EnquiryNotAnswered(Conflict):
    """What is not answered is not closed."""

    slug: ClassVar[str] = "enquiry-not-answered"
    zh: ClassVar[str] = "该咨询尚未答复"
    en: ClassVar[str] = "The enquiry was not answered"


@dataclass(frozen=True, slots=True)
class AnswerNotMissed(Conflict):
    """The owner still has time."""

    slug: ClassVar[str] = "answer-not-missed"
    zh: ClassVar[str] = "答复期限尚未届满"
    en: ClassVar[str] = "The last day for the answer has not passed"


# --- decisions --------------------------------------------------------------


def decide(command: EnquiryCommand, enquiry: Enquiry, context: Context) -> list[EnquiryEvent] | Refusal:
    """Answer a command with facts or a refusal; no facts means that it already took effect."""
    if isinstance(command, OpenEnquiry):
        return _open(command, enquiry, context)
    if isinstance(enquiry, NotOpened):
        return EnquiryUnknown()
    match command:
        case MissAnswer():
            due_at = answer_due(enquiry, context)
            return AnswerNotMissed() if due_at is not None and due_at > context.now else _missed(enquiry, context)
        case HandOverEnquiry():
            return _hand_over(command, enquiry, context)
        case AnswerEnquiry():
            return _not_by_owner(enquiry, context) or _answer(command, enquiry, context)
        case CloseEnquiry():
            return _not_by_owner(enquiry, context) or _close(enquiry, context)
        case _:
            assert_never(command)


def _open(command: OpenEnquiry, enquiry: Enquiry, context: Context) -> list[EnquiryEvent] | Refusal:
    if not isinstance(enquiry, NotOpened):
        return []
    if not isinstance(context.look(HALL, command.hall_id), Hall):
        return HallUnknown()
    days = context.policy.whole(COMPLEX_DAYS if command.complex else DAYS, context.today)
    return [
        EnquiryOpened(
            hall_id=command.hall_id,
            asked_by=command.asked_by,
            question=command.question,
            contact=command.contact,
            complex=command.complex,
            owner=context.actor.id,
            answer_due_on=context.calendar.nth_working_day_after(context.today, days),
        )
    ]


def _not_by_owner(enquiry: Unanswered | Answered | Closed, context: Context) -> Refusal | None:
    owner = enquiry.facts.owner
    return None if context.actor.id == owner else NotTheEnquiryOwner(owner=owner)


def _hand_over(
    command: HandOverEnquiry, enquiry: Unanswered | Answered | Closed, context: Context
) -> list[EnquiryEvent] | Refusal:
    owners = enquiry.facts.owners
    if command.to == owners[-1] and context.actor.id in owners:
        return []
    if refusal := _not_by_owner(enquiry, context):
        return refusal
    if not isinstance(enquiry, Unanswered):
        return EnquiryIsAnswered()
    return [*_missed(enquiry, context), EnquiryHandedOver(to=command.to, note=command.note)]


def _answer(
    command: AnswerEnquiry, enquiry: Unanswered | Answered | Closed, context: Context
) -> list[EnquiryEvent] | Refusal:
    # Sealed words cannot be compared: an answer in other words is taken for the same one.
    if not isinstance(enquiry, Unanswered):
        return []
    answered = EnquiryAnswered(answer=command.answer, answered_by=context.actor.id)
    return [*_missed(enquiry, context), answered]


def _close(enquiry: Unanswered | Answered | Closed, context: Context) -> list[EnquiryEvent] | Refusal:
    match enquiry:
        case Unanswered():
            return EnquiryNotAnswered()
        case Answered():
            return [EnquiryClosed(closed_on=context.today)]
        case Closed():
            return []
        case _:
            assert_never(enquiry)


def answer_due(enquiry: Enquiry, _context: Context) -> datetime | None:
    """The first instant at which the answer is late; None where it is not owed, or known to be late."""
    if not isinstance(enquiry, Unanswered) or enquiry.missed:
        return None
    return start_of(enquiry.facts.answer_due_on + timedelta(days=1))


def _missed(enquiry: Enquiry, context: Context) -> list[EnquiryEvent]:
    """That the last day has passed, also where somebody acts before the timer has looked."""
    due_at = answer_due(enquiry, context)
    if not isinstance(enquiry, Unanswered) or due_at is None or due_at > context.now:
        return []
    return [EnquiryAnswerMissed(owner=enquiry.facts.owner, fell_due_at=due_at)]


ENQUIRY: Decider[Enquiry, EnquiryCommand, EnquiryEvent] = Decider("enquiry", NotOpened(), evolve, decide, EnquiryEvent)
