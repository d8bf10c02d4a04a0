"""Petition (提议召开居民会议): residents demand an assembly, and from a number of signatures on it must be called.

Invariants: nobody signs twice, and no name is kept: a signature is a keyed mark · the threshold is reached once, by the
signature that makes the number full (城市居民委员会组织法 §10) · that the last day passed without a call is told once.
"""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Annotated, ClassVar, assert_never

from pydantic import Field

from services.councils.domain.committee import COMMITTEE
from services.councils.domain.mandate import of_another
from services.councils.domain.regime import regime_of
from services.councils.domain.representatives import of_representatives
from services.councils.domain.resident_group import RESIDENT_GROUPS
from services.councils.domain.rules import fewest_of
from services.councils.domain.types import AssemblyId, CommitteeId
from shared.contracts.councils.petition import (
    Mark,
    Matter,
    PetitionAnswered,
    PetitionEvent,
    PetitionSigned,
    PetitionStarted,
    PetitionThresholdReached,
    PetitionUnanswered,
    Signers,
)
from shared.kernel.counting import months_after
from shared.kernel.decider import Context, Decider
from shared.kernel.limits import END_OF_DAY
from shared.kernel.messages import Command
from shared.kernel.refusals import Conflict, CorruptStream, Refusal, Unacceptable, Unknown

CALL_DAYS, OF_AGE = "assembly.petition_wd", "electorate.min_age_years"

# --- state ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class NotStarted:
    """Before anybody demanded anything."""


