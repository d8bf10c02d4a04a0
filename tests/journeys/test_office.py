"""The back office through HTTP and Redis: S2 with all its dates, S11's bodies, a holiday announced late.

Policy of the test where the scenario says so. Time only goes on: the journeys follow one another through 2014 and 2015.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from deploy.seeding import load
from shared.kernel.actors import Role
from shared.kernel.proof import Proof
from shared.kernel.proof_check import check
from shared.kernel.working_days import CalendarYear
from tests.journeys.answers import fen, now_and_then, refused
from tests.journeys.back_office import (
    DEPARTMENT,
    Department,
    department,
    due,
    happened,
    on_window,
    published,
    recorded,
    trained,
)
from tests.journeys.district import District, running
from tests.journeys.people import Office, office, resident

pytestmark = pytest.mark.server

MINIMUM, ORPHANS = "CD-MZ-001", "CD-MZ-008"


@pytest.fixture(scope="module")
def district(tmp_path_factory: pytest.TempPathFactory) -> Iterator[District]:
    with running(tmp_path_factory.mktemp("office")) as here:
        yield here


@pytest.fixture(scope="module")
def qingzhenxiang(district: District) -> Office:
    return trained(office(district, "QZX"), "qzx", MINIMUM)


@pytest.fixture(scope="module")
def zhoujiaquan(district: District) -> Office:
    return trained(office(district, "ZJQ"), "zjq", ORPHANS)


@pytest.fixture(scope="module")
def civil_affairs(district: District) -> Department:
    return department(district, MINIMUM, ORPHANS)


# --- S2 ---------------------------------------------------------------------


@pytest.fixture(scope="module")
def window(qingzhenxiang: Office) -> str:
    return on_window(qingzhenxiang, "qzx", "W2")


@pytest.fixture(scope="module")
def grandmother(district: District, qingzhenxiang: Office, window: str) -> str:
    """Her application, handed in at W2 on 2014-09-24, which lacks two papers; she was born in 1945."""
    district.until("2014-09-24T09:00")
    applicant = {"name": "示例·马奶奶", "id_kind": "citizen-id", "id_number": "630102194503120017"}
    body = {"hall_id": qingzhenxiang.hall_id, "window_id": "W2", "item_code": MINIMUM, "applicant": applicant}
    application = qingzhenxiang.clerk.post("intake", "/v1/applications", body, "s2-received")["id"]
    district.until("2014-09-25T10:00")
    defects = [{"material": "户口簿", "reason": "缺页"}, {"material": "申请书", "reason": "未签字"}]
    notice = f"/v1/applications/{application}/correction-notice"
    qingzhenxiang.clerk.post("intake", notice, {"defects": defects}, "s2-told-once")
    return str(application)


def test_s2_a_fourth_window_may_not(district, qingzhenxiang):
    fourth = (f"/v1/halls/{qingzhenxiang.hall_id}/windows", {"window_id": "W4"}, "s2-a-fourth-window")
    assert refused(district.admin.post, "intake", *fourth) == (422, "window-limit")
    halls = district.anybody().get("intake", "/v1/public/halls")["halls"]
    (hall,) = (each for each in halls if each["id"] == qingzhenxiang.hall_id)
    assert [each["id"] for each in hall["windows"]] == ["W1", "W2", "W3"]


def test_s2_all_is_told_once_and_both_clocks_run_from_the_day_on_which_all_is_in(district, qingzhenxiang, grandmother):
    here, path = qingzhenxiang, f"/v1/applications/{grandmother}"
    district.until("2014-09-26T09:30")
    papers = {"materials": ["户口簿", "申请书"]}
    here.clerk.post("intake", f"{path}/correction", papers, "s2-corrected")
    old_defect = {"defects": [{"material": "户口簿", "reason": "缺页"}]}
    again = (f"{path}/correction-notice", old_defect, "s2-told-twice")
    assert refused(here.clerk.post, "intake", *again) == (409, "once-only")
    here.accept(grandmother)
    case = here.case_of(grandmother)
    assert case["accepted_on"] == "2014-09-26"
    assert due(case) == ("2014-11-05", "2014-11-12")


def test_s2_b_acts_while_a_is_away_and_a_notice_stops_both_clocks(district, qingzhenxiang, grandmother, civil_affairs):
    here, case = qingzhenxiang, qingzhenxiang.case_of(grandmother)["id"]
    on_leave = {"from_on": "2014-10-08", "until_on": "2014-10-24", "reason": "LEAVE"}
    district.admin.post("casework", "/v1/staff/s-qzx-examiner/absences", on_leave, "s2-on-leave")
    district.until("2014-10-13T09:00")
    (passed,) = recorded(here, "casework", f"post/{here.examination}", "post-substituted")
    assert (passed["from_staff"], passed["to_staff"], passed["reason"]) == ("s-qzx-examiner", "s-qzx-second", "LEAVE")
    notice = (f"/v1/cases/{case}/public-notices", {"post_id": here.examination})
    assert refused(here.examiner.post, "casework", *notice, "s2-while-absent") == (403, "absent")
    here.substitute.post("casework", *notice, "s2-the-case-notice")
    (posted,) = recorded(here, "casework", f"case/{case}", "public-notice-posted")
    assert (posted["posted_on"], posted["ends_on"], posted["acted_as"]) == ("2014-10-13", "2014-10-20", "B")
    proof = district.admin.get("casework", f"/v1/cases/{case}/due-date-proof")
    left = [proof[clock]["stages"][0]["remaining"] for clock in ("promised", "statutory")]
    assert left == [25 - 8, 30 - 8]
    district.until("2014-10-20T23:59")
    assert due(here.case_of(grandmother)) == (None, None)
    district.until("2014-10-21T09:00")
    assert due(here.case_of(grandmother)) == ("2014-11-12", "2014-11-19")
    here.propose(case, by=here.substitute)
    here.substitute.post("casework", f"/v1/cases/{case}/sending", {"post_id": here.examination}, "s2-the-case-sent")
    (proposed,) = recorded(here, "casework", f"case/{case}", "decision-proposed")
    assert proposed["acted_as"] == "B"


def test_s2_it_is_returned_once_with_reasons_and_decided_within_the_promise(
    district, qingzhenxiang, grandmother, civil_affairs
):
    here, case = qingzhenxiang, qingzhenxiang.case_of(grandmother)["id"]
    path, approval = f"/v1/cases/{case}", {"post_id": civil_affairs.approval}
    back = {**approval, "reasons": ["补充说明收入情况"]}
    civil_affairs.approver.post("casework", f"{path}/return", back, "s2-the-case-returned")
    district.until("2014-10-27T09:00")
    again = {"post_id": here.examination, "outcome": "GRANT", "reasons": ["已补充"]}
    here.examiner.post("casework", f"{path}/proposal", again, "s2-proposed-again")
    here.examiner.post("casework", f"{path}/sending", {"post_id": here.examination}, "s2-the-case-sent-again")
    district.until("2014-11-05T11:00")
    terms = {"standard": "urban-2014", "period": "MONTH", "from_on": "2014-12-01", "payer": DEPARTMENT}
    granted = {**approval, "outcome": "GRANT", "reasons": ["符合条件"], "amount": fen(40_000), "grant": terms}
    civil_affairs.approver.post("casework", f"{path}/decision", granted, "s2-the-case-decided")
    here.close(case)
    done = here.case_of(grandmother)
    assert (done["state"], done["closed_on"]) == ("CLOSED", "2014-11-05")
    assert (done["within_promise"], done["within_statute"]) == (True, True)
    assert happened(here, case).count("returned-by-approver") == 1


def test_s2_who_applied_came_once_for_each_step_and_to_one_window(qingzhenxiang, grandmother, window):
    here, delivery = qingzhenxiang, f"/v1/applications/{grandmother}/delivery"
    here.clerk.post("intake", delivery, {"mode": "WINDOW"}, "s2-handed-over")
    told = here.application(grandmother)
    assert (told["state"], told["outcome"], told["delivered_on"]) == ("DELIVERED", "GRANT", "2014-11-05")
    visits = [
        recorded(here, "intake", f"application/{grandmother}", step)
        for step in ("application-received", "correction-submitted", "result-delivered")
    ]
    assert [[(act["post_id"], act["acted_as"]) for act in step] for step in visits] == [[(window, "A")]] * 3


def test_s2_who_stood_in_as_examiner_does_not_approve(district, qingzhenxiang):
    here = qingzhenxiang
    application = here.receive("CD-MZ-005", "stood-in")
    here.accept(application)
    case = here.case_of(application)["id"]
    for name in ("examiner", "approver"):
        day = {"from_on": "2014-11-06", "until_on": "2014-11-06", "reason": "TRAINING"}
        district.admin.post("casework", f"/v1/staff/s-qzx-{name}/absences", day, f"{name}-at-a-training")
    district.until("2014-11-06T09:00")
    here.propose(case, by=here.substitute)
    assert refused(here.decide, case, by=here.substitute) == (422, "same-person")
    district.until("2014-11-07T09:00")
    here.decide(case)
    here.close(case)
    assert here.application(application)["outcome"] == "GRANT"


def test_the_proof_of_a_due_date_is_checked_by_a_stranger(district, qingzhenxiang):
    case = district.admin.get("casework", "/v1/cases", item_code=MINIMUM)["cases"][0]["id"]
    proof = district.admin.get("casework", f"/v1/cases/{case}/due-date-proof")
    years = [CalendarYear.model_validate_json(json.dumps(year)) for year in published(district.admin)]
    for clock, day in (("promised", "2014-11-12"), ("statutory", "2014-11-19")):
        shown = Proof.model_validate_json(json.dumps(proof[clock]))
        assert shown.due is not None
        assert shown.due.on.isoformat() == day
        assert check(shown, years) == []
        forged = shown.model_copy(update={"due": shown.due.model_copy(update={"provisional": True})})
        assert check(forged, years) != []


# --- S11 --------------------------------------------------------------------


def test_s11b_an_orphan_applies_through_a_guardian_and_each_body_has_a_clock_of_its_own(
    district, zhoujiaquan, civil_affairs
):
    here, child = zhoujiaquan, {"name": "示例·孩子", "id_number": "630102201406010038"}
    district.until("2015-03-16T09:00")
    assert refused(here.receive, ORPHANS, "s11b-alone", applicant=child) == (422, "guardian-needed")
    guardian = {**resident("示例·奶奶"), "relation": "GUARDIAN", "material": "户口簿"}
    application = here.receive(ORPHANS, "s11b-through-a-guardian", applicant=child, agent=guardian)
    here.accept(application)
    case = here.case_of(application)["id"]
    stages = district.admin.get("casework", f"/v1/cases/{case}/due-date-proof")["statutory"]["stages"]
    assert (stages[0]["body"], stages[0]["due"]["on"]) == ("CENTRE", "2015-04-07")
    district.until("2015-04-02T09:00")
    here.propose(case)
    here.examiner.post("casework", f"/v1/cases/{case}/sending", {"post_id": here.examination}, "s11-the-case-sent")
    (sent,) = recorded(here, "casework", f"case/{case}", "case-sent-to-body")
    assert (sent["body"], sent["due_on"]) == (DEPARTMENT, "2015-04-24")
    assert refused(here.decide, case) == (403, "other-centre")


def test_a_holiday_announced_late_moves_open_cases_once_and_says_who_is_to_be_told(district, zhoujiaquan):
    here = zhoujiaquan
    district.until("2015-05-11T09:00")
    item = {
        **next(each for each in load("items.yaml") if each["code"] == "CD-MZ-003"),
        "version": 3,
        "valid_from": "2015-01-01",
        "valid_to": "2015-12-31",
        "statutory": {"stages": [{"name": "审核", "body": "CENTRE", "n": 85, "unit": "WORKING_DAY", "counted": True}]},
    }
    code = item.pop("code")
    district.admin.post("intake", f"/v1/items/{code}/versions", {"item": item}, "policy-of-the-test-85")
    district.admin.post("intake", f"/v1/items/{code}/opening", {"item_version": 3}, "policy-of-the-test-85-open")
    edition = next(each for each in published(district.admin) if each["year"] == 2015)
    unknown = {
        **edition,
        "version": edition["version"] + 1,
        "days_off": [day for day in edition["days_off"] if day not in {"2015-09-03", "2015-09-04"}],
        "make_up_days": [day for day in edition["make_up_days"] if day != "2015-09-06"],
        "source_document": "as known before 国发明电〔2015〕1号",
    }
    publish = "/v1/calendar-years/2015/publications"
    district.admin.post("casework", publish, {"edition": unknown}, "before-the-notice")
    application = here.receive(code, "late-holiday")
    here.accept(application)
    assert due(here.case_of(application))[1] == "2015-09-08"

    district.until("2015-05-13T09:00")
    announced = {**edition, "version": unknown["version"] + 1}
    district.admin.post("casework", publish, {"edition": announced}, "the-notice")
    case = here.case_of(application)
    assert due(case)[1] == "2015-09-09"
    assert happened(here, case["id"]).count("due-date-recomputed") == 1
    moves = district.admin.get("casework", "/v1/due-date-moves")["moves"]
    (moved,) = [each for each in moves if each["case_id"] == case["id"]]
    assert (moved["application_id"], moved["statutory_was_on"], moved["statutory_due_on"]) == (
        application,
        "2015-09-08",
        "2015-09-09",
    )


def test_s11_what_was_paid_too_much_is_asked_back_when_an_authority_above_decides_otherwise(
    district, qingzhenxiang, civil_affairs
):
    here, admin = qingzhenxiang, district.admin
    case = admin.get("casework", "/v1/cases", item_code=MINIMUM, order="opened")["cases"][0]["id"]
    benefit = f"/v1/benefits/{case}"
    payer = district.person("s-dept-payer", Role.DEPARTMENT, org=DEPARTMENT)
    centre = district.person("s-qzx-officer", Role.DEPARTMENT, org=here.centre_id)
    government = district.person("s-government", Role.DEPARTMENT, org="district-government")
    first, second = (
        {
            **{"instalment": month, "amount": fen(40_000), "method": "BANK_CARD", "payee_ref": "payee-1"},
            "paid_at": f"{month}-20T10:00:00+08:00",
        }
        for month in ("2014-12", "2015-01")
    )
    payer.post("casework", f"{benefit}/payments", first, "paid-for-december")
    payer.post("casework", f"{benefit}/payments", second, "paid-for-january")
    assert refused(payer.post, "casework", f"{benefit}/payments", second, "paid-once-more") == (409, "already-paid")

    less = {"amount": fen(30_000), "reasons": ["收入核算有误"], "effective_on": "2014-12-01"}
    correction = f"/v1/cases/{case}/decision-correction"
    concluded = {"result": "CHANGED", "reasons": ["收入核算有误"], "concluded_on": "2015-05-13"}
    government.post("casework", f"/v1/cases/{case}/reconsideration", concluded, "concluded-changed")
    assert refused(centre.post, "casework", correction, less, "by-the-centre") == (403, "authority-below")
    late = payer.post("casework", correction, less, "corrected-by-the-department")

    def a_month_is_due(**moment: str) -> int:
        return int(admin.get("casework", f"{benefit}/standing", **moment)["due"]["amount"])

    when_it_was_paid = "2014-12-20T18:00:00+08:00"
    assert now_and_then(a_month_is_due, "2014-12-20", when_it_was_paid, late) == (30_000, 40_000, 40_000)

    order = {"order_ref": "order-1", "reason": "DECISION_CORRECTED", "due_on": "2015-06-30"}
    too_much = (f"{benefit}/recovery-order", {**order, "amount": fen(20_001)}, "ordered-too-much")
    assert refused(payer.post, "casework", *too_much) == (422, "above-overpaid")
    payer.post("casework", f"{benefit}/recovery-order", {**order, "amount": fen(20_000)}, "ordered-back")
    district.settle()
    assert admin.get("casework", benefit)["overpaid"] == fen(20_000)
