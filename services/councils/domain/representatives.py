"""Representatives (居民代表): the register of a committee, by residents' groups, and who is on it on which day.

Invariants: who is on the register was chosen by a group that has a seat for them, in a term whose seats were
distributed by the rules · nobody is on it twice on a day, nor more from a group than it has seats · a quorum counts
who is on it that day: who was recalled, left or reached the end of the term counts no longer.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import assert_never

from services.councils.domain.committee import COMMITTEE, not_standing, of_elsewhere
from services.councils.domain.person import PERSON, NotEntered, PersonUnknown
from services.councils.domain.regime import regime_of
from services.councils.domain.representatives_commands import (
    ApportionSeats,
    CloseRegister,
    ElectRepresentative,
    LeaveRegister,
    RecallRepresentative,
    RepresentativesCommand,
    faults_of,
)
from services.councils.domain.representatives_refusals import (
    AlreadyRepresents,
    ApportionmentBreaksRules,
    BeforeElection,
    GroupSeatsTaken,
    GroupSendsNobody,
    MajorityNotReached,
    NotOnRegister,
    NotYetHappened,
    RepresentsNobodyHere,
    SeatsNotApportioned,
    TermStillRuns,
)
from services.councils.domain.rules import ADOPTED, CountFault, CountImpossible, fewest_over
from services.councils.domain.types import PersonId
from shared.contracts.councils.representatives import (
    RegisterClosed,
    RepresentativeElected,
    RepresentativeLeft,
    RepresentativeRecalled,
    RepresentativesEvent,
    SeatsApportioned,
)
from shared.kernel.actors import Role
from shared.kernel.counting import months_after
from shared.kernel.decider import Context, Decider
from shared.kernel.refusals import Refusal

TERM_YEARS = "committee.term_years"
_DAY = timedelta(days=1)

Ending = RepresentativeRecalled | RepresentativeLeft

# --- state ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Seat:
    """Somebody for a group, from the first to the last day; `ended` where that is not the last of the term."""

    group_id: str
    from_on: date
    until_on: date
    ended: Ending | None = None

    def covers(self, day: date) -> bool:
        """Whether they are on the register that day."""
        return self.from_on <= day <= self.until_on


@dataclass(frozen=True, slots=True)
class Register:
    """The terms, and everybody who is or was on it, by person; each of somebody's seats is there."""

    terms: tuple[SeatsApportioned, ...] = ()
    seats: tuple[tuple[PersonId, Seat], ...] = ()

    def term_on(self, day: date) -> SeatsApportioned | None:
        """The term that a day belongs to."""
        return next((term for term in self.terms if term.from_on <= day <= term.until_on), None)

    def on(self, day: date) -> Mapping[PersonId, str]:
        """Who is on the register that day, each with their group."""
        return {person_id: seat.group_id for person_id, seat in self.seats if seat.covers(day)}


def evolve(register: Register, event: RepresentativesEvent) -> Register:
    """Apply one recorded fact."""
    match event:
        case SeatsApportioned():
            return replace(register, terms=(*register.terms, event))
        case RepresentativeElected():
            seat = Seat(event.group_id, event.from_on, event.until_on)
            return replace(register, seats=(*register.seats, (PersonId(event.person_id), seat)))
        case RepresentativeRecalled() | RepresentativeLeft():
            seats = ((id_, _ended(seat, event) if id_ == event.person_id else seat) for id_, seat in register.seats)
            return replace(register, seats=tuple(seats))
        case RegisterClosed():
            return _closed(register, event.closed_on - _DAY)
        case _:
            assert_never(event)


def _ended(seat: Seat, event: Ending) -> Seat:
    return replace(seat, until_on=event.from_on - _DAY, ended=event) if seat.covers(event.from_on) else seat


def _closed(register: Register, last_on: date) -> Register:
    terms = (each.model_copy(update={"until_on": min(each.until_on, last_on)}) for each in register.terms)
    seats = ((id_, replace(seat, until_on=min(seat.until_on, last_on))) for id_, seat in register.seats)
    return replace(register, terms=tuple(terms), seats=tuple(seats))


Facts = list[RepresentativesEvent] | Refusal

# --- decisions --------------------------------------------------------------


def decide(command: RepresentativesCommand, register: Register, context: Context) -> Facts:
    """Answer a command with facts or a refusal; no facts means that it already took effect."""
    if isinstance(command, CloseRegister):
        return _close(command, register)
    if (refusal := of_elsewhere(command.committee_id, context)) is not None:
        return refusal
    match command:
        case ApportionSeats():
            return _apportion(command, register, context)
        case ElectRepresentative():
            return _elect(command, register, context)
        case RecallRepresentative():
            return _recall(command, register, context)
        case LeaveRegister():
            return _leave(command, register, context)
        case _:
            assert_never(command)


