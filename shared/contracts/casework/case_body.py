"""Events of a case that travels between bodies (办件流转): to whom it went, for which stage, and when it came back."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

from pydantic import Field

from shared.contracts.casework.benefit import Reference
from shared.contracts.casework.post import ActedAs
from shared.contracts.casework.reasons import Reasons
from shared.kernel.messages import Event

StagePlace = Annotated[int, Field(ge=0, le=19)]
"""0-based place among the counted stages of the item's statutory limit."""


class CaseSentToBody(Event):
    """The centre sent the case to another body, whose own clock runs from `started_at` for the stage.

    `stage` and `stage_name` are absent where the rule sets no stages. `due_on` and `due_at` are the body's own limit,
    absent where the law gives the whole time to all bodies together, or while the clock stands still.
    """

    body: Reference
    stage: StagePlace | None = None
    stage_name: Annotated[str, Field(min_length=1, max_length=100)] | None = None
    sent_on: date
    started_at: datetime
    due_on: date | None = None
    due_at: datetime | None = None
    post_id: str
    acted_as: ActedAs
    officer: Reference


class BodyAnswered(Event):
    """The body gave the case back to the centre: by its answer, or together with its decision or its return.

    `within` says whether its own limit was kept, absent where it had none. Who answers in the name of a body that has
    no posts here has no `post_id`.
    """

    body: Reference
    answered_on: date
    within: bool | None = None
    finding: Reasons | None = None
    answered_by: Reference
    post_id: str | None = None
    acted_as: ActedAs | None = None


class StageLimitBreached(Event):
    """The time that a stage gives to the body that has the case is over. Nobody can clear it."""

    body: Reference
    stage: StagePlace
    due_on: date
    due_at: datetime

    def effective_at(self) -> datetime:
        """The instant from which it is late."""
        return self.due_at


CaseBodyEvent = CaseSentToBody | BodyAnswered | StageLimitBreached
