"""Where an application stood: as it held in law on a day, as it was known at a moment, from the log."""

from __future__ import annotations

import re
from datetime import date
from typing import Self

from pydantic import BaseModel

from services.intake.domain.application_state import Application, AwaitingCorrection, Lapsed, NotReceived, Received
from shared.runtime.as_of import Held

_WORD = re.compile(r"(?<!^)(?=[A-Z])")


class ApplicationThen(BaseModel):
    """The state that the facts of the time make: `version` is that of the last one that counted and was known.

    `counted_from_on` is the day from which the hall's check runs, while it runs.
    """

    id: str
    version: int
    state: str
    hall_id: str
    centre_id: str
    item_code: str
    item_version: int
    counted_from_on: date | None = None
    correction_due_on: date | None = None
    missing: tuple[str, ...] | None = None

    @classmethod
    def of(cls, id_: str, found: Held[Application]) -> Self | None:
        """Nothing where it had not been received."""
        application = found.state
        if isinstance(application, NotReceived):
            return None
        facts = application.facts
        return cls(
            id=id_,
            version=found.version,
            state=_WORD.sub("_", type(application).__name__).upper(),
            hall_id=facts.hall_id,
            centre_id=facts.centre_id,
            item_code=facts.item_code,
            item_version=facts.item_version,
            counted_from_on=application.counted_from_on if isinstance(application, Received) else None,
            correction_due_on=application.due_on if isinstance(application, AwaitingCorrection | Lapsed) else None,
            missing=application.missing if isinstance(application, AwaitingCorrection) else None,
        )
