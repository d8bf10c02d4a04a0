"""What is known of how an association lives: since when, what it reported, when it was active, how it was inspected."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import assert_never

from shared.contracts.associations.association_care import (
    ActivityNoted,
    Addressee,
    AnnualReportMissed,
    AnnualReportSubmitted,
    AssociationCareEvent,
    CareStarted,
    InactivityFound,
    InspectionConcluded,
    MissingReportsFound,
    Outcome,
    YearReport,
)

Owed = tuple[int, Addressee]
"""The report of a year to one of those to whom it goes."""


@dataclass(frozen=True, slots=True)
class Care:
    """How it lives. `from_on` is known only of one that was entered from paper, others live since they stand.

    `overdue` are reports whose last day has passed without them, also those that came later.
    """

    from_on: date | None = None
    reports: Mapping[Owed, YearReport] = field(default_factory=dict)
    overdue: frozenset[Owed] = frozenset()
    active_on: date | None = None
    idle_since: date | None = None
    inspections: Mapping[int, Outcome] = field(default_factory=dict)

    def after(self, event: AssociationCareEvent) -> Care:
        """What is known with one more fact."""
        match event:
            case CareStarted():
                return replace(self, from_on=event.from_on)
            case AnnualReportSubmitted():
                return replace(self, reports={**self.reports, (event.year, event.to): event.report})
            case AnnualReportMissed():
                return replace(self, overdue=self.overdue | {(event.year, event.to)})
            case MissingReportsFound():
                return self
            case ActivityNoted():
                return replace(self, active_on=event.held_on, idle_since=None)
            case InactivityFound():
                return replace(self, idle_since=event.since_on)
            case InspectionConcluded():
                return replace(self, inspections={**self.inspections, event.year: event.outcome})
            case _:
                assert_never(event)

    @property
    def missing(self) -> frozenset[Owed]:
        """The reports that are overdue and have not come in."""
        return self.overdue - {*self.reports}


NOTHING_KNOWN = Care()
"""Of one that does not stand yet, or has only begun to."""
