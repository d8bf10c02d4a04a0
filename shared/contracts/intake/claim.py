"""Events of claims: who has asked for which item, anywhere in the district."""

from __future__ import annotations

from shared.kernel.messages import Event


class ApplicationClaimed(Event):
    """An application asks for an item in the name of a person, a household or an address; recorded with its receipt."""

    application_id: str


ClaimsEvent = ApplicationClaimed
