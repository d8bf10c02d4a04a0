"""Events of an election (居委会选举): of a committee and term, from its call until it is filed with the district.

Who is a candidate, how they were reviewed, what was voted stands in `election_candidates` and `election_vote`; who may
vote in `voter_roll`. Nobody is named here: candidates when their list is posted, members when they are elected.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from shared.contracts.councils.committee_members import Heads, OfficeSeats, Term
from shared.contracts.councils.election_candidates import CandidatesEvent
from shared.contracts.councils.election_vote import VoteEvent
from shared.kernel.instants import Day, start_of
from shared.kernel.messages import Event, Value
from shared.kernel.personal import SubjectRef

Code = Annotated[str, Field(pattern=r"^[a-z0-9-]{1,40}$")]
Words = Annotated[str, Field(min_length=1, max_length=300)]
Reason = Annotated[str, Field(min_length=1, max_length=100)]


class ElectionKind(StrEnum):
    """Whether a term begins with it or vacant seats are filled for the rest of one."""

    GENERAL = "GENERAL"
    BY_ELECTION = "BY_ELECTION"


class Electorate(StrEnum):
    """Who elects (城市居民委员会组织法 §8)."""

    ALL_ADULTS = "ALL_ADULTS"
    HOUSEHOLD_DELEGATES = "HOUSEHOLD_DELEGATES"
    GROUP_DELEGATES = "GROUP_DELEGATES"


class ChosenBy(StrEnum):
    """Who chose the election committee."""

    ASSEMBLY = "ASSEMBLY"
    GROUPS = "GROUPS"


class ElectionStep(StrEnum):
    """What has a last day."""

    APPEAL_ANSWER = "APPEAL_ANSWER"
    RESULT = "RESULT"
    HANDOVER = "HANDOVER"
    FILING = "FILING"


class Criterion(Value):
    """One of the published criteria for candidates, by its code."""

    code: Code
    text_zh: Words


class ElectionCalled(Event):
    """An election of a committee was called for a day; `several_ethnic_groups` as the law asks of the area (§7)."""

    committee_id: str
    term: Term
    kind: ElectionKind
    electorate: Electorate
    seats: tuple[OfficeSeats, ...]
    election_on: Day
    several_ethnic_groups: bool


class ElectionCommitteeFormed(Event):
    """The election committee (选举委员会) was chosen."""

    members: tuple[SubjectRef, ...]
    chosen_by: ChosenBy


class ElectionCommitteeMemberLeft(Event):
    """A member of the election committee left it; recorded with their nomination as a candidate."""

    person_id: SubjectRef


class ElectionCommitteeMemberReplaced(Event):
    """Somebody was chosen in the place of a member of the election committee who had left."""

    person_id: SubjectRef
    in_place_of: SubjectRef


class CandidateCriteriaPublished(Event):
    """The criteria by which candidates will be reviewed were published; later ones take their place."""

    criteria: tuple[Criterion, ...]


class VoterRegistrationOpened(Event):
    """Voters can be registered until the end of `closes_on`."""

    closes_on: Day


class VoterListPosted(Event):
    """The list of voters was posted; who is missing or wrongly on it may be objected to until `objections_until_on`."""

    voters: Heads
    posted_on: Day
    objections_until_on: Day


class ElectionPostponed(Event):
    """Election day was put off; `reason` speaks of the matter, never of a person."""

    election_on: Day
    reason: Reason


class ElectionResultPosted(Event):
    """The result was posted; recorded with the terms of those who were elected."""

    posted_on: Day
    handover_due_on: Day
    filing_due_on: Day


class HandoverCompleted(Event):
    """The old committee handed seal, papers and accounts over to the new one."""

    handed_over_on: Day

    def effective_at(self) -> datetime:
        """The beginning of the day of the hand-over."""
        return start_of(self.handed_over_on)


class Share(Value):
    """How many members are of one band or group."""

    of: Annotated[str, Field(pattern=r"^[A-Z0-9_]{1,30}$")]
    members: Annotated[int, Field(ge=0, le=9)]


Axis = Annotated[tuple[Share, ...], Field(max_length=60)]


class Composition(Value):
    """The committee as totals: each axis counts every member once. Ethnic groups by the letters of GB/T 3304."""

    members: Annotated[int, Field(ge=0, le=9)]
    age: Axis
    education: Axis
    sex: Axis
    ethnicity: Axis
    profession: Axis


class ElectionFiled(Event):
    """The election was filed with the district, with the composition of the committee as totals.

    `minority_member_missing`: the area has several ethnic groups and the members are all of one.
    """

    composition: Composition
    minority_member_missing: bool


class ElectionDeadlineMissed(Event):
    """The last day for a step went by; recorded once for each, of an appeal by whose it is."""

    step: ElectionStep
    person_id: SubjectRef | None = None
    due_on: Day


ElectionEvent = (
    ElectionCalled
    | ElectionCommitteeFormed
    | ElectionCommitteeMemberLeft
    | ElectionCommitteeMemberReplaced
    | CandidateCriteriaPublished
    | VoterRegistrationOpened
    | VoterListPosted
    | ElectionPostponed
    | CandidatesEvent
    | VoteEvent
    | ElectionResultPosted
    | HandoverCompleted
    | ElectionFiled
    | ElectionDeadlineMissed
)
