"""Committees: which of them councils founded and where they lie, in one list for the district; and who sits on each.

Invariants: nothing is recorded that councils did not say, and nothing older after it · the special fund is for
residents' committees · somebody sits from the first to the last day of the term, or until they left, and nobody
when the committee was abolished · one that was abolished is active in the year of its last day, and in none after it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import ClassVar, assert_never

from shared.contracts.councils.committee import CommitteeKind
from shared.contracts.grants.committee import (
    CommitteeAbolitionKnown,
    CommitteeAssignmentKnown,
    CommitteeKnown,
    CommitteeMemberKnown,
    CommitteeMemberLeft,
    CommitteeSeatsEnded,
    CommitteesEvent,
    Seat,
    SeatsEvent,
)
from shared.contracts.refusals import CommitteeNotKnown, WrongRegime
from shared.kernel.decider import Context, Decider
from shared.kernel.messages import Command
from shared.kernel.refusals import Conflict, Refusal

_DAY = timedelta(days=1)
DISTRICT = "district"
"""The one list's id."""

# --- state ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Committee:
    """A committee, and since when it has belonged to a community that is known; `heard` is the newest word of that.

    `abolished_on` is the first day without it, None while it stands.
    """

    kind: CommitteeKind
    community_id: str | None = None
    since: date | None = None
    heard: int = 0
    abolished_on: date | None = None

    def stood_in(self, year: int) -> bool:
        """Whether it was there on a day of a year; one whose community is not known always was, until its last day."""
        begun = self.since is None or self.since.year <= year
        return begun and (self.abolished_on is None or (self.abolished_on - _DAY).year >= year)


@dataclass(frozen=True, slots=True)
class Committees:
    """All that were founded, in their order."""

    by_id: Mapping[str, Committee] = field(default_factory=dict)

    def active_in(self, period: int) -> tuple[str, ...]:
        """The residents' committees that were there in a year, be it until one of its days."""
        residents = ((id_, each) for id_, each in self.by_id.items() if each.kind is CommitteeKind.RESIDENTS)
        return tuple(id_ for id_, each in residents if each.stood_in(period))


@dataclass(frozen=True, slots=True)
class Term:
    """From when until when somebody sits, both days included, and the newest word of it."""

    from_on: date
    until_on: date
    heard: int


@dataclass(frozen=True, slots=True)
class Seats:
    """The last known term of each person in each of the two bodies of one committee; none goes on after `ended_on`."""

    terms: Mapping[tuple[Seat, str], Term] = field(default_factory=dict)
    left: Mapping[tuple[Seat, str], tuple[date, int]] = field(default_factory=dict)
    ended_on: date = date.max
    """The first day on which nobody sits."""

    def sits(self, person_id: str, seat: Seat, on: date) -> bool:
        """Whether somebody sits in a body on a day."""
        key = (seat, person_id)
        term = self.terms.get(key)
        if term is None or not term.from_on <= on <= term.until_on or on >= self.ended_on:
            return False
        from_on, heard = self.left.get(key, (date.max, 0))
        return heard < term.heard or on < from_on

    def sitting(self, on: date) -> frozenset[str]:
        """Who sits in either body on a day."""
        return frozenset(person for seat, person in self.terms if self.sits(person, seat, on))


def evolve(committees: Committees, event: CommitteesEvent) -> Committees:
    """Apply one recorded fact."""
    match event:
        case CommitteeKnown():
            return Committees({**committees.by_id, event.committee_id: Committee(event.kind)})
        case CommitteeAssignmentKnown():
            old = committees.by_id[event.committee_id]
            since = event.effective_on if old.since is None else min(old.since, event.effective_on)
            new = replace(old, community_id=event.community_id, since=since, heard=event.source_position)
            return Committees({**committees.by_id, event.committee_id: new})
        case CommitteeAbolitionKnown():
            gone = replace(committees.by_id[event.committee_id], abolished_on=event.abolished_on)
            return Committees({**committees.by_id, event.committee_id: gone})
        case _:
            assert_never(event)


def seated(seats: Seats, event: SeatsEvent) -> Seats:
    """Apply one recorded fact."""
    match event:
        case CommitteeMemberKnown():
            term = Term(event.from_on, event.until_on, event.source_position)
            return replace(seats, terms={**seats.terms, (event.seat, event.person_id): term})
        case CommitteeMemberLeft():
            gone = (event.from_on, event.source_position)
            return replace(seats, left={**seats.left, (event.seat, event.person_id): gone})
        case CommitteeSeatsEnded():
            return replace(seats, ended_on=event.from_on)
        case _:
            assert_never(event)


