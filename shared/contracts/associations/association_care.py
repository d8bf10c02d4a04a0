"""Events of how an association that stands is looked after: what it reports of a year, what the registry finds in it,
and what passes in silence, which an authority answers and nothing answers by itself.
"""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from shared.contracts.associations.association_founding import Name, Track
from shared.kernel.instants import Day, start_of
from shared.kernel.messages import Event, Value
from shared.kernel.money import Money

Year = Annotated[int, Field(ge=1949, le=2998)]
Statement = Annotated[str, Field(min_length=1, max_length=1000)]


class Addressee(StrEnum):
    """To whom the report of a year goes: of a filed association to the centre, of a registered one to the others."""

    CENTRE = "CENTRE"
    SUPERVISOR = "SUPERVISOR"
    REGISTRY = "REGISTRY"


class Outcome(StrEnum):
    """What an annual inspection (年度检查) comes to."""

    PASS = "PASS"  # noqa: S105
    BASIC = "BASIC"
    FAIL = "FAIL"


class YearReport(Value):
    """What an association tells of a year: how it went, its members, what it took in and what it spent."""

    summary: Statement
    members: Annotated[int, Field(ge=0, le=100_000)]
    income: Money
    spending: Money


class CareStarted(Event):
    """An association was entered from paper: what it did before `from_on` is not known here.

    Reports are owed from that year on, and its silence counts from that day. Recorded with the entry.
    """

    from_on: date

    def effective_at(self) -> datetime:
        """The beginning of that day."""
        return start_of(self.from_on)


class AnnualReportSubmitted(Event):
    """An association handed in its report of `year`, `late` where after its last day."""

    year: Year
    to: Addressee
    report: YearReport
    late: bool
    track: Track
    community_id: str
    lineage_id: str


class AnnualReportMissed(Event):
    """The last day for the report of `year` passed without it, at `fell_due_at`; recorded once for each addressee."""

    year: Year
    to: Addressee
    due_on: date
    fell_due_at: datetime

    def effective_at(self) -> datetime:
        """When the last day was over."""
        return self.fell_due_at


class MissingReportsFound(Event):
    """So many years in a row no report of a filed association came in: the centre may cancel the filing for it."""

    years: tuple[Year, ...]


class ActivityNoted(Event):
    """An association held an activity later than any that was known; recorded with the activity's report."""

    held_on: Day


class InactivityFound(Event):
    """An association held no activity after `since_on` for as long as the rules bear, which was over at `fell_due_at`.

    The authority may cancel the filing or revoke the registration for it.
    """

    since_on: date
    fell_due_at: datetime

    def effective_at(self) -> datetime:
        """When the last day was over."""
        return self.fell_due_at


class InspectionConcluded(Event):
    """The registry inspected a registered association for `year`, free of charge."""

    year: Year
    outcome: Outcome
    statement: Name
    community_id: str
    lineage_id: str


AssociationCareEvent = (
    CareStarted
    | AnnualReportSubmitted
    | AnnualReportMissed
    | MissingReportsFound
    | ActivityNoted
    | InactivityFound
    | InspectionConcluded
)
