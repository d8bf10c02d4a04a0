"""What is said to a supervision committee, by whom it is chosen and by its own members."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from services.councils.domain.exclusions import Exclusion
from services.councils.domain.types import CommitteeId, PersonId
from shared.contracts.councils.supervision_committee import ExcludingPost, Office, Reference, SeatLoss, Words
from shared.contracts.councils.supervision_committee_acts import Size, SubjectKind
from shared.kernel.instants import Day
from shared.kernel.messages import Command, Value
from shared.kernel.personal import Published

Heads = Annotated[int, Field(ge=0, le=100_000)]
Year = Annotated[int, Field(ge=1990, le=2999)]
_PERSON = Annotated[PersonId, Field(min_length=1, max_length=64)]


class Candidate(Value):
    """A nominee as the votes were counted; the name is published of whoever is elected."""

    person_id: _PERSON
    name: Published[str]
    votes: Heads


class TakePost(Command):
    """Somebody holds a post beside the committee from a day on."""

    committee_id: CommitteeId
    person_id: _PERSON
    post: ExcludingPost
    from_on: Day


class LeavePost(Command):
    """Somebody holds it no longer from a day on."""

    committee_id: CommitteeId
    person_id: _PERSON
    post: ExcludingPost
    from_on: Day


class Nominate(Command):
    """Propose a representative for an office."""

    committee_id: CommitteeId
    person_id: _PERSON
    office: Office


class HoldElection(Command):
    """Record how the representative meeting voted on the nominees."""

    committee_id: CommitteeId
    meeting_id: Reference
    held_on: Day
    present: Heads
    candidates: Annotated[tuple[Candidate, ...], Field(min_length=1, max_length=50)]


class ReviewMembers(Command):
    """Look whether everybody who sits may sit: `members` are all of them."""

    committee_id: CommitteeId
    members: tuple[PersonId, ...]


class FileCommittee(Command):
    """File the reviewed committee with the district."""

    committee_id: CommitteeId


class ExcludeHolders(Command):
    """In the act that gives people an office on one of these grounds, from a day on or today: they sit no longer."""

    committee_id: CommitteeId
    people: tuple[PersonId, ...]
    grounds: tuple[Exclusion, ...]
    from_on: Day | None = None


class Dissolve(Command):
    """In the act that abolishes the residents' committee: `dissolved_on` is the first day without it."""

    committee_id: CommitteeId
    dissolved_on: Day


class LeaveSeat(Command):
    """Somebody sits no longer from a day on."""

    committee_id: CommitteeId
    person_id: _PERSON
    reason: SeatLoss
    from_on: Day


class DemandRecall(Command):
    """Residents jointly demand that a member be recalled: `joined` of all `residents`."""

    committee_id: CommitteeId
    person_id: _PERSON
    joined: Heads
    residents: Annotated[int, Field(ge=1, le=100_000)]


class VoteOnRecall(Command):
    """Record how the representative meeting voted on a recall that was demanded."""

    committee_id: CommitteeId
    person_id: _PERSON
    meeting_id: Reference
    held_on: Day
    present: Heads
    votes_for: Heads


class ProposeMeeting(Command):
    """Propose a meeting on a matter."""

    committee_id: CommitteeId
    proposal_id: Reference
    matter: Words


class Countersign(Command):
    """Countersign what the committee was asked to."""

    committee_id: CommitteeId
    subject_kind: SubjectKind
    subject_id: Reference


class RefuseCountersignature(Command):
    """Say why the committee does not countersign."""

    committee_id: CommitteeId
    subject_kind: SubjectKind
    subject_id: Reference
    reason: Words


class Report(Command):
    """Report on a year to the representatives."""

    committee_id: CommitteeId
    year: Year
    report: Words


class MissReport(Command):
    """A year is over without a report."""

    committee_id: CommitteeId


class ReviewEntitlements(Command):
    """State what is due to the committee and its members for a year."""

    committee_id: CommitteeId
    year: Year
    size: Size


Posting = TakePost | LeavePost
Choosing = Nominate | HoldElection | ReviewMembers | FileCommittee
Recalling = ExcludeHolders | LeaveSeat | DemandRecall | VoteOnRecall
Acting = ProposeMeeting | Countersign | RefuseCountersignature | Report
OfOthers = Posting | Choosing | Recalling | ReviewEntitlements
"""What others enter of it: those of the place alone."""

SupervisionCommitteeCommand = OfOthers | Acting | MissReport | Dissolve
