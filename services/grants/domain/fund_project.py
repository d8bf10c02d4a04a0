"""Project of the special fund (专项资金项目): ten steps from a need to a posted result, each with its guard.

Invariants: no line is on the negative list or above a cap · residents are asked before the meeting, and without a
resolution in force nothing goes on · a veto or an upheld objection sends it back to be asked anew · what is approved is
reserved, what is signed is owed, what is accepted is paid, each in one act with the fund · nobody signs or accepts
twice, and no supplier is related to who sits on the committee · what was misused is asked back · no last day to begin,
and none to pay back, passes unsaid.
"""

from __future__ import annotations

from services.grants.domain.fund_project_clawback import missed, on_clawback
from services.grants.domain.fund_project_commands import (
    ApproveProject,
    FundProjectCommand,
    GiveOpinion,
    HearCountersignature,
    LinkResolution,
    MissClawback,
    MissReview,
    MissStart,
    ObjectToProject,
    OpenProject,
    OrderClawback,
    PostPreNotice,
    ProposeProject,
    RecordRecovery,
    RecordSurvey,
    ReferClawback,
    ReviewProject,
    SettleObjection,
    SubmitProject,
    WithdrawProject,
)
from services.grants.domain.fund_project_fold import evolve
from services.grants.domain.fund_project_proposal import Facts, propose
from services.grants.domain.fund_project_review import miss_review, to_review
from services.grants.domain.fund_project_state import FundProject, NotProposed
from services.grants.domain.fund_project_work import on_work
from shared.contracts.grants.fund_project import ProjectOpened
from shared.contracts.grants.fund_project_work import FundProjectEvent
from shared.kernel.decider import Context, Decider


def decide(command: FundProjectCommand, project: FundProject, context: Context) -> Facts:
    """Answer a command with facts or a refusal; no facts means that it already took effect."""
    match command:
        case OpenProject():
            return [ProjectOpened(**dict(command))] if isinstance(project, NotProposed) else []
        case ProposeProject():
            return propose(command, project, context)
        case MissReview():
            return miss_review(project, context)
        case (
            RecordSurvey()
            | LinkResolution()
            | GiveOpinion()
            | HearCountersignature()
            | PostPreNotice()
            | ObjectToProject()
            | SettleObjection()
            | SubmitProject()
            | ReviewProject()
            | ApproveProject()
            | WithdrawProject()
        ):
            return to_review(command, project, context)
        case MissStart() | MissClawback():
            return missed(project, context)
        case OrderClawback() | RecordRecovery() | ReferClawback():
            return _late_first(on_clawback(command, project, context), project, context)
        case _:
            return _late_first(on_work(command, project, context), project, context)


def _late_first(facts: Facts, project: FundProject, context: Context) -> Facts:
    """A day that has passed is told before what is done after it."""
    return [*missed(project, context), *facts] if isinstance(facts, list) and facts else facts


FUND_PROJECT = Decider[FundProject, FundProjectCommand, FundProjectEvent](
    "fund-project", NotProposed(), evolve, decide, FundProjectEvent
)
