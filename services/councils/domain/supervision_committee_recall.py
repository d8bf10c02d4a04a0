"""How a supervision committee loses members before the term ends, and who holds posts that exclude.

Invariants: residents demand a recall jointly, the representative meeting alone recalls · a demand is voted on once, and
not before it was made · who comes to hold what excludes them loses the seat in the same act; that somebody may not sit
is otherwise found by a review, and by nobody whom they supervise.
"""

from __future__ import annotations

from services.councils.domain.exclusions import EXCLUDED, Exclusion
from services.councils.domain.person import PERSON, NotEntered, PersonUnknown
from services.councils.domain.representatives import REPRESENTATIVES
from services.councils.domain.representatives_refusals import NotYetHappened
from services.councils.domain.rules import CountFault, CountImpossible, fewest_of, majority
from services.councils.domain.supervision_committee_choice import not_a_meeting
from services.councils.domain.supervision_committee_commands import (
    DemandRecall,
    ExcludeHolders,
    LeavePost,
    LeaveSeat,
    TakePost,
    VoteOnRecall,
)
from services.councils.domain.supervision_committee_refusals import (
    DoesNotSit,
    ExcludingPostNotHeld,
    ExclusionNotReviewed,
    RecallNotDemanded,
    TooFewDemand,
)
from services.councils.domain.supervision_committee_state import SupervisionCommittee
from shared.contracts.councils.supervision_committee import (
    ExcludingPostLeft,
    ExcludingPostTaken,
    Office,
    SeatLoss,
    SupervisionMemberRecalled,
    SupervisionRecallDemanded,
    SupervisionRecallRejected,
    SupervisionSeatLost,
)
from shared.contracts.councils.supervision_committee_acts import SupervisionCommitteeEvent
from shared.kernel.decider import Context
from shared.kernel.refusals import Refusal

DEMANDED = "supervision_committee.recall_min_fraction"

Facts = list[SupervisionCommitteeEvent] | Refusal


def take_post(command: TakePost, committee: SupervisionCommittee, context: Context) -> Facts:
    """Record who holds a post that excludes them."""
    if isinstance(context.look(PERSON, command.person_id), NotEntered):
        return PersonUnknown()
    if command.post in committee.posts_on(command.from_on, command.person_id):
        return []
    excludes = ExcludeHolders(
        committee_id=command.committee_id,
        people=(command.person_id,),
        grounds=(Exclusion[command.post.name],),
        from_on=command.from_on,
    )
    return [ExcludingPostTaken(**command.model_dump()), *exclude_holders(excludes, committee, context)]


def exclude_holders(
    command: ExcludeHolders, committee: SupervisionCommittee, context: Context
) -> list[SupervisionCommitteeEvent]:
    """End the seats of those who come to hold what excludes them, as far as policy says that it does."""
    from_on = max(context.today, command.from_on or context.today)
    sitting = committee.on(from_on)
    if not sitting.keys() & set(command.people):
        return []
    if not set(command.grounds) & set(context.policy.texts(EXCLUDED, context.today)):
        return []
    return [
        SupervisionSeatLost(
            committee_id=command.committee_id,
            person_id=each,
            office=sitting[each],
            reason=SeatLoss.EXCLUDED,
            from_on=from_on,
        )
        for each in command.people
        if each in sitting
    ]


def leave_post(command: LeavePost, committee: SupervisionCommittee, _context: Context) -> Facts:
    """Record that they hold it no longer."""
    own = [each for each in committee.holdings if (each.person_id, each.post) == (command.person_id, command.post)]
    if any(each.covers(command.from_on) for each in own):
        return [ExcludingPostLeft(**command.model_dump())]
    return [] if any(each.from_on <= command.from_on for each in own) else ExcludingPostNotHeld()


def leave_seat(command: LeaveSeat, committee: SupervisionCommittee, context: Context) -> Facts:
    """Record that somebody sits no longer, other than by a recall."""
    if command.reason is SeatLoss.EXCLUDED:
        return ExclusionNotReviewed()
    if command.from_on > context.today:
        return NotYetHappened()
    office = committee.on(command.from_on).get(command.person_id)
    if office is None:
        sat = any(seat.person_id == command.person_id and seat.from_on <= command.from_on for seat in committee.seats)
        return [] if sat else DoesNotSit()
    return [SupervisionSeatLost(**command.model_dump(), office=office)]


def demand_recall(command: DemandRecall, committee: SupervisionCommittee, context: Context) -> Facts:
    """Record that enough residents jointly demand it."""
    if command.person_id in committee.recalls:
        return []
    if command.person_id not in committee.on(context.today):
        return DoesNotSit()
    needed = fewest_of(context.policy.text(DEMANDED, context.today), command.residents)
    if command.joined < needed:
        return TooFewDemand(command.joined, needed)
    if command.joined > command.residents:
        return CountImpossible((CountFault.MORE_VOTES_THAN_PRESENT,))
    return [SupervisionRecallDemanded(**command.model_dump(), demanded_on=context.today)]


def vote_on_recall(command: VoteOnRecall, committee: SupervisionCommittee, context: Context) -> Facts:
    """Record the vote: more than half of those present recall, anything less leaves the seat as it is."""
    if command.meeting_id in committee.decided:
        return []
    demanded_on = committee.recalls.get(command.person_id)
    if demanded_on is None or command.held_on < demanded_on:
        return RecallNotDemanded()
    if (office := committee.on(command.held_on).get(command.person_id)) is None:
        return DoesNotSit()
    register = context.look(REPRESENTATIVES, command.committee_id)
    if (refusal := not_a_meeting(command.held_on, command.present, register, context)) is not None:
        return refusal
    whole = len(register.on(command.held_on))
    faults = _faults(command, whole)
    return CountImpossible(faults) if faults else [_voted(command, office, whole, context)]


def _faults(command: VoteOnRecall, whole: int) -> tuple[CountFault, ...]:
    found = {
        CountFault.MORE_PRESENT_THAN_ENTITLED: command.present > whole,
        CountFault.MORE_VOTES_THAN_PRESENT: command.votes_for > command.present,
    }
    return tuple(fault for fault, is_so in found.items() if is_so)


def _voted(command: VoteOnRecall, office: Office, whole: int, context: Context) -> SupervisionCommitteeEvent:
    said = command.model_dump(exclude={"held_on"})
    if command.votes_for < majority(command.present, command.held_on, context.policy):
        return SupervisionRecallRejected(**said, on_register=whole, voted_on=command.held_on)
    return SupervisionMemberRecalled(**said, office=office, on_register=whole, from_on=command.held_on)
