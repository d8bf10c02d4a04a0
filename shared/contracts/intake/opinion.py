"""Events of opinions (意见) that residents raise at the counter, and of the committees that they raise them with."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field

from shared.contracts.casework.post import ActedAs
from shared.contracts.councils.committee import CommitteeKind
from shared.kernel.messages import Event
from shared.kernel.personal import Personal, SubjectRef


class CommitteeKnown(Event):
    """Councils founded a committee, at `source_position` of its log."""

    kind: CommitteeKind
    source_position: int


class OpinionTaken(Event):
    """Somebody raised something with a residents' committee, at a window; recorded when it was taken down.

    `proposer` refers to who raised it. The committee answers in councils, where the opinion has the same id; its days
    run from `taken_on`.
    """

    hall_id: str
    window_id: str
    committee_id: Annotated[str, Field(min_length=1, max_length=80)]
    proposer: SubjectRef
    text: Personal[str]
    contact: Personal[str] | None = None
    taken_on: date
    post_id: str | None = None
    acted_as: ActedAs | None = None


CommitteeEvent = CommitteeKnown
OpinionEvent = OpinionTaken
