"""Events of the opinion (意见): what somebody raised with their committee, where it went and what was answered."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from shared.contracts.councils.community import Name
from shared.contracts.councils.resolution import Words
from shared.contracts.intake.rating import Level
from shared.kernel.instants import start_of
from shared.kernel.messages import Event, Value
from shared.kernel.personal import Personal, SubjectRef

BodyId = Annotated[str, Field(min_length=1, max_length=80)]


class OpinionChannel(StrEnum):
    """How an opinion came in; policy says which of them are open."""

    MEETING = "MEETING"
    BOX = "BOX"
    HOME_VISIT = "HOME_VISIT"
    PHONE = "PHONE"
    WEB = "WEB"
    GRID_MEMBER = "GRID_MEMBER"
    COUNTER = "COUNTER"
    """At the window of the hall, which is open to everybody."""


class OpinionRoute(StrEnum):
    """Who goes on with an opinion."""

    TOPIC = "TOPIC"
    SERVICE_CENTRE = "SERVICE_CENTRE"
    ASSOCIATION = "ASSOCIATION"
    UNIT = "UNIT"
    EXPLAINED = "EXPLAINED"
    """Nobody: the answer explains why."""


class CounterOpinion(Value):
    """On which day an opinion was raised at a window, and where in intake's log its words are, under the same id."""

    taken_on: date
    source_position: int


class OpinionRegistered(Event):
    """Somebody raised something with a committee; recorded when it was taken down or came in.

    `proposer` refers to who raised it. It is to be answered by the end of `answer_due_on`. Of one that was raised at
    the counter of the hall intake has `text` and `contact`.
    """

    committee_id: str
    channel: OpinionChannel
    proposer: SubjectRef
    text: Personal[str] | None = None
    contact: Personal[str] | None = None
    counter: CounterOpinion | None = None
    meeting_id: str | None = None
    registered_on: date
    answer_due_on: date


class OpinionClustered(Event):
    """The committee put an opinion together with others about the same matter; `theme` is public and names nobody."""

    theme: Name


class OpinionRouted(Event):
    """An opinion became part of a topic, went to a body that goes on with it, or to nobody and is explained.

    `to_id` names the topic or the body.
    """

    route: OpinionRoute
    to_id: BodyId | None = None


class OpinionAnswered(Event):
    """Who raised it was answered; `published` is what everybody may read of the answer, which names nobody."""

    answer: Personal[str]
    published: Words | None = None
    answered_on: date


class OpinionUnanswered(Event):
    """The last day passed without an answer, and the opinion counts as unanswered; it may still be answered."""

    due_on: date

    def effective_at(self) -> datetime:
        """The end of the last day."""
        return start_of(self.due_on + timedelta(days=1))


class OpinionRated(Event):
    """Who raised it said, once, what they think of the answer."""

    level: Level


OpinionEvent = OpinionRegistered | OpinionClustered | OpinionRouted | OpinionAnswered | OpinionUnanswered | OpinionRated