@dataclass(frozen=True, slots=True)
class Open:
    """Signatures are collected."""

    start: PetitionStarted
    marks: Set[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Ready:
    """Enough have signed: an assembly is to be called until the end of the day; `missed` once that is over."""

    start: PetitionStarted
    marks: Set[str]
    call_by_on: date
    missed: bool = False


@dataclass(frozen=True, slots=True)
class Answered:
    """Terminal: the assembly is called."""

    start: PetitionStarted
    marks: Set[str]
    assembly_id: str


Started = Open | Ready | Answered
Petition = NotStarted | Started


def evolve(petition: Petition, event: PetitionEvent) -> Petition:
    """Apply one recorded fact."""
    match event, petition:
        case PetitionStarted(), NotStarted():
            return Open(event)
        case PetitionSigned(), Open() | Ready() | Answered():
            return replace(petition, marks=petition.marks | {event.mark})
        case PetitionThresholdReached(), Open():
            return Ready(petition.start, petition.marks, event.call_by_on)
        case PetitionUnanswered(), Ready():
            return replace(petition, missed=True)
        case PetitionAnswered(), Ready():
            return Answered(petition.start, petition.marks, event.assembly_id)
        case _:
            raise CorruptStream(f"{type(event).__name__} of a petition that is {type(petition).__name__}")


# --- commands and refusals --------------------------------------------------


class StartPetition(Command):
    """Begin to collect signatures of adults, households or groups, of whom there are so many."""

    committee_id: CommitteeId
    signers: Signers
    entitled: Annotated[int, Field(ge=1, le=100_000)]
    matter: Matter


class SignPetition(Command):
    """Count a signature; the day of birth of an adult is looked at and not kept."""

    mark: Mark
    born_on: date | None = None


class AnswerPetition(Command):
    """The assembly that was demanded is called."""

    assembly_id: AssemblyId


class MissCall(Command):
    """The last day has passed."""


PetitionCommand = StartPetition | SignPetition | AnswerPetition | MissCall


@dataclass(frozen=True, slots=True)
class PetitionUnknown(Unknown):
    """There is no such petition."""

    slug: ClassVar[str] = "petition-unknown"
    zh: ClassVar[str] = "该提议不存在"
    en: ClassVar[str] = "There is no such petition"


@dataclass(frozen=True, slots=True)
class GroupsCountedOtherwise(Unacceptable):
    """The committee has more groups today, or fewer; `formed` are as many as were formed."""

    slug: ClassVar[str] = "groups-counted-otherwise"
    zh: ClassVar[str] = "居民小组数与已设立的小组数不符"
    en: ClassVar[str] = "The committee has another number of groups"
    formed: int


@dataclass(frozen=True, slots=True)
class SignerNotAdult(Unacceptable):
    """Who signs is not of age."""

    slug: ClassVar[str] = "signer-not-adult"
    zh: ClassVar[str] = "联名人未满法定年龄"
    en: ClassVar[str] = "Who signs is not of age"


@dataclass(frozen=True, slots=True)
class AllHaveSigned(Conflict):
    """As many have signed as there are."""

    slug: ClassVar[str] = "all-have-signed"
    zh: ClassVar[str] = "联名数已达总数"
    en: ClassVar[str] = "As many have signed as there are"
    entitled: int


@dataclass(frozen=True, slots=True)
class PetitionNotReady(Conflict):
    """Not enough have signed for the same committee, or the assembly is called."""

    slug: ClassVar[str] = "petition-not-ready"
    zh: ClassVar[str] = "该提议尚未达到法定联名数，或者居民会议已经召集"
    en: ClassVar[str] = "Too few have signed, or the assembly is called"


@dataclass(frozen=True, slots=True)
class CallNotMissed(Conflict):
    """There is still time to call the assembly, or it is called."""

    slug: ClassVar[str] = "call-not-missed"
    zh: ClassVar[str] = "召集期限尚未届满"
    en: ClassVar[str] = "The last day has not passed"


# --- decisions --------------------------------------------------------------


def decide(command: PetitionCommand, petition: Petition, context: Context) -> list[PetitionEvent] | Refusal:
    """Answer a command with facts or a refusal; no facts means that it already took effect."""
    if isinstance(command, StartPetition):
        return _start(command, petition, context)
    if isinstance(petition, NotStarted):
        return PetitionUnknown()
    match command:
        case SignPetition():
            return _sign(command, petition, context)
        case AnswerPetition():
            return _answer(command, petition, context)
        case MissCall():
            return _miss(petition, context)
        case _:
            assert_never(command)


def _start(command: StartPetition, petition: Petition, context: Context) -> list[PetitionEvent] | Refusal:
    if not isinstance(petition, NotStarted):
        return []
    regime = regime_of(context.look(COMMITTEE, command.committee_id), context.today, context.policy)
    if isinstance(regime, Refusal):
        return regime
    if refusal := of_representatives(command.committee_id, context) or _counted_otherwise(command, context):
        return refusal
    share = context.policy.text(f"assembly.petition.{command.signers.value.lower()}_min_fraction", context.today)
    return [PetitionStarted(**command.model_dump(), needed=fewest_of(share, command.entitled))]


def _counted_otherwise(command: StartPetition, context: Context) -> Refusal | None:
    """That the groups are not as many as were formed, where any were."""
    if command.signers is not Signers.GROUPS:
        return None
    formed = len(context.look(RESIDENT_GROUPS, command.committee_id).on(context.today))
    return None if formed in {0, command.entitled} else GroupsCountedOtherwise(formed)


def _sign(command: SignPetition, petition: Started, context: Context) -> list[PetitionEvent] | Refusal:
    if refusal := of_representatives(petition.start.committee_id, context):
        return refusal
    if command.mark in petition.marks:
        return []
    if command.born_on is not None and not _is_adult(command.born_on, context):
        return SignerNotAdult()
    if len(petition.marks) >= petition.start.entitled:
        return AllHaveSigned(petition.start.entitled)
    signed = PetitionSigned(mark=command.mark)
    full = isinstance(petition, Open) and len(petition.marks) + 1 >= petition.start.needed
    return [signed, _reached(petition, context)] if full else [signed]


def _is_adult(born_on: date, context: Context) -> bool:
    return months_after(born_on, 12 * context.policy.whole(OF_AGE, context.today)) <= context.today


def _reached(petition: Started, context: Context) -> PetitionThresholdReached:
    days = context.policy.whole(CALL_DAYS, context.today)
    return PetitionThresholdReached(
        committee_id=petition.start.committee_id,
        signatures=len(petition.marks) + 1,
        call_by_on=context.calendar.nth_working_day_after(context.today, days),
    )


def _answer(command: AnswerPetition, petition: Started, context: Context) -> list[PetitionEvent] | Refusal:
    if isinstance(petition, Answered) and petition.assembly_id == command.assembly_id:
        return []
    if not isinstance(petition, Ready):
        return PetitionNotReady()
    answered = PetitionAnswered(committee_id=petition.start.committee_id, assembly_id=command.assembly_id)
    return of_another(context.actor, petition.start.committee_id) or [*_missed(petition, context), answered]


def call_due(petition: Petition, _context: Context) -> datetime | None:
    """The first instant at which the call is late; None where none is owed, or that is known."""
    if not isinstance(petition, Ready) or petition.missed:
        return None
    return END_OF_DAY.of(petition.call_by_on)


def _miss(petition: Started, context: Context) -> list[PetitionEvent] | Refusal:
    if isinstance(petition, Ready) and petition.missed:
        return []
    return _missed(petition, context) or CallNotMissed()


def _missed(petition: Petition, context: Context) -> list[PetitionEvent]:
    """That the last day has passed, also where somebody acts before the timer has looked."""
    due_at = call_due(petition, context)
    if not isinstance(petition, Ready) or due_at is None or due_at > context.now:
        return []
    return [PetitionUnanswered(committee_id=petition.start.committee_id, fell_due_at=due_at)]


PETITION: Decider[Petition, PetitionCommand, PetitionEvent] = Decider(
    "petition", NotStarted(), evolve, decide, PetitionEvent
)
