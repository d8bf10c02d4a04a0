"""Resident unit (驻区单位): an organisation in a community, with a Party organisation of its own or without.

Invariants: it is resident in one community at a time, a standing one · its credit code is valid where it is given ·
heads and moves follow one another by day, none of them ahead of today · a unit that has left stays away.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated, assert_never

from pydantic import Field

from services.councils.domain.community import COMMUNITY, stands_on
from services.councils.domain.community_refusals import CommunityNotFounded
from services.councils.domain.mandate import of_another_community
from services.councils.domain.person import PERSON, NotEntered, PersonUnknown
from services.councils.domain.resident_unit_refusals import (
    UnitDayAhead,
    UnitDayOutOfOrder,
    UnitHasLeft,
    UnitUnknown,
)
from services.councils.domain.types import CommunityId, PersonId
from shared.contracts.councils.community import Name
from shared.contracts.councils.resident_unit import (
    LeavingCause,
    MemberCount,
    PartyOrg,
    ResidentUnitEvent,
    UnitHeadChanged,
    UnitKind,
    UnitLeft,
    UnitMoved,
    UnitPartyMembersCounted,
    UnitRegistered,
)
from shared.kernel.codes import CodeFault, InvalidCode, credit_code
from shared.kernel.decider import Context, Decider
from shared.kernel.instants import Day
from shared.kernel.messages import Command
from shared.kernel.refusals import CorruptStream, Refusal

# --- state ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class NotRegistered:
    """Before the unit is known."""


@dataclass(frozen=True, slots=True)
class Resident:
    """A unit where it is now and since when, and who heads its Party organisation since when, if anybody does."""

    registered: UnitRegistered
    community_id: CommunityId
    since: date
    head_id: PersonId | None
    head_since: date
    party_member_count: int

    def headed_by(self, person_id: PersonId, on: date) -> bool:
        """Whether somebody heads its Party organisation from a day until now."""
        return self.head_id == person_id and self.head_since <= on


@dataclass(frozen=True, slots=True)
class Gone:
    """Terminal: the unit was closed or has left the district."""

    last: Resident
    left_on: date


ResidentUnit = NotRegistered | Resident | Gone


def evolve(unit: ResidentUnit, event: ResidentUnitEvent) -> ResidentUnit:
    """Apply one recorded fact."""
    if isinstance(event, UnitRegistered):
        return _resident(event)
    if not isinstance(unit, Resident):
        raise CorruptStream("something happened to a unit that is not resident")
    match event:
        case UnitHeadChanged():
            head_id = PersonId(event.head_id) if event.head_id else None
            return replace(unit, head_id=head_id, head_since=event.from_on)
        case UnitPartyMembersCounted():
            return replace(unit, party_member_count=event.party_member_count)
        case UnitMoved():
            return replace(unit, community_id=CommunityId(event.community_id), since=event.from_on)
        case UnitLeft():
            return Gone(unit, event.left_on)
        case _:
            assert_never(event)


def _resident(event: UnitRegistered) -> Resident:
    party, first = event.party_org, event.resident_from_on
    head_id = PersonId(party.head_id) if party and party.head_id else None
    count = party.party_member_count if party else 0
    return Resident(event, CommunityId(event.community_id), first, head_id, first, count)


# --- commands ---------------------------------------------------------------


class RegisterUnit(Command):
    """Enter a unit that is resident in a community."""

    community_id: Annotated[CommunityId, Field(min_length=1, max_length=80)]
    kind: UnitKind
    name_zh: Name
    uscc: Annotated[str, Field(max_length=40)] | None = None
    party_org: PartyOrg | None = None
    resident_from_on: Day


class ChangeHead(Command):
    """Somebody else heads the unit's Party organisation from a day on, or nobody."""

    head_id: Annotated[PersonId, Field(min_length=1, max_length=64)] | None = None
    from_on: Day


class CountPartyMembers(Command):
    """Enter how many belong to the unit's Party organisation."""

    party_member_count: MemberCount
    counted_on: Day


class MoveUnit(Command):
    """The unit is resident in another community from a day on."""

    community_id: Annotated[CommunityId, Field(min_length=1, max_length=80)]
    from_on: Day


