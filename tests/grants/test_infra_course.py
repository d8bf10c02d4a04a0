"""On course and carried on: what planned days and stages say of a project, one row each."""

from __future__ import annotations

import pytest

from services.grants.domain.infra_course import InfraStatus, Step, continued, on_course, status_on
from shared.contracts.grants.infra_project import InfraStage
from tests.grants.infra import by, day

PLANNED = Step(InfraStatus.PLANNED, day("2015-03-17"))
SITE = Step(InfraStatus.SITE_SELECTED, day("2015-07-01"))
WORK = Step(InfraStatus.UNDER_CONSTRUCTION, day("2015-08-25"))
RESTS = Step(InfraStatus.SUSPENDED, day("2015-11-01"))
OFF = Step(InfraStatus.CANCELLED, day("2015-12-01"))
DONE = Step(InfraStatus.COMPLETED, day("2015-12-31"))
SITE_BY, WORK_BY = by(InfraStage.SITE_SELECTED, "2015-06-30"), by(InfraStage.UNDER_CONSTRUCTION, "2015-09-30")
BOTH = (SITE_BY, WORK_BY)

COURSES = {
    "before the plan nothing is said": (BOTH, [PLANNED], "2015-03-16", None),
    "before the first day": (BOTH, [PLANNED], "2015-06-29", True),
    "on its last day it may still come": (BOTH, [PLANNED], "2015-06-30", True),
    "the day after it is late": (BOTH, [PLANNED], "2015-07-01", False),
    "what was reached late is reached": (BOTH, [PLANNED, SITE], "2015-07-01", True),
    "a later stage covers an earlier one": (BOTH, [PLANNED, WORK], "2015-10-01", True),
    "the next day is missed in its turn": (BOTH, [PLANNED, SITE], "2015-10-01", False),
    "what rests is not on course": (BOTH, [PLANNED, SITE, WORK, RESTS], "2015-11-01", False),
    "the day before it was": (BOTH, [PLANNED, SITE, WORK, RESTS], "2015-10-31", True),
    "what was given up has no course": (BOTH, [PLANNED, SITE, OFF], "2015-12-01", None),
    "without days nobody can say": ((), [PLANNED, SITE], "2016-01-01", None),
}

YEARS = {
    "planned in the year, it is new": ([PLANNED], 2015, False),
    "open when the next began, it is carried on": ([PLANNED, SITE], 2016, True),
    "resting too": ([PLANNED, SITE, RESTS], 2016, True),
    "completed the day before, it is not": ([PLANNED, SITE, WORK, DONE], 2016, False),
    "completed on the first day, it is not": ([PLANNED, Step(InfraStatus.COMPLETED, day("2016-01-01"))], 2016, False),
    "completed on the second, it was": ([PLANNED, Step(InfraStatus.COMPLETED, day("2016-01-02"))], 2016, True),
    "given up, it is not": ([PLANNED, OFF], 2016, False),
}


@pytest.mark.parametrize(("schedule", "steps", "on", "then"), COURSES.values(), ids=COURSES.keys())
def test_on_course(schedule, steps, on, then):
    assert on_course(schedule, steps, day(on)) is then


@pytest.mark.parametrize(("steps", "year", "then"), YEARS.values(), ids=YEARS.keys())
def test_continued(steps, year, then):
    assert continued(steps, year) is then


def test_of_two_steps_of_one_day_the_later_counts():
    assert status_on([PLANNED, Step(InfraStatus.SITE_SELECTED, PLANNED.from_on)], PLANNED.from_on) == SITE.status
