"""What a call and a room must keep, rule by rule: one answer lists all that failed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from services.councils.domain.meeting_refusals import CallFault, Lack
from services.councils.domain.meeting_state import Call, Room, held_on, is_urgent, kind_of
from services.councils.domain.rules import fewest_of
from services.councils.domain.types import PersonId
from services.councils.domain.vote import muster, without_quorum
from shared.contracts.councils.meeting import Capacity, MeetingConvened, MeetingKind
from shared.kernel.decider import Context

KEYS = {MeetingKind.OPINION: "opinion", MeetingKind.TOPIC: "topic", MeetingKind.DECISION: "decision", None: "report"}
"""How the policy of each kind begins; the last is that of report meetings."""

# --- the call ---------------------------------------------------------------


def notice_days(call: Call, context: Context) -> int:
    """Calendar days from the call to the day of the meeting; none in an emergency."""
    return 0 if is_urgent(call) else context.policy.whole(f"{KEYS[kind_of(call)]}.notice_cd", context.today)


def too_short(call: Call, context: Context) -> CallFault | None:
    """That the day of the meeting comes before the notice is over."""
    too_early = held_on(call) < context.today + timedelta(days=notice_days(call, context))
    return CallFault.NOTICE_TOO_SHORT if too_early else None


def _material(call: MeetingConvened, _context: Context) -> CallFault | None:
    return CallFault.MATERIAL_MISSING if call.kind is MeetingKind.TOPIC and not call.material else None


def _agenda(call: MeetingConvened, _context: Context) -> CallFault | None:
    return CallFault.AGENDA_MISSING if call.kind is not MeetingKind.OPINION and not call.agenda else None


def _no_agenda(call: MeetingConvened, _context: Context) -> CallFault | None:
    return CallFault.AGENDA_NOT_FORESEEN if call.kind is MeetingKind.OPINION and call.agenda else None


def _only_decisions(call: MeetingConvened, _context: Context) -> CallFault | None:
    said = call.assembly is not None or call.emergency
    return CallFault.NO_DECISION if said and call.kind is not MeetingKind.DECISION else None


CALL = (too_short, _material, _agenda, _no_agenda, _only_decisions)


def call_faults(call: MeetingConvened, context: Context) -> tuple[CallFault, ...]:
    """All that a call lacks."""
    return tuple(fault for rule in CALL if (fault := rule(call, context)) is not None)


# --- the room ---------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Gathering:
    """A meeting that is to begin: its call, who came, and the representatives of the day with their groups.

    `supervised` says that there is a supervision committee.
    """

    call: Call
    room: Room
    register: Mapping[PersonId, str]
    supervised: bool


def _participants(gathering: Gathering, context: Context) -> Lack | None:
    kind = kind_of(gathering.call)
    if kind is None or kind is MeetingKind.DECISION:
        return None
    came = len(gathering.room.attendees) + gathering.room.residents
    fewest = context.policy.whole(f"{KEYS[kind]}.min_participants", held_on(gathering.call))
    return Lack.PARTICIPANTS if came < fewest else None


def _representatives(gathering: Gathering, context: Context) -> Lack | None:
    call = gathering.call
    if kind_of(call) is not MeetingKind.TOPIC:
        return None
    found = muster(call, gathering.room, gathering.register.keys())
    return Lack.REPRESENTATIVES if without_quorum(call, found, context.policy) else None


def _groups(gathering: Gathering, context: Context) -> Lack | None:
    call = gathering.call
    if not isinstance(call, MeetingConvened) or call.kind is not MeetingKind.TOPIC:
        return None
    came = gathering.room.there(Capacity.REPRESENTATIVE)
    there = {group for person, group in gathering.register.items() if person in came}
    affected = set(call.groups)
    share = context.policy.text("topic.affected_groups_min_fraction", held_on(call))
    represented = len(affected & (there | gathering.room.groups))
    return Lack.GROUPS if represented < fewest_of(share, len(affected)) else None


def _supervision(gathering: Gathering, _context: Context) -> Lack | None:
    if kind_of(gathering.call) is not MeetingKind.TOPIC or not gathering.supervised:
        return None
    return None if gathering.room.there(Capacity.SUPERVISION_MEMBER) else Lack.SUPERVISION_COMMITTEE


ROOM = (_participants, _representatives, _groups, _supervision)


def lacks(gathering: Gathering, context: Context) -> tuple[Lack, ...]:
    """All that is missing in the room."""
    return tuple(lack for rule in ROOM if (lack := rule(gathering, context)) is not None)