class LeaveDistrict(Command):
    """The unit is resident nowhere in the district from a day on."""

    cause: LeavingCause
    left_on: Day


ResidentUnitCommand = RegisterUnit | ChangeHead | CountPartyMembers | MoveUnit | LeaveDistrict


# --- decisions --------------------------------------------------------------


def decide(command: ResidentUnitCommand, unit: ResidentUnit, context: Context) -> list[ResidentUnitEvent] | Refusal:
    """Answer a command with facts or a refusal; no facts means that it already took effect."""
    if isinstance(command, RegisterUnit):
        return _register(command, unit, context)
    if isinstance(unit, NotRegistered):
        return UnitUnknown()
    last = unit.last if isinstance(unit, Gone) else unit
    if (barred := of_another_community(context.actor, last.community_id)) is not None:
        return barred
    if isinstance(unit, Gone):
        repeated = isinstance(command, LeaveDistrict) and command.left_on == unit.left_on
        return [] if repeated else UnitHasLeft(unit.left_on)
    match command:
        case ChangeHead():
            return _change_head(command, unit, context)
        case CountPartyMembers():
            return _count(command, unit, context)
        case MoveUnit():
            return _move(command, unit, context)
        case LeaveDistrict():
            return _leave(command, unit, context)
        case _:
            assert_never(command)


def _register(command: RegisterUnit, unit: ResidentUnit, context: Context) -> list[ResidentUnitEvent] | Refusal:
    if not isinstance(unit, NotRegistered):
        return []
    if (barred := of_another_community(context.actor, command.community_id)) is not None:
        return barred
    if not stands_on(context.look(COMMUNITY, command.community_id), command.resident_from_on):
        return CommunityNotFounded()
    if command.resident_from_on > context.today:
        return UnitDayAhead(context.today)
    uscc = credit_code(command.uscc) if command.uscc is not None else None
    if isinstance(uscc, CodeFault):
        return InvalidCode(uscc)
    head_id = command.party_org.head_id if command.party_org else None
    if head_id is not None and isinstance(context.look(PERSON, head_id), NotEntered):
        return PersonUnknown()
    return [UnitRegistered(**command.model_dump(exclude={"uscc", "party_org"}), uscc=uscc, party_org=command.party_org)]


def _change_head(command: ChangeHead, unit: Resident, context: Context) -> list[ResidentUnitEvent] | Refusal:
    if command.head_id == unit.head_id:
        return []
    if command.head_id is not None and isinstance(context.look(PERSON, command.head_id), NotEntered):
        return PersonUnknown()
    impossible = _impossible(command.from_on, unit.head_since, context)
    return impossible or [UnitHeadChanged(head_id=command.head_id, from_on=command.from_on)]


def _count(command: CountPartyMembers, unit: Resident, context: Context) -> list[ResidentUnitEvent] | Refusal:
    if command.party_member_count == unit.party_member_count:
        return []
    impossible = _impossible(command.counted_on, unit.registered.resident_from_on, context)
    return impossible or [UnitPartyMembersCounted(**command.model_dump())]


def _move(command: MoveUnit, unit: Resident, context: Context) -> list[ResidentUnitEvent] | Refusal:
    if command.community_id == unit.community_id:
        return []
    if not stands_on(context.look(COMMUNITY, command.community_id), command.from_on):
        return CommunityNotFounded()
    return _impossible(command.from_on, unit.since, context) or [UnitMoved(**command.model_dump())]


def _leave(command: LeaveDistrict, unit: Resident, context: Context) -> list[ResidentUnitEvent] | Refusal:
    return _impossible(command.left_on, unit.since, context) or [UnitLeft(**command.model_dump())]


def _impossible(day: date, since: date, context: Context) -> Refusal | None:
    """Why something did not happen to a unit on a day, if so: `since` is the day of what it follows."""
    if day > context.today:
        return UnitDayAhead(context.today)
    return UnitDayOutOfOrder(since) if day < since else None


RESIDENT_UNIT: Decider[ResidentUnit, ResidentUnitCommand, ResidentUnitEvent] = Decider(
    "resident-unit", NotRegistered(), evolve, decide, ResidentUnitEvent
)
