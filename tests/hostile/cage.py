"""A district in which every canary was said, and everything refused that could be; and all that it keeps and tells."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from deploy.client import Client
from deploy.registry import SERVICES
from shared.kernel.actors import Role
from tests.hostile.associations_words import EXEMPT as OF_ASSOCIATIONS
from tests.hostile.associations_words import associations_said
from tests.hostile.backoffice import BackOffice
from tests.hostile.canaries import CANARIES, CITIZEN, CONTROL, FILE, files, found, redis_values
from tests.hostile.councils_words import EXEMPT as OF_COUNCILS
from tests.hostile.councils_words import councils_said
from tests.hostile.counter_words import EXEMPT, counter_said
from tests.hostile.wire import Wire, slug_of
from tests.journeys.district import District
from tests.journeys.people import Office

NAME, KIND, NUMBER, PHONE, NOTICE, WITHDRAWAL, STAFF, PROPOSAL, RETURN, DECISION, *_ = CANARIES.values()
OBJECTOR = CANARIES["casework ObjectionFiled data.objector"]
PLAIN = (*CANARIES.values(), CITIZEN)
APPLICATIONS, CASES = "/intake/v1/applications", "/casework/v1/cases"
PERSON = {"name": NAME, "id_kind": KIND, "id_number": NUMBER, "phone": PHONE}
SEARCH = {"id_kind": KIND, "id_number": NUMBER}
FORBIDDEN = 403
OPENED = EXEMPT.keys() | OF_COUNCILS.keys() | OF_ASSOCIATIONS.keys()
FOR_ALL_IDS, FEW = ("intake", "casework"), 2
"""Services of which all that was said is asked for; of the others a few of each collection."""


@dataclass
class Cage:
    """The district with all that was said in it."""

    district: District
    wire: Wire
    here: Office
    back: BackOffice = field(init=False)
    ids: list[str] = field(default_factory=list)
    collections: dict[str, list[str]] = field(default_factory=dict)
    refused: list[str] = field(default_factory=list)
    codes: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.back = BackOffice(self.here, lambda where: CANARIES[f"casework {where}"], lambda: PERSON, self.spoil)

    def named(self, service: str, path: str) -> list[str]:
        """What to ask for at an address: the cases and what has their ids, the posts, what was said of its collection;
        of a collection of which nothing was said, all, or the first.
        """
        if "/cases/" in path or "/benefits/" in path:
            return [*self.ids, *self.back.cases.values()]
        if "/posts/" in path:
            return list(self.back.posts.values())
        of_collection = self.collections.get(f"{service} {path.split('/{', 1)[0].rsplit('/', 1)[-1]}", [])
        return of_collection or self.ids if service in FOR_ALL_IDS else of_collection[-FEW:] or self.ids[:1]

    def say(self, path: str, body: Any, *roles: Role, sub: str = "s-qzx-clerk", **headers: Any) -> dict[str, Any]:
        token = self.wire.token(*roles or (Role.CLERK,), sub=sub, org=self.here.centre_id)
        answer = self.wire.post(path, body, token=token, **headers)
        assert answer.is_success, answer.text
        told: dict[str, Any] = answer.json()
        id_ = str(told.get("results", [told])[0]["id"])
        _, service, _, collection, *_ = path.replace("/public", "").split("/")
        self.ids += [id_] if service in FOR_ALL_IDS else []
        of_collection = self.collections.setdefault(f"{service} {collection}", [])
        of_collection += [id_] if id_ not in of_collection else []
        return told

    def tell(self, path: str, body: Mapping[str, Any], *roles: Role, sub: str = "s-qzx-clerk") -> dict[str, Any]:
        """The same, after it failed at each stage."""
        raw = json.dumps(body, ensure_ascii=False).encode()
        token = self.wire.token(*roles, sub=sub, org=self.here.centre_id) if roles else None
        self._in_vain("malformed-json", path, raw[:-1], token)
        self._in_vain("unknown-field", path, json.dumps({**body, "unheard": body}).encode(), token)
        if roles:
            self._in_vain("role-forbidden", path, raw, self.wire.token(Role.MACHINE))
        return self.say(path, body, *roles, sub=sub)

    def say_in_vain(self, slug: str, path: str, body: Any, *roles: Role, **headers: Any) -> None:
        sub = headers.pop("sub", "s-qzx-clerk")
        raw = body if isinstance(body, bytes) else json.dumps(body, ensure_ascii=False).encode()
        self._in_vain(
            slug, path, raw, self.wire.token(*roles or (Role.CLERK,), sub=sub, org=self.here.centre_id), headers
        )

    def spoil(self, by: Client, path: str, body: Mapping[str, Any]) -> None:
        """A command of the back office as it fails at each stage, before it is carried out."""
        path, raw = f"/casework{path}", json.dumps(body, ensure_ascii=False).encode()
        self._in_vain("malformed-json", path, raw[:-1], by.token)
        self._in_vain("unknown-field", path, json.dumps({**body, "unheard": body}).encode(), by.token)
        self._in_vain("role-forbidden", path, raw, self.wire.token(Role.RESIDENT))
        if path.startswith(f"{CASES}/"):
            act = path.rsplit("/", 1)[-1]
            self._in_vain("version-stale", path, raw, by.token, {"If-Match": '"9999"'})
            self._in_vain("case-unknown", f"{CASES}/nowhere/{act}", raw, by.token)

    def _in_vain(
        self, slug: str, path: str, raw: bytes, token: str | None, headers: dict[str, Any] | None = None
    ) -> None:
        answer = self.wire.send("POST", path, raw, token=token, headers=headers)
        assert slug_of(answer) == slug, answer.text
        assert not found(PLAIN, {"the refusal": answer.content}), "a refusal repeats no personal value"
        self.refused.append(slug)

    def application(self, **changes: Any) -> dict[str, Any]:
        body = {"hall_id": self.here.hall_id, "window_id": "W1", "item_code": "CD-MZ-003", "applicant": PERSON}
        return {**body, **changes}


def everything_said(cage: Cage) -> None:
    """Each canary in its field, from the receipt to the delivery; and the control in the open."""
    here = cage.here
    staff = {"id": "s-canary", "name": STAFF, "org": here.centre_id, "trained_for": []}
    cage.say("/casework/v1/staff", staff, Role.ADMIN)
    citizen = cage.say(APPLICATIONS, cage.application(applicant={"name": NAME, "id_number": CITIZEN}))["id"]
    cage.say(f"{APPLICATIONS}/{citizen}/withdrawal", {"reason": WITHDRAWAL})
    application = cage.say(APPLICATIONS, cage.application(), Idempotency_Key="canary-received")["id"]
    path = f"{APPLICATIONS}/{application}"
    attach(cage, path)
    cage.say(f"{path}/correction-notice", {"defects": [{"material": "身份证", "reason": NOTICE}]})
    cage.say(f"{path}/correction", {"materials": ["身份证"]})
    cage.say(f"{path}/acceptance", {})
    case = str(here.case_of(application)["id"])
    cage.ids.append(case)
    reasons = {"post_id": here.examination, "outcome": "GRANT", "reasons": [PROPOSAL]}
    cage.say(f"{CASES}/{case}/proposal", reasons, Role.EXAMINER, sub="s-qzx-examiner")
    back = {"post_id": here.approval, "reasons": [RETURN]}
    cage.say(f"{CASES}/{case}/return", back, Role.APPROVER, sub="s-qzx-approver")
    cage.say(f"{CASES}/{case}/proposal", reasons, Role.EXAMINER, sub="s-qzx-examiner")
    decided = {"post_id": here.approval, "outcome": "GRANT", "reasons": [DECISION], "remedies": []}
    cage.say(f"{CASES}/{case}/decision", decided, Role.APPROVER, sub="s-qzx-approver")
    cage.say(f"{CASES}/{case}/closure", {"post_id": here.examination}, Role.EXAMINER, sub="s-qzx-examiner")
    cage.district.settle()
    cage.say(f"{path}/delivery", {"mode": "WINDOW"})
    cage.back.everything()
    searched = cage.wire.post("/casework/v1/case-searches", SEARCH, token=cage.wire.token(Role.EXAMINER))
    assert len(searched.json()["cases"]) > len(cage.back.cases), "the search by the number finds the person's cases"
    assert not found(PLAIN, {"the search": searched.content})
    cage.say("/casework/v1/posts", {"org": "x", "kind": "APPROVAL", "title_zh": CONTROL, "title_en": "x"}, Role.ADMIN)
    cage.say(f"/intake/v1/halls/{here.hall_id}/pauses", {"window_id": "W3", "reason": CONTROL}, Role.ADMIN)
    counter_said(cage)
    community = {"name_zh": CONTROL, "name_en": "Control", "aliases": [], "founded_on": "2013-09-29"}
    cage.say("/councils/v1/communities", community, Role.ADMIN)
    councils_said(cage)
    associations_said(cage)


def attach(cage: Cage, path: str, **wrong: Any) -> Any:
    """The canary's file, as it is taken or, with something `wrong` in its headers, as it is not."""
    token = cage.wire.token(Role.CLERK, sub="s-qzx-clerk", org=cage.here.centre_id)
    headers = {"Content-Type": "application/pdf", **{name.replace("_", "-"): said for name, said in wrong.items()}}
    address = f"{path}/attachments?material=%E8%BA%AB%E4%BB%BD%E8%AF%81&kind=MATERIAL"
    answer = cage.wire.send("POST", address, FILE, token=token, headers=headers)
    assert answer.is_success is not bool(wrong), answer.text
    return answer


