"""Residents' pact (居民公约): the rules that residents of a committee give themselves.

Invariants: the assembly alone adopts it, after it was posted for everybody · one edition at most is in force, the one
adopted last · what contradicts the law and is returned is in force no longer (城市居民委员会组织法 §15).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated, ClassVar, assert_never

from pydantic import Field

from services.councils.domain.assembly import ASSEMBLY, Held
from services.councils.domain.committee import COMMITTEE
from services.councils.domain.offices import of_committee
from services.councils.domain.regime import regime_of
from services.councils.domain.types import AssemblyId, CommitteeId
from shared.contracts.councils.assembly import Subject
from shared.contracts.councils.pact import (
    Edition,
    PactAdopted,
    PactDrafted,
    PactEvent,
    PactFiled,
    PactPosted,
    PactReturned,
    Text,
)
from shared.kernel.decider import Context, Decider
from shared.kernel.instants import Day
from shared.kernel.messages import Command
from shared.kernel.refusals import Conflict, Refusal, Unacceptable

# --- state ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Draft:
    """An edition on its way to the assembly; `until_on` is the last day of its posting."""

    edition: int
    text: str
    until_on: date | None = None


@dataclass(frozen=True, slots=True)
class InForce:
    """The edition that binds; `filed` once the government has it."""

    edition: int
    filed: bool = False


@dataclass(frozen=True, slots=True)
class Pact:
    """A committee's pact: `last` is the number of the newest edition, `returned` of the newest that was returned."""

    last: int = 0
    draft: Draft | None = None
    in_force: InForce | None = None
    returned: int = 0


def evolve(pact: Pact, event: PactEvent) -> Pact:
    """Apply one recorded fact."""
    match event:
        case PactDrafted():
            return replace(pact, last=event.edition, draft=Draft(event.edition, event.text))
        case PactPosted():
            return replace(pact, draft=pact.draft and replace(pact.draft, until_on=event.until_on))
        case PactAdopted():
            return replace(pact, draft=None, in_force=InForce(event.edition))
        case PactFiled():
            return replace(pact, in_force=InForce(event.edition, filed=True))
        case PactReturned():
            return replace(pact, in_force=None, returned=event.edition)
        case _:
            assert_never(event)


# --- commands and refusals --------------------------------------------------


class DraftPact(Command):
    """Draft the next edition."""

    committee_id: CommitteeId
    text: Text


class PostPact(Command):
    """Post the draft for everybody, until the end of a day."""

    committee_id: CommitteeId
    edition: Edition
    until_on: Day


class AdoptPact(Command):
    """Enter that an assembly adopted the draft."""

    committee_id: CommitteeId
    edition: Edition
    assembly_id: AssemblyId


class FilePact(Command):
    """The government has the pact in force (备案)."""

    committee_id: CommitteeId
    edition: Edition


class ReturnPact(Command):
    """The government found where it contradicts the law."""

    committee_id: CommitteeId
    edition: Edition
    reason: Annotated[str, Field(min_length=1, max_length=1000)]


PactCommand = DraftPact | PostPact | AdoptPact | FilePact | ReturnPact


@dataclass(frozen=True, slots=True)
class NoSuchDraft(Conflict):
    """The edition is not the draft that is gone on with."""

    slug: ClassVar[str] = "no-such-draft"
    zh: ClassVar[str] = "该版本不是当前草案"
    en: ClassVar[str] = "The edition is not the present draft"


@dataclass(frozen=True, slots=True)
class PostingPast(Unacceptable):
    """Nobody can read what was posted until a day that is over."""

    slug: ClassVar[str] = "posting-past"
    zh: ClassVar[str] = "公示截止日期早于今日"
    en: ClassVar[str] = "The last day of the posting is over"


@dataclass(frozen=True, slots=True)
class NotPosted(Conflict):
    """The draft was not posted, or the assembly was held before the posting was over."""

    slug: ClassVar[str] = "not-posted"
    zh: ClassVar[str] = "草案未张榜，或者居民会议召开时张榜尚未期满"
    en: ClassVar[str] = "The draft was not posted long enough before the assembly"


