"""What the views show of posts is what their state says, through any story of absences and orders."""

from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings

from services.casework.api.post import PostOut, post_at
from services.casework.domain.post import POST
from services.casework.views import cover as cover_view
from services.casework.views import post as view
from shared.contracts.casework.post import PostAssigned, PostCovered, PostLeftUncovered
from shared.kernel.envelope import rfc3339
from tests.casework.posts import A, C, alone, by_order, covered, nine, on_leave, uncovered
from tests.casework.test_hand_over_stories import STORIES, Office
from tests.casework.test_views import Shown

STORY = {
    "A is on leave": on_leave,
    "a new A takes over while the former is on leave": [*on_leave, PostAssigned(holder=C, assigned_at=nine(9))],
    "a new B takes over while A is on leave": [*on_leave, PostAssigned(holder=A, substitute=C, assigned_at=nine(9))],
    "nobody is left": alone,
    "a new A takes over where nobody was left": [
        *alone,
        covered(C, nine(10)),
        PostAssigned(holder=C, assigned_at=nine(10)),
    ],
    "somebody covers it": by_order,
}


@pytest.mark.parametrize("events", STORY.values(), ids=STORY.keys())
def test_the_list_shows_what_the_state_says(events, tmp_path):
    shown = Shown(tmp_path)
    shown.record("post/p-1", *events)
    (row,) = shown.views.rows(view.PAGE, after=0, limit=9)
    shown.views.close()
    assert PostOut.model_validate(row) == post_at("p-1", POST.fold(events))


def test_each_gap_keeps_its_own_end(tmp_path):
    shown = Shown(tmp_path)
    shown.record("post/p-1", *alone, covered(C, nine(10)), uncovered(nine(11)), covered(C, nine(12)))
    shown.record("post/p-2", *alone)
    gaps = shown.views.rows(cover_view.GAPS, post_ids=["p-1", "p-2"], **{"from": "2014-01-01", "until": "2099-01-01"})
    shown.views.close()
    instants = [(gap.post_id, gap.from_at, gap.until_at) for gap in gaps]
    assert instants == [
        ("p-1", rfc3339(nine(9)), rfc3339(nine(10))),
        ("p-1", rfc3339(nine(11)), rfc3339(nine(12))),
        ("p-2", rfc3339(nine(9)), None),
    ]


@settings(max_examples=40, deadline=None)
@given(STORIES)
def test_the_list_shows_who_is_on_the_post_and_since_when(story):
    office = Office()
    for hours, act in story:
        office.now += timedelta(hours=hours)
        office.act(*act)
    with TemporaryDirectory() as directory:
        shown = Shown(Path(directory))
        shown.record("post/p-1", *office.events)
        (row,) = shown.views.rows(view.PAGE, after=0, limit=9)
        period = {"from": "2014-01-01", "until": "2099-01-01"}
        gaps = shown.views.rows(cover_view.GAPS, post_ids=["p-1"], **period)
        shown.views.close()
    assert PostOut.model_validate(row) == post_at("p-1", office.post)
    begun = [rfc3339(event.since) for event in office.events if isinstance(event, PostLeftUncovered)]
    ended = [rfc3339(event.at) for event in office.events if isinstance(event, PostCovered)]
    whole = [(first, last) for first, last in zip(begun, [*ended, None], strict=False) if first != last]
    assert [(gap.from_at, gap.until_at) for gap in gaps if gap.from_at != gap.until_at] == whole
