"""Events of the draft (草稿): an application that somebody has begun and nobody has received yet."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from shared.contracts.casework.post import ActedAs
from shared.contracts.intake.application import Applicant, Name
from shared.kernel.instants import start_of
from shared.kernel.messages import Event
from shared.kernel.personal import Personal


class ApplicationDrafted(Event):
    """Somebody began an application, at a window or without a token from anywhere; nothing is received yet.

    `kept_until_on` is the last day on which it can be handed in. `materials` name papers, never persons.
    """

    item_code: str
    hall_id: str | None = None
    applicant: Personal[Applicant]
    materials: tuple[Name, ...]
    kept_until_on: date
    post_id: str | None = None
    acted_as: ActedAs | None = None


class DraftRevised(Event):
    """Whoever has the draft's code wrote it anew; it says all that it says now and is kept for the whole time again."""

    revision_id: str
    item_code: str
    hall_id: str | None = None
    applicant: Personal[Applicant]
    materials: tuple[Name, ...]
    kept_until_on: date


class DraftHandedIn(Event):
    """What was drafted was handed in at a window; recorded with the receipt of the application."""

    application_id: str


class DraftDiscarded(Event):
    """Whoever has the draft's code gave it up."""


class DraftLapsed(Event):
    """Nobody handed the draft in as long as it was kept; recorded when its last day, `kept_until_on`, was over."""

    kept_until_on: date

    def effective_at(self) -> datetime:
        """The end of the last day."""
        return start_of(self.kept_until_on + timedelta(days=1))


DraftEvent = ApplicationDrafted | DraftRevised | DraftHandedIn | DraftDiscarded | DraftLapsed
