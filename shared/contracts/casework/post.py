"""Events of the post (岗位): a place of work with holder A and substitute B (AB岗)."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from shared.kernel.messages import Event

Title = Annotated[str, Field(min_length=1, max_length=100)]


class PostKind(StrEnum):
    """What is done on a post."""

    WINDOW = "WINDOW"
    EXAMINATION = "EXAMINATION"
    APPROVAL = "APPROVAL"


class ActedAs(StrEnum):
    """Whether the holder acted on a post or the substitute; both have the same authority."""

    A = "A"
    B = "B"


class PostEstablished(Event):
    """A centre or department got a post; nobody is on it yet."""

    org: str
    kind: PostKind
    title_zh: Title
    title_en: Title


class PostAssigned(Event):
    """From now on `holder` is A of the post, and `substitute` its B where there is one; who was, is no more."""

    holder: str
    substitute: str | None = None


PostEvent = PostEstablished | PostAssigned
