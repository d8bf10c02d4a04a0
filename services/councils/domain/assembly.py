"""Residents' assembly (居民会议): above every other body of the residents, and the only one that adopts a pact, removes
members or has money raised.

Invariants: it decides when more than half of those entitled are there, be they adults, delegates of households or of
groups, and adopts what more than half of those present are for: who abstains is present (城市居民委员会组织法 §9)
· it votes on every item that it was called for, and on nothing else · one that answers a petition has the petition's
matter on its agenda, in the petition's words (§10).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar, assert_never

from pydantic import Field

from services.councils.domain.committee import COMMITTEE
from services.councils.domain.mandate import of_another
from services.councils.domain.petition import PETITION, Petition, PetitionNotReady, Ready
from services.councils.domain.regime import regime_of
from services.councils.domain.representatives_refusals import NotYetHappened
from services.councils.domain.rules import CountFault, CountImpossible, majority, without_quorum
from services.councils.domain.types import CommitteeId, PetitionId
from shared.contracts.councils.assembly import (
    TITLE_CHARACTERS,
    AgendaItem,
    AssemblyCalled,
    AssemblyEvent,
    AssemblyHeld,
    AssemblyPostponed,
    Heads,
    ItemId,
    ItemVote,
    Title,
)
from shared.contracts.councils.meeting import ElectorateKind
from shared.kernel.decider import Context, Decider
from shared.kernel.instants import Day
from shared.kernel.messages import Command, Value
from shared.kernel.refusals import Conflict, CorruptStream, Refusal, Unacceptable, Unknown

# --- state ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class NotCalled:
    """Before the assembly is called."""


@dataclass(frozen=True, slots=True)
class Called:
    """It is to be held on the day of its call, or on the one that it was postponed to."""

    call: AssemblyCalled


@dataclass(frozen=True, slots=True)
class Held:
    """Terminal: what it adopted is adopted."""

    call: AssemblyCalled
    held: AssemblyHeld

    def adopted(self, item_id: str) -> bool:
        """Whether it adopted an item."""
        return any(vote.item_id == item_id and vote.adopted for vote in self.held.votes)


Assembly = NotCalled | Called | Held


def evolve(assembly: Assembly, event: AssemblyEvent) -> Assembly:
    """Apply one recorded fact."""
    match event, assembly:
        case AssemblyCalled(), NotCalled():
            return Called(event)
        case AssemblyPostponed(), Called():
            return Called(assembly.call.model_copy(update={"held_on": event.held_on}))
        case AssemblyHeld(), Called():
            return Held(assembly.call, event)
        case _:
            raise CorruptStream(f"{type(event).__name__} of an assembly that is {type(assembly).__name__}")


# --- commands and refusals --------------------------------------------------


class CallAssembly(Command):
    """Call an assembly for a day, of its own accord or because residents demand it."""

    committee_id: CommitteeId
    electorate: ElectorateKind
    agenda: Annotated[tuple[AgendaItem, ...], Field(min_length=1, max_length=50)]
    held_on: Day
    petition_id: PetitionId | None = None


class PostponeAssembly(Command):
    """Postpone it to a later day."""

    held_on: Day
    reason: Title


class Count(Value):
    """The votes on an item."""

    item_id: ItemId
    votes_for: Heads
    votes_against: Heads


class HoldAssembly(Command):
    """Record how many came of all who are entitled that day, and what they voted."""

    entitled: Annotated[int, Field(ge=1, le=100_000)]
    present: Heads
    counts: Annotated[tuple[Count, ...], Field(min_length=1, max_length=50)]


AssemblyCommand = CallAssembly | PostponeAssembly | HoldAssembly


@dataclass(frozen=True, slots=True)
class AssemblyUnknown(Unknown):
    """There is no such assembly."""

    slug: ClassVar[str] = "assembly-unknown"
    zh: ClassVar[str] = "居民会议不存在"
    en: ClassVar[str] = "There is no such assembly"


@dataclass(frozen=True, slots=True)
class AssemblyIsHeld(Conflict):
    """It was held."""

    slug: ClassVar[str] = "assembly-held"
    zh: ClassVar[str] = "居民会议已经召开"
    en: ClassVar[str] = "The assembly was held"


@dataclass(frozen=True, slots=True)
class AssemblyDayPast(Unacceptable):
    """Nobody is called to a day that is over."""

    slug: ClassVar[str] = "assembly-day-past"
    zh: ClassVar[str] = "会议日期不得早于今日，改期应晚于原定日期"
    en: ClassVar[str] = "The day is over, or not later than the one before"


@dataclass(frozen=True, slots=True)
class ItemTwice(Unacceptable):
    """Two items of the agenda have the same id."""

    slug: ClassVar[str] = "item-twice"
    zh: ClassVar[str] = "议程中有重复的事项编号"
    en: ClassVar[str] = "Two items of the agenda have the same id"


@dataclass(frozen=True, slots=True)
class MatterNotOnAgenda(Unacceptable):
    """The assembly answers a petition, and no item of its agenda has the petition's matter for its title."""

    slug: ClassVar[str] = "matter-not-on-agenda"
    zh: ClassVar[str] = "议程中没有提议的事项“{matter}”"
    en: ClassVar[str] = "No item of the agenda is called as the petition's matter: {matter}"
    matter: str


