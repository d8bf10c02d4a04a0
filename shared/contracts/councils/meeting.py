"""Events of the meeting (三会一评): who was called and came, and what was voted in totals.

Three meetings lead to a resolution, and at a fourth residents judge the work that is reported on.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from shared.contracts.councils.community import Name
from shared.contracts.councils.opinion import BodyId
from shared.contracts.councils.resolution import Words
from shared.contracts.councils.topic import Groups
from shared.kernel.instants import start_of
from shared.kernel.messages import Event, Value
from shared.kernel.personal import SubjectRef


class MeetingKind(StrEnum):
    """Three meetings (三会), one after another."""

    OPINION = "OPINION"
    """意见收集会: voices are heard."""

    TOPIC = "TOPIC"
    """议题讨论会: a will is gathered, which binds nobody."""

    DECISION = "DECISION"
    """议事决策会: it is decided."""


class Capacity(StrEnum):
    """As what somebody is there. Only representatives are of the quorum; delegates and supervisors have no vote."""

    REPRESENTATIVE = "REPRESENTATIVE"
    UNIT_DELEGATE = "UNIT_DELEGATE"
    SUPERVISION_MEMBER = "SUPERVISION_MEMBER"
    ASSOCIATION = "ASSOCIATION"


class ElectorateKind(StrEnum):
    """Whom an assembly consists of (城市居民委员会组织法 §9)."""

    ADULTS = "ADULTS"
    HOUSEHOLD_DELEGATES = "HOUSEHOLD_DELEGATES"
    GROUP_DELEGATES = "GROUP_DELEGATES"


class Electorate(Value):
    """Of whom an assembly consists, and how many they are."""

    kind: ElectorateKind
    count: Annotated[int, Field(ge=1, le=100_000)]


class Attendee(Value):
    """Somebody who came, as what, and for which body where they came for one."""

    person_id: SubjectRef
    capacity: Capacity
    body_id: BodyId | None = None


class Interest(StrEnum):
    """Why a member leaves the room (回避)."""

    MONEY = "MONEY"
    KIN = "KIN"
    OFFICE = "OFFICE"
    OTHER = "OTHER"


class MeetingConvened(Event):
    """A committee called a meeting with due notice; recorded when it did.

    `agenda` names topics, `material` papers, `groups` and `units` the residents' groups and the units concerned. An
    `assembly` of residents decides what touches all of them. In an `emergency` nobody waits for the days of notice.
    """

    committee_id: str
    kind: MeetingKind
    begins_at: datetime
    place: Name
    agenda: Annotated[tuple[BodyId, ...], Field(max_length=50)]
    material: Annotated[tuple[Name, ...], Field(max_length=50)]
    groups: Groups = ()
    units: Groups = ()
    assembly: Electorate | None = None
    emergency: bool = False
    convened_on: date


class ReportMeetingConvened(Event):
    """A report meeting (述职评议会) of a committee's residents was called with due notice; recorded when it was.

    `agenda` names the appraisals that are to be scored there, `material` papers, as the reports.
    """

    committee_id: str
    begins_at: datetime
    place: Name
    agenda: Annotated[tuple[BodyId, ...], Field(min_length=1, max_length=50)]
    material: Annotated[tuple[Name, ...], Field(max_length=50)] = ()
    convened_on: date


class MeetingCancelled(Event):
    """A meeting that was called does not take place."""

    reason: Words


class AttendanceMarked(Event):
    """They came in; recorded at the door."""

    attendees: Annotated[tuple[Attendee, ...], Field(min_length=1, max_length=500)]


class AttendanceEnded(Event):
    """Somebody left before the end."""

    person_id: SubjectRef


class MeetingOpened(Event):
    """It was found that enough had come, and the meeting began: `present` of `base` who count for the quorum.

    `residents` came beside those who were marked, of these `groups`; of an assembly they are who is present.
    """

    base: int
    present: int
    residents: int
    groups: Groups


class MemberRecused(Event):
    """Somebody with an interest in a topic left the room for it: they neither count for its quorum nor vote."""

    topic_id: str
    person_id: SubjectRef
    interest: Interest


class VoteTaken(Event):
    """A vote on a topic was counted: totals, never who voted how. Who has a vote and votes neither way abstains.

    `present` of `base` count for the quorum, without those who left the room; whether it was `carried` follows from
    the totals.
    """

    topic_id: str
    base: int
    present: int
    in_favour: int
    against: int
    abstained: int
    carried: bool


class MinutesFiled(Event):
    """The minutes are there, in time where `filed_on` is not after the last day; `summary` names nobody.

    Those of a decision meeting are signed, by `signed_by`. It ends the meeting.
    """

    summary: Words
    signed_by: SubjectRef | None = None
    filed_on: date


class MinutesMissed(Event):
    """The last day for the minutes passed; recorded once, they may still be filed."""

    due_on: date

    def effective_at(self) -> datetime:
        """The end of the last day."""
        return start_of(self.due_on + timedelta(days=1))


MeetingEvent = (
    MeetingConvened
    | ReportMeetingConvened
    | MeetingCancelled
    | AttendanceMarked
    | AttendanceEnded
    | MeetingOpened
    | MemberRecused
    | VoteTaken
    | MinutesFiled
    | MinutesMissed
)
