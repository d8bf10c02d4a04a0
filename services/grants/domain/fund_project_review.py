"""From the proposal of a special-fund project to its approval: each step's guard."""

from __future__ import annotations

from datetime import date, datetime

from services.grants.domain.committee import SEATS
from services.grants.domain.fund_project_commands import (
    ApproveProject,
    GiveOpinion,
    HearCountersignature,
    LinkResolution,
    ObjectToProject,
    PostPreNotice,
    RecordSurvey,
    ReviewProject,
    SettleObjection,
    SubmitProject,
    ToReview,
    WithdrawProject,
)
from services.grants.domain.fund_project_proposal import Facts, of_community, out_of_turn, resolved
from services.grants.domain.fund_project_refusals import (
    AboveProposal,
    DemandBelowThreshold,
    DemandNotSurveyed,
    HouseholdMissing,
    NoticeOver,
    NoticeRunning,
    NotSupervisionMember,
    ObjectionsOpen,
    ObjectionUnknown,
    ReviewMissing,
)
from services.grants.domain.fund_project_state import (
    Accepted,
    Approved,
    Before,
    Contracted,
    Ended,
    File,
    FundProject,
    Posted,
    Proposed,
    Returned,
    Submitted,
    Supported,
    period_of,
)
from services.grants.domain.rules import acts_for, last_day
from shared.contracts.councils.supervision_committee_acts import SubjectKind
from shared.contracts.grants.committee import Seat
from shared.contracts.grants.fund import FundAmount
from shared.contracts.grants.fund_project import (
    DemandSurveyed,
    FundReviewed,
    FundReviewMissed,
    PreNoticePosted,
    ProjectApproved,
    ProjectObjected,
    ProjectObjectionSettled,
    ProjectSubmitted,
    ProjectWithdrawn,
    ResolutionLinked,
    ReviewLevel,
    SupervisionOpinionGiven,
    Verdict,
)
from shared.contracts.objector import resident_for
from shared.contracts.refusals import ObjectedForAnother
from shared.kernel.actors import Role
from shared.kernel.decider import Context
from shared.kernel.limits import END_OF_DAY, LimitUnit
from shared.kernel.money import Money

_ON_PAPER = {Role.ADMIN, Role.MACHINE}
"""Who enters what a member signed elsewhere."""


# --- from the demand to the review ------------------------------------------


def to_review(command: ToReview, project: FundProject, context: Context) -> Facts:
    """One step on the way from the proposal to the approval."""
    match command, project:
        case RecordSurvey(), Proposed():
            return _survey(command, project, context)
        case LinkResolution(), Proposed(file):
            return _link(command, file, context)
        case GiveOpinion(), Proposed():
            return _give_opinion(command, project, context)
        case HearCountersignature(), _:
            return _hear(command, project, context)
        case PostPreNotice(), Supported(file):
            return _post(file, context)
        case PostPreNotice(), Posted():
            return []
        case ObjectToProject(), Posted():
            return _object(command, project, context)
        case SettleObjection(), Posted():
            return of_community(project.file, context) or _settle(command, project)
        case SubmitProject(), Posted():
            return _submit(project, context)
        case SubmitProject(), Submitted():
            return []
        case ReviewProject(), Submitted():
            return _review(command, project, context)
        case ApproveProject(), (Submitted() | Approved()):
            return _approve(command, project, context)
        case WithdrawProject(), (Proposed() | Supported() | Posted() | Submitted() | Returned() | Approved()):
            return _withdraw(command, project, project.file, context)
        case WithdrawProject(), (Contracted(work) | Accepted(work)) if not work.payments:
            return _withdraw(command, project, work.file, context)
        case WithdrawProject(), Ended():
            return []
        case _:
            return out_of_turn(project)


def _survey(command: RecordSurvey, project: Proposed, context: Context) -> Facts:
    if (refused := acts_for(project.file.committee_id, context)) is not None:
        return refused
    needed = context.policy.whole("fund.survey.min_share", context.today)
    if command.in_favour * 100 < command.asked * needed:
        return DemandBelowThreshold(needed_percent=needed)
    surveyed = DemandSurveyed(**dict(command))
    return [] if project.survey == surveyed else [surveyed]


def _link(command: LinkResolution, file: File, context: Context) -> Facts:
    if (refused := acts_for(file.committee_id, context)) is not None:
        return refused
    linked = command.resolution_id == file.resolution_id
    return [] if linked else [ResolutionLinked(resolution_id=command.resolution_id)]