# --- decisions --------------------------------------------------------------


def decide(command: AssemblyCommand, assembly: Assembly, context: Context) -> list[AssemblyEvent] | Refusal:
    """Answer a command with facts or a refusal; no facts means that it already took effect."""
    if isinstance(command, CallAssembly):
        return of_another(context.actor, command.committee_id) or _call(command, assembly, context)
    if isinstance(assembly, NotCalled):
        return AssemblyUnknown()
    if (refusal := of_another(context.actor, assembly.call.committee_id)) is not None:
        return refusal
    match command:
        case PostponeAssembly():
            return _postpone(command, assembly)
        case HoldAssembly():
            return _hold(command, assembly, context)
        case _:
            assert_never(command)


def _call(command: CallAssembly, assembly: Assembly, context: Context) -> list[AssemblyEvent] | Refusal:
    if not isinstance(assembly, NotCalled):
        return []
    regime = regime_of(context.look(COMMITTEE, command.committee_id), command.held_on, context.policy)
    if isinstance(regime, Refusal):
        return regime
    if command.held_on < context.today:
        return AssemblyDayPast()
    if len({item.item_id for item in command.agenda}) < len(command.agenda):
        return ItemTwice()
    said = {name: getattr(command, name) for name in CallAssembly.model_fields}
    return _not_demanded(command, context) or [AssemblyCalled(**said)]


def _not_demanded(command: CallAssembly, context: Context) -> Refusal | None:
    if command.petition_id is None:
        return None
    petition: Petition = context.look(PETITION, command.petition_id)
    if not isinstance(petition, Ready) or petition.start.committee_id != command.committee_id:
        return PetitionNotReady()
    return _without_matter(command, petition.start.matter)


def _without_matter(command: CallAssembly, matter: str) -> Refusal | None:
    """That nothing is called as the matter; of a longer one a title has the beginning."""
    titles = {item.title for item in command.agenda}
    return None if matter[:TITLE_CHARACTERS] in titles else MatterNotOnAgenda(matter)


def _postpone(command: PostponeAssembly, assembly: Called | Held) -> list[AssemblyEvent] | Refusal:
    if isinstance(assembly, Held):
        return AssemblyIsHeld()
    if command.held_on == assembly.call.held_on:
        return []
    if command.held_on < assembly.call.held_on:
        return AssemblyDayPast()
    return [AssemblyPostponed(committee_id=assembly.call.committee_id, **command.model_dump())]


def _hold(command: HoldAssembly, assembly: Called | Held, context: Context) -> list[AssemblyEvent] | Refusal:
    if isinstance(assembly, Held):
        return [] if _held(command, assembly.call, context) == assembly.held else AssemblyIsHeld()
    call = assembly.call
    if call.held_on > context.today:
        return NotYetHappened()
    if faults := _faults(command, call):
        return CountImpossible(faults)
    refusal = without_quorum(command.present, command.entitled, call.held_on, context.policy)
    return refusal or [_held(command, call, context)]


def _faults(command: HoldAssembly, call: AssemblyCalled) -> tuple[CountFault, ...]:
    counted, proposed = [each.item_id for each in command.counts], {item.item_id for item in call.agenda}
    found = {
        CountFault.MORE_PRESENT_THAN_ENTITLED: command.present > command.entitled,
        CountFault.MORE_VOTES_THAN_PRESENT: any(
            each.votes_for + each.votes_against > command.present for each in command.counts
        ),
        CountFault.COUNTED_TWICE: len(set(counted)) < len(counted),
        CountFault.NOT_VOTED_ON: not proposed <= set(counted),
        CountFault.NOT_PROPOSED: not set(counted) <= proposed,
    }
    return tuple(fault for fault, is_so in found.items() if is_so)


def _held(command: HoldAssembly, call: AssemblyCalled, context: Context) -> AssemblyHeld:
    needed = majority(command.present, call.held_on, context.policy)
    votes = tuple(ItemVote(**each.model_dump(), adopted=each.votes_for >= needed) for each in command.counts)
    return AssemblyHeld(
        committee_id=call.committee_id,
        held_on=call.held_on,
        entitled=command.entitled,
        present=command.present,
        votes=votes,
    )


ASSEMBLY: Decider[Assembly, AssemblyCommand, AssemblyEvent] = Decider(
    "assembly", NotCalled(), evolve, decide, AssemblyEvent
)
