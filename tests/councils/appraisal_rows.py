"""What is said to an appraisal and what becomes of it, for tables."""

from __future__ import annotations

from datetime import date, timedelta

from services.councils.domain.appraisal import APPRAISAL
from services.councils.domain.appraisal_commands import (
    AnswerObjection,
    AppraisalCommand,
    CastScores,
    GiveMarks,
    ObjectToAppraisal,
    OpenAppraisal,
)
from services.councils.domain.appraisal_period import previous
from services.councils.domain.appraisal_refusals import (
    AppraisalRulesBroken,
    OpeningRule,
)
from services.councils.domain.centre_record import CENTRE_RECORD
from services.councils.domain.meeting import MEETING
from services.councils.domain.pledge import PLEDGES
from services.councils.domain.unit_record import UNIT_RECORD
from shared.contracts.councils.appraisal import (
    AppraisalConcluded,
    AppraisalEvent,
    AppraisalObjected,
    AppraisalObjectionAnswered,
    AppraisalPublished,
    CentreFacts,
    Grade,
    Marks,
    MarksGiven,
    ObjectionGround,
    ReportPresented,
    Scores,
    ScoresCast,
    SubjectKind,
    UnitFacts,
)
from shared.contracts.councils.centre_record import CentreCaseClosed
from shared.contracts.councils.meeting import (
    AttendanceMarked,
    Attendee,
    Capacity,
    MeetingEvent,
    MeetingOpened,
    ReportMeetingConvened,
)
from shared.contracts.councils.pledge import PledgeChecked, PledgeEntry, PledgeList, PledgeMade, PledgesExpected
from shared.contracts.councils.unit_record import JointActivityKept, JointActivityNotKept
from shared.kernel.actors import Actor
from shared.kernel.instants import at
from shared.kernel.personal import Personal, Published
from shared.kernel.refusals import Refusal
from shared.testing.decider import Spec, known
from tests.councils.appraisals import (
    CENTRE,
    CIYOU,
    DONGGUAN,
    INDICATORS,
    RELATED,
    REPRESENTED_BY,
    UNIT,
    VILLAGE,
    id_of,
    marks,
    opened,
    scores,
)

SPEC = Spec(APPRAISAL)
MEMBER, POST, SUPERVISOR = SubjectKind.COMMITTEE_MEMBER, SubjectKind.BRANCH_POST, SubjectKind.SUPERVISION_MEMBER
OF_CENTRE, OF_UNIT = SubjectKind.SERVICE_CENTRE, SubjectKind.RESIDENT_UNIT
TODAY, ENDS_ON, AFTER = date(2014, 12, 22), date(2014, 12, 29), "2014-12-30T00:00+08:00"
LAST_MINUTE = "2014-12-29T23:59+08:00"
HALF, REPORT = "2014-H2", "report"
FIVE = ("m1", "m2", "m3", "m4", "m5")


def begin(
    subject_id: str = "m1",
    kind: SubjectKind = MEMBER,
    period: str = "2014",
    *,
    committee_id: str | None = CIYOU,
    community_id: str = DONGGUAN,
    roll: tuple[str, ...] = ("m1",),
    name: Published[str] | None = None,
) -> OpenAppraisal:
    of_member = kind not in (OF_CENTRE, OF_UNIT)
    return OpenAppraisal(
        subject_kind=kind,
        subject_id=subject_id,
        committee_id=committee_id if of_member else None,
        community_id=community_id,
        period=period,
        indicators=INDICATORS,
        roll=tuple(id_of(each, kind, period) for each in (roll if of_member else (subject_id,))),
        previous_id=id_of(subject_id, kind, previous(period)),
        name=name,
    )


def broken(*rules: OpeningRule) -> AppraisalRulesBroken:
    return AppraisalRulesBroken(rules)


words = Personal[str].of("m1", "一年来入户走访二百户")
reported = ReportPresented(report=words, presented_on=TODAY)
centre_facts = CentreFacts(
    closed=3,
    on_time=2,
    promises_missed=0,
    statutes_missed=0,
    rated=0,
    satisfied=0,
    complaints=0,
    complaints_upheld=0,
)
centre_reported = ReportPresented(account="全年办结三件", centre=centre_facts, presented_on=TODAY)
unit_facts = UnitFacts(pledged=3, fulfilled=2, accepted=3, joined=2)
unit_reported = ReportPresented(account="x", unit=unit_facts, presented_on=TODAY)


def cast(
    present: int = 20,
    told: Scores | None = None,
    *,
    committee_id: str = CIYOU,
    held_on: date = TODAY,
    on_register: int | None = None,
    others: int = 0,
    meeting_id: str | None = REPORT,
) -> CastScores:
    told = told or scores(competent=present)
    return CastScores(
        meeting_id=None if committee_id == VILLAGE else meeting_id,
        committee_id=committee_id,
        held_on=held_on,
        on_register=on_register,
        present=present,
        others=others,
        scores=told,
    )


def was_cast(
    present: int = 20, told: Scores | None = None, *, committee_id: str = CIYOU, on_register: int = 30, others: int = 0
) -> ScoresCast:
    told = told or scores(competent=present)
    return ScoresCast(
        meeting_id=None if committee_id == VILLAGE else REPORT,
        committee_id=committee_id,
        held_on=TODAY,
        on_register=on_register,
        present=present,
        others=others,
        scores=told,
    )


