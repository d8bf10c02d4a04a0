"""What the counter does after a decision, and without one: handed over again, revoked, ended by a death."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from deploy.client import Client, Refused
from shared.kernel.actors import Role
from tests.documents.paper import text_of_page
from tests.journeys.district import District, running
from tests.journeys.people import Office, office

pytestmark = pytest.mark.server

GOVERNMENT = "district-government"
TODAY = "2013-10-08"


@pytest.fixture(scope="module")
def district(tmp_path_factory: pytest.TempPathFactory) -> Iterator[District]:
    with running(tmp_path_factory.mktemp("after-decision")) as here:
        here.until(f"{TODAY}T09:00")
        yield here


@pytest.fixture(scope="module")
def here(district: District) -> Office:
    return office(district, "QZX")


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


def words(events: list[dict[str, Any]]) -> list[str]:
    return [event["type"].split(".")[2] for event in events]


def shown(here: Office, application: str) -> tuple[object, object, object]:
    now = here.application(application)
    return now["state"], now.get("outcome"), now.get("delivered_on")


def printed(here: Office, application: str) -> list[str]:
    """What stands on the decision as the counter prints it, word by word."""
    path = f"/v1/applications/{application}/documents/decision"
    return text_of_page(here.clerk.get_file("intake", path, language="en").decode()).split()


def test_a_corrected_result_is_handed_over_again(here, government):
    application, case = taken_on(here, "corrected")
    refused_and_closed(here, case)
    assert shown(here, application) == ("RESULT_HELD", "REFUSE", None)
    assert deliver(here, application, "delivered") == ["result-delivered"]
    assert {"Refused", "示例理由"} <= set(printed(here, application))
    conclusion = {"result": "CHANGED", "reasons": ["困难属实"], "concluded_on": TODAY}
    government.post("casework", f"/v1/cases/{case}/reconsideration", conclusion, f"{case}-reconsidered")
    assert shown(here, application) == ("DELIVERED", "REFUSE", TODAY)
    word = {"outcome": "GRANT", "reasons": ["困难属实"], "effective_on": TODAY}
    corrected = (f"/v1/cases/{case}/decision-correction", word, f"{case}-corrected")
    for _ in range(2):
        assert words(government.post("casework", *corrected)["events"]) == ["decision-corrected"]
    assert shown(here, application) == ("RESULT_HELD", "GRANT", None)
    assert {"Granted", GOVERNMENT, "困难属实"} <= set(printed(here, application))
    assert deliver(here, application, "delivered-again") == ["result-delivered"]
    assert deliver(here, application, "and-once-more") == []
    assert shown(here, application) == ("DELIVERED", "GRANT", TODAY)
    history = here.district.admin.get("intake", f"/v1/applications/{application}/history")["events"]
    assert words(history)[2:] == ["result-received", "result-delivered", "result-received", "result-delivered"]


def test_what_was_revoked_is_not_handed_over(here, government):
    application, case = taken_on(here, "revoked")
    refused_and_closed(here, case)
    taken_back = {"reason": "PROCEDURE_VIOLATED", "reasons": ["程序违法"], "effective_on": TODAY}
    government.post("casework", f"/v1/cases/{case}/decision-revocation", taken_back, f"{case}-revoked")
    assert shown(here, application) == ("REVOKED", "REFUSE", None)
    with pytest.raises(Refused) as error:
        printed(here, application)
    assert error.value.slug == "document-not-there"
    with pytest.raises(Refused) as error:
        deliver(here, application, "delivered")
    assert (error.value.slug, error.value.problem["status"]) == ("result-revoked", 409)


def test_a_death_ends_an_application_and_no_other(here):
    (application, case), (other, _) = taken_on(here, "died"), taken_on(here, "lives")
    body = {"post_id": here.approval, "cause": "DIED"}
    here.approver.post("casework", f"/v1/cases/{case}/termination", body, f"{case}-ended")
    assert shown(here, application) == ("ENDED", None, None)
    assert shown(here, other) == ("ACCEPTED", None, None)
    listed = here.district.admin.get("intake", "/v1/applications", hall_id=here.hall_id, state="ENDED")
    assert [each["id"] for each in listed["applications"]] == [application]
