"""Events of the publication of a result (结果公示): of what was granted, after the decision, and never of a refusal."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from shared.contracts.casework.benefit import Reference
from shared.contracts.casework.post import ActedAs
from shared.kernel.messages import Event


class PublicationPlace(StrEnum):
    """Where the result can be read."""

    COMMUNITY_BOARD = "COMMUNITY_BOARD"
    WEBSITE = "WEBSITE"
    BOTH = "BOTH"


class DecisionPublished(Event):
    """The centre published what was granted, in the community or on the web (社会救助暂行办法 §11)."""

    place: PublicationPlace
    published_on: date
    post_id: str
    acted_as: ActedAs
    officer: Reference


CasePublicationEvent = DecisionPublished
