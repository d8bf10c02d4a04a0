"""Events of the window posts (窗口岗位): who is on which window's post, as casework announced it."""

from __future__ import annotations

from shared.contracts.casework.post import ActedAs, StaffRef
from shared.kernel.messages import Event


class WindowPostKnown(Event):
    """What is known here of a window's post changed; recorded by reaction to casework's events of the post.

    All that is known is told each time: A is `holder`, B `substitute`; `on_post` is who is on it, and `acting_as`
    as what; nobody where both are away or the post was not assigned yet.
    """

    post_id: str
    hall_id: str
    window_id: str
    holder: StaffRef | None = None
    substitute: StaffRef | None = None
    on_post: StaffRef | None = None
    acting_as: ActedAs | None = None
    source_position: int


WindowPostsEvent = WindowPostKnown
