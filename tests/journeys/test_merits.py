"""Associations and grants through HTTP and Redis: what the panel of rewards reads of a hub, told while grants was down.

The hub is invented and filed in 国际村 in April 2015; its year is looked at in November.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from typing import Any

import pytest

from deploy.client import Client
from shared.kernel.actors import Role
from tests.journeys.answers import fen, log_of, now_and_then, refused, words
from tests.journeys.associations import Centre, centre, founding
from tests.journeys.district import District, running

pytestmark = pytest.mark.server

NAME = "国际村示例枢纽服务中心"
HELD_ON = "2015-09-20"
_keys = count()


class Hub:
    """The hub, those at the counter, and who keeps the accounts."""

    last_entered: dict[str, Any]
    """What the counter was answered that entered the last activity from paper."""

    def __init__(self, district: District, here: Centre) -> None:
        self.district, self.here = district, here
        self.id = here.draft(NAME, "hub-drafted", founding=founding(NAME, category="HUB"))
        self.own = district.person("hub-officer", Role.ASSOCIATION_OFFICER, org=self.id)
        self.officer = district.person("f1", Role.FUND_OFFICER)

    def done(self, by: Client, service: str, path: str, **body: Any) -> dict[str, Any]:
        """What a command is answered."""
        return by.post(service, f"/v1{path}", body, f"merits-{next(_keys)}")

    def merits(self, application: str) -> dict[str, Any]:
        """What a member of the panel reads."""
        self.district.settle()
        panel = self.district.person("p1", Role.PANEL)
        return panel.get("grants", f"/v1/reward-applications/{application}/merits")


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hub]:
    """It is filed in April; by the end of September six of its activities were entered from paper."""
    with running(tmp_path_factory.mktemp("merits")) as district:
        district.until("2015-04-01T10:00")
        hub = Hub(district, centre(district, "国际村", "GJC"))
        hub.here.hand_in(hub.id, "hub-handed-in")
        path = f"/associations/{hub.id}"
        hub.done(hub.here.examiner, "associations", f"{path}/notice")
        district.until("2015-04-10T10:00")
        hub.done(hub.here.examiner, "associations", f"{path}/filing")
        district.settle()
        district.until("2015-09-30T10:00")
        for month in range(4, 10):
            held = {"activity_id": f"paper-{month}", "held_on": f"2015-{month:02d}-20"}
            hub.last_entered = hub.done(hub.here.clerk, "grants", f"{path}/activities", **held)
        yield hub


def test_an_activity_that_was_entered_late_was_held_on_its_day_and_known_ten_days_later(hub):
    def activities(**moment: str) -> int:
        told = hub.district.admin.get("grants", f"/v1/associations/{hub.id}", **moment)
        return len(told["activities"])

    that_evening = "2015-09-20T18:00:00+08:00"
    assert now_and_then(activities, "2015-09-20", that_evening, hub.last_entered) == (6, 0, 5)
    assert now_and_then(activities, "2015-09-19", that_evening, hub.last_entered) == (5, 0, 5)


def test_what_it_did_is_told_by_its_service_and_counts_once_in_whatever_order(hub):
    local = hub.district.local
    local.kill("grants")
    an_activity_is_held_and_rated(hub)
    a_need_is_answered(hub)
    hub.district.jump("2015-11-02T09:00")
    local.start_service("grants")
    local.wait_ready("grants")
    hub.district.until("2015-11-02T10:00")
    hub.done(hub.officer, "grants", "/reward-rounds", year=2015, apply_until_on="2015-11-05", budget=fen(2_000_000))
    asked = {"year": 2015, "association_id": hub.id, "account": "COMMUNITY", "account_ref": "acc-1"}
    done = hub.done(hub.here.clerk, "grants", "/reward-applications", **asked)
    assert "reward-ineligible" not in words(done["events"])
    told = hub.merits(done["id"])
    assert (told["activities"], told["attended"], told["residents"]) == (6, 30, 20), "one of them was entered as well"
    assert (told["rated"], told["satisfaction"]) == (1, "4.50")
    assert (told["needs_taken_up"], told["needs_answered"], told["needs_answered_late"]) == (1, 1, 0)
    again = {"activity_id": "paper-again", "held_on": HELD_ON}
    of_hub = (hub.here.clerk, "grants", f"/associations/{hub.id}/activities")
    assert refused(hub.done, *of_hub, **again) == (409, "activity-heard-of")
    happened = words(log_of(hub.district.admin, "grants", f"association-standing/{hub.id}"))
    for word in ("activity-rating-known", "need-taken-up-known", "need-answered-known"):
        assert happened.count(word) == 1, word


def an_activity_is_held_and_rated(hub: Hub) -> None:
    programme = {"kind": "PATROL", "title": "示例·巡逻", "place": "社区广场"}
    held = {"held_on": HELD_ON, "attended": 30, "residents": 20, "cost": fen(0)}
    told = {"association_id": hub.id, "programme": programme, **held}
    activity = hub.done(hub.here.clerk, "associations", "/activity-reports", **told)["id"]
    hub.done(hub.own, "associations", f"/activities/{activity}/rating-codes", issued=2)
    slips = hub.own.get("associations", f"/v1/activities/{activity}/rating-codes")["codes"]
    for slip, level in zip(slips, ("VERY_SATISFIED", "SATISFIED"), strict=True):
        said = {"activity_id": activity, "level": level, **slip}
        hub.done(hub.district.anybody(), "associations", "/public/activity-ratings", **said)


def a_need_is_answered(hub: Hub) -> None:
    need = {"community_id": hub.here.community_id, "kind": "VENUE", "words": "示例：缺少场地"}
    id_ = hub.done(hub.here.clerk, "associations", "/needs", **need)["id"]
    hub.done(hub.own, "associations", f"/needs/{id_}/taking-up")
    hub.done(hub.own, "associations", f"/needs/{id_}/answer", answer="示例：周六可用")
