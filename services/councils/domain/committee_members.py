"""Members of a committee (居委会成员): its terms and seats, who holds which, and who was removed.

Invariants: a seat has one holder at a time, and nobody holds two · a term has as many seats as were called, and of two
terms only the later goes on · who was elected is removed by the residents' assembly alone, which was called for that
and adopted it while they held the seat.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Annotated, ClassVar, assert_never

from pydantic import Field

from services.councils.domain.assembly import ASSEMBLY, Held
from services.councils.domain.committee import COMMITTEE, not_standing, of_elsewhere
from services.councils.domain.election_state import Called, election_of
from services.councils.domain.types import AssemblyId, CommitteeId, ElectionId, PersonId
from shared.contracts.councils.assembly import AgendaItem, AssemblyHeld, ItemVote, Subject
from shared.contracts.councils.committee_members import (
    AssemblyVote,
    ByElectionHeld,
    CommitteeMembersEvent,
    CommitteeTermBegun,
    CommitteeTermEnded,
    MemberElected,
    MemberRemoved,
    Office,
)
from shared.contracts.councils.election import ElectionKind
from shared.kernel.counting import months_after
from shared.kernel.decider import Context, Decider
from shared.kernel.instants import Day
from shared.kernel.messages import Command
from shared.kernel.personal import Published
from shared.kernel.refusals import Conflict, CorruptStream, Refusal, Unacceptable, Unknown

TERM_YEARS = "committee.term_years"
ELECTED_BY_LAW = "城市居民委员会组织法: 居民委员会成员由选举产生并公布"

# --- state ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Seat:
    """Somebody in an office, from the beginning of one day to the end of another, and whether they live in the area."""

    person_id: PersonId
    office: Office
    election_id: str
    from_on: date
    until_on: date
    lives_here: bool = True

    def on(self, day: date) -> bool:
        """Whether it is held on a day."""
        return self.from_on <= day <= self.until_on


@dataclass(frozen=True, slots=True)
class Members:
    """The last term, None before the first, and every seat that was ever held."""

    term: CommitteeTermBegun | None = None
    seats: tuple[Seat, ...] = ()
    elections: frozenset[str] = frozenset()

    def on(self, day: date) -> Mapping[PersonId, Office]:
        """Who is in office on a day."""
        return {each.person_id: each.office for each in self.seats if each.on(day)}

    def from_elsewhere(self, day: date) -> int:
        """How many who are in office on a day do not live in the committee's area."""
        return sum(not each.lives_here for each in self.seats if each.on(day))

    def vacancies(self, day: date) -> Mapping[Office, int]:
        """How many seats of the last term nobody holds on a day, none where the term is over."""
        if self.term is None or not self.term.from_on <= day <= self.term.until_on:
            return {}
        held = list(self.on(day).values())
        return {each.office: each.seats - held.count(each.office) for each in self.term.seats}


def evolve(members: Members, event: CommitteeMembersEvent) -> Members:
    """Apply one recorded fact."""
    match event:
        case CommitteeTermBegun():
            cut = event.from_on - timedelta(days=1)
            seats = tuple(replace(each, until_on=min(each.until_on, cut)) for each in members.seats)
            return Members(event, seats, members.elections | {event.election_id})
        case MemberElected():
            days = {"from_on": event.term_from_on, "until_on": event.term_until_on}
            seat = Seat(PersonId(event.person_id), event.office, event.election_id, **days, lives_here=event.lives_here)
            return replace(members, seats=(*members.seats, seat))
        case MemberRemoved():
            return replace(members, seats=tuple(_removed(each, event) for each in members.seats))
        case ByElectionHeld():
            if members.term is None:
                raise CorruptStream("a by-election before the first term")
            return replace(members, elections=members.elections | {event.election_id})
        case CommitteeTermEnded():
            cut = event.ended_on - timedelta(days=1)
            seats = tuple(replace(each, until_on=min(each.until_on, cut)) for each in members.seats)
            return replace(members, term=_cut(members.term, cut), seats=seats)
        case _:
            assert_never(event)


def _cut(term: CommitteeTermBegun | None, last_on: date) -> CommitteeTermBegun | None:
    return term and term.model_copy(update={"until_on": min(term.until_on, last_on)})


def _removed(seat: Seat, event: MemberRemoved) -> Seat:
    if seat.person_id != event.person_id or not seat.on(event.removed_on):
        return seat
    return replace(seat, until_on=event.removed_on)


# --- commands and refusals --------------------------------------------------


class SeatElected(Command):
    """Let those who were elected take office, in the act in which the result is posted."""

    election_id: ElectionId


class RemoveMember(Command):
    """Enter that the residents' assembly removed a member; `removed_on` is their last day."""

    committee_id: CommitteeId
    person_id: Annotated[PersonId, Field(min_length=1, max_length=64)]
    removed_on: Day
    assembly_id: Annotated[AssemblyId, Field(min_length=1, max_length=80)]


class EndTerm(Command):
    """In the act that abolishes the committee: `ended_on` is the first day without it."""

    committee_id: CommitteeId
    ended_on: Day


CommitteeMembersCommand = SeatElected | RemoveMember | EndTerm


@dataclass(frozen=True, slots=True)
class NoSuchMember(Unknown):
    """They hold no office of the committee on the day."""

    slug: ClassVar[str] = "no-such-member"
    zh: ClassVar[str] = "该人在该日不是居民委员会成员"
    en: ClassVar[str] = "They hold no office of the committee on that day"


