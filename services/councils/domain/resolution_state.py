"""Where a resolution stands, from the vote to the archive."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum, auto

from shared.contracts.councils.resolution import (
    ExecutionAccepted,
    ExecutionDelayed,
    ExecutionNotAccepted,
    HouseholdObjected,
    ProgressMissed,
    ProgressPosted,
    ResolutionAdopted,
    ResolutionArchived,
    ResolutionEvent,
    ResolutionExecuted,
    ResolutionInForce,
    ResolutionLapsed,
    ResolutionObjected,
    ResolutionPosted,
    ResolutionRatified,
    ResolutionRediscussed,
    ResolutionRejected,
    ResolutionVerified,
    ReVoteDemanded,
    ReVoteHeld,
    Verifier,
)
from shared.kernel.refusals import CorruptStream

NOBODY: Set[str] = frozenset()
NO_WORD: Set[Verifier] = frozenset()


class ReVote(Enum):
    """Whether it is to be voted on again."""

    NOT_DEMANDED = auto()
    DEMANDED = auto()
    UPHELD = auto()


@dataclass(frozen=True, slots=True)
class Facts:
    """What was adopted; whether an emergency was ratified, a second vote is due, and its last day has passed.

    `next_due_on` is the last day for the next word on how far it is, once it is in force.
    """

    adopted: ResolutionAdopted
    re_vote: ReVote = ReVote.NOT_DEMANDED
    ratified: bool = False
    overdue: bool = False
    report: str = ""
    next_due_on: date | None = None

    @property
    def waits(self) -> bool:
        """Whether execution waits for a second vote."""
        return self.re_vote is ReVote.DEMANDED

    @property
    def unratified(self) -> bool:
        """Whether it is of an emergency that nobody has ratified."""
        return self.adopted.emergency and not self.ratified


@dataclass(frozen=True, slots=True)
class NotVoted:
    """Before the vote."""


@dataclass(frozen=True, slots=True)
class Rejected:
    """The vote did not adopt it."""

    meeting_id: str


@dataclass(frozen=True, slots=True)
class Adopted:
    """It is adopted, and nobody can see it yet."""

    facts: Facts


@dataclass(frozen=True, slots=True)
class Posted:
    """Everybody sees it until the end of `until_on`, and households may object; `residents` did so themselves."""

    facts: Facts
    until_on: date
    households: Set[str] = NOBODY
    residents: Set[str] = NOBODY


@dataclass(frozen=True, slots=True)
class Objected:
    """Too many objected: it is to be discussed again."""

    facts: Facts


@dataclass(frozen=True, slots=True)
class InForce:
    """It is to be carried out, and nobody has told of it yet."""

    facts: Facts


@dataclass(frozen=True, slots=True)
class Executing:
    """It is being carried out."""

    facts: Facts


@dataclass(frozen=True, slots=True)
class Done:
    """It is said to be carried out; `accepted` are those who found so too."""

    facts: Facts
    accepted: Set[Verifier] = NO_WORD


@dataclass(frozen=True, slots=True)
class Verified:
    """It is carried out."""

    facts: Facts


@dataclass(frozen=True, slots=True)
class Archived:
    """Its papers are in the archive."""

    facts: Facts


@dataclass(frozen=True, slots=True)
class Fallen:
    """It was discussed again, not upheld, or not ratified: nothing of it stands."""

    facts: Facts


Voidable = Adopted | Posted | InForce | Executing
"""A second vote may end it."""
Standing = Voidable | Objected | Done | Verified | Archived
Voted = Standing | Fallen
Resolution = NotVoted | Rejected | Voted


def evolve(resolution: Resolution, event: ResolutionEvent) -> Resolution:
    """Apply one recorded fact."""
    match event, resolution:
        case ResolutionAdopted(), NotVoted():
            return Adopted(Facts(event))
        case ResolutionRejected(), NotVoted():
            return Rejected(event.meeting_id)
        case ResolutionPosted(), Adopted():
            return Posted(resolution.facts, event.until_on)
        case HouseholdObjected(), Posted():
            return _objected(resolution, event)
        case ResolutionObjected(), Posted():
            return Objected(resolution.facts)
        case ResolutionRediscussed(), Objected():
            return Fallen(resolution.facts)
        case ResolutionInForce(), (Adopted() | Posted()):
            return InForce(replace(resolution.facts, next_due_on=event.next_due_on))
        case ((ReVoteDemanded() | ReVoteHeld()), (Adopted() | Posted() | InForce() | Executing())):
            return _voted_again(resolution, event)
        case ((ResolutionRatified() | ResolutionLapsed()), (InForce() | Executing() | Done())):
            ratified = isinstance(event, ResolutionRatified)
            return _with(resolution, ratified=True) if ratified else Fallen(resolution.facts)
        case ProgressPosted(), (InForce() | Executing()):
            return Executing(replace(resolution.facts, report=event.report, next_due_on=event.next_due_on))
        case ProgressMissed(), (InForce() | Executing()):
            return _with(resolution, next_due_on=event.next_due_on)
        case ExecutionDelayed(), (InForce() | Executing()):
            return _with(resolution, overdue=True)
        case ResolutionExecuted(), (InForce() | Executing()):
            return Done(resolution.facts)
        case ExecutionAccepted(), Done():
            return replace(resolution, accepted=resolution.accepted | {event.by})
        case ExecutionNotAccepted(), Done():
            return Executing(replace(resolution.facts, next_due_on=event.next_due_on))
        case ResolutionVerified(), Done():
            return Verified(resolution.facts)
        case ResolutionArchived(), Verified():
            return Archived(resolution.facts)
        case _:
            raise CorruptStream(f"{type(event).__name__} of a resolution that is {type(resolution).__name__}")


def _objected(posted: Posted, event: HouseholdObjected) -> Posted:
    own = set() if event.resident is None else {event.resident}
    return replace(posted, households=posted.households | {event.household}, residents=posted.residents | own)


def _voted_again(resolution: Voidable, event: ReVoteDemanded | ReVoteHeld) -> Resolution:
    if isinstance(event, ReVoteDemanded):
        return _with(resolution, re_vote=ReVote.DEMANDED)
    if not event.upheld:
        return Fallen(resolution.facts)
    return _with(resolution, re_vote=ReVote.UPHELD, next_due_on=event.next_due_on)


def _with(resolution: Voidable | Done, **facts: object) -> Resolution:
    return replace(resolution, facts=replace(resolution.facts, **facts))  # type: ignore[arg-type]  # names of Facts