def everything_refused(cage: Cage) -> None:
    """Each canary in requests that fail, at every stage at which one can."""
    here, full = cage.here, cage.application()
    application, case = cage.ids[3], next(id_ for id_ in cage.ids if id_ == here.case_of(cage.ids[3])["id"])
    path = f"{APPLICATIONS}/{application}"
    text = json.dumps(full, ensure_ascii=False).encode()
    by_approver = {"sub": "s-qzx-approver"}
    no = cage.say_in_vain
    no("malformed-json", APPLICATIONS, text[:-1])
    no("malformed-json", APPLICATIONS, text + b"\xff")
    no("duplicate-field", APPLICATIONS, text.replace(b'"name"', b'"name": "x", "name"', 1))
    no("unknown-field", APPLICATIONS, {**full, "note": NAME})
    no("unknown-field", APPLICATIONS, cage.application(applicant={**PERSON, "address": NAME}))
    no("wrong-type", APPLICATIONS, cage.application(applicant={**PERSON, "name": [NAME]}))
    no("wrong-type", APPLICATIONS, cage.application(applicant=NAME))
    no("missing-field", APPLICATIONS, {"applicant": PERSON})
    no("invalid-value", APPLICATIONS, cage.application(applicant={**PERSON, "name": NAME * 10}))
    no("invalid-value", APPLICATIONS, cage.application(applicant={**PERSON, "id_number": f"{NUMBER} {NAME}"}))
    no("body-too-large", APPLICATIONS, text.ljust(1024 * 1024 + 1))
    no("media-type-unsupported", APPLICATIONS, text, **{"Content-Type": "text/plain"})
    no("idempotency-key-missing", APPLICATIONS, full, **{"Idempotency-Key": None})
    no("idempotency-key-missing", APPLICATIONS, full, **{"Idempotency-Key": NAME.encode()})
    no("key-reused", APPLICATIONS, cage.application(window_id="W2"), **{"Idempotency-Key": "canary-received"})
    no("role-forbidden", APPLICATIONS, full, Role.RESIDENT)
    no("hall-unknown", APPLICATIONS, cage.application(hall_id="nowhere"))
    no("item-not-offered", APPLICATIONS, cage.application(item_code="ZZ-ZZ-999"))
    no("window-not-open", APPLICATIONS, cage.application(window_id="W3"))
    no("version-stale", APPLICATIONS, full, **{"If-Match": '"9"'})
    no("phone-invalid", APPLICATIONS, cage.application(applicant={**PERSON, "phone": NUMBER}))
    wrong_digit = {"name": NAME, "id_number": CITIZEN[:-1] + "0"}
    no("id-number-invalid", APPLICATIONS, cage.application(applicant=wrong_digit))
    assert slug_of(attach(cage, path, Content_Type="image/png")) == "file-not-as-said"
    assert slug_of(attach(cage, path, Content_Type="text/plain")) == "file-type-not-taken"
    notice = {"defects": [{"material": "身份证", "reason": NOTICE}]}
    no("application-unknown", f"{APPLICATIONS}/nobody/correction-notice", notice)
    no("application-not-at-window", f"{path}/correction-notice", notice)
    no("application-not-at-window", f"{path}/withdrawal", {"reason": WITHDRAWAL})
    no("invalid-parameter", f"/casework/v1/case-searches?id_number={NUMBER}", SEARCH, Role.EXAMINER)
    no("unknown-field", "/casework/v1/case-searches", {**SEARCH, "name": NAME}, Role.EXAMINER)
    no("invalid-value", "/casework/v1/case-searches", {"id_number": NUMBER}, Role.EXAMINER)
    no("role-forbidden", "/casework/v1/case-searches", SEARCH, Role.AUDITOR)
    staff = {"id": "s-canary", "name": STAFF, "org": "elsewhere", "trained_for": []}
    no("staff-id-taken", "/casework/v1/staff", staff, Role.ADMIN)
    decided = {"post_id": here.approval, "outcome": "GRANT", "reasons": [DECISION], "remedies": []}
    no("case-unknown", f"{CASES}/nowhere/decision", decided, Role.APPROVER, **by_approver)
    no("post-not-held", f"{CASES}/{case}/decision", {**decided, "post_id": "none"}, Role.APPROVER, **by_approver)
    no("post-not-held", f"{CASES}/{case}/decision", decided, Role.APPROVER, sub="s-canary")


