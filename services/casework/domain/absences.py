"""Absences: the days on which a person is away, as recorded, overlapping or not. They count as the union of days."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from shared.contracts.casework.post import AwayReason

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Absence:
    """Away on each day from `from_on` to `until_on`, both included; None is until further notice."""

    reason: AwayReason
    from_on: date
    until_on: date | None = None

    def on(self, day: date) -> bool:
        """Whether the day belongs to it."""
        return self.from_on <= day and (self.until_on is None or day <= self.until_on)

    def holds(self, other: Absence) -> bool:
        """Whether the other tells nothing new: it is for the same reason, and all its days belong to this one."""
        ends_here = self.until_on is None or (other.until_on is not None and other.until_on <= self.until_on)
        return self.reason is other.reason and self.from_on <= other.from_on and ends_here


@dataclass(frozen=True, slots=True)
class Absences:
    """All of one person, in the order in which they were recorded."""

    all: tuple[Absence, ...] = ()

    def on(self, day: date) -> Absence | None:
        """The absence that a day belongs to; of several the one recorded last."""
        return next((absence for absence in reversed(self.all) if absence.on(day)), None)

    def know(self, told: Absence) -> bool:
        """Whether one of them tells as much already."""
        return any(absence.holds(told) for absence in self.all)

    def plus(self, told: Absence) -> Absences:
        """With one more."""
        return Absences((*self.all, told))

    def returned(self, on: date) -> Absences:
        """Without the days from `on` on of those that began on that day or before."""
        return Absences(tuple(left for absence in self.all if (left := _before(absence, on)) is not None))

    def back_on(self, day: date) -> date | None:
        """The first day on or after `day` that belongs to none; None where no end is known."""
        while (absence := self.on(day)) is not None:
            if absence.until_on is None:
                return None
            day = absence.until_on + _DAY
        return day

    def from_day(self, day: date) -> Absences:
        """Those that are not over before `day`."""
        return Absences(tuple(each for each in self.all if each.until_on is None or each.until_on >= day))

    def turns(self) -> Iterator[date]:
        """The days on which one of them begins, or has ended."""
        for absence in self.all:
            yield absence.from_on
            if absence.until_on is not None:
                yield absence.until_on + _DAY


PRESENT = Absences()


def _before(absence: Absence, on: date) -> Absence | None:
    if absence.from_on > on or (absence.until_on is not None and absence.until_on < on):
        return absence
    return replace(absence, until_on=on - _DAY) if absence.from_on < on else None
