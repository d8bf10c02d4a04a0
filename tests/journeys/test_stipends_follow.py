"""Councils and grants through HTTP and Redis: a satisfactory appraisal releases the performance part, once.

园山 has a supervision committee of one. In 2015 what is due to its chair is heard before the appraisal; in 2016 the
appraisal is concluded before it is stated, and grants hears both when it is back.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from typing import Any

import pytest

from deploy.client import Client
from shared.kernel.actors import Role
from tests.journeys.answers import fen, log_of, now_and_then, refused, words
from tests.journeys.committee import Committee, committee_of
from tests.journeys.district import District, running

pytestmark = pytest.mark.server

YUANSHAN, COMMUNITY = "630102003008", "大众"
PRESENT, INDICATORS = 40, [{"title": "监督居务", "function": "SERVE_PEOPLE"}]
_keys = count()


@dataclass
class Supervision:
    """The committee, the community that appraises whoever watches over it, and whoever keeps the accounts."""

    committee: Committee
    community: str
    above: Client
    officer: Client

    @property
    def district(self) -> District:
        return self.committee.district

    def entitle(self, year: int) -> list[str]:
        """The yearly review states what is due."""
        path = f"/supervision-committees/{self.committee.id}/entitlements"
        return self.committee.do(path, {"year": year, "size": "SMALL"}, self.above)

    def appraise(self, year: int, called_on: str, day: str, excellent: int) -> None:
        """A meeting is called at which the chair reports; of forty who come so many find it excellent, others poor."""
        self.district.until(f"{called_on}T09:00")
        chair = self.committee.supervisor
        of = {"subject_kind": "SUPERVISION_MEMBER", "committee_id": self.committee.id, "community_id": self.community}
        subjects = [{"id": chair, "name": "示例·代表50"}]
        said = {**of, "period": str(year), "indicators": INDICATORS, "subjects": subjects}
        path = f"/appraisals/{(appraisal := str(self.committee.say('/appraisals', said, self.above)['id']))}"
        meeting = self.committee.call_for(appraisal, day, self.above)
        self.district.until(f"{day}T09:00")
        self.committee.let_in(meeting, 1, PRESENT)
        self.committee.say(f"/meetings/{meeting}/opening", {})
        self.committee.say(f"{path}/report", {"words": "示例：一年来的监督"}, self.committee.clerk)
        scores = {
            "excellent": excellent,
            "competent": 0,
            "basically_competent": 0,
            "not_competent": PRESENT - excellent,
        }
        at = {"committee_id": self.committee.id, "meeting_id": meeting, "held_on": day}
        cast = {**at, "present": PRESENT, "scores": scores}
        self.committee.say(f"{path}/scores", cast, self.committee.clerk)
        marks = {"daily_work": 80, "working_committee": 80, "discipline": 80}
        self.committee.say(f"{path}/marks", marks, self.above)
        self.committee.say(f"{path}/publication", {}, self.above)

    def pay(self, year: int) -> dict[str, Any]:
        """The performance part of the chair."""
        part = {"part": "PERFORMANCE", "person_id": self.committee.supervisor, "amount": fen(100_000)}
        receipt = {"receipt_ref": f"b-{next(_keys)}", "paid_on": self.district.today}
        path = f"/v1/stipends/{self.committee.id}-{year}/payments"
        return self.officer.post("grants", path, {**part, **receipt}, f"stipend-{next(_keys)}")

    def heard(self, year: int) -> list[str]:
        """What grants recorded of the year."""
        self.district.settle()
        return words(log_of(self.district.admin, "grants", f"stipend/{self.committee.id}-{year}"))


@pytest.fixture(scope="module")
def yuanshan(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Supervision]:
    with running(tmp_path_factory.mktemp("stipends-follow")) as district:
        district.until("2015-01-05T09:00")
        listed = district.admin.get("councils", "/v1/communities")["communities"]
        community = next(each["id"] for each in listed if each["name_zh"] == COMMUNITY)
        above = district.person("w-dazhong", Role.WORKING_COMMITTEE, org=community)
        officer = district.person("f1", Role.FUND_OFFICER)
        yield Supervision(committee_of(district, YUANSHAN), community, above, officer)


def test_a_stipend_that_was_stated_first_is_released_by_the_appraisal(yuanshan):
    assert yuanshan.entitle(2015) == ["working-funds-entitled", "stipend-entitled"]
    yuanshan.district.until("2015-12-04T09:00")
    assert refused(yuanshan.pay, 2015) == (409, "performance-not-released")
    yuanshan.appraise(2015, "2015-12-04", "2015-12-11", excellent=PRESENT)
    yuanshan.district.settle()
    assert refused(yuanshan.pay, 2015) == (409, "performance-not-released"), (
        "the result is posted, and may be objected to"
    )
    yuanshan.district.until("2015-12-21T09:00")
    stated = ["working-funds-known", "stipend-known"]
    assert yuanshan.heard(2015) == [*stated, "stipend-appraisal-known", "performance-released"]
    assert words(yuanshan.pay(2015)["events"]) == ["stipend-paid"]


def test_an_appraisal_that_was_concluded_first_releases_it_when_it_is_stated(yuanshan):
    yuanshan.appraise(2016, "2016-01-04", "2016-01-11", excellent=PRESENT)
    yuanshan.district.until("2016-01-19T09:00")
    assert yuanshan.heard(2016) == ["stipend-appraisal-known"]
    local = yuanshan.district.local
    local.kill("grants")
    yuanshan.entitle(2016)
    local.start_service("grants")
    local.wait_ready("grants")
    stated = ["working-funds-known", "stipend-known", "performance-released"]
    assert yuanshan.heard(2016) == ["stipend-appraisal-known", *stated]
    local.kill("grants")
    local.start_service("grants")
    local.wait_ready("grants")
    assert len(yuanshan.heard(2016)) == 4, "it does not hear of it again"
    assert words(yuanshan.pay(2016)["events"]) == ["stipend-paid"]


def test_what_the_bank_told_late_was_paid_on_its_own_day_and_not_known_that_evening(yuanshan):
    yuanshan.district.until("2016-01-20T09:00")
    path, chair = f"/v1/stipends/{yuanshan.committee.id}-2015", yuanshan.committee.supervisor
    basic = {"part": "BASIC", "person_id": chair, "amount": fen(200_000), "paid_on": "2015-12-30"}
    late = yuanshan.officer.post("grants", f"{path}/payments", {**basic, "receipt_ref": "b-late"}, "stipend-late")

    def paid(**moment: str) -> bool:
        (told,) = yuanshan.district.admin.get("grants", path, **moment)["people"]
        return bool(told["basic_paid"])

    that_evening = "2015-12-30T18:00:00+08:00"
    assert now_and_then(paid, "2015-12-30", that_evening, late) == (True, False, False)
    assert now_and_then(paid, "2015-12-29", that_evening, late) == (False, False, False)
    assert sums(yuanshan, 2015)["paid"] == fen(300_000), "who satisfied is paid both parts"


def test_who_does_not_satisfy_is_due_the_basic_part_alone_and_a_member_less_than_the_chair(yuanshan):
    """In 2017 a member is elected beside the chair, whom everybody finds poor."""
    yuanshan.district.until("2017-01-04T09:00")
    committee, member = yuanshan.committee, yuanshan.committee.people[0]
    path = f"/supervision-committees/{committee.id}"
    committee.do(f"{path}/nominations", {"person_id": member, "office": "MEMBER"}, yuanshan.above)
    elected = [{"person_id": member, "name": "示例·代表1", "votes": PRESENT}]
    held = {"meeting_id": "r2", "held_on": "2017-01-04", "present": PRESENT, "candidates": elected}
    committee.do(f"{path}/elections", held, yuanshan.above)
    assert yuanshan.entitle(2017) == ["working-funds-entitled", "stipend-entitled", "stipend-entitled"]
    yuanshan.appraise(2017, "2017-01-04", "2017-01-11", excellent=0)
    yuanshan.district.until("2017-01-19T09:00")
    assert yuanshan.heard(2017)[-1] == "performance-withheld"
    assert refused(yuanshan.pay, 2017) == (409, "performance-not-released")
    told = yuanshan.district.admin.get("grants", f"/v1/stipends/{committee.id}-2017")["people"]
    parts = {each["office"]: (each["basic"], each["performance"], each["withheld"]) for each in told}
    assert parts == {
        "CHAIR": (fen(200_000), fen(100_000), True),
        "MEMBER": (fen(140_000), fen(60_000), False),
    }
    assert (sums(yuanshan, 2017)["withheld"], sums(yuanshan, 2017)["waiting"]) == (fen(100_000), fen(60_000))


def sums(yuanshan: Supervision, year: int) -> dict[str, Any]:
    """What anybody may read of a year."""
    yuanshan.district.settle()
    of = {"committee_id": yuanshan.committee.id, "year": str(year)}
    (told,) = yuanshan.district.anybody().get("grants", "/v1/public/stipends", **of)["stipends"]
    return dict(told)
