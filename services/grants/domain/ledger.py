"""Ledger of a fund: entries that add up, for the whole and for each project. All in fen.

Invariants: available = allocated + carried_in + clawed_back - reserved - committed - paid - returned - carried_out ·
no sum is ever below nothing, of the whole or of a project · an entry is never edited: its opposite is entered, once.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import assert_never

from shared.contracts.grants.fund import (
    EntryReversed,
    FundsCarriedIn,
    FundsCarriedOver,
    FundsCommitted,
    FundsRecovered,
    FundsReleased,
    FundsReserved,
    FundsReturned,
    FundSums,
    Held,
    LedgerEvent,
    PaymentMade,
    PaymentReturned,
    SpecialFundAllocated,
)


@dataclass(frozen=True, slots=True)
class Sums:
    """What came in, what is held, and what went out; of an entry, by how much each of them moves."""

    allocated: int = 0
    carried_in: int = 0
    clawed_back: int = 0
    reserved: int = 0
    committed: int = 0
    paid: int = 0
    returned: int = 0
    carried_out: int = 0

    def __add__(self, other: Sums) -> Sums:
        return Sums(*(getattr(self, each.name) + getattr(other, each.name) for each in fields(self)))

    def __neg__(self) -> Sums:
        return Sums(*(-getattr(self, each.name) for each in fields(self)))

    @property
    def came_in(self) -> int:
        """All that ever came in."""
        return self.allocated + self.carried_in + self.clawed_back

    @property
    def held(self) -> int:
        """What is kept for projects, paid or not."""
        return self.reserved + self.committed + self.paid

    @property
    def available(self) -> int:
        """What may be reserved yet."""
        return self.came_in - self.held - self.returned - self.carried_out

    @property
    def sound(self) -> bool:
        """Whether nothing is below nothing."""
        return self.available >= 0 and all(getattr(self, each.name) >= 0 for each in fields(self))

    def told(self) -> FundSums:
        """As an event and a reader say it."""
        return FundSums(**{each.name: getattr(self, each.name) for each in fields(self)}, available=self.available)


NOTHING = Sums()


@dataclass(frozen=True, slots=True)
class Entry:
    """One recorded movement; `project_id` where it is of a project, `paper` where a payment or receipt names it."""

    moves: Sums
    project_id: str | None = None
    paper: str | None = None
    reverses: int | None = None


@dataclass(frozen=True, slots=True)
class Ledger:
    """All entries, in the order of recording, and what they add up to."""

    entries: tuple[Entry, ...] = ()
    sums: Sums = NOTHING
    of_projects: Mapping[str, Sums] = field(default_factory=dict)
    reversed: frozenset[int] = frozenset()

    def of(self, project_id: str) -> Sums:
        """What is held, paid and recovered of a project."""
        return self.of_projects.get(project_id, NOTHING)

    def of_paper(self, paper: str) -> Sums | None:
        """What the entries of a payment or receipt add up to; None where there is none."""
        moves = [entry.moves for entry in self.entries if entry.paper == paper]
        return sum(moves, NOTHING) if moves else None

    def of_another(self, paper: str, project_id: str) -> bool:
        """Whether an entry of another project names a payment or receipt."""
        return any(entry.paper == paper and entry.project_id != project_id for entry in self.entries)

    def entry(self, number: int) -> Entry | None:
        """An entry by its number, from 1."""
        return self.entries[number - 1] if 0 < number <= len(self.entries) else None

    def after(self, event: LedgerEvent) -> Ledger:
        """The ledger with one more entry; whether that is sound, `sound` says."""
        entry = self._entry_of(event)
        projects = dict(self.of_projects)
        if entry.project_id is not None:
            projects[entry.project_id] = self.of(entry.project_id) + entry.moves
        undone = self.reversed if entry.reverses is None else self.reversed | {entry.reverses}
        return Ledger((*self.entries, entry), self.sums + entry.moves, projects, undone)

    @property
    def sound(self) -> bool:
        """Whether no sum is below nothing, of the whole or of a project."""
        return self.sums.sound and all(
            min(each.reserved, each.committed, each.paid, each.paid - each.clawed_back) >= 0
            for each in self.of_projects.values()
        )

    def _entry_of(self, event: LedgerEvent) -> Entry:
        if not isinstance(event, EntryReversed):
            return Entry(moves_of(event), *_names(event))
        old = self.entries[event.reverses - 1]
        return Entry(-old.moves, old.project_id, old.paper, event.reverses)


EMPTY = Ledger()

Direct = (
    SpecialFundAllocated
    | FundsCarriedIn
    | FundsReserved
    | FundsCommitted
    | FundsReleased
    | PaymentMade
    | PaymentReturned
    | FundsRecovered
    | FundsCarriedOver
    | FundsReturned
)


def _names(event: Direct) -> tuple[str | None, str | None]:
    match event:
        case PaymentMade() | PaymentReturned():
            return event.project_id, event.payment_id
        case FundsRecovered():
            return event.project_id, event.receipt
        case FundsReserved() | FundsCommitted() | FundsReleased():
            return event.project_id, None
        case _:
            return None, None


def moves_of(event: Direct) -> Sums:
    """By how much an entry moves which sums."""
    fen = event.amount.amount
    match event:
        case SpecialFundAllocated():
            return Sums(allocated=fen)
        case FundsCarriedIn():
            return Sums(carried_in=fen)
        case FundsReserved():
            return Sums(reserved=fen)
        case FundsCommitted():
            return Sums(reserved=-fen, committed=fen)
        case FundsReleased():
            return Sums(reserved=-fen) if event.held is Held.RESERVED else Sums(committed=-fen)
        case PaymentMade():
            return Sums(committed=-fen, paid=fen)
        case PaymentReturned():
            return Sums(committed=fen, paid=-fen)
        case FundsRecovered():
            return Sums(clawed_back=fen)
        case FundsCarriedOver():
            return Sums(carried_out=fen)
        case FundsReturned():
            return Sums(returned=fen)
        case _:
            assert_never(event)


def carried_over(sums: Sums, percent: int) -> int:
    """What goes on into the next period: a part of the year's allocation, and nothing that was carried in before.

    What came in from the year before counts as used first; what is left of it has had its year.
    """
    left_of_carried = max(0, sums.carried_in - sums.committed - sums.paid)
    return max(0, min(sums.allocated * percent // 100, sums.available - left_of_carried))


def used_percent(sums: Sums) -> int:
    """How much of what came in from the district is contracted or paid, rounded down; all of nothing is used."""
    money = sums.allocated + sums.carried_in
    return 100 if money == 0 else (sums.committed + sums.paid) * 100 // money
