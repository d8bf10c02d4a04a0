"""What the back office must keep of whom: cases by how they ended, benefits, and its staff while they are there."""

from __future__ import annotations

from collections.abc import Iterable

from shared.contracts.casework.benefit import AssistancePaid, BenefitGranted, BenefitStopped
from shared.contracts.casework.case import CaseClosed, CaseOpened, CaseTerminated, Outcome
from shared.contracts.casework.case_aftermath import CaseReopened, CaseTerminatedV2, DecisionRevoked
from shared.contracts.casework.case_mending import CaseAnnulled, CaseSubjectCorrected
from shared.contracts.casework.staff import StaffEngaged, StaffLeft
from shared.kernel.envelope import Recorded
from shared.kernel.instants import day_of
from shared.kernel.messages import Event
from shared.runtime.holding import Filed, Holdings, filed, whose_values

BENEFIT, REFUSED, WITHDRAWN = "benefit_decisions", "refused_applications", "withdrawn_applications"


def _the_subject(event: CaseOpened | CaseSubjectCorrected | BenefitGranted) -> Iterable[str]:
    return (event.subject,)


def _who_was_paid(event: AssistancePaid) -> Iterable[str]:
    return (event.payee_ref,)


def _closed(recorded: Recorded[CaseClosed]) -> Filed:
    return Filed(BENEFIT if recorded.event.outcome is Outcome.GRANT else REFUSED, recorded.event.closed_on)


def _refused(recorded: Recorded[Event]) -> Filed:
    return filed(REFUSED, recorded)


def _withdrawn(recorded: Recorded[Event]) -> Filed:
    return filed(WITHDRAWN, recorded)


def _goes_on(_recorded: Recorded[Event]) -> Filed:
    return Filed()


def _benefit(recorded: Recorded[Event]) -> Filed:
    return filed(BENEFIT, recorded)


def _paid(recorded: Recorded[AssistancePaid]) -> Filed:
    return Filed(BENEFIT, day_of(recorded.event.paid_at))


HOLDINGS = Holdings(
    holds={
        CaseOpened: _the_subject,
        CaseSubjectCorrected: _the_subject,
        BenefitGranted: _the_subject,
        AssistancePaid: _who_was_paid,
        StaffEngaged: whose_values,
    },
    files={
        CaseOpened: _goes_on,
        CaseReopened: _goes_on,
        CaseClosed: _closed,
        CaseTerminated: _withdrawn,
        CaseTerminatedV2: _withdrawn,
        CaseAnnulled: _withdrawn,
        DecisionRevoked: _refused,
        BenefitGranted: _benefit,
        AssistancePaid: _paid,
        BenefitStopped: _benefit,
    },
    frees=frozenset({StaffLeft}),
)
