"""Staff: a person who works for a centre or department, known by a pseudonymous id.

Invariants: an id is one person's for ever · who has left acts no more, and comes back under a new id.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar, assert_never

from pydantic import Field

from services.casework.domain.types import GivenItemCode, GivenOrg
from shared.contracts.casework.staff import StaffEngaged, StaffEvent, StaffLeft
from shared.kernel.decider import Context, Decider
from shared.kernel.messages import Command
from shared.kernel.personal import Personal
from shared.kernel.refusals import Conflict, CorruptStream, Refusal, Unknown

# --- state ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class NotEngaged:
    """Nobody works under this id yet."""


@dataclass(frozen=True, slots=True)
class Engaged:
    """At work; `subject` refers to the person."""

    subject: str
    org: str
    trained_for: frozenset[str]


@dataclass(frozen=True, slots=True)
class Left:
    """Terminal."""


Staff = NotEngaged | Engaged | Left


def evolve(staff: Staff, event: StaffEvent) -> Staff:
    """Apply one recorded fact. Total: facts are not refused."""
    match event:
        case StaffEngaged():
            if not isinstance(staff, NotEngaged):
                raise CorruptStream("engaged twice")
            return Engaged(event.name.subject, event.org, frozenset(event.trained_for))
        case StaffLeft():
            if not isinstance(staff, Engaged):
                raise CorruptStream("left without being at work")
            return Left()
        case _:
            assert_never(event)


# --- commands and refusals --------------------------------------------------


class EngageStaff(Command):
    """Record that a person takes up work."""

    name: Personal[str]
    org: GivenOrg
    trained_for: Annotated[tuple[GivenItemCode, ...], Field(max_length=100)] = ()


class LeaveStaff(Command):
    """Record that the person leaves."""


StaffCommand = EngageStaff | LeaveStaff


@dataclass(frozen=True, slots=True)
class StaffUnknown(Unknown):
    """Nobody was engaged under this id."""

    slug: ClassVar[str] = "staff-unknown"
    zh: ClassVar[str] = "没有该工作人员"
    en: ClassVar[str] = "Nobody was engaged under this id"


@dataclass(frozen=True, slots=True)
class StaffIdTaken(Conflict):
    """Somebody works under this id, engaged otherwise than is asked now."""

    slug: ClassVar[str] = "staff-id-taken"
    zh: ClassVar[str] = "该工作人员编号已被使用"
    en: ClassVar[str] = "This staff id is in use"


@dataclass(frozen=True, slots=True)
class StaffHasLeft(Conflict):
    """The person under this id left for good."""

    slug: ClassVar[str] = "staff-has-left"
    zh: ClassVar[str] = "该工作人员已离职"
    en: ClassVar[str] = "The person has left"


# --- decisions --------------------------------------------------------------


def decide(command: StaffCommand, staff: Staff, context: Context) -> list[StaffEvent] | Refusal:
    """Answer a command with facts or a refusal; no facts means that it already took effect."""
    match command:
        case EngageStaff():
            return _engage(command, staff, context)
        case LeaveStaff():
            return _leave(staff, context)
        case _:
            assert_never(command)


def _engage(command: EngageStaff, staff: Staff, context: Context) -> list[StaffEvent] | Refusal:
    match staff:
        case NotEngaged():
            engaged = StaffEngaged(
                name=command.name, org=command.org, trained_for=command.trained_for, engaged_on=context.today
            )
            return [engaged]
        case Engaged():
            # The name is sealed: a person is told apart by the subject alone.
            same = Engaged(command.name.subject, command.org, frozenset(command.trained_for))
            return [] if staff == same else StaffIdTaken()
        case Left():
            return StaffHasLeft()
        case _:
            assert_never(staff)


def _leave(staff: Staff, context: Context) -> list[StaffEvent] | Refusal:
    match staff:
        case NotEngaged():
            return StaffUnknown()
        case Engaged():
            return [StaffLeft(left_on=context.today)]
        case Left():
            return []
        case _:
            assert_never(staff)


STAFF = Decider[Staff, StaffCommand, StaffEvent]("staff", NotEngaged(), evolve, decide, StaffEvent)
