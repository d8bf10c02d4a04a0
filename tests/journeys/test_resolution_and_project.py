"""Councils and grants through HTTP and Redis: a resolution that the special fund pays for carries one project.

Of 夏都花园: one comes into force while grants is down and opens its project when it is back; one is named by a project
before it is adopted, and opens none. Time only goes on, through the spring of 2015.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from services.councils.domain.types import MeetingId, TopicId, resolution_id
from tests.journeys.answers import fen, log_of, now_and_then, words
from tests.journeys.committee import Committee, adopt, committee_of, discuss
from tests.journeys.district import running

pytestmark = pytest.mark.server

XIADU = "630102002009"
BUDGET = {"amount": fen(2_000_000), "source": "SPECIAL_FUND"}


@pytest.fixture(scope="module")
def xiadu(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Committee]:
    with running(tmp_path_factory.mktemp("resolution-and-project")) as district:
        district.until("2015-03-02T09:00")
        yield committee_of(district, XIADU)


def projects(xiadu: Committee, resolution: str) -> list[dict[str, Any]]:
    """Those that the resolution carries, once the services have come to rest."""
    xiadu.district.settle()
    listed = xiadu.district.admin.pages("grants", "/v1/fund-projects", "projects", committee_id=xiadu.id)
    return [each for each in listed if each.get("resolution_id") == resolution]


def known(xiadu: Committee, resolution: str) -> list[str]:
    """What grants recorded of it."""
    return words(log_of(xiadu.district.admin, "grants", f"resolution/{resolution}"))


def back(xiadu: Committee) -> None:
    """Grants is there again."""
    xiadu.district.local.start_service("grants")
    xiadu.district.local.wait_ready("grants")


def test_one_that_comes_into_force_while_grants_is_down_opens_one_project_when_it_is_back(xiadu):
    called = discuss(xiadu, "示例：楼道灯", "13912340001", ("2015-03-06", "2015-03-16"), BUDGET)
    resolution = adopt(xiadu, called, "示例：楼道灯", "2015-03-16", BUDGET)
    assert projects(xiadu, resolution) == [], "posted, it is not in force"
    xiadu.district.local.kill("grants")
    xiadu.district.jump("2015-03-25T09:00")
    back(xiadu)
    (opened,) = projects(xiadu, resolution)
    assert opened["stage"] == "OPENED"
    before = known(xiadu, resolution)
    assert before.count("resolution-taken") == 1
    xiadu.district.local.kill("grants")
    back(xiadu)
    assert [each["id"] for each in projects(xiadu, resolution)] == [opened["id"]], "it does not hear of it again"
    assert known(xiadu, resolution) == before


def test_one_that_a_project_names_before_it_is_adopted_opens_none(xiadu):
    meeting, topic = discuss(xiadu, "示例：长椅", "13912340002", ("2015-04-10", "2015-04-20"), BUDGET)
    resolution = resolution_id(MeetingId(meeting), TopicId(topic))
    line = {"title": "示例：长椅", "category": "SMALL_REPAIR", "form": "WORKS", "amount": fen(2_000_000)}
    who = {"committee_id": xiadu.id, "proposed_by": "RESIDENTS", "supporters": 5, "households": 120}
    what = {"title": "示例：长椅", "need": "示例", "lines": [line], "from_on": "2015-06-01", "until_on": "2015-11-30"}
    words_of = {**who, **what, "resolution_id": resolution}
    named = xiadu.chair.post("grants", "/v1/fund-projects", words_of, "project-before-resolution")
    assert adopt(xiadu, (meeting, topic), "示例：长椅", "2015-04-20", BUDGET) == resolution
    xiadu.district.until("2015-04-29T09:00")
    (only,) = projects(xiadu, resolution)
    assert only["id"] == named["id"]
    assert known(xiadu, resolution)[0] == "resolution-taken", "by the project, before it was known"


def test_who_watched_the_vote_sat_no_longer_in_law_and_sat_as_then_known(xiadu):
    """The supervisors' chair watched the meeting of 2015-03-16 and had resigned that day; it is told on 04-29."""
    xiadu.district.until("2015-04-29T10:00")
    path = f"/supervision-committees/{xiadu.id}"
    left = {"person_id": xiadu.supervisor, "reason": "RESIGNED", "from_on": "2015-03-16"}
    late = xiadu.say(f"{path}/departures", left, xiadu.clerk)
    assert words(late["events"]) == ["supervision-seat-lost"]

    def sitting(**moment: str) -> list[str]:
        members = xiadu.district.admin.get("councils", f"/v1{path}", **moment)["members"]
        return [each["person_id"] for each in members]

    that_evening, whom = "2015-03-16T21:00:00+08:00", [xiadu.supervisor]
    assert now_and_then(sitting, "2015-03-16", that_evening, late) == ([], whom, whom)
    assert now_and_then(sitting, "2015-03-15", that_evening, late) == (whom, whom, whom), "their last day"
