"""What the counter does after a decision, and without one: handed over again, revoked, ended by a death."""

from __future__ import annotations

import pytest

from deploy.client import Client
from shared.kernel.actors import Role
from tests.documents.paper import text_of_page
from tests.journeys.answers import refused, words
from tests.journeys.district import District
from tests.journeys.people import Office, office

pytestmark = pytest.mark.server

GOVERNMENT = "district-government"


@pytest.fixture(scope="module")
def here(district: District) -> Office:
    return office(district, "QZX")


@pytest.fixture(scope="module")
def today(district: District) -> str:
    """The day, whichever it is: these journeys let no time pass."""
    return district.today


@pytest.fixture(scope="module")
def government(district: District) -> Client:
    return district.person("s-of-the-government", Role.DEPARTMENT, org=GOVERNMENT)


def taken_on(here: Office, key: str) -> tuple[str, str]:
    """An application that was accepted, and its case."""
    application = here.receive("CD-MZ-003", key)
    here.accept(application)
    return application, str(here.case_of(application)["id"])


def refused_and_closed(here: Office, case: str) -> None:
    here.propose(case, outcome="REFUSE")
    here.decide(case, outcome="REFUSE")
    here.close(case)


def deliver(here: Office, application: str, key: str) -> list[str]:
    """Hand the result over; what was recorded."""
    path = f"/v1/applications/{application}/delivery"
    return words(here.clerk.post("intake", path, {"mode": "WINDOW"}, f"{application}-{key}")["events"])


def shown(here: Office, application: str) -> tuple[object, object, object]:
    now = here.application(application)
    return now["state"], now.get("outcome"), now.get("delivered_on")


def printed(here: Office, application: str) -> list[str]:
    """What stands on the decision as the counter prints it, word by word."""
    path = f"/v1/applications/{application}/documents/decision"
    return text_of_page(here.clerk.get_file("intake", path, language="en").decode()).split()


def test_a_corrected_result_is_handed_over_again(here, government, today):
    application, case = taken_on(here, "corrected")
    refused_and_closed(here, case)
    assert shown(here, application) == ("RESULT_HELD", "REFUSE", None)
    assert deliver(here, application, "delivered") == ["result-delivered"]
    assert {"Refused", "示例理由"} <= set(printed(here, application))
    conclusion = {"result": "CHANGED", "reasons": ["困难属实"], "concluded_on": today}
    government.post("casework", f"/v1/cases/{case}/reconsideration", conclusion, f"{case}-reconsidered")
    assert shown(here, application) == ("DELIVERED", "REFUSE", today)
    word = {"outcome": "GRANT", "reasons": ["困难属实"], "effective_on": today}
    corrected = (f"/v1/cases/{case}/decision-correction", word, f"{case}-corrected")
    for _ in range(2):
        assert words(government.post("casework", *corrected)["events"]) == ["decision-corrected"]
    assert shown(here, application) == ("RESULT_HELD", "GRANT", None)
    assert {"Granted", GOVERNMENT, "困难属实"} <= set(printed(here, application))
    assert deliver(here, application, "delivered-again") == ["result-delivered"]
    assert deliver(here, application, "and-once-more") == []
    assert shown(here, application) == ("DELIVERED", "GRANT", today)
    history = here.district.admin.get("intake", f"/v1/applications/{application}/history")["events"]
    assert words(history)[2:] == ["result-received", "result-delivered", "result-received", "result-delivered"]


def test_what_was_revoked_is_not_handed_over(here, government, today):
    application, case = taken_on(here, "revoked")
    refused_and_closed(here, case)
    taken_back = {"reason": "PROCEDURE_VIOLATED", "reasons": ["程序违法"], "effective_on": today}
    government.post("casework", f"/v1/cases/{case}/decision-revocation", taken_back, f"{case}-revoked")
    assert shown(here, application) == ("REVOKED", "REFUSE", None)
    assert refused(printed, here, application) == (404, "document-not-there")
    assert refused(deliver, here, application, "delivered") == (409, "result-revoked")


def test_a_death_ends_an_application_and_no_other(here):
    (application, case), (other, _) = taken_on(here, "died"), taken_on(here, "lives")
    body = {"post_id": here.approval, "cause": "DIED"}
    here.approver.post("casework", f"/v1/cases/{case}/termination", body, f"{case}-ended")
    assert shown(here, application) == ("ENDED", None, None)
    assert shown(here, other) == ("ACCEPTED", None, None)
    listed = here.district.admin.get("intake", "/v1/applications", hall_id=here.hall_id, state="ENDED")
    assert [each["id"] for each in listed["applications"]] == [application]
