"""November 2015: rewards in place of subsidies (以奖代补), from the call to the report of what they were used for."""

from __future__ import annotations

from dataclasses import dataclass

from deploy.client import Client
from deploy.year.associations import Associations
from deploy.year.year import Year, yuan
from shared.kernel.actors import Role

ROUND, CALLED_ON, SCORED_ON, NOTICED_ON, PAID_ON = 2015, "2015-11-02", "2015-11-06", "2015-11-09", "2015-11-17"
BUDGET = 20_000
APPLICANTS = (
    ("民族艺术团", "COMMUNITY", [90, 91, 92, 91, 95], 10_000),
    ("曙光公益援助中心", "ASSOCIATION", [80, 85, 84, 83, 88], 6_000),
)
"""A filed one, paid through its community's account, and a registered one: what the panel scores, what they get."""

RESIDENTS = (1, 2)
PANEL = [{"person": f"example-panel-{n}", "resident": n in RESIDENTS, "ties": []} for n in range(1, 6)]
SIX = range(1, 7)
"""Whoever asks for a reward was active six times in the year."""


@dataclass
class Rewards:
    """The round of 2015."""

    year: Year
    associations: Associations

    @property
    def officer(self) -> Client:
        """Whoever keeps the accounts."""
        return self.year.person("year-fund-officer", Role.FUND_OFFICER, "")

    def scored(self) -> None:
        """Two apply within three days; five of a panel score them, the highest and lowest dropped."""
        self.year.at(f"{CALLED_ON}T09:00")
        self.year.settle()
        self._do("/reward-rounds", year=ROUND, apply_until_on="2015-11-05", budget=yuan(BUDGET))
        for name, account, _, _ in APPLICANTS:
            self._apply(name, account)
        path = f"/reward-rounds/{ROUND}"
        self._do(f"{path}/panel", members=PANEL)
        self.year.at(f"{SCORED_ON}T09:00")
        for name, _, totals, _ in APPLICANTS:
            scorers = [each["person"] for each in PANEL]
            self._do(f"{path}/scores", application_id=self._application(name), scorers=scorers, totals=totals)
        self.year.at(f"{NOTICED_ON}T09:00")
        self._do(f"{path}/notice")
        self.year.say("以奖代补：评审、公示 · scored by a panel and posted")

    def paid(self) -> None:
        """Nobody objected; both are paid, and tell what they used it for."""
        self.year.at(f"{PAID_ON}T09:00")
        self._do(f"/reward-rounds/{ROUND}/confirmation")
        for n, (name, _, _, amount) in enumerate(APPLICANTS):
            path = f"/reward-applications/{self._application(name)}"
            receipt = {"receipt_ref": f"example-reward-{n}", "amount": yuan(amount), "paid_on": PAID_ON}
            self._do(f"{path}/payment", **receipt)
            officer = self.year.person("year-officer", Role.ASSOCIATION_OFFICER, self.associations.ids[name])
            used = [{"use": "ACTIVITIES", "amount": yuan(amount)}]
            self.year.act(officer, "grants", f"{path}/report", spent=used, document=f"example-report-{n}")
        self.year.say("以奖代补资金发放 · rewards are paid")

    def _apply(self, name: str, account: str) -> None:
        id_ = self.associations.ids[name]
        for n in SIX:
            held = {"activity_id": f"example-{n}", "held_on": f"2015-{n + 3:02d}-10"}
            self.year.act(self.year.clerk, "grants", f"/associations/{id_}/activities", **held)
        words = {"year": ROUND, "association_id": id_, "account": account, "account_ref": "example-account"}
        officer = self.year.person("year-officer", Role.ASSOCIATION_OFFICER, id_)
        self.year.made[f"reward of {name}"] = self.year.make(officer, "grants", "/reward-applications", **words)

    def _application(self, name: str) -> str:
        return self.year.made[f"reward of {name}"]

    def _do(self, path: str, **body: object) -> None:
        self.year.act(self.officer, "grants", path, **body)
