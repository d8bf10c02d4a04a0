"""S4, an emergency on a holiday, through HTTP and Redis: help first within its hours, papers by close of business.

The item is the shipped one in a version of the test: the department's, which hands down up to 1,000 yuan.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from deploy.client import Refused
from shared.kernel.actors import Role
from tests.intake.emergencies import HELP_ITEM
from tests.intake.rosters import shifts_of
from tests.journeys.answers import fen, now_and_then, refused, words
from tests.journeys.back_office import DEPARTMENT, Department, department, on_window
from tests.journeys.district import District, running
from tests.journeys.people import Office, office, resident

pytestmark = pytest.mark.server

HELP, ORDINARY = "CD-MZ-004", "CD-MZ-003"
TRAINING = "急难救助经办培训"


@pytest.fixture(scope="module")
def district(tmp_path_factory: pytest.TempPathFactory) -> Iterator[District]:
    with running(tmp_path_factory.mktemp("emergency")) as here:
        yield here


@pytest.fixture(scope="module")
def civil_affairs(district: District) -> Department:
    return department(district, HELP)


@pytest.fixture(scope="module")
def guojicun(district: District) -> Office:
    """The hall of 国际村 on the holiday: W1 alone is open by its roster, and what can wait was received there early."""
    here, admin = office(district, "GJC"), district.admin
    item = HELP_ITEM.model_copy(update={"version": 2, "valid_from": date(2015, 1, 1)})
    published = {"item": item.model_dump(mode="json", exclude_none=True)}
    admin.post("intake", f"/v1/items/{HELP}/versions", published, "s4-item-published")
    admin.post("intake", f"/v1/items/{HELP}/opening", {"item_version": 2}, "s4-item-opened")
    terms = {"from_body": DEPARTMENT, "to_body": "CENTRE", "mode": "DELEGATED", "cap_amount": fen(100_000)}
    terms |= {"valid_from": "2015-01-01", "basis": "policy of the test", "provenance": "SYNTHETIC"}
    terms |= {"conditions": [TRAINING]}
    district.settle()
    admin.post("casework", f"/v1/delegations/{HELP}/grants", terms, "s4-handed-down")
    on_window(here, "gjc", "W1")
    district.until("2015-08-31T09:00")
    roster = {"month": "2015-09", "shifts": [shift.model_dump(mode="json") for shift in shifts_of()]}
    admin.post("intake", f"/v1/halls/{here.hall_id}/rosters", roster, "s4-roster")
    district.until("2015-09-03T09:30")
    here.accept(here.receive(ORDINARY, "s4-ordinary", "W1"))
    return here


def called(here: Office, at: str, item: str = HELP) -> dict[str, Any]:
    place = {"hall_id": here.hall_id, "window_id": "W1", "item_code": item}
    return {**place, "reason": "DISASTER", "called_at": f"{at}:00+08:00", "applicant": resident("示例·受灾户")}


def opened(here: Office, at: str, key: str) -> str:
    """The application of somebody in an emergency, whose case is open."""
    answer = here.clerk.post("intake", "/v1/emergency-services", called(here, at), key)
    assert "emergency-service-opened" in words(answer["events"])
    here.district.settle()
    return str(answer["id"])


def shown(here: Office, application: str) -> dict[str, Any]:
    here.district.settle()
    return here.district.admin.get("intake", f"/v1/emergency-services/{application}")


def decision(post: str, amount: int) -> dict[str, Any]:
    terms = {"standard": "urgent-2015", "period": "ONCE", "from_on": "2015-09-03", "payer": DEPARTMENT}
    return {"post_id": post, "outcome": "GRANT", "amount": fen(amount), "grant": terms}


def payment(amount: int, at: str) -> dict[str, Any]:
    method = {"instalment": "once", "method": "CASH", "payee_ref": "payee-1"}
    return {**method, "amount": fen(amount), "paid_at": f"{at}:00+08:00"}


def above_cap(here: Office, case: object, amount: int) -> object:
    """To whom the case goes up, as the centre cannot decide so much."""
    path, told = f"/v1/cases/{case}/decision", decision(here.approval, amount)
    with pytest.raises(Refused) as error:
        here.approver.post("casework", path, told, f"{case}-above")
    assert (error.value.problem["status"], error.value.slug) == (422, "above-cap")
    return error.value.problem["goes_up_to"]


def test_s4_on_the_holiday_one_window_is_on_duty_which_makes_no_working_day(district, guojicun):
    hours = district.anybody().get("intake", f"/v1/public/halls/{guojicun.hall_id}/hours", on="2015-09-03")
    assert hours["working_day"] is False
    assert hours["times"] == [{"begins": "09:00", "ends": "12:00", "kind": "DUTY"}]


def test_s4_help_is_paid_within_its_hours_through_the_holiday_and_the_papers_follow(district, guojicun):
    here = guojicun
    district.until("2015-09-03T10:00")
    application = opened(here, "2015-09-03T10:00", "s4-a-family-after-a-fire")
    told = shown(here, application)
    assert told["promised_paid_due_at"] == "2015-09-04T10:00:00+08:00"
    assert told["statutory_paid_due_at"] == "2015-09-05T10:00:00+08:00"
    assert told["papers_due_at"] == "2015-09-10T18:00:00+08:00"

    path = f"/v1/emergency-services/{application}"
    here.clerk.post("intake", f"{path}/response", {"responded_at": "2015-09-03T10:00:00+08:00"}, "s4-answered")
    case = here.case_of(application)["id"]
    here.propose(case)
    unmet = (f"/v1/cases/{case}/decision", decision(here.approval, 100_000), "s4-untrained")
    assert refused(here.approver.post, "casework", *unmet) == (422, "delegation-conditions-open")
    the_centre_was_trained(district)
    assert above_cap(here, case, 100_001) == DEPARTMENT
    up_to_the_cap = decision(here.approval, 100_000)
    here.approver.post("casework", f"/v1/cases/{case}/decision", up_to_the_cap, "s4-the-decision")
    here.close(case)

    district.until("2015-09-04T09:00")
    director = district.person("s-gjc-director", Role.CENTRE_DIRECTOR, org=here.centre_id)
    paid = payment(100_000, "2015-09-04T08:45")
    recorded = director.post("casework", f"/v1/benefits/{case}/payments", paid, "s4-the-help-paid")
    assert words(recorded["events"]) == ["assistance-paid"]
    again = (f"/v1/benefits/{case}/payments", paid, "s4-the-help-again")
    assert refused(director.post, "casework", *again) == (409, "already-paid")
    assert shown(here, application)["paid_at"] == "2015-09-04T08:45:00+08:00"

    district.until("2015-09-10T17:30")
    here.clerk.post("intake", f"{path}/papers", {"materials": ["身份证"]}, "s4-first-paper")
    here.clerk.post("intake", f"{path}/papers", {"materials": ["火灾证明"]}, "s4-last-paper")
    district.until("2015-09-11T09:00")
    told = shown(here, application)
    assert told["completed_on"] == "2015-09-10"
    assert [told[f"{limit}_missed"] for limit in ("response", "payment", "papers")] == [False, False, False]


def the_centre_was_trained(district: District) -> None:
    """Since 2015-09-01, told on 09-03: in law it could have decided on 09-02; as then known it could not."""
    path = f"/v1/delegations/{HELP}"
    since = {"number": 1, "condition": TRAINING, "evidence": "培训记录", "met_on": "2015-09-01"}
    late = district.admin.post("casework", f"{path}/conditions", since, "s4-trained")

    def unmet(**moment: str) -> int:
        (told,) = district.admin.get("casework", path, **moment)["delegations"]
        return int(told["conditions_open"])

    the_evening_before = "2015-09-02T18:00:00+08:00"
    assert now_and_then(unmet, "2015-09-02", the_evening_before, late) == (0, 1, 1)
    assert now_and_then(unmet, "2015-08-31", the_evening_before, late) == (1, 1, 1)


def test_s4_more_than_the_centre_may_give_is_decided_by_the_district(district, guojicun, civil_affairs):
    here = guojicun
    district.until("2015-09-11T10:00")
    application = opened(here, "2015-09-11T10:00", "s4-a-family-after-a-flood")
    case = here.case_of(application)["id"]
    here.propose(case)
    assert above_cap(here, case, 300_000) == DEPARTMENT
    here.examiner.post("casework", f"/v1/cases/{case}/sending", {"post_id": here.examination}, "s4-routed")
    assert here.case_of(application)["body"] == DEPARTMENT
    more = decision(civil_affairs.approval, 300_000)
    civil_affairs.approver.post("casework", f"/v1/cases/{case}/decision", more, "s4-by-the-district")
    here.close(case)
    payer = district.person("s-dept-payer", Role.DEPARTMENT, org=DEPARTMENT)
    paid = payment(300_000, "2015-09-11T10:00")
    payer.post("casework", f"/v1/benefits/{case}/payments", paid, "s4-paid-by-the-district")
    assert shown(here, application)["paid_at"] == "2015-09-11T10:00:00+08:00"


def test_s4_what_can_wait_begins_on_the_sunday_that_is_worked(district, guojicun):
    (case,) = district.admin.get("casework", "/v1/cases", centre_id=guojicun.centre_id, item_code=ORDINARY)["cases"]
    assert case["accepted_on"] == "2015-09-03"
    assert (case["promised_due_on"], case["statutory_due_on"]) == ("2015-09-17", "2015-09-24")
    (stage,) = district.admin.get("casework", f"/v1/cases/{case['id']}/due-date-proof")["promised"]["stages"]
    assert (stage["first_counted_on"], stage["made_up"]) == ("2015-09-06", ["2015-09-06"])


def test_what_nobody_answers_pays_or_completes_is_missed_once_each(district, guojicun):
    here = guojicun
    district.until("2015-09-11T20:00")
    application = opened(here, "2015-09-11T20:00", "nobody-answers")
    district.until("2015-09-21T09:00")
    told = shown(here, application)
    assert [told[f"{limit}_missed"] for limit in ("response", "payment", "papers")] == [True, True, True]
    history = district.admin.get("intake", f"/v1/emergency-services/{application}/history")["events"]
    missed = [event["effective_at"] for event in history if event["type"].endswith("limit-missed.v1")]
    assert missed == ["2015-09-11T20:30:00+08:00", "2015-09-13T20:00:00+08:00", "2015-09-18T18:00:00+08:00"]
    district.until("2015-10-08T09:00")
    after = district.admin.get("intake", f"/v1/emergency-services/{application}/history")["events"]
    assert len(after) == len(history)
