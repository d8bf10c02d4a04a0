"""Intake, associations and casework through HTTP and Redis: a filing received at a window comes back to the counter.

What is decided while casework is down becomes its decision when it is back; what was taken back waits no more.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import pytest

from shared.kernel.actors import Role
from tests.journeys.answers import log_of, now_and_then, refused, words
from tests.journeys.associations import Centre, centre
from tests.journeys.back_office import happened
from tests.journeys.district import District, running
from tests.journeys.people import Office, office

pytestmark = pytest.mark.server

ITEM, TROUPE, CHOIR = "CD-MZ-013", "城东区清真巷示例艺术团", "城东区清真巷示例合唱团"


@dataclass
class Place:
    """The hall of 清真巷 and its centre, whose examiner decides on filings and holds a post of the back office."""

    district: District
    here: Office
    founders: Centre

    def handed_in(self, name_zh: str, application: str, key: str) -> str:
        """The association that it is about, with its papers, on public notice."""
        association = self.founders.draft(name_zh, f"{key}-drafted", window_filing=application)
        self.founders.hand_in(association, f"{key}-submitted")
        path = f"/v1/associations/{association}/notice"
        self.founders.examiner.post("associations", path, {}, f"{key}-posted")
        return association

    def told(self, application: str) -> list[str]:
        """What associations knows of an application at the window."""
        self.district.settle()
        return words(log_of(self.district.admin, "associations", f"window-filing/{application}"))


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    with running(tmp_path_factory.mktemp("filing-at-window")) as district:
        here = office(district, "QZX")
        district.until("2015-10-08T10:00")
        at_centre = centre(district, "清真巷", "QZX")
        examiner = district.person("s-qzx-examiner", Role.EXAMINER, org=here.centre_id)
        yield Place(district, here, replace(at_centre, examiner=examiner))


@pytest.fixture(scope="module")
def filed(place: Place) -> dict[str, Any]:
    """Two are accepted while associations is down; one of them is filed while casework is, the other taken back."""
    early = refused(place.founders.draft, TROUPE, "window-early", window_filing="nothing")
    assert early == (404, "window-filing-unknown")
    local = place.district.local
    local.kill("associations")
    troupe, choir = (place.here.receive(ITEM, f"window-{name}") for name in ("troupe", "choir"))
    for application in (troupe, choir):
        place.here.accept(application)
    local.start_service("associations")
    local.wait_ready("associations")
    place.district.settle()
    associations = place.handed_in(TROUPE, troupe, "troupe"), place.handed_in(CHOIR, choir, "choir")
    place.here.clerk.post("intake", f"/v1/applications/{choir}/withdrawal", {"reason": "另行申请"}, "choir-withdrawn")
    place.district.until("2015-10-19T10:00")
    local.kill("casework")
    for association in associations:
        path = f"/v1/associations/{association}/filing"
        place.founders.examiner.post("associations", path, {}, f"{association}-filed")
    local.start_service("casework")
    local.wait_ready("casework")
    place.district.settle()
    return {"troupe": troupe, "choir": choir, "of troupe": associations[0]}


def test_the_result_is_at_the_counter_as_any_other(place, filed):
    case = place.here.case_of(filed["troupe"])
    assert happened(place.here, case["id"])[-3:] == ["decision-proposed", "decision-made", "case-closed"]
    assert place.here.application(filed["troupe"])["outcome"] == "GRANT"
    assert place.told(filed["troupe"]) == ["filing-awaited", "filing-linked", "filing-decided"]


def test_what_was_taken_back_is_not_decided(place, filed):
    assert place.told(filed["choir"]) == ["filing-awaited", "filing-linked", "filing-wait-ended"]
    assert "decision-made" not in happened(place.here, place.here.case_of(filed["choir"])["id"])


def test_when_its_result_was_handed_over_it_had_ended_in_law_and_stood_as_then_known(place, filed):
    path = f"/v1/associations/{filed['of troupe']}"
    place.district.until("2015-10-21T10:00")
    handed = place.here.clerk.post(
        "intake", f"/v1/applications/{filed['troupe']}/delivery", {"mode": "WINDOW"}, "troupe-handed-over"
    )
    assert words(handed["events"])[0] == "result-delivered"
    place.district.until("2015-10-26T10:00")
    ended = {"cause": "OWN_WISH", "ended_on": "2015-10-21", "assets_to": "清真巷社区公益基金"}
    late = place.founders.clerk.post("associations", f"{path}/filing-cancellation", ended, "troupe-ended")

    def stage(**moment: str) -> str:
        return str(place.district.admin.get("associations", path, **moment)["stage"])

    that_evening = "2015-10-21T18:00:00+08:00"
    assert now_and_then(stage, "2015-10-21", that_evening, late) == ("ENDED", "FILED", "FILED")
    assert now_and_then(stage, "2015-10-20", that_evening, late) == ("FILED", "FILED", "FILED")
