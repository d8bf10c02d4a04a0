"""Clocks of a case in words: who does what on which day, and what the applicant is told then."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from services.casework.domain.case import CASE
from services.casework.domain.case_clock_acts import (
    ApproveExtension,
    DenyExtension,
    RequestExtension,
    ResumeClock,
    SuspendClock,
)
from services.casework.domain.case_commands import OpenCase
from services.casework.domain.types import CentreId, ItemCode, PostId
from shared.contracts.casework.post import ActedAs
from shared.kernel.limits import Limit
from shared.kernel.refusals import Refusal
from shared.kernel.suspensions import SuspensionReason
from shared.kernel.working_days import Calendar
from tests.casework.district import CALENDAR, CENTRE, DISTRICT, ITEM_CODE, POLICY, asked, limit
from tests.casework.stories import WHY
from tests.casework.test_case_clocks import catalogue

A = ActedAs.A
FORCE_MAJEURE = SuspensionReason.FORCE_MAJEURE
suspend, resume = SuspendClock(post_id=PostId("examination")), ResumeClock(post_id=PostId("examination"))


def ask(n: int = 10) -> RequestExtension:
    return RequestExtension(post_id=PostId("examination"), n=n, reasons=WHY)


approve = ApproveExtension(post_id=PostId("approval"), reasons=WHY)
deny = DenyExtension(post_id=PostId("approval"), reasons=WHY)


class Told:
    """A case whose clocks run: each act is said with who and when, and what came of it can be asked."""

    def __init__(self, accepted: str, statutory: Limit, promised: Limit, policy=POLICY, calendar: Calendar = CALENDAR):
        self.items, self.policy, self.calendar = catalogue(statutory, promised), policy, calendar
        accepted_on = date.fromisoformat(accepted)
        opening = OpenCase(
            application_id="application-1",
            subject="subject-ma",
            centre_id=CentreId(CENTRE),
            item_code=ItemCode(ITEM_CODE),
            item_version=1,
            accepted_on=accepted_on,
            recorded_at=datetime.fromisoformat(f"{accepted}T10:00+08:00"),
            deemed=False,
        )
        self.state: Any = CASE.initial
        self.last: Any = []
        self.on(accepted, "reaction:intake", opening)

    def context(self, day: str, by: str):
        at = day if "T" in day else f"{day}T09:00+08:00"
        return replace(asked(by, at), related=DISTRICT | self.items, policy=self.policy, calendar=self.calendar)

    def on(self, day: str, by: str, command) -> "Told":
        self.last = CASE.decide(command, self.state, self.context(day, by))
        if not isinstance(self.last, Refusal):
            self.state = CASE.fold(self.last, self.state)
        return self

    def by_time(self, day: str, command) -> "Told":
        return self.on(day, "timer", command)

    @property
    def due(self) -> Any:
        due = self.state.file.clocks.due
        return tuple(None if each is None else each.on.isoformat() for each in (due.promised, due.statutory))

    @property
    def facts(self) -> Any:
        return self.last if isinstance(self.last, Refusal) else [type(fact) for fact in self.last]


def case(accepted: str = "2015-03-16", statutory: int | None = 30, promised: int | None = 20, **given_) -> Told:
    return Told(accepted, limit(statutory), limit(promised), **given_)


BEFORE = Calendar(
    {
        **CALENDAR.years,
        2015: CALENDAR.years[2015].model_copy(
            update={
                "days_off": tuple(
                    day for day in CALENDAR.years[2015].days_off if day not in {date(2015, 9, 3), date(2015, 9, 4)}
                ),
                "make_up_days": tuple(day for day in CALENDAR.years[2015].make_up_days if day != date(2015, 9, 6)),
            }
        ),
    }
)
"""As it was known before the State Council announced the holiday of 2015-09-03 on 2015-05-13."""
AFTER = Calendar({**CALENDAR.years, 2015: CALENDAR.years[2015].model_copy(update={"version": 2})})
