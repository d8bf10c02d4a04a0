"""What a replay under other rules says: how many cases would have fared otherwise, which, and how."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import islice
from typing import Generic, TypeVar

from services.casework.domain.cover import TimeAtRisk
from services.casework.domain.whatif_clocks import Twin, of_both
from shared.contracts.casework.case_clocks import Clock
from shared.kernel.limits import DueDate
from shared.kernel.money import Money

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Listed(Generic[T]):
    """How many there are, and the first of them."""

    count: int
    first: tuple[T, ...]

    @classmethod
    def of(cls, found: Iterable[T], at_most: int) -> Listed[T]:
        """The list, shortened."""
        every = tuple(found)
        return cls(len(every), tuple(islice(every, at_most)))


@dataclass(frozen=True, slots=True)
class Both:
    """A number as it was, and as it would have been."""

    was: int
    would: int


@dataclass(frozen=True, slots=True)
class Line:
    """The cases of an item at a centre; within are those that have such a limit and have not missed it."""

    item_code: str
    centre_id: str
    cases: int
    moved: int
    within_promise: Both
    within_statute: Both


@dataclass(frozen=True, slots=True)
class MovedCase:
    """The last due date that the applicant of a case was told of, and would have been; None where there is none."""

    case_id: str
    item_code: str
    centre_id: str
    clock: Clock
    old: DueDate | None
    new: DueDate | None


@dataclass(frozen=True, slots=True)
class OtherBreach:
    """A limit that was missed in one of the two and not in the other; `due_at` is when it was over there."""

    case_id: str
    item_code: str
    centre_id: str
    clock: Clock
    due_at: datetime


@dataclass(frozen=True, slots=True)
class UncoveredPost:
    """How long nobody was on a post, and would have been."""

    post_id: str
    org: str
    was: TimeAtRisk
    would: TimeAtRisk


class Hindrance(StrEnum):
    """Why nobody on the roster could have done an act."""

    UNCOVERED = "UNCOVERED"
    """Nobody would have been on the post."""

    NOT_TRAINED = "NOT_TRAINED"
    """Who would have stood in is not trained for the item."""

    SAME_PERSON = "SAME_PERSON"
    """Who would have been on the post had examined what was to be approved, or the other way round."""


@dataclass(frozen=True, slots=True)
class ActNotDone:
    """An act on a case that nobody on the roster could have done at that instant; `act` is the event's word."""

    case_id: str
    post_id: str
    act: str
    at: datetime
    why: Hindrance


@dataclass(frozen=True, slots=True)
class DecisionGoneUp:
    """A grant by the centre above the cap: the department would have had to decide."""

    case_id: str
    item_code: str
    amount: Money
    cap: Money


@dataclass(frozen=True, slots=True)
class Report:
    """What would have been otherwise; all of it is empty where nothing would."""

    cases: int
    lines: tuple[Line, ...]
    moved: Listed[MovedCase]
    gained: Listed[OtherBreach]
    lost: Listed[OtherBreach]
    uncovered: tuple[UncoveredPost, ...]
    not_done: Listed[ActNotDone]
    gone_up: Listed[DecisionGoneUp]

    @property
    def changes(self) -> bool:
        """Whether anything would have been otherwise."""
        lists = (self.moved, self.gained, self.lost, self.not_done, self.gone_up)
        return bool(self.uncovered) or any(each.count for each in lists)


def moved_of(case_id: str, twin: Twin) -> Iterator[MovedCase]:
    """The clocks of a case whose last word to the applicant would have been another."""
    opened = twin.opened
    for clock, old in of_both(twin.was.clocks.told):
        new = twin.would.of(clock)
        if (old and old.at) != (new and new.at):
            yield MovedCase(case_id, opened.item_code, opened.centre_id, clock, old, new)


def breaches_of(case_id: str, twin: Twin) -> Iterator[tuple[bool, OtherBreach]]:
    """The breaches that only one of the two has, and whether that is the other world."""
    opened = twin.opened
    for clock in Clock:
        was, would = twin.was.missed.get(clock), twin.would.missed.get(clock)
        due_at = would if was is None else was
        if (was is None) is not (would is None) and due_at is not None:
            yield was is None, OtherBreach(case_id, opened.item_code, opened.centre_id, clock, due_at)


def lines_of(told: Mapping[str, Twin]) -> Iterator[Line]:
    """A line for each item at each centre."""
    groups: dict[tuple[str, str], dict[str, Twin]] = {}
    for case_id, twin in told.items():
        groups.setdefault((twin.opened.item_code, twin.opened.centre_id), {})[case_id] = twin
    for (item_code, centre_id), twins in sorted(groups.items()):
        yield Line(
            item_code=item_code,
            centre_id=centre_id,
            cases=len(twins),
            moved=sum(any(moved_of(case_id, twin)) for case_id, twin in twins.items()),
            within_promise=_within(Clock.PROMISED, twins.values()),
            within_statute=_within(Clock.STATUTORY, twins.values()),
        )


def _within(clock: Clock, twins: Iterable[Twin]) -> Both:
    every = list(twins)
    kept = (
        sum(told.of(clock) is not None and clock not in told.missed for told in world)
        for world in ([twin.was for twin in every], [twin.would for twin in every])
    )
    return Both(*kept)
