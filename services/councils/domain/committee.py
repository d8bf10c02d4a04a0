"""Committee (居委会, 村委会): the legal body of residents or villagers, in two hierarchies at once.

Invariants: its 12-digit code is valid, lies in a listed street and is held by no other committee; it belongs to one
community at a time, and its assignments and the counts of its households follow one another by day · it is abolished
once, by those who have a say in it on the day, and nothing more is begun with it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated, ClassVar, assert_never

from pydantic import Field

from services.councils.domain.committee_refusals import (
    AbolitionAhead,
    AbolitionNotDecided,
    AssignmentOutOfOrder,
    CodeOutsideStreet,
    CommitteeIsAbolished,
    CountAhead,
    ElectionRuns,
    StreetNotListed,
    SuccessorCommitteeMissing,
)
from services.councils.domain.community import COMMUNITY, Size, size_of, stands_on
from services.councils.domain.community_refusals import CommunityNotFounded, CountOutOfOrder
from services.councils.domain.election_state import Called, Filed, HandedOver, ResultOut, election_of
from services.councils.domain.mandate import of_another, of_another_community
from services.councils.domain.street import STREET, Listed
from services.councils.domain.types import CommitteeId, CommunityId, ElectionId
from shared.contracts.councils.committee import (
    Authority,
    CommitteeAbolished,
    CommitteeAssigned,
    CommitteeEvent,
    CommitteeFounded,
    CommitteeKind,
    Households,
    HouseholdsCounted,
    Rulings,
)
from shared.contracts.councils.community import Aliases, Name, Source
from shared.contracts.councils.street import StreetCode
from shared.kernel.codes import CodeFault, InvalidCode, statistical_code
from shared.kernel.decider import Context, Decider
from shared.kernel.instants import Day
from shared.kernel.messages import Command
from shared.kernel.policy import Policy
from shared.kernel.provenance import Provenance
from shared.kernel.refusals import CorruptStream, Refusal, Unknown

MIN_HOUSEHOLDS, MAX_HOUSEHOLDS = "committee.min_households", "committee.max_households"
RESIZED_BY = "committee.resized_by"
_DIVISION = slice(6)

# --- state ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class NotFounded:
    """Before the committee exists."""


@dataclass(frozen=True, slots=True)
class Unassigned:
    """Its community is not known."""

    kind: CommitteeKind
    counted: HouseholdsCounted | None = None
    abolished: CommitteeAbolished | None = None


@dataclass(frozen=True, slots=True)
class Assigned:
    """It belongs to a community since the day of its last assignment."""

    kind: CommitteeKind
    last: CommitteeAssigned
    counted: HouseholdsCounted | None = None
    abolished: CommitteeAbolished | None = None


Committee = NotFounded | Unassigned | Assigned


def evolve(committee: Committee, event: CommitteeEvent) -> Committee:
    """Apply one recorded fact."""
    match event:
        case CommitteeFounded():
            return Unassigned(event.kind)
        case CommitteeAssigned():
            if isinstance(committee, NotFounded):
                raise CorruptStream("a committee was assigned before it was founded")
            return Assigned(committee.kind, event, committee.counted, committee.abolished)
        case HouseholdsCounted():
            if isinstance(committee, NotFounded):
                raise CorruptStream("households of a committee that was not founded")
            return replace(committee, counted=event)
        case CommitteeAbolished():
            if isinstance(committee, NotFounded):
                raise CorruptStream("a committee was abolished before it was founded")
            return replace(committee, abolished=event)
        case _:
            assert_never(event)


def area_size(kind: CommitteeKind, households: int, policy: Policy, day: date) -> Size | None:
    """How a residents' committee's area stands to the law of a day (§6); of villages it says nothing."""
    if kind is CommitteeKind.VILLAGERS:
        return None
    return size_of(households, policy, day, MIN_HOUSEHOLDS, MAX_HOUSEHOLDS)


# --- commands and refusals --------------------------------------------------


class FoundCommittee(Command):
    """Enter a committee; its code is taken in the same act."""

    kind: CommitteeKind
    name_zh: Name
    aliases: Aliases = ()
    stat_code_12: Annotated[str, Field(max_length=40)]
    street_code: StreetCode
    provenance: Provenance | None = None
    source: Source | None = None


class AssignCommittee(Command):
    """Let the committee belong to a community from a day on."""

    community_id: Annotated[CommunityId, Field(min_length=1, max_length=80)]
    effective_on: Day
    provenance: Provenance
    source: Source


class CountHouseholds(Command):
    """Enter how many households were counted in a committee's area, and by whom."""

    committee_id: CommitteeId
    households: Households
    counted_on: Day
    source: Source


class AbolishCommittee(Command):
    """Enter that there is no such committee from a day on; the decision is given its `elections`, and the successor."""

    committee_id: CommitteeId
    effective_on: Day
    rulings: Rulings
    successor_id: CommitteeId | None = None
    elections: tuple[ElectionId, ...] = ()


CommitteeCommand = FoundCommittee | AssignCommittee | CountHouseholds | AbolishCommittee


@dataclass(frozen=True, slots=True)
class CommitteeUnknown(Unknown):
    """There is no such committee."""

    slug: ClassVar[str] = "committee-unknown"
    zh: ClassVar[str] = "居（村）委会不存在"
    en: ClassVar[str] = "There is no such committee"


# --- decisions --------------------------------------------------------------


