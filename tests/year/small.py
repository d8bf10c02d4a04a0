"""A handful of hand-made cases, their log, and changes of the rules to see them under."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from functools import cache

from services.casework.domain.staff import STAFF
from services.casework.domain.staff_commands import TrainStaff
from services.casework.domain.types import ItemCode
from services.casework.domain.whatif import Change, OtherLimits
from shared.contracts.casework.benefit import Amount
from shared.contracts.casework.case import DecisionMade
from shared.kernel.decider import Step
from shared.kernel.policy import PolicyEntry
from shared.kernel.provenance import Provenance
from shared.kernel.working_days import CalendarYear
from tests.casework.district import CALENDAR
from tests.year.generator import year
from tests.year.play import founded
from tests.year.script import BEIJING, Absence, Act, Case, Post, What
from tests.year.work import ADMIN, all_of, limit

YEAR = year()
WD, CD = "WORKING_DAY", "CALENDAR_DAY"
EXAMINATION, APPROVAL = "centre-01-examination-1", "centre-01-approval"
ONE, TWO, THREE, FOUR = (f"s-centre-01-{n}" for n in range(1, 5))
UNTRAINED = "s-centre-01-9"


def instant(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=BEIJING)


def examiner(text: str, what: What, **said) -> Act:
    return Act(instant(text), what, EXAMINATION, ONE, **said)


def handled(proposed: str, decided: str, closed: str) -> tuple[Act, ...]:
    return (
        examiner(proposed, What.PROPOSE),
        Act(instant(decided), What.DECIDE, APPROVAL, THREE),
        examiner(closed, What.CLOSE),
    )


def case(name: str, item: str, accepted: str, *acts: Act) -> Case:
    return Case(name, "centre-01", item, instant(accepted).date(), instant(accepted), acts)


CASES = (
    # Ten working days of promise end on 10-15, fifteen of the statute on 10-22; the 10-09 is the fifth.
    case(
        "in-time",
        "CD-MZ-003",
        "2014-09-26T10:00",
        *handled("2014-10-08T10:00", "2014-10-08T16:00", "2014-10-09T17:00"),
    ),
    # Promised until 11-17, by law until 11-24, and closed that day.
    case(
        "late",
        "CD-MZ-003",
        "2014-11-03T10:00",
        *handled("2014-11-20T10:00", "2014-11-21T10:00", "2014-11-24T17:00"),
    ),
    # Two days used, then asked on 03-04; the answer comes on 03-30, eight working days of it stop the clock.
    case(
        "asked",
        "CD-MZ-003",
        "2015-03-02T10:00",
        examiner("2015-03-04T10:00", What.ASK_DEPARTMENT, id="q", reason="department-1"),
        Act(instant("2015-03-30T10:00"), What.DEPARTMENT_ANSWERS, id="q", reason="department-1"),
        *handled("2015-03-30T11:00", "2015-03-30T15:00", "2015-03-31T10:00"),
    ),
    # Force majeure for a week: ten working days from 2015-04-20, without those from 04-23 to 04-29, end on 05-12.
    case(
        "storm",
        "CD-MZ-003",
        "2015-04-20T10:00",
        examiner("2015-04-22T10:00", What.STOP, id="f"),
        examiner("2015-04-29T10:00", What.GO_ON, id="f"),
        *handled("2015-05-08T10:00", "2015-05-08T15:00", "2015-05-11T10:00"),
    ),
    # Thirty days end on New Year's Day, which is a day like others until 2015 is published, and then rolls to 01-04.
    case(
        "new-year",
        "CD-MZ-010",
        "2014-12-02T10:00",
        *handled("2014-12-22T10:00", "2014-12-22T15:00", "2014-12-24T10:00"),
    ),
    # Told 2015-09-08, then after the notice of May 2015-09-09; nobody closes it.
    case("far", "CD-SB-001", "2015-05-11T10:00"),
)
ITEMS = tuple(item for item in YEAR.items if item.code in {each.item for each in CASES})
SICK = Absence(TWO, date(2014, 11, 20), date(2014, 11, 21), instant("2014-11-19T17:00"))
SMALL = replace(
    YEAR,
    items=ITEMS,
    posts=(
        *(post for post in YEAR.posts if post.centre == "centre-01"),
        Post("centre-01-spare", "centre-01", "EXAMINATION", UNTRAINED, FOUR),
    ),
    absences=(SICK,),
    cases=CASES,
)
AMOUNTS = {"in-time": 50_000, "late": 50_001, "asked": 80_000}


@cache
def log():
    """The log of the hand-made cases; one person is trained for nothing, and the grants are of these amounts."""
    untrain = Step(STAFF, UNTRAINED, TrainStaff(trained_for=(ItemCode("CD-JS-001"),)))
    return tuple(_granting(each) for each in log_of(CASES, untrain, absences=(SICK,)))


def log_of(cases: tuple[Case, ...], *first: Step, absences=(), later=()):
    """The log of other cases, after the operator did something `first`, and `later` at other instants."""
    script = replace(SMALL, cases=cases, absences=absences)
    house = founded(script.editions[0].at)
    doings = [*all_of(script), *((instant("2014-08-30T09:00"), _by_operator(step)) for step in first)]
    doings += [(instant(when), _by_operator(*steps)) for when, steps in later]
    for when, done in sorted(doings, key=lambda each: each[0]):
        house.forward(when)
        done(house)
    house.forward(script.ends_at)
    return tuple(entry.recorded() for entry in house.log)


def _by_operator(*steps: Step):
    return lambda house: house.do(ADMIN, *steps)


def _granting(recorded):
    amount = AMOUNTS.get(recorded.aggregate.id)
    if amount is None or not isinstance(recorded.event, DecisionMade):
        return recorded
    event = recorded.event.model_copy(update={"amount": Amount(amount=amount)})
    return replace(recorded, document=recorded.document.model_copy(update={"data": event}))


def days(n: int | None, unit: str = WD) -> OtherLimits:
    return OtherLimits(promised=limit(() if n is None else ((n, unit),)))


def adopted(key: str, value, *on: date) -> Change:
    entries = tuple(
        PolicyEntry(key=key, value=value, effective_on=day, basis="a test", provenance=Provenance.SYNTHETIC)
        for day in on or (date(2013, 1, 1),)
    )
    return Change(entries=entries)


def edition(of: int, off: tuple[str, ...] = (), worked: tuple[str, ...] = ()) -> CalendarYear:
    """The year as it is, with these days off or worked besides, or no more so."""
    known = CALENDAR.years[of]
    days_off = {*known.days_off} ^ {date.fromisoformat(day) for day in off}
    made_up = {*known.make_up_days} ^ {date.fromisoformat(day) for day in worked}
    return known.model_copy(update={"days_off": tuple(sorted(days_off)), "make_up_days": tuple(sorted(made_up))})
