"""Money of a special-fund project that is asked back (追缴): on what ground, what comes in, and what does not."""

from __future__ import annotations

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
)
from services.grants.domain.fund_refusals import AbovePaid, PaperUsed
from services.grants.domain.rules import last_day
from shared.contracts.grants.fund import FundAmount
from shared.contracts.grants.fund_project_work import (
    ClawbackBasis,
    ClawbackOrdered,
    ClawbackRecovered,
    ClawbackReferred,
)
from shared.kernel.counting import months_after
from shared.kernel.decider import Context
from shared.kernel.limits import LimitUnit
from shared.kernel.money import Money


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
            months = context.policy.whole("fund.clawback.not_started_months", context.today)
            return _not_begun(project) and context.today > months_after(work.approved.approved_on, months)
        case ClawbackBasis.FAILED_ACCEPTANCE:
            return len(work.failed) >= context.policy.whole("fund.clawback.failed_acceptances", context.today)
        case _:
            return True


def _not_begun(project: AtWork) -> bool:
    """What was accepted was done, also where nobody said how far it was."""
    return isinstance(project, Contracted) and project.work.percent == 0


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
