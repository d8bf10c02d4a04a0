"""What grants knows of the residents' and villagers' committees of councils: which there are, and who sits on them."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from shared.contracts.councils.committee import CommitteeKind
from shared.kernel.instants import Day, start_of
from shared.kernel.messages import Event
from shared.kernel.personal import SubjectRef


class Seat(StrEnum):
    """In which of the two bodies somebody sits."""

    COMMITTEE = "COMMITTEE"
    SUPERVISION = "SUPERVISION"


class CommitteeKnown(Event):
    """Councils founded a committee at `source_position` of its log."""

    committee_id: str
    kind: CommitteeKind
    source_position: int


class CommitteeAssignmentKnown(Event):
    """Councils let a committee belong to a community from `effective_on` on, at `source_position` of its log."""

    committee_id: str
    community_id: str
    effective_on: Day
    source_position: int

    def effective_at(self) -> datetime:
        """The beginning of the first day in the community."""
        return start_of(self.effective_on)


class CommitteeAbolitionKnown(Event):
    """Councils abolished a committee, with `abolished_on` as first day without, at `source_position` of its log."""

    committee_id: str
    abolished_on: Day
    source_position: int

    def effective_at(self) -> datetime:
        """The beginning of the first day without it."""
        return start_of(self.abolished_on)


class CommitteeMemberKnown(Event):
    """Councils seated somebody, from `from_on` to `until_on`, both included, at `source_position` of its log."""

    person_id: SubjectRef
    seat: Seat
    from_on: Day
    until_on: Day
    source_position: int

    def effective_at(self) -> datetime:
        """The beginning of the first day in the seat."""
        return start_of(self.from_on)


class CommitteeMemberLeft(Event):
    """Somebody sits no longer from `from_on` on, as councils recorded at `source_position` of its log."""

    person_id: SubjectRef
    seat: Seat
    from_on: Day
    source_position: int

    def effective_at(self) -> datetime:
        """The beginning of the first day without."""
        return start_of(self.from_on)


class CommitteeSeatsEnded(Event):
    """Nobody sits in a body from `from_on` on: councils abolished the committee, at `source_position` of its log."""

    from_on: Day
    source_position: int

    def effective_at(self) -> datetime:
        """The beginning of the first day on which nobody sits."""
        return start_of(self.from_on)


class KinKnown(Event):
    """Somebody is kin to `person_id`, as councils recorded at `source_position` of its log."""

    person_id: SubjectRef
    source_position: int


class KinEnded(Event):
    """Somebody is kin to `person_id` no longer, as councils recorded at `source_position` of its log."""

    person_id: SubjectRef
    source_position: int


CommitteesEvent = CommitteeKnown | CommitteeAssignmentKnown | CommitteeAbolitionKnown
SeatsEvent = CommitteeMemberKnown | CommitteeMemberLeft | CommitteeSeatsEnded
KinEvent = KinKnown | KinEnded
