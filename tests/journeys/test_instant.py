"""S11(a), an instant item at one window, through HTTP and Redis: one act of the clerk, and a re-check by another."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from shared.kernel.actors import Role
from tests.documents.paper import text_of_page
from tests.journeys.answers import log_of, refused, words
from tests.journeys.back_office import on_window
from tests.journeys.district import District, running
from tests.journeys.people import Office, office, resident

pytestmark = pytest.mark.server

ITEM = "CD-JY-002"
DAY = "2015-12-07"


@pytest.fixture(scope="module")
def district(tmp_path_factory: pytest.TempPathFactory) -> Iterator[District]:
    with running(tmp_path_factory.mktemp("instant")) as here:
        yield here


@pytest.fixture(scope="module")
def here(district: District) -> Office:
    """The hall of 清真巷 with the clerk on the post of W2; every single decision is drawn."""
    there, admin = office(district, "QZX"), district.admin
    district.until(f"{DAY}T10:00")
    on_window(there, "qzx", "W2")
    share = {"key": "decision.single.recheck_share", "value": 100, "effective_on": "2015-12-01"}
    share |= {"basis": "policy of the test: every one is drawn", "provenance": "SYNTHETIC"}
    admin.post("casework", "/v1/policies/decision/adoptions", {"entry": share}, "s11a-every-one-is-drawn")
    rated = {"key": "rating.enabled_from", "value": "2015-12-01", "effective_on": "2015-12-01"}
    rated |= {"basis": "policy of the test: ratings of 2019 switched on", "provenance": "SYNTHETIC"}
    admin.post("casework", "/v1/policies/rating/adoptions", {"entry": rated}, "s11a-with-ratings")
    district.settle()
    return there


@pytest.fixture(scope="module")
def both(district: District, here: Office) -> str:
    """An approval post of the back office that its examiner holds too."""
    body = {"org": here.centre_id, "kind": "APPROVAL", "title_zh": "即办岗", "title_en": "On the spot"}
    post = district.admin.post("casework", "/v1/posts", body, "s11a-post-on-the-spot")["id"]
    holder = {"holder": "s-qzx-examiner"}
    district.admin.post("casework", f"/v1/posts/{post}/assignment", holder, "s11a-on-the-spot-assigned")
    return str(post)


def decide_alone(here: Office, both: str, key: str) -> tuple[str, list[str]]:
    """What is received at the window the examiner of the back office examines and approves by one act."""
    application = here.receive(ITEM, key)
    here.accept(application)
    case = str(here.case_of(application)["id"])
    one = here.district.person("s-qzx-examiner", Role.EXAMINER, Role.APPROVER, org=here.centre_id)
    act = {"post_id": here.examination, "approval_post_id": both, "outcome": "GRANT", "reasons": ["符合条件"]}
    return case, words(one.post("casework", f"/v1/cases/{case}/instant-decision", act, f"{key}-decided")["events"])


def serve(here: Office, key: str, **told: Any) -> dict[str, Any]:
    body = {"hall_id": here.hall_id, "window_id": "W2", "item_code": ITEM, "applicant": resident(), "outcome": "GRANT"}
    return here.clerk.post("intake", "/v1/instant-services", {**body, **told}, key)


def history(here: Office, service: str, path: str) -> list[str]:
    return words(here.district.admin.get(service, f"{path}/history")["events"])


def recheck_due(here: Office, case: str) -> str:
    """Until when a case that was drawn is to be looked at again, as the log has it."""
    events = log_of(here.district.admin, "casework", f"case/{case}")
    (drawn,) = (each for each in events if each["type"] == "huimin.casework.single-decision-sampled.v1")
    return str(drawn["data"]["recheck_due_on"])


def shown(here: Office, application: str) -> dict[str, Any]:
    here.district.settle()
    return here.district.admin.get("intake", f"/v1/instant-services/{application}")


def test_s11a_without_a_delegation_for_one_person_it_takes_two(here):
    before = here.district.admin.status("intake")["followed"]["intake"]
    assert refused(serve, here, "s11a-without") == (422, "same-person")
    assert here.district.admin.status("intake")["followed"]["intake"] == before


def test_s11a_nor_does_one_person_decide_in_the_back_office_then(here, both):
    assert refused(decide_alone, here, both, "s11a-back-office") == (422, "same-person")


def test_s11a_one_act_gives_receipt_decision_and_delivery_and_is_rechecked_by_another(district, here):
    terms = {"from_body": "dept-employment", "to_body": here.centre_id, "mode": "DELEGATED", "single_person": True}
    terms |= {"valid_from": "2015-01-01", "basis": "policy of the test", "provenance": "SYNTHETIC"}
    district.admin.post("casework", f"/v1/delegations/{ITEM}/grants", terms, "s11a-one-person-may")
    district.settle()
    answer = serve(here, "s11a-one-act")
    recorded = words(answer["events"])
    assert recorded == [
        *("application-received", "application-accepted", "decided-at-window", "voucher-issued", "rating-offered"),
        "application-claimed",
    ]
    application = str(answer["id"])
    assert shown(here, application)["state"] == "DONE"
    told = here.application(application)
    assert (told["state"], told["outcome"], told["delivered_on"]) == ("DELIVERED", "GRANT", DAY)
    case = str(here.case_of(application)["id"])
    assert history(here, "casework", f"/v1/cases/{case}") == [
        *("case-opened", "decision-proposed", "decision-made", "single-decision-sampled", "case-closed"),
    ]
    assert recheck_due(here, case) == "2015-12-14"
    path, again = f"/v1/cases/{case}/recheck", {"post_id": here.approval, "result": "UPHELD"}
    own = district.person("s-qzx-clerk", Role.APPROVER, org=here.centre_id)
    assert refused(own.post, "casework", path, again, "s11a-own-recheck")[0] == 403
    district.until("2015-12-14T16:00")
    assert "single-decision-rechecked" in words(here.approver.post("casework", path, again, "s11a-rechecked")["events"])


def test_s11a_with_it_one_person_decides_in_the_back_office_and_does_not_recheck(district, here, both):
    case, decided = decide_alone(here, both, "s11a-on-the-spot")
    assert decided == ["decision-proposed", "decision-made", "single-decision-sampled", "case-closed"]
    path, upheld = f"/v1/cases/{case}/recheck", {"result": "UPHELD"}
    one = district.person("s-qzx-examiner", Role.APPROVER, org=here.centre_id)
    own = refused(one.post, "casework", path, {**upheld, "post_id": both}, "s11a-own-case")
    assert own == (422, "same-person")
    recheck = here.approver.post("casework", path, {**upheld, "post_id": here.approval}, "s11a-anothers-case")
    assert "single-decision-rechecked" in words(recheck["events"])


def test_s11a_a_recheck_that_nobody_does_is_missed_when_the_fourteenth_is_over(district, here):
    application = str(serve(here, "s11a-not-rechecked")["id"])
    case = str(here.case_of(application)["id"])
    district.until("2015-12-21T23:59")
    assert "recheck-missed" not in history(here, "casework", f"/v1/cases/{case}")
    district.until("2015-12-22T00:00")
    assert history(here, "casework", f"/v1/cases/{case}")[-1] == "recheck-missed"


def test_a_refusal_at_the_window_is_a_decision_with_its_remedies(here):
    assert refused(serve, here, "refused-without", outcome="REFUSE", reasons=["已就业"]) == (422, "remedies-missing")
    why = {"outcome": "REFUSE", "reasons": ["已就业"], "remedies": ["60日内可申请行政复议"]}
    application = str(serve(here, "refused-at-the-window", **why)["id"])
    here.district.settle()
    assert (here.application(application)["state"], shown(here, application)["outcome"]) == ("DELIVERED", "REFUSE")
    page = here.clerk.get_file("intake", f"/v1/applications/{application}/documents/decision").decode()
    assert [word for word in ("决定书", "已就业", "60日内可申请行政复议") if word not in text_of_page(page)] == []


def test_what_only_the_back_office_knows_leaves_the_case_to_the_ordinary_way(district, here):
    """Who is on a post the hall knows; whether B is trained for the item, only casework does."""
    admin, path = district.admin, f"/v1/posts/{shown(here, serve(here, 'before-the-absence')['id'])['post_id']}"
    people = {"holder": "s-qzx-clerk", "substitute": "s-qzx-approver"}
    admin.post("casework", f"{path}/assignment", people, "the-approver-is-b")
    away = {"from_on": "2015-12-22", "until_on": "2015-12-22", "reason": "SICK"}
    admin.post("casework", "/v1/staff/s-qzx-clerk/absences", away, "the-clerk-is-sick")
    district.settle()
    b = replace(here, clerk=district.person("s-qzx-approver", Role.CLERK, org=here.centre_id))
    application = str(serve(b, "by-b-who-is-not-trained")["id"])
    told = shown(here, application)
    assert (told["state"], told["declined_for"]) == ("DECLINED", "substitute-not-trained")
    assert here.application(application)["state"] == "ACCEPTED"
    case = here.case_of(application)["id"]
    here.propose(case)
    here.decide(case)
    here.close(case)
    assert here.application(application)["state"] == "RESULT_HELD"
