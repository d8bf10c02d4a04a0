"""What the counter must keep of whom: applications by how they ended, appointments and ratings by their day.

Drafts and enquiries are kept for nobody but who wrote them: they hold nothing up.
"""

from __future__ import annotations

from shared.contracts.casework.case import Outcome
from shared.contracts.intake.application import (
    ApplicationEnded,
    ApplicationReceived,
    ApplicationWithdrawn,
    ResultRecalled,
    ResultReceived,
    ResultRevoked,
)
from shared.contracts.intake.application_duplicates import ApplicationMerged
from shared.contracts.intake.application_endings import (
    ApplicationLapsed,
    ApplicationNotAccepted,
    ApplicationTransferred,
)
from shared.contracts.intake.application_mending import ApplicantCorrected
from shared.contracts.intake.application_people import AgentAuthorised, HouseholdMemberDeclared
from shared.contracts.intake.appointment import AppointmentBooked
from shared.contracts.intake.rating import ServiceRated
from shared.kernel.envelope import Recorded
from shared.kernel.instants import day_of
from shared.kernel.messages import Event
from shared.runtime.holding import Filed, Holdings, filed, whose_values

BENEFIT, REFUSED, WITHDRAWN = "benefit_decisions", "refused_applications", "withdrawn_applications"
APPOINTMENT, RATING = "appointments", "ratings"


def _withdrawn(recorded: Recorded[Event]) -> Filed:
    return filed(WITHDRAWN, recorded)


def _refused(recorded: Recorded[Event]) -> Filed:
    return filed(REFUSED, recorded)


def _decided(recorded: Recorded[ResultReceived]) -> Filed:
    return filed(BENEFIT if recorded.event.outcome is Outcome.GRANT else REFUSED, recorded)


def _goes_on(_recorded: Recorded[ResultRecalled]) -> Filed:
    return Filed()


def _booked(recorded: Recorded[AppointmentBooked]) -> Filed:
    # All appointments of a book are of one day.
    return Filed(APPOINTMENT, day_of(recorded.event.from_at))


def _rated(recorded: Recorded[ServiceRated]) -> Filed:
    return Filed(RATING, recorded.event.rated_on)


HOLDINGS = Holdings(
    holds=dict.fromkeys(
        (
            *(ApplicationReceived, AgentAuthorised, HouseholdMemberDeclared, ApplicantCorrected),
            *(AppointmentBooked, ServiceRated),
        ),
        whose_values,
    ),
    files={
        ApplicationWithdrawn: _withdrawn,
        ApplicationLapsed: _withdrawn,
        ApplicationTransferred: _withdrawn,
        ApplicationMerged: _withdrawn,
        ApplicationEnded: _withdrawn,
        ApplicationNotAccepted: _refused,
        ResultReceived: _decided,
        ResultRecalled: _goes_on,
        ResultRevoked: _refused,
        AppointmentBooked: _booked,
        ServiceRated: _rated,
    },
)
