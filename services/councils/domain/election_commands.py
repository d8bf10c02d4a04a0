"""What can be asked of an election, from its call until it is filed."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from services.councils.domain.types import CommitteeId, ElectionId, PersonId
from shared.contracts.councils.committee_members import Heads, Office, OfficeSeats, Term
from shared.contracts.councils.election import ChosenBy, Code, Composition, Criterion, ElectionKind, Electorate, Reason
from shared.contracts.councils.election_candidates import ReviewReasons
from shared.contracts.councils.election_vote import Tally
from shared.kernel.instants import Day
from shared.kernel.messages import Command
from shared.kernel.personal import Personal

GivenPerson = Annotated[PersonId, Field(min_length=1, max_length=64)]
GivenName = Annotated[str, Field(min_length=1, max_length=50)]
People = Annotated[tuple[GivenPerson, ...], Field(min_length=1, max_length=20)]

# --- preparation ------------------------------------------------------------


class CallElection(Command):
    """Call an election of a committee for a day."""

    committee_id: Annotated[CommitteeId, Field(min_length=1, max_length=80)]
    term: Term
    kind: ElectionKind
    electorate: Electorate
    seats: Annotated[tuple[OfficeSeats, ...], Field(min_length=1, max_length=3)]
    election_on: Day
    several_ethnic_groups: bool


class FormElectionCommittee(Command):
    """Enter whom the assembly or the groups chose."""

    members: People
    chosen_by: ChosenBy


class ReplaceElectionCommitteeMember(Command):
    """Enter who was chosen in the place of a member who left."""

    person_id: GivenPerson
    in_place_of: GivenPerson


class PublishCandidateCriteria(Command):
    """Publish by what candidates will be reviewed."""

    criteria: Annotated[tuple[Criterion, ...], Field(min_length=1, max_length=30)]


class OpenVoterRegistration(Command):
    """Let voters be registered from now on."""


class PostVoterList(Command):
    """Post the list of voters as the roll of the election has it now."""

    election_id: ElectionId


class PostponeElection(Command):
    """Put the day of the vote off."""

    election_on: Day
    reason: Reason


# --- candidates -------------------------------------------------------------


class NominateCandidate(Command):
    """Nominate somebody for one office."""

    person_id: GivenPerson
    office: Office
    lives_here: bool = True


class ReviewFinding(Command):
    """What the review of one candidate found: no reasons where they are qualified."""

    person_id: GivenPerson
    unmet: Annotated[tuple[Code, ...], Field(max_length=30)] = ()
    reasons: Personal[ReviewReasons] | None = None


class ReviewCandidates(Command):
    """Enter the review of all candidates whom nobody has reviewed yet, by members of the election committee."""

    reviewers: People
    findings: Annotated[tuple[ReviewFinding, ...], Field(min_length=1, max_length=100)]


class AppealQualification(Command):
    """Appeal against one's review."""

    person_id: GivenPerson
    grounds: Personal[str]


class DecideQualificationAppeal(Command):
    """Answer an appeal."""

    person_id: GivenPerson
    upheld: bool
    reasons: Personal[str]


class WithdrawCandidacy(Command):
    """Stand no longer."""

    person_id: GivenPerson


class CandidateName(Command):
    """What a candidate is called on the posted list."""

    person_id: GivenPerson
    name: GivenName


class PostCandidates(Command):
    """Post the list of those who are qualified, each with their name."""

    names: Annotated[tuple[CandidateName, ...], Field(max_length=100)]
    equal_number_agreed: bool = False


# --- votes ------------------------------------------------------------------


class OpenBallotBox(Command):
    """Let voting begin, on its day."""

    election_id: ElectionId


class CountVotes(Command):
    """Enter the count of the round as totals; with it voting is over."""

    election_id: ElectionId
    ballots: Heads
    spoilt: Heads
    tallies: Annotated[tuple[Tally, ...], Field(max_length=100)]


class DeclareElection(Command):
    """Declare what follows from the count."""


class CallRound(Command):
    """Call voters once more: again after an invalid round, or for the seats that are left open."""

    vote_on: Day


# --- what follows -----------------------------------------------------------


class PostElectionResult(Command):
    """Post the result; those elected are in office with it."""


class CompleteHandover(Command):
    """Enter that the old committee has handed over."""

    handed_over_on: Day


class FileElection(Command):
    """File the election with the district."""

    composition: Composition


class MissElectionDeadline(Command):
    """Record that the last day for a step is over."""


OfCommittee = (
    ReplaceElectionCommitteeMember
    | PublishCandidateCriteria
    | OpenVoterRegistration
    | PostVoterList
    | PostponeElection
    | ReviewCandidates
    | PostCandidates
    | OpenBallotBox
    | CountVotes
    | DeclareElection
    | CallRound
    | PostElectionResult
    | CompleteHandover
    | FileElection
)
"""What only the election committee does."""

OfCandidates = NominateCandidate | AppealQualification | DecideQualificationAppeal | WithdrawCandidacy

ElectionCommand = CallElection | FormElectionCommittee | OfCandidates | OfCommittee | MissElectionDeadline
