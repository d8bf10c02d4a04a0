"""Ids and values of casework."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, NewType

from pydantic import Field

from shared.contracts.casework.post import ActedAs

CaseId = NewType("CaseId", str)
CentreId = NewType("CentreId", str)
ItemCode = NewType("ItemCode", str)
PostId = NewType("PostId", str)
StaffId = NewType("StaffId", str)

GivenItemCode = Annotated[ItemCode, Field(pattern=r"^[A-Z]{2}-[A-Z]{2}-\d{3}$")]
GivenOrg = Annotated[str, Field(pattern=r"^[A-Za-z0-9._:-]{1,64}$")]
GivenPostId = Annotated[PostId, Field(pattern=r"^[A-Za-z0-9._:-]{1,80}$")]
GivenStaffId = Annotated[StaffId, Field(pattern=r"^s-[a-z0-9-]{1,60}$")]
"""The `sub` of the person's token; it never says who that is."""


@dataclass(frozen=True, slots=True)
class OnPost:
    """Who acts: the person, on which post, as its holder or its substitute."""

    post_id: str
    acted_as: ActedAs
    officer: str
