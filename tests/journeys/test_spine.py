"""From the counter to the decision and back, through HTTP and Redis, named after the story. Time only goes on."""

from datetime import datetime

import pytest

from deploy.client import Refused
from deploy.clock import settle
from shared.kernel.actors import Role
from shared.kernel.instants import SHANGHAI
from tests.journeys.answers import last_of, log_of, now_and_then, refused, words
from tests.journeys.people import office

pytestmark = pytest.mark.server

CERTIFICATE = "CD-JY-003"


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


def test_s11c_the_same_household_in_another_hall_is_answered_before_it_is_accepted(district):
    here, there = office(district, "DG"), office(district, "TN")
    register = {"register_number": "630102-0011", "authorises": True}
    one, two = (hall.receive("CD-MZ-001", "s11c", household=register) for hall in (here, there))
    assert "duplicate-found" not in words(log_of(district.admin, "intake", f"application/{one}"))
    assert "duplicate-found" in words(log_of(district.admin, "intake", f"application/{two}"))
    assert refused(there.accept, two) == (409, "duplicate-unanswered")
    (met,) = there.clerk.get("intake", f"/v1/applications/{two}/duplicates")["matches"]
    assert (met["application_id"], met["matched_by"], met["hall_id"]) == (one, ["HOUSEHOLD"], here.hall_id)

    answer = {"answer": "CONTINUE", "reason": "两户实为一户，分户手续办理中"}
    there.clerk.post("intake", f"/v1/applications/{two}/duplicate-answer", answer, "s11c-answered")
    there.clerk.post("intake", f"/v1/applications/{two}/acceptance", {}, "s11c-accepted")
    here.accept(one)
    assert {here.application(each)["state"] for each in (one, two)} == {"ACCEPTED"}


def test_who_holds_no_post_decides_nothing(district):
    here, elsewhere = office(district, "ZJQ"), office(district, "DG")
    application = here.receive("CD-MZ-003", "no-post")
    here.accept(application)
    case = here.case_of(application)["id"]
    assert refused(here.propose, case, by=elsewhere.examiner) == (403, "post-not-held")


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


@pytest.fixture(scope="module")
def silence(district) -> list[str]:
    """Applications of 周家泉, received on 2015-02-13 at 17:00, of which nobody says a word."""
    district.until("2015-02-13T17:00")
    here = office(district, "ZJQ")
    return [here.receive(CERTIFICATE, f"silence-{n}") for n in range(5)]


def test_s3_of_silence_two_workers_make_one_acceptance(district, silence):
    with district.beside("intake") as other_worker:
        district.until("2015-02-26T23:59")
        settle(other_worker)
        assert other_worker.get("intake", f"/v1/applications/{silence[0]}")["state"] == "RECEIVED"
        waiting = [worker.status("intake")["next_due_at"] for worker in (district.admin, other_worker)]
        assert [datetime.fromisoformat(each) for each in waiting] == [datetime(2015, 2, 27, tzinfo=SHANGHAI)] * 2
        district.until("2015-02-27T00:00")
        settle(other_worker)
        assert other_worker.get("intake", f"/v1/applications/{silence[0]}")["accepted_on"] == "2015-02-13"
    for application in silence:
        log = log_of(district.admin, "intake", f"application/{application}")
        assert words(log) == ["application-received", "application-deemed-accepted"]
        assert log[-1]["data"]["accepted_on"] == "2015-02-13"


def test_s3_the_promise_is_found_broken_and_supervision_sees_it(district, silence):
    district.until("2015-02-27T00:00")
    case = office(district, "ZJQ").case_of(silence[0])
    assert (case["deemed"], case["promised_due_on"], case["statutory_due_on"]) == (True, "2015-02-17", "2015-03-18")
    happened = words(log_of(district.admin, "casework", f"case/{case['id']}"))
    assert [happened.count(once) for once in ("case-opened", "promised-limit-breached")] == [1, 1]
    supervisor = district.person("s-supervisor", Role.SUPERVISOR)
    supervision = supervisor.get("casework", f"/v1/cases/{case['id']}/supervision")
    assert (supervision["colour"], supervision["missed"]) == ("RED", ["PROMISED"])
    assert "YELLOW_CARD" in {notice["card"] for notice in supervision["notices"]}
    red = supervisor.get("casework", "/v1/cases", colour="RED", item_code=CERTIFICATE)["cases"]
    assert {each["application_id"] for each in red} == {*silence}


def test_s3_anybody_reads_how_many_promises_were_broken_and_what_was_done_in_law_all_the_same(district, silence):
    here, home = office(district, "ZJQ"), district.anybody()
    case = here.case_of(silence[0])["id"]
    here.propose(case)
    here.decide(case)
    here.close(case)
    district.settle()
    of = {"from": "2015-02", "to": "2015-02", "item_code": CERTIFICATE, "centre_id": here.centre_id}
    (month,) = home.get("casework", "/v1/statistics/on-time", **of)["rows"]
    assert (month["promise_missed"], month["statute_missed"]) == (len(silence), 0)
    closed = {"closed": 1, "with_promise": 1, "within_promise": 0, "with_statute": 1, "within_statute": 1}
    assert {name: month[name] for name in closed} == closed
    assert home.get("casework", "/v1/statistics/on-time", **{**of, "from": "2014-12", "to": "2015-01"})["rows"] == []


def test_s3_silence_that_nobody_was_awake_for_is_told_late_and_counts_from_its_midnight(district):
    """The limit ran out in the night to Friday while intake was down; it is back on Monday and records it."""
    district.until("2015-02-27T09:00")
    application = office(district, "ZJQ").receive(CERTIFICATE, "silence-at-night")
    assert district.admin.get("intake", f"/v1/applications/{application}")["check_due_on"] == "2015-03-05"
    district.local.kill("intake")
    district.jump("2015-03-09T08:30")
    district.local.start_service("intake")
    district.local.wait_ready("intake")
    district.settle()
    late = last_of(district.admin, "intake", f"application/{application}")
    assert words(late["events"]) == ["application-deemed-accepted"]

    def stands(**moment: str) -> str:
        return str(district.admin.get("intake", f"/v1/applications/{application}", **moment)["state"])

    on_sunday = "2015-03-08T12:00:00+08:00"
    assert now_and_then(stands, "2015-03-06", on_sunday, late) == ("ACCEPTED", "RECEIVED", "RECEIVED")
    assert now_and_then(stands, "2015-03-05", on_sunday, late) == ("RECEIVED", "RECEIVED", "RECEIVED"), "its last day"


def test_s3_the_item_has_its_new_name_from_the_day_on_which_it_got_it(district):
    home, path = district.anybody(), f"/v1/public/items/{CERTIFICATE}"
    named = [home.get("intake", path, on=day)["item"]["name_zh"] for day in ("2014-12-22", "2014-12-23")]
    assert named == ["就业失业登记证核发", "就业创业证核发"]


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
