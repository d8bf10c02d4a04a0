"""State of an application: what it carries from the receipt on, and where it stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from services.intake.domain.application_commands import RequestCorrection
from services.intake.domain.application_duplicates import NONE_FOUND, Duplicates
from services.intake.domain.application_people import ALONE, People
from shared.contracts.casework.post import ActedAs
from shared.contracts.intake.application import (
    ApplicationEvent,
    CorrectionRequested,
    ResultReceived,
)
from shared.contracts.intake.application_corrections import ApplicationCorrectionEvent
from shared.contracts.intake.application_endings import (
    ApplicationEndingEvent,
)
from shared.contracts.intake.application_mending import (
    ApplicationMendingEvent,
)
from shared.kernel.actors import Actor, ActorId, Role

AnyApplicationEvent = ApplicationEvent | ApplicationCorrectionEvent | ApplicationEndingEvent | ApplicationMendingEvent
Events = list[AnyApplicationEvent]


@dataclass(frozen=True, slots=True)
class Facts:
    """What an application carries from state to state. `subject` refers to the applicant.

    `withdrawals` counts the acceptances that were taken back; `entries` are the ids of what was mended.
    """

    hall_id: str
    centre_id: str
    item_code: str
    item_version: int
    subject: str
    withdrawals: int = 0
    entries: frozenset[str] = frozenset()
    people: People = ALONE
    duplicates: Duplicates = NONE_FOUND


@dataclass(frozen=True, slots=True)
class NotReceived:
    """Before the receipt."""


@dataclass(frozen=True, slots=True)
class Received:
    """To be accepted or corrected; `corrected` when the one notice has been used.

    `submitted` are the papers that came in after the last notice; the check counts from `counted_from_on`. While it is
    `annulling`, the back office may still have the case of an acceptance that was taken back, or bring its result.
    """

    facts: Facts
    received_on: date
    counted_from_on: date
    corrected: bool = False
    submitted: tuple[str, ...] = ()
    annulling: bool = False


@dataclass(frozen=True, slots=True)
class AwaitingCorrection:
    """The notice is with the applicant until `due_on`; `materials` are the papers that it lists, in its order."""

    facts: Facts
    materials: tuple[str, ...]
    due_on: date
    handed_in: tuple[str, ...] = ()

    @property
    def missing(self) -> tuple[str, ...]:
        """What is still to come, in the order of the notice."""
        return tuple(material for material in self.materials if material not in self.handed_in)


@dataclass(frozen=True, slots=True)
class AtWindow:
    """On which post somebody decided and handed over at once, as what, and when; to `agent` for the applicant."""

    post_id: str
    acted_as: ActedAs
    decided_on: date
    agent: str | None = None


@dataclass(frozen=True, slots=True)
class Accepted:
    """With the back office. `received` is how it came in, None after a decision that fell.

    `delivered` says, here and where a result is held, that an earlier result is in the applicant's hands; `at_window`
    where it was decided at the window, unless that was declined.
    """

    facts: Facts
    received: Received | None = None
    delivered: bool = False
    at_window: AtWindow | None = None


@dataclass(frozen=True, slots=True)
class ResultHeld:
    """The newest result lies at the counter."""

    facts: Facts
    result: ResultReceived
    delivered: bool = False


@dataclass(frozen=True, slots=True)
class Delivered:
    """The applicant has the result; a new one may yet take its place."""

    facts: Facts
    result: ResultReceived


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """Terminal: taken back."""

    facts: Facts


@dataclass(frozen=True, slots=True)
class Ended:
    """Terminal: the back office ended the case without a decision."""

    facts: Facts


@dataclass(frozen=True, slots=True)
class Revoked:
    """Terminal: an authority above took the decision back, delivered or not."""

    facts: Facts


@dataclass(frozen=True, slots=True)
class NotAccepted:
    """Terminal: the hall did not accept it."""

    facts: Facts


@dataclass(frozen=True, slots=True)
class Merged:
    """Terminal: another application for the same item goes on in its place."""

    facts: Facts


@dataclass(frozen=True, slots=True)
class Transferred:
    """Terminal: it is another body's."""

    facts: Facts


@dataclass(frozen=True, slots=True)
class Lapsed:
    """Terminal: what was missing did not come in time; `due_on` was the last day."""

    facts: Facts
    due_on: date


Kept = (
    Received
    | AwaitingCorrection
    | Accepted
    | ResultHeld
    | Delivered
    | Withdrawn
    | Ended
    | Revoked
    | NotAccepted
    | Transferred
    | Lapsed
    | Merged
)
"""From the receipt on."""
Application = NotReceived | Kept


def applicant_of(application: Kept) -> Actor:
    """The applicants acting for themselves, as whoever has the voucher's code does."""
    return Actor(ActorId(application.facts.subject), Role.RESIDENT)


def in_the_back_office(application: Application) -> bool:
    """Whether a case may bring a result, also of an acceptance that was taken back when it was decided already."""
    return isinstance(application, Accepted) or (isinstance(application, Received) and application.annulling)


def was_delivered(application: Application) -> bool:
    """Whether the applicant has a result in their hands, this one or an earlier one."""
    if isinstance(application, Accepted) and application.at_window is not None:
        return True
    if isinstance(application, Accepted | ResultHeld):
        return application.delivered
    return isinstance(application, Delivered)


def materials_of(notice: CorrectionRequested | RequestCorrection) -> tuple[str, ...]:
    """The papers that a notice lists, in its order."""
    return tuple(defect.material for defect in notice.defects)
