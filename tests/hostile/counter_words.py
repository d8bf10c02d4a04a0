"""What is said at the counter and by residents, each word a canary: who acts for whom, drafts, mistakes, ratings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from shared.kernel.actors import Role
from tests.hostile.canaries import COUNTER

if TYPE_CHECKING:
    from tests.hostile.cage import Cage

V1 = "/intake/v1"
APPLICATIONS = f"{V1}/applications"
DIRECTOR = Role.CENTRE_DIRECTOR
EXEMPT = {
    "/applications/{id}/documents/{kind}": "what is printed is for the applicant's hands",
    "/appointments/{id}/contact": "who booked is called by a clerk of the hall",
    "/complaints/{id}/words": "the director who answers reads the complaint",
    "/enquiries/{id}/words": "the owner who answers reads the enquiry",
    "/ratings/{id}/words": "who calls back reads the comment and the number",
}
"""Questions that open what was said, each to who needs it."""


def word(where: str) -> str:
    """The canary of a personal field of intake."""
    return COUNTER[f"intake {where}"]


def person(where: str) -> dict[str, Any]:
    """Somebody all of whose values are canaries."""
    fields = ("name", "id_kind", "id_number", "phone")
    return {name: word(f"{where}.{name}") for name in fields if f"intake {where}.{name}" in COUNTER}


def counter_said(cage: Cage) -> None:
    """All that the counter takes in beside the plain way of an application."""
    _people(cage)
    _mistakes(cage)
    _endings(cage)
    _drafts(cage)
    _booked_and_asked(cage)
    _at_once(cage)
    _rated(cage)


def _received(cage: Cage, name: str, **more: Any) -> str:
    applicant = {"name": "示例", "id_kind": "passport", "id_number": f"HOSTILE{name.upper()}"}
    body = {"window_id": "W1", "item_code": "CD-MZ-005", "applicant": applicant}
    return str(cage.say(APPLICATIONS, {"hall_id": cage.here.hall_id, **body, **more})["id"])


def _people(cage: Cage) -> None:
    agent = {**person("AgentAuthorised data.agent"), "relation": "AGENT", "scope": ["HAND_IN"], "material": "委托书"}
    member = person("HouseholdMemberDeclared data.member")
    household = {"register_number": "630102-0009", "members": [member]}
    address = word("ApplicationReceived data.address")
    said = {"agent": {**agent, "until_on": "2014-01-01"}, "household": household, "address": address}
    _, application = (_received(cage, f"PEOPLE{n}", **said) for n in range(2))
    answer = {"answer": "CONTINUE", "reason": word("DuplicateAnswered data.reason")}
    cage.say(f"{APPLICATIONS}/{application}/duplicate-answer", answer)
    glass = {"purpose": "IDENTITY_CHECK", "reason": word("AccessReviewDemanded data.reason")}
    clerk = cage.wire.token(Role.CLERK, sub="s-qzx-clerk", org=cage.here.centre_id)
    read = cage.wire.post(f"{APPLICATIONS}/{application}/identity-readings", glass, token=clerk)
    assert read.is_success, read.text


def _mistakes(cage: Cage) -> None:
    path = f"{APPLICATIONS}/{_received(cage, 'MISTAKES')}"
    mended = {name: word(f"EntryCorrected data.applicant.{name}") for name in ("name", "phone")}
    cage.say(f"{path}/entry-correction", {**mended, "fault": "MISTYPED"})
    right = person("ApplicantCorrected data.applicant")
    cage.say(f"{path}/applicant-correction", {"applicant": right, "fault": "MISCOPIED"})
    cage.say(f"{path}/acceptance", {})
    taken_back = {"cause": "CONDITIONS_NOT_MET", "reasons": [word("AcceptanceWithdrawn data.reasons")]}
    cage.say(f"{path}/acceptance-withdrawal", taken_back)


def _endings(cage: Cage) -> None:
    declined = {"cause": "CONDITIONS_NOT_MET", "reasons": [word("ApplicationNotAccepted data.reasons")]}
    path = f"{APPLICATIONS}/{_received(cage, 'DECLINED')}"
    cage.say(f"{path}/non-acceptance", {**declined, "remedies": ["60 日内申请行政复议"]})
    path = f"{APPLICATIONS}/{_received(cage, 'TRANSFERRED')}"
    body = {"to_body": "dept-elsewhere", "body_name": "其他部门"}
    cage.say(f"{path}/transfer", {**body, "reasons": [word("ApplicationTransferred data.reasons")]})


def _drafts(cage: Cage) -> None:
    item = {"item_code": "CD-MZ-005", "hall_id": cage.here.hall_id}
    draft = cage.say(f"{V1}/drafts", {**item, "applicant": person("ApplicationDrafted data.applicant")})
    revised = {**item, "applicant": person("DraftRevised data.applicant"), "code": draft["code"]}
    cage.say(f"{V1}/public/drafts/{draft['id']}/revision", revised)


def _booked_and_asked(cage: Cage) -> None:
    slot = {"hall_id": cage.here.hall_id, "from_at": "2013-09-30T10:00:00+08:00"}
    cage.say(f"{V1}/public/appointments", {**slot, "contact": person("AppointmentBooked data.contact")})
    question = {"hall_id": cage.here.hall_id, "question": word("EnquiryOpened data.question"), "complex": False}
    contact = person("EnquiryOpened data.contact")
    enquiry = cage.say(f"{V1}/enquiries", {**question, "contact": contact})["id"]
    handed = {"to": "s-qzx-second", "note": word("EnquiryHandedOver data.note")}
    cage.say(f"{V1}/enquiries/{enquiry}/hand-over", handed)
    answer = {"answer": word("EnquiryAnswered data.answer")}
    cage.say(f"{V1}/enquiries/{enquiry}/answer", answer, sub="s-qzx-second")
    listed = cage.here.district.admin.pages("councils", "/v1/committees", "committees", kind="RESIDENTS")
    raised = {"text": word("OpinionTaken data.text"), "phone": word("OpinionTaken data.contact")}
    cage.say(
        f"{V1}/opinions",
        {"hall_id": cage.here.hall_id, "window_id": "W1", "committee_id": next(listed)["id"], **raised},
    )


def _at_once(cage: Cage) -> None:
    """An instant item, decided alone on the post of a window; and who came for it complains."""
    here, admin = cage.here, Role.ADMIN
    terms = {"from_body": "dept-employment", "to_body": here.centre_id, "mode": "DELEGATED", "single_person": True}
    terms |= {"valid_from": "2013-01-01", "basis": "示例", "provenance": "SYNTHETIC"}
    answer = cage.wire.post(
        "/casework/v1/delegations/CD-JY-002/grants", terms, token=cage.wire.token(admin, sub="admin", org="")
    )
    assert answer.is_success, answer.text
    place = {"org": here.centre_id, "kind": "WINDOW", "hall_id": here.hall_id, "window_id": "W1"}
    post = cage.say("/casework/v1/posts", {**place, "title_zh": "窗口", "title_en": "Window"}, admin)["id"]
    cage.say(f"/casework/v1/posts/{post}/assignment", {"holder": "s-qzx-clerk"}, admin)
    cage.district.settle()
    served = {"item_code": "CD-JY-002", "outcome": "GRANT", "reasons": [word("DecidedAtWindow data.reasons")]}
    body = {"hall_id": here.hall_id, "window_id": "W1", **served}
    applicant = {"name": "示例", "id_kind": "passport", "id_number": "HOSTILEATONCE"}
    application = cage.say(f"{V1}/instant-services", {**body, "applicant": applicant})["id"]
    cage.district.settle()
    complaint = {**_voucher(cage, application), "text": word("ComplaintFiled data.text")}
    filed = cage.say(f"{V1}/public/complaints", complaint)["id"]
    told = {"answer": word("ComplaintAnswered data.answer"), "upheld": True}
    cage.say(f"{V1}/complaints/{filed}/answer", told, DIRECTOR, sub="s-qzx-director")


def _voucher(cage: Cage, application: str) -> dict[str, Any]:
    token = cage.wire.token(Role.CLERK, sub="s-qzx-clerk", org=cage.here.centre_id)
    return dict(cage.wire.send("GET", f"{APPLICATIONS}/{application}/voucher", token=token).json())


def _rated(cage: Cage) -> None:
    """Ratings are of 2019; here they begin at once. The box is opened in the night."""
    entry = {"key": "rating.enabled_from", "value": "2013-09-29", "effective_on": "2013-09-29"}
    entry |= {"basis": "policy of the test", "provenance": "SYNTHETIC"}
    cage.say("/casework/v1/policies/rating/adoptions", {"entry": entry}, Role.ADMIN)
    cage.district.settle()
    applicant = {"name": "示例", "id_kind": "passport", "id_number": "HOSTILERATED"}
    served = {"hall_id": cage.here.hall_id, "window_id": "W1", "item_code": "CD-JY-002", "outcome": "GRANT"}
    application = cage.say(f"{V1}/instant-services", {**served, "applicant": applicant})["id"]
    cage.district.settle()
    attitude = {"indicator": "ATTITUDE", "level": "DISSATISFIED"}
    ballot = {"level": "DISSATISFIED", "indicators": [attitude], "comment": word("ServiceRated data.comment")}
    contact = person("ServiceRated data.contact")
    cage.say(f"{V1}/public/ratings", {**_voucher(cage, application), **ballot, "contact": contact})
    cage.district.until("2013-09-30T00:30")
    cage.district.settle()
    token = cage.wire.token(DIRECTOR, sub="s-qzx-director", org=cage.here.centre_id)
    (rating,) = cage.wire.send("GET", f"{V1}/ratings?centre_id={cage.here.centre_id}", token=token).json()["ratings"]
    path, by = f"{V1}/ratings/{rating['id']}", {"sub": "s-qzx-director"}
    cage.say(f"{path}/contact", {"result": "REACHED"}, DIRECTOR, **by)
    cage.say(f"{path}/verification", {"finding": "MISTAKEN"}, DIRECTOR, **by)
    cage.say(f"{path}/appeal", {"grounds": word("BadRatingAppealed data.grounds")}, DIRECTOR, **by)
    cage.say(f"{path}/recheck", {"confirmed": False}, Role.SUPERVISOR, sub="s-district-supervisor")
    plan = {"finding": "COMPLEX", "plan": word("BadRatingVerified data.plan"), "planned_on": "2013-10-10"}
    cage.say(f"{path}/verification", plan, DIRECTOR, **by)
