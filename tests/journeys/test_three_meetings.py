"""S6 through HTTP and Redis: seven residents of 夏都花园 want light on their stairs, and three meetings give it them.

Time only goes on: from the opinions of April 2015 to the second vote that the supervision committee demands in June.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from shared.kernel.actors import Role
from tests.journeys.answers import fen, now_and_then, refused
from tests.journeys.committee import Committee, committee_of
from tests.journeys.district import running

pytestmark = pytest.mark.server

XIADU = "630102002009"
TERMS = {"task": "六月底前安装楼道灯", "owner": "wuye", "due_on": "2015-06-30"}
OBJECT = "/public/resolution-objections"
SEVEN = tuple(f"1391234{n:04d}" for n in range(1, 8))


@pytest.fixture(scope="module")
def xiadu(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Committee]:
    with running(tmp_path_factory.mktemp("three-meetings")) as district:
        district.until("2015-04-27T09:00")
        yield committee_of(district, XIADU)


@pytest.fixture(scope="module")
def opinions(xiadu: Committee) -> list[str]:
    """Seven residents raise the lights: five at the opinion meeting, one at the counter, one from home."""
    meeting = xiadu.call("OPINION", "2015-04-30")
    xiadu.district.until("2015-04-30T19:00")
    xiadu.do(f"/meetings/{meeting}/opening", {"residents": 12})
    told = [{"committee_id": xiadu.id, "text": "楼道没有灯，老人摔过跤", "phone": phone} for phone in SEVEN]
    heard = [{**each, "channel": "MEETING", "meeting_id": meeting} for each in told[:5]]
    ids = [xiadu.say("/opinions", each)["id"] for each in heard]
    ids.append(xiadu.say("/opinions", {**told[5], "channel": "COUNTER"}, xiadu.clerk)["id"])
    ids.append(xiadu.say("/public/opinions", told[6], xiadu.district.anybody())["id"])
    xiadu.say("/opinion-clusters", {"theme": "楼道灯", "opinions": ids})
    return ids


@pytest.fixture(scope="module")
def wuye(xiadu: Committee) -> str:
    """The property company of the houses, resident in the community of the committee."""
    admin = xiadu.district.admin
    own = admin.get("councils", f"/v1/committees/{xiadu.id}").get("assignment")
    communities = admin.get("councils", "/v1/communities")["communities"]
    unit = {"community_id": own["community_id"] if own else communities[0]["id"], "kind": "PROPERTY_COMPANY"}
    told = {**unit, "name_zh": "示例物业", "resident_from_on": "2014-01-01"}
    return str(xiadu.say("/resident-units", told, admin)["id"])


@pytest.fixture(scope="module")
def lights(xiadu: Committee, opinions: list[str], wuye: str) -> str:
    """The topic that they become."""
    options = [{"title": "声控灯", "budget": {"amount": fen(800_000), "source": "SPECIAL_FUND"}}]
    body = {"committee_id": xiadu.id, "title": "楼道灯", "options": options, "opinion_ids": opinions}
    return str(xiadu.say("/topics", {**body, "units": [wuye]}, xiadu.clerk)["id"])


@pytest.fixture(scope="module")
def discussed(xiadu: Committee, lights: str, wuye: str) -> str:
    """28 of 50 discuss it, and 20 of them want it decided."""
    assert xiadu.refused("/meetings", _decision(xiadu, lights)) == (409, "stage-skipped")
    meeting = xiadu.call("TOPIC", "2015-05-11", lights, material=["灯具方案和报价"])
    xiadu.district.until("2015-05-11T19:00")
    xiadu.let_in(meeting, 1, 28)
    watched = {"person_id": xiadu.supervisor, "capacity": "SUPERVISION_MEMBER"}
    delegate = {"person_id": "wuye-delegate", "capacity": "UNIT_DELEGATE", "body_id": wuye}
    of_another = {"attendees": [{**delegate, "body_id": "another"}]}
    assert xiadu.refused(f"/meetings/{meeting}/attendance", of_another) == (422, "attendee-of-unknown-unit")
    xiadu.do(f"/meetings/{meeting}/attendance", {"attendees": [watched, delegate]})
    xiadu.do(f"/meetings/{meeting}/opening", {})
    assert xiadu.vote(meeting, lights, 20) == ["vote-taken", "topic-discussed"]
    return meeting


def _decision(xiadu: Committee, topic: str) -> dict[str, Any]:
    told = {"committee_id": xiadu.id, "kind": "DECISION", "begins_at": "2015-05-18T19:00:00+08:00", "place": "广场"}
    return {**told, "agenda": [topic]}


@pytest.fixture(scope="module")
def resolution(xiadu: Committee, lights: str, discussed: str) -> str:
    """25 of 50 cannot decide; with the 26th there, 14 adopt it, though it costs money."""
    meeting = xiadu.call("DECISION", "2015-05-18", lights)
    xiadu.district.until("2015-05-18T09:00")
    xiadu.let_in(meeting, 1, 25)
    assert xiadu.refused(f"/meetings/{meeting}/opening", {}) == (409, "quorum-not-met")
    xiadu.let_in(meeting, 26, 26)
    xiadu.do(f"/meetings/{meeting}/opening", {})
    delegate = xiadu.district.person("wuye-delegate", Role.UNIT_DELEGATE, org="wuye")
    ballot = {"topic_id": lights, "in_favour": 14, "against": 12}
    assert xiadu.refused(f"/meetings/{meeting}/votes", ballot, delegate) == (403, "no-vote")
    budget = {"amount": fen(800_000), "source": "SPECIAL_FUND"}
    adopted = xiadu.vote(meeting, lights, 14, terms={**TERMS, "budget": budget})
    assert adopted == ["vote-taken", "topic-decided", "resolution-adopted"]
    (found,) = xiadu.read("resolutions")["resolutions"]
    assert xiadu.do(f"/resolutions/{found['id']}/posting", {}) == ["resolution-posted"]
    return str(found["id"])


def test_nine_households_object_and_it_stays(xiadu, resolution):
    (notice,) = xiadu.read("notices")["resolutions"]
    assert (notice["id"], notice["posted_until_on"]) == (resolution, "2015-05-25")
    for n in range(9):
        household = {"register_number": f"HK-63010200{n:02d}", "reason": "太亮"}
        assert xiadu.do(f"/resolutions/{resolution}/objections", household, xiadu.clerk) == ["household-objected"]
    assert xiadu.do(f"/resolutions/{resolution}/objections", {"register_number": "HK-6301020000"}, xiadu.clerk) == []
    xiadu.district.until("2015-05-26T00:00")
    assert xiadu.read("notices")["resolutions"] == []
    (found,) = xiadu.read("resolutions")["resolutions"]
    assert (found["state"], found["in_force_on"], found["households"]) == ("IN_FORCE", "2015-05-26", 9)


def test_the_supervision_committee_demands_a_second_vote_and_execution_waits(xiadu, lights, resolution):
    demand = {"reason": "议题讨论会未公示结果"}
    supervisor = xiadu.district.person(xiadu.supervisor, Role.SUPERVISION_COMMITTEE, org=xiadu.id)
    assert xiadu.do(f"/resolutions/{resolution}/re-vote-demand", demand, supervisor) == ["re-vote-demanded"]
    assert xiadu.refused(f"/resolutions/{resolution}/progress", {"report": "已采购"}) == (409, "re-vote-pending")
    meeting = xiadu.call("DECISION", "2015-06-01", lights)
    xiadu.district.until("2015-06-01T19:00")
    xiadu.let_in(meeting, 1, 26)
    xiadu.do(f"/meetings/{meeting}/opening", {})
    assert xiadu.vote(meeting, lights, 14) == ["vote-taken", "re-vote-held"]
    assert xiadu.do(f"/resolutions/{resolution}/progress", {"report": "已采购"}) == ["progress-posted"]


def test_the_tenth_household_brings_a_resolution_back(xiadu, opinions):
    """A bench that ten households do not want is discussed again; the tenth says so from home, with its code."""
    told = {"committee_id": xiadu.id, "text": "院里缺长椅", "phone": SEVEN[1], "channel": "BOX"}
    opinion = xiadu.say("/opinions", told)["id"]
    xiadu.say("/opinion-clusters", {"theme": "长椅", "opinions": [opinion]})
    body = {"committee_id": xiadu.id, "title": "长椅", "options": [{"title": "两条"}], "opinion_ids": [opinion]}
    topic = xiadu.say("/topics", body)["id"]
    _discuss(xiadu, topic, "2015-06-08")
    deciding = xiadu.call("DECISION", "2015-06-15", topic)
    xiadu.district.until("2015-06-15T19:00")
    xiadu.let_in(deciding, 1, 26)
    xiadu.do(f"/meetings/{deciding}/opening", {})
    xiadu.vote(deciding, topic, 14, terms={**TERMS, "task": "安装长椅"})
    bench = xiadu.read("resolutions")["resolutions"][-1]["id"]
    xiadu.do(f"/resolutions/{bench}/posting", {})
    for n in range(9):
        xiadu.do(f"/resolutions/{bench}/objections", {"register_number": f"HK-63010210{n:02d}"}, xiadu.clerk)
    (slip,) = xiadu.say(f"/resolutions/{bench}/objection-codes", {"register_numbers": ["HK-6301021009"]})["codes"]
    by_code, anybody = {**slip, "resolution_id": bench, "reason": "挡路"}, xiadu.district.anybody()
    assert xiadu.refused(OBJECT, {**by_code, "code": "00000000"}, anybody) == (404, "code-wrong")
    assert xiadu.do(OBJECT, by_code, anybody) == ["household-objected", "resolution-objected"]
    assert xiadu.refused(OBJECT, {**by_code, "reason": "x"}, anybody) == (409, "resolution-not-posted")
    assert _discuss(xiadu, topic, "2015-06-22") == ["vote-taken", "topic-discussed", "resolution-rediscussed"]


def _discuss(xiadu: Committee, topic: str, day: str) -> list[str]:
    meeting = xiadu.call("TOPIC", day, topic, material=["方案"])
    xiadu.district.until(f"{day}T19:00")
    xiadu.let_in(meeting, 1, 26)
    watched = {"person_id": xiadu.supervisor, "capacity": "SUPERVISION_MEMBER"}
    xiadu.do(f"/meetings/{meeting}/attendance", {"attendees": [watched]})
    xiadu.do(f"/meetings/{meeting}/opening", {})
    return xiadu.vote(meeting, topic, 26)


def test_thirteen_of_twenty_six_reject(xiadu, opinions):
    """Another topic, put by the chair, as far as the lights."""
    noise = {"committee_id": xiadu.id, "text": "广场舞太吵", "phone": SEVEN[0], "channel": "PHONE"}
    opinion = xiadu.say("/opinions", noise)["id"]
    xiadu.say("/opinion-clusters", {"theme": "噪音", "opinions": [opinion]})
    body = {"committee_id": xiadu.id, "title": "广场舞时间", "options": [{"title": "九点前结束"}]}
    topic = xiadu.say("/topics", {**body, "opinion_ids": [opinion]})["id"]
    _discuss(xiadu, topic, "2015-06-25")
    deciding = xiadu.call("DECISION", "2015-06-30", topic)
    xiadu.district.until("2015-06-30T19:00")
    xiadu.let_in(deciding, 1, 26)
    xiadu.do(f"/meetings/{deciding}/opening", {})
    rejected = xiadu.vote(deciding, topic, 13, terms={**TERMS, "task": "九点前结束"})
    assert rejected == ["vote-taken", "topic-decided", "resolution-rejected"]


def test_who_had_moved_away_before_the_decision_was_on_the_register_as_then_known(xiadu, resolution):
    """Told after the second vote: 49 represented the residents on the day of the decision, 50 as everybody believed."""
    gone = {"person_id": xiadu.people[29], "reason": "MOVED_AWAY", "from_on": "2015-05-15"}
    late = xiadu.say(f"/representatives/{xiadu.id}/departures", gone)

    def represented(**moment: str) -> int:
        register = xiadu.district.admin.get("councils", f"/v1/representatives/{xiadu.id}", **moment)
        return len(register["representatives"])

    decided = "2015-05-18T19:00:00+08:00"
    assert now_and_then(represented, "2015-05-18", decided, late) == (49, 50, 50)
    assert now_and_then(represented, "2015-05-14", decided, late) == (50, 50, 50), "there until the day before"


def test_the_committee_accepts_no_application(xiadu):
    path = "/v1/applications/any/acceptance"
    assert refused(xiadu.chair.post, "intake", path, {}, "s6-separation") == (403, "separation")


def test_a_villagers_committee_has_no_three_meetings(xiadu):
    villagers = next(xiadu.district.admin.pages("councils", "/v1/committees", "committees", kind="VILLAGERS"))
    told = {"committee_id": villagers["id"], "text": "x", "channel": "BOX"}
    assert xiadu.refused("/opinions", told, xiadu.clerk) == (422, "wrong-regime")
