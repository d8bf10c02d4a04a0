"""Training (培训) of members of the two committees, villages included: sessions with their hours, and who was there.

Invariants: a session is entered once, after it was held · who was there is somebody that councils know, named once ·
that day they sat in a committee that is named or held a post of the branch beside it, as far as the log knows who did.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated, ClassVar, assert_never

from pydantic import Field

from services.councils.domain.committee import COMMITTEE, CommitteeUnknown, NotFounded
from services.councils.domain.committee_members import COMMITTEE_MEMBERS
from services.councils.domain.party_branch_committee import PARTY_BRANCH_COMMITTEE
from services.councils.domain.person import PERSON, NotEntered, PersonUnknown
from shared.contracts.councils.community import Name
from shared.contracts.councils.training import (
    Attendees,
    Committees,
    TrainingAttendanceCorrected,
    TrainingEvent,
    TrainingForm,
    TrainingHeld,
)
from shared.kernel.decider import Context, Decider
from shared.kernel.instants import Day
from shared.kernel.messages import Command
from shared.kernel.refusals import Conflict, CorruptStream, Refusal, Unacceptable, Unknown

# --- state ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class NotHeld:
    """Nothing was entered."""


@dataclass(frozen=True, slots=True)
class Held:
    """It was held; `held` has who was there as was found last."""

    held: TrainingHeld


Training = NotHeld | Held


def evolve(training: Training, event: TrainingEvent) -> Training:
    """Apply one recorded fact."""
    match event:
        case TrainingHeld():
            return Held(event)
        case TrainingAttendanceCorrected():
            if isinstance(training, NotHeld):
                raise CorruptStream("the attendance of no session was corrected")
            return replace(training, held=training.held.model_copy(update={"attendees": event.attendees}))
        case _:
            assert_never(event)


# --- commands and refusals --------------------------------------------------


class HoldTraining(Command):
    """Enter a session that was held, for members of `committees`; the decision is given each person and committee."""

    form: TrainingForm
    topic: Name
    hours: Annotated[int, Field(ge=1, le=100)]
    attendees: Attendees
    held_on: Day
    committees: Annotated[Committees, Field(min_length=1)]


class CorrectAttendance(Command):
    """Put right who was there; the decision is given each person, and each committee of the session."""

    attendees: Attendees


TrainingCommand = HoldTraining | CorrectAttendance


@dataclass(frozen=True, slots=True)
class TrainingUnknown(Unknown):
    """There is no such session."""

    slug: ClassVar[str] = "training-unknown"
    zh: ClassVar[str] = "培训记录不存在"
    en: ClassVar[str] = "There is no such session"


@dataclass(frozen=True, slots=True)
class TrainingAhead(Conflict):
    """It is entered when it was held."""

    slug: ClassVar[str] = "training-ahead"
    zh: ClassVar[str] = "培训尚未举办"
    en: ClassVar[str] = "The session was not held yet"
    held_on: date


@dataclass(frozen=True, slots=True)
class AttendeeTwice(Unacceptable):
    """Somebody is named twice."""

    slug: ClassVar[str] = "attendee-twice"
    zh: ClassVar[str] = "参训人员重复"
    en: ClassVar[str] = "Somebody is named twice"


@dataclass(frozen=True, slots=True)
class TraineeNotInOffice(Unacceptable):
    """Some sat in none of the committees on the day of the session; all of them are listed."""

    slug: ClassVar[str] = "trainee-not-in-office"
    zh: ClassVar[str] = "参训人员当日不是所列委员会的现任“两委”成员"
    en: ClassVar[str] = "Somebody sat in none of the committees on that day"
    persons: tuple[str, ...]


# --- decisions --------------------------------------------------------------

Facts = list[TrainingEvent] | Refusal


def decide(command: TrainingCommand, training: Training, context: Context) -> Facts:
    """Answer a command with facts or a refusal; no facts means that it already took effect."""
    match command:
        case HoldTraining():
            return _hold(command, training, context)
        case CorrectAttendance():
            return _correct(command, training, context)
        case _:
            assert_never(command)


def _hold(command: HoldTraining, training: Training, context: Context) -> Facts:
    if isinstance(training, Held):
        return []
    if command.held_on > context.today:
        return TrainingAhead(command.held_on)
    held = TrainingHeld(**command.model_dump())
    return _unfit(command.attendees, held, context) or [held]


def _correct(command: CorrectAttendance, training: Training, context: Context) -> Facts:
    if isinstance(training, NotHeld):
        return TrainingUnknown()
    if set(training.held.attendees) == set(command.attendees):
        return []
    corrected = TrainingAttendanceCorrected(attendees=command.attendees)
    return _unfit(command.attendees, training.held, context) or [corrected]


def _unfit(attendees: Attendees, held: TrainingHeld, context: Context) -> Refusal | None:
    if len(set(attendees)) < len(attendees):
        return AttendeeTwice()
    unknown = any(isinstance(context.look(PERSON, each), NotEntered) for each in attendees)
    if unknown:
        return PersonUnknown()
    if any(isinstance(context.look(COMMITTEE, each), NotFounded) for each in held.committees):
        return CommitteeUnknown()
    strangers = _strangers(attendees, held, context)
    return TraineeNotInOffice(strangers) if strangers else None


def _strangers(attendees: Attendees, held: TrainingHeld, context: Context) -> tuple[str, ...]:
    """Who sat in none of the committees that day; where nobody's election was entered, as of villages, nobody knows."""
    members = [context.look(COMMITTEE_MEMBERS, each) for each in held.committees]
    if not members or not all(each.seats for each in members):
        return ()
    sat = {person for each in members for person in each.on(held.held_on)}
    for committee_id in held.committees:
        sat |= context.look(PARTY_BRANCH_COMMITTEE, committee_id).on(held.held_on)
    return tuple(each for each in attendees if each not in sat)


TRAINING: Decider[Training, TrainingCommand, TrainingEvent] = Decider(
    "training", NotHeld(), evolve, decide, TrainingEvent
)
