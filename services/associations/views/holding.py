"""What the register must keep of whom: who answers or answered for an association that was filed or registered, for
ever; for one that was refused or taken back, as long as other applications that came to nothing.
"""

from __future__ import annotations

from collections.abc import Iterable

from shared.contracts.associations.association import ApplicationTakenBack, Submission, Submitted, SubmittedV2
from shared.contracts.associations.association_filing import Filed as AssociationFiled
from shared.contracts.associations.association_filing import FilingChanged, FilingRefused
from shared.contracts.associations.association_founding import PersonInCharge
from shared.contracts.associations.association_registration import (
    PreparationLapsed,
    Registered,
    RegistrationChanged,
    RegistrationRefused,
)
from shared.kernel.envelope import Recorded
from shared.kernel.messages import Event
from shared.runtime.holding import Filed, Holdings, filed

REGISTER, REFUSED, WITHDRAWN = "register", "refused_applications", "withdrawn_applications"


def _in_charge(event: Submitted | FilingChanged | RegistrationChanged) -> Iterable[str]:
    person: PersonInCharge | None = event.person
    return () if person is None else (person.ref,)


def _founder(event: SubmittedV2) -> Iterable[str]:
    return (event.founder.ref,)


def _goes_on(_recorded: Recorded[Submission]) -> Filed:
    return Filed()


def _registered(recorded: Recorded[Event]) -> Filed:
    return filed(REGISTER, recorded)


def _refused(recorded: Recorded[Event]) -> Filed:
    return filed(REFUSED, recorded)


def _withdrawn(recorded: Recorded[Event]) -> Filed:
    return filed(WITHDRAWN, recorded)


HOLDINGS = Holdings(
    holds={**dict.fromkeys((Submitted, FilingChanged, RegistrationChanged), _in_charge), SubmittedV2: _founder},
    files={
        Submitted: _goes_on,
        SubmittedV2: _goes_on,
        AssociationFiled: _registered,
        Registered: _registered,
        FilingChanged: _registered,
        RegistrationChanged: _registered,
        FilingRefused: _refused,
        RegistrationRefused: _refused,
        PreparationLapsed: _refused,
        ApplicationTakenBack: _withdrawn,
    },
)
