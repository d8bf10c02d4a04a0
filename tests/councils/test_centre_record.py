"""The record of a centre: what intake and casework say is counted once, in its month."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.councils.domain.centre_record import (
    CENTRE_MATTER,
    CENTRE_RECORD,
    OverlookMatter,
    RecordAnsweredComplaint,
    RecordClosure,
    RecordComplaint,
    RecordExcludedRating,
    RecordMatter,
    RecordMissedLimit,
    RecordRating,
)
from services.councils.domain.types import CentreId
from shared.contracts.casework.case_clocks import Clock
from shared.contracts.councils.appraisal import CentreFacts
from shared.contracts.councils.centre_record import (
    CentreCaseClosed,
    CentreComplaintAnswered,
    CentreComplaintFiled,
    CentreLimitMissed,
    CentreMatterKnown,
    CentreRated,
    CentreRatingExcluded,
    CentreRecordEvent,
)
from shared.contracts.intake.rating import Level
from shared.testing.decider import Spec, context
from tests.councils.appraisals import CENTRE

RECORD, MATTER = Spec(CENTRE_RECORD), Spec(CENTRE_MATTER)
JUNE, JULY = date(2014, 6, 30), date(2014, 7, 1)


def close(position: int, on: date = JUNE, on_time: bool = True) -> RecordClosure:
    return RecordClosure(case_id="c", closed_on=on, on_time=on_time, source_position=position)


def closed(position: int, on: date = JUNE, on_time: bool = True) -> CentreCaseClosed:
    return CentreCaseClosed(case_id="c", closed_on=on, on_time=on_time, source_position=position)


def rate(position: int, level: Level = Level.BASICALLY) -> RecordRating:
    return RecordRating(level=level, rated_on=JUNE, source_position=position)


def rated(position: int, level: Level = Level.BASICALLY) -> CentreRated:
    return CentreRated(level=level, rated_on=JUNE, source_position=position)


missing = RecordMissedLimit(case_id="c", clock=Clock.PROMISED, due_on=JUNE, source_position=8)
missed = CentreLimitMissed(case_id="c", clock=Clock.PROMISED, due_on=JUNE, source_position=8)
answering = RecordAnsweredComplaint(complaint_id="x", upheld=True, answered_on=JUNE, source_position=8)
answered = CentreComplaintAnswered(complaint_id="x", upheld=True, answered_on=JUNE, source_position=8)

ROWS = {
    "a case was closed": ([], close(7), [closed(7)]),
    "it is heard once": ([closed(7)], close(7), []),
    "what is older was heard": ([closed(7)], close(6), []),
    "what is newer was not": ([closed(7)], close(8), [closed(8)]),
    "the two logs are heard each by itself": ([closed(7)], rate(1), [rated(1)]),
    "a limit was missed": ([closed(7)], missing, [missed]),
    "a service was rated": ([], rate(7), [rated(7)]),
    "and once": ([rated(7)], rate(7), []),
    "a rating counts no more": (
        [rated(7)],
        RecordExcludedRating(rated_on=JUNE, source_position=8),
        [CentreRatingExcluded(rated_on=JUNE, source_position=8)],
    ),
    "somebody complained": (
        [],
        RecordComplaint(complaint_id="x", filed_on=JUNE, source_position=7),
        [CentreComplaintFiled(complaint_id="x", filed_on=JUNE, source_position=7)],
    ),
    "and was right": ([], answering, [answered]),
}


@pytest.mark.parametrize(("given_", "when", "then"), ROWS.values(), ids=ROWS.keys())
def test_record(given_, when, then):
    RECORD.check(given_, when, then, context())


def test_facts_are_those_of_the_period():
    told: list[CentreRecordEvent] = [
        closed(1),
        closed(2, on_time=False),
        closed(3, JULY),
        CentreLimitMissed(case_id="c", clock=Clock.PROMISED, due_on=JUNE, source_position=4),
        CentreLimitMissed(case_id="c", clock=Clock.STATUTORY, due_on=JULY, source_position=5),
        rated(1),
        rated(2, Level.DISSATISFIED),
        CentreRatingExcluded(rated_on=JUNE, source_position=3),
        CentreComplaintFiled(complaint_id="x", filed_on=JUNE, source_position=4),
        CentreComplaintAnswered(complaint_id="x", upheld=True, answered_on=JULY, source_position=5),
        CentreComplaintAnswered(complaint_id="y", upheld=False, answered_on=JULY, source_position=6),
    ]
    record = CENTRE_RECORD.fold(told)
    first, second, year = (record.facts(period) for period in ("2014-H1", "2014-H2", "2014"))
    assert (first.closed, first.on_time, first.promises_missed, first.statutes_missed) == (2, 1, 1, 0)
    assert (first.rated, first.satisfied, first.complaints, first.complaints_upheld) == (1, 1, 1, 0)
    assert (second.closed, second.statutes_missed, second.complaints_upheld) == (1, 1, 1)
    assert year == CentreFacts(
        **{name: getattr(first, name) + getattr(second, name) for name in CentreFacts.model_fields}
    )


def test_facts_of_a_day_are_those_that_happened_until_its_end():
    early, excluded = date(2014, 6, 29), CentreRatingExcluded(rated_on=JUNE, source_position=2)
    record = CENTRE_RECORD.fold([closed(1), closed(2, early), rated(1), excluded])
    assert [record.facts("2014-H1", as_of=day).closed for day in (date(2014, 6, 28), early, JUNE)] == [0, 1, 2]
    assert record.facts("2014-H1", as_of=JUNE).rated == 0, "it never counted"
    assert record.facts("2014-H2", as_of=JULY).closed == 0


@given(st.lists(st.dates(date(2014, 1, 1), date(2014, 12, 31)), max_size=30))
def test_each_closure_is_in_one_half_of_the_year(days):
    record = CENTRE_RECORD.fold([closed(place, day) for place, day in enumerate(days, 1)])
    assert record.facts("2014-H1").closed + record.facts("2014-H2").closed == len(days)


known_matter = CentreMatterKnown(centre_id=CENTRE, since_on=JUNE, source_position=7)
MATTERS = {
    "a case was opened at a centre": (
        [],
        RecordMatter(centre_id=CentreId(CENTRE), since_on=JUNE, source_position=7),
        [known_matter],
    ),
    "whose it is, is known once": (
        [known_matter],
        RecordMatter(centre_id=CentreId("other"), since_on=JULY, source_position=9),
        [],
    ),
    "of one from before nothing is said": ([], OverlookMatter(), []),
}


@pytest.mark.parametrize(("given_", "when", "then"), MATTERS.values(), ids=MATTERS.keys())
def test_matter(given_, when, then):
    MATTER.check(given_, when, then, context())
