"""Events of the erasure (删除个人信息) of a person: it is asked for at intake, every service looks at what it must
keep, and only if none must keep anything the person's key is destroyed.

Intake conducts it in `erasure/<subject>`; the other services answer in `erasure-answer/<subject>`. A `round` is one
asking: who was refused may ask again when the archive has let go.
"""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from shared.contracts.access import Concerning
from shared.kernel.messages import Event, Value

CONDUCTOR = "intake"
HOLDERS = ("casework", "grants", "associations", "councils")
"""The services that are asked."""

IN_USE = "in_use"
ArchiveClass = Annotated[str, Field(pattern=r"^[a-z_]{2,40}$")]
"""A class of `archives.keep.…`, or `in_use` for what goes on."""


class ErasureBasis(StrEnum):
    """Why a person's data should be deleted."""

    PURPOSE_MET = "PURPOSE_MET"
    CONSENT_WITHDRAWN = "CONSENT_WITHDRAWN"
    UNLAWFUL = "UNLAWFUL"
    OTHER_LAW = "OTHER_LAW"


class Retention(Value):
    """Something that must be kept: of which class, by which policy, and until when; for ever without `until_on`.

    `basis` is the key of the policy and `period` its value; both are absent of what is in use.
    """

    archive_class: ArchiveClass
    concerning: Concerning
    basis: Annotated[str, Field(max_length=100)] | None = None
    period: Annotated[str, Field(max_length=20)] | None = None
    until_on: date | None = None


Held = tuple[Retention, ...]


class ErasureRequested(Event):
    """A person's data are to be deleted and intake must keep nothing; the other services are asked."""

    round: int
    basis: ErasureBasis
    requested_on: date
    answer_due_on: date


class ClearanceKnown(Event):
    """A service must keep nothing of the person; recorded by reaction to `erasure-cleared`."""

    service: Annotated[str, Field(max_length=20)]
    round: int
    source_position: int


class RetentionKnown(Event):
    """A service must keep something of the person; recorded by reaction to `erasure-retained`."""

    service: Annotated[str, Field(max_length=20)]
    round: int
    source_position: int


class ProcessingRestricted(Event):
    """What is `held` must be kept, so nothing is deleted; from now on the person's data are only stored."""

    round: int
    basis: ErasureBasis
    held: Held
    restricted_on: date


class ErasureGranted(Event):
    """Nobody must keep anything: the key is about to be destroyed, and this cannot be taken back."""

    round: int


class SubjectKeyDestroyed(Event):
    """The key is gone: nobody can read any more what the logs hold of the person."""

    round: int
    destroyed_at: datetime


class ErasureAnswerMissed(Event):
    """Nobody had answered the person when the last day for it was over."""

    due_on: date
    fell_due_at: datetime

    def effective_at(self) -> datetime:
        """The instant at which the last day was over."""
        return self.fell_due_at


ErasureEvent = (
    ErasureRequested
    | ClearanceKnown
    | RetentionKnown
    | ProcessingRestricted
    | ErasureGranted
    | SubjectKeyDestroyed
    | ErasureAnswerMissed
)


class ErasureAsked(Event):
    """Intake asks whether a person's data may be deleted; recorded by reaction to `erasure-requested`."""

    round: int
    source_position: int


class ErasureCleared(Event):
    """This service must keep nothing of the person."""

    round: int


class ErasureRetained(Event):
    """This service must keep what is `held`."""

    round: int
    held: Held


class RestrictionKnown(Event):
    """The person's data are only stored from now on; recorded by reaction to `processing-restricted`."""

    source_position: int


ErasureAnswerEvent = ErasureAsked | ErasureCleared | ErasureRetained | RestrictionKnown
