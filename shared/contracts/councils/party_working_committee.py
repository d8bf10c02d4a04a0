"""Events of the community Party working committee (社区党工委): one for each community, whose id is its own too."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from shared.kernel.instants import Day, start_of
from shared.kernel.messages import Event
from shared.kernel.personal import SubjectRef


class MemberRole(StrEnum):
    """What a full-time member is there; part-time ones are members."""

    SECRETARY = "SECRETARY"
    DEPUTY_SECRETARY = "DEPUTY_SECRETARY"
    MEMBER = "MEMBER"


class ReleaseCause(StrEnum):
    """Why a part-time member's seat ended."""

    HEADSHIP_LOST = "HEADSHIP_LOST"
    UNIT_MOVED = "UNIT_MOVED"
    UNIT_LEFT = "UNIT_LEFT"
    DECIDED = "DECIDED"
    """Their own wish, or the committee's decision."""


class WorkingCommitteeFormed(Event):
    """A community's working committee was formed; it took over what the subdistrict's Party committee did."""

    community_id: str
    formed_on: Day

    def effective_at(self) -> datetime:
        """The beginning of the day of formation."""
        return start_of(self.formed_on)


class FullTimeMemberAppointed(Event):
    """Somebody became a full-time member from the beginning of `from_on`."""

    person_id: SubjectRef
    role: MemberRole
    from_on: Day

    def effective_at(self) -> datetime:
        """The beginning of the first day in the seat."""
        return start_of(self.from_on)


class FullTimeMemberReleased(Event):
    """A full-time member's seat ended; `released_on` is the first day without it."""

    person_id: SubjectRef
    released_on: Day

    def effective_at(self) -> datetime:
        """The beginning of the first day without the seat."""
        return start_of(self.released_on)


class PartTimeMemberAppointed(Event):
    """The head of a resident unit's Party organisation became a part-time member (兼职委员) from `from_on` on."""

    person_id: SubjectRef
    unit_id: str
    from_on: Day

    def effective_at(self) -> datetime:
        """The beginning of the first day in the seat."""
        return start_of(self.from_on)


class PartTimeMemberReleased(Event):
    """A part-time member's seat ended; recorded in the act that ended what it rested on, headship or residence."""

    person_id: SubjectRef
    unit_id: str
    released_on: Day
    cause: ReleaseCause

    def effective_at(self) -> datetime:
        """The beginning of the first day without the seat."""
        return start_of(self.released_on)


class WorkingCommitteeDissolved(Event):
    """The community ended, and with it its working committee and every seat in it; recorded on the first day without.

    What was to begin after `dissolved_on` never did.
    """

    dissolved_on: Day

    def effective_at(self) -> datetime:
        """The beginning of the first day without the community."""
        return start_of(self.dissolved_on)


PartyWorkingCommitteeEvent = (
    WorkingCommitteeFormed
    | WorkingCommitteeDissolved
    | FullTimeMemberAppointed
    | FullTimeMemberReleased
    | PartTimeMemberAppointed
    | PartTimeMemberReleased
)
