"""Colours: the list of a colour has the cases of that colour, as supervision tells it."""

from __future__ import annotations

from datetime import date, datetime
from itertools import count
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.casework.api.case import Lights
from services.casework.api.case_search import asked
from services.casework.domain.case import CASE
from services.casework.domain.case_state import Opened
from services.casework.domain.case_supervision import YELLOW_WD, Colour, colour, yellow_through
from services.casework.views import case_inbox
from services.casework.views.case_file import micros
from shared.contracts.casework.case_clocks import Clock
from shared.kernel.instants import SHANGHAI, day_of
from shared.kernel.messages import Event
from shared.kernel.refusals import Refusal
from tests.casework import case_view as told
from tests.casework.district import CALENDAR, POLICY
from tests.casework.test_views import Shown

DAYS = st.dates(date(2014, 10, 20), date(2014, 11, 28))
FIRST = st.tuples(st.none() | DAYS, st.none() | DAYS)
MOVES = st.tuples(st.booleans(), st.booleans(), DAYS, DAYS)
"""Whether each clock runs, and until when."""

CHANGES = st.lists(
    st.one_of(
        MOVES,
        st.sampled_from([told.stopped("a"), told.stopped("b"), told.missed_promise(), told.missed_statute()]),
    ),
    max_size=4,
    unique_by=lambda each: getattr(each, "suspension_id", id(each)),
)
NOWS = st.datetimes(datetime(2014, 10, 27), datetime(2014, 11, 14)).map(lambda at: at.replace(tzinfo=SHANGHAI))  # noqa: DTZ001
MISSED = {"PromisedLimitBreached": Clock.PROMISED, "StatutoryLimitBreached": Clock.STATUTORY}


@pytest.fixture(scope="module")
def many(tmp_path_factory):
    shown = Shown(tmp_path_factory.mktemp("colours"))
    yield shown, count(1)
    shown.views.close()


def moved(first, change) -> Any:
    """A clock that the item does not have is never told."""
    if isinstance(change, Event):
        return change
    *runs, promised, statutory = change
    days: Any = (
        day if had and running else None for had, running, day in zip(first, runs, (promised, statutory), strict=True)
    )
    return told.recomputed(*days)


@given(first=FIRST, changes=CHANGES, now=NOWS)
def test_a_case_is_in_the_list_of_its_colour_and_in_no_other(many, first, changes, now):
    shown, cases = many
    number = next(cases)
    events: list[Any] = [
        told.case(number, first[0], first[1], centre=f"centre-{number}"),
        *(moved(first, each) for each in changes),
    ]
    # A limit is recorded as missed once it is over, and not before.
    events = [each for each in events if type(each).__name__ not in MISSED or each.due_at <= now]
    shown.record(f"case/k-{number}", *events)
    state, today = CASE.fold(events), day_of(now)
    assert isinstance(state, Opened)
    clocks = state.file.clocks
    lights = Lights(micros(now), yellow_through(today, POLICY.whole(YELLOW_WD, today), CALENDAR))
    found = []
    for each in Colour:
        wanted = asked({"centre_id": f"centre-{number}", "colour": each}, lights)
        assert not isinstance(wanted, Refusal)
        rows = shown.views.rows(case_inbox.page(wanted.order, *wanted.filters), **wanted.parameters)
        assert {lights.show(row).colour for row in rows} <= {each}
        found += [each for _ in rows]
    assert found == [colour(clocks.due, clocks.told, clocks.breached, now, CALENDAR, POLICY)]
