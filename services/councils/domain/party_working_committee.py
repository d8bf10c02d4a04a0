"""Party working committee (社区党工委): one for each community, of full-time and part-time members.

Invariants: it has one secretary at the most, and nobody two seats at a time · a part-time member heads the Party
organisation of a unit that is resident in the community, from the first day of the seat to its last: what ends the
headship or the residence ends the seat in the same act, which the unit leads.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import assert_never

from services.councils.domain.community import COMMUNITY, Community, stands_on
from services.councils.domain.community_refusals import CommunityEnded, CommunityNotFounded
from services.councils.domain.mandate import of_another_community
from services.councils.domain.party_working_committee_commands import (
    AppointFullTime,
    AppointPartTime,
    DissolveWorkingCommittee,
    FollowUnit,
    FormWorkingCommittee,
    PartyWorkingCommitteeCommand,
    ReleaseMember,
)
from services.councils.domain.party_working_committee_refusals import (
    CommunityStands,
    MemberUnknown,
    NotUnitHead,
    PersonSeated,
    SeatBeforeCommittee,
    SecretarySeated,
    TooFewPartyMembers,
    UnitElsewhere,
    UnitNotResident,
    WorkingCommitteeUnknown,
)
from services.councils.domain.person import PERSON, NotEntered, PersonUnknown
from services.councils.domain.resident_unit import RESIDENT_UNIT, Resident, ResidentUnit
from services.councils.domain.types import CommunityId, PersonId
from shared.contracts.councils.party_working_committee import (
    FullTimeMemberAppointed,
    FullTimeMemberReleased,
    MemberRole,
    PartTimeMemberAppointed,
    PartTimeMemberReleased,
    PartyWorkingCommitteeEvent,
    ReleaseCause,
    WorkingCommitteeDissolved,
    WorkingCommitteeFormed,
)
from shared.kernel.decider import Context, Decider
from shared.kernel.ids import AggregateRef
from shared.kernel.instants import start_of
from shared.kernel.refusals import CorruptStream, Refusal

MIN_PARTY_MEMBERS = "structure.part_time.min_party_members"
ASKED_OF = "structure.part_time.party_members_asked_of"

Seat = FullTimeMemberAppointed | PartTimeMemberAppointed

# --- state ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class NotFormed:
    """Before the community has one."""


@dataclass(frozen=True, slots=True)
class WorkingCommittee:
    """A working committee and the seats that are taken, by who has them; none once it ended with its community."""

    community_id: CommunityId
    formed_on: date
    seats: Mapping[PersonId, Seat] = field(default_factory=dict)
    dissolved_on: date | None = None

    def without(self, person_id: str) -> WorkingCommittee:
        """It, once a seat has ended."""
        return replace(self, seats={holder: seat for holder, seat in self.seats.items() if holder != person_id})


PartyWorkingCommittee = NotFormed | WorkingCommittee


def evolve(committee: PartyWorkingCommittee, event: PartyWorkingCommitteeEvent) -> PartyWorkingCommittee:
    """Apply one recorded fact."""
    if isinstance(event, WorkingCommitteeFormed):
        return WorkingCommittee(CommunityId(event.community_id), event.formed_on)
    if isinstance(committee, NotFormed):
        raise CorruptStream("a seat in no committee")
    match event:
        case FullTimeMemberAppointed() | PartTimeMemberAppointed() if committee.dissolved_on is not None:
            return committee  # by the days of the law: it was to begin after the end
        case FullTimeMemberAppointed() | PartTimeMemberAppointed():
            return replace(committee, seats={**committee.seats, PersonId(event.person_id): event})
        case FullTimeMemberReleased() | PartTimeMemberReleased():
            return committee.without(event.person_id)
        case WorkingCommitteeDissolved():
            return replace(committee, seats={}, dissolved_on=event.dissolved_on)
        case _:
            assert_never(event)


# --- decisions --------------------------------------------------------------


def decide(
    command: PartyWorkingCommitteeCommand, committee: PartyWorkingCommittee, context: Context
) -> list[PartyWorkingCommitteeEvent] | Refusal:
    """Answer a command with facts or a refusal; no facts means that it already took effect."""
    if isinstance(command, FollowUnit):
        return _follow(command, committee, context)
    if isinstance(command, DissolveWorkingCommittee):
        return _dissolve(committee, context)
    if (barred := of_another_community(context.actor, command.community_id)) is not None:
        return barred
    if isinstance(command, FormWorkingCommittee):
        return _form(command, committee, context)
    if isinstance(committee, NotFormed):
        return WorkingCommitteeUnknown()
    match command:
        case AppointFullTime():
            return _appoint_full_time(command, committee, context)
        case AppointPartTime():
            return _appoint_part_time(command, committee, context)
        case ReleaseMember():
            return _release(command, committee)
        case _:
            assert_never(command)


def _form(
    command: FormWorkingCommittee, committee: PartyWorkingCommittee, context: Context
) -> list[PartyWorkingCommitteeEvent] | Refusal:
    if isinstance(committee, WorkingCommittee):
        return []
    if not stands_on(context.look(COMMUNITY, command.community_id), command.formed_on):
        return CommunityNotFounded()
    return [WorkingCommitteeFormed(**command.model_dump())]


def _appoint_full_time(
    command: AppointFullTime, committee: WorkingCommittee, context: Context
) -> list[PartyWorkingCommitteeEvent] | Refusal:
    appointed = FullTimeMemberAppointed(person_id=command.person_id, role=command.role, from_on=command.from_on)
    if isinstance(taken := _taken(appointed, committee, context), Refusal | list):
        return taken
    sitting = (each for each in committee.seats.values() if isinstance(each, FullTimeMemberAppointed))
    if command.role is MemberRole.SECRETARY and any(each.role is MemberRole.SECRETARY for each in sitting):
        return SecretarySeated()
    return [appointed]


def _appoint_part_time(
    command: AppointPartTime, committee: WorkingCommittee, context: Context
) -> list[PartyWorkingCommitteeEvent] | Refusal:
    appointed = PartTimeMemberAppointed(person_id=command.person_id, unit_id=command.unit_id, from_on=command.from_on)
    if isinstance(taken := _taken(appointed, committee, context), Refusal | list):
        return taken
    unit = context.look(RESIDENT_UNIT, command.unit_id)
    return _ineligible(command, unit, context) or [appointed]


def _taken(
    appointed: Seat, committee: WorkingCommittee, context: Context
) -> list[PartyWorkingCommitteeEvent] | Refusal | None:
    """Why nobody need or can take a seat, if so."""
    if isinstance(context.look(PERSON, appointed.person_id), NotEntered):
        return PersonUnknown()
    if (seat := committee.seats.get(PersonId(appointed.person_id))) is not None:
        return [] if seat == appointed else PersonSeated(seat.from_on)
    if committee.dissolved_on is not None:
        return CommunityEnded(committee.dissolved_on)
    if not stands_on(context.look(COMMUNITY, committee.community_id), appointed.from_on):
        return CommunityNotFounded()
    return SeatBeforeCommittee(committee.formed_on) if appointed.from_on < committee.formed_on else None


def _ineligible(command: AppointPartTime, unit: ResidentUnit, context: Context) -> Refusal | None:
    """What the seat lacks: a unit resident here on the day, the person at its head, and members enough."""
    if not isinstance(unit, Resident) or unit.community_id != command.community_id or unit.since > command.from_on:
        return UnitNotResident()
    if not unit.headed_by(command.person_id, command.from_on):
        return NotUnitHead()
    minimum = context.policy.whole(MIN_PARTY_MEMBERS, context.today)
    asked = unit.registered.kind.value in context.policy.texts(ASKED_OF, context.today)
    return TooFewPartyMembers(minimum) if asked and unit.party_member_count < minimum else None


def _release(command: ReleaseMember, committee: WorkingCommittee) -> list[PartyWorkingCommitteeEvent] | Refusal:
    seat = committee.seats.get(command.person_id)
    if seat is None:
        return MemberUnknown()
    return [_released(seat, command.released_on, ReleaseCause.DECIDED)]


def _follow(
    command: FollowUnit, committee: PartyWorkingCommittee, context: Context
) -> list[PartyWorkingCommitteeEvent] | Refusal:
    unit = context.look(RESIDENT_UNIT, command.unit_id)
    if isinstance(unit, Resident) and unit.community_id != command.community_id:
        return UnitElsewhere()
    seats = committee.seats.values() if isinstance(committee, WorkingCommittee) else ()
    of_unit = (each for each in seats if isinstance(each, PartTimeMemberAppointed) and each.unit_id == command.unit_id)
    return [_released(each, command.on, command.cause) for each in of_unit if each.person_id != command.head_id]


def community_of(committee: PartyWorkingCommittee) -> tuple[AggregateRef, ...]:
    """The community that a working committee ends with."""
    return () if isinstance(committee, NotFormed) else (COMMUNITY.ref(committee.community_id),)


def dissolution_due(committee: PartyWorkingCommittee, context: Context) -> datetime | None:
    """The first instant without the community; None while nothing ends it, and once the committee is dissolved."""
    if isinstance(committee, NotFormed) or committee.dissolved_on is not None:
        return None
    community = context.look(COMMUNITY, committee.community_id)
    ending = community.ending if isinstance(community, Community) else None
    return None if ending is None else start_of(ending.effective_on)


def _dissolve(committee: PartyWorkingCommittee, context: Context) -> list[PartyWorkingCommitteeEvent] | Refusal:
    due_at = dissolution_due(committee, context)
    if due_at is None:
        return []
    day = due_at.date()
    return CommunityStands(day) if due_at > context.now else [WorkingCommitteeDissolved(dissolved_on=day)]


def _released(seat: Seat, day: date, cause: ReleaseCause) -> PartyWorkingCommitteeEvent:
    """The end of a seat, not before its first day: whose headship had ended before never sat."""
    last = max(day, seat.from_on)
    if isinstance(seat, FullTimeMemberAppointed):
        return FullTimeMemberReleased(person_id=seat.person_id, released_on=last)
    return PartTimeMemberReleased(person_id=seat.person_id, unit_id=seat.unit_id, released_on=last, cause=cause)


PARTY_WORKING_COMMITTEE: Decider[PartyWorkingCommittee, PartyWorkingCommitteeCommand, PartyWorkingCommitteeEvent] = (
    Decider("party-working-committee", NotFormed(), evolve, decide, PartyWorkingCommitteeEvent)
)
