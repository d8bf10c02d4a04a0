"""What becomes due in the councils."""

from __future__ import annotations

from services.councils.domain.petition import PETITION, MissCall, call_due
from services.councils.domain.supervision_committee import SUPERVISION_COMMITTEE
from services.councils.domain.supervision_committee_acts import report_due
from services.councils.domain.supervision_committee_commands import MissReport
from services.councils.domain.types import CommitteeId
from shared.contracts.councils.petition import PetitionAnswered, PetitionThresholdReached, PetitionUnanswered
from shared.contracts.councils.supervision_committee import (
    SupervisionMemberElected,
    SupervisionMemberRecalled,
    SupervisionReported,
    SupervisionReportMissed,
    SupervisionSeatLost,
)
from shared.kernel.decider import Step
from shared.kernel.timer import Timer

ASSEMBLY_CALL = Timer(
    name="assembly-call",
    decider=PETITION,
    starts=frozenset({PetitionThresholdReached}),
    stops=frozenset({PetitionAnswered, PetitionUnanswered}),
    due=call_due,
    steps=lambda id_, _petition, _context: (Step(PETITION, id_, MissCall()),),
)
SUPERVISION_REPORT = Timer(
    name="supervision-report",
    decider=SUPERVISION_COMMITTEE,
    starts=frozenset(
        {
            *(SupervisionMemberElected, SupervisionMemberRecalled, SupervisionSeatLost),
            *(SupervisionReported, SupervisionReportMissed),
        }
    ),
    stops=frozenset(),
    due=report_due,
    steps=lambda id_, _committee, _context: (
        Step(SUPERVISION_COMMITTEE, id_, MissReport(committee_id=CommitteeId(id_))),
    ),
)
TIMERS = (ASSEMBLY_CALL, SUPERVISION_REPORT)
