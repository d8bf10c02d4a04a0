"""How a supervision committee is chosen: nominated, elected by the representative meeting, reviewed and filed.

Invariants: only representatives are nominated, and nobody whom an exclusion names · a meeting elects when more than
half of that day's register are present, and whoever more than half of those present are for, the most votes first
· nobody is filed before somebody above looked who sits.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from services.councils.domain.exclusions import BY_KIN, Exclusion, grounds
from services.councils.domain.representatives import REPRESENTATIVES, Register
from services.councils.domain.representatives_refusals import NotYetHappened, SeatsNotApportioned
from services.councils.domain.rules import CountFault, CountImpossible, majority, without_quorum
from services.councils.domain.supervision_committee_commands import (
    Candidate,
    FileCommittee,
    HoldElection,
    Nominate,
    ReviewMembers,
)
from services.councils.domain.supervision_committee_refusals import (
    CommitteeIncomplete,
    ExcludedOffice,
    ExcludedRelative,
    MembersChanged,
    NobodySits,
    NotARepresentative,
    NotReviewed,
    SitsAlready,
)
from services.councils.domain.supervision_committee_state import Standing, SupervisionCommittee
from shared.contracts.councils.supervision_committee import (
    Office,
    SeatLoss,
    SupervisionCommitteeFiled,
    SupervisionElectionHeld,
    SupervisionElectionReviewed,
    SupervisionMemberElected,
    SupervisionMemberNominated,
    SupervisionSeatLost,
    VotesFor,
)
from shared.contracts.councils.supervision_committee_acts import SupervisionCommitteeEvent
from shared.kernel.decider import Context
from shared.kernel.refusals import Refusal

FEWEST, MOST = "supervision_committee.min_members", "supervision_committee.max_members"

Facts = list[SupervisionCommitteeEvent] | Refusal


def nominate(command: Nominate, committee: SupervisionCommittee, context: Context) -> Facts:
    """Propose a representative whom nothing excludes."""
    if committee.nominees.get(command.person_id) is command.office:
        return []
    if command.person_id in committee.on(context.today):
        return SitsAlready()
    if command.person_id not in context.look(REPRESENTATIVES, command.committee_id).on(context.today):
        return NotARepresentative()
    found = grounds(command.person_id, command.committee_id, committee, context)
    return _excluded(found) if found else [SupervisionMemberNominated(**command.model_dump())]


def _excluded(found: tuple[Exclusion, ...]) -> Refusal:
    return ExcludedRelative(found) if BY_KIN & set(found) else ExcludedOffice(found)


# --- the vote ---------------------------------------------------------------


def hold_election(command: HoldElection, committee: SupervisionCommittee, context: Context) -> Facts:
    """Record the vote and whom it elects, until the end of the representatives' term."""
    if command.meeting_id in committee.decided:
        return []
    register = context.look(REPRESENTATIVES, command.committee_id)
    refusal = not_a_meeting(command.held_on, command.present, register, context)
    refusal = refusal or _miscounted(command, committee, register)
    if refusal is not None:
        return refusal
    term = register.term_on(command.held_on)
    return SeatsNotApportioned() if term is None else _held(command, committee, term.until_on, context)


def not_a_meeting(held_on: date, present: int, register: Register, context: Context) -> Refusal | None:
    """Why a representative meeting cannot have decided that day: a quorum counts who was on the register."""
    if held_on > context.today:
        return NotYetHappened()
    if register.term_on(held_on) is None:
        return SeatsNotApportioned()
    return without_quorum(present, len(register.on(held_on)), held_on, context.policy)


def _miscounted(command: HoldElection, committee: SupervisionCommittee, register: Register) -> Refusal | None:
    if faults := _faults(command, committee, register):
        return CountImpossible(faults)
    candidates = {each.person_id for each in command.candidates}
    if not candidates <= register.on(command.held_on).keys():
        return NotARepresentative()
    sitting = {seat.person_id for seat in committee.from_day_on(command.held_on)}
    return SitsAlready() if sitting & candidates else None


