"""Who stands behind an application, other ways in which it ends, and mistakes that are put right."""

from __future__ import annotations

from typing import Any

from tests.bench.counter.turn import ITEM, Turn

SCOPED = {"scope": ["CORRECT"], "until_on": "2013-12-31", "material": "委托书"}
NOT_ACCEPTED = {"cause": "CONDITIONS_NOT_MET", "reasons": ["示例"], "remedies": ["60 日内申请行政复议"]}
ELSEWHERE = {"to_body": "dept-hr", "body_name": "城东区人社局", "reasons": ["示例"]}
AGAIN = {"phone": "13997000002", "fault": "MISTYPED"}


def people(turn: Turn) -> None:
    """An agent comes and goes, somebody is acted for until they act alone, and a household gives its word."""
    watch, clerk = turn.watch, turn.clerk
    alone = str(turn.receive()["id"])
    agent = {**turn.person, "relation": "AGENT", **SCOPED}
    watch.act("/v1/applications/{id}/agent", agent, clerk, id=alone)
    ending = {"relation": "AGENT", "cause": "REVOKED"}
    watch.act("/v1/applications/{id}/agent-ending", ending, clerk, id=alone)
    guardian = {**turn.person, "relation": "GUARDIAN", "material": "户口簿"}
    acted_for = str(turn.receive(without_capacity=True, agent=guardian)["id"])
    able = {"material": "法院判决书"}
    watch.act("/v1/applications/{id}/full-capacity", able, clerk, id=acted_for)
    _household(turn)


def _household(turn: Turn) -> None:
    watch, clerk = turn.watch, turn.clerk
    household = {"register_number": f"630102-{turn.number:04d}", "authorises": True}
    of = str(turn.receive(household=household)["id"])
    members = {"members": [_member(turn), _member(turn)]}
    declared = watch.act("/v1/applications/{id}/household-members", members, clerk, id=of)
    told = watch.ask("/v1/applications/{id}/people", clerk, declared, id=of)
    watch.ask("/v1/open-authorisations", clerk, hall_id=turn.hall)
    one, other = (each["subject"] for each in told["members"] if "authorised_on" not in each)
    watch.act("/v1/applications/{id}/household-authorisation", {"member": one}, clerk, id=of)
    mistaken = {"member": other, "cause": "MISTAKE"}
    watch.act("/v1/applications/{id}/household-member-removal", mistaken, clerk, id=of)


def _member(turn: Turn) -> dict[str, str]:
    return {name: value for name, value in turn.person.items() if name != "phone"}


def duplicates(turn: Turn) -> None:
    """Somebody asks for the same twice, and says why."""
    watch, clerk, applicant = turn.watch, turn.clerk, turn.person
    turn.receive(applicant=applicant)
    received = turn.receive(applicant=applicant)
    of = str(received["id"])
    watch.ask("/v1/applications/{id}/duplicates", clerk, received, id=of)
    watch.ask("/v1/open-duplicates", clerk, hall_id=turn.hall)
    answer = {"answer": "CONTINUE", "reason": "示例"}
    watch.act("/v1/applications/{id}/duplicate-answer", answer, clerk, id=of)


def endings(turn: Turn) -> None:
    """Not accepted, handed on, taken back at the window and from home."""
    watch, clerk = turn.watch, turn.clerk
    ways: tuple[tuple[str, dict[str, Any]], ...] = (
        ("/v1/applications/{id}/non-acceptance", NOT_ACCEPTED),
        ("/v1/applications/{id}/transfer", ELSEWHERE),
        ("/v1/applications/{id}/withdrawal", {"reason": "示例"}),
    )
    for path, body in ways:
        watch.act(path, body, clerk, id=str(turn.receive()["id"]))
    watch.act("/v1/public/withdrawals", {**turn.voucher(turn.receive()), "reason": "示例"})


def mistakes(turn: Turn) -> None:
    """An entry, an applicant and an acceptance were wrong."""
    watch, clerk, of = turn.watch, turn.clerk, str(turn.receive()["id"])
    slip = {"phone": "13997000001", "fault": "MISCOPIED"}
    watch.act("/v1/applications/{id}/entry-correction", slip, clerk, id=of)
    watch.look_up("/v1/applications/{id}/applicant-reading", {}, clerk, id=of)
    _exception(turn, of)
    right = {"applicant": turn.person, "fault": "MISCOPIED"}
    watch.act("/v1/applications/{id}/applicant-correction", right, clerk, id=of)
    watch.act("/v1/applications/{id}/acceptance", {}, clerk, id=of)
    too_early = {"cause": "INCOMPLETE", "reasons": ["示例"]}
    watch.act("/v1/applications/{id}/acceptance-withdrawal", too_early, clerk, id=of)


def _exception(turn: Turn, of: str) -> None:
    """The whole number is shown for once and reviewed, and the person sees it; somebody else is erased."""
    watch = turn.watch
    said = {"purpose": "IDENTITY_CHECK", "reason": "示例"}
    watch.look_up("/v1/applications/{id}/identity-readings", said, turn.clerk, id=of)
    told = watch.act("/v1/applications/{id}/entry-correction", AGAIN, turn.clerk, id=of)
    reading = watch.ask("/v1/access-reviews", turn.director, told)["accesses"][-1]
    watch.act("/v1/accesses/{id}/review", {"finding": "JUSTIFIED"}, turn.director, id=reading["id"])
    for what in ("access", "export"):
        watch.ask(f"/v1/subjects/{{id}}/{what}", turn.admin, id=reading["subject"])
    anybody = {name: said for name, said in {"id_kind": "citizen-id", **turn.person}.items() if name.startswith("id_")}
    drafted = watch.act("/v1/public/drafts", {"item_code": ITEM, "applicant": {"name": "示例", **anybody}})
    watch.act("/v1/public/drafts/{id}/discarding", {"code": drafted["code"]}, id=drafted["id"])
    subject = watch.look_up("/v1/subject-searches", anybody, turn.admin)["subject"]
    watch.act("/v1/subjects/{id}/erasure", {"basis": "CONSENT_WITHDRAWN"}, turn.admin, id=subject)
    watch.ask("/v1/erasures/{id}", turn.admin, id=subject)
    watch.ask("/v1/erasures", turn.admin)
    watch.look_up("/v1/public/access-searches", turn.voucher(told))
