"""What an association did in a year, as the score of a reward counts it."""

from __future__ import annotations

import pytest

from services.grants.domain.association_merits import held_in, merits_of
from services.grants.domain.association_standing import ASSOCIATION_STANDING
from services.grants.domain.association_standing_state import Active, Record
from shared.contracts.grants.association_standing import ActivityKnown, AssociationStandingEvent, RatingTotals
from tests.grants.standings import activities, answered, filed, heard_of, rated, taken_up


def record(*events: AssociationStandingEvent) -> Record:
    standing = ASSOCIATION_STANDING.fold([filed(), *events])
    assert isinstance(standing, Active)
    return standing.record


(paper,) = activities(1)
assert isinstance(paper, ActivityKnown)
HELD = {
    "nothing": ([], []),
    "what was entered": ([record(*activities(2))], ["a-2015-0", "a-2015-1"]),
    "of another year nothing": ([record(*activities(2, 2014))], []),
    "what was heard of": ([record(heard_of(on="2015-06-01"))], ["x"]),
    "entered and then heard of, of one day: that which was heard of": ([record(paper, heard_of())], ["x"]),
    "heard of and then entered under another id: the same": ([record(heard_of(), paper)], ["x"]),
    "of the day before it counts, too": ([record(paper, heard_of(on="2015-05-31"))], ["a-2015-0", "x"]),
    "two of a day that were heard of": ([record(heard_of(), heard_of("y", position=60))], ["x", "y"]),
    "entered under the id that was heard of": (
        [record(paper, heard_of("a-2015-0"))],
        ["a-2015-0"],
    ),
    "heard of as a filed one, entered as a registered one": ([record(paper), record(heard_of())], ["x"]),
    "the other way about": ([record(heard_of()), record(paper)], ["x"]),
    "entered as both": ([record(paper), record(paper)], ["a-2015-0"]),
}


@pytest.mark.parametrize(("records", "ids"), HELD.values(), ids=HELD.keys())
def test_each_activity_counts_once(records, ids):
    assert sorted(each.activity_id for each in held_in(2015, records)) == ids


def test_reach_ratings_and_needs_of_a_year():
    merits = merits_of(
        2015,
        [
            record(heard_of(), rated(60), rated(61, "late", "2016-01-01", 0, 0, 0, 0, 9)),
            record(
                *(paper, heard_of("y", "2015-06-02", 5, 0), rated(60, "y", "2015-06-02", 1, 0, 0, 0, 0)),
                *(taken_up(70), answered(71, late=True), taken_up(72, "n-2"), taken_up(73, "n-3", "2016-01-01")),
            ),
        ],
    )
    assert (merits.activities, merits.attended, merits.residents) == (2, 35, 20), "the paper is of the first one's day"
    assert (merits.rated, merits.ratings) == (
        2,
        RatingTotals(very_satisfied=3, satisfied=1, basically=0, dissatisfied=0, very_dissatisfied=1),
    )
    assert (merits.points, merits.cast) == (20, 5)
    assert (merits.needs_taken_up, merits.needs_answered, merits.needs_answered_late) == (2, 1, 1)


def test_of_paper_alone_nobody_knows_how_many_came_nor_how_they_liked_it():
    merits = merits_of(2015, [record(*activities(6))])
    assert (merits.activities, merits.attended, merits.rated, merits.cast) == (6, 0, 0, 0)
