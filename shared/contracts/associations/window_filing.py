"""Events of filings that are applied for at a window: accepted in intake, decided on here, and the result told back."""

from __future__ import annotations

from datetime import datetime

from shared.contracts.associations.association_founding import Name, Reference
from shared.contracts.casework.case import Outcome
from shared.kernel.messages import Event


class FilingAwaited(Event):
    """A filing was accepted at a window of the centre; recorded by reaction to intake, at this position of its log."""

    centre_id: Reference
    source_position: int


class FilingLinked(Event):
    """The founders' draft names the application: what is decided on the association is its result."""

    association_id: Reference


class FilingDecided(Event):
    """The association was filed, or not, by `officer` at `decided_at`; a refusal gives its `statement`."""

    application_id: Reference
    association_id: Reference
    outcome: Outcome
    statement: Name | None = None
    officer: Reference
    decided_at: datetime


class FilingWaitEnded(Event):
    """Nobody waits for the result any more: the application was taken back, merged or its acceptance undone."""

    source_position: int


WindowFilingEvent = FilingAwaited | FilingLinked | FilingDecided | FilingWaitEnded
