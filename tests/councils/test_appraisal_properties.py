"""Scores in whole numbers, and the few who may be excellent, whatever was scored and in whatever order."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from services.councils.domain.appraisal import APPRAISAL
from services.councils.domain.appraisal_commands import AnswerObjection, GiveMarks, ObjectToAppraisal, PublishAppraisal
from services.councils.domain.appraisal_period import previous, span_of
from services.councils.domain.appraisal_score import excellent_places, grade_of, score_in_hundredths
from services.councils.domain.appraisal_state import Appraisal, Published
from shared.contracts.councils.appraisal import Grade, MarksGiven, ObjectionGround, Scores, ScoresCast
from shared.kernel.refusals import Refusal
from tests.councils.appraisal_rows import TODAY, reported, was_cast
from tests.councils.appraisals import CIYOU, WORKING_COMMITTEE, here, id_of, marks, opened, scores
from tests.councils.bodies import POLICY

POINTS = {"excellent": 100, "competent": 80, "basically_competent": 60, "not_competent": 0}
mark = st.integers(0, 100)
told = st.builds(scores, mark, mark, mark, mark).filter(lambda each: each.total > 0)


def exactly(daily_work: int, working_committee: int, discipline: int, votes: list[Scores]) -> Fraction:
    points = sum(worth * getattr(each, name) for each in votes for name, worth in POINTS.items())
    satisfaction = Fraction(points, sum(each.total for each in votes))
    return (30 * daily_work + 40 * satisfaction + 20 * working_committee + 10 * discipline) / 100


@given(mark, mark, mark, st.lists(told, min_size=1, max_size=3))
def test_nobody_reaches_a_grade_by_rounding(daily_work, working_committee, discipline, votes):
    given_ = marks(daily_work, working_committee, discipline)
    hundredths = score_in_hundredths(given_, votes, POLICY, TODAY)
    exact = exactly(daily_work, working_committee, discipline, votes)
    assert 0 <= exact * 100 - hundredths < 1
    limits = {Grade.EXCELLENT: 90, Grade.COMPETENT: 75, Grade.BASICALLY_COMPETENT: 60, Grade.NOT_COMPETENT: 0}
    assert grade_of(hundredths, POLICY, TODAY) is next(grade for grade, least in limits.items() if exact >= least)
    assert (hundredths // 100 >= 90) is (exact >= 90), "whole points say the same"


@given(st.integers(0, 1000))
def test_places_are_a_fifth_rounded_down(members):
    assert excellent_places(members, POLICY, TODAY) == members // 5


@given(st.integers(1950, 2999), st.sampled_from(["", "-H1", "-H2"]))
def test_a_period_begins_where_the_one_before_it_ends(year, half):
    period = f"{year}{half}"
    assert (span_of(period).from_on - span_of(previous(period)).until_on).days == 1


def roll_of(given_marks: list[int]) -> dict[str, Appraisal]:
    names = tuple(f"p{number}" for number in range(len(given_marks)))
    cast: ScoresCast = was_cast(told=scores(excellent=20))
    return {
        id_of(name): APPRAISAL.fold([opened(name, roll=names), reported, cast, MarksGiven(marks=marks(daily_work))])
        for name, daily_work in zip(names, given_marks, strict=True)
    }


def decide(
    roll: dict[str, Appraisal], id_: str, command: PublishAppraisal | ObjectToAppraisal | AnswerObjection
) -> None:
    context = here(actor=WORKING_COMMITTEE)
    context = replace(context, related={APPRAISAL.ref(each): state for each, state in roll.items()})
    decided = APPRAISAL.decide(command, roll[id_], context)
    if not isinstance(decided, Refusal):
        roll[id_] = APPRAISAL.fold(decided, roll[id_])


@settings(max_examples=60)
@given(st.lists(mark, min_size=1, max_size=12), st.lists(st.tuples(st.integers(0, 11), st.none() | mark), max_size=30))
def test_no_more_are_excellent_than_may_be_in_any_interleaving(given_marks, acts):
    """Of publications and of corrections that an objection brought."""
    roll = roll_of(given_marks)
    ids = list(roll)
    for number, (place, corrected) in enumerate(acts):
        id_ = ids[place % len(ids)]
        if corrected is None:
            decide(roll, id_, PublishAppraisal())
        else:
            given_anew = GiveMarks(daily_work=corrected, working_committee=90, discipline=90)
            decide(roll, id_, ObjectToAppraisal(objection_id=f"o{number}", ground=ObjectionGround.MARKS_UNFOUNDED))
            decide(roll, id_, AnswerObjection(objection_id=f"o{number}", upheld=True, marks=given_anew))
        public = [each for each in roll.values() if isinstance(each, Published)]
        best = [each for each in public if each.result.grade is Grade.EXCELLENT]
        assert len(best) <= len(ids) // 5
        assert all(each.result.score >= 90 for each in best)
        assert all(each.result.score >= 90 for each in public if each.result.capped)
        assert {each.file.opened.committee_id for each in public} <= {CIYOU}
