"""Events of cultivation (培育): what associations and founders need, who took it up and what they answered."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from shared.contracts.associations.association_founding import Reference
from shared.kernel.messages import Event, Value
from shared.kernel.personal import Personal, SubjectRef

NeedKind = Annotated[str, Field(pattern=r"^[A-Z_]{2,40}$")]
"""A word of the policy's list `association.needs`."""


class TakerKind(StrEnum):
    """Who helps."""

    CENTRE = "CENTRE"
    UNIT = "UNIT"
    HUB = "HUB"
    """A hub association (枢纽型社会组织)."""


class Taker(Value):
    """Who took a need up: a centre, a unit or an association."""

    kind: TakerKind
    id: Reference


class NeedRegistered(Event):
    """An association, or residents who want to found one, said what they need; the answer is due on `answer_due_on`.

    `association_id` is absent where founders ask; `asked_by` refers to whoever asks, for nothing but this.
    """

    association_id: str | None = None
    community_id: str
    lineage_id: str | None = None
    kind: NeedKind
    asked_by: SubjectRef
    words: Personal[str]
    answer_due_on: date


class NeedTakenUp(Event):
    """Somebody took the need up, and owes the answer from now on."""

    taker: Taker


class NeedAnswered(Event):
    """Whoever took the need up answered it, `late` where after its last day."""

    taker: Taker
    answer: Personal[str]
    late: bool


class NeedAnswerMissed(Event):
    """The last day passed without an answer, at `fell_due_at`; the answer is still owed."""

    due_on: date
    fell_due_at: datetime

    def effective_at(self) -> datetime:
        """When the last day was over."""
        return self.fell_due_at


NeedEvent = NeedRegistered | NeedTakenUp | NeedAnswered | NeedAnswerMissed