@dataclass(frozen=True, slots=True)
class NotAdopted(Conflict):
    """No assembly of the committee adopted this edition."""

    slug: ClassVar[str] = "pact-not-adopted"
    zh: ClassVar[str] = "居民会议未通过该版本"
    en: ClassVar[str] = "The assembly did not adopt this edition"


@dataclass(frozen=True, slots=True)
class NotInForce(Conflict):
    """The edition is not the one in force."""

    slug: ClassVar[str] = "pact-not-in-force"
    zh: ClassVar[str] = "该版本不是现行公约"
    en: ClassVar[str] = "The edition is not in force"


# --- decisions --------------------------------------------------------------


def decide(command: PactCommand, pact: Pact, context: Context) -> list[PactEvent] | Refusal:
    """Answer a command with facts or a refusal; no facts means that it already took effect."""
    if (refusal := of_committee(command.committee_id, context)) is not None:
        return refusal
    match command:
        case DraftPact():
            return _draft(command, pact, context)
        case PostPact():
            return _post(command, pact, context)
        case AdoptPact():
            return _adopt(command, pact, context)
        case FilePact():
            return _file(command, pact, context)
        case ReturnPact():
            return _return(command, pact, context)
        case _:
            assert_never(command)


def _draft(command: DraftPact, pact: Pact, context: Context) -> list[PactEvent] | Refusal:
    regime = regime_of(context.look(COMMITTEE, command.committee_id), context.today, context.policy)
    if isinstance(regime, Refusal):
        return regime
    if pact.draft is not None and pact.draft.text == command.text:
        return []
    return [PactDrafted(committee_id=command.committee_id, edition=pact.last + 1, text=command.text)]


def _post(command: PostPact, pact: Pact, context: Context) -> list[PactEvent] | Refusal:
    if pact.draft is None or pact.draft.edition != command.edition:
        return NoSuchDraft()
    if pact.draft.until_on == command.until_on:
        return []
    if command.until_on < context.today:
        return PostingPast()
    return [PactPosted(**command.model_dump(), posted_on=context.today)]


def _adopt(command: AdoptPact, pact: Pact, context: Context) -> list[PactEvent] | Refusal:
    if pact.in_force is not None and pact.in_force.edition == command.edition:
        return []
    if pact.draft is None or pact.draft.edition != command.edition:
        return NoSuchDraft()
    assembly = context.look(ASSEMBLY, command.assembly_id)
    if not isinstance(assembly, Held) or not _adopts(assembly, command):
        return NotAdopted()
    if pact.draft.until_on is None or assembly.held.held_on <= pact.draft.until_on:
        return NotPosted()
    return [PactAdopted(**command.model_dump(), adopted_on=assembly.held.held_on)]


def _adopts(assembly: Held, command: AdoptPact) -> bool:
    """Whether the committee's assembly adopted the very edition."""
    edition = str(command.edition)
    return assembly.call.committee_id == command.committee_id and any(
        item.subject is Subject.PACT and item.subject_id == edition and assembly.adopted(item.item_id)
        for item in assembly.call.agenda
    )


def _file(command: FilePact, pact: Pact, context: Context) -> list[PactEvent] | Refusal:
    if pact.in_force is None or pact.in_force.edition != command.edition:
        return NotInForce()
    return [] if pact.in_force.filed else [PactFiled(**command.model_dump(), filed_on=context.today)]


def _return(command: ReturnPact, pact: Pact, context: Context) -> list[PactEvent] | Refusal:
    if pact.returned == command.edition:
        return []
    if pact.in_force is None or pact.in_force.edition != command.edition:
        return NotInForce()
    return [PactReturned(**command.model_dump(), returned_on=context.today)]


PACT = Decider[Pact, PactCommand, PactEvent]("pact", Pact(), evolve, decide, PactEvent)
