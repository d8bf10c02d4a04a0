"""Supervision committee (居务监督委员会): who watches over a residents' committee, and neither decides nor carries out.

Invariants: its members are representatives whom the representative meeting elected for the same term, a chair and
members, never more than policy allows · none of them is of the two committees, of their close kin, or keeps their
books · a member acts as such on a day on which they sit.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import assert_never

from services.councils.domain.committee import COMMITTEE, not_standing, of_elsewhere
from services.councils.domain.exclusions import Exclusion
from services.councils.domain.supervision_committee_acts import act, miss_report, review_entitlements
from services.councils.domain.supervision_committee_choice import file_committee, hold_election, nominate, review
from services.councils.domain.supervision_committee_commands import (
    Acting,
    DemandRecall,
    Dissolve,
    ExcludeHolders,
    FileCommittee,
    HoldElection,
    LeavePost,
    LeaveSeat,
    MissReport,
    Nominate,
    OfOthers,
    ReviewEntitlements,
    ReviewMembers,
    SupervisionCommitteeCommand,
    TakePost,
    VoteOnRecall,
)
from services.councils.domain.supervision_committee_recall import (
    demand_recall,
    exclude_holders,
    leave_post,
    leave_seat,
    take_post,
    vote_on_recall,
)
from services.councils.domain.supervision_committee_state import SupervisionCommittee, evolve
from services.councils.domain.types import CommitteeId, PersonId
from shared.contracts.councils.supervision_committee import SupervisionCommitteeDissolved
from shared.contracts.councils.supervision_committee_acts import SupervisionCommitteeEvent
from shared.kernel.decider import Context, Decider, Step
from shared.kernel.refusals import Refusal

Facts = list[SupervisionCommitteeEvent] | Refusal


def decide(command: SupervisionCommitteeCommand, committee: SupervisionCommittee, context: Context) -> Facts:
    """Answer a command with facts or a refusal; no facts means that it already took effect."""
    if isinstance(command, MissReport):
        return miss_report(command.committee_id, committee, context)
    if isinstance(command, Dissolve):
        sit = committee.from_day_on(command.dissolved_on)
        return [SupervisionCommitteeDissolved(**command.model_dump())] if sit else []
    if isinstance(command, Acting):
        return act(command, committee, context)
    return of_elsewhere(command.committee_id, context) or _of_others(command, committee, context)


BEGIN = Nominate | HoldElection | TakePost | ReviewEntitlements


def _of_others(command: OfOthers, committee: SupervisionCommittee, context: Context) -> Facts:
    beside = context.look(COMMITTEE, command.committee_id)
    if isinstance(command, BEGIN) and (refusal := not_standing(beside)) is not None:
        return refusal
    match command:
        case Nominate():
            return nominate(command, committee, context)
        case HoldElection():
            return hold_election(command, committee, context)
        case ReviewMembers():
            return review(command, committee, context)
        case FileCommittee():
            return file_committee(command, committee, context)
        case ReviewEntitlements():
            return review_entitlements(command, committee, context)
        case _:
            return _members_leave(command, committee, context)


def _members_leave(
    command: TakePost | LeavePost | ExcludeHolders | LeaveSeat | DemandRecall | VoteOnRecall,
    committee: SupervisionCommittee,
    context: Context,
) -> Facts:
    match command:
        case TakePost():
            return take_post(command, committee, context)
        case LeavePost():
            return leave_post(command, committee, context)
        case ExcludeHolders():
            return exclude_holders(command, committee, context)
        case LeaveSeat():
            return leave_seat(command, committee, context)
        case DemandRecall():
            return demand_recall(command, committee, context)
        case VoteOnRecall():
            return vote_on_recall(command, committee, context)
        case _:
            assert_never(command)


SUPERVISION_COMMITTEE = Decider[SupervisionCommittee, SupervisionCommitteeCommand, SupervisionCommitteeEvent](
    "supervision-committee", SupervisionCommittee(), evolve, decide, SupervisionCommitteeEvent
)


def no_supervisor_is(
    *grounds: Exclusion, committee_id: str, people: Iterable[PersonId], from_on: date | None = None
) -> Step:
    """What it is told in the act that gives people an office beside it: on these grounds they sit no longer."""
    excludes = ExcludeHolders(
        committee_id=CommitteeId(committee_id), people=tuple(people), grounds=grounds, from_on=from_on
    )
    return Step(SUPERVISION_COMMITTEE, committee_id, excludes, related=(COMMITTEE.ref(committee_id),))
