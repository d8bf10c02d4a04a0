"""Whatever is inquired into, in whatever order: what is told of the clocks is the union of what stopped them."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from services.casework.domain.case_clock_acts import EndQuery
from services.casework.domain.case_clocks import clock_rules
from services.casework.domain.case_inquiry_acts import CompleteStep, Takes
from services.casework.domain.case_notice_acts import EndNotice
from shared.contracts.casework.case_inquiry import StepKind
from shared.kernel.deadlines import reckon
from shared.kernel.suspensions import Suspension, SuspensionReason
from tests.casework.district import CALENDAR, POLICY, limit
from tests.casework.inquiries import (
    EXAMINATION,
    FOUND,
    WD,
    Inquired,
    notice_of,
    post_notice,
    query,
    reply,
    start,
    step_of,
)

HEARING, EXPERTS, _INSPECTION, SPECIAL = StepKind
WEEK = Takes(n=5, unit=WD)
ASSESSED = step_of(SuspensionReason.SPECIAL_STEP, "劳动能力鉴定", 20, WD)
DELIVERED = step_of(SuspensionReason.SPECIAL_STEP, "公告送达", 10, WD, counted=True)
ACCEPTED = date(2015, 3, 16)
PROMISED, STATUTORY = 200, 250
MOST = POLICY.whole("clock.query_max_wd", ACCEPTED)
GUIDE = (notice_of(7), ASSESSED, DELIVERED)
DEPARTMENTS = [f"dept-{n}" for n in range(4)]
DOINGS = st.sampled_from(["hearing", "experts", "assessed", "delivered", "notice", "query", "end", "reply"])


class Running:
    """A case under random inquiries, and beside it, kept by hand, the days on which each of them stops it."""

    def __init__(self) -> None:
        self.told = Inquired(*GUIDE, accepted=ACCEPTED.isoformat(), promised=PROMISED, statutory=STATUTORY)
        self.day = ACCEPTED
        self.stopped: dict[str, Suspension] = {}
        self.n = 0

    def pass_days(self, days: int) -> None:
        for _ in range(days):
            self.day += timedelta(days=1)
            for command in (EndQuery(), EndNotice()):
                self.told.by_time(f"{self.day}T00:00+08:00", command)

    def does(self, doing: str, back: int) -> None:
        self.n += 1
        id_ = f"{doing}-{self.n}"
        commands = {
            "hearing": start(HEARING, id_, takes=WEEK),
            "experts": start(EXPERTS, id_, takes=WEEK),
            "assessed": start(SPECIAL, id_, "劳动能力鉴定"),
            "delivered": start(SPECIAL, id_, "公告送达"),
            "notice": post_notice(id_),
            "query": query(id_, DEPARTMENTS[len(self.told.state.file.inquiries.queries) % 4]),
        }
        if doing == "end":
            self.end_a_step(back)
        elif doing == "reply":
            self.answer()
        elif isinstance(self.told.does(self.day.isoformat(), commands[doing]).last, list):
            self.note(doing, id_)

    def note(self, doing: str, id_: str) -> None:
        first_query = doing == "query" and not any(each.startswith("query") for each in self.stopped)
        if doing in {"hearing", "experts", "assessed"}:
            self.stopped[id_] = Suspension(reason=SuspensionReason.HEARING, stopped_on=self.day)
        elif doing == "notice":
            ends = self.day + timedelta(days=7)
            self.stopped[id_] = Suspension(reason=SuspensionReason.PUBLIC_NOTICE, stopped_on=self.day, resumed_on=ends)
        elif first_query:
            ends = CALENDAR.nth_working_day_after(self.day, MOST)
            self.stopped[id_] = Suspension(reason=SuspensionReason.FORCE_MAJEURE, stopped_on=self.day, resumed_on=ends)

    def end_a_step(self, back: int) -> None:
        for step in self.told.state.file.inquiries.open_steps[:1]:
            ended_on = max(step.started_on, self.day - timedelta(days=back))
            command = CompleteStep(post_id=EXAMINATION, step_id=step.step_id, ended_on=ended_on, finding=FOUND)
            assert isinstance(self.told.does(self.day.isoformat(), command).last, list)
            self.over(step.step_id, ended_on)

    def answer(self) -> None:
        asked = self.told.state.file.inquiries.open_query
        if asked is not None:
            self.told.on(self.day.isoformat(), asked.department, reply(asked.request_id))
            assert isinstance(self.told.last, list)
            self.over(asked.request_id, self.day)

    def over(self, id_: str, on: date) -> None:
        if id_ in self.stopped:
            before = self.stopped[id_].resumed_on or on
            self.stopped[id_] = self.stopped[id_].model_copy(update={"resumed_on": min(before, on)})

    def finish(self) -> None:
        while self.told.state.file.inquiries.open_steps:
            self.end_a_step(0)
        self.answer()
        self.pass_days(8)

    def stands_still(self, day: date) -> bool:
        return any(each.stopped_on < day <= (each.resumed_on or date.max) for each in self.stopped.values())


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 9), DOINGS, st.integers(0, 5)), max_size=14))
def test_whatever_is_inquired_into_no_day_is_lost_or_gained(doings):
    running = Running()
    for days, doing, back in doings:
        running.pass_days(days)
        running.does(doing, back)
    running.finish()
    due = running.told.state.file.clocks.due
    for limit_of, found in ((PROMISED, due.promised), (STATUTORY, due.statutory)):
        again = reckon(
            limit(limit_of),
            running.told.state.file.clocks.started_at,
            CALENDAR,
            rules=clock_rules(POLICY, ACCEPTED),
            suspensions=running.stopped.values(),
        )
        assert found is not None
        assert again.due is not None
        assert (found.on, found.at) == (again.due.on, again.due.at), "the union of what was recorded by hand"
        run = (ACCEPTED + timedelta(days=n) for n in range(1, (found.on - ACCEPTED).days + 1))
        counted = [day for day in run if CALENDAR.is_working_day(day) and not running.stands_still(day)]
        assert len(counted) == limit_of, "every working day that was not stopped, once"
        assert counted[-1] == found.on
