"""S4, an emergency on a holiday, through HTTP and Redis: help first within its hours, papers by close of business.

The item is of the test, help in hours and then papers, so that it is the same whatever the catalogue says.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from deploy.client import Refused
from shared.kernel.actors import Role
from tests.intake.emergencies import HELP_ITEM
from tests.journeys.district import District, running
from tests.journeys.people import Office, office, resident

pytestmark = pytest.mark.server

HELP, ORDINARY, DEPARTMENT = "CD-ZZ-004", "CD-MZ-003", "dept-civil-affairs"


@pytest.fixture(scope="module")
def district(tmp_path_factory: pytest.TempPathFactory) -> Iterator[District]:
    with running(tmp_path_factory.mktemp("emergency")) as here:
        yield here


@pytest.fixture(scope="module")
def guojicun(district: District) -> Office:
    """The hall of 国际村 with a post at W1, help that the department hands down up to 1,000 yuan, and what can wait.

    That is received at the duty window early on the day, as time only goes on.
    """
    here, admin = office(district, "GJC"), district.admin
    item = HELP_ITEM.model_dump(mode="json", exclude_none=True)
    admin.post("intake", f"/v1/items/{HELP}/versions", {"item": item}, "s4-item-published")
    admin.post("intake", f"/v1/items/{HELP}/opening", {}, "s4-item-opened")
    district.settle()
    terms = {"from_body": DEPARTMENT, "to_body": "CENTRE", "mode": "DELEGATED", "cap_amount": fen(100_000)}
    terms |= {"valid_from": "2015-01-01", "basis": "policy of the test", "provenance": "SYNTHETIC"}
    admin.post("casework", f"/v1/delegations/{HELP}/grants", terms, "s4-handed-down")
    place = {"kind": "WINDOW", "hall_id": here.hall_id, "window_id": "W1", "org": here.centre_id}
    post = admin.post("casework", "/v1/posts", {**place, "title_zh": "值班窗口", "title_en": "Duty"}, "s4-window-post")[
        "id"
    ]
    admin.post("casework", f"/v1/posts/{post}/assignment", {"holder": "s-gjc-clerk"}, "s4-post-assigned")
    district.until("2015-09-03T09:30")
    here.accept(here.receive(ORDINARY, "s4-ordinary", "W1"))
    return here


def fen(amount: int) -> dict[str, Any]:
    return {"amount": amount, "currency": "CNY"}


def called(here: Office, at: str, item: str = HELP) -> dict[str, Any]:
    place = {"hall_id": here.hall_id, "window_id": "W1", "item_code": item}
    return {**place, "reason": "DISASTER", "called_at": f"{at}:00+08:00", "applicant": resident("示例·受灾户")}


def opened(here: Office, at: str, key: str) -> str:
    """The application of somebody in an emergency, whose case is open."""
    answer = here.clerk.post("intake", "/v1/emergency-services", called(here, at), key)
    here.district.settle()
    return str(answer["id"])


def shown(here: Office, application: str) -> dict[str, Any]:
    here.district.settle()
    return here.district.admin.get("intake", f"/v1/emergency-services/{application}")


def decision(here: Office, amount: int) -> dict[str, Any]:
    terms = {"standard": "urgent-2015", "period": "ONCE", "from_on": "2015-09-03", "payer": DEPARTMENT}
    return {"post_id": here.approval, "outcome": "GRANT", "amount": fen(amount), "grant": terms}


def refused(act, *arguments: Any) -> Refused:
    with pytest.raises(Refused) as error:
        act(*arguments)
    return error.value


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
    too_much = refused(
        here.approver.post, "casework", f"/v1/cases/{case}/decision", decision(here, 100_001), "s4-above"
    )
    assert (too_much.slug, too_much.problem["goes_up_to"]) == ("above-cap", DEPARTMENT)
    here.approver.post("casework", f"/v1/cases/{case}/decision", decision(here, 100_000), "s4-the-decision")
    here.close(case)

    district.until("2015-09-04T09:00")
    director = district.person("s-gjc-director", Role.CENTRE_DIRECTOR, org=here.centre_id)
    paid = {"instalment": "once", "amount": fen(100_000), "method": "CASH", "payee_ref": "payee-1"}
    paid |= {"paid_at": "2015-09-04T08:45:00+08:00"}
    director.post("casework", f"/v1/benefits/{case}/payments", paid, "s4-the-help-paid")
    again = refused(director.post, "casework", f"/v1/benefits/{case}/payments", paid, "s4-the-help-again")
    assert (again.slug, again.problem["status"]) == ("already-paid", 409)
    assert shown(here, application)["paid_at"] == "2015-09-04T08:45:00+08:00"

    district.until("2015-09-10T17:30")
    here.clerk.post("intake", f"{path}/papers", {"materials": ["身份证"]}, "s4-first-paper")
    here.clerk.post("intake", f"{path}/papers", {"materials": ["火灾证明"]}, "s4-last-paper")
    district.until("2015-09-11T09:00")
    told = shown(here, application)
    assert told["completed_on"] == "2015-09-10"
    assert [told[f"{limit}_missed"] for limit in ("response", "payment", "papers")] == [False, False, False]


def test_s4_what_can_wait_begins_on_the_sunday_that_is_worked(district, guojicun):
    (case,) = district.admin.get("casework", "/v1/cases", centre_id=guojicun.centre_id, item_code=ORDINARY)["cases"]
    assert case["accepted_on"] == "2015-09-03"
    assert (case["promised_due_on"], case["statutory_due_on"]) == ("2015-09-17", "2015-09-24")


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
