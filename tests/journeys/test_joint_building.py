"""Councils through HTTP and Redis: joint activities feed the appraisal of units, held before a report or after it.

Three units of 清真巷 accept the same two activities; two come to both, the third to none. All are invented.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from typing import Any

import pytest

from deploy.client import Client
from shared.kernel.actors import Role
from tests.journeys.answers import log_of, now_and_then, words
from tests.journeys.district import District, running

pytestmark = pytest.mark.server

YEAR, INDICATORS = "2014", [{"title": "共驻共建", "function": "SERVE_PEOPLE"}]
HELD = ["joint-activity-held", "joint-activity-kept", "joint-activity-kept", "joint-activity-not-kept"]
_keys = count()


@dataclass(frozen=True)
class Place:
    """The working committee of 清真巷, and its units by whether they come."""

    district: District
    community: str
    office: Client
    come: tuple[str, str]
    stays_away: str

    def say(self, path: str, by: Client | None = None, **body: Any) -> dict[str, Any]:
        """A command to councils."""
        return (by or self.office).post("councils", f"/v1{path}", body, f"joint-{next(_keys):04}")

    def hold(self, day: str) -> list[str]:
        """All are invited to an activity and accept; the words of its holding, at which two are."""
        units = [*self.come, self.stays_away]
        plan: dict[str, Any] = {
            "community_id": self.community,
            "subject": "SOCIAL",
            "title": "示例：走访",
            "planned_for_on": day,
        }
        path = f"/joint-activities/{self.say('/joint-activities', **plan, functions=['SERVE_PEOPLE'])['id']}"
        self.say(f"{path}/invitations", unit_ids=units)
        for unit in units:
            self.say(f"{path}/answers", unit_id=unit, accepts=True)
        came = [{"unit_id": unit, "people": 5, "hours": 15} for unit in self.come]
        return words(self.say(f"{path}/holding", held_on=day, attendance=came)["events"])

    def reported(self, unit: str) -> dict[str, int]:
        """A unit reports of the year; what the log says beside its words."""
        said: dict[str, Any] = {"subject_kind": "RESIDENT_UNIT", "community_id": self.community, "period": YEAR}
        made = self.say("/appraisals", **said, indicators=INDICATORS, subjects=[{"id": unit}])["id"]
        delegate = self.district.person("delegate", Role.UNIT_DELEGATE, org=unit)
        self.say(f"/appraisals/{made}/report", delegate, words="示例：一年来的工作")
        *_, report = log_of(self.district.admin, "councils", f"appraisal/{made}")
        facts: dict[str, int] = report["data"]["unit"]
        return facts


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    with running(tmp_path_factory.mktemp("joint-building")) as district:
        found = district.anybody().get("councils", "/v1/public/communities")["communities"]
        here = next(each["id"] for each in found if each["name_zh"] == "清真巷")
        district.until("2014-05-12T09:00")
        *come, stays_away = (
            district.admin.post(
                "councils",
                "/v1/resident-units",
                {"community_id": here, "kind": kind, "name_zh": f"示例{kind}", "resident_from_on": "2013-09-29"},
                f"joint-unit-{kind}",
            )["id"]
            for kind in ("PROPERTY_COMPANY", "NON_PUBLIC_ENTERPRISE", "OTHER")
        )
        office = district.person("w-qzx", Role.WORKING_COMMITTEE, org=here)
        yield Place(district, here, office, (come[0], come[1]), stays_away)


def test_what_was_held_before_the_report_is_in_it_whether_the_unit_took_part_or_not(place):
    assert place.hold("2014-05-12") == HELD
    assert place.reported(place.stays_away) == {"pledged": 0, "fulfilled": 0, "accepted": 1, "joined": 0}


def test_what_is_held_after_one_report_is_in_the_next(place):
    place.district.until("2014-11-03T09:00")
    place.hold("2014-11-03")
    assert place.reported(place.come[0]) == {"pledged": 0, "fulfilled": 0, "accepted": 2, "joined": 2}


def test_who_stayed_away_had_left_in_law_and_was_resident_as_then_known(place):
    place.district.until("2014-11-10T09:00")
    path = f"/resident-units/{place.stays_away}"
    late = place.say(f"{path}/leaving", place.district.admin, cause="CLOSED", left_on="2014-11-01")

    def left_on(**moment: str) -> Any:
        return place.district.admin.get("councils", f"/v1{path}", **moment).get("left_on")

    that_evening = "2014-11-03T18:00:00+08:00"
    assert now_and_then(left_on, "2014-11-03", that_evening, late) == ("2014-11-01", None, None)
    assert now_and_then(left_on, "2014-10-31", that_evening, late) == (None, None, None)