def called(*agenda: str, committee_id: str = CIYOU, day: date = TODAY) -> ReportMeetingConvened:
    """A report meeting of which was given due notice."""
    return ReportMeetingConvened(
        committee_id=committee_id,
        begins_at=at(day, 8),
        place="居委会会议室",
        agenda=agenda or (id_of("m1"), id_of(CENTRE, OF_CENTRE, HALF)),
        convened_on=day - timedelta(days=7),
    )


def came(representatives: int) -> AttendanceMarked:
    there = (Attendee(person_id=f"r{n}", capacity=Capacity.REPRESENTATIVE) for n in range(representatives))
    return AttendanceMarked(attendees=tuple(there))


def begun(call: ReportMeetingConvened, representatives: int = REPRESENTED_BY) -> list[MeetingEvent]:
    """Two of the residents came beside the representatives."""
    opened_with = MeetingOpened(base=REPRESENTED_BY, present=representatives, residents=2, groups=())
    return [call, came(representatives), opened_with]


def give(daily_work: int | None = 90) -> GiveMarks:
    return GiveMarks(daily_work=daily_work, working_committee=90, discipline=90)


def given(told: Marks | None = None) -> MarksGiven:
    return MarksGiven(marks=told or marks())


def published(
    hundredths: int = 8600, grade: Grade = Grade.COMPETENT, *, capped: bool = False, until_on: date = ENDS_ON
) -> AppraisalPublished:
    return AppraisalPublished(
        hundredths=hundredths,
        score=hundredths // 100,
        grade=grade,
        capped=capped,
        published_on=TODAY,
        until_on=until_on,
    )


def objection(id_: str = "o1") -> ObjectToAppraisal:
    return ObjectToAppraisal(objection_id=id_, ground=ObjectionGround.COUNT_WRONG)


def objected(id_: str = "o1") -> AppraisalObjected:
    return AppraisalObjected(objection_id=id_, ground=ObjectionGround.COUNT_WRONG, objected_on=TODAY)


def answer(upheld: bool, corrected: GiveMarks | None = None, id_: str = "o1") -> AnswerObjection:
    return AnswerObjection(objection_id=id_, upheld=upheld, marks=corrected)


def answered(upheld: bool, corrected: Marks | None = None) -> AppraisalObjectionAnswered:
    return AppraisalObjectionAnswered(objection_id="o1", upheld=upheld, marks=corrected, answered_on=TODAY)


def concluded(
    grade: Grade = Grade.COMPETENT, score: int = 86, failed: int = 0, *, kind: SubjectKind = MEMBER, of: str = "m1"
) -> AppraisalConcluded:
    return AppraisalConcluded(
        subject_kind=kind,
        subject_id=of,
        committee_id=CIYOU if kind not in (OF_CENTRE, OF_UNIT) else None,
        community_id=DONGGUAN,
        period="2014" if kind is not OF_CENTRE else "2014-H2",
        score=score,
        grade=grade,
        satisfactory=grade is not Grade.NOT_COMPETENT,
        failed_in_a_row=failed,
        concluded_on=date(2014, 12, 30),
    )


alone = opened()
running: list[AppraisalEvent] = [alone, reported, was_cast(), given()]
public: list[AppraisalEvent] = [*running, published()]
of_centre = opened(CENTRE, OF_CENTRE, "2014-H2")
of_unit = opened(UNIT, OF_UNIT)
failing: list[AppraisalEvent] = [alone, reported, was_cast(told=scores(not_competent=20)), given(marks(60, 60, 60))]
failed: list[AppraisalEvent] = [*failing, published(3600, Grade.NOT_COMPETENT)]
new_year = opened("m3", POST, "2015", ("m3",)).model_copy(update={"opened_on": date(2015, 1, 1)})

Row = tuple[list[AppraisalEvent], AppraisalCommand, Actor, str, list[AppraisalEvent] | type[Refusal] | Refusal]

pledge = PledgeMade(
    year=2014,
    entries=tuple(PledgeEntry(list_of=each, title="x") for each in PledgeList),
    made_on=date(2014, 3, 1),
    due_on=date(2014, 3, 31),
)
GIVEN = (
    RELATED
    | known(
        CENTRE_RECORD,
        CENTRE,
        *(
            CentreCaseClosed(case_id=f"c{n}", closed_on=date(2014, 9, n), on_time=n > 1, source_position=n)
            for n in (1, 2, 3)
        ),
        CentreCaseClosed(case_id="before", closed_on=date(2014, 6, 30), on_time=False, source_position=4),
    )
    | known(
        PLEDGES,
        UNIT,
        PledgesExpected(first_year=2014),
        pledge,
        PledgeChecked(year=2014, fulfilled=(1, 3), checked_on=date(2014, 10, 8)),
    )
    | known(
        UNIT_RECORD,
        UNIT,
        *(JointActivityKept(activity_id=f"a{day}", held_on=date(2014, 9, day)) for day in (1, 2)),
        JointActivityNotKept(activity_id="a3", held_on=date(2014, 9, 3)),
        JointActivityNotKept(activity_id="before", held_on=date(2013, 12, 31)),
    )
    | known(MEETING, REPORT, *begun(called()))
    | known(APPRAISAL, id_of("m1", period="2013"))
    | known(APPRAISAL, id_of(CENTRE, OF_CENTRE, "2014-H1"))
    | known(APPRAISAL, id_of(UNIT, OF_UNIT, "2013"))
)