@dataclass(frozen=True, slots=True)
class SeatTaken(Conflict):
    """Somebody else has the seat by now, or the term is over."""

    slug: ClassVar[str] = "seat-taken"
    zh: ClassVar[str] = "该席位已有人担任或者任期已变更"
    en: ClassVar[str] = "The seat is taken, or the term is over"
    offices: tuple[Office, ...]


@dataclass(frozen=True, slots=True)
class RemovalNotResolved(Unacceptable):
    """Only the assembly removes, and it has adopted no removal of this member while they held the seat."""

    slug: ClassVar[str] = "removal-not-resolved"
    zh: ClassVar[str] = "罢免应当由居民会议依法定人数通过"
    en: ClassVar[str] = "A removal needs a resolution of the residents' assembly"


# --- decisions --------------------------------------------------------------


def decide(
    command: CommitteeMembersCommand, members: Members, context: Context
) -> list[CommitteeMembersEvent] | Refusal:
    """Answer a command with facts or a refusal; no facts means that it already took effect."""
    match command:
        case SeatElected():
            return [] if command.election_id in members.elections else _seat(command, members, context)
        case RemoveMember():
            return of_elsewhere(command.committee_id, context) or _remove(command, members, context)
        case EndTerm():
            sit = any(max(each.from_on, command.ended_on) <= each.until_on for each in members.seats)
            return [CommitteeTermEnded(**command.model_dump())] if sit else []
        case _:
            assert_never(command)


def _seat(command: SeatElected, members: Members, context: Context) -> list[CommitteeMembersEvent] | Refusal:
    election = election_of(context, command.election_id)
    if not isinstance(election, Called):
        raise CorruptStream("those elected by no election take office")
    papers = election.papers
    if (refusal := not_standing(context.look(COMMITTEE, papers.called.committee_id))) is not None:
        return refusal
    if papers.called.kind is ElectionKind.GENERAL:
        began = _term(command, election, context)
        taken = members.term is not None and members.term.term >= began.term
        return SeatTaken(tuple(Office)) if taken else [began, *_elected(command, election, began, began.from_on)]
    held_on, term = papers.round.vote_on, members.term
    vacant = members.vacancies(context.today)
    won = [each.office for each in papers.elected]
    short = tuple(office for office in Office if won.count(office) > vacant.get(office, 0))
    if short or term is None or term.term != papers.called.term:
        return SeatTaken(short)
    held = ByElectionHeld(committee_id=term.committee_id, election_id=command.election_id, held_on=held_on)
    return [held, *_elected(command, election, term, context.today)]


def _term(command: SeatElected, election: Called, context: Context) -> CommitteeTermBegun:
    """The term begins with the vote that completed it, and is as long as the law of that day says."""
    called, from_on = election.papers.called, election.papers.round.vote_on
    return CommitteeTermBegun(
        committee_id=called.committee_id,
        election_id=command.election_id,
        term=called.term,
        seats=called.seats,
        from_on=from_on,
        until_on=months_after(from_on, 12 * context.policy.whole(TERM_YEARS, from_on)),
    )


def _elected(
    command: SeatElected, election: Called, term: CommitteeTermBegun, from_on: date
) -> list[CommitteeMembersEvent]:
    posted = election.papers.posted
    names = {each.person_id: each.name.value for each in posted.candidates} if posted else {}
    return [
        MemberElected(
            committee_id=term.committee_id,
            person_id=each.person_id,
            office=each.office,
            name=Published(value=names[each.person_id], reason=ELECTED_BY_LAW),
            election_id=command.election_id,
            term=term.term,
            term_from_on=from_on,
            term_until_on=term.until_on,
            lives_here=election.papers.candidates[PersonId(each.person_id)].nominated.lives_here,
        )
        for each in election.papers.elected
    ]


def _remove(command: RemoveMember, members: Members, context: Context) -> list[CommitteeMembersEvent] | Refusal:
    if any(each.person_id == command.person_id and each.until_on == command.removed_on for each in members.seats):
        return []
    own = (each for each in members.seats if each.person_id == command.person_id and each.on(command.removed_on))
    if (seat := next(own, None)) is None:
        return NoSuchMember()
    if (resolved := _resolved(command, seat, context)) is None:
        return RemovalNotResolved()
    said = command.model_dump(exclude={"assembly_id"})
    return [MemberRemoved(**said, office=seat.office, resolved=resolved)]


def _resolved(command: RemoveMember, seat: Seat, context: Context) -> AssemblyVote | None:
    """What the assembly resolved of somebody in this seat, not before they had it nor after their last day."""
    assembly = context.look(ASSEMBLY, command.assembly_id)
    if not isinstance(assembly, Held) or assembly.call.committee_id != command.committee_id:
        return None
    held = assembly.held
    if not seat.from_on <= held.held_on <= command.removed_on:
        return None
    items = {each.item_id for each in assembly.call.agenda if _is_removal(each, command.person_id)}
    adopted = (vote for vote in held.votes if vote.adopted and vote.item_id in items)
    return next((_vote(command.assembly_id, held, each) for each in adopted), None)


def _is_removal(item: AgendaItem, person_id: PersonId) -> bool:
    return item.subject is Subject.MEMBER_REMOVAL and item.subject_id == person_id


def _vote(assembly_id: AssemblyId, held: AssemblyHeld, vote: ItemVote) -> AssemblyVote:
    return AssemblyVote(
        resolution_id=assembly_id,
        held_on=held.held_on,
        entitled=held.entitled,
        present=held.present,
        in_favour=vote.votes_for,
    )


COMMITTEE_MEMBERS = Decider[Members, CommitteeMembersCommand, CommitteeMembersEvent](
    "committee-members", Members(), evolve, decide, CommitteeMembersEvent
)
