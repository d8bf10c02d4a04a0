"""The back office through HTTP and Redis: S2 and S3 with all their dates, S11's bodies, a holiday announced late.

Policy of the test where the scenario says so. Time only goes on: the journeys follow one another through 2014 and 2015.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from deploy.client import Client, Refused
from deploy.seeding import load
from shared.kernel.actors import Role
from shared.kernel.proof import Proof
from shared.kernel.proof_check import check
from shared.kernel.working_days import CalendarYear
from tests.journeys.district import District, running
from tests.journeys.people import Office, office

pytestmark = pytest.mark.server

DEPARTMENT = "dept-civil-affairs"
MINIMUM, ORPHANS, CERTIFICATE = "CD-MZ-001", "CD-MZ-008", "CD-JY-003"


@dataclass(frozen=True)
class Department:
    """The district department with its people on posts of their own."""

    examiner: Client
    approver: Client
    examination: str
    approval: str


@pytest.fixture(scope="module")
def district(tmp_path_factory: pytest.TempPathFactory) -> Iterator[District]:
    with running(tmp_path_factory.mktemp("office")) as here:
        yield here


@pytest.fixture(scope="module")
def qingzhenxiang(district: District) -> Office:
    return trained(office(district, "QZX"), "qzx")


@pytest.fixture(scope="module")
def zhoujiaquan(district: District) -> Office:
    return trained(office(district, "ZJQ"), "zjq")


@pytest.fixture(scope="module")
def department(district: District) -> Department:
    admin, posts = district.admin, {}
    for name in ("examiner", "approver"):
        body = {"id": f"s-dept-{name}", "name": "示例", "org": DEPARTMENT, "trained_for": [MINIMUM, ORPHANS]}
        admin.post("casework", "/v1/staff", body, f"dept-staff-{name}")
    for kind, holder in (("EXAMINATION", "s-dept-examiner"), ("APPROVAL", "s-dept-approver")):
        body = {"org": DEPARTMENT, "kind": kind, "title_zh": "科室岗", "title_en": kind.title()}
        posts[kind] = admin.post("casework", "/v1/posts", body, f"dept-post-{kind}")["id"]
        admin.post("casework", f"/v1/posts/{posts[kind]}/assignment", {"holder": holder}, f"dept-assign-{kind}")
    return Department(
        district.person("s-dept-examiner", Role.EXAMINER, org=DEPARTMENT),
        district.person("s-dept-approver", Role.APPROVER, org=DEPARTMENT),
        posts["EXAMINATION"],
        posts["APPROVAL"],
    )


def trained(here: Office, code: str) -> Office:
    """The people of an office may stand in for one another in the items of these journeys."""
    items = ["CD-MZ-003", "CD-MZ-005", "CD-JS-001", MINIMUM, ORPHANS, CERTIFICATE]
    for role in ("examiner", "second"):
        path = f"/v1/staff/s-{code}-{role}/training"
        here.district.admin.post("casework", path, {"trained_for": items}, f"{code}-{role}-trained")
    return here


def told(case: dict[str, Any]) -> tuple[str | None, str | None]:
    return case.get("promised_due_on"), case.get("statutory_due_on")


def words(here: Office, case: str) -> list[str]:
    history = here.district.admin.get("casework", f"/v1/cases/{case}/history")["events"]
    return [event["type"].split(".")[2] for event in history]


def refused(act, *arguments: Any, **more: Any) -> str:
    with pytest.raises(Refused) as error:
        act(*arguments, **more)
    return str(error.value.slug)


def test_s2_one_counter_tell_once_ab_and_two_clocks(district, qingzhenxiang, department):
    here = qingzhenxiang
    district.until("2014-09-24T09:00")
    applicant = {"name": "示例·马奶奶", "id_kind": "citizen-id", "id_number": "630102194503120017"}
    body = {"hall_id": here.hall_id, "window_id": "W2", "item_code": MINIMUM, "applicant": applicant}
    application = here.clerk.post("intake", "/v1/applications", body, "s2-received")["id"]
    district.until("2014-09-25T10:00")
    defects = [{"material": "户口簿", "reason": "缺页"}, {"material": "申请书", "reason": "未签字"}]
    notice = f"/v1/applications/{application}/correction-notice"
    here.clerk.post("intake", notice, {"defects": defects}, "s2-told-once")
    district.until("2014-09-26T09:30")
    papers = {"materials": ["户口簿", "申请书"]}
    here.clerk.post("intake", f"/v1/applications/{application}/correction", papers, "s2-corrected")
    assert refused(here.clerk.post, "intake", notice, {"defects": defects[:1]}, "s2-told-twice") == "once-only"
    here.accept(application)
    case = here.case_of(application)
    assert case["accepted_on"] == "2014-09-26"
    assert told(case) == ("2014-11-05", "2014-11-12")

    on_leave = {"from_on": "2014-10-08", "until_on": "2014-10-24", "reason": "LEAVE"}
    district.admin.post("casework", "/v1/staff/s-qzx-examiner/absences", on_leave, "s2-on-leave")
    district.until("2014-10-13T09:00")
    examination = {"post_id": here.examination}
    notices = f"/v1/cases/{case['id']}/public-notices"
    assert refused(here.examiner.post, "casework", notices, examination, "s2-while-absent") in {
        "absent",
        "post-not-held",
    }
    here.substitute.post("casework", notices, examination, "s2-the-case-notice")
    assert told(here.case_of(application)) == (None, None)
    district.until("2014-10-20T23:59")
    assert told(here.case_of(application)) == (None, None)
    district.until("2014-10-21T09:00")
    assert told(here.case_of(application)) == ("2014-11-12", "2014-11-19")

    here.propose(case["id"], by=here.substitute)
    here.substitute.post("casework", f"/v1/cases/{case['id']}/sending", examination, "s2-the-case-sent")
    approval = {"post_id": department.approval}
    back = {**approval, "reasons": ["补充说明收入情况"]}
    department.approver.post("casework", f"/v1/cases/{case['id']}/return", back, "s2-the-case-returned")
    district.until("2014-10-27T09:00")
    again = {**examination, "outcome": "GRANT", "reasons": ["已补充"]}
    here.examiner.post("casework", f"/v1/cases/{case['id']}/proposal", again, "s2-proposed-again")
    here.examiner.post("casework", f"/v1/cases/{case['id']}/sending", examination, "s2-the-case-sent-again")
    district.until("2014-11-05T11:00")
    terms = {"standard": "urban-2014", "period": "MONTH", "from_on": "2014-12-01", "payer": DEPARTMENT}
    granted = {**approval, "outcome": "GRANT", "reasons": ["符合条件"], "amount": fen(40_000), "grant": terms}
    department.approver.post("casework", f"/v1/cases/{case['id']}/decision", granted, "s2-the-case-decided")
    here.close(case["id"])
    done = here.case_of(application)
    assert (done["state"], done["within_promise"], done["within_statute"]) == ("CLOSED", True, True)
    delivered = here.clerk.post(
        "intake", f"/v1/applications/{application}/delivery", {"mode": "WINDOW"}, "s2-the-case-given"
    )
    assert len(delivered["events"]) == 1
    assert words(here, case["id"]).count("returned-by-approver") == 1


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
    assert refused(here.decide, case, by=here.substitute) == "same-person"
    district.until("2014-11-07T09:00")
    here.decide(case)
    here.close(case)


def test_the_proof_of_a_due_date_is_checked_by_a_stranger(district, qingzhenxiang):
    case = district.admin.get("casework", "/v1/cases", item_code=MINIMUM)["cases"][0]["id"]
    proof = district.admin.get("casework", f"/v1/cases/{case}/due-date-proof")
    years = [CalendarYear.model_validate_json(json_of(year)) for year in published(district.admin)]
    for clock, due in (("promised", "2014-11-12"), ("statutory", "2014-11-19")):
        shown = Proof.model_validate_json(json_of(proof[clock]))
        assert shown.due is not None
        assert shown.due.on.isoformat() == due
        assert check(shown, years) == []
        forged = shown.model_copy(update={"due": shown.due.model_copy(update={"provisional": True})})
        assert check(forged, years) != []


def test_s3_deemed_acceptance_finds_the_promise_broken_and_is_seen(district, zhoujiaquan):
    here = zhoujiaquan
    district.until("2015-02-13T17:00")
    application = here.receive(CERTIFICATE, "s3")
    district.until("2015-02-26T23:59")
    assert here.application(application)["state"] == "RECEIVED"
    district.until("2015-02-27T00:00")
    assert here.application(application)["accepted_on"] == "2015-02-13"
    case = here.case_of(application)
    assert told(case) == ("2015-02-17", "2015-03-18")
    assert words(here, str(case["id"])).count("case-opened") == 1
    assert words(here, str(case["id"])).count("promised-limit-breached") == 1
    supervision = district.admin.get("casework", f"/v1/cases/{case['id']}/supervision")
    assert supervision["colour"] == "RED"
    assert {"YELLOW_CARD"} <= {notice["card"] for notice in supervision["notices"]}


def test_s11_each_body_has_a_clock_of_its_own(district, zhoujiaquan, department):
    here = zhoujiaquan
    district.until("2015-03-16T09:00")
    application = here.receive(ORPHANS, "s11")
    here.accept(application)
    case = here.case_of(application)["id"]
    district.until("2015-04-02T09:00")
    here.propose(case)
    here.examiner.post("casework", f"/v1/cases/{case}/sending", {"post_id": here.examination}, "s11-the-case-sent")
    sent = next(
        entry["event"]["data"]
        for entry in log_of(district.admin)
        if entry["event"]["type"] == "huimin.casework.case-sent-to-body.v1"
        and entry["event"]["subject"] == f"case/{case}"
    )
    assert (sent["body"], sent["due_on"]) == (DEPARTMENT, "2015-04-24")
    assert refused(here.decide, case) == "other-centre"


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
    assert told(here.case_of(application))[1] == "2015-09-08"

    district.until("2015-05-13T09:00")
    announced = {**edition, "version": unknown["version"] + 1}
    district.admin.post("casework", publish, {"edition": announced}, "the-notice")
    case = here.case_of(application)
    assert told(case)[1] == "2015-09-09"
    assert words(here, str(case["id"])).count("due-date-recomputed") == 1
    moves = district.admin.get("casework", "/v1/due-date-moves")["moves"]
    (moved,) = [each for each in moves if each["case_id"] == case["id"]]
    assert (moved["application_id"], moved["statutory_was_on"], moved["statutory_due_on"]) == (
        application,
        "2015-09-08",
        "2015-09-09",
    )


def test_s11_what_was_paid_too_much_is_asked_back_when_an_authority_above_decides_otherwise(
    district, qingzhenxiang, department
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
    assert refused(payer.post, "casework", f"{benefit}/payments", second, "paid-once-more") == "already-paid"

    less = {"amount": fen(30_000), "reasons": ["收入核算有误"], "effective_on": "2014-12-01"}
    correction = f"/v1/cases/{case}/decision-correction"
    assert refused(centre.post, "casework", correction, less, "by-the-centre") == "authority-below"
    concluded = {"result": "CHANGED", "reasons": ["收入核算有误"], "concluded_on": "2015-05-13"}
    government.post("casework", f"/v1/cases/{case}/reconsideration", concluded, "concluded-changed")
    payer.post("casework", correction, less, "corrected-by-the-department")

    order = {"order_ref": "order-1", "reason": "DECISION_CORRECTED", "due_on": "2015-06-30"}
    too_much = {**order, "amount": fen(20_001)}
    assert (
        refused(payer.post, "casework", f"{benefit}/recovery-order", too_much, "ordered-too-much") == "above-overpaid"
    )
    payer.post("casework", f"{benefit}/recovery-order", {**order, "amount": fen(20_000)}, "ordered-back")
    district.settle()
    assert admin.get("casework", benefit)["overpaid"] == fen(20_000)


def test_s11_one_person_decides_on_the_spot_where_item_and_delegation_allow_it(district, qingzhenxiang):
    here, admin = qingzhenxiang, district.admin
    district.until("2015-12-07T09:00")
    share = {"key": "decision.single.recheck_share", "value": 100, "effective_on": "2015-12-01"}
    share |= {"basis": "policy of the test: every one is drawn", "provenance": "SYNTHETIC"}
    admin.post("casework", "/v1/policies/decision/adoptions", {"entry": share}, "every-one-is-drawn")
    both = admin.post(
        "casework",
        "/v1/posts",
        {"org": here.centre_id, "kind": "APPROVAL", "title_zh": "即办岗", "title_en": "On the spot"},
        "post-on-the-spot",
    )["id"]
    admin.post("casework", f"/v1/posts/{both}/assignment", {"holder": "s-qzx-examiner"}, "on-the-spot-assigned")
    one = district.person("s-qzx-examiner", Role.EXAMINER, Role.APPROVER, org=here.centre_id)
    application = here.receive("CD-JY-002", "s11-registration")
    here.accept(application)
    case = here.case_of(application)["id"]
    act = {"post_id": here.examination, "approval_post_id": both, "outcome": "GRANT", "reasons": ["符合条件"]}
    path = f"/v1/cases/{case}/instant-decision"
    assert refused(one.post, "casework", path, act, "without-a-delegation") == "same-person"

    terms = {"from_body": "dept-employment", "to_body": here.centre_id, "mode": "DELEGATED", "single_person": True}
    terms |= {"valid_from": "2015-01-01", "basis": "policy of the test", "provenance": "SYNTHETIC"}
    admin.post("casework", "/v1/delegations/CD-JY-002/grants", terms, "one-person-may")
    one.post("casework", path, act, "decided-on-the-spot")
    assert words(here, str(case)) == [
        "case-opened",
        "decision-proposed",
        "decision-made",
        "single-decision-sampled",
        "case-closed",
    ]
    sampled = next(
        entry["event"]["data"] for entry in log_of(admin) if entry["event"]["type"].endswith("decision-sampled.v1")
    )
    assert sampled["recheck_due_on"] == "2015-12-14"
    here.clerk.post("intake", f"/v1/applications/{application}/delivery", {"mode": "WINDOW"}, "s11-handed-over")
    again = {"post_id": here.approval, "result": "UPHELD"}
    assert refused(one.post, "casework", f"/v1/cases/{case}/recheck", {**again, "post_id": both}, "own-recheck")
    here.approver.post("casework", f"/v1/cases/{case}/recheck", again, "rechecked-by-another")


def fen(amount: int) -> dict[str, Any]:
    return {"amount": amount, "currency": "CNY"}


def published(admin: Client) -> list[dict[str, Any]]:
    """The calendar years that hold, in whole."""
    years = [year["year"] for year in load("calendar.yaml")]
    return [admin.get("casework", f"/v1/calendar-years/{year}") for year in years]


def log_of(admin: Client) -> list[dict[str, Any]]:
    after, found = 0, []
    while page := (answer := admin.get("casework", "/v1/log", after=str(after), limit="1000"))["events"]:
        found += page
        after = answer["next"]
    return found


def json_of(document: dict[str, Any]) -> str:
    return json.dumps(document)
