"""What is for one body or person is refused to another of the same trade, who has the role and knows every id.

Nothing is recorded of any. Words that begin with `@` stand for ids.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from shared.kernel.actors import Role
from tests.hostile.backoffice import DEPARTMENT, EMPLOYMENT, GOVERNMENT, MINIMUM, BackOffice
from tests.hostile.wire import URN, heads, slug_of
from tests.journeys.district import District
from tests.journeys.people import Office

pytestmark = pytest.mark.server

LISTS = "/casework/v1/case-lists"
TODAY = "2013-09-29"
TEXTS = ["示例"]
PEOPLE = {
    "the machine": (Role.MACHINE, "s-means-checker", DEPARTMENT),
    "another machine": (Role.MACHINE, "s-means-checker", EMPLOYMENT),
    "a machine of nobody": (Role.MACHINE, "s-means-checker", ""),
    "another department": (Role.DEPARTMENT, "s-employment-officer", EMPLOYMENT),
    "the government": (Role.DEPARTMENT, "s-government-officer", GOVERNMENT),
    "a false government": (Role.CENTRE_DIRECTOR, "s-qzx-director", GOVERNMENT),
    "our director": (Role.CENTRE_DIRECTOR, "s-qzx-director", "@ours"),
    "their director": (Role.CENTRE_DIRECTOR, "s-zjq-director", "@theirs"),
    "our approver": (Role.APPROVER, "s-qzx-approver", "@ours"),
    "their approver": (Role.APPROVER, "s-zjq-approver", "@theirs"),
    "their examiner": (Role.EXAMINER, "s-zjq-examiner", "@theirs"),
    "their examiner as ours": (Role.EXAMINER, "s-zjq-examiner", "@ours"),
    "our examiner as approver": (Role.APPROVER, "s-qzx-examiner", "@ours"),
    "B": (Role.EXAMINER, "s-qzx-second", "@ours"),
    "an absent A": (Role.EXAMINER, "s-qzx-away", "@ours"),
}
EXAMINING, APPROVING = {"post_id": "@examination"}, {"post_id": "@approval"}
THEIR_EXAMINING, THEIR_APPROVING = {"post_id": "@their examination"}, {"post_id": "@their approval"}
CHECK, REPLY = {"request_id": "@check", "result": "CLEAR"}, {"request_id": "@query", "answer": TEXTS}
PROPOSAL = {"outcome": "GRANT", "reasons": TEXTS}
DECISION = {"outcome": "REFUSE", "reasons": TEXTS, "remedies": TEXTS}
STEP = {"step_id": "@hearing", "ended_on": TODAY, "finding": TEXTS}
REVOCATION = {"reason": "LAW_MISAPPLIED", "reasons": TEXTS, "effective_on": TODAY}
CORRECTION = {"outcome": "REFUSE", "reasons": TEXTS, "remedies": TEXTS, "effective_on": TODAY}
UPHELD = {"result": "UPHELD", "reasons": TEXTS, "concluded_on": TODAY}
RETURNED = {"receipt_ref": "r-1", "amount": {"amount": 6_000, "currency": "CNY"}}
GRANT = {"from_body": DEPARTMENT, "to_body": "@theirs", "mode": "DELEGATED", "valid_from": TODAY, "basis": "示例"}
MET = {"number": 1, "condition": "设备", "evidence": "示例", "met_on": TODAY}
BENEFIT, DELEGATIONS, EXAMINER = "benefits/@granted", f"delegations/{MINIMUM}", "staff/s-qzx-examiner"

BODIES = {
    "another body's machine hands in no check": (
        ("another machine", "cases/@being checked/finance-check-results", CHECK),
        "not-asked",
    ),
    "a machine of no body hands in no check": (
        ("a machine of nobody", "cases/@being checked/finance-check-results", CHECK),
        "not-asked",
    ),
    "the right machine hands in no check to another case": (
        ("the machine", "cases/@noted/finance-check-results", CHECK),
        "request-unknown",
    ),
    "the right machine answers no query as a check": (
        ("the machine", "cases/@being asked about/finance-check-results", {**CHECK, "request_id": "@query"}),
        "request-unknown",
    ),
    "another department replies to no query": (
        ("another department", "cases/@being asked about/department-replies", REPLY),
        "not-asked",
    ),
    "the government replies to no query of a department": (
        ("the government", "cases/@being asked about/department-replies", REPLY),
        "not-asked",
    ),
    "another department gives no case back": (
        ("another department", "cases/@sent/body-answer", {"finding": TEXTS}),
        "case-not-with-you",
    ),
    "another body's machine gives no case back": (
        ("another machine", "cases/@sent/body-answer", {}),
        "case-not-with-you",
    ),
    "the centre revokes no decision of its own": (
        ("our director", "cases/@decided/decision-revocation", REVOCATION),
        "authority-below",
    ),
    "the centre corrects no decision of its own": (
        ("our approver", "cases/@decided/decision-correction", CORRECTION),
        "authority-below",
    ),
    "a department that has no part in it corrects nothing": (
        ("another department", "cases/@decided/decision-correction", CORRECTION),
        "authority-below",
    ),
    "a director is no government, whatever the token says": (
        ("a false government", "cases/@decided/reconsideration", UPHELD),
        "authority-below",
    ),
    "another department takes in no money of a benefit": (
        ("another department", f"{BENEFIT}/recoveries", RETURNED),
        "not-the-payer",
    ),
    "the centre takes in no money of the department's": (
        ("our director", f"{BENEFIT}/recoveries", RETURNED),
        "not-the-payer",
    ),
    "another centre stops no benefit": (
        ("their director", f"{BENEFIT}/stop", {"from_on": TODAY, "reason": "OTHER"}),
        "not-the-payer",
    ),
    "another centre's examiner reviews no benefit": (
        ("their examiner", f"{BENEFIT}/reviews", {"result": "STOP"}),
        "not-the-reviewer",
    ),
    "another department hands nothing down in a name not its own": (
        ("another department", f"{DELEGATIONS}/grants", {**GRANT, "provenance": "DEFAULT"}),
        "not-the-granting-body",
    ),
    "another department completes no delegation": (
        ("another department", f"{DELEGATIONS}/conditions", MET),
        "not-the-granting-body",
    ),
    "another department takes no delegation back": (
        ("another department", f"{DELEGATIONS}/revocation", {"number": 1, "revoked_on": "2013-09-30", "basis": "示例"}),
        "not-the-granting-body",
    ),
}
CENTRES = {
    "another centre's director assigns no case": (
        ("their director", "cases/@nobody's/assignment", EXAMINING),
        "director-of-other-body",
    ),
    "the centre's director assigns nothing that the department has": (
        ("our director", "cases/@sent/assignment", EXAMINING),
        "director-of-other-body",
    ),
    "the centre's director assigns nothing to another centre": (
        ("our director", "cases/@nobody's/assignment", THEIR_EXAMINING),
        "other-centre",
    ),
    "another centre's director fills no post": (
        ("their director", "posts/@examination/assignment", {"holder": "s-zjq-examiner"}),
        "other-centre",
    ),
    "another centre's director covers no post": (
        ("their director", "posts/@uncovered/cover", {"staff_id": "s-zjq-examiner"}),
        "other-centre",
    ),
    "another centre's director trains nobody": (
        ("their director", f"{EXAMINER}/training", {"trained_for": []}),
        "staff-of-other-centre",
    ),
    "another centre's director moves nobody": (
        ("their director", f"{EXAMINER}/move", {"org": "@theirs"}),
        "staff-of-other-centre",
    ),
    "another centre's director sends nobody on leave": (
        ("their director", f"{EXAMINER}/absences", {"from_on": "2013-09-30", "reason": "LEAVE"}),
        "staff-of-other-centre",
    ),
    "another centre's director calls nobody back": (
        ("their director", "staff/s-qzx-away/return", {}),
        "staff-of-other-centre",
    ),
    "another centre's examiner proposes nothing": (
        ("their examiner", "cases/@nobody's/proposal", {**THEIR_EXAMINING, **PROPOSAL}),
        "other-centre",
    ),
    "another centre's examiner is on no post of ours": (
        ("their examiner", "cases/@nobody's/proposal", {**EXAMINING, **PROPOSAL}),
        "post-not-held",
    ),
    "another centre's examiner is not ours for a token that says so": (
        ("their examiner as ours", "cases/@nobody's/proposal", {**THEIR_EXAMINING, **PROPOSAL}),
        "other-centre",
    ),
    "another centre's examiner takes no case up": (
        ("their examiner", "cases/@nobody's/uptake", THEIR_EXAMINING),
        "other-centre",
    ),
    "another centre's examiner leaves no note": (
        ("their examiner", "cases/@noted/notes", {**THEIR_EXAMINING, "note": "示例"}),
        "other-centre",
    ),
    "another centre's examiner ends no hearing": (
        ("their examiner", "cases/@in a hearing/step-completions", {**THEIR_EXAMINING, **STEP}),
        "other-centre",
    ),
    "another centre's approver decides nothing": (
        ("their approver", "cases/@proposed/decision", {**THEIR_APPROVING, **DECISION}),
        "other-centre",
    ),
    "another centre's approver grants no time": (
        ("their approver", "cases/@extension asked/extension", {**THEIR_APPROVING, "reasons": TEXTS}),
        "other-centre",
    ),
    "another centre's approver ends no case": (
        ("their approver", "cases/@nobody's/termination", {**THEIR_APPROVING, "cause": "DIED"}),
        "other-centre",
    ),
    "the centre's approver returns nothing that the department has": (
        ("our approver", "cases/@sent/return", {**APPROVING, "reasons": TEXTS}),
        "other-centre",
    ),
    "an examiner approves on no examination post": (
        ("our examiner as approver", "cases/@proposed/decision", {**EXAMINING, **DECISION}),
        "post-of-other-kind",
    ),
    "an examiner approves on no post of the approver": (
        ("our examiner as approver", "cases/@proposed/decision", {**APPROVING, **DECISION}),
        "post-not-held",
    ),
    "B does not act while A is there": (
        ("B", "cases/@nobody's/proposal", {**EXAMINING, **PROPOSAL}),
        "holder-present",
    ),
    "A does not act while absent": (
        ("an absent A", "cases/@nobody's/proposal", {"post_id": "@handed over", **PROPOSAL}),
        "absent",
    ),
}
OF_A_LIST = {
    "assignments": ("their director", THEIR_EXAMINING, "director-of-other-body"),
    "notices": ("their examiner", THEIR_EXAMINING, "other-centre"),
    "notice-ends": ("their examiner", THEIR_EXAMINING, "other-centre"),
    "closures": ("their examiner", THEIR_EXAMINING, "other-centre"),
    "decisions": ("their approver", {**THEIR_APPROVING, **DECISION}, "other-centre"),
}


@pytest.fixture(scope="module")
def meant(back: BackOffice, elsewhere: Office) -> dict[str, str]:
    """What the words in `@` stand for."""
    posts = {"their examination": elsewhere.examination, "their approval": elsewhere.approval, **back.posts}
    asked = {"check": "being checked", "query": "being asked about", "hearing": "in a hearing"}
    pending = {name: back.told(case, "inquiries")["open"][0] for name, case in asked.items()}
    return {"ours": back.here.centre_id, "theirs": elsewhere.centre_id, **back.cases, **posts, **pending}


@pytest.fixture(autouse=True, scope="module")
def _nothing_is_recorded(district: District, meant: dict[str, str]) -> Iterator[None]:
    before = heads(district)
    yield
    assert heads(district) == before


def _put(said: Any, meant: dict[str, str]) -> Any:
    """What is said, with the ids."""
    if isinstance(said, dict):
        return {name: _put(value, meant) for name, value in said.items()}
    return meant[said[1:]] if isinstance(said, str) and said.startswith("@") else said


def _token(who, wire, meant):
    role, sub, org = PEOPLE[who]
    return wire.token(role, sub=sub, org=_put(org, meant))


@pytest.mark.parametrize(("said", "slug"), (BODIES | CENTRES).values(), ids=(BODIES | CENTRES).keys())
def test_it_is_seen_that(said, slug, wire, meant):
    who, address, body = said
    path = "/".join(_put(part, meant) for part in address.split("/"))
    answer = wire.post(f"/casework/v1/{path}", _put(body, meant), token=_token(who, wire, meant))
    assert slug_of(answer) == slug, answer.text


@pytest.mark.parametrize(("who", "body", "slug"), OF_A_LIST.values(), ids=OF_A_LIST.keys())
def test_a_list_tells_of_each_case_that_it_is_of_another_centre(who, body, slug, request, wire, meant):
    cases = [meant["nobody's"], meant["proposed"]]
    act = request.node.callspec.id
    answer = wire.post(f"{LISTS}/{act}", {"cases": cases, **_put(body, meant)}, token=_token(who, wire, meant))
    told = {each["id"]: each["problem"]["type"] for each in answer.json()["results"]}
    assert told == dict.fromkeys(cases, f"{URN}{slug}")
