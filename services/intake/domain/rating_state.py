"""State of a rating: what it says, and, where it is a bad one, how far it has been followed up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import ClassVar

from services.intake.domain.rating_refusals import NextStep
from shared.contracts.intake.bad_rating import (
    BadRatingAppealed,
    BadRatingAppealRejected,
    BadRatingAssigned,
    BadRatingClosed,
    BadRatingContacted,
    BadRatingCorrected,
    BadRatingEscalated,
    BadRatingExcluded,
    BadRatingRecontacted,
    BadRatingVerified,
    CallBack,
    ClosingOutcome,
    Finding,
    Overdue,
    RatingEvent,
)
from shared.contracts.intake.rating import ServiceRated
from shared.kernel.refusals import CorruptStream

DOUBTED = frozenset({Finding.MISTAKEN, Finding.MALICIOUS})
"""Findings that somebody may appeal upon."""


@dataclass(frozen=True, slots=True)
class NotRated:
    """Before its ballot was taken out of the box."""


@dataclass(frozen=True, slots=True)
class Rated:
    """Terminal unless it is a bad one: that is assigned in the same act."""

    rated_on: date
    named: bool


@dataclass(frozen=True, slots=True)
class File:
    """What does not change of a bad rating, and how often somebody above heard of what is overdue."""

    rated: Rated
    centre_id: str
    handler: str | None
    due_on: Mapping[Overdue, date]
    told: Mapping[Overdue, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ToContact:
    """Who rated is to be called back."""

    file: File
    next_step: ClassVar[NextStep] = NextStep.CONTACT


@dataclass(frozen=True, slots=True)
class ToVerify:
    """To be looked into; `counts` where a recheck has said so."""

    file: File
    contacted: CallBack
    counts: bool = False
    next_step: ClassVar[NextStep] = NextStep.VERIFICATION


@dataclass(frozen=True, slots=True)
class Doubted:
    """Found mistaken or malicious; it counts unless somebody appeals, and may still be found otherwise."""

    file: File
    verified: BadRatingVerified
    contacted: CallBack
    next_step: ClassVar[NextStep] = NextStep.APPEAL


@dataclass(frozen=True, slots=True)
class Appealed:
    """Another is to look into it again."""

    file: File
    verified: BadRatingVerified
    contacted: CallBack
    next_step: ClassVar[NextStep] = NextStep.RECHECK


@dataclass(frozen=True, slots=True)
class ToCorrect:
    """To be put right or explained."""

    file: File
    verified: BadRatingVerified
    next_step: ClassVar[NextStep] = NextStep.CORRECTION


@dataclass(frozen=True, slots=True)
class Corrected:
    """Who rated is to be called again."""

    file: File
    correction: BadRatingCorrected
    next_step: ClassVar[NextStep] = NextStep.SECOND_CONTACT


@dataclass(frozen=True, slots=True)
class Excluded:
    """Terminal: on record, and not counted."""

    file: File
    next_step: ClassVar[NextStep] = NextStep.NOTHING


@dataclass(frozen=True, slots=True)
class Closed:
    """Terminal. `outcome` is absent only between the second call and the closure, in one act."""

    file: File
    recontacted: BadRatingRecontacted
    outcome: ClosingOutcome | None = None
    next_step: ClassVar[NextStep] = NextStep.NOTHING


Followed = ToContact | ToVerify | Doubted | Appealed | ToCorrect | Corrected | Excluded | Closed
Rating = NotRated | Rated | Followed


def evolve(rating: Rating, event: RatingEvent) -> Rating:
    """Apply one recorded fact. Total: facts are not refused."""
    match event, rating:
        case ServiceRated(), NotRated():
            return Rated(event.rated_on, event.contact is not None)
        case BadRatingAssigned(), Rated():
            due_on = {Overdue.CONTACT: event.contact_due_on, Overdue.REMEDY: event.fix_due_on}
            return ToContact(File(rating, event.centre_id, event.handler, due_on))
        case BadRatingContacted(), ToContact():
            return ToVerify(rating.file, event.result)
        case BadRatingVerified(), (ToVerify() | Doubted()):
            return _verified(rating, event)
        case BadRatingAppealed(), Doubted():
            return Appealed(rating.file, rating.verified, rating.contacted)
        case BadRatingAppealRejected(), Appealed():
            return ToVerify(rating.file, rating.contacted, counts=True)
        case BadRatingExcluded(), Appealed():
            return Excluded(rating.file)
        case BadRatingCorrected(), ToCorrect():
            return Corrected(rating.file, event)
        case BadRatingRecontacted(), Corrected():
            return Closed(rating.file, event)
        case BadRatingClosed(), Closed():
            return replace(rating, outcome=event.outcome)
        case BadRatingEscalated(), (ToContact() | ToVerify() | Doubted() | Appealed() | ToCorrect()):
            return _escalated(rating, event)
        case _:
            raise CorruptStream(f"{type(event).__name__} of a rating that is {type(rating).__name__}")


def _verified(rating: ToVerify | Doubted, event: BadRatingVerified) -> Doubted | ToCorrect:
    if event.finding in DOUBTED:
        return Doubted(rating.file, event, rating.contacted)
    return ToCorrect(rating.file, event)


def _escalated(rating: ToContact | ToVerify | Doubted | Appealed | ToCorrect, event: BadRatingEscalated) -> Followed:
    told = rating.file.told
    file = replace(rating.file, told={**told, event.overdue: told.get(event.overdue, 0) + 1})
    return replace(rating, file=file)
