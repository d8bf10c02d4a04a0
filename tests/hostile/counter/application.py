"""Applications in each state, and what would be done to them at the window and from home."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from services.intake.api.document import DOCUMENTS
from tests.hostile.backoffice import ALONE, ORDINARY
from tests.hostile.counter.at import SOME, TEXTS, TODAY, Counter
from tests.journeys.people import resident

ROUTE = "/v1/applications/{id}"
PDF = b"%PDF-1.7\n".ljust(1_000, b".")
CALLED_AT, ANSWERED_AT = f"{TODAY}T08:10:00+08:00", f"{TODAY}T08:20:00+08:00"
DEFECTS, PAPERS = {"defects": [{"material": "户口簿", "reason": "缺页"}]}, {"materials": ["户口簿"]}
MISTAKE: Mapping[str, Any] = {"cause": "CONDITIONS_NOT_MET", "reasons": TEXTS}
HANDED_IN: Mapping[str, Mapping[str, Any]] = {
    "acceptance": {},
    "correction-notice": DEFECTS,
    "withdrawal": {"reason": "示例"},
    "non-acceptance": {**MISTAKE, "remedies": ["60 日内申请行政复议"]},
    "transfer": {"to_body": "dept-hr", "body_name": "城东区人社局", "reasons": TEXTS},
    "entry-correction": {"phone": "13997000001", "fault": "MISTYPED"},
    "applicant-reading": {},
}
"""What would be done to an application that was handed in."""

FROM_HOME: Mapping[str, Mapping[str, Any]] = {
    "withdrawals": {"reason": "示例"},
    "progress": {},
    "complaint-searches": {},
    "complaints": {"text": "示例"},
}
"""What would be done with number and code of a voucher."""


def handed_in(at: Counter) -> None:
    """Some that nothing was done to yet, told what is missing, and accepted."""
    at.fit("clerk", "/v1/applications", (({}, at.form()) for _ in range(SOME)))
    for act, said in HANDED_IN.items():
        at.fit("clerk", f"{ROUTE}/{act}", (({"id": each}, said) for each in at.some()))
    right = ({"applicant": resident(), "fault": "MISCOPIED"} for _ in range(SOME))
    at.fit("clerk", f"{ROUTE}/applicant-correction", (({"id": at.receive()}, each) for each in right))
    incomplete, accepted = at.some(), at.some()
    at.act(incomplete, "correction-notice", DEFECTS)
    at.fit("clerk", f"{ROUTE}/correction", (({"id": each}, PAPERS) for each in incomplete))
    at.act(accepted, "acceptance", {})
    at.fit("clerk", f"{ROUTE}/acceptance-withdrawal", (({"id": each}, MISTAKE) for each in accepted))


def from_home(at: Counter) -> None:
    """Residents have their vouchers; the director has complaints to answer."""
    for act, said in FROM_HOME.items():
        at.fit("clerk", f"/v1/public/{act}", (({}, {**at.voucher(each), **said}) for each in at.some()))
    incomplete = at.some()
    at.act(incomplete, "correction-notice", DEFECTS)
    at.fit("clerk", "/v1/public/hand-ins", (({}, {**at.voucher(each), "material": "户口簿"}) for each in incomplete))
    for each in at.some():
        at.make(at.clerk, "/v1/public/complaints", {**at.voucher(each), "text": "示例"})
    answer = {"answer": "示例", "upheld": True}
    at.fit("director", "/v1/complaints/{id}/answer", (({"id": each}, answer) for each in at.ids["complaints"]))
    at.fit("director", "/v1/complaints/{id}/words", (({"id": each}, {}) for each in at.ids["complaints"]))


def files(at: Counter) -> None:
    """Files of an application, and what is printed of some."""
    of, route = at.receive(), f"{ROUTE}/attachments"
    for n in range(SOME):
        said = {"material": f"第{n}件", "kind": "MATERIAL"}
        path, content = f"/v1/applications/{of}/attachments", PDF + b"%d" % n
        sent = at.clerk.send_file("intake", path, content, "application/pdf", f"counter-file-{n}", **said)
        at.ids["attachments"].append(sent["id"])
    first, *others = ({"id": of, "attachment": each} for each in at.ids["attachments"])
    at.fit("clerk", route, [({"id": of}, {})])
    at.fit("clerk", f"{route}/{{attachment}}/content", [(first, {})])
    at.fit("clerk", f"{route}/{{attachment}}/removal", ((each, {"cause": "TWICE"}) for each in others))
    at.fit("clerk", f"{ROUTE}/documents/{{kind}}", (({"id": of, "kind": kind}, {}) for kind in DOCUMENTS))


def results(at: Counter) -> None:
    """Results that wait at the counter."""
    waiting = [f"waiting {n}" for n in range(SOME)]
    at.back.open(dict.fromkeys(waiting, ORDINARY))
    at.back.decided(*waiting)
    for each in waiting:
        at.back.examined(each, "closure")
    cases = (at.admin.get("casework", f"/v1/cases/{at.back.cases[each]}") for each in waiting)
    at.fit("clerk", f"{ROUTE}/delivery", (({"id": case["application_id"]}, {"mode": "WINDOW"}) for case in cases))


def at_once(at: Counter) -> None:
    """What is decided at the window, and what cannot wait."""
    served = (at.form(item_code=ALONE, outcome="GRANT") for _ in range(SOME))
    at.fit("clerk", "/v1/instant-services", (({}, each) for each in served))
    said = {"item_code": ORDINARY, "reason": "DISASTER", "called_at": CALLED_AT}
    at.fit("clerk", "/v1/emergency-services", (({}, at.form(**said)) for _ in range(SOME)))
    route, opened = "/v1/emergency-services/{id}", []
    for _ in range(2 * SOME):
        opened.append(at.make(at.clerk, "/v1/emergency-services", at.form(**said))["id"])
    at.fit("clerk", f"{route}/response", (({"id": each}, {"responded_at": ANSWERED_AT}) for each in opened[:SOME]))
    lacking = ((each, at.clerk.get("intake", f"/v1/emergency-services/{each}")) for each in opened[SOME:])
    at.fit("clerk", f"{route}/papers", (({"id": of}, {"materials": told["papers_lacking"]}) for of, told in lacking))


def drafts(at: Counter) -> None:
    """Forms filled in at home and at the hall."""
    form = {name: said for name, said in at.form().items() if name != "window_id"}
    at.fit("clerk", "/v1/drafts", [({}, form)])
    at.fit("clerk", "/v1/public/drafts", [({}, form)])
    for _ in range(SOME):
        at.make(at.clerk, "/v1/drafts", {**form, "applicant": resident()})
    for act, said in (("revision", form), ("reading", {}), ("discarding", {})):
        begun = [at.tell(at.clerk, "/v1/public/drafts", form) for _ in range(SOME)]
        ways = (({"id": each["id"]}, {**said, "code": each["code"]}) for each in begun)
        at.fit("clerk", f"/v1/public/drafts/{{id}}/{act}", ways)