def _give_opinion(command: GiveOpinion, project: Proposed, context: Context) -> Facts:
    file = project.file
    actor = context.actor
    member = command.member if command.member and actor.role in _ON_PAPER else actor.id
    if not context.look(SEATS, file.committee_id).sits(member, Seat.SUPERVISION, context.today):
        return NotSupervisionMember()
    if project.survey is None:
        return DemandNotSurveyed()
    return resolved(file, context) or [SupervisionOpinionGiven(opinion=command.opinion, member=member)]


def _hear(command: HearCountersignature, project: FundProject, context: Context) -> Facts:
    """What is countersigned of anything else, or once the opinion is there, says nothing about the project."""
    if command.subject_kind is not SubjectKind.FUND_PROJECT or not isinstance(project, Proposed):
        return []
    return _give_opinion(GiveOpinion(opinion=command.opinion, member=command.member), project, context)


def _post(file: File, context: Context) -> Facts:
    refused = acts_for(file.committee_id, context) or resolved(file, context)
    until_on = last_day("fund.pre_notice_cd", LimitUnit.CALENDAR_DAY, context)
    return refused or [PreNoticePosted(until_on=until_on)]


def _object(command: ObjectToProject, project: Posted, context: Context) -> Facts:
    if command.objection_id in project.objections or command.household in project.households:
        return []
    if context.today > project.until_on:
        return NoticeOver(project.until_on)
    if context.actor.role is Role.CLERK and command.household is None:
        return HouseholdMissing()
    resident = resident_for(command.household, context.actor)
    if resident in project.residents:
        return ObjectedForAnother()
    return [ProjectObjected(**dict(command), resident=resident)]


def _settle(command: SettleObjection, project: Posted) -> Facts:
    if command.objection_id not in project.objections:
        return ObjectionUnknown()
    settled = ProjectObjectionSettled(**dict(command))
    return [] if project.objections[command.objection_id] == settled else [settled]


def _submit(project: Posted, context: Context) -> Facts:
    file = project.file
    if (refused := acts_for(file.committee_id, context) or resolved(file, context)) is not None:
        return refused
    if context.today <= project.until_on:
        return NoticeRunning(project.until_on)
    if open_ := project.open_objections:
        return ObjectionsOpen(open_)
    due_on = last_day("fund.review_wd", LimitUnit.WORKING_DAY, context)
    return [ProjectSubmitted(amount=FundAmount(amount=file.total), due_on=due_on)]


# --- review and approval ----------------------------------------------------


def review_due(project: FundProject, _context: Context) -> datetime | None:
    """When the review is late; None where nothing is reviewed, or that is told already."""
    if not isinstance(project, Submitted) or project.missed:
        return None
    return END_OF_DAY.of(project.due_on)


def miss_review(project: FundProject, context: Context) -> Facts:
    """Record that the last day of the review is over, once."""
    due = review_due(project, context)
    if due is None or context.now < due or not isinstance(project, Submitted):
        return []
    return [FundReviewMissed(due_on=project.due_on)]


def _review(command: ReviewProject, project: Submitted, context: Context) -> Facts:
    level = ReviewLevel.DISTRICT if context.actor.role is Role.FUND_OFFICER else ReviewLevel.COMMUNITY
    if (refused := of_community(project.file, context)) is not None:
        return refused
    found_before = command.verdict is Verdict.IN_ORDER and level in project.reviews
    return [] if found_before else [FundReviewed(level=level, **dict(command))]


def _levels(file: File, on: date, context: Context) -> frozenset[ReviewLevel]:
    above = file.total > context.policy.whole("fund.district_review_above", on)
    return frozenset(ReviewLevel) if above else frozenset({ReviewLevel.COMMUNITY})


def _approve(command: ApproveProject, project: Submitted | Approved, context: Context) -> Facts:
    """Where the money reserved in a year lapsed with it, the project is approved again out of a later one's."""
    file = project.file
    if (refused := of_community(file, context) or resolved(file, context)) is not None:
        return refused
    if isinstance(project, Submitted):
        missing = _levels(file, context.today, context) - project.reviews
        if missing:
            return ReviewMissing(tuple(sorted(missing)))
    elif command.period <= project.approved.period:
        return [] if command.amount == project.approved.amount else out_of_turn(project)
    if command.amount.amount > file.total:
        return AboveProposal(Money(amount=file.total))
    return [ProjectApproved(**dict(command), approved_on=context.today)]


def _withdraw(command: WithdrawProject, project: Before | Contracted | Accepted, file: File, context: Context) -> Facts:
    """As long as nothing is paid; also what is under contract, where the supplier does not come."""
    if command.period != period_of(project):
        return out_of_turn(project)
    return acts_for(file.committee_id, context) or [ProjectWithdrawn()]
