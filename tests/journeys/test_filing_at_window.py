"""Intake, associations and casework through HTTP and Redis: a filing received at a window comes back to the counter.

What is decided while casework is down becomes its decision when it is back, whether it hears of the acceptance or of
the filing first; what was taken back waits no more, and what is taken back after it was decided is not decided again.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import pytest

from deploy.registry import parts
from services.casework.domain.case import CASE
from services.casework.reactions.intake import case_id_of
from shared.kernel.actors import Role
from tests.journeys.answers import log_of, now_and_then, refused, words
from tests.journeys.associations import Centre, centre
from tests.journeys.back_office import happened
from tests.journeys.district import District, running
from tests.journeys.people import Office, office
from tests.journeys.refollowed import First, learn, logs_of

pytestmark = pytest.mark.server

ITEM, TROUPE, CHOIR = "CD-MZ-013", "城东区清真巷示例艺术团", "城东区清真巷示例合唱团"
DANCERS = "城东区清真巷示例舞蹈队"
DECIDED = ["decision-proposed", "decision-made", "case-closed"]
ENDED = ["case-opened", "case-terminated", "filing-outcome-declined"]


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

    def taken_back(self, application: str) -> None:
        """The applicant no longer wants it."""
        path = f"/v1/applications/{application}/withdrawal"
        self.here.clerk.post("intake", path, {"reason": "另行申请"}, f"{application}-withdrawn")

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
    """Three are accepted while associations is down and filed while casework is; the choir's application is taken back
    before that, the dancers' after it.
    """
    early = refused(place.founders.draft, TROUPE, "window-early", window_filing="nothing")
    assert early == (404, "window-filing-unknown")
    local = place.district.local
    local.kill("associations")
    troupe, choir, dancers = (place.here.receive(ITEM, f"window-{name}") for name in ("troupe", "choir", "dancers"))
    for application in (troupe, choir, dancers):
        place.here.accept(application)
    local.start_service("associations")
    local.wait_ready("associations")
    place.district.settle()
    associations = [
        place.handed_in(name_zh, application, application)
        for name_zh, application in ((TROUPE, troupe), (CHOIR, choir), (DANCERS, dancers))
    ]
    place.taken_back(choir)
    place.district.until("2015-10-19T10:00")
    local.kill("casework")
    for association in associations:
        path = f"/v1/associations/{association}/filing"
        place.founders.examiner.post("associations", path, {}, f"{association}-filed")
    place.taken_back(dancers)
    local.start_service("casework")
    local.wait_ready("casework")
    place.district.settle()
    return {"troupe": troupe, "choir": choir, "dancers": dancers, "of troupe": associations[0]}


def test_the_result_is_at_the_counter_as_any_other(place, filed):
    case = place.here.case_of(filed["troupe"])
    assert happened(place.here, case["id"])[-3:] == DECIDED
    assert place.here.application(filed["troupe"])["outcome"] == "GRANT"
    assert place.told(filed["troupe"]) == ["filing-awaited", "filing-linked", "filing-decided"]


def test_what_was_taken_back_is_not_decided(place, filed):
    assert place.told(filed["choir"]) == ["filing-awaited", "filing-linked", "filing-wait-ended"]
    assert "decision-made" not in happened(place.here, place.here.case_of(filed["choir"])["id"])


def test_what_was_taken_back_after_it_was_decided_ends_once_either_way(place, filed):
    assert place.told(filed["dancers"]) == ["filing-awaited", "filing-linked", "filing-decided"]
    assert happened(place.here, place.here.case_of(filed["dancers"])["id"])[-2:] in (DECIDED[-2:], ENDED[-2:])


@pytest.mark.parametrize(
    ("application", "first", "facts"),
    [
        ("troupe", "intake", ["case-opened", *DECIDED]),
        ("troupe", "associations", ["filing-outcome-kept", "case-opened", *DECIDED]),
        ("dancers", "intake", ENDED),
        ("dancers", "associations", ["filing-outcome-kept", "case-opened", *DECIDED]),
    ],
)
def test_casework_may_hear_of_the_acceptance_or_of_the_filing_first(place, filed, application, first, facts, tmp_path):
    place.district.settle()
    logs = asyncio.run(logs_of(place.district.local.redis_url))
    case = CASE.ref(case_id_of(filed[application]))
    learnt = asyncio.run(learn(parts("casework"), logs, First(first), tmp_path, [case]))
    told = Counter({type_.split(".")[2]: times for (ref, type_), times in learnt.facts.items() if ref == case})
    assert told == Counter(facts)


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
