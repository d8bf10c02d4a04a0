"""Events of the district's one list of who is on which post; it bounds how many posts a person may be B of."""

from __future__ import annotations

from shared.contracts.casework.post import StaffRef
from shared.kernel.messages import Event


class SubstituteNamed(Event):
    """Who is on a post changed: `substitute` is its B, or nobody; recorded with the post's assignment.

    `holder` is its A. `cover` stands in by the director's order while both are absent; recorded with that order, and
    not taken off the list when it ends.
    """

    post_id: str
    substitute: str | None = None
    holder: StaffRef | None = None
    cover: StaffRef | None = None


SubstitutesEvent = SubstituteNamed
