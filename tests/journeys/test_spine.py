"""From the counter to the decision and back, through HTTP and Redis, named after the story. Time only goes on."""

import pytest

from deploy.client import Refused
from tests.journeys.people import office

pytestmark = pytest.mark.server


def test_the_structure_is_that_of_2013(district):
    communities = district.admin.get("councils", "/v1/communities")["communities"]
    assert len(communities) == 12
    assert {each["founded_on"] for each in communities} == {"2013-09-29"}
    assert all(
        sorted(centre["kind"] for centre in each["centres"]) == ["PUBLIC_SERVICE", "WORK"] for each in communities
    )
    residents = district.admin.get("councils", "/v1/committees", kind="RESIDENTS")["committees"]
    villagers = district.admin.get("councils", "/v1/committees", kind="VILLAGERS")["committees"]
    assert (len(residents), len(villagers)) == (39, 20)


def test_a_fourth_window_may_not(district):
    hall = office(district, "DG").hall_id
    with pytest.raises(Refused) as refused:
        district.admin.post("intake", f"/v1/halls/{hall}/windows", {"window_id": "W4"}, "a-fourth-window")
    assert refused.value.slug == "window-limit"
    assert refused.value.problem["limit"] == 3


def test_what_is_told_once_cannot_be_told_twice(district):
    here = office(district, "DG")
    application = here.receive("CD-MZ-005", "told-once")
    path = f"/v1/applications/{application}/correction-notice"
    register = {"material": "户口簿", "reason": "缺页"}
    bank_card = {"material": "银行卡", "reason": "未提供"}
    here.clerk.post("intake", path, {"defects": [register, bank_card]}, "told-once-notice")
    with pytest.raises(Refused) as refused:
        here.clerk.post("intake", path, {"defects": [register]}, "told-twice")
    assert refused.value.slug == "once-only"


def test_who_examines_does_not_approve_though_b_of_both_posts(district):
    district.until("2014-09-02T09:00")
    here = office(district, "ZJQ")
    for role in ("examiner", "approver"):
        away = {"from_on": "2014-09-01", "reason": "LEAVE"}
        district.admin.post("casework", f"/v1/staff/s-zjq-{role}/absences", away, f"b-of-both-{role}-away")
    application = here.receive("CD-MZ-003", "b-of-both")
    here.accept(application)
    case = here.case_of(application)["id"]
    here.propose(case, by=here.substitute)
    with pytest.raises(Refused) as refused:
        here.decide(case, by=here.substitute)
    assert refused.value.slug == "same-person"
    for role in ("examiner", "approver"):
        district.admin.post("casework", f"/v1/staff/s-zjq-{role}/return", {}, f"b-of-both-{role}-back")
    here.decide(case)
    here.close(case)
    assert here.application(application)["state"] == "RESULT_HELD"


def test_who_holds_no_post_decides_nothing(district):
    here, elsewhere = office(district, "ZJQ"), office(district, "DG")
    application = here.receive("CD-MZ-003", "no-post")
    here.accept(application)
    case = here.case_of(application)["id"]
    with pytest.raises(Refused) as refused:
        here.propose(case, by=elsewhere.examiner)
    assert refused.value.slug == "post-not-held"


def test_a_result_comes_back_once_and_is_delivered_once(district):
    here = office(district, "FQX")
    application = here.receive("CD-JS-001", "there-and-back")
    here.accept(application)
    case = here.case_of(application)["id"]
    here.propose(case, outcome="REFUSE")
    here.decide(case, outcome="REFUSE")
    here.close(case)
    assert here.application(application)["outcome"] == "REFUSE"
    delivery = f"/v1/applications/{application}/delivery"
    first = here.clerk.post("intake", delivery, {"mode": "WINDOW"}, "there-and-back-delivered")
    again = here.clerk.post("intake", delivery, {"mode": "WINDOW"}, "delivered-under-another-key")
    assert (len(first["events"]), again["events"]) == (1, [])


@pytest.mark.parametrize("order", ["withdrawn-before-the-case-is-closed", "withdrawn-after-the-case-was-closed"])
def test_withdrawal_and_closure_meet_in_either_order(district, order):
    here = office(district, "TN")
    application = here.receive("CD-MZ-005", order)
    here.accept(application)
    case = here.case_of(application)["id"]
    here.propose(case)
    here.decide(case)
    withdrawal = (f"/v1/applications/{application}/withdrawal", {"reason": "示例"}, f"{order}-withdrawn")
    if order.startswith("withdrawn-before"):
        here.clerk.post("intake", *withdrawal)
        assert here.case_of(application)["state"] == "TERMINATED"
        with pytest.raises(Refused):
            here.close(case)
        assert here.application(application)["state"] == "WITHDRAWN"
    else:
        here.close(case)
        assert here.application(application)["state"] == "RESULT_HELD"
        with pytest.raises(Refused):
            here.clerk.post("intake", *withdrawal)
        assert here.case_of(application)["state"] == "CLOSED"


def test_silence_becomes_acceptance_exactly_once(district):
    here = office(district, "ZJQ")
    district.until("2015-02-13T17:00")
    application = here.receive("CD-MZ-003", "silence")
    district.until("2015-02-26T23:59")
    assert here.application(application)["state"] == "RECEIVED"
    district.until("2015-02-27T00:00")
    assert here.application(application)["accepted_on"] == "2015-02-13"
    history = district.admin.get("intake", f"/v1/applications/{application}/history")["events"]
    words = [event["type"].split(".")[2] for event in history]
    assert words == ["application-received", "application-deemed-accepted"]
    assert here.case_of(application)["deemed"] is True


def test_the_others_know_the_policy_and_the_calendar_of_casework(district):
    district.settle()

    def entries(service, *words):
        log = district.admin.get(service, "/v1/log", limit="1000")["events"]
        data = [each["event"]["data"] for each in log if each["event"]["type"].split(".")[2] in words]
        return [each.get("entry") or each["edition"] for each in data]

    announced = entries("casework", "policy-adopted", "calendar-year-published")
    assert len(announced) > 23
    for service in ("intake", "grants", "associations", "councils"):
        assert entries(service, "policy-known", "calendar-year-known") == announced
