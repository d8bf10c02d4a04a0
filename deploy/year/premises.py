"""2014 to 2016: dangerous, old and narrow premises (危旧狭小) are surveyed, and the twelve projects go their stages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from deploy.seeding import load
from deploy.year.year import NAMED_COMMITTEES, Year, yuan
from shared.kernel.actors import Role

SURVEYED_ON = "2014-03-10"
FOUND = ("DANGEROUS", "OLD", "NARROW")
"""In what condition, one committee after another."""

PARTS = (("WORKING_FUNDS", 2_000), ("BASIC", 2_000))
"""What a committee's funds and its supervisors' chair are paid in spring, in yuan."""

PERFORMANCE = (1_000, 600, 600)
"""What its supervisors are paid once they are appraised, their chair first, in yuan."""


@dataclass
class Premises:
    """The rows of the seed, each act of which the administrator enters from paper once its day has come."""

    year: Year
    ids: dict[str, str] = field(default_factory=dict)

    def surveyed(self) -> None:
        """What the ten committees had before."""
        self.year.at(f"{SURVEYED_ON}T15:00")
        for n, name in enumerate(NAMED_COMMITTEES):
            found = {"condition": FOUND[n % len(FOUND)], "area_m2": 90 + 10 * n, "owner": "OTHER_PUBLIC_BODY"}
            where = {"committee_id": self.year.committees[name].id, "address": f"示例：{name}居委会原址"}
            words = {**where, **found, "use": "COMMITTEE_COMPLEX", "surveyed_on": SURVEYED_ON}
            self.year.act(self.year.clerk, "grants", "/premises", **words, provenance="SYNTHETIC")
        self.year.say("勘查十处居委会用房 · the premises of ten committees are surveyed")

    def built(self, until: str) -> None:
        """Everything that is known to have happened until a day."""
        self.year.at(f"{until}T16:00")
        for row in load("infra.yaml"):
            self._tell(row, until)
        self.year.say("基础设施项目进展 · infrastructure projects go on")

    def _tell(self, row: dict[str, Any], until: str) -> None:
        acts, holder = row.pop("acts"), row.pop("holder")
        if row["decided_on"] > until:
            return
        if row["title"] not in self.ids:
            words = {**row, "holder": {"kind": holder["kind"], "id": self._holder(holder)}}
            self.ids[row["title"]] = self.year.make(self.year.admin, "grants", "/infra-projects", **words)
        for path, body in _happened(acts, until):
            self.year.act(self.year.admin, "grants", f"/infra-projects/{self.ids[row['title']]}/{path}", **body)

    def _holder(self, holder: dict[str, Any]) -> str:
        if community := holder.get("community"):
            return str(self.year.communities[community]["id"])
        return self.year.by_code[holder["stat_code_12"]]


@dataclass
class Stipends:
    """What was stated to be due to supervision committees is paid by the fund officer."""

    year: Year

    def paid(self, committee: str) -> None:
        """The committee's working funds, and the basic part of its chair's stipend."""
        self.year.at("2015-04-02T09:00")
        self.year.settle()
        for part, amount in PARTS:
            whose = {"person_id": self.year.representatives[committee].supervisors[0]} if part == "BASIC" else {}
            self._pay(committee, "2015-04-02", f"example-{part.lower()}", amount, part=part, **whose)
        self.year.say(f"{committee}居务监督经费和补助发放 · working funds and a basic stipend are paid")

    def performance_paid(self, committee: str) -> None:
        """The performance part of each who was appraised as satisfactory."""
        self.year.at("2016-01-20T09:00")
        self.year.settle()
        for n, (person, amount) in enumerate(
            zip(self.year.representatives[committee].supervisors, PERFORMANCE, strict=True), 1
        ):
            receipt = f"example-performance-{n}"
            self._pay(committee, "2016-01-20", receipt, amount, part="PERFORMANCE", person_id=person)
        self.year.say(f"{committee}居务监督委员会成员绩效补助发放 · the performance parts are paid")

    def _pay(self, committee: str, on: str, receipt_ref: str, amount: int, **of: str) -> None:
        officer = self.year.person("year-fund-officer", Role.FUND_OFFICER, "")
        path = f"/stipends/{self.year.committees[committee].id}-2015/payments"
        self.year.act(officer, "grants", path, receipt_ref=receipt_ref, amount=yuan(amount), paid_on=on, **of)


def _happened(acts: list[dict[str, Any]], until: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """The acts whose day has come, in their order."""
    for act in acts:
        (day,) = (value for name, value in act["body"].items() if name.endswith("_on"))
        if day <= until:
            yield act["path"], act["body"]
