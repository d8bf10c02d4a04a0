"""Ids of associations."""

from __future__ import annotations

from typing import Annotated, NewType

from pydantic import Field

AssociationId = NewType("AssociationId", str)
CommunityId = NewType("CommunityId", str)
GivenId = Annotated[str, Field(pattern=r"^[A-Za-z0-9._:-]{1,80}$")]
"""An id that somebody tells us."""
