"""Events of duplicates (重复申请): the same item asked for twice by a person, a household or from an address."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from shared.contracts.casework.post import ActedAs
from shared.kernel.messages import Event, Value
from shared.kernel.personal import Personal, SubjectRef


class MatchedBy(StrEnum):
    """What two applications for the same item have in common."""

    PERSON = "PERSON"
    HOUSEHOLD = "HOUSEHOLD"
    ADDRESS = "ADDRESS"


class MatchState(StrEnum):
    """How the other application stands."""

    OPEN = "OPEN"
    GRANTED = "GRANTED"


class DuplicateAnswer(StrEnum):
    """What becomes of the later application."""

    CONTINUE = "CONTINUE"
    MERGE = "MERGE"
    WITHDRAW = "WITHDRAW"


class DuplicateMatch(Value):
    """Another application for the same item."""

    application_id: Annotated[str, Field(min_length=1, max_length=64)]
    matched_by: tuple[MatchedBy, ...]
    state: MatchState


class DuplicateFound(Event):
    """Others for the same item are open or granted; to be answered before acceptance. Recorded with the receipt, and
    with the correction of an applicant, when it adds to what was found before.

    One that was received in the same moment and could not be looked at counts as open.
    """

    matches: tuple[DuplicateMatch, ...]


class DuplicateAnswered(Event):
    """The applicant, or `agent` for them, was shown the others and said what becomes of this one; `into` where it is
    merged. Recorded at the counter.
    """

    answer: DuplicateAnswer
    reason: Personal[str]
    into: Annotated[str, Field(min_length=1, max_length=64)] | None = None
    answered_on: date
    agent: SubjectRef | None = None
    post_id: str | None = None
    acted_as: ActedAs | None = None


class ApplicationMerged(Event):
    """The application ended in favour of another one, `into`, which goes on alone; recorded with the answer."""

    into: Annotated[str, Field(min_length=1, max_length=64)]
    merged_on: date
    post_id: str | None = None
    acted_as: ActedAs | None = None


ApplicationDuplicateEvent = DuplicateFound | DuplicateAnswered
"""What is told about an application and does not end it."""
