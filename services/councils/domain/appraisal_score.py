"""What an appraisal comes to, in whole numbers: weights, points, grades, and the few who may be excellent.

A score is cut off to hundredths of a point and then to points, so that nobody reaches a grade by rounding: a limit is a
whole number of points, and what was cut off lies below it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from services.councils.domain.appraisal_state import Appraisal, Concluded, File, NotOpened, Published
from shared.contracts.councils.appraisal import CentreFacts, Grade, Marks, Scores, UnitFacts
from shared.kernel.decider import Context
from shared.kernel.policy import Policy

DAILY_WORK, SATISFACTION = "appraisal.weight.daily_work_percent", "appraisal.weight.satisfaction_percent"
WORKING_COMMITTEE, DISCIPLINE = "appraisal.weight.working_committee_percent", "appraisal.weight.discipline_percent"
LEAST: Mapping[Grade, str] = {
    Grade.EXCELLENT: "appraisal.grade.excellent_min_score",
    Grade.COMPETENT: "appraisal.grade.competent_min_score",
    Grade.BASICALLY_COMPETENT: "appraisal.grade.basically_min_score",
}
EXCELLENT_PERCENT = "appraisal.grade.excellent_max_percent"
_POINT, _WHOLE = 100, 100


def points_of(scores: Scores, policy: Policy, day: date) -> int:
    """What the scores are worth together, of 100 for each."""
    worth = {name: policy.whole(f"appraisal.points.{name}", day) for name in Scores.model_fields}
    return sum(points * getattr(scores, name) for name, points in worth.items())


def score_in_hundredths(marks: Marks, scores: Sequence[Scores], policy: Policy, day: date) -> int:
    """The weighted score in hundredths of a point, cut off. There is at least one vote."""
    votes = sum(each.total for each in scores)
    points = sum(points_of(each, policy, day) for each in scores)
    marked = (
        policy.whole(DAILY_WORK, day) * marks.daily_work
        + policy.whole(WORKING_COMMITTEE, day) * marks.working_committee
        + policy.whole(DISCIPLINE, day) * marks.discipline
    )
    satisfaction = policy.whole(SATISFACTION, day)
    weights = satisfaction + sum(policy.whole(each, day) for each in (DAILY_WORK, WORKING_COMMITTEE, DISCIPLINE))
    return (marked * votes + satisfaction * points) * _POINT // (weights * votes)


def hundredths_of(file: File, policy: Policy) -> int | None:
    """The score of an appraisal, by the rules of the day on which it was opened; None before all is there."""
    if file.marks is None or not file.complete:
        return None
    scores = [each.scores for each in file.casts.values()]
    return score_in_hundredths(file.marks, scores, policy, file.opened.opened_on)


def grade_of(hundredths: int, policy: Policy, day: date) -> Grade:
    """The grade of a score, the places for excellence aside."""
    reached = (grade for grade, key in LEAST.items() if hundredths >= policy.whole(key, day) * _POINT)
    return next(reached, Grade.NOT_COMPETENT)


def excellent_places(members: int, policy: Policy, day: date) -> int:
    """How many of so many may be excellent, rounded down."""
    return members * policy.whole(EXCELLENT_PERCENT, day) // _WHOLE


def finds_place(hundredths: int, others: Sequence[Appraisal], context: Context, day: date) -> bool:
    """Whether there is a place among the excellent beside the others who are graded together.

    The best come first; of those who share the last place none has it. What is public already stays.
    """
    places = excellent_places(len(others) + 1, context.policy, day)
    scored = [hundredths_of(each.file, context.policy) for each in others if not isinstance(each, NotOpened)]
    no_worse = sum(score is not None and score >= hundredths for score in scored)
    taken = sum(isinstance(each, Published | Concluded) and each.result.grade is Grade.EXCELLENT for each in others)
    return max(no_worse, taken) < places


def daily_work_of(file: File) -> int | None:
    """What the record says of an outsider's daily work, of 100, cut off; None of a member, and before the report."""
    if file.reported is None:
        return None
    if file.reported.centre is not None:
        return _on_time(file.reported.centre)
    return None if file.reported.unit is None else _kept(file.reported.unit)


def _on_time(facts: CentreFacts) -> int:
    """Where nothing was closed, nothing was late."""
    return _WHOLE * facts.on_time // facts.closed if facts.closed else _WHOLE


def _kept(facts: UnitFacts) -> int:
    """Of what was pledged and what was accepted; where nothing was, nothing was kept."""
    promised = facts.pledged + facts.accepted
    return _WHOLE * (facts.fulfilled + facts.joined) // promised if promised else 0
