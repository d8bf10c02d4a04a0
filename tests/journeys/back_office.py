"""The back office of the journeys: a department on posts of its own, and what a case tells of itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from deploy.client import Client
from deploy.seeding import load
from shared.kernel.actors import Role
from tests.journeys.answers import log_of, words
from tests.journeys.district import District
from tests.journeys.people import TRAINED, Office

DEPARTMENT = "dept-civil-affairs"


@dataclass(frozen=True)
class Department:
    """The district department with its people on posts of their own."""

    examiner: Client
    approver: Client
    examination: str
    approval: str


def department(district: District, *items: str) -> Department:
    """Staff the department of civil affairs with who is trained for these items."""
    admin, posts = district.admin, {}
    for name in ("examiner", "approver"):
        body = {"id": f"s-dept-{name}", "name": "示例", "org": DEPARTMENT, "trained_for": items}
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


def trained(here: Office, code: str, *items: str) -> Office:
    """The people of an office may stand in for one another in these items too."""
    for role in ("examiner", "second"):
        path = f"/v1/staff/s-{code}-{role}/training"
        here.district.admin.post("casework", path, {"trained_for": [*TRAINED, *items]}, f"{code}-{role}-trained")
    return here


def on_window(here: Office, code: str, window: str) -> str:
    """The post of a window with the clerk of the office on it."""
    place = {"kind": "WINDOW", "hall_id": here.hall_id, "window_id": window, "org": here.centre_id}
    body, admin = {**place, "title_zh": "窗口", "title_en": "Window"}, here.district.admin
    post = admin.post("casework", "/v1/posts", body, f"{code}-post-{window}")["id"]
    admin.post("casework", f"/v1/posts/{post}/assignment", {"holder": f"s-{code}-clerk"}, f"{code}-assign-{window}")
    here.district.settle()
    return str(post)


def due(case: dict[str, Any]) -> tuple[str | None, str | None]:
    """Until when it was promised, and until when the law wants it; None while the clocks stand still."""
    return case.get("promised_due_on"), case.get("statutory_due_on")


def happened(here: Office, case: object) -> list[str]:
    """What happened to a case."""
    return words(here.district.admin.get("casework", f"/v1/cases/{case}/history")["events"])


def recorded(here: Office, service: str, subject: str, *what: str) -> list[dict[str, Any]]:
    """What the log says of one aggregate, in events of these kinds."""
    events = log_of(here.district.admin, service, subject)
    return [event["data"] for event in events if words([event])[0] in what]


def published(admin: Client) -> list[dict[str, Any]]:
    """The calendar years that hold, in whole."""
    years = [year["year"] for year in load("calendar.yaml")]
    return [admin.get("casework", f"/v1/calendar-years/{year}") for year in years]
