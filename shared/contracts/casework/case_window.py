"""Events of a case that was decided at a window (即办件): what a clerk decided alone, and could not be kept."""

from __future__ import annotations

from shared.contracts.casework.benefit import Reference
from shared.kernel.messages import Event


class InstantDecisionDeclined(Event):
    """What a clerk had decided alone at a window made no decision, for what the refusal `slug` says: the case stays
    open for the ordinary way; recorded by reaction to `decided-at-window`.

    `window_position` is where the clerk's word stands in intake's log.
    """

    application_id: str
    slug: Reference
    window_position: int


CaseWindowEvent = InstantDecisionDeclined
