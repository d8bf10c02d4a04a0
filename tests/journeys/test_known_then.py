"""Was the association in good standing when the resolution passed: in law, and as was known then.

Two associations of 国际村 are filed; one is to carry out what 夏都花园 resolves. Weeks later it is told that this one
had ended before that day, and that the other had been suspended. Days and papers are of the test.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from tests.journeys.answers import log_of, now_and_then, words
from tests.journeys.associations import centre, filed
from tests.journeys.committee import committee_of, resolve
from tests.journeys.district import District, running

pytestmark = pytest.mark.server

XIADU = "630102002009"
BEFORE, ENDED_ON, PASSED_ON, TOLD_AT = "2015-11-09", "2015-11-10", "2015-11-13", "2015-12-07T10:00"


@dataclass
class Story:
    """What was resolved at which instant, who carries it out, and the answers to what was told of both too late."""

    district: District
    resolution: str
    passed_at: str
    troupe: str
    station: str
    end: dict[str, Any]
    suspension: dict[str, Any]

    def standing(self, association: str) -> Callable[..., bool]:
        """Whether an association may act, as its own service says."""

        def asked(**moment: str) -> bool:
            told = self.district.admin.get("associations", f"/v1/associations/{association}", **moment)
            return told["stage"] in {"FILED", "REGISTERED"} and "suspended_until_on" not in told

        return asked

    def payable(self, association: str, **moment: str) -> str:
        """Whether grants may pay it."""
        told = self.district.admin.get("grants", f"/v1/associations/{association}", **moment)
        return str(told["standing"])


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Story]:
    with running(tmp_path_factory.mktemp("known-then")) as district:
        district.until("2015-10-08T10:00")
        guojicun = centre(district, "国际村", "GJC")
        troupe = filed(district, guojicun, "邦金梅朵文化艺术团", "then-troupe", "2015-10-12T10:00", "2015-10-20T10:00")
        station = filed(district, guojicun, "示例邻里互助站", "then-station", "2015-10-21T10:00", "2015-10-29T10:00")
        days = ("2015-11-05", PASSED_ON, "2015-11-23")
        resolution = resolve(committee_of(district, XIADU), "重阳演出", "13912340001", days, owner=troupe)
        adopted, *_ = log_of(district.admin, "councils", f"resolution/{resolution}")
        assert (adopted["data"]["owner"], adopted["data"]["adopted_on"]) == (troupe, PASSED_ON)
        district.until(TOLD_AT)
        ended = {"cause": "OWN_WISH", "ended_on": ENDED_ON, "assets_to": "国际村社区公益基金"}
        path = f"/v1/associations/{troupe}/filing-cancellation"
        end = guojicun.clerk.post("associations", path, ended, "then-troupe-ended")
        offence = {"kind": "SUSPENSION", "imposed_on": ENDED_ON, "until_on": "2016-02-29", "offence": "拒不接受检查"}
        path = f"/v1/associations/{station}/sanctions"
        suspension = guojicun.examiner.post("associations", path, offence, "then-station-suspended")
        district.settle()
        yield Story(district, resolution, adopted["time"], troupe, station, end, suspension)


def test_who_carries_it_out_had_ended_in_law_and_was_in_good_standing_as_then_known(story):
    assert words(story.end["events"])[0] == "filing-cancelled"
    asked = story.standing(story.troupe)
    assert now_and_then(asked, PASSED_ON, story.passed_at, story.end) == (False, True, True)
    assert now_and_then(asked, BEFORE, story.passed_at, story.end) == (True, True, True), "it stood the day before"
    told_at = story.district.clock.now().isoformat()
    assert asked(as_of=PASSED_ON, known_at=told_at) is False, "since it is told it is known"


def test_the_other_was_suspended_in_law_and_in_good_standing_as_then_known(story):
    assert words(story.suspension["events"]) == ["sanctioned"]
    asked = story.standing(story.station)
    assert now_and_then(asked, PASSED_ON, story.passed_at, story.suspension) == (False, True, True)
    assert asked(as_of=BEFORE), "it was not suspended the day before"


def test_grants_would_have_paid_both_as_then_known_and_neither_in_law(story):
    then = {"as_of": PASSED_ON, "known_at": story.passed_at}
    both = (story.troupe, story.station)
    assert [story.payable(each, as_of=PASSED_ON) for each in both] == ["ENDED", "SUSPENDED"]
    assert [story.payable(each, **then) for each in both] == ["ACTIVE", "ACTIVE"]
    assert [story.payable(each, as_of=BEFORE) for each in both] == ["ACTIVE", "ACTIVE"]


def test_what_was_resolved_is_as_it_was_recorded(story):
    """What becomes known later of who carries it out changes no word of the resolution."""
    path = f"/v1/resolutions/{story.resolution}/standing"
    told = story.district.admin.get("councils", path, as_of="2015-11-23")
    assert (told["standing"], told["adopted_on"]) == ("IN_FORCE", PASSED_ON)
    then = story.district.admin.get("councils", path, as_of="2015-11-23", known_at=story.passed_at)
    assert then["standing"] == "NOT_YET_IN_FORCE", "as it passed nobody knew whether it would come into force"
