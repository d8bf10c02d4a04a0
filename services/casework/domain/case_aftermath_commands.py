"""What can be asked of a case after its decision, and to end it without one."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from services.casework.domain.case_commands import BodyAct, GrantTerms, Work
from services.casework.domain.types import CaseId
from shared.contracts.casework.benefit import Amount
from shared.contracts.casework.case import Outcome
from shared.contracts.casework.case_aftermath import (
    EntryFault,
    EntryField,
    ReconsiderationResult,
    RevocationReason,
    TerminationCauseV2,
)
from shared.contracts.casework.reasons import Reasons, Texts
from shared.kernel.instants import Day

OfficersCause = Literal[TerminationCauseV2.DIED, TerminationCauseV2.LOST_PURPOSE]
"""A withdrawal is told at the counter."""


class RevokeDecision(BodyAct):
    """Take the decision back from a day on, as an authority above."""

    reason: RevocationReason
    reasons: Reasons
    effective_on: Day


class CorrectDecision(BodyAct):
    """Decide otherwise from a day on, as an authority above; what is absent stays as it was.

    Where a benefit is granted that was refused, `grant` says how it begins.
    """

    case_id: CaseId
    outcome: Outcome | None = None
    amount: Amount | None = None
    grant: GrantTerms | None = None
    reasons: Reasons
    remedies: Texts = ()
    effective_on: Day


class ConcludeReconsideration(BodyAct):
    """Say what the reconsideration of the decision has come to (行政复议)."""

    result: ReconsiderationResult
    reasons: Reasons | None = None
    concluded_on: Day


class CorrectEntry(Work):
    """Mend a slip in what was written, on an approval post of the body that decided."""

    entry_id: Annotated[str, Field(pattern=r"^[A-Za-z0-9._:-]{1,64}$")]
    field: EntryField
    fault: EntryFault
    correction: Reasons


class TerminateProcedure(Work):
    """End the case before it is decided, on an approval post; reasons say why its purpose is lost (终止)."""

    cause: OfficersCause
    reasons: Reasons | None = None
