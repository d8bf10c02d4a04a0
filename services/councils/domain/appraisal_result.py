"""What becomes of an appraisal: marked, graded beside the others of its roll, made public, objected to, concluded."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import assert_never

from services.councils.domain.appraisal_commands import (
    AnswerObjection,
    ConcludeAppraisal,
    GiveMarks,
    ObjectToAppraisal,
    PublishAppraisal,
)
from services.councils.domain.appraisal_period import is_half
from services.councils.domain.appraisal_refusals import (
    AppraisalStageOpen,
    DailyWorkMark,
    NoticeRuns,
    NotPublic,
    ObjectionAnsweredOtherwise,
    ObjectionUnknown,
    RollIncomplete,
    Stage,
)
from services.councils.domain.appraisal_rules import MEMBERS, judges_themselves
from services.councils.domain.appraisal_score import daily_work_of, finds_place, grade_of, hundredths_of
from services.councils.domain.appraisal_state import (
    Appraisal,
    Concluded,
    File,
    NotOpened,
    Opened,
    Published,
    Running,
    appraisal_of,
)
from services.councils.domain.calendar_days import last_of
from shared.contracts.councils.appraisal import (
    AppraisalConcluded,
    AppraisalEvent,
    AppraisalObjected,
    AppraisalObjectionAnswered,
    AppraisalPublished,
    AppraisalResultSent,
    Grade,
    Marks,
    Recipient,
    RemovalProposed,
    SubjectKind,
)
from shared.kernel.decider import Context
from shared.kernel.instants import start_of
from shared.kernel.refusals import Refusal

MEMBER_NOTICE_WD, OUTSIDER_NOTICE_CD = "appraisal.published_wd", "report.scores_notice_cd"
REMOVAL_AFTER = "appraisal.removal_after_years"
RECIPIENTS: Mapping[SubjectKind, Recipient] = {
    SubjectKind.SERVICE_CENTRE: Recipient.DISTRICT,
    SubjectKind.RESIDENT_UNIT: Recipient.SUPERIOR_PARTY_ORGANISATION,
}
_DAY = timedelta(days=1)
_POINT = 100

Facts = list[AppraisalEvent] | Refusal
ResultCommand = PublishAppraisal | ObjectToAppraisal | AnswerObjection | ConcludeAppraisal


def decide_result(command: ResultCommand, appraisal: Opened, context: Context) -> Facts:
    """Answer what is asked of a result."""
    match command:
        case PublishAppraisal():
            return _result(appraisal.file, context) if isinstance(appraisal, Running) else []
        case ObjectToAppraisal():
            return _object(command, appraisal, context)
        case AnswerObjection():
            return _answer(command, appraisal, context)
        case ConcludeAppraisal():
            return _conclude(appraisal, context)
        case _:
            assert_never(command)


def marks_of(command: GiveMarks, file: File, context: Context) -> Marks | Refusal:
    """The marks with that of daily work: given of a member, reckoned of an outsider."""
    if (barred := judges_themselves(file, context)) is not None:
        return barred
    if file.reported is None:
        return AppraisalStageOpen((Stage.REPORT,))
    reckoned = daily_work_of(file)
    if (reckoned is None) is (command.daily_work is None):
        return DailyWorkMark(given=command.daily_work is not None)
    daily_work = command.daily_work if reckoned is None else reckoned
    return Marks(daily_work=daily_work or 0, working_committee=command.working_committee, discipline=command.discipline)


def _result(file: File, context: Context) -> Facts:
    policy, day = context.policy, file.opened.opened_on
    hundredths = hundredths_of(file, policy)
    if hundredths is None:
        return AppraisalStageOpen(tuple(stage for stage, missing in _MISSING.items() if missing(file)))
    others = {id_: appraisal_of(context, id_) for id_ in file.others}
    waiting = (id_ for id_, each in others.items() if isinstance(each, NotOpened) or not each.file.complete)
    if open_ones := tuple(waiting):
        return RollIncomplete(open_ones)
    grade = grade_of(hundredths, policy, day)
    capped = grade is Grade.EXCELLENT and _capped(file, hundredths, list(others.values()), context)
    return [
        AppraisalPublished(
            hundredths=hundredths,
            score=hundredths // _POINT,
            grade=Grade.COMPETENT if capped else grade,
            capped=capped,
            published_on=context.today,
            until_on=_notice_end(file, context),
        )
    ]


_MISSING: Mapping[Stage, Callable[[File], bool]] = {
    Stage.REPORT: lambda file: file.reported is None,
    Stage.SCORES: lambda file: not file.casts,
    Stage.MARKS: lambda file: file.marks is None,
}


def _capped(file: File, hundredths: int, others: Sequence[Appraisal], context: Context) -> bool:
    """The share of the excellent is a rule for members; a centre and a unit are graded alone."""
    of_members = file.opened.subject_kind in MEMBERS
    return of_members and not finds_place(hundredths, others, context, file.opened.opened_on)


def _notice_end(file: File, context: Context) -> date:
    """Working days for a member, calendar days for an outsider."""
    policy, today = context.policy, context.today
    if file.opened.subject_kind in MEMBERS:
        return context.calendar.nth_working_day_after(today, policy.whole(MEMBER_NOTICE_WD, today))
    return last_of(policy.whole(OUTSIDER_NOTICE_CD, today), today, context.calendar)


# --- objections -------------------------------------------------------------


def _object(command: ObjectToAppraisal, appraisal: Opened, context: Context) -> Facts:
    if command.objection_id in appraisal.file.objections:
        return []
    if not isinstance(appraisal, Published) or context.today > appraisal.result.until_on:
        return NotPublic()
    return [AppraisalObjected(objection_id=command.objection_id, ground=command.ground, objected_on=context.today)]


def _answer(command: AnswerObjection, appraisal: Opened, context: Context) -> Facts:
    if command.objection_id not in appraisal.file.objections:
        return ObjectionUnknown()
    if (told := appraisal.file.objections[command.objection_id]) is not None:
        return [] if told.upheld is command.upheld else ObjectionAnsweredOtherwise()
    if (barred := judges_themselves(appraisal.file, context)) is not None:
        return barred
    if command.upheld and command.marks is not None:
        return _correct(command, command.marks, appraisal, context)
    return [_answered(command, None, context)]


def _correct(command: AnswerObjection, said: GiveMarks, appraisal: Opened, context: Context) -> Facts:
    """Where the result is public, the one of the corrected marks takes its place, and its notice runs anew."""
    marks = marks_of(said, appraisal.file, context)
    if not isinstance(marks, Marks):
        return marks
    answered = _answered(command, marks, context)
    if not isinstance(appraisal, Published):
        return [answered]
    published = _result(replace(appraisal.file, marks=marks), context)
    return published if isinstance(published, Refusal) else [answered, *published]


def _answered(command: AnswerObjection, marks: Marks | None, context: Context) -> AppraisalObjectionAnswered:
    return AppraisalObjectionAnswered(
        objection_id=command.objection_id, upheld=command.upheld, marks=marks, answered_on=context.today
    )


# --- what counts ------------------------------------------------------------


def conclusion_due(appraisal: Appraisal, _context: Context) -> datetime | None:
    """The first instant after the notice; None where there is none, or an objection waits."""
    if not isinstance(appraisal, Published) or None in appraisal.file.objections.values():
        return None
    return start_of(appraisal.result.until_on + _DAY)


def _counts_from(appraisal: Published) -> date:
    """The day after the notice, or that of the last answer to an objection where it came later."""
    answered = (each.answered_on for each in appraisal.file.objections.values() if each is not None)
    return max((appraisal.result.until_on + _DAY, *answered))


def counts(appraisal: Appraisal, context: Context) -> bool:
    """Whether the result counts, or is to be concluded by now."""
    due_at = conclusion_due(appraisal, context)
    return isinstance(appraisal, Concluded) or (due_at is not None and due_at <= context.now)


def _conclude(appraisal: Opened, context: Context) -> Facts:
    if isinstance(appraisal, Concluded):
        return []
    if not isinstance(appraisal, Published) or not counts(appraisal, context):
        return NoticeRuns()
    opened, result = appraisal.file.opened, appraisal.result
    failed = _failed_in_a_row(appraisal, context)
    concluded = AppraisalConcluded(
        subject_kind=opened.subject_kind,
        subject_id=opened.subject_id,
        committee_id=opened.committee_id,
        community_id=opened.community_id,
        period=opened.period,
        score=result.score,
        grade=result.grade,
        satisfactory=result.grade is not Grade.NOT_COMPETENT,
        failed_in_a_row=failed,
        concluded_on=_counts_from(appraisal),
    )
    return [concluded, *_follow_up(concluded, context)]


def _failed_in_a_row(appraisal: Published, context: Context) -> int:
    if appraisal.result.grade is not Grade.NOT_COMPETENT:
        return 0
    before = appraisal_of(context, appraisal.file.opened.previous_id)
    return 1 + (before.concluded.failed_in_a_row if isinstance(before, Concluded) else 0)


def _follow_up(concluded: AppraisalConcluded, context: Context) -> list[AppraisalEvent]:
    """An outsider's result is sent; who failed too often is proposed for removal, which the assembly alone decides."""
    if (recipient := RECIPIENTS.get(concluded.subject_kind)) is not None:
        return [AppraisalResultSent(recipient=recipient, sent_on=context.today)]
    if concluded.subject_kind is not SubjectKind.COMMITTEE_MEMBER or concluded.committee_id is None:
        return []
    failed, years = concluded.failed_in_a_row, context.policy.whole(REMOVAL_AFTER, context.today)
    if failed < (2 * years if is_half(concluded.period) else years):
        return []
    return [
        RemovalProposed(committee_id=concluded.committee_id, person_id=concluded.subject_id, failed_in_a_row=failed)
    ]
