"""Events of the progress of a case (办理进度), as casework announced it: what the applicant may be told, and why."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from shared.kernel.messages import Event, Value
from shared.kernel.suspensions import SuspensionReason


class ProgressCause(StrEnum):
    """Why the dates are what they are."""

    OPENED = "OPENED"
    """The application was accepted."""

    SUSPENDED = "SUSPENDED"
    """A step that takes time of its own has begun; as long as the clocks stand still there is no date."""

    RESUMED = "RESUMED"
    EXTENDED = "EXTENDED"
    """The approver granted more time."""

    RECOMPUTED = "RECOMPUTED"
    """A calendar year was published, or a rule changed."""

    REOPENED = "REOPENED"
    """A reconsideration ordered that the case be examined again."""


class Stop(Value):
    """One suspension for which a clock stands still."""

    suspension_id: str
    reason: SuspensionReason


class DueDatesKnown(Event):
    """The due dates that the applicant is told changed, and why; recorded by reaction to casework.

    A date is absent where the item sets no such limit or while its clock stands still, for what is in `stopped`.
    """

    application_id: str
    cause: ProgressCause
    promised_due_on: date | None = None
    statutory_due_on: date | None = None
    stopped: tuple[Stop, ...] = ()
    source_position: int


ProgressEvent = DueDatesKnown
