"""What is recorded of how an association lives: its reports, in and overdue, and its silence."""

from __future__ import annotations

from datetime import date

from services.associations.domain.association_care_commands import (
    SubmitAnnualReport,
)
from shared.contracts.associations.association_care import (
    ActivityNoted,
    Addressee,
    AnnualReportMissed,
    AnnualReportSubmitted,
    InactivityFound,
    MissingReportsFound,
)
from shared.contracts.associations.association_founding import Track
from tests.associations.samples import (
    REPORT,
    by_itself,
)

CENTRE, SUPERVISOR, REGISTRY = Addressee


def report(year: int, to: Addressee = CENTRE) -> SubmitAnnualReport:
    return SubmitAnnualReport(year=year, to=to, report=REPORT)


def reported(year: int, to: Addressee = CENTRE, late: bool = False) -> AnnualReportSubmitted:
    track = Track.FILED if to is CENTRE else Track.REGISTERED
    whose = {"track": track, "community_id": "gjc", "lineage_id": "a-1"}
    return AnnualReportSubmitted.model_validate({"year": year, "to": to, "report": REPORT, "late": late, **whose})


def overdue(year: int, to: Addressee = CENTRE) -> AnnualReportMissed:
    due_on = date(year + 1, 5, 31) if to is REGISTRY else date(year + 1, 3, 31)
    fell_due = by_itself(f"{year + 1}-06-01T00:00" if to is REGISTRY else f"{year + 1}-04-01T00:00").now
    return AnnualReportMissed(year=year, to=to, due_on=due_on, fell_due_at=fell_due)


missing = MissingReportsFound(years=(2015, 2016))
active = ActivityNoted(held_on=date(2016, 5, 1))
idle = InactivityFound(since_on=date(2015, 10, 20), fell_due_at=by_itself("2016-10-21T00:00").now)