# --- commands ---------------------------------------------------------------


class RecordCommittee(Command):
    """Record a committee that councils founded."""

    committee_id: str
    kind: CommitteeKind
    source_position: int


class RecordCommunity(Command):
    """Record where a committee lies from a day on."""

    committee_id: str
    community_id: str
    effective_on: date
    source_position: int


class RecordAbolition(Command):
    """Record that there is no such committee from a day on."""

    committee_id: str
    abolished_on: date
    source_position: int


class RecordMember(Command):
    """Record that somebody sits in a body."""

    person_id: str
    seat: Seat
    from_on: date
    until_on: date
    source_position: int


class RecordLeaving(Command):
    """Record that somebody sits no longer."""

    person_id: str
    seat: Seat
    from_on: date
    source_position: int


class RecordSeatsEnded(Command):
    """Record that nobody sits any longer, of a committee that was abolished."""

    from_on: date
    source_position: int


OfCommittees = RecordCommittee | RecordCommunity | RecordAbolition
OfSeats = RecordMember | RecordLeaving | RecordSeatsEnded


@dataclass(frozen=True, slots=True)
class CommitteeGone(Conflict):
    """The committee was abolished before the year began; `abolished_on` is the first day without it."""

    slug: ClassVar[str] = "committee-gone"
    zh: ClassVar[str] = "该居委会在本年度开始前已撤销"
    en: ClassVar[str] = "The committee was abolished before the year began"
    abolished_on: date


# --- decisions --------------------------------------------------------------


def residents_only(context: Context, committee_id: str) -> Refusal | None:
    """Why a committee gets no special fund and no contract; the context looks at the list."""
    known = context.look(COMMITTEES, DISTRICT).by_id.get(committee_id)
    if known is None:
        return CommitteeNotKnown()
    return None if known.kind is CommitteeKind.RESIDENTS else WrongRegime()


def gone_by(context: Context, committee_id: str, year: int) -> Refusal | None:
    """That a committee was abolished before a year began; the context looks at the list."""
    known = context.look(COMMITTEES, DISTRICT).by_id.get(committee_id)
    if known is None or known.abolished_on is None or known.abolished_on > date(year, 1, 1):
        return None
    return CommitteeGone(known.abolished_on)


def decide(command: OfCommittees, committees: Committees, _context: Context) -> list[CommitteesEvent] | Refusal:
    """Answer a command with facts or a refusal; no facts means that it already took effect."""
    known = committees.by_id.get(command.committee_id)
    match command:
        case RecordCommittee():
            return [] if known is not None else [CommitteeKnown(**command.model_dump())]
        case RecordCommunity():
            if known is None:
                return CommitteeNotKnown()
            heard = command.source_position <= known.heard
            return [] if heard else [CommitteeAssignmentKnown(**command.model_dump())]
        case RecordAbolition():
            if known is None:
                return CommitteeNotKnown()
            return [] if known.abolished_on is not None else [CommitteeAbolitionKnown(**command.model_dump())]
        case _:
            assert_never(command)


def decide_seat(command: OfSeats, seats: Seats, _context: Context) -> list[SeatsEvent] | Refusal:
    """Answer a command with facts; no facts means that it is known, or that something newer is."""
    match command:
        case RecordMember():
            term = seats.terms.get((command.seat, command.person_id))
            known = term is not None and command.source_position <= term.heard
            return [] if known else [CommitteeMemberKnown(**command.model_dump())]
        case RecordLeaving():
            _, heard = seats.left.get((command.seat, command.person_id), (date.min, 0))
            return [] if command.source_position <= heard else [CommitteeMemberLeft(**command.model_dump())]
        case RecordSeatsEnded():
            return [] if seats.ended_on < date.max else [CommitteeSeatsEnded(**command.model_dump())]
        case _:
            assert_never(command)


COMMITTEES = Decider[Committees, OfCommittees, CommitteesEvent](
    "committees", Committees(), evolve, decide, CommitteesEvent
)
SEATS = Decider[Seats, OfSeats, SeatsEvent]("seats", Seats(), seated, decide_seat, SeatsEvent)
