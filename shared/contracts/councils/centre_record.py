"""Events of the centre's record (中心实绩): what intake and casework said of its work, for its appraisal.

`source_position` is where the other service's log says it.
"""

from __future__ import annotations

from datetime import date

from shared.contracts.casework.case_clocks import Clock
from shared.contracts.intake.rating import Level
from shared.kernel.messages import Event


class CentreMatterKnown(Event):
    """A case was opened at a centre, or it was rated or complained of; recorded so that what becomes of it finds it."""

    centre_id: str
    since_on: date
    source_position: int


class CentreCaseClosed(Event):
    """A case of the centre was closed, within all of its limits or not; recorded by reaction to casework."""

    case_id: str
    closed_on: date
    on_time: bool
    source_position: int


class CentreLimitMissed(Event):
    """A limit of one of the centre's cases passed; recorded by reaction to casework."""

    case_id: str
    clock: Clock
    due_on: date
    source_position: int


class CentreRated(Event):
    """Somebody rated a service of the centre; recorded by reaction to intake."""

    level: Level
    rated_on: date
    source_position: int


class CentreRatingExcluded(Event):
    """A bad rating of that day counts no more; recorded by reaction to intake."""

    rated_on: date
    source_position: int


class CentreComplaintFiled(Event):
    """An applicant complained of the centre; recorded by reaction to intake."""

    complaint_id: str
    filed_on: date
    source_position: int


class CentreComplaintAnswered(Event):
    """The centre answered a complaint and said whether it was right; recorded by reaction to intake."""

    complaint_id: str
    upheld: bool
    answered_on: date
    source_position: int


CentreMatterEvent = CentreMatterKnown
CentreRecordEvent = (
    CentreCaseClosed
    | CentreLimitMissed
    | CentreRated
    | CentreRatingExcluded
    | CentreComplaintFiled
    | CentreComplaintAnswered
)
