"""The proposal of a special-fund project, and the resolution without which it does not go on."""

from __future__ import annotations

from collections.abc import Callable

from services.grants.domain.committee import COMMITTEES, DISTRICT, SEATS, residents_only
from services.grants.domain.fund_project_commands import ProposeProject
from services.grants.domain.fund_project_refusals import (
    AboveResolution,
    NotTheCommunity,
    ProjectUnknown,
    ProposalFault,
    ProposalFaulty,
    StepOutOfTurn,
)
from services.grants.domain.fund_project_state import (
    File,
    FundProject,
    NotProposed,
    Opened,
    Returned,
    file_of,
    stage_of,
)
from services.grants.domain.resolution import RESOLUTION, NoResolution, Resolution
from services.grants.domain.rules import acts_for, allowed_uses
from shared.contracts.grants.fund_project import (
    LineForm,
    ProjectProposed,
    ProposedBy,
)
from shared.contracts.grants.fund_project_work import FundProjectEvent
from shared.contracts.grants.resolution import Standing
from shared.contracts.refusals import NotTheCommittee
from shared.kernel.actors import Role
from shared.kernel.decider import Context
from shared.kernel.ids import AggregateRef
from shared.kernel.money import Money
from shared.kernel.refusals import Refusal

Facts = list[FundProjectEvent] | Refusal

_MAY_BE_CARRIED_OUT = {Standing.IN_FORCE, Standing.EXECUTED}


def out_of_turn(project: FundProject) -> Refusal:
    """Why a step that does not fit where a project stands is refused."""
    stage = stage_of(project)
    return ProjectUnknown() if stage is None else StepOutOfTurn(stage)


def carriers(project: FundProject) -> tuple[AggregateRef, ...]:
    """What the steps of a project look at: which committees there are, who sits on its own, and its resolution."""
    file = file_of(project)
    if file is None:
        return (COMMITTEES.ref(DISTRICT),)
    of_resolution = () if file.resolution_id is None else (RESOLUTION.ref(file.resolution_id),)
    return COMMITTEES.ref(DISTRICT), SEATS.ref(file.committee_id), *of_resolution


def resolved(file: File, context: Context) -> Refusal | None:
    """Why no resolution lets the project go on: none is named or known, it is another committee's or not in force."""
    if file.resolution_id is None:
        return NoResolution()
    resolution = context.related.get(RESOLUTION.ref(file.resolution_id))
    if not isinstance(resolution, Resolution) or resolution.known is None:
        return NoResolution()
    if resolution.known.committee_id != file.committee_id or resolution.standing not in _MAY_BE_CARRIED_OUT:
        return NoResolution(resolution.standing)
    amount = resolution.known.amount
    return AboveResolution(Money(amount=amount.amount)) if amount is not None and file.total > amount.amount else None


def of_community(file: File, context: Context) -> Refusal | None:
    """A working committee looks after the committees of its own community."""
    known = context.look(COMMITTEES, DISTRICT).by_id.get(file.committee_id)
    if context.actor.role is not Role.WORKING_COMMITTEE or known is None or known.community_id is None:
        return None
    return None if context.actor.org == known.community_id else NotTheCommunity()


# --- the proposal -----------------------------------------------------------


def propose(command: ProposeProject, project: FundProject, context: Context) -> Facts:
    """What is asked for, by whom, and at what cost."""
    proposed = ProjectProposed(**dict(command))
    if (file := file_of(project)) is not None and file.proposal == proposed:
        return []
    if not isinstance(project, NotProposed | Opened | Returned):
        return out_of_turn(project)
    refused = residents_only(context, command.committee_id) or acts_for(command.committee_id, context)
    refused = refused or _of_another(command.committee_id, project)
    refused = refused or allowed_uses((line.category for line in command.lines), context)
    if refused is not None:
        return refused
    faults = tuple(fault for fault, holds in _PROPOSAL_RULES.items() if not holds(command, context))
    return ProposalFaulty(faults) if faults else [proposed]


def _of_another(committee_id: str, project: NotProposed | Opened | Returned) -> Refusal | None:
    """What a resolution opened, or a review returned, stays with its committee."""
    match project:
        case Opened(opened):
            return None if opened.committee_id == committee_id else NotTheCommittee()
        case Returned(file):
            return None if file.committee_id == committee_id else NotTheCommittee()
        case _:
            return None


def _enough_residents(command: ProposeProject, context: Context) -> bool:
    needed = context.policy.whole("fund.proposal.min_residents", context.today)
    return command.proposed_by is not ProposedBy.RESIDENTS or command.supporters >= needed


def _ends_after_it_begins(command: ProposeProject, _context: Context) -> bool:
    return command.from_on <= command.until_on


def _within(form: LineForm, key: str) -> Callable[[ProposeProject, Context], bool]:
    def rule(command: ProposeProject, context: Context) -> bool:
        total = sum(line.amount.amount for line in command.lines)
        share = sum(line.amount.amount for line in command.lines if line.form is form)
        return share * 100 <= total * context.policy.whole(key, context.today)

    return rule


_PROPOSAL_RULES = {
    ProposalFault.TOO_FEW_RESIDENTS: _enough_residents,
    ProposalFault.ENDS_BEFORE_IT_BEGINS: _ends_after_it_begins,
    ProposalFault.CASH_ABOVE_CAP: _within(LineForm.CASH, "fund.caps.cash_share"),
    ProposalFault.FOOD_ABOVE_CAP: _within(LineForm.FOOD, "fund.caps.activity_food_share"),
}
