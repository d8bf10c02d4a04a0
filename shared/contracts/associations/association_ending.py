"""Events of what an association is punished with, on both tracks, and of the end of a registered one."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from shared.contracts.associations.association_founding import Name, Reference, Track
from shared.kernel.instants import Day, start_of
from shared.kernel.messages import Event


class SanctionKind(StrEnum):
    """What does not end an association."""

    WARNING = "WARNING"
    SUSPENSION = "SUSPENSION"


class RevocationCause(StrEnum):
    """Why the registry took a registration back (社会团体登记管理条例 §§29-30)."""

    INACTIVE = "INACTIVE"
    """A year without activities after the certificate."""

    FRAUD = "FRAUD"
    VIOLATION = "VIOLATION"


class Sanctioned(Event):
    """The authority warned the association, or suspended it through `until_on`; in law from `imposed_on`."""

    sanction_id: Reference
    kind: SanctionKind
    imposed_on: Day
    until_on: date | None = None
    offence: Name
    track: Track
    community_id: str
    lineage_id: str

    def effective_at(self) -> datetime:
        """The beginning of the day of the sanction."""
        return start_of(self.imposed_on)


class SuspensionEnded(Event):
    """The suspension is over, by the passing of its last day or `lifted` before."""

    lifted: bool
    ended_on: Day

    def effective_at(self) -> datetime:
        """The beginning of the first day without."""
        return start_of(self.ended_on)


class LiquidationStarted(Event):
    """With its supervisor's consent of `consented_on` a registered association began to wind up (清算)."""

    consented_on: Day


class LiquidationFinished(Event):
    """The liquidation ended on `liquidated_on`, and what was left went to `assets_to`, a body of like purpose.

    The association is to be deregistered by the end of `due_on`.
    """

    liquidated_on: Day
    assets_to: Name
    due_on: date

    def effective_at(self) -> datetime:
        """The beginning of the day on which it ended."""
        return start_of(self.liquidated_on)


class DeregistrationMissed(Event):
    """The last day to deregister after the liquidation passed without it, at `fell_due_at`; recorded once."""

    due_on: date
    fell_due_at: datetime

    def effective_at(self) -> datetime:
        """When the last day was over."""
        return self.fell_due_at


class Deregistered(Event):
    """A registered association that wound up ended by its own wish (注销), in law from `ended_on`.

    `late` where it told the registry later after `liquidated_on` than the law gives.
    """

    liquidated_on: Day
    ended_on: Day
    late: bool
    track: Track
    community_id: str
    lineage_id: str

    def effective_at(self) -> datetime:
        """The beginning of the first day without."""
        return start_of(self.ended_on)


class Revoked(Event):
    """The registry revoked a registration (撤销), in law from `ended_on`."""

    cause: RevocationCause
    offence: Name
    ended_on: Day
    track: Track
    community_id: str
    lineage_id: str

    def effective_at(self) -> datetime:
        """The beginning of the first day without."""
        return start_of(self.ended_on)


AssociationEndingEvent = (
    Sanctioned
    | SuspensionEnded
    | LiquidationStarted
    | LiquidationFinished
    | DeregistrationMissed
    | Deregistered
    | Revoked
)
