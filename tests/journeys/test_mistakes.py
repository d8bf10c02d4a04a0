"""Mistakes of the hall through both services: an acceptance taken back, a wrong person replaced, a draft handed in."""

from __future__ import annotations

from typing import Any

import pytest

from deploy.client import Refused
from tests.journeys.district import District
from tests.journeys.people import Office, office, resident

pytestmark = pytest.mark.server

ITEM = "CD-MZ-003"
MISTAKE = {"cause": "INCOMPLETE", "reasons": ["漏收一份材料"]}
NO = {"cause": "CONDITIONS_NOT_MET", "reasons": ["不符合受理条件"], "remedies": ["60日内可申请行政复议"]}


@pytest.fixture(scope="module")
def here(district: District) -> Office:
    return office(district, "KL")


def taken_back(here: Office, application: str, key: str) -> None:
    here.clerk.post("intake", f"/v1/applications/{application}/acceptance-withdrawal", MISTAKE, key)


def test_an_acceptance_is_taken_back_its_case_annulled_and_opened_anew(here):
    application = here.receive(ITEM, "mistaken")
    here.accept(application)
    case = here.case_of(application)
    here.propose(case["id"])
    taken_back(here, application, "mistaken-back")
    assert here.case_of(application)["state"] == "ANNULLED"
    here.clerk.post("intake", f"/v1/applications/{application}/acceptance", {}, "mistaken-again")
    anew = here.case_of(application)
    assert (anew["id"], anew["state"]) == (case["id"], "EXAMINING")
    assert "examiner_post_id" not in anew
    here.propose(case["id"], outcome="REFUSE")
    here.decide(case["id"], outcome="REFUSE")
    here.close(case["id"])
    assert here.application(application)["state"] == "RESULT_HELD"


def test_when_the_case_is_annulled_the_application_may_be_turned_away(here):
    application = here.receive(ITEM, "turned-away")
    here.accept(application)
    here.case_of(application)
    taken_back(here, application, "turned-away-back")
    here.district.settle()
    here.clerk.post("intake", f"/v1/applications/{application}/non-acceptance", NO, "turned-away")
    assert here.application(application)["state"] == "NOT_ACCEPTED"
    assert here.case_of(application)["state"] == "ANNULLED"


def test_what_was_decided_before_comes_to_the_counter_all_the_same(here):
    application = here.receive(ITEM, "too-late")
    here.accept(application)
    case = here.case_of(application)["id"]
    here.propose(case)
    here.decide(case)
    taken_back(here, application, "too-late-back")
    here.district.settle()
    with pytest.raises(Refused) as refused:
        here.clerk.post("intake", f"/v1/applications/{application}/non-acceptance", NO, "too-late")
    assert refused.value.slug == "annulment-not-confirmed"
    here.close(case)
    assert here.application(application)["state"] == "RESULT_HELD"


def test_a_wrong_person_is_replaced_and_the_case_is_found_as_the_right_ones(here):
    application, right = here.receive(ITEM, "wrong-person"), resident("示例·本人")
    here.accept(application)
    case = here.case_of(application)["id"]
    body = {"applicant": right, "fault": "MISCOPIED"}
    here.clerk.post("intake", f"/v1/applications/{application}/applicant-correction", body, "right-person")
    here.district.settle()
    number: dict[str, Any] = {"id_kind": right["id_kind"], "id_number": right["id_number"]}
    found = here.examiner.post("casework", "/v1/case-searches", number, "right-person-searched")["cases"]
    assert [each["id"] for each in found] == [case]


def test_a_draft_from_home_is_handed_in_at_the_window(here):
    applicant = resident()
    said = {"item_code": ITEM, "applicant": applicant, "materials": ["身份证"]}
    begun = here.clerk.post("intake", "/v1/public/drafts", said, "from-home")
    code = {"code": begun["code"]}
    read = here.clerk.post("intake", f"/v1/public/drafts/{begun['id']}/reading", code, "from-home-read")
    assert read["applicant"] == applicant
    receipt = {**said, "hall_id": here.hall_id, "window_id": "W2", "draft_id": begun["id"]}
    received = here.clerk.post("intake", "/v1/applications", receipt, "from-home-received")
    assert "draft-handed-in" in [event["type"].split(".")[2] for event in received["events"]]
