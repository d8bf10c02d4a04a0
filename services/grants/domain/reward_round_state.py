"""Where a round of rewards stands, and how each fact changes that."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from shared.contracts.grants.reward_round import (
    ObjectionOutcome,
    PanelFormed,
    PanelMember,
    PanelMemberRecused,
    RewardApplicationEntered,
    RewardCallOpened,
    RewardNoticed,
    RewardObjected,
    RewardObjectionReviewed,
    RewardObjectionReviewMissed,
    RewardRoundConfirmed,
    RewardRoundEvent,
    ScoresGiven,
)
from shared.kernel.refusals import CorruptStream


@dataclass(frozen=True, slots=True)
class Objection:
    """What was objected, and what became of it."""

    filed: RewardObjected
    reviewed: RewardObjectionReviewed | None = None
    missed: bool = False


@dataclass(frozen=True, slots=True)
class Book:
    """What a round carries from state to state; applications and objections by their ids."""

    call: RewardCallOpened
    entries: Mapping[str, RewardApplicationEntered] = field(default_factory=dict)
    panel: tuple[PanelMember, ...] = ()
    recused: frozenset[tuple[str, str]] = frozenset()
    """(person, association) pairs."""
    scores: Mapping[str, ScoresGiven] = field(default_factory=dict)
    struck: frozenset[str] = frozenset()
    objections: Mapping[str, Objection] = field(default_factory=dict)

    @property
    def scored(self) -> tuple[tuple[RewardApplicationEntered, ScoresGiven], ...]:
        """The applications that have their scores, in the order in which they were entered."""
        return tuple((entry, self.scores[id_]) for id_, entry in self.entries.items() if id_ in self.scores)

    @property
    def unscored(self) -> tuple[str, ...]:
        """The applications that wait for their scores."""
        return tuple(
            id_
            for id_, entry in self.entries.items()
            if entry.eligible and id_ not in self.scores and id_ not in self.struck
        )

    @property
    def unreviewed(self) -> tuple[str, ...]:
        """The objections that wait for their review."""
        return tuple(id_ for id_, each in self.objections.items() if each.reviewed is None)

    def entered(self, lineage_id: str) -> RewardApplicationEntered | None:
        """The eligible application of a lineage."""
        entries = (entry for entry in self.entries.values() if entry.eligible)
        return next((entry for entry in entries if entry.lineage_id == lineage_id), None)

    def tied(self, entry: RewardApplicationEntered) -> tuple[str, ...]:
        """The members who are of the association or close to it."""
        own = {entry.association_id, entry.lineage_id}
        return tuple(member.person for member in self.panel if own & set(member.ties))

    def recused_of(self, entry: RewardApplicationEntered) -> frozenset[str]:
        """The members who have no part in its score."""
        return frozenset(person for person, association_id in self.recused if association_id == entry.association_id)


@dataclass(frozen=True, slots=True)
class NotOpened:
    """There is no call of the year."""


@dataclass(frozen=True, slots=True)
class Called:
    """Applications come in, and are scored once the call is over."""

    book: Book


@dataclass(frozen=True, slots=True)
class Noticed:
    """What each is to get is posted, and anybody concerned may object."""

    book: Book
    notice: RewardNoticed


@dataclass(frozen=True, slots=True)
class Confirmed:
    """What was posted stands."""

    book: Book
    notice: RewardNoticed
    confirmed: RewardRoundConfirmed


Begun = Called | Noticed | Confirmed
RewardRound = NotOpened | Begun


def evolve(round_: RewardRound, event: RewardRoundEvent) -> RewardRound:
    """Apply one recorded fact. Total: facts are not refused."""
    match event, round_:
        case RewardCallOpened(), NotOpened():
            return Called(Book(event))
        case (
            (RewardApplicationEntered() | PanelFormed() | PanelMemberRecused() | ScoresGiven()),
            (Called() | Noticed() | Confirmed()),
        ):
            return replace(round_, book=_booked(round_.book, event))
        case RewardNoticed(), (Called(book) | Noticed(book)):
            return Noticed(book, event)
        case ((RewardObjected() | RewardObjectionReviewMissed()), (Called() | Noticed())):
            return replace(round_, book=_objected(round_.book, event))
        case RewardObjectionReviewed(), (Called() | Noticed()):
            book = _reviewed(round_.book, event)
            return replace(round_, book=book) if event.outcome is ObjectionOutcome.DISMISSED else Called(book)
        case RewardRoundConfirmed(), Noticed(book, notice):
            return Confirmed(book, notice, event)
        case _:
            raise CorruptStream(f"{type(event).__name__} of a round that is {type(round_).__name__}")


def _booked(book: Book, event: RewardRoundEvent) -> Book:
    match event:
        case RewardApplicationEntered():
            return replace(book, entries={**book.entries, event.application_id: event})
        case PanelFormed():
            return replace(book, panel=event.members)
        case PanelMemberRecused():
            return replace(book, recused=book.recused | {(event.person, event.association_id)})
        case ScoresGiven():
            return replace(book, scores={**book.scores, event.application_id: event})
        case _:
            raise CorruptStream(f"{type(event).__name__} is no entry of a round's book")


def _objected(book: Book, event: RewardObjected | RewardObjectionReviewMissed) -> Book:
    objection = (
        Objection(event)
        if isinstance(event, RewardObjected)
        else replace(book.objections[event.objection_id], missed=True)
    )
    return replace(book, objections={**book.objections, event.objection_id: objection})


def _reviewed(book: Book, event: RewardObjectionReviewed) -> Book:
    objection = replace(book.objections[event.objection_id], reviewed=event)
    book = replace(book, objections={**book.objections, event.objection_id: objection})
    if event.outcome is ObjectionOutcome.DISMISSED:
        return book
    application_id = objection.filed.application_id
    scores = {id_: each for id_, each in book.scores.items() if id_ != application_id}
    struck = {application_id} if event.outcome is ObjectionOutcome.STRUCK else frozenset[str]()
    return replace(book, scores=scores, struck=book.struck | struck)
