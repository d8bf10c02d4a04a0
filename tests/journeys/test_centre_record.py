"""Intake, casework and councils through HTTP and Redis: what a centre did is what residents appraise it by, once.

Its cases, ratings and complaints come from two logs; councils hears the first as they happen, and the others when it is
back. Ratings are in the box until the day is over. Time only goes on, over three days of December 2015.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from deploy.client import Client
from shared.kernel.actors import Role
from tests.journeys.answers import last_of, log_of, now_and_then, words
from tests.journeys.district import District, running
from tests.journeys.home import Voucher, applied, delivered, say, with_ratings
from tests.journeys.people import Office, office

pytestmark = pytest.mark.server

ASSISTANCE, HALF = "CD-MZ-003", "2015-H2"


@dataclass
class Centre:
    """The centre of 富强巷 with its hall, and who answers for it."""

    district: District
    hall: Office
    director: Client

    def rated_and_complained_of(self, voucher: Voucher, level: str, upheld: bool) -> None:
        """A resident rates a service, complains, and is answered."""
        voucher.say("ratings", level=level)
        complaint = voucher.say("complaints", text="窗口等了两个小时")["id"]
        answer = {"answer": "已增开窗口", "upheld": upheld}
        say(self.director, "intake", f"/v1/complaints/{complaint}/answer", **answer)

    def facts(self, on: str) -> dict[str, Any]:
        """What councils knows of the half-year on the morning of a day."""
        self.district.until(f"{on}T09:00")
        self.district.settle()
        return self.record()

    def record(self, **moment: str) -> dict[str, Any]:
        """The half-year, as it was on a day and as it was known at a moment."""
        path = f"/v1/centre-records/{self.hall.centre_id}"
        return self.district.admin.get("councils", path, period=HALF, **moment)

    def heard(self) -> Counter[str]:
        """How often it was told what of the centre."""
        log = log_of(self.district.admin, "councils", f"centre-record/{self.hall.centre_id}")
        return Counter(words(log))


@pytest.fixture(scope="module")
def centre(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Centre]:
    with running(tmp_path_factory.mktemp("centre-record")) as district:
        district.until("2015-12-07T09:00")
        hall = office(district, "FQX")
        with_ratings(district, "2015-12-01")
        yield Centre(district, hall, district.person("director", Role.CENTRE_DIRECTOR, org=hall.centre_id))


@pytest.fixture(scope="module")
def one(centre: Centre) -> dict[str, Any]:
    """One case was closed in time, its service rated well, and one complaint was right; councils heard it at once."""
    centre.rated_and_complained_of(delivered(centre.hall, ASSISTANCE), "SATISFIED", upheld=True)
    return centre.facts("2015-12-08")


def test_what_is_heard_as_it_happens_is_in_the_record(one):
    assert (one["closed"], one["on_time"], one["rated"], one["satisfied"]) == (1, 1, 1, 1)
    assert (one["complaints"], one["complaints_upheld"]) == (1, 1)


@pytest.fixture(scope="module")
def both(centre: Centre, one: dict[str, Any]) -> dict[str, Any]:
    """Another case is opened, and closed while councils is down; another service is rated badly and complained of."""
    voucher = delivered(centre.hall, ASSISTANCE)
    application, _ = applied(centre.hall, ASSISTANCE)
    centre.hall.accept(application)
    case = centre.hall.case_of(application)["id"]
    local = centre.district.local
    local.kill("councils")
    centre.rated_and_complained_of(voucher, "DISSATISFIED", upheld=False)
    centre.hall.propose(case)
    centre.hall.decide(case)
    centre.hall.close(case)
    local.start_service("councils")
    local.wait_ready("councils")
    return centre.facts("2015-12-09")


def test_what_happened_while_councils_was_down_is_there_when_it_is_back(both):
    assert (both["closed"], both["on_time"], both["rated"], both["satisfied"]) == (3, 3, 2, 1)
    assert (both["complaints"], both["complaints_upheld"]) == (2, 1)


def test_nothing_counts_twice(centre, both):
    before = centre.heard()
    assert before["centre-case-closed"] == 3
    centre.district.local.kill("councils")
    centre.district.local.start_service("councils")
    centre.district.local.wait_ready("councils")
    assert (centre.facts("2015-12-09"), centre.heard()) == (both, before)


def test_the_appraisal_of_the_centre_is_told_the_same(centre, both):
    listed = centre.district.admin.get("councils", "/v1/communities")["communities"]
    community = next(each["id"] for each in listed if centre.hall.centre_id in {own["id"] for own in each["centres"]})
    above = centre.district.person("w-fqx", Role.WORKING_COMMITTEE, org=community)
    said = {"subject_kind": "SERVICE_CENTRE", "community_id": community, "period": HALF}
    indicators = [{"title": "服务群众", "function": "SERVE_PEOPLE"}]
    subjects = [{"id": centre.hall.centre_id}]
    appraisal = say(above, "councils", "/v1/appraisals", **said, indicators=indicators, subjects=subjects)["id"]
    say(centre.director, "councils", f"/v1/appraisals/{appraisal}/report", words="示例：办结三件")
    presented = log_of(centre.district.admin, "councils", f"appraisal/{appraisal}")[-1]
    assert presented["data"]["centre"] == both


def test_a_rating_that_counts_no_more_never_counted_in_law_and_counted_as_then_known(centre, both):
    """Of two services the residents rated one badly, by mistake; that is found the day after it was told of."""
    told_at = "2015-12-09T09:30:00+08:00"
    centre.district.until("2015-12-10T09:00")
    (rating,) = centre.director.get("intake", "/v1/ratings")["ratings"]
    other = centre.district.person("s-fqx-second", Role.CLERK, org=centre.hall.centre_id)
    for who, act, body in (
        (other, "contact", {"result": "NO_CONTACT"}),
        (other, "verification", {"finding": "MISTAKEN"}),
        (centre.hall.clerk, "appeal", {"grounds": "评价的不是本事项"}),
        (centre.director, "recheck", {"confirmed": True}),
    ):
        say(who, "intake", f"/v1/ratings/{rating['id']}/{act}", **body)
    centre.district.settle()
    late = last_of(centre.district.admin, "councils", f"centre-record/{centre.hall.centre_id}")
    assert words(late["events"]) == ["centre-rating-excluded"]

    def rated(**moment: str) -> tuple[int, int]:
        facts = centre.record(**moment)
        return facts["rated"], facts["satisfied"]

    assert now_and_then(rated, "2015-12-09", told_at, late) == ((1, 1), (2, 1), (2, 1))
    assert now_and_then(rated, "2015-12-07", told_at, late) == ((1, 1), (1, 1), (1, 1)), "before it was cast"
    assert centre.record(as_of="2015-12-09", known_at=told_at) == both, "what the appraisal was told stays so"
