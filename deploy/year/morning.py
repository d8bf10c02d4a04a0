"""A morning of 2014-09-24 in the hall of 清真巷, and what the back office made of it.

People and their papers are invented (示例); everything runs through the HTTP APIs that everybody uses.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from rich.console import Console
from rich.table import Table

from deploy.client import Client
from deploy.clock import settle
from deploy.stage import Stage
from shared.kernel.actors import Role

HALL = "QZX"
STAFF = {"clerk": "示例·窗口员", "examiner": "示例·经办A", "second": "示例·经办B", "approver": "示例·审批"}
TRAINED = ["CD-MZ-003", "CD-MZ-005", "CD-JS-001"]
MORNING = "2014-09-24T08:30"


@dataclass
class Morning(Stage):
    """Plays the morning; `case` is the one that it follows."""

    case: str = ""

    def play(self) -> None:
        """Play it all."""
        self.at(MORNING)
        hall = next(each for each in self.admin.get("intake", "/v1/halls")["halls"] if each["code"] == HALL)
        self.say(f"{hall['name_zh']} 开门，窗口 {len(hall['windows'])} 个 · the hall opens with its windows")
        posts = self._staff(hall["centre_id"])
        clerk = self.person("s-demo-clerk", Role.CLERK, hall["centre_id"])

        self.at("2014-09-24T09:05")
        hall_id = hall["id"]
        allowance = self._receive(clerk, hall_id, "W2", "CD-MZ-005", ("示例·马奶奶", "630102194503120017"))
        registration = self._receive(clerk, hall_id, "W1", "CD-JS-001", ("示例·李女士", "630102198503120015"))
        forgotten = self._receive(clerk, hall_id, "W3", "CD-MZ-003", ("示例·王先生", "630102196207081227"))

        self.at("2014-09-24T09:40")
        clerk.post("intake", f"/v1/applications/{registration}/acceptance", {}, "demo-registration-accepted")
        case = self._case_of(registration)
        self._decide(case, posts, hall["centre_id"], "registration")
        settle(self.admin)
        clerk.post("intake", f"/v1/applications/{registration}/delivery", {"mode": "WINDOW"}, "demo-registration-given")
        self.say("生育登记当场办结并送达 · birth registration done and delivered on the spot")

        self.at("2014-09-25T10:00")
        defects = [
            {"material": "户口簿", "reason": "缺本人页 · the applicant's page is missing"},
            {"material": "银行卡", "reason": "未提供 · not handed in"},
        ]
        clerk.post("intake", f"/v1/applications/{allowance}/correction-notice", {"defects": defects}, "demo-told-once")
        self.say("一次性告知：补正 2 项 · one notice lists both defects")
        self.at("2014-09-26T09:30")
        clerk.post(
            "intake", f"/v1/applications/{allowance}/correction", {"materials": ["户口簿", "银行卡"]}, "demo-corrected"
        )
        clerk.post("intake", f"/v1/applications/{allowance}/acceptance", {}, "demo-allowance-accepted")
        self.case = self._case_of(allowance)
        self.say("高龄津贴受理，后台立案 · the old-age allowance is accepted, its case opened")

        self.at("2014-10-08T09:00")
        waited = clerk.get("intake", f"/v1/applications/{forgotten}")
        self.say(
            f"临时救助无人告知，期满视为受理：{waited['state']}，受理日 {waited['accepted_on']}"
            " · nobody told the applicant anything: deemed accepted"
        )
        away = {"from_on": "2014-10-08", "until_on": "2014-10-08", "reason": "TRAINING"}
        self.admin.post("casework", "/v1/staff/s-demo-examiner/absences", away, "demo-examiner-away")
        self.say("经办A外出培训，B岗顶岗 · A is at a training today, B is on the post")
        self._decide(self.case, posts, hall["centre_id"], "allowance", examiner="s-demo-second")
        settle(self.admin)
        self.at("2014-10-09T10:15")
        clerk.post("intake", f"/v1/applications/{allowance}/delivery", {"mode": "WINDOW"}, "demo-allowance-given")
        self.say("结果在原窗口送达 · the result is handed over at the same counter")

    def told(self) -> dict[str, Any]:
        """What the services say of the case, with its history and the proof of its due date."""
        path = f"/v1/cases/{self.case}"
        case = self.admin.get("casework", path)
        history = self.admin.get("casework", f"{path}/history")["events"]
        return {"case": case, "history": history, "proof": self.admin.get("casework", f"{path}/due-date-proof")}

    def _staff(self, centre: str) -> dict[str, str]:
        for name, zh in STAFF.items():
            body = {
                "id": f"s-demo-{name}",
                "name": zh,
                "org": centre,
                "trained_for": ["CD-MZ-003", "CD-MZ-005", "CD-JS-001"],
            }
            self.admin.post("casework", "/v1/staff", body, f"demo-staff-{name}")
        posts = {}
        for kind, zh, holder, substitute in (
            ("EXAMINATION", "示例：审查岗", "s-demo-examiner", "s-demo-second"),
            ("APPROVAL", "示例：审批岗", "s-demo-approver", None),
        ):
            body = {"org": centre, "kind": kind, "title_zh": zh, "title_en": kind.title()}
            post = self.admin.post("casework", "/v1/posts", body, f"demo-post-{kind}")["id"]
            assignment = {"holder": holder, **({"substitute": substitute} if substitute else {})}
            self.admin.post("casework", f"/v1/posts/{post}/assignment", assignment, f"demo-assign-{kind}")
            posts[kind] = post
        self.say("AB岗就位 · posts have their holder A and substitute B")
        return posts

    def _receive(self, clerk: Client, hall: str, window: str, item: str, who: tuple[str, str]) -> str:
        applicant = {"name": who[0], "id_kind": "citizen-id", "id_number": who[1], "phone": "13997000000"}
        place = {"hall_id": hall, "window_id": window, "item_code": item}
        body = {**place, "applicant": applicant, "materials": ["身份证"]}
        receipt = clerk.post("intake", "/v1/applications", body, f"demo-{item}")
        id_ = str(receipt["id"])
        position = receipt["position"] if receipt["events"] else None
        application = clerk.get("intake", f"/v1/applications/{id_}", read_after=position)
        self.say(f"{window} 收件 {item}，回执 {application['voucher_number']} · received, voucher given")
        return id_

    def _case_of(self, application: str) -> str:
        settle(self.admin)
        cases = self.admin.get("casework", "/v1/cases", application_id=application)["cases"]
        return str(cases[0]["id"])

    def _decide(
        self, case: str, posts: Mapping[str, str], centre: str, key: str, examiner: str = "s-demo-examiner"
    ) -> None:
        officer = self.person(examiner, Role.EXAMINER, centre)
        approver = self.person("s-demo-approver", Role.APPROVER, centre)
        examination, approval = {"post_id": posts["EXAMINATION"]}, {"post_id": posts["APPROVAL"]}
        granted = {"outcome": "GRANT", "reasons": ["符合条件 · the conditions are met"]}
        officer.post("casework", f"/v1/cases/{case}/proposal", {**examination, **granted}, f"demo-{key}-proposed")
        approver.post("casework", f"/v1/cases/{case}/decision", {**approval, **granted}, f"demo-{key}-decided")
        officer.post("casework", f"/v1/cases/{case}/closure", examination, f"demo-{key}-closed")
        self.say("一人审查、另一人决定，办结 · examined by one, decided by another, closed")


def show_case(console: Console, told: Mapping[str, Any]) -> None:
    """The case with its history, its due dates and why they are what they are."""
    case, history = told["case"], told["history"]
    table = Table("position", "event", "recorded", "actor", title=f"case {case['id']}")
    for event in history:
        word = event["type"].removeprefix("huimin.casework.")
        table.add_row(f"casework:{event['position']}", word, event["time"][:16], event["actor_role"])
    console.print(table)
    due = Table("clock", "due", "kept", title=f"{case['item_code']} accepted on {case['accepted_on']}")
    for name, due_on, kept in (
        ("promised 承诺", "promised_due_on", "within_promise"),
        ("statutory 法定", "statutory_due_on", "within_statute"),
    ):
        due.add_row(name, str(case.get(due_on)), str(case.get(kept)))
    console.print(due)
    _show_proof(console, told["proof"])


def _show_proof(console: Console, proof: Mapping[str, Any]) -> None:
    """Why the promised day is what it is: which days counted, which did not."""
    stage = proof["promised"]["stages"][0]
    table = Table("from", "to", "why", title=f"承诺时限的依据 · the proof of {proof['promised']['due']['on']}")
    spans = [(span["first"], span["last"], "counted 计入") for span in stage["counted"]]
    spans += [(span["first"], span["last"], span["why"]) for span in stage["skipped"]]
    for first, last, why in sorted(spans):
        table.add_row(first, last, why)
    console.print(table)
