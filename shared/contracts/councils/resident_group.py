"""Events of the residents' groups (居民小组) of one committee; the aggregate's id is the committee's."""

from __future__ import annotations

from datetime import datetime

from shared.contracts.councils.community import Name
from shared.kernel.instants import Day, start_of
from shared.kernel.messages import Event
from shared.kernel.personal import SubjectRef


class ResidentGroupFormed(Event):
    """A committee divided its residents and formed a group of them."""

    group_id: str
    name_zh: Name
    formed_on: Day

    def effective_at(self) -> datetime:
        """The beginning of its first day."""
        return start_of(self.formed_on)


class GroupLeaderElected(Event):
    """A group elected its leader; whoever led it before does so no more."""

    group_id: str
    person_id: SubjectRef
    from_on: Day

    def effective_at(self) -> datetime:
        """The beginning of the first day as leader."""
        return start_of(self.from_on)


class GroupLeaderLeft(Event):
    """A group's leader leads it no more, and nobody does; `left_on` is the first day without."""

    group_id: str
    person_id: SubjectRef
    left_on: Day

    def effective_at(self) -> datetime:
        """The beginning of the first day without a leader."""
        return start_of(self.left_on)


class ResidentGroupDissolved(Event):
    """A group ended with the beginning of `dissolved_on`."""

    group_id: str
    dissolved_on: Day

    def effective_at(self) -> datetime:
        """The beginning of the first day without it."""
        return start_of(self.dissolved_on)


ResidentGroupEvent = ResidentGroupFormed | GroupLeaderElected | GroupLeaderLeft | ResidentGroupDissolved
