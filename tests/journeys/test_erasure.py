"""S10(c) through all five services: a booker of 2013 who called off is forgotten, whose benefit was granted is not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from time import monotonic
from typing import Any

import pytest

from deploy.client import Client, Refused
from deploy.registry import SERVICES
from shared.kernel.actors import Role
from tests.journeys.answers import now_and_then
from tests.journeys.district import District, running
from tests.journeys.people import Office, office, resident

pytestmark = pytest.mark.server

PHONE, TEN = "13897230013", "2013-09-30T10:00:00+08:00"
BASIS = {"basis": "PURPOSE_MET"}
A_YEAR = {
    "key": "archives.keep.appointments",
    "value": "P1Y",
    "effective_on": "2013-01-01",
    "basis": "of the test",
    "provenance": "SYNTHETIC",
}


@pytest.fixture(scope="module")
def later(tmp_path_factory: pytest.TempPathFactory) -> Iterator[District]:
    """A district of its own, whose clock this journey moves by a year."""
    with running(tmp_path_factory.mktemp("erased")) as district:
        yield district


@pytest.fixture(scope="module")
def here(later: District) -> Office:
    return office(later, "KL")


def subject_of(district: District, kind: str, number: str) -> str:
    said = {"id_kind": kind, "id_number": number}
    return str(district.admin.post("intake", "/v1/subject-searches", said, f"found-{number}")["subject"])


def exported(district: District, subject: str) -> list[dict[str, Any]]:
    """What all services hold of a person."""
    path = f"/v1/subjects/{subject}/export"
    return [value for service in SERVICES for value in district.admin.get(service, path)["values"]]


def refused(district: District, subject: str, key: str) -> dict[str, Any]:
    with pytest.raises(Refused) as refusal:
        district.admin.post("intake", f"/v1/subjects/{subject}/erasure", BASIS, key)
    return dict(refusal.value.problem)


def logs(district: District) -> dict[str, list[dict[str, Any]]]:
    """Every event of every service."""
    return {service: list(_log(district, service)) for service in SERVICES}


def _log(district: District, service: str) -> Iterator[dict[str, Any]]:
    after = 0
    while events := (page := district.admin.get(service, "/v1/log", after=str(after)))["events"]:
        yield from events
        after = page["next"]


def until_destroyed(district: District, subject: str) -> dict[str, Any]:
    """How the erasure stands once all services have answered."""
    give_up_at = monotonic() + 60
    while True:
        district.settle()
        erasure = district.admin.get("intake", f"/v1/erasures/{subject}")
        if erasure["state"] == "DESTROYED" or monotonic() > give_up_at:
            return erasure


def test_whose_benefit_was_granted_is_kept_and_found_no_more(here):
    district, applicant = here.district, resident("示例·受益人")
    body = {"hall_id": here.hall_id, "window_id": "W2", "item_code": "CD-MZ-003", "applicant": applicant}
    application = str(here.clerk.post("intake", "/v1/applications", body, "kept-received")["id"])
    here.accept(application)
    case = here.case_of(application)["id"]
    here.propose(case)
    here.decide(case)
    here.close(case)
    district.settle()
    subject = subject_of(district, "citizen-id", applicant["id_number"])
    number = {"id_kind": "citizen-id", "id_number": applicant["id_number"]}
    assert here.examiner.post("casework", "/v1/case-searches", number, "kept-searched")["cases"]
    problem = refused(district, subject, "kept-erased")
    assert problem["type"].endswith(":retention")
    assert problem["status"] == 409
    assert (problem["archive_class"], problem["basis"], problem["period"], problem["until_on"]) == (
        "benefit_decisions",
        "archives.keep.benefit_decisions",
        "P30Y",
        "2043-09-29",
    )
    district.settle()
    assert here.examiner.post("casework", "/v1/case-searches", number, "kept-searched-again")["cases"] == []
    assert {value["path"] for value in exported(district, subject)} >= {"applicant", "reasons"}, "stored it is"


def until_held(district: District, subject: str) -> list[dict[str, Any]]:
    """What has to be kept of a person, as soon as a service has said so."""
    give_up_at = monotonic() + 60
    while True:
        district.settle()
        erasure = district.admin.get("intake", f"/v1/erasures/{subject}")
        kept = list(erasure.get("held", ()))
        if kept or monotonic() > give_up_at:
            return kept


@dataclass(frozen=True)
class Member:
    """Who sits full-time in the working committee of 康乐, and who may say so."""

    person: str
    community: str
    above: Client

    @property
    def path(self) -> str:
        return f"/v1/communities/{self.community}/party-working-committee"


@pytest.fixture(scope="module")
def member(here: Office) -> Member:
    district = here.district
    person = str(district.admin.post("councils", "/v1/people", resident("示例·专职委员"), "member-entered")["id"])
    listed = district.admin.get("councils", "/v1/communities")["communities"]
    community = next(str(each["id"]) for each in listed if each["name_zh"] == "康乐")
    seated = Member(person, community, district.person("w-kangle", Role.WORKING_COMMITTEE, org=community))
    seated.above.post("councils", seated.path, {"formed_on": "2013-09-29"}, "member-formed")
    seat = {"person_id": person, "role": "MEMBER", "from_on": "2013-09-29"}
    seated.above.post("councils", f"{seated.path}/full-time-members", seat, "member-seated")
    return seated


def test_whoever_sat_in_a_working_committee_is_kept_for_ever(here, member):
    district = here.district
    district.admin.post("intake", f"/v1/subjects/{member.person}/erasure", BASIS, "member-erased")
    (kept,) = until_held(district, member.person)
    assert (kept["archive_class"], kept["concerning"]) == ("elections", f"party-working-committee/{member.community}")


def test_who_called_off_an_appointment_of_2013_is_forgotten_when_the_archive_lets_go(here):
    district = here.district
    district.admin.post("casework", "/v1/policies/archives/adoptions", {"entry": A_YEAR}, "archives-a-year")
    district.settle()
    booking = {"hall_id": here.hall_id, "from_at": TEN, "contact": {"phone": PHONE, "name": "示例·预约人"}}
    booked = district.anybody().post("intake", "/v1/public/appointments", booking, "forgotten-booked")
    proof = {"phone": PHONE, "code": booked["code"]}
    cancellation = f"/v1/public/appointments/{booked['id']}/cancellation"
    district.anybody().post("intake", cancellation, proof, "forgotten-cancelled")
    district.settle()
    subject = subject_of(district, "phone", PHONE)
    assert refused(district, subject, "forgotten-too-early")["until_on"] == "2014-09-30"
    district.until("2014-09-30T09:00")
    listed = here.clerk.get("intake", f"/v1/halls/{here.hall_id}/appointments", on="2013-09-30")
    assert [value["value"]["phone"] for value in exported(district, subject)] == [f"+86{PHONE}"]
    before = logs(district)
    district.admin.post("intake", f"/v1/subjects/{subject}/erasure", BASIS, "forgotten-erased")
    erasure = until_destroyed(district, subject)
    assert (erasure["state"], erasure["round"]) == ("DESTROYED", 2)
    assert exported(district, subject) == []
    after = logs(district)
    assert {service: events[: len(before[service])] for service, events in after.items()} == before
    assert here.clerk.get("intake", f"/v1/halls/{here.hall_id}/appointments", on="2013-09-30") == listed
    with pytest.raises(Refused) as nobody:
        subject_of(district, "phone", PHONE)
    assert nobody.value.slug == "not-found"
    auditor = district.person("auditor", Role.AUDITOR)
    shown = auditor.get("intake", f"/v1/subjects/{subject}/access")["accesses"]
    assert [(each["purpose"], each["result"]) for each in shown] == [("COPY", "SHOWN"), ("COPY", "ERASED")]


def test_that_a_member_had_left_is_told_late_and_the_committee_was_then_known_with_them(here, member):
    """They asked to be forgotten and are kept: what the committee was on a day is told of them as of anybody."""
    district = here.district
    district.until("2014-10-08T09:00")
    left = {"person_id": member.person, "released_on": "2014-10-01"}
    late = member.above.post("councils", f"{member.path}/releases", left, "member-released")

    def sitting(**moment: str) -> list[str]:
        return [each["person_id"] for each in district.admin.get("councils", member.path, **moment)["members"]]

    in_the_holidays, them = "2014-10-03T12:00:00+08:00", [member.person]
    assert now_and_then(sitting, "2014-10-01", in_the_holidays, late) == ([], them, them)
    assert now_and_then(sitting, "2014-09-30", in_the_holidays, late) == (them, them, them), "their last day"
