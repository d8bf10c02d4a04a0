"""What residents say of others (述职评议): of the centre's half-year, which answers by a plan, and of a unit's year."""

from __future__ import annotations

from dataclasses import dataclass

from deploy.client import Client
from deploy.year.meetings import COMMITTEE
from deploy.year.year import Year
from shared.kernel.actors import Role

COMMUNITY = "清真巷"
INDICATORS = [{"title": "服务群众", "function": "SERVE_PEOPLE"}, {"title": "维护稳定", "function": "KEEP_STABILITY"}]
CENTRE_PERIOD, CENTRE_ON, CENTRE_COUNTS_ON = "2014-H2", "2015-01-09", "2015-01-19"
UNIT_PERIOD, UNIT_ON, UNIT_COUNTS_ON = "2015", "2015-12-11", "2015-12-21"
TOTALS = {"excellent": 12, "competent": 24, "basically_competent": 4, "not_competent": 0}
"""Of the forty representatives of 夏都花园 who came; cast in secret, and known as totals alone."""

MARKS = {"working_committee": 88, "discipline": 92}


@dataclass
class Appraisals:
    """Appraisals by the representatives of 夏都花园, marked by the working committee."""

    year: Year

    @property
    def office(self) -> Client:
        """Somebody of the working committee."""
        return self.year.office(self.year.communities[COMMUNITY]["id"])

    def of_centre(self) -> None:
        """The centre reports, is scored, and owes a plan within ten working days."""
        self.year.at(f"{CENTRE_ON}T15:00")
        centre = self.year.centre(COMMUNITY)
        director = self.year.person("year-director", Role.CENTRE_DIRECTOR, centre)
        appraisal = self._appraise("SERVICE_CENTRE", centre, CENTRE_PERIOD, CENTRE_ON, director)
        self.year.at(f"{CENTRE_COUNTS_ON}T09:00")
        path = f"/rectifications/{appraisal}"
        self.year.act(director, "councils", f"{path}/answer", plan="示例：午间增开一个窗口")
        self.year.act(self.office, "councils", f"{path}/check", accepted=True)
        self.year.say("居民评议服务中心，中心提交整改方案 · the centre is appraised and answers by a plan")

    def of_unit(self) -> None:
        """A unit is appraised for what it did of what it pledged."""
        self.year.at(f"{UNIT_ON}T15:00")
        unit = self.year.made[f"PROPERTY_COMPANY {COMMUNITY}"]
        delegate = self.year.person("year-delegate", Role.UNIT_DELEGATE, unit)
        kept = {"year": int(UNIT_PERIOD), "fulfilled": [1, 2, 3]}
        self.year.act(delegate, "councils", f"/resident-units/{unit}/pledge-confirmations", **kept)
        self.year.act(self.office, "councils", f"/resident-units/{unit}/pledge-checks", **kept)
        self._appraise("RESIDENT_UNIT", unit, UNIT_PERIOD, UNIT_ON, delegate)
        self.year.at(f"{UNIT_COUNTS_ON}T09:00")
        self.year.say("居民评议驻区单位 · a resident unit is appraised")

    def _appraise(self, kind: str, subject: str, period: str, day: str, by: Client) -> str:
        community_id, committee = self.year.communities[COMMUNITY]["id"], self.year.committees[COMMITTEE]
        of = {"subject_kind": kind, "community_id": community_id, "period": period}
        words = {**of, "indicators": INDICATORS, "subjects": [{"id": subject}]}
        made = self.year.make(self.office, "councils", "/appraisals", **words)

        def do(who: Client, act: str, **body: object) -> None:
            self.year.act(who, "councils", f"/appraisals/{made}/{act}", **body)

        do(by, "report", words="示例：一年来的工作")
        do(self.year.clerk, "scores", committee_id=committee.id, held_on=day, present=40, scores=TOTALS)
        do(self.office, "marks", **MARKS)
        do(self.office, "publication")
        return made