def _apportion(command: ApportionSeats, register: Register, context: Context) -> Facts:
    regime = regime_of(context.look(COMMITTEE, command.committee_id), command.from_on, context.policy)
    if isinstance(regime, Refusal):
        return regime
    said = command.model_dump(exclude={"committee_id", "groups"})
    apportioned = SeatsApportioned(**said, groups=command.groups, until_on=_term_end(command.from_on, context))
    if apportioned in register.terms:
        return []
    if running := [term.until_on for term in register.terms if term.until_on >= command.from_on]:
        return TermStillRuns(max(running))
    faults = faults_of(command, context)
    return ApportionmentBreaksRules(faults) if faults else [apportioned]


def _term_end(from_on: date, context: Context) -> date:
    """The last day of a term: it lasts as long as a committee's."""
    return months_after(from_on, 12 * context.policy.whole(TERM_YEARS, from_on)) - _DAY


def _elect(command: ElectRepresentative, register: Register, context: Context) -> Facts:
    if (refusal := not_standing(context.look(COMMITTEE, command.committee_id))) is not None:
        return refusal
    if isinstance(context.look(PERSON, command.person_id), NotEntered):
        return PersonUnknown()
    if command.elected_on > context.today:
        return NotYetHappened()
    if command.from_on < command.elected_on:
        return BeforeElection()
    if (term := register.term_on(command.from_on)) is None:
        return SeatsNotApportioned()
    until_on = term.until_on
    elected = RepresentativeElected(**command.model_dump(exclude={"committee_id"}), until_on=until_on)
    return _no_seat(elected, term, register) or _unless_on_it(elected, register)


def _no_seat(elected: RepresentativeElected, term: SeatsApportioned, register: Register) -> Refusal | None:
    seats = next((group.seats for group in term.groups if group.group_id == elected.group_id), None)
    if seats is None:
        return GroupSendsNobody()
    others = [seat for id_, seat in register.seats if seat.group_id == elected.group_id and id_ != elected.person_id]
    changes = (elected.from_on, *(seat.from_on for seat in others if seat.from_on > elected.from_on))
    taken = max(sum(seat.covers(day) for seat in others) for day in changes)
    return GroupSeatsTaken(seats) if taken >= seats else None


def _unless_on_it(elected: RepresentativeElected, register: Register) -> Facts:
    for id_, seat in register.seats:
        if id_ != elected.person_id or seat.until_on < elected.from_on or seat.from_on > elected.until_on:
            continue
        repeated = (seat.group_id, seat.from_on) == (elected.group_id, elected.from_on)
        return [] if repeated else AlreadyRepresents(seat.group_id)
    return [elected]


def _recall(command: RecallRepresentative, register: Register, context: Context) -> Facts:
    seat = _seat(command, RepresentativeRecalled, register, context)
    if not isinstance(seat, Seat):
        return seat
    households = _households(seat, register)
    if command.votes_for > households:
        return CountImpossible((CountFault.MORE_VOTES_THAN_PRESENT,))
    needed = fewest_over(context.policy.text(ADOPTED, context.today), households)
    if command.votes_for < needed:
        return MajorityNotReached(command.votes_for, needed)
    said = command.model_dump(exclude={"committee_id"})
    return [RepresentativeRecalled(**said, group_id=seat.group_id, households=households)]


def _leave(command: LeaveRegister, register: Register, context: Context) -> Facts:
    seat = _seat(command, RepresentativeLeft, register, context)
    if not isinstance(seat, Seat):
        return seat
    return [RepresentativeLeft(**command.model_dump(exclude={"committee_id"}), group_id=seat.group_id)]


def _close(command: CloseRegister, register: Register) -> Facts:
    open_ = any(max(term.from_on, command.closed_on) <= term.until_on for term in register.terms)
    return [RegisterClosed(closed_on=command.closed_on)] if open_ else []


def _seat(
    command: RecallRepresentative | LeaveRegister, ending: type[Ending], register: Register, context: Context
) -> Seat | list[RepresentativesEvent] | Refusal:
    """The seat that somebody has on the day from which they shall have none; nothing to do where that was recorded."""
    own = [seat for id_, seat in register.seats if id_ == command.person_id]
    if any(isinstance(seat.ended, ending) and seat.ended.from_on == command.from_on for seat in own):
        return []
    if command.from_on > context.today:
        return NotYetHappened()
    return next((seat for seat in own if seat.covers(command.from_on)), NotOnRegister())


def _households(seat: Seat, register: Register) -> int:
    term = register.term_on(seat.from_on)
    groups = () if term is None else term.groups
    return next(group.households for group in groups if group.group_id == seat.group_id)


REPRESENTATIVES = Decider[Register, RepresentativesCommand, RepresentativesEvent](
    "representatives", Register(), evolve, decide, RepresentativesEvent
)


def of_representatives(committee_id: str, context: Context) -> Refusal | None:
    """That a representative acts who represents nobody there."""
    if context.actor.role is not Role.REPRESENTATIVE:
        return None
    known = PersonId(context.actor.id) in context.look(REPRESENTATIVES, committee_id).on(context.today)
    return None if known else RepresentsNobodyHere(committee_id)
