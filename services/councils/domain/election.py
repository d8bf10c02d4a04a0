"""Election (居委会选举): of a committee for a term, or of its vacant seats, from the call until it is filed.

Invariants: by the law of its day, and none where that is not entered · the election committee acts, no candidate is on
it · who is refused hears why in writing and is heard by others · enough have voted, or nobody is elected; who is has
more than the share of the votes cast that the law asks, exactly · a ballot is a total and never anybody's · nobody
calls an election of another committee than their own, no working committee one of another community.
"""

from __future__ import annotations

from typing import assert_never

from services.councils.domain import election_aftermath as aftermath
from services.councils.domain import election_candidates as candidates
from services.councils.domain import election_preparation as preparation
from services.councils.domain import election_votes as votes
from services.councils.domain.committee import of_elsewhere
from services.councils.domain.election_commands import (
    AppealQualification,
    CallElection,
    CallRound,
    CompleteHandover,
    CountVotes,
    DecideQualificationAppeal,
    DeclareElection,
    ElectionCommand,
    FileElection,
    FormElectionCommittee,
    MissElectionDeadline,
    NominateCandidate,
    OfCommittee,
    OpenBallotBox,
    OpenVoterRegistration,
    PostCandidates,
    PostElectionResult,
    PostponeElection,
    PostVoterList,
    PublishCandidateCriteria,
    ReplaceElectionCommitteeMember,
    ReviewCandidates,
    WithdrawCandidacy,
)
from services.councils.domain.election_deadlines import missed
from services.councils.domain.election_refusals import ElectionUnknown, NoDeadlineMissed, NotOnElectionCommittee
from services.councils.domain.election_state import Called, Election, NotCalled, evolve
from shared.contracts.councils.election import ElectionEvent
from shared.kernel.actors import Role
from shared.kernel.decider import Context, Decider
from shared.kernel.refusals import Refusal

Facts = list[ElectionEvent] | Refusal


def decide(command: ElectionCommand, election: Election, context: Context) -> Facts:
    """Answer a command with facts or a refusal; no facts means that it already took effect."""
    if isinstance(command, CallElection):
        return of_elsewhere(command.committee_id, context) or preparation.call(command, election, context)
    if isinstance(election, NotCalled):
        return ElectionUnknown()
    match command:
        case FormElectionCommittee():
            barred = of_elsewhere(election.papers.called.committee_id, context)
            return barred or preparation.form(command, election, context)
        case MissElectionDeadline():
            late: list[ElectionEvent] = [*missed(election, context)]
            return late or NoDeadlineMissed()
        case NominateCandidate() | AppealQualification() | WithdrawCandidacy():
            return candidates.of_candidates(command, election, context)
        case DecideQualificationAppeal():
            return _may_not_hear(election, context) or candidates.of_candidates(command, election, context)
        case _:
            return _not_on_committee(election, context) or _of_committee(command, election, context)


def _not_on_committee(election: Called, context: Context) -> Refusal | None:
    """Only who is on the election committee now; an administrator enters what it did on paper."""
    on_it = context.actor.role is Role.ADMIN or context.actor.id in election.papers.committee
    return None if on_it else NotOnElectionCommittee()


def _may_not_hear(election: Called, context: Context) -> Refusal | None:
    """An appeal is heard by who is on the election committee, or by the working committee above it."""
    if context.actor.role is Role.WORKING_COMMITTEE:
        return of_elsewhere(election.papers.called.committee_id, context)
    return _not_on_committee(election, context)


def _of_committee(command: OfCommittee, election: Called, context: Context) -> Facts:
    match command:
        case ReplaceElectionCommitteeMember():
            return preparation.replace_member(command, election, context)
        case PublishCandidateCriteria():
            return preparation.publish_criteria(command, election)
        case OpenVoterRegistration():
            return preparation.open_registration(election, context)
        case PostVoterList():
            return preparation.post_list(command, election, context)
        case PostponeElection():
            return preparation.postpone(command, election, context)
        case ReviewCandidates():
            return candidates.review(command, election, context)
        case PostCandidates():
            return candidates.post(command, election, context)
        case OpenBallotBox():
            return votes.open_box(command, election, context)
        case CountVotes():
            return votes.count(command, election, context)
        case DeclareElection():
            return votes.declare(election, context)
        case CallRound():
            return votes.call_round(command, election, context)
        case PostElectionResult():
            return aftermath.post_result(election, context)
        case CompleteHandover():
            return aftermath.hand_over(command, election, context)
        case FileElection():
            return aftermath.file(command, election, context)
        case _:
            assert_never(command)


ELECTION = Decider[Election, ElectionCommand, ElectionEvent]("election", NotCalled(), evolve, decide, ElectionEvent)
