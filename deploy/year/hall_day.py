"""Days in the hall of 国际村, September 2015: at two of three windows B stands in for A, numbers are called, an instant
item, a booked hour, an emergency on the holiday of the 3rd, and a bad rating that is followed up.

People are invented (示例). Ratings are of 2019; this demonstration adopts them earlier as a policy of its own.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from rich.console import Console
from rich.table import Table

from deploy.client import Client
from deploy.clock import settle
from deploy.stage import Stage
from shared.kernel.actors import Role

HALL = "GJC"
DAY, HOLIDAY = "2015-09-02", "2015-09-03"
INSTANT, URGENT, ORDINARY = "CD-JY-002", "CD-MZ-004", "CD-MZ-003"
DEPARTMENT = "dept-civil-affairs"
WINDOWS = {"W1": ("s-gjc-1", "s-gjc-4"), "W2": ("s-gjc-2", "s-gjc-5"), "W3": ("s-gjc-3", None)}
"""Who is A and B of each window's post; the A of W1 and of W2 are absent on the day."""

HELP = {"amount": 50_000, "currency": "CNY"}


@dataclass
class HallDay(Stage):
    """Plays the days."""

    hall: str = ""
    centre: str = ""
    posts: dict[str, str] = field(default_factory=dict)
    rated: str = ""
    emergency: str = ""

    def play(self) -> None:
        """Play them all."""
        self.at("2015-08-31T09:00")
        hall = next(each for each in self.admin.get("intake", "/v1/halls")["halls"] if each["code"] == HALL)
        self.hall, self.centre = hall["id"], hall["centre_id"]
        self._prepare()
        self.rated = self._ordinary_day()
        self.emergency = self._holiday()
        self._follow_up()

    # --- before -------------------------------------------------------------

    def _prepare(self) -> None:
        trained = [INSTANT, URGENT, ORDINARY]
        for n in range(1, 6):
            body = {"id": f"s-gjc-{n}", "name": f"示例·国际村{n}", "org": self.centre, "trained_for": trained}
            self.admin.post("casework", "/v1/staff", body, f"day-staff-{n}")
        for window, (holder, substitute) in WINDOWS.items():
            place = {"hall_id": self.hall, "window_id": window, "kind": "WINDOW"}
            self._post(window, place, holder, substitute)
        self._post("EXAMINATION", {"kind": "EXAMINATION"}, "s-gjc-3", None)
        self._post("APPROVAL", {"kind": "APPROVAL"}, "s-gjc-5", None)
        terms = {"from_body": "dept-employment", "to_body": self.centre, "mode": "DELEGATED", "single_person": True}
        terms |= {"valid_from": "2015-01-01", "basis": "示例：一人办结", "provenance": "SYNTHETIC"}
        self.admin.post("casework", f"/v1/delegations/{INSTANT}/grants", terms, "day-one-person-may")
        entry = {"key": "rating.enabled_from", "value": DAY, "effective_on": "2015-09-01"}
        entry |= {"basis": "示例：演示提前启用好差评", "provenance": "SYNTHETIC"}
        self.admin.post("casework", "/v1/policies/rating/adoptions", {"entry": entry}, "day-with-ratings")
        for n, (window, reason) in enumerate((("W1", "LEAVE"), ("W2", "TRAINING"))):
            away = {"from_on": DAY, "until_on": DAY, "reason": reason}
            self.admin.post("casework", f"/v1/staff/{WINDOWS[window][0]}/absences", away, f"day-away-{n}")
        settle(self.admin)
        self.say("国际村：三个窗口、AB岗、两人次日请假 · three windows with A and B, two absent on the morrow")

    def _post(self, name: str, what: dict[str, str], holder: str, substitute: str | None) -> None:
        body = {"org": self.centre, "title_zh": f"示例：{name}岗", "title_en": name.title(), **what}
        post = self.admin.post("casework", "/v1/posts", body, f"day-post-{name}")["id"]
        people = {"holder": holder} | ({"substitute": substitute} if substitute else {})
        self.admin.post("casework", f"/v1/posts/{post}/assignment", people, f"day-assigned-{name}")
        self.posts[name] = str(post)

    # --- an ordinary day ----------------------------------------------------

    def _ordinary_day(self) -> str:
        self.at(f"{DAY}T09:00")
        first, second, third = (self._clerk(n) for n in (4, 5, 3))
        self._call(first, "W1", 1)
        served = self._serve(first, "W1", ("示例·求职者", "630102198503120015"))
        self.say("失业登记在一个窗口一次办结 · an instant item received, decided and handed over by one act of B")
        self._call(second, "W2", 2)
        received = self._receive(second, "W2", ("示例·困难户", "630102197001010022"))
        self.say("临时救助收件并受理 · ordinary assistance received and accepted by B of the second window")
        second.post("intake", f"/v1/applications/{received}/acceptance", {}, "day-accepted")
        self._booked(third)
        voucher = third.get("intake", f"/v1/applications/{served}/voucher")
        rating = {
            **voucher,
            "level": "DISSATISFIED",
            "indicators": [{"indicator": "ATTITUDE", "level": "DISSATISFIED"}],
        }
        self.admin.post("intake", "/v1/public/ratings", {**rating, "comment": "等了很久"}, "day-a-bad-rating")
        self.say("居民凭回执编号和查询码评价：不满意（匿名）· a resident rates by voucher and code, unseen")
        return served

    def _call(self, clerk: Client, window: str, number: int) -> None:
        self.admin.post("intake", f"/v1/public/halls/{self.hall}/tickets", {}, f"day-ticket-{number}")
        clerk.post("intake", f"/v1/halls/{self.hall}/calls", {"window_id": window}, f"day-call-{number}")
        place = {"window_id": window, "number": number}
        clerk.post("intake", f"/v1/halls/{self.hall}/servings", place, f"day-served-{number}")
        self.say(f"{number} 号到 {window} · number {number} is called to {window} and served")

    def _serve(self, clerk: Client, window: str, who: tuple[str, str]) -> str:
        applicant = {"name": who[0], "id_number": who[1], "phone": "13997000001"}
        place = {"hall_id": self.hall, "window_id": window, "item_code": INSTANT, "outcome": "GRANT"}
        body = {**place, "applicant": applicant, "materials": ["身份证"]}
        served = str(clerk.post("intake", "/v1/instant-services", body, "day-instant")["id"])
        settle(self.admin)
        return served

    def _receive(self, clerk: Client, window: str, who: tuple[str, str]) -> str:
        applicant = {"name": who[0], "id_number": who[1]}
        body = {"hall_id": self.hall, "window_id": window, "item_code": ORDINARY, "applicant": applicant}
        return str(clerk.post("intake", "/v1/applications", body, "day-received")["id"])

    def _booked(self, clerk: Client) -> None:
        slot = {"hall_id": self.hall, "from_at": f"{DAY}T10:00:00+08:00", "contact": {"phone": "13997000003"}}
        booked = self.admin.post("intake", "/v1/public/appointments", slot, "day-booked")["id"]
        self.at(f"{DAY}T10:00")
        clerk.post("intake", f"/v1/appointments/{booked}/attendance", {"window_id": "W3"}, "day-attended")
        self.say("预约的居民十点到三号窗口 · who had booked is served at ten at the third window")

    # --- a holiday ----------------------------------------------------------

    def _holiday(self) -> str:
        self.at(f"{HOLIDAY}T10:00")
        clerk = self._clerk(1)
        called = {"called_at": f"{HOLIDAY}T10:00:00+08:00", "reason": "DISASTER", "item_code": URGENT}
        family = {"name": "示例·受灾户", "phone": "13997000002"}
        body = {"hall_id": self.hall, "window_id": "W1", **called, "applicant": family}
        emergency = str(clerk.post("intake", "/v1/emergency-services", body, "day-after-a-fire")["id"])
        path = f"/v1/emergency-services/{emergency}"
        answered = {"responded_at": f"{HOLIDAY}T10:00:00+08:00"}
        clerk.post("intake", f"{path}/response", answered, "day-responded")
        self.say("抗战胜利日放假，火灾家庭应急救助先行受理 · a holiday: a family after a fire is helped first")
        settle(self.admin)
        (case,) = self.admin.get("casework", "/v1/cases", application_id=emergency)["cases"]
        self._help(str(case["id"]))
        self.at("2015-09-10T16:00")
        for n, paper in enumerate(self.admin.get("intake", path)["papers_lacking"]):
            clerk.post("intake", f"{path}/papers", {"materials": [paper]}, f"day-paper-{n}")
        self.say("五个工作日内补齐材料（9月6日上班）· papers within five working days, one a Sunday that is worked")
        return emergency

    def _help(self, case: str) -> None:
        examiner, approver = self._officer(3, Role.EXAMINER), self._officer(5, Role.APPROVER)
        proposal = {"post_id": self.posts["EXAMINATION"], "outcome": "GRANT", "reasons": ["情况属实"]}
        examiner.post("casework", f"/v1/cases/{case}/proposal", proposal, "day-help-proposed")
        terms = {"standard": "urgent-2015", "period": "ONCE", "from_on": HOLIDAY, "payer": DEPARTMENT}
        granted = {"post_id": self.posts["APPROVAL"], "outcome": "GRANT", "amount": HELP, "grant": terms}
        approver.post("casework", f"/v1/cases/{case}/decision", granted, "day-help-decided")
        closing = {"post_id": self.posts["EXAMINATION"]}
        examiner.post("casework", f"/v1/cases/{case}/closure", closing, "day-help-closed")
        paid = {"instalment": "once", "amount": HELP, "method": "CASH", "payee_ref": "payee-example"}
        paid |= {"paid_at": f"{HOLIDAY}T10:00:00+08:00"}
        payer = self._officer(9, Role.DEPARTMENT, DEPARTMENT)
        payer.post("casework", f"/v1/benefits/{case}/payments", paid, "day-help-paid")
        settle(self.admin)
        self.say("当天发放 500 元，24 小时承诺内 · 500 yuan paid at once, within the promised 24 hours")

    # --- after --------------------------------------------------------------

    def _follow_up(self) -> None:
        director = self._officer(0, Role.CENTRE_DIRECTOR)
        rows = director.get("intake", "/v1/ratings", centre_id=self.centre)["ratings"]
        for row in rows:
            path, key = f"/v1/ratings/{row['id']}", "day-rating"
            director.post("intake", f"{path}/contact", {"result": "NO_CONTACT"}, f"{key}-contact")
            director.post("intake", f"{path}/verification", {"finding": "CLEAR"}, f"{key}-verified")
            director.post("intake", f"{path}/correction", {"measure": "增开中午窗口"}, f"{key}-corrected")
            director.post("intake", f"{path}/second-contact", {"result": "NO_CONTACT"}, f"{key}-closed")
            self.say("差评已核实、整改并回访办结 · the bad rating is verified, put right and closed")

    def told(self) -> dict[str, Any]:
        """What the services say of them."""
        hours = self.admin.get("intake", f"/v1/public/halls/{self.hall}/hours", on=HOLIDAY)
        waiting = self.admin.get(
            "intake", "/v1/public/statistics/waiting", **{"hall_id": self.hall, "from": DAY, "until": DAY}
        )
        bad = self.admin.get("intake", "/v1/public/ratings")
        shown = self.admin.get("intake", f"/v1/emergency-services/{self.emergency}")
        served = self.admin.get("intake", f"/v1/applications/{self.rated}")
        return {"served": served, "emergency": shown, "hours": hours, "waiting": waiting, "bad_ratings": bad}

    def _clerk(self, n: int) -> Client:
        return self.person(f"s-gjc-{n}", Role.CLERK, self.centre)

    def _officer(self, n: int, role: Role, org: str = "") -> Client:
        return self.person(f"s-gjc-{n}", role, org or self.centre)


def show_day(console: Console, told: dict[str, Any]) -> None:
    """What the services say of the days."""
    table = Table("what", "told", title="国际村 2015-09-02 … 09-10")
    emergency = told["emergency"]
    table.add_row("instant item", f"{told['served']['state']} {told['served'].get('delivered_on')}")
    table.add_row("help due, paid", f"{emergency['promised_paid_due_at'][:16]} · {emergency.get('paid_at', '')[:16]}")
    table.add_row("papers due, complete", f"{emergency['papers_due_at'][:16]} · {emergency.get('completed_on')}")
    table.add_row("holiday a working day", str(told["hours"]["working_day"]))
    table.add_row("bad ratings handled", str(len(told["bad_ratings"]["ratings"])))
    console.print(table)