def _faults(command: HoldElection, committee: SupervisionCommittee, register: Register) -> tuple[CountFault, ...]:
    candidates = command.candidates
    found = {
        CountFault.MORE_PRESENT_THAN_ENTITLED: command.present > len(register.on(command.held_on)),
        CountFault.MORE_VOTES_THAN_PRESENT: any(each.votes > command.present for each in candidates),
        CountFault.COUNTED_TWICE: len({each.person_id for each in candidates}) < len(candidates),
        CountFault.NOT_PROPOSED: not {each.person_id for each in candidates} <= committee.nominees.keys(),
    }
    return tuple(fault for fault, is_so in found.items() if is_so)


def _held(command: HoldElection, committee: SupervisionCommittee, until_on: date, context: Context) -> Facts:
    votes = tuple(VotesFor(person_id=each.person_id, votes=each.votes) for each in command.candidates)
    whole = len(context.look(REPRESENTATIVES, command.committee_id).on(command.held_on))
    held = SupervisionElectionHeld(**command.model_dump(exclude={"candidates"}), on_register=whole, votes=votes)
    elected = (
        SupervisionMemberElected(
            committee_id=command.committee_id,
            person_id=each.person_id,
            office=committee.nominees[each.person_id],
            name=each.name,
            from_on=command.held_on,
            until_on=until_on,
        )
        for each in _elected(command, committee, context)
    )
    return [held, *elected]


def _elected(command: HoldElection, committee: SupervisionCommittee, context: Context) -> Sequence[Candidate]:
    """Whom the vote elects: chairs among themselves, members among themselves, as many as there are seats."""
    sitting = [seat.office for seat in committee.from_day_on(command.held_on)]
    most = context.policy.whole(MOST, context.today)
    free = {
        Office.CHAIR: 1 - sitting.count(Office.CHAIR),
        Office.MEMBER: most - 1 - sitting.count(Office.MEMBER),
    }
    needed = majority(command.present, command.held_on, context.policy)
    carried = [each for each in command.candidates if each.votes >= needed]
    of = {office: [each for each in carried if committee.nominees[each.person_id] is office] for office in free}
    return [each for office, seats in free.items() for each in _first(of[office], seats)]


def _first(carried: Sequence[Candidate], seats: int) -> Sequence[Candidate]:
    """The most votes first; who is tied for the last seat has none, and is voted on again."""
    ranked = sorted(carried, key=lambda each: -each.votes)
    if len(ranked) <= seats:
        return ranked
    tied_with = ranked[seats].votes
    return [each for each in ranked[:seats] if each.votes > tied_with]


# --- what follows -----------------------------------------------------------


def review(command: ReviewMembers, committee: SupervisionCommittee, context: Context) -> Facts:
    """Whoever may not sit loses the seat; where all may and this was said, there is nothing new."""
    sitting = committee.on(context.today)
    if not sitting:
        return NobodySits()
    if sitting.keys() != set(command.members):
        return MembersChanged()
    lost = _lost(command, committee, context)
    if not lost and committee.standing is not Standing.ELECTED:
        return []
    return [SupervisionElectionReviewed(committee_id=command.committee_id, reviewed_on=context.today), *lost]


def _lost(command: ReviewMembers, committee: SupervisionCommittee, context: Context) -> list[SupervisionCommitteeEvent]:
    return [
        SupervisionSeatLost(
            committee_id=command.committee_id,
            person_id=person_id,
            office=office,
            reason=SeatLoss.EXCLUDED,
            from_on=context.today,
        )
        for person_id, office in committee.on(context.today).items()
        if grounds(person_id, command.committee_id, committee, context)
    ]


def file_committee(command: FileCommittee, committee: SupervisionCommittee, context: Context) -> Facts:
    """File a reviewed committee that is complete."""
    if committee.standing is Standing.FILED:
        return []
    if committee.standing is not Standing.REVIEWED:
        return NotReviewed() if committee.on(context.today) else NobodySits()
    sitting = committee.on(context.today)
    needed, chair = context.policy.whole(FEWEST, context.today), Office.CHAIR in sitting.values()
    if len(sitting) < needed or not chair:
        return CommitteeIncomplete(len(sitting), needed, chair)
    members = tuple(sorted(sitting))
    return [SupervisionCommitteeFiled(committee_id=command.committee_id, members=members, filed_on=context.today)]
