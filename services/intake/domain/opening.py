"""Opening (开放时间): at which times of a day a hall receives, by policy, calendar and duty roster.

A working day has the core hours of the policy, and what staggered shifts add at noon and in the evening (错时). On a
day on which the offices rest a hall is open while somebody is on duty there (值班); that makes it no working day.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import pairwise

from shared.contracts.intake.roster import Shift, ShiftKind
from shared.kernel.instants import SHANGHAI
from shared.kernel.policy import Policy
from shared.kernel.working_days import Calendar

CORE_OPENING = "hall.core_opening"
STAGGERED_OPENING = "hall.staggered_opening"
DUTY_OPENING = "duty.opening"

# --- spans ------------------------------------------------------------------


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """From `begins` on, before `ends`; local time of one day."""

    begins: time
    ends: time

    def holds(self, moment: time) -> bool:
        """Whether a time belongs to it."""
        return self.begins <= moment < self.ends

    def meets(self, other: Span) -> bool:
        """Whether they share a moment."""
        return self.begins < other.ends and other.begins < self.ends


def spans_of(policy: Policy, key: str, day: date) -> tuple[Span, ...]:
    """The spans that the policy names (`08:30-12:00`) for a day."""
    return tuple(Span(*map(time.fromisoformat, told.split("-"))) for told in policy.texts(key, day))


def span_of(shift: Shift) -> Span:
    """When somebody is at a window."""
    return Span(time.fromisoformat(shift.begins), time.fromisoformat(shift.ends))


def merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The same time in as few spans as can be, in their order."""
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and span.begins <= joined[-1].ends:
            joined[-1] = Span(joined[-1].begins, max(joined[-1].ends, span.ends))
        else:
            joined.append(span)
    return tuple(joined)


def without(span: Span, others: Sequence[Span]) -> Iterator[Span]:
    """What is left of a span outside of others."""
    edges = {edge for other in others for edge in (other.begins, other.ends) if span.holds(edge)}
    for begins, ends in pairwise(sorted({span.begins, span.ends, *edges})):
        if not any(other.holds(begins) for other in others):
            yield Span(begins, ends)


def covered(span: Span, shifts: Iterable[Shift], windows: int) -> bool:
    """Whether at each moment of a span at least so many windows have somebody."""
    at_windows = [(shift.window_id, span_of(shift)) for shift in shifts]
    edges = {edge for _, each in at_windows for edge in (each.begins, each.ends) if span.holds(edge)}
    return all(
        len({window for window, each in at_windows if each.holds(moment)}) >= windows
        for moment in {span.begins, *edges}
    )


# --- days -------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Open:
    """A time at which a hall receives, and why."""

    span: Span
    kind: ShiftKind


@dataclass(frozen=True, slots=True)
class Opening:
    """When a hall receives on a day, in order; `working_day` says whether the offices work, open or not."""

    day: date
    working_day: bool
    times: tuple[Open, ...]

    def at(self, instant: datetime) -> Open | None:
        """The time that an aware instant belongs to; None while the hall is closed."""
        local = instant.astimezone(SHANGHAI)
        if local.date() != self.day:
            return None
        return next((each for each in self.times if each.span.holds(local.time())), None)


def opening(day: date, shifts: Iterable[Shift], policy: Policy, calendar: Calendar) -> Opening:
    """When a hall receives on a day on which these shifts are worked; what they say of other days does not matter."""
    working_day = calendar.is_working_day(day)
    core = spans_of(policy, CORE_OPENING, day) if working_day else ()
    beside = ShiftKind.STAGGERED if working_day else ShiftKind.DUTY
    rostered = merged(span_of(shift) for shift in shifts if shift.day == day and shift.kind is beside)
    times = [Open(span, ShiftKind.CORE) for span in core]
    times += [Open(left, beside) for span in rostered for left in merged(without(span, core))]
    return Opening(day, working_day, tuple(sorted(times, key=lambda each: each.span)))
