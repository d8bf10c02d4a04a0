"""What becomes due of associations."""

from __future__ import annotations

from services.associations.domain.association import ASSOCIATION
from services.associations.domain.association_commands import EndSuspension, ExpireFiling, MissLimit
from services.associations.domain.association_ending import suspension_over_at
from services.associations.domain.association_filing import expires_at
from services.associations.domain.association_holdings import released
from services.associations.domain.association_limits import next_miss
from services.associations.domain.types import AssociationId
from shared.contracts.associations.association import (
    CorrectionAsked,
    CorrectionSubmitted,
    DecisionLimitMissed,
    Submitted,
)
from shared.contracts.associations.association_ending import Deregistered, Revoked, Sanctioned, SuspensionEnded
from shared.contracts.associations.association_filing import (
    Filed,
    FilingCancelled,
    FilingConverted,
    FilingExpired,
    FilingRefused,
    FilingRenewed,
    NoticePosted,
)
from shared.contracts.associations.association_registration import (
    PreparationApproved,
    Registered,
    RegistrationAccepted,
    RegistrationRefused,
)
from shared.kernel.decider import Step
from shared.kernel.messages import Event
from shared.kernel.timer import Timer

_ENDS: frozenset[type[Event]] = frozenset({FilingCancelled, FilingExpired, FilingConverted, Deregistered, Revoked})

LIMIT = Timer(
    name="association-limit",
    decider=ASSOCIATION,
    starts=frozenset({Submitted, CorrectionSubmitted, NoticePosted, RegistrationAccepted, DecisionLimitMissed}),
    stops=frozenset({CorrectionAsked, PreparationApproved, Filed, Registered, FilingRefused, RegistrationRefused}),
    due=lambda association, _context: next_miss(association),
    steps=lambda id_, _association, _context: (Step(ASSOCIATION, id_, MissLimit()),),
)
FILING_OVER = Timer(
    name="filing-over",
    decider=ASSOCIATION,
    starts=frozenset({Filed, FilingRenewed}),
    stops=_ENDS,
    due=lambda association, _context: expires_at(association),
    steps=lambda id_, association, _context: (
        Step(ASSOCIATION, id_, ExpireFiling()),
        *released(AssociationId(id_), association),
    ),
)
SUSPENSION_OVER = Timer(
    name="suspension-over",
    decider=ASSOCIATION,
    starts=frozenset({Sanctioned}),
    stops=_ENDS | {SuspensionEnded},
    due=lambda association, _context: suspension_over_at(association),
    steps=lambda id_, _association, _context: (Step(ASSOCIATION, id_, EndSuspension(lifted=False)),),
)
TIMERS = (LIMIT, FILING_OVER, SUSPENSION_OVER)
