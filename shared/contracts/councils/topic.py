"""Events of the topic (议题): what opinions were merged into, discussed in one meeting and decided in another."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from shared.contracts.councils.community import Name
from shared.contracts.councils.resolution import Budget, Words
from shared.kernel.messages import Event, Value
from shared.kernel.personal import SubjectRef


class TopicScope(StrEnum):
    """Whom a topic touches, and so who decides it."""

    AFFECTED = "AFFECTED"
    """Some of the residents: the representatives decide."""

    ALL_RESIDENTS = "ALL_RESIDENTS"
    """All of them: the assembly decides (城市居民委员会组织法 §10)."""


class Raised(Value):
    """An opinion, and who raised it."""

    opinion_id: str
    proposer: SubjectRef


class Option(Value):
    """One way to go about a topic, and what it would cost and who would pay."""

    title: Name
    budget: Budget | None = None


Options = Annotated[tuple[Option, ...], Field(min_length=1, max_length=20)]
Groups = Annotated[tuple[Name, ...], Field(max_length=100)]


class TopicOpened(Event):
    """Opinions were merged into a topic that enough residents support or the chair puts; recorded with their routing.

    `affected_groups` are residents' groups, `units` those whose matter it is too. An `emergency` comes to the vote
    before its stages, for the reason told, and is ratified afterwards.
    """

    committee_id: str
    title: Name
    options: Options
    scope: TopicScope
    raised: tuple[Raised, ...]
    supporters: int
    put_by_chair: bool
    affected_groups: Groups = ()
    units: Groups = ()
    emergency: Words | None = None
    opened_on: date


class OpinionsMerged(Event):
    """More opinions became part of a topic that is open; recorded with their routing."""

    raised: tuple[Raised, ...]


class TopicDiscussed(Event):
    """A topic meeting discussed it and voted, which binds nobody; recorded with the vote.

    It goes on to a decision where it `advances`. The result is posted until the end of `posted_until_on`.
    `units_absent` are those concerned that sent nobody.
    """

    meeting_id: str
    advances: bool
    units_absent: Groups = ()
    posted_until_on: date


class TopicDropped(Event):
    """The committee dropped the topic, for reasons that all may read."""

    reasons: Words
    dropped_on: date


class TopicDecided(Event):
    """A decision meeting voted on it; recorded with the vote. What was adopted is the resolution."""

    meeting_id: str
    resolution_id: str
    adopted: bool


TopicEvent = TopicOpened | OpinionsMerged | TopicDiscussed | TopicDropped | TopicDecided
