"""2015: a department pays 康南 for what it asks of it (费随事转): admitted, bought, done, verified, paid by results."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from deploy.client import Client
from deploy.year.year import Year, yuan
from shared.kernel.actors import Role

COMMITTEE, DEPARTMENT, TASK = "康南", "dept-civil-affairs", "home-visit"
PRICE, CAP, DONE, ACCEPTED, SCORE = 40, 200, 120, 110, 84
PAID = 4_180
"""110 visits at 40 yuan, and 95 per cent of that for a score of 84 (养事不养人: no line is a wage)."""


@dataclass
class Purchase:
    """Home visits of the first quarter."""

    year: Year
    contract: str = ""

    @property
    def buyer(self) -> Client:
        """The department."""
        return self.year.person("year-department", Role.DEPARTMENT, DEPARTMENT)

    def signed(self) -> None:
        """The task is admitted before anybody is asked to do it, and its money follows before it is done."""
        self.year.at("2014-12-29T09:00")
        asked = {"code": TASK, "department": DEPARTMENT, "title_zh": "示例：入户走访", "basis": "示例：委托事项"}
        self._do("/tasks", self.buyer, **asked, budget=yuan(PRICE * CAP), document="example-doc-1")
        leading = self.year.person("year-leading-body", Role.APPROVER, "leading-body")
        self._do(f"/tasks/{TASK}/admission", leading, document="example-decision-1")
        line = {"code": TASK, "unit": "次", "unit_price": yuan(PRICE), "qty_cap": CAP, "standard": "入户并留存记录"}
        provider = {"kind": "COMMITTEE", "id": self.year.committees[COMMITTEE].id}
        when = {"from_on": "2015-01-01", "until_on": "2015-03-31", "signed_on": "2014-12-29"}
        words = {"buyer": DEPARTMENT, "provider": provider, "tasks": [line], "terms": "QUARTERLY", **when}
        self.contract = str(self._do("/contracts", self.buyer, **words, document="example-contract-1")["id"])
        money = {"document": "example-voucher-1", "amount": yuan(PRICE * CAP), "transferred_on": "2014-12-29"}
        self._do(f"/contracts/{self.contract}/transfers", self.buyer, **money)
        self.year.say("康南：入户走访准入、签约、拨付 · a task is admitted and bought, its money transferred")

    def paid(self) -> None:
        """120 visits are reported, 110 of them accepted, and paid by their score."""
        self.year.at("2015-04-01T09:00")
        path = f"/contracts/{self.contract}"
        report = {"report_id": "example-report-1", "code": TASK, "quantity": DONE, "done_on": "2015-03-20"}
        self._do(f"{path}/work-reports", self.year.chair(COMMITTEE), **report)
        found = {"report_id": "example-report-1", "accepted": ACCEPTED, "reason": "示例：十次无记录"}
        self._do(f"{path}/verifications", self.buyer, **found)
        self._do(f"{path}/scores", self.buyer, settlement=1, score=SCORE)
        officer = self.year.person("year-fund-officer", Role.FUND_OFFICER, "")
        receipt = {"receipt_ref": "example-receipt-1", "amount": yuan(PAID), "paid_on": "2015-04-01"}
        self._do(f"{path}/payments", officer, **receipt)
        self._do(f"{path}/completion", self.buyer)
        self.year.say(f"康南：核实 {ACCEPTED} 次，考核 {SCORE} 分，付款 {PAID} 元 · paid by results")

    def _do(self, path: str, by: Client, /, **body: object) -> dict[str, Any]:
        return self.year.act(by, "grants", path, **body)
