"""What residents say of others (述职评议): of whom they elected, of a centre, of a unit, and of who supervises."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from deploy.client import Client
from deploy.year.meetings import COMMITTEE
from deploy.year.year import Year
from shared.kernel.actors import Role

COMMUNITY = "清真巷"
INDICATORS = [{"title": "服务群众", "function": "SERVE_PEOPLE"}, {"title": "维护稳定", "function": "KEEP_STABILITY"}]


@dataclass(frozen=True, slots=True)
class Days:
    """For which period it is, and the days on which it is called, held and counts."""

    period: str
    called_on: str
    held_on: str
    counts_on: str


CENTRE = Days("2014-H2", "2015-01-02", "2015-01-09", "2015-01-19")
ELECTED = Days("2015", "2015-10-08", "2015-10-19", "2015-10-29")
UNIT = Days("2015", "2015-12-04", "2015-12-11", "2015-12-21")
WATCHED = Days("2015", "2016-01-01", "2016-01-08", "2016-01-18")
CAME = 40
TOTALS = {"excellent": 12, "competent": 24, "basically_competent": 4, "not_competent": 0}
"""Of the forty representatives of 夏都花园 who came; cast in secret, and known as totals alone."""

MARKS = {"working_committee": 88, "discipline": 92}


@dataclass
class Appraisals:
    """Appraisals by the representatives of 夏都花园 at its report meetings, marked by the working committee."""

    year: Year
    centre: str = ""
    """The appraisal of the centre, which is opened before a meeting is called for it."""

    meeting: str = ""
    """The report meeting that was called last."""

    @property
    def office(self) -> Client:
        """Somebody of the working committee."""
        return self.year.office(self.year.communities[COMMUNITY]["id"])

    def centre_called(self) -> None:
        """The residents are called to judge the centre, a week before."""
        self.year.at(f"{CENTRE.called_on}T09:00")
        self.centre = self._open("SERVICE_CENTRE", (self.year.centre(COMMUNITY),), CENTRE)
        self._call(CENTRE, self.centre)
        self.year.say("召开述职评议会的通知 · the residents are called to a report meeting")

    def of_centre(self) -> None:
        """The centre reports, is scored, and owes a plan within ten working days."""
        self.year.at(f"{CENTRE.held_on}T15:00")
        director = self.year.person("year-director", Role.CENTRE_DIRECTOR, self.year.centre(COMMUNITY))
        self._begin()
        self._judge(self.centre, director, CENTRE)
        self._end(self.centre)
        self.year.at(f"{CENTRE.counts_on}T09:00")
        path = f"/rectifications/{self.centre}"
        self.year.act(director, "councils", f"{path}/answer", plan="示例：午间增开一个窗口")
        self.year.act(self.office, "councils", f"{path}/check", accepted=True)
        self.year.say("居民评议服务中心，中心提交整改方案 · the centre is appraised and answers by a plan")

    def of_unit(self) -> None:
        """A unit is appraised for what it did of what it pledged."""
        self.year.at(f"{UNIT.called_on}T09:00")
        unit = self.year.made[f"PROPERTY_COMPANY {COMMUNITY}"]
        appraisal = self._open("RESIDENT_UNIT", (unit,), UNIT)
        self._call(UNIT, appraisal)
        self.year.at(f"{UNIT.held_on}T15:00")
        delegate = self.year.person("year-delegate", Role.UNIT_DELEGATE, unit)
        kept = {"year": int(UNIT.period), "fulfilled": [1, 2, 3]}
        self.year.act(delegate, "councils", f"/resident-units/{unit}/pledge-confirmations", **kept)
        self.year.act(self.office, "councils", f"/resident-units/{unit}/pledge-checks", **kept)
        self._begin()
        self._judge(appraisal, delegate, UNIT)
        self._end(appraisal)
        self.year.at(f"{UNIT.counts_on}T09:00")
        self.year.say("居民评议驻区单位 · a resident unit is appraised")

    def of_elected(self) -> None:
        """The five of the committee report within a year to those who elected them, who judge each."""
        path = f"/v1/committees/{self.year.committees[COMMITTEE].id}/members"
        elected = [each["person_id"] for each in self.year.admin.get("councils", path)["members"]]
        self._of_people("COMMITTEE_MEMBER", elected, ELECTED, Role.COMMITTEE)
        self.year.say("居民评议居委会成员 · who was elected reports and is appraised")

    def of_supervisors(self) -> None:
        """Those who supervise the committee are appraised for the year, on which their performance part depends."""
        people = self.year.representatives[COMMITTEE].supervisors
        self._of_people("SUPERVISION_MEMBER", people, WATCHED, Role.SUPERVISION_COMMITTEE)
        self.year.say("居民评议监督委员会成员 · who supervises a committee is appraised")

    def _of_people(self, kind: str, people: Iterable[str], days: Days, role: Role) -> None:
        """All of a body are called, report, are judged at one meeting, and the results count."""
        self.year.at(f"{days.called_on}T09:00")
        committee_id = self.year.committees[COMMITTEE].id
        self._open(kind, people, days, committee_id=committee_id)
        self.year.settle()
        listed = {"committee_id": committee_id, "subject_kind": kind, "period": days.period}
        appraisals = list(self.year.admin.pages("councils", "/v1/appraisals", "appraisals", **listed))
        ids = [str(each["id"]) for each in appraisals]
        self._call(days, *ids)
        self.year.at(f"{days.held_on}T15:00")
        self._begin()
        for each in appraisals:
            by = self.year.person(each["subject_id"], role, committee_id)
            self._judge(each["id"], by, days, daily_work=90)
        self._end(*ids)
        self.year.at(f"{days.counts_on}T09:00")

    def _open(self, kind: str, subjects: Iterable[str], days: Days, **of: str) -> str:
        community = self.year.communities[COMMUNITY]["id"]
        words = {"subject_kind": kind, "community_id": community, "period": days.period, **of}
        judged = {"indicators": INDICATORS, "subjects": [{"id": each} for each in subjects]}
        return self.year.make(self.office, "councils", "/appraisals", **words, **judged)

    def _call(self, days: Days, *appraisals: str) -> None:
        committee_id, when = self.year.committees[COMMITTEE].id, f"{days.held_on}T15:00:00+08:00"
        said = {"committee_id": committee_id, "begins_at": when, "place": "居委会会议室", "agenda": appraisals}
        self.meeting = self.year.make(self.office, "councils", "/report-meetings", **said)

    def _begin(self) -> None:
        """Forty of fifty representatives come in."""
        people = self.year.representatives[COMMITTEE].people[:CAME]
        came = [{"person_id": each, "capacity": "REPRESENTATIVE"} for each in people]
        self._at_meeting("attendance", attendees=came)
        self._at_meeting("opening")

    def _end(self, *appraisals: str) -> None:
        """The minutes are there, and the results posted."""
        self._at_meeting("minutes", summary="示例：四十名代表到会评议")
        for each in appraisals:
            self.year.act(self.office, "councils", f"/appraisals/{each}/publication")

    def _at_meeting(self, act: str, **body: object) -> None:
        self.year.act(self.year.chair(COMMITTEE), "councils", f"/meetings/{self.meeting}/{act}", **body)

    def _judge(self, appraisal: str, by: Client, days: Days, **marks: int) -> None:
        """What the subject reports of itself, what the residents score, what is marked above."""
        at = {"committee_id": self.year.committees[COMMITTEE].id, "meeting_id": self.meeting, "held_on": days.held_on}
        scored = {**at, "present": CAME, "scores": TOTALS}
        for who, act, body in (
            (by, "report", {"words": "示例：一年来的工作"}),
            (self.year.clerk, "scores", scored),
            (self.office, "marks", {**MARKS, **marks}),
        ):
            self.year.act(who, "councils", f"/appraisals/{appraisal}/{act}", **body)
