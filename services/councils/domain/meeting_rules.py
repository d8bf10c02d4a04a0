"""What a call and a room must keep, rule by rule: one answer lists all that failed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from services.councils.domain.meeting_refusals import CallFault, Lack
from services.councils.domain.meeting_state import Room, held_on
from services.councils.domain.rules import fewest_of
from services.councils.domain.types import PersonId
from services.councils.domain.vote import muster, without_quorum
from shared.contracts.councils.meeting import Capacity, MeetingConvened, MeetingKind
from shared.kernel.decider import Context

KEYS = {MeetingKind.OPINION: "opinion", MeetingKind.TOPIC: "topic", MeetingKind.DECISION: "decision"}
"""How the policy of each kind begins."""

# --- the call ---------------------------------------------------------------


def notice_days(call: MeetingConvened, context: Context) -> int:
    """Calendar days from the call to the day of the meeting; none in an emergency."""
    return 0 if call.emergency else context.policy.whole(f"{KEYS[call.kind]}.notice_cd", context.today)


def _notice(call: MeetingConvened, context: Context) -> CallFault | None:
    too_short = held_on(call) < context.today + timedelta(days=notice_days(call, context))
    return CallFault.NOTICE_TOO_SHORT if too_short else None


def _material(call: MeetingConvened, _context: Context) -> CallFault | None:
    return CallFault.MATERIAL_MISSING if call.kind is MeetingKind.TOPIC and not call.material else None


def _agenda(call: MeetingConvened, _context: Context) -> CallFault | None:
    return CallFault.AGENDA_MISSING if call.kind is not MeetingKind.OPINION and not call.agenda else None


def _no_agenda(call: MeetingConvened, _context: Context) -> CallFault | None:
    return CallFault.AGENDA_NOT_FORESEEN if call.kind is MeetingKind.OPINION and call.agenda else None


def _only_decisions(call: MeetingConvened, _context: Context) -> CallFault | None:
    said = call.assembly is not None or call.emergency
    return CallFault.NO_DECISION if said and call.kind is not MeetingKind.DECISION else None


CALL = (_notice, _material, _agenda, _no_agenda, _only_decisions)


def call_faults(call: MeetingConvened, context: Context) -> tuple[CallFault, ...]:
    """All that a call lacks."""
    return tuple(fault for rule in CALL if (fault := rule(call, context)) is not None)


# --- the room ---------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Gathering:
    """A meeting that is to begin: its call, who came, and the representatives of the day with their groups.

    `supervised` says that there is a supervision committee.
    """

    call: MeetingConvened
    room: Room
    register: Mapping[PersonId, str]
    supervised: bool


def _participants(gathering: Gathering, context: Context) -> Lack | None:
    kind = gathering.call.kind
    if kind is MeetingKind.DECISION:
        return None
    came = len(gathering.room.attendees) + gathering.room.residents
    fewest = context.policy.whole(f"{KEYS[kind]}.min_participants", held_on(gathering.call))
    return Lack.PARTICIPANTS if came < fewest else None


def _representatives(gathering: Gathering, context: Context) -> Lack | None:
    call = gathering.call
    if call.kind is not MeetingKind.TOPIC:
        return None
    found = muster(call, gathering.room, gathering.register.keys())
    return Lack.REPRESENTATIVES if without_quorum(call, found, context.policy) else None


def _groups(gathering: Gathering, context: Context) -> Lack | None:
    if gathering.call.kind is not MeetingKind.TOPIC:
        return None
    came = gathering.room.there(Capacity.REPRESENTATIVE)
    there = {group for person, group in gathering.register.items() if person in came}
    affected = set(gathering.call.groups)
    share = context.policy.text("topic.affected_groups_min_fraction", held_on(gathering.call))
    represented = len(affected & (there | gathering.room.groups))
    return Lack.GROUPS if represented < fewest_of(share, len(affected)) else None


def _supervision(gathering: Gathering, _context: Context) -> Lack | None:
    if gathering.call.kind is not MeetingKind.TOPIC or not gathering.supervised:
        return None
    return None if gathering.room.there(Capacity.SUPERVISION_MEMBER) else Lack.SUPERVISION_COMMITTEE


ROOM = (_participants, _representatives, _groups, _supervision)


def lacks(gathering: Gathering, context: Context) -> tuple[Lack, ...]:
    """All that is missing in the room."""
    return tuple(lack for rule in ROOM if (lack := rule(gathering, context)) is not None)
