"""Appraisal (述职评议, 民主评议): a year's or half a year's work, reported on, scored by residents, marked and graded.

Invariants: a subject is appraised once for a period · nothing is graded before it was reported on, scored at a report
meeting by enough representatives and marked · of those graded together no more are excellent than their share of the
roll, rounded down, in whatever order they are published · a grade is reached by the score, never by rounding · a result
counts when its notice is over and each objection answered, and then stays.
"""

from __future__ import annotations

from typing import assert_never

from services.councils.domain.appraisal_casting import not_cast_so, register_of
from services.councils.domain.appraisal_commands import (
    AnswerObjection,
    AppraisalCommand,
    CastScores,
    ConcludeAppraisal,
    GiveMarks,
    ObjectToAppraisal,
    OpenAppraisal,
    PresentReport,
    PublishAppraisal,
)
from services.councils.domain.appraisal_period import span_of
from services.councils.domain.appraisal_refusals import (
    AppraisalRulesBroken,
    AppraisalStageOpen,
    AppraisalUnknown,
    OpenedOtherwise,
    ReportPresentedAlready,
    ResultPublic,
    ScoresCastOtherwise,
    Stage,
)
from services.councils.domain.appraisal_result import decide_result, marks_of
from services.councils.domain.appraisal_rules import OPENING, barred_from_subject, judges_themselves
from services.councils.domain.appraisal_state import KIND, Appraisal, File, NotOpened, Opened, Running, evolve
from services.councils.domain.centre_record import CENTRE_RECORD
from services.councils.domain.committee import COMMITTEE, NotFounded, not_standing
from services.councils.domain.mandate import of_another_community
from services.councils.domain.offices import of_committee
from services.councils.domain.pledge import PLEDGES, Expected
from services.councils.domain.unit_record import UNIT_RECORD
from shared.contracts.councils.appraisal import (
    AppraisalEvent,
    AppraisalOpened,
    CentreFacts,
    Marks,
    MarksGiven,
    ReportPresented,
    ScoresCast,
    SubjectKind,
    UnitFacts,
)
from shared.kernel.decider import Context, Decider
from shared.kernel.refusals import Refusal

Facts = list[AppraisalEvent] | Refusal


def decide(command: AppraisalCommand, appraisal: Appraisal, context: Context) -> Facts:
    """Answer a command with facts or a refusal; no facts means that it already took effect."""
    if isinstance(command, OpenAppraisal):
        return _open(command, appraisal, context)
    if isinstance(appraisal, NotOpened):
        return AppraisalUnknown()
    if (barred := of_another_community(context.actor, appraisal.file.opened.community_id)) is not None:
        return barred
    match command:
        case PresentReport():
            return _report(command, appraisal, context)
        case CastScores():
            return _cast(command, appraisal, context)
        case GiveMarks():
            return _mark(command, appraisal, context)
        case PublishAppraisal() | ObjectToAppraisal() | AnswerObjection() | ConcludeAppraisal():
            return decide_result(command, appraisal, context)
        case _:
            assert_never(command)


def _open(command: OpenAppraisal, appraisal: Appraisal, context: Context) -> Facts:
    if (barred := of_another_community(context.actor, command.community_id)) is not None:
        return barred
    if not isinstance(appraisal, NotOpened):
        return [] if set(appraisal.file.opened.roll) == set(command.roll) else OpenedOtherwise()
    if (refusal := _abolished(command, context)) is not None:
        return refusal
    if broken := tuple(name for name, keeps in OPENING.items() if not keeps(command, context)):
        return AppraisalRulesBroken(broken)
    said = {name: getattr(command, name) for name in OpenAppraisal.model_fields}
    return [AppraisalOpened(**said, opened_on=context.today)]


def _abolished(command: OpenAppraisal, context: Context) -> Refusal | None:
    """That the committee whose people are appraised was abolished; whether it is one is among the rules."""
    committee = None if command.committee_id is None else context.look(COMMITTEE, command.committee_id)
    return None if committee is None or isinstance(committee, NotFounded) else not_standing(committee)


# --- report, scores, marks --------------------------------------------------


def _report(command: PresentReport, appraisal: Opened, context: Context) -> Facts:
    opened, told = appraisal.file.opened, appraisal.file.reported
    if (barred := barred_from_subject(opened.subject_kind, opened.subject_id, context)) is not None:
        return barred
    if told is not None:
        # Sealed words cannot be compared: a member's report again is the same report.
        return [] if told.account == command.account else ReportPresentedAlready(told.presented_on)
    return [
        ReportPresented(
            report=command.report,
            account=command.account,
            centre=_of_centre(appraisal.file, context),
            unit=_of_unit(appraisal.file, context),
            presented_on=context.today,
        )
    ]


def _of_centre(file: File, context: Context) -> CentreFacts | None:
    if file.opened.subject_kind is not SubjectKind.SERVICE_CENTRE:
        return None
    return context.look(CENTRE_RECORD, file.opened.subject_id).facts(file.opened.period)


def _of_unit(file: File, context: Context) -> UnitFacts | None:
    if file.opened.subject_kind is not SubjectKind.RESIDENT_UNIT:
        return None
    pledges = context.look(PLEDGES, file.opened.subject_id)
    span = span_of(file.opened.period)
    accepted, joined = context.look(UNIT_RECORD, file.opened.subject_id).within(span)
    promise = pledges.promises.get(span.from_on.year) if isinstance(pledges, Expected) else None
    if promise is None:
        return UnitFacts(pledged=0, fulfilled=0, accepted=accepted, joined=joined)
    kept = promise.checked.fulfilled if promise.checked is not None else ()
    entries = len(promise.made.entries)
    return UnitFacts(pledged=entries, fulfilled=len(set(kept)), accepted=accepted, joined=joined)


def _cast(command: CastScores, appraisal: Opened, context: Context) -> Facts:
    file = appraisal.file
    if (barred := of_committee(command.committee_id, context) or judges_themselves(file, context)) is not None:
        return barred
    if (told := file.casts.get(command.committee_id)) is not None:
        same = (told.scores, told.held_on) == (command.scores, command.held_on)
        return [] if same else ScoresCastOtherwise(told.held_on)
    if not isinstance(appraisal, Running):
        return ResultPublic(appraisal.result.until_on)
    if file.reported is None:
        return AppraisalStageOpen((Stage.REPORT,))
    if (refusal := not_cast_so(command, file, context)) is not None:
        return refusal
    said = {name: getattr(command, name) for name in CastScores.model_fields}
    return [ScoresCast(**{**said, "on_register": register_of(command, context)})]


def _mark(command: GiveMarks, appraisal: Opened, context: Context) -> Facts:
    marks = marks_of(command, appraisal.file, context)
    if not isinstance(marks, Marks):
        return marks
    if appraisal.file.marks == marks:
        return []
    return [MarksGiven(marks=marks)] if isinstance(appraisal, Running) else ResultPublic(appraisal.result.until_on)


APPRAISAL: Decider[Appraisal, AppraisalCommand, AppraisalEvent] = Decider(
    KIND, NotOpened(), evolve, decide, AppraisalEvent
)
