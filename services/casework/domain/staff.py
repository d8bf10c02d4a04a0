"""Staff: a person who works for a centre or department, known by a pseudonymous id.

Invariants: an id is one person's for ever · who has left acts no more, and comes back under a new id · a director
rules over the own staff only · the posts of an absent person hear of it in the same append · who moves to another
centre is A or B of no post.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import assert_never

from services.casework.domain.absences import PRESENT, Absence, Absences
from services.casework.domain.staff_commands import (
    EngageStaff,
    LeaveStaff,
    MoveStaff,
    RecordAbsence,
    RecordReturn,
    StaffCommand,
    TrainStaff,
    WithPosts,
)
from services.casework.domain.staff_refusals import (
    AbsenceEndsBeforeItBegins,
    AbsenceOver,
    ReturnPassed,
    StaffHasLeft,
    StaffIdTaken,
    StaffOfOtherCentre,
    StaffUnknown,
    StillOnPosts,
)
from services.casework.domain.substitutes import DISTRICT, SUBSTITUTES, PostsChanged
from shared.contracts.casework.post import AwayReason
from shared.contracts.casework.staff import (
    StaffAbsenceRecorded,
    StaffEngaged,
    StaffEvent,
    StaffLeft,
    StaffMoved,
    StaffReturned,
    StaffTrained,
)
from shared.kernel.actors import Role
from shared.kernel.decider import Context, Decider
from shared.kernel.refusals import CorruptStream, Refusal

# --- state ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class NotEngaged:
    """Nobody works under this id yet."""


@dataclass(frozen=True, slots=True)
class Engaged:
    """At work, but for the days of `absences`; `subject` refers to the person."""

    subject: str
    org: str
    trained_for: frozenset[str]
    absences: Absences = PRESENT


@dataclass(frozen=True, slots=True)
class Left:
    """Terminal."""


Staff = NotEngaged | Engaged | Left


def evolve(staff: Staff, event: StaffEvent) -> Staff:
    """Apply one recorded fact. Total: facts are not refused."""
    match event, staff:
        case StaffEngaged(), NotEngaged():
            return Engaged(event.name.subject, event.org, frozenset(event.trained_for))
        case StaffTrained(), Engaged():
            return replace(staff, trained_for=frozenset(event.trained_for))
        case StaffMoved(), Engaged():
            return replace(staff, org=event.org)
        case StaffAbsenceRecorded(), Engaged():
            absence = Absence(AwayReason(event.reason.value), event.from_on, event.until_on)
            return replace(staff, absences=staff.absences.plus(absence))
        case StaffReturned(), Engaged():
            return replace(staff, absences=staff.absences.returned(event.on))
        case StaffLeft(), Engaged():
            return Left()
        case _:
            raise CorruptStream(f"{type(event).__name__} of a person who is {type(staff).__name__}")


# --- decisions --------------------------------------------------------------


def decide(command: StaffCommand, staff: Staff, context: Context) -> list[StaffEvent] | Refusal:
    """Answer a command with facts or a refusal; no facts means that it already took effect.

    What the person's posts must hear of is given the list of substitutes.
    """
    match command, staff:
        case EngageStaff(), _:
            return _engage(command, staff, context)
        case _, NotEngaged():
            return StaffUnknown()
        case LeaveStaff(), Left():
            return []
        case _, Left():
            return StaffHasLeft()
        case _, Engaged():
            return _of_engaged(command, staff, context)
        case _:
            assert_never(staff)


def _engage(command: EngageStaff, staff: Staff, context: Context) -> list[StaffEvent] | Refusal:
    match staff:
        case NotEngaged():
            engaged = StaffEngaged(
                name=command.name, org=command.org, trained_for=command.trained_for, engaged_on=context.today
            )
            return [engaged]
        case Engaged():
            # The name is sealed: a person is told apart by the subject alone.
            asked = (command.name.subject, command.org, frozenset(command.trained_for))
            return [] if asked == (staff.subject, staff.org, staff.trained_for) else StaffIdTaken()
        case Left():
            return StaffHasLeft()
        case _:
            assert_never(staff)


def _of_engaged(command: TrainStaff | WithPosts, staff: Engaged, context: Context) -> list[StaffEvent] | Refusal:
    if context.actor.role is Role.CENTRE_DIRECTOR and context.actor.org != staff.org:
        return StaffOfOtherCentre()
    match command:
        case TrainStaff():
            trained = StaffTrained(trained_for=command.trained_for)
            return [] if frozenset(command.trained_for) == staff.trained_for else [trained]
        case MoveStaff():
            decided = _move(command, staff, context)
        case RecordAbsence():
            decided = _be_absent(command, staff, context)
        case RecordReturn():
            decided = _return(command, staff, context)
        case LeaveStaff():
            decided = [StaffLeft(left_on=context.today)]
        case _:
            assert_never(command)
    # Last: what is refused or took effect already concerns no post.
    if isinstance(decided, Refusal) or not decided:
        return decided
    posts = context.look(SUBSTITUTES, DISTRICT).concerning(command.staff_id)
    return decided if posts == command.post_ids else PostsChanged()


def _move(command: MoveStaff, staff: Engaged, context: Context) -> list[StaffEvent] | Refusal:
    if command.org == staff.org:
        return []
    assigned = context.look(SUBSTITUTES, DISTRICT).assigned_to(command.staff_id)
    return StillOnPosts(post_ids=tuple(sorted(assigned))) if assigned else [StaffMoved(org=command.org)]


def _be_absent(command: RecordAbsence, staff: Engaged, context: Context) -> list[StaffEvent] | Refusal:
    if command.until_on is not None and command.until_on < command.from_on:
        return AbsenceEndsBeforeItBegins()
    if staff.absences.know(Absence(AwayReason(command.reason.value), command.from_on, command.until_on)):
        return []
    if command.until_on is not None and command.until_on < context.today:
        return AbsenceOver()
    return [StaffAbsenceRecorded(from_on=command.from_on, until_on=command.until_on, reason=command.reason)]


def _return(command: RecordReturn, staff: Engaged, context: Context) -> list[StaffEvent] | Refusal:
    on = command.on or context.today
    if staff.absences.returned(on) == staff.absences:
        return []
    return ReturnPassed() if on < context.today else [StaffReturned(on=on)]


STAFF = Decider[Staff, StaffCommand, StaffEvent]("staff", NotEngaged(), evolve, decide, StaffEvent)
