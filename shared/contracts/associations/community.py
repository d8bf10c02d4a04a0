"""What associations records of the communities that councils announced, and of their public service centres."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from shared.contracts.councils.community import Name
from shared.kernel.messages import Event

CommunityCode = Annotated[str, Field(pattern=r"^[A-Z]{2,6}$")]


class CommunityKnown(Event):
    """A community became known here; recorded by reaction to `community-established`."""

    name_zh: Name
    source_position: int


class CentreKnown(Event):
    """A community's public service centre became known here; recorded by reaction to `centre-opened`."""

    centre_id: str
    source_position: int


class CommunityCoded(Event):
    """The district gave the community the letters that its filing numbers carry."""

    code: CommunityCode


CommunityEvent = CommunityKnown | CentreKnown | CommunityCoded
