"""Case: its opening, its due dates and whether they were kept (S2, S3 and the vectors of the domain model)."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.casework.domain.case import CASE
from services.casework.domain.case_clocks import first_told
from services.casework.domain.case_commands import (
    CloseCase,
    DecideCase,
    OpenCase,
    ProposeDecision,
    ReturnToExaminer,
    TerminateCase,
)
from services.casework.domain.case_state import Closed, NotOpened, Terminated
from services.casework.domain.item import ITEM
from services.casework.domain.types import CentreId, ItemCode, PostId
from shared.contracts.casework.case import (
    CaseClosed,
    CaseOpened,
    DecisionMade,
    DecisionProposed,
    Outcome,
    TerminationCause,
)
from shared.contracts.casework.item import ItemKnown
from shared.contracts.casework.reasons import Reasons
from shared.kernel.instants import start_of
from shared.kernel.limits import Limit, LimitUnit
from shared.kernel.refusals import CorruptStream, Refusal
from shared.kernel.working_days import Calendar
from shared.testing.decider import Spec, known
from tests.casework.district import CALENDAR, CENTRE, DISTRICT, ITEM_CODE, asked, item_version, limit, policy_with
from tests.casework.travels import seeded

SPEC = Spec(CASE)
HOUR, DAY, MONTH = LimitUnit.HOUR, LimitUnit.CALENDAR_DAY, LimitUnit.MONTH


def catalogue(statutory: Limit, promised: Limit):
    return known(ITEM, ITEM_CODE, ItemKnown(code=ITEM_CODE, item=item_version(statutory, promised), source_position=3))


def open_case(accepted_on: date, recorded_at: str | None = None, deemed: bool = False, version: int = 1) -> OpenCase:
    return OpenCase(
        application_id="application-1",
        subject="subject-ma",
        centre_id=CentreId(CENTRE),
        item_code=ItemCode(ITEM_CODE),
        item_version=version,
        accepted_on=accepted_on,
        recorded_at=datetime.fromisoformat(recorded_at or f"{accepted_on}T10:00+08:00"),
        deemed=deemed,
    )


def opened_by(command: OpenCase, statutory: Limit, promised: Limit, **changes) -> CaseOpened:
    context = replace(asked("reaction:intake"), related=catalogue(statutory, promised), **changes)
    decided = CASE.decide(command, CASE.initial, context)
    assert isinstance(decided, list)
    (opened,) = decided
    assert isinstance(opened, CaseOpened)
    return opened


DUE = {
    "S2: 25 of the promise and 30 of the statute over the National Day week": (
        date(2014, 9, 26),
        limit(30),
        limit(25),
        (date(2014, 11, 5), date(2014, 11, 12)),
    ),
    "S3: a promise of 3 over a Sunday that is worked": (
        date(2015, 2, 13),
        limit(20),
        limit(3),
        (date(2015, 2, 17), date(2015, 3, 18)),
    ),
    "five days over the National Day week": (date(2014, 9, 26), limit(None), limit(5), (date(2014, 10, 9), None)),
    "a year later": (date(2014, 12, 29), limit(None), limit(5), (date(2015, 1, 6), None)),
    "over the one-off holiday of 2015": (
        date(2015, 8, 31),
        limit(None),
        limit(10),
        (date(2015, 9, 15), None),
    ),
    "accepted on a duty holiday, day 1 is the next working day": (
        date(2015, 9, 3),
        limit(None),
        limit(1),
        (date(2015, 9, 6), None),
    ),
    "60 calendar days roll to the next working day": (
        date(2015, 11, 2),
        limit(60, DAY),
        limit(60),
        (date(2016, 1, 26), date(2016, 1, 4)),
    ),
    "a month clamps to its end": (date(2014, 12, 31), limit(2, MONTH), limit(None), (None, date(2015, 2, 28))),
    "in time is no date": (date(2014, 9, 26), limit(None), limit(None), (None, None)),
    "on the spot is today": (
        date(2014, 9, 26),
        limit(20),
        limit(0, LimitUnit.INSTANT),
        (date(2014, 9, 26), date(2014, 10, 29)),
    ),
}


@pytest.mark.parametrize(("accepted_on", "statutory", "promised", "due"), DUE.values(), ids=DUE.keys())
def test_due_dates(accepted_on, statutory, promised, due):
    opened = opened_by(open_case(accepted_on), statutory, promised)
    assert (opened.promised_due_on, opened.statutory_due_on) == due
    assert not opened.provisional
    assert opened.calendar_version == CALENDAR.version


def test_opening_twice_records_once():
    when, items = open_case(date(2014, 9, 26)), catalogue(limit(30), limit(25))
    then = [opened_by(when, limit(30), limit(25))]
    SPEC.check([], when, then, asked("reaction:intake"), items)
    SPEC.check(then, when, [], asked("reaction:intake"), items)


def test_deemed_accepted_the_clocks_run_from_the_day_of_receipt():
    when = open_case(date(2015, 2, 13), recorded_at="2015-02-27T00:00+08:00", deemed=True)
    opened = opened_by(when, limit(20), limit(3))
    assert opened.deemed
    assert opened.promised_due_on == date(2015, 2, 17)
    assert opened.effective_at() == start_of(date(2015, 2, 13))


def test_hours_run_from_the_minute_through_the_holiday():
    opened = opened_by(open_case(date(2015, 9, 3)), limit(48, HOUR), limit(24, HOUR))
    assert opened.promised_due_at == datetime.fromisoformat("2015-09-04T10:00+08:00")
    assert opened.statutory_due_at == datetime.fromisoformat("2015-09-05T10:00+08:00")


def test_hours_of_an_acceptance_recorded_later_run_from_the_beginning_of_its_day():
    opened = opened_by(open_case(date(2015, 9, 3), recorded_at="2015-09-08T00:00+08:00"), limit(None), limit(24, HOUR))
    assert opened.promised_due_at == start_of(date(2015, 9, 4))


def test_where_the_office_closes_its_day_ends():
    policy = policy_with("clock.due_time.office", "CLOSE_OF_BUSINESS")
    opened = opened_by(open_case(date(2014, 9, 26)), limit(30), limit(25), policy=policy)
    assert opened.promised_due_at == datetime.fromisoformat("2014-11-05T18:00+08:00")


def test_where_nothing_rolls_forward_a_limit_ends_on_the_holiday():
    policy = policy_with("clock.roll_forward", False)
    opened = opened_by(open_case(date(2015, 11, 2)), limit(60, DAY), limit(None), policy=policy)
    assert opened.statutory_due_on == date(2016, 1, 1)


def test_a_year_that_is_not_published_makes_it_provisional():
    calendar = Calendar({year: edition for year, edition in CALENDAR.years.items() if year < 2015})
    near = opened_by(open_case(date(2014, 12, 1)), limit(20), limit(5), calendar=calendar)
    far = opened_by(open_case(date(2014, 12, 29)), limit(20), limit(1), calendar=calendar)
    assert (near.provisional, far.provisional) == (False, True)
    assert far.calendar_version == calendar.version


def test_an_item_that_casework_never_heard_of_parks_the_trigger():
    with pytest.raises(CorruptStream):
        opened_by(open_case(date(2014, 9, 26), version=2), limit(30), limit(25))


def decided_case(opened: CaseOpened):
    return [
        opened,
        DecisionProposed.model_validate_json(
            '{"post_id": "examination", "acted_as": "A", "examiner": "s-examiner", "outcome": "GRANT"}'
        ),
        DecisionMade.model_validate_json(
            '{"post_id": "approval", "acted_as": "A", "approver": "s-approver", "outcome": "GRANT",'
            ' "remedies": [], "decided_on": "2014-10-13"}'
        ),
    ]


KEPT = {
    "closed on the last day of the promise": ("2014-11-05T23:59:59.999999+08:00", limit(30), limit(25), (True, True)),
    "closed at the midnight after it": ("2014-11-06T00:00+08:00", limit(30), limit(25), (False, True)),
    "closed on the last day of the statute": ("2014-11-12T23:59:59+08:00", limit(30), limit(25), (False, True)),
    "closed at the midnight after that": ("2014-11-13T00:00+08:00", limit(30), limit(25), (False, False)),
    "the midnight counts here and not in Greenwich": ("2014-11-05T16:00+00:00", limit(30), limit(25), (False, True)),
    "within the hour": ("2014-09-27T09:59:59+08:00", limit(None), limit(24, HOUR), (True, None)),
    "an hour's end is late": ("2014-09-27T10:00+08:00", limit(None), limit(24, HOUR), (False, None)),
    "on the spot, the same day": (
        "2014-09-26T17:30+08:00",
        limit(20),
        limit(0, LimitUnit.INSTANT),
        (True, True),
    ),
    "on the spot, the next day": (
        "2014-09-27T00:00+08:00",
        limit(20),
        limit(0, LimitUnit.INSTANT),
        (False, True),
    ),
    "in time is neither kept nor missed": ("2024-09-26T10:00+08:00", limit(None), limit(None), (None, None)),
}


@pytest.mark.parametrize(("at", "statutory", "promised", "kept"), KEPT.values(), ids=KEPT.keys())
def test_whether_the_limits_were_kept(at, statutory, promised, kept):
    given_events = decided_case(opened_by(open_case(date(2014, 9, 26)), statutory, promised))
    context = asked("s-examiner", at)
    closed = CaseClosed.model_validate_json(
        '{"application_id": "application-1", "post_id": "examination", "acted_as": "A", "outcome": "GRANT",'
        f' "closed_on": "{context.today}"}}'
    ).model_copy(update={"within_promise": kept[0], "within_statute": kept[1]})
    SPEC.check(given_events, CloseCase(post_id=PostId("examination")), [closed], context, DISTRICT)


@given(st.dates(date(2013, 10, 1), date(2025, 6, 30)), st.integers(1, 60), st.integers(0, 60))
def test_both_clocks_start_together_and_the_longer_never_ends_first(accepted_on, promised, more):
    opened = opened_by(open_case(accepted_on), limit(promised + more), limit(promised))
    assert opened.promised_due_on is not None
    assert opened.statutory_due_on is not None
    assert accepted_on < opened.promised_due_on <= opened.statutory_due_on
    assert CALENDAR.working_days_after(accepted_on, opened.promised_due_on) == promised
    assert opened.promised_due_at == start_of(opened.promised_due_on + timedelta(days=1))


POSTS = st.sampled_from(["examination", "examination-2", "approval", "approval-2"]).map(PostId)
PEOPLE = st.sampled_from(["s-examiner", "s-substitute", "s-approver", "s-both"])
OUTCOMES = st.sampled_from(Outcome)
WHY, HOW = Reasons.of("subject-ma", ("理由",)), ("60日内可申请行政复议",)
TEXTS = st.sampled_from([None, WHY])
COMMANDS = st.one_of(
    st.builds(ProposeDecision, post_id=POSTS, outcome=OUTCOMES, reasons=TEXTS),
    st.builds(DecideCase, post_id=POSTS, outcome=OUTCOMES, reasons=TEXTS, remedies=st.sampled_from([(), HOW])),
    st.builds(ReturnToExaminer, post_id=POSTS, reasons=st.just(WHY)),
    st.builds(CloseCase, post_id=POSTS),
    st.just(TerminateCase(cause=TerminationCause.WITHDRAWN)),
)


@given(st.lists(st.tuples(PEOPLE, COMMANDS), max_size=30))
def test_whatever_people_try_examiners_and_approvers_stay_apart_and_a_case_ends_once(attempts):
    state = CASE.fold([opened_by(open_case(date(2014, 9, 26)), limit(30), limit(25))])
    endings = 0
    for person, command in attempts:
        before = state
        decided = CASE.decide(command, state, replace(asked(person), related=DISTRICT))
        if isinstance(decided, Refusal):
            continue
        state = CASE.fold(decided, state)
        endings += isinstance(state, Closed | Terminated) and state is not before and bool(decided)
        assert not isinstance(state, NotOpened)
        assert not state.file.examiners & state.file.approvers
    assert endings == isinstance(state, Closed | Terminated)


CYCLES_HALF_KNOWN = {
    "applied before the last day": ("2015-02-02", "2015-05-14"),
    "on it": ("2015-03-31", "2015-05-14"),
    "the day after, for the next year": ("2015-04-01", "2016-05-16"),
}


@pytest.mark.parametrize(("accepted", "promised"), CYCLES_HALF_KNOWN.values(), ids=CYCLES_HALF_KNOWN.keys())
def test_where_only_the_last_day_to_apply_is_known_the_promise_begins_on_it_and_no_statute_runs(accepted, promised):
    item = seeded("CD-JS-004")
    started = datetime.fromisoformat(f"{accepted}T10:00+08:00")
    told = first_told(started, item, asked("s-1", f"{accepted}T10:00+08:00"))
    assert told.promised is not None
    assert (told.promised.on.isoformat(), told.statutory) == (promised, None)
