"""Intake and councils through HTTP and Redis: what a resident raises at a window the committee answers, exactly once.

Time only goes on: one opinion is raised while councils is there, one while it is down for days.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from deploy.client import Client
from shared.kernel.actors import Role
from tests.journeys.answers import log_of, now_and_then, refused, words
from tests.journeys.back_office import on_window
from tests.journeys.district import District, running
from tests.journeys.people import Office, office

pytestmark = pytest.mark.server

TEXT, ANSWER, PHONE = "楼道没有灯，老人摔过跤", "已列入议题", "13912340001"


@dataclass
class Counter:
    """A window, and two committees: one of residents and one of villagers."""

    district: District
    here: Office
    residents: str
    villagers: str

    def raises(self, key: str, committee: str | None = None) -> dict[str, Any]:
        """Somebody raises the lights at the window."""
        place = {"hall_id": self.here.hall_id, "window_id": "W2", "committee_id": committee or self.residents}
        return self.here.clerk.post("intake", "/v1/opinions", {**place, "text": TEXT, "phone": PHONE}, key)

    @property
    def chair(self) -> Client:
        """Who answers for the committee."""
        return self.district.person("chair", Role.COMMITTEE, org=self.residents)

    def registered(self, opinion: str) -> list[dict[str, Any]]:
        """What councils' log says of its registration."""
        self.district.settle()
        told = log_of(self.district.admin, "councils", f"opinion/{opinion}")
        return [each["data"] for each in told if words([each]) == ["opinion-registered"]]


@pytest.fixture(scope="module")
def counter(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Counter]:
    with running(tmp_path_factory.mktemp("opinion-at-counter")) as district:
        here, admin = office(district, "QZX"), district.admin
        district.until("2015-04-27T10:00")
        on_window(here, "qzx", "W2")
        of_kind = {
            kind: next(admin.pages("councils", "/v1/committees", "committees", kind=kind))["id"]
            for kind in ("RESIDENTS", "VILLAGERS")
        }
        district.settle()
        yield Counter(district, here, of_kind["RESIDENTS"], of_kind["VILLAGERS"])


def test_who_raised_it_reads_the_answer_by_number_and_code(counter):
    receipt = counter.raises("counter-opinion-1")
    opinion = receipt["id"]
    (registered,) = counter.registered(opinion)
    assert (registered["channel"], registered["registered_on"]) == ("COUNTER", "2015-04-27")
    assert TEXT not in str(registered)
    told = counter.chair.get("councils", f"/v1/opinions/{opinion}/words")
    assert (told["text"], told["contact"]) == (TEXT, f"+86{PHONE}")
    counter.chair.post("councils", "/v1/opinion-clusters", {"theme": "楼道灯", "opinions": [opinion]}, "counter-1-put")
    counter.chair.post("councils", f"/v1/opinions/{opinion}/route", {"route": "EXPLAINED"}, "counter-1-routed")
    counter.chair.post("councils", f"/v1/opinions/{opinion}/answer", {"answer": ANSWER}, "counter-1-answered")
    own = {"id": opinion, "code": receipt["code"]}
    read = counter.district.anybody().post("councils", "/v1/public/opinions/lookup", own, "counter-1-read")
    assert (read["answered"], read["answer"]) == (True, ANSWER)


def test_villagers_are_under_another_law(counter):
    assert refused(counter.raises, "counter-village", counter.villagers) == (422, "wrong-regime")


def test_what_is_raised_while_councils_is_down_is_registered_once_and_counts_from_that_day(counter):
    local = counter.district.local
    local.kill("councils")
    receipt = counter.raises("counter-opinion-2")
    assert counter.raises("counter-opinion-2")["code"] == receipt["code"], "sent again it is the same"
    local.start_service("councils")
    local.wait_ready("councils")
    (registered,) = counter.registered(receipt["id"])
    assert (registered["registered_on"], registered["answer_due_on"]) == ("2015-04-27", "2015-05-12")
    local.kill("councils")
    local.start_service("councils")
    local.wait_ready("councils")
    assert len(counter.registered(receipt["id"])) == 1, "it does not hear of it again"


def test_its_committee_belonged_to_the_community_in_law_and_to_none_as_then_known(counter):
    """What is raised on 2015-04-27 was 清真巷's: the committee had come there the day before; that is told on 04-28."""
    counter.district.until("2015-04-28T09:00")
    admin, path = counter.district.admin, f"/v1/committees/{counter.residents}"
    listed = admin.get("councils", "/v1/communities")["communities"]
    community = next(each["id"] for each in listed if each["name_zh"] == "清真巷")
    came = {"community_id": community, "effective_on": "2015-04-26", "provenance": "SYNTHETIC", "source": "a test"}
    late = admin.post("councils", f"{path}/assignment", came, "counter-committee-came")
    assert words(late["events"]) == ["committee-assigned"]

    def belonged(**moment: str) -> object:
        return admin.get("councils", f"{path}/standing", **moment).get("community_id")

    that_evening = "2015-04-27T18:00:00+08:00"
    assert now_and_then(belonged, "2015-04-27", that_evening, late) == (community, None, None)
    assert now_and_then(belonged, "2015-04-25", that_evening, late) == (None, None, None)
