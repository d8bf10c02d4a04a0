"""Events after the decision of a case, and of its end without one: what an authority above says, what is mended."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar

from shared.contracts.casework.benefit import Amount, Reference
from shared.contracts.casework.case import Outcome
from shared.contracts.casework.case_clocks import DueDates
from shared.contracts.casework.post import ActedAs
from shared.contracts.casework.reasons import Reasons, Texts
from shared.kernel.instants import start_of
from shared.kernel.messages import Event


class RevocationReason(StrEnum):
    """Why a decision was taken back."""

    FACTS_WRONG = "FACTS_WRONG"
    """The main facts were not established."""

    LAW_MISAPPLIED = "LAW_MISAPPLIED"
    PROCEDURE_VIOLATED = "PROCEDURE_VIOLATED"
    BEYOND_POWERS = "BEYOND_POWERS"
    NOT_ELIGIBLE = "NOT_ELIGIBLE"
    """The applicant did not meet the conditions."""

    OBTAINED_BY_FRAUD = "OBTAINED_BY_FRAUD"


class ReconsiderationResult(StrEnum):
    """What the authority above concluded about a decision (行政复议)."""

    UPHELD = "UPHELD"
    """It stands, and nobody touches it any more."""

    CHANGED = "CHANGED"
    """It is to be corrected, and not revoked."""

    ANNULLED = "ANNULLED"
    """It is to be revoked, and not corrected."""

    REDO = "REDO"
    """The case is to be examined and decided again."""


class EntryField(StrEnum):
    """What was written down with a case and may hold a slip of the pen; an outcome, an amount or a day may not."""

    PROPOSAL_REASONS = "PROPOSAL_REASONS"
    DECISION_REASONS = "DECISION_REASONS"
    REMEDIES = "REMEDIES"


class EntryFault(StrEnum):
    """What kind of slip it was (笔误)."""

    MISTYPED = "MISTYPED"
    MISCOPIED = "MISCOPIED"
    OMITTED = "OMITTED"


class TerminationCauseV2(StrEnum):
    """Why a case ended without a decision, where an officer said so or the applicant did."""

    WITHDRAWN = "WITHDRAWN"
    """The applicant took the application back; that is recorded by reaction to intake, in version 1."""

    DIED = "DIED"
    LOST_PURPOSE = "LOST_PURPOSE"
    """What was applied for cannot be had any more, or nobody needs it."""


class DecisionRevoked(Event):
    """An authority above, `by_body`, took the decision back from `effective_on` on; nothing stands in its place.

    What follows for money that was granted is recorded with it, on the benefit.
    """

    application_id: str
    by_body: Reference
    reason: RevocationReason
    reasons: Reasons
    effective_on: date

    def effective_at(self) -> datetime:
        """The beginning of the first day without it."""
        return start_of(self.effective_on)


class DecisionCorrected(Event):
    """An authority above, `by_body`, decided otherwise from `effective_on` on: another outcome, amount, or both.

    What is absent stays as it was. Who is refused now is told the `remedies`, in the law's words. What follows for
    money that was granted is recorded with it, on the benefit.
    """

    application_id: str
    by_body: Reference
    outcome: Outcome | None = None
    amount: Amount | None = None
    reasons: Reasons
    remedies: Texts = ()
    effective_on: date

    def effective_at(self) -> datetime:
        """The beginning of the first day."""
        return start_of(self.effective_on)


class ReconsiderationConcluded(Event):
    """An authority above, `by_body`, concluded on `concluded_on` what it reconsidered; it binds what comes next."""

    by_body: Reference
    result: ReconsiderationResult
    reasons: Reasons | None = None
    concluded_on: date

    def effective_at(self) -> datetime:
        """The beginning of the day of the conclusion."""
        return start_of(self.concluded_on)


class CaseReopened(Event):
    """The decision fell, and the case is examined again by order of a reconsideration; recorded with its conclusion.

    The statutory limit runs anew from `started_at`; the promise was made for the first time only. What stood still
    stands still, what was missed stays missed.
    """

    application_id: str
    started_at: datetime
    due: DueDates

    def effective_at(self) -> datetime:
        """From when the limit runs."""
        return self.started_at


class EntryCorrected(Event):
    """The body that decided mended a slip in what it had written; the old entry stays, and so does the decision.

    `correction` is the entry as it should read.
    """

    entry_id: Reference
    field: EntryField
    fault: EntryFault
    correction: Reasons
    post_id: str
    acted_as: ActedAs
    officer: Reference


class CaseTerminatedV2(Event):
    """An officer ended the case before it was decided (终止); `reasons` say why its purpose is lost.

    A withdrawal is recorded in version 1 as ever, so that who follows that one misses none.
    """

    version: ClassVar[int] = 2

    application_id: str
    cause: TerminationCauseV2
    post_id: str
    acted_as: ActedAs
    officer: Reference
    reasons: Reasons | None = None


CaseAftermathEvent = (
    DecisionRevoked | DecisionCorrected | ReconsiderationConcluded | CaseReopened | EntryCorrected | CaseTerminatedV2
)
