"""A back office in which everything happens: cases left in every phase, posts handed over, money granted and paid.

What is said in it about people is the caller's, field by field, so that it can be searched for.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from deploy.client import Client
from shared.kernel.actors import Role
from tests.journeys.people import TRAINED, Office, resident

ORDINARY, MINIMUM, ALONE, INSTANT = "CD-MZ-003", "CD-MZ-001", "CD-JY-002", "CD-JS-001"
DEPARTMENT, GOVERNMENT, EMPLOYMENT = "dept-civil-affairs", "district-government", "dept-employment"
CASES: Mapping[str, str] = {
    **dict.fromkeys(
        ("nobody's", "assigned", "noted", "suspended", "extension asked", "extended", "not extended"), ORDINARY
    ),
    **dict.fromkeys(("in a hearing", "inspected", "reviewed by experts", "visited", "being checked"), ORDINARY),
    **dict.fromkeys(("checked", "being asked about", "asked about", "proposed", "returned", "decided"), ORDINARY),
    **dict.fromkeys(("closed", "mended", "reopened", "corrected", "revoked", "terminated", "granted"), ORDINARY),
    **dict.fromkeys(("posted", "objected to", "objection resolved", "sent", "answered"), MINIMUM),
    **dict.fromkeys(("decided alone", "re-checked", "for one alone"), ALONE),
    "for the spot": INSTANT,
}
"""Each case by what becomes of it."""

_PEOPLE = ("alone", "away", "stand-in", "lonely", "ill", "cover")
_FROM_ON, _PAID_AT = "2013-09-01", "2013-09-29T08:00:00+08:00"


@dataclass
class BackOffice:
    """A centre with its department and the government above; `said` finds the words for a field of an event."""

    here: Office
    said: Callable[[str], str] = lambda _field: "示例之言"
    applicant: Callable[[], Mapping[str, str]] = resident
    before: Callable[[Client, str, Mapping[str, Any]], None] = lambda _by, _path, _body: None
    cases: dict[str, str] = field(default_factory=dict)
    posts: dict[str, str] = field(default_factory=dict)
    words: defaultdict[str, list[Any]] = field(default_factory=lambda: defaultdict(list))
    _numbers: Any = field(default_factory=count)

    def __post_init__(self) -> None:
        person, here = self.here.district.person, self.here
        self.admin, self.examiner, self.approver = here.district.admin, here.examiner, here.approver
        self.alone = person("s-qzx-alone", Role.EXAMINER, Role.APPROVER, org=here.centre_id)
        self.director = person("s-qzx-director", Role.CENTRE_DIRECTOR, org=here.centre_id)
        self.department = person("s-dept-officer", Role.DEPARTMENT, org=DEPARTMENT)
        self.employment = person("s-employment-officer", Role.DEPARTMENT, org=EMPLOYMENT)
        self.government = person("s-government-officer", Role.DEPARTMENT, org=GOVERNMENT)
        self.machine = person("s-means-checker", Role.MACHINE, org=DEPARTMENT)
        self.posts |= {"examination": here.examination, "approval": here.approval}

    # --- how things are done ------------------------------------------------

    @property
    def today(self) -> str:
        """The day that the services have."""
        return str(self.admin.status("casework")["now"])[:10]

    def tell(self, by: Client, path: str, body: Mapping[str, Any]) -> dict[str, Any]:
        """A command to casework under a key of its own; `before` sees it first."""
        self.before(by, path, body)
        return by.post("casework", path, body, f"backoffice-{next(self._numbers)}")

    def on(self, case: str, by: Client, act: str, **body: Any) -> None:
        """An act on a case, in the name of a body."""
        self.tell(by, f"/v1/cases/{self.cases[case]}/{act}", body)

    def examined(self, case: str, act: str, **body: Any) -> None:
        """An act on a case, on the examination post."""
        self.on(case, self.examiner, act, post_id=self.posts["examination"], **body)

    def approved(self, case: str, act: str, **body: Any) -> None:
        """An act on a case, on the approval post."""
        self.on(case, self.approver, act, post_id=self.posts["approval"], **body)

    def told(self, case: str, what: str) -> dict[str, Any]:
        """What a case answers under one of its addresses."""
        return self.admin.get("casework", f"/v1/cases/{self.cases[case]}/{what}")

    def decided(self, *cases: str, **decision: Any) -> None:
        """Propose and decide."""
        for case in cases:
            self.examined(case, "proposal", outcome="GRANT", reasons=[self.said("DecisionProposed data.reasons")])
            reasons = [self.said("DecisionMade data.reasons")]
            self.approved(case, "decision", outcome="GRANT", reasons=reasons, **decision)

    # --- what happens -------------------------------------------------------

    def everything(self) -> None:
        """All that can happen in a day."""
        self._people()
        self._delegations()
        self.open(CASES)
        for happens in (self._assignment, self._clocks, self._steps, self._questions, self._notices, self._bodies):
            happens()
        for happens in (self._endings, self._aftermath, self._benefit, self._single_persons, self._hand_overs):
            happens()
        self._remember()

    def open(self, cases: Mapping[str, str]) -> None:
        """A case each, accepted for the applicant."""
        here, applications = self.here, {}
        for name, item in cases.items():
            wanted = {"hall_id": here.hall_id, "window_id": "W2", "item_code": item, "applicant": self.applicant()}
            key = f"backoffice-{next(self._numbers)}"
            receipt = here.clerk.post("intake", "/v1/applications", wanted, key)
            applications[name] = application = receipt["id"]
            if any("duplicate-found" in event["type"] for event in receipt["events"]):
                goes_on = {"answer": "CONTINUE", "reason": "示例理由"}
                here.clerk.post("intake", f"/v1/applications/{application}/duplicate-answer", goes_on, f"{key}-answer")
            here.accept(application)
        for name, application in applications.items():
            self.cases[name] = str(here.case_of(application)["id"])

    def _people(self) -> None:
        items = [*TRAINED, MINIMUM, ALONE]
        for person in ("examiner", "second"):
            self.tell(self.admin, f"/v1/staff/s-qzx-{person}/training", {"trained_for": items})
        for person in _PEOPLE:
            body = {"id": f"s-qzx-{person}", "name": "示例", "org": self.here.centre_id, "trained_for": items}
            self.tell(self.admin, "/v1/staff", body)
        self.tell(
            self.admin, "/v1/staff", {"id": "s-dept-approver", "name": "示例", "org": DEPARTMENT, "trained_for": items}
        )
        self._post("alone examining", "EXAMINATION", "s-qzx-alone")
        self._post("alone approving", "APPROVAL", "s-qzx-alone")
        self._post("handed over", "EXAMINATION", "s-qzx-away", "s-qzx-stand-in")
        self._post("uncovered", "EXAMINATION", "s-qzx-lonely")
        self._post("covered", "EXAMINATION", "s-qzx-ill")
        self._post("of the department", "APPROVAL", "s-dept-approver", org=DEPARTMENT)

    def _post(self, name: str, kind: str, holder: str, substitute: str | None = None, org: str | None = None) -> None:
        body = {"org": org or self.here.centre_id, "kind": kind, "title_zh": "岗位", "title_en": name}
        self.posts[name] = self.tell(self.admin, "/v1/posts", body)["id"]
        names = {"holder": holder} | ({"substitute": substitute} if substitute else {})
        self.tell(self.admin, f"/v1/posts/{self.posts[name]}/assignment", names)

    def _delegations(self) -> None:
        terms = {"mode": "DELEGATED", "valid_from": "2013-01-01", "basis": "青政〔2013〕5号", "provenance": "DEFAULT"}
        alone = {**terms, "from_body": EMPLOYMENT, "to_body": "CENTRE", "single_person": True}
        self.tell(self.employment, f"/v1/delegations/{ALONE}/grants", alone)
        conditioned = {**terms, "from_body": DEPARTMENT, "to_body": self.here.centre_id, "conditions": ["印章", "设备"]}
        cap = {"amount": 80_000, "currency": "CNY"}
        self.tell(self.department, f"/v1/delegations/{MINIMUM}/grants", {**conditioned, "cap_amount": cap})
        met = {"number": 1, "condition": "印章", "evidence": "验收单", "met_on": "2013-09-02"}
        self.tell(self.department, f"/v1/delegations/{MINIMUM}/conditions", met)
        every = {"key": "decision.single.recheck_share", "value": 100, "effective_on": "2013-09-01"}
        entry = {**every, "basis": "示例", "provenance": "DEFAULT"}
        self.tell(self.admin, "/v1/policies/decision/adoptions", {"entry": entry})

    def _assignment(self) -> None:
        post = {"post_id": self.posts["examination"]}
        self.on("assigned", self.director, "assignment", **post)
        self.examined("noted", "uptake")
        self.examined("noted", "notes", note=self.said("NoteAdded data.note"))
        listed = {"cases": [self.cases["assigned"], self.cases["suspended"]], "post_id": self.posts["uncovered"]}
        self.tell(self.director, "/v1/case-lists/assignments", listed)

    def _clocks(self) -> None:
        self.examined("suspended", "suspension")
        for case in ("extension asked", "extended", "not extended"):
            self.examined(case, "extension-request", n=5, reasons=[self.said("ExtensionRequested data.reasons")])
        self.approved("extended", "extension", reasons=[self.said("ExtensionApproved data.reasons")])
        self.approved("not extended", "extension-denial", reasons=[self.said("ExtensionDenied data.reasons")])

    def _steps(self) -> None:
        takes = {"n": 10, "unit": "WORKING_DAY"}
        ended = {
            "in a hearing": ("HEARING", "HearingHeld"),
            "reviewed by experts": ("EXPERT_REVIEW", "ExpertReviewed"),
            "inspected": ("INSPECTION", "StepCompleted"),
        }
        for case, (kind, event) in ended.items():
            self.examined(case, "steps", kind=kind, takes=takes)
            (step,) = self.told(case, "inquiries")["steps"]
            found = {"step_id": step["step_id"], "ended_on": step["started_on"]}
            self.examined(case, "step-completions", finding=[self.said(f"{event} data.finding")], **found)
        self.examined("in a hearing", "steps", kind="HEARING", takes=takes)
        finding = [self.said("HouseholdVisitDone data.finding")]
        self.examined("visited", "household-visits", visited_on=self.today, finding=finding)

    def _questions(self) -> None:
        for case in ("being checked", "checked"):
            self.examined(case, "finance-checks", of=DEPARTMENT)
        for case in ("being asked about", "asked about"):
            question = [self.said("DepartmentQueried data.question")]
            self.examined(case, "department-queries", department=DEPARTMENT, question=question)
        check, query = (self.told(case, "inquiries")["open"][0] for case in ("checked", "asked about"))
        finding = [self.said("FinanceCheckReturned data.finding")]
        self.on("checked", self.machine, "finance-check-results", request_id=check, result="CLEAR", finding=finding)
        answer = [self.said("DepartmentReplied data.answer")]
        self.on("asked about", self.department, "department-replies", request_id=query, answer=answer)

    def _notices(self) -> None:
        for case in ("posted", "objected to", "objection resolved"):
            self.examined(case, "public-notices")
        for case in ("objected to", "objection resolved"):
            (notice,) = self.told(case, "public-notices")["notices"]
            objection = {"text": [self.said("ObjectionFiled data.text")]}
            who = {"objector": self.said("ObjectionFiled data.objector")}
            self.examined(case, "objections", notice_id=notice["notice_id"], **objection, **who)
        (notice,) = self.told("objection resolved", "public-notices")["notices"]
        resolution = {"upheld": False, "reasons": [self.said("ObjectionResolved data.reasons")]}
        (objection_id,) = (each["objection_id"] for each in notice["objections"])
        self.approved("objection resolved", "objection-resolutions", objection_id=objection_id, **resolution)

    def _bodies(self) -> None:
        for case in ("sent", "answered"):
            self.examined(case, "sending")
        self.on("answered", self.department, "body-answer", finding=[self.said("BodyAnswered data.finding")])

    def _endings(self) -> None:
        for case in ("proposed", "returned"):
            self.examined(case, "proposal", outcome="REFUSE", reasons=[self.said("DecisionProposed data.reasons")])
        self.approved("returned", "return", reasons=[self.said("ReturnedByApprover data.reasons")])
        reasons = [self.said("CaseTerminatedV2 data.reasons")]
        self.approved("terminated", "termination", cause="LOST_PURPOSE", reasons=reasons)
        self.decided("decided", "closed", "mended", "reopened", "corrected", "revoked")
        self.examined("closed", "decision-publication", place="COMMUNITY_BOARD")
        ended = [self.cases[each] for each in ("closed", "reopened", "corrected", "revoked")]
        self.tell(self.examiner, "/v1/case-lists/closures", {"cases": ended, "post_id": self.posts["examination"]})

    def _aftermath(self) -> None:
        slip = {"field": "DECISION_REASONS", "fault": "MISTYPED"}
        self.approved("mended", "entry-corrections", correction=[self.said("EntryCorrected data.correction")], **slip)
        redo = {"result": "REDO", "concluded_on": self.today}
        reasons = [self.said("ReconsiderationConcluded data.reasons")]
        self.on("reopened", self.government, "reconsideration", reasons=reasons, **redo)
        refuse = {"outcome": "REFUSE", "remedies": ["60 日内申请行政复议"], "effective_on": self.today}
        reasons = [self.said("DecisionCorrected data.reasons")]
        self.on("corrected", self.government, "decision-correction", reasons=reasons, **refuse)
        fraud = {"reason": "OBTAINED_BY_FRAUD", "effective_on": self.today}
        reasons = [self.said("DecisionRevoked data.reasons")]
        self.on("revoked", self.government, "decision-revocation", reasons=reasons, **fraud)

    def _benefit(self) -> None:
        amount = {"amount": 50_000, "currency": "CNY"}
        begins = {"standard": "temporary", "period": "MONTH", "from_on": _FROM_ON, "review_category": "C"}
        self.decided("granted", amount=amount, grant={**begins, "payer": DEPARTMENT}, remedies=[])
        paid = {"instalment": "2013-09", "amount": amount, "method": "BANK_CARD", "payee_ref": "p-1"}
        path = f"/v1/benefits/{self.cases['granted']}"
        self.tell(self.department, f"{path}/payments", {**paid, "paid_at": _PAID_AT})
        less = {"amount": {"amount": 40_000, "currency": "CNY"}, "from_on": _FROM_ON, "reason": "INCOME_CHANGED"}
        self.tell(self.department, f"{path}/change", less)
        back = {"order_ref": "o-1", "amount": {"amount": 6_000, "currency": "CNY"}, "reason": "LEARNT_LATE"}
        self.tell(self.department, f"{path}/recovery-order", {**back, "due_on": "2014-12-31"})

    def _single_persons(self) -> None:
        posts = {"post_id": self.posts["alone examining"], "approval_post_id": self.posts["alone approving"]}
        for case in ("decided alone", "re-checked"):
            self.on(case, self.alone, "instant-decision", outcome="GRANT", remedies=[], **posts)
        wrong = {"result": "WRONG", "reasons": [self.said("SingleDecisionRechecked data.reasons")]}
        self.approved("re-checked", "recheck", **wrong)

    def _hand_overs(self) -> None:
        for person in ("away", "lonely", "ill"):
            absence = {"from_on": self.today, "until_on": "2014-12-31", "reason": "LEAVE"}
            self.tell(self.admin, f"/v1/staff/s-qzx-{person}/absences", absence)
        self.tell(self.director, f"/v1/posts/{self.posts['covered']}/cover", {"staff_id": "s-qzx-cover"})

    def _remember(self) -> None:
        """The ids that things were given, under the names by which requests speak of them."""
        for case in self.cases:
            for what, names in {"inquiries": ("step_id", "request_id"), "public-notices": ("notice_id",)}.items():
                for each in _flat(self.told(case, what)):
                    for name in (*names, "objection_id"):
                        self.words[name] += [each[name]] if name in each else []


def _flat(document: Any) -> list[dict[str, Any]]:
    """Every object in a document."""
    below = document.values() if isinstance(document, dict) else document if isinstance(document, list) else ()
    found = [each for part in below for each in _flat(part)]
    return [document, *found] if isinstance(document, dict) else found
