"""What the tests of rosters, opening hours and queues are made of: September 2015 in Qingzhenxiang's hall.

Its holiday of 3 to 5 September (抗战胜利纪念日) was announced in May; Sunday the 6th is worked for it.
"""

from datetime import date, timedelta

from services.intake.domain.hall import HALL
from services.intake.domain.roster import ROSTER, PublishRoster, roster_id
from services.intake.domain.roster_rules import days_of
from services.intake.domain.types import HallId
from shared.contracts.intake.roster import DutyRosterPublished, Shift, ShiftKind
from shared.kernel.actors import Actor, ActorId, Role
from shared.kernel.decider import Context
from shared.kernel.ids import AggregateRef
from shared.testing.decider import context, known
from tests.intake.samples import CALENDAR, OPENED, POLICY, W1, W2, W3

MONTH = "2015-09"
VICTORY_DAY = date(2015, 9, 3)
CENTRE = OPENED.centre_id
PEOPLE = ("s-ma", "s-han", "s-li", "s-zhang")


def by_director(instant: str, org: str = CENTRE) -> Context:
    """A director at this instant, local time."""
    return context(f"{instant}+08:00", Actor(ActorId("s-director"), Role.CENTRE_DIRECTOR, org), POLICY, CALENDAR)


def shift(
    staff: str,
    day: date,
    hours: str = "09:00-12:00",
    window_id: str = "W1",
    kind: ShiftKind = ShiftKind.DUTY,
) -> Shift:
    """Somebody at a window; on duty unless said."""
    begins, ends = hours.split("-")
    return Shift(staff=staff, window_id=window_id, day=day, begins=begins, ends=ends, kind=kind)


def staggered(staff: str, day: date, hours: str) -> Shift:
    """Somebody at W1 outside of the core hours."""
    return shift(staff, day, hours, kind=ShiftKind.STAGGERED)


def shifts_of(month: str = MONTH, first: date = date.min) -> tuple[Shift, ...]:
    """Each day of rest from `first` on has one window on duty, each working day noon and evening; all take turns."""
    days = [day for day in days_of(month) if day >= first]
    people = [PEOPLE[day.day % len(PEOPLE)] for day in days]
    return tuple(
        each
        for day, person in zip(days, people, strict=True)
        for each in (
            (staggered(person, day, "12:00-14:30"), staggered(person, day, "18:00-19:00"))
            if CALENDAR.is_working_day(day)
            else (shift(person, day),)
        )
    )


def publish(shifts: tuple[Shift, ...], month: str = MONTH) -> PublishRoster:
    return PublishRoster(hall_id=HallId("hall-qzx"), month=month, shifts=shifts)


def published(shifts: tuple[Shift, ...], edition: int = 1, month: str = MONTH) -> DutyRosterPublished:
    return DutyRosterPublished(hall_id="hall-qzx", centre_id=CENTRE, month=month, edition=edition, shifts=shifts)


WHOLE = shifts_of()
HALLS = known(HALL, "hall-qzx", OPENED, W1, W2, W3) | known(HALL, "hall-none")


def rostered(*shifts: Shift, day: date = VICTORY_DAY) -> dict[AggregateRef, object]:
    """The hall, and its roster of the month of a day, where there are shifts."""
    events = (published(shifts, month=f"{day:%Y-%m}"),) if shifts else ()
    return {**HALLS, **known(ROSTER, roster_id("hall-qzx", day), *events)}


def next_day(day: date) -> date:
    return day + timedelta(days=1)
