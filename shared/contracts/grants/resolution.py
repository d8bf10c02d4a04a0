"""What grants knows of a resolution (决议) of councils, and which project of the special fund it carries."""

from __future__ import annotations

from enum import StrEnum

from shared.contracts.grants.fund import FundAmount
from shared.kernel.messages import Event


class Standing(StrEnum):
    """Whether a resolution may be carried out."""

    ADOPTED = "ADOPTED"
    """It is posted, or about to be."""

    IN_FORCE = "IN_FORCE"
    WAITING = "WAITING"
    """The supervision committee demanded another vote."""

    EXECUTED = "EXECUTED"
    FALLEN = "FALLEN"
    """Households objected, another vote did not uphold it, or nobody ratified it in time."""


class ResolutionKnown(Event):
    """A decision meeting adopted a resolution at `source_position` of councils' log.

    `amount` is what the special fund is to pay at most; absent where others pay.
    """

    committee_id: str
    amount: FundAmount | None = None
    source_position: int


class ResolutionStandingKnown(Event):
    """What became of a resolution, at `source_position` of councils' log."""

    standing: Standing
    source_position: int


class ResolutionTaken(Event):
    """A project names the resolution as its own; it carries no other."""

    project_id: str


class ResolutionFreed(Event):
    """The project that named the resolution was given up or rejected: another one may carry it out."""

    project_id: str


ResolutionKnownEvent = ResolutionKnown | ResolutionStandingKnown | ResolutionTaken | ResolutionFreed