def kept_by(cage: Cage) -> dict[str, bytes]:
    """All that the deployment keeps."""
    return redis_values(cage.district.local.redis_url) | files(cage.district.settings.state_dir)


def answers_of(cage: Cage) -> dict[str, bytes]:
    """What every question answers to every role and to nobody, and what an operator's port shows.

    A role to which an address is closed is told so whatever the address names: it asks there once.
    """
    told: dict[str, bytes] = {}
    tokens = {"nobody": None, **{role.value: cage.wire.token(role, org=cage.here.centre_id) for role in Role}}
    for service in SERVICES:
        document = cage.wire.http.get(f"{cage.wire.root(service)}/{service}/openapi.json").json()
        paths = [path for path, routes in document["paths"].items() if "get" in routes and "stream" not in path]
        paths = [path for path in paths if path.removeprefix("/v1") not in OPENED]
        paths += [f"{path}?as_of=2013-09-29" for path in paths if "as_of" in json.dumps(document["paths"][path]["get"])]
        for path in ("/health/ready", "/metrics"):
            told[f"{service} {path}"] = cage.wire.http.get(f"{cage.wire.root(service)}{path}").content
        for path in (*paths, "/asyncapi"):
            may = dict(tokens)
            for id_ in dict.fromkeys(cage.named(service, path)) if "{id}" in path else [""]:
                for role, token in tuple(may.items()):
                    address = f"/{service}{path.replace('{id}', id_)}"
                    answer = cage.wire.send("GET", address, token=token)
                    told[f"{role} {address}"] = answer.content
                    if answer.status_code == FORBIDDEN and slug_of(answer) == "role-forbidden":
                        del may[role]
    return told