def decide(command: CommitteeCommand, committee: Committee, context: Context) -> list[CommitteeEvent] | Refusal:
    """Answer a command with facts or a refusal; no facts means that it already took effect."""
    match command:
        case FoundCommittee():
            return _found(command, committee, context)
        case AssignCommittee():
            barred = of_another_community(context.actor, command.community_id)
            return barred or _assign(command, committee, context)
        case CountHouseholds():
            return of_elsewhere(command.committee_id, context) or _count(command, committee, context)
        case AbolishCommittee():
            return of_elsewhere(command.committee_id, context) or _abolish(command, committee, context)
        case _:
            assert_never(command)


def _found(command: FoundCommittee, committee: Committee, context: Context) -> list[CommitteeEvent] | Refusal:
    if not isinstance(committee, NotFounded):
        return []
    code = statistical_code(command.stat_code_12, command.street_code[_DIVISION])
    if isinstance(code, CodeFault):
        return InvalidCode(code)
    if not code.startswith(command.street_code):
        return CodeOutsideStreet()
    if not isinstance(context.look(STREET, command.street_code), Listed):
        return StreetNotListed()
    return [CommitteeFounded(**command.model_dump())]


def _assign(command: AssignCommittee, committee: Committee, context: Context) -> list[CommitteeEvent] | Refusal:
    if isinstance(committee, NotFounded):
        return CommitteeUnknown()
    if (refusal := not_standing(committee)) is not None:
        return refusal
    if not stands_on(context.look(COMMUNITY, command.community_id), command.effective_on):
        return CommunityNotFounded()
    assigned = CommitteeAssigned(**command.model_dump())
    if isinstance(committee, Assigned):
        if command.effective_on < committee.last.effective_on:
            return AssignmentOutOfOrder(committee.last.effective_on)
        if assigned.model_copy(update={"effective_on": committee.last.effective_on}) == committee.last:
            return []
    return [assigned]


def _count(command: CountHouseholds, committee: Committee, context: Context) -> list[CommitteeEvent] | Refusal:
    if isinstance(committee, NotFounded):
        return CommitteeUnknown()
    counted = HouseholdsCounted(**command.model_dump(exclude={"committee_id"}))
    if counted == committee.counted:
        return []
    if (refusal := not_standing(committee)) is not None:
        return refusal
    if committee.counted is not None and command.counted_on < committee.counted.counted_on:
        return CountOutOfOrder(committee.counted.counted_on)
    return CountAhead(context.today) if command.counted_on > context.today else [counted]


def _abolish(command: AbolishCommittee, committee: Committee, context: Context) -> list[CommitteeEvent] | Refusal:
    if isinstance(committee, NotFounded):
        return CommitteeUnknown()
    abolished = CommitteeAbolished(**command.model_dump(exclude={"committee_id", "elections"}))
    if committee.abolished is not None:
        return [] if abolished == committee.abolished else CommitteeIsAbolished(committee.abolished.effective_on)
    if isinstance(committee, Assigned) and command.effective_on <= committee.last.effective_on:
        return AssignmentOutOfOrder(committee.last.effective_on)
    if command.effective_on > context.today:
        return AbolitionAhead(context.today)
    rules = (_undecided(command, committee, context), _without_successor(command, context), _elects(command, context))
    return next((refusal for refusal in rules if refusal is not None), None) or [abolished]


def _undecided(command: AbolishCommittee, committee: Unassigned | Assigned, context: Context) -> Refusal | None:
    """That somebody is missing who has a say; of a village the county or district approves (村民委员会组织法 §3)."""
    of_village = committee.kind is CommitteeKind.VILLAGERS
    district = (Authority.DISTRICT_GOVERNMENT.value,)
    needed = district if of_village else context.policy.texts(RESIZED_BY, command.effective_on)
    return None if set(needed) <= {each.authority.value for each in command.rulings} else AbolitionNotDecided(needed)


def _without_successor(command: AbolishCommittee, context: Context) -> Refusal | None:
    if command.successor_id is None:
        return None
    another = command.successor_id != command.committee_id
    stands = another and not_standing(context.look(COMMITTEE, command.successor_id)) is None
    return None if stands else SuccessorCommitteeMissing()


def _elects(command: AbolishCommittee, context: Context) -> Refusal | None:
    """That an election runs: once its result is posted it does no more."""
    states = {each: election_of(context, each) for each in command.elections}
    over = (ResultOut, HandedOver, Filed)
    run = tuple(id_ for id_, each in states.items() if isinstance(each, Called) and not isinstance(each, over))
    return ElectionRuns(run) if run else None


def not_standing(committee: Committee) -> Refusal | None:
    """Why nothing is begun with a committee: it is unknown, or abolished, which is recorded from its first day on."""
    if isinstance(committee, NotFounded):
        return CommitteeUnknown()
    return None if committee.abolished is None else CommitteeIsAbolished(committee.abolished.effective_on)


def of_elsewhere(committee_id: str, context: Context) -> Refusal | None:
    """That who acts belongs to another committee, or to the working committee of another community."""
    committee = context.look(COMMITTEE, committee_id)
    community_id = committee.last.community_id if isinstance(committee, Assigned) else None
    return of_another(context.actor, committee_id) or of_another_community(context.actor, community_id)


COMMITTEE = Decider[Committee, CommitteeCommand, CommitteeEvent](
    "committee", NotFounded(), evolve, decide, CommitteeEvent
)
