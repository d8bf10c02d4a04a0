"""Events of the district's one list of substitutes, which bounds how many posts a person may be B of."""

from __future__ import annotations

from shared.kernel.messages import Event


class SubstituteNamed(Event):
    """Who is substitute of a post changed, to nobody where there is none; recorded with the post's assignment."""

    post_id: str
    substitute: str | None = None


SubstitutesEvent = SubstituteNamed
