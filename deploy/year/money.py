"""2015: 100,000 yuan for every residents' committee (专项资金), and what 夏都花园 does with its own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from deploy.client import Client
from deploy.year.meetings import COMMITTEE, PRICE, TITLE, ThreeMeetings
from deploy.year.year import Year, yuan
from shared.kernel.actors import Role

PERIOD, WORTH = 2015, 27_900
SUPPLIER = "91630102MA0000001X"
SIGNATORIES = ("HANDLER", "WITNESS", "APPROVER")


@dataclass
class Money:
    """The fund of a year, and the project that three meetings resolved."""

    year: Year
    meetings: ThreeMeetings
    project: str = ""

    @property
    def officer(self) -> Client:
        """Whoever keeps the accounts."""
        return self.year.person("year-fund-officer", Role.FUND_OFFICER, "")

    @property
    def centre(self) -> Client:
        """The director of the centre that reviews."""
        centre = self.year.centre("清真巷")
        return self.year.person("year-director", Role.CENTRE_DIRECTOR, centre)

    def allocated(self) -> None:
        """One round gives every committee its money; it closes only when nobody is left out (每一个)."""
        self.year.at("2015-01-06T09:00")
        self.year.settle()
        self._do("/allocation-rounds", self.officer, period=PERIOD)
        path = f"/allocation-rounds/{PERIOD}"
        self.year.settle()
        (round_,) = self.year.admin.pages("grants", "/v1/allocation-rounds", "allocation_rounds")
        for committee in round_["committees"]:
            self._do(f"{path}/allocations", self.officer, committee_id=committee)
        self._do(f"{path}/closure", self.officer)
        self.year.say(f"专项资金：{len(round_['committees'])} 个居委会各 10 万元 · 100,000 yuan for each committee")

    def approved(self) -> None:
        """What was resolved becomes a project: surveyed, supported, posted, reviewed, approved."""
        self.year.settle()
        of = {"committee_id": self.meetings.committee}
        opened = self.year.admin.pages("grants", "/v1/fund-projects", "projects", **of)
        self.project = next(each["id"] for each in opened if each["resolution_id"] == self.meetings.resolution)
        path = f"/fund-projects/{self.project}"
        line = {"title": TITLE, "category": "SMALL_REPAIR", "form": "WORKS", "amount": yuan(PRICE)}
        who = {**of, "proposed_by": "RESIDENTS", "supporters": 7, "households": 120}
        when = {"from_on": "2015-06-15", "until_on": "2015-09-30"}
        self._do(f"{path}/proposal", **who, **when, title=TITLE, need="示例：楼道夜间无照明", lines=[line])
        self._do(f"{path}/survey", asked=100, in_favour=86)
        self._do(f"{path}/supervision-opinion", self.year.supervisor(COMMITTEE), opinion="SUPPORTED")
        self._do(f"{path}/pre-notice")
        self.year.at("2015-06-09T09:00")
        self._do(f"{path}/submission")
        self._do(f"{path}/review", self.centre, verdict="IN_ORDER")
        self._do(f"{path}/approval", self.centre, amount=yuan(PRICE))
        self.year.say(f"楼道灯项目批准 {PRICE} 元 · the lights are approved, their money reserved")

    def spent(self) -> None:
        """Bought from one of three, accepted for less, paid against an invoice with three signatures, posted."""
        self.year.at("2015-06-15T09:00")
        path = f"/fund-projects/{self.project}"
        quotes = [{"supplier": SUPPLIER, "price": yuan(PRICE)}]
        quotes += [{"supplier": f"example-supplier-{n}", "price": yuan(PRICE + 100 * n)} for n in (1, 2)]
        self._do(f"{path}/contract", supplier=SUPPLIER, price=yuan(PRICE), quotes=quotes)
        self.year.at("2015-08-10T09:00")
        people = self.year.representatives[COMMITTEE]
        looked_at = {"RESIDENT": people.people[0], "SUPERVISION_COMMITTEE": people.supervisors[0], "CENTRE": "director"}
        acceptors = [{"person_id": who, "capacity": capacity} for capacity, who in looked_at.items()]
        self._do(f"{path}/acceptance", amount=yuan(WORTH), acceptors=acceptors)
        signed = [{"person_id": people.people[n], "signed_as": role} for n, role in enumerate(SIGNATORIES)]
        invoice = {"number": "00012345", "amount": yuan(WORTH)}
        words = {"invoices": [invoice], "signatures": signed, "paid_on": "2015-08-10"}
        self._do(f"{path}/payments", self.centre, amount=yuan(WORTH), **words)
        self._do(f"{path}/result")
        self.year.say(f"楼道灯验收、付款 {WORTH} 元、公布结果 · accepted, paid and posted with its accounts")
        self.meetings.carried_out()

    def _do(self, path: str, by: Client | None = None, /, **body: object) -> dict[str, Any]:
        return self.year.act(by or self.meetings.chair, "grants", path, **body)
