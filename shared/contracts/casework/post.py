"""Events of the post (岗位): a place of work with holder A and substitute B (AB岗), and who is on it when."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from shared.kernel.messages import Event

Title = Annotated[str, Field(min_length=1, max_length=100)]
StaffRef = Annotated[str, Field(max_length=64)]
"""A staff id, which never names the person."""


class PostKind(StrEnum):
    """What is done on a post."""

    WINDOW = "WINDOW"
    EXAMINATION = "EXAMINATION"
    APPROVAL = "APPROVAL"


class ActedAs(StrEnum):
    """Whether the holder acted on a post or the substitute; both have the same authority."""

    A = "A"
    B = "B"


class AwayReason(StrEnum):
    """Why somebody cannot be on a post: a reason of absence, or that they left for good."""

    LEAVE = "LEAVE"
    SICK = "SICK"
    TRAINING = "TRAINING"
    OFFICIAL = "OFFICIAL"
    OTHER = "OTHER"
    LEFT = "LEFT"
    """Left the administration, or the centre for another."""


class PostEstablished(Event):
    """A centre or department got a post; nobody is on it yet. A post of kind WINDOW names its window."""

    org: str
    kind: PostKind
    title_zh: Title
    title_en: Title
    hall_id: str | None = None
    window_id: str | None = None


class PostAssigned(Event):
    """From now on `holder` is A of the post, and `substitute` its B where there is one; who was, is no more."""

    holder: str
    substitute: str | None = None
    assigned_at: datetime | None = None


class PostAbsenceNoted(Event):
    """Who is A or B of the post, or covers it, is absent from `from_on` to `until_on`, or left for good.

    Recorded with the absence itself, or with the assignment of somebody whose absence is known. `from_on` is never
    before the day of the recording: a post is not handed over backwards.
    """

    staff: StaffRef
    reason: AwayReason
    from_on: date
    until_on: date | None = None


class PostReturnNoted(Event):
    """Who is A or B of the post, or covers it, is back from `on` on; recorded with the return itself."""

    staff: StaffRef
    on: date


class PostSubstituted(Event):
    """The post passed from its absent A, `from_staff`, to `to_staff`, who acts from `from_at` on with equal authority.

    Recorded when the absence begins or who stands in changes, and again where its end turns out another.
    `until_at` is when A is expected back.
    """

    from_staff: StaffRef
    to_staff: StaffRef
    reason: AwayReason
    from_at: datetime
    until_at: datetime | None = None

    def effective_at(self) -> datetime | None:
        """When the post passed over."""
        return self.from_at


class PostResumed(Event):
    """A is back and acts on the post again; recorded on the day of the return."""

    holder: StaffRef
    at: datetime

    def effective_at(self) -> datetime | None:
        """When the post went back."""
        return self.at


class PostLeftUncovered(Event):
    """Neither A nor B can be on the post: from `since` on it is the affair of the director of `org`, that same day."""

    since: datetime
    org: str

    def effective_at(self) -> datetime | None:
        """When the last of them was away."""
        return self.since


class PostCovered(Event):
    """The time in which nobody was on the post has ended: `by` is on it. The event after it says as what."""

    by: StaffRef
    at: datetime

    def effective_at(self) -> datetime | None:
        """When somebody was on it again."""
        return self.at


PostEvent = (
    PostEstablished
    | PostAssigned
    | PostAbsenceNoted
    | PostReturnNoted
    | PostSubstituted
    | PostResumed
    | PostLeftUncovered
    | PostCovered
)
