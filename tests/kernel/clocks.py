"""What the tests of deadlines and of their proofs have in common: calendars, limits, and random cases of them."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from hypothesis import strategies as st

from deploy.calendar_import import calendar_years
from shared.kernel.cycles import YearlyCycle
from shared.kernel.deadlines import ClockRules, Extension
from shared.kernel.instants import SHANGHAI, at
from shared.kernel.limits import Limit, LimitStage, LimitUnit
from shared.kernel.suspensions import Suspension, SuspensionReason
from shared.kernel.working_days import Calendar, CalendarYear, YearStatus

WD, CAL_DAY, MONTH = LimitUnit.WORKING_DAY, LimitUnit.CALENDAR_DAY, LimitUnit.MONTH
HOUR, INSTANT = LimitUnit.HOUR, LimitUnit.INSTANT
NOTICE, QUERY = SuspensionReason.PUBLIC_NOTICE, SuspensionReason.CROSS_DEPARTMENT_QUERY
HEARING = SuspensionReason.HEARING

SEEDED = Calendar.of(calendar_years())
V_DAY = {date(2015, 9, 3), date(2015, 9, 4)}
V_DAY_MADE_UP = date(2015, 9, 6)
RULES = ClockRules(query_max_wd=10, policy_version=7)


def before_the_notice_of_2015() -> Calendar:
    year = SEEDED.years[2015]
    told = year.model_copy(
        update={
            "days_off": tuple(day for day in year.days_off if day not in V_DAY),
            "make_up_days": tuple(day for day in year.make_up_days if day != V_DAY_MADE_UP),
        }
    )
    return Calendar({**SEEDED.years, 2015: told})


def after_the_notice_of_2015() -> Calendar:
    return before_the_notice_of_2015().with_year(SEEDED.years[2015].model_copy(update={"version": 2}))


def stage(n: int, unit: LimitUnit = WD, body: str = "centre", *, counted: bool = True) -> LimitStage:
    return LimitStage(name="examination", body=body, n=n, unit=unit, counted=counted)


def limit(*stages: tuple[int, LimitUnit]) -> Limit:
    return Limit(stages=tuple(stage(n, unit) for n, unit in stages))


def morning(iso: str) -> datetime:
    return at(date.fromisoformat(iso), 10)


def stop(stopped: str, resumed: str | None = None, reason: SuspensionReason = NOTICE, **more: object) -> Suspension:
    until = date.fromisoformat(resumed) if resumed else None
    return Suspension.model_validate(
        {"reason": reason, "stopped_on": date.fromisoformat(stopped), "resumed_on": until, **more}
    )


# --- random cases -----------------------------------------------------------

_FIRST = date(2014, 1, 1)
_JANUARY = [date(2014, 1, 27) + timedelta(days=n) for n in range(5)]
starts = st.datetimes(datetime(2014, 1, 1), datetime(2017, 1, 31), timezones=st.just(SHANGHAI))  # noqa: DTZ001 - hypothesis adds the zone
days = st.integers(0, 1200).map(lambda n: _FIRST + timedelta(days=n)) | st.sampled_from(_JANUARY)


def suspensions(
    *reasons: SuspensionReason, closed: bool = False, at_most: int = 6, from_on: date | None = None
) -> st.SearchStrategy[list[Suspension]]:
    """Some of each kind: short and long, of no day at all, open, counted, touching and nested by chance."""
    first = days if from_on is None else st.integers(0, 60).map(lambda n: from_on + timedelta(days=n))
    lasting = st.sampled_from([0, 1, 2, 3, 5, 7, 8, 20, 90])
    one = st.builds(
        lambda reason, day, length, counted: Suspension(
            reason=reason,
            stopped_on=day,
            resumed_on=None if length is None else day + timedelta(days=length),
            counted=counted,
        ),
        st.sampled_from(reasons or tuple(SuspensionReason)),
        first,
        lasting if closed else st.none() | lasting,
        st.booleans() if not reasons else st.just(value=False),
    )
    return st.lists(one, max_size=at_most)


timed = st.tuples(st.integers(1, 90), st.sampled_from([WD, CAL_DAY, HOUR]))
months = st.tuples(st.integers(1, 14), st.just(MONTH))
chains = st.lists(timed, min_size=1, max_size=4).map(lambda stages: limit(*stages))
limits = st.lists(timed | months | st.just((0, INSTANT)), min_size=1, max_size=4).map(lambda stages: limit(*stages))
month_days = st.dates(date(2001, 1, 1), date(2001, 12, 31)).map(lambda day: f"{day:%m-%d}")
cycles = st.builds(YearlyCycle, apply_by=month_days, decide_by=month_days)
extensions = st.lists(st.builds(Extension, n=st.integers(1, 20), granted_on=days), max_size=2)
rules = st.builds(
    ClockRules,
    closes_at=st.sampled_from([None, time(18)]),
    roll_forward=st.booleans(),
    query_max_wd=st.sampled_from([0, 1, 5, 10]),
    policy_version=st.integers(0, 9),
)


@st.composite
def editions(draw: st.DrawFn, year: int) -> CalendarYear:
    """A year with days off and made up at random."""
    every_day = [date(year, 1, 1) + timedelta(days=n) for n in range(365)]
    chosen = sorted(draw(st.sets(st.sampled_from(every_day), max_size=40)))
    return CalendarYear(
        year=year,
        status=draw(st.sampled_from(YearStatus)),
        version=draw(st.integers(1, 3)),
        days_off=tuple(day for day in chosen if day.weekday() < 5),
        make_up_days=tuple(day for day in chosen if day.weekday() >= 5),
        source_document="a notice",
    )


@st.composite
def calendars(draw: st.DrawFn) -> Calendar:
    """The seeded years, or random ones with some missing."""
    if draw(st.booleans()):
        return SEEDED
    years = draw(st.sets(st.integers(2013, 2019)))
    return Calendar.of([draw(editions(year)) for year in sorted(years)])
