"""Events of the appraisal (述职评议): how residents and the working committee judge a year's or a half-year's work.

Scores are secret: they enter as totals, and nothing says who gave which.
"""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from shared.contracts.councils.community import CentreFunction, Name
from shared.kernel.instants import start_of
from shared.kernel.messages import Event, Value
from shared.kernel.personal import Personal, Published, SubjectRef

BodyId = Annotated[str, Field(min_length=1, max_length=80)]
Heads = Annotated[int, Field(ge=0, le=100_000)]
Mark = Annotated[int, Field(ge=0, le=100)]
Period = Annotated[str, Field(pattern=r"^[12][0-9]{3}(-H[12])?$")]
"""A year, `2014`, or a half of one, `2014-H1`."""

Hundredths = Annotated[int, Field(ge=0, le=10_000)]
"""Hundredths of a point of 100, cut off and never rounded up."""


class SubjectKind(StrEnum):
    """Whose work is appraised."""

    COMMITTEE_MEMBER = "COMMITTEE_MEMBER"
    BRANCH_POST = "BRANCH_POST"
    """Who holds a post of the Party branch beside the committee (两委)."""

    SUPERVISION_MEMBER = "SUPERVISION_MEMBER"
    SERVICE_CENTRE = "SERVICE_CENTRE"
    RESIDENT_UNIT = "RESIDENT_UNIT"


class Grade(StrEnum):
    """What it comes to, best first."""

    EXCELLENT = "EXCELLENT"
    """优秀."""

    COMPETENT = "COMPETENT"
    """称职."""

    BASICALLY_COMPETENT = "BASICALLY_COMPETENT"
    """基本称职."""

    NOT_COMPETENT = "NOT_COMPETENT"
    """不称职."""


class ObjectionGround(StrEnum):
    """What somebody objects to."""

    COUNT_WRONG = "COUNT_WRONG"
    """The scores were not counted right."""

    MARKS_UNFOUNDED = "MARKS_UNFOUNDED"
    """The marks do not follow from what was done."""

    PROCEDURE = "PROCEDURE"
    """It was not done as the rules say."""


class Recipient(StrEnum):
    """Who is sent the result of an outsider."""

    DISTRICT = "DISTRICT"
    SUPERIOR_PARTY_ORGANISATION = "SUPERIOR_PARTY_ORGANISATION"


class AppraisalIndicator(Value):
    """By what the work is judged, and which of a centre's functions it belongs to."""

    title: Name
    function: CentreFunction | None = None


class Scores(Value):
    """How many scored so, in totals."""

    excellent: Heads
    competent: Heads
    basically_competent: Heads
    not_competent: Heads

    @property
    def total(self) -> int:
        """How many scored."""
        return self.excellent + self.competent + self.basically_competent + self.not_competent


class Marks(Value):
    """What the working committee gives of 100; an outsider's daily work is what the record of it says."""

    daily_work: Mark
    working_committee: Mark
    discipline: Mark


class CentreFacts(Value):
    """What the log says of a service centre's work in the period."""

    closed: Heads
    on_time: Heads
    promises_missed: Heads
    statutes_missed: Heads
    rated: Heads
    satisfied: Heads
    complaints: Heads
    complaints_upheld: Heads


class UnitFacts(Value):
    """What a resident unit pledged for the year, and what the check found fulfilled; of the joint activities of the
    year that it had `accepted`, how many it `joined`.
    """

    pledged: Heads
    fulfilled: Heads
    accepted: Heads = 0
    joined: Heads = 0


class AppraisalOpened(Event):
    """The appraisal of a subject was opened for a period; recorded for all of a `roll` in one act.

    `roll` are the appraisals of those who are graded together; `previous_id` is the same subject's a period before.
    """

    subject_kind: SubjectKind
    subject_id: BodyId
    committee_id: BodyId | None = None
    community_id: BodyId
    period: Period
    indicators: Annotated[tuple[AppraisalIndicator, ...], Field(min_length=1, max_length=50)]
    roll: Annotated[tuple[BodyId, ...], Field(min_length=1, max_length=30)]
    previous_id: BodyId
    name: Published[str] | None = None
    opened_on: date


class ReportPresented(Event):
    """The subject reported on its work; a member's words are sealed, those of a centre or unit are about its work.

    `centre` and `unit` are what the log said of them when they reported.
    """

    report: Personal[str] | None = None
    account: Annotated[str, Field(min_length=1, max_length=2000)] | None = None
    centre: CentreFacts | None = None
    unit: UnitFacts | None = None
    presented_on: date


class ScoresCast(Event):
    """A committee's residents scored in secret; recorded as totals.

    The quorum is of representatives, `present` of `on_register`; `others` from units and associations scored too. It
    was at a report meeting, `meeting_id`; a village has none, and what was recorded before such were called names none.
    """

    committee_id: BodyId
    held_on: date
    on_register: Heads
    present: Heads
    others: Heads = 0
    scores: Scores
    meeting_id: BodyId | None = None


class MarksGiven(Event):
    """The working committee gave its marks."""

    marks: Marks


class AppraisalPublished(Event):
    """The result was made public until the end of `until_on`; objections may be raised until then.

    `capped` says that the score was one of excellence, and the places for it were taken by better ones.
    """

    hundredths: Hundredths
    score: Mark
    grade: Grade
    capped: bool = False
    published_on: date
    until_on: date


class AppraisalObjected(Event):
    """Somebody objected to a published result; it is not concluded before they have their answer."""

    objection_id: BodyId
    ground: ObjectionGround
    objected_on: date


class AppraisalObjectionAnswered(Event):
    """The working committee answered an objection.

    Where it was right, corrected `marks` are published anew; without them the scores are cast again.
    """

    objection_id: BodyId
    upheld: bool
    marks: Marks | None = None
    answered_on: date


class AppraisalConcluded(Event):
    """The notice ended, each objection answered: the result counts; recorded when its last day is over.

    It counts from `concluded_on`, the day after the notice or that of the last answer. `satisfactory` is every grade
    but the last. `failed_in_a_row` counts the periods not competent up to this one.
    """

    subject_kind: SubjectKind
    subject_id: BodyId
    committee_id: BodyId | None = None
    community_id: BodyId
    period: Period
    score: Mark
    grade: Grade
    satisfactory: bool
    failed_in_a_row: Annotated[int, Field(ge=0, le=100)] = 0
    concluded_on: date

    def effective_at(self) -> datetime:
        """The beginning of the day from which it counts."""
        return start_of(self.concluded_on)


class AppraisalResultSent(Event):
    """The result of a centre went to the district, or that of a unit to its superior Party organisation."""

    recipient: Recipient
    sent_on: date


class RemovalProposed(Event):
    """Removal of a member who failed so many years goes to the residents' assembly, which alone removes."""

    committee_id: BodyId
    person_id: SubjectRef
    failed_in_a_row: int


AppraisalEvent = (
    AppraisalOpened
    | ReportPresented
    | ScoresCast
    | MarksGiven
    | AppraisalPublished
    | AppraisalObjected
    | AppraisalObjectionAnswered
    | AppraisalConcluded
    | AppraisalResultSent
    | RemovalProposed
)
