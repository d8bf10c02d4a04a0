"""Money of a special-fund project that is asked back (追缴): on what ground, what comes in, and what does not."""

from __future__ import annotations

from datetime import date, datetime

from services.grants.domain.fund_project_commands import OnClawback, OrderClawback, RecordRecovery, ReferClawback
from services.grants.domain.fund_project_proposal import Facts, of_community, out_of_turn
from services.grants.domain.fund_project_refusals import ClawbackNotDue, ClawbackNotGrounded
from services.grants.domain.fund_project_state import (
    Accepted,
    AtWork,
    ClawedBack,
    Contracted,
    FundProject,
    Result,
    Work,
)
from services.grants.domain.fund_refusals import AbovePaid, PaperUsed
from services.grants.domain.rules import last_day
from shared.contracts.grants.fund import FundAmount
from shared.contracts.grants.fund_project_work import (
    ClawbackBasis,
    ClawbackMissed,
    ClawbackOrdered,
    ClawbackRecovered,
    ClawbackReferred,
    FundProjectEvent,
    FundProjectNotStarted,
)
from shared.kernel.counting import months_after
from shared.kernel.decider import Context
from shared.kernel.limits import END_OF_DAY, LimitUnit
from shared.kernel.money import Money

NOT_STARTED_MONTHS = "fund.clawback.not_started_months"


def on_clawback(command: OnClawback, project: FundProject, context: Context) -> Facts:
    """One step of asking money back."""
    match command, project:
        case OrderClawback(), (Contracted() | Accepted() | Result()):
            return _claw_back(command, project, context)
        case RecordRecovery(), ClawedBack():
            return _recover(command, project)
        case ReferClawback(), ClawedBack():
            return _refer(command, project, context)
        case _:
            return out_of_turn(project)


def _claw_back(command: OrderClawback, project: AtWork, context: Context) -> Facts:
    work = project.work
    if (refused := of_community(work.file, context)) is not None:
        return refused
    if command.amount.amount > work.paid:
        return AbovePaid(Money(amount=work.paid))
    if not _grounded(command.basis, project, context):
        return ClawbackNotGrounded()
    due_on = last_day("fund.clawback.due_cd", LimitUnit.CALENDAR_DAY, context)
    return [ClawbackOrdered(**dict(command), due_on=due_on)]


def _grounded(basis: ClawbackBasis, project: AtWork, context: Context) -> bool:
    """Misuse and fake invoices are for whoever orders it to show; the other two the project shows itself."""
    work = project.work
    match basis:
        case ClawbackBasis.NOT_STARTED:
            return _not_begun(project) and context.today > _start_by(work, context)
        case ClawbackBasis.FAILED_ACCEPTANCE:
            return len(work.failed) >= context.policy.whole("fund.clawback.failed_acceptances", context.today)
        case _:
            return True


def _not_begun(project: AtWork) -> bool:
    """What was accepted was done, also where nobody said how far it was."""
    return isinstance(project, Contracted) and project.work.percent == 0


def _start_by(work: Work, context: Context) -> date:
    """The last day to begin, by the policy of the day of the approval."""
    approved_on = work.approved.approved_on
    return months_after(approved_on, context.policy.whole(NOT_STARTED_MONTHS, approved_on))


def _recover(command: RecordRecovery, project: ClawedBack) -> Facts:
    if (recorded := project.receipts.get(command.receipt)) is not None:
        return [] if recorded == command.amount.amount else PaperUsed()
    above = command.amount.amount > project.left
    return AbovePaid(Money(amount=project.left)) if above else [ClawbackRecovered(**dict(command))]


def _refer(command: ReferClawback, project: ClawedBack, context: Context) -> Facts:
    if (refused := of_community(project.work.file, context)) is not None:
        return refused
    if project.referred or project.left == 0:
        return []
    if context.today <= project.order.due_on:
        return ClawbackNotDue(project.order.due_on)
    return [ClawbackReferred(to=command.to, amount=FundAmount(amount=project.left))]


# --- what has passed --------------------------------------------------------


def start_due(project: FundProject, context: Context) -> datetime | None:
    """When work that money was paid for should have begun; None where it has, or that is told already."""
    if not isinstance(project, Contracted) or not _not_begun(project) or project.work.start_missed:
        return None
    return END_OF_DAY.of(_start_by(project.work, context)) if project.work.paid else None


def return_due(project: FundProject, _context: Context) -> datetime | None:
    """When what is asked back is late; None where all came in, or it is told already that it did not."""
    if not isinstance(project, ClawedBack) or project.missed or project.referred or project.left == 0:
        return None
    return END_OF_DAY.of(project.order.due_on)


def missed(project: FundProject, context: Context) -> list[FundProjectEvent]:
    """What has passed, also where somebody acts before the timer has looked; each is told once."""
    match project:
        case Contracted(work) if _passed(start_due(project, context), context):
            return [FundProjectNotStarted(due_on=_start_by(work, context))]
        case ClawedBack(order=order) if _passed(return_due(project, context), context):
            return [ClawbackMissed(due_on=order.due_on, amount=FundAmount(amount=project.left))]
        case _:
            return []


def _passed(due: datetime | None, context: Context) -> bool:
    return due is not None and context.now >= due
